"""Carts and what is there of their things: reported before anybody pays, and refused when more is put in."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from checkout_testing import BOOK, MUG, THERE, Buyer, codes


@pytest.fixture
def there() -> Iterator[dict[UUID, int]]:
    """How many there are of a thing; nobody counts others."""
    THERE.clear()
    yield THERE
    THERE.clear()


async def test_no_more_is_put_into_a_cart_than_there_is(buyer: Buyer, there: dict[UUID, int]) -> None:
    there[MUG] = 3
    cart = await buyer.create((MUG, 2), (BOOK, 500))
    payload = await buyer.add(cart["id"], (MUG, 2))
    assert codes(payload) == ["QUANTITY_TOO_LARGE"]
    assert payload["errors"][0]["field"] == ["lines", "0", "quantity"]
    there[MUG] = 0
    payload = await buyer.add(cart["id"], (MUG, 1))
    assert codes(payload) == ["OUT_OF_STOCK"]
    assert payload["errors"][0]["message"] == "Mug is out of stock."


async def test_what_is_not_there_any_more_is_reported(buyer: Buyer, there: dict[UUID, int]) -> None:
    cart = await buyer.ready((MUG, 2), (BOOK, 1))
    there[MUG] = 1
    found = await buyer.read(cart["id"])
    assert found is not None
    assert [(one["code"], one["lineId"]) for one in found["notices"]] == [
        ("QUANTITY_TOO_LARGE", found["lines"][0]["id"])
    ]
    assert found["notices"][0]["message"] == "Only 1 of Mug can be bought."
    assert codes(await buyer.complete(cart["id"])) == ["QUANTITY_TOO_LARGE"]
    there[MUG] = 0
    found = await buyer.read(cart["id"])
    assert found is not None
    assert [line["available"] for line in found["lines"]] == [False, True]
    assert [one["code"] for one in found["notices"]] == ["OUT_OF_STOCK"]
    assert codes(await buyer.complete(cart["id"])) == ["OUT_OF_STOCK"]
    there[MUG] = 2
    assert codes(await buyer.complete(cart["id"])) == []
