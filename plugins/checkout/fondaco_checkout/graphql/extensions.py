"""The fields of carts and orders that have to be computed or fetched; each in one batch."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco import commerce
from fondaco.commerce import TaxTreatment
from fondaco.files import PictureFormat, check_width, picture_path
from fondaco.graphql import Info, SchemaPart, enum_type
from fondaco.ids import encode_global_id

from fondaco_checkout.graphql.order_types import Order, OrderLine, OrderLineComponent
from fondaco_checkout.graphql.payment_ways import PaymentMethod, PaymentMethodView, methods_view
from fondaco_checkout.graphql.pricing import priced
from fondaco_checkout.graphql.types import (
    CartComponent,
    CartLine,
    CartLineChoice,
    CartLineComponent,
    CartNotice,
    ChoiceView,
    DeliveryOption,
    Totals,
)
from fondaco_checkout.model import cart as cart_model
from fondaco_checkout.model import order as order_model
from fondaco_checkout.model import totals as totals_model
from fondaco_checkout.model.cart import CartRequirement
from fondaco_checkout.repository import completions
from fondaco_checkout.repository import orders as repository

__all__ = ["extensions"]

extensions = SchemaPart()
enum_type(PictureFormat)


@extensions.extend("Cart", type=list[CartLine], name="lines")
async def cart_lines(carts: Sequence[cart_model.Cart], info: Info) -> list[tuple[cart_model.PricedCartLine, ...]]:
    """In the order in which they were added."""
    return [found.lines for found in await priced(carts, info)]


async def line_image_url(
    lines: Sequence[cart_model.PricedCartLine | order_model.OrderLine],
    info: Info,
    width: int | None = None,
    format: PictureFormat | None = None,  # noqa: A002 (the API's name)
) -> list[str | None]:
    """The address of its picture; null without one.

    Args:
        width: At least so many pixels wide, as far as the picture is; what is no picture of the shop's own is not
            changed by it.
        format: Of a picture of the shop's own; WEBP where only a width is given.
    """
    if width is not None:
        check_width(width)
    widths = info.context.app.settings.files.widths
    return [line.image_url and picture_path(line.image_url, widths, width, format) for line in lines]


for owner in ("CartLine", "OrderLine"):
    extensions.extend(owner, type=str | None, name="imageUrl")(line_image_url)


@extensions.extend("CartLine", type=list[CartLineChoice] | None, name="choices")
async def cart_line_choices(lines: Sequence[cart_model.PricedCartLine]) -> list[list[ChoiceView] | None]:
    """What was chosen of the thing, as it offers it; null where it leaves no choice.

    `cartLinesUpdate` takes it back, with what is to change.
    """
    return [
        [
            ChoiceView(encode_global_id(line.sellable.choice_type, choice.id), choice.quantity)
            for choice in line.ref.choices
        ]
        if line.sellable.choice_type
        else None
        for line in lines
    ]


@extensions.extend("CartLine", type=list[CartLineComponent], name="components")
async def cart_line_components(lines: Sequence[cart_model.PricedCartLine]) -> list[list[CartComponent]]:
    """What one piece consists of, if it is a bundle; empty for all others."""
    return [
        [
            CartComponent(
                encode_global_id(part.ref.type, part.ref.id),
                part.sku,
                part.title,
                part.subtitle,
                part.slot,
                part.quantity,
                part.amount,
            )
            for part in line.sellable.components
        ]
        for line in lines
    ]


@extensions.extend("OrderLine", type=list[OrderLineComponent], name="components")
async def order_line_components(
    lines: Sequence[order_model.OrderLine],
) -> list[tuple[order_model.OrderLineComponent, ...]]:
    """What one piece consisted of, if it was a bundle: what is delivered, and what each part is worth in a refund."""
    return [line.components for line in lines]


@extensions.extend("Cart", type=bool)
async def requires_shipping(carts: Sequence[cart_model.Cart], info: Info) -> list[bool]:
    """Whether anything in it has to be delivered."""
    return [found.view.requires_shipping for found in await priced(carts, info)]


@extensions.extend("Cart", type=list[DeliveryOption])
async def delivery_options(carts: Sequence[cart_model.Cart], info: Info) -> list[tuple[commerce.DeliveryOption, ...]]:
    """What is offered for its shipping address; nothing while there is none."""
    return [found.delivery_options for found in await priced(carts, info)]


@extensions.extend("Cart", type=DeliveryOption | None)
async def delivery_option(carts: Sequence[cart_model.Cart], info: Info) -> list[commerce.DeliveryOption | None]:
    """The chosen one, if it is still offered."""
    return [found.delivery_option for found in await priced(carts, info)]


@extensions.extend("Cart", type=TaxTreatment)
async def tax_treatment(carts: Sequence[cart_model.Cart], info: Info) -> list[TaxTreatment]:
    """Whether the buyer pays the taxes: not a business in another member state, nor who is exempt."""
    return [found.treatment for found in await priced(carts, info)]


@extensions.extend("Cart", type=list[PaymentMethod])
async def payment_methods(carts: Sequence[cart_model.Cart], info: Info) -> list[tuple[PaymentMethodView, ...]]:
    """How it can be paid."""
    return [methods_view(found.payment_methods) for found in await priced(carts, info)]


@extensions.extend("Cart", type=Totals, name="totals")
async def cart_totals(carts: Sequence[cart_model.Cart], info: Info) -> list[totals_model.Totals]:
    """What it costs now; with delivery once an option is chosen."""
    return [found.totals for found in await priced(carts, info)]


@extensions.extend("Cart", type=list[CartRequirement])
async def missing(carts: Sequence[cart_model.Cart], info: Info) -> list[tuple[CartRequirement, ...]]:
    """What has to be given before cartComplete."""
    return [found.missing for found in await priced(carts, info)]


@extensions.extend("Cart", type=list[CartNotice])
async def notices(carts: Sequence[cart_model.Cart], info: Info) -> list[tuple[cart_model.CartNotice, ...]]:
    """What changed since the buyer last put or changed a line."""
    return [found.notices for found in await priced(carts, info)]


@extensions.extend("Cart", type=Order | None, name="order")
async def cart_order(carts: Sequence[cart_model.Cart]) -> list[order_model.Order | None]:
    """The order that it became."""
    found = await repository.find_orders_of_carts([cart.id for cart in carts])
    return [found.get(cart.id) for cart in carts]


@extensions.extend("Cart", type=str | None)
async def payment_failure(carts: Sequence[cart_model.Cart]) -> list[str | None]:
    """Why the last payment failed, as the provider's code, while the cart waits for another one.

    What to look at when a buyer comes back from an action: an open cart with a failure means that they refused.
    """
    found = await completions.list_failures([cart.id for cart in carts])
    return [found.get(cart.id) for cart in carts]


@extensions.extend("Order", type=list[OrderLine], name="lines")
async def order_lines(orders: Sequence[order_model.Order]) -> list[list[order_model.OrderLine]]:
    """What was bought, in the order of the cart."""
    found = await repository.list_lines([order.id for order in orders])
    return [found[order.id] for order in orders]


@extensions.extend("Order", type=Totals, name="totals")
async def order_totals(orders: Sequence[order_model.Order]) -> list[totals_model.Totals]:
    """What was charged."""
    unknown = [order.id for order in orders if order.taxes is None]
    found = await repository.list_taxes(unknown) if unknown else {}
    return [order.totals(found[order.id] if order.taxes is None else order.taxes) for order in orders]
