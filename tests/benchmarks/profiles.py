"""How long and how often is measured."""

from __future__ import annotations

import msgspec

__all__ = ["FULL", "QUICK", "Profile"]


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """How much is measured.

    Attributes:
        products: In the shop.
        executor_rounds: Each round measures every engine once.
        executor_seconds: Processor time of one engine in one round.
        rounds: Over HTTP; each round asks every side once.
        seconds: How long one side is asked in one round.
        warm_seconds: Asked before, and not counted.
        connections: How many requests are under way at any time.
        writes: Changes on one node that another one has to learn of.
        starts: How often the server is started for `start_seconds`.
    """

    products: int
    executor_rounds: int
    executor_seconds: float
    rounds: int
    seconds: float
    warm_seconds: float
    connections: int
    writes: int
    starts: int


FULL = Profile(
    products=1000,
    executor_rounds=15,
    executor_seconds=0.3,
    rounds=15,
    seconds=1.5,
    warm_seconds=0.3,
    connections=8,
    writes=300,
    starts=3,
)
QUICK = Profile(
    products=60,
    executor_rounds=3,
    executor_seconds=0.05,
    rounds=2,
    seconds=0.5,
    warm_seconds=0.2,
    connections=4,
    writes=30,
    starts=1,
)
