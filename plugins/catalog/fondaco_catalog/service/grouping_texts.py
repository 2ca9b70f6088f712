"""What categories and collections say of themselves: description, picture, texts for search engines, translations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal
from uuid import UUID

from fondaco.ids import new_id

from fondaco_catalog.model.drafts import (
    CategoryChanges,
    CategoryDraft,
    CollectionChanges,
    CollectionDraft,
    GroupingTexts,
    TextsDraft,
)
from fondaco_catalog.model.policy import (
    Policy,
    clean_description,
    clean_seo_description,
    clean_seo_title,
    clean_texts,
    given,
    valid_url,
)
from fondaco_catalog.model.text import clean_text
from fondaco_catalog.repository import rows

__all__ = ["clean_looks", "clean_translations", "set_translations"]


def clean_looks(
    said: CategoryDraft | CategoryChanges | CollectionDraft | CollectionChanges, policy: Policy
) -> dict[str, Any]:
    """Returns the columns of description, picture and texts for search engines; unset where nothing is said of them.

    Raises:
        InvalidInputError: As `clean_text`; ``INVALID_URL``.
    """
    return {
        "description": given(said.description, lambda html: clean_description(html, policy)),
        "image_url": given(said.image_url, lambda url: valid_url(url, field=("imageUrl",)) if url else ""),
        "image_alt": given(said.image_alt, _image_alt),
        "seo_title": given(said.seo_title, clean_seo_title),
        "seo_description": given(said.seo_description, clean_seo_description),
    }


def _image_alt(text: str) -> str:
    return clean_text(text, field=("imageAlt",), longest=1_000, lines=True)


def clean_translations(
    drafts: Sequence[TextsDraft], policy: Policy, name: Literal["name", "title"]
) -> list[dict[str, str]]:
    """Returns rows of texts by language.

    Args:
        name: What the name is called, in the API and in the table.

    Raises:
        InvalidInputError: As `clean_texts`.
    """
    cleaned = []
    for draft, texts in zip(drafts, clean_texts(drafts, policy, name), strict=True):
        seo = draft if isinstance(draft, GroupingTexts) else GroupingTexts(locale=draft.locale)
        cleaned.append(
            {
                "locale": texts.locale,
                name: texts.name,
                "description": texts.description,
                "image_alt": _image_alt(seo.image_alt),
                "seo_title": clean_seo_title(seo.seo_title),
                "seo_description": clean_seo_description(seo.seo_description),
            }
        )
    return cleaned


async def set_translations(
    entity: Literal["category", "collection"], id_: UUID, translations: Sequence[dict[str, str]]
) -> None:
    """Writes texts by language; a language whose texts are all empty is removed, one that is not named stays."""
    wanted = []
    for texts in translations:
        if any(text for name, text in texts.items() if name != "locale"):
            wanted.append({"id": new_id(), entity: id_, **texts})
        else:
            await rows.delete_translation(entity, id_, texts["locale"])
    await rows.insert_rows(f"{entity}_translation", wanted, key=[entity, "locale"])
