"""The demo store's catalogue and its pictures."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import httpx
from fondaco.app import App
from fondaco.db import fetch_value
from fondaco.testing import GraphQLClient
from fondaco_catalog.demo import load_catalog
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.service.seed import seed_catalog


async def test_the_demo_catalogue_is_complete_in_both_languages_and_made_once(
    app: App, policy: Policy, shop: GraphQLClient, http: httpx.AsyncClient
) -> None:
    # given
    catalog = load_catalog()
    # when
    said = await seed_catalog(app, policy)
    events = await fetch_value("SELECT count(*) FROM system.outbox")
    again = await seed_catalog(app, policy)
    # then: each was created, came to its status and was published, and all were indexed at once
    assert said == again
    assert str(len(catalog.products)) in said
    # and that a box and four files are there was told of each, too
    assert await fetch_value("SELECT count(*) FROM system.outbox") == events == 3 * len(catalog.products) + 1 + 5
    query = """{ products(first: 100, sort: TITLE) { nodes {
        slug title description media { url } category { name } options { name values { value label } }
        variants { sku price { amount } selectedOptions { label } } } totalCount }
        collections(first: 10) { nodes { slug title products(first: 100) { nodes { slug } } } }
        categories { slug name children { name } } }"""
    english, chinese = await shop(query), await shop(query, fondaco_locale="zh-Hans")
    wanted = {product.handle: product for product in catalog.products}
    for found, language in ((english, "en"), (chinese, "zh_hans")):
        assert found["products"]["totalCount"] == len(wanted)
        for node in found["products"]["nodes"]:
            product = wanted[node["slug"]]
            assert node["title"] == getattr(product.title, language)
            assert node["category"]["name"]
            assert [variant["sku"] for variant in node["variants"]] == [variant.sku for variant in product.variants]
            assert [variant["price"]["amount"] for variant in node["variants"]] == [
                variant.price for variant in product.variants
            ]
            assert [[value["label"] for value in option["values"]] for option in node["options"]] == [
                [getattr(value.name, language) for value in option.values] for option in product.options
            ]
        for node, collection in zip(found["collections"]["nodes"], catalog.collections, strict=True):
            assert node["title"] == getattr(collection.name, language)
            assert [one["slug"] for one in node["products"]["nodes"]] == list(collection.products)
    # and every picture that a list shows is there
    for node in english["products"]["nodes"][:5]:
        for media in node["media"]:
            answer = await http.get(media["url"])
            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith("image/svg+xml")
            assert ET.fromstring(answer.text).tag.endswith("svg")


async def test_a_picture_is_kept_by_browsers_and_asked_for_again_only_by_its_tag(http: httpx.AsyncClient) -> None:
    path = f"/media/demo/{load_catalog().products[0].handle}-1.svg"
    answer = await http.get(path)
    again = await http.get(path, headers={"if-none-match": answer.headers["etag"]})
    assert answer.headers["cache-control"] == "public, max-age=86400"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert (again.status_code, again.content) == (304, b"")


async def test_other_names_are_no_pictures(http: httpx.AsyncClient) -> None:
    handle = load_catalog().products[0].handle
    for name in (f"{handle}-3.svg", f"{handle}-1.png", "nothing-1.svg", "..%2f..%2fetc-1.svg", "-1.svg"):
        assert (await http.get(f"/media/demo/{name}")).status_code == 404, name


async def test_the_demo_store_shows_types_swatches_and_brands_in_two_languages(
    app: App, shop: GraphQLClient, policy: Policy
) -> None:
    # given
    await seed_catalog(app, policy)
    await seed_catalog(app, policy)
    query = """{ products(first: 50, filter: { productTypes: ["ceramics"], attributes: [{ code: "colour" }] }) { totalCount
        nodes { brand { name } productType { name } attributes { name ... on TextAttribute { text } }
            options { name attribute values { label colour } } } } }"""
    # when
    english, chinese = (await shop(query))["products"], (await shop(query, fondaco_locale="zh-Hans"))["products"]
    # then
    assert english["totalCount"] == chinese["totalCount"] > 0
    product, translated = english["nodes"][0], chinese["nodes"][0]
    assert (product["brand"]["name"], translated["brand"]["name"]) == ("Kiln Seven", "七号窑")
    assert (product["productType"]["name"], translated["productType"]["name"]) == ("Ceramics", "陶瓷")
    assert product["attributes"] == [{"name": "Care", "text": "Dishwasher and microwave safe."}]
    assert translated["attributes"] == [{"name": "保养", "text": "可用洗碗机和微波炉。"}]
    colour = next(option for option in product["options"] if option["attribute"] == "colour")
    assert all(value["colour"].startswith("#") for value in colour["values"])
    assert next(option for option in translated["options"] if option["attribute"] == "colour")["name"] == "颜色"


async def test_the_demo_store_sells_a_box_to_choose_for_and_files_to_download(
    app: App, shop: GraphQLClient, admin: GraphQLClient, policy: Policy
) -> None:
    # given
    await seed_catalog(app, policy)
    query = """{ product(slug: "harbour-breakfast-box") { availableForSale variants { price { amount }
        components { variant { product { slug } } } slots { name choices { amount { amount } available
        variant { product { slug } } } } } } }"""
    # when
    english, chinese = await shop(query), await shop(query, fondaco_locale="zh-Hans")
    # then: a box
    box = english["product"]["variants"][0]
    assert (english["product"]["availableForSale"], box["price"]["amount"]) == (True, "34.00")
    held = [part["variant"]["product"]["slug"] for part in box["components"]]
    assert held == ["tideline-cup", "dockside-breakfast-tea"]
    assert (box["slots"][0]["name"], chinese["product"]["variants"][0]["slots"][0]["name"]) == ("Coffee", "咖啡")
    offered = [(choice["amount"]["amount"], choice["available"]) for choice in box["slots"][0]["choices"]]
    assert offered == [("0.00", True), ("0.00", True), ("3.00", True)]
    # and files, which nobody reads who did not buy them
    digital = '{ products(first: 9, filter: { productTypes: ["download"] }) { nodes { variants { sku digitalFiles { name } } } } }'
    variants = [one for node in (await admin(digital))["products"]["nodes"] for one in node["variants"]]
    assert {one["sku"]: [file["name"] for file in one["digitalFiles"]] for one in variants} == {
        "PF-SPC-A3": ["Chart, A3"],
        "PF-SPC-A1": ["Chart, A1"],
        "PF-ASP": ["Pattern, A0"],
        "PF-MBP": ["Papers, A4"],
    }
    assert await fetch_value("SELECT count(*) FROM system.file WHERE private AND content_type = 'application/pdf'") == 4
