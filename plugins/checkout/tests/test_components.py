"""How what a line costs is split among the components of its bundle."""

from __future__ import annotations

from uuid import UUID

import pytest
from fondaco.commerce import Money, SellableComponent, SellableRef, TaxedMoney
from fondaco_checkout.model.order_building import split_among
from hypothesis import given
from hypothesis import strategies as st


def taxed(net: int, tax: int) -> TaxedMoney:
    return TaxedMoney(Money(net, "EUR"), Money(tax, "EUR"))


def part(number: int, quantity: int, alone: int | None) -> SellableComponent:
    money = None if alone is None else Money(alone, "EUR")
    return SellableComponent(SellableRef("TestThing", UUID(int=number)), "", quantity, alone=money)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        # In proportion to what they cost by themselves; odd cents by largest remainder, ties to the first.
        ([(1, 3000), (4, 3400)], [(469, 89), (531, 101)]),
        ([(1, 100), (1, 100), (1, 100)], [(334, 64), (333, 63), (333, 63)]),
        # Where one is not sold by itself, or all are free, in proportion to the pieces.
        ([(1, 3000), (3, None)], [(250, 48), (750, 142)]),
        ([(1, 0), (3, 0)], [(250, 48), (750, 142)]),
        ([(1, 0), (3, 500)], [(0, 0), (1000, 190)]),
        ([], []),
    ],
)
def test_a_line_is_split_by_what_its_parts_cost_alone(
    parts: list[tuple[int, int | None]], expected: list[tuple[int, int]]
) -> None:
    found = split_among(taxed(1000, 190), [part(number, *each) for number, each in enumerate(parts)])
    assert [(share.net.amount, share.tax.amount) for share in found] == expected


@given(
    st.integers(0, 10**9),
    st.integers(0, 10**9),
    st.lists(st.tuples(st.integers(1, 50), st.none() | st.integers(0, 10**6)), min_size=1, max_size=9),
)
def test_the_shares_of_a_line_add_up_to_it(net: int, tax: int, parts: list[tuple[int, int | None]]) -> None:
    shares = split_among(taxed(net, tax), [part(number, *each) for number, each in enumerate(parts)])
    assert sum(share.net.amount for share in shares) == net
    assert sum(share.tax.amount for share in shares) == tax
    assert min(min(share.net.amount, share.tax.amount) for share in shares) >= 0
