"""What an operation answered."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

import msgspec

__all__ = ["Answer"]

_ENCODER = msgspec.json.Encoder()


class Answer:
    """What an operation answered. It does not change; what is computed from it is computed once.

    Attributes:
        data: None where it could not be run at all. Do not change it: it may be answered to others too. Where the
            answer was kept it is decoded each time, so ask once.
        errors: As the client may see them.
        rejected: Whether the document or its variables were refused before anything ran.
        tags: What it is made of, if everybody in this channel and language gets the same; None if not.
        dimensions: Names of what else of its caller it depends on, where it is not one caller's alone; it has no tags
            then, since no cache on the way knows these.
        valid_until: The moment from which on it is wrong by itself, such as the start of a sale; None if there is none.
        new_session_token: Of the shop session that the operation started; None if it started none.
        headers: What `fondaco.graphql.endpoint` made of it for HTTP, by media type; computed once too.
    """

    __slots__ = (
        "_data",
        "_encoded",
        "_etag",
        "_packed",
        "dimensions",
        "errors",
        "headers",
        "new_session_token",
        "rejected",
        "tags",
        "valid_until",
    )

    def __init__(
        self,
        data: dict[str, Any] | None,
        errors: list[dict[str, Any]],
        *,
        rejected: bool = False,
        tags: frozenset[str] | None = None,
        dimensions: tuple[str, ...] = (),
        valid_until: datetime | None = None,
        new_session_token: str | None = None,
    ) -> None:
        self._data = data
        self.errors = errors
        self.rejected = rejected
        self.tags = tags
        self.dimensions = dimensions
        self.valid_until = valid_until
        self.new_session_token = new_session_token
        self.headers: dict[str, Any] = {}
        self._encoded: bytes | None = None
        self._etag: str | None = None
        self._packed = False

    @property
    def data(self) -> dict[str, Any] | None:
        """What was asked for."""
        if self._packed:
            found: dict[str, Any] = msgspec.json.decode(self.encoded)["data"]
            return found
        return self._data

    def packed(self) -> tuple[Answer, int] | None:
        """Returns the same answer as it takes the least memory, and the bytes of that; None if it cannot be kept.

        Only the JSON is kept: a fifth of what data and JSON take together.
        """
        if self.errors:
            return None
        try:
            # Copied, since msgspec leaves the room that it did not need at the end: half as much again.
            encoded = bytes(memoryview(self.encoded))
        except TypeError:
            return None
        kept = Answer(None, [], tags=self.tags, dimensions=self.dimensions, valid_until=self.valid_until)
        kept._encoded, kept._packed = encoded, True
        return kept, len(encoded)

    def body(self) -> dict[str, Any]:
        """The response as the GraphQL specification shapes it."""
        body: dict[str, Any] = {}
        if self.errors:
            body["errors"] = self.errors
        if not self.rejected:
            body["data"] = self.data
        return body

    @property
    def encoded(self) -> bytes:
        """The response as JSON.

        Raises:
            TypeError: If a custom scalar made something that is no JSON.
        """
        if self._encoded is None:
            self._encoded = _ENCODER.encode(self.body())
        return self._encoded

    @property
    def etag(self) -> str:
        """A strong entity tag (RFC 9110, section 8.8.3) of `encoded`."""
        if self._etag is None:
            self._etag = f'"{hashlib.blake2b(self.encoded, digest_size=16).hexdigest()}"'
        return self._etag
