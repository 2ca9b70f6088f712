"""What files of orders say: CSV for spreadsheets, a row for each line; JSON Lines, an object for each order."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec
from fondaco.commerce import Address, Money, TaxedMoney
from fondaco.ids import encode_global_id
from fondaco.spreadsheets import harmless

from fondaco_checkout.model.order import Order, OrderLine

__all__ = ["COLUMNS", "ExportState", "OrderExport", "OrderFileFormat", "header_of", "text_of"]

_ADDRESS = ("name", "company", "line1", "line2", "city", "district", "region", "postal_code", "country", "phone")
COLUMNS = (
    "number", "placed_at", "state", "payment_state", "fulfilment_state", "cancelled_at", "channel", "currency", "email",
    "phone", *(f"shipping_{name}" for name in _ADDRESS), *(f"billing_{name}" for name in _ADDRESS), "tax_number",
    "delivery_code", "delivery_name", "subtotal", "delivery", "tax", "total", "note", "sku", "title", "subtitle",
    "quantity", "unit_price", "line_net", "line_tax",
)  # fmt: skip
"""Of a CSV file; amounts are major units. What an order is said of is in each of its rows."""


class OrderFileFormat(StrEnum):
    """What a file of orders is written as."""

    CSV = "csv"
    """A row for each line, for spreadsheets."""
    JSONL = "jsonl"
    """An object for each order, for programs."""


class ExportState(StrEnum):
    """How far an export is."""

    WAITING = "waiting"
    """No job has begun it."""
    RUNNING = "running"
    """A job writes it."""
    DONE = "done"
    """There is a file."""
    FAILED = "failed"
    """There is none."""
    CANCELLED = "cancelled"
    """Nobody wants it any more."""


class OrderExport(msgspec.Struct, frozen=True, kw_only=True):
    """An export as it is stored.

    Attributes:
        criteria: JSON of the `OrderCriteria`.
        orders_done: Orders that are written.
        output: Id of the file, while it can be downloaded.
        requested_by: Id of the principal.
    """

    id: UUID
    state: ExportState
    format: OrderFileFormat
    name: str
    criteria: str
    orders_done: int
    output: UUID | None
    stop_code: str | None
    stop_message: str | None
    requested_by: str
    created_at: datetime
    updated_at: datetime
    finished_at: datetime | None
    expires_at: datetime | None

    @property
    def global_id(self) -> str:
        """The export's id at the API."""
        return encode_global_id("OrderExport", self.id)


def header_of(format_: OrderFileFormat) -> str:
    """Returns what a file begins with."""
    return "\ufeff" + _csv([COLUMNS]) if format_ is OrderFileFormat.CSV else ""


def text_of(format_: OrderFileFormat, order: Order, lines: Sequence[OrderLine]) -> str:
    """Returns what a file says of an order."""
    if format_ is OrderFileFormat.JSONL:
        return msgspec.json.encode(_object(order, lines)).decode() + "\n"
    of_order = _cells(order)
    return _csv([*of_order, *_line_cells(line)] for line in lines)


def _csv(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def _major(amount: Money) -> str:
    return str(amount.decimal)


def _tax(order: Order) -> Money:
    return order.line_total.tax if order.delivery is None else order.line_total.tax + order.delivery.price.tax


def _address_cells(address: Address | None) -> list[str]:
    return ["" if address is None else getattr(address, name) for name in _ADDRESS]


def _cells(order: Order) -> list[str]:
    delivery = order.delivery
    return [
        order.number,
        order.placed_at.isoformat(),
        order.state.value,
        order.payment_state.value,
        order.fulfilment_state.value,
        "" if order.cancelled_at is None else order.cancelled_at.isoformat(),
        order.channel,
        order.currency,
        order.email,
        order.phone or "",
        *_address_cells(order.shipping_address),
        *_address_cells(order.billing_address),
        order.tax_number,
        "" if delivery is None else delivery.code,
        "" if delivery is None else delivery.name,
        _major(order.subtotal),
        "" if delivery is None else _major(delivery.price.gross),
        _major(_tax(order)),
        _major(Money(order.total_amount, order.currency)),
        order.remarks.note,
    ]


def _line_cells(line: OrderLine) -> list[str]:
    total = line.total
    amounts = [_major(amount) for amount in (line.unit_price, total.net, total.tax)]
    return [line.sku, line.title, line.subtitle, str(line.quantity), *amounts]


def _taxed(amount: TaxedMoney) -> dict[str, str]:
    return {"net": _major(amount.net), "tax": _major(amount.tax), "gross": _major(amount.gross)}


def _object(order: Order, lines: Sequence[OrderLine]) -> dict[str, object]:
    delivery = order.delivery
    return {
        "id": encode_global_id("Order", order.id),
        "number": order.number,
        "placed_at": order.placed_at,
        "state": order.state,
        "payment_state": order.payment_state,
        "fulfilment_state": order.fulfilment_state,
        "cancelled_at": order.cancelled_at,
        "channel": order.channel,
        "currency": order.currency,
        "email": order.email,
        "phone": order.phone,
        "shipping_address": order.shipping_address,
        "billing_address": order.billing_address,
        "tax_number": order.tax_number,
        "delivery": None
        if delivery is None
        else {"code": delivery.code, "name": delivery.name, **_taxed(delivery.price)},
        "subtotal": _major(order.subtotal),
        "tax": _major(_tax(order)),
        "total": _major(Money(order.total_amount, order.currency)),
        "remarks": order.remarks,
        "lines": [
            {
                "sku": line.sku,
                "title": line.title,
                "subtitle": line.subtitle,
                "quantity": line.quantity,
                "unit_price": _major(line.unit_price),
                **_taxed(line.total),
                "remarks": line.remarks,
            }
            for line in lines
        ],
    }
