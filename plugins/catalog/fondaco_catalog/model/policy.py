"""What the rules of a catalogue depend on, and those that all kinds of things share: texts, locales, addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec
from fondaco.commerce import Channel
from fondaco.errors import InvalidInputError
from msgspec import UNSET, UnsetType

from fondaco_catalog.model.drafts import TextsDraft
from fondaco_catalog.model.text import clean_html, clean_text, is_storable, language_tag
from fondaco_catalog.settings import CatalogSettings

__all__ = ["Policy", "clean_description", "clean_locale", "clean_texts", "given", "valid_url"]

T = TypeVar("T")
R = TypeVar("R")
Path = tuple[str, ...]

_LOCALE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}")


class Policy(msgspec.Struct, frozen=True):
    """What the rules depend on: the channels that exist, and the limits of this deployment."""

    channels: Mapping[str, Channel]
    settings: CatalogSettings

    def channel(self, slug: str, *, field: Path) -> Channel:
        """Returns a channel.

        Raises:
            InvalidInputError: ``UNKNOWN_CHANNEL``.
        """
        try:
            return self.channels[slug]
        except KeyError:
            raise InvalidInputError("There is no such channel.", code="UNKNOWN_CHANNEL", field=field) from None

    def locale(self, tag: str) -> str:
        """Returns a language tag as the channels write it, or in the usual case; texts are looked up by it exactly."""
        offered = (known for channel in self.channels.values() for known in channel.locales)
        return next((known for known in offered if known.lower() == tag.lower()), language_tag(tag))


def given(value: T | UnsetType, clean: Callable[[T], R]) -> R | UnsetType:
    """Cleans a value that was given, and leaves one that was not."""
    return UNSET if isinstance(value, UnsetType) else clean(value)


def clean_description(html: str, policy: Policy, field: Path = ("description",)) -> str:
    """Returns sanitised HTML of an allowed length."""
    return clean_html(html, field=field, longest=policy.settings.max_description_chars)


def clean_seo_title(text: str) -> str:
    """Returns a title for search engines; raises as `clean_text`."""
    return clean_text(text, field=("seoTitle",))


def clean_seo_description(text: str) -> str:
    """Returns a description for search engines, of at most 2,000 characters; raises as `clean_text`."""
    return clean_text(text, field=("seoDescription",), longest=2_000, lines=True)


def clean_locale(locale: str, seen: set[str], policy: Policy, field: Path) -> str:
    """Returns a language tag as it is stored.

    Args:
        seen: What was given before, in lower case; this one is added.

    Raises:
        InvalidInputError: ``INVALID_LOCALE``, ``DUPLICATE_LOCALE``.
    """
    if _LOCALE.fullmatch(locale) is None:
        raise InvalidInputError(f"{locale!r:.50} is not a BCP 47 tag.", code="INVALID_LOCALE", field=field)
    if locale.lower() in seen:
        raise InvalidInputError(f"{locale} is given twice.", code="DUPLICATE_LOCALE", field=field)
    seen.add(locale.lower())
    return policy.locale(locale)


def clean_texts(drafts: Sequence[TextsDraft], policy: Policy, name_field: str) -> tuple[TextsDraft, ...]:
    """Cleans the translations of a category, collection or brand.

    Args:
        name_field: How the API calls the name: ``name`` or ``title``.
    """
    seen: set[str] = set()
    cleaned = []
    for index, draft in enumerate(drafts):
        at = ("translations", str(index))
        cleaned.append(
            TextsDraft(
                locale=clean_locale(draft.locale, seen, policy, (*at, "locale")),
                name=clean_text(draft.name, field=(*at, name_field)),
                description=clean_description(draft.description, policy, (*at, "description")),
            )
        )
    return tuple(cleaned)


def valid_url(url: str, *, field: Path) -> str:
    """Returns the address of a picture: absolute over HTTP, or a path of this server.

    Raises:
        InvalidInputError: ``INVALID_URL``.
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        absolute = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        absolute = False
    local = url.startswith("/") and not url.startswith(("//", "/\\"))
    if not (absolute or local) or len(url) > 2_000 or not url.isprintable() or " " in url or not is_storable(url):
        raise InvalidInputError(
            "A picture's address begins with https://, http:// or /, and has at most 2,000 characters.",
            code="INVALID_URL",
            field=field,
        )
    return url
