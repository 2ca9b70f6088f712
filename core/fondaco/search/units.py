"""Measures: ``1 kg``, ``1kg``, ``1000 g`` and ``1公斤`` are one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from fondaco.search.texts import Kind, Word

__all__ = ["MEASURE", "measures", "with_units_apart"]

MEASURE = "~"
"""What stands before the lexeme of a measure."""

_UNITS: dict[str, tuple[str, Decimal]] = {
    **{name: ("mg", Decimal(1)) for name in ("mg", "毫克")},
    **{name: ("mg", Decimal(1_000)) for name in ("g", "gr", "gram", "grams", "克")},
    **{name: ("mg", Decimal(1_000_000)) for name in ("kg", "kilo", "kilos", "千克", "公斤")},
    **{name: ("mg", Decimal(500_000)) for name in ("斤",)},
    **{name: ("ml", Decimal(1)) for name in ("ml", "毫升")},
    **{name: ("ml", Decimal(10)) for name in ("cl",)},
    **{name: ("ml", Decimal(1_000)) for name in ("l", "litre", "litres", "liter", "liters", "升")},
    **{name: ("mm", Decimal(1)) for name in ("mm", "毫米")},
    **{name: ("mm", Decimal(10)) for name in ("cm", "厘米", "公分")},
    **{name: ("mm", Decimal(1_000)) for name in ("m", "metre", "metres", "meter", "meters", "米")},
    **{name: ("mm", Decimal("25.4")) for name in ("inch", "inches", "英寸")},
}
_JOINED = re.compile(r"(\d+(?:\.\d+)?)([^\W\d_]+)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LONGEST_UNIT = max(map(len, _UNITS))


def _unit_at_start(text: str) -> str:
    """Returns the longest unit with which a text begins, or nothing."""
    return next((text[:size] for size in range(_LONGEST_UNIT, 0, -1) if text[:size] in _UNITS), "")


def with_units_apart(found: Sequence[Word]) -> list[Word]:
    """Returns words with the unit behind a number as a word of its own, where Chinese writes no blank behind it."""
    apart: list[Word] = []
    for word in found:
        number = apart and _NUMBER.fullmatch(apart[-1].text)
        unit = _unit_at_start(word.text) if number and word.kind is Kind.HAN else ""
        if unit and unit != word.text:
            apart += [Word(unit, word.kind), Word(word.text[len(unit) :], word.kind)]
        else:
            apart.append(word)
    return apart


def measures(found: Sequence[Word]) -> dict[int, str]:
    """Returns the lexemes of the measures among words, by the place of the word that has the number."""
    lexemes: dict[int, str] = {}
    for place, word in enumerate(found):
        joined = _JOINED.fullmatch(word.text)
        if joined:
            number, unit = joined[1], _UNITS.get(joined[2])
        elif _NUMBER.fullmatch(word.text) and place + 1 < len(found):
            number, unit = word.text, _UNITS.get(found[place + 1].text)
        else:
            continue
        if unit is not None and len(number) <= 12:
            name, factor = unit
            size = format((Decimal(number) * factor).normalize(), "f").replace(".", "d")
            lexemes[place] = f"{MEASURE}{size}{name}"
    return lexemes
