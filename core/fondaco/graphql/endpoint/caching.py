"""What caches on the way may keep: headers of answers to GET (RFC 9110, RFC 9111).

An answer that is the same for everybody says so, names what it is made of for CDNs that purge by tag, and has an entity
tag, so that asking again costs no body. Any other answer is not to be stored by anyone.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from litestar.types import Message, Scope

from fondaco import clock
from fondaco.graphql.answer import Answer
from fondaco.graphql.endpoint.negotiation import PLAIN_JSON
from fondaco.requests import CHANNEL_HEADER, LOCALE_HEADER

__all__ = ["LONGEST_TAGS", "PRIVATE", "SharedHeaders", "header_tags", "is_unchanged", "keep_vary", "shared_headers"]

LONGEST_TAGS = 1500
"""Bytes of tags in one header: a proxy such as nginx takes 4 KB of headers by default, and tags are sent twice."""

_ASKED_BY = f"Accept, Accept-Language, {CHANNEL_HEADER.title()}, {LOCALE_HEADER.title()}".encode()
_VARY = (b"vary", _ASKED_BY)
PRIVATE: tuple[tuple[bytes, bytes], ...] = ((b"cache-control", b"private, no-store"), _VARY)

_SAFE = "!$'()*+-./:=?@_~"
_ENTITY_TAG = re.compile(rb'(?:W/)?("[^"]*")')

SharedHeaders = tuple[bytes, tuple[tuple[bytes, bytes], ...]]
"""The entity tag, and all headers, which hold it too."""


def header_tags(tags: frozenset[str]) -> list[str] | None:
    """Returns tags as headers can hold them: percent-encoded, the first part (``product`` of ``product:…``) alone where
    all would be too long; None where even those would be.

    Whoever purges has to purge the first part of each tag as well, therefore.
    """
    for chosen in (tags, {tag.partition(":")[0] for tag in tags}):
        encoded = sorted({quote(tag, safe=_SAFE) for tag in chosen if tag})
        if sum(map(len, encoded)) + len(encoded) <= LONGEST_TAGS:
            return encoded
    return None


def shared_headers(answer: Answer, media_type: str, *, max_age_seconds: int) -> SharedHeaders | None:
    """Returns the headers of an answer that is the same for everybody; None for any other.

    Args:
        media_type: Each is another representation, with an entity tag of its own.
        max_age_seconds: How long a CDN may answer by itself; less where the answer is wrong earlier.
    """
    if answer.tags is None or answer.errors or answer.new_session_token is not None:
        return None
    if answer.valid_until is not None:
        left = int((answer.valid_until - clock.utc_now()).total_seconds())
        return _made(answer, answer.tags, media_type, max(min(max_age_seconds, left), 0))
    if media_type not in answer.headers:
        answer.headers[media_type] = _made(answer, answer.tags, media_type, max_age_seconds)
    found: SharedHeaders | None = answer.headers[media_type]
    return found


def _made(answer: Answer, made_of: frozenset[str], media_type: str, max_age_seconds: int) -> SharedHeaders | None:
    tags = header_tags(made_of)
    if tags is None:
        return None
    entity_tag = (answer.etag if media_type == PLAIN_JSON else f'{answer.etag[:-1]}-r"').encode()
    fresh = f"public, max-age=0, s-maxage={max_age_seconds}" if max_age_seconds else "public, no-cache"
    headers = [(b"cache-control", fresh.encode()), _VARY, (b"etag", entity_tag)]
    if tags:
        headers += [(b"surrogate-key", " ".join(tags).encode()), (b"cache-tag", ",".join(tags).encode())]
    return entity_tag, tuple(headers)


async def keep_vary(message: Message, scope: Scope) -> None:
    """Says that answers depend on the origin too; Litestar's CORS says that alone, and forgets what we said.

    A hook for ``before_send``, where CORS is on: a cache that did not know of channel and language would mix them up.
    """
    if message["type"] == "http.response.start" and scope["path"].startswith("/graphql/"):
        others = [header for header in message["headers"] if header[0].lower() != b"vary"]
        message["headers"] = [*others, (b"vary", b"Origin, " + _ASKED_BY)]


def is_unchanged(if_none_match: bytes, entity_tag: bytes) -> bool:
    """Says whether the client has this answer already; compared weakly, since a proxy that compresses weakens tags."""
    return if_none_match.strip() == b"*" or entity_tag in _ENTITY_TAG.findall(if_none_match)
