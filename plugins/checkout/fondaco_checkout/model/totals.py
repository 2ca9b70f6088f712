"""What a cart costs: the rounding rule of `fondaco.commerce.rounding` applied to lines and delivery.

* A line's amount is its unit price times its quantity: gross where prices include tax, else net.
* ``line``: each line's tax is rounded. ``unit``: the tax of one piece is rounded and multiplied. ``order``: the tax of
  everything of one rate is rounded once, then split over those lines (and delivery) in proportion to their amounts.
* A line can bear several taxes, each with an amount of its own: see `fondaco_checkout.model.tax_split`.
* ``total == lines.net + delivery.net + tax`` exactly, and where prices include tax it is the sum of what the buyer saw.
* The totals do not depend on the order of the lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec
from fondaco.commerce import Money, TaxCharge, TaxedMoney, TaxRate, TaxRounding, sum_money

from fondaco_checkout.model.tax_split import split_taxes

__all__ = ["PricedLine", "Pricing", "TaxLine", "Totals", "compute_totals"]


class PricedLine(msgspec.Struct, frozen=True):
    """What has to be paid for.

    Attributes:
        unit_price: Of one piece, as the channel shows it.
        rates: Its taxes, in the order in which they apply.
        charges: What each tax takes of all pieces, where an engine has reckoned that; None to reckon it by the rates.
    """

    unit_price: Money
    quantity: int
    rates: tuple[TaxRate, ...]
    charges: tuple[TaxCharge, ...] | None = None

    @property
    def amount(self) -> Money:
        """As priced: gross or net."""
        return self.unit_price * self.quantity


class TaxLine(msgspec.Struct, frozen=True):
    """What one tax takes of everything.

    Attributes:
        name: What a receipt prints.
        rate: As a fraction of one.
        base: The amount that it is owed on: net, and of a compound tax with the taxes before it.
    """

    name: str
    rate: Decimal
    base: Money
    amount: Money


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """What a cart or order costs.

    Attributes:
        subtotal: Sum of the line amounts as priced.
        taxes: One entry for each rate that has a name or takes something, the highest first; their amounts add up to
            `tax`. Where no tax is levied there is none.
    """

    prices_include_tax: bool
    subtotal: Money
    lines: TaxedMoney
    delivery: TaxedMoney
    taxes: tuple[TaxLine, ...]

    @property
    def tax(self) -> Money:
        """All tax."""
        return self.lines.tax + self.delivery.tax

    @property
    def total(self) -> Money:
        """What the buyer pays."""
        return self.lines.net + self.delivery.net + self.tax


class Pricing(msgspec.Struct, frozen=True):
    """The totals, and what each line costs, in the order of the lines.

    Attributes:
        line_taxes: The taxes of each line, which add up to its tax.
        delivery_taxes: The taxes of the delivery; several of one rate where it is taxed like different goods.
    """

    totals: Totals
    per_line: tuple[TaxedMoney, ...]
    line_taxes: tuple[tuple[TaxCharge, ...], ...]
    delivery_taxes: tuple[TaxCharge, ...]


def compute_totals(
    lines: Sequence[PricedLine],
    delivery: Sequence[PricedLine],
    *,
    currency: str,
    prices_include_tax: bool,
    rounding: TaxRounding,
) -> Pricing:
    """Prices a cart.

    Args:
        lines: In the cart's order; amounts of `currency`, not negative.
        delivery: The chosen delivery, in parts that are taxed alike; empty where nothing is delivered or chosen yet.

    Raises:
        ValueError: If an amount is negative or of another currency, or an engine charges more than a price holds.
    """
    items = [*lines, *delivery]
    for item in items:
        if item.unit_price.currency != currency or item.unit_price.amount < 0 or item.quantity < 0:
            raise ValueError(f"{item.quantity} times {item.unit_price} cannot be priced in {currency}")
    charges = _charges(items, prices_include_tax, rounding)
    taxed = []
    for item, charged in zip(items, charges, strict=True):
        tax = sum_money((charge.amount for charge in charged), currency)
        net = item.amount - tax if prices_include_tax else item.amount
        if net.amount < 0 or tax.amount < 0:
            raise ValueError(f"{tax} of tax cannot be in {item.amount}")
        taxed.append(TaxedMoney(net, tax))
    per_line = tuple(taxed[: len(lines)])
    totals = Totals(
        prices_include_tax=prices_include_tax,
        subtotal=sum_money((line.amount for line in lines), currency),
        lines=sum(per_line, TaxedMoney.zero(currency)),
        delivery=sum(taxed[len(lines) :], TaxedMoney.zero(currency)),
        taxes=_tax_lines(charges, [amount.net for amount in taxed]),
    )
    line_taxes, of_delivery = tuple(charges[: len(lines)]), charges[len(lines) :]
    return Pricing(totals, per_line, line_taxes, tuple(charge for charged in of_delivery for charge in charged))


def _charges(items: Sequence[PricedLine], included: bool, rounding: TaxRounding) -> list[tuple[TaxCharge, ...]]:
    reckoned = split_taxes(
        [(item.unit_price, item.quantity, item.rates) for item in items], included=included, rounding=rounding
    )
    return [charged if item.charges is None else item.charges for item, charged in zip(items, reckoned, strict=True)]


def _tax_lines(charges: Sequence[Sequence[TaxCharge]], nets: Sequence[Money]) -> tuple[TaxLine, ...]:
    sums: dict[TaxRate, tuple[Money, Money]] = {}
    for charged, net in zip(charges, nets, strict=True):
        with_taxes = net
        for charge in charged:
            key = TaxRate(charge.rate, charge.name, charge.compound)
            base = with_taxes if charge.compound else net
            so_far = sums.get(key)
            sums[key] = (base, charge.amount) if so_far is None else (so_far[0] + base, so_far[1] + charge.amount)
            with_taxes += charge.amount
    ordered = sorted(sums.items(), key=lambda entry: (entry[0].compound, -entry[0].rate, entry[0].name))
    return tuple(
        TaxLine(rate.name, rate.rate, base, amount) for rate, (base, amount) in ordered if rate.name or rate.rate
    )
