"""Money: exact amounts, and splits that lose nothing."""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from fondaco.commerce import CURRENCY_EXPONENTS, Money, currency_exponent, sum_money
from fondaco.errors import InvalidInputError
from hypothesis import given
from hypothesis import strategies as st

amounts = st.integers(-(2**63) + 1, 2**63 - 1)
weights = st.lists(st.integers(0, 10**12), min_size=1, max_size=30)


@given(amounts, weights)
def test_the_parts_of_a_split_add_up_to_the_whole(amount: int, weights: list[int]) -> None:
    parts = Money(amount, "EUR").allocate(weights)
    assert len(parts) == len(weights)
    assert sum_money(parts, "EUR") == Money(amount, "EUR")
    assert all(part.amount * amount >= 0 for part in parts), "no part has the opposite sign of the whole"


@given(amounts, weights)
def test_no_part_is_a_whole_unit_away_from_its_exact_share(amount: int, weights: list[int]) -> None:
    total = sum(weights) or len(weights)
    exact = [Fraction(amount * (weight if sum(weights) else 1), total) for weight in weights]
    parts = Money(amount, "EUR").allocate(weights)
    assert all(abs(part.amount - share) < 1 for part, share in zip(parts, exact, strict=True))


@given(amounts, weights)
def test_a_negative_amount_is_split_like_the_positive_one(amount: int, weights: list[int]) -> None:
    positive = Money(abs(amount), "EUR").allocate(weights)
    assert Money(-abs(amount), "EUR").allocate(weights) == [-part for part in positive]


@given(amounts, weights, st.data())
def test_more_weight_never_gets_less(amount: int, weights: list[int], data: st.DataObject) -> None:
    parts = [abs(part.amount) for part in Money(amount, "EUR").allocate(weights)]
    i, j = (data.draw(st.integers(0, len(weights) - 1)) for _ in range(2))
    if weights[i] > weights[j]:
        assert parts[i] >= parts[j]
    elif weights[i] == weights[j] and i < j:
        assert 0 <= parts[i] - parts[j] <= 1, "of equals the first gets the odd cent"


@pytest.mark.parametrize(
    ("amount", "weights", "expected"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (101, [1, 1, 1], [34, 34, 33]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (100, [0, 0, 0], [34, 33, 33]),
        (5, [0, 3, 0, 7], [0, 2, 0, 3]),
        (1, [1, 1], [1, 0]),
        (10, [1, 2, 4], [1, 3, 6]),
        (3, [1, 1, 1, 1], [1, 1, 1, 0]),
        (0, [5, 0], [0, 0]),
        (999, [1], [999]),
        (1000, [333, 333, 334], [333, 333, 334]),
        (7, [10**12, 1], [7, 0]),
        (2**63 - 1, [1, 1], [2**62, 2**62 - 1]),
    ],
)
def test_splits_by_largest_remainder_ties_to_the_first(amount: int, weights: list[int], expected: list[int]) -> None:
    assert [part.amount for part in Money(amount, "EUR").allocate(weights)] == expected


@pytest.mark.parametrize("weights", [[], [-1], [5, -1, 5]])
def test_a_split_without_weights_or_with_a_negative_one_is_a_mistake_of_ours(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="at least one weight, none of them negative"):
        Money(100, "EUR").allocate(weights)


@pytest.mark.parametrize(
    ("value", "currency", "minor"),
    [
        ("19.99", "EUR", 1999),
        ("19.9", "EUR", 1990),
        ("19.990", "EUR", 1999),
        ("-0.01", "EUR", -1),
        ("0", "EUR", 0),
        ("-0", "EUR", 0),
        (" 5 ", "EUR", 500),
        ("1E+3", "EUR", 100000),
        ("1200", "JPY", 1200),
        ("1200.0", "JPY", 1200),
        ("1.234", "KWD", 1234),
        ("92233720368547758.07", "EUR", 2**63 - 1),
        ("9223372036854775807", "JPY", 2**63 - 1),
        (Decimal("0.1"), "EUR", 10),
    ],
)
def test_decimals_become_minor_units(value: Decimal | str, currency: str, minor: int) -> None:
    assert Money.from_decimal(value, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    ("value", "currency", "code"),
    [
        ("19.999", "EUR", "INVALID_AMOUNT"),
        ("0.5", "JPY", "INVALID_AMOUNT"),
        ("1.2345", "KWD", "INVALID_AMOUNT"),
        ("NaN", "EUR", "INVALID_AMOUNT"),
        ("sNaN", "EUR", "INVALID_AMOUNT"),
        ("Infinity", "EUR", "INVALID_AMOUNT"),
        ("-Infinity", "EUR", "INVALID_AMOUNT"),
        ("1e400", "EUR", "INVALID_AMOUNT"),
        ("1e999999", "EUR", "INVALID_AMOUNT"),
        ("1e99999999", "EUR", "INVALID_AMOUNT"),
        ("1e999999999999999999", "EUR", "INVALID_AMOUNT"),
        ("1e-999999", "EUR", "INVALID_AMOUNT"),
        ("92233720368547758.08", "EUR", "INVALID_AMOUNT"),
        ("9" * 400, "EUR", "INVALID_AMOUNT"),
        ("0." + "0" * 400 + "1", "EUR", "INVALID_AMOUNT"),
        ("1." + "0" * 40 + "1", "EUR", "INVALID_AMOUNT"),
        ("", "EUR", "INVALID_AMOUNT"),
        ("ten", "EUR", "INVALID_AMOUNT"),
        ("1,50", "EUR", "INVALID_AMOUNT"),
        ("5", "XXX", "UNKNOWN_CURRENCY"),
        ("5", "eur", "UNKNOWN_CURRENCY"),
        ("5", "", "UNKNOWN_CURRENCY"),
    ],
)
def test_what_is_no_amount_is_refused_with_a_code(value: str, currency: str, code: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        Money.from_decimal(value, currency)
    assert caught.value.code == code
    assert len(caught.value.message) < 300, "a huge input is not echoed back"


@given(amounts, st.sampled_from(sorted(CURRENCY_EXPONENTS)))
def test_minor_units_survive_the_trip_through_a_decimal(amount: int, currency: str) -> None:
    money = Money(amount, currency)
    assert Money.from_decimal(money.decimal, currency) == money
    assert Money.from_decimal(money.text, currency) == money
    assert money.text == f"{money.decimal:f}"
    assert -money.decimal.as_tuple().exponent == currency_exponent(currency)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money(1990, "EUR"), "19.90 EUR"),
        (Money(-5, "EUR"), "-0.05 EUR"),
        (Money(0, "EUR"), "0.00 EUR"),
        (Money(1200, "JPY"), "1200 JPY"),
        (Money(1, "KWD"), "0.001 KWD"),
    ],
)
def test_money_prints_all_decimal_places(money: Money, text: str) -> None:
    assert str(money) == text


def test_arithmetic_is_exact_and_never_mixes_currencies() -> None:
    assert Money(1, "EUR") + Money(2, "EUR") == Money(3, "EUR")
    assert Money(1, "EUR") - Money(2, "EUR") == Money(-1, "EUR")
    assert Money(7, "EUR") * 3 == Money(21, "EUR")
    assert -Money(7, "EUR") == Money(-7, "EUR")
    assert Money(1, "EUR") < Money(2, "EUR")
    assert Money(2, "EUR") <= Money(2, "EUR")
    assert Money(3, "EUR") > Money(2, "EUR")
    assert Money(1, "EUR") != Money(1, "USD")
    assert sum_money([], "EUR") == Money(0, "EUR")
    for mix in (Money.__add__, Money.__sub__, Money.__lt__, Money.__le__):
        with pytest.raises(ValueError, match="cannot mix EUR and USD"):
            mix(Money(1, "EUR"), Money(1, "USD"))


@pytest.mark.real_data
def test_every_circulating_currency_has_the_exponent_of_iso_4217(shared_data: Path) -> None:
    with (shared_data / "tax" / "currencies_iso4217.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table = {row["code"]: int(row["exponent"]) for row in rows if row["exponent"].isdigit()}
    assert len(table) > 150
    assert {code: table[code] for code in CURRENCY_EXPONENTS} == CURRENCY_EXPONENTS
    missing = table.keys() - CURRENCY_EXPONENTS.keys()
    # Units of account, funds and indexed units that nobody pays with in a shop.
    assert missing == {"BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW", "XAD"}
