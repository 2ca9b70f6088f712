"""Metadata: what a merchant's own programs note on things, as JSON by key; the framework never reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec
from fondaco.errors import InvalidInputError, LimitExceededError

from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.text import is_storable

__all__ = ["check_keys", "check_metadata", "refuse_too_much"]

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}")


def check_keys(keys: Sequence[str], field: str) -> None:
    """Refuses keys that are none: letters, digits, ``_``, ``.``, ``:`` and ``-``, at most 100 characters.

    Raises:
        InvalidInputError: ``INVALID_KEY``, ``DUPLICATE_KEY``.
    """
    for index, key in enumerate(keys):
        if _KEY.fullmatch(key) is None:
            raise InvalidInputError(
                "A key has at most 100 letters, digits, and _ . : or - behind the first of them.",
                code="INVALID_KEY",
                field=(field, str(index)),
            )
        if key in keys[:index]:
            raise InvalidInputError(f"The key {key} is given twice.", code="DUPLICATE_KEY", field=(field, str(index)))


def check_metadata(values: Mapping[str, object], policy: Policy) -> str:
    """Returns values as JSON.

    Raises:
        InvalidInputError: ``INVALID_TEXT`` for what cannot be stored.
        LimitExceededError: ``METADATA_TOO_LARGE``.
    """
    try:
        encoded = msgspec.json.encode(values)
        text = encoded.decode()
        refuse_too_much(len(encoded), len(values), policy)
        storable = "\\u0000" not in text and is_storable(text)
    except (UnicodeError, RecursionError):
        storable = False
    if not storable:
        raise InvalidInputError("This has characters that cannot be stored.", code="INVALID_TEXT", field=("values",))
    return text


def refuse_too_much(size: int, keys: int, policy: Policy) -> None:
    """Refuses more metadata on one thing than is allowed.

    Args:
        size: Bytes of its JSON.

    Raises:
        LimitExceededError: ``METADATA_TOO_LARGE``.
    """
    settings = policy.settings
    if size > settings.max_metadata_bytes or keys > settings.max_metadata_keys:
        raise LimitExceededError(
            f"Metadata has at most {settings.max_metadata_keys:,} keys and {settings.max_metadata_bytes:,} bytes.",
            code="METADATA_TOO_LARGE",
            field=("values",),
        )
