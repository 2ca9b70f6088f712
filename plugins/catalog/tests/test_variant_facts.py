"""Dimensions of variants, and how many of them one buyer may order."""

from __future__ import annotations

from typing import Any

import asyncpg
import pytest
from fondaco.app import App
from fondaco.commerce import Sellable, SellableRef, SellablesQuery
from fondaco.db.engine import execute
from fondaco.hookspecs import HookSpecs
from fondaco.ids import parse_global_id
from fondaco.testing import GraphQLClient, recorded_statements

FACTS = "id dimensions { lengthMm widthMm heightMm volumeCm3 } purchaseLimit { pieces days }"
PRICES = [{"channel": "default", "price": "10.00"}]
BOX = {"lengthMm": 305, "widthMm": 201, "heightMm": 101}


async def sold(app: App, *ids: str) -> list[Sellable]:
    refs = tuple(SellableRef("ProductVariant", parse_global_id(id_, "ProductVariant")) for id_ in ids)
    answers = await app.hooks.collect(HookSpecs.collect_sellables, SellablesQuery(refs, app.channels["default"], "en"))
    found = {ref: sellable for _, answer in answers for ref, sellable in answer.items()}
    return [found[ref] for ref in refs]


async def test_a_cart_learns_of_volume_and_limit_without_another_statement(app: App, catalogue: Any) -> None:
    limit = {"maxPerCustomer": 3, "maxPerCustomerDays": 30}
    box = await catalogue.product("Box", variants=[{"prices": PRICES, **BOX, **limit}])
    flat = await catalogue.product("Flat", variants=[{"prices": PRICES, "lengthMm": 10, "widthMm": 10}])
    ids = [made["variants"][0]["id"] for made in (box, flat)]
    await sold(app, *ids)
    with recorded_statements() as sent:
        boxed, flatly = await sold(app, *ids)
    assert sent.executions == 1
    assert (boxed.volume_cm3, boxed.max_per_customer, boxed.max_per_customer_days) == (6192, 3, 30), "rounded up"
    assert (flatly.volume_cm3, flatly.max_per_customer, flatly.max_per_customer_days) == (0, None, None)


async def test_what_is_known_of_a_variant_is_shown_and_changed(
    catalogue: Any, admin: GraphQLClient, shop: GraphQLClient
) -> None:
    made = await catalogue.product("Box", variants=[{"prices": PRICES, **BOX, "maxPerCustomer": 3}])
    id_ = made["variants"][0]["id"]
    shown = {
        "id": id_,
        "dimensions": {**BOX, "volumeCm3": 6192},
        "purchaseLimit": {"pieces": 3, "days": None},
    }
    for client in (shop, admin):
        product = (await client(f'{{ product(slug: "box") {{ variants {{ {FACTS} }} }} }}'))["product"]
        assert product == {"variants": [shown]}
    changes = {"heightMm": 0, "maxPerCustomer": None, "maxPerCustomerDays": 7}
    payload = await catalogue.change("productVariantUpdate", {"id": id_, **changes}, f"variant {{ {FACTS} }}")
    assert payload["variant"] == {
        "id": id_,
        "dimensions": {**BOX, "heightMm": 0, "volumeCm3": 0},
        "purchaseLimit": None,
    }
    payload = await catalogue.change(
        "productVariantUpdate", {"id": id_, "lengthMm": 0, "widthMm": 0, "maxPerCustomer": 1}, f"variant {{ {FACTS} }}"
    )
    assert payload["variant"] == {"id": id_, "dimensions": None, "purchaseLimit": {"pieces": 1, "days": 7}}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"lengthMm": -1}, "INVALID_DIMENSIONS"),
        ({"widthMm": 12_001}, "INVALID_DIMENSIONS"),
        ({"heightMm": 2**31 - 1}, "INVALID_DIMENSIONS"),
        ({"maxPerCustomer": 0}, "INVALID_PURCHASE_LIMIT"),
        ({"maxPerCustomer": 1_000_001}, "INVALID_PURCHASE_LIMIT"),
        ({"maxPerCustomerDays": 0}, "INVALID_PURCHASE_LIMIT"),
    ],
)
async def test_what_cannot_be_is_refused(admin: GraphQLClient, catalogue: Any, data: dict[str, int], code: str) -> None:
    (name,) = data
    payload = await admin.change("productCreate", {"title": "X", "variants": [data]}, "product { id }")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, ["variants", "0", name])]
    made = await catalogue.product("Box")
    id_ = made["variants"][0]["id"]
    payload = await admin.change("productVariantUpdate", {"id": id_, **data}, "variant { id }")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, [name])]
    column = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
    with pytest.raises(asyncpg.CheckViolationError):
        await execute(f"UPDATE catalog.product_variant SET {column} = -1")


async def test_a_bundle_is_as_large_as_what_it_holds_unless_somebody_says_so(app: App, catalogue: Any) -> None:
    cup = (await catalogue.product("Cup", variants=[{"prices": PRICES, **BOX, "maxPerCustomer": 1}]))["variants"][0][
        "id"
    ]
    kit = (await catalogue.product("Kit"))["variants"][0]["id"]
    components = [{"variantId": cup, "quantity": 4}]
    await catalogue.change("bundleSet", {"variantId": kit, "components": components}, "variant { id }")
    (sellable,) = await sold(app, kit)
    assert (sellable.volume_cm3, sellable.max_per_customer) == (4 * 6192, None), "a limit of a part is not the whole's"
    await catalogue.change(
        "productVariantUpdate",
        {"id": kit, "lengthMm": 100, "widthMm": 100, "heightMm": 100, "maxPerCustomer": 2},
        "variant { id }",
    )
    (sellable,) = await sold(app, kit)
    assert (sellable.volume_cm3, sellable.max_per_customer) == (1000, 2)


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
async def test_facts_are_exported_and_imported(app: App, catalogue: Any, put: Any, get: Any, kind: str) -> None:
    limit = {"maxPerCustomer": 3, "maxPerCustomerDays": 30}
    made = await catalogue.product("Box", variants=[{"prices": PRICES, "sku": "BOX", **BOX, **limit}])
    id_ = made["variants"][0]["id"]
    (before,) = await sold(app, id_)
    written = await get(kind)
    await catalogue.change(
        "productVariantUpdate",
        {"id": id_, "lengthMm": 1, "maxPerCustomer": None, "maxPerCustomerDays": None},
        "variant { id }",
    )
    assert (await sold(app, id_))[0].max_per_customer is None
    report = await put(written)
    assert report.problems == 0
    assert await sold(app, id_) == [before]
