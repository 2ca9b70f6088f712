"""The types of orders; both schemas share them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import strawberry
from fondaco.commerce import TaxTreatment
from fondaco.graphql import ID, CurrencyCode, Money, Node, TaxedMoney, object_type

from fondaco_checkout.graphql.types import Address, TaxCharge
from fondaco_checkout.model import order as order_model
from fondaco_checkout.model.balance import OrderPaymentState
from fondaco_checkout.model.fulfilment import FulfilmentState
from fondaco_checkout.model.order import OrderState

__all__ = ["Order", "OrderDelivery", "OrderLine", "OrderLineComponent"]


@object_type(order_model.OrderLineComponent)
class OrderLineComponent:
    """A part of a bundle that was bought, as it was then.

    Attributes:
        global_id: Opaque.
        sellable_id: The thing that is delivered; it may be gone by now.
        slot: What it was chosen for; empty where there was nothing to choose.
        quantity: Pieces in one of the whole.
        total: Its share of what the line costs; the shares of a line add up to it.
    """

    global_id: ID = strawberry.field(name="id")
    sellable_id: ID
    sku: str
    title: str
    subtitle: str
    slot: str
    quantity: int
    total: TaxedMoney


@object_type(order_model.OrderLine)
class OrderLine:
    """What was bought, as it was then.

    Attributes:
        global_id: Opaque.
        sellable_id: The thing that was sold; it may be gone by now.
        unit_price: For one piece, gross or net as `totals.pricesIncludeTax` says.
        tax_rate: All its taxes together, as a fraction of one.
        taxes: What each of them took; they add up to total.tax.
        shipped_quantity: Pieces that left; of a bundle whole ones of which at least one part did.
        incomplete_quantity: Of the shipped ones, bundles of which other parts are still to be sent.
        returned_quantity: Pieces that came back.
    """

    global_id: ID = strawberry.field(name="id")
    sellable_id: ID
    sku: str
    title: str
    subtitle: str
    url_path: str | None
    quantity: int
    unit_price: Money
    total: TaxedMoney
    tax_rate: Decimal
    taxes: list[TaxCharge]
    requires_shipping: bool
    shipped_quantity: int
    incomplete_quantity: int
    returned_quantity: int


@object_type(order_model.OrderDelivery)
class OrderDelivery:
    """How the order is delivered, and what that costs.

    Attributes:
        earliest: First day on which it may arrive, as it was promised; null if nothing was.
        latest: Last day.
    """

    code: str
    name: str
    price: TaxedMoney
    taxes: list[TaxCharge]
    earliest: date | None
    latest: date | None


@object_type(order_model.Order)
class Order(Node):
    """What a buyer has bought.

    Attributes:
        number: For people.
        token: The buyer's secret: whoever has it can see the order.
        shipping_address: Null where nothing is delivered.
        delivery: Null where nothing is delivered.
        tax_treatment: Whether the buyer paid the taxes.
        tax_number: Of a business; empty without one.
        tax_exemption: The number of the certificate that freed the buyer from tax; empty without one.
    """

    number: str
    token: str
    state: OrderState
    payment_state: OrderPaymentState
    fulfilment_state: FulfilmentState
    placed_at: datetime
    currency_code: CurrencyCode
    email: str
    phone: str | None
    shipping_address: Address | None
    billing_address: Address | None
    tax_treatment: TaxTreatment
    tax_number: str
    tax_exemption: str
    delivery: OrderDelivery | None
