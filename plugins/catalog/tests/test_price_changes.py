"""Changing many prices at once: what becomes of one, the preview, the change, and its undoing under concurrency."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from fondaco.app import App
from fondaco.db import fetch_value
from fondaco.errors import InvalidInputError
from fondaco.ids import encode_global_id, new_id
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco_catalog.model.price_changes import (
    ChangeRequest,
    CompareAtChange,
    Computed,
    PriceOperation,
    PriceRow,
    RoundingDirection,
    compile_rule,
    compute,
)
from fondaco_catalog.model.rules import Policy
from hypothesis import given
from hypothesis import strategies as st

LIST, OTHER = UUID(int=1), UUID(int=2)


def request(operation: str, value: str | None = None, **more: Any) -> ChangeRequest:
    return ChangeRequest(
        list_id=LIST, operation=PriceOperation[operation], value=None if value is None else Decimal(value), **more
    )


def row(amount: int, compare_at: int | None = None, cost: int | None = None) -> PriceRow:
    return PriceRow(UUID(int=7), UUID(int=8), 1, amount, compare_at, cost, amount, compare_at, None)


def ending(text: str, direction: str = "NEAREST", step: str = "1") -> dict[str, Any]:
    return {"ending": Decimal(text), "step": Decimal(step), "direction": RoundingDirection[direction]}


@pytest.mark.parametrize(
    ("change", "before", "after", "warnings"),
    [
        (request("PERCENT", "-20"), row(1000), 800, ""),
        (request("PERCENT", "-20"), row(999), 799, ""),
        (request("PERCENT", "12.5"), row(4), 5, ""),
        (request("PERCENT", "-100"), row(999), 0, "FREE"),
        (request("PERCENT", "0"), row(999), 999, ""),
        (request("AMOUNT", "-2.50"), row(1000), 750, ""),
        (request("AMOUNT", "-10.01"), row(1000), None, "NEGATIVE"),
        (request("AMOUNT", "-10"), row(1000), 0, "FREE"),
        (request("SET", "5"), row(1000), 500, ""),
        (request("SET", "5"), row(1000, cost=501), 500, "BELOW_COST"),
        (request("SET", "5"), row(1000, cost=500), 500, ""),
        (request("COST_PLUS", "50"), row(1000, cost=333), 500, ""),
        (request("COST_PLUS", "50"), row(1000), None, "NO_COST"),
        (request("COST_PLUS", "-10"), row(1000, cost=500), 450, "BELOW_COST"),
        (request("KEEP", **ending("0.99")), row(1230), 1199, ""),
        (request("KEEP", **ending("0.99")), row(1260), 1299, ""),
        (request("KEEP", **ending("0.99")), row(1249), 1299, ""),
        (request("KEEP", **ending("0.99")), row(1299), 1299, ""),
        (request("KEEP", **ending("0.99", "UP")), row(1230), 1299, ""),
        (request("KEEP", **ending("0.99", "DOWN")), row(1298), 1199, ""),
        (request("KEEP", **ending("0.95")), row(1000), 995, ""),
        (request("KEEP", **ending("0")), row(1049), 1000, ""),
        (request("KEEP", **ending("9.99", step="10")), row(1230), 999, "ROUNDING"),
        (request("KEEP", **ending("0.99", "DOWN")), row(50), 99, "ROUNDING"),
        (request("PERCENT", "-20", **ending("0.99")), row(1999), 1599, ""),
        (request("AMOUNT", "90000000000000000"), row(2**62), None, "TOO_LARGE"),
    ],
)  # fmt: skip
def test_what_becomes_of_a_price(change: ChangeRequest, before: PriceRow, after: int | None, warnings: str) -> None:
    found = compute(compile_rule(change, "EUR"), before, costs=True)
    assert (found.amount, " ".join(warning.name for warning in found.warnings)) == (after, warnings)


def test_who_may_not_see_costs_is_not_warned_of_them() -> None:
    assert compute(compile_rule(request("SET", "5"), "EUR"), row(1000, cost=900), costs=False).warnings == ()


def test_what_becomes_of_the_price_to_compare_with() -> None:
    found = {
        kept: compute(compile_rule(request("SET", "5", compare_at=kept), "EUR"), row(1000, 1200), costs=False)
        for kept in CompareAtChange
    }
    assert found == {
        CompareAtChange.KEEP: Computed(500, 1200),
        CompareAtChange.CLEAR: Computed(500, None),
        CompareAtChange.PREVIOUS: Computed(500, 1000),
    }


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        (request("PERCENT"), "VALUE_REQUIRED", "value"),
        (request("KEEP", "5"), "VALUE_NOT_ALLOWED", "value"),
        (request("PERCENT", "-100.1"), "INVALID_PERCENT", "value"),
        (request("PERCENT", "NaN"), "INVALID_PERCENT", "value"),
        (request("SET", "-1"), "NEGATIVE_PRICE", "value"),
        (request("SET", "1.999"), "INVALID_AMOUNT", "value"),
        (request("AMOUNT", "Infinity"), "INVALID_AMOUNT", "value"),
        (request("KEEP"), "NOTHING_TO_DO", "operation"),
        (request("KEEP", **ending("1")), "INVALID_ENDING", "rounding ending"),
        (request("KEEP", **ending("-0.01")), "INVALID_ENDING", "rounding ending"),
        (request("KEEP", **ending("0.999")), "INVALID_ENDING", "rounding ending"),
        (request("KEEP", **ending("0.5", step="0")), "INVALID_ENDING", "rounding ending"),
    ],
)
def test_a_change_that_is_wrong_is_refused(change: ChangeRequest, code: str, field: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        compile_rule(change, "EUR")
    assert (refused.value.code, " ".join(refused.value.field or ())) == (code, field)


def test_a_currency_without_cents_ends_in_whole_units() -> None:
    rule = compile_rule(request("PERCENT", "-10", **ending("80", step="100")), "JPY")
    assert [compute(rule, row(amount), costs=False).amount for amount in (1200, 980, 10)] == [1080, 880, 80]


@given(st.integers(0, 10**6), st.integers(1, 300), st.integers(0, 299), st.sampled_from(RoundingDirection))
def test_rounded_prices_have_the_ending_and_lie_next_to_what_was_rounded(
    amount: int, step: int, end: int, direction: RoundingDirection
) -> None:
    end %= step
    change = request("KEEP", ending=Decimal(end) / 100, step=Decimal(step) / 100, direction=direction)
    found = compute(compile_rule(change, "EUR"), row(amount), costs=False).amount
    assert found is not None
    assert (found % step, found >= 0, abs(found - amount) <= step) == (end, True, True)
    if direction is RoundingDirection.UP:
        assert found >= amount
    if direction is RoundingDirection.DOWN and amount >= end:
        assert found <= amount
    if direction is RoundingDirection.NEAREST and amount >= end:
        assert 2 * abs(found - amount) <= step


PREVIEW = """query ($change: PriceChangeInput!) { priceChangePreview(change: $change) { total changed unchanged skipped
    digest warnings { code prices } samples { before { amount } after { amount } warnings variant { sku } } } }"""
DONE = "priceChange { id state total done changed conflicts finishedAt }"


class Shop:
    """Cups with prices in a base list."""

    def __init__(self, catalogue: Any, admin: GraphQLClient) -> None:
        self.catalogue, self.admin = catalogue, admin
        self.base = ""
        self.variants: list[str] = []
        self.products: list[str] = []

    async def fill(self, *prices: str, **more: Any) -> None:
        for number, price in enumerate(prices):
            variant = {"sku": f"S{number}", "prices": [{"channel": "default", "price": price}]}
            made = await self.catalogue.product(f"Cup {number}", variants=[variant], **more)
            self.products.append(made["id"])
            self.variants.append(made["variants"][0]["id"])
        self.base = (await self.admin('{ priceList(code: "base-default-eur") { id } }'))["priceList"]["id"]

    def change(self, operation: str, value: str | None = None, **more: Any) -> dict[str, Any]:
        return {"listId": self.base, "operation": operation, "value": value, **more}

    async def preview(self, change: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = (await self.admin(PREVIEW, {"change": change}))["priceChangePreview"]
        return found

    async def apply(self, change: dict[str, Any], **more: Any) -> dict[str, Any]:
        made: dict[str, Any] = (await self.catalogue.change("priceChangeApply", {"change": change, **more}, DONE))[
            "priceChange"
        ]
        return made

    async def undo(self, change: dict[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = (await self.catalogue.change("priceChangeUndo", {"id": change["id"]}, DONE))[
            "priceChange"
        ]
        return made

    async def price(self, number: int, price: str | None) -> None:
        prices = [{"channel": "default", "price": price}]
        await self.catalogue.change(
            "variantPricesSet", {"variantId": self.variants[number], "prices": prices}, "variant { id }"
        )

    async def prices(self) -> list[int | None]:
        return [
            await fetch_value(
                "SELECT w.amount FROM catalog.product_variant v LEFT JOIN catalog.price_window w ON w.variant = v.id "
                "AND w.channel = 'default' AND w.starts_at <= now() AND w.ends_at > now() WHERE v.sku = $1",
                f"S{number}",
            )
            for number in range(len(self.variants))
        ]


@pytest.fixture
def cups(catalogue: Any, admin: GraphQLClient) -> Shop:
    """Cups with prices in a base list."""
    return Shop(catalogue, admin)


async def test_a_preview_says_what_the_change_does_and_writes_nothing(cups: Shop) -> None:
    await cups.fill("10.00", "20.00", "5.00", "0.50")
    cost = [{"variantId": cups.variants[1], "channel": "default", "cost": "19.00"}]
    await cups.catalogue.change("variantCostsSet", {"costs": cost}, "variants { id }")
    change = cups.change("AMOUNT", "-1.00")
    found = await cups.preview({**change, "compareAt": "PREVIOUS"})
    assert (found["total"], found["changed"], found["unchanged"], found["skipped"]) == (4, 3, 0, 1)
    assert found["warnings"] == [{"code": "NEGATIVE", "prices": 1}]
    assert (await cups.preview(cups.change("AMOUNT", "-1.01")))["warnings"] == [
        {"code": "BELOW_COST", "prices": 1},
        {"code": "NEGATIVE", "prices": 1},
    ]
    shown = [(one["variant"]["sku"], one["before"]["amount"], one["after"] and one["after"]["amount"])
             for one in found["samples"]]  # fmt: skip
    assert shown == [("S3", "0.50", None), ("S0", "10.00", "9.00"), ("S1", "20.00", "19.00"), ("S2", "5.00", "4.00")]
    assert await cups.prices() == [1000, 2000, 500, 50]


async def test_a_change_is_done_and_undone_but_for_what_was_changed_meanwhile(cups: Shop) -> None:
    # given
    await cups.fill("10.00", "20.00", "30.00", "40.00")
    change = cups.change("PERCENT", "-20", rounding={"ending": "0.99"})
    digest = (await cups.preview(change))["digest"]
    # when
    done = await cups.apply(change, digest=digest)
    # then
    assert (done["state"], done["total"], done["done"], done["changed"]) == ("APPLIED", 4, 4, 4)
    assert await cups.prices() == [799, 1599, 2399, 3199]
    # when one is changed, one taken away, one deleted
    await cups.price(1, "15.99")
    await cups.price(2, None)
    await cups.catalogue.change("productDelete", {"id": cups.products[3]}, "deletedId")
    undone = await cups.undo(done)
    # then
    assert (undone["state"], undone["done"], undone["conflicts"]) == ("UNDONE", 4, 3)
    assert (await cups.prices())[:3] == [1000, 1599, None]
    query = "query ($id: ID!) { priceChangeItems(changeId: $id, first: 9, state: CONFLICT) { totalCount nodes { variant { sku } after { amount } } } }"
    conflicts = (await cups.admin(query, {"id": done["id"]}))["priceChangeItems"]
    assert (conflicts["totalCount"], conflicts["nodes"][0]) == (
        3,
        {"variant": {"sku": "S1"}, "after": {"amount": "15.99"}},
    )
    again = await cups.undo(done)
    assert (again["state"], again["done"], again["conflicts"]) == ("UNDONE", 3, 3)
    assert (await cups.prices())[:3] == [1000, 1599, None]


async def test_two_changes_are_undone_one_after_the_other(cups: Shop) -> None:
    await cups.fill("10.00")
    first, second = await cups.apply(cups.change("SET", "9")), await cups.apply(cups.change("SET", "8"))
    assert (await cups.undo(second))["conflicts"] == 0
    assert await cups.prices() == [900]
    assert (await cups.undo(first))["conflicts"] == 0
    assert await cups.prices() == [1000]
    refused = await cups.admin.change("priceChangeUndo", {"id": first["id"]}, DONE)
    assert [error["code"] for error in refused["errors"]] == ["NOT_APPLIED"]


async def test_changes_that_were_undone_in_the_wrong_order_are_undone_after_all(cups: Shop) -> None:
    await cups.fill("10.00", "20.00")
    first, second = await cups.apply(cups.change("SET", "9")), await cups.apply(cups.change("SET", "8"))
    await cups.price(1, "15.00")
    assert (await cups.undo(first))["conflicts"] == 2
    assert (await cups.undo(second))["conflicts"] == 1
    assert await cups.prices() == [900, 1500]
    assert (await cups.undo(first))["conflicts"] == 1
    assert await cups.prices() == [1000, 1500]


async def test_a_list_is_filled_out_of_another_and_emptied_by_undoing(cups: Shop) -> None:
    await cups.fill("10.00", "20.00")
    data = {"name": "Sale", "channel": "default", "priority": 1}
    sale = (await cups.catalogue.change("priceListCreate", data, "priceList { id }"))["priceList"]["id"]
    change = {**cups.change("PERCENT", "-50", compareAt="PREVIOUS"), "listId": sale, "fromListId": cups.base}
    done = await cups.apply(change)
    assert await cups.prices() == [500, 1000]
    assert await fetch_value("SELECT count(*) FROM catalog.price WHERE compare_at = 2 * amount") == 2
    await cups.undo(done)
    assert (await cups.prices(), await fetch_value("SELECT count(*) FROM catalog.price")) == ([1000, 2000], 2)


async def test_what_is_meant_is_chosen_by_category_collection_tag_and_ids(cups: Shop, catalogue: Any) -> None:
    await cups.fill("1", "2", "3", "4", "5")
    top = await catalogue.category("Top")
    below = await catalogue.category("Below", parentId=top["id"])
    await catalogue.change("productUpdate", {"id": cups.products[0], "categoryId": below["id"]}, "product { id }")
    await catalogue.change("productUpdate", {"id": cups.products[1], "tags": ["new"]}, "product { id }")
    best = await catalogue.collection("Best", [cups.products[2]])
    for number, chosen in enumerate(
        ({"categoryId": top["id"]}, {"tag": "new"}, {"collectionId": best["id"]},
         {"productIds": [cups.products[3]]}, {"variantIds": [cups.variants[4]]})
    ):  # fmt: skip
        found = await cups.preview(cups.change("SET", "9", filter=chosen))
        assert [one["variant"]["sku"] for one in found["samples"]] == [f"S{number}"], chosen


async def test_a_preview_that_is_outdated_is_refused(cups: Shop) -> None:
    await cups.fill("10.00")
    change = cups.change("PERCENT", "10")
    digest = (await cups.preview(change))["digest"]
    await cups.price(0, "11.00")
    payload = await cups.admin.change("priceChangeApply", {"change": change, "digest": digest}, DONE)
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [("PREVIEW_OUTDATED", ["digest"])]
    assert await fetch_value("SELECT count(*) FROM catalog.price_change") == 0


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"listId": encode_global_id("PriceList", new_id())}, "PRICE_LIST_NOT_FOUND", "listId"),
        ({"fromListId": encode_global_id("PriceList", new_id())}, "PRICE_LIST_NOT_FOUND", "fromListId"),
        ({"filter": {"productIds": ["x"]}}, "INVALID_ID", "filter productIds 0"),
        ({"value": "-1"}, "NEGATIVE_PRICE", "value"),
    ],
)
async def test_a_change_of_something_unknown_is_refused(
    cups: Shop, more: dict[str, Any], code: str, field: str
) -> None:
    await cups.fill("10.00")
    payload = await cups.admin.change("priceChangeApply", {"change": {**cups.change("SET", "9"), **more}}, DONE)
    [error] = payload["errors"]
    assert (error["code"], " ".join(error["field"])) == (code, field)


async def test_a_large_change_is_a_jobs_and_shows_how_far_it_is(
    app: App, cups: Shop, worker: WorkerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    await cups.fill("10.00", "20.00", "30.00")
    plugin: Any = app.host.get("catalog")
    settings = type(plugin.settings)(inline_prices=1)
    monkeypatch.setattr(plugin, "settings", settings)
    monkeypatch.setattr(plugin, "policy", Policy(app.channels, settings))
    monkeypatch.setattr("fondaco_catalog.service.price_changes.BATCH", 2)
    begun = await cups.apply(cups.change("PERCENT", "10"))
    assert (begun["state"], begun["total"], begun["done"]) == ("APPLYING", 3, 0)
    await worker.drain()
    query = f"query ($id: ID!) {{ {DONE.replace('priceChange', 'priceChange(id: $id)')} }}"
    done = (await cups.admin(query, {"id": begun["id"]}))["priceChange"]
    assert (done["state"], done["done"], done["changed"]) == ("APPLIED", 3, 3)
    assert await cups.prices() == [1100, 2200, 3300]
    await cups.undo(begun)
    await worker.drain()
    assert await cups.prices() == [1000, 2000, 3000]


async def test_changes_undoings_and_prices_at_the_same_moment_leave_nothing_half_done(
    cups: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    monkeypatch.setattr("fondaco_catalog.service.price_changes.BATCH", 2)
    await cups.fill(*["10.00"] * 6)
    done = await cups.apply(cups.change("SET", "8"))

    async def set_one(number: int) -> None:
        await cups.price(number, "7.00")

    # when it is undone by two at once, while two prices are set by hand
    async def undo() -> list[str]:
        payload = await cups.admin.change("priceChangeUndo", {"id": done["id"]}, DONE)
        return [error["code"] for error in payload["errors"]]

    async with asyncio.timeout(60):
        one, other, *_ = await asyncio.gather(undo(), undo(), set_one(1), set_one(4))
    # then one of the two undid it, and the prices set by hand stay
    assert sorted([one, other]) == [[], ["NOT_APPLIED"]]
    assert await cups.prices() == [1000, 700, 1000, 1000, 700, 1000]
    states = "SELECT array_agg(state || ' ' || n ORDER BY state) FROM (SELECT state, count(*) AS n FROM catalog.price_change_item GROUP BY state) s"
    found = await fetch_value(states)
    assert sum(int(one.split()[1]) for one in found) == 6
    assert not any(one.startswith("applied") for one in found)
    # and two changes at once are one after the other for each price
    await asyncio.gather(cups.apply(cups.change("PERCENT", "10")), cups.apply(cups.change("AMOUNT", "1.00")))
    assert set((await cups.prices())[:1]) <= {1200, 1210}
