"""Pieces on their way from one warehouse to another."""

from __future__ import annotations

from typing import Any

import pytest
from fondaco.ids import encode_global_id
from fondaco.testing import GraphQLClient
from logistics_testing import BOOK, MUG, House, Order

TRANSFER = (
    "transfer { id state reference source { code } destination { code } "
    "lines { sellableId quantity inTransit received damaged returned lost } }"
)
MUG_ID, BOOK_ID = (encode_global_id("TestThing", thing.id) for thing in (MUG, BOOK))


class Mover:
    """Somebody who moves stock from east to west."""

    def __init__(self, admin: GraphQLClient, house: House) -> None:
        self.admin, self.house = admin, house

    async def send(self, *lines: tuple[str, int], **data: Any) -> dict[str, Any]:
        given = {
            "sourceId": encode_global_id("Warehouse", self.house.warehouses["east"]),
            "destinationId": encode_global_id("Warehouse", self.house.warehouses["west"]),
            "lines": [{"sellableId": id_, "quantity": n} for id_, n in lines],
        }
        return await self.admin.change("stockTransferCreate", {**given, **data}, TRANSFER)

    async def receive(self, transfer: str, *lines: tuple[str, int, int]) -> dict[str, Any]:
        arrived = [{"sellableId": id_, "received": n, "damaged": bad} for id_, n, bad in lines]
        return await self.admin.change("stockTransferReceive", {"id": transfer, "lines": arrived}, TRANSFER)

    async def end(self, transfer: str, **data: Any) -> dict[str, Any]:
        return await self.admin.change("stockTransferEnd", {"id": transfer, **data}, TRANSFER)


@pytest.fixture
def mover(admin: GraphQLClient, house: House) -> Mover:
    return Mover(admin, house)


def codes(payload: dict[str, Any]) -> list[str]:
    return [error["code"] for error in payload["errors"]]


async def stored(house: House) -> list[tuple[str, int, int, int]]:
    return [(row.code, row.on_hand, row.incoming, row.damaged) for row in await house.stored(MUG)]


async def test_pieces_are_on_their_way_until_they_arrive(mover: Mover, house: House) -> None:
    await house.change(MUG, 10)
    waiting = Order(house, (MUG, 4))
    made = (await mover.send((MUG_ID, 8), reference="T-1"))["transfer"]
    assert (made["state"], made["source"]["code"], made["destination"]["code"]) == ("IN_TRANSIT", "east", "west")
    assert await stored(house) == [("east", 2, 0, 0), ("west", 0, 8, 0)]
    await waiting.place()
    assert await waiting.holds() == {("allocated", "east"): 2, ("short", None): 2}
    part = (await mover.receive(made["id"], (MUG_ID, 5, 1)))["transfer"]
    assert part["lines"] == [
        {"sellableId": MUG_ID, "quantity": 8, "inTransit": 2, "received": 5, "damaged": 1, "returned": 0, "lost": 0}
    ]
    assert await stored(house) == [("east", 2, 0, 0), ("west", 5, 2, 1)]
    assert await waiting.holds() == {("allocated", "east"): 2, ("allocated", "west"): 2}
    assert codes(await mover.receive(made["id"], (MUG_ID, 3, 0))) == ["QUANTITY_INVALID"]
    assert codes(await mover.receive(made["id"], (BOOK_ID, 1, 0))) == ["NOT_SENT"]
    done = (await mover.receive(made["id"], (MUG_ID, 2, 0)))["transfer"]
    assert done["state"] == "DONE"
    assert codes(await mover.receive(made["id"], (MUG_ID, 1, 0))) == ["TRANSFER_DONE"]
    await house.sound()


@pytest.mark.parametrize(("lost", "east"), [(True, 6), (False, 9)])
async def test_what_does_not_arrive_is_lost_or_goes_back(mover: Mover, house: House, lost: bool, east: int) -> None:
    await house.change(MUG, 10)
    made = (await mover.send((MUG_ID, 1), (MUG_ID, 3)))["transfer"]
    await mover.receive(made["id"], (MUG_ID, 1, 0))
    ended = (await mover.end(made["id"], lost=lost))["transfer"]
    assert (ended["state"], ended["lines"][0]["lost"], ended["lines"][0]["returned"]) == (
        "DONE",
        3 if lost else 0,
        0 if lost else 3,
    )
    assert await stored(house) == [("east", east, 0, 0), ("west", 1, 0, 0)]
    assert codes(await mover.end(made["id"])) == ["TRANSFER_DONE"]
    await house.sound()


async def test_what_orders_took_is_not_sent(mover: Mover, house: House) -> None:
    await house.change(MUG, 3)
    await Order(house, (MUG, 2)).hold()
    assert codes(await mover.send((MUG_ID, 2))) == ["OUT_OF_STOCK"]
    east = encode_global_id("Warehouse", house.warehouses["east"])
    assert codes(await mover.send((MUG_ID, 1), destinationId=east)) == ["SAME_WAREHOUSE"]
    assert codes(await mover.send()) == ["LINES_REQUIRED"]
    assert codes(await mover.send((MUG_ID, 0))) == ["QUANTITY_INVALID"]
    query = "{ stockTransfers(first: 5, state: IN_TRANSIT) { totalCount nodes { id } } }"
    assert (await mover.admin(query))["stockTransfers"]["totalCount"] == 0
    await mover.send((MUG_ID, 1))
    assert (await mover.admin(query))["stockTransfers"]["totalCount"] == 1
