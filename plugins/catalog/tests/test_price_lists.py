"""Price lists through both APIs: groups, periods, tiers, the lowest of 30 days, costs, and what is refused."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio
from fondaco import clock
from fondaco.access import Credentials, Principal, PrincipalKind
from fondaco.app import App
from fondaco.commerce import SellableRef, SellablesQuery
from fondaco.db import fetch_value
from fondaco.hookspecs import HookSpecs
from fondaco.ids import decode_global_id, encode_global_id, new_id
from fondaco.plugins import NoSettings, Plugin
from fondaco.testing import GraphQLClient, WorkerDriver, all_heard
from fondaco_catalog.model.rules import Policy

DAY = timedelta(days=1)
VARIANT = """{ product(slug: "cup") { priceRange { min { amount } max { amount } }
    variants { price { amount } compareAtPrice { amount } lowestPrice30Days { amount } priceLabel
        priceTiers { minQuantity price { amount } } } } }"""
Shops = Callable[..., GraphQLClient]


class Callers(Plugin[NoSettings]):
    """Knows buyers by tokens that name their groups, and a clerk who may see the catalogue."""

    name = "callers"

    async def resolve_principal(self, payload: Credentials) -> Principal | None:
        token = payload.bearer or ""
        if token == "clerk":
            permissions = frozenset({"catalog.view_products"})
            return Principal(kind=PrincipalKind.STAFF, id="clerk", permissions=permissions)
        if not token.startswith("buyer"):
            return None
        return Principal(kind=PrincipalKind.CUSTOMER, id=token, groups=frozenset(token.split("-")[1:]))


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any]) -> App:
    """The catalogue, and callers of several groups."""
    made: App = await make_app(enabled=["catalog"], plugins=[Callers])
    async with asyncio.timeout(5):
        while not made.tags.connected:
            await asyncio.sleep(0.01)
    return made


def buyer(make_shop: Shops, *groups: str) -> GraphQLClient:
    return make_shop(authorization="Bearer " + "-".join(("buyer", *groups)))


@pytest.fixture
async def cup(catalogue: Any) -> str:
    """The id of the variant of a cup for 10.00."""
    product = await catalogue.product("Cup", slug="cup", price="10.00")
    return str(product["variants"][0]["id"])


async def make_list(catalogue: Any, name: str, **more: Any) -> str:
    made = await catalogue.change("priceListCreate", {"name": name, "channel": "default", **more}, "priceList { id }")
    return str(made["priceList"]["id"])


async def put(catalogue: Any, *prices: tuple[str, str, int, str | None], **more: Any) -> None:
    """Sets prices: list, variant, quantity, amount."""
    data = [
        {"listId": list_id, "variantId": variant_id, "minQuantity": least, "price": amount, **more}
        for list_id, variant_id, least, amount in prices
    ]
    await catalogue.change("pricesSet", {"prices": data}, "variants { id }")


async def price_of(shop: GraphQLClient) -> str | None:
    product = (await shop(VARIANT))["product"]
    return None if product is None else str(product["variants"][0]["price"]["amount"])


async def base_list(admin: GraphQLClient) -> str:
    return str((await admin('{ priceList(code: "base-default-eur") { id base } }'))["priceList"]["id"])


async def test_every_channel_has_a_base_list_that_the_simple_prices_are_in(
    admin: GraphQLClient, cup: str, catalogue: Any
) -> None:
    await catalogue.change(
        "variantPricesSet", {"variantId": cup, "prices": [{"channel": "japan", "price": "900"}]}, "variant { id }"
    )
    data = await admin(
        """query ($id: ID!) { priceLists(first: 5) { totalCount nodes { code channel currencyCode base priority } }
        productVariant(id: $id) { listedPrices { minQuantity price { amount } list { code } } } }""",
        {"id": cup},
    )
    assert data["priceLists"] == {
        "totalCount": 2,
        "nodes": [
            {"code": "base-default-eur", "channel": "default", "currencyCode": "EUR", "base": True, "priority": 0},
            {"code": "base-japan-jpy", "channel": "japan", "currencyCode": "JPY", "base": True, "priority": 0},
        ],
    }
    assert data["productVariant"]["listedPrices"] == [
        {"minQuantity": 1, "price": {"amount": "10.00"}, "list": {"code": "base-default-eur"}},
        {"minQuantity": 1, "price": {"amount": "900"}, "list": {"code": "base-japan-jpy"}},
    ]


async def test_each_group_sees_its_prices_and_kept_answers_do_not_mix_them(
    make_shop: Shops, shop: GraphQLClient, catalogue: Any, cup: str
) -> None:
    assert [await price_of(shop), await price_of(buyer(make_shop, "wholesale"))] == ["10.00", "10.00"]
    trade = await make_list(catalogue, "Wholesale", customerGroups=["wholesale"])
    vip = await make_list(catalogue, "VIP", customerGroups=["vip"], priority=5)
    await put(catalogue, (trade, cup, 1, "7.00"), (vip, cup, 1, "8.00"))
    callers = [shop, *(buyer(make_shop, *of.split()) for of in ("wholesale", "vip", "vip wholesale", "other"))]
    for _ in range(2):
        assert [await price_of(caller) for caller in callers] == ["10.00", "7.00", "8.00", "8.00", "10.00"]


async def test_a_product_that_only_a_group_can_buy_is_hidden_from_the_others(
    make_shop: Shops, shop: GraphQLClient, catalogue: Any
) -> None:
    product = await catalogue.product("Cup", slug="cup", price=None)
    trade = await make_list(catalogue, "Wholesale", customerGroups=["wholesale"])
    await put(catalogue, (trade, product["variants"][0]["id"], 1, "7.00"))
    found = [
        await price_of(caller) for caller in (shop, buyer(make_shop, "wholesale"), buyer(make_shop, "wholesale", "b"))
    ]
    assert found == [None, "7.00", "7.00"]


async def test_lists_are_sorted_and_filtered_by_the_prices_of_the_buyers_groups(
    make_shop: Shops, shop: GraphQLClient, catalogue: Any
) -> None:
    made = {
        title: (await catalogue.product(title, price=price))["variants"][0]["id"]
        for title, price in (("A", "10.00"), ("B", "20.00"), ("C", "30.00"))
    }
    trade = await make_list(catalogue, "Wholesale", customerGroups=["wholesale"])
    vip = await make_list(catalogue, "VIP", customerGroups=["vip"])
    await put(catalogue, (trade, made["C"], 1, "5.00"), (vip, made["C"], 1, "15.00"), (vip, made["B"], 1, "1.00"))
    query = """{ all: products(first: 9, sort: PRICE_ASC) { nodes { title } }
        cheap: products(first: 9, sort: TITLE, filter: { minPrice: "4", maxPrice: "12" }) { totalCount nodes { title } }
        }"""
    found = {}
    for groups in ("", "wholesale", "vip", "vip wholesale"):
        data = await buyer(make_shop, *groups.split())(query)
        titles = ["".join(node["title"] for node in data[name]["nodes"]) for name in ("all", "cheap")]
        assert data["cheap"]["totalCount"] == len(titles[1])
        found[groups] = tuple(titles)
    assert found == {
        "": ("ABC", "A"),
        "wholesale": ("CAB", "AC"),
        "vip": ("BAC", "A"),
        "vip wholesale": ("BCA", "AC"),
    }


async def test_a_sale_begins_and_ends_by_the_clock_though_no_job_runs_and_answers_are_kept(
    app: App, shop: GraphQLClient, catalogue: Any, cup: str
) -> None:
    # given a sale from tomorrow for two days, with a name that buyers read
    now = clock.utc_now()
    sale = await make_list(
        catalogue,
        "Sale",
        title="Summer sale",
        priority=10,
        startsAt=(now + DAY).isoformat(),
        endsAt=(now + 3 * DAY).isoformat(),
    )
    await put(catalogue, (sale, cup, 1, "8.00"), compareAt="10.00")
    await catalogue.product("Plate", price="9.00")
    await all_heard(app)
    order = "{ products(first: 9, sort: PRICE_ASC) { nodes { title } } }"
    seen = []
    # when
    for days in (0, 1.01, 2.99, 3.01):
        with clock.moved(days * DAY):
            for _ in range(2):
                variant = (await shop(VARIANT))["product"]["variants"][0]
                lowest = variant["lowestPrice30Days"]
                titles = [node["title"] for node in (await shop(order))["products"]["nodes"]]
            assert len(app.responses) > 0, "nothing is kept, so nothing could be stale"
            seen.append((variant["price"]["amount"], lowest and lowest["amount"], variant["priceLabel"], titles[0]))
    # then
    assert seen == [
        ("10.00", None, None, "Plate"),
        ("8.00", "10.00", "Summer sale", "Cup"),
        ("8.00", "10.00", "Summer sale", "Cup"),
        ("10.00", None, None, "Plate"),
    ]


async def test_the_lowest_price_of_thirty_days_remembers_a_cheaper_week_before(
    shop: GraphQLClient, catalogue: Any, cup: str
) -> None:
    async def base(price: str, compare_at: str | None = None) -> None:
        prices = [{"channel": "default", "price": price, "compareAt": compare_at}]
        await catalogue.change("variantPricesSet", {"variantId": cup, "prices": prices}, "variant { id }")

    with clock.moved(10 * DAY):
        await base("7.50")
    with clock.moved(17 * DAY):
        await base("10.00")
    with clock.moved(30 * DAY):
        await base("8.00", "10.00")
        variant = (await shop(VARIANT))["product"]["variants"][0]
    assert variant["lowestPrice30Days"] == {"amount": "7.50"}
    with clock.moved(300 * DAY):
        assert (await shop(VARIANT))["product"]["variants"][0]["lowestPrice30Days"] == {"amount": "7.50"}


async def unit_price(app: App, variant: str, quantity: int, *groups: str) -> str | None:
    ref = SellableRef("ProductVariant", UUID(decode_global_id(variant)[1]))
    query = SellablesQuery((ref,), app.channels["default"], "en", {ref: quantity}, frozenset(groups))
    for _, found in await app.hooks.collect(HookSpecs.collect_sellables, query):
        if ref in found:
            return found[ref].unit_price.text
    return None


async def test_carts_pay_by_quantity_and_group(app: App, shop: GraphQLClient, admin: GraphQLClient, catalogue: Any,
                                               cup: str) -> None:  # fmt: skip
    base, trade = await base_list(admin), await make_list(catalogue, "Trade", customerGroups=["trade"])
    await put(catalogue, (base, cup, 10, "9.00"), (base, cup, 100, "8.50"), (trade, cup, 50, "6.00"))
    assert (await shop(VARIANT))["product"]["variants"][0]["priceTiers"] == [
        {"minQuantity": 1, "price": {"amount": "10.00"}},
        {"minQuantity": 10, "price": {"amount": "9.00"}},
        {"minQuantity": 100, "price": {"amount": "8.50"}},
    ]
    assert [await unit_price(app, cup, quantity) for quantity in (1, 9, 10, 99, 100)] == [
        "10.00", "10.00", "9.00", "9.00", "8.50"]  # fmt: skip
    assert [await unit_price(app, cup, quantity, "trade") for quantity in (1, 49, 50)] == ["10.00", "9.00", "6.00"]
    query = """query ($id: ID!) { priceExplanation(variantId: $id, quantity: 50, customerGroups: ["trade"]) {
        price { amount } minQuantity decision lists list { name } } }"""
    assert (await admin(query, {"id": cup}))["priceExplanation"] == {
        "price": {"amount": "6.00"}, "minQuantity": 50, "decision": "GROUP", "lists": 2, "list": {"name": "Trade"},
    }  # fmt: skip


async def test_a_change_of_a_list_is_seen_everywhere_at_once(
    app: App, shop: GraphQLClient, make_shop: Shops, catalogue: Any, cup: str
) -> None:
    sale = await make_list(catalogue, "Sale", priority=1, active=False)
    await put(catalogue, (sale, cup, 1, "8.00"))
    seen = [await price_of(shop)]
    for changes in ({"active": True}, {"customerGroups": ["vip"]}, {"customerGroups": []}, {"priority": -1},
                    {"priority": 2, "endsAt": (clock.utc_now() - DAY).isoformat()}, {"endsAt": None}):  # fmt: skip
        await catalogue.change("priceListUpdate", {"id": sale, **changes}, "priceList { id }")
        seen.append(await price_of(shop))
        assert await unit_price(app, cup, 1) == seen[-1]
    assert seen == ["10.00", "8.00", "10.00", "8.00", "10.00", "10.00", "8.00"]
    await catalogue.change("priceListDelete", {"id": sale}, "deletedId")
    assert (await price_of(shop), await fetch_value("SELECT count(*) FROM catalog.price_list")) == ("10.00", 1)
    assert await fetch_value("SELECT count(*) FROM catalog.price") == 1


async def test_a_large_list_is_brought_up_to_date_by_a_job(
    make_app: Any, app: App, shop: GraphQLClient, catalogue: Any, worker: WorkerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    products = [await catalogue.product(f"Cup {number}", price="10.00") for number in range(3)]
    sale = await make_list(catalogue, "Sale", priority=1, active=False)
    await put(catalogue, *((sale, product["variants"][0]["id"], 1, "8.00") for product in products))
    monkeypatch.setattr("fondaco_catalog.service.price_lists.BATCH", 2)
    plugin: Any = app.host.get("catalog")
    settings = type(plugin.settings)(inline_prices=0)
    monkeypatch.setattr(plugin, "settings", settings)
    monkeypatch.setattr(plugin, "policy", Policy(app.channels, settings))
    query = "{ products(first: 9) { nodes { priceRange { min { amount } } } } }"

    async def lowest() -> set[str]:
        nodes = (await shop(query))["products"]["nodes"]
        return {node["priceRange"]["min"]["amount"] for node in nodes}

    await catalogue.change("priceListUpdate", {"id": sale, "active": True}, "priceList { id }")
    assert await lowest() == {"10.00"}
    await worker.drain()
    assert await lowest() == {"8.00"}
    await catalogue.change("priceListDelete", {"id": sale}, "deletedId")
    await worker.drain()
    assert await lowest() == {"10.00"}
    assert await fetch_value("SELECT count(*) FROM catalog.price_list") == 1


async def test_costs_are_seen_with_their_own_permission_only(
    make_shop: Shops, http: Any, admin: GraphQLClient, catalogue: Any, cup: str
) -> None:
    costs = [
        {"variantId": cup, "channel": "default", "cost": "4.20"},
        {"variantId": cup, "channel": "japan", "cost": "500"},
    ]
    await catalogue.change("variantCostsSet", {"costs": costs}, "variants { id }")
    await catalogue.change(
        "variantCostsSet", {"costs": [{"variantId": cup, "channel": "japan", "cost": None}]}, "variants { id }"
    )
    query = "query ($id: ID!) { productVariant(id: $id) { costs { channel cost { amount currencyCode } } } }"
    found = (await admin(query, {"id": cup}))["productVariant"]["costs"]
    assert found == [{"channel": "default", "cost": {"amount": "4.20", "currencyCode": "EUR"}}]
    clerk = GraphQLClient(http, "admin", {"Authorization": "Bearer clerk"})
    refused = await clerk.raw(query, {"id": cup})
    assert refused["errors"][0]["extensions"]["code"] == "PERMISSION_DENIED"
    payload = await clerk.change("variantCostsSet", {"costs": costs}, "variants { id }")
    assert payload["errors"][0]["code"] == "PERMISSION_DENIED"
    payload = await clerk.change("variantCostsBulkSet", {"rows": costs}, "count")
    assert payload["errors"][0]["code"] == "PERMISSION_DENIED"


GONE = encode_global_id("PriceList", new_id())
NOBODY = encode_global_id("ProductVariant", new_id())
START = "2026-01-02T00:00:00Z"


@pytest.mark.parametrize(
    ("data", "code", "field"),
    [
        ({"channel": "mars"}, "UNKNOWN_CHANNEL", "channel"),
        ({"name": " "}, "REQUIRED", "name"),
        ({"code": "Sale"}, "INVALID_CODE", "code"),
        ({"code": "base-default-eur"}, "RESERVED_CODE", "code"),
        ({"code": "taken"}, "CODE_TAKEN", "code"),
        ({"customerGroups": ["vip", "V I P"]}, "INVALID_GROUP", "customerGroups 1"),
        ({"customerGroups": [""]}, "INVALID_GROUP", "customerGroups 0"),
        ({"startsAt": START, "endsAt": "2026-01-01T00:00:00Z"}, "INVALID_PERIOD", "endsAt"),
        ({"startsAt": START, "endsAt": START}, "INVALID_PERIOD", "endsAt"),
        ({"priority": 2_000_000}, "INVALID_PRIORITY", "priority"),
        ({"translations": [{"locale": "??", "title": "x"}]}, "INVALID_LOCALE", "translations 0 locale"),
    ],
)
async def test_a_list_that_is_wrong_is_refused(
    admin: GraphQLClient, catalogue: Any, data: dict[str, Any], code: str, field: str
) -> None:
    await make_list(catalogue, "Taken", code="taken")
    payload = await admin.change("priceListCreate", {"name": "Sale", "channel": "default", **data}, "priceList { id }")
    [error] = payload["errors"]
    assert (error["code"], " ".join(error["field"])) == (code, field)
    assert await fetch_value("SELECT count(*) FROM catalog.price_list") == 1


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"price": "-1"}, "NEGATIVE_PRICE", "prices 1 price"),
        ({"price": "1.999"}, "INVALID_AMOUNT", "prices 1 price"),
        ({"compareAt": "-1"}, "NEGATIVE_PRICE", "prices 1 compareAt"),
        ({"price": None, "compareAt": "5"}, "PRICE_REQUIRED", "prices 1 price"),
        ({"minQuantity": 0}, "INVALID_MIN_QUANTITY", "prices 1 minQuantity"),
        ({"minQuantity": -5}, "INVALID_MIN_QUANTITY", "prices 1 minQuantity"),
        ({"minQuantity": 5}, "DUPLICATE_TIER", "prices 1 minQuantity"),
        ({"currencyCode": "USD"}, "CURRENCY_MISMATCH", "prices 1 currencyCode"),
        ({"currencyCode": "XXX"}, "UNKNOWN_CURRENCY", "prices 1 currencyCode"),
        ({"listId": GONE}, "PRICE_LIST_NOT_FOUND", "prices 1 listId"),
        ({"listId": NOBODY}, "INVALID_ID", "prices 1 listId"),
        ({"variantId": NOBODY}, "VARIANT_NOT_FOUND", "prices 1 variantId"),
    ],
)
async def test_prices_that_are_wrong_are_refused_and_none_is_written(
    admin: GraphQLClient, catalogue: Any, cup: str, change: dict[str, Any], code: str, field: str
) -> None:
    sale = await make_list(catalogue, "Sale")
    good = {"listId": sale, "variantId": cup, "price": "5", "minQuantity": 5}
    bad = {"listId": sale, "variantId": cup, "price": "4", "minQuantity": 6, **change}
    payload = await admin.change("pricesSet", {"prices": [good, bad]}, "variants { id }")
    [error] = payload["errors"]
    assert (error["code"], " ".join(error["field"])) == (code, field)
    assert await fetch_value("SELECT count(*) FROM catalog.price") == 1


async def test_base_lists_and_periods_are_kept_right_by_updates(admin: GraphQLClient, catalogue: Any, cup: str) -> None:
    base, sale = await base_list(admin), await make_list(catalogue, "Sale", startsAt=START)
    found = []
    for mutation, data in (
        ("priceListUpdate", {"id": base, "priority": 3}),
        ("priceListUpdate", {"id": base, "active": False}),
        ("priceListDelete", {"id": base}),
        ("priceListUpdate", {"id": sale, "endsAt": START}),
        ("priceListUpdate", {"id": sale, "code": "taken"}),
        ("priceListUpdate", {"id": GONE, "name": "X"}),
        ("priceListDelete", {"id": GONE}),
    ):
        await admin.change("priceListCreate", {"name": "T", "code": "taken", "channel": "japan"}, "priceList { id }")
        selection = "deletedId" if mutation.endswith("Delete") else "priceList { id }"
        [error] = (await admin.change(mutation, data, selection))["errors"]
        found.append((error["code"], *error["field"]))
    assert found == [
        ("BASE_LIST", "priority"), ("BASE_LIST", "active"), ("BASE_LIST", "id"), ("INVALID_PERIOD", "endsAt"),
        ("CODE_TAKEN", "code"), ("PRICE_LIST_NOT_FOUND", "id"), ("PRICE_LIST_NOT_FOUND", "id"),
    ]  # fmt: skip
    texts = {"id": base, "name": "Europe", "title": "T", "translations": [{"locale": "de", "title": "Preis"}]}
    payload = await catalogue.change("priceListUpdate", texts, "priceList { name titles { locale title } }")
    assert payload["priceList"] == {"name": "Europe", "titles": [{"locale": "de", "title": "Preis"}]}


async def test_lists_and_prices_that_change_at_the_same_moment_agree_at_the_end(
    admin: GraphQLClient, shop: GraphQLClient, app: App, catalogue: Any
) -> None:
    # given ten products, half of them in a sale
    products = [await catalogue.product(f"Cup {number}", price="10.00") for number in range(10)]
    variants = [product["variants"][0]["id"] for product in products]
    sale = await make_list(catalogue, "Sale", priority=1)
    await put(catalogue, *((sale, variant, 1, "8.00") for variant in variants[:5]))

    async def price(first: int) -> None:
        for number in range(3):
            chosen = [variants[(first + number * step) % 10] for step in (1, 3)]
            await put(catalogue, *((sale, variant, 1, f"{5 + number}.00") for variant in dict.fromkeys(chosen)))

    async def toggle() -> None:
        for number in range(6):
            data = {"id": sale, "active": number % 2 == 1, "priority": number}
            await catalogue.change("priceListUpdate", data, "priceList { id }")

    # when prices are set, and the list is switched off and on, by connections of their own
    async with asyncio.timeout(60):
        await asyncio.gather(price(0), price(4), toggle(), price(7), toggle())
    # then what is derived is what the one resolution says of what is stored
    for variant in variants:
        key = UUID(decode_global_id(variant)[1])
        windows = await fetch_value(
            "SELECT array_agg(amount) FROM catalog.price_window WHERE variant = $1 AND starts_at <= now() "
            "AND ends_at > now()",
            key,
        )
        expected = await unit_price(app, variant, 1)
        assert [f"{amount / 100:.2f}" for amount in windows] == [expected]
    overlaps = """SELECT count(*) FROM catalog.price_window a JOIN catalog.price_window b ON a.variant = b.variant
        AND a.channel = b.channel AND a.audience = b.audience AND a.id < b.id AND a.starts_at < b.ends_at
        AND b.starts_at < a.ends_at"""
    assert await fetch_value(overlaps) == 0


async def test_old_prices_are_forgotten_and_nothing_else(worker: WorkerDriver, catalogue: Any, cup: str) -> None:
    for days, price in ((1, "9.00"), (50, "8.00")):
        with clock.moved(days * DAY):
            prices = [{"channel": "default", "price": price}]
            await catalogue.change("variantPricesSet", {"variantId": cup, "prices": prices}, "variant { id }")
    with clock.moved(100 * DAY):
        await worker.run_job("catalog.prune_prices")
    left = "SELECT array_agg(amount ORDER BY starts_at) FROM catalog.price_window"
    assert await fetch_value(left) == [900, 800]
    assert await fetch_value("SELECT count(*) FROM catalog.price_span") == 1
