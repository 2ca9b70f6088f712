"""Variants out of combinations: what is missing, once, named by a pattern, never more than allowed."""

from __future__ import annotations

import asyncio
from math import prod
from typing import Any
from uuid import UUID

import pytest
from fondaco.app import App
from fondaco.db import fetch_value
from fondaco.errors import DomainError
from fondaco.testing import GraphQLClient
from fondaco_catalog.model.combinations import GenerateDraft, OptionValues, combine, sku_of
from fondaco_catalog.model.drafts import OptionDraft, ProductDraft
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.service.generator import generate_variants
from fondaco_catalog.service.products import create_product
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

SELECTION = "combinations { options sku } existing variants { id sku title } product { variants { title sku } }"


@given(st.lists(st.integers(0, 6), min_size=1, max_size=4), st.data())
def test_what_is_there_and_what_is_missing_are_all_combinations(sizes: list[int], data: st.DataObject) -> None:
    options = [OptionValues(f"o{at}", tuple(f"{at}.{value}" for value in range(size))) for at, size in enumerate(sizes)]
    everything = combine(options, (), frozenset(), 10_000)
    taken = frozenset(data.draw(st.lists(st.sampled_from(everything), unique=True)) if everything else [])
    missing = combine(options, (), taken, 10_000)
    assert len(everything) == len(set(everything)) == prod(sizes)
    assert set(missing) | taken == set(everything)
    assert not set(missing) & taken


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("", ""),
        ("{product}-{colour}-{size}", "blue-mug-sea-green-xl"),
        ("{PRODUCT}/{Colour}/{SIZE}/{n}", "BLUE-MUG/sea-green/XL/7"),
        ("M{n}", "M7"),
    ],
)
def test_a_pattern_names_what_a_variant_is(pattern: str, expected: str) -> None:
    assert sku_of(pattern, "blue-mug", ["Colour", "Size"], ["Sea green", "XL"], 7) == expected


async def test_only_what_is_missing_is_made(catalogue: Any) -> None:
    # given
    shirt = await catalogue.product(
        "Shirt", options=[{"name": "Colour"}, {"name": "Size"}], variants=[{"options": ["Blue", "M"], "sku": "old"}]
    )
    data = {
        "productId": shirt["id"],
        "options": [{"name": "Size", "values": ["S", "M"]}, {"name": "Colour", "values": ["Blue", "Red"]}],
        "exclude": [[{"option": "Colour", "value": "Red"}, {"option": "Size", "value": "S"}]],
        "skuPattern": "{product}-{colour}-{size}",
        "prices": [{"channel": "default", "price": "9.90"}],
    }
    # when
    planned = await catalogue.change("productVariantsGenerate", {**data, "dryRun": True}, SELECTION)
    before = await fetch_value("SELECT count(*) FROM catalog.product_variant")
    made = await catalogue.change("productVariantsGenerate", data, SELECTION)
    again = await catalogue.change("productVariantsGenerate", data, SELECTION)
    # then
    expected = [
        {"options": ["Blue", "S"], "sku": "shirt-blue-s"},
        {"options": ["Red", "M"], "sku": "shirt-red-m"},
    ]
    assert planned["combinations"] == made["combinations"] == expected
    assert (planned["variants"], planned["existing"], before) == ([], 1, 1)
    assert [variant["title"] for variant in made["product"]["variants"]] == ["Blue / M", "Blue / S", "Red / M"]
    assert (again["combinations"], again["existing"]) == ([], 3)
    assert await fetch_value("SELECT count(*) FROM catalog.price WHERE amount = 990") == 2


async def test_a_product_without_options_gets_them(catalogue: Any) -> None:
    mug = await catalogue.product("Mug", variants=[], publish=False)
    data = {"productId": mug["id"], "options": [{"name": "Glaze", "values": ["Ash", "Celadon"]}]}
    made = await catalogue.change("productVariantsGenerate", data, SELECTION)
    assert [variant["title"] for variant in made["variants"]] == ["Ash", "Celadon"]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"options": [{"name": "Size", "values": ["S", "S"]}]}, "DUPLICATE_OPTION_VALUE", ["options", "0", "values"]),
        ({"options": [{"name": "Size", "values": ["M"]}], "skuPattern": "{hue}"}, "INVALID_PATTERN", ["skuPattern"]),
        ({"options": [{"name": "Size", "values": ["M", "L"]}], "skuPattern": "x"}, "SKU_TAKEN", ["variants", "1", "sku"]),
        ({"options": [{"name": "Hue", "values": ["Red"]}]}, "OPTIONS_DIFFER", ["options"]),
        ({"exclude": [[{"option": "Hue", "value": "Red"}]]}, "UNKNOWN_OPTION", ["exclude", "0"]),
        ({"options": [{"name": "Size", "values": [str(size) for size in range(2_000)]}]}, "TOO_MANY_VARIANTS", ["options"]),
    ],
)  # fmt: skip
async def test_what_cannot_be_made_is_refused_as_a_whole(
    admin: GraphQLClient, catalogue: Any, given: dict[str, Any], code: str, field: list[str]
) -> None:
    shirt = await catalogue.product("Shirt", options=[{"name": "Size"}], variants=[{"options": ["XS"]}])
    payload = await admin.change("productVariantsGenerate", {"productId": shirt["id"], **given}, SELECTION)
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, field)]
    assert await fetch_value("SELECT count(*) FROM catalog.product_variant") == 1


async def test_two_thousand_variants_cost_as_many_statements_as_two(app: App, policy: Policy, counted: Any) -> None:
    async def run(*sizes: int) -> int:
        options = tuple(
            OptionValues(f"Option {at}", tuple(f"{value}" for value in range(size))) for at, size in enumerate(sizes)
        )
        async with app.unit_of_work(app.system_context()) as uow:
            draft = ProductDraft(title="P", options=tuple(OptionDraft(option.name) for option in options))
            product_id = await create_product(uow, draft, policy)
        async with counted() as statements, app.unit_of_work(app.system_context()) as uow:
            wish = GenerateDraft(options=options, sku_pattern="{product}-{n}")
            made = await generate_variants(uow, product_id, wish, policy)
        assert len(made.variant_ids) == prod(sizes)
        return len(statements.sent)

    assert await run(2, 1, 1) == await run(20, 10, 10)


async def test_variants_have_the_tax_class_of_the_shop_where_none_is_named(app: App, policy: Policy) -> None:
    own = structs.replace(policy, settings=structs.replace(policy.settings, default_tax_class="reduced"))
    draft = GenerateDraft(options=(OptionValues("Size", ("S", "M")),))
    async with app.unit_of_work(app.system_context()) as uow:
        product = await create_product(uow, ProductDraft(title="Book"), own)
        await generate_variants(uow, product, draft, own)
    found = await fetch_value("SELECT array_agg(DISTINCT tax_class) FROM catalog.product_variant")
    assert found == ["reduced"]


async def test_of_two_generations_at_once_the_second_finds_nothing_to_make(app: App, policy: Policy) -> None:
    async with app.unit_of_work(app.system_context()) as uow:
        draft = ProductDraft(title="P", options=(OptionDraft("Size"), OptionDraft("Colour")))
        product_id: UUID = await create_product(uow, draft, policy)
    values = tuple(f"{value}" for value in range(10))
    wish = GenerateDraft(options=(OptionValues("Size", values), OptionValues("Colour", values)), sku_pattern="{n}")

    async def run() -> int:
        try:
            async with app.unit_of_work(app.system_context()) as uow:
                return len((await generate_variants(uow, product_id, wish, policy)).variant_ids)
        except DomainError as error:
            raise AssertionError(error.code) from error

    assert sorted(await asyncio.gather(*(run() for _ in range(4)))) == [0, 0, 0, 100]
    assert await fetch_value("SELECT count(*) FROM catalog.product_variant") == 100


async def test_what_the_type_requires_of_variants_is_missing_of_generated_ones(
    admin: GraphQLClient, catalogue: Any
) -> None:
    # given a type that requires a text of each variant and an option
    for attribute in (
        {"name": "Fit", "code": "fit", "kind": "TEXT"},
        {"name": "Size", "code": "size", "kind": "CHOICE", "choices": [{"name": "S"}, {"name": "M"}]},
    ):
        await catalogue.change("attributeCreate", attribute, "attribute { id }")
    assigned = [
        {"code": "fit", "scope": "VARIANT", "required": True},
        {"code": "size", "scope": "OPTION", "required": True},
    ]
    await catalogue.change("productTypeCreate", {"name": "Shirt", "attributes": assigned}, "productType { id }")
    shirt = await catalogue.product("Shirt", variants=[], productTypeName="Shirt", publish=False)

    async def lacking() -> tuple[str, list[str]]:
        query = "query ($id: ID!) { product(id: $id) { completeness { missing { code message } } } }"
        found = (await admin(query, {"id": shirt["id"]}))["product"]["completeness"]["missing"]
        said = [missing["message"] for missing in found if missing["code"] == "ATTRIBUTES"]
        publish = {"id": shirt["id"], "channels": ["default"]}
        refused = (await admin.change("productPublish", publish, "product { id }"))["errors"]
        return "".join(said), [error["message"] for error in refused]

    assert await lacking() == ("Its type requires size.", ["The product lacks what its type requires: size."])
    # when its variants are generated
    data = {"productId": shirt["id"], "options": [{"name": "Size", "values": ["S", "M"]}]}
    made = await catalogue.change("productVariantsGenerate", data, SELECTION)
    await catalogue.change(
        "productOptionLink", {"productId": shirt["id"], "option": "Size", "attribute": "size"}, "product { id }"
    )
    # then each lacks what is required of it, until the last one has it
    assert await lacking() == ("Its type requires fit.", ["The product lacks what its type requires: fit."])
    for variant in made["variants"]:
        fit = {"id": variant["id"], "attributes": [{"code": "fit", "text": "Slim"}]}
        await catalogue.change("productVariantUpdate", fit, "variant { id }")
    assert await lacking() == ("", [])
