"""The plugin of the tutorial, in a real application beside the catalog."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any

import fondaco_wishlist
import pytest_asyncio
from fondaco import App, UnitOfWork, clock, new_id
from fondaco.access import session_of
from fondaco.commerce import Money
from fondaco.commerce.events import OrderPlaced
from fondaco.db.migrate import new_migration
from fondaco.requests import SESSION_HEADER
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco.testing.pytest_plugin import AppFactory
from fondaco_wishlist import Wishlist

UnitOfWorkFactory = Callable[[], AbstractAsyncContextManager[UnitOfWork]]


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    return await make_app(plugins=[Wishlist], enabled=["catalog"])


async def make_product(admin: GraphQLClient, title: str) -> str:
    """Puts a product into the shop and returns its id."""
    variant = {"prices": [{"channel": "default", "price": "19.90"}]}
    made = await admin.change("productCreate", {"title": title, "variants": [variant]}, "product { id }")
    product: str = made["product"]["id"]
    published = await admin.change("productPublish", {"id": product, "channels": ["default"]}, "product { id }")
    assert published["errors"] == []
    return product


async def wish(shop: GraphQLClient, product: str) -> dict[str, Any]:
    return await shop.change("wishlistAdd", {"productId": product}, "added")


async def wishes(shop: GraphQLClient) -> list[str]:
    return [product["title"] for product in (await shop("{ wishlist { title } }"))["wishlist"]]


def test_the_plugin_fits_in_sixty_lines() -> None:
    assert len(Path(fondaco_wishlist.__file__).read_text().splitlines()) <= 60


async def test_the_migration_is_what_the_table_says(app: App) -> None:
    plugin = app.host.get("wishlist")
    assert plugin is not None
    assert await new_migration(app.database, plugin) is None


async def test_a_buyer_keeps_products_in_the_order_of_wishing(shop: GraphQLClient, admin: GraphQLClient) -> None:
    mug, lamp = await make_product(admin, "Mug"), await make_product(admin, "Lamp")
    assert await wish(shop, lamp) == {"added": True, "errors": []}
    assert await wish(shop, mug) == {"added": True, "errors": []}
    assert await wishes(shop) == ["Lamp", "Mug"]


async def test_a_product_is_on_the_list_once(shop: GraphQLClient, admin: GraphQLClient) -> None:
    mug = await make_product(admin, "Mug")
    await wish(shop, mug)
    assert await wish(shop, mug) == {"added": False, "errors": []}
    assert await wishes(shop) == ["Mug"]


async def test_an_idempotency_key_answers_the_same_again(shop: GraphQLClient, admin: GraphQLClient) -> None:
    mug = await make_product(admin, "Mug")
    for _ in range(2):
        payload = await shop.change("wishlistAdd", {"productId": mug}, "added", key="once")
        assert payload == {"added": True, "errors": []}


async def test_what_does_not_exist_cannot_be_wished_for(shop: GraphQLClient, admin: GraphQLClient) -> None:
    hidden = (await admin.change("productCreate", {"title": "Draft"}, "product { id }"))["product"]["id"]
    for product, code in ((hidden, "NOT_FOUND"), ("nonsense", "INVALID_ID")):
        payload = await wish(shop, product)
        assert (payload["added"], [error["code"] for error in payload["errors"]]) == (None, [code])


async def test_every_product_says_whether_this_buyer_wishes_for_it(
    make_shop: Callable[..., GraphQLClient], admin: GraphQLClient
) -> None:
    ada, ben = make_shop(), make_shop()
    mug, _ = await make_product(admin, "Mug"), await make_product(admin, "Lamp")
    await wish(ada, mug)
    document = "{ products(first: 9, sort: TITLE) { nodes { title isWished } } }"
    assert (await ada(document))["products"]["nodes"] == [
        {"title": "Lamp", "isWished": False},
        {"title": "Mug", "isWished": True},
    ]
    assert [product["isWished"] for product in (await ben(document))["products"]["nodes"]] == [False, False]
    assert await wishes(ben) == []


async def test_wishes_are_forgotten_after_a_year(
    shop: GraphQLClient, admin: GraphQLClient, worker: WorkerDriver
) -> None:
    await wish(shop, await make_product(admin, "Mug"))
    with clock.moved(timedelta(days=364)):
        await worker.run_job("wishlist.forget_wishes")
    assert await wishes(shop) == ["Mug"]
    with clock.moved(timedelta(days=366)):
        await worker.run_job("wishlist.forget_wishes")
    assert await wishes(shop) == []


async def test_an_order_renews_the_wishes_of_its_buyer(
    make_shop: Callable[..., GraphQLClient],
    admin: GraphQLClient,
    unit_of_work: UnitOfWorkFactory,
    worker: WorkerDriver,
) -> None:
    ada, ben = make_shop(), make_shop()
    mug = await make_product(admin, "Mug")
    for buyer in (ada, ben):
        await wish(buyer, mug)
    with clock.moved(timedelta(days=200)):
        async with unit_of_work() as uow:
            uow.emit(
                OrderPlaced(
                    order_id=new_id(),
                    number="1001",
                    channel="default",
                    locale="en",
                    total=Money(1990, "EUR"),
                    email="ada@example.com",
                    placed_at=uow.now,
                    session=session_of(ada.headers[SESSION_HEADER]),
                )
            )
        await worker.drain()
    with clock.moved(timedelta(days=366)):
        await worker.run_job("wishlist.forget_wishes")
    assert (await wishes(ada), await wishes(ben)) == (["Mug"], [])
