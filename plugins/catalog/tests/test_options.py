"""Options that stand for attributes: the same colours across products, with swatches and translations."""

from __future__ import annotations

from typing import Any

import pytest
import pytest_asyncio
from fondaco.db import fetch_value
from fondaco.testing import GraphQLClient

OPTIONS = "options { name attribute values { value label choice colour } } variants { title selectedOptions { label } }"


@pytest_asyncio.fixture(loop_scope="session")
async def shirt_type(catalogue: Any) -> str:
    """A product type whose variants are told apart by a swatch."""
    colour = {
        "name": "Colour",
        "kind": "SWATCH",
        "filterable": True,
        "translations": [{"locale": "zh-Hans", "name": "颜色"}],
        "choices": [
            {"name": "Sea green", "colour": "#2e8b57", "translations": [{"locale": "zh-Hans", "name": "海绿"}]},
            {"name": "Sand", "colour": "#c2b280"},
        ],
    }
    await catalogue.change("attributeCreate", colour, "attribute { id }")
    data = {"name": "Shirt", "attributes": [{"code": "colour", "scope": "OPTION", "required": True}]}
    made = (await catalogue.change("productTypeCreate", data, "productType { id }"))["productType"]
    identifier: str = made["id"]
    return identifier


async def test_an_option_shows_the_swatches_and_texts_of_its_attribute(
    shop: GraphQLClient, catalogue: Any, shirt_type: str
) -> None:
    # given
    price = [{"channel": "default", "price": "9"}]
    await catalogue.product(
        "Shirt",
        productTypeId=shirt_type,
        options=[{"name": "Hue", "attribute": "colour", "values": ["sand"]}],
        variants=[{"options": [value], "prices": price} for value in ("sea-green", "SAND")],
    )
    # when
    query = f'{{ product(slug: "shirt") {{ {OPTIONS} }} }}'
    product, chinese = (await shop(query))["product"], (await shop(query, fondaco_locale="zh-Hans"))["product"]
    narrowed = await shop(
        '{ products(first: 5, filter: { attributes: [{ code: "colour", choices: ["sea-green"] }] }) { totalCount } }'
    )
    # then
    sand = {"value": "Sand", "label": "Sand", "choice": "sand", "colour": "#c2b280"}
    green = {"value": "Sea green", "label": "Sea green", "choice": "sea-green", "colour": "#2e8b57"}
    assert product["options"] == [{"name": "Hue", "attribute": "colour", "values": [sand, green]}]
    assert [variant["title"] for variant in product["variants"]] == ["Sea green", "Sand"]
    assert chinese["options"][0]["name"] == "颜色"
    assert chinese["options"][0]["values"][1] == {**green, "label": "海绿"}
    assert chinese["variants"][0] == {"title": "海绿", "selectedOptions": [{"label": "海绿"}]}
    assert narrowed["products"]["totalCount"] == 1


async def test_an_option_that_a_product_has_is_linked_and_set_free(
    admin: GraphQLClient, catalogue: Any, shirt_type: str
) -> None:
    # given
    shirt = await catalogue.product(
        "Shirt",
        productTypeId=shirt_type,
        publish=False,
        options=[{"name": "Hue"}],
        variants=[{"options": ["SAND"]}, {"options": ["Rust"]}],
    )
    publish = {"id": shirt["id"], "channels": ["default"]}
    link = {"productId": shirt["id"], "option": "Hue", "attribute": "colour"}
    # when
    lacking = await admin.change("productPublish", publish, "product { id }")
    unknown = await admin.change("productOptionLink", link, "product { id }")
    linked = await catalogue.change("productOptionLink", {**link, "makeChoices": True}, f"product {{ {OPTIONS} }}")
    published = await admin.change("productPublish", publish, "product { id }")
    free = await catalogue.change("productOptionLink", {**link, "attribute": None}, f"product {{ {OPTIONS} }}")
    # then
    assert [error["code"] for error in lacking["errors"]] == ["ATTRIBUTE_REQUIRED"]
    assert [(error["code"], error["field"]) for error in unknown["errors"]] == [("UNKNOWN_CHOICE", ["attribute"])]
    assert [value["choice"] for value in linked["product"]["options"][0]["values"]] == ["sand", "rust"]
    assert [value["value"] for value in linked["product"]["options"][0]["values"]] == ["Sand", "Rust"]
    assert published["errors"] == []
    assert free["product"]["options"][0]["attribute"] is None
    assert await fetch_value("SELECT count(*) FROM catalog.attribute_choice") == 3


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"options": [{"name": "Hue", "attribute": "size"}]}, "UNKNOWN_ATTRIBUTE", ["options", "0", "attribute"]),
        (
            {"options": [{"name": "Hue", "attribute": "colour", "values": ["rust"]}]},
            "UNKNOWN_CHOICE",
            ["options", "0", "values", "0"],
        ),
        (
            {"options": [{"name": "Hue", "attribute": "colour"}], "variants": [{"options": ["rust"]}]},
            "UNKNOWN_CHOICE",
            ["variants", "0", "options", "0"],
        ),
        (
            {"options": [{"name": "Hue", "attribute": "colour"}, {"name": "Tone", "attribute": "colour"}]},
            "DUPLICATE_ATTRIBUTE",
            ["options", "1", "attribute"],
        ),
    ],
)
async def test_what_is_no_option_or_choice_of_the_type_is_refused(
    admin: GraphQLClient, shirt_type: str, given: dict[str, Any], code: str, field: list[str]
) -> None:
    data = {"title": "Shirt", "productTypeId": shirt_type, **given}
    payload = await admin.change("productCreate", data, "product { id }")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, field)]
    assert await fetch_value("SELECT count(*) FROM catalog.product") == 0


async def test_combinations_name_choices_by_code_or_name(catalogue: Any, shirt_type: str) -> None:
    shirt = await catalogue.product(
        "Shirt",
        productTypeId=shirt_type,
        options=[{"name": "Hue", "attribute": "colour"}],
        variants=[{"options": ["Sand"]}],
    )
    data = {"productId": shirt["id"], "options": [{"name": "Hue", "values": ["sand", "SEA GREEN"]}]}
    made = await catalogue.change("productVariantsGenerate", data, "combinations { options } existing")
    assert made == {"combinations": [{"options": ["Sea green"]}], "existing": 1, "errors": []}


async def test_a_renamed_choice_renames_what_buyers_choose(
    admin: GraphQLClient, catalogue: Any, shirt_type: str
) -> None:
    # given
    options = [{"name": "Hue", "attribute": "colour"}]
    await catalogue.product("Shirt", productTypeId=shirt_type, options=options, variants=[{"options": ["Sand"]}])
    choices = (await admin('{ attribute(code: "colour") { choices { id code } } }'))["attribute"]["choices"]
    sand = next(choice["id"] for choice in choices if choice["code"] == "sand")
    # when
    await catalogue.change("attributeChoiceUpdate", {"id": sand, "name": "Dune"}, "attribute { id }")
    # then
    product = (await admin(f'{{ product(slug: "shirt") {{ {OPTIONS} }} }}'))["product"]
    assert [value["value"] for value in product["options"][0]["values"]] == ["Dune"]
