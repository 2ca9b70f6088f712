"""Parcels that two people, or a person and a buyer, want something else of at once: each piece leaves once or not at all.

Afterwards an auditor looks at the tables (see ``conftest.py``).
"""

from __future__ import annotations

from fondaco.commerce import SellableRef
from fondaco_logistics.model.packing import PackLine
from fondaco_logistics.model.returns import ReturnState
from fondaco_logistics.model.shipments import ShipmentState
from logistics_testing import House, Order, refund_of
from test_stock import all_of, in_rounds, stocked


async def test_a_parcel_is_sent_or_unpacked(house: House, rounds: int) -> None:
    async def race(thing: SellableRef) -> None:
        order = Order(house, (thing, 2))
        await order.place()
        parcel = await order.pack()
        ended = await all_of(house.ship(parcel), house.unpack(parcel))
        (after,) = await order.parcels()
        if after.state is ShipmentState.SHIPPED:
            assert ended == {"ok": 1, "SHIPMENT_STATE": 1}
            assert await house.stock(thing) == {"east": (1, 0, 0)}
        else:
            assert ended == {"ok": 1, "SHIPMENT_CANCELLED": 1}
            assert await house.stock(thing) == {"east": (3, 0, 2)}

    await in_rounds(await stocked(house, 3, rounds), race)


async def test_a_parcel_is_sent_or_its_order_cancelled(house: House, rounds: int) -> None:
    async def race(thing: SellableRef) -> None:
        order = Order(house, (thing, 2))
        await order.place()
        parcel = await order.pack()
        ended = await all_of(house.ship(parcel), order.cancel())
        if ended == {"ok": 2}:
            assert await order.holds() == {("shipped", "east"): 2}
            assert await house.stock(thing) == {"east": (1, 0, 0)}
        else:
            assert ended == {"ok": 1, "SHIPMENT_CANCELLED": 1}
            assert await order.holds() == {}
            assert await house.stock(thing) == {"east": (3, 0, 0)}

    await in_rounds(await stocked(house, 3, rounds), race)


async def test_a_parcel_leaves_with_what_the_edited_order_wants(house: House, rounds: int) -> None:
    async def race(thing: SellableRef) -> None:
        order = Order(house, (thing, 3))
        await order.place()
        parcel = await order.pack()
        assert await all_of(house.ship(parcel), order.change(1)) == {"ok": 2}
        sent = (await house.contents(parcel))[thing.id]
        assert sent in {1, 3}
        assert await order.holds() == {("shipped", "east"): sent}
        assert await house.stock(thing) == {"east": (4 - sent, 0, 0)}

    await in_rounds(await stocked(house, 4, rounds), race)


async def test_two_people_pack_the_same_pieces_and_one_of_them_gets_them(house: House, rounds: int) -> None:
    async def race(thing: SellableRef) -> None:
        order = Order(house, (thing, 2))
        await order.place()
        (row,) = await order.takings()
        pack = PackLine(row.id, 2)
        ended = await all_of(order.pack("east", pack), order.pack("east", pack), order.pack("east"))
        assert ended["ok"] == 1
        assert ended["ALLOCATION_DONE"] + ended["NOTHING_TO_SHIP"] == 2
        parcels = await order.parcels()
        assert [parcel.number for parcel in parcels] == [f"{order.number}-1"]

    await in_rounds(await stocked(house, 2, rounds), race)


async def test_two_people_send_the_same_parcel_and_it_leaves_once(house: House, rounds: int) -> None:
    async def race(thing: SellableRef) -> None:
        order, waiting = Order(house, (thing, 2)), Order(house, (thing, 2))
        await order.place()
        await waiting.place()
        parcel = await order.pack()
        ended = await all_of(house.ship(parcel), house.ship(parcel), house.change(thing, 1), order.change(2))
        assert ended == {"ok": 4}
        assert await house.stock(thing) == {"east": (2, 0, 2)}
        assert await waiting.holds() == {("allocated", "east"): 2}

    await in_rounds(await stocked(house, 3, rounds), race)


async def test_a_return_is_taken_in_once_whoever_says_so(house: House, rounds: int) -> None:
    async def race(thing: SellableRef) -> None:
        order = Order(house, (thing, 2))
        await order.place()
        await house.ship(await order.pack())
        back = await order.expect(2)
        ended = await all_of(
            order.receive(back, {"restocked": 2}),
            order.receive(back, {"damaged": 2}),
            house.hear(refund_of(order, 2)),
            house.decide(back, ReturnState.REFUSED),
        )
        assert ended["ok"] >= 1
        (row,) = await house.stored(thing)
        returned = (await order.holds()).get(("returned", "east"), 0)
        assert row.on_hand + row.damaged == returned == 2

    await in_rounds(await stocked(house, 2, rounds), race)
