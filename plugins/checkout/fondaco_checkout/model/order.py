"""Orders: what is frozen when a cart is completed, and what is stored."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import msgspec
from fondaco.commerce import (
    Actor,
    Address,
    DemandComponent,
    DemandLine,
    Money,
    OrderedComponent,
    OrderedLine,
    SellableRef,
    TaxCharge,
    TaxedMoney,
    TaxRate,
    TaxTreatment,
)
from fondaco.ids import encode_global_id

from fondaco_checkout.model.balance import OrderPaymentState
from fondaco_checkout.model.fulfilment import FulfilmentState
from fondaco_checkout.model.remarks import Remarks
from fondaco_checkout.model.states import OrderState
from fondaco_checkout.model.totals import TaxLine, Totals

__all__ = [
    "Order",
    "OrderDelivery",
    "OrderDraft",
    "OrderLine",
    "OrderLineComponent",
    "OrderState",
]


class OrderLineComponent(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a bundle that was bought, as it was then: what is delivered, and what it is worth in a refund.

    Attributes:
        slot: What the buyer chose it for; empty where there was nothing to choose.
        quantity: Pieces in one of the whole.
        total: Its share of what the whole line costs: the shares of a line add up to the line.
    """

    id: UUID
    ref: SellableRef
    sku: str
    title: str
    subtitle: str
    slot: str
    quantity: int
    total: TaxedMoney

    @property
    def global_id(self) -> str:
        """The component's id at the API."""
        return encode_global_id("OrderLineComponent", self.id)

    @property
    def sellable_id(self) -> str:
        """The id at the API of the thing that was sold."""
        return encode_global_id(self.ref.type, self.ref.id)


class OrderLine(msgspec.Struct, frozen=True, kw_only=True):
    """What was bought, as it was when it was bought, and what became of it since.

    Attributes:
        rate: All its taxes as one.
        taxes: What each of them takes; they add up to its tax.
        shipped_quantity: Pieces that left; of a bundle whole ones of which at least one part did.
        incomplete_quantity: Of the shipped ones, bundles of which other parts are still to be sent.
        returned_quantity: Pieces that came back.
        first_quantity: Pieces that were ordered, where staff changed that; 0 of what they added, None elsewhere.
    """

    id: UUID
    ref: SellableRef
    sku: str
    title: str
    subtitle: str
    image_url: str | None
    url_path: str | None
    quantity: int
    unit_price: Money
    total: TaxedMoney
    rate: TaxRate
    taxes: tuple[TaxCharge, ...] = ()
    tax_class: str
    weight_grams: int
    requires_shipping: bool
    components: tuple[OrderLineComponent, ...] = ()
    remarks: Remarks = Remarks()
    shipped_quantity: int = 0
    incomplete_quantity: int = 0
    returned_quantity: int = 0
    first_quantity: int | None = None

    @property
    def global_id(self) -> str:
        """The line's id at the API."""
        return encode_global_id("OrderLine", self.id)

    @property
    def sellable_id(self) -> str:
        """The id at the API of the thing that was sold."""
        return encode_global_id(self.ref.type, self.ref.id)

    @property
    def tax_rate(self) -> Decimal:
        """As a fraction of one."""
        return self.rate.rate

    @property
    def ordered(self) -> OrderedLine:
        """What events tell of it."""
        components = tuple(OrderedComponent(part.ref, part.sku, part.quantity) for part in self.components)
        return OrderedLine(self.ref, self.sku, self.quantity, components)

    @property
    def demanded(self) -> DemandLine:
        """What whoever counts stock is told of it."""
        parts = tuple(DemandComponent(id=part.id, ref=part.ref, quantity=part.quantity) for part in self.components)
        return DemandLine(
            id=self.id,
            ref=self.ref,
            quantity=self.quantity,
            requires_shipping=self.requires_shipping,
            components=parts,
        )


class OrderDelivery(msgspec.Struct, frozen=True, kw_only=True):
    """How it is delivered, and what that costs.

    Attributes:
        rate: All its taxes as one; None if it is taxed like several goods.
        taxes: What each tax takes of it; they add up to its tax.
        earliest: First day on which it may arrive, as it was promised; None if nothing was.
        latest: Last day.
    """

    code: str
    name: str
    price: TaxedMoney
    rate: TaxRate | None
    taxes: tuple[TaxCharge, ...] = ()
    earliest: date | None = None
    latest: date | None = None


class DraftedLine(msgspec.Struct, frozen=True):
    """A price that staff set, for the history.

    Attributes:
        price: For one piece.
        reason: Why.
    """

    sku: str
    title: str
    price: Money
    reason: str


class StaffDraft(msgspec.Struct, frozen=True):
    """What an order is told of the draft of staff that it was.

    Attributes:
        by: Who began the draft.
        note: Of staff; becomes a note of the order.
        prices: Those that were set by hand.
        placed_by: The member of staff who placed the order; None if its buyer did.
    """

    by: Actor
    note: str = ""
    prices: tuple[DraftedLine, ...] = ()
    placed_by: Actor | None = None


class OrderDraft(msgspec.Struct, frozen=True, kw_only=True):
    """An order before it is paid: frozen when the payment begins, so that what is charged is what is ordered.

    Attributes:
        channel: Slug.
        number: For people; taken from a sequence, and not used again if the payment fails.
        token: The buyer's secret, for a link that shows the order to whoever has it.
        customer: Account of the buyer; None of guests.
        remarks: What the buyer wrote.
        save_addresses: Whether its addresses are to be put into the customer's book once it is placed.
        drafted: Where staff have filled the cart.
    """

    id: UUID
    number: str
    token: str
    cart_id: UUID
    channel: str
    locale: str
    currency: str
    session: UUID
    email: str
    phone: str | None
    shipping_address: Address | None
    billing_address: Address | None
    lines: tuple[OrderLine, ...]
    delivery: OrderDelivery | None
    totals: Totals
    customer: UUID | None = None
    remarks: Remarks = Remarks()
    tax_treatment: TaxTreatment = TaxTreatment.STANDARD
    tax_number: str = ""
    tax_exemption: str = ""
    save_addresses: bool = False
    drafted: StaffDraft | None = None


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """An order as it is stored, without its lines and tax lines.

    Attributes:
        channel: Slug.
        session: Of the buyer who placed it.
        token: See `OrderDraft`.
        line_total: All lines.
        customer: As in `OrderDraft`, like the remarks.
        version: Rises with each edit.
        taxes: The tax lines, where they are known without reading them.
    """

    id: UUID
    number: str
    token: str
    cart_id: UUID
    state: OrderState
    payment_state: OrderPaymentState
    fulfilment_state: FulfilmentState
    channel: str
    locale: str
    currency: str
    session: UUID
    email: str
    phone: str | None
    shipping_address: Address | None
    billing_address: Address | None
    delivery: OrderDelivery | None
    prices_include_tax: bool
    subtotal: Money
    line_total: TaxedMoney
    tax_treatment: TaxTreatment = TaxTreatment.STANDARD
    tax_number: str = ""
    tax_exemption: str = ""
    placed_at: datetime
    cancelled_at: datetime | None
    cancel_reason: str
    customer: UUID | None = None
    remarks: Remarks = Remarks()
    version: int = 1
    taxes: tuple[TaxLine, ...] | None = None

    @property
    def currency_code(self) -> str:
        """The currency, under the name that the API uses."""
        return self.currency

    @property
    def total_amount(self) -> int:
        """What the buyer pays, gross, in minor units of its currency."""
        delivery = 0 if self.delivery is None else self.delivery.price.gross.amount
        return self.line_total.gross.amount + delivery

    @property
    def number_length(self) -> int:
        """Characters of the number: numbers are sorted by it first, so that 1000 comes after 999."""
        return len(self.number)

    def totals(self, taxes: tuple[TaxLine, ...]) -> Totals:
        """Returns the totals, with the tax lines that are stored beside the order."""
        return Totals(
            prices_include_tax=self.prices_include_tax,
            subtotal=self.subtotal,
            lines=self.line_total,
            delivery=TaxedMoney.zero(self.currency) if self.delivery is None else self.delivery.price,
            taxes=taxes,
        )
