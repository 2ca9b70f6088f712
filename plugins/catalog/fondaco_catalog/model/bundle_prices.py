"""What bundles cost, by the one resolution function: their sums become candidates like any other price.

A bundle is priced by its own lists, or by the sum of what is chosen (`BundlePricing`). A sum is worked out for
everybody and for each group, for each span of time in which nothing changes by itself, and for each quantity from
which on some price is another one; each time every component is resolved with the pieces that so many bundles hold.
What comes out are candidates of the channel's base list, so that windows, lists, tiers, carts and explanations need no
second way.

Somebody in several groups pays one of the sums that the groups alone would get, as `fondaco_catalog.model.pricing` says
it of all prices. Without a selection the cheapest one that may be made is priced: what a list shows as the price from.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from fractions import Fraction
from itertools import pairwise

import msgspec
from fondaco.commerce import round_half_up
from msgspec.structs import replace

from fondaco_catalog.model.compositions import BaseList, Composition, Picked, Place, PricedChoice
from fondaco_catalog.model.pricing import EVERYBODY, AppliedPrice, Candidate, audiences_of, boundaries, resolve

__all__ = ["Priced", "compose", "cost_of", "price_of"]

_END = datetime.max.replace(tzinfo=UTC)


class Priced(msgspec.Struct, frozen=True):
    """What a selection costs, and why: unit = base + the sum of what is added - discount.

    Attributes:
        added: What each choice that was made adds.
        alone: What its pieces cost by themselves; None if they are not sold so.
    """

    unit: int
    base: int
    added: list[int]
    discount: int
    alone: list[int | None]


class _Cost(msgspec.Struct, frozen=True):
    amount: int
    compare_at: int
    specific: bool


def _cost(
    composition: Composition, pick: Picked, moment: datetime, quantity: int, groups: frozenset[str]
) -> _Cost | None:
    """What a choice adds to the price of one bundle, of so many that are bought; None if it has no price."""
    given = pick.choice.amount
    if not composition.summed or given is not None:
        amount = (given or 0) * pick.times
        return _Cost(amount, amount, False)
    found = resolve(pick.choice.candidates, moment=moment, quantity=quantity * pick.pieces, groups=groups)
    if found is None:
        return None
    before = found.amount if found.compare_at is None else max(found.compare_at, found.amount)
    return _Cost(found.amount * pick.pieces, before * pick.pieces, found.specific)


def cost_of(
    composition: Composition, place: Place, choice: PricedChoice, *, moment: datetime, groups: frozenset[str]
) -> int | None:
    """Returns what a choice adds to the price of one bundle; None if it has no price."""
    found = _cost(composition, Picked(place, choice, 1), moment, 1, groups)
    return None if found is None else found.amount


def _costs(
    composition: Composition,
    picked: Sequence[Picked] | None,
    moment: datetime,
    quantity: int,
    groups: frozenset[str],
) -> list[_Cost] | None:
    """What the choices add that were made, or the cheapest that may be; None if one has no price."""
    if picked is not None:
        costs = [_cost(composition, pick, moment, quantity, groups) for pick in picked]
    else:
        costs = [
            cost for place in composition.places for cost in _cheapest(composition, place, moment, quantity, groups)
        ]
    found = [cost for cost in costs if cost is not None]
    return found if len(found) == len(costs) else None


def _cheapest(
    composition: Composition, place: Place, moment: datetime, quantity: int, groups: frozenset[str]
) -> list[_Cost | None]:
    """The choices of a slot that cost least: of what is offered at the moment, if that is enough, else of all."""
    if not place.minimum:
        return []
    times, count = (place.minimum, 1) if place.repeatable else (1, place.minimum)
    priced = [
        (choice.offered(moment), cost)
        for choice in place.choices
        if (cost := _cost(composition, Picked(place, choice, times), moment, quantity, groups)) is not None
    ]
    offered = [cost for shown, cost in priced if shown]
    if len(offered) < count:
        offered = [cost for _, cost in priced]
    offered.sort(key=lambda cost: cost.amount)
    return [*offered[:count], *[None] * (count - len(offered))]


def _reduced(composition: Composition, total: int) -> int:
    less = round_half_up(Fraction(total * (100 - composition.percent_off), 100))
    return max(less - composition.amount_off, 0)


def _moments(composition: Composition, picked: Sequence[Picked] | None, since: datetime) -> list[datetime]:
    """When prices or the choices that are offered change by themselves, from a moment on."""
    choices = [choice for place in composition.places for choice in place.choices]
    if picked is not None:
        choices = [pick.choice for pick in picked]
    found = set(boundaries((each for choice in choices for each in choice.candidates), since))
    if picked is None:
        edges = (
            edge
            for place in composition.places
            if not place.fixed
            for choice in place.choices
            for edge in choice.published or ()
        )
        found.update(edge for edge in edges if edge is not None and edge > since)
    return sorted(found)


def _steps(composition: Composition, picked: Sequence[Picked] | None) -> list[int]:
    """From how many bundles on a price of a component may be another one; the first is 1."""
    held: list[tuple[PricedChoice, int]]
    if picked is None:
        held = [
            (choice, choice.quantity * (max(place.minimum, 1) if place.repeatable else 1))
            for place in composition.places
            for choice in place.choices
        ]
    else:
        held = [(pick.choice, pick.pieces) for pick in picked]
    return sorted(
        {1}.union(-(-candidate.min_quantity // pieces) for choice, pieces in held for candidate in choice.candidates)
    )


def compose(
    composition: Composition, *, since: datetime, picked: Sequence[Picked] | None = None, now_only: bool = False
) -> list[Candidate]:
    """Returns the prices of a bundle from a moment on, as candidates.

    Args:
        picked: What was chosen; None for the cheapest selection that may be made.
        now_only: Leave out what begins after the moment.
    """
    moments: list[datetime | None] = [*_moments(composition, picked, since), None]
    spans = list(pairwise(moments))[: 1 if now_only else None]
    if not composition.summed:
        return _with_surcharges(composition, picked, spans)
    if composition.base is None:
        return composition.own
    found = [each for each in composition.own if each.list_id != composition.base.id]
    steps = _steps(composition, picked)
    choices = [choice for place in composition.places for choice in place.choices]
    for audience in audiences_of(each for choice in choices for each in choice.candidates):
        groups = frozenset({audience}) if audience else EVERYBODY
        for starts_at, ends_at in spans:
            assert starts_at is not None  # noqa: S101 (only the last moment is open)
            sums = [(step, _costs(composition, picked, starts_at, step, groups)) for step in steps]
            if audience and not any(cost.specific for _, costs in sums for cost in costs or ()):
                continue
            found += [
                _summed(composition, composition.base, costs, step, (audience,) if audience else (), starts_at, ends_at)
                for step, costs in sums
                if costs is not None
            ]
    return found


def _summed(
    composition: Composition,
    base: BaseList,
    costs: Sequence[_Cost],
    step: int,
    groups: tuple[str, ...],
    starts_at: datetime,
    ends_at: datetime | None,
) -> Candidate:
    amount = _reduced(composition, sum(cost.amount for cost in costs))
    before = _reduced(composition, sum(cost.compare_at for cost in costs))
    return Candidate(
        base.id, base.priority, groups, starts_at, ends_at, step, amount, before if before > amount else None
    )


def _with_surcharges(
    composition: Composition,
    picked: Sequence[Picked] | None,
    spans: Sequence[tuple[datetime | None, datetime | None]],
) -> list[Candidate]:
    """The bundle's own prices, and on top what the choices add; in time only where that changes."""
    added: list[tuple[datetime, datetime | None, int]] = []
    for starts_at, ends_at in spans:
        assert starts_at is not None  # noqa: S101 (only the last moment is open)
        costs = _costs(composition, picked, starts_at, 1, EVERYBODY)
        if costs is None:
            continue
        amount = sum(cost.amount for cost in costs)
        if added and added[-1][1] == starts_at and added[-1][2] == amount:
            added[-1] = (added[-1][0], ends_at, amount)
        else:
            added.append((starts_at, ends_at, amount))
    found = []
    for starts_at, ends_at, amount in added:
        for candidate in composition.own:
            first = max(candidate.starts_at or starts_at, starts_at)
            last = min(candidate.ends_at or _END, ends_at or _END)
            if first < last:
                found.append(
                    replace(
                        candidate,
                        starts_at=first,
                        ends_at=None if last == _END else last,
                        amount=candidate.amount + amount,
                        compare_at=None if candidate.compare_at is None else candidate.compare_at + amount,
                    )
                )
    return found


def price_of(
    composition: Composition,
    picked: Sequence[Picked],
    *,
    moment: datetime,
    quantity: int,
    groups: frozenset[str],
) -> Priced | None:
    """Returns what one bundle of so many costs with these choices, and why; None if it cannot be bought."""
    candidates = compose(composition, since=moment, picked=picked, now_only=True)
    applied = resolve(candidates, moment=moment, quantity=quantity, groups=groups)
    if applied is None:
        return None
    alone = [_alone(pick, moment, quantity, groups) for pick in picked]
    if composition.summed and composition.base is not None and applied.list_id == composition.base.id:
        added = _added(composition, picked, applied, moment, quantity, groups)
        return Priced(applied.amount, 0, added, sum(added) - applied.amount, alone)
    if composition.summed:
        return Priced(applied.amount, applied.amount, [0] * len(picked), 0, alone)
    added = [cost.amount for cost in _costs(composition, picked, moment, quantity, EVERYBODY) or ()]
    return Priced(applied.amount, applied.amount - sum(added), added, 0, alone)


def _alone(pick: Picked, moment: datetime, quantity: int, groups: frozenset[str]) -> int | None:
    found = resolve(pick.choice.candidates, moment=moment, quantity=quantity * pick.pieces, groups=groups)
    return None if found is None else found.amount * pick.pieces


def _added(
    composition: Composition,
    picked: Sequence[Picked],
    applied: AppliedPrice,
    moment: datetime,
    quantity: int,
    groups: frozenset[str],
) -> list[int]:
    """What each choice adds to the sum that applied, which is that of everybody or of one of the groups."""
    audiences = [frozenset({group}) for group in sorted(groups)] if applied.specific else [EVERYBODY]
    for audience in audiences:
        costs = _costs(composition, picked, moment, quantity, audience)
        if costs is not None and _reduced(composition, sum(cost.amount for cost in costs)) == applied.amount:
            return [cost.amount for cost in costs]
    raise AssertionError("a sum applied that no audience has")
