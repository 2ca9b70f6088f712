"""The demo store's warehouses: what lies in them, and that it can be filled again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest_asyncio
from fondaco.app import App
from fondaco.db import execute, fetch_value
from fondaco.hookspecs import HookSpecs
from fondaco.testing import GraphQLClient
from fondaco_catalog.demo import load_catalog
from fondaco_logistics.demo import BESIDES
from fondaco_logistics.repository.audit import audit

SHOWN = "query ($slug: String) { product(slug: $slug) { variants { sku availability { state quantity promisedOn } } } }"


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any]) -> App:
    """Catalogue and logistics."""
    made: App = await make_app(enabled=["catalog", "logistics"])
    return made


async def fill(app: App) -> list[str]:
    """Runs the seeds as ``fondaco demo`` does, and returns what they say."""
    found = app.hooks.register(HookSpecs.register_seeds)
    return [await seed.run(app) for _, seeds in found for seed in seeds]


async def test_the_demo_store_has_plenty_of_most_and_few_or_none_of_some(
    app: App, shop: GraphQLClient, admin: GraphQLClient
) -> None:
    # given
    catalog = load_catalog()
    counted = {
        variant.sku: product.handle
        for product in catalog.products
        for variant in product.variants
        if variant.track_stock
    }
    assert BESIDES.keys() <= counted.keys()
    # when
    said = await fill(app)
    # then
    assert said[-1] == f"{len(counted)} things counted in 2 warehouses."
    assert await audit() == []
    states: dict[str, Any] = {}
    for handle in {counted[sku] for sku in BESIDES} | {"harbour-blend-coffee"}:
        for variant in (await shop(SHOWN, {"slug": handle}))["product"]["variants"]:
            states[variant["sku"]] = variant["availability"]
    assert (states["PF-APC"]["state"], states["PF-APC"]["quantity"]) == ("LOW_STOCK", 3)
    assert states["PF-LGC"]["state"] == "OUT_OF_STOCK"
    assert states["PF-GMR"]["state"] == "PREORDER"
    assert states["PF-GMR"]["promisedOn"] is not None
    assert states["PF-HBL-1KG-FIL"]["state"] == "IN_STOCK"
    names = "{ warehouses(first: 9) { nodes { code } } }"
    assert {one["code"] for one in (await admin(names))["warehouses"]["nodes"]} == {"hamburg", "trieste"}
    # and again: nothing is added, and what somebody changed stays
    movements = "SELECT count(*) FROM logistics.movement"
    before = await fetch_value(movements)
    await execute("UPDATE logistics.item SET policy = 'backorder'")
    assert (await fill(app))[-1] == said[-1]
    assert await fetch_value(movements) == before
    assert await fetch_value("SELECT count(*) FROM logistics.item WHERE policy <> 'backorder'") == 0
