"""Several taxes of one thing: cases of real places, worked out by hand, and the laws that hold for all of them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from fondaco.commerce import Money, TaxCharge, TaxRate, TaxRounding, sum_money
from fondaco_checkout.model.tax_split import combined_rate, effective_rates
from fondaco_checkout.model.totals import PricedLine, Pricing, compute_totals
from hypothesis import given
from hypothesis import strategies as st

LINE, UNIT, ORDER = TaxRounding.LINE, TaxRounding.UNIT, TaxRounding.ORDER

GST = TaxRate(Decimal("0.05"), "GST")
QST = TaxRate(Decimal("0.09975"), "QST")
QST_ON_GST = TaxRate(Decimal("0.095"), "QST", compound=True)
CALIFORNIA = TaxRate(Decimal("0.0725"), "California")
LOS_ANGELES = TaxRate(Decimal("0.0225"), "Los Angeles County")


def price(
    *lines: tuple[int, int, tuple[TaxRate, ...]],
    included: bool = False,
    rounding: TaxRounding = LINE,
    currency: str = "CAD",
) -> Pricing:
    return compute_totals(
        [PricedLine(Money(amount, currency), quantity, rates) for amount, quantity, rates in lines],
        [],
        currency=currency,
        prices_include_tax=included,
        rounding=rounding,
    )


def printed(pricing: Pricing) -> list[tuple[str, int, int]]:
    return [(tax.name, tax.base.amount, tax.amount.amount) for tax in pricing.totals.taxes]


@pytest.mark.parametrize(
    ("rates", "amount", "expected", "total"),
    [
        # Revenu Québec, "Calculating the Taxes": both on the price since 2013. 100.00: 5.00 and 9.975 → 9.98.
        ((GST, QST), 10000, [("QST", 10000, 998), ("GST", 10000, 500)], 11498),
        # As it was in 2012, QST 9.5 % on the price with GST: 105.00 × 9.5 % = 9.975 → 9.98.
        ((GST, QST_ON_GST), 10000, [("GST", 10000, 500), ("QST", 10500, 998)], 11498),
        # 19.99: GST 0.9995 → 1.00; QST 9.5 % of 20.9895 = 1.994… → 1.99, printed on the base with the GST of 1.00.
        ((GST, QST_ON_GST), 1999, [("GST", 1999, 100), ("QST", 2099, 199)], 2298),
        # California, 7.25 % statewide and 2.25 % of districts in Los Angeles County (CDTFA): 24.99 → 1.81 and 0.56.
        ((CALIFORNIA, LOS_ANGELES), 2499, [("California", 2499, 181), ("Los Angeles County", 2499, 56)], 2736),
    ],
)
def test_taxes_on_top_are_each_rounded_as_a_receipt_prints_them(
    rates: tuple[TaxRate, ...], amount: int, expected: list[tuple[str, int, int]], total: int
) -> None:
    pricing = price((amount, 1, rates))
    assert printed(pricing) == expected
    assert pricing.totals.total.amount == total


def test_taxes_in_a_price_are_taken_out_together_and_split_by_their_rates() -> None:
    # 114.98 / 1.14975 = 100.0043…: 14.98 of tax (14.9756…), split 5 : 9.975 → 5.0018 and 9.9782.
    pricing = price((11498, 1, (GST, QST)), included=True)
    assert printed(pricing) == [("QST", 10000, 998), ("GST", 10000, 500)]
    assert pricing.per_line[0].net.amount == 10000


def test_small_prices_with_taxes_do_not_give_every_cent_to_the_first_tax() -> None:
    half = Decimal("0.25")
    pricing = price(
        (3, 1, (TaxRate(half, "A"), TaxRate(half, "B"))),
        (3, 1, (TaxRate(half, "A"), TaxRate(half, "B"))),
        included=True,
    )
    assert printed(pricing) == [("A", 4, 1), ("B", 4, 1)]


def test_a_line_bears_other_taxes_than_its_neighbour() -> None:
    # Books bear GST only in Quebec (point-of-sale rebate of QST): 20.00 → 1.00; the mug 10.00 → 0.50 and 1.00 (0.9975).
    pricing = price((2000, 1, (GST,)), (1000, 1, (GST, QST)))
    assert printed(pricing) == [("QST", 1000, 100), ("GST", 3000, 150)]
    assert [[charge.amount.amount for charge in line] for line in pricing.line_taxes] == [[100], [50, 100]]


def test_by_order_a_tax_is_rounded_once_over_all_lines_that_bear_it() -> None:
    # Three times 0.10: GST 0.015 → 0.02, QST 0.029925 → 0.03; by line 0.005 → 0.01 and 0.009975 → 0.01 each.
    lines = [(10, 1, (GST, QST))] * 3
    assert printed(price(*lines, rounding=ORDER)) == [("QST", 30, 3), ("GST", 30, 2)]
    assert printed(price(*lines, rounding=LINE)) == [("QST", 30, 3), ("GST", 30, 3)]
    # GST of all, QST of the second line only: 0.01 of 0.20, 0.00… × 9.975 % of 0.10 → 0.01.
    assert printed(price((10, 1, (GST,)), (10, 1, (GST, QST)), rounding=ORDER)) == [("QST", 10, 1), ("GST", 20, 1)]


def test_the_same_tax_twice_is_taken_twice() -> None:
    twice = (GST, GST)
    assert price((1000, 1, twice), rounding=ORDER).totals.tax.amount == 100
    assert price((1000, 1, twice), rounding=LINE).totals.tax.amount == 100


def test_an_engine_says_what_each_line_bears() -> None:
    charge = TaxCharge(name="County", rate=Decimal("0.0825"), amount=Money(83, "USD"))
    pricing = compute_totals(
        [PricedLine(Money(1000, "USD"), 1, (), (charge,))],
        [],
        currency="USD",
        prices_include_tax=False,
        rounding=LINE,
    )
    assert printed(pricing) == [("County", 1000, 83)]
    assert pricing.totals.total.amount == 1083


def test_an_engine_cannot_take_more_than_a_price_holds() -> None:
    charge = TaxCharge(name="VAT", rate=Decimal(1), amount=Money(1001, "USD"))
    with pytest.raises(ValueError, match="cannot be in"):
        compute_totals(
            [PricedLine(Money(1000, "USD"), 1, (), (charge,))],
            [],
            currency="USD",
            prices_include_tax=True,
            rounding=LINE,
        )


def test_combined_rates_are_exact() -> None:
    assert effective_rates((GST, QST_ON_GST)) == (Decimal("0.05"), Decimal("0.09975"))
    assert combined_rate((GST, QST_ON_GST)) == TaxRate(Decimal("0.14975"), "GST + QST")
    assert combined_rate(()) == TaxRate(Decimal(0), "")


one_rate = st.builds(
    TaxRate,
    st.sampled_from([Decimal(text) for text in ("0", "0.05", "0.09975", "0.07", "0.0725", "0.19", "0.5", "1", "2.5")]),
    st.sampled_from(["A", "B", "C"]),
    st.booleans(),
)
several = st.lists(one_rate, max_size=4).map(tuple)
carts = st.lists(st.tuples(st.integers(0, 10**6) | st.integers(0, 4), st.integers(1, 99), several), max_size=6)
roundings = st.sampled_from(list(TaxRounding))


@given(carts, st.booleans(), roundings)
def test_sums_are_exact_and_nothing_is_negative(
    lines: list[tuple[int, int, tuple[TaxRate, ...]]], included: bool, rounding: TaxRounding
) -> None:
    pricing = price(*lines, included=included, rounding=rounding)
    totals = pricing.totals
    for line, charges, (amount, quantity, rates) in zip(pricing.per_line, pricing.line_taxes, lines, strict=True):
        assert line.tax == sum_money((charge.amount for charge in charges), "CAD")
        assert [(charge.rate, charge.name, charge.compound) for charge in charges] == [
            (rate.rate, rate.name, rate.compound) for rate in rates
        ]
        assert min(line.net.amount, *(charge.amount.amount for charge in charges), 0) == 0
        assert (line.gross if included else line.net).amount == amount * quantity
    assert totals.tax == sum_money((tax.amount for tax in totals.taxes), "CAD")
    assert totals.total == totals.lines.net + totals.tax


@given(carts, st.booleans(), roundings, st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_no_sum(
    lines: list[tuple[int, int, tuple[TaxRate, ...]]], included: bool, rounding: TaxRounding, random: object
) -> None:
    shuffled = list(lines)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = (price(*found, included=included, rounding=rounding).totals for found in (lines, shuffled))
    assert (first.total, first.tax, first.subtotal) == (second.total, second.tax, second.subtotal)
    assert {(tax.name, tax.rate, tax.amount) for tax in first.taxes} == {
        (tax.name, tax.rate, tax.amount) for tax in second.taxes
    }


@given(st.integers(0, 10**9), several)
def test_a_price_with_tax_and_the_net_of_it_agree_to_half_a_cent(amount: int, rates: tuple[TaxRate, ...]) -> None:
    line = price((amount, 1, rates), included=True).per_line[0]
    exact = Fraction(line.net.amount) * (1 + Fraction(combined_rate(rates).rate))
    # The net is off by half a cent at most, and what is put on top of it by as much more as the rates say.
    assert abs(exact - amount) <= Fraction(1, 2) * (1 + Fraction(combined_rate(rates).rate))


@given(st.integers(0, 10**6), st.integers(1, 99), several)
def test_each_tax_on_top_is_off_by_half_a_cent_at_most(amount: int, quantity: int, rates: tuple[TaxRate, ...]) -> None:
    pricing = price((amount, quantity, rates))
    for charge, rate in zip(pricing.line_taxes[0], effective_rates(rates), strict=True):
        assert abs(charge.amount.amount - Fraction(rate) * amount * quantity) <= Fraction(1, 2)
