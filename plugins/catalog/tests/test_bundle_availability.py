"""Whether a bundle can be bought: the rule of a collection and the facet say what its page says, for every buyer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any
from uuid import UUID

import pytest_asyncio
from fondaco import clock
from fondaco.access import Credentials, Principal, PrincipalKind
from fondaco.app import App
from fondaco.db import fetch_value
from fondaco.ids import decode_global_id
from fondaco.plugins import NoSettings, Plugin
from fondaco.testing import GraphQLClient, WorkerDriver

FOUND = """{ products(first: 20, filter: { facets: [{ name: "availability", values: ["available"] }] },
    facets: ["availability"]) { totalCount nodes { slug } facets { values { value count } } } }"""
ALL = """{ products(first: 20, facets: ["availability"]) { nodes { slug availableForSale } facets { values { value
    count } } } }"""
COLLECTED = '{ collection(slug: "to-be-had") { products(first: 20) { nodes { slug } } } }'


class Callers(Plugin[NoSettings]):
    """Knows buyers by tokens that name their groups."""

    name = "callers"

    async def resolve_principal(self, payload: Credentials) -> Principal | None:
        token = payload.bearer or ""
        if not token.startswith("buyer"):
            return None
        return Principal(kind=PrincipalKind.CUSTOMER, id=token, groups=frozenset(token.split("-")[1:]))


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any]) -> App:
    """The catalogue, and callers of several groups."""
    made: App = await make_app(enabled=["catalog"], plugins=[Callers])
    return made


class Goods:
    """Things, and bundles of them."""

    def __init__(self, catalogue: Any) -> None:
        self.catalogue = catalogue
        self.products: dict[str, str] = {}
        self.variants: dict[str, str] = {}

    async def make(self, name: str, price: str | None = "5.00", **more: Any) -> None:
        made = await self.catalogue.product(name.title(), slug=name, price=price, **more)
        self.products[name], self.variants[name] = made["id"], made["variants"][0]["id"]

    async def bundle(self, name: str, *parts: str, price: str | None = "9.00", **slot: Any) -> None:
        """Makes a bundle of these things; with a slot, of some of them."""
        await self.make(name, price)
        choices = [{"variantId": self.variants[part]} for part in parts]
        content = {"slots": [{"name": "Part", "choices": choices, **slot}]} if slot else {"components": choices}
        await self.catalogue.change("bundleSet", {"variantId": self.variants[name], **content}, "variant { id }")

    async def prices(self, group: str, *names: str, **more: Any) -> None:
        """Makes a price list for a group."""
        data = {"name": group or "Season", "channel": "default", "customerGroups": [group] if group else [], **more}
        made = (await self.catalogue.change("priceListCreate", data, "priceList { id }"))["priceList"]
        prices = [
            {"listId": made["id"], "variantId": self.variants[name], "minQuantity": 1, "price": "4"} for name in names
        ]
        await self.catalogue.change("pricesSet", {"prices": prices}, "variants { id }")

    async def publish(self, name: str, *, away: bool = False) -> None:
        mutation = "productUnpublish" if away else "productPublish"
        await self.catalogue.change(mutation, {"id": self.products[name], "channels": ["default"]}, "product { id }")

    async def collect(self) -> None:
        made = await self.catalogue.collection("To be had", [])
        condition = {"field": "AVAILABLE", "channel": "default", "values": []}
        data = {"collectionId": made["id"], "rule": {"match": "ALL", "conditions": [condition], "groups": []}}
        await self.catalogue.change("collectionRuleSet", data, "collection { id }")
        await self.catalogue.index()


async def shown(shop: GraphQLClient) -> set[str]:
    """What lists say is available, which is what the pages of products say; filter and count have to agree."""
    nodes = (await shop(ALL))["products"]
    said = {node["slug"] for node in nodes["nodes"] if node["availableForSale"]}
    for node in nodes["nodes"]:
        query = f'{{ product(slug: "{node["slug"]}") {{ availableForSale variants {{ availableForSale }} }} }}'
        page = (await shop(query))["product"]
        assert page["availableForSale"] == node["availableForSale"] == page["variants"][0]["availableForSale"]
    found = (await shop(FOUND))["products"]
    assert {node["slug"] for node in found["nodes"]} == said
    assert found["totalCount"] == len(said)
    counted = [{"values": [{"value": "available", "count": len(said)}]}] if said else []
    assert (found["facets"], nodes["facets"]) == (counted, counted)
    return said


async def test_a_rule_and_the_facet_follow_what_a_bundle_has_to_hold(catalogue: Any, shop: GraphQLClient) -> None:
    goods = Goods(catalogue)
    for name in ("cup", "pot", "tin"):
        await goods.make(name)
    await goods.bundle("set", "cup", "pot")
    await goods.bundle("pair", "cup", "pot", "tin", minimum=2, maximum=2)
    await goods.bundle("box", "cup", "tin", minimum=1, maximum=2, repeatable=True)
    await goods.collect()

    async def collected() -> set[str]:
        await catalogue.index()
        nodes = (await shop(COLLECTED))["collection"]["products"]["nodes"]
        return {node["slug"] for node in nodes}

    assert await collected() == await shown(shop) == {"cup", "pot", "tin", "set", "pair", "box"}
    await goods.publish("cup", away=True)
    assert await collected() == await shown(shop) == {"pot", "tin", "pair", "box"}
    await goods.publish("pot", away=True)
    assert await collected() == await shown(shop) == {"tin", "box"}
    await goods.publish("cup")
    assert await collected() == await shown(shop) == {"cup", "tin", "pair", "box"}
    await goods.catalogue.change(
        "bundleSet", {"variantId": goods.variants["set"], "components": [{"variantId": goods.variants["tin"]}]},
        "variant { id }",
    )  # fmt: skip
    assert await collected() == await shown(shop) == {"cup", "tin", "pair", "box", "set"}


async def test_the_facet_of_a_bundle_is_that_of_each_buyer(
    catalogue: Any, shop: GraphQLClient, make_shop: Callable[..., GraphQLClient], counted: Any
) -> None:
    goods = Goods(catalogue)
    await goods.make("cup")
    for name in ("ours", "theirs"):
        await goods.make(name, None)
    await goods.bundle("for-trade", "cup", "ours")
    await goods.bundle("for-club", "cup", "theirs")
    await goods.bundle("for-both", "ours", "theirs")
    await goods.bundle("either", "ours", "theirs", minimum=1, maximum=1)
    await goods.bundle("hidden", "cup", "ours", price=None)
    await goods.prices("trade", "ours", "hidden")
    await goods.prices("club", "theirs")
    await catalogue.index()
    for groups, expected in {
        "": {"cup"},
        "trade": {"cup", "ours", "for-trade", "either", "hidden"},
        "club": {"cup", "theirs", "for-club", "either"},
        "club-trade": {"cup", "ours", "theirs", "for-trade", "for-club", "for-both", "either", "hidden"},
        "other": {"cup"},
    }.items():
        buyer = make_shop(authorization=f"Bearer buyer-{groups}") if groups else shop
        assert await shown(buyer) == expected, groups
    async with counted() as statements:
        await make_shop(authorization="Bearer buyer-club-trade")(FOUND)
    assert len(statements.sent) <= 4, statements.sent


async def test_both_follow_prices_of_components_that_begin_and_end(
    catalogue: Any, shop: GraphQLClient, worker: WorkerDriver
) -> None:
    goods = Goods(catalogue)
    await goods.make("cup")
    await goods.make("berry", None)
    await goods.bundle("set", "cup", "berry")
    now = clock.utc_now()
    during = {"startsAt": (now + timedelta(hours=1)).isoformat(), "endsAt": (now + timedelta(hours=3)).isoformat()}
    await goods.prices("", "berry", **during)
    await goods.collect()
    for hours, expected in ((0, {"cup"}), (2, {"cup", "berry", "set"}), (4, {"cup"})):
        with clock.moved(timedelta(hours=hours)):
            await worker.run_job("catalog.index_products")
            await worker.run_job("catalog.refresh_timed_collections")
            await worker.drain()
            assert await shown(shop) == expected, hours
            nodes = (await shop(COLLECTED))["collection"]["products"]["nodes"]
            assert {node["slug"] for node in nodes} == expected, hours


async def test_bundles_of_before_are_indexed_anew(catalogue: Any) -> None:
    goods = Goods(catalogue)
    await goods.make("cup")
    await goods.bundle("set", "cup")
    await catalogue.index()
    await import_module("fondaco_catalog.migrations.catalog_2026_11_28t08_57_10_000000").queue()
    queued = await fetch_value("SELECT array_agg(product) FROM catalog.search_queue")
    assert queued == [UUID(decode_global_id(goods.products["set"])[1])]
