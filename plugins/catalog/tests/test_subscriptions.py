"""What a product page hears as it happens."""

from __future__ import annotations

from uuid import uuid4

from fondaco.app import App
from fondaco.ids import encode_global_id
from fondaco.testing import GraphQLClient
from fondaco.testing.subscriptions import SubscriptionClient

UPDATED = "subscription ($id: ID!) { productUpdated(id: $id) { title variants { sku } } }"


async def create(admin: GraphQLClient, title: str) -> str:
    data = {"title": title, "variants": [{"sku": title, "prices": [{"channel": "default", "price": "1"}]}]}
    payload = await admin.change("productCreate", data, "product { id }")
    assert payload["errors"] == []
    return str(payload["product"]["id"])


async def test_a_product_page_follows_its_product(app: App, admin: GraphQLClient) -> None:
    shirt, mug = await create(admin, "Shirt"), await create(admin, "Mug")
    async with SubscriptionClient(app, "shop") as client:
        told = await client.subscribe(UPDATED, {"id": shirt})
        await admin.change("productUpdate", {"id": shirt, "title": "Secret"}, "product { id }")  # not published yet
        for id_ in (mug, shirt):
            await admin.change("productPublish", {"id": id_, "channels": ["default"]}, "product { id }")
        published = {"title": "Secret", "variants": [{"sku": "Shirt"}]}
        assert await told.next() == {"productUpdated": published}
        await admin.change("productUpdate", {"id": mug, "title": "Cup"}, "product { id }")
        await admin.change("productUpdate", {"id": shirt, "title": "Blouse"}, "product { id }")
        while (heard := await told.next()) == {"productUpdated": published}:
            pass  # publishing changes the product too
        assert heard == {"productUpdated": {"title": "Blouse", "variants": [{"sku": "Shirt"}]}}
        await admin.change("productPublish", {"id": shirt, "channels": ["japan"]}, "product { id }")
        await admin.change("productDelete", {"id": shirt}, "deletedId")
        while (heard := await told.next())["productUpdated"] is not None:
            assert heard["productUpdated"]["title"] == "Blouse"


async def test_an_id_of_something_else_is_refused(app: App) -> None:
    async with SubscriptionClient(app, "shop") as client:
        told = await client.subscribe(UPDATED, {"id": encode_global_id("Category", uuid4())})
        assert await told.error_code() == "INVALID_ID"
