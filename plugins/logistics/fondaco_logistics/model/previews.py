"""From where an order would be sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from fondaco.commerce import SellableRef

from fondaco_logistics.model.board import Board
from fondaco_logistics.model.settling import Rules, pick
from fondaco_logistics.model.sites import Destination, Site
from fondaco_logistics.model.strategies import distance_to

__all__ = ["Parcel", "Pieces", "Preview", "preview"]


class Pieces(msgspec.Struct, frozen=True):
    """So many pieces of a thing."""

    ref: SellableRef
    quantity: int


class Parcel(msgspec.Struct, frozen=True):
    """What would be sent from one warehouse.

    Attributes:
        metres: To the destination; None where either place is unknown.
        cost: Of a parcel there, in minor units; None if nobody said.
    """

    site: Site
    pieces: tuple[Pieces, ...]
    metres: int | None
    cost: int | None


class Preview(msgspec.Struct, frozen=True):
    """From where an order would be sent now.

    Attributes:
        missing: What could not be sent.
        uncounted: What nobody counts, so that any warehouse may send it.
    """

    parcels: tuple[Parcel, ...]
    missing: tuple[Pieces, ...]
    uncounted: tuple[Pieces, ...]


def preview(
    board: Board,
    wanted: Mapping[SellableRef, int],
    channel: str,
    destination: Destination | None,
    rules: Rules,
) -> Preview:
    """Works out from where things would be sent, as an order that is placed at this moment would be."""
    items = {board.items[ref.type, ref.id].id: ref for ref in wanted if (ref.type, ref.id) in board.items}
    items = {item: ref for item, ref in items.items() if board.by_id[item].tracked}
    sites = board.usable(channel, destination)
    within = {item: min(wanted[ref], board.takeable(item, sites)) for item, ref in items.items()}
    picked = pick(board, within, sites, destination, rules)
    parcels = []
    for site in sites:
        pieces = tuple(Pieces(items[item], of[site.id]) for item, of in picked.items() if site.id in of)
        if pieces:
            area = site.area_of(destination)
            distance = distance_to(site, destination, rules.places)
            parcels.append(Parcel(site, pieces, distance, None if area is None else area.cost))
    missing = _pieces((ref, wanted[ref] - sum(picked.get(item, {}).values())) for item, ref in items.items())
    uncounted = _pieces((ref, n) for ref, n in wanted.items() if ref not in items.values())
    return Preview(tuple(parcels), missing, uncounted)


def _pieces(found: Iterable[tuple[SellableRef, int]]) -> tuple[Pieces, ...]:
    return tuple(Pieces(ref, n) for ref, n in found if n > 0)
