"""What orders take from the store, and give back to it."""

from __future__ import annotations

from datetime import date, timedelta

import asyncpg
import pytest
from fondaco import clock
from fondaco.commerce import AvailabilityState
from fondaco.db import execute, fetch_value
from fondaco.errors import ConflictError
from fondaco.testing import WorkerDriver, recorded_statements
from fondaco_logistics.model.drafts import Operation
from fondaco_logistics.model.sites import Area
from fondaco_logistics.model.stock import Policy
from fondaco_logistics.repository.orders import list_takings
from logistics_testing import BOOK, HELD, LAMP, MUG, House, Order, address


async def test_an_order_reserves_then_allocates_and_a_cancelled_one_gives_back(house: House) -> None:
    await house.change(MUG, 5)
    await house.change(BOOK, 5)
    order = Order(house, (MUG, 2), (BOOK, 1))
    with recorded_statements() as sent:
        await order.hold()
        await order.place()
    assert len(sent.about("logistics.")) == 3
    assert await house.stock(MUG) == {"east": (5, 0, 2)}
    assert await order.holds() == {("allocated", "east"): 3}
    await order.place()
    assert await order.holds() == {("allocated", "east"): 3}
    await order.cancel()
    assert await house.stock(MUG) == {"east": (5, 0, 0)}
    assert await order.holds() == {}
    assert await house.movements() == [
        *["receipt"] * 2, *["reservation"] * 2, *["allocation"] * 2, *["deallocation"] * 2,
    ]  # fmt: skip
    await house.sound()


async def test_an_order_may_be_placed_with_more_than_it_reserved(house: House) -> None:
    await house.change(MUG, 3)
    order = Order(house, (MUG, 2))
    await order.hold()
    await order.change(4)
    assert await order.holds() == {("allocated", "east"): 3, ("short", None): 1}
    await house.sound()


async def test_a_payment_that_failed_gives_back_what_was_reserved(house: House) -> None:
    await house.change(MUG, 5)
    order = Order(house, (MUG, 2))
    await order.hold()
    assert await house.stock(MUG) == {"east": (5, 2, 0)}
    for _ in range(2):
        await order.give_up()
    assert await house.stock(MUG) == {"east": (5, 0, 0)}
    await house.sound()


async def test_what_is_not_there_is_refused_and_the_error_says_how_many_there_are(house: House) -> None:
    await house.change(MUG, 3)
    await house.change(BOOK, 9)
    order = Order(house, (BOOK, 1), (MUG, 4))
    with pytest.raises(ConflictError, match=r"Line 2: only 3 of .* 4 are wanted") as caught:
        await order.hold()
    assert (caught.value.code, caught.value.field) == ("OUT_OF_STOCK", ("lines", "1", "quantity"))
    assert await house.stock(BOOK) == {"east": (9, 0, 0)}
    assert await order.holds() == {}
    await house.sound()


async def test_lines_that_share_a_thing_are_summed(house: House) -> None:
    await house.change(MUG, 3)
    with pytest.raises(ConflictError, match="Line 2: only 1 of"):
        await Order(house, (MUG, 2), (MUG, 2)).hold()
    await Order(house, (MUG, 2), (MUG, 1)).hold()
    assert await house.stock(MUG) == {"east": (3, 3, 0)}


async def test_a_bundle_draws_its_components(house: House) -> None:
    await house.change(MUG, 4)
    await house.change(BOOK, 9)
    hamper = Order(house, (LAMP, 2, {MUG: 2, BOOK: 1}))
    await hamper.hold()
    assert await house.stock(MUG) == {"east": (4, 4, 0)}
    assert await house.stock(BOOK) == {"east": (9, 2, 0)}
    with pytest.raises(ConflictError, match="cannot be had any more"):
        await Order(house, (LAMP, 1, {MUG: 2, BOOK: 1})).hold()


async def test_what_nobody_counts_is_without_limit_and_still_known(house: House) -> None:
    order = Order(house, (MUG, 1000))
    await order.hold()
    await order.place()
    assert await order.holds() == {("untracked", None): 1000}
    assert await house.available(MUG) is None


async def test_one_warehouse_that_has_all_is_taken_else_several(house: House) -> None:
    await house.change(MUG, 1, "east")
    await house.change(MUG, 5, "west")
    await house.change(BOOK, 9, "west")
    whole = Order(house, (MUG, 2), (BOOK, 1))
    await whole.hold()
    assert await whole.holds() == {("reserved", "west"): 3}
    split = Order(house, (MUG, 4))
    await split.hold()
    assert await split.holds() == {("reserved", "east"): 1, ("reserved", "west"): 3}
    await split.change(1, stage=HELD)
    assert sum((await split.holds()).values()) == 1
    await split.give_up()
    assert await house.stock(MUG) == {"east": (1, 0, 0), "west": (5, 2, 0)}
    await house.sound()


async def test_an_edit_takes_and_gives_back_the_difference_only(house: House) -> None:
    await house.change(MUG, 5)
    order = Order(house, (MUG, 2), (MUG, 1))
    await order.hold()
    await order.place()
    await order.change(4, 0)
    assert await house.stock(MUG) == {"east": (5, 0, 4)}
    with pytest.raises(ConflictError, match="only 5 of"):
        await order.change(6, 0, firm=False)
    await order.change(6, 0)
    assert await order.holds() == {("allocated", "east"): 5, ("short", None): 1}
    await order.change(1, 0)
    assert await order.holds() == {("allocated", "east"): 1}
    await house.sound()


async def test_a_firm_order_without_stock_waits_and_the_oldest_gets_what_arrives(house: House) -> None:
    await house.change(MUG, 1)
    first, second = Order(house, (MUG, 3)), Order(house, (MUG, 2))
    await first.place()
    await second.place()
    assert await first.holds() == {("allocated", "east"): 1, ("short", None): 2}
    await house.change(MUG, 3, "west")
    assert await first.holds() == {("allocated", "east"): 1, ("allocated", "west"): 2}
    assert await second.holds() == {("allocated", "west"): 1, ("short", None): 1}
    assert (await house.available(MUG)).quantity == 0
    with pytest.raises(ConflictError, match="cannot be had any more"):
        await Order(house, (MUG, 1)).hold()
    await first.cancel()
    assert sum((await second.holds()).values()) == 2
    assert ("short", None) not in await second.holds()
    await house.sound()


async def test_a_backorder_is_taken_up_to_its_limit(house: House) -> None:
    await house.change(MUG, 1)
    await house.set_item(MUG, policy=Policy.BACKORDER, backorder_limit=3, promised_on=date(2027, 1, 15))
    found = await house.available(MUG)
    assert found is not None
    assert (found.state, found.quantity) == (AvailabilityState.LOW_STOCK, 4)
    order = Order(house, (MUG, 3))
    await order.hold()
    assert await order.holds() == {("reserved", "east"): 1, ("short", None): 2}
    found = await house.available(MUG)
    assert found is not None
    assert (found.state, found.quantity, found.promised_on) == (AvailabilityState.BACKORDER, 1, date(2027, 1, 15))
    with pytest.raises(ConflictError, match="only 1 of"):
        await Order(house, (MUG, 2)).hold()
    await Order(house, (MUG, 1)).hold()
    found = await house.available(MUG)
    assert found is not None
    assert found.state is AvailabilityState.OUT_OF_STOCK
    await order.hold()
    await house.change(MUG, 9)
    assert await order.holds() == {("reserved", "east"): 3}
    await house.sound()


async def test_what_an_order_holds_is_available_to_it(house: House) -> None:
    await house.change(MUG, 3)
    order = Order(house, (MUG, 2))
    await order.hold()
    for holder, quantity in ((None, 1), (order.id, 3), (order.cart_id, 3)):
        found = await house.available(MUG, held_by=() if holder is None else (holder,))
        assert found is not None
        assert found.quantity == quantity


async def test_safety_stock_is_promised_to_nobody(house: House) -> None:
    await house.change(MUG, 3)
    await house.change(MUG, 2, do=Operation.SAFETY)
    with pytest.raises(ConflictError, match="only 1 of"):
        await Order(house, (MUG, 2)).hold()


async def test_warehouses_serve_their_channels_and_areas(house: House) -> None:
    await house.add_warehouse("south", channels=("us",), areas=(Area("US"), Area("DE", postcode="80")))
    await house.change(MUG, 3, "south")
    assert (await house.available(MUG)).quantity == 0
    assert (await house.available(MUG, "us")).quantity == 3
    await Order(house, (MUG, 1), channel="us", to=address(postal_code="80331")).hold()
    with pytest.raises(ConflictError):
        await Order(house, (MUG, 1), channel="us").hold()
    with pytest.raises(ConflictError):
        await Order(house, (MUG, 1)).hold()
    assert (await house.available(MUG, "us", destination=address())).quantity == 0
    assert (await house.available(MUG, "us", destination=address("US"))).quantity == 2


async def test_what_is_not_sent_has_left_when_it_is_sold(house: House) -> None:
    await house.change(MUG, 3)
    licence = Order(house, (MUG, 2), ships=False)
    await licence.hold()
    await licence.place()
    assert await house.stock(MUG) == {"east": (1, 0, 0)}
    assert await licence.holds() == {("shipped", "east"): 2}
    await licence.cancel()
    assert await house.stock(MUG) == {"east": (3, 0, 0)}
    await house.sound()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE logistics.stock SET on_hand = on_hand + 1",
        "UPDATE logistics.stock SET reserved = 1",
        "UPDATE logistics.movement SET on_hand = 9",
        "DELETE FROM logistics.movement",
        "TRUNCATE logistics.movement CASCADE",
        "INSERT INTO logistics.movement (stock, kind, reserved, reason, note, actor, reference, at) "
        "SELECT id, 'reservation', 4, '', '', '', '', now() FROM logistics.stock",
        "INSERT INTO logistics.movement (stock, kind, on_hand, reason, note, actor, reference, at) "
        "SELECT id, 'reservation', 1, '', '', '', '', now() FROM logistics.stock",
    ],
)
async def test_the_database_itself_keeps_the_ledger(house: House, statement: str) -> None:
    await house.change(MUG, 3)
    with pytest.raises((asyncpg.RestrictViolationError, asyncpg.CheckViolationError)):
        await execute(statement)
    assert await house.stock(MUG) == {"east": (3, 0, 0)}


async def test_what_is_known_of_orders_that_came_to_nothing_is_forgotten(
    house: House, worker: WorkerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.change(MUG, 5)
    given_up, held, placed = (Order(house, (MUG, 1)) for _ in range(3))
    for order in (given_up, held, placed):
        await order.hold()
    await given_up.give_up()
    await placed.place()
    await placed.cancel()
    now = clock.utc_now() + timedelta(days=2)
    monkeypatch.setattr(clock, "utc_now", lambda: now)
    await worker.run_job("logistics.forget_given_up")
    rows = await fetch_value("SELECT array_agg(id ORDER BY id) FROM logistics.demand")
    assert rows == sorted([held.id, placed.id])
    assert await house.stock(MUG) == {"east": (5, 1, 0)}
    await house.sound()


async def test_staff_send_an_order_from_elsewhere(house: House) -> None:
    await house.change(MUG, 3, "east")
    await house.change(MUG, 1, "west")
    order = Order(house, (MUG, 2))
    await order.hold()
    row = (await list_takings([order.id]))[order.id][0]
    with pytest.raises(ConflictError, match="only 1 pieces"):
        await house.move(row.id, "west")
    await house.move(row.id, "west", 1)
    assert await order.holds() == {("reserved", "east"): 1, ("reserved", "west"): 1}
    await order.place()
    assert await order.holds() == {("allocated", "east"): 1, ("allocated", "west"): 1}
    await order.cancel()
    assert await house.stock(MUG) == {"east": (3, 0, 0), "west": (1, 0, 0)}
    await house.sound()
