"""Collections by rule: who belongs to one, kept up to date whatever changes, whoever does it at the same moment."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from fondaco.app import App
from fondaco.db import fetch_value
from fondaco.db.engine import execute
from fondaco.errors import DomainError
from fondaco.ids import decode_global_id, encode_global_id
from fondaco.jobs import JobContext
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco_catalog.model.collection_rules import Rule, RuleCondition, RuleField, RuleGroup, RuleMatch, clean_rule
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.views import ProductSort
from fondaco_catalog.repository.collection_rules import count_matching
from fondaco_catalog.service.collection_rules import (
    PRODUCTS_AT_ONCE,
    Refresh,
    refresh_collection,
    refresh_due_memberships,
    set_collection_rule,
)
from msgspec import json

TITLES = "query ($slug: String!) { collection(slug: $slug) { products(first: 50) { nodes { title } } } }"


def condition(field: str, *values: str, **more: Any) -> dict[str, Any]:
    return {"field": field, "values": list(values), **more}


def key(global_id: str) -> UUID:
    return UUID(decode_global_id(global_id)[1])


async def by_rule(catalogue: Any, *conditions: dict[str, Any], match: str = "ALL", **more: Any) -> str:
    """Makes a collection ``found`` with a rule; returns its id."""
    made = await catalogue.collection("Found", [], slug="found")
    rule = {"match": match, "conditions": list(conditions), "groups": more.pop("groups", [])}
    await catalogue.change("collectionRuleSet", {"collectionId": made["id"], "rule": rule, **more}, "collection { id }")
    id_: str = made["id"]
    return id_


async def titles(shop: GraphQLClient, slug: str = "found") -> list[str]:
    found = await shop(TITLES, {"slug": slug})
    return [node["title"] for node in found["collection"]["products"]["nodes"]]


@pytest.fixture
async def goods(catalogue: Any) -> dict[str, str]:
    """Three products that differ in everything a rule may ask for."""
    kitchen = await catalogue.category("Kitchen")
    cups = await catalogue.category("Cups", parentId=kitchen["id"])
    sizes = {"options": [{"name": "Size"}]}
    price = {"channel": "default"}
    red = await catalogue.product("Red cup", categoryId=cups["id"], tags=["red", "new"], **sizes, variants=[
        {"options": ["L"], "prices": [{**price, "price": "10", "compareAt": "12"}]}])  # fmt: skip
    pot = await catalogue.product("Tea pot", categoryId=kitchen["id"], tags=["red"], **sizes, variants=[
        {"options": ["M"], "prices": [{**price, "price": "30"}]}])  # fmt: skip
    desk = await catalogue.product("Desk 50%", tags=["wood"], price="200", publish=False)
    return {
        "kitchen": kitchen["id"],
        "cups": cups["id"],
        **{name: made["id"] for name, made in (("red", red), ("pot", pot), ("desk", desk))},
    }


CASES: list[tuple[dict[str, Any], set[str]]] = [
    (condition("CATEGORY", "@kitchen"), {"red", "pot"}),
    (condition("CATEGORY", "@cups"), {"red"}),
    (condition("CATEGORY", "@kitchen", negate=True), {"desk"}),
    (condition("TAG", "red"), {"red", "pot"}),
    (condition("TAG", "wood", "new"), {"red", "desk"}),
    (condition("TAG", "Red"), set()),
    (condition("TITLE", "CUP", "tea"), {"red", "pot"}),
    (condition("TITLE", "0%"), {"desk"}),
    (condition("TITLE", "%"), {"desk"}),
    (condition("PRICE", channel="default", min="10"), {"red", "pot", "desk"}),
    (condition("PRICE", channel="default", min="10.01", max="30"), {"pot"}),
    (condition("PRICE", channel="japan", min="0"), set()),
    (condition("OPTION", "l", name="size"), {"red"}),
    (condition("OPTION", "L", name="Size", negate=True), {"pot", "desk"}),
    (condition("CREATED", since="2000-01-01T00:00:00Z"), {"red", "pot", "desk"}),
    (condition("CREATED", since="2100-01-01T00:00:00Z"), set()),
    (condition("CREATED", days=1), {"red", "pot", "desk"}),
    (condition("ON_SALE", channel="default"), {"red"}),
    (condition("AVAILABLE", channel="default"), {"red", "pot"}),
    (condition("AVAILABLE", channel="default", negate=True), {"desk"}),
    (condition("ATTRIBUTE", "oak", name="material"), set()),
    (condition("ATTRIBUTE", name="length", min="5"), set()),
]


@pytest.mark.parametrize(("asked", "expected"), CASES)
async def test_a_preview_tells_for_whom_a_condition_holds(
    admin: GraphQLClient, goods: dict[str, str], asked: dict[str, Any], expected: set[str]
) -> None:
    values = [goods[value[1:]] if value.startswith("@") else value for value in asked["values"]]
    found = await admin(
        "query ($rule: CollectionRuleInput!) "
        "{ collectionRulePreview(rule: $rule, first: 5) { count products { id } } }",
        {"rule": {"match": "ALL", "conditions": [{**asked, "values": values}]}},
    )
    preview = found["collectionRulePreview"]
    assert {product["id"] for product in preview["products"]} == {goods[name] for name in expected}
    assert preview["count"] == len(expected)


@pytest.mark.parametrize(
    ("match", "conditions", "groups", "expected"),
    [
        ("ALL", [("TAG", "red"), ("TITLE", "cup")], [], {"red"}),
        ("ANY", [("TAG", "wood"), ("TITLE", "cup")], [], {"red", "desk"}),
        ("ALL", [("TAG", "red")], [("ANY", [("TITLE", "pot"), ("TITLE", "desk")])], {"pot"}),
        ("ANY", [("TAG", "wood")], [("ALL", [("TAG", "red"), ("TITLE", "tea")])], {"pot", "desk"}),
    ],
)
async def test_all_or_any_have_to_hold_on_two_levels(
    admin: GraphQLClient, goods: dict[str, str], match: str, conditions: Any, groups: Any, expected: set[str]
) -> None:
    rule = {
        "match": match,
        "conditions": [condition(*found) for found in conditions],
        "groups": [{"match": how, "conditions": [condition(*one) for one in found]} for how, found in groups],
    }
    found = await admin(
        "query ($rule: CollectionRuleInput!) { collectionRulePreview(rule: $rule) { products { id } } }", {"rule": rule}
    )
    ids = {product["id"] for product in found["collectionRulePreview"]["products"]}
    assert ids == {goods[name] for name in expected}


@pytest.mark.parametrize(
    ("conditions", "code", "field"),
    [
        ([], "RULE_EMPTY", ["rule"]),
        ([condition("TAG")], "INVALID_CONDITION", ["rule", "conditions", "0", "values"]),
        ([condition("TAG", "a"), condition("OPTION", "a")], "INVALID_CONDITION", ["rule", "conditions", "1", "name"]),
        ([condition("PRICE", channel="default")], "INVALID_CONDITION", ["rule", "conditions", "0", "min"]),
        ([condition("PRICE", channel="moon", min="1")], "UNKNOWN_CHANNEL", ["rule", "conditions", "0", "channel"]),
        ([condition("PRICE", channel="japan", min="1.5")], "INVALID_AMOUNT", ["rule", "conditions", "0", "min"]),
        ([condition("CREATED")], "INVALID_CONDITION", ["rule", "conditions", "0", "since"]),
        ([condition("CREATED", days=0)], "INVALID_CONDITION", ["rule", "conditions", "0", "days"]),
        ([condition("CATEGORY", "x")], "INVALID_ID", ["rule", "conditions", "0", "values", "0"]),
        ([condition("TAG", "a")] * 51, "TOO_MANY_CONDITIONS", ["rule"]),
    ],
)
async def test_a_rule_that_cannot_be_asked_is_refused(
    catalogue: Any, admin: GraphQLClient, conditions: list[dict[str, Any]], code: str, field: list[str]
) -> None:
    made = await catalogue.collection("Found", [])
    data = {"collectionId": made["id"], "rule": {"match": "ALL", "conditions": conditions}}
    payload = await admin.change("collectionRuleSet", data, "collection { id }")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, field)]
    assert await fetch_value("SELECT rule FROM catalog.collection") is None


async def test_a_collection_follows_its_rule_whatever_changes(
    catalogue: Any, shop: GraphQLClient, goods: dict[str, str], worker: WorkerDriver
) -> None:
    await by_rule(catalogue, condition("CATEGORY", goods["kitchen"]), condition("TAG", "red"))
    await worker.drain()
    assert await titles(shop) == ["Tea pot", "Red cup"]
    # when a product loses what it is asked for, and another one gets it
    await catalogue.change("productUpdate", {"id": goods["red"], "tags": []}, "product { id }")
    jug = await catalogue.product("Red jug", categoryId=goods["cups"], tags=["red"])
    await worker.drain()
    assert await titles(shop) == ["Red jug", "Tea pot"]
    # when a category goes elsewhere, and when it is gone
    await catalogue.change("categoryMove", {"id": goods["cups"], "parentId": None}, "category { id }")
    await worker.drain()
    assert await titles(shop) == ["Tea pot"]
    await catalogue.change("categoryMove", {"id": goods["cups"], "parentId": goods["kitchen"]}, "category { id }")
    await worker.drain()
    assert await titles(shop) == ["Red jug", "Tea pot"]
    await catalogue.change("categoryDelete", {"id": goods["cups"]}, "deletedId")
    await catalogue.change("productDelete", {"id": jug["id"]}, "deletedId")
    await worker.drain()
    assert await titles(shop) == ["Tea pot"]
    assert await fetch_value("SELECT count(*) FROM catalog.collection_due") == 0


async def test_prices_and_publications_decide_too(
    catalogue: Any, shop: GraphQLClient, goods: dict[str, str], worker: WorkerDriver, app: App
) -> None:
    await by_rule(catalogue, condition("PRICE", channel="default", max="20"), condition("AVAILABLE", channel="default"))
    await worker.drain()
    assert await titles(shop) == ["Red cup"]
    await catalogue.change("productPublish", {"id": goods["desk"], "channels": ["default"]}, "product { id }")
    cheap = await catalogue.product("Cheap", price="1")
    await worker.drain()
    assert await titles(shop) == ["Cheap", "Red cup"]
    await catalogue.change("productUnpublish", {"id": cheap["id"], "channels": ["default"]}, "product { id }")
    await worker.drain()
    held = await fetch_value("SELECT count(*) FROM catalog.collection_product WHERE product = $1", key(cheap["id"]))
    assert (await titles(shop), held) == (["Red cup"], 0)


async def test_a_rule_is_told_as_it_was_given_and_how_far_it_is(
    catalogue: Any, admin: GraphQLClient, goods: dict[str, str], worker: WorkerDriver
) -> None:
    asked = [
        condition("CATEGORY", goods["kitchen"]),
        condition("PRICE", channel="default", min="1.50", negate=True),
        condition("CREATED", days=30),
    ]
    groups = [{"match": "ANY", "conditions": [condition("TAG", "a", "b")]}]
    id_ = await by_rule(catalogue, *asked, match="ANY", groups=groups)
    query = """query ($id: ID!) { collection(id: $id) { ruleRefresh { done total finishedAt }
        rule { match conditions { field values name channel min max since days negate }
        groups { match conditions { field values } } } } }"""
    before = (await admin(query, {"id": id_}))["collection"]
    assert before["ruleRefresh"] == {"done": 0, "total": 3, "finishedAt": None}
    await worker.drain()
    after = (await admin(query, {"id": id_}))["collection"]
    assert (after["ruleRefresh"]["done"], after["ruleRefresh"]["finishedAt"] is None) == (3, False)
    empty = {"name": "", "channel": "", "min": None, "max": None, "since": None, "days": None, "negate": False}
    assert after["rule"] == {
        "match": "ANY",
        "conditions": [{**empty, **found} for found in asked],
        "groups": [{"match": "ANY", "conditions": [{"field": "TAG", "values": ["a", "b"]}]}],
    }


async def test_what_is_pinned_comes_first_and_what_is_excluded_stays_out(
    catalogue: Any, shop: GraphQLClient, admin: GraphQLClient, goods: dict[str, str], worker: WorkerDriver
) -> None:
    id_ = await by_rule(catalogue, condition("TAG", "red"), sort="TITLE")
    await catalogue.change("productPublish", {"id": goods["desk"], "channels": ["default"]}, "product { id }")
    await worker.drain()
    assert await titles(shop) == ["Red cup", "Tea pot"]

    async def change(verb: str, *names: str, **more: Any) -> list[str]:
        data = {"collectionId": id_, "productIds": [goods[name] for name in names], **more}
        await catalogue.change(f"collectionProducts{verb}", data, "collection { id }")
        await worker.drain()
        return await titles(shop)

    assert await change("Add", "desk", "pot") == ["Desk 50%", "Tea pot", "Red cup"]
    assert await change("Move", "pot", beforeId=goods["desk"]) == ["Tea pot", "Desk 50%", "Red cup"]
    assert await change("Remove", "desk", "pot") == ["Red cup", "Tea pot"]
    assert await change("Exclude", "red") == ["Tea pot"]
    excluded = await admin("query ($id: ID!) { collection(id: $id) { excludedProducts { title } } }", {"id": id_})
    assert excluded["collection"]["excludedProducts"] == [{"title": "Red cup"}]
    await catalogue.change("productUpdate", {"id": goods["red"], "title": "Redder cup"}, "product { id }")
    await worker.drain()
    assert await titles(shop) == ["Tea pot"]
    assert await change("Include", "red") == ["Redder cup", "Tea pot"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("NEWEST", ["C", "B", "A"]),
        ("BEST_SELLING", ["B", "C", "A"]),
        ("TITLE", ["A", "B", "C"]),
        ("PRICE_ASC", ["B", "A", "C"]),
        ("PRICE_DESC", ["C", "A", "B"]),
    ],
)
async def test_what_a_rule_finds_comes_in_the_order_of_the_collection_page_by_page(
    catalogue: Any, shop: GraphQLClient, worker: WorkerDriver, sort: str, expected: list[str]
) -> None:
    for title, price in (("A", "2"), ("B", "1"), ("C", "3")):
        await catalogue.product(title, price=price, tags=["x"])
    pinned = await catalogue.product("Z", price="9", tags=["x"])
    await execute("UPDATE catalog.product SET units_sold = 5 WHERE title = 'B'")
    id_ = await by_rule(catalogue, condition("TAG", "x"), sort=sort)
    await worker.drain()
    data = {"collectionId": id_, "productIds": [pinned["id"]]}
    await catalogue.change("collectionProductsAdd", data, "collection { id }")
    found, after = [], None
    while True:
        query = """query ($after: String) { collection(slug: "found") {
            products(first: 1, after: $after) { totalCount nodes { title } pageInfo { endCursor hasNextPage } } } }"""
        page = (await shop(query, {"after": after}))["collection"]["products"]
        assert page["totalCount"] == 4
        found += [node["title"] for node in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert found == ["Z", *expected]


async def test_a_rule_takes_over_what_was_there_by_hand_and_leaves_it_behind(
    catalogue: Any, shop: GraphQLClient, goods: dict[str, str], worker: WorkerDriver
) -> None:
    await catalogue.change("productPublish", {"id": goods["desk"], "channels": ["default"]}, "product { id }")
    made = await catalogue.collection("Found", [goods["desk"]], slug="found")
    rule = {"match": "ALL", "conditions": [condition("TAG", "red")]}
    await catalogue.change("collectionRuleSet", {"collectionId": made["id"], "rule": rule}, "collection { id }")
    await worker.drain()
    assert await titles(shop) == ["Desk 50%", "Tea pot", "Red cup"]
    await catalogue.change("collectionRuleSet", {"collectionId": made["id"], "rule": None}, "collection { id }")
    await catalogue.change("productUpdate", {"id": goods["red"], "tags": []}, "product { id }")
    await worker.drain()
    assert await titles(shop) == ["Desk 50%", "Tea pot", "Red cup"]


async def test_thousands_are_put_in_and_moved_by_hand(
    app: App, catalogue: Any, admin: GraphQLClient, counted: Callable[[], Any]
) -> None:
    ids = [(await catalogue.product(f"P{number}", publish=False))["id"] for number in range(12)]
    made = await catalogue.collection("Best", [])

    async def change(verb: str, given: list[str], **more: Any) -> int:
        async with counted() as statements:
            data = {"collectionId": made["id"], "productIds": given, **more}
            await catalogue.change(f"collectionProducts{verb}", data, "collection { id }")
        return len(statements.sent)

    async def order() -> list[str]:
        query = "query ($id: ID!) { collection(id: $id) { products(first: 20) { nodes { id } } } }"
        found = await admin(query, {"id": made["id"]})
        return [node["id"] for node in found["collection"]["products"]["nodes"]]

    one = await change("Add", ids[:1])
    many = await change("Add", ids)
    assert (one, await order()) == (many, ids)
    await change("Move", [ids[11], ids[0]], beforeId=ids[5])
    assert await order() == [*ids[1:5], ids[11], ids[0], *ids[5:11]]
    await change("Move", [ids[1]])
    assert (await order())[-1] == ids[1]
    await change("Remove", ids[2:])
    assert await order() == [ids[0], ids[1]]
    wrong = {"collectionId": made["id"], "productIds": [ids[0], ids[5]]}
    payload = await admin.change("collectionProductsMove", wrong, "collection { id }")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [
        ("PRODUCT_NOT_IN_COLLECTION", ["productIds", "1"])
    ]
    payload = await admin.change("collectionProductsExclude", wrong, "collection { id }")
    assert payload["errors"][0]["code"] == "COLLECTION_HAS_NO_RULE"


async def test_ten_thousand_products_are_put_in_order_moved_and_read_page_by_page(
    catalogue: Any, admin: GraphQLClient, counted: Callable[[], Any]
) -> None:
    # given ten thousand products, written past the API
    await execute(
        "INSERT INTO catalog.product (id, slug, title, title_key, description, seo_title, seo_description, tags, "
        "status, units_sold, version, created_at, updated_at) SELECT gen_random_uuid(), 'p' || n, 'P' || n, 'p', '', "
        "'', '', '{}', 'draft', 0, 1, now(), now() FROM generate_series(1, 10000) n"
    )
    found = await fetch_value("SELECT array_agg(id ORDER BY slug) FROM catalog.product")
    ids = [encode_global_id("Product", id_) for id_ in found]
    made = await catalogue.collection("Everything", [])
    # when they are put in, their order is set, some are moved to the front, and one too many is added
    async with counted() as statements:
        await catalogue.change("collectionUpdate", {"id": made["id"], "productIds": ids[:9000]}, "collection { id }")
        await catalogue.change("collectionUpdate", {"id": made["id"], "productIds": ids[8999::-1]}, "collection { id }")
        more = {"collectionId": made["id"], "productIds": ids[:8999:-1], "beforeId": ids[8999]}
        await catalogue.change("collectionProductsAdd", more, "collection { id }")
        moved = {"collectionId": made["id"], "productIds": ids[:50], "beforeId": ids[-1]}
        await catalogue.change("collectionProductsMove", moved, "collection { id }")
    one = (await catalogue.product("One too many", publish=False))["id"]
    refused = await admin.change(
        "collectionProductsAdd", {"collectionId": made["id"], "productIds": [one]}, "collection { id }"
    )
    # then
    assert len(statements.sent) <= 60
    assert [error["code"] for error in refused["errors"]] == ["TOO_MANY_PRODUCTS"]
    expected = [*ids[:50], *ids[:49:-1]]
    query = """query ($id: ID!, $after: String) { collection(id: $id) { products(first: 100, after: $after) {
        totalCount pageInfo { endCursor hasNextPage } nodes { id } } } }"""
    after, read, page = None, [], {"hasNextPage": True}
    while page["hasNextPage"] and len(read) < 500:
        shown = (await admin(query, {"id": made["id"], "after": after}))["collection"]["products"]
        page, read = shown["pageInfo"], [*read, *(node["id"] for node in shown["nodes"])]
        after = page["endCursor"]
    assert (shown["totalCount"], read) == (10_000, expected[:500])


async def test_rules_over_brand_type_and_attribute_follow_the_products(
    catalogue: Any, admin: GraphQLClient, worker: WorkerDriver
) -> None:
    # given products that differ in brand, type and material
    choices = [{"name": "Oak"}, {"name": "Pine"}]
    attribute = {"name": "Wood", "code": "wood", "kind": "CHOICE", "choices": choices}
    await catalogue.change("attributeCreate", attribute, "attribute { id }")
    data = {"name": "Table", "attributes": [{"code": "wood"}]}
    table = (await catalogue.change("productTypeCreate", data, "productType { id }"))["productType"]["id"]
    acme = (await catalogue.change("brandCreate", {"name": "Acme"}, "brand { id }"))["brand"]["id"]
    oak = {"attributes": [{"code": "wood", "choice": "oak"}]}
    one = await catalogue.product("One", productTypeName="Table", brandName="Acme", **oak)
    two = await catalogue.product("Two", productTypeName="Table")
    three = await catalogue.product("Three", brandName="Acme")
    asked = {
        "brand": condition("BRAND", acme),
        "type": condition("PRODUCT_TYPE", table),
        "wood": condition("ATTRIBUTE", "oak", name="wood"),
    }
    made = {}
    for name, one_condition in asked.items():
        made[name] = await catalogue.collection(name, [])
        rule = {"match": "ALL", "conditions": [one_condition]}
        given = {"collectionId": made[name]["id"], "rule": rule}
        await catalogue.change("collectionRuleSet", given, "collection { id }")

    async def members() -> dict[str, set[str]]:
        await worker.drain()
        query = "query ($id: ID!) { collection(id: $id) { products(first: 9) { nodes { title } } } }"
        return {
            name: {
                node["title"] for node in (await admin(query, {"id": found["id"]}))["collection"]["products"]["nodes"]
            }
            for name, found in made.items()
        }

    assert await members() == {"brand": {"One", "Three"}, "type": {"One", "Two"}, "wood": {"One"}}
    # when each changes sides
    changes = (
        {"id": one["id"], "brandId": None, "attributes": [{"code": "wood", "choice": "pine"}]},
        {"id": two["id"], **oak},
        {"id": three["id"], "productTypeName": "Table"},
    )
    for change in changes:
        await catalogue.change("productUpdate", change, "product { id }")
    # then
    assert await members() == {"brand": {"Three"}, "type": {"One", "Two", "Three"}, "wood": {"Two"}}


async def test_a_collection_is_shown_where_it_is_published(
    catalogue: Any, shop: GraphQLClient, admin: GraphQLClient
) -> None:
    cup = await catalogue.product("Cup")
    made = await catalogue.collection("Best", [cup["id"]], channels=["japan"], imageUrl="/best.png", imageAlt="Cups",
        seoTitle="Best cups", translations=[{"locale": "en", "seoDescription": "Our best"}])  # fmt: skip
    query = """{ collection(slug: "best") { image { url alt } seoTitle seoDescription }
        collections(first: 5) { totalCount nodes { slug } }
        product(slug: "cup") { collections { slug } } }"""
    hidden = await shop(query)
    assert (hidden["collection"], hidden["collections"]["nodes"], hidden["product"]["collections"]) == (None, [], [])
    assert hidden["collections"]["totalCount"] == 0
    assert (await admin('{ collection(slug: "best") { channels } }'))["collection"] == {"channels": ["japan"]}
    data = {"id": made["id"], "channels": ["default"]}
    await catalogue.change("collectionUpdate", data, "collection { id }")
    shown = await shop(query)
    assert shown["collection"] == {
        "image": {"url": "/best.png", "alt": "Cups"},
        "seoTitle": "Best cups",
        "seoDescription": "Our best",
    }
    assert shown["product"]["collections"] == [{"slug": "best"}]
    wrong = await admin.change("collectionUpdate", {"id": made["id"], "channels": ["moon"]}, "collection { id }")
    assert wrong["errors"][0]["code"] == "UNKNOWN_CHANNEL"


async def test_a_rule_that_speaks_of_time_is_worked_out_anew_on_a_schedule(
    catalogue: Any, shop: GraphQLClient, worker: WorkerDriver
) -> None:
    await catalogue.product("Cup")
    await by_rule(catalogue, condition("CREATED", days=7))
    await worker.drain()
    assert await titles(shop) == ["Cup"]
    await execute("UPDATE catalog.product SET created_at = now() - interval '8 days'")
    await worker.run_job("catalog.refresh_timed_collections")
    await worker.drain()
    assert await titles(shop) == []


async def test_events_and_runs_at_once_leave_what_the_rule_says(
    app: App, catalogue: Any, policy: Policy, worker: WorkerDriver
) -> None:
    # given
    ids = [key((await catalogue.product(f"P{number}", publish=False))["id"]) for number in range(6)]
    collection_id = key(await by_rule(catalogue, condition("TAG", "x")))
    await worker.drain()
    job = JobContext(app=app, context=app.system_context())

    async def change(number: int) -> None:
        for turn in range(6):
            async with app.unit_of_work(app.system_context()):
                await execute(
                    "UPDATE catalog.product SET tags = $2::text[] WHERE id = $1",
                    ids[number],
                    ["x"] if (turn + number) % 2 else [],
                )
                await execute("INSERT INTO catalog.collection_due VALUES ($1) ON CONFLICT DO NOTHING", ids[number])
            await refresh_due_memberships(job)

    async def rerun() -> None:
        rule = Rule(match=RuleMatch.ALL, conditions=(RuleCondition(field=RuleField.TAG, values=("x",)),))
        for turn in range(6):
            async with app.unit_of_work(app.system_context()) as uow:
                extra = (RuleCondition(field=RuleField.TITLE, values=("P",)),) if turn % 2 else ()
                changed = Rule(match=rule.match, conditions=(*rule.conditions, *extra))
                await set_collection_rule(uow, collection_id, changed, ProductSort.NEWEST, policy)
            revision = await fetch_value("SELECT revision FROM catalog.collection WHERE id = $1", collection_id)
            await refresh_collection(job, Refresh(collection_id, revision))

    # when
    await asyncio.gather(*(change(number) for number in range(6)), rerun())
    await worker.drain()
    # then
    wrong = await fetch_value(
        "SELECT count(*) FROM catalog.product p WHERE (p.tags @> '{x}') <> EXISTS (SELECT FROM "
        "catalog.collection_product cp WHERE cp.product = p.id AND cp.collection = $1)",
        collection_id,
    )
    assert wrong == 0


async def test_a_run_that_was_cut_off_goes_on_and_one_of_an_old_rule_stops(
    app: App, catalogue: Any, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fondaco_catalog.service.collection_rules.PRODUCTS_AT_ONCE", 2)
    assert PRODUCTS_AT_ONCE == 2_000
    for number in range(5):
        await catalogue.product(f"P{number}", tags=["x"], publish=False)
    collection_id = key(await by_rule(catalogue, condition("TAG", "x")))
    job = JobContext(app=app, context=app.system_context())
    await refresh_collection(job, Refresh(collection_id, 0))
    assert await fetch_value("SELECT count(*) FROM catalog.collection_product") == 0
    first = await fetch_value("SELECT (array_agg(id ORDER BY id))[2] FROM catalog.product")
    await execute("UPDATE catalog.collection SET refresh_cursor = $1, refresh_done = 2", first)
    await refresh_collection(job, Refresh(collection_id, 1))
    assert await fetch_value("SELECT count(*) FROM catalog.collection_product") == 3
    assert await fetch_value("SELECT refresh_done FROM catalog.collection") == 5
    await refresh_collection(job, Refresh(collection_id, 1))
    assert await fetch_value("SELECT count(*) FROM catalog.collection_product") == 3


def test_a_rule_survives_being_written_and_read() -> None:
    rule = Rule(
        match=RuleMatch.ANY,
        conditions=(RuleCondition(field=RuleField.PRICE, channel="default", min=Decimal("1.50"), negate=True),),
        groups=(
            RuleGroup(
                match=RuleMatch.ALL,
                conditions=(RuleCondition(field=RuleField.CREATED, since=datetime(2026, 1, 1, tzinfo=UTC)),),
            ),
        ),
    )
    assert json.decode(json.encode(rule), type=Rule) == rule


async def test_a_condition_keeps_only_what_it_reads(app: App, policy: Policy) -> None:
    noisy = RuleCondition(field=RuleField.TAG, values=(" a ",), name="n", channel="x", days=3, min=Decimal(1))
    cleaned = clean_rule(Rule(match=RuleMatch.ALL, conditions=(noisy,)), policy)
    assert cleaned.conditions == (RuleCondition(field=RuleField.TAG, values=("a",)),)
    moment = datetime.now(UTC) + timedelta(days=1)
    assert await count_matching(cleaned, app.channels, moment) == 0
    with pytest.raises(DomainError, match="has a condition"):
        clean_rule(Rule(match=RuleMatch.ALL, groups=(RuleGroup(match=RuleMatch.ALL, conditions=()),)), policy)
