"""The rounding rule: the one place where an exact fraction becomes an amount of money.

* Half up to the currency's minor unit: 0.5 becomes 1, 1.5 becomes 2, -0.5 becomes -1 (away from zero), the
  commercial rounding that tax offices of the EU accept (Directive 2006/112/EC leaves the method to the member
  states; half up is what they name) and what a person does on paper.
* Tax is computed on the amount after discounts, per line unless the channel says otherwise: `TaxRounding`.
* In prices that include tax the tax is ``gross * rate / (1 + rate)``, rounded, and net is what is left, so that the
  price the buyer saw is the price they pay. In prices that exclude tax the tax is ``net * rate``, rounded, on top.
* Amounts per unit are never divided again: a line's amount is what the unit costs times the quantity.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from fondaco.commerce.money import Money

__all__ = ["TaxRounding", "round_half_up", "tax_of"]


class TaxRounding(StrEnum):
    """At which level the tax of an order is rounded to the minor unit."""

    LINE = "line"
    """Each line's tax is rounded (the default)."""
    UNIT = "unit"
    """The tax of one piece is rounded, then multiplied by the quantity."""
    ORDER = "order"
    """The tax of all lines of one rate is rounded once, and split over those lines."""


def round_half_up(value: Fraction | Decimal | int) -> int:
    """Rounds to the nearest integer; a half goes away from zero."""
    return _nearest(*value.as_integer_ratio())


def _nearest(numerator: int, denominator: int) -> int:
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return whole if numerator >= 0 else -whole


def tax_of(amount: Money, rate: Decimal, *, included: bool) -> Money:
    """Returns the tax in (or on top of) an amount, rounded half up to the minor unit.

    Args:
        amount: Gross where tax is included, else net.
        rate: As a fraction of one: ``Decimal("0.19")`` is 19 %. Not negative.
        included: Whether `amount` contains the tax already.
    """
    tax, net = rate.as_integer_ratio()
    return Money(_nearest(amount.amount * tax, net + tax if included else net), amount.currency)
