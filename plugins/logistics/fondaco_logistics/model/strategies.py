"""From which warehouses an order is sent.

All strategies send from one warehouse if one has everything, the best of those by the strategy; else from several, in
the strategy's order, each giving what it has. They differ in what is best only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import combinations
from uuid import UUID

import msgspec

from fondaco_logistics.model.sites import Area, Destination, Point, Site, metres

__all__ = ["Choice", "Strategy", "distance_to", "rank", "share_out"]

EXACT_UP_TO = 12
"""Warehouses among which the fewest parcels are found by trying all sets; among more, the fullest goes first."""


class Strategy(StrEnum):
    """Which warehouse is best."""

    PRIORITY = "priority"
    """That of the lowest priority: of its area first, then its own."""
    NEAREST = "nearest"
    """The nearest to the destination by great circle; where places are unknown, of the same postcode, region, country.
    """
    FEWEST_PARCELS = "fewest_parcels"
    """The smallest set of warehouses that has everything, then by priority."""
    CHEAPEST = "cheapest"
    """That whose parcels cost least there; where nobody said what they cost, last."""
    HIGHEST_STOCK = "highest_stock"
    """That which has most of what is wanted, so that none runs out."""


class Choice(msgspec.Struct, frozen=True):
    """So many pieces of an item out of a warehouse."""

    item: UUID
    warehouse: UUID
    quantity: int


def distance_to(site: Site, destination: Destination | None, places: Mapping[Area, Point]) -> int | None:
    """Returns how many metres away a destination is; None where either place is unknown."""
    if destination is None or site.point is None:
        return None
    covering = [area for area in places if area.covers(destination)]
    if not covering:
        return None
    return metres(site.point, places[max(covering, key=lambda area: area.narrowness)])


def _strangeness(site: Site, destination: Destination) -> int:
    here = site.place_of()
    if here.country != destination.country:
        return 4
    if here.region.casefold() != destination.region.casefold() or not here.region:
        same = 0
        for one, other in zip(here.postal_code, destination.postal_code, strict=False):
            if one != other:
                break
            same += 1
        return 3 if same == 0 else 2
    return 1 if here.postal_code != destination.postal_code else 0


def rank(
    strategy: Strategy,
    sites: Iterable[Site],
    destination: Destination | None,
    *,
    stock: Mapping[UUID, int],
    places: Mapping[Area, Point],
) -> list[Site]:
    """Returns the sites, the best first; ties by priority, then code.

    Args:
        stock: How many pieces of what is wanted are free in each, by site.
        places: Middles of areas.
    """

    def key(site: Site) -> tuple[int, ...]:
        area = site.area_of(destination)
        by_priority = (0 if area is None else area.priority, site.priority)
        if strategy is Strategy.NEAREST and destination is not None:
            distance = distance_to(site, destination, places)
            return (distance is None, distance or 0, _strangeness(site, destination), *by_priority)
        if strategy is Strategy.CHEAPEST:
            cost = None if area is None else area.cost
            return (cost is None, cost or 0, *by_priority)
        if strategy is Strategy.HIGHEST_STOCK:
            return (-stock.get(site.id, 0), *by_priority)
        return by_priority

    return sorted(sites, key=lambda site: (key(site), site.code))


def share_out(
    strategy: Strategy, wanted: Mapping[UUID, int], free: Mapping[tuple[UUID, UUID], int], ranked: Sequence[Site]
) -> list[Choice]:
    """Shares wanted pieces out over warehouses; what none has is left out.

    Args:
        wanted: Pieces by item.
        free: Pieces that may be taken, by item and warehouse.
        ranked: The best first.

    Returns:
        By item and warehouse at most one choice, never more than is wanted or free.
    """
    wants = {item: quantity for item, quantity in wanted.items() if quantity > 0}
    return [
        Choice(item, site, quantity)
        for site, taken in _parcels(strategy, wants, free, [site.id for site in ranked])
        for item, quantity in taken.items()
        if quantity > 0
    ]


def _parcels(
    strategy: Strategy, wants: Mapping[UUID, int], free: Mapping[tuple[UUID, UUID], int], sites: Sequence[UUID]
) -> list[tuple[UUID, Counter[UUID]]]:
    whole = next((site for site in sites if all(free.get((item, site), 0) >= n for item, n in wants.items())), None)
    if whole is not None:
        return [(whole, Counter(wants))]
    order = _fewest(wants, free, sites) if strategy is Strategy.FEWEST_PARCELS else sites
    left, parcels = Counter(wants), []
    for site in order:
        taken = Counter({item: min(n, max(0, free.get((item, site), 0))) for item, n in left.items()})
        left -= taken
        parcels.append((site, taken))
    return parcels


def _fewest(wants: Mapping[UUID, int], free: Mapping[tuple[UUID, UUID], int], sites: Sequence[UUID]) -> Sequence[UUID]:
    """Returns the sites of the smallest set that has as much as all have together, the best by rank of such sets."""
    useful = [site for site in sites if any(free.get((item, site), 0) > 0 for item in wants)]

    def has(chosen: Iterable[UUID]) -> int:
        there = list(chosen)
        return sum(min(n, sum(max(0, free.get((item, site), 0)) for site in there)) for item, n in wants.items())

    most = has(useful)
    if len(useful) <= EXACT_UP_TO:
        for size in range(1, len(useful) + 1):
            for chosen in combinations(useful, size):
                if has(chosen) == most:
                    return chosen
    chosen_sites: list[UUID] = []
    while has(chosen_sites) < most:
        rest = [site for site in useful if site not in chosen_sites]
        chosen_sites.append(max(rest, key=lambda site: has([*chosen_sites, site])))
    return chosen_sites
