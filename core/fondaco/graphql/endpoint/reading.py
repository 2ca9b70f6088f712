"""From an HTTP request to what it asks: https://graphql.github.io/graphql-over-http/draft/#sec-Request."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from litestar.types import Receive, Scope

__all__ = ["Asked", "DisconnectedError", "RefusedError", "asked_by_get", "asked_by_post", "headers_of"]

_PARAMETERS = frozenset({"query", "variables", "operationName", "extensions", "documentId"})
_MOST_PARAMETERS = 50
LONGEST_KEPT = 4000
"""Bytes of an address whose parts are kept: those of persisted queries come again and again."""

SECONDS_TO_SEND = 30.0
"""How long a client may take to send a body; one that sends a byte now and then would be waited for for ever."""

_ARRAY = re.compile(rb"[ \t\r\n]*\[")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class RefusedError(Exception):
    """The request is answered with a status of its own, before any operation is looked at.

    Attributes:
        message: For people.
        code: Stable.
        status: Of HTTP.
        headers: Of the answer, besides the usual ones.
    """

    message: str
    code: str
    status: int
    headers: Sequence[tuple[bytes, bytes]]

    def __init__(self, message: str, code: str, status: int, headers: Sequence[tuple[bytes, bytes]] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.status = status
        self.headers = headers


class DisconnectedError(Exception):
    """The client went away before it had sent everything."""


class Asked(msgspec.Struct, frozen=True):
    """One request, by the names of the specification."""

    query: str | None = None
    variables: dict[str, Any] | None = None
    operationName: str | None = None  # noqa: N815 (the specification's name)
    extensions: dict[str, Any] | None = None
    documentId: str | None = None  # noqa: N815 (the specification's name)


_decode_one = msgspec.json.Decoder(Asked).decode
_decode_batch = msgspec.json.Decoder(list[Asked]).decode
_decode_map = msgspec.json.Decoder(dict[str, Any] | None).decode


def headers_of(scope: Scope) -> dict[bytes, bytes]:
    """Returns the headers by lower-case name; one that came several times as one list, as HTTP defines it."""
    found: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        found[name] = value if name not in found else found[name] + (b"; " if name == b"cookie" else b", ") + value
    return found


def asked_by_get(query_string: bytes) -> Asked:
    """Reads a request from the parameters of an address.

    Raises:
        RefusedError: 400 ``GRAPHQL_INVALID``.
    """
    try:
        parse = _parameters if len(query_string) <= LONGEST_KEPT else _parameters.__wrapped__
        given = parse(query_string)
        # Decoded each time: whoever is given a part of the variables may change it.
        parts = {name: _decode_map(given[name]) if given.get(name) else None for name in ("variables", "extensions")}
        return Asked(
            query=given.get("query"),
            operationName=given.get("operationName") or None,
            documentId=given.get("documentId") or None,
            **parts,
        )
    except (ValueError, RecursionError) as error:  # Unicode's and msgspec's errors are among them
        raise _malformed(error) from None


@lru_cache(256)
def _parameters(query_string: bytes) -> Mapping[str, str]:
    given: dict[str, str] = {}
    pairs = parse_qsl(
        query_string.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS
    )
    for name, value in pairs:
        if name in _PARAMETERS:
            if name in given:
                raise ValueError(f"{name} is given twice")
            given[name] = value
    return given


async def asked_by_post(headers: Mapping[bytes, bytes], receive: Receive, *, max_bytes: int) -> Asked | list[Asked]:
    """Reads a request, or several, from a body.

    Only JSON is taken: a page of another origin cannot send that with the visitor's cookies unless CORS allows it, as
    it could send a form or plain text.

    Raises:
        RefusedError: 415 for another type, charset or encoding, 413 for a body that is too large, 408 for one that does
            not come, 400 for what is no request.
        DisconnectedError: If the client went away.
    """
    _check_type(headers)
    try:
        async with asyncio.timeout(SECONDS_TO_SEND):
            body = await _body(headers, receive, max_bytes)
    except TimeoutError:
        raise RefusedError(
            f"The body did not come within {SECONDS_TO_SEND:.0f} seconds.", "BODY_TOO_SLOW", 408
        ) from None
    try:
        return _decoded(body)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise _malformed(error) from None


def _check_type(headers: Mapping[bytes, bytes]) -> None:
    content_type = headers.get(b"content-type", b"")
    if content_type != b"application/json":
        name, *parameters = (part.strip().lower() for part in content_type.split(b";"))
        charsets = {part.partition(b"=")[2].strip(b'" ') for part in parameters if part.startswith(b"charset")}
        if name != b"application/json" or charsets - {b"utf-8", b"utf8"}:
            raise RefusedError(
                "Send application/json, in UTF-8.",
                "UNSUPPORTED_MEDIA_TYPE",
                415,
                [(b"accept-post", b"application/json; charset=utf-8")],
            )
    if headers.get(b"content-encoding", b"identity").lower() != b"identity":
        raise RefusedError(
            "Send the body without compression.", "UNSUPPORTED_MEDIA_TYPE", 415, [(b"accept-encoding", b"identity")]
        )


async def _body(headers: Mapping[bytes, bytes], receive: Receive, max_bytes: int) -> bytes:
    said = headers.get(b"content-length", b"")
    length = max_bytes + 1 if len(said) > 15 else int(said) if said.isdigit() else None
    if length is not None and length > max_bytes:
        raise _too_large(max_bytes)
    chunks: list[bytes] = []
    size = 0
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            raise DisconnectedError
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > max_bytes:
            raise _too_large(max_bytes)
        chunks.append(chunk)
        # Servers tell the end of a body by an empty piece, and waiting for it costs more than reading the request.
        more = size != length and message.get("more_body", False)
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def _decoded(body: bytes) -> Asked | list[Asked]:
    if _ARRAY.match(body):
        return _decode_batch(body)
    try:
        return _decode_one(body)
    except msgspec.DecodeError:
        if body.startswith(_BYTE_ORDER_MARK):  # which a parser may ignore (RFC 8259, section 8.1)
            return _decoded(body.removeprefix(_BYTE_ORDER_MARK))
        raise


def _malformed(error: Exception) -> RefusedError:
    why = "it nests too deep" if isinstance(error, RecursionError) else str(error)[:300]
    return RefusedError(f"This is no GraphQL request: {why}", "GRAPHQL_INVALID", 400)


def _too_large(max_bytes: int) -> RefusedError:
    return RefusedError(f"A request has at most {max_bytes} bytes.", "BODY_TOO_LARGE", 413)
