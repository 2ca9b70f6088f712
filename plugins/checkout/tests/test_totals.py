"""The rounding rule on carts: tables of cases worked out by hand, and the laws that hold for all of them."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from fondaco.commerce import Money, TaxRate, TaxRounding, sum_money
from fondaco_checkout.model.totals import PricedLine, Pricing, compute_totals
from hypothesis import given
from hypothesis import strategies as st

LINE, UNIT, ORDER = TaxRounding.LINE, TaxRounding.UNIT, TaxRounding.ORDER


def rate(percent: str) -> TaxRate:
    return TaxRate(Decimal(percent) / 100, f"{percent} %")


def price(
    lines: list[tuple[int, int, str]],
    *,
    currency: str = "EUR",
    included: bool = True,
    rounding: TaxRounding = LINE,
    delivery: tuple[int, str] | None = None,
) -> Pricing:
    return compute_totals(
        [PricedLine(Money(amount, currency), quantity, (rate(percent),)) for amount, quantity, percent in lines],
        [] if delivery is None else [PricedLine(Money(delivery[0], currency), 1, (rate(delivery[1]),))],
        currency=currency,
        prices_include_tax=included,
        rounding=rounding,
    )


@pytest.mark.parametrize(
    ("lines", "currency", "included", "rounding", "net_and_tax", "total"),
    [
        # 19.99 / 1.19 = 16.7983…, tax 3.1916… → 3.19
        ([(1999, 1, "19")], "EUR", True, LINE, [(1680, 319)], 1999),
        # Net 19.99, tax 3.7981 → 3.80
        ([(1999, 1, "19")], "EUR", False, LINE, [(1999, 380)], 2379),
        # Line: 3 × 0.99 = 2.97, tax 0.4742 → 0.47. Unit: 0.1580… → 0.16, three times 0.48.
        ([(99, 3, "19")], "EUR", True, LINE, [(250, 47)], 297),
        ([(99, 3, "19")], "EUR", True, UNIT, [(249, 48)], 297),
        ([(99, 3, "19")], "EUR", False, UNIT, [(297, 57)], 354),
        # A third: 1.00 with 50 % in it is 0.666… net.
        ([(100, 1, "50")], "EUR", True, LINE, [(67, 33)], 100),
        # Exactly half a cent on top goes up: 0.50 × 1 % = 0.005 → 0.01.
        ([(50, 1, "1")], "EUR", False, LINE, [(50, 1)], 51),
        # New York's 8.875 %: 10.00 → 0.8875 → 0.89, 2.00 → 0.1775 → 0.18
        ([(1000, 1, "8.875"), (200, 1, "8.875")], "USD", False, LINE, [(1000, 89), (200, 18)], 1307),
        # The same rounded once: 12.00 × 8.875 % = 1.065 → 1.07, split 0.8917 : 0.1783 → 0.89 and 0.18.
        ([(1000, 1, "8.875"), (200, 1, "8.875")], "USD", False, ORDER, [(1000, 89), (200, 18)], 1307),
        # Three lines of 0.03 at 19 %: each 0.0057 → 0.01 by line (0.03), together 0.0171 → 0.02 by order.
        ([(3, 1, "19")] * 3, "EUR", False, LINE, [(3, 1), (3, 1), (3, 1)], 12),
        ([(3, 1, "19")] * 3, "EUR", False, ORDER, [(3, 1), (3, 1), (3, 0)], 11),
        # Yen have no minor unit: 110 with 10 % is 100 + 10; 108 with 10 % in it: 9.818… → 10.
        ([(110, 1, "10"), (108, 1, "10")], "JPY", True, LINE, [(100, 10), (98, 10)], 218),
        # Dinars have three: 1.555 × 5 % = 0.07775 → 0.078
        ([(1555, 1, "5")], "KWD", False, LINE, [(1555, 78)], 1633),
        # Nothing to tax
        ([(1999, 2, "0")], "EUR", True, LINE, [(3998, 0)], 3998),
        ([(0, 5, "19")], "EUR", True, ORDER, [(0, 0)], 0),
        ([], "EUR", True, LINE, [], 0),
        # Exactly half a cent in the price goes up too: a half of 0.03 is 0.015 → 0.02.
        ([(3, 1, "100")], "EUR", True, LINE, [(1, 2)], 3),
        # More than a float holds: 46,116,860,184,273,879.04 × 19 % = 8,762,203,435,012,037.0176.
        ([(2**62, 1, "19")], "EUR", False, LINE, [(2**62, 876220343501203702)], 5487906361928591606),
        # By order, 9.99 + 9.99 + 0.01 = 19.99 with 19 % in it: 3.1916… → 3.19, split 1.5942 : 1.5942 : 0.0016.
        ([(1, 1, "19"), (999, 1, "19"), (999, 1, "19")], "EUR", True, ORDER, [(1, 0), (839, 160), (840, 159)], 1999),
        # Two rates do not share a cent.
        ([(1999, 1, "19"), (1999, 1, "7")], "EUR", True, ORDER, [(1680, 319), (1868, 131)], 3998),
    ],
)
def test_lines_cost_what_a_person_works_out_on_paper(
    lines: list[tuple[int, int, str]],
    currency: str,
    included: bool,
    rounding: TaxRounding,
    net_and_tax: list[tuple[int, int]],
    total: int,
) -> None:
    pricing = price(lines, currency=currency, included=included, rounding=rounding)
    assert [(line.net.amount, line.tax.amount) for line in pricing.per_line] == net_and_tax
    assert pricing.totals.total == Money(total, currency)


def test_delivery_is_taxed_at_its_own_rate_and_shares_the_tax_line_of_that_rate() -> None:
    totals = price([(1000, 1, "19"), (1000, 1, "7")], delivery=(490, "19")).totals
    assert (totals.delivery.net.amount, totals.delivery.tax.amount) == (412, 78)
    assert [(tax.name, tax.base.amount, tax.amount.amount) for tax in totals.taxes] == [
        ("19 %", 1252, 238),
        ("7 %", 935, 65),
    ]
    assert totals.subtotal.amount == 2000
    assert totals.total.amount == 2490


def test_a_rate_without_a_name_prints_no_tax_line() -> None:
    untaxed = TaxRate(Decimal(0), "")
    pricing = compute_totals(
        [PricedLine(Money(100, "USD"), 1, (untaxed,))],
        [],
        currency="USD",
        prices_include_tax=False,
        rounding=LINE,
    )
    assert pricing.totals.taxes == ()
    assert pricing.totals.total.amount == 100


def test_tax_that_nobody_named_is_printed_all_the_same() -> None:
    pricing = compute_totals(
        [PricedLine(Money(100, "USD"), 1, (TaxRate(Decimal("0.05"), ""),))],
        [],
        currency="USD",
        prices_include_tax=False,
        rounding=LINE,
    )
    assert [(tax.name, tax.amount.amount) for tax in pricing.totals.taxes] == [("", 5)]


@pytest.mark.parametrize(("amount", "currency"), [(-1, "EUR"), (1, "USD")])
def test_an_impossible_price_is_refused(amount: int, currency: str) -> None:
    with pytest.raises(ValueError, match="cannot be priced"):
        compute_totals(
            [PricedLine(Money(amount, currency), 1, (rate("19"),))],
            [],
            currency="EUR",
            prices_include_tax=True,
            rounding=LINE,
        )


rates = st.sampled_from(["0", "5.5", "7", "8.875", "19", "25", "33.333", "100"])
amounts = st.integers(0, 10**7)
carts = st.lists(st.tuples(amounts, st.integers(1, 99), rates), max_size=8)
deliveries = st.none() | st.tuples(amounts, rates)
roundings = st.sampled_from(list(TaxRounding))


@given(carts, deliveries, st.booleans(), roundings)
def test_sums_are_conserved_and_nothing_is_negative(
    lines: list[tuple[int, int, str]], delivery: tuple[int, str] | None, included: bool, rounding: TaxRounding
) -> None:
    pricing = price(lines, delivery=delivery, included=included, rounding=rounding)
    totals = pricing.totals
    assert sum_money((line.net for line in pricing.per_line), "EUR") == totals.lines.net
    assert sum_money((line.tax for line in pricing.per_line), "EUR") == totals.lines.tax
    assert totals.total == totals.lines.net + totals.delivery.net + sum_money(
        (tax.amount for tax in totals.taxes), "EUR"
    )
    assert sum_money((tax.base for tax in totals.taxes), "EUR") == totals.lines.net + totals.delivery.net
    seen = sum(amount * quantity for amount, quantity, _ in lines)
    assert totals.subtotal.amount == seen
    if included:
        assert totals.total.amount == seen + (delivery[0] if delivery else 0)
    else:
        assert totals.lines.net.amount == seen
    for part in (*pricing.per_line, totals.delivery):
        assert min(part.net.amount, part.tax.amount) >= 0


@given(carts, deliveries, st.booleans(), roundings, st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(
    lines: list[tuple[int, int, str]],
    delivery: tuple[int, str] | None,
    included: bool,
    rounding: TaxRounding,
    random: object,
) -> None:
    shuffled = list(lines)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first = price(lines, delivery=delivery, included=included, rounding=rounding)
    second = price(shuffled, delivery=delivery, included=included, rounding=rounding)
    assert first.totals == second.totals


def half_up(value: Fraction) -> int:
    return math.floor(value + Fraction(1, 2))


def worked_out(
    items: list[tuple[int, int, str]], included: bool, rounding: TaxRounding
) -> tuple[list[int], dict[str, int]]:
    """The rule again, from its words alone: the tax of each item in minor units, and the sum of each rate."""

    def exact(amount: int, percent: str) -> Fraction:
        part = Fraction(percent) / 100
        return amount * part / (1 + part) if included else amount * part

    taxes = [0] * len(items)
    for percent in {percent for _, _, percent in items}:
        places = [index for index, item in enumerate(items) if item[2] == percent]
        amounts = {index: items[index][0] * items[index][1] for index in places}
        if rounding is LINE:
            found = {index: half_up(exact(amounts[index], percent)) for index in places}
        elif rounding is UNIT:
            found = {index: half_up(exact(items[index][0], percent)) * items[index][1] for index in places}
        else:
            whole, base = half_up(exact(sum(amounts.values()), percent)), sum(amounts.values())
            shares = {index: Fraction(whole * amounts[index], base or 1) for index in places}
            found = {index: math.floor(share) for index, share in shares.items()}
            # The cents left go to those that lost most by rounding down; among equals to the dearer, then the earlier.
            losers = sorted(places, key=lambda index: (found[index] - shares[index], -amounts[index], index))
            for index in losers[: whole - sum(found.values())]:
                found[index] += 1
        for index in places:
            taxes[index] = found[index]
    sums = {percent: 0 for _, _, percent in items}
    for item, tax in zip(items, taxes, strict=True):
        sums[item[2]] += tax
    return taxes, sums


@given(
    st.lists(st.tuples(amounts | st.integers(2**50, 2**62), st.integers(1, 999), rates), max_size=8),
    deliveries,
    st.booleans(),
    roundings,
)
def test_every_cent_is_where_the_rule_puts_it(
    lines: list[tuple[int, int, str]], delivery: tuple[int, str] | None, included: bool, rounding: TaxRounding
) -> None:
    items = lines if delivery is None else [*lines, (delivery[0], 1, delivery[1])]
    taxes, sums = worked_out(items, included, rounding)
    pricing = price(lines, delivery=delivery, included=included, rounding=rounding)
    parts = list(pricing.per_line) if delivery is None else [*pricing.per_line, pricing.totals.delivery]
    assert [part.tax.amount for part in parts] == taxes
    assert [(part.gross if included else part.net).amount for part in parts] == [a * q for a, q, _ in items]
    assert {tax.name: tax.amount.amount for tax in pricing.totals.taxes} == {
        f"{percent} %": amount for percent, amount in sums.items()
    }
    assert pricing.totals.total.amount == sum(a * q for a, q, _ in items) + (0 if included else sum(taxes))


@given(carts, deliveries, roundings)
def test_included_and_excluded_agree_where_nothing_is_taxed(
    lines: list[tuple[int, int, str]], delivery: tuple[int, str] | None, rounding: TaxRounding
) -> None:
    untaxed = [(amount, quantity, "0") for amount, quantity, _ in lines]
    free = None if delivery is None else (delivery[0], "0")
    assert (
        price(untaxed, delivery=free, included=True, rounding=rounding).totals.total
        == price(untaxed, delivery=free, included=False, rounding=rounding).totals.total
    )


@given(carts, st.booleans())
def test_rounding_by_order_is_never_off_by_more_than_half_a_cent_per_rate(
    lines: list[tuple[int, int, str]], included: bool
) -> None:
    pricing = price(lines, included=included, rounding=ORDER)
    for tax in pricing.totals.taxes:
        amount = sum(a * q for a, q, percent in lines if f"{percent} %" == tax.name)
        exact = amount * tax.rate / (1 + tax.rate) if included else amount * tax.rate
        assert abs(tax.amount.amount - exact) <= Decimal("0.5000001")
