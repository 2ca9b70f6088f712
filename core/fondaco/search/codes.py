"""Codes that people type in parts: stock-keeping units, barcodes, numbers of orders."""

from __future__ import annotations

import re

from fondaco.search.texts import fold

__all__ = ["CODE", "code_lexemes", "code_of"]

CODE = "#"
"""What stands before the lexeme of a code, so that codes and words are never taken for one another."""

_SHORTEST = 3
_LONGEST = 40
_TAIL = 4
_SEPARATOR = re.compile(r"[\W_]+")


def code_of(text: str) -> str:
    """Returns a code without blanks, hyphens and the like, caseless: ``AB-12/c`` becomes ``ab12c``."""
    return _SEPARATOR.sub("", fold(text))[:_LONGEST]


def code_lexemes(code: str) -> list[str]:
    """Returns what a code is found by: the whole, each beginning of three and more, and each part from its start.

    ``WS-1024-BL`` is found by ``ws1024bl``, ``ws1``, ``1024``, ``102``, ``bl``; a barcode also by its last digits.
    """
    whole = code_of(code)
    if not whole:
        return []
    found = {whole: None, **{whole[:size]: None for size in range(_SHORTEST, len(whole))}}
    parts = [part for part in _SEPARATOR.split(fold(code)) if part]
    for place, part in enumerate(parts[1:], start=1):
        rest = "".join(parts[place:])[:_LONGEST]
        found.update({rest[:size]: None for size in range(min(_SHORTEST, len(part)), len(rest) + 1)})
    if whole.isdigit() and len(whole) > _TAIL:
        found.update({whole[-size:]: None for size in range(_TAIL, min(len(whole), 2 * _TAIL))})
    return [CODE + text for text in found]
