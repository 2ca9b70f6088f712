"""What staff change, and what they are refused."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from fondaco.app import App
from fondaco.db import fetch_value
from fondaco.ids import decode_global_id, encode_global_id
from fondaco.testing import GraphQLClient

UNKNOWN = str(UUID(int=7))


def price(amount: object, channel: str = "default", **more: object) -> dict[str, object]:
    return {"channel": channel, "price": str(amount), **more}


COLOURED = {"title": "Shirt", "options": [{"name": "Colour", "values": ["Blue"]}]}


@pytest.mark.parametrize(
    ("data", "code", "field"),
    [
        ({"title": "  "}, "REQUIRED", ["title"]),
        ({"title": "x" * 256}, "TOO_LONG", ["title"]),
        ({"title": "a\x00b"}, "INVALID_TEXT", ["title"]),
        ({"title": "a\nb"}, "INVALID_TEXT", ["title"]),
        ({"title": "Shirt", "slug": "Not A Slug"}, "INVALID_SLUG", ["slug"]),
        ({"title": "Shirt", "slug": ""}, "INVALID_SLUG", ["slug"]),
        ({"title": "Shirt", "categoryId": "nonsense"}, "INVALID_ID", ["categoryId"]),
        (
            {"title": "Shirt", "categoryId": encode_global_id("Category", UNKNOWN)},
            "CATEGORY_NOT_FOUND",
            ["categoryId"],
        ),
        ({"title": "Shirt", "description": "x" * 100_001}, "TOO_LONG", ["description"]),
        ({"title": "Shirt", "variants": [{"prices": [price(-1)]}]}, "NEGATIVE_PRICE", "variants 0 prices 0 price"),
        ({"title": "Shirt", "variants": [{"prices": [price("1.999")]}]}, "INVALID_AMOUNT", "variants 0 prices 0 price"),
        (
            {"title": "Shirt", "variants": [{"prices": [price("1.5", "japan")]}]},
            "INVALID_AMOUNT",
            "variants 0 prices 0 price",
        ),
        (
            {"title": "Shirt", "variants": [{"prices": [price(1, compareAt="-1")]}]},
            "NEGATIVE_PRICE",
            "variants 0 prices 0 compareAt",
        ),
        ({"title": "Shirt", "variants": [{"prices": [price("NaN")]}]}, "INVALID_AMOUNT", "variants 0 prices 0 price"),
        ({"title": "Shirt", "variants": [{"prices": [price("1e30")]}]}, "INVALID_AMOUNT", "variants 0 prices 0 price"),
        (
            {"title": "Shirt", "variants": [{"prices": [price(1, "mars")]}]},
            "UNKNOWN_CHANNEL",
            "variants 0 prices 0 channel",
        ),
        (
            {"title": "Shirt", "variants": [{"prices": [price(1), price(2)]}]},
            "DUPLICATE_CHANNEL",
            "variants 0 prices 1 channel",
        ),
        ({"title": "Shirt", "variants": [{}, {}]}, "DUPLICATE_VARIANT", "variants 1 options"),
        (
            {**COLOURED, "variants": [{"options": ["Blue"]}, {"options": ["Blue"]}]},
            "DUPLICATE_VARIANT",
            "variants 1 options",
        ),
        ({**COLOURED, "variants": [{"options": []}]}, "OPTION_COUNT_MISMATCH", "variants 0 options"),
        ({"title": "Shirt", "variants": [{"options": ["Blue"]}]}, "OPTION_COUNT_MISMATCH", "variants 0 options"),
        ({**COLOURED, "variants": [{"options": [" "]}]}, "REQUIRED", "variants 0 options 0"),
        (
            {**COLOURED, "variants": [{"options": ["A"], "sku": "S"}, {"options": ["B"], "sku": "S"}]},
            "SKU_TAKEN",
            "variants 1 sku",
        ),
        ({"title": "Shirt", "variants": [{"weightGrams": -1}]}, "INVALID_WEIGHT", "variants 0 weightGrams"),
        ({"title": "Shirt", "variants": [{"taxClass": "Über"}]}, "INVALID_TAX_CLASS", "variants 0 taxClass"),
        ({"title": "Shirt", "variants": [{"mediaUrl": "/x.jpg"}]}, "UNKNOWN_MEDIA", "variants 0 mediaUrl"),
        ({"title": "Shirt", "options": [{"name": n} for n in "abcd"]}, "TOO_MANY_OPTIONS", ["options"]),
        ({"title": "Shirt", "options": [{"name": "a"}, {"name": "a"}]}, "DUPLICATE_OPTION", "options 1 name"),
        ({"title": "Shirt", "options": [{"name": "a", "values": ["x", "x"]}]}, "DUPLICATE_OPTION_VALUE", None),
        ({"title": "Shirt", "media": [{"url": "javascript:alert(1)"}]}, "INVALID_URL", "media 0 url"),
        ({"title": "Shirt", "media": [{"url": "//evil.example/x"}]}, "INVALID_URL", "media 0 url"),
        ({"title": "Shirt", "media": [{"url": "/a"}, {"url": "/a"}]}, "DUPLICATE_MEDIA", "media 1 url"),
        ({"title": "Shirt", "translations": [{"locale": "not a tag"}]}, "INVALID_LOCALE", "translations 0 locale"),
        (
            {"title": "Shirt", "translations": [{"locale": "de"}, {"locale": "DE"}]},
            "DUPLICATE_LOCALE",
            "translations 1 locale",
        ),
        (
            {**COLOURED, "variants": [{"options": [str(n)]} for n in range(2_001)]},
            "TOO_MANY_VARIANTS",
            ["variants"],
        ),
    ],
)
async def test_a_product_that_breaks_a_rule_is_refused_and_nothing_is_written(
    admin: GraphQLClient, data: dict[str, Any], code: str, field: list[str] | str | None
) -> None:
    # when
    payload = await admin.change("productCreate", data, "product { id }")
    # then
    (error,) = payload["errors"]
    assert payload["product"] is None
    assert error["code"] == code, error
    if field is not None:
        assert error["field"] == (field.split() if isinstance(field, str) else field)
    assert await fetch_value("SELECT count(*) FROM catalog.product") == 0


async def test_a_slug_is_made_out_of_the_title_and_numbered_where_it_is_taken(catalogue: Any) -> None:
    slugs = [(await catalogue.product(title))["slug"] for title in ("Blue Cup", "Blue cup!", "蓝色杯子", "…")]
    assert slugs == ["blue-cup", "blue-cup-2", "lan-se-bei-zi", "product"]


async def test_a_chosen_slug_that_is_taken_is_refused(admin: GraphQLClient, catalogue: Any) -> None:
    # given
    await catalogue.product("Cup", slug="cup")
    other = await catalogue.product("Other")
    # when
    created = await admin.change("productCreate", {"title": "x", "slug": "cup"}, "product { id }")
    updated = await admin.change("productUpdate", {"id": other["id"], "slug": "cup"}, "product { id }")
    # then
    for payload in (created, updated):
        assert [(error["code"], error["field"]) for error in payload["errors"]] == [("SLUG_TAKEN", ["slug"])]


async def test_a_taken_sku_is_named(admin: GraphQLClient, catalogue: Any) -> None:
    # given
    await catalogue.product("Cup", variants=[{"sku": "CUP-1"}])
    plate = await catalogue.product("Plate", variants=[{"sku": "PLATE"}])
    # when
    created = await admin.change("productCreate", {"title": "x", "variants": [{"sku": "CUP-1"}]}, "product { id }")
    updated = await admin.change(
        "productVariantUpdate", {"id": plate["variants"][0]["id"], "sku": "CUP-1"}, "variant { id }"
    )
    # then
    assert created["errors"][0]["code"] == updated["errors"][0]["code"] == "SKU_TAKEN"
    assert "CUP-1" in created["errors"][0]["message"]
    assert created["errors"][0]["field"] == ["variants", "0", "sku"]


async def test_an_update_changes_what_is_given_and_nothing_else(admin: GraphQLClient, catalogue: Any) -> None:
    # given
    product = await catalogue.product(
        "Cup",
        brandName="Kiln",
        tags=["a"],
        media=[{"url": "/1.jpg", "alt": "one"}, {"url": "/2.jpg"}],
        variants=[{"mediaUrl": "/2.jpg", "prices": [price(5)]}],
        translations=[{"locale": "de", "title": "Tasse"}, {"locale": "fr", "title": "Tasse fr"}],
    )
    # when
    payload = await catalogue.change(
        "productUpdate",
        {
            "id": product["id"],
            "title": "Mug",
            "media": [{"url": "/3.jpg", "alt": "three"}, {"url": "/1.jpg", "alt": "uno"}],
            "translations": [{"locale": "de", "title": "Becher"}, {"locale": "fr"}],
        },
        """product { slug title brand { name } tags media { url alt } variants { media { url } prices { channel price { amount }
            compareAt { amount } } taxClass trackStock } translations { locale title } publications { channel }
            updatedAt }""",
    )
    # then
    found = payload["product"]
    assert found.pop("updatedAt")
    assert found == {
        "slug": "cup",
        "title": "Mug",
        "brand": {"name": "Kiln"},
        "tags": ["a"],
        "media": [{"url": "/3.jpg", "alt": "three"}, {"url": "/1.jpg", "alt": "uno"}],
        "variants": [
            {
                "media": None,
                "prices": [{"channel": "default", "price": {"amount": "5.00"}, "compareAt": None}],
                "taxClass": "standard",
                "trackStock": True,
            }
        ],
        "translations": [{"locale": "de", "title": "Becher"}],
        "publications": [{"channel": "default"}],
    }


async def test_variants_are_added_changed_priced_and_deleted(
    admin: GraphQLClient, shop: GraphQLClient, catalogue: Any
) -> None:
    # given
    product = await catalogue.product(
        "Shirt", options=[{"name": "Size"}], variants=[{"options": ["S"], "prices": [price(10)]}]
    )
    # when
    added = await catalogue.change(
        "productVariantsCreate",
        {"productId": product["id"], "variants": [{"options": ["M"], "sku": "M", "prices": [price(8)]}]},
        "product { variants { title } } variants { id }",
    )
    medium = added["variants"][0]["id"]
    await catalogue.change("productVariantUpdate", {"id": medium, "options": ["L"], "weightGrams": 5}, "variant { id }")
    await catalogue.change("variantPricesSet", {"variantId": medium, "prices": [price(12)]}, "variant { id }")
    query = """{ product(slug: "shirt") { priceRange { min { amount } max { amount } }
        variants { title sku weightGrams } options { values { value } } } }"""
    changed = (await shop(query))["product"]
    await catalogue.change(
        "variantPricesSet", {"variantId": medium, "prices": [{"channel": "default", "price": None}]}, "variant { id }"
    )
    unpriced = (await shop(query))["product"]
    await catalogue.change("productVariantDelete", {"id": product["variants"][0]["id"]}, "product { id }")
    left = (await admin('{ productVariant(sku: "M") { title product { variants { title } } } }'))["productVariant"]
    # then
    assert added["product"]["variants"] == [{"title": "S"}, {"title": "M"}]
    assert changed == {
        "priceRange": {"min": {"amount": "10.00"}, "max": {"amount": "12.00"}},
        "variants": [
            {"title": "S", "sku": "", "weightGrams": 0},
            {"title": "L", "sku": "M", "weightGrams": 5},
        ],
        "options": [{"values": [{"value": "S"}, {"value": "M"}, {"value": "L"}]}],
    }
    assert unpriced["priceRange"] == {"min": {"amount": "10.00"}, "max": {"amount": "10.00"}}
    assert left == {"title": "L", "product": {"variants": [{"title": "L"}]}}
    # and nothing that is priced is left to sell
    assert (await shop('{ product(slug: "shirt") { id } }'))["product"] is None


async def test_a_variant_with_the_same_options_is_refused(admin: GraphQLClient, catalogue: Any) -> None:
    product = await catalogue.product(
        "Shirt", options=[{"name": "Size"}], variants=[{"options": ["S"]}, {"options": ["M"]}]
    )
    added = await admin.change(
        "productVariantsCreate", {"productId": product["id"], "variants": [{"options": ["S"]}]}, "product { id }"
    )
    changed = await admin.change(
        "productVariantUpdate", {"id": product["variants"][0]["id"], "options": ["M"]}, "variant { id }"
    )
    assert added["errors"][0]["code"] == changed["errors"][0]["code"] == "DUPLICATE_VARIANT"


async def test_a_deleted_product_leaves_nothing_behind(admin: GraphQLClient, catalogue: Any) -> None:
    # given
    product = await catalogue.product(
        "Shirt",
        options=[{"name": "Size", "values": ["S"]}],
        variants=[{"options": ["S"], "prices": [price(1)]}],
        media=[{"url": "/1.jpg"}],
        translations=[{"locale": "de", "title": "Hemd"}],
    )
    await catalogue.collection("All", [product["id"]])
    # when
    payload = await catalogue.change("productDelete", {"id": product["id"]}, "deletedId")
    # then
    assert payload["deletedId"] == product["id"]
    for table in (
        "product",
        "product_translation",
        "product_option",
        "product_option_value",
        "product_media",
        "product_variant",
        "price",
        "price_window",
        "price_span",
        "product_listing",
        "collection_product",
    ):
        assert await fetch_value(f"SELECT count(*) FROM catalog.{table}") == 0, table
    assert await fetch_value("SELECT count(*) FROM system.outbox WHERE name = 'catalog.product_deleted'") == 1


async def test_a_category_never_lies_below_itself(admin: GraphQLClient, catalogue: Any) -> None:
    # given
    top = await catalogue.category("Top")
    middle = await catalogue.category("Middle", parentId=top["id"])
    bottom = await catalogue.category("Bottom", parentId=middle["id"])
    # when
    refused = [
        await admin.change("categoryUpdate", {"id": top["id"], "parentId": parent}, "category { id }")
        for parent in (top["id"], middle["id"], bottom["id"])
    ]
    moved = await catalogue.change(
        "categoryUpdate",
        {"id": bottom["id"], "parentId": None, "position": 0, "translations": [{"locale": "de", "name": "Unten"}]},
        "category { parent { id } position translations { locale name } }",
    )
    # then
    for payload in refused:
        assert [(error["code"], error["field"]) for error in payload["errors"]] == [("CATEGORY_CYCLE", ["parentId"])]
    assert moved["category"] == {
        "parent": None,
        "position": 0,
        "translations": [{"locale": "de", "name": "Unten"}],
    }


async def test_a_category_with_children_is_kept_and_one_without_lets_its_products_go(
    admin: GraphQLClient, catalogue: Any
) -> None:
    # given
    top = await catalogue.category("Top")
    below = await catalogue.category("Below", parentId=top["id"])
    product = await catalogue.product("Cup", categoryId=below["id"])
    # when
    refused = await admin.change("categoryDelete", {"id": top["id"]}, "deletedId")
    await catalogue.change("categoryDelete", {"id": below["id"]}, "deletedId")
    # then
    assert refused["errors"][0]["code"] == "CATEGORY_HAS_CHILDREN"
    found = await admin("query ($id: ID!) { product(id: $id) { category { id } } }", {"id": product["id"]})
    assert found["product"] == {"category": None}


async def test_a_collection_keeps_the_order_it_is_given(
    admin: GraphQLClient, shop: GraphQLClient, catalogue: Any
) -> None:
    # given
    one, two, three = [(await catalogue.product(name))["id"] for name in ("One", "Two", "Three")]
    collection = await catalogue.collection("Best", [three, one])
    query = '{ collection(slug: "best") { title products(first: 5) { nodes { title } } } }'
    before = (await shop(query))["collection"]["products"]["nodes"]
    # when
    await catalogue.change(
        "collectionUpdate",
        {
            "id": collection["id"],
            "productIds": [two, three],
            "translations": [{"locale": "zh-Hans", "title": "精选"}],
        },
        "collection { id }",
    )
    unknown = await admin.change(
        "collectionUpdate",
        {"id": collection["id"], "productIds": [one, encode_global_id("Product", UNKNOWN)]},
        "collection { id }",
    )
    # then
    assert before == [{"title": "Three"}, {"title": "One"}]
    found = (await shop(query, fondaco_locale="zh-Hans"))["collection"]
    assert found == {"title": "精选", "products": {"nodes": [{"title": "Two"}, {"title": "Three"}]}}
    assert unknown["errors"][0]["field"] == ["productIds", "1"]
    await catalogue.change("collectionDelete", {"id": collection["id"]}, "deletedId")
    assert (await shop(query))["collection"] is None


async def test_without_the_right_nobody_reads_or_changes_anything(http: Any, catalogue: Any) -> None:
    # given
    product = await catalogue.product("Cup")
    nobody = GraphQLClient(http, "admin")
    # when
    read = await nobody.raw("{ products(first: 1) { nodes { id } } }")
    node = await nobody("query ($id: ID!) { node(id: $id) { id } }", {"id": product["id"]})
    changed = await nobody.change("productDelete", {"id": product["id"]}, "deletedId")
    # then
    assert read["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert node == {"node": None}
    assert changed["errors"][0]["code"] == "UNAUTHENTICATED"


async def test_staff_see_what_is_not_published_and_find_it_by_that(admin: GraphQLClient, catalogue: Any) -> None:
    # given
    await catalogue.product("Sold")
    await catalogue.product("Draft", publish=False)
    await catalogue.product("Unpriced", price=None)
    query = """query ($published: Boolean, $sort: ProductSort!) {
        products(first: 5, published: $published, sort: $sort) { nodes { title } totalCount } }"""

    async def titles(published: bool | None, sort: str) -> list[str]:
        found = (await admin(query, {"published": published, "sort": sort}))["products"]
        assert found["totalCount"] == len(found["nodes"])
        return [node["title"] for node in found["nodes"]]

    # then
    assert await titles(None, "TITLE") == ["Draft", "Sold", "Unpriced"]
    assert await titles(True, "TITLE") == ["Sold", "Unpriced"]
    assert await titles(False, "NEWEST") == ["Draft"]
    assert (await titles(None, "PRICE_ASC"))[-1] == (await titles(None, "PRICE_DESC"))[-1] == "Unpriced"


async def test_every_change_says_what_happened(app: App, catalogue: Any) -> None:
    # when
    product = await catalogue.product("Cup")
    await catalogue.change("productUpdate", {"id": product["id"], "title": "Mug"}, "product { id }")
    await catalogue.change("productPublish", {"id": product["id"], "channels": ["default"]}, "product { id }")
    await catalogue.change("productDelete", {"id": product["id"]}, "deletedId")
    # then: publishing again says nothing
    names = await fetch_value(
        "SELECT string_agg(name || ' ' || (payload ->> 'product_id'), ',' ORDER BY id) FROM system.outbox"
    )
    key = decode_global_id(product["id"])[1]
    assert names.split(",") == [
        f"catalog.product_{what} {key}"
        for what in ("created", "status_changed", "published", "updated", "unpublished", "deleted")
    ]


async def test_the_same_call_with_the_same_key_makes_one_product(admin: GraphQLClient) -> None:
    data = {"title": "Cup", "variants": [{"prices": [price(5)]}]}
    first = await admin.change("productCreate", data, "product { id priceRange { min { amount } } }", key="k")
    second = await admin.change("productCreate", data, "product { id priceRange { min { amount } } }", key="k")
    assert first == second
    assert await fetch_value("SELECT count(*) FROM catalog.product") == 1


@pytest.mark.parametrize("written", ["zh-hans", "ZH-HANS", "zh-Hans"])
async def test_a_language_is_found_however_its_tag_is_written(
    admin: GraphQLClient, shop: GraphQLClient, catalogue: Any, written: str
) -> None:
    # given texts in a language of the channel and in one that no channel has
    option = {"locale": written, "name": "尺寸", "values": [{"value": "M", "label": "中"}]}
    cup = await catalogue.product(
        "Cup",
        options=[{"name": "Size", "translations": [option]}],
        variants=[{"options": ["M"], "prices": [{"channel": "default", "price": "5"}]}],
        translations=[{"locale": written, "title": "杯"}, {"locale": "PT-br", "title": "Copo"}],
    )
    # when
    await catalogue.change(
        "productUpdate",
        {"id": cup["id"], "translations": [{"locale": "pt-BR", "title": "Xícara"}]},
        "product { id }",
    )
    # then
    found = await shop(
        "{ products(first: 1) { nodes { title options { name values { label } } } } }", fondaco_locale="zh-Hans"
    )
    assert found["products"]["nodes"] == [{"title": "杯", "options": [{"name": "尺寸", "values": [{"label": "中"}]}]}]
    stored = await admin("query ($id: ID!) { product(id: $id) { translations { locale title } } }", {"id": cup["id"]})
    assert stored["product"]["translations"] == [
        {"locale": "pt-BR", "title": "Xícara"},
        {"locale": "zh-Hans", "title": "杯"},
    ]
