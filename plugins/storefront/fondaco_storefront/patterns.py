"""Path patterns of pages and actions: ``/products/{slug}``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

__all__ = ["PathPattern", "PatternError", "with_query"]

_SEGMENT = re.compile(r"[A-Za-z0-9._~-]+")
_PARAMETER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
LONGEST_VALUE = 300


class PatternError(ValueError):
    """A pattern cannot be read, or a path cannot be built from it."""


class PathPattern:
    """A path with parameters, each of which fills one whole segment.

    Args:
        pattern: Starts with ``/`` and has no slash at its end (but ``/`` itself).

    Raises:
        PatternError: If it is not of that form.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        if not pattern.startswith("/") or (pattern != "/" and pattern.endswith("/")):
            raise PatternError(f"{pattern!r} is not a path such as /products/{{slug}}")
        self._segments = pattern[1:].split("/") if pattern != "/" else []
        self.parameters: list[str] = []
        for segment in self._segments:
            if found := _PARAMETER.fullmatch(segment):
                self.parameters.append(found[1])
            elif not _SEGMENT.fullmatch(segment):
                raise PatternError(f"{segment!r} in {pattern!r} is neither a plain segment nor a {{parameter}}")
        if len(set(self.parameters)) != len(self.parameters):
            raise PatternError(f"{pattern!r} names a parameter twice")

    @property
    def order(self) -> tuple[bool, ...]:
        """Sorts patterns so that a plain segment is tried before a parameter in the same place."""
        return tuple(_PARAMETER.fullmatch(segment) is not None for segment in self._segments)

    def match(self, path: str) -> dict[str, str] | None:
        """Returns the parameters of a decoded path, or None if it is another path."""
        segments = path[1:].split("/") if path != "/" else []
        if len(segments) != len(self._segments):
            return None
        found: dict[str, str] = {}
        for expected, given in zip(self._segments, segments, strict=True):
            if parameter := _PARAMETER.fullmatch(expected):
                if not given or len(given) > LONGEST_VALUE or not given.isprintable():
                    return None
                found[parameter[1]] = given
            elif expected != given:
                return None
        return found

    def build(self, values: Mapping[str, Any]) -> str:
        """Returns the path with its parameters filled in and percent-encoded.

        Raises:
            PatternError: If a parameter has no value.
        """
        parts: list[str] = []
        for segment in self._segments:
            parameter = _PARAMETER.fullmatch(segment)
            if parameter is None:
                parts.append(segment)
                continue
            value = values.get(parameter[1])
            if value is None or value == "":
                raise PatternError(f"{self.pattern} needs a value for {parameter[1]!r}")
            parts.append(quote(str(value), safe=""))
        return "/" + "/".join(parts)


def with_query(path: str, query: Mapping[str, Any]) -> str:
    """Appends a query string; a list gives its name several times, and names without a value are left out."""
    pairs = [
        (name, str(value))
        for name, given in query.items()
        for value in (given if isinstance(given, list) else [given])
        if value is not None and value != ""
    ]
    return f"{path}?{urlencode(pairs)}" if pairs else path
