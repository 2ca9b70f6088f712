"""What buyers read of the catalogue."""

from __future__ import annotations

from typing import Any

import pytest
from fondaco.app import App
from fondaco.testing import GraphQLClient, all_heard

PRODUCT = """
    id slug title description brand { name logoUrl description } productType { name } tags seoTitle seoDescription availableForSale createdAt
    options { name values { value label } }
    variants {
        id sku barcode title weightGrams requiresShipping availableForSale
        selectedOptions { name value label } price { amount currencyCode } compareAtPrice { amount }
        media { url alt } product { id }
    }
    media { url alt } category { slug ancestors { slug } } collections { slug }
    priceRange { min { amount } max { amount currencyCode } }
"""


async def make_shirt(catalogue: Any) -> dict[str, Any]:
    clothes = await catalogue.category("Clothes")
    tops = await catalogue.category("Tops", parentId=clothes["id"])
    shirt: dict[str, Any] = await catalogue.product(
        "Blue Shirt",
        description='<p onclick="x()">Cotton<script>alert(1)</script></p>',
        brandName="Ocean",
        productTypeName="Shirt",
        tags=["men", "summer", "men"],
        categoryId=tops["id"],
        seoTitle="Buy a shirt",
        options=[
            {
                "name": "Colour",
                "values": ["Blue", "Red"],
                "translations": [
                    {
                        "locale": "zh-Hans",
                        "name": "颜色",
                        "values": [{"value": "Blue", "label": "蓝色"}, {"value": "Red", "label": "红色"}],
                    }
                ],
            },
            {"name": "Size", "values": []},
        ],
        variants=[
            {
                "sku": "S-B-M",
                "barcode": "4006381333931",
                "options": ["Blue", "M"],
                "weightGrams": 250,
                "prices": [{"channel": "default", "price": "19.90", "compareAt": "25"}],
                "mediaUrl": "https://cdn.example/blue.jpg",
            },
            {
                "sku": "S-R-L",
                "options": ["Red", "L"],
                "prices": [{"channel": "default", "price": "21"}, {"channel": "japan", "price": "3000"}],
            },
            {"sku": "S-R-M", "options": ["Red", "M"]},
        ],
        media=[{"url": "https://cdn.example/all.jpg", "alt": "Both"}, {"url": "https://cdn.example/blue.jpg"}],
        translations=[{"locale": "zh-Hans", "title": "蓝色衬衫", "description": "<b>棉</b>"}],
    )
    await catalogue.collection("Summer", [shirt["id"]])
    return shirt


async def test_a_product_shows_everything_that_was_given(shop: GraphQLClient, catalogue: Any) -> None:
    # given
    shirt = await make_shirt(catalogue)
    # when
    found = (await shop(f'{{ product(slug: "blue-shirt") {{ {PRODUCT} }} }}'))["product"]
    # then
    variants = found.pop("variants")
    assert found.pop("createdAt")
    assert found == {
        "id": shirt["id"],
        "slug": "blue-shirt",
        "title": "Blue Shirt",
        "description": "<p>Cotton</p>",
        "brand": {"name": "Ocean", "logoUrl": "", "description": ""},
        "productType": {"name": "Shirt"},
        "tags": ["men", "summer"],
        "seoTitle": "Buy a shirt",
        "seoDescription": "",
        "availableForSale": True,
        "options": [
            {"name": "Colour", "values": [{"value": "Blue", "label": "Blue"}, {"value": "Red", "label": "Red"}]},
            {"name": "Size", "values": [{"value": "M", "label": "M"}, {"value": "L", "label": "L"}]},
        ],
        "media": [
            {"url": "https://cdn.example/all.jpg", "alt": "Both"},
            {"url": "https://cdn.example/blue.jpg", "alt": "Picture"},
        ],
        "category": {"slug": "tops", "ancestors": [{"slug": "clothes"}]},
        "collections": [{"slug": "summer"}],
        "priceRange": {"min": {"amount": "19.90"}, "max": {"amount": "21.00", "currencyCode": "EUR"}},
    }
    assert variants[0] == {
        "id": shirt["variants"][0]["id"],
        "sku": "S-B-M",
        "barcode": "4006381333931",
        "title": "Blue / M",
        "weightGrams": 250,
        "requiresShipping": True,
        "availableForSale": True,
        "selectedOptions": [
            {"name": "Colour", "value": "Blue", "label": "Blue"},
            {"name": "Size", "value": "M", "label": "M"},
        ],
        "price": {"amount": "19.90", "currencyCode": "EUR"},
        "compareAtPrice": {"amount": "25.00"},
        "media": {"url": "https://cdn.example/blue.jpg", "alt": "Picture"},
        "product": {"id": shirt["id"]},
    }
    assert [(variant["title"], variant["price"], variant["availableForSale"]) for variant in variants[1:]] == [
        ("Red / L", {"amount": "21.00", "currencyCode": "EUR"}, True),
        ("Red / M", None, False),
    ]


async def test_texts_come_in_the_readers_language(shop: GraphQLClient, catalogue: Any) -> None:
    # given
    await make_shirt(catalogue)
    query = """{ product(slug: "blue-shirt") {
        title description seoTitle options { name values { value label } } variants { title selectedOptions { label } }
    } }"""
    # when
    chinese = (await shop(query, fondaco_locale="zh-Hans"))["product"]
    german = (await shop(query, fondaco_locale="de"))["product"]
    # then what is not translated stays in the base language
    assert chinese["title"] == "蓝色衬衫"
    assert chinese["description"] == "<b>棉</b>"
    assert chinese["seoTitle"] == "Buy a shirt"
    assert chinese["options"][0] == {
        "name": "颜色",
        "values": [{"value": "Blue", "label": "蓝色"}, {"value": "Red", "label": "红色"}],
    }
    assert chinese["variants"][0]["title"] == "蓝色 / M"
    assert german["title"] == "Blue Shirt"


async def test_a_text_falls_back_to_the_channels_default_language_before_the_base(
    shop: GraphQLClient, catalogue: Any
) -> None:
    # given
    await catalogue.product(
        "Basis", slug="x", translations=[{"locale": "en", "title": "English"}, {"locale": "de", "seoTitle": "Deutsch"}]
    )
    # when
    found = (await shop('{ product(slug: "x") { title seoTitle } }', fondaco_locale="de"))["product"]
    # then
    assert found == {"title": "English", "seoTitle": "Deutsch"}


@pytest.mark.parametrize("how", ["unpublished", "unpriced", "other channel"])
async def test_what_is_not_sold_in_the_channel_is_nowhere_to_be_seen(
    shop: GraphQLClient, catalogue: Any, how: str
) -> None:
    # given
    category = await catalogue.category("All")
    if how == "other channel":
        hidden = await catalogue.product(
            "Hidden",
            publish=False,
            categoryId=category["id"],
            variants=[{"prices": [{"channel": "japan", "price": "100"}, {"channel": "default", "price": "1"}]}],
        )
        await catalogue.change("productPublish", {"id": hidden["id"], "channels": ["japan"]}, "product { id }")
    else:
        price = None if how == "unpriced" else "5"
        hidden = await catalogue.product("Hidden", price=price, publish=how == "unpriced", categoryId=category["id"])
    shown = await catalogue.product("Shown", categoryId=category["id"])
    await catalogue.collection("Both", [hidden["id"], shown["id"]])
    # when
    found = await shop(
        """query ($id: ID!, $variant: ID!) {
            byId: product(id: $id) { id }
            bySlug: product(slug: "hidden") { id }
            node(id: $id) { id }
            variant: node(id: $variant) { id }
            products(first: 10) { nodes { slug } totalCount }
            search: products(first: 10, search: "hidden") { nodes { slug } totalCount }
            category(slug: "all") { products(first: 10) { nodes { slug } totalCount } }
            collection(slug: "both") { products(first: 10) { nodes { slug } totalCount } }
            categories { products(first: 10) { nodes { slug } } }
            collections(first: 10) { nodes { products(first: 10) { nodes { slug } } } }
        }""",
        {"id": hidden["id"], "variant": hidden["variants"][0]["id"]},
    )
    # then
    only_shown = {"nodes": [{"slug": "shown"}]}
    assert found == {
        "byId": None,
        "bySlug": None,
        "node": None,
        "variant": None,
        "products": {**only_shown, "totalCount": 1},
        "search": {"nodes": [], "totalCount": 0},
        "category": {"products": {**only_shown, "totalCount": 1}},
        "collection": {"products": {**only_shown, "totalCount": 1}},
        "categories": [{"products": only_shown}],
        "collections": {"nodes": [{"products": only_shown}]},
    }


async def test_a_product_that_is_taken_out_again_disappears(shop: GraphQLClient, catalogue: Any) -> None:
    # given
    product = await catalogue.product("Shirt")
    # when
    await catalogue.change("productUnpublish", {"id": product["id"], "channels": ["default"]}, "product { id }")
    # then
    assert (await shop('{ product(slug: "shirt") { id } }'))["product"] is None


async def test_each_channel_has_its_own_prices(shop: GraphQLClient, catalogue: Any) -> None:
    # given
    product = await catalogue.product(
        "Shirt",
        variants=[{"prices": [{"channel": "default", "price": "9.99"}, {"channel": "japan", "price": "1500"}]}],
    )
    await catalogue.change("productPublish", {"id": product["id"], "channels": ["japan"]}, "product { id }")
    query = '{ product(slug: "shirt") { priceRange { min { amount currencyCode } } variants { price { amount } } } }'
    # when
    japan = (await shop(query, fondaco_channel="japan"))["product"]
    # then
    assert japan == {
        "priceRange": {"min": {"amount": "1500", "currencyCode": "JPY"}},
        "variants": [{"price": {"amount": "1500"}}],
    }


CACHED = [
    '{ product(slug: "cup") { title priceRange { min { amount } } category { name } collections { title } } }',
    '{ product(slug: "cup") { collections { products(first: 5) { nodes { title } } } } }',
    '{ product(slug: "cup") { category { products(first: 5) { nodes { title } totalCount } } } }',
    "{ products(first: 5) { nodes { title category { name parent { name } } } totalCount } }",
    "{ categories { name children { name } products(first: 5) { nodes { title variants { price { amount } } } } } }",
    '{ category(slug: "things") { name ancestors { name } } }',
    "{ collections(first: 5) { nodes { title products(first: 5) { nodes { title } } } totalCount } }",
    '{ collection(slug: "best") { title } }',
]


async def test_answers_are_kept_and_never_older_than_the_last_change(
    app: App, shop: GraphQLClient, catalogue: Any, counted: Any
) -> None:
    # given
    category = await catalogue.category("Things")
    other = await catalogue.category("Others")
    cup = await catalogue.product("Cup", categoryId=category["id"])
    plate = await catalogue.product("Plate")
    collection = await catalogue.collection("Best", [cup["id"]])
    await all_heard(app)
    for query in CACHED:
        await shop(query)
    # when nothing changes
    async with counted() as statements:
        for query in CACHED:
            await shop(query)
    # then nothing is read
    assert statements.sent == []
    # and when something does, what is kept is what would be read
    prices = [{"channel": "default", "price": "3"}]
    for number, (mutation, data, selection) in enumerate(
        [
            ("productUpdate", {"id": cup["id"], "title": "Mug"}, "product { id }"),
            ("productUpdate", {"id": plate["id"], "categoryId": category["id"]}, "product { id }"),
            ("variantPricesSet", {"variantId": cup["variants"][0]["id"], "prices": prices}, "variant { id }"),
            ("categoryUpdate", {"id": category["id"], "name": "Goods"}, "category { id }"),
            ("categoryMove", {"id": category["id"], "parentId": other["id"]}, "category { id }"),
            ("collectionUpdate", {"id": collection["id"], "title": "Top"}, "collection { id }"),
            ("collectionUpdate", {"id": collection["id"], "productIds": [plate["id"]]}, "collection { id }"),
            ("productCreate", {"title": "Hidden"}, "product { id }"),
            ("categoryCreate", {"name": "More"}, "category { id }"),
            ("collectionCreate", {"title": "More", "productIds": [cup["id"]]}, "collection { id }"),
            ("productUnpublish", {"id": cup["id"], "channels": ["default"]}, "product { id }"),
            ("productPublish", {"id": cup["id"], "channels": ["default"]}, "product { id }"),
            ("collectionDelete", {"id": collection["id"]}, "deletedId"),
            ("categoryDelete", {"id": category["id"]}, "deletedId"),
            ("productDelete", {"id": cup["id"]}, "deletedId"),
        ]
    ):
        await catalogue.change(mutation, data, selection)
        for query in CACHED:
            assert await shop(query) == await shop(f"{query} # {number}"), (mutation, query)
