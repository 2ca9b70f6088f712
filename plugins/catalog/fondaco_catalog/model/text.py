"""Texts: checked and cleaned before they are stored, folded before they are compared."""

from __future__ import annotations

import re
import unicodedata

import nh3
from anyascii import anyascii
from fondaco.errors import InvalidInputError

__all__ = [
    "clean_html",
    "clean_text",
    "fold",
    "is_storable",
    "language_tag",
    "like_pattern",
    "name_key",
    "slugify",
    "sort_key",
    "valid_slug",
]

LONGEST_SLUG = 200

_SLUG = re.compile(r"[\w-]+")
_WORD = re.compile(r"\w")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_IDEOGRAPH = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_APOSTROPHE = re.compile(r"['’ʼ`]")


def is_storable(text: str) -> bool:
    """Says whether PostgreSQL can hold a text: no NUL, no half of a surrogate pair."""
    return "\x00" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def clean_text(
    text: str, *, field: tuple[str, ...], longest: int = 255, required: bool = False, lines: bool = False
) -> str:
    """Returns a plain text in NFC without blanks around it.

    Args:
        longest: In characters.
        required: Whether it must not be empty.
        lines: Whether it may have several lines.

    Raises:
        InvalidInputError: ``REQUIRED``, ``TOO_LONG`` or ``INVALID_TEXT`` (control characters), with the field.
    """
    if not is_storable(text):
        raise InvalidInputError("This text has characters that cannot be stored.", code="INVALID_TEXT", field=field)
    cleaned = unicodedata.normalize("NFC", text).strip()
    if not lines and _CONTROL.search(cleaned):
        raise InvalidInputError("This text has line breaks or control characters.", code="INVALID_TEXT", field=field)
    if required and not cleaned:
        raise InvalidInputError("This must not be empty.", code="REQUIRED", field=field)
    if len(cleaned) > longest:
        raise InvalidInputError(
            f"This has {len(cleaned):,} characters; at most {longest:,} are allowed.", code="TOO_LONG", field=field
        )
    return cleaned


def clean_html(html: str, *, field: tuple[str, ...], longest: int) -> str:
    """Returns HTML without scripts, styles, event handlers and unsafe addresses.

    Raises:
        InvalidInputError: As `clean_text`; the length counts after cleaning.
    """
    if len(html) > 10 * longest:  # cleaning something far too long is a waste of everybody's time
        raise InvalidInputError(f"This is longer than {longest:,} characters.", code="TOO_LONG", field=field)
    if not is_storable(html):
        raise InvalidInputError("This text has characters that cannot be stored.", code="INVALID_TEXT", field=field)
    return clean_text(nh3.clean(html), field=field, longest=longest, lines=True)


def fold(text: str) -> str:
    """Returns a text as it is compared by a search: NFKC, caseless, blanks and control characters made one space."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(_CONTROL.sub(" ", folded).split())


def name_key(name: str) -> str:
    """Returns what names of one kind are told apart by: two that differ in capitals or width only are the same."""
    return fold(name)[:255] or name


def language_tag(tag: str) -> str:
    """Returns a BCP 47 tag in the usual case (RFC 5646, 2.1.1): ``ZH-hans-cn`` becomes ``zh-Hans-CN``."""
    first, *rest = tag.lower().split("-")
    return "-".join([first, *({2: part.upper(), 4: part.title()}.get(len(part), part) for part in rest)])


def like_pattern(word: str) -> str:
    r"""Returns the LIKE pattern (escape character ``\``) of texts that contain a word literally."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def sort_key(title: str) -> str:
    """Returns what titles are sorted by: caseless Latin letters, Chinese by its pronunciation (pinyin)."""
    spelled = _IDEOGRAPH.sub(lambda found: f"{anyascii(found[0])} ", title)
    return " ".join(_CONTROL.sub(" ", anyascii(spelled)).lower().split())[:255]


def slugify(text: str, fallback: str) -> str:
    """Makes a slug of Latin letters, digits and hyphens out of a title, at most 100 characters.

    Other scripts are transliterated, Chinese character by character: 蓝色杯子 becomes ``lan-se-bei-zi``.

    Args:
        fallback: For a title of which nothing is left.
    """
    spelled = _IDEOGRAPH.sub(lambda found: f"-{anyascii(found[0])}-", _APOSTROPHE.sub("", text[:500]))
    slug = _NOT_SLUG.sub("-", anyascii(spelled).lower()).strip("-")
    if len(slug) > 100:
        cut = slug[:101].rpartition("-")[0]
        slug = (cut or slug[:100]).strip("-")
    return slug or fallback


def valid_slug(slug: str, *, field: tuple[str, ...] = ("slug",)) -> str:
    """Returns a slug that somebody chose, if it is one: lower case letters of any script, digits, ``-`` and ``_``.

    Raises:
        InvalidInputError: ``INVALID_SLUG``.
    """
    fits = _SLUG.fullmatch(slug) and _WORD.search(slug) and slug == fold(slug) and len(slug) <= LONGEST_SLUG
    if not fits:
        raise InvalidInputError(
            f"A slug has 1 to {LONGEST_SLUG} lower case letters, digits, hyphens and underscores.",
            code="INVALID_SLUG",
            field=field,
        )
    return slug
