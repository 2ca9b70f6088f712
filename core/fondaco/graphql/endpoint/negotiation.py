"""Which media type an answer has: of those that we can give, what ``Accept`` wants most (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["GRAPHQL_JSON", "LONGEST_ACCEPT", "PLAIN_JSON", "media_type_for", "wants_page"]

GRAPHQL_JSON = "application/graphql-response+json"
PLAIN_JSON = "application/json"
_HTML = "text/html"

LONGEST_ACCEPT = 1000
"""Characters that are read; browsers send about 150."""

_Range = tuple[str, float, frozenset[str]]


@lru_cache(256)
def media_type_for(accept: str) -> str | None:
    """Returns the media type to answer with; None if nothing that we have is acceptable.

    Whoever says nothing, or ``*/*``, gets ``application/json``; of two that are wanted alike the one with a status
    that means something.
    """
    if not accept.strip():
        return PLAIN_JSON
    ranges = _ranges(accept)
    plain, graphql = _quality(ranges, PLAIN_JSON), _quality(ranges, GRAPHQL_JSON)
    if not plain and not graphql:
        return None
    named = any(name == GRAPHQL_JSON for name, _, _ in ranges)
    return GRAPHQL_JSON if graphql > plain or (graphql == plain and named) else PLAIN_JSON


@lru_cache(256)
def wants_page(accept: str) -> bool:
    """Says whether a page for people is wanted, as by a browser's address bar."""
    ranges = _ranges(accept)
    named = any(name == _HTML for name, _, _ in ranges)
    return named and _quality(ranges, _HTML) >= max(_quality(ranges, PLAIN_JSON), _quality(ranges, GRAPHQL_JSON), 0.001)


def _ranges(accept: str) -> list[_Range]:
    found = []
    for part in accept[:LONGEST_ACCEPT].split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        others = set()
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() != "q":
                others.add(parameter.replace(" ", "").replace('"', ""))
                continue
            try:
                quality = float(value)
            except ValueError:
                quality = 0.0
        if name:
            found.append((name, quality if 0.0 <= quality <= 1.0 else 0.0, frozenset(others)))
    return found


def _quality(ranges: list[_Range], media_type: str) -> float:
    """Returns how much a type is wanted: what the most special range that fits says."""
    group = media_type.partition("/")[0] + "/*"
    for wanted in (media_type, group, "*/*"):
        fitting = [quality for name, quality, others in ranges if name == wanted and _fits(others)]
        if fitting:
            return max(fitting)
    return 0.0


def _fits(parameters: frozenset[str]) -> bool:
    """Says whether we can give a type with these parameters: ours are UTF-8; others than the charset are ignored."""
    return all(not parameter.startswith("charset=") or parameter == "charset=utf-8" for parameter in parameters)
