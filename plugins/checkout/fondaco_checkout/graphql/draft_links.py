"""What whoever has the link of a draft does: look at it, pay it."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco.access import ANYONE
from fondaco.graphql import Info, SchemaPart, fields_below, input_type
from fondaco.graphql.scalars import MoneyInput

from fondaco_checkout.graphql.draft_types import DraftOrder
from fondaco_checkout.graphql.inputs import PaymentInput
from fondaco_checkout.graphql.order_types import Order
from fondaco_checkout.graphql.payment_ways import PaymentAction
from fondaco_checkout.graphql.pricing import settings_of
from fondaco_checkout.graphql.shop import CompletionAnswer, action_of_cart
from fondaco_checkout.graphql.types import Cart
from fondaco_checkout.model import cart as cart_model
from fondaco_checkout.model import drafts as model
from fondaco_checkout.repository.drafts import find_draft_by_token
from fondaco_checkout.service.drafts import complete_draft, draft_not_found, reopen_draft

__all__ = ["draft_links"]

draft_links = SchemaPart()


@input_type
class DraftOrderCompleteInput:
    """Pays a draft and places the order.

    Attributes:
        token: Of the link.
        expected_total: What the buyer saw: if the total is something else by now, the answer is TOTAL_CHANGED.
    """

    token: str
    payment: PaymentInput
    expected_total: MoneyInput | None = None


@input_type
class DraftOrderReopenInput:
    """Which draft's payment to give back: the token of its link."""

    token: str


@draft_links.query(type=DraftOrder | None, permission=ANYONE)
async def draft_order(token: str) -> model.Draft | None:
    """What staff have put together for the buyer; null if the link leads to nothing, or staff are changing it.

    Args:
        token: Of the link.
    """
    return await find_draft_by_token(token)


@draft_links.extend("DraftOrder", type=Cart)
async def cart(found: Sequence[model.Draft]) -> list[cart_model.Cart]:
    """What is in it and costs; its `order` once it is paid. The mutations of carts do not change it."""
    return [one.cart for one in found]


@draft_links.mutation(
    returns={"order": Order, "cart": Cart, "action": PaymentAction}, permission=ANYONE, transaction=False
)
async def draft_order_complete(info: Info, data: DraftOrderCompleteInput) -> CompletionAnswer:
    """Pays a draft and places the order, once, as cartComplete does with a cart; call it again just so.

    Attributes:
        order: The placed order.
        action: What the buyer has to do first; then call this again.
    """
    expected = None if data.expected_total is None else data.expected_total.parsed(field=("expectedTotal",))
    settled = await complete_draft(
        info.context.app, settings_of(info), info.context.caller, data.token, data.payment.parsed(), expected
    )
    draft = None
    if settled.action_url is not None or "cart" in fields_below(info):
        draft = await find_draft_by_token(data.token)
    return CompletionAnswer(
        order=settled.order,
        cart=None if draft is None else draft.cart,
        action=None if draft is None else await action_of_cart(info, draft.id, settled.action_url),
    )


@draft_links.mutation(returns={"draft_order": DraftOrder}, permission=ANYONE, transaction=False)
async def draft_order_reopen(info: Info, data: DraftOrderReopenInput) -> model.Draft:
    """Gives an undecided payment of a draft back, so that it can be paid in another way."""
    found = await find_draft_by_token(data.token)
    if found is None:
        raise draft_not_found("token")
    return await reopen_draft(info.context.app, settings_of(info), found)
