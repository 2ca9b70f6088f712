"""Parcels: packed, sent, delivered or lost; unpacked where their order wants less; and what stock has to say to it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from fondaco.commerce import OrderShipment, ShippedLine
from fondaco.db import PageArgs
from fondaco.ids import new_id
from fondaco_logistics.model.carriers import Carrier, tracking_url
from fondaco_logistics.model.drafts import Operation
from fondaco_logistics.model.packing import PackLine
from fondaco_logistics.model.shipments import MOVES, ShipmentState, Tracking, line_changes
from fondaco_logistics.model.stock import Taking, TakingState
from fondaco_logistics.repository.packing import PackingFilter, list_orders_to_ship, list_packable
from logistics_testing import BOOK, LAMP, MUG, House, Order, address, outcome

PACKED, SHIPPED, CANCELLED = ShipmentState.PACKED, ShipmentState.SHIPPED, ShipmentState.CANCELLED
DELIVERED, LOST = ShipmentState.DELIVERED, ShipmentState.LOST


async def test_what_is_shipped_leaves_stock_once(house: House) -> None:
    await house.change(MUG, 5)
    order = Order(house, (MUG, 3))
    await order.place()
    parcel = await order.pack()
    assert (parcel.state, parcel.number) == (PACKED, f"{order.number}-1")
    assert await house.stock(MUG) == {"east": (5, 0, 3)}
    assert await order.holds() == {("packed", "east"): 3}
    # when
    for _ in range(2):
        left = await house.ship(parcel, Tracking("", "00340434161094015902"))
        assert (left.state, [one.number for one in left.trackings]) == (SHIPPED, ["00340434161094015902"])
    # then
    assert await house.stock(MUG) == {"east": (2, 0, 0)}
    assert await order.holds() == {("shipped", "east"): 3}
    assert await house.movements() == ["receipt", "allocation", "shipment"]
    for _ in range(2):
        assert (await house.end(parcel, DELIVERED)).state is DELIVERED
    await house.sound()


async def test_parts_go_in_several_parcels_and_from_several_warehouses(house: House) -> None:
    await house.change(MUG, 2)
    await house.change(MUG, 2, "west")
    order = Order(house, (MUG, 4))
    await order.place()
    east = next(row for row in await order.takings() if row.warehouse == house.warehouses["east"])
    assert await outcome(order.pack("west", PackLine(east.id))) == "OTHER_WAREHOUSE"
    assert await outcome(order.pack("east", PackLine(east.id, 1), PackLine(east.id, 2))) == "QUANTITY_INVALID"
    first = await order.pack("east", PackLine(east.id, 1))
    second, third = await order.pack("east"), await order.pack("west")
    assert [await house.contents(parcel) for parcel in (first, second, third)] == [
        {MUG.id: 1},
        {MUG.id: 1},
        {MUG.id: 2},
    ]
    assert await outcome(order.pack("east")) == "NOTHING_TO_SHIP"
    await house.ship(third)
    assert await order.holds() == {("packed", "east"): 2, ("shipped", "west"): 2}
    assert await house.stock(MUG) == {"east": (2, 0, 2), "west": (0, 0, 0)}
    await house.sound()


async def test_what_nobody_counts_is_sent_from_anywhere(house: House) -> None:
    order = Order(house, (BOOK, 2))
    await order.place()
    parcel = await order.pack("west")
    assert await order.holds() == {("packed_uncounted", "west"): 2}
    await house.unpack(parcel)
    assert await order.holds() == {("untracked", None): 2}
    await house.ship(await order.pack("east"))
    assert await order.holds() == {("shipped", "east"): 2}
    assert await house.movements() == []
    await house.sound()


async def test_an_unpacked_parcel_gives_its_pieces_back_to_the_order_alone(house: House) -> None:
    await house.change(MUG, 3)
    order = Order(house, (MUG, 2))
    await order.place()
    parcel = await order.pack()
    for _ in range(2):
        assert (await house.unpack(parcel)).state is CANCELLED
    assert await order.holds() == {("allocated", "east"): 2}
    assert await house.stock(MUG) == {"east": (3, 0, 2)}
    assert await outcome(house.ship(parcel)) == "SHIPMENT_CANCELLED"
    left = await house.ship(await order.pack())
    assert await outcome(house.unpack(left)) == "SHIPMENT_STATE"
    await house.sound()


@pytest.mark.parametrize(
    ("wanted", "contents", "states"),
    [
        (4, [1, 2], [PACKED, PACKED]),
        (3, [1, 2], [PACKED, PACKED]),
        (2, [1, 1], [PACKED, PACKED]),
        (1, [1, 2], [PACKED, CANCELLED]),
        (0, [1, 2], [CANCELLED, CANCELLED]),
    ],
)
async def test_what_an_order_wants_no_more_is_taken_out_of_its_youngest_parcels(
    house: House, wanted: int, contents: list[int], states: list[ShipmentState]
) -> None:
    await house.change(MUG, 5)
    order = Order(house, (MUG, 4))
    await order.place()
    (row,) = await order.takings()
    parcels = [await order.pack("east", PackLine(row.id, 1))]
    rest = next(one for one in await order.takings() if one.state is TakingState.ALLOCATED)
    parcels.append(await order.pack("east", PackLine(rest.id, 2)))
    # when
    await order.change(wanted)
    # then
    assert [parcel.state for parcel in await order.parcels()] == states
    assert [(await house.contents(parcel))[MUG.id] for parcel in parcels] == contents
    assert await house.stock(MUG) == {"east": (5, 0, wanted)}
    await house.sound()


async def test_what_left_stays_an_orders_own(house: House) -> None:
    await house.change(MUG, 5)
    order = Order(house, (MUG, 3))
    await order.place()
    (row,) = await order.takings()
    await house.ship(await order.pack("east", PackLine(row.id, 2)))
    await order.change(2)
    assert await order.holds() == {("shipped", "east"): 2}
    await order.change(4)
    assert await order.holds() == {("shipped", "east"): 2, ("allocated", "east"): 2}
    await house.sound()


async def test_what_is_in_parcels_is_neither_moved_nor_counted_away(house: House) -> None:
    await house.change(MUG, 2)
    await house.change(MUG, 2, "west")
    order = Order(house, (MUG, 2))
    await order.place()
    await order.pack()
    (row,) = await order.takings()
    assert await outcome(house.move(row.id, "west")) == "ALLOCATION_DONE"
    assert await outcome(order.pack("east", PackLine(row.id))) == "ALLOCATION_DONE"
    assert await outcome(house.change(MUG, 1, do=Operation.COUNT, displace=True)) == "STOCK_TAKEN"
    await house.sound()


async def test_what_cannot_be_packed_is_refused(house: House) -> None:
    await house.change(MUG, 1)
    held, licence, short = Order(house, (MUG, 1)), Order(house, (BOOK, 1), ships=False), Order(house, (MUG, 1))
    await held.hold()
    await licence.place()
    await short.place()
    for order, code in ((held, "ORDER_NOT_PLACED"), (licence, "NOTHING_TO_SHIP"), (short, "OUT_OF_STOCK")):
        (row,) = await order.takings()
        assert await outcome(order.pack("east", PackLine(row.id))) == code
        assert await outcome(order.pack("east")) == "NOTHING_TO_SHIP"
    assert await outcome(short.pack("east", PackLine(new_id()))) == "ALLOCATION_NOT_FOUND"
    house.warehouses["gone"] = new_id()
    assert await outcome(short.pack("gone")) == "WAREHOUSE_NOT_FOUND"
    assert await outcome(Order(house, (MUG, 1)).pack()) == "ORDER_NOT_FOUND"


@pytest.mark.parametrize(
    ("tracking", "code"),
    [
        (Tracking("mars", "1"), "UNKNOWN_CARRIER"),
        (Tracking("", " "), "TRACKING_INVALID"),
        (Tracking("", "x" * 101), "TRACKING_INVALID"),
        (Tracking("", "1", "javascript:alert(1)"), "TRACKING_INVALID"),
        (Tracking("", "1", "http://carrier.example/1"), "TRACKING_INVALID"),
    ],
)
async def test_impossible_tracking_numbers_are_refused(house: House, tracking: Tracking, code: str) -> None:
    order = Order(house, (BOOK, 1))
    await order.place()
    assert await outcome(order.pack("east", trackings=(tracking,))) == code
    assert await order.parcels() == []


async def test_a_lost_parcel_may_arrive_yet_and_one_that_is_packed_cannot(house: House) -> None:
    order = Order(house, (BOOK, 1))
    await order.place()
    parcel = await order.pack()
    assert await outcome(house.end(parcel, DELIVERED)) == "SHIPMENT_STATE"
    await house.ship(parcel)
    assert (await house.end(parcel, LOST)).state is LOST
    assert (await house.end(parcel, DELIVERED)).state is DELIVERED


def test_every_state_says_where_it_goes_and_ends_are_ends() -> None:
    assert set(MOVES) == set(ShipmentState)
    assert {state for state, targets in MOVES.items() if not targets} == {ShipmentState.RETURNED, CANCELLED}


def test_a_number_is_put_into_its_carriers_address() -> None:
    carriers = {"x": Carrier(code="x", name="X", tracking_url="https://x.example/?n={number}&l=en")}
    assert tracking_url(carriers, "x", "a b&/é", "") == "https://x.example/?n=a%20b%26%2F%C3%A9&l=en"
    assert tracking_url(carriers, "x", "1", "https://own.example/1") == "https://own.example/1"
    assert tracking_url(carriers, "y", "1", "") is None
    with pytest.raises(ValueError, match="https"):
        Carrier(code="x", name="X", tracking_url="http://x.example/{number}")


LINE, CUP, POT = (UUID(int=number) for number in (1, 2, 3))


def rows(cups: tuple[int, int, int], pots: tuple[int, int, int]) -> list[Taking]:
    """Two cups and a pot are in each of three sets: allocated, shipped and returned pieces."""
    now = datetime(2026, 11, 28, tzinfo=UTC)
    states = (TakingState.ALLOCATED, TakingState.SHIPPED, TakingState.RETURNED)
    return [
        Taking(new_id(), LINE, LINE, piece, "Thing", piece, None, None, state, n, True, now, each)
        for piece, each, numbers in ((CUP, 2, cups), (POT, 1, pots))
        for state, n in zip(states, numbers, strict=True)
        if n
    ]


@pytest.mark.parametrize(
    ("cups", "pots", "shipped", "incomplete", "returned"),
    [
        ((5, 1, 0), (3, 0, 0), 1, 1, 0),
        ((4, 2, 0), (3, 0, 0), 1, 1, 0),
        ((4, 2, 0), (2, 1, 0), 1, 0, 0),
        ((0, 6, 0), (3, 0, 0), 3, 3, 0),
        ((0, 6, 0), (0, 3, 0), 3, 0, 0),
        ((0, 5, 1), (0, 2, 1), 3, 0, 0),
        ((0, 4, 2), (0, 2, 1), 3, 0, 1),
        ((0, 0, 6), (0, 0, 3), 3, 0, 3),
    ],
)
def test_a_set_has_left_with_its_first_part_and_is_back_with_its_last(
    cups: tuple[int, int, int], pots: tuple[int, int, int], shipped: int, incomplete: int, returned: int
) -> None:
    before, after = rows((6, 0, 0), (3, 0, 0)), rows(cups, pots)
    expected = ShippedLine(line_id=LINE, shipped=shipped, incomplete=incomplete, returned=returned)
    assert line_changes(before, after) == (expected,)
    back = line_changes(after, before)
    assert back == (ShippedLine(line_id=LINE, shipped=-shipped, incomplete=-incomplete, returned=-returned),)
    assert line_changes(after, after) == OrderShipment(order_id=LINE, lines=()).lines


async def test_the_packing_desk_sees_the_oldest_promise_first(house: House) -> None:
    await house.change(MUG, 3)
    await house.change(MUG, 2, "west")
    late = Order(house, (MUG, 2), (BOOK, 1), due_on=date(2026, 12, 24))
    soon = Order(house, (MUG, 1), due_on=date(2026, 11, 30), to=address("DK"))
    lacking = Order(house, (MUG, 3), (LAMP, 1), due_on=date(2026, 12, 1))
    undecided = Order(house, (BOOK, 1))
    for order in (late, soon, lacking):
        await order.place()
    await undecided.hold()

    async def seen(**narrowed: object) -> list[Order]:
        page = await list_orders_to_ship(PageArgs(first=9), PackingFilter(**narrowed))  # type: ignore[arg-type]
        assert await page.count() == len(page.nodes)
        by_id = {order.id: order for order in (late, soon, lacking, undecided)}
        return [by_id[row.id] for row in page.nodes]

    west = house.warehouses["west"]
    assert await seen() == [soon, lacking, late]
    assert await seen(warehouse=west) == [lacking, late]
    assert await seen(country="DK") == [soon]
    assert await seen(complete=True) == [soon, late]
    assert await seen(complete=False) == [lacking]
    assert await seen(due_until=date(2026, 12, 1), channel="default") == [soon, lacking]
    assert await seen(number=late.number) == [late]
    packable = await list_packable([late.id, lacking.id], west)
    assert [(row.ref_id, row.state.value) for row in packable[late.id]] == [(BOOK.id, "untracked")]
    await house.ship(await soon.pack())
    await late.pack()
    assert await seen() == [lacking]
