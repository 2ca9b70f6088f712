"""What staff do to orders that are placed: preview an edit, apply it, cancel lines."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from fondaco.graphql import ID, Info, SchemaPart, input_type
from fondaco.graphql.scalars import MoneyInput
from fondaco.ids import parse_global_id

from fondaco_checkout.graphql.edit_types import OrderEditPreview, OrderEditPreviewView, preview_view
from fondaco_checkout.graphql.inputs import AddressInput, CartLineChoiceInput, ref_of
from fondaco_checkout.graphql.order_types import Order
from fondaco_checkout.graphql.pricing import settings_of
from fondaco_checkout.graphql.remarks import CustomAttributeInput, remarks_change
from fondaco_checkout.model import edits as model
from fondaco_checkout.model import order as order_model
from fondaco_checkout.model.edits import AddedLine, CancelledLine, ChangedLine, DeliveryChange, WantedEdit
from fondaco_checkout.permissions import MANAGE_ORDERS, VIEW_ORDERS
from fondaco_checkout.service.edits import Applying, apply_edit, cancel_lines, preview_edit

__all__ = ["edits"]

edits = SchemaPart()


@input_type
class OrderLineAddInput:
    """A thing that comes to an order.

    Attributes:
        sellable_id: Of a product variant, or whatever else a plugin sells.
        quantity: At least 1.
        choices: What is chosen of it, where it leaves a choice.
        price: For one piece, gross or net as `totals.pricesIncludeTax` says; null for what it costs now.
    """

    sellable_id: ID
    quantity: int
    choices: list[CartLineChoiceInput] | None = None
    price: MoneyInput | None = None


@input_type
class OrderLineChangeInput:
    """What is to be of a line of an order; what is null stays.

    Attributes:
        quantity: At least what has left already; 0 removes the line.
        price: For one piece, gross or net as `totals.pricesIncludeTax` says.
    """

    line_id: ID
    quantity: int | None = None
    price: MoneyInput | None = None


@input_type
class OrderDeliveryChangeInput:
    """How an order is to be delivered.

    Attributes:
        code: Of an option that is offered for the order as it becomes; null for the one that it has, at what that costs
            now.
        price: Gross or net as `totals.pricesIncludeTax` says, instead of what the option costs.
        remove: Takes the delivery off the order, whatever else is said.
    """

    code: str | None = None
    price: MoneyInput | None = None
    remove: bool = False


@input_type
class OrderRemarksChangeInput:
    """What is to be of what the buyer wrote: what is null stays, what is empty is removed.

    Attributes:
        note: At most 2,000 characters.
        gift_message: At most 500 characters.
        attributes: Those that are to change.
    """

    note: str | None = None
    gift_message: str | None = None
    gift_wrap: bool | None = None
    attributes: list[CustomAttributeInput] | None = None


@input_type
class OrderEditInput:
    """What is to be of an order that is placed; what is not named stays, and costs what it cost.

    Attributes:
        lines_add: Lines that come to it.
        lines: Lines that change, or go.
        shipping_address: Where it goes elsewhere, lines and delivery are taxed for there.
        delivery: Else it stays as it is, unless the order goes elsewhere.
        reason: For staff, at most 1,000 characters; needed where a price is set by hand.
    """

    order_id: ID
    lines_add: list[OrderLineAddInput] | None = None
    lines: list[OrderLineChangeInput] | None = None
    shipping_address: AddressInput | None = None
    billing_address: AddressInput | None = None
    delivery: OrderDeliveryChangeInput | None = None
    remarks: OrderRemarksChangeInput | None = None
    reason: str = ""


@input_type
class OrderEditApplyInput(OrderEditInput):
    """An edit that was previewed, with the same fields.

    Attributes:
        expected_version: `version` of the preview: if somebody else has edited the order since, the answer is
            VERSION_CONFLICT.
        expected_total: `totalsAfter.total` of the preview: if it is something else by now, the answer is TOTAL_CHANGED.
        give_back: Whether what was paid too much is refunded, and reserved money that is not needed any more released.
            Otherwise it stays with the order as overpaid, until orderRefund.
    """

    expected_version: int
    expected_total: MoneyInput | None = None
    give_back: bool = True


@input_type
class OrderLineCancelInput:
    """Pieces of a line that are not sent any more.

    Attributes:
        quantity: At least 1, at most what has not left.
    """

    line_id: ID
    quantity: int


@input_type
class OrderLinesCancelInput:
    """What of an order is cancelled; orderCancel cancels all of it.

    Attributes:
        expected_version: If somebody else has edited the order since, the answer is VERSION_CONFLICT; null not to ask.
        reason: For staff, at most 1,000 characters.
        delivery: Whether what the delivery costs is given back too.
        give_back: As in orderEditApply.
    """

    order_id: ID
    lines: list[OrderLineCancelInput]
    expected_version: int | None = None
    reason: str = ""
    delivery: bool = False
    give_back: bool = True


def _edit(data: OrderEditInput) -> WantedEdit:
    return WantedEdit(
        added=tuple(
            AddedLine(
                ref=ref_of(line.sellable_id, line.choices, "linesAdd", str(index)),
                quantity=line.quantity,
                price=None if line.price is None else line.price.parsed(field=("linesAdd", str(index), "price")),
            )
            for index, line in enumerate(data.lines_add or ())
        ),
        changed=tuple(
            ChangedLine(
                line_id=_line_id(line.line_id, "lines", str(index), "lineId"),
                quantity=line.quantity,
                price=None if line.price is None else line.price.parsed(field=("lines", str(index), "price")),
            )
            for index, line in enumerate(data.lines or ())
        ),
        shipping_address=None if data.shipping_address is None else data.shipping_address.parsed(),
        billing_address=None if data.billing_address is None else data.billing_address.parsed(),
        delivery=_delivery(data.delivery),
        remarks=None if data.remarks is None else remarks_change(data.remarks, "remarks"),
        reason=data.reason,
    )


def _line_id(id_: str, *path: str) -> UUID:
    return parse_global_id(id_, "OrderLine", field=path)


def _delivery(data: OrderDeliveryChangeInput | None) -> DeliveryChange | None:
    if data is None:
        return None
    price = None if data.price is None else data.price.parsed(field=("delivery", "price"))
    return DeliveryChange(code=data.code, price=price, none=data.remove)


@edits.extend("Order", type=int)
async def version(orders: Sequence[order_model.Order]) -> list[int]:
    """Rises with each edit: orderEditApply takes it back."""
    return [order.version for order in orders]


@edits.extend("OrderLine", type=int)
async def ordered_quantity(lines: Sequence[order_model.OrderLine]) -> list[int]:
    """Pieces that were ordered at first; 0 of what staff added."""
    return [model.ordered_quantity(line) for line in lines]


@edits.query(type=OrderEditPreview, permission=VIEW_ORDERS)
async def order_edit_preview(info: Info, input: OrderEditInput) -> OrderEditPreviewView:
    """What orderEditApply would do with the same edit, or the error that it would answer with. Changes nothing."""
    order_id = parse_global_id(input.order_id, "Order", field=("orderId",))
    return preview_view(await preview_edit(info.context.app, settings_of(info), order_id, _edit(input)))


@edits.mutation(returns={"order": Order}, permission=MANAGE_ORDERS, transaction=False)
async def order_edit_apply(info: Info, data: OrderEditApplyInput, idempotency_key: str | None) -> order_model.Order:
    """Changes an order that is placed: lines, prices, addresses, delivery, remarks. See orderEditPreview.

    What the buyer owes more is outstanding and paid with orderPay; what was paid too much is given back. Of two who
    edit one order at once one gets VERSION_CONFLICT.
    """
    total = None if data.expected_total is None else data.expected_total.parsed(field=("expectedTotal",))
    return await apply_edit(
        info.context.app,
        settings_of(info),
        info.context.caller,
        parse_global_id(data.order_id, "Order", field=("orderId",)),
        _edit(data),
        Applying(
            expected_version=data.expected_version,
            expected_total=total,
            give_back=data.give_back,
            key=idempotency_key,
        ),
    )


@edits.mutation(returns={"order": Order}, permission=MANAGE_ORDERS, transaction=False)
async def order_lines_cancel(info: Info, data: OrderLinesCancelInput, idempotency_key: str | None) -> order_model.Order:
    """Cancels pieces of an order that have not left, and gives back what was paid for them.

    They go back into stock. Where nothing would be left, the answer is EDIT_EMPTIES_ORDER: orderCancel cancels all.
    """
    return await cancel_lines(
        info.context.app,
        settings_of(info),
        info.context.caller,
        parse_global_id(data.order_id, "Order", field=("orderId",)),
        tuple(
            CancelledLine(_line_id(line.line_id, "lines", str(index), "lineId"), line.quantity)
            for index, line in enumerate(data.lines)
        ),
        Applying(expected_version=data.expected_version, give_back=data.give_back, key=idempotency_key),
        delivery=data.delivery,
        reason=data.reason,
    )
