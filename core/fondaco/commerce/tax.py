"""Amounts with their tax."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

import msgspec

from fondaco.commerce.address import Address
from fondaco.commerce.channel import Channel
from fondaco.commerce.money import Money
from fondaco.commerce.sellable import SellableRef

__all__ = [
    "TAX_AS_GOODS",
    "TAX_EXEMPT",
    "CartTaxes",
    "CartTaxesQuery",
    "TaxCharge",
    "TaxDecision",
    "TaxNumberAnswer",
    "TaxNumberQuery",
    "TaxQuery",
    "TaxRate",
    "TaxTreatment",
    "TaxableLine",
    "TaxedMoney",
]


TAX_EXEMPT = "exempt"
"""The tax class of what is taxed nowhere."""

TAX_AS_GOODS = "as_goods"
"""The tax class of a delivery that is taxed like the goods it brings, in proportion to what they cost."""


class TaxedMoney(msgspec.Struct, frozen=True):
    """An amount without tax, its tax, and both together; ``net + tax == gross`` always."""

    net: Money
    tax: Money

    @property
    def gross(self) -> Money:
        """What is paid."""
        return self.net + self.tax

    def __add__(self, other: TaxedMoney) -> TaxedMoney:
        return TaxedMoney(self.net + other.net, self.tax + other.tax)

    @classmethod
    def zero(cls, currency: str) -> TaxedMoney:
        """Nothing, of a currency."""
        nothing = Money(0, currency)
        return cls(nothing, nothing)


class TaxRate(msgspec.Struct, frozen=True):
    """One tax.

    Attributes:
        rate: A fraction of one: 0.19 for 19 %.
        name: What a receipt prints.
        compound: Whether it is owed on the taxes before it too, and not on the net amount alone.
    """

    rate: Decimal
    name: str
    compound: bool = False


class TaxCharge(msgspec.Struct, frozen=True, kw_only=True):
    """What one tax takes of one thing.

    Attributes:
        name: What a receipt prints.
        rate: A fraction of one.
        amount: Not negative.
        compound: As `TaxRate.compound`.
    """

    name: str
    rate: Decimal
    amount: Money
    compound: bool = False


class TaxTreatment(StrEnum):
    """Whether the buyer pays the taxes of a purchase."""

    STANDARD = "standard"
    """They do."""
    REVERSE_CHARGE = "reverse_charge"
    """They owe them to their own state: a business in another country, known by its tax number."""
    EXEMPT = "exempt"
    """They owe none: by certificate, or by the customer group they are in."""


class TaxQuery(msgspec.Struct, frozen=True, kw_only=True):
    """What `resolve_tax_rates` is asked: the destination, the buyer, and the classes whose rates are wanted.

    Attributes:
        channel: In which is sold.
        country: ISO 3166-1 alpha-2; empty while the buyer has given no address.
        region: State or province, as in the address; may be empty.
        postal_code: As in the address; may be empty.
        tax_classes: The classes whose rates are wanted.
        locale: BCP 47 tag of the language that taxes are named in.
        groups: Slugs of the buyer's customer groups.
        tax_number: Of a business, checked and in its compact form, such as ``ATU13585627``; empty without one.
        exemption: The number of a certificate that staff have seen; empty without one.
    """

    channel: Channel
    country: str
    region: str
    postal_code: str
    tax_classes: frozenset[str]
    locale: str = "en"
    groups: frozenset[str] = frozenset()
    tax_number: str = ""
    exemption: str = ""


class TaxDecision(msgspec.Struct, frozen=True, kw_only=True):
    """Which taxes are owed at a destination.

    Attributes:
        rates: The taxes of each asked class, in the order in which they apply, so that a compound one is owed on those
            before it. None where nothing is levied. Where the treatment is another than `TaxTreatment.STANDARD`,
            those that would have been owed: they are taken out of prices that include tax.
        treatment: Whether the buyer pays them.
        note: What a receipt prints instead where they do not, such as "Reverse charge".
    """

    rates: Mapping[str, tuple[TaxRate, ...]]
    treatment: TaxTreatment = TaxTreatment.STANDARD
    note: str = ""


class TaxableLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line whose tax `resolve_cart_taxes` is asked for.

    Attributes:
        ref: What is sold.
        quantity: Pieces, at least 1.
        amount: Of all pieces, gross or net as the channel says.
        tax_class: Of the thing.
        sku: May be empty.
    """

    ref: SellableRef
    quantity: int
    amount: Money
    tax_class: str
    sku: str


class CartTaxesQuery(msgspec.Struct, frozen=True, kw_only=True):
    """What `resolve_cart_taxes` is asked. Equal questions have equal answers for a short while.

    Attributes:
        channel: In which is sold.
        lines: What is bought.
        delivery: What its delivery costs, gross or net as the channel says; None while nothing is chosen.
        delivery_class: Tax class of the delivery.
        address: Where it is delivered to, or who is billed, without names and telephone; None while there is none.
        tax_number: As in `TaxQuery`.
        locale: BCP 47 tag of the language that taxes are named in.
    """

    channel: Channel
    lines: tuple[TaxableLine, ...]
    delivery: Money | None
    delivery_class: str
    address: Address | None
    tax_number: str
    locale: str


class CartTaxes(msgspec.Struct, frozen=True, kw_only=True):
    """The taxes of a whole cart, as an engine reckoned them.

    Attributes:
        lines: The taxes of each asked line, in the order of the lines. Where prices include tax they are parts of the
            line's amount, else on top.
        delivery: The taxes of the delivery.
    """

    lines: tuple[tuple[TaxCharge, ...], ...]
    delivery: tuple[TaxCharge, ...] = ()


class TaxNumberQuery(msgspec.Struct, frozen=True, kw_only=True):
    """What `resolve_tax_number` is asked: whether a business is registered under a number.

    Attributes:
        number: Compact, its form and check digits checked; of the EU with its prefix, such as ``ATU13585627``.
        country: ISO 3166-1 alpha-2 of the register; empty where the number does not say.
    """

    number: str
    country: str


class TaxNumberAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What a register says of a tax number.

    Attributes:
        registered: Whether a business has it now.
        reference: What the register calls this consultation, as evidence; empty without one.
    """

    registered: bool
    reference: str = ""
