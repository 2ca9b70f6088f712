"""Bundles of which nothing has to be chosen: variants that consist of others, sold as one line."""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import Any
from uuid import UUID

import pytest
from fondaco.app import App
from fondaco.commerce import Money, SellableRef, SellablesQuery
from fondaco.db import execute, fetch_value
from fondaco.errors import DomainError
from fondaco.hookspecs import HookSpecs
from fondaco.ids import decode_global_id
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco_catalog.model.bundles import BundleDraft, ChoiceDraft
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.service.bundles import set_bundle
from fondaco_catalog.service.products import delete_product
from fondaco_catalog.service.variants import delete_variant

COMPONENTS = "components { quantity variant { product { title } } }"


def key(global_id: str) -> UUID:
    return UUID(decode_global_id(global_id)[1])


@pytest.fixture
async def set_(catalogue: Any) -> dict[str, Any]:
    """A pot at 30, a cup at 8.50, and a tea set that is to consist of them."""
    products: dict[str, Any] = {}
    for title, sku, price, weight in (("Pot", "POT", "30", 900), ("Cup", "CUP", "8.50", 200), ("Set", "SET", None, 0)):
        prices = [{"channel": "default", "price": price}] if price else []
        variant = {"sku": sku, "weightGrams": weight, "prices": prices}
        products[title.lower()] = await catalogue.product(title, slug=title.lower(), variants=[variant])
    return products


def variant(product: dict[str, Any]) -> str:
    found: str = product["variants"][0]["id"]
    return found


async def make_kit(catalogue: Any, set_: dict[str, Any], **more: Any) -> None:
    components = [{"variantId": variant(set_["pot"])}, {"variantId": variant(set_["cup"]), "quantity": 4}]
    data = {"variantId": variant(set_["set"]), "components": components, **more}
    await catalogue.change("bundleSet", data, "variant { id }")


async def shown(shop: GraphQLClient) -> Any:
    query = f"""{{ product(slug: "set") {{ availableForSale variants {{
        availableForSale weightGrams requiresShipping price {{ amount }} {COMPONENTS} }} }} }}"""
    return (await shop(query))["product"]


async def sellable(app: App, id_: str) -> Any:
    ref = SellableRef("ProductVariant", key(id_))
    query = SellablesQuery((ref,), app.channels["default"], "en")
    answers = await app.hooks.collect(HookSpecs.collect_sellables, query)
    return next((found[ref] for _, found in answers if ref in found), None)


async def test_a_kit_shows_its_components_and_what_follows_from_them(
    catalogue: Any, shop: GraphQLClient, admin: GraphQLClient, set_: dict[str, Any]
) -> None:
    await make_kit(catalogue, set_, pricing="SUM", percentOff=10)
    assert await shown(shop) == {
        "availableForSale": True,
        "variants": [
            {
                "availableForSale": True,
                "weightGrams": 1700,
                "requiresShipping": True,
                "price": {"amount": "57.60"},
                "components": [
                    {"quantity": 1, "variant": {"product": {"title": "Pot"}}},
                    {"quantity": 4, "variant": {"product": {"title": "Cup"}}},
                ],
            }
        ],
    }
    terms = await admin('{ product(slug: "set") { variants { bundle { pricing percentOff } } } }')
    assert terms["product"]["variants"] == [{"bundle": {"pricing": "SUM", "percentOff": 10}}]
    await catalogue.change("bundleSet", {"variantId": variant(set_["set"]), "components": []}, "variant { id }")
    assert await shown(shop) is None, "an ordinary variant has no sum, and nobody gave it a price"


async def test_the_price_of_a_kit_follows_those_of_its_components(
    catalogue: Any, shop: GraphQLClient, set_: dict[str, Any], worker: WorkerDriver
) -> None:
    await make_kit(catalogue, set_, pricing="SUM")
    prices = [{"channel": "default", "price": "10"}]
    await catalogue.change("variantPricesSet", {"variantId": variant(set_["cup"]), "prices": prices}, "variant { id }")
    await worker.drain()
    assert (await shown(shop))["variants"][0]["price"] == {"amount": "70.00"}
    prices = [{"channel": "default", "price": None}]
    await catalogue.change("variantPricesSet", {"variantId": variant(set_["cup"]), "prices": prices}, "variant { id }")
    await worker.drain()
    assert await shown(shop) is None


async def test_a_kit_is_available_while_all_its_components_are(
    app: App, catalogue: Any, shop: GraphQLClient, set_: dict[str, Any]
) -> None:
    prices = [{"channel": "default", "price": "50"}]
    await catalogue.change("variantPricesSet", {"variantId": variant(set_["set"]), "prices": prices}, "variant { id }")
    await make_kit(catalogue, set_)
    assert (await shown(shop))["variants"][0]["availableForSale"] is True
    await catalogue.change("productUnpublish", {"id": set_["cup"]["id"], "channels": ["default"]}, "product { id }")
    hidden = (await shown(shop))["variants"][0]
    assert (hidden["availableForSale"], hidden["components"][1]) == (False, {"quantity": 4, "variant": None})
    assert await sellable(app, variant(set_["set"])) is None
    await catalogue.change("productPublish", {"id": set_["cup"]["id"], "channels": ["default"]}, "product { id }")
    assert (await shown(shop))["variants"][0]["availableForSale"] is True


async def test_a_cart_sees_a_kit_as_one_thing_that_tells_its_components(
    app: App, catalogue: Any, set_: dict[str, Any]
) -> None:
    await make_kit(catalogue, set_, pricing="SUM", percentOff=50)
    found = await sellable(app, variant(set_["set"]))
    assert (found.unit_price, found.weight_grams, found.requires_shipping) == (Money(3200, "EUR"), 1700, True)
    assert [(part.ref, part.sku, part.quantity) for part in found.components] == [
        (SellableRef("ProductVariant", key(variant(set_["pot"]))), "POT", 1),
        (SellableRef("ProductVariant", key(variant(set_["cup"]))), "CUP", 4),
    ]
    assert (await sellable(app, variant(set_["cup"]))).components == ()


async def test_what_a_kit_holds_is_not_deleted_and_the_kit_is_named(
    catalogue: Any, admin: GraphQLClient, set_: dict[str, Any]
) -> None:
    await make_kit(catalogue, set_)
    for mutation, data in (
        ("productVariantDelete", {"id": variant(set_["cup"])}),
        ("productDelete", {"id": set_["pot"]["id"]}),
    ):
        payload = await admin.change(mutation, data, "__typename")
        assert payload["errors"][0]["code"] == "VARIANT_IN_BUNDLE"
        assert "SET" in payload["errors"][0]["message"]
    await catalogue.change("productDelete", {"id": set_["set"]["id"]}, "deletedId")
    await catalogue.change("productDelete", {"id": set_["pot"]["id"]}, "deletedId")
    assert await fetch_value("SELECT count(*) FROM catalog.bundle_choice") == 0


@pytest.mark.parametrize(
    ("kit", "components", "code", "field"),
    [
        ("set", [("set", 1)], "BUNDLE_OF_ITSELF", ["components", "0", "variantId"]),
        ("set", [("cup", 1), ("cup", 2)], "DUPLICATE_COMPONENT", ["components", "1", "variantId"]),
        ("set", [("cup", 0)], "INVALID_QUANTITY", ["components", "0", "quantity"]),
        ("set", [("cup", 1), ("big", 1)], "NESTED_BUNDLE", ["components", "1", "variantId"]),
        ("pot", [("cup", 1)], "NESTED_BUNDLE", ["variantId"]),
    ],
)
async def test_what_cannot_be_a_kit_is_refused(
    catalogue: Any, admin: GraphQLClient, set_: dict[str, Any], kit: str, components: Any, code: str, field: list[str]
) -> None:
    set_["big"] = await catalogue.product("Big")
    big = [{"variantId": variant(set_["pot"])}]
    await catalogue.change("bundleSet", {"variantId": variant(set_["big"]), "components": big}, "variant { id }")
    given = [{"variantId": variant(set_[name]), "quantity": quantity} for name, quantity in components]
    payload = await admin.change("bundleSet", {"variantId": variant(set_[kit]), "components": given}, "variant { id }")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, field)]
    assert await fetch_value("SELECT count(*) FROM catalog.bundle") == 1


async def test_kits_are_never_nested_and_never_hold_what_is_gone_whoever_does_what_at_once(
    app: App, catalogue: Any, policy: Policy
) -> None:
    for _ in range(4):
        made = [await catalogue.product(f"P{number}") for number in range(3)]
        one, two, three = (key(variant(product)) for product in made)

        async def kit(kit_id: UUID, component: UUID) -> str:
            try:
                async with app.unit_of_work(app.system_context()) as uow:
                    await set_bundle(uow, kit_id, BundleDraft(components=(ChoiceDraft(component),)), policy)
            except DomainError as error:
                return error.code
            return "ok"

        async def delete(product: dict[str, Any] | None, variant_id: UUID | None = None) -> str:
            try:
                async with app.unit_of_work(app.system_context()) as uow:
                    if product is not None:
                        await delete_product(uow, key(product["id"]))
                    elif variant_id is not None:
                        await delete_variant(uow, variant_id, policy)
            except DomainError as error:
                return error.code
            return "ok"

        found = await asyncio.gather(kit(one, two), kit(two, three), delete(made[2]), delete(None, two))
        assert set(found) <= {"ok", "NESTED_BUNDLE", "VARIANT_NOT_FOUND", "VARIANT_IN_BUNDLE"}
        nested = await fetch_value(
            "SELECT count(*) FROM catalog.bundle_choice a JOIN catalog.bundle_choice b ON a.component = b.variant"
        )
        assert nested == 0


async def test_kits_of_before_there_were_bundles_are_bundles_of_components(
    catalogue: Any, shop: GraphQLClient, admin: GraphQLClient, set_: dict[str, Any]
) -> None:
    # given the tables as they were, with a kit, and the sum that had been written down as its price
    prices = [{"channel": "default", "price": "57.60"}]
    await catalogue.change("variantPricesSet", {"variantId": variant(set_["set"]), "prices": prices}, "variant { id }")
    await execute("CREATE TABLE catalog.kit (id uuid, variant uuid, pricing text, percent_off int)")
    await execute(
        "CREATE TABLE catalog.kit_component (id uuid, variant uuid, component uuid, quantity int, position int)"
    )
    kit, pot, cup = (key(variant(set_[name])) for name in ("set", "pot", "cup"))
    await execute("INSERT INTO catalog.kit VALUES (gen_random_uuid(), $1, 'sum', 10)", kit)
    await execute(
        "INSERT INTO catalog.kit_component VALUES (gen_random_uuid(), $1, $2, 4, 1), (gen_random_uuid(), $1, $3, 1, 0)",
        kit,
        cup,
        pot,
    )
    # when
    migration = import_module("fondaco_catalog.migrations.catalog_2026_11_28t08_22_00_000000")
    for statement in migration.STATEMENTS:
        if statement.startswith(("INSERT", "DELETE")):
            await execute(statement)
    # then
    found = (await shown(shop))["variants"][0]
    assert found["price"] == {"amount": "57.60"}
    assert [part["quantity"] for part in found["components"]] == [1, 4]
    read = await admin('{ product(slug: "set") { variants { bundle { pricing percentOff } prices { channel } } } }')
    assert read["product"]["variants"] == [{"bundle": {"pricing": "SUM", "percentOff": 10}, "prices": []}]
