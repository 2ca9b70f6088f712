"""Lists cost as many statements for twenty things as for one, and carts are answered in two."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from fondaco.app import App
from fondaco.commerce import Money, SellableRef, SellablesQuery
from fondaco.hookspecs import HookSpecs
from fondaco.ids import decode_global_id
from fondaco.testing import GraphQLClient

PRODUCT = """
    slug title priceRange { min { amount } } options { name values { label } } media { url }
    variants { title price { amount } selectedOptions { label } media { url } product { slug } }
    category { slug parent { slug } children { slug } ancestors { slug } } collections { slug }
"""
LISTS = {
    "products": f'products(first: 50, search: "cup") {{ nodes {{ {PRODUCT} }} totalCount }}',
    "categories": """categories { slug children { slug }
        products(first: 5) { nodes { slug variants { sku } } totalCount } }""",
    "collections": """collections(first: 50) { totalCount nodes { slug
        products(first: 5) { nodes { slug media { url } } totalCount } } }""",
}


async def fill(catalogue: Any, numbers: range) -> None:
    for number in numbers:
        category = await catalogue.category(f"Category {number}")
        below = await catalogue.category(f"Below {number}", parentId=category["id"])
        product = await catalogue.product(
            f"Cup {number}",
            categoryId=below["id"],
            options=[{"name": "Size"}],
            variants=[
                {"options": [size], "prices": [{"channel": "default", "price": "5"}], "mediaUrl": "/1.svg"}
                for size in "SML"
            ],
            media=[{"url": "/1.svg"}, {"url": "/2.svg"}],
        )
        await catalogue.collection(f"Collection {number}", [product["id"]])


@pytest.mark.parametrize("name", LISTS)
async def test_a_list_of_twenty_costs_as_many_statements_as_one_of_one(
    shop: GraphQLClient, catalogue: Any, counted: Any, name: str
) -> None:
    # given
    query = f"{{ {LISTS[name]} }}"
    await fill(catalogue, range(1))
    await catalogue.index()
    async with counted() as one:
        await shop(query)
    await fill(catalogue, range(1, 20))
    await catalogue.index()
    # when
    async with counted() as twenty:
        data = await shop(query)
    # then
    found = data[name] if isinstance(data[name], list) else data[name]["nodes"]
    assert len(found) == 20
    assert len(twenty.sent) == len(one.sent)
    assert len(twenty.sent) <= {"products": 12, "categories": 5, "collections": 5}[name]


async def test_the_admin_list_is_no_different(admin: GraphQLClient, catalogue: Any, counted: Any) -> None:
    query = f"""{{ products(first: 50) {{ nodes {{ {PRODUCT} publications {{ channel }} translations {{ locale }}
        variants {{ prices {{ channel }} taxClass }} }} }} }}"""
    await fill(catalogue, range(1))
    async with counted() as one:
        await admin(query)
    await fill(catalogue, range(1, 10))
    async with counted() as ten:
        await admin(query)
    assert len(one.sent) == len(ten.sent) <= 13


DETAIL = """
query ($slug: String!) { product(slug: $slug) {
    id slug title description brand { name } productType { name } tags priceRange { min { amount } }
    options { name values { label } } media { url alt }
    variants { id sku title price { amount } compareAtPrice { amount } selectedOptions { label } media { url } }
    ...Filed
} }
fragment Filed on Product {
    ... { category { slug name parent { slug } ancestors { slug name parent { slug } } } } collections { slug title }
}
"""


async def test_a_page_about_a_product_costs_four_statements(shop: GraphQLClient, catalogue: Any, counted: Any) -> None:
    # given
    top = await catalogue.category("Top")
    middle = await catalogue.category("Middle", parentId=top["id"])
    below = await catalogue.category("Below", parentId=middle["id"])
    product = await catalogue.product(
        "Cup", categoryId=below["id"], media=[{"url": "/1.svg"}],
        variants=[{"prices": [{"channel": "default", "price": "5"}]}],
    )  # fmt: skip
    await catalogue.product("Loose", variants=[{"prices": [{"channel": "default", "price": "5"}]}])
    for title in ("One", "Two"):
        await catalogue.collection(title, [product["id"]])
    # when
    async with counted() as statements:
        cup = (await shop(DETAIL, {"slug": "cup"}))["product"]
    loose = (await shop(DETAIL, {"slug": "loose"}))["product"]
    again = await shop(
        '{ product(slug: "cup") { category { slug } } products(first: 5) { nodes { slug category { slug } } } }'
    )
    # then
    assert len(statements.sent) == 4
    assert cup["category"] == {
        "slug": "below", "name": "Below", "parent": {"slug": "middle"},
        "ancestors": [
            {"slug": "top", "name": "Top", "parent": None}, {"slug": "middle", "name": "Middle", "parent": {"slug": "top"}}
        ],
    }  # fmt: skip
    assert [one["title"] for one in cup["collections"]] == ["One", "Two"]
    assert (loose["category"], loose["collections"]) == (None, [])
    assert again["product"]["category"] == {"slug": "below"}
    assert {one["slug"]: one["category"] for one in again["products"]["nodes"]} == {
        "cup": {"slug": "below"}, "loose": None,
    }  # fmt: skip


async def sellables(app: App, *ids: UUID, channel: str = "default", locale: str = "en") -> dict[UUID, Any]:
    refs = (*(SellableRef("ProductVariant", id_) for id_ in ids), SellableRef("Ticket", uuid4()))
    answers = await app.hooks.collect(HookSpecs.collect_sellables, SellablesQuery(refs, app.channels[channel], locale))
    return {ref.id: sellable for _, found in answers for ref, sellable in found.items()}


async def test_a_cart_learns_what_it_needs_of_a_variant(app: App, catalogue: Any, counted: Any) -> None:
    # given
    shirt = await catalogue.product(
        "Shirt & Co",
        slug="衬衫",
        options=[{"name": "Size", "translations": [
            {"locale": "zh-Hans", "values": [{"value": "M", "label": "中"}]}]}],
        variants=[
            {"options": ["M"], "sku": "M-1", "weightGrams": 250, "taxClass": "reduced", "requiresShipping": False,
             "prices": [{"channel": "default", "price": "19.90"}]},
            {"options": ["L"], "mediaUrl": "/l.svg", "prices": [{"channel": "default", "price": "20"}]},
            {"options": ["XL"]},
        ],
        media=[{"url": "/main.svg"}, {"url": "/l.svg"}],
        translations=[{"locale": "zh-Hans", "title": "衬衫公司"}],
    )  # fmt: skip
    hidden = await catalogue.product("Hidden", publish=False)
    medium, large, unpriced = (UUID(decode_global_id(one["id"])[1]) for one in shirt["variants"])
    not_published = UUID(decode_global_id(hidden["variants"][0]["id"])[1])
    # when
    async with counted() as statements:
        found = await sellables(app, medium, large, unpriced, not_published, uuid4(), locale="zh-Hans")
    # then
    assert set(found) == {medium, large}
    assert found[medium].unit_price == Money(1990, "EUR")
    assert (found[medium].title, found[medium].subtitle, found[medium].sku) == ("衬衫公司", "中", "M-1")
    assert (found[medium].tax_class, found[medium].weight_grams, found[medium].requires_shipping) == (
        "reduced",
        250,
        False,
    )
    assert found[medium].url_path == "/products/%E8%A1%AC%E8%A1%AB"
    assert (found[medium].image_url, found[large].image_url) == ("/main.svg", "/l.svg")
    assert len(statements.sent) == 1
    assert await sellables(app, medium, channel="japan") == {}
    assert await sellables(app) == {}
