"""Writing an order down, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from fondaco.commerce import PaymentOutcome
from fondaco.db.engine import execute, fetch_value
from fondaco.ids import new_id

from fondaco_checkout.model.balance import Balance, order_payment_state
from fondaco_checkout.model.history import placed_entries
from fondaco_checkout.model.order import Order, OrderDraft, OrderLine, placed_order
from fondaco_checkout.model.payments import Payment, captured_at_once, payment_of
from fondaco_checkout.model.settlement import Completion
from fondaco_checkout.repository.history import ENTRY, values_of_entries
from fondaco_checkout.repository.operations import note_operation
from fondaco_checkout.repository.order_search import insertion_of_words, words_of
from fondaco_checkout.repository.payments import insertion_of_payment, values_of_payment
from fondaco_checkout.repository.rows import to_json

__all__ = ["add_lines", "add_order"]


async def add_order(completion: Completion, outcome: PaymentOutcome, now: datetime, *, found_by: str) -> Order:
    """Stores the order of a locked completion with lines, taxes, payment and history; returns it as it is stored.

    The unique index on ``orders.cart_id`` refuses a second order of the same cart whatever went wrong elsewhere.

    Args:
        outcome: Of the payment; its state becomes that of the payment, and with it the order's.
        found_by: See `placed_entries`.
    """
    draft = completion.draft
    payment = payment_of(
        outcome, id=completion.payment_id, order_id=draft.id, method=completion.method, asked=completion.amount, now=now
    )
    delivery = draft.delivery
    state = order_payment_state(Balance.of_first(payment, draft.totals.total.amount))
    await execute(
        _PLACE,
        draft.id,
        draft.number,
        draft.token,
        draft.cart_id,
        state.value,
        draft.channel,
        draft.locale,
        draft.currency,
        draft.session,
        draft.email,
        draft.phone,
        to_json(draft.shipping_address),
        to_json(draft.billing_address),
        None if delivery is None else delivery.code,
        None if delivery is None else delivery.name,
        draft.totals.delivery.net.amount,
        draft.totals.delivery.tax.amount,
        None if delivery is None or delivery.rate is None else delivery.rate.rate,
        None if delivery is None or delivery.rate is None else delivery.rate.name,
        draft.totals.prices_include_tax,
        draft.totals.subtotal.amount,
        draft.totals.lines.net.amount,
        draft.totals.lines.tax.amount,
        draft.totals.total.amount,
        now,
        draft.customer,
        to_json(draft.remarks),
        to_json(() if delivery is None else delivery.taxes),
        draft.tax_treatment.value,
        draft.tax_number,
        draft.tax_exemption,
        None if delivery is None else delivery.earliest,
        None if delivery is None else delivery.latest,
        *_lines(draft.id, draft.lines, 1),
        *_components(draft.lines),
        *_taxes(draft),
        *_columns(values_of_entries(placed_entries(draft, payment, now, found_by=found_by)), ENTRY),
        *values_of_payment(payment),
        words_of(draft, draft.lines, (payment.provider_reference,)),
    )
    if payment.captured:
        await note_operation(captured_at_once(payment))
    return placed_order(draft, state, now)


_LINE = {
    "id": "uuid",
    "order_id": "uuid",
    "position": "int",
    "sellable_type": "text",
    "sellable_id": "uuid",
    "choices": "jsonb",
    "sku": "text",
    "title": "text",
    "subtitle": "text",
    "image_url": "text",
    "url_path": "text",
    "quantity": "int",
    "unit_price": "bigint",
    "net": "bigint",
    "tax": "bigint",
    "tax_rate": "numeric",
    "tax_name": "text",
    "tax_class": "text",
    "weight_grams": "bigint",
    "requires_shipping": "bool",
    "remarks": "jsonb",
    "taxes": "jsonb",
}
_COMPONENT = {
    "id": "uuid",
    "line_id": "uuid",
    "position": "int",
    "sellable_type": "text",
    "sellable_id": "uuid",
    "sku": "text",
    "title": "text",
    "subtitle": "text",
    "slot": "text",
    "quantity": "int",
    "net": "bigint",
    "tax": "bigint",
}
_TAX = {
    "id": "uuid",
    "order_id": "uuid",
    "position": "int",
    "name": "text",
    "rate": "numeric",
    "base": "bigint",
    "amount": "bigint",
}
"""Columns and their types."""


def _insertion(table: str, columns: Mapping[str, str], first: int) -> str:
    """Returns a statement that writes many rows, an array for each column; the first of these is parameter `first`."""
    given = ", ".join(f"${place}::{type_}[]" for place, type_ in enumerate(columns.values(), first))
    return f"INSERT INTO checkout.{table} ({', '.join(columns)}) SELECT * FROM unnest({given})"  # noqa: S608 (constants)


async def add_lines(order_id: UUID, lines: Sequence[OrderLine]) -> None:
    """Stores lines that come to a locked order, behind those that it has or had."""
    last = await fetch_value("SELECT max(position) FROM checkout.order_line WHERE order_id = $1", order_id)
    await execute(_insertion("order_line", _LINE, 1), *_lines(order_id, lines, (last or 0) + 1))
    await execute("UPDATE checkout.order_line SET first_quantity = 0 WHERE id = ANY($1)", [line.id for line in lines])
    if any(line.components for line in lines):
        await execute(_insertion("order_line_component", _COMPONENT, 1), *_components(lines))


_OF_ORDER = 33
"""Parameters of the order itself."""

_WORDS = _OF_ORDER + len(_LINE) + len(_COMPONENT) + len(_TAX) + len(ENTRY) + len(Payment.__struct_fields__) + 1
"""The parameter behind all others: by which words the order is found."""

_PLACE = (
    f"WITH lines AS ({_insertion('order_line', _LINE, _OF_ORDER + 1)}), "  # noqa: S608 (constants)
    f"components AS ({_insertion('order_line_component', _COMPONENT, _OF_ORDER + len(_LINE) + 1)}), "
    f"taxes AS ({_insertion('order_tax', _TAX, _OF_ORDER + len(_LINE) + len(_COMPONENT) + 1)}), "
    f"entries AS ({_insertion('order_entry', ENTRY, _OF_ORDER + len(_LINE) + len(_COMPONENT) + len(_TAX) + 1)}), "
    f"paid AS ({insertion_of_payment(_OF_ORDER + len(_LINE) + len(_COMPONENT) + len(_TAX) + len(ENTRY) + 1)}), "
    f"found AS ({insertion_of_words(_WORDS)}) "
    "INSERT INTO checkout.orders (id, number, token, cart_id, state, payment_state, channel, locale, currency, "
    "session, email, phone, shipping_address, billing_address, delivery_code, delivery_name, delivery_net, "
    "delivery_tax, delivery_tax_rate, delivery_tax_name, prices_include_tax, subtotal, lines_net, lines_tax, "
    "total, placed_at, cancel_reason, customer_id, remarks, delivery_taxes, tax_treatment, tax_number, "
    "tax_exemption, delivery_earliest, delivery_latest, fulfilment_state) "
    "VALUES ($1, $2, $3, $4, 'placed', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, "
    "$21, $22, $23, $24, $25, '', $26, $27, $28, $29, $30, $31, $32, $33, "
    f"CASE WHEN TRUE = ANY(${_OF_ORDER + 1 + list(_LINE).index('requires_shipping')}::bool[]) "
    "THEN 'unfulfilled' ELSE 'not_needed' END)"
)
"""An order with all that belongs to it: references are checked at the end of the statement, when all of it is there."""


def _columns(rows: Sequence[tuple[object, ...]], columns: Mapping[str, str]) -> list[list[object]]:
    return [list(values) for values in zip(*rows, strict=True)] if rows else [[] for _ in columns]


def _lines(order_id: UUID, lines: Sequence[OrderLine], first: int) -> list[list[object]]:
    rows = [
        (
            line.id,
            order_id,
            position,
            line.ref.type,
            line.ref.id,
            to_json(line.ref.choices),
            line.sku,
            line.title,
            line.subtitle,
            line.image_url,
            line.url_path,
            line.quantity,
            line.unit_price.amount,
            line.total.net.amount,
            line.total.tax.amount,
            line.rate.rate,
            line.rate.name,
            line.tax_class,
            line.weight_grams,
            line.requires_shipping,
            to_json(line.remarks),
            to_json(line.taxes),
        )
        for position, line in enumerate(lines, first)
    ]
    return _columns(rows, _LINE)


def _components(lines: Sequence[OrderLine]) -> list[list[object]]:
    rows = [
        (
            part.id,
            line.id,
            position,
            part.ref.type,
            part.ref.id,
            part.sku,
            part.title,
            part.subtitle,
            part.slot,
            part.quantity,
            part.total.net.amount,
            part.total.tax.amount,
        )
        for line in lines
        for position, part in enumerate(line.components, 1)
    ]
    return _columns(rows, _COMPONENT)


def _taxes(draft: OrderDraft) -> list[list[object]]:
    rows = [
        (new_id(), draft.id, position, tax.name, tax.rate, tax.base.amount, tax.amount.amount)
        for position, tax in enumerate(draft.totals.taxes, 1)
    ]
    return _columns(rows, _TAX)
