"""References into a request, and the conditions that a theme may put on them.

A reference is a dotted path whose first word says where to look: ``path.slug``, ``query.q``, ``form.email``,
``cookie.cart``, ``data.cart.lines`` (the answer to a page's document) and ``result.cartCreate.cart.id`` (the answers to
an action's documents). A condition is a reference, with one of these around it: ``not <reference>``,
``<reference> is WORD``, ``<reference> has WORD``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

__all__ = ["PLACES", "BadReferenceError", "Condition", "Values", "check_reference", "parse_condition"]

PLACES = frozenset({"path", "query", "form", "cookie", "data", "result"})
_REFERENCE = re.compile(r"[a-z]+(\.[A-Za-z_][A-Za-z0-9_]*)+")
_CONDITION = re.compile(r"(?P<negated>not )?(?P<reference>\S+)(?: (?P<operator>is|has) (?P<word>\S+))?")


class BadReferenceError(ValueError):
    """A reference or condition of a theme cannot be read."""


def check_reference(text: str, places: frozenset[str] = PLACES) -> str:
    """Returns the reference if it is one that may be used here.

    Raises:
        BadReferenceError: If it is not.
    """
    if _REFERENCE.fullmatch(text) is None or text.partition(".")[0] not in places:
        expected = ", ".join(f"{place}.…" for place in sorted(places))
        raise BadReferenceError(f"{text!r} is not a reference; expected one of {expected}")
    return text


class Values:
    """What references of one request lead to.

    Args:
        places: The values by place: strings, lists and mappings.
    """

    def __init__(self, **places: Mapping[str, Any]) -> None:
        self._places: dict[str, Mapping[str, Any]] = dict(places)

    def set(self, place: str, values: Mapping[str, Any]) -> None:
        """Replaces what a place holds."""
        self._places[place] = values

    def get(self, reference: str) -> Any:
        """Returns the value, or None where the path ends early."""
        place, _, rest = reference.partition(".")
        value: Any = self._places.get(place)
        for name in rest.split("."):
            if not isinstance(value, Mapping):
                return None
            value = value.get(name)
        return value


class Condition(msgspec.Struct, frozen=True):
    """A question about a request: is there something, is it this word, does the list have this word."""

    reference: str
    operator: str | None = None
    word: str = ""
    negated: bool = False

    def holds(self, values: Values) -> bool:
        """Answers the question; what is missing or empty counts as no."""
        value = values.get(self.reference)
        if self.operator == "is":
            answer = str(value) == self.word
        elif self.operator == "has":
            answer = isinstance(value, Sequence) and self.word in value
        else:
            answer = bool(value)
        return answer is not self.negated


def parse_condition(text: str) -> Condition:
    """Reads a condition.

    Raises:
        BadReferenceError: If it is none.
    """
    found = _CONDITION.fullmatch(text)
    if found is None:
        raise BadReferenceError(
            f"{text!r} is not a condition such as 'not cookie.cart' or 'data.cart.missing has EMAIL'"
        )
    return Condition(
        check_reference(found["reference"]), found["operator"], found["word"] or "", found["negated"] is not None
    )
