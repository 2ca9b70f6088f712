"""Edits of placed orders: what staff want, and what the order becomes by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
from fondaco.commerce import Address, Money, SellableRef, TaxCharge, TaxedMoney, TaxRate

from fondaco_checkout.model.order import Order, OrderDelivery, OrderLine
from fondaco_checkout.model.remarks import RemarksChange
from fondaco_checkout.model.totals import TaxLine, Totals

__all__ = [
    "AddedLine",
    "CancelledLine",
    "ChangedLine",
    "DeliveryChange",
    "EditedLine",
    "PlannedEdit",
    "RefundedAmounts",
    "StoredEdit",
    "WantedEdit",
    "below_refunded",
    "changes_of",
    "ordered_quantity",
    "pieces_of",
    "rates_of",
    "taxes_after",
    "totals_of",
]


class AddedLine(msgspec.Struct, frozen=True, kw_only=True):
    """A thing that comes to an order.

    Attributes:
        price: For one piece, as the channel shows prices; None for what it costs now.
    """

    ref: SellableRef
    quantity: int
    price: Money | None = None


class ChangedLine(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be of a line.

    Attributes:
        quantity: 0 removes it; None leaves it.
        price: For one piece, as the order shows prices; None leaves it.
    """

    line_id: UUID
    quantity: int | None = None
    price: Money | None = None


class CancelledLine(msgspec.Struct, frozen=True):
    """So many pieces of a line that are not sent any more."""

    line_id: UUID
    quantity: int


class DeliveryChange(msgspec.Struct, frozen=True, kw_only=True):
    """How it is to be delivered.

    Attributes:
        code: Of an option that is offered for the order as it becomes; None for the one it has.
        price: As the channel shows prices; None for what the option costs.
        none: It costs nothing more and is none, whatever else is said.
    """

    code: str | None = None
    price: Money | None = None
    none: bool = False


class WantedEdit(msgspec.Struct, frozen=True, kw_only=True):
    """What staff want of an order; what is not named stays."""

    added: tuple[AddedLine, ...] = ()
    changed: tuple[ChangedLine, ...] = ()
    shipping_address: Address | None = None
    billing_address: Address | None = None
    delivery: DeliveryChange | None = None
    remarks: RemarksChange | None = None
    reason: str = ""


class RefundedAmounts(msgspec.Struct, frozen=True, kw_only=True):
    """What refunds gave back of a line or the delivery, those on their way included; in minor units."""

    quantity: int = 0
    net: int = 0
    tax: int = 0


class EditedLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line before and after.

    Attributes:
        before: None of one that is added.
        after: With the quantity 0 of one that is removed.
    """

    before: OrderLine | None
    after: OrderLine

    @property
    def touched(self) -> bool:
        """Whether it is another one afterwards: in pieces, price or tax."""
        return self.before != self.after


class PlannedEdit(msgspec.Struct, frozen=True, kw_only=True):
    """What an order becomes, and what that means.

    Attributes:
        before: The order, and ``after`` as it becomes.
        lines: All of them, in the order of the order; removed ones among them.
        retaxed: Whether every line was taxed anew, because it goes elsewhere.
        grows: Whether more is wanted of anything.
    """

    before: Order
    after: Order
    lines: tuple[EditedLine, ...]
    totals_before: Totals
    totals_after: Totals
    retaxed: bool
    grows: bool

    @property
    def kept(self) -> list[OrderLine]:
        """The lines that the order has afterwards."""
        return [line.after for line in self.lines if line.after.quantity]

    @property
    def difference(self) -> Money:
        """What it costs more, or less."""
        return self.totals_after.total - self.totals_before.total


class StoredEdit(msgspec.Struct, frozen=True, kw_only=True):
    """An edit that was applied.

    Attributes:
        id: Of a call with an idempotency key always the same.
        version: Of the order afterwards.
        refund_id: What was given back by it; None if nothing was.
    """

    id: UUID
    order_id: UUID
    version: int
    refund_id: UUID | None
    created_at: datetime


def ordered_quantity(line: OrderLine) -> int:
    """Returns how many pieces of a line were ordered at first."""
    return line.quantity if line.first_quantity is None else line.first_quantity


def pieces_of(lines: Iterable[OrderLine]) -> Counter[SellableRef]:
    """Returns how many pieces of what lines take from the store: their components, or themselves."""
    taken: Counter[SellableRef] = Counter()
    for line in lines:
        for (_, ref), quantity in line.demanded.pieces.items():
            taken[ref] += quantity
    return taken


def rates_of(charges: Iterable[TaxCharge]) -> tuple[TaxRate, ...]:
    """Returns the taxes that were charged, in the order in which they apply."""
    return tuple(TaxRate(charge.rate, charge.name, charge.compound) for charge in charges)


_Sums = dict[tuple[str, Decimal], tuple[int, int]]
"""Base and amount in minor units, by name and rate."""


def _add(sums: _Sums, key: tuple[str, Decimal], base: int, amount: int) -> None:
    before = sums.get(key, (0, 0))
    sums[key] = (before[0] + base, before[1] + amount)


def _of_lines(lines: Iterable[OrderLine], sign: int, sums: _Sums) -> None:
    for line in lines:
        base = line.total.net.amount
        for charge in line.taxes:
            owed_on = base if charge.compound else line.total.net.amount
            _add(sums, (charge.name, charge.rate), sign * owed_on, sign * charge.amount.amount)
            base += charge.amount.amount


def taxes_after(
    before: Sequence[TaxLine],
    lines_before: Sequence[OrderLine],
    lines_after: Sequence[OrderLine],
    delivery: Sequence[TaxLine] | None,
    currency: str,
) -> tuple[TaxLine, ...]:
    """Returns the tax lines of an order after an edit.

    What the delivery bears is what the tax lines say beyond the lines; it is kept, or replaced.

    Args:
        before: The tax lines of the order, and its lines as they were and are.
        delivery: The tax lines of another delivery; None if it stays.
    """
    sums: _Sums = {}
    if delivery is None:
        for tax in before:
            _add(sums, (tax.name, tax.rate), tax.base.amount, tax.amount.amount)
        _of_lines(lines_before, -1, sums)
    else:
        for tax in delivery:
            _add(sums, (tax.name, tax.rate), tax.base.amount, tax.amount.amount)
    _of_lines(lines_after, 1, sums)
    compound = {(charge.name, charge.rate) for line in lines_after for charge in line.taxes if charge.compound}
    found = [
        (key, sums[key])
        for key in sorted(sums, key=lambda key: (key in compound, -key[1], key[0]))
        if any(sums[key]) and any(key)
    ]
    return tuple(
        TaxLine(name, rate, Money(base, currency), Money(amount, currency)) for (name, rate), (base, amount) in found
    )


def totals_of(
    order: Order, lines: Iterable[OrderLine], delivery: OrderDelivery | None, taxes: tuple[TaxLine, ...]
) -> Totals:
    """Adds up what an order costs."""
    kept = list(lines)
    zero = TaxedMoney.zero(order.currency)
    return Totals(
        prices_include_tax=order.prices_include_tax,
        subtotal=sum((line.unit_price * line.quantity for line in kept), Money(0, order.currency)),
        lines=sum((line.total for line in kept), zero),
        delivery=zero if delivery is None else delivery.price,
        taxes=taxes,
    )


def below_refunded(lines: Iterable[EditedLine], refunded: Mapping[UUID, RefundedAmounts]) -> list[OrderLine]:
    """Returns the lines of which refunds have given back more than they would cost."""
    return [
        line.after
        for line in lines
        if (given := refunded.get(line.after.id)) is not None
        and (
            line.after.quantity < given.quantity
            or line.after.total.net.amount < given.net
            or line.after.total.tax.amount < given.tax
        )
    ]


def changes_of(plan: PlannedEdit) -> dict[str, Any]:
    """Returns what an edit changes, each before and after, as the history keeps it."""
    before, after = plan.before, plan.after
    changes: dict[str, Any] = {
        "version": after.version,
        "total": {"before": plan.totals_before.total, "after": plan.totals_after.total},
        "tax": {"before": plan.totals_before.tax, "after": plan.totals_after.tax},
        "lines": [_line_change(line) for line in plan.lines if line.touched],
    }
    for name, was, is_ in (
        ("shippingAddress", before.shipping_address, after.shipping_address),
        ("billingAddress", before.billing_address, after.billing_address),
        ("delivery", _delivery_values(before.delivery), _delivery_values(after.delivery)),
        ("remarks", before.remarks, after.remarks),
    ):
        if was != is_:
            changes[name] = {"before": was, "after": is_}
    return changes


def _delivery_values(delivery: OrderDelivery | None) -> dict[str, Any] | None:
    return None if delivery is None else {"code": delivery.code, "name": delivery.name, "price": delivery.price.gross}


def _line_change(line: EditedLine) -> dict[str, Any]:
    def values(one: OrderLine | None) -> dict[str, Any] | None:
        if one is None or not one.quantity:
            return None
        return {"quantity": one.quantity, "unitPrice": one.unit_price, "total": one.total.gross, "tax": one.total.tax}

    after = line.after
    return {
        "lineId": after.global_id,
        "sku": after.sku,
        "title": after.title,
        "subtitle": after.subtitle,
        "before": values(line.before),
        "after": values(after),
    }
