"""Searches of buyers in customer groups: found, shown, sorted, filtered and counted by what each of them pays."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio
from fondaco import clock
from fondaco.access import Credentials, Principal, PrincipalKind
from fondaco.app import App
from fondaco.commerce import FacetSelection, ProductSearch, ProductSort, SuggestionQuery
from fondaco.db import PageArgs, fetch_value
from fondaco.ids import parse_global_id
from fondaco.plugins import NoSettings, Plugin
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.pricing import resolve
from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.views import ProductCriteria
from fondaco_catalog.repository.price_audiences import list_audiences
from fondaco_catalog.repository.price_state import list_product_prices
from fondaco_catalog.repository.products import list_products
from fondaco_catalog.service.search import SearchEngine
from fondaco_catalog.settings import CatalogSettings

LISTING = """query ($filter: ProductFilter, $sort: ProductSort) {
    products(first: 20, filter: $filter, sort: $sort, facets: ["price", "tag"]) {
        totalCount nodes { title priceRange { min { amount } } }
        facets { name minPrice { amount } maxPrice { amount } values { value count } } } }"""
HOUR = timedelta(hours=1)


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


def buyer(make_shop: Callable[..., GraphQLClient], groups: str) -> GraphQLClient:
    return make_shop(authorization="Bearer " + "-".join(("buyer", *groups.split())))


async def make_list(catalogue: Any, name: str, groups: list[str], prices: dict[str, str], **more: Any) -> None:
    """Makes a price list for groups with prices by variant."""
    data = {"name": name, "channel": "default", "customerGroups": groups, **more}
    made = (await catalogue.change("priceListCreate", data, "priceList { id }"))["priceList"]
    prices_ = [{"listId": made["id"], "variantId": id_, "minQuantity": 1, "price": to} for id_, to in prices.items()]
    await catalogue.change("pricesSet", {"prices": prices_}, "variants { id }")


async def shelf(catalogue: Any) -> None:
    """Four products for all, one for a group only; in lists of groups with and without priority."""
    home = await catalogue.category("Home")
    made = {
        title: (await catalogue.product(title, price=price, tags=["new"], categoryId=home["id"]))["variants"][0]["id"]
        for title, price in (("A", "10.00"), ("B", "20.00"), ("C", "30.00"), ("D", "40.00"), ("E", None))
    }
    await make_list(catalogue, "Trade", ["trade"], {made["C"]: "5.00", made["D"]: "12.00", made["E"]: "25.00"})
    await make_list(catalogue, "VIP", ["vip"], {made["C"]: "35.00", made["B"]: "1.00"}, priority=5)
    await catalogue.index()


EXPECTED = {
    # who: prices in order, the span of all, what costs from 11 to 30
    "": ("A 10.00, B 20.00, C 30.00, D 40.00", "10.00 – 40.00", "BC"),
    "trade": ("C 5.00, A 10.00, D 12.00, B 20.00, E 25.00", "5.00 – 25.00", "DBE"),
    "vip": ("B 1.00, A 10.00, C 35.00, D 40.00", "1.00 – 40.00", ""),
    "trade vip": ("B 1.00, A 10.00, D 12.00, E 25.00, C 35.00", "1.00 – 35.00", "DE"),
    "newsletter": ("A 10.00, B 20.00, C 30.00, D 40.00", "10.00 – 40.00", "BC"),
    "newsletter trade": ("C 5.00, A 10.00, D 12.00, B 20.00, E 25.00", "5.00 – 25.00", "DBE"),
}


async def test_a_page_of_a_category_is_made_of_the_prices_of_its_reader(
    app: App, make_shop: Callable[..., GraphQLClient], catalogue: Any, worker: WorkerDriver
) -> None:
    await shelf(catalogue)
    spans = {"category": "home", "facets": [{"name": "price", "min": "11", "max": "30"}]}
    # Groups that come together for the first time, then with what was derived for them; then what was kept.
    for _ in range(2):
        for groups, (prices, span, between) in EXPECTED.items():
            shop = buyer(make_shop, groups)
            found = (await shop(LISTING, {"filter": {"category": "home"}, "sort": "PRICE_ASC"}))["products"]
            shown = [f"{node['title']} {node['priceRange']['min']['amount']}" for node in found["nodes"]]
            assert ", ".join(shown) == prices, groups
            price, tag = found["facets"]
            assert f"{price['minPrice']['amount']} – {price['maxPrice']['amount']}" == span
            assert tag["values"] == [{"value": "new", "count": len(shown)}]
            found = (await shop(LISTING, {"filter": spans, "sort": "PRICE_ASC"}))["products"]
            assert "".join(node["title"] for node in found["nodes"]) == between, groups
            assert found["totalCount"] == len(between)
        engine = app.host.get("catalog").engine  # type: ignore[attr-defined]
        await engine.audiences.flush()
        await worker.run_job("catalog.price_audiences")
        assert [(one.groups, one.ready) for one in await list_audiences()] == [(["trade", "vip"], True)]


PLAIN = """query ($filter: ProductFilter, $sort: ProductSort) { products(first: 20, filter: $filter, sort: $sort) {
    totalCount nodes { title priceRange { min { amount } } } } }"""


BESIDE = """{ category(slug: "home") { productCount products(first: 20, sort: PRICE_ASC) { nodes { title } } }
    product(slug: "a") { related(kind: "accessory") { title priceRange { min { amount } } } } }"""


async def test_lists_without_facets_are_sorted_filtered_and_counted_by_the_prices_of_their_reader(
    app: App,
    make_shop: Callable[..., GraphQLClient],
    catalogue: Any,
    worker: WorkerDriver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await shelf(catalogue)
    nodes = (await catalogue.admin("{ products(first: 20) { nodes { id title } } }"))["products"]["nodes"]
    ids = {node["title"]: node["id"] for node in nodes}
    related = {"productId": ids["A"], "kind": "accessory", "relatedIds": [ids["C"]]}
    await catalogue.change("productRelationsSet", related, "product { id }")
    spans = {"tag": "new", "minPrice": "11", "maxPrice": "30"}
    # Groups that come together for the first time, then with what was derived for them; few products, then many.
    for most in (100, 0):
        monkeypatch.setattr("fondaco_catalog.repository.narrowing.MANY", most)
        for groups, (prices, _, between) in EXPECTED.items():
            shop = buyer(make_shop, groups)
            for filter_ in ({}, {"category": "home"}):
                found = (await shop(PLAIN, {"filter": filter_, "sort": "PRICE_ASC"}))["products"]
                shown = [f"{node['title']} {node['priceRange']['min']['amount']}" for node in found["nodes"]]
                assert ", ".join(shown) == prices, groups
                assert found["totalCount"] == len(shown)
                found = (await shop(PLAIN, {"filter": filter_, "sort": "PRICE_DESC"}))["products"]
                assert [node["title"][0] for node in found["nodes"]] == [one[0] for one in reversed(shown)], groups
            for sort in ("PRICE_ASC", "TITLE"):
                found = (await shop(PLAIN, {"filter": spans, "sort": sort}))["products"]
                titles = "".join(node["title"] for node in found["nodes"])
                assert titles == (between if sort == "PRICE_ASC" else "".join(sorted(between))), groups
                assert found["totalCount"] == len(between)
            # and the same of what stands beside lists
            found = await shop(BESIDE)
            titles = [node["title"] for node in found["category"]["products"]["nodes"]]
            assert found["category"]["productCount"] == len(shown)
            assert titles == [one[0] for one in shown]
            related = [f"{one['title']} {one['priceRange']['min']['amount']}" for one in found["product"]["related"]]
            assert [one for one in shown if one.startswith("C")] == related
        engine = app.host.get("catalog").engine  # type: ignore[attr-defined]
        await engine.audiences.flush()
        await worker.run_job("catalog.price_audiences")
        assert [(one.groups, one.ready) for one in await list_audiences()] == [(["trade", "vip"], True)]


async def test_what_only_a_group_can_buy_is_suggested_to_it_alone(app: App, catalogue: Any) -> None:
    lamp = await catalogue.product("Lantern", price=None, tags=["secret"])
    await make_list(catalogue, "Trade", ["trade"], {lamp["variants"][0]["id"]: "7.00"})
    await catalogue.product("Lamp")
    await catalogue.index()
    engine = app.host.get("catalog").engine  # type: ignore[attr-defined]
    found = {}
    for groups in ((), ("trade",), ("other", "trade"), ("other",)):
        query = SuggestionQuery(text="lan", channel=app.default_channel, locale="en", groups=frozenset(groups))
        answer = await engine.suggest(query)
        found[groups] = (answer.completions, answer.products)
    secret = (("lantern",), (parse_global_id(lamp["id"], "Product"),))
    assert found == {(): ((), ()), ("other",): ((), ()), ("trade",): secret, ("other", "trade"): secret}


async def test_a_price_that_begins_by_itself_moves_the_products_of_a_group(
    app: App, catalogue: Any, make_shop: Callable[..., GraphQLClient], worker: WorkerDriver
) -> None:
    lamp = await catalogue.product("Lamp", price=None)
    begins = (clock.utc_now() + HOUR).isoformat()
    await make_list(catalogue, "Trade", ["trade"], {lamp["variants"][0]["id"]: "7.00"}, startsAt=begins)
    await catalogue.index()
    query = '{ products(first: 5, search: "lamp") { nodes { title } } }'
    assert (await buyer(make_shop, "trade")(query))["products"]["nodes"] == []
    with clock.moved(2 * HOUR):
        await worker.run_job("catalog.index_products")
        assert (await buyer(make_shop, "trade")(query))["products"]["nodes"] == [{"title": "Lamp"}]
        assert (await buyer(make_shop, "")(query))["products"]["nodes"] == []


@pytest.mark.parametrize("ready", [False, True])
async def test_searches_of_buyers_in_groups_cost_four_statements(
    make_shop: Callable[..., GraphQLClient], counted: Any, catalogue: Any, app: App, worker: WorkerDriver, ready: bool
) -> None:
    await shelf(catalogue)
    engine = app.host.get("catalog").engine  # type: ignore[attr-defined]
    if ready:
        engine.audiences.note(("default", ("trade", "vip")))
        await engine.audiences.flush()
        await worker.run_job("catalog.price_audiences")
    query = """{ products(first: 20, sort: PRICE_ASC, filter: { category: "home",
        facets: [{ name: "price", min: "1" }] }, facets: ["price", "brand", "option:*"]) {
        totalCount nodes { title media { url } priceRange { min { amount } } } facets { name } } }"""
    async with counted() as statements:
        assert len((await buyer(make_shop, "trade vip")(query))["products"]["nodes"]) == 5
    assert len(statements.sent) == 4


async def make_random_shop(catalogue: Any, chance: random.Random) -> list[UUID]:
    """Products of two variants, in lists of three groups and of pairs of them, with priorities and ties."""
    ids, variants = [], []
    for number in range(8):
        prices = [chance.choice((None, 1, 2, 3, 4, 5)) for _ in range(2)]
        data = {
            "options": [{"name": "Size", "values": ["S", "M"]}],
            "variants": [
                {"options": [size], "prices": [{"channel": "default", "price": f"{price}.00"}] if price else []}
                for size, price in zip("SM", prices, strict=True)
            ],
        }
        made = await catalogue.product(f"Cup {number}", slug=f"cup-{number}", **data)
        ids.append(parse_global_id(made["id"], "Product"))
        variants += [variant["id"] for variant in made["variants"]]
    for name, groups in (("1", ["a"]), ("2", ["b"]), ("3", ["b", "c"]), ("4", ["c"]), ("5", [])):
        chosen = chance.sample(variants, 6)
        later = {"startsAt": (clock.utc_now() + HOUR).isoformat()} if name == "4" else {}
        prices = {id_: f"{chance.randint(1, 6)}.00" for id_ in chosen}
        await make_list(catalogue, name, groups, prices, priority=chance.randint(0, 2), **later)
    await catalogue.index()
    return ids


@pytest.mark.parametrize("seed", [1, 2])
async def test_sorting_and_filtering_by_price_is_as_the_one_function_decides_for_everyone(
    app: App, catalogue: Any, worker: WorkerDriver, seed: int
) -> None:
    # given
    chance = random.Random(seed)
    ids = await make_random_shop(catalogue, chance)
    candidates = await list_product_prices(ids, {"default": "EUR"})
    channel = app.default_channel

    def paid(groups: tuple[str, ...]) -> dict[UUID, set[int]]:
        """What the variants of each product cost somebody now."""
        found: dict[UUID, set[int]] = {}
        for one in candidates:
            applied = resolve(one.candidates, moment=clock.utc_now(), groups=groups)
            if applied is not None:
                found.setdefault(one.product_id, set()).add(applied.amount)
        return found

    buyers = [(), ("a",), ("a", "b"), ("b", "c"), ("a", "b", "c", "other")]
    for ready in (False, True):
        for ranked in (1, 100):
            engine = SearchEngine(
                Policy(app.channels, CatalogSettings(search_exact_matches=ranked, facet_exact_matches=100))
            )
            for groups in buyers:
                engine.audiences.note(("default", groups))
                amounts = paid(groups)
                low, high = sorted((chance.randint(1, 6) * 100, chance.randint(1, 6) * 100))
                span = FacetSelection("price", minimum=low, maximum=high)
                for descending in (False, True):
                    sort = ProductSort.PRICE_DESC if descending else ProductSort.PRICE_ASC
                    asked = ProductSearch(
                        text="", channel=channel, locale="en", groups=frozenset(groups), sort=sort, size=50
                    )
                    # when
                    hits = [hit.id for hit in (await engine.search(asked)).hits]
                    # then
                    in_order = sorted(amounts, key=lambda id_: (min(amounts[id_]), id_), reverse=descending)
                    assert hits == in_order, (ready, ranked, groups, sort)
                    scope = Scope(channel=channel, locale="en", groups=frozenset(groups))
                    page = await list_products(scope, ProductCriteria(), sort, PageArgs(first=50))
                    assert [one.id for one in page.nodes] == in_order, (ready, groups, sort)
                narrowed = ProductSearch(
                    text="cup",
                    channel=channel,
                    locale="en",
                    groups=frozenset(groups),
                    selections=(span,),
                    facets=("price",),
                    size=50,
                )
                answer = await engine.search(narrowed)
                criteria = ProductCriteria(min_amount=low, max_amount=high)
                page = await list_products(scope, criteria, sort, PageArgs(first=50))
                within = {id_ for id_, costs in amounts.items() if any(low <= cost <= high for cost in costs)}
                assert {one.id for one in page.nodes} == within, (ready, groups, low, high)
                assert {hit.id for hit in answer.hits} == within, (ready, ranked, groups, low, high)
                if within:
                    [price] = answer.facets
                    costs = [cost for found in amounts.values() for cost in found]
                    assert (price.minimum, price.maximum) == (min(costs), max(costs))
            await engine.audiences.flush()
        await worker.run_job("catalog.price_audiences")
    assert await fetch_value("SELECT count(*) FROM catalog.price_audience WHERE ready") == 3


async def test_prices_that_change_later_are_those_of_several_groups_too(
    app: App, make_shop: Callable[..., GraphQLClient], catalogue: Any, worker: WorkerDriver
) -> None:
    await shelf(catalogue)
    engine = app.host.get("catalog").engine  # type: ignore[attr-defined]
    engine.audiences.note(("default", ("trade", "vip")))
    await engine.audiences.flush()
    await worker.run_job("catalog.price_audiences")
    cup = (await catalogue.product("F", price="50.00", tags=["new"]))["variants"][0]["id"]
    await make_list(catalogue, "Late", ["vip"], {cup: "0.50"}, priority=9)
    await catalogue.index()
    both = buyer(make_shop, "trade vip")
    found = (await both(LISTING, {"sort": "PRICE_ASC"}))["products"]["nodes"]
    assert [node["title"] for node in found] == ["F", "B", "A", "D", "E", "C"]
    # when nobody came for long, what was derived goes, in two steps
    with clock.moved(timedelta(days=100)):
        await worker.run_job("catalog.forget_price_audiences")
        assert await list_audiences() == []
        await worker.run_job("catalog.forget_price_audiences")
        assert await fetch_value("SELECT count(*) FROM catalog.price_span WHERE audience LIKE '+%'") == 0
