"""Queries on orders, their lines, taxes and payments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import msgspec
from fondaco.commerce import (
    Money,
    SellableChoice,
    SellableRef,
    TaxCharge,
    TaxRate,
    TaxTreatment,
)
from fondaco.db.engine import execute, fetch_all

from fondaco_checkout.errors import order_not_found
from fondaco_checkout.model.balance import OrderPaymentState
from fondaco_checkout.model.fulfilment import FulfilmentState
from fondaco_checkout.model.order import Order, OrderDelivery, OrderLine, OrderLineComponent, OrderState
from fondaco_checkout.model.remarks import Remarks
from fondaco_checkout.model.totals import TaxLine
from fondaco_checkout.repository.rows import address_of, from_json, taxed

__all__ = [
    "cancel_order",
    "find_order_by_number",
    "find_order_by_token",
    "find_orders",
    "find_orders_of_carts",
    "list_lines",
    "list_taxes",
    "lock_order",
    "select_orders",
]


class _OrderRow(msgspec.Struct):
    id: UUID
    number: str
    token: str
    cart_id: UUID
    state: str
    payment_state: str
    fulfilment_state: str
    channel: str
    locale: str
    currency: str
    session: UUID
    email: str
    phone: str | None
    shipping_address: str | None
    billing_address: str | None
    delivery_code: str | None
    delivery_name: str | None
    delivery_net: int
    delivery_tax: int
    delivery_tax_rate: Decimal | None
    delivery_tax_name: str | None
    prices_include_tax: bool
    subtotal: int
    lines_net: int
    lines_tax: int
    delivery_taxes: str
    delivery_earliest: date | None
    delivery_latest: date | None
    tax_treatment: str
    tax_number: str
    tax_exemption: str
    placed_at: datetime
    cancelled_at: datetime | None
    cancel_reason: str
    customer_id: UUID | None
    remarks: str
    version: int


class _LineRow(msgspec.Struct):
    id: UUID
    order_id: UUID
    sellable_type: str
    sellable_id: UUID
    choices: str
    sku: str
    title: str
    subtitle: str
    image_url: str | None
    url_path: str | None
    quantity: int
    unit_price: int
    net: int
    tax: int
    tax_rate: Decimal
    tax_name: str
    taxes: str
    tax_class: str
    weight_grams: int
    requires_shipping: bool
    shipped_quantity: int
    incomplete_quantity: int
    returned_quantity: int
    first_quantity: int | None
    remarks: str
    currency: str
    components: str | None


class _Component(msgspec.Struct, frozen=True):
    id: UUID
    sellable_type: str
    sellable_id: UUID
    sku: str
    title: str
    subtitle: str
    slot: str
    quantity: int
    net: int
    tax: int


class _TaxRow(msgspec.Struct):
    order_id: UUID
    name: str
    rate: Decimal
    base: int
    amount: int
    currency: str


_SELECT = f"SELECT {', '.join(_OrderRow.__struct_fields__)} FROM checkout.orders AS o"  # noqa: S608 (constants)


def _order(row: _OrderRow) -> Order:
    delivery = None
    if row.delivery_code is not None:
        rate = None
        if row.delivery_tax_rate is not None:
            rate = TaxRate(row.delivery_tax_rate, row.delivery_tax_name or "")
        delivery = OrderDelivery(
            code=row.delivery_code,
            name=row.delivery_name or "",
            price=taxed(row.delivery_net, row.delivery_tax, row.currency),
            rate=rate,
            taxes=from_json(row.delivery_taxes, tuple[TaxCharge, ...]),
            earliest=row.delivery_earliest,
            latest=row.delivery_latest,
        )
    return Order(
        id=row.id,
        number=row.number,
        token=row.token,
        cart_id=row.cart_id,
        state=OrderState(row.state),
        payment_state=OrderPaymentState(row.payment_state),
        fulfilment_state=FulfilmentState(row.fulfilment_state),
        channel=row.channel,
        locale=row.locale,
        currency=row.currency,
        session=row.session,
        email=row.email,
        phone=row.phone,
        shipping_address=address_of(row.shipping_address),
        billing_address=address_of(row.billing_address),
        delivery=delivery,
        prices_include_tax=row.prices_include_tax,
        subtotal=Money(row.subtotal, row.currency),
        line_total=taxed(row.lines_net, row.lines_tax, row.currency),
        tax_treatment=TaxTreatment(row.tax_treatment),
        tax_number=row.tax_number,
        tax_exemption=row.tax_exemption,
        placed_at=row.placed_at,
        cancelled_at=row.cancelled_at,
        cancel_reason=row.cancel_reason,
        customer=row.customer_id,
        remarks=from_json(row.remarks, Remarks),
        version=row.version,
    )


async def _orders(where: str, *args: object) -> list[Order]:
    return [_order(row) for row in await fetch_all(_OrderRow, f"{_SELECT} WHERE {where}", *args)]


async def select_orders(rest: str, *args: object) -> list[Order]:
    """Returns the orders that a query finds.

    Args:
        rest: What stands behind ``FROM checkout.orders AS o``; never of the caller's input.
    """
    return [_order(row) for row in await fetch_all(_OrderRow, f"{_SELECT} {rest}", *args)]


async def find_orders(
    ids: Sequence[UUID], *, session: UUID | None = None, customer: UUID | None = None
) -> dict[UUID, Order]:
    """Returns orders by id.

    Args:
        session: Only those that this buyer placed; None, with no customer either, for everybody's.
        customer: The account of the buyer: orders of an account are shown to nobody else.
    """
    found = await _orders(
        "id = ANY($1) AND ($2::uuid IS NULL AND $3::uuid IS NULL "
        "OR CASE WHEN customer_id IS NULL THEN session = $2 ELSE customer_id = $3 END)",
        list(ids),
        session,
        customer,
    )
    return {order.id: order for order in found}


async def find_orders_of_carts(cart_ids: Sequence[UUID]) -> dict[UUID, Order]:
    """Returns orders by the id of the cart they were."""
    return {order.cart_id: order for order in await _orders("cart_id = ANY($1)", list(cart_ids))}


async def find_order_by_token(token: str) -> Order | None:
    """Returns the order that a buyer's secret link names."""
    return next(iter(await _orders("token = $1", token)), None) if _searchable(token) else None


async def find_order_by_number(number: str) -> Order | None:
    """Returns an order by its number."""
    return next(iter(await _orders("number = $1", number)), None) if _searchable(number) else None


async def lock_order(order_id: UUID) -> Order:
    """Takes the row lock of an order whose cart is locked already.

    Raises:
        NotFoundError: ``ORDER_NOT_FOUND``.
    """
    found = await _orders("id = $1 FOR UPDATE", order_id)
    if not found:
        raise order_not_found()
    return found[0]


def _searchable(text: str) -> bool:
    """Says whether PostgreSQL takes a text at all; no stored one holds a NUL."""
    return "\0" not in text


_COMPONENTS = (
    "(SELECT json_agg(json_build_object('id', c.id, 'sellable_type', c.sellable_type, 'sellable_id', c.sellable_id, "
    "'sku', c.sku, 'title', c.title, 'subtitle', c.subtitle, 'slot', c.slot, 'quantity', c.quantity, 'net', c.net, "
    "'tax', c.tax) ORDER BY c.position)::text FROM checkout.order_line_component AS c WHERE c.line_id = l.id)"
)


def _components(row: _LineRow) -> tuple[OrderLineComponent, ...]:
    if row.components is None:
        return ()
    return tuple(
        OrderLineComponent(
            id=part.id,
            ref=SellableRef(part.sellable_type, part.sellable_id),
            sku=part.sku,
            title=part.title,
            subtitle=part.subtitle,
            slot=part.slot,
            quantity=part.quantity,
            total=taxed(part.net, part.tax, row.currency),
        )
        for part in from_json(row.components, list[_Component])
    )


async def list_lines(order_ids: Sequence[UUID]) -> dict[UUID, list[OrderLine]]:
    """Returns the lines of many orders, with what they consist of, with one statement, in the order of each.

    Lines that were removed are left out.
    """
    rows = await fetch_all(
        _LineRow,
        "SELECT l.id, l.order_id, l.sellable_type, l.sellable_id, l.choices, l.sku, l.title, l.subtitle, l.image_url, "  # noqa: S608 (constants)
        "l.url_path, l.quantity, l.unit_price, l.net, l.tax, l.tax_rate, l.tax_name, l.taxes, l.tax_class, "
        "l.weight_grams, l.requires_shipping, l.shipped_quantity, l.incomplete_quantity, l.returned_quantity, "
        "l.first_quantity, l.remarks, o.currency, "
        f"{_COMPONENTS} AS components FROM checkout.order_line AS l "
        "JOIN checkout.orders AS o ON o.id = l.order_id WHERE l.order_id = ANY($1) AND l.quantity > 0 "
        "ORDER BY l.order_id, l.position",
        list(order_ids),
    )
    lines: dict[UUID, list[OrderLine]] = {order_id: [] for order_id in order_ids}
    for row in rows:
        lines[row.order_id].append(
            OrderLine(
                id=row.id,
                ref=SellableRef(row.sellable_type, row.sellable_id, from_json(row.choices, tuple[SellableChoice, ...])),
                sku=row.sku,
                title=row.title,
                subtitle=row.subtitle,
                image_url=row.image_url,
                url_path=row.url_path,
                quantity=row.quantity,
                unit_price=Money(row.unit_price, row.currency),
                total=taxed(row.net, row.tax, row.currency),
                rate=TaxRate(row.tax_rate, row.tax_name),
                taxes=from_json(row.taxes, tuple[TaxCharge, ...]),
                tax_class=row.tax_class,
                weight_grams=row.weight_grams,
                requires_shipping=row.requires_shipping,
                components=_components(row),
                shipped_quantity=row.shipped_quantity,
                incomplete_quantity=row.incomplete_quantity,
                returned_quantity=row.returned_quantity,
                first_quantity=row.first_quantity,
                remarks=from_json(row.remarks, Remarks),
            )
        )
    return lines


async def list_taxes(order_ids: Sequence[UUID]) -> dict[UUID, tuple[TaxLine, ...]]:
    """Returns the tax lines of many orders with one statement."""
    rows = await fetch_all(
        _TaxRow,
        "SELECT t.order_id, t.name, t.rate, t.base, t.amount, o.currency FROM checkout.order_tax AS t "
        "JOIN checkout.orders AS o ON o.id = t.order_id WHERE t.order_id = ANY($1) ORDER BY t.order_id, t.position",
        list(order_ids),
    )
    taxes: dict[UUID, list[TaxLine]] = {order_id: [] for order_id in order_ids}
    for row in rows:
        taxes[row.order_id].append(
            TaxLine(row.name, row.rate, Money(row.base, row.currency), Money(row.amount, row.currency))
        )
    return {order_id: tuple(found) for order_id, found in taxes.items()}


async def cancel_order(order_id: UUID, reason: str, now: datetime) -> None:
    """Marks a locked order as cancelled."""
    await execute(
        "UPDATE checkout.orders SET state = 'cancelled', cancelled_at = $2, cancel_reason = $3 WHERE id = $1",
        order_id,
        now,
        reason,
    )
