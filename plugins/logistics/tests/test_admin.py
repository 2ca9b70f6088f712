"""What staff do with warehouses and stock through the admin API."""

from __future__ import annotations

from typing import Any

import pytest_asyncio
from fondaco.commerce import SellableRef
from fondaco.ids import encode_global_id
from fondaco.testing import GraphQLClient
from logistics_testing import BOOK, MUG, House, Order, ref

ADDRESS = {"country": "DE", "name": "Store", "line1": "Harbour 1", "city": "Hamburg", "postalCode": "20457"}
WAREHOUSE = (
    "id code name priority channels active version latitude longitude address { city country } "
    "translations { locale name } areas { country region postcode priority cost }"
)
ITEM = (
    "id sellableId tracked policy backorderLimit promisedOn lowStock version backordered "
    "levels { warehouse { code } onHand reserved allocated available incoming damaged safetyStock version }"
)


def gid(thing: SellableRef) -> str:
    return encode_global_id(thing.type, thing.id)


class Staff:
    """Somebody who keeps the stock."""

    def __init__(self, admin: GraphQLClient, house: House) -> None:
        self.admin, self.house = admin, house

    def row(self, thing: SellableRef, operation: str, quantity: int, at: str = "east", **data: Any) -> dict[str, Any]:
        warehouse = encode_global_id("Warehouse", self.house.warehouses[at])
        return {
            "sellableId": gid(thing),
            "warehouseId": warehouse,
            "operation": operation,
            "quantity": quantity,
            **data,
        }

    async def change(self, *args: Any, **data: Any) -> dict[str, Any]:
        return await self.admin.change("stockChange", self.row(*args, **data), f"item {{ {ITEM} }}")

    async def level(self, *args: Any, **data: Any) -> dict[str, Any]:
        payload = await self.change(*args, **data)
        assert payload["errors"] == []
        level: dict[str, Any] = payload["item"]["levels"][0]
        return level


@pytest_asyncio.fixture(loop_scope="session")
async def staff(admin: GraphQLClient, house: House) -> Staff:
    return Staff(admin, house)


def codes(payload: dict[str, Any]) -> list[str]:
    return [error["code"] for error in payload["errors"]]


async def test_a_warehouse_is_made_changed_and_deleted_while_nothing_was_in_it(admin: GraphQLClient) -> None:
    data = {
        "code": "north",
        "name": " North ",
        "address": ADDRESS,
        "translations": [{"locale": "zh-Hans", "name": "北仓"}],
        "latitude": "53.55",
        "longitude": "9.993",
        "areas": [{"country": "de", "postcode": "20 4"}, {"country": "DK", "cost": 900}],
    }
    payload = await admin.change("warehouseCreate", data, f"warehouse {{ {WAREHOUSE} }}")
    assert payload["errors"] == []
    made = payload["warehouse"]
    assert (made["name"], made["latitude"], made["longitude"]) == ("North", "53.55", "9.993")
    assert [(area["country"], area["postcode"], area["cost"]) for area in made["areas"]] == [
        ("DE", "204", None),
        ("DK", "", 900),
    ]
    changes = {"id": made["id"], "priority": 3, "areas": [], "active": False, "expectedVersion": made["version"]}
    changed = (await admin.change("warehouseUpdate", changes, f"warehouse {{ {WAREHOUSE} }}"))["warehouse"]
    assert (changed["priority"], changed["areas"], changed["active"], changed["code"]) == (3, [], False, "north")
    assert codes(await admin.change("warehouseUpdate", changes, "warehouse { id }")) == ["VERSION_CONFLICT"]
    assert codes(await admin.change("warehouseCreate", data, "warehouse { id }")) == ["CODE_TAKEN"]
    assert (await admin.change("warehouseDelete", {"id": made["id"]}, "deletedId"))["deletedId"] == made["id"]


async def test_impossible_warehouses_are_refused(admin: GraphQLClient) -> None:
    good = {"code": "x", "name": "X", "address": ADDRESS}
    for wrong, code in (
        ({"code": "No Good"}, "INVALID_CODE"),
        ({"name": " "}, "NAME_REQUIRED"),
        ({"latitude": "1"}, "INVALID_COORDINATES"),
        ({"latitude": "91", "longitude": "1"}, "INVALID_COORDINATES"),
        ({"channels": ["mars"]}, "UNKNOWN_CHANNEL"),
        ({"translations": [{"locale": "xx", "name": "X"}]}, "UNKNOWN_LOCALE"),
        ({"areas": [{"country": "XX"}]}, "UNKNOWN_COUNTRY"),
        ({"areas": [{"country": "DE"}, {"country": "de"}]}, "INVALID_AREA"),
        ({"address": {**ADDRESS, "line1": ""}}, "ADDRESS_INCOMPLETE"),
    ):
        assert codes(await admin.change("warehouseCreate", {**good, **wrong}, "warehouse { id }")) == [code], wrong


async def test_stock_comes_in_is_counted_damaged_repaired_and_thrown_away(staff: Staff) -> None:
    assert (await staff.level(MUG, "RECEIVE", 10, reference="PO-7"))["onHand"] == 10
    assert (await staff.level(MUG, "ADJUST", -1, reason="theft"))["onHand"] == 9
    level = await staff.level(MUG, "DAMAGE", 3)
    assert (level["onHand"], level["damaged"]) == (6, 3)
    level = await staff.level(MUG, "REPAIR", 1)
    assert (level["onHand"], level["damaged"]) == (7, 2)
    level = await staff.level(MUG, "DISCARD", 2)
    assert (level["onHand"], level["damaged"]) == (7, 0)
    level = await staff.level(MUG, "COUNT", 5, expectedVersion=level["version"])
    level = await staff.level(MUG, "SAFETY", 2, expectedVersion=level["version"])
    assert (level["onHand"], level["available"], level["safetyStock"]) == (5, 3, 2)
    assert codes(await staff.change(MUG, "COUNT", 5, expectedVersion=1)) == ["VERSION_CONFLICT"]
    assert codes(await staff.change(MUG, "DISCARD", 1)) == ["STOCK_NEGATIVE"]
    assert codes(await staff.change(MUG, "ADJUST", -6)) == ["STOCK_NEGATIVE"]
    assert codes(await staff.change(MUG, "RECEIVE", 0)) == ["QUANTITY_INVALID"]
    assert codes(await staff.change(MUG, "RECEIVE", 1, note="x" * 1001)) == ["TEXT_TOO_LONG"]
    query = (
        "query ($id: ID) { stockMovements(first: 3, sellableId: $id) { totalCount pageInfo { hasNextPage } nodes { "
        "kind onHand damaged reason reference actor orderId sellableId warehouse { code } } } }"
    )
    found = (await staff.admin(query, {"id": gid(MUG)}))["stockMovements"]
    assert (found["totalCount"], found["pageInfo"]["hasNextPage"]) == (6, True)
    assert [(one["kind"], one["onHand"], one["damaged"]) for one in found["nodes"]] == [
        ("COUNT", -2, 0),
        ("DAMAGE", 0, -2),
        ("DAMAGE", 1, -1),
    ]
    assert (await staff.admin("{ stockAudit { check subject expected found } }"))["stockAudit"] == []


async def test_a_change_does_not_take_pieces_from_orders_unless_it_says_so(staff: Staff, house: House) -> None:
    await staff.change(MUG, "RECEIVE", 3)
    older, younger = Order(house, (MUG, 2)), Order(house, (MUG, 1))
    await older.place()
    await younger.place()
    assert codes(await staff.change(MUG, "COUNT", 2)) == ["STOCK_TAKEN"]
    payload = await staff.change(MUG, "COUNT", 2, displace=True)
    assert payload["item"]["backordered"] == 1
    assert await older.holds() == {("allocated", "east"): 2}
    assert await younger.holds() == {("short", None): 1}
    await staff.change(MUG, "RECEIVE", 1, "west")
    assert await younger.holds() == {("allocated", "west"): 1}
    await house.sound()


async def test_many_changes_have_an_answer_each(staff: Staff) -> None:
    rows = [staff.row(MUG, "RECEIVE", 5), staff.row(BOOK, "ADJUST", -1), staff.row(BOOK, "RECEIVE", 4, "west")]
    selection = "count results { index item { levels { onHand } } errors { code field } }"
    payload = await staff.admin.change("stockBulkUpdate", {"rows": rows}, selection)
    assert (payload["count"], [codes(row) for row in payload["results"]]) == (0, [[], ["STOCK_NEGATIVE"], []])
    assert all(row["item"] is None for row in payload["results"])
    payload = await staff.admin.change(
        "stockBulkUpdate", {"rows": rows, "errorPolicy": "REJECT_FAILED_ROWS"}, selection
    )
    assert (payload["count"], [codes(row) for row in payload["results"]]) == (2, [[], ["STOCK_NEGATIVE"], []])
    payload = await staff.admin.change("stockBulkUpdate", {"rows": [rows[0], rows[2]]}, selection)
    assert payload["count"] == 2
    assert [row["item"]["levels"][0]["onHand"] for row in payload["results"]] == [10, 8]
    assert await staff.house.stock(MUG) == {"east": (10, 0, 0)}


async def test_items_are_listed_by_what_they_lack(staff: Staff, house: House) -> None:
    await staff.change(MUG, "RECEIVE", 100)
    await staff.change(BOOK, "RECEIVE", 2, "west")
    await Order(house, (ref(9), 1)).place()
    payload = await staff.admin.change(
        "stockItemUpdate",
        {"sellableId": gid(ref(9)), "policy": "BACKORDER", "backorderLimit": 5, "promisedOn": "2027-03-01"},
        f"item {{ {ITEM} }}",
    )
    assert payload["errors"] == []
    assert payload["item"]["promisedOn"] == "2027-03-01"
    await Order(house, (ref(9), 2)).place()

    async def listed(**narrowed: Any) -> list[str]:
        query = "query ($f: StockItemFilter) { stockItems(first: 9, filter: $f) { totalCount nodes { sellableId } } }"
        found = (await staff.admin(query, {"f": narrowed}))["stockItems"]
        assert found["totalCount"] == len(found["nodes"])
        return [node["sellableId"] for node in found["nodes"]]

    assert await listed() == [gid(ref(9)), gid(BOOK), gid(MUG)]
    assert await listed(lowStock=True) == [gid(ref(9)), gid(BOOK)]
    assert await listed(backordered=True) == [gid(ref(9))]
    west = encode_global_id("Warehouse", house.warehouses["west"])
    assert await listed(warehouseId=west) == [gid(BOOK)]


async def test_a_preview_says_from_where_an_order_would_be_sent(staff: Staff, house: House) -> None:
    await staff.change(MUG, "RECEIVE", 1, "east")
    await staff.change(MUG, "RECEIVE", 9, "west")
    query = """query ($lines: [AllocationLineInput!]!, $strategy: AllocationStrategy) {
      allocationPreview(lines: $lines, channel: "default", country: "DE", strategy: $strategy) {
        parcels { warehouse { code } pieces { sellableId quantity } metres cost }
        missing { quantity } uncounted { sellableId quantity } } }"""

    async def parcels(quantity: int, strategy: str | None = None) -> dict[str, Any]:
        lines = [{"sellableId": gid(MUG), "quantity": quantity}, {"sellableId": gid(BOOK), "quantity": 1}]
        found: dict[str, Any] = (await staff.admin(query, {"lines": lines, "strategy": strategy}))["allocationPreview"]
        assert found["uncounted"] == [{"sellableId": gid(BOOK), "quantity": 1}]
        return {one["warehouse"]["code"]: one["pieces"][0]["quantity"] for one in found["parcels"]} | {
            "missing": sum(one["quantity"] for one in found["missing"])
        }

    assert await parcels(1) == {"east": 1, "missing": 0}
    assert await parcels(1, "HIGHEST_STOCK") == {"west": 1, "missing": 0}
    assert await parcels(2) == {"west": 2, "missing": 0}
    assert await parcels(12) == {"east": 1, "west": 9, "missing": 2}


async def test_who_may_not_see_stock_sees_none(http: Any) -> None:
    nobody = GraphQLClient(http, "admin", {})
    answer = await nobody.raw("{ stockItems(first: 1) { totalCount } }")
    assert answer["errors"]
