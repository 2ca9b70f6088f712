"""What a cart costs: the rounding rule of `fondaco.commerce.rounding` applied to lines and delivery.

* A line's amount is its unit price times its quantity: gross where prices include tax, else net.
* ``line``: each line's tax is rounded. ``unit``: the tax of one piece is rounded and multiplied. ``order``: the tax of
  everything of one rate is rounded once, then split over those lines (and delivery) in proportion to their amounts.
* ``total == lines.net + delivery.net + tax`` exactly, and where prices include tax it is the sum of what the buyer saw.
* The totals do not depend on the order of the lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec
from fondaco.commerce import Money, TaxedMoney, TaxRate, TaxRounding, sum_money, tax_of

__all__ = ["PricedLine", "Pricing", "TaxLine", "Totals", "compute_totals"]


class PricedLine(msgspec.Struct, frozen=True):
    """What has to be paid for: the price of one piece as the channel shows it, how many, and the rate of its tax."""

    unit_price: Money
    quantity: int
    rate: TaxRate

    @property
    def amount(self) -> Money:
        """As priced: gross or net."""
        return self.unit_price * self.quantity


class TaxLine(msgspec.Struct, frozen=True):
    """The tax of one rate.

    Attributes:
        name: What a receipt prints.
        rate: As a fraction of one.
        base: The net amount that it is owed on.
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
    """The totals, and what each line costs, in the order of the lines."""

    totals: Totals
    per_line: tuple[TaxedMoney, ...]


def compute_totals(
    lines: Sequence[PricedLine],
    delivery: PricedLine | None,
    *,
    currency: str,
    prices_include_tax: bool,
    rounding: TaxRounding,
) -> Pricing:
    """Prices a cart.

    Args:
        lines: In the cart's order; amounts of `currency`, not negative.
        delivery: One piece of the chosen delivery option; None where nothing is delivered or nothing is chosen yet.

    Raises:
        ValueError: If an amount is negative or of another currency.
    """
    items = [*lines, *([] if delivery is None else [delivery])]
    for item in items:
        if item.unit_price.currency != currency or item.unit_price.amount < 0 or item.quantity < 0:
            raise ValueError(f"{item.quantity} times {item.unit_price} cannot be priced in {currency}")
    taxes = _taxes(items, prices_include_tax, rounding)
    taxed = [
        TaxedMoney(item.amount - tax if prices_include_tax else item.amount, tax)
        for item, tax in zip(items, taxes, strict=True)
    ]
    per_line = tuple(taxed[: len(lines)])
    totals = Totals(
        prices_include_tax=prices_include_tax,
        subtotal=sum_money((line.amount for line in lines), currency),
        lines=sum(per_line, TaxedMoney.zero(currency)),
        delivery=TaxedMoney.zero(currency) if delivery is None else taxed[-1],
        taxes=_tax_lines(items, taxed, currency),
    )
    return Pricing(totals, per_line)


def _taxes(items: Sequence[PricedLine], included: bool, rounding: TaxRounding) -> list[Money]:
    if rounding is TaxRounding.LINE:
        return [tax_of(item.amount, item.rate.rate, included=included) for item in items]
    if rounding is TaxRounding.UNIT:
        return [tax_of(item.unit_price, item.rate.rate, included=included) * item.quantity for item in items]
    taxes: dict[int, Money] = {}
    for rate in {item.rate for item in items}:
        # Larger amounts come first, so that the odd cent goes to the same amounts in whatever order the lines are.
        group = sorted(
            (index for index, item in enumerate(items) if item.rate == rate),
            key=lambda index: (-items[index].amount.amount, index),
        )
        amounts = [items[index].amount for index in group]
        whole = tax_of(sum_money(amounts, amounts[0].currency), rate.rate, included=included)
        taxes.update(zip(group, whole.allocate([amount.amount for amount in amounts]), strict=True))
    return [taxes[index] for index in range(len(items))]


def _tax_lines(items: Sequence[PricedLine], taxed: Sequence[TaxedMoney], currency: str) -> tuple[TaxLine, ...]:
    sums: dict[TaxRate, TaxedMoney] = {}
    for item, amount in zip(items, taxed, strict=True):
        sums[item.rate] = sums.get(item.rate, TaxedMoney.zero(currency)) + amount
    ordered = sorted(sums.items(), key=lambda entry: (-entry[0].rate, entry[0].name))
    return tuple(
        TaxLine(rate.name, rate.rate, amount.net, amount.tax) for rate, amount in ordered if rate.name or rate.rate
    )
