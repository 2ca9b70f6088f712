"""No answer that is kept in memory is stale after a change, whatever was changed."""

from __future__ import annotations

from typing import Any

import pytest
from fondaco.app import App
from fondaco.testing import GraphQLClient, all_heard

PRODUCT = """
  id slug title description tags availableForSale options { name values { value label } }
  variants { id sku title price { amount } compareAtPrice { amount } media { url } product { title } }
  media { url alt } category { name ancestors { name } parent { name } } collections { title }
  priceRange { min { amount } max { amount } }
"""
QUERIES = {
    "list": f"{{ products(first: 10) {{ totalCount nodes {{ {PRODUCT} }} }} }}",
    "sold": "{ products(first: 10, sort: BEST_SELLING) { nodes { title } } }",
    "search": '{ products(first: 10, search: "cup") { nodes { title } } }',
    "filtered": '{ products(first: 10, filter: { tag: "new", minPrice: "5" }) { nodes { title } } }',
    "detail": f'{{ product(slug: "cup") {{ {PRODUCT} }} }}',
    "missing": '{ product(slug: "later") { title } }',
    "tree": "{ categories { name children { name products(first: 5) { nodes { title } } } } }",
    "category": '{ category(slug: "things") { name description products(first: 5) { totalCount nodes { title } } } }',
    "collections": "{ collections(first: 5) { nodes { title products(first: 5) { nodes { title media { url } } } } } }",
    "collection": '{ collection(slug: "best") { title products(first: 5) { totalCount nodes { title } } } }',
}


async def answers(shop: GraphQLClient, remark: str = "") -> dict[str, Any]:
    """Asks everything; with a remark in the document, which nothing is kept for, it is made anew."""
    return {name: await shop(f"{query} # {remark}" if remark else query) for name, query in QUERIES.items()}


def changes(ids: dict[str, str]) -> list[tuple[str, str, dict[str, Any], str]]:
    """What is done, one after the other: a name, the mutation, its input, and what it returns."""
    cup, variant = ids["cup"], ids["variant"]
    price = {"channel": "default", "price": "12.50", "compareAt": "15.00"}
    return [
        ("title", "productUpdate", {"id": cup, "title": "Tall cup"}, "product { id }"),
        ("tags", "productUpdate", {"id": cup, "tags": ["new"]}, "product { id }"),
        ("picture", "productUpdate", {"id": cup, "media": [{"url": "/cup.svg", "alt": "Cup"}]}, "product { id }"),
        (
            "translation",
            "productUpdate",
            {"id": cup, "translations": [{"locale": "en", "title": "English cup"}]},
            "product { id }",
        ),
        ("price", "variantPricesSet", {"variantId": variant, "prices": [price]}, "variant { id }"),
        ("sku", "productVariantUpdate", {"id": variant, "sku": "CUP-1"}, "variant { id }"),
        ("filed", "productUpdate", {"id": cup, "categoryId": ids["below"]}, "product { id }"),
        ("category name", "categoryUpdate", {"id": ids["below"], "name": "Below"}, "category { id }"),
        ("category moved", "categoryUpdate", {"id": ids["below"], "parentId": None}, "category { id }"),
        ("collected", "collectionUpdate", {"id": ids["best"], "productIds": [cup]}, "collection { id }"),
        ("collection name", "collectionUpdate", {"id": ids["best"], "title": "Finest"}, "collection { id }"),
        ("withdrawn", "productUnpublish", {"id": cup, "channels": ["default"]}, "product { id }"),
        ("published", "productPublish", {"id": cup, "channels": ["default"]}, "product { id }"),
        ("slug", "productUpdate", {"id": cup, "slug": "later"}, "product { id }"),
        ("collection gone", "collectionDelete", {"id": ids["best"]}, "deletedId"),
        ("gone", "productDelete", {"id": cup}, "deletedId"),
    ]


@pytest.fixture
async def ids(app: App, catalogue: Any) -> dict[str, str]:
    """A small catalogue, and a node that hears the others."""
    things = await catalogue.category("Things", slug="things")
    below = await catalogue.category("Small", parentId=things["id"])
    cup = await catalogue.product("Cup", slug="cup")
    await catalogue.product("Plate")
    best = await catalogue.collection("Best", [], slug="best")
    await all_heard(app)
    return {"cup": cup["id"], "variant": cup["variants"][0]["id"], "below": below["id"], "best": best["id"]}


async def test_no_kept_answer_is_stale_after_any_change(
    app: App, shop: GraphQLClient, catalogue: Any, ids: dict[str, str]
) -> None:
    for name, mutation, data, selection in changes(ids):
        before = await answers(shop)
        assert len(app.responses) > 0, "nothing is kept, so nothing could be stale"
        await catalogue.change(mutation, data, selection)
        after = await answers(shop)
        assert after == await answers(shop, remark=name), name
        if name not in {"sku", "withdrawn"}:
            assert after != before, f"{name} changed nothing that a buyer reads"
    assert after["missing"] == {"product": None}
