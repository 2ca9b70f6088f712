"""Many prices in one mutation: an answer for each, and the good ones alone where that is wanted."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest_asyncio
from fondaco.db import fetch_value
from fondaco.testing import GraphQLClient

SELECTION = "count results { index variant { id version } errors { code field } }"


class Prices:
    """Three variants and a list to put prices of them into."""

    def __init__(self, admin: GraphQLClient, list_id: str, variants: list[str]) -> None:
        self.admin, self.list_id, self.variants = admin, list_id, variants

    def row(self, at: int, price: str | None, **more: Any) -> dict[str, Any]:
        return {"listId": self.list_id, "variantId": self.variants[at], "price": price, **more}

    async def set(self, rows: list[dict[str, Any]], policy: str = "ALL_OR_NOTHING") -> dict[str, Any]:
        payload = await self.admin.change("pricesBulkSet", {"rows": rows, "errorPolicy": policy}, SELECTION)
        assert payload["errors"] == []
        return payload

    async def amounts(self) -> list[int]:
        found = await fetch_value(
            "SELECT array_agg(p.amount ORDER BY v.sku, p.min_quantity) FROM catalog.price p JOIN catalog.price_list l "
            "ON l.id = p.list JOIN catalog.product_variant v ON v.id = p.variant WHERE l.code = 'sale'"
        )
        return found or []


@pytest_asyncio.fixture(loop_scope="session")
async def prices(admin: GraphQLClient, catalogue: Any) -> Prices:
    """As it says."""
    made = [await catalogue.product(name, variants=[{"sku": name}]) for name in ("A", "B", "C")]
    data = {"name": "Sale", "channel": "default"}
    list_id = (await catalogue.change("priceListCreate", data, "priceList { id }"))["priceList"]["id"]
    return Prices(admin, list_id, [product["variants"][0]["id"] for product in made])


async def test_each_price_is_answered_and_the_good_ones_are_set_where_that_is_wanted(prices: Prices) -> None:
    rows = [
        prices.row(0, "8.00", compareAt="10.00"),
        prices.row(1, "-1"),
        prices.row(1, "1.234"),
        prices.row(1, "9.00", currencyCode="USD"),
        {**prices.row(1, "9.00"), "variantId": "nonsense"},
        {**prices.row(1, "9.00"), "listId": prices.variants[0]},
        prices.row(0, "7.00"),
        prices.row(0, "7.50", minQuantity=10),
        prices.row(2, "9.00", expectedVersion=99),
        prices.row(1, "9.00", minQuantity=0),
    ]
    expected = [
        (None, None),
        ("NEGATIVE_PRICE", ["price"]),
        ("INVALID_AMOUNT", ["price"]),
        ("CURRENCY_MISMATCH", ["currencyCode"]),
        ("INVALID_ID", ["variantId"]),
        ("INVALID_ID", ["listId"]),
        ("DUPLICATE_TIER", ["minQuantity"]),
        (None, None),
        ("VERSION_CONFLICT", ["expectedVersion"]),
        ("INVALID_MIN_QUANTITY", ["minQuantity"]),
    ]
    for policy, count, amounts in (("ALL_OR_NOTHING", 0, []), ("REJECT_FAILED_ROWS", 2, [800, 750])):
        # when
        payload = await prices.set(rows, policy)
        # then
        found = [row["errors"][0] if row["errors"] else {"code": None, "field": None} for row in payload["results"]]
        assert [(error["code"], error["field"]) for error in found] == expected
        assert (payload["count"], await prices.amounts()) == (count, amounts)
    assert payload["results"][0]["variant"]["id"] == prices.variants[0]


async def test_too_many_tiers_of_one_variant_refuse_its_rows_only(prices: Prices) -> None:
    many = [prices.row(0, "8.00", minQuantity=at) for at in range(1, 22)]
    rows = [*many, prices.row(1, "9.00")]
    payload = await prices.set(rows, "REJECT_FAILED_ROWS")
    assert [row["errors"][0]["code"] for row in payload["results"][:21]] == ["TOO_MANY_TIERS"] * 21
    assert (payload["count"], await prices.amounts()) == (1, [900])
    assert (await prices.set(rows))["count"] == 0


async def test_a_price_is_taken_away_and_a_thousand_rows_are_the_most(prices: Prices) -> None:
    await prices.set([prices.row(0, "8.00"), prices.row(1, "9.00")])
    await prices.set([prices.row(0, None)])
    assert await prices.amounts() == [900]
    data = {"rows": [prices.row(0, "1.00", minQuantity=at) for at in range(1, 1002)]}
    payload = await prices.admin.change("pricesBulkSet", data, "count")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [("TOO_MANY_ROWS", ["rows"])]


async def test_as_many_statements_for_many_rows_as_for_few(prices: Prices, counted: Any) -> None:
    async with counted() as few:
        await prices.set([prices.row(0, "8.00"), prices.row(1, "8.00")])
    async with counted() as many:
        rows = [prices.row(at, f"{7 + tier}.00", minQuantity=1 + tier) for at in range(3) for tier in range(15)]
        await prices.set(rows)
    assert len(many.sent) <= len(few.sent) + 2


async def test_sets_in_opposite_orders_never_block_each_other(prices: Prices) -> None:
    rows = [prices.row(at, "5.00") for at in range(3)]
    payloads = await asyncio.gather(*(prices.set(rows[::step]) for step in (1, -1) * 4))
    assert [payload["count"] for payload in payloads] == [3] * 8
