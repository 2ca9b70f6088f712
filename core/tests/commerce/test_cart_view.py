"""What a cart's snapshot derives from its lines."""

from __future__ import annotations

import pytest
from fondaco.commerce import CartLineView, CartView, Channel, Money, Sellable, SellableRef
from fondaco.ids import new_id


def line(quantity: int, grams: int, *, shipped: bool = True) -> CartLineView:
    sellable = Sellable(
        ref=SellableRef("Thing", new_id()),
        sku="t",
        title="Thing",
        unit_price=Money(100, "EUR"),
        weight_grams=grams,
        requires_shipping=shipped,
    )
    return CartLineView(new_id(), sellable, quantity)


@pytest.mark.parametrize(
    ("lines", "grams", "shipped"),
    [
        ((), 0, False),
        ((line(3, 250),), 750, True),
        ((line(2, 0),), 0, True),
        ((line(5, 100, shipped=False),), 0, False),
        ((line(2, 400), line(5, 100, shipped=False)), 800, True),
    ],
)
def test_only_what_is_shipped_weighs(lines: tuple[CartLineView, ...], grams: int, shipped: bool) -> None:
    cart = CartView(id=new_id(), channel=Channel(slug="c", name="C"), locale="en", lines=lines)
    assert (cart.weight_grams, cart.requires_shipping) == (grams, shipped)
