"""Amounts as Stripe counts them; no database."""

from __future__ import annotations

import pytest
from fondaco.commerce import CURRENCY_EXPONENTS, Money
from fondaco_stripe.amounts import from_stripe, to_stripe
from hypothesis import given
from hypothesis import strategies as st

CASES = [
    ("EUR", 1250, 1250),
    ("JPY", 1250, 1250),
    ("KRW", 5, 5),
    ("KWD", 5120, 5120),
    ("KWD", 5124, None),
    ("BHD", 10, 10),
    ("TND", 1, None),
    ("ISK", 5, 500),
    ("UGX", 5, 500),
    ("MGA", 500, 5),
    ("MGA", 501, None),
    ("HUF", 12345, 12345),
    ("TWD", 10045, 10045),
    ("IQD", 1000, None),
    ("EUR", 0, 0),
]


@pytest.mark.parametrize(("currency", "ours", "theirs"), CASES, ids=str)
def test_an_amount_is_counted_as_stripe_counts(currency: str, ours: int, theirs: int | None) -> None:
    assert to_stripe(Money(ours, currency)) == theirs


@given(st.sampled_from(sorted(CURRENCY_EXPONENTS)), st.integers(min_value=0, max_value=10**12))
def test_what_can_be_charged_comes_back_as_it_was(currency: str, amount: int) -> None:
    counted = to_stripe(Money(amount, currency))
    if counted is not None:
        assert from_stripe(counted, currency.lower()) == Money(amount, currency)
