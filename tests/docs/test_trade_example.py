"""The example of a dimension, in a real application beside the catalog."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
import pytest_asyncio
from fondaco import App
from fondaco.settings import Settings
from fondaco.testing import GraphQLClient, all_heard
from fondaco.testing.pytest_plugin import AppFactory

sys.path.append(str(Path(__file__).resolve().parents[2] / "docs/examples/trade"))
from fondaco_trade import Trade

DOCUMENT = "{ products(first: 5) { nodes { title tradeDiscount } } }"
TRADE = {"discounts": {"gold": 20, "silver": 10}, "tokens": {"ada": "gold", "ben": "gold", "cyd": "silver"}}


def with_trade(settings: Settings) -> Settings:
    return msgspec.structs.replace(settings, plugins={**settings.plugins, "trade": TRADE})


async def connected(app: App) -> None:
    """Waits until answers are kept."""
    for _ in range(500):
        if app.tags.connected:
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    app = await make_app(plugins=[Trade], enabled=["catalog"], settings=with_trade)
    await connected(app)
    return app


@pytest_asyncio.fixture(loop_scope="session")
async def product(app: App, admin: GraphQLClient) -> str:
    """A product of the shop."""
    variant = {"prices": [{"channel": "default", "price": "19.90"}]}
    made = await admin.change("productCreate", {"title": "Mug", "variants": [variant]}, "product { id }")
    product: str = made["product"]["id"]
    await admin.change("productPublish", {"id": product, "channels": ["default"]}, "product { id }")
    await all_heard(app)
    return product


Buyer = Callable[..., GraphQLClient]


async def discount(client: GraphQLClient, title: str = "Mug") -> int:
    [found] = (await client(DOCUMENT))["products"]["nodes"]
    assert found["title"] == title
    percent: int = found["tradeDiscount"]
    return percent


def buyers(make_shop: Buyer, *names: str) -> list[GraphQLClient]:
    return [make_shop(authorization=f"Bearer {name}") if name else make_shop() for name in names]


def operations(app: App) -> Counter[str]:
    """How often the shop's operations came out how."""
    [metric] = app.metrics.graphql_operations.collect()
    shops = [sample for sample in metric.samples if sample.labels["schema"] == "shop" and sample.name[-6:] == "_total"]
    return Counter({sample.labels["outcome"]: int(sample.value) for sample in shops})


@pytest.mark.usefixtures("product")
async def test_each_group_has_its_own_answer_and_shares_it(app: App, make_shop: Buyer) -> None:
    names = ["", "ada", "cyd", "ben", ""]
    before = operations(app)
    assert [await discount(buyer) for buyer in buyers(make_shop, *names * 2)] == [0, 20, 10, 20, 0] * 2
    assert len(app.responses) == 3
    after = operations(app)
    assert (after["ok"] - before["ok"], after["kept"] - before["kept"]) == (3, 7)


@pytest.mark.usefixtures("product")
async def test_who_asks_at_the_same_moment_gets_their_own_groups_answer(app: App, make_shop: Buyer) -> None:
    names = ["ada", "cyd", "", "ben"] * 5
    before = operations(app)
    found = await asyncio.gather(*(discount(buyer) for buyer in buyers(make_shop, *names)))
    assert found == [20, 10, 0, 20] * 5
    assert operations(app)["ok"] - before["ok"] == 3


async def test_a_change_drops_the_answers_of_every_group(
    app: App, make_shop: Buyer, admin: GraphQLClient, product: str
) -> None:
    everybody = buyers(make_shop, "", "ada", "cyd")
    assert [await discount(buyer) for buyer in everybody] == [0, 20, 10]
    await admin.change("productUpdate", {"id": product, "title": "Cup"}, "product { id }")
    assert len(app.responses) == 0
    assert [await discount(buyer, "Cup") for buyer in everybody] == [0, 20, 10]


@pytest.mark.usefixtures("product")
async def test_no_cache_on_the_way_may_keep_what_depends_on_the_group(http: httpx.AsyncClient) -> None:
    for headers in ({}, {"authorization": "Bearer ada"}) * 2:
        answer = await http.get("/graphql/shop", params={"query": DOCUMENT}, headers=headers)
        assert "public" not in answer.headers["cache-control"]
        assert "private" in answer.headers["cache-control"]
        assert "surrogate-key" not in answer.headers
    plain: Any = await http.get("/graphql/shop", params={"query": "{ products(first: 5) { nodes { title } } }"})
    assert "public" in plain.headers["cache-control"]
