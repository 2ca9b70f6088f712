"""What whoever counts stock is told of an order: whole, at every turn, and in the same transaction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from checkout_testing import BOOK, DEMANDS, FEW, MUG, Buyer, codes
from fondaco import clock
from fondaco.commerce import DemandStage, SellableRef
from fondaco.db.engine import fetch_value
from fondaco.ids import encode_global_id, parse_global_id
from fondaco.testing import GraphQLClient

DECLINED, ACTION = "4000000000000002", "4000000000003220"
HELD, PLACED = DemandStage.HELD, DemandStage.PLACED


@pytest.fixture(autouse=True)
def few() -> Iterator[dict[UUID, int]]:
    """How many there are of a thing, if not enough; nothing was demanded yet."""
    DEMANDS.clear()
    FEW.clear()
    yield FEW
    FEW.clear()


def told() -> list[tuple[DemandStage, bool, dict[UUID, int]]]:
    """The stage, whether it was firm, and the pieces, of all demands that were told."""
    return [(each.stage, each.firm, {ref.id: n for ref, n in each.pieces.items()}) for each in DEMANDS]


async def test_an_order_is_held_then_placed_and_a_cancelled_one_wants_nothing(
    buyer: Buyer, admin: GraphQLClient
) -> None:
    cart = await buyer.ready((BOOK, 1), (MUG, 2))
    assert DEMANDS == []
    order = (await buyer.complete(cart["id"]))["order"]
    wanted = {MUG: 2, BOOK: 1}
    assert told() == [(HELD, False, wanted), (PLACED, True, wanted)]
    held, placed = DEMANDS
    assert [encode_global_id("OrderLine", line.id) for line in placed.lines] == [line["id"] for line in order["lines"]]
    assert held.lines == placed.lines
    assert (held.number, held.channel, held.delivery_code) == ("1001", "default", "flat_rate:standard")
    assert (held.order_id, held.cart_id) == (
        parse_global_id(order["id"], "Order"),
        parse_global_id(cart["id"], "Cart"),
    )
    assert held.destination is not None
    assert held.destination.city == "Berlin"
    assert held.held_until is not None
    assert timedelta(minutes=29) < held.held_until - clock.utc_now() <= timedelta(minutes=30)
    assert placed.held_until is None
    # when
    for _ in range(2):
        await admin.change("orderCancel", {"id": order["id"]}, "order { id }")
    # then
    assert told()[2:] == [(PLACED, True, {})]
    assert DEMANDS[2].order_id == held.order_id


async def test_a_declined_payment_gives_back_what_was_held(buyer: Buyer) -> None:
    cart = await buyer.ready((MUG, 2))
    assert codes(await buyer.complete(cart["id"], DECLINED)) == ["PAYMENT_DECLINED"]
    assert told() == [(HELD, False, {MUG: 2}), (HELD, True, {})]
    assert DEMANDS[0].order_id == DEMANDS[1].order_id


async def test_a_payment_that_is_given_up_gives_back_what_was_held(buyer: Buyer) -> None:
    cart = await buyer.ready((MUG, 2))
    assert (await buyer.complete(cart["id"], ACTION))["action"]["url"]
    assert told() == [(HELD, False, {MUG: 2})]
    assert (await buyer.change("cartReopen", cart["id"]))["errors"] == []
    assert told()[1:] == [(HELD, True, {})]


async def test_what_cannot_be_had_is_not_paid_for(buyer: Buyer, few: dict[UUID, int]) -> None:
    few[MUG] = 1
    cart = await buyer.ready((MUG, 2))
    payload: dict[str, Any] = await buyer.complete(cart["id"])
    assert codes(payload) == ["OUT_OF_STOCK"]
    assert told() == []
    for table in ("orders", "completion", "test_payment", "payment_attempt"):
        assert await fetch_value(f"SELECT count(*) FROM checkout.{table}") == 0
    found = await buyer.read(cart["id"])
    assert found is not None
    assert found["state"] == "OPEN"


async def test_pieces_are_in_the_order_of_types_and_ids(buyer: Buyer) -> None:
    await buyer.complete((await buyer.ready((BOOK, 1), (MUG, 1)))["id"])
    assert list(DEMANDS[0].pieces) == [SellableRef("TestThing", MUG), SellableRef("TestThing", BOOK)]
