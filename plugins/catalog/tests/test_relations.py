"""Products that belong together are shown in order, in both directions where the kind says so, and only if visible."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fondaco.db import fetch_value
from fondaco.testing import GraphQLClient


async def things(catalogue: Any, *titles: str) -> dict[str, str]:
    return {title: (await catalogue.product(title, slug=title.lower()))["id"] for title in titles}


async def related(client: GraphQLClient, slug: str, kind: str, first: int = 12) -> list[str]:
    found = await client(
        "query ($slug: String!, $kind: String!, $first: Int!) "
        "{ product(slug: $slug) { related(kind: $kind, first: $first) { title } } }",
        {"slug": slug, "kind": kind, "first": first},
    )
    return [product["title"] for product in found["product"]["related"]]


async def relate(catalogue: Any, verb: str, product: str, kind: str, *others: str) -> None:
    data = {"productId": product, "kind": kind, "relatedIds": list(others)}
    await catalogue.change(f"productRelations{verb}", data, "product { id }")


async def test_what_belongs_to_a_product_comes_in_the_order_it_is_given(catalogue: Any, shop: GraphQLClient) -> None:
    ids = await things(catalogue, "Cup", "Lid", "Spoon", "Tray")
    await relate(catalogue, "Set", ids["Cup"], "accessory", ids["Spoon"], ids["Lid"])
    assert await related(shop, "cup", "accessory") == ["Spoon", "Lid"]
    await relate(catalogue, "Add", ids["Cup"], "accessory", ids["Tray"], ids["Spoon"])
    assert await related(shop, "cup", "accessory") == ["Spoon", "Lid", "Tray"]
    assert await related(shop, "cup", "accessory", 2) == ["Spoon", "Lid"]
    await relate(catalogue, "Remove", ids["Cup"], "accessory", ids["Spoon"])
    await relate(catalogue, "Set", ids["Cup"], "accessory", ids["Tray"], ids["Lid"])
    assert await related(shop, "cup", "accessory") == ["Tray", "Lid"]
    assert await related(shop, "lid", "accessory") == []
    assert await related(shop, "cup", "up_sell") == []
    assert await related(shop, "cup", "unknown") == []


async def test_of_a_symmetric_kind_both_are_shown_beside_each_other_and_never_twice(
    catalogue: Any, shop: GraphQLClient
) -> None:
    ids = await things(catalogue, "Cup", "Mug", "Bowl")
    await relate(catalogue, "Set", ids["Cup"], "substitute", ids["Mug"])
    await relate(catalogue, "Set", ids["Bowl"], "substitute", ids["Mug"])
    assert await related(shop, "mug", "substitute") == ["Cup", "Bowl"]
    await relate(catalogue, "Set", ids["Mug"], "substitute", ids["Bowl"])
    assert await related(shop, "mug", "substitute") == ["Bowl", "Cup"]
    assert await related(shop, "bowl", "substitute") == ["Mug"]


async def test_only_what_a_buyer_can_see_is_shown_and_what_is_gone_is_gone(
    catalogue: Any, shop: GraphQLClient, admin: GraphQLClient
) -> None:
    ids = await things(catalogue, "Cup", "Lid", "Spoon")
    await relate(catalogue, "Set", ids["Cup"], "accessory", ids["Spoon"], ids["Lid"])
    await catalogue.change("productUnpublish", {"id": ids["Lid"], "channels": ["default"]}, "product { id }")
    assert await related(shop, "cup", "accessory") == ["Spoon"]
    assert await related(admin, "cup", "accessory") == ["Spoon", "Lid"]
    await catalogue.change("productDelete", {"id": ids["Spoon"]}, "deletedId")
    assert await related(shop, "cup", "accessory") == []
    await catalogue.change("productDelete", {"id": ids["Cup"]}, "deletedId")
    assert await fetch_value("SELECT count(*) FROM catalog.product_relation") == 0


async def test_a_page_reads_what_is_beside_a_product_at_once(
    catalogue: Any, shop: GraphQLClient, counted: Callable[[], Any]
) -> None:
    ids = await things(catalogue, "Cup", "Lid", "Spoon", "Mug", "Goblet")
    kind = {"code": "care", "name": "Care", "translations": [{"locale": "de", "name": "Pflege"}]}
    await catalogue.change("relationKindCreate", kind, "kinds { code }")
    await relate(catalogue, "Set", ids["Cup"], "accessory", ids["Spoon"], ids["Lid"])
    await relate(catalogue, "Set", ids["Mug"], "substitute", ids["Cup"])
    await relate(catalogue, "Set", ids["Cup"], "up_sell", ids["Goblet"])
    await relate(catalogue, "Set", ids["Cup"], "care", ids["Spoon"])
    query = """query ($kinds: [String!]) { product(slug: "cup") {
        relations(kinds: $kinds, first: 1) { kind { code name } products { title } } } }"""

    async def shown(kinds: list[str] | None = None) -> dict[str, list[str]]:
        found = (await shop(query, {"kinds": kinds}))["product"]["relations"]
        return {f"{one['kind']['code']}": [product["title"] for product in one["products"]] for one in found}

    async with counted() as statements:
        beside = await shown()
    assert list(beside.items()) == [
        ("accessory", ["Spoon"]),
        ("substitute", ["Mug"]),
        ("up_sell", ["Goblet"]),
        ("care", ["Spoon"]),
    ]
    assert len(statements.sent) == 3, statements.sent
    assert await shown(["up_sell", "unknown"]) == {"up_sell": ["Goblet"]}
    await catalogue.change("productUnpublish", {"id": ids["Goblet"], "channels": ["default"]}, "product { id }")
    assert list(await shown()) == ["accessory", "substitute", "care"]


async def test_a_merchant_makes_kinds_of_relations(catalogue: Any, admin: GraphQLClient, shop: GraphQLClient) -> None:
    made = {"code": "spare_part", "name": "Spare parts", "translations": [{"locale": "de", "name": "Ersatzteile"}]}
    payload = await catalogue.change("relationKindCreate", made, "kinds { code name symmetric }")
    assert [kind["code"] for kind in payload["kinds"]] == [
        "accessory",
        "substitute",
        "up_sell",
        "cross_sell",
        "spare_part",
    ]
    ids = await things(catalogue, "Cup", "Handle")
    await relate(catalogue, "Set", ids["Cup"], "spare_part", ids["Handle"])
    assert await related(shop, "cup", "spare_part") == ["Handle"]
    assert (await shop("{ relationKinds { name } }"))["relationKinds"][-1] == {"name": "Spare parts"}
    taken = await admin.change("relationKindCreate", made, "kinds { code }")
    wrong = await admin.change("relationKindCreate", {"code": "Spare part", "name": "x"}, "kinds { code }")
    assert (taken["errors"][0]["code"], wrong["errors"][0]["code"]) == ("CODE_TAKEN", "INVALID_CODE")
    await catalogue.change("relationKindDelete", {"kind": "spare_part"}, "kinds { code }")
    assert await related(shop, "cup", "spare_part") == []


async def test_a_kind_is_called_otherwise_and_comes_elsewhere(
    catalogue: Any, admin: GraphQLClient, shop: GraphQLClient
) -> None:
    # when
    german = {"locale": "de", "name": "Zubehör"}
    data = {"kind": "accessory", "name": "Goes with it", "position": 200, "translations": [german]}
    changed = await catalogue.change("relationKindUpdate", data, "kinds { code position translations { locale name } }")
    # then
    assert changed["kinds"][-1]["code"] == "accessory"
    assert german in changed["kinds"][-1]["translations"]
    query = "{ relationKinds { name } }"
    assert (await shop(query, fondaco_locale="de"))["relationKinds"][-1] == {"name": "Zubehör"}
    assert (await shop(query))["relationKinds"][-1] == {"name": "Goes with it"}
    # when
    less = {"kind": "accessory", "translations": [{"locale": "de", "name": ""}]}
    await catalogue.change("relationKindUpdate", less, "kinds { code }")
    # then
    assert (await shop(query, fondaco_locale="de"))["relationKinds"][-1] == {"name": "Goes with it"}
    for given, code, field in (
        ({"kind": "none"}, "RELATION_KIND_NOT_FOUND", ["kind"]),
        ({"kind": "accessory", "name": " "}, "REQUIRED", ["name"]),
        ({"kind": "accessory", "translations": [german, german]}, "DUPLICATE_LOCALE", ["translations", "1", "locale"]),
    ):
        payload = await admin.change("relationKindUpdate", given, "kinds { code }")
        assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, field)]


@pytest.mark.parametrize(
    ("kind", "others", "code", "field"),
    [
        ("accessory", ["Cup"], "RELATED_TO_ITSELF", ["relatedIds", "0"]),
        ("accessory", ["Lid", "Lid"], "DUPLICATE_PRODUCT", ["relatedIds"]),
        ("accessory", ["Lid", "Gone"], "PRODUCT_NOT_FOUND", ["relatedIds", "1"]),
        ("unknown", ["Lid"], "RELATION_KIND_NOT_FOUND", ["kind"]),
    ],
)
async def test_what_cannot_belong_together_is_refused(
    catalogue: Any, admin: GraphQLClient, kind: str, others: list[str], code: str, field: list[str]
) -> None:
    ids = await things(catalogue, "Cup", "Lid", "Gone")
    await catalogue.change("productDelete", {"id": ids["Gone"]}, "deletedId")
    data = {"productId": ids["Cup"], "kind": kind, "relatedIds": [ids[title] for title in others]}
    payload = await admin.change("productRelationsSet", data, "product { id }")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, field)]
    assert await fetch_value("SELECT count(*) FROM catalog.product_relation") == 0


async def test_what_belongs_to_twenty_products_costs_as_many_statements_as_to_one(
    catalogue: Any, shop: GraphQLClient, counted: Callable[[], Any]
) -> None:
    query = '{ products(first: 50) { nodes { related(kind: "accessory", first: 3) { title variants { sku } } } } }'
    ids = await things(catalogue, "Cup", "Lid")
    await relate(catalogue, "Set", ids["Cup"], "accessory", ids["Lid"])
    async with counted() as two:
        await shop(query)
    more = await things(catalogue, *(f"T{number}" for number in range(18)))
    for id_ in more.values():
        await relate(catalogue, "Set", id_, "accessory", ids["Lid"], ids["Cup"])
    async with counted() as twenty:
        found = await shop(query)
    assert sum(len(node["related"]) for node in found["products"]["nodes"]) == 37
    assert len(two.sent) == len(twenty.sent) == 3
