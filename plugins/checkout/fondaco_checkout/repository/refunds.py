"""Queries on refunds and on what is left of an order to be given back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db.engine import current, execute, fetch_all, fetch_one, fetch_value
from fondaco.db.pagination import Keyset, Page, PageArgs, SortKey
from fondaco.ids import new_id

from fondaco_checkout.model.balance import Balance
from fondaco_checkout.model.payments import Payment
from fondaco_checkout.model.refunds import Refund, Refundable, RefundableLine, RefundKind, RefundPart, RefundState
from fondaco_checkout.repository.rows import from_json

__all__ = [
    "RefundedOfLine",
    "add_refund",
    "find_refund",
    "find_refundable",
    "list_order_refunds",
    "list_refunded_lines",
    "list_refunds",
    "lock_refund",
    "mark_told",
    "set_refund_state",
    "take_off",
]


class _Row(msgspec.Struct):
    id: UUID
    order_id: UUID
    state: str
    amount: int
    refunded: int
    currency: str
    reason: str
    actor: str
    told: bool
    created_at: datetime
    settled_at: datetime | None
    parts: str


class _Part(msgspec.Struct):
    kind: RefundKind
    line_id: UUID | None
    quantity: int
    net: int
    tax: int
    restock: bool


class RefundedOfLine(msgspec.Struct, frozen=True):
    """What refunds gave back of a line, refunds on their way included; amounts in minor units."""

    id: UUID
    refunded_quantity: int
    refunded_net: int
    refunded_tax: int
    currency: str


_SELECT = (
    "SELECT r.id, r.order_id, r.state, r.amount, r.refunded, r.currency, r.reason, r.actor, r.told, r.created_at, "
    "r.settled_at, (SELECT json_agg(json_build_object('kind', l.kind, 'line_id', l.line_id, 'quantity', l.quantity, "
    "'net', l.net, 'tax', l.tax, 'restock', l.restock) ORDER BY l.position)::text FROM checkout.refund_line AS l "
    "WHERE l.refund_id = r.id) AS parts FROM checkout.refund AS r"
)


def _refund(row: _Row) -> Refund:
    return Refund(
        id=row.id,
        order_id=row.order_id,
        state=RefundState(row.state),
        amount=row.amount,
        refunded=row.refunded,
        currency=row.currency,
        reason=row.reason,
        actor=row.actor,
        told=row.told,
        created_at=row.created_at,
        settled_at=row.settled_at,
        parts=tuple(
            RefundPart(
                kind=part.kind,
                line_id=part.line_id,
                quantity=part.quantity,
                net=part.net,
                tax=part.tax,
                currency=row.currency,
                restock=part.restock,
            )
            for part in from_json(row.parts, list[_Part])
        ),
    )


async def find_refund(refund_id: UUID) -> Refund | None:
    """Returns a refund, without locking."""
    row = await fetch_one(_Row, f"{_SELECT} WHERE r.id = $1", refund_id)
    return None if row is None else _refund(row)


async def lock_refund(refund_id: UUID) -> Refund | None:
    """Takes the row lock of a refund whose order is locked already."""
    row = await fetch_one(_Row, f"{_SELECT} WHERE r.id = $1 FOR UPDATE OF r", refund_id)
    return None if row is None else _refund(row)


async def list_order_refunds(order_ids: Sequence[UUID]) -> dict[UUID, list[Refund]]:
    """Returns the refunds of many orders with one statement, the oldest of each first."""
    rows = await fetch_all(_Row, f"{_SELECT} WHERE r.order_id = ANY($1) ORDER BY r.created_at, r.id", list(order_ids))
    found: dict[UUID, list[Refund]] = {order_id: [] for order_id in order_ids}
    for row in rows:
        found[row.order_id].append(_refund(row))
    return found


_NEWEST = (
    SortKey("r.created_at", datetime, "created_at", descending=True),
    SortKey("r.id", UUID, "id", descending=True),
)


async def list_refunds(args: PageArgs, *, state: RefundState | None = None, largest: int = 100) -> Page[Refund]:
    """Returns a page of refunds, the newest first.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``.
    """
    where, params = "($1::text IS NULL OR r.state = $1)", [None if state is None else state.value]
    keyset = Keyset(_NEWEST, args, largest=largest, offset=1)
    rows = await fetch_all(
        _Row,
        f"{_SELECT} WHERE {where} AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        *params,
        *keyset.params,
    )

    async def count() -> int:
        total: int = await fetch_value(f"SELECT count(*) FROM checkout.refund AS r WHERE {where}", *params)  # noqa: S608 (constants)
        return total

    return keyset.page([_refund(row) for row in rows], count)


class _DeliveryRow(msgspec.Struct):
    net: int
    tax: int


async def find_refundable(order_id: UUID, balance: Balance, payments: Sequence[Payment]) -> Refundable:
    """Returns what is left of an order to be given back; exact where the order is locked.

    Args:
        balance: Of the order.
        payments: Those of the order that are to give it back.
    """
    lines = await fetch_all(
        RefundableLine,
        "SELECT id, quantity - refunded_quantity AS quantity, net - refunded_net AS net, tax - refunded_tax AS tax "
        "FROM checkout.order_line WHERE order_id = $1 ORDER BY position",
        order_id,
    )
    delivery = await fetch_one(
        _DeliveryRow,
        "SELECT delivery_net - delivery_refunded_net AS net, delivery_tax - delivery_refunded_tax AS tax "
        "FROM checkout.orders WHERE id = $1",
        order_id,
    )
    return Refundable(
        currency=balance.currency,
        lines=tuple(lines),
        delivery=RefundableLine(
            id=order_id,
            quantity=0,
            net=0 if delivery is None else delivery.net,
            tax=0 if delivery is None else delivery.tax,
        ),
        overpaid=max(0, balance.kept - balance.returning - (balance.total - balance.returned)),
        money=sum(payment.refundable for payment in payments),
    )


async def add_refund(refund: Refund) -> None:
    """Stores a refund of a locked order, and takes what it is for off its lines and delivery."""
    await execute(
        "INSERT INTO checkout.refund (id, order_id, state, amount, refunded, currency, reason, actor, told, "
        "created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        refund.id,
        refund.order_id,
        refund.state.value,
        refund.amount,
        refund.refunded,
        refund.currency,
        refund.reason,
        refund.actor,
        refund.told,
        refund.created_at,
    )
    async with current().connection() as connection:
        await connection.executemany(
            "INSERT INTO checkout.refund_line (id, refund_id, position, kind, line_id, quantity, net, tax, restock) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            [
                (
                    new_id(),
                    refund.id,
                    position,
                    part.kind.value,
                    part.line_id,
                    part.quantity,
                    part.net,
                    part.tax,
                    part.restock,
                )
                for position, part in enumerate(refund.parts, 1)
            ],
        )
    await take_off(refund, sign=1)


async def take_off(refund: Refund, *, sign: int) -> None:
    """Takes what a refund is for off the lines and the delivery of its locked order.

    Args:
        sign: 1; or -1 to put it back, where the refund failed.
    """
    lines = [part for part in refund.parts if part.kind is RefundKind.LINE]
    await execute(
        "UPDATE checkout.order_line AS l SET refunded_quantity = refunded_quantity + d.quantity, "
        "refunded_net = refunded_net + d.net, refunded_tax = refunded_tax + d.tax "
        "FROM unnest($1::uuid[], $2::int[], $3::bigint[], $4::bigint[]) AS d (id, quantity, net, tax) "
        "WHERE l.id = d.id",
        [part.line_id for part in lines],
        [sign * part.quantity for part in lines],
        [sign * part.net for part in lines],
        [sign * part.tax for part in lines],
    )
    for part in refund.parts:
        if part.kind is RefundKind.DELIVERY:
            await execute(
                "UPDATE checkout.orders SET delivery_refunded_net = delivery_refunded_net + $2, "
                "delivery_refunded_tax = delivery_refunded_tax + $3 WHERE id = $1",
                refund.order_id,
                sign * part.net,
                sign * part.tax,
            )


async def set_refund_state(refund_id: UUID, state: RefundState, refunded: int, now: datetime) -> None:
    """Writes where a locked refund stands."""
    await execute(
        "UPDATE checkout.refund SET state = $2, refunded = $3, settled_at = $4 WHERE id = $1",
        refund_id,
        state.value,
        refunded,
        None if state is RefundState.PENDING else now,
    )


async def mark_told(refund_id: UUID) -> None:
    """Notes that a locked refund's event was emitted."""
    await execute("UPDATE checkout.refund SET told = TRUE WHERE id = $1", refund_id)


async def list_refunded_lines(line_ids: Sequence[UUID]) -> dict[UUID, RefundedOfLine]:
    """Returns what was given back of many lines, with one statement."""
    rows = await fetch_all(
        RefundedOfLine,
        "SELECT l.id, l.refunded_quantity, l.refunded_net, l.refunded_tax, o.currency FROM checkout.order_line AS l "
        "JOIN checkout.orders AS o ON o.id = l.order_id WHERE l.id = ANY($1)",
        list(line_ids),
    )
    return {row.id: row for row in rows}
