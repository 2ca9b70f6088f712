"""Many costs in one mutation: an answer for each, and the good ones alone where that is wanted."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest_asyncio
from fondaco.db import fetch_value
from fondaco.testing import GraphQLClient

SELECTION = "count results { index variant { id version } errors { code field } }"


class Costs:
    """Three variants and what they cost."""

    def __init__(self, admin: GraphQLClient, variants: list[str]) -> None:
        self.admin, self.variants = admin, variants

    def row(self, at: int, cost: str | None, **more: Any) -> dict[str, Any]:
        return {"variantId": self.variants[at], "channel": "default", "cost": cost, **more}

    async def set(self, rows: list[dict[str, Any]], policy: str = "ALL_OR_NOTHING") -> dict[str, Any]:
        payload = await self.admin.change("variantCostsBulkSet", {"rows": rows, "errorPolicy": policy}, SELECTION)
        assert payload["errors"] == []
        return payload

    async def amounts(self) -> list[int]:
        found = await fetch_value(
            "SELECT array_agg(c.amount ORDER BY v.sku, c.channel) FROM catalog.variant_cost c "
            "JOIN catalog.product_variant v ON v.id = c.variant"
        )
        return found or []


@pytest_asyncio.fixture(loop_scope="session")
async def costs(admin: GraphQLClient, catalogue: Any) -> Costs:
    """As it says."""
    made = [await catalogue.product(name, variants=[{"sku": name}]) for name in ("A", "B", "C")]
    return Costs(admin, [product["variants"][0]["id"] for product in made])


async def test_each_cost_is_answered_and_the_good_ones_are_set_where_that_is_wanted(costs: Costs) -> None:
    rows = [
        costs.row(0, "4.20"),
        costs.row(1, "-1"),
        costs.row(1, "1.234"),
        costs.row(1, "9.00", channel="mars"),
        {**costs.row(1, "9.00"), "variantId": "nonsense"},
        costs.row(0, "5.00"),
        costs.row(0, "500", channel="japan"),
        costs.row(2, "9.00", expectedVersion=99),
    ]
    expected = [
        (None, None),
        ("NEGATIVE_PRICE", ["cost"]),
        ("INVALID_AMOUNT", ["cost"]),
        ("UNKNOWN_CHANNEL", ["channel"]),
        ("INVALID_ID", ["variantId"]),
        ("DUPLICATE_CHANNEL", ["channel"]),
        (None, None),
        ("VERSION_CONFLICT", ["expectedVersion"]),
    ]
    for policy, count, amounts in (("ALL_OR_NOTHING", 0, []), ("REJECT_FAILED_ROWS", 2, [420, 500])):
        # when
        payload = await costs.set(rows, policy)
        # then
        found = [row["errors"][0] if row["errors"] else {"code": None, "field": None} for row in payload["results"]]
        assert [(error["code"], error["field"]) for error in found] == expected
        assert (payload["count"], await costs.amounts()) == (count, amounts)
    assert payload["results"][0]["variant"] == {"id": costs.variants[0], "version": 2}


async def test_a_cost_is_forgotten_and_a_thousand_rows_are_the_most(costs: Costs) -> None:
    await costs.set([costs.row(0, "8.00"), costs.row(1, "9.00")])
    await costs.set([costs.row(0, None)])
    assert await costs.amounts() == [900]
    payload = await costs.admin.change("variantCostsBulkSet", {"rows": [costs.row(0, "1.00")] * 1001}, "count")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [("TOO_MANY_ROWS", ["rows"])]


async def test_as_many_statements_for_many_costs_as_for_few(costs: Costs, counted: Any) -> None:
    async with counted() as few:
        await costs.set([costs.row(0, "8")])
    async with counted() as many:
        await costs.set([costs.row(at, "850", channel=channel) for at in range(3) for channel in ("default", "japan")])
    assert len(many.sent) <= len(few.sent)


async def test_costs_in_opposite_orders_never_block_each_other(costs: Costs) -> None:
    rows = [costs.row(at, "5.00") for at in range(3)]
    payloads = await asyncio.gather(*(costs.set(rows[::step]) for step in (1, -1) * 4))
    assert [payload["count"] for payload in payloads] == [3] * 8
