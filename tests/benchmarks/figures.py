"""From paired rounds to one figure and its spread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import comb
from statistics import median

import msgspec

__all__ = ["Ratio", "ratio_of", "ratio_of_rounds"]


class Ratio(msgspec.Struct, frozen=True):
    """How many times as fast one side is as the other.

    Attributes:
        value: Median of the rounds; each round compares two measurements made one right after the other.
        low: With `high`, where the median would be in 95 of 100 such runs, whatever the rounds are distributed like
            (order statistics of the sign test); the worst and the best round where there are fewer than six.
        rounds: Each round's own.
    """

    value: float
    low: float
    high: float
    rounds: tuple[float, ...]


def ratio_of(ours: Sequence[float], theirs: Sequence[float]) -> Ratio:
    """Compares two sides round by round; the numbers are speeds: more is better."""
    return ratio_of_rounds(mine / other for mine, other in zip(ours, theirs, strict=True))


def ratio_of_rounds(ratios: Iterable[float]) -> Ratio:
    """Sums rounds up that were compared already."""
    rounds = tuple(round(ratio, 3) for ratio in ratios)
    ordered, outside = sorted(rounds), _outside(len(rounds))
    return Ratio(round(median(rounds), 3), ordered[outside], ordered[-1 - outside], rounds)


def _outside(rounds: int) -> int:
    """Returns how many rounds on either side may be left out, so that the median is among the rest in 95 of 100."""
    outside, beyond = 0, 0.5**rounds
    while beyond + comb(rounds, outside + 1) * 0.5**rounds <= 0.025:
        outside += 1
        beyond += comb(rounds, outside) * 0.5**rounds
    return outside
