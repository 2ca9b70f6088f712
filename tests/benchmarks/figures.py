"""From paired rounds to one figure and its spread."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import msgspec

__all__ = ["Ratio", "ratio_of"]


class Ratio(msgspec.Struct, frozen=True):
    """How many times as fast one side is as the other.

    Attributes:
        value: Median of the rounds; each round compares two measurements made one right after the other.
        low: The round in which the first side looked worst.
        high: The round in which it looked best.
    """

    value: float
    low: float
    high: float
    rounds: int


def ratio_of(ours: Sequence[float], theirs: Sequence[float]) -> Ratio:
    """Compares two sides round by round; the numbers are speeds: more is better."""
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    return Ratio(*(round(value, 3) for value in (median(ratios), min(ratios), max(ratios))), len(ratios))
