"""Carts: what is stored of them, and what a buyer is shown."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import msgspec
from fondaco.commerce import (
    Address,
    CartLineView,
    CartView,
    Channel,
    DeliveryOption,
    Money,
    PaymentMethod,
    Sellable,
    SellableRef,
    TaxCharge,
    TaxedMoney,
    TaxRate,
    TaxTreatment,
)
from fondaco.ids import encode_global_id

from fondaco_checkout.model.remarks import Remarks
from fondaco_checkout.model.totals import Totals

__all__ = [
    "Cart",
    "CartLine",
    "CartNotice",
    "CartRequirement",
    "CartState",
    "KeptNotice",
    "PricedCart",
    "PricedCartLine",
]


class CartState(StrEnum):
    """Where a cart stands.

    Attributes:
        OPEN: It can be changed.
        COMPLETING: A payment is under way; it cannot be changed until that is decided.
        COMPLETED: It has become an order.
    """

    OPEN = "open"
    COMPLETING = "completing"
    COMPLETED = "completed"


class CartRequirement(StrEnum):
    """What a cart needs before it can be completed."""

    LINES = "lines"
    EMAIL = "email"
    SHIPPING_ADDRESS = "shipping_address"
    BILLING_ADDRESS = "billing_address"
    DELIVERY_OPTION = "delivery_option"


class CartLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line as it is stored.

    Attributes:
        seen: What the thing was when the buyer last put or changed it: what to show of it where it cannot be bought any
            more, and the price to compare with.
        remarks: What the buyer wrote beside it.
    """

    id: UUID
    ref: SellableRef
    quantity: int
    seen: Sellable
    remarks: Remarks = Remarks()


class KeptNotice(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that was done to a cart and is not seen by looking at it; shown until it is acknowledged.

    Attributes:
        title: Of the thing it is about, as the buyer read it.
        line_id: None where no line sells the thing.
        wanted: How many pieces were wanted, and ``limit`` how many there are now; None where it is about no quantity.
    """

    id: UUID
    code: str
    title: str
    line_id: UUID | None = None
    wanted: int | None = None
    limit: int | None = None


class Cart(msgspec.Struct, frozen=True, kw_only=True):
    """A cart as it is stored; everything about money is computed when somebody asks.

    Attributes:
        channel: Slug.
        session: Of the buyer that it belongs to.
        lines: In the order in which they were added.
        customer: Account that it belongs to; the session says nothing of its owner then. None of guests' carts.
        name: What the customer calls it; empty without a name.
        current: Whether it is the one that a customer fills; at most one of a customer and channel.
        remarks: What the buyer wrote.
        notices: What it has to say beside what a look at the shop tells.
        tax_number: Of a business, checked; empty without one.
        tax_exemption: The number of a certificate that staff have seen; empty without one.
    """

    id: UUID
    state: CartState
    channel: str
    locale: str
    currency: str
    session: UUID
    email: str | None
    phone: str | None
    shipping_address: Address | None
    billing_address: Address | None
    delivery_code: str | None
    lines: tuple[CartLine, ...]
    tax_number: str = ""
    tax_exemption: str = ""
    created_at: datetime
    updated_at: datetime
    customer: UUID | None = None
    name: str = ""
    current: bool = False
    remarks: Remarks = Remarks()
    notices: tuple[KeptNotice, ...] = ()

    @property
    def currency_code(self) -> str:
        """The currency, under the name that the API uses."""
        return self.currency

    @property
    def total_quantity(self) -> int:
        """How many pieces it holds."""
        return sum(line.quantity for line in self.lines)

    def view(
        self,
        channel: Channel,
        locale: str,
        sellables: dict[SellableRef, Sellable],
        groups: frozenset[str] = frozenset(),
    ) -> CartView:
        """Returns the snapshot for other plugins; lines that cannot be bought now are left out."""
        return CartView(
            id=self.id,
            channel=channel,
            locale=locale,
            lines=tuple(
                CartLineView(line.id, sellables[line.ref], line.quantity)
                for line in self.lines
                if line.ref in sellables
            ),
            email=self.email,
            shipping_address=self.shipping_address,
            billing_address=self.billing_address or self.shipping_address,
            groups=groups,
            tax_number=self.tax_number,
            tax_exemption=self.tax_exemption,
        )


class CartNotice(msgspec.Struct, frozen=True):
    """Something the buyer should know.

    Attributes:
        code: Stable.
        line_id: Global id of the line it is about.
        id: The same for the same content: what changes again is another notice.
        before: The price that the buyer saw, and ``now`` the present one; of PRICE_CHANGED only.
        wanted: How many pieces were wanted, and ``limit`` how many can be bought; where it is about a quantity.
        kept: The notice that the cart keeps; None of what a look at the shop tells.
    """

    code: str
    message: str
    line_id: str | None = None
    id: str = ""
    before: Money | None = None
    now: Money | None = None
    wanted: int | None = None
    limit: int | None = None
    kept: UUID | None = None


class PricedCartLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line with what the thing is and costs now.

    Attributes:
        available: Whether it can be bought now; if not, it is no part of the totals.
        sold_out: Whether it cannot because there is none left at the moment.
        recomposed: Whether it consists of other things, or of more or fewer, than the buyer last saw.
        total: Zero where it is not available.
        rate: All its taxes as one.
        taxes: What each of them takes; they add up to its tax.
        net_price: For one piece, where the buyer owes none of the tax that the price includes; None elsewhere.
    """

    id: UUID
    ref: SellableRef
    quantity: int
    sellable: Sellable
    available: bool
    sold_out: bool = False
    recomposed: bool = False
    total: TaxedMoney
    rate: TaxRate
    remarks: Remarks = Remarks()
    taxes: tuple[TaxCharge, ...] = ()
    net_price: Money | None = None

    @property
    def global_id(self) -> str:
        """The line's id at the API."""
        return encode_global_id("CartLine", self.id)

    @property
    def sellable_id(self) -> str:
        """The id at the API of the thing that is sold."""
        return encode_global_id(self.ref.type, self.ref.id)

    @property
    def sku(self) -> str:
        """As the sellable thing says, like the following."""
        return self.sellable.sku

    @property
    def title(self) -> str:
        """What the buyer reads."""
        return self.sellable.title

    @property
    def subtitle(self) -> str:
        """What tells it from its siblings."""
        return self.sellable.subtitle

    @property
    def image_url(self) -> str | None:
        """A picture."""
        return self.sellable.image_url

    @property
    def url_path(self) -> str | None:
        """Its page in the storefront."""
        return self.sellable.url_path

    @property
    def requires_shipping(self) -> bool:
        """Whether it has to be delivered."""
        return self.sellable.requires_shipping

    @property
    def base_price(self) -> Money | None:
        """What one piece of a bundle costs before what its components add."""
        return self.sellable.base_price if self.net_price is None else None

    @property
    def discount(self) -> Money | None:
        """What is taken off one piece of a bundle."""
        return self.sellable.discount if self.net_price is None else None

    @property
    def unit_price(self) -> Money:
        """For one piece, as the channel shows prices; the one last seen where it is not available."""
        return self.sellable.unit_price if self.net_price is None else self.net_price

    @property
    def tax_rate(self) -> Decimal:
        """As a fraction of one."""
        return self.rate.rate


class PricedCart(msgspec.Struct, frozen=True, kw_only=True):
    """A cart with everything that other plugins say of it at one moment.

    Attributes:
        view: What they were asked about.
        delivery_option: The chosen one, if it is still offered.
        delivery_rate: All taxes of the delivery as one; None without a delivery, or if it is taxed like several goods.
        delivery_taxes: What each tax takes of it.
        treatment: Whether the buyer pays the taxes.
        missing: What has to be given before it can be completed.
    """

    cart: Cart
    view: CartView
    lines: tuple[PricedCartLine, ...]
    delivery_options: tuple[DeliveryOption, ...]
    delivery_option: DeliveryOption | None
    delivery_rate: TaxRate | None
    delivery_taxes: tuple[TaxCharge, ...] = ()
    treatment: TaxTreatment = TaxTreatment.STANDARD
    totals: Totals
    missing: tuple[CartRequirement, ...]
    notices: tuple[CartNotice, ...]
    payment_methods: tuple[PaymentMethod, ...]

    @property
    def total(self) -> Money:
        """What the buyer would pay."""
        return self.totals.total
