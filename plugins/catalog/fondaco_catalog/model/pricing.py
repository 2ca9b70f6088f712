"""Which price applies: the one place that decides it, for carts, product pages and lists alike.

A *price list* holds prices for some buyers and some time; a *candidate* is one price of one list for one variant, from
a quantity on (a tier). `resolve` answers what one piece costs when somebody buys so many of them at a moment:

1. A list counts if it is active, the moment lies in its period (``starts_at <= moment < ends_at``), and it is for
   everybody or for one of the buyer's groups.
2. Within a list the tier with the largest ``min_quantity`` that the quantity reaches is the list's price. A list none
   of whose tiers is reached has no price, so that the next one decides.
3. Of the lists that have a price one is chosen, by the first of these in which they differ:
   **priority** (the largest), **group** (a list for groups before a list for everybody), **amount** (the lowest),
   **age** (the list that was made first; ids grow with time).

The merchant's word comes first (priority), then what was agreed with somebody before what is said to all, and only
where the merchant left it open the buyer's advantage; age makes it certain. See ``docs/decisions/0020``.

What follows, and is tested as laws: the order of candidates does not matter; lists that do not count change nothing;
a list never gives a smaller tier for a larger quantity, and where no list's tiers rise, the whole never does; the
price of somebody in two groups is one of the prices that the groups alone would get.

All candidates are of one variant, one channel and that channel's currency: a price in another one is no candidate.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from enum import Enum
from uuid import UUID

import msgspec

__all__ = ["AppliedPrice", "Candidate", "Decision", "audiences_of", "boundaries", "resolve", "tiers_of"]

EVERYBODY: frozenset[str] = frozenset()


class Candidate(msgspec.Struct, frozen=True):
    """A price of a list for a variant, from a quantity on.

    Attributes:
        list_id: UUIDv7, so older lists have smaller ids.
        priority: Of the list; larger ones come first.
        groups: Slugs of the customer groups that the list is for; empty for everybody.
        starts_at: Of the list's period; None if it has always begun.
        ends_at: The first moment at which it no longer counts; None if it never ends.
        min_quantity: Pieces from which on it applies; 1 or more.
        amount: For one piece, minor units.
        compare_at: What to show struck through beside it.
        active: Whether the list counts at all.
    """

    list_id: UUID
    priority: int
    groups: tuple[str, ...]
    starts_at: datetime | None
    ends_at: datetime | None
    min_quantity: int
    amount: int
    compare_at: int | None = None
    active: bool = True

    def counts(self, moment: datetime, groups: Collection[str]) -> bool:
        """Whether its list counts at a moment for somebody in these groups."""
        return (
            self.active
            and (self.starts_at is None or self.starts_at <= moment)
            and (self.ends_at is None or moment < self.ends_at)
            and (not self.groups or any(group in groups for group in self.groups))
        )

    @property
    def rank(self) -> tuple[int, bool, int, UUID]:
        """What lists are compared by; the smallest is chosen."""
        return (-self.priority, not self.groups, self.amount, self.list_id)


class Decision(Enum):
    """By what a list was chosen over the best of the others.

    ONLY means that no other list had a price.
    """

    ONLY = "only"
    PRIORITY = "priority"
    GROUP = "group"
    AMOUNT = "amount"
    AGE = "age"


class AppliedPrice(msgspec.Struct, frozen=True):
    """The price that applies, and why.

    Attributes:
        list_id: The list it is from.
        min_quantity: The tier of that list.
        specific: Whether the list is for groups.
        decision: By what the list was chosen.
        lists: How many lists had a price.
    """

    list_id: UUID
    min_quantity: int
    amount: int
    compare_at: int | None
    priority: int
    specific: bool
    decision: Decision
    lists: int


_DECISIONS = (Decision.PRIORITY, Decision.GROUP, Decision.AMOUNT, Decision.AGE)


def resolve(
    candidates: Iterable[Candidate], *, moment: datetime, quantity: int = 1, groups: Collection[str] = EVERYBODY
) -> AppliedPrice | None:
    """Returns the price of one piece for somebody who buys so many, or None if nothing can be bought then.

    Args:
        candidates: All prices of the variant in the channel and its currency, in any order.
        moment: Aware.
        quantity: Pieces; 1 or more.
        groups: Slugs of the customer groups of the buyer.
    """
    # A list is for the same groups in all of its prices; only the sums of a bundle, which count for the base list, are
    # there for everybody and for groups (`fondaco_catalog.model.bundle_prices`).
    reached: dict[tuple[UUID, tuple[str, ...]], Candidate] = {}
    for candidate in candidates:
        if candidate.min_quantity <= quantity and candidate.counts(moment, groups):
            key = (candidate.list_id, candidate.groups)
            known = reached.get(key)
            if known is None or candidate.min_quantity > known.min_quantity:
                reached[key] = candidate
    if not reached:
        return None
    if len(reached) == 1:
        [chosen] = reached.values()
        decision = Decision.ONLY
    else:
        chosen, second = sorted(reached.values(), key=lambda candidate: candidate.rank)[:2]
        decision = next(
            (found for found, one, other in zip(_DECISIONS, chosen.rank, second.rank, strict=True) if one != other),
            Decision.GROUP,
        )
    return AppliedPrice(
        chosen.list_id,
        chosen.min_quantity,
        chosen.amount,
        chosen.compare_at,
        chosen.priority,
        bool(chosen.groups),
        decision,
        len(reached),
    )


def tiers_of(
    candidates: Sequence[Candidate], *, moment: datetime, groups: Collection[str] = EVERYBODY
) -> list[tuple[int, AppliedPrice]]:
    """Returns from which quantity on which price applies, smallest first; steps that change nothing are left out."""
    steps: list[tuple[int, AppliedPrice]] = []
    for quantity in sorted({candidate.min_quantity for candidate in candidates}):
        applied = resolve(candidates, moment=moment, quantity=quantity, groups=groups)
        if applied is None:
            continue
        if steps and (steps[-1][1].amount, steps[-1][1].compare_at) == (applied.amount, applied.compare_at):
            continue
        steps.append((quantity, applied))
    return steps


def audiences_of(candidates: Iterable[Candidate]) -> list[str]:
    """Returns for whom there may be different prices: everybody (an empty text) first, then each group by name."""
    return ["", *sorted({group for candidate in candidates for group in candidate.groups})]


def boundaries(candidates: Iterable[Candidate], since: datetime) -> list[datetime]:
    """Returns the moments at which the price may change by itself after a moment, that one first."""
    moments = {since}
    for candidate in candidates:
        moments.update(moment for moment in (candidate.starts_at, candidate.ends_at) if moment and moment > since)
    return sorted(moments)
