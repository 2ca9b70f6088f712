"""Drafts for staff: build, look at, send, place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from fondaco import commerce
from fondaco.db.pagination import Page
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import InvalidInputError
from fondaco.graphql import ID, Connection, Info, Money, SchemaPart, input_type
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.graphql.scalars import MoneyInput
from fondaco.ids import encode_global_id, parse_global_id

from fondaco_checkout.graphql.draft_types import DraftOrder
from fondaco_checkout.graphql.edits import OrderRemarksChangeInput
from fondaco_checkout.graphql.history_types import Actor
from fondaco_checkout.graphql.inputs import AddressInput, CartLineChoiceInput, ref_of
from fondaco_checkout.graphql.order_types import Order
from fondaco_checkout.graphql.pricing import settings_of
from fondaco_checkout.graphql.remarks import remarks_change
from fondaco_checkout.graphql.types import Cart
from fondaco_checkout.model import cart as cart_model
from fondaco_checkout.model import drafts as model
from fondaco_checkout.model import order as order_model
from fondaco_checkout.model.drafts import DraftChange, DraftCriteria, DraftState, WantedDraftLine
from fondaco_checkout.permissions import MANAGE_ORDERS, VIEW_ORDERS
from fondaco_checkout.repository import drafts as repository
from fondaco_checkout.service import drafts as service

__all__ = ["drafts"]

drafts = SchemaPart()

MOST_VALUES = 100
"""Of one field of a filter."""


@input_type
class DraftOrderLineInput:
    """A line of a draft.

    Attributes:
        sellable_id: Of a product variant, or whatever else a plugin sells.
        quantity: At least 1.
        choices: What is chosen of it, where it leaves a choice.
        price: For one piece, gross or net as the channel's prices are; null for what it costs in the shop.
        reason: Why the price is another one, for staff; needed with a price, at most 1,000 characters.
    """

    sellable_id: ID
    quantity: int
    choices: list[CartLineChoiceInput] | None = None
    price: MoneyInput | None = None
    reason: str = ""


@input_type
class DraftOrderContentInput:
    """What is to be of a draft; what is null stays.

    Attributes:
        lines: All lines, in this order: others go.
        customer_id: Account of the buyer; without one they are a guest.
        phone: Empty removes it.
        billing_address: Null bills where it is delivered.
        remarks: What the buyer has said.
        delivery_code: Of one of the cart's delivery options, as they are with what else is given.
        note: Of staff, for staff: becomes a note of the order. At most 10,000 characters.
        expires_at: From when on it cannot be paid; `draft_days` of the settings after it was begun.
    """

    lines: list[DraftOrderLineInput] | None = None
    customer_id: ID | None = None
    email: str | None = None
    phone: str | None = None
    shipping_address: AddressInput | None = None
    billing_address: AddressInput | None = None
    remarks: OrderRemarksChangeInput | None = None
    delivery_code: str | None = None
    note: str | None = None
    expires_at: datetime | None = None


@input_type
class DraftOrderCreateInput(DraftOrderContentInput):
    """A new draft, with the same fields as draftOrderUpdate.

    Attributes:
        channel: Slug.
        locale: In which the buyer reads; null for the channel's.
    """

    channel: str
    locale: str | None = None


@input_type
class DraftOrderUpdateInput(DraftOrderContentInput):
    """Which draft to change, and how."""

    id: ID


@input_type
class DraftOrderSendInput:
    """Which draft to send."""

    id: ID


@input_type
class DraftOrderPlaceInput:
    """Which draft to place as it is.

    Attributes:
        method: Code of a manual method, such as bank transfer: the money is awaited.
        expected_total: What you saw: if the total is something else by now, the answer is TOTAL_CHANGED.
    """

    id: ID
    method: str
    expected_total: MoneyInput | None = None


@input_type
class DraftOrderPaymentReopenInput:
    """Which draft's undecided payment to give back."""

    id: ID


@input_type
class DraftOrderDeleteInput:
    """Which draft to delete."""

    id: ID


@input_type
class DraftOrderFilter:
    """Which drafts are wanted; everything given has to hold, and of a list one of its values, at most 100.

    Attributes:
        channels: In one of these, by slug.
        email: For exactly this address, whatever the case.
        customer_id: For this account.
        created_by: Begun by this member of staff, by `createdBy.id`.
    """

    states: list[DraftState] | None = None
    channels: list[str] | None = None
    email: str | None = None
    customer_id: ID | None = None
    created_by: str | None = None


def _id(id_: str) -> UUID:
    return parse_global_id(id_, "DraftOrder", field=("id",))


def _change(data: DraftOrderContentInput) -> DraftChange:
    customer = data.customer_id
    return DraftChange(
        lines=None if data.lines is None else tuple(_line(line, index) for index, line in enumerate(data.lines)),
        customer=None if customer is None else parse_global_id(customer, "Customer", field=("customerId",)),
        email=data.email,
        phone=data.phone,
        shipping_address=None if data.shipping_address is None else data.shipping_address.parsed(),
        billing_address=None if data.billing_address is None else data.billing_address.parsed(),
        remarks=None if data.remarks is None else remarks_change(data.remarks, "remarks"),
        delivery_code=data.delivery_code,
        note=data.note,
        expires_at=data.expires_at,
    )


def _line(line: DraftOrderLineInput, index: int) -> WantedDraftLine:
    path = ("lines", str(index))
    return WantedDraftLine(
        ref=ref_of(line.sellable_id, line.choices, *path),
        quantity=line.quantity,
        price=None if line.price is None else line.price.parsed(field=(*path, "price")),
        reason=line.reason,
    )


@drafts.extend("DraftOrder", type=Cart)
async def cart(found: Sequence[model.Draft]) -> list[cart_model.Cart]:
    """What is in it and costs now: lines, taxes, what delivery is offered, what is missing; its `order` at last."""
    return [one.cart for one in found]


@drafts.extend("DraftOrder", type=str)
async def channel(found: Sequence[model.Draft]) -> list[str]:
    """Slug of the channel that it is sold in."""
    return [one.cart.channel for one in found]


@drafts.extend("DraftOrder", type=str)
async def locale(found: Sequence[model.Draft]) -> list[str]:
    """In which the buyer reads, BCP 47."""
    return [one.cart.locale for one in found]


@drafts.extend("DraftOrder", type=ID | None)
async def customer_id(found: Sequence[model.Draft]) -> list[str | None]:
    """Account of the buyer; null of a guest."""
    return [one.customer_id for one in found]


@drafts.extend("DraftOrder", type=str)
async def note(found: Sequence[model.Draft]) -> list[str]:
    """Of staff, for staff."""
    return [one.note for one in found]


@drafts.extend("DraftOrder", type=Actor)
async def created_by(found: Sequence[model.Draft]) -> list[commerce.Actor]:
    """Who began it."""
    return [one.created_by for one in found]


@drafts.extend("DraftOrder", type=datetime)
async def created_at(found: Sequence[model.Draft]) -> list[datetime]:
    """When it was begun."""
    return [one.created_at for one in found]


@drafts.extend("DraftOrder", type=str | None)
async def token(found: Sequence[model.Draft]) -> list[str | None]:
    """The secret for the link; null while its buyer is not to see it."""
    return [None if one.sent_at is None else one.token for one in found]


@drafts.extend("DraftOrder", type=str | None)
async def url(found: Sequence[model.Draft], info: Info) -> list[str | None]:
    """The link, where the settings name a front-end that shows drafts; null while its buyer is not to see it."""
    shown = settings_of(info).draft_url
    return [shown.replace("{token}", one.token) if shown and one.sent_at is not None else None for one in found]


@drafts.extend("CartLine", type=Money | None)
async def hand_price(lines: Sequence[cart_model.PricedCartLine]) -> list[commerce.Money | None]:
    """What staff sell it for; null for what the shop asks."""
    return [None if line.hand_price is None else line.hand_price.amount for line in lines]


@drafts.extend("CartLine", type=str)
async def hand_price_reason(lines: Sequence[cart_model.PricedCartLine]) -> list[str]:
    """Why; empty without a price by hand, and where a draft that was sent keeps the price that the shop asked."""
    return ["" if line.hand_price is None else line.hand_price.reason for line in lines]


@drafts.query(type=DraftOrder | None, permission=VIEW_ORDERS)
async def draft_order(id: ID) -> model.Draft | None:
    """A draft by id; null if there is none."""
    draft_id = _id(id)
    return (await repository.find_drafts([draft_id])).get(draft_id)


@drafts.query(type=Connection[DraftOrder], permission=VIEW_ORDERS)
async def draft_orders(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    filter: DraftOrderFilter | None = None,  # noqa: A002 (the API's name)
) -> Page[model.Draft]:
    """Drafts of all staff, the newest first."""
    args = info.context.page_args(first, after, last, before)
    return await repository.list_drafts(
        args, _criteria(filter), largest=info.context.app.settings.graphql.max_page_size
    )


def _criteria(data: DraftOrderFilter | None) -> DraftCriteria:
    if data is None:
        return DraftCriteria()
    for name, values in (("states", data.states), ("channels", data.channels)):
        if values is not None and len(values) > MOST_VALUES:
            raise InvalidInputError(f"At most {MOST_VALUES} values.", code="TOO_MANY_VALUES", field=("filter", name))
    customer = data.customer_id
    return DraftCriteria(
        states=tuple(data.states or ()),
        channels=tuple(data.channels or ()),
        email=data.email or "",
        customer=None if customer is None else parse_global_id(customer, "Customer", field=("filter", "customerId")),
        created_by=data.created_by or "",
    )


@drafts.mutation(returns={"draft_order": DraftOrder}, permission=MANAGE_ORDERS)
async def draft_order_create(uow: UnitOfWork, info: Info, data: DraftOrderCreateInput) -> model.Draft:
    """Begins a draft for a buyer. Its `cart` shows what it costs; nothing of it is promised to anybody yet."""
    return await service.create_draft(
        uow, settings_of(info), info.context.app.channels, data.channel, data.locale, _change(data)
    )


@drafts.mutation(returns={"draft_order": DraftOrder}, permission=MANAGE_ORDERS)
async def draft_order_update(uow: UnitOfWork, info: Info, data: DraftOrderUpdateInput) -> model.Draft:
    """Changes a draft. If its buyer would see the change, the link shows nothing until draftOrderSend.

    That is so of everything but `note` and `expiresAt`.
    """
    return await service.update_draft(uow, settings_of(info), info.context.app.channels, _id(data.id), _change(data))


@drafts.mutation(returns={"draft_order": DraftOrder}, permission=MANAGE_ORDERS, transaction=False)
async def draft_order_send(info: Info, data: DraftOrderSendInput) -> model.Draft:
    """Lets whoever has the link pay a draft, at what its lines cost now; it has to miss nothing.

    Give the buyer the link yourself. Sending again changes nothing.
    """
    return await service.send_draft(info.context.app, settings_of(info), info.context.caller, _id(data.id))


@drafts.mutation(returns={"order": Order}, permission=MANAGE_ORDERS, transaction=False)
async def draft_order_place(info: Info, data: DraftOrderPlaceInput) -> order_model.Order:
    """Places the order of a draft, whether it was sent or not; its money is awaited. Placing again changes nothing."""
    expected = None if data.expected_total is None else data.expected_total.parsed(field=("expectedTotal",))
    return await service.place_draft(
        info.context.app, settings_of(info), info.context.caller, _id(data.id), data.method, expected
    )


@drafts.mutation(returns={"draft_order": DraftOrder}, permission=MANAGE_ORDERS, transaction=False)
async def draft_order_payment_reopen(info: Info, data: DraftOrderPaymentReopenInput) -> model.Draft:
    """Gives an undecided payment of a draft's buyer back, so that the draft can be changed, placed or deleted."""
    draft_id = _id(data.id)
    found = (await repository.find_drafts([draft_id])).get(draft_id)
    if found is None:
        raise service.draft_not_found()
    return await service.reopen_draft(info.context.app, settings_of(info), found)


@drafts.mutation(returns={"deleted_id": ID}, permission=MANAGE_ORDERS)
async def draft_order_delete(data: DraftOrderDeleteInput) -> str:
    """Deletes a draft that is no order; its link leads nowhere then."""
    return encode_global_id("DraftOrder", await service.delete_draft(_id(data.id)))
