"""The taxes of things, one by one: how much each tax takes of each thing, so that every sum is exact.

Prices without tax: each tax is owed on the net amount, a compound one on the taxes before it too, and each is rounded
by itself, as a receipt prints it. Prices with tax: what is in them is rounded once for each thing, so that net and tax
add up to the price that the buyer saw; of things that bear the same taxes the sum is then split over the taxes in
proportion to their rates, and filled in thing by thing so that both the things' and the taxes' sums are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from functools import lru_cache

from fondaco.commerce import Money, TaxCharge, TaxRate, TaxRounding, sum_money, tax_of

__all__ = ["combined_rate", "effective_rates", "split_taxes"]

LONGEST_NAMES = 500
"""Of all taxes of a thing together, in characters: what the columns of orders hold."""

_EXACT = Context(prec=200)
"""Products of the finite rates of one thing are exact with so many digits."""


@lru_cache(maxsize=1024)
def effective_rates(rates: tuple[TaxRate, ...]) -> tuple[Decimal, ...]:
    """Returns what each tax takes of the net amount, as fractions of one: a compound 10 % after 5 % takes 10.5 %."""
    found: list[Decimal] = []
    before = Decimal(0)
    for rate in rates:
        one = _EXACT.multiply(rate.rate, _EXACT.add(1, before)) if rate.compound else rate.rate
        before = _EXACT.add(before, one)
        found.append(one)
    return tuple(found)


@lru_cache(maxsize=1024)
def combined_rate(rates: tuple[TaxRate, ...]) -> TaxRate:
    """Returns all taxes of a thing as one, named after each of them; of nothing it is zero and has no name."""
    whole = Decimal(0)
    for rate in effective_rates(rates):
        whole = _EXACT.add(whole, rate)
    return TaxRate(whole, " + ".join(rate.name for rate in rates if rate.name)[:LONGEST_NAMES])


class _Item:
    """A thing in the making."""

    __slots__ = ("amount", "quantity", "rates", "unit")

    def __init__(self, unit: Money, quantity: int, rates: tuple[TaxRate, ...]) -> None:
        self.unit, self.quantity, self.rates = unit, quantity, rates
        self.amount = unit * quantity


def split_taxes(
    items: Sequence[tuple[Money, int, tuple[TaxRate, ...]]], *, included: bool, rounding: TaxRounding
) -> list[tuple[TaxCharge, ...]]:
    """Returns the taxes of each thing, in the order of its rates.

    Args:
        items: Price of one piece, pieces, and taxes; all of one currency, nothing negative.
        included: Whether the prices contain the taxes.
    """
    made = [_Item(*item) for item in items]
    amounts: list[list[Money]] = [[] for _ in made]
    if included:
        _taken_out(made, rounding, amounts)
    else:
        _put_on_top(made, rounding, amounts)
    return [
        tuple(
            TaxCharge(name=rate.name, rate=rate.rate, amount=amount, compound=rate.compound)
            for rate, amount in zip(item.rates, charged, strict=True)
        )
        for item, charged in zip(made, amounts, strict=True)
    ]


def _largest_first(items: Sequence[_Item], indices: Sequence[int]) -> list[int]:
    """Larger amounts come first, so that the odd cent goes to the same amounts in whatever order the lines are."""
    return sorted(indices, key=lambda index: (-items[index].amount.amount, index))


def _put_on_top(items: Sequence[_Item], rounding: TaxRounding, amounts: list[list[Money]]) -> None:
    for index, item in enumerate(items):
        for rate in effective_rates(item.rates):
            if rounding is TaxRounding.UNIT:
                amounts[index].append(tax_of(item.unit, rate, included=False) * item.quantity)
            else:
                amounts[index].append(tax_of(item.amount, rate, included=False))
    if rounding is not TaxRounding.ORDER:
        return
    places: dict[tuple[TaxRate, Decimal, int], list[tuple[int, int]]] = {}
    for index, item in enumerate(items):
        for place, (tax, taken) in enumerate(zip(item.rates, effective_rates(item.rates), strict=True)):
            key = tax, taken, item.rates[:place].count(tax)
            places.setdefault(key, []).append((index, place))
    for (_, effective, _), found in places.items():
        at = dict(found)
        indices = _largest_first(items, list(at))
        bases = [items[index].amount for index in indices]
        whole = tax_of(sum_money(bases, bases[0].currency), effective, included=False)
        for index, part in zip(indices, whole.allocate([base.amount for base in bases]), strict=True):
            amounts[index][at[index]] = part


def _taken_out(items: Sequence[_Item], rounding: TaxRounding, amounts: list[list[Money]]) -> None:
    groups: dict[tuple[TaxRate, ...], list[int]] = {}
    for index, item in enumerate(items):
        groups.setdefault(item.rates, []).append(index)
    for rates, unordered in groups.items():
        if not rates:
            continue
        indices = _largest_first(items, unordered)
        taxes = _included_taxes([items[index] for index in indices], combined_rate(rates).rate, rounding)
        for index, parts in zip(indices, _matrix(taxes, rates), strict=True):
            amounts[index].extend(parts)


def _included_taxes(items: Sequence[_Item], rate: Decimal, rounding: TaxRounding) -> list[Money]:
    """Returns the whole tax in each of the things, which bear the same taxes."""
    if rounding is TaxRounding.LINE:
        return [tax_of(item.amount, rate, included=True) for item in items]
    if rounding is TaxRounding.UNIT:
        return [tax_of(item.unit, rate, included=True) * item.quantity for item in items]
    bases = [item.amount for item in items]
    whole = tax_of(sum_money(bases, bases[0].currency), rate, included=True)
    return whole.allocate([base.amount for base in bases])


def _matrix(taxes: Sequence[Money], rates: tuple[TaxRate, ...]) -> list[list[Money]]:
    """Splits each of the amounts over the rates, so that what each rate takes of all is in proportion, to the cent."""
    if len(rates) == 1:
        return [[tax] for tax in taxes]
    currency = taxes[0].currency
    left = sum_money(taxes, currency).allocate(_weights(effective_rates(rates)))
    rows = []
    for tax in taxes:
        # In proportion to what each tax is still to get: no part is larger than that, since the row is not either.
        parts = tax.allocate([part.amount for part in left])
        left = [still - part for still, part in zip(left, parts, strict=True)]
        rows.append(parts)
    return rows


def _weights(rates: Sequence[Decimal]) -> list[int]:
    """Returns integers in the proportion of fractions."""
    ratios = [rate.as_integer_ratio() for rate in rates]
    common = 1
    for _, denominator in ratios:
        common *= denominator
    return [numerator * (common // denominator) for numerator, denominator in ratios]
