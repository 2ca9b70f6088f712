"""Bundles of which buyers choose: what staff write, what a shop shows, what a cart is answered."""

from __future__ import annotations

from importlib import import_module
from typing import Any
from uuid import UUID

import pytest
from fondaco.app import App
from fondaco.commerce import Money, Sellable, SellableChoice, SellableRef, SellablesQuery
from fondaco.db import execute, fetch_rows
from fondaco.errors import DomainError
from fondaco.hookspecs import HookSpecs
from fondaco.ids import decode_global_id
from fondaco.testing import GraphQLClient, WorkerDriver

AMOUNTS = "amounts { channel amount { amount } }"
BUNDLE = f"""id version bundle {{ pricing percentOff amountsOff {{ channel amount {{ amount }} }} slots {{
    id name translations {{ locale name }} minimum maximum repeatable choices {{ id variantId quantity {AMOUNTS} }} }} }}"""
SHOWN = """availableForSale variants { availableForSale price { amount } components { quantity variant { sku } }
    slots { id name minimum maximum repeatable choices { id quantity available amount { amount } variant { sku } } } }"""


def key(global_id: str) -> UUID:
    return UUID(decode_global_id(global_id)[1])


def variant(product: dict[str, Any]) -> str:
    found: str = product["variants"][0]["id"]
    return found


@pytest.fixture
async def goods(catalogue: Any) -> dict[str, Any]:
    """A basket at 5, a red wine at 12, a white one at 10, a rosé at 20, and a hamper at 30."""
    made: dict[str, Any] = {}
    for name, price in (("basket", "5"), ("red", "12"), ("white", "10"), ("rose", "20"), ("hamper", "30")):
        prices = [{"channel": "default", "price": price}]
        given = [{"sku": name.upper(), "weightGrams": 100, "prices": prices}]
        made[name] = await catalogue.product(name.title(), slug=name, variants=given)
    return made


async def make(catalogue: Any, goods: dict[str, Any], **more: Any) -> Any:
    """A hamper of a basket and two wines of three, of which the rosé costs 3 more; twice the same if wanted."""
    choices = [{"variantId": variant(goods[name])} for name in ("red", "white", "rose")]
    choices[2]["amounts"] = [{"channel": "default", "amount": "3"}]  # type: ignore[assignment]
    translations = [{"locale": "de", "name": "Wein"}]
    slot = {"name": "Wine", "minimum": 2, "maximum": 2, "choices": choices, "translations": translations}
    slot |= more.pop("slot", {})
    data = {
        "variantId": variant(goods["hamper"]),
        "components": [{"variantId": variant(goods["basket"])}],
        "slots": [slot],
        **more,
    }
    return (await catalogue.change("bundleSet", data, f"variant {{ {BUNDLE} }}"))["variant"]


async def answer(
    app: App, goods: dict[str, Any], chosen: dict[str, int], *, quantity: int = 1, locale: str = "en"
) -> Sellable | DomainError | None:
    ref = SellableRef.choosing(
        "ProductVariant",
        key(variant(goods["hamper"])),
        [SellableChoice(key(id_), times) for id_, times in chosen.items()],
    )
    query = SellablesQuery((ref,), app.channels["default"], locale, {ref: quantity})
    found = await app.hooks.collect(HookSpecs.collect_sellables, query)
    return next((each[ref] for _, each in found if ref in each), None)


def choices_of(made: dict[str, Any]) -> dict[str, str]:
    wines = made["bundle"]["slots"][1]["choices"]
    return dict(zip(("red", "white", "rose"), (choice["id"] for choice in wines), strict=True))


async def test_staff_read_what_they_wrote_and_a_slot_they_name_keeps_its_choices(
    catalogue: Any, goods: dict[str, Any], admin: GraphQLClient
) -> None:
    made = await make(catalogue, goods)
    terms = made["bundle"]
    assert [(slot["name"], slot["minimum"], len(slot["choices"])) for slot in terms["slots"]] == [
        ("", 1, 1),
        ("Wine", 2, 3),
    ]
    assert terms["slots"][1]["translations"] == [{"locale": "de", "name": "Wein"}]
    assert terms["slots"][1]["choices"][2]["amounts"] == [{"channel": "default", "amount": {"amount": "3.00"}}]
    again = await make(catalogue, goods, slot={"id": terms["slots"][1]["id"]}, expectedVersion=made["version"])
    assert again["bundle"] == terms, "slots, components and choices are the ones they were"
    assert again["version"] == made["version"] + 1
    late = {"variantId": variant(goods["hamper"]), "expectedVersion": made["version"]}
    refused = await admin.change("bundleSet", late, "variant { id }")
    assert [error["code"] for error in refused["errors"]] == ["VERSION_CONFLICT"]
    other = await make(catalogue, goods)
    assert other["bundle"]["slots"][1]["id"] != terms["slots"][1]["id"], "one without an id is another slot"
    assert other["bundle"]["slots"][0] == terms["slots"][0], "a component that stays is the one it was"


async def test_discounts_of_own_prices_from_before_they_were_refused_are_forgotten(
    catalogue: Any, goods: dict[str, Any]
) -> None:
    # given
    await make(catalogue, goods)
    sums = {"variantId": variant(await catalogue.product("Set")), "components": [{"variantId": variant(goods["red"])}]}
    await catalogue.change("bundleSet", {**sums, "pricing": "SUM", "percentOff": 10}, "variant { id }")
    await execute("UPDATE catalog.bundle SET percent_off = 25 WHERE pricing = 'own'")
    # when
    await import_module("fondaco_catalog.migrations.catalog_2026_11_28t13_03_00_000000").forget()
    # then
    rows = await fetch_rows(
        "SELECT pricing, percent_off, amounts_off::text AS off FROM catalog.bundle ORDER BY pricing"
    )
    assert [tuple(row.values()) for row in rows] == [("own", 0, "[]"), ("sum", 10, "[]")]


async def test_one_mutation_after_another_shows_what_it_wrote(goods: dict[str, Any], admin: GraphQLClient) -> None:
    ids = {name: variant(product) for name, product in goods.items()}
    one = f'bundleSet(input: {{variantId: "{ids["hamper"]}", components: [{{variantId: "{{0}}"}}]}})'
    shown = "{ variant { components { variant { sku } } } errors { code } }"
    both = f"mutation {{ a: {one} {shown} b: {one.replace('{0}', '{1}')} {shown} }}"
    found = await admin(both.replace("{0}", ids["red"]).replace("{1}", ids["white"]))
    assert [found[name]["variant"]["components"][0]["variant"]["sku"] for name in "ab"] == ["RED", "WHITE"]


async def test_a_shop_shows_slots_with_prices_and_availability_in_a_bounded_number_of_statements(
    catalogue: Any, goods: dict[str, Any], shop: GraphQLClient, counted: Any, worker: WorkerDriver
) -> None:
    await make(catalogue, goods)
    await worker.drain()
    async with counted() as statements:
        hamper = (await shop(f'{{ product(slug: "hamper") {{ {SHOWN} }} }}'))["product"]
    assert len(statements.sent) <= 4, statements.sent
    [shown] = hamper["variants"]
    [slot] = shown["slots"]
    assert (hamper["availableForSale"], shown["price"]["amount"]) == (True, "30.00")
    assert shown["components"] == [{"quantity": 1, "variant": {"sku": "BASKET"}}]
    assert (slot["name"], slot["minimum"], slot["maximum"], slot["repeatable"]) == ("Wine", 2, 2, False)
    assert [(one["variant"]["sku"], one["amount"]["amount"], one["available"]) for one in slot["choices"]] == [
        ("RED", "0.00", True),
        ("WHITE", "0.00", True),
        ("ROSE", "3.00", True),
    ]
    for name in ("red", "white"):
        await catalogue.change("productUnpublish", {"id": goods[name]["id"], "channels": ["default"]}, "product { id }")
    await worker.drain()
    hamper = (await shop(f'{{ product(slug: "hamper") {{ {SHOWN} }} }}'))["product"]
    assert [one["available"] for one in hamper["variants"][0]["slots"][0]["choices"]] == [False, False, True]
    assert (hamper["availableForSale"], hamper["variants"][0]["availableForSale"]) == (False, False)
    listed = (await shop("{ products(first: 9, filter: {}) { nodes { slug availableForSale } } }"))["products"]["nodes"]
    assert {"slug": "hamper", "availableForSale": False} in listed
    await catalogue.index()
    chosen = '{ products(first: 9, filter: { facets: [{ name: "availability", values: ["available"] }] }) { nodes { slug } } }'
    found = (await shop(chosen))["products"]["nodes"]
    assert sorted(node["slug"] for node in found) == ["basket", "rose"], "no hamper without two wines"


async def test_a_summed_bundle_costs_what_is_chosen_and_follows_it(
    app: App, catalogue: Any, goods: dict[str, Any], shop: GraphQLClient, worker: WorkerDriver
) -> None:
    off = [{"channel": "default", "amount": "2"}]
    made = await make(catalogue, goods, pricing="SUM", amountsOff=off, slot={"repeatable": True})
    chosen = choices_of(made)
    found = await answer(app, goods, {chosen["red"]: 1, chosen["rose"]: 1}, locale="de")
    assert isinstance(found, Sellable)
    assert (found.unit_price, found.base_price, found.discount) == (
        Money(1800, "EUR"),
        Money(0, "EUR"),
        Money(200, "EUR"),
    )
    assert [(part.sku, part.slot, part.quantity, part.amount, part.alone) for part in found.components] == [
        ("BASKET", "", 1, Money(500, "EUR"), Money(500, "EUR")),
        ("RED", "Wein", 1, Money(1200, "EUR"), Money(1200, "EUR")),
        ("ROSE", "Wein", 1, Money(300, "EUR"), Money(2000, "EUR")),
    ]
    assert found.weight_grams == 100, "somebody has set the hamper's own weight"
    twice = await answer(app, goods, {chosen["white"]: 2})
    assert isinstance(twice, Sellable)
    assert (twice.unit_price, twice.components[1].quantity) == (Money(2300, "EUR"), 2)
    query = '{ product(slug: "hamper") { priceRange { min { amount } } variants { price { amount } } } }'
    assert (await shop(query))["product"]["variants"] == [{"price": {"amount": "9.00"}}], "two rosés and the basket"
    trade = {"name": "Sale", "channel": "default", "priority": 5}
    list_id = (await catalogue.change("priceListCreate", trade, "priceList { id }"))["priceList"]["id"]
    prices = [{"listId": list_id, "variantId": variant(goods["basket"]), "price": "1"}]
    await catalogue.change("pricesSet", {"prices": prices}, "variants { id }")
    await worker.drain()
    found = (await shop(query))["product"]
    assert (found["priceRange"]["min"], found["variants"][0]["price"]) == ({"amount": "5.00"}, {"amount": "5.00"})


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ({"red": 1}, "SLOT_INCOMPLETE"),
        ({}, "SLOT_INCOMPLETE"),
        ({"red": 1, "white": 1, "rose": 1}, "SLOT_OVERFULL"),
        ({"red": 2}, "CHOICE_REPEATED"),
        ({"red": 1, "white": 1, "unknown": 1}, "CHOICE_UNKNOWN"),
    ],
)
async def test_a_cart_is_told_what_is_wrong_with_a_selection(
    app: App, catalogue: Any, goods: dict[str, Any], names: dict[str, int], code: str
) -> None:
    chosen = choices_of(await make(catalogue, goods)) | {"unknown": goods["red"]["id"]}
    found = await answer(app, goods, {chosen[name]: times for name, times in names.items()})
    assert isinstance(found, DomainError)
    assert (found.code, found.field) == (code, ("choices",))


async def test_what_is_not_sold_any_more_cannot_be_chosen(app: App, catalogue: Any, goods: dict[str, Any]) -> None:
    chosen = choices_of(await make(catalogue, goods))
    await catalogue.change("productUnpublish", {"id": goods["red"]["id"], "channels": ["default"]}, "product { id }")
    refused = await answer(app, goods, {chosen["red"]: 1, chosen["white"]: 1})
    assert isinstance(refused, DomainError)
    assert refused.code == "CHOICE_UNAVAILABLE"
    assert isinstance(await answer(app, goods, {chosen["rose"]: 1, chosen["white"]: 1}), Sellable)
    await catalogue.change("productUnpublish", {"id": goods["basket"]["id"], "channels": ["default"]}, "product { id }")
    assert await answer(app, goods, {chosen["rose"]: 1, chosen["white"]: 1}) is None


async def archive(catalogue: Any, product: dict[str, Any]) -> None:
    data = {"id": product["id"], "to": "ARCHIVED", "reason": "No more of it."}
    await catalogue.change("productTransition", data, "product { id }")


SLOT = {"name": "Wine", "choices": [{"variantId": "red"}, {"variantId": "white"}]}


@pytest.mark.parametrize(
    ("data", "code", "field"),
    [
        ({"slots": [{**SLOT, "choices": []}]}, "EMPTY_SLOT", ["slots", "0", "choices"]),
        ({"slots": [{**SLOT, "minimum": 2}]}, "INVALID_SLOT", ["slots", "0", "minimum"]),
        ({"slots": [{**SLOT, "minimum": -1}]}, "INVALID_SLOT", ["slots", "0", "minimum"]),
        ({"slots": [{**SLOT, "minimum": 0, "maximum": 0}]}, "INVALID_SLOT", ["slots", "0", "minimum"]),
        ({"slots": [{**SLOT, "maximum": 3}]}, "INVALID_SLOT", ["slots", "0", "maximum"]),
        ({"slots": [{**SLOT, "name": " "}]}, "REQUIRED", ["slots", "0", "name"]),
        ({"slots": [SLOT, {**SLOT, "id": "unknown"}]}, "SLOT_NOT_FOUND", ["slots", "1", "id"]),
        (
            {"slots": [{**SLOT, "choices": [{"variantId": "red"}, {"variantId": "red"}]}]},
            "DUPLICATE_COMPONENT",
            ["slots", "0", "choices", "1", "variantId"],
        ),
        (
            {"slots": [{**SLOT, "choices": [{"variantId": "red", "quantity": 0}]}]},
            "INVALID_QUANTITY",
            ["slots", "0", "choices", "0", "quantity"],
        ),
        (
            {"slots": [{**SLOT, "choices": [{"variantId": "hamper"}]}]},
            "BUNDLE_OF_ITSELF",
            ["slots", "0", "choices", "0", "variantId"],
        ),
        (
            {"components": [{"variantId": "red", "amounts": [{"channel": "nowhere", "amount": "1"}]}]},
            "UNKNOWN_CHANNEL",
            ["components", "0", "amounts", "0", "channel"],
        ),
        (
            {"components": [{"variantId": "red"}], "amountsOff": [{"channel": "default", "amount": "-1"}]},
            "NEGATIVE_PRICE",
            ["amountsOff", "0", "amount"],
        ),
        (
            {
                "slots": [
                    {**SLOT, "choices": [{"variantId": "red", "amounts": [{"channel": "default", "amount": "-3"}]}]}
                ]
            },
            "NEGATIVE_PRICE",
            ["slots", "0", "choices", "0", "amounts", "0", "amount"],
        ),
        (
            {"components": [{"variantId": "red", "amounts": [{"channel": "default", "amount": "1.001"}]}]},
            "INVALID_AMOUNT",
            ["components", "0", "amounts", "0", "amount"],
        ),
        (
            {"components": [{"variantId": "red", "amounts": [{"channel": "default", "amount": "1"}] * 2}]},
            "DUPLICATE_CHANNEL",
            ["components", "0", "amounts", "1", "channel"],
        ),
        (
            {"slots": [{**SLOT, "translations": [{"locale": "no locale", "name": "Wein"}]}]},
            "INVALID_LOCALE",
            ["slots", "0", "translations", "0", "locale"],
        ),
        ({"slots": [{**SLOT, "minimum": 0}]}, "EMPTY_BUNDLE", ["slots", "0", "minimum"]),
        (
            {"components": [{"variantId": "basket"}], "slots": [{**SLOT, "choices": [{"variantId": "archived"}]}]},
            "COMPONENT_ARCHIVED",
            ["slots", "0", "choices", "0", "variantId"],
        ),
        (
            {
                "components": [{"variantId": "red"}],
                "percentOff": 1,
                "amountsOff": [{"channel": "default", "amount": "1"}],
            },
            "ONE_DISCOUNT_ONLY",
            ["amountsOff"],
        ),
        ({"components": [{"variantId": "red"}], "percentOff": 101}, "INVALID_PERCENT", ["percentOff"]),
        ({"components": [{"variantId": "red"}], "percentOff": 10}, "DISCOUNT_OF_OWN_PRICE", ["percentOff"]),
        (
            {"components": [{"variantId": "red"}], "amountsOff": [{"channel": "default", "amount": "1"}]},
            "DISCOUNT_OF_OWN_PRICE",
            ["amountsOff"],
        ),
        ({"components": [{"variantId": "red"}] * 101}, "TOO_MANY_COMPONENTS", ["components"]),
    ],
)
async def test_what_cannot_be_a_bundle_is_refused_and_nothing_is_written(
    catalogue: Any, goods: dict[str, Any], admin: GraphQLClient, data: dict[str, Any], code: str, field: list[str]
) -> None:
    ids = {name: variant(product) for name, product in goods.items()}
    if code == "COMPONENT_ARCHIVED":
        old = await catalogue.product("Old")
        ids["archived"] = variant(old)
        await archive(catalogue, old)
    slot = (await make(catalogue, goods, slot={"name": "Old"}))["bundle"]["slots"][1]["id"]
    await catalogue.change("bundleSet", {"variantId": ids["hamper"]}, "variant { id }")

    def named(value: Any) -> Any:
        if isinstance(value, dict):
            found = {name: named(inner) for name, inner in value.items()}
            return {**found, **({"variantId": ids[value["variantId"]]} if "variantId" in value else {})} | (
                {"id": slot} if "id" in value else {}
            )
        return [named(inner) for inner in value] if isinstance(value, list) else value

    payload = await admin.change("bundleSet", {"variantId": ids["hamper"], **named(data)}, "variant { id }")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, field)]
    read = await admin("query ($id: ID!) { productVariant(id: $id) { bundle { pricing } } }", {"id": ids["hamper"]})
    assert read["productVariant"]["bundle"] is None


QUOTE = """query ($id: ID!, $choices: [QuoteChoiceInput!], $quantity: Int!) { variantQuote(id: $id, choices: $choices,
    quantity: $quantity) { unitPrice { amount } basePrice { amount } discount { amount } total { amount }
    problem { code } } }"""


@pytest.mark.parametrize("pricing", [{}, {"pricing": "SUM", "percentOff": 15}])
async def test_a_quote_is_what_a_cart_would_answer(
    app: App, catalogue: Any, goods: dict[str, Any], shop: GraphQLClient, counted: Any, pricing: dict[str, Any]
) -> None:
    ids = choices_of(await make(catalogue, goods, slot={"repeatable": True}, **pricing))
    for wines, quantity in (
        ({"red": 1, "white": 1}, 1),
        ({"rose": 2}, 3),
        ({"red": 1}, 1),
        ({"red": 2, "rose": 2}, 1),
    ):
        chosen = {ids[name]: times for name, times in wines.items()}
        expected = await answer(app, goods, chosen, quantity=quantity)
        given = [{"id": id_, "quantity": times} for id_, times in chosen.items()]
        wanted = {"id": variant(goods["hamper"]), "choices": given, "quantity": quantity}
        async with counted() as statements:
            found = (await shop(QUOTE, wanted))["variantQuote"]
        assert len(statements.sent) <= 5, statements.sent
        if isinstance(expected, Sellable):
            assert expected.base_price is not None
            assert expected.discount is not None
            amounts = [expected.unit_price, expected.base_price, expected.discount]
            shown = [
                Money.from_decimal(found[name]["amount"], "EUR") for name in ("unitPrice", "basePrice", "discount")
            ]
            assert (shown, found["problem"]) == (amounts, None)
            assert Money.from_decimal(found["total"]["amount"], "EUR").amount == expected.unit_price.amount * quantity
        else:
            assert isinstance(expected, DomainError)
            nothing = dict.fromkeys(("unitPrice", "basePrice", "discount", "total"))
            assert found == {**nothing, "problem": {"code": expected.code}}


async def test_a_quote_of_what_is_not_sold_or_asked_for_says_so(
    catalogue: Any, goods: dict[str, Any], shop: GraphQLClient, admin: GraphQLClient
) -> None:
    hamper = variant(goods["hamper"])
    plain = (await shop(QUOTE, {"id": variant(goods["red"]), "quantity": 3}))["variantQuote"]
    assert (plain["total"], plain["basePrice"]) == ({"amount": "36.00"}, None)
    await admin.change("productUnpublish", {"id": goods["red"]["id"], "channels": ["default"]}, "product { id }")
    hidden = (await shop(QUOTE, {"id": variant(goods["red"]), "quantity": 1}))["variantQuote"]
    assert hidden["problem"] == {"code": "SELLABLE_NOT_FOUND"}
    for wanted, code in (
        ({"quantity": 0}, "QUANTITY_INVALID"),
        ({"quantity": 10_001}, "QUANTITY_INVALID"),
        ({"quantity": 1, "choices": [{"id": hamper}]}, "INVALID_ID"),
        ({"quantity": 1, "choices": [{"id": hamper, "quantity": -1}]}, "INVALID_ID"),
    ):
        refused = await shop.raw(QUOTE, {"id": hamper, **wanted})
        assert [error["extensions"]["code"] for error in refused["errors"]] == [code]


COMPLETENESS = """query ($id: ID!, $en: String!, $zh: String!) { product(id: $id) {
    en: completeness(channel: "default", locale: $en) { score missing { code message } }
    zh: completeness(channel: "default", locale: $zh) { score missing { code message } } } }"""


async def test_completeness_says_what_a_bundle_lacks(
    catalogue: Any, goods: dict[str, Any], admin: GraphQLClient, worker: WorkerDriver
) -> None:
    await make(catalogue, goods, slot={"translations": []})

    async def lacking() -> dict[str, list[str]]:
        found = await admin(COMPLETENESS, {"id": goods["hamper"]["id"], "en": "en", "zh": "de"})
        return {
            locale: [one["message"] for one in found["product"][locale]["missing"] if one["code"] == "COMPONENTS"]
            for locale in ("en", "zh")
        }

    unnamed = "What is chosen has no name in this language: Wine."
    assert await lacking() == {"en": [], "zh": [unnamed]}
    await archive(catalogue, goods["red"])
    assert await lacking() == {"en": [], "zh": [unnamed]}, "two wines can still be chosen"
    await catalogue.change("productUnpublish", {"id": goods["white"]["id"], "channels": ["default"]}, "product { id }")
    unsold = "It has to hold what is not sold in this channel: RED, WHITE."
    assert await lacking() == {"en": [unsold], "zh": [f"{unsold} {unnamed}"]}
    named = {"translations": [{"locale": "de", "name": "Wein"}]}
    await make(catalogue, goods, slot=named)  # what is archived may stay in it
    assert await lacking() == {"en": [unsold], "zh": [unsold]}
    await worker.drain()
    listed = await admin(
        '{ products(first: 9, completeness: { channel: "default", locale: "en", missing: [COMPONENTS] }) '
        "{ nodes { slug } } }"
    )
    assert listed["products"]["nodes"] == [{"slug": "hamper"}]
