"""Lists of orders for staff: every filter and order, stable pages, bounded counts, and plans that stay quick."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from checkout_testing import ADDRESS, BOOK, DOWNLOAD, MUG, Buyer, thing_id
from fondaco.app import App
from fondaco.context import Context
from fondaco.db.engine import execute, fetch_value
from fondaco.db.pagination import PageArgs
from fondaco.ids import encode_global_id, new_id, parse_global_id
from fondaco.testing import GraphQLClient
from fondaco_checkout.model.order_filter import OrderCriteria, OrderSort
from fondaco_checkout.repository import order_lists, order_search

LIST = """query ($first: Int, $after: String, $last: Int, $before: String, $search: String, $filter: OrderFilter,
  $sort: OrderSort! = NEWEST) {
  orders(first: $first, after: $after, last: $last, before: $before, search: $search, filter: $filter, sort: $sort) {
    totalCount pageInfo { hasNextPage endCursor startCursor } nodes { id number } } }"""


async def numbers(admin: GraphQLClient, **variables: Any) -> list[str]:
    """The numbers of the orders that are found."""
    return [order["number"] for order in (await admin(LIST, {"first": 10, **variables}))["orders"]["nodes"]]


async def three(buyer: Buyer) -> list[dict[str, Any]]:
    """Orders 1001 to 1003: two mugs to Berlin; a book to Wien, with a note, paid; a download for nobody's address."""
    orders = []
    for lines, city, country in (((MUG, 2),), "Berlin", "DE"), (((BOOK, 1),), "Wien", "AT"):
        address = {**ADDRESS, "city": city, "country": country}
        cart = await buyer.ready(*lines, address=address)
        if city == "Wien":
            await buyer.change("cartRemarksUpdate", cart["id"], note="Please ring.")
        orders.append((await buyer.complete(cart["id"]))["order"])
    cart = await buyer.create((DOWNLOAD, 1), email="Wang@example.cn")
    payload = await buyer.change("cartAddressesUpdate", cart["id"], billingAddress={**ADDRESS, "name": "王小明"})
    assert payload["errors"] == []
    orders.append((await buyer.complete(cart["id"]))["order"])
    return orders


CASES: list[tuple[dict[str, Any], str]] = [
    ({"states": ["PLACED"]}, "1003 1002"),
    ({"states": ["PLACED", "CANCELLED"]}, "1003 1002 1001"),
    ({"paymentStates": ["VOIDED"]}, "1001"),
    ({"channels": ["default"]}, "1003 1002 1001"),
    ({"channels": ["us", "jp"]}, ""),
    ({"placedFrom": "2000-01-01T00:00:00Z"}, "1003 1002 1001"),
    ({"placedBefore": "2000-01-01T00:00:00Z"}, ""),
    ({"totalFrom": {"amount": "24.89", "currencyCode": "EUR"}}, "1002 1001"),
    ({"totalTo": {"amount": "24.88", "currencyCode": "EUR"}}, "1003"),
    ({"currency": "USD"}, ""),
    ({"email": "wang@EXAMPLE.cn"}, "1003"),
    ({"customerId": encode_global_id("Customer", new_id())}, ""),
    ({"countries": ["at"]}, "1002"),
    ({"countries": ["DE", "AT"]}, "1003 1002 1001"),
    ({"deliveryCodes": ["flat_rate:standard"]}, "1002 1001"),
    ({"skus": [f"SKU-{MUG.int}", f"SKU-{DOWNLOAD.int}"]}, "1003 1001"),
    ({"hasNote": True}, "1002"),
    ({"hasNote": False}, "1003 1001"),
    ({"hasNote": False, "countries": ["DE"], "states": ["PLACED"]}, "1003"),
    ({"email": "a\0b"}, ""),
]
SEARCHES = [("小明", "1003"), ("wien", "1002"), ("mug", "1001"), (f"sku-{BOOK.int}", "1002"), ('"100"', "")]


async def test_staff_filter_search_and_sort_orders(buyer: Buyer, admin: GraphQLClient) -> None:
    first, *_ = await three(buyer)
    await admin.change("orderCancel", {"id": first["id"]}, "order { id }")
    for chosen, expected in CASES:
        assert await numbers(admin, filter=chosen) == expected.split(), chosen
    for typed, expected in SEARCHES:
        assert await numbers(admin, search=typed) == expected.split(), typed
    reference = await fetch_value("SELECT provider_reference FROM checkout.payment ORDER BY created_at LIMIT 1")
    assert await numbers(admin, search=reference) == ["1001"]
    totals = {number: await fetch_value("SELECT total FROM checkout.orders WHERE number = $1", number) for number in
              ("1001", "1002", "1003")}  # fmt: skip
    dear = sorted(totals, key=lambda number: -totals[number])
    for sort, order in (
        ("OLDEST", ["1001", "1002", "1003"]),
        ("NUMBER_HIGHEST", ["1003", "1002", "1001"]),
        ("NUMBER_LOWEST", ["1001", "1002", "1003"]),
        ("TOTAL_HIGHEST", dear),
        ("TOTAL_LOWEST", dear[::-1]),
    ):
        assert await numbers(admin, sort=sort) == order, sort
        page = (await admin(LIST, {"first": 2, "sort": sort}))["orders"]
        rest = (await admin(LIST, {"first": 2, "sort": sort, "after": page["pageInfo"]["endCursor"]}))["orders"]
        assert [node["number"] for node in page["nodes"] + rest["nodes"]] == order, sort
        back = {"last": 5, "before": rest["pageInfo"]["startCursor"], "sort": sort, "first": None}
        assert (await admin(LIST, back))["orders"]["nodes"] == page["nodes"], sort


async def test_numbers_are_sorted_as_numbers(buyer: Buyer, admin: GraphQLClient) -> None:
    await three(buyer)
    await execute("UPDATE checkout.orders SET number = '999' WHERE number = '1003'")
    assert await numbers(admin, sort="NUMBER_HIGHEST") == ["1002", "1001", "999"]


async def test_what_cannot_be_asked_for_is_refused(admin: GraphQLClient) -> None:
    for chosen, code, field in (
        ({"skus": ["x"] * 101}, "TOO_MANY_VALUES", ["filter", "skus"]),
        ({"customerId": thing_id(MUG)}, "INVALID_ID", ["filter", "customerId"]),
        (
            {"currency": "USD", "totalFrom": {"amount": "1", "currencyCode": "EUR"}},
            "WRONG_CURRENCY",
            ["filter", "currency"],
        ),
    ):
        extensions = (await admin.raw(LIST, {"first": 1, "filter": chosen}))["errors"][0]["extensions"]
        assert (extensions["code"], extensions["field"]) == (code, field)


async def test_a_list_is_counted_so_far_and_no_farther(
    buyer: Buyer, admin: GraphQLClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await three(buyer)
    for most, told in ((5, 3), (1, 2)):
        monkeypatch.setattr(order_lists, "MOST_COUNTED", most)
        assert (await admin(LIST, {"first": 1}))["orders"]["totalCount"] == told


async def test_further_references_and_changed_orders_are_found(buyer: Buyer, admin: GraphQLClient, app: App) -> None:
    # given
    order, *_ = await three(buyer)
    id_ = parse_global_id(order["id"], "Order")
    async with app.unit_of_work(Context(channel=app.channels["default"], locale="en")):
        for _ in range(2):
            await order_search.add_words(id_, ["transfer-77"])
    assert await numbers(admin, search="Transfer-77") == ["1001"]
    assert await numbers(admin, search="lovelace") == ["1002", "1001"]
    # when its buyer is somebody else
    address = '{"country": "DE", "name": "Grace Hopper", "line1": "x"}'
    await execute("UPDATE checkout.orders SET shipping_address = $1, billing_address = $1 WHERE id = $2", address, id_)
    async with app.unit_of_work(Context(channel=app.channels["default"], locale="en")):
        await order_search.rewrite_words(id_)
    # then
    assert await numbers(admin, search="hopper") == ["1001"]
    assert await numbers(admin, search="lovelace") == ["1002"]


async def test_orders_from_before_the_search_are_found_afterwards(
    buyer: Buyer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await three(buyer)
    words = "SELECT jsonb_object_agg(order_id, words::text)::text FROM checkout.order_search"
    before = await fetch_value(words)
    await execute("DELETE FROM checkout.order_search")
    migration = import_module("fondaco_checkout.migrations.checkout_2026_11_28t17_50_00_000000")
    monkeypatch.setattr(migration, "AT_ONCE", 2)
    for _ in range(2):
        await migration.fill_in()
        assert await fetch_value(words) == before


@pytest.mark.parametrize(
    ("criteria", "sort", "index"),
    [
        (OrderCriteria(), OrderSort.NEWEST, "orders_newest"),
        (OrderCriteria(states=("placed",)), OrderSort.NEWEST, "orders_of_state"),  # type: ignore[arg-type]
        (OrderCriteria(channels=("default",)), OrderSort.OLDEST, "orders_of_channel"),
        (OrderCriteria(countries=("DE",)), OrderSort.NEWEST, "orders_of_country"),
        (OrderCriteria(delivery_codes=("x",)), OrderSort.NEWEST, "orders_of_delivery"),
        (OrderCriteria(has_note=True), OrderSort.NEWEST, "orders_with_note"),
        (OrderCriteria(currency="EUR", total_from=5), OrderSort.TOTAL_LOWEST, "orders_by_total"),
        (OrderCriteria(), OrderSort.NUMBER_HIGHEST, "orders_by_number"),
        (OrderCriteria(email="a@b.cd"), OrderSort.NEWEST, "orders_email"),
        (OrderCriteria(skus=("a",)), OrderSort.NEWEST, "order_line_sku"),
    ],
)
async def test_each_list_has_an_index_to_walk(
    app: App, criteria: OrderCriteria, sort: OrderSort, index: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, tuple[object, ...]]] = []

    async def noting(rest: str, *args: object) -> list[Any]:
        said.append((rest, args))
        return []

    monkeypatch.setattr(order_lists, "select_orders", noting)
    await order_lists.list_orders(PageArgs(first=20), criteria, sort)
    [(rest, args)] = said
    async with app.database.transaction():
        await execute("SET LOCAL enable_seqscan = off")
        if index not in {"orders_email", "order_line_sku"}:  # few rows, sorted
            await execute("SET LOCAL enable_sort = off")
        plan = await fetch_value(f"EXPLAIN (FORMAT JSON) SELECT o.id FROM checkout.orders AS o {rest}", *args)
    assert f'"{index}"' in str(plan), plan
