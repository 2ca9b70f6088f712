"""What a preview of an edit shows."""

from __future__ import annotations

import msgspec
from fondaco import commerce
from fondaco.graphql import Money, object_type

from fondaco_checkout.graphql.order_types import OrderDelivery, OrderLine
from fondaco_checkout.graphql.payment_types import RefundPortion, RefundPortionView
from fondaco_checkout.graphql.types import Totals
from fondaco_checkout.model import order as order_model
from fondaco_checkout.model import totals as totals_model
from fondaco_checkout.model.edits import EditedLine
from fondaco_checkout.service.edits import EditPreview

__all__ = ["OrderEditPreview", "OrderEditPreviewView", "preview_view"]


class LineDifferenceView(msgspec.Struct, frozen=True):
    """A line before and after."""

    line: EditedLine

    @property
    def before(self) -> order_model.OrderLine | None:
        """None of one that is added."""
        return self.line.before

    @property
    def after(self) -> order_model.OrderLine | None:
        """None of one that is removed."""
        return self.line.after if self.line.after.quantity else None

    @property
    def touched(self) -> bool:
        """See `EditedLine`."""
        return self.line.touched

    @property
    def difference(self) -> commerce.Money:
        """What it costs more or less, gross."""
        before = self.line.before
        gross = self.line.after.total.gross
        return gross if before is None else gross - before.total.gross


@object_type(LineDifferenceView)
class OrderLineDifference:
    """A line of an order before and after an edit.

    Attributes:
        before: Null of a line that is added.
        after: Null of a line that is removed. The id of an added one is another one once it is applied.
        touched: Whether it is another one afterwards: in pieces, price or tax.
        difference: What it costs more, or less if it is negative, gross.
    """

    before: OrderLine | None
    after: OrderLine | None
    touched: bool
    difference: Money


class OrderEditPreviewView(msgspec.Struct, frozen=True, kw_only=True):
    """What an edit would do."""

    version: int
    lines: tuple[LineDifferenceView, ...]
    delivery_before: order_model.OrderDelivery | None
    delivery_after: order_model.OrderDelivery | None
    totals_before: totals_model.Totals
    totals_after: totals_model.Totals
    difference: commerce.Money
    outstanding: commerce.Money
    overpaid: commerce.Money
    refunds: tuple[RefundPortionView, ...]


@object_type(OrderEditPreviewView)
class OrderEditPreview:
    """What an edit would do.

    Attributes:
        version: Of the order now: orderEditApply takes it back.
        lines: All lines, also those that stay, and those that are removed.
        difference: What the order costs more, or less if it is negative.
        outstanding: What the buyer would have to pay, with orderPay.
        overpaid: What was paid beyond what the order would cost.
        refunds: What of that would be given back by itself, from which payments; the rest came without a provider and
            is left to staff.
    """

    version: int
    lines: list[OrderLineDifference]
    delivery_before: OrderDelivery | None
    delivery_after: OrderDelivery | None
    totals_before: Totals
    totals_after: Totals
    difference: Money
    outstanding: Money
    overpaid: Money
    refunds: list[RefundPortion]


def preview_view(preview: EditPreview) -> OrderEditPreviewView:
    """Returns a preview as the API shows it."""
    plan = preview.plan
    taken: dict[object, int] = {}
    for portion in preview.portions:
        taken[portion.capture.payment_id] = taken.get(portion.capture.payment_id, 0) + portion.amount
    return OrderEditPreviewView(
        version=plan.before.version,
        lines=tuple(LineDifferenceView(line) for line in plan.lines),
        delivery_before=plan.before.delivery,
        delivery_after=plan.after.delivery,
        totals_before=plan.totals_before,
        totals_after=plan.totals_after,
        difference=plan.difference,
        outstanding=preview.outstanding,
        overpaid=preview.overpaid,
        refunds=tuple(
            RefundPortionView(payment, payment.money(taken[payment.id]))
            for payment in preview.payments
            if payment.id in taken
        ),
    )
