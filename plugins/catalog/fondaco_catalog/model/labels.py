"""Names of brands, types, attributes and choices, and their translations."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco_catalog.model.attribute_drafts import Label
from fondaco_catalog.model.policy import Policy, clean_locale
from fondaco_catalog.model.text import clean_text

__all__ = ["clean_labels", "clean_name", "merged"]

Path = tuple[str, ...]


def clean_name(text: str) -> str:
    """Returns the cleaned name of a thing."""
    return clean_text(text, field=("name",), required=True)


def clean_labels(labels: Sequence[Label], policy: Policy, field: Path = ("translations",)) -> tuple[Label, ...]:
    """Cleans translated names; an empty one is kept, as a wish to have it removed.

    Raises:
        InvalidInputError: ``INVALID_LOCALE``, ``DUPLICATE_LOCALE``, and as `clean_text`.
    """
    seen: set[str] = set()
    found = []
    for index, label in enumerate(labels):
        at = (*field, str(index))
        locale = clean_locale(label.locale, seen, policy, (*at, "locale"))
        found.append(Label(locale, clean_text(label.text, field=(*at, "name"))))
    return tuple(found)


def merged(stored: dict[str, str], labels: Sequence[Label]) -> dict[str, str]:
    """Returns translations with others put over them; languages that are not named stay, an empty text removes one."""
    texts = {**stored, **{label.locale: label.text for label in labels}}
    return {locale: text for locale, text in texts.items() if text}
