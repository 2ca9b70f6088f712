"""The rounding rule, by table and by law."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from fondaco.commerce import Money, TaxedMoney, round_half_up, tax_of
from hypothesis import given
from hypothesis import strategies as st

amounts = st.integers(-(10**15), 10**15)
rates = st.decimals(min_value=0, max_value=5, places=4)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        (Fraction(1, 2), 1),
        (Fraction(3, 2), 2),
        (Fraction(5, 2), 3),
        (Fraction(-1, 2), -1),
        (Fraction(-3, 2), -2),
        (Fraction(-5, 2), -3),
        (Fraction(49, 100), 0),
        (Fraction(-49, 100), 0),
        (Fraction(1, 3), 0),
        (Fraction(2, 3), 1),
        (Fraction(-2, 3), -1),
        (Decimal("0.5"), 1),
        (Decimal("2.4999999999999999999999"), 2),
        (Decimal("-2.5"), -3),
        (0, 0),
        (7, 7),
        (-7, -7),
        (Fraction(10**30 + 1, 2), (10**30 + 2) // 2),
    ],
)
def test_a_half_goes_away_from_zero(value: Fraction | Decimal | int, rounded: int) -> None:
    assert round_half_up(value) == rounded


@given(st.fractions())
def test_rounding_moves_by_at_most_a_half_and_keeps_the_sign(value: Fraction) -> None:
    rounded = round_half_up(value)
    assert abs(rounded - value) <= Fraction(1, 2)
    assert rounded * value >= 0
    assert round_half_up(-value) == -rounded


@pytest.mark.parametrize(
    ("amount", "rate", "included", "tax"),
    [
        (11900, "0.19", True, 1900),
        (10000, "0.19", False, 1900),
        (999, "0.19", True, 160),  # 159.504…
        (999, "0.19", False, 190),  # 189.81
        (100, "0.07", True, 7),  # 6.54…
        (50, "0.05", False, 3),  # 2.5
        (-50, "0.05", False, -3),
        (-11900, "0.19", True, -1900),
        (1, "0.19", True, 0),
        (3, "0.20", True, 1),  # 0.5
        (1500, "0", True, 0),
        (1500, "0", False, 0),
        (0, "0.25", True, 0),
        (1000, "0.055", True, 52),  # 52.13…
        (105, "0.081", False, 9),  # 8.505
    ],
)
def test_tax_of_an_amount(amount: int, rate: str, included: bool, tax: int) -> None:
    assert tax_of(Money(amount, "EUR"), Decimal(rate), included=included) == Money(tax, "EUR")


@given(amounts, rates, st.booleans())
def test_net_and_tax_are_gross(amount: int, rate: Decimal, included: bool) -> None:
    given_amount = Money(amount, "EUR")
    tax = tax_of(given_amount, rate, included=included)
    net = given_amount - tax if included else given_amount
    taxed = TaxedMoney(net, tax)
    assert taxed.net + taxed.tax == taxed.gross
    assert taxed.gross == (given_amount if included else given_amount + tax)
    assert tax.amount * amount >= 0
    assert abs(tax.amount - Fraction(rate) * net.amount) <= (Fraction(1, 2) * (1 + Fraction(rate)))


@given(amounts, rates, st.booleans())
def test_the_tax_of_a_refund_is_the_tax_of_the_sale_turned_round(amount: int, rate: Decimal, included: bool) -> None:
    sale = tax_of(Money(amount, "EUR"), rate, included=included)
    assert tax_of(Money(-amount, "EUR"), rate, included=included) == -sale


def test_taxed_money_adds_up_part_by_part() -> None:
    total = TaxedMoney.zero("EUR")
    for net, tax in ((100, 19), (200, 14)):
        total += TaxedMoney(Money(net, "EUR"), Money(tax, "EUR"))
    assert total == TaxedMoney(Money(300, "EUR"), Money(33, "EUR"))
    assert total.gross == Money(333, "EUR")
