"""Orders for staff: lists, search, detail, cancelling; and who may."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import asyncpg
import httpx
import msgspec
import pytest
from checkout_testing import CART, MUG, ORDER, Buyer, codes
from fondaco import clock
from fondaco.app import App
from fondaco.commerce import OrderedLine, PaymentOutcome, PaymentState, SellableRef
from fondaco.commerce.events import OrderCancelled
from fondaco.db.engine import execute, fetch_value
from fondaco.ids import encode_global_id, new_id
from fondaco.testing import GraphQLClient, WorkerDriver, recorded_statements
from fondaco_checkout.test_provider.provider import TestProvider

LIST = """query ($first: Int, $after: String, $last: Int, $search: String, $filter: OrderFilter, $sort: OrderSort! = NEWEST) {
  orders(first: $first, after: $after, last: $last, search: $search, filter: $filter, sort: $sort) {
    totalCount pageInfo { hasNextPage endCursor } nodes { number } } }"""


async def placed(buyer: Buyer, count: int = 1) -> list[dict[str, Any]]:
    """Orders, the oldest first."""
    orders = []
    for _ in range(count):
        cart = await buyer.ready()
        orders.append((await buyer.complete(cart["id"]))["order"])
    return orders


async def numbers(admin: GraphQLClient, **variables: Any) -> list[str]:
    found = await admin(LIST, {"first": 10, **variables})
    return [order["number"] for order in found["orders"]["nodes"]]


async def test_staff_list_orders_newest_first_page_by_page(buyer: Buyer, admin: GraphQLClient) -> None:
    await placed(buyer, 3)
    first = (await admin(LIST, {"first": 2}))["orders"]
    assert [order["number"] for order in first["nodes"]] == ["1003", "1002"]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"]) == (3, True)
    rest = (await admin(LIST, {"first": 2, "after": first["pageInfo"]["endCursor"]}))["orders"]
    assert [order["number"] for order in rest["nodes"]] == ["1001"]
    assert await numbers(admin, first=None, last=1) == ["1001"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("1002", ["1002"]),
        ("ADA@EXAMPLE", ["1002", "1001"]),
        ("lovelace", ["1002", "1001"]),
        ("100_", []),
        ("%", []),
        ("\\", []),
        ("' OR TRUE --", []),
        ("   ", ["1002", "1001"]),
        ("nobody", []),
        ("\0", []),
        ("1002\0", []),
    ],
)
async def test_staff_search_orders(buyer: Buyer, admin: GraphQLClient, search: str, found: list[str]) -> None:
    await placed(buyer, 2)
    assert await numbers(admin, search=search) == found


async def test_staff_filter_orders_by_state(buyer: Buyer, admin: GraphQLClient) -> None:
    first, _ = await placed(buyer, 2)
    await admin.change("orderCancel", {"id": first["id"]}, "order { id }")
    assert await numbers(admin, filter={"states": ["CANCELLED"]}) == ["1001"]
    assert await numbers(admin, filter={"states": ["PLACED"]}) == ["1002"]


async def test_staff_see_an_order_by_id_number_and_node(buyer: Buyer, admin: GraphQLClient) -> None:
    (order,) = await placed(buyer)
    fields = f"{ORDER} channel cancelledAt cancelReason"
    by_number = (await admin(f'{{ order(number: "1001") {{ {fields} }} }}'))["order"]
    by_id = (await admin(f"query ($id: ID!) {{ order(id: $id) {{ {fields} }} }}", {"id": order["id"]}))["order"]
    node = await admin(f"query ($id: ID!) {{ node(id: $id) {{ ... on Order {{ {fields} }} }} }}", {"id": order["id"]})
    expected = {**order, "channel": "default", "cancelledAt": None, "cancelReason": ""}
    assert by_number == by_id == node["node"] == expected
    assert (await admin('{ order(number: "9") { id } }'))["order"] is None
    assert (await admin("query ($n: String!) { order(number: $n) { id } }", {"n": "1001\0"}))["order"] is None
    body = await admin.raw("{ order { id } }")
    assert body["errors"][0]["extensions"]["code"] == "INVALID_INPUT"


async def test_staff_see_carts_but_cannot_change_them(buyer: Buyer, admin: GraphQLClient) -> None:
    cart = await buyer.create((MUG, 1))
    seen = await admin(f"query ($id: ID!) {{ cart(id: $id) {{ {CART} }} }}", {"id": cart["id"]})
    assert seen["cart"] == cart
    body = await admin.raw("mutation { cartCreate(input: {}) { cart { id } } }")
    assert body["errors"]


async def test_without_the_permission_nothing_is_seen_or_done(buyer: Buyer, http: httpx.AsyncClient) -> None:
    (order,) = await placed(buyer)
    guest, nobody, clerk = (
        GraphQLClient(http, "admin", headers)
        for headers in ({}, {"authorization": "Bearer nobody"}, {"authorization": "Bearer clerk"})
    )
    assert (await guest.raw(LIST, {"first": 1}))["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert (await nobody.raw(LIST, {"first": 1}))["errors"][0]["extensions"]["code"] == "PERMISSION_DENIED"
    node = "query ($id: ID!) { node(id: $id) { id } }"
    assert (await nobody(node, {"id": order["id"]}))["node"] is None
    assert (await clerk(node, {"id": order["id"]}))["node"] == {"id": order["id"]}
    assert await numbers(clerk) == ["1001"]
    payload = await clerk.change("orderCancel", {"id": order["id"]}, "order { id }")
    assert codes(payload) == ["PERMISSION_DENIED"]
    cart = await buyer.create((MUG, 1))
    by_id = "query ($id: ID!) { order(id: $id) { id } }"
    cart_by_id = "query ($id: ID!) { cart(id: $id) { id } }"
    for client, code in ((guest, "UNAUTHENTICATED"), (nobody, "PERMISSION_DENIED")):
        for query, id_ in (
            (by_id, order["id"]),
            (by_id, encode_global_id("Order", new_id())),
            (cart_by_id, cart["id"]),
        ):
            body = await client.raw(query, {"id": id_})
            assert (body["data"], body["errors"][0]["extensions"]["code"]) == (dict.fromkeys(body["data"]), code)
        assert codes(await client.change("orderCancel", {"id": order["id"]}, "order { id }")) == [code]
    assert (await nobody(node, {"id": cart["id"]}))["node"] is None
    assert (await clerk(cart_by_id, {"id": cart["id"]}))["cart"] == {"id": cart["id"]}
    assert await fetch_value("SELECT state FROM checkout.orders") == "placed"


async def test_cancelling_gives_the_payment_back_and_tells_once(buyer: Buyer, admin: GraphQLClient, app: App) -> None:
    (order,) = await placed(buyer)
    payloads = [
        await admin.change(
            "orderCancel",
            {"id": order["id"], "reason": reason},
            "order { state paymentState cancelReason cancelledAt }",
        )
        for reason in ("The buyer called.", "Again.")
    ]
    assert payloads[0]["errors"] == []
    cancelled = payloads[0]["order"]
    assert (cancelled["state"], cancelled["paymentState"]) == ("CANCELLED", "VOIDED")
    assert cancelled["cancelReason"] == "The buyer called."
    assert payloads[1] == payloads[0]
    assert await fetch_value("SELECT state FROM checkout.test_payment") == "voided"
    event = await fetch_value("SELECT payload FROM system.outbox WHERE name = 'checkout.order_cancelled'")
    told = msgspec.json.decode(event, type=OrderCancelled)
    assert told.number == "1001"
    assert told.lines == (OrderedLine(SellableRef("TestThing", MUG), f"SKU-{MUG.int}", 2),)
    assert await fetch_value("SELECT count(*) FROM system.outbox WHERE name = 'checkout.order_cancelled'") == 1
    seen = await buyer.shop("query ($t: String!) { order(token: $t) { state } }", {"t": order["token"]})
    assert seen["order"]["state"] == "CANCELLED"


async def test_cancelling_from_many_places_at_once_tells_once(buyer: Buyer, admin: GraphQLClient) -> None:
    (order,) = await placed(buyer)
    cancel = [admin.change("orderCancel", {"id": order["id"]}, "order { state }") for _ in range(8)]
    assert {payload["order"]["state"] for payload in await asyncio.gather(*cancel)} == {"CANCELLED"}
    assert await fetch_value("SELECT count(*) FROM system.outbox WHERE name = 'checkout.order_cancelled'") == 1


async def test_a_provider_that_is_away_gives_back_later(
    buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    (order,) = await placed(buyer)

    async def away(self: TestProvider, payment_id: object) -> PaymentOutcome:
        return PaymentOutcome(state=PaymentState.UNKNOWN)

    with monkeypatch.context() as patched:
        patched.setattr(TestProvider, "void", away)
        payload = await admin.change("orderCancel", {"id": order["id"]}, "order { state paymentState }")
    assert payload["order"] == {"state": "CANCELLED", "paymentState": "AUTHORIZED"}
    with clock.moved(timedelta(minutes=2)):
        await worker.run_job("checkout.recover_completions")
    assert await fetch_value("SELECT payment_state FROM checkout.orders") == "voided"
    assert await fetch_value("SELECT state FROM checkout.test_payment") == "voided"


async def test_what_cannot_be_cancelled_is_refused(buyer: Buyer, admin: GraphQLClient) -> None:
    (order,) = await placed(buyer)
    unknown = encode_global_id("Order", new_id())
    assert codes(await admin.change("orderCancel", {"id": unknown}, "order { id }")) == ["ORDER_NOT_FOUND"]
    cart = encode_global_id("Cart", new_id())
    assert codes(await admin.change("orderCancel", {"id": cart}, "order { id }")) == ["INVALID_ID"]
    long = {"id": order["id"], "reason": "x" * 1001}
    assert codes(await admin.change("orderCancel", long, "order { id }")) == ["REASON_TOO_LONG"]
    assert await fetch_value("SELECT state FROM checkout.orders") == "placed"


async def test_a_list_of_orders_costs_one_statement_per_level(buyer: Buyer, admin: GraphQLClient) -> None:
    await placed(buyer, 4)
    with recorded_statements() as statements:
        found = await admin(f"{{ orders(first: 10) {{ nodes {{ {ORDER} }} }} }}")
    assert len(found["orders"]["nodes"]) == 4
    assert len(statements.about("checkout.")) == 3


@pytest.mark.parametrize("column", ["total", "state", "cancelled_at"])
async def test_the_database_refuses_an_order_that_does_not_add_up(buyer: Buyer, column: str) -> None:
    await placed(buyer)
    value = {"total": "total + 1", "state": "'cancelled'", "cancelled_at": "now()"}[column]
    with pytest.raises(asyncpg.CheckViolationError):
        await execute(f"UPDATE checkout.orders SET {column} = {value}")
