"""Upgrading a shop: what was there before a migration of the search is found, filtered and counted rightly after it."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest_asyncio
from fondaco.app import App
from fondaco.db import execute, fetch_value
from fondaco.testing import GraphQLClient, WorkerDriver

from .test_search_groups import LISTING, Callers, buyer, shelf

BETWEEN = {"filter": {"facets": [{"name": "price", "min": "11", "max": "30"}]}, "sort": "PRICE_ASC"}
AMOUNTS = "SELECT json_agg(json_build_array(audience, amounts) ORDER BY audience, product, starts_at)::text"


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any]) -> App:
    """The catalogue, and callers of several groups."""
    made: App = await make_app(enabled=["catalog"], plugins=[Callers])
    return made


async def test_spans_of_groups_without_amounts_are_read_rightly_and_filled_in(
    app: App, catalogue: Any, make_shop: Callable[..., GraphQLClient], worker: WorkerDriver
) -> None:
    # given spans as they were before amounts were kept, of one group and of two together
    await shelf(catalogue)
    engine = app.host.get("catalog").engine  # type: ignore[attr-defined]
    engine.audiences.note(("default", ("trade", "vip")))
    await engine.audiences.flush()
    await worker.run_job("catalog.price_audiences")
    derived = f"{AMOUNTS} FROM catalog.price_span WHERE audience <> ''"
    before = await fetch_value(derived)
    await execute("UPDATE catalog.price_span SET amounts = NULL")
    migration = import_module("fondaco_catalog.migrations.catalog_2026_11_28t11_20_00_000000")
    for _ in range(2):
        # then answers are right, before and after the migration
        for groups, titles in (("trade", "DBE"), ("vip", ""), ("trade vip", "DE")):
            found = (await buyer(make_shop, groups)(LISTING, BETWEEN))["products"]
            assert "".join(node["title"] for node in found["nodes"]) == titles, groups
        # when
        await migration.fill_in()
    assert await fetch_value(derived) == before
    assert {audience.rstrip("0123456789") for audience, _ in json.loads(before)} == {"+", "trade", "vip"}
    assert await fetch_value("SELECT count(amounts) FROM catalog.price_span WHERE audience = ''") == 0


async def test_a_shop_from_before_the_search_is_indexed_by_the_worker_without_being_told(
    app: App, catalogue: Any, shop: GraphQLClient, worker: WorkerDriver
) -> None:
    # given products, and an index as the migrations that made it or changed it leave it
    await catalogue.product("Lantern", tags=["light"])
    await execute("TRUNCATE catalog.search_document, catalog.search_queue, catalog.search_term, catalog.search_value")
    searching = '{ products(first: 5, search: "lanterns", facets: ["tag"]) { filling nodes { title } } }'
    browsing = '{ products(first: 5, facets: ["tag"]) { filling nodes { title } facets { name } } }'
    # when
    migration = import_module("fondaco_catalog.migrations.catalog_2026_11_28t02_25_00_000000")
    [queue] = [statement for statement in migration.STATEMENTS if statement.startswith("INSERT")]
    await execute(queue)
    # then whoever browses meanwhile reads the tables, and the job that runs by itself makes the index
    assert (await shop(browsing))["products"] == {"filling": True, "nodes": [{"title": "Lantern"}], "facets": []}
    assert (await shop(searching))["products"] == {"filling": True, "nodes": []}
    await worker.run_job("catalog.index_products")
    assert (await shop(searching))["products"] == {"filling": False, "nodes": [{"title": "Lantern"}]}
    assert (await shop(browsing))["products"]["facets"] == [{"name": "tag"}]
    assert await fetch_value("SELECT count(*) FROM catalog.search_queue") == 0
