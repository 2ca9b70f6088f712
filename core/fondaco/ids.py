"""Identifiers: UUIDv7 inside, opaque global ids at the API."""

from __future__ import annotations

import base64
import binascii
import secrets
import time
from uuid import UUID

from fondaco.errors import InvalidInputError

__all__ = ["decode_global_id", "encode_global_id", "new_id", "parse_global_id"]


def new_id() -> UUID:
    """Returns a new UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then 74 random bits.

    Ids made in different milliseconds sort by time, which keeps B-tree inserts local.
    """
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (2**48 - 1)) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def encode_global_id(type_name: str, key: UUID | str) -> str:
    """Returns the Relay global id of an entity: URL-safe base64 of ``Type:key``, without padding."""
    return base64.urlsafe_b64encode(f"{type_name}:{key}".encode()).rstrip(b"=").decode()


def decode_global_id(value: str, *, field: tuple[str, ...] | None = None) -> tuple[str, str]:
    """Takes a global id apart into type name and key.

    Args:
        field: Where in the caller's input it is, for the error.

    Raises:
        InvalidInputError: ``INVALID_ID`` if the value is not a global id.
    """
    try:
        raw = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4)).decode()
    except (binascii.Error, ValueError):
        raw = ""
    type_name, separator, key = raw.partition(":")
    if not separator or not type_name.isidentifier() or not key or len(key) > 200:
        raise InvalidInputError("This is not an id of this API.", code="INVALID_ID", field=field)
    return type_name, key


def parse_global_id(value: str, type_name: str, *, field: tuple[str, ...] | None = None) -> UUID:
    """Returns the UUID inside a global id of the expected type.

    Raises:
        InvalidInputError: ``INVALID_ID`` if the value is no id, or the id of another type of thing.
    """
    try:
        found, key = decode_global_id(value)
        if found == type_name:
            return UUID(key)
    except (InvalidInputError, ValueError):
        pass
    raise InvalidInputError(f"This is not the id of a {type_name}.", code="INVALID_ID", field=field)
