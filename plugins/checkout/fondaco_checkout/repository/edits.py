"""Queries on edits of orders. The order is locked by whoever writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec
from fondaco.db.engine import execute, fetch_all, fetch_one
from fondaco.ids import new_id

from fondaco_checkout.model.edits import PlannedEdit, RefundedAmounts, StoredEdit
from fondaco_checkout.model.order import OrderLine
from fondaco_checkout.model.totals import TaxLine
from fondaco_checkout.repository.placing import add_lines
from fondaco_checkout.repository.rows import to_json

__all__ = ["add_edit", "find_edit", "find_refunded", "save_edited"]

_FIELDS = ", ".join(StoredEdit.__struct_fields__)


class _RefundedRow(msgspec.Struct):
    id: UUID
    quantity: int
    net: int
    tax: int


async def find_edit(edit_id: UUID) -> StoredEdit | None:
    """Returns an edit that was applied."""
    return await fetch_one(StoredEdit, f"SELECT {_FIELDS} FROM checkout.order_edit WHERE id = $1", edit_id)  # noqa: S608 (constants)


async def add_edit(edit: StoredEdit) -> None:
    """Notes that an edit was applied."""
    await execute(
        f"INSERT INTO checkout.order_edit ({_FIELDS}) VALUES ($1, $2, $3, $4, $5)",  # noqa: S608 (constants)
        *(getattr(edit, name) for name in StoredEdit.__struct_fields__),
    )


async def find_refunded(order_id: UUID) -> Mapping[UUID, RefundedAmounts]:
    """Returns what refunds gave back of lines of an order, and of its delivery by the order's id, where they did."""
    rows = await fetch_all(
        _RefundedRow,
        "SELECT id, refunded_quantity AS quantity, refunded_net AS net, refunded_tax AS tax FROM checkout.order_line "
        "WHERE order_id = $1 AND (refunded_quantity, refunded_net, refunded_tax) <> (0, 0, 0) "
        "UNION ALL SELECT id, 0, delivery_refunded_net, delivery_refunded_tax FROM checkout.orders "
        "WHERE id = $1 AND (delivery_refunded_net, delivery_refunded_tax) <> (0, 0)",
        order_id,
    )
    return {row.id: RefundedAmounts(quantity=row.quantity, net=row.net, tax=row.tax) for row in rows}


async def save_edited(plan: PlannedEdit) -> None:
    """Writes what a locked order becomes: itself, its lines that are touched or added, and its tax lines."""
    order, totals, delivery = plan.after, plan.totals_after, plan.after.delivery
    rate = None if delivery is None else delivery.rate
    await execute(
        "UPDATE checkout.orders SET shipping_address = $2, billing_address = $3, delivery_code = $4, "
        "delivery_name = $5, delivery_net = $6, delivery_tax = $7, delivery_tax_rate = $8, delivery_tax_name = $9, "
        "delivery_taxes = $10, delivery_earliest = $11, delivery_latest = $12, tax_treatment = $13, subtotal = $14, "
        "lines_net = $15, lines_tax = $16, total = $17, remarks = $18, version = $19 WHERE id = $1",
        order.id,
        to_json(order.shipping_address),
        to_json(order.billing_address),
        None if delivery is None else delivery.code,
        None if delivery is None else delivery.name,
        totals.delivery.net.amount,
        totals.delivery.tax.amount,
        None if rate is None else rate.rate,
        None if rate is None else rate.name,
        to_json(() if delivery is None else delivery.taxes),
        None if delivery is None else delivery.earliest,
        None if delivery is None else delivery.latest,
        order.tax_treatment.value,
        totals.subtotal.amount,
        totals.lines.net.amount,
        totals.lines.tax.amount,
        totals.total.amount,
        to_json(order.remarks),
        order.version,
    )
    await _update_lines([line.after for line in plan.lines if line.before is not None and line.touched])
    added = [line.after for line in plan.lines if line.before is None]
    if added:
        await add_lines(order.id, added)
    await _replace_taxes(order.id, totals.taxes)


async def _update_lines(lines: Sequence[OrderLine]) -> None:
    if not lines:
        return
    await execute(
        "UPDATE checkout.order_line AS l SET quantity = u.quantity, unit_price = u.unit_price, net = u.net, "
        "tax = u.tax, tax_rate = u.tax_rate, tax_name = u.tax_name, taxes = u.taxes, first_quantity = u.first "
        "FROM unnest($1::uuid[], $2::int[], $3::bigint[], $4::bigint[], $5::bigint[], $6::numeric[], $7::text[], "
        "$8::jsonb[], $9::int[]) AS u(id, quantity, unit_price, net, tax, tax_rate, tax_name, taxes, first) "
        "WHERE l.id = u.id",
        [line.id for line in lines],
        [line.quantity for line in lines],
        [line.unit_price.amount for line in lines],
        [line.total.net.amount for line in lines],
        [line.total.tax.amount for line in lines],
        [line.rate.rate for line in lines],
        [line.rate.name for line in lines],
        [to_json(line.taxes) for line in lines],
        [line.first_quantity for line in lines],
    )
    parts = [part for line in lines for part in line.components]
    if parts:
        await execute(
            "UPDATE checkout.order_line_component AS c SET net = u.net, tax = u.tax "
            "FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS u(id, net, tax) WHERE c.id = u.id",
            [part.id for part in parts],
            [part.total.net.amount for part in parts],
            [part.total.tax.amount for part in parts],
        )


async def _replace_taxes(order_id: UUID, taxes: Sequence[TaxLine]) -> None:
    await execute("DELETE FROM checkout.order_tax WHERE order_id = $1", order_id)
    await execute(
        "INSERT INTO checkout.order_tax (id, order_id, position, name, rate, base, amount) "
        "SELECT u.id, $1, u.position, u.name, u.rate, u.base, u.amount FROM unnest($2::uuid[], $3::int[], $4::text[], "
        "$5::numeric[], $6::bigint[], $7::bigint[]) AS u(id, position, name, rate, base, amount)",
        order_id,
        [new_id() for _ in taxes],
        list(range(1, len(taxes) + 1)),
        [tax.name for tax in taxes],
        [tax.rate for tax in taxes],
        [tax.base.amount for tax in taxes],
        [tax.amount.amount for tax in taxes],
    )
