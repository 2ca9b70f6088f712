"""A product from its type to the archive, by the admin API alone, as those who make it, review it and sell it do it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import msgspec
import pytest_asyncio
from fondaco import clock
from fondaco.app import App
from fondaco.testing import GraphQLClient, WorkerDriver

from .conftest import Staff
from .test_media import STAFF, png

DAY = timedelta(days=1)
SHOWN = """{ product(slug: "tea-bowl") {
  title attributes { code name ... on TextAttribute { text } ... on NumberAttribute { number unit } }
  options { name attribute values { label colour } } media { alt }
  variants { title sku price { amount } compareAtPrice { amount } lowestPrice30Days { amount } } phasingOut
} }"""


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any]) -> App:
    """A shop in which products are reviewed, and complete before they are."""
    chosen = {"catalog": {"review_required": True, "completeness_required": ["price", "picture", "alt_text"]}}
    made: App = await make_app(
        enabled=["catalog"],
        plugins=[Staff],
        settings=lambda settings: msgspec.structs.replace(settings, plugins=chosen),
    )
    return made


async def test_a_product_from_its_type_to_the_archive(
    admin: GraphQLClient,
    shop: GraphQLClient,
    catalogue: Any,
    http: httpx.AsyncClient,
    staff: Callable[[str, str], GraphQLClient],
    worker: WorkerDriver,
) -> None:
    ada, bob, cy = staff("ada", "manage+submit"), staff("bob", "review"), staff("cy", "publish+archive")

    async def change(who: GraphQLClient, mutation: str, data: dict[str, Any], selection: str) -> Any:
        payload = await who.change(mutation, data, selection)
        assert payload["errors"] == [], (mutation, payload["errors"])
        return payload

    async def codes(who: GraphQLClient, mutation: str, data: dict[str, Any]) -> list[str]:
        return [error["code"] for error in (await who.change(mutation, data, "errors { code }"))["errors"]]

    # given a type whose bowls are told apart by their glaze
    glaze = {
        "name": "Glaze",
        "kind": "SWATCH",
        "filterable": True,
        "choices": [{"name": "Celadon", "colour": "#ace1af"}, {"name": "Tenmoku", "colour": "#3b2218"}],
    }
    for data in (
        glaze,
        {"name": "Height", "kind": "NUMBER", "unit": "cm", "filterable": True},
        {"name": "Care", "kind": "TEXT", "translations": [{"locale": "de", "name": "Pflege"}]},
    ):
        await change(ada, "attributeCreate", data, "attribute { id }")
    assigned = [{"code": "height"}, {"code": "care", "required": True}, {"code": "glaze", "scope": "OPTION"}]
    type_ = (await change(ada, "productTypeCreate", {"name": "Bowl", "attributes": assigned}, "productType { id }"))[
        "productType"
    ]["id"]
    category = (await change(ada, "categoryCreate", {"name": "Tea"}, "category { id }"))["category"]["id"]

    # when a product is drafted, its variants are generated and priced
    draft = {
        "title": "Tea bowl",
        "productTypeId": type_,
        "categoryId": category,
        "brandName": "Kiln Seven",
        "options": [{"name": "Glaze", "attribute": "glaze"}, {"name": "Size"}],
        "attributes": [{"code": "height", "number": "7.5", "unit": "cm"}],
    }
    bowl = (await change(ada, "productCreate", draft, "product { id }"))["product"]["id"]
    wish = {
        "productId": bowl,
        "options": [{"name": "Glaze", "values": ["celadon", "tenmoku"]}, {"name": "Size", "values": ["S", "L"]}],
        "exclude": [[{"option": "Glaze", "value": "Tenmoku"}, {"option": "Size", "value": "S"}]],
        "skuPattern": "{product}-{GLAZE}-{size}",
    }
    seen = await change(ada, "productVariantsGenerate", {**wish, "dryRun": True}, "combinations { sku }")
    made = await change(ada, "productVariantsGenerate", wish, "variants { id sku }")
    skus = [variant["sku"] for variant in made["variants"]]
    assert [combination["sku"] for combination in seen["combinations"]] == skus
    assert len(skus) == 3
    prices = [
        {"id": variant["id"], "prices": [{"channel": "default", "price": price}]}
        for variant, price in zip(made["variants"], ("40.00", "50.00", "55.00"), strict=True)
    ]
    priced = await change(ada, "variantsBulkUpdate", {"rows": prices}, "count results { errors { code } }")
    assert priced["count"] == 3
    costs = [{"variantId": variant["id"], "channel": "default", "cost": "38.00"} for variant in made["variants"]]
    await change(admin, "variantCostsSet", {"costs": costs}, "variants { id }")

    # then it cannot be submitted before it is complete, and it says what is missing
    submit = {"id": bowl, "to": "IN_REVIEW", "reviewer": "staff:bob"}
    assert await codes(ada, "productTransition", submit) == ["INCOMPLETE"]
    asked = f'{{ product(id: "{bowl}") {{ version completeness {{ sufficient missing {{ code }} }} }} }}'
    lacking = (await admin(asked))["product"]["completeness"]
    assert not lacking["sufficient"]
    assert {"PICTURE", "ATTRIBUTES"} <= {part["code"] for part in lacking["missing"]}

    # when it gets a picture with words and what its type requires, and is reviewed
    answer = await http.post("/files/upload", files={"file": ("bowl.png", png())}, headers=STAFF)
    picture = {
        "fileId": answer.json()["id"],
        "alt": "A green bowl",
        "translations": [{"locale": "de", "alt": "Schale"}],
    }
    await change(ada, "productMediaAdd", {"productId": bowl, "media": [picture]}, "product { id }")
    care = {"code": "care", "text": "By hand", "translations": [{"locale": "de", "text": "Von Hand"}]}
    await change(ada, "productUpdate", {"id": bowl, "attributes": [care]}, "product { id }")
    await change(ada, "productTransition", submit, "product { status }")
    queue = "{ productsInReview(first: 5, mine: true) { nodes { title } } }"
    assert (await bob(queue))["productsInReview"]["nodes"] == [{"title": "Tea bowl"}]
    read = (await admin(asked))["product"]["version"]
    await change(ada, "productUpdate", {"id": bowl, "seoTitle": "Tea bowl"}, "product { id }")
    approve = {"id": bowl, "to": "APPROVED"}
    assert await codes(bob, "productTransition", {**approve, "expectedVersion": read}) == ["VERSION_CONFLICT"]
    await change(bob, "productTransition", approve, "product { status }")

    # and scheduled
    now = clock.utc_now()
    period = {"publishAt": (now + DAY).isoformat(), "unpublishAt": (now + 60 * DAY).isoformat()}
    await change(cy, "productPublish", {"id": bowl, "channels": ["default"], **period}, "product { status }")
    assert (await shop(SHOWN))["product"] is None
    with clock.moved(2 * DAY):
        found = (await shop(SHOWN, fondaco_locale="de"))["product"]
        assert found["attributes"] == [
            {"code": "height", "name": "Height", "number": "7.5", "unit": "cm"},
            {"code": "care", "name": "Pflege", "text": "Von Hand"},
        ]
        assert found["media"] == [{"alt": "Schale"}]
        assert found["options"][0]["values"][0] == {"label": "Celadon", "colour": "#ace1af"}

        # when all prices are cut for a while, after a look at what that does
        lists = "{ priceLists(first: 9) { nodes { id base } } }"
        (base,) = (await admin(lists))["priceLists"]["nodes"]
        cut = {
            "listId": base["id"],
            "filter": {"categoryId": category},
            "operation": "PERCENT",
            "value": "-20",
            "rounding": {"ending": "0.99"},
            "compareAt": "PREVIOUS",
        }
        preview = """query ($change: PriceChangeInput!) {
          priceChangePreview(change: $change) { changed digest warnings { code prices } }
        }"""
        looked = (await admin(preview, {"change": cut}))["priceChangePreview"]
        assert (looked["changed"], looked["warnings"]) == (3, [{"code": "BELOW_COST", "prices": 1}])
        applied = await change(
            admin, "priceChangeApply", {"change": cut, "digest": looked["digest"]}, "priceChange { id changed }"
        )
        # then buyers see it, with what the law wants beside it
        first = (await shop(SHOWN))["product"]["variants"][0]
        assert (first["price"], first["compareAtPrice"]) == ({"amount": "31.99"}, {"amount": "40.00"})
        assert first["lowestPrice30Days"] == {"amount": "40.00"}
        # when it is undone
        undo = {"id": applied["priceChange"]["id"]}
        undone = await change(admin, "priceChangeUndo", undo, "priceChange { state conflicts }")
        # then all is as before
        assert undone["priceChange"] == {"state": "UNDONE", "conflicts": 0}
        restored = (await shop(SHOWN))["product"]["variants"]
        assert [variant["price"]["amount"] for variant in restored] == ["40.00", "50.00", "55.00"]
        assert {variant["compareAtPrice"] for variant in restored} == {None}

        # when it is phased out, and archived
        await change(cy, "productTransition", {"id": bowl, "to": "PHASE_OUT"}, "product { status }")
        listed = "{ products(first: 5) { totalCount } }"
        assert (await shop(listed))["products"]["totalCount"] == 0
        assert (await shop(SHOWN))["product"]["phasingOut"] is True
        await change(cy, "productTransition", {"id": bowl, "to": "ARCHIVED"}, "product { status }")
        assert (await shop(SHOWN))["product"] is None
        await worker.drain()

    # then its history tells who did what
    told = f'{{ product(id: "{bowl}") {{ history(first: 9) {{ nodes {{ actor toStatus }} }} }} }}'
    history = (await admin(told))["product"]["history"]["nodes"]
    assert [(one["actor"], one["toStatus"]) for one in reversed(history)] == [
        ("staff:ada", "IN_REVIEW"),
        ("staff:bob", "APPROVED"),
        ("staff:cy", "LIVE"),
        ("staff:cy", "PHASE_OUT"),
        ("staff:cy", "ARCHIVED"),
    ]
