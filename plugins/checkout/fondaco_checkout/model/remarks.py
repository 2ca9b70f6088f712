"""What a buyer writes beside what they buy, for a cart and for each of its lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from unicodedata import category

import msgspec
from fondaco.errors import InvalidInputError, LimitExceededError

__all__ = ["Remarks", "RemarksChange"]

LONGEST_NOTE, LONGEST_GIFT_MESSAGE = 2000, 500
"""In characters."""
MAX_ATTRIBUTES = 50
MAX_ATTRIBUTES_BYTES = 8000
"""Of all keys and values of one cart or line, as UTF-8 JSON."""
MAX_DEPTH = 8
"""Of lists and objects in a value."""
_KEY = re.compile(r"[a-z][a-z0-9_-]{0,39}(\.[a-z0-9][a-z0-9_-]{0,39}){1,3}")


class Remarks(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a buyer wrote; frozen on the order, copied as it is.

    Attributes:
        note: To the merchant.
        gift_message: To whoever is given it.
        gift_wrap: Whether it is to be wrapped.
        attributes: Of front-ends and plugins, by namespaced key such as ``engraving.text``; values are JSON.
    """

    note: str = ""
    gift_message: str = ""
    gift_wrap: bool = False
    attributes: Mapping[str, Any] = {}

    def or_else(self, other: Remarks) -> Remarks:
        """Returns these, with what the other ones say where these say nothing."""
        return Remarks(
            note=self.note or other.note,
            gift_message=self.gift_message or other.gift_message,
            gift_wrap=self.gift_wrap or other.gift_wrap,
            attributes=_bounded({**other.attributes, **self.attributes}) or self.attributes,
        )


class RemarksChange(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be of remarks: None leaves what is there, an empty text removes it.

    Attributes:
        attributes: By key; None as the value removes that one. Others stay.
    """

    note: str | None = None
    gift_message: str | None = None
    gift_wrap: bool | None = None
    attributes: Mapping[str, Any] = {}

    def applied(self, remarks: Remarks, *, field: tuple[str, ...] = ()) -> Remarks:
        """Returns the remarks after the change.

        Args:
            field: Path of the change in the caller's input.

        Raises:
            InvalidInputError: ``TEXT_INVALID`` (control characters), ``ATTRIBUTE_KEY_INVALID``, ``ATTRIBUTE_INVALID``
                (nested too deep, or NUL in it).
            LimitExceededError: ``TEXT_TOO_LONG``, ``TOO_MANY_ATTRIBUTES``, ``ATTRIBUTES_TOO_LARGE``.
        """
        attributes = dict(remarks.attributes)
        for key, value in self.attributes.items():
            if _KEY.fullmatch(key) is None:
                raise InvalidInputError(
                    "The key of an attribute is a namespace and a name, such as engraving.text: lower-case letters, "
                    "digits, - and _.",
                    code="ATTRIBUTE_KEY_INVALID",
                    field=(*field, "attributes"),
                )
            if value is None:
                attributes.pop(key, None)
                continue
            if not _storable(value):
                raise InvalidInputError(
                    f"The value of an attribute is nested at most {MAX_DEPTH} deep and has no NUL.",
                    code="ATTRIBUTE_INVALID",
                    field=(*field, "attributes"),
                )
            attributes[key] = value
        if len(attributes) > MAX_ATTRIBUTES:
            raise LimitExceededError(
                f"There are at most {MAX_ATTRIBUTES} attributes.",
                code="TOO_MANY_ATTRIBUTES",
                field=(*field, "attributes"),
            )
        if _bounded(attributes) is None:
            raise LimitExceededError(
                f"The attributes have at most {MAX_ATTRIBUTES_BYTES} bytes together.",
                code="ATTRIBUTES_TOO_LARGE",
                field=(*field, "attributes"),
            )
        return Remarks(
            note=_text(self.note, remarks.note, LONGEST_NOTE, (*field, "note")),
            gift_message=_text(self.gift_message, remarks.gift_message, LONGEST_GIFT_MESSAGE, (*field, "giftMessage")),
            gift_wrap=remarks.gift_wrap if self.gift_wrap is None else self.gift_wrap,
            attributes=attributes,
        )


def _bounded(attributes: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Returns the attributes if they are not too many and not too large."""
    fits = len(attributes) <= MAX_ATTRIBUTES and len(msgspec.json.encode(attributes)) <= MAX_ATTRIBUTES_BYTES
    return attributes if fits else None


def _storable(value: Any, depth: int = 0) -> bool:
    """Says whether PostgreSQL takes a JSON value, and everybody reads it without running out of stack."""
    if depth > MAX_DEPTH:
        return False
    if isinstance(value, str):
        return "\0" not in value
    if isinstance(value, Mapping):
        return all("\0" not in key and _storable(part, depth + 1) for key, part in value.items())
    if isinstance(value, list | tuple):
        return all(_storable(part, depth + 1) for part in value)
    return True


def _text(given: str | None, before: str, longest: int, field: tuple[str, ...]) -> str:
    if given is None:
        return before
    text = given.replace("\r\n", "\n").strip()
    if len(text) > longest:
        raise LimitExceededError(f"This text has at most {longest} characters.", code="TEXT_TOO_LONG", field=field)
    if any(category(character) == "Cc" and character not in "\n\t" for character in text):
        raise InvalidInputError("A text has no control characters.", code="TEXT_INVALID", field=field)
    return text
