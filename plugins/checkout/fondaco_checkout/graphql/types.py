"""The types of carts, and what they share with orders; both schemas have them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import msgspec
import strawberry
from fondaco import commerce
from fondaco.commerce import PaymentState, TaxTreatment
from fondaco.graphql import ID, CurrencyCode, Money, Node, TaxedMoney, enum_type, object_type

from fondaco_checkout.model import cart as cart_model
from fondaco_checkout.model import totals as totals_model
from fondaco_checkout.model.balance import OrderPaymentState
from fondaco_checkout.model.cart import CartRequirement, CartState
from fondaco_checkout.model.fulfilment import FulfilmentState
from fondaco_checkout.model.order import OrderState

__all__ = [
    "Address",
    "Cart",
    "CartComponent",
    "CartLine",
    "CartLineChoice",
    "CartLineComponent",
    "CartNotice",
    "ChoiceView",
    "DeliveryOption",
    "TaxCharge",
    "TaxLine",
    "Totals",
]

enum_type(CartState)
enum_type(CartRequirement)
enum_type(OrderState)
enum_type(OrderPaymentState)
enum_type(FulfilmentState)
enum_type(PaymentState)
enum_type(TaxTreatment)


@object_type(commerce.Address)
class Address:
    """A postal address; what a country does not use is empty.

    Attributes:
        country: ISO 3166-1 alpha-2.
        name: Who receives.
        region: State, province or prefecture.
        phone: In E.164; `phoneFormatted` is for people.
    """

    country: str
    name: str
    line1: str
    line2: str
    city: str
    district: str
    region: str
    postal_code: str
    company: str
    phone: str


@object_type(commerce.DeliveryOption)
class DeliveryOption:
    """A way to deliver the cart to its address.

    Attributes:
        code: Selects it.
        price: Gross or net, as `totals.pricesIncludeTax` says.
        min_days: Earliest arrival in working days after dispatch.
        max_days: Latest arrival in working days after dispatch.
        earliest: First day on which it may arrive if it is ordered now; null if nothing is promised.
        latest: Last day on which it arrives; the order keeps both.
    """

    code: str
    name: str
    description: str
    price: Money
    min_days: int | None
    max_days: int | None
    earliest: date | None
    latest: date | None


@object_type(totals_model.TaxLine)
class TaxLine:
    """What one tax takes of everything.

    Attributes:
        name: What a receipt prints: of the tax, or why there is none, such as "Reverse charge".
        rate: As a fraction of one: "0.19" is 19 %.
        base: The amount that it is owed on: net, and of a compound tax with the taxes before it.
    """

    name: str
    rate: Decimal
    base: Money
    amount: Money


@object_type(commerce.TaxCharge)
class TaxCharge:
    """What one tax takes of a line or a delivery.

    Attributes:
        name: What a receipt prints.
        rate: As a fraction of one.
        compound: Whether it is owed on the taxes before it too.
    """

    name: str
    rate: Decimal
    compound: bool
    amount: Money


@object_type(totals_model.Totals)
class Totals:
    """What it costs; total = lines.net + delivery.net + tax exactly.

    Attributes:
        prices_include_tax: Whether unit prices, line amounts and the subtotal are gross.
        subtotal: Sum of the line amounts as priced: gross or net.
        taxes: One entry for each tax; none where no tax is levied.
    """

    prices_include_tax: bool
    subtotal: Money
    lines: TaxedMoney
    delivery: TaxedMoney
    tax: Money
    total: Money
    taxes: list[TaxLine]


class CartComponent(msgspec.Struct, frozen=True):
    """A part of a bundle in a cart, as it is shown."""

    sellable_id: str
    sku: str
    title: str
    subtitle: str
    slot: str
    quantity: int
    amount: commerce.Money | None


@object_type(cart_model.CartNotice)
class CartNotice:
    """Something the buyer should know.

    Attributes:
        id: For `cartNoticesAcknowledge`; what has changed again is another notice.
        code: PRICE_CHANGED, COMPONENTS_CHANGED, LINE_UNAVAILABLE, OUT_OF_STOCK, QUANTITY_TOO_LARGE,
            DELIVERY_OPTION_UNAVAILABLE; QUANTITY_REDUCED and LINE_LEFT_OUT after carts were merged or an order was
            bought again.
        message: For the buyer, in their language.
        line_id: The line that it is about.
        before: The price that the buyer saw; of PRICE_CHANGED.
        now: The present price; of PRICE_CHANGED.
        wanted: How many pieces were wanted; where it is about a quantity.
        limit: How many pieces can be bought, or are in the cart now; where it is about a quantity.
    """

    id: ID
    code: str
    message: str
    line_id: ID | None
    before: Money | None
    now: Money | None
    wanted: int | None
    limit: int | None


@object_type(CartComponent)
class CartLineComponent:
    """A part of a bundle in a cart.

    Attributes:
        sellable_id: The thing that is delivered.
        slot: What it was chosen for, such as "Wine"; empty where there was nothing to choose.
        quantity: Pieces in one of the whole.
        amount: What it adds to the price of one of the whole; null while the cart is being paid.
    """

    sellable_id: ID
    sku: str
    title: str
    subtitle: str
    slot: str
    quantity: int
    amount: Money | None


class ChoiceView(msgspec.Struct, frozen=True):
    """What was chosen of a line, as it is shown."""

    id: str
    quantity: int


@object_type(ChoiceView)
class CartLineChoice:
    """Something that was chosen of the thing that a line sells.

    Attributes:
        id: Of the choice, as the thing offers it.
        quantity: How often.
    """

    id: ID
    quantity: int


@object_type(cart_model.PricedCartLine)
class CartLine:
    """A line of a cart, with what the thing is and costs now.

    Attributes:
        global_id: Names the line in `cartLinesUpdate` and `cartLinesRemove`.
        sellable_id: The thing that is sold.
        subtitle: What tells it from its siblings, such as "Blue / M".
        url_path: Its page in the storefront.
        available: Whether it can be bought now; if not, it is no part of the totals.
        unit_price: For one piece, gross or net as `totals.pricesIncludeTax` says.
        base_price: Of a bundle: unitPrice = basePrice + the amount of each component - discount. Null of other things,
            and while the cart is being paid.
        discount: What is taken off one piece of a bundle.
        tax_rate: All its taxes together, as a fraction of one.
        taxes: What each of them takes; they add up to total.tax.
    """

    global_id: ID = strawberry.field(name="id")
    sellable_id: ID
    sku: str
    title: str
    subtitle: str
    url_path: str | None
    quantity: int
    available: bool
    unit_price: Money
    base_price: Money | None
    discount: Money | None
    total: TaxedMoney
    tax_rate: Decimal
    taxes: list[TaxCharge]
    requires_shipping: bool


@object_type(cart_model.Cart)
class Cart(Node):
    """What a buyer means to buy; prices are those of this moment.

    Attributes:
        name: What the customer calls it; empty without a name.
        current: Whether it is the one that the customer fills in its channel; false of guests' carts.
        total_quantity: How many pieces it holds.
        phone: In E.164; `phoneFormatted` is for people.
        tax_number: Of a business; empty without one.
    """

    state: CartState
    name: str
    current: bool
    currency_code: CurrencyCode
    total_quantity: int
    email: str | None
    phone: str | None
    shipping_address: Address | None
    billing_address: Address | None
    tax_number: str
    created_at: datetime
    updated_at: datetime
