"""What waits at the packing desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec
from fondaco.db import Page, PageArgs, SortKey, fetch_all, fetch_value
from fondaco.db.pagination import Keyset

from fondaco_logistics.model.stock import Taking
from fondaco_logistics.repository.rows import TAKING, TakingRow

__all__ = ["OrderToShip", "PackingFilter", "list_orders_to_ship", "list_packable"]


class PackingFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which orders are listed.

    Attributes:
        warehouse: Those of which something lies there, or nobody counts.
        channel: Slug.
        country: ISO 3166-1 alpha-2 of the destination.
        due_until: Those that are due on this day or before.
        complete: Those of which nothing is missing, or those of which something is; None for both.
        number: Those whose number begins so.
    """

    warehouse: UUID | None = None
    channel: str | None = None
    country: str | None = None
    due_until: date | None = None
    complete: bool | None = None
    number: str | None = None


class OrderToShip(msgspec.Struct, frozen=True, kw_only=True):
    """An order of which something can be packed.

    Attributes:
        due: The last day on which it may arrive, as was promised; the day on which it was bought where nothing was.
        complete: Whether no piece of it is missing.
        warehouse: The one that was asked about; None if none was.
    """

    id: UUID
    number: str
    channel: str
    country: str
    region: str
    postal_code: str
    due: date
    created_at: datetime
    complete: bool
    warehouse: UUID | None

    @property
    def due_day(self) -> int:
        """Days since the year 2000, for the order of the list."""
        return (self.due - _BEGAN).days


_BEGAN = date(2000, 1, 1)
_DUE = "COALESCE(d.due_on, (d.created_at AT TIME ZONE 'UTC')::date)"
_SHORT = "EXISTS (SELECT FROM logistics.allocation AS x WHERE x.order_id = d.id AND x.state = 'short')"
_WAITING = (
    "d.stage = 'placed' AND d.id IN (SELECT a.order_id FROM logistics.allocation AS a WHERE a.ships "  # noqa: S608
    "AND a.state IN ('allocated', 'untracked') AND ($1::uuid IS NULL OR a.warehouse = $1 OR a.warehouse IS NULL)) "
    "AND ($2::text IS NULL OR d.channel = $2) AND ($3::text IS NULL OR d.country = $3) "
    f"AND ($4::date IS NULL OR {_DUE} <= $4) AND ($5::bool IS NULL OR $5 <> {_SHORT}) "
    "AND ($6::text IS NULL OR starts_with(d.number, $6))"
)


async def list_orders_to_ship(args: PageArgs, narrowed: PackingFilter, *, largest: int = 100) -> Page[OrderToShip]:
    """Returns a page of orders of which something can be packed, the oldest promise first.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``.
    """
    params = [
        narrowed.warehouse,
        narrowed.channel,
        narrowed.country,
        narrowed.due_until,
        narrowed.complete,
        narrowed.number,
    ]
    due = SortKey(f"({_DUE} - DATE '{_BEGAN}')", int, "due_day")
    sort = (due, SortKey("d.created_at", datetime, "created_at"), SortKey("d.id", UUID, "id"))
    keyset = Keyset(sort, args, largest=largest, offset=len(params))
    rows = await fetch_all(
        OrderToShip,
        f"SELECT d.id, d.number, d.channel, d.country, d.region, d.postal_code, {_DUE} AS due, d.created_at, "  # noqa: S608
        f"NOT {_SHORT} AS complete, $1::uuid AS warehouse FROM logistics.demand AS d WHERE {_WAITING} "
        f"AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        *params,
        *keyset.params,
    )
    count = f"SELECT count(*) FROM logistics.demand AS d WHERE {_WAITING}"  # noqa: S608 (constants)
    return keyset.page(rows, lambda: fetch_value(count, *params))


async def list_packable(order_ids: Sequence[UUID], warehouse: UUID | None) -> dict[UUID, list[Taking]]:
    """Returns the pieces of orders that can be packed, in the order in which they were taken; one statement.

    Args:
        warehouse: Only what lies there, or nobody counts.
    """
    rows = await fetch_all(
        TakingRow,
        f"SELECT {TAKING} FROM logistics.allocation AS a WHERE a.order_id = ANY($1) AND a.ships "  # noqa: S608
        "AND a.state IN ('allocated', 'untracked') AND ($2::uuid IS NULL OR a.warehouse = $2 OR a.warehouse IS NULL) "
        "ORDER BY a.created_at, a.id",
        list(order_ids),
        warehouse,
    )
    found: dict[UUID, list[Taking]] = {order: [] for order in order_ids}
    for row in rows:
        found[row.order].append(row.taking)
    return found
