"""What left comes back once, whoever says so; and whatever is done, no piece is lost or made."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from fondaco import clock
from fondaco.commerce import SellableRef
from fondaco.db import fetch_value
from fondaco.ids import new_id
from fondaco_logistics.model.packing import PackLine
from fondaco_logistics.model.returns import RETURN_MOVES, ReturnState
from fondaco_logistics.model.shipments import ShipmentState
from fondaco_logistics.model.stock import TakingState
from logistics_testing import BOOK, LAMP, MUG, House, Order, outcome, refund_of

APPROVED, REFUSED, CLOSED = ReturnState.APPROVED, ReturnState.REFUSED, ReturnState.CLOSED


async def sent(house: House, *lines: Any) -> Order:
    """An order that was placed and sent as a whole."""
    order = Order(house, *lines)
    await order.place()
    await house.ship(await order.pack())
    return order


async def test_what_comes_back_is_sold_again_kept_or_thrown_away(house: House) -> None:
    await house.change(MUG, 6)
    order = await sent(house, (MUG, 6))
    back = await order.expect(4)
    assert (back.state, back.number) == (APPROVED, f"{order.number}-R1")
    await order.receive(back, {"restocked": 1, "damaged": 1, "discarded": 1}, at="west")
    rows = {row.code: (row.on_hand, row.damaged) for row in await house.stored(MUG)}
    assert rows == {"east": (0, 0), "west": (1, 1)}
    assert await order.holds() == {("shipped", "east"): 3, ("returned", "east"): 3}
    assert await house.movements() == ["receipt", "allocation", "shipment", "return", "damage"]
    # then only what is out can come back
    assert await outcome(order.expect(4)) == "QUANTITY_TOO_LARGE"
    rest = await order.expect(3)
    assert await outcome(order.expect(1)) == "QUANTITY_TOO_LARGE"
    assert await outcome(order.receive(back, {"restocked": 1})) == "RETURN_STATE"
    await order.receive(rest, {"restocked": 3})
    assert [parcel.state for parcel in await order.parcels()] == [ShipmentState.RETURNED]
    await order.change(6)
    assert await order.holds() == {("returned", "east"): 6}
    await house.sound()


async def test_orders_that_wait_get_what_comes_back(house: House) -> None:
    await house.change(MUG, 1)
    order, waiting = await sent(house, (MUG, 1)), Order(house, (MUG, 1))
    await waiting.place()
    await order.receive(await order.expect(1), {"restocked": 1})
    assert await waiting.holds() == {("allocated", "east"): 1}
    await house.sound()


async def test_what_nobody_counts_comes_back_without_stock(house: House) -> None:
    order = await sent(house, (BOOK, 2))
    await order.receive(await order.expect(2), {"restocked": 1, "damaged": 1})
    assert await order.holds() == {("returned", "east"): 2}
    assert await house.movements() == []
    await house.sound()


async def test_a_buyer_asks_staff_decide_and_the_days_are_counted(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.change(MUG, 4)
    order = await sent(house, (MUG, 4))
    asked = await order.expect(2, by_buyer=True)
    assert asked.state is ReturnState.REQUESTED
    assert await outcome(order.receive(asked, {"restocked": 1})) == "RETURN_STATE"
    for _ in range(2):
        assert (await house.decide(asked, APPROVED, "Send it to us.")).note == "Send it to us."
    await order.receive(asked, {"restocked": 2})
    for _ in range(2):
        assert (await house.decide(asked, CLOSED)).note == "Send it to us."
    refused = await order.expect(2, by_buyer=True)
    assert (await house.decide(refused, REFUSED)).state is REFUSED
    assert await outcome(house.decide(refused, APPROVED)) == "RETURN_STATE"
    assert await outcome(order.expect(2, by_buyer=True, reason="x" * 1001)) == "TEXT_TOO_LONG"
    # when it is too late
    later = clock.utc_now() + timedelta(days=31)
    monkeypatch.setattr(clock, "utc_now", lambda: later)
    assert await outcome(order.expect(1, by_buyer=True)) == "LINE_NOT_FOUND"
    assert (await order.expect(1)).state is APPROVED
    await house.sound()


async def test_buyers_cannot_ask_where_the_shop_does_not_want_them_to(house: House) -> None:
    order = await sent(house, (BOOK, 1))
    house.settings = msgspec.structs.replace(house.settings, return_days=0)
    assert await outcome(order.expect(1, by_buyer=True)) == "RETURNS_CLOSED"


async def test_impossible_returns_are_refused(house: House) -> None:
    order, other = await sent(house, (BOOK, 2)), await sent(house, (LAMP, 1))
    assert await outcome(order.expect(0)) == "QUANTITY_INVALID"
    back = await order.expect(1)
    for counts in ({"restocked": 2}, {"restocked": -1, "damaged": 1}):
        assert await outcome(order.receive(back, counts)) == "QUANTITY_INVALID"
    assert await outcome(order.receive(back, {})) == "LINES_REQUIRED"
    assert await outcome(other.receive(back, {"restocked": 1}, of=await other.expect(1))) == "LINE_NOT_FOUND"
    house.warehouses["gone"] = new_id()
    assert await outcome(order.receive(back, {"restocked": 1}, at="gone")) == "WAREHOUSE_NOT_FOUND"


def test_every_state_of_a_return_says_where_it_goes() -> None:
    assert set(RETURN_MOVES) == set(ReturnState)
    assert {state for state, targets in RETURN_MOVES.items() if not targets} == {REFUSED, CLOSED}


async def test_a_refund_that_restocks_takes_in_what_left_once(house: House) -> None:
    await house.change(MUG, 5)
    order = await sent(house, (MUG, 3))
    first = refund_of(order, 1)
    for _ in range(2):
        await house.hear(first)
    await house.hear(refund_of(order, 1, restock=False))
    assert await house.stock(MUG) == {"east": (3, 0, 0)}
    (noted,) = await order.returns()
    assert (noted.state, noted.refund, noted.reason) == (ReturnState.RECEIVED, first.refund_id, "Too small")
    await house.hear(refund_of(order, 5))
    assert await house.stock(MUG) == {"east": (5, 0, 0)}
    await house.sound()


async def test_a_refund_does_not_restock_what_came_back_before(house: House) -> None:
    await house.change(MUG, 3)
    order = await sent(house, (MUG, 3))
    await order.receive(await order.expect(2), {"restocked": 1, "damaged": 1})
    await house.hear(refund_of(order, 2))
    assert await house.stock(MUG) == {"east": (1, 0, 0)}
    await house.hear(refund_of(order, 1))
    assert await house.stock(MUG) == {"east": (2, 0, 0)}
    await house.sound()


async def test_a_refund_takes_in_the_return_that_is_expected(house: House) -> None:
    await house.change(MUG, 3)
    order = await sent(house, (MUG, 3))
    asked = await order.expect(2, by_buyer=True)
    await house.hear(refund_of(order, 2))
    assert [(one.id, one.state) for one in await order.returns()] == [(asked.id, ReturnState.RECEIVED)]
    assert await outcome(order.receive(asked, {"restocked": 2})) == "RETURN_STATE"
    assert await house.stock(MUG) == {"east": (2, 0, 0)}
    await house.sound()


async def test_a_refund_of_what_has_not_left_or_is_unknown_takes_in_nothing(house: House) -> None:
    await house.change(MUG, 3)
    order = Order(house, (MUG, 2))
    await house.hear(refund_of(order, 2))
    await order.place()
    await house.hear(refund_of(order, 2))
    assert await house.stock(MUG) == {"east": (3, 0, 2)}
    assert await order.returns() == []


async def test_a_refunded_bundle_brings_its_parts_back(house: House) -> None:
    await house.change(MUG, 8)
    await house.change(BOOK, 4)
    order = await sent(house, (LAMP, 3, {MUG: 2, BOOK: 1}))
    await house.hear(refund_of(order, 2))
    assert (await house.stock(MUG), await house.stock(BOOK)) == ({"east": (6, 0, 0)}, {"east": (3, 0, 0)})
    await house.sound()


BROUGHT = 40


async def conserved(house: House, things: list[SellableRef], discarded: dict[UUID, int]) -> None:
    """Fails if a piece of what was brought in is neither here, nor with a buyer, nor thrown away."""
    for thing in things:
        here = sum(row.on_hand + row.damaged for row in await house.stored(thing))
        out = await fetch_value(
            "SELECT COALESCE(sum(quantity), 0)::bigint FROM logistics.allocation WHERE ref_id = $1 AND state = 'shipped'",
            thing.id,
        )
        assert here + out + discarded[thing.id] == BROUGHT
    await house.sound()


@pytest.mark.parametrize("seed", range(3))
async def test_no_piece_is_lost_or_made_whatever_is_done(house: House, seed: int) -> None:
    mixed = random.Random(seed)
    things = [MUG, BOOK]
    for thing in things:
        await house.change(thing, BROUGHT - 10)
        await house.change(thing, 10, "west")
    discarded = {thing.id: 0 for thing in things}
    orders = [Order(house, (MUG, 3), (BOOK, 2)), Order(house, (LAMP, 2, {MUG: 2, BOOK: 1})), Order(house, (MUG, 9))]

    async def pack(order: Order) -> None:
        rows = [row for row in await order.takings() if row.state is TakingState.ALLOCATED]
        if rows:
            row = mixed.choice(rows)
            at = next(code for code, id_ in house.warehouses.items() if id_ == row.warehouse)
            await order.pack(at, PackLine(row.id, mixed.randint(1, row.quantity)))

    async def of_parcel(order: Order, state: ShipmentState, verb: Callable[[Any], Any]) -> None:
        parcels = [one for one in await order.parcels() if one.state is state]
        if parcels:
            await verb(mixed.choice(parcels))

    async def come_back(order: Order) -> None:
        back = await order.expect(1)
        line = (await order.return_lines(back))[0]
        counts = {mixed.choice(["restocked", "damaged", "discarded"]): line.quantity}
        await order.receive(back, counts, at=mixed.choice(["east", "west", None]))
        discarded[await order.thing_of(line)] += counts.get("discarded", 0)

    allowed = {"ok", "ORDER_NOT_FOUND", "LINE_NOT_FOUND", "LINES_REQUIRED", "QUANTITY_TOO_LARGE"}
    for _ in range(40):
        order = mixed.choice(orders)
        work = mixed.choice(
            [
                lambda order: order.place(),
                lambda order: order.change(*(mixed.randint(0, 4) for _ in order.lines)),
                lambda order: order.cancel(),
                pack,
                pack,
                lambda order: of_parcel(order, ShipmentState.PACKED, house.unpack),
                lambda order: of_parcel(order, ShipmentState.PACKED, house.ship),
                lambda order: of_parcel(order, ShipmentState.PACKED, house.ship),
                come_back,
                lambda order: house.hear(refund_of(order, mixed.randint(1, 2))),
            ]
        )
        assert await outcome(work(order)) in allowed
    await conserved(house, things, discarded)
    for order in orders:
        await order.cancel()
    await conserved(house, things, discarded)
    for thing in things:
        assert all((reserved, allocated) == (0, 0) for _, reserved, allocated in (await house.stock(thing)).values())
