"""From where an order would be sent, for staff who choose a strategy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fondaco.commerce import SellableRef
from fondaco.errors import InvalidInputError, NotFoundError
from fondaco.graphql import ID, Info, SchemaPart, input_type, object_type

from fondaco_logistics.graphql.requests import load_warehouses, ref_from, settings_of
from fondaco_logistics.graphql.types import Warehouse, thing_id
from fondaco_logistics.model import previews as model
from fondaco_logistics.model import warehouses as warehouse_model
from fondaco_logistics.model.settling import Rules
from fondaco_logistics.model.sites import Destination, normal_postcode
from fondaco_logistics.model.strategies import Strategy
from fondaco_logistics.permissions import VIEW_STOCK
from fondaco_logistics.service.previews import preview_allocation

__all__ = ["previews"]

previews = SchemaPart()

MOST_LINES = 100


@object_type(model.Pieces)
class AllocationPieces:
    """So many pieces of a thing."""

    quantity: int


@object_type(model.Parcel)
class AllocationParcel:
    """What would be sent from one warehouse.

    Attributes:
        metres: To the destination, by great circle; null where either place is unknown.
        cost: Of a parcel there, in minor units; null if nobody said.
    """

    pieces: list[AllocationPieces]
    metres: int | None
    cost: int | None


@object_type(model.Preview)
class AllocationPreview:
    """From where an order would be sent now; nothing is taken.

    Attributes:
        missing: What could not be sent.
        uncounted: What nobody counts, so that any warehouse may send it.
    """

    parcels: list[AllocationParcel]
    missing: list[AllocationPieces]
    uncounted: list[AllocationPieces]


@input_type
class AllocationLineInput:
    """A thing and how many pieces of it; of a bundle its components."""

    sellable_id: ID
    quantity: int


@previews.query(type=AllocationPreview, permission=VIEW_STOCK)
async def allocation_preview(
    info: Info,
    lines: list[AllocationLineInput],
    channel: str,
    country: str | None = None,
    region: str = "",
    postal_code: str = "",
    strategy: Strategy | None = None,
) -> model.Preview:
    """Says from where an order would be sent if it were placed now.

    Args:
        lines: At most 100.
        channel: Slug of that in which it is bought.
        country: Where it goes; nowhere in particular without.
        strategy: Instead of the channel's.
    """
    if not 1 <= len(lines) <= MOST_LINES:
        raise InvalidInputError(f"Give 1 to {MOST_LINES} lines.", code="LINES_REQUIRED", field=("lines",))
    if channel not in info.context.app.channels:
        raise NotFoundError(f"There is no channel {channel!r}.", code="UNKNOWN_CHANNEL", field=("channel",))
    wanted: Counter[SellableRef] = Counter()
    for index, line in enumerate(lines):
        if line.quantity < 1:
            raise InvalidInputError(
                "A quantity is at least 1.", code="QUANTITY_INVALID", field=("lines", str(index), "quantity")
            )
        wanted[ref_from(line.sellable_id, "lines", str(index), "sellableId")] += line.quantity
    destination = None if country is None else Destination(country.upper(), region, normal_postcode(postal_code))
    rules = settings_of(info).rules_of(channel)
    if strategy is not None:
        rules = Rules(strategy, rules.places)
    return await preview_allocation(wanted, channel, destination, rules)


@previews.extend("AllocationPieces", type=ID)
async def sellable_id(parents: Sequence[model.Pieces]) -> list[str]:
    """The id of the thing."""
    return [thing_id(parent.ref) for parent in parents]


@previews.extend("AllocationParcel", type=Warehouse)
async def warehouse(parents: Sequence[model.Parcel], info: Info) -> list[warehouse_model.Warehouse | None]:
    """From where."""
    return await load_warehouses(info.context, [parent.site.id for parent in parents])
