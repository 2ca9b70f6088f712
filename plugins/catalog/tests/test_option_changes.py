"""Options of products that have variants: renamed, translated, put in order, added and removed."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import pytest_asyncio
from fondaco.db import fetch_value
from fondaco.ids import encode_global_id
from fondaco.testing import GraphQLClient

OPTIONS = "product { version options { name attribute values { value } } variants { title } }"
GERMAN = {"locale": "de", "name": "Größe", "values": [{"value": "S", "label": "Klein"}]}


@pytest_asyncio.fixture(loop_scope="session")
async def shirt(catalogue: Any) -> str:
    """A shirt in two colours and sizes, one of which nothing has."""
    price = [{"channel": "default", "price": "9"}]
    made = await catalogue.product(
        "Shirt",
        options=[
            {"name": "Size", "values": ["S", "M", "XXL"], "translations": [GERMAN]},
            {"name": "Colour", "values": ["Sand", "Sea"]},
        ],
        variants=[
            {"options": [size, colour], "prices": price}
            for size, colour in (("S", "Sand"), ("S", "Sea"), ("M", "Sand"))
        ],
    )
    identifier: str = made["id"]
    return identifier


async def test_an_option_and_its_values_are_called_otherwise_and_variants_keep_them(
    catalogue: Any, shop: GraphQLClient, shirt: str
) -> None:
    # when S and M exchange their names, and the value that nothing has goes
    changed = await catalogue.change(
        "productOptionUpdate",
        {
            "productId": shirt,
            "option": "Size",
            "name": "Fit",
            "rename": [{"value": "S", "name": "M"}, {"value": "M", "name": "S"}],
            "remove": ["XXL"],
            "order": ["S"],
            "translations": [
                {"locale": "de", "values": [{"value": "S", "label": "Klein"}, {"value": "M", "label": ""}]}
            ],
        },
        OPTIONS,
    )
    # then
    size, _ = changed["product"]["options"]
    assert size == {"name": "Fit", "attribute": None, "values": [{"value": "S"}, {"value": "M"}]}
    assert [variant["title"] for variant in changed["product"]["variants"]] == ["M / Sand", "M / Sea", "S / Sand"]
    query = '{ product(slug: "shirt") { options { name values { label } } } }'
    german = (await shop(query, fondaco_locale="de"))["product"]["options"][0]
    assert german == {"name": "Größe", "values": [{"label": "Klein"}, {"label": "M"}]}


async def test_staff_read_translations_and_take_them_away(
    admin: GraphQLClient, catalogue: Any, shop: GraphQLClient, shirt: str
) -> None:
    query = f'{{ product(id: "{shirt}") {{ options {{ translations {{ locale name values {{ value label }} }} }} }} }}'
    assert (await admin(query))["product"]["options"] == [{"translations": [GERMAN]}, {"translations": []}]
    # when
    labels = [{"name": "Size", "translations": [{"locale": "de"}]}]
    await catalogue.change("productUpdate", {"id": shirt, "optionLabels": labels}, "product { id }")
    # then
    assert (await admin(query))["product"]["options"] == [{"translations": []}, {"translations": []}]
    german = await shop('{ product(slug: "shirt") { options { name } } }', fondaco_locale="de")
    assert german["product"]["options"][0] == {"name": "Size"}


async def test_an_option_is_added_to_all_variants_put_first_and_removed(catalogue: Any, shirt: str) -> None:
    # when
    cotton = {"name": "Material", "values": ["Wool"]}
    added = await catalogue.change(
        "productOptionAdd", {"productId": shirt, "option": cotton, "value": "Cotton"}, OPTIONS
    )
    first = await catalogue.change("productOptionsReorder", {"productId": shirt, "options": ["Material"]}, OPTIONS)
    more = {"productId": shirt, "variants": [{"options": ["Wool", "S", "Sand"]}]}
    await catalogue.change("productVariantsCreate", more, "product { id }")
    # then
    assert [option["name"] for option in added["product"]["options"]] == ["Size", "Colour", "Material"]
    assert added["product"]["variants"][0]["title"] == "S / Sand / Cotton"
    assert [option["name"] for option in first["product"]["options"]] == ["Material", "Size", "Colour"]
    assert first["product"]["variants"][0]["title"] == "Cotton / S / Sand"
    # when it no longer tells anything apart
    wool = await fetch_value("SELECT id FROM catalog.product_variant ORDER BY position DESC LIMIT 1")
    await catalogue.change("productVariantDelete", {"id": encode_global_id("ProductVariant", wool)}, "product { id }")
    removed = await catalogue.change("productOptionRemove", {"productId": shirt, "option": "Material"}, OPTIONS)
    # then
    assert [option["name"] for option in removed["product"]["options"]] == ["Size", "Colour"]
    assert [variant["title"] for variant in removed["product"]["variants"]] == ["S / Sand", "S / Sea", "M / Sand"]


async def test_a_product_without_options_gets_one(catalogue: Any) -> None:
    cup = await catalogue.product("Cup")
    data = {"productId": cup["id"], "option": {"name": "Size", "values": ["L"]}, "value": "M"}
    added = await catalogue.change("productOptionAdd", data, OPTIONS)
    assert added["product"]["options"][0]["values"] == [{"value": "L"}, {"value": "M"}]
    assert added["product"]["variants"] == [{"title": "M"}]


@pytest.mark.parametrize(
    ("mutation", "given", "code", "field"),
    [
        ("Update", {"option": "Cut"}, "OPTION_NOT_FOUND", ["option"]),
        ("Update", {"option": "Size", "name": "Colour"}, "DUPLICATE_OPTION", ["name"]),
        ("Update", {"option": "Size", "name": " "}, "REQUIRED", ["name"]),
        ("Update", {"option": "Size", "remove": ["S"]}, "OPTION_VALUE_IN_USE", ["remove", "0"]),
        ("Update", {"option": "Size", "remove": ["L"]}, "OPTION_VALUE_NOT_FOUND", ["remove", "0"]),
        (
            "Update",
            {"option": "Size", "rename": [{"value": "L", "name": "S"}]},
            "OPTION_VALUE_NOT_FOUND",
            ["rename", "0", "value"],
        ),
        ("Update", {"option": "Size", "rename": [{"value": "S", "name": "M"}]}, "DUPLICATE_OPTION_VALUE", ["rename"]),
        ("Update", {"option": "Size", "order": ["L"]}, "UNKNOWN_NAME", ["order", "0"]),
        ("Update", {"option": "Size", "order": ["S", "S"]}, "DUPLICATE_NAME", ["order", "1"]),
        (
            "Update",
            {"option": "Size", "translations": [{"locale": "de", "values": [{"value": "L", "label": "Groß"}]}]},
            "OPTION_VALUE_NOT_FOUND",
            ["translations"],
        ),
        ("Update", {"option": "Size", "name": "Fit", "expectedVersion": 99}, "VERSION_CONFLICT", ["expectedVersion"]),
        ("Add", {"option": {"name": "Size"}, "value": "S"}, "DUPLICATE_OPTION", ["option", "name"]),
        ("Add", {"option": {"name": "Cut"}, "value": ""}, "REQUIRED", ["value"]),
        ("Add", {"option": {"name": ""}, "value": "A"}, "REQUIRED", ["option", "name"]),
        (
            "Add",
            {"option": {"name": "Cut", "attribute": "cut"}, "value": "A"},
            "UNKNOWN_ATTRIBUTE",
            ["option", "attribute"],
        ),
        ("Remove", {"option": "Colour"}, "VARIANTS_COLLIDE", ["option"]),
        ("Remove", {"option": "Cut"}, "OPTION_NOT_FOUND", ["option"]),
    ],
)
async def test_what_would_break_variants_is_refused_and_changes_nothing(
    admin: GraphQLClient, shirt: str, mutation: str, given: dict[str, Any], code: str, field: list[str]
) -> None:
    query = f'{{ product(id: "{shirt}") {{ version options {{ name values {{ value }} }} variants {{ title }} }} }}'
    before = await admin(query)
    payload = await admin.change(f"productOption{mutation}", {"productId": shirt, **given}, "product { id }")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, field)]
    assert await admin(query) == before


async def test_a_fourth_option_is_one_too_many(admin: GraphQLClient, catalogue: Any, shirt: str) -> None:
    await catalogue.change(
        "productOptionAdd", {"productId": shirt, "option": {"name": "Cut"}, "value": "A"}, "product { id }"
    )
    data = {"productId": shirt, "option": {"name": "Fit"}, "value": "A"}
    payload = await admin.change("productOptionAdd", data, "product { id }")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [("TOO_MANY_OPTIONS", ["option"])]


async def test_values_of_an_attribute_are_renamed_where_they_are_made(admin: GraphQLClient, catalogue: Any) -> None:
    # given
    colour = {"name": "Colour", "kind": "SWATCH", "choices": [{"name": "Sand", "colour": "#c2b280"}]}
    await catalogue.change("attributeCreate", colour, "attribute { id }")
    kind = {"name": "Bag", "attributes": [{"code": "colour", "scope": "OPTION"}]}
    type_ = (await catalogue.change("productTypeCreate", kind, "productType { id }"))["productType"]["id"]
    bag = await catalogue.product("Bag", productTypeId=type_)
    # when
    added = await catalogue.change(
        "productOptionAdd",
        {"productId": bag["id"], "option": {"name": "Hue", "attribute": "colour"}, "value": "sand"},
        OPTIONS,
    )
    data = {"productId": bag["id"], "option": "Hue", "rename": [{"value": "Sand", "name": "Dune"}]}
    payload = await admin.change("productOptionUpdate", data, "product { id }")
    # then
    assert added["product"]["options"] == [{"name": "Hue", "attribute": "colour", "values": [{"value": "Sand"}]}]
    assert [error["code"] for error in payload["errors"]] == ["OPTION_LINKED"]


async def test_of_changes_at_the_same_moment_none_leaves_a_variant_with_the_wrong_number_of_values(
    admin: GraphQLClient, shirt: str
) -> None:
    variant = {"productId": shirt, "variants": [{"options": ["M", "Sea"]}]}
    await asyncio.gather(
        *(
            admin.change("productOptionsReorder", {"productId": shirt, "options": [name]}, "product { id }")
            for name in ("Colour", "Size", "Colour")
        ),
        admin.change(
            "productOptionAdd", {"productId": shirt, "option": {"name": "Cut"}, "value": "A"}, "product { id }"
        ),
        admin.change("productVariantsCreate", variant, "product { id }"),
        admin.change("productOptionRemove", {"productId": shirt, "option": "Cut"}, "product { id }"),
    )
    wrong = await fetch_value(
        "SELECT count(*) FROM catalog.product_variant v WHERE v.option_values <> ARRAY(SELECT ov.id FROM "
        'catalog.product_option o JOIN catalog.product_option_value ov ON ov."option" = o.id '
        "AND ov.id = ANY(v.option_values) WHERE o.product = v.product ORDER BY o.position)"
    )
    lengths = await fetch_value("SELECT count(DISTINCT cardinality(option_values)) FROM catalog.product_variant")
    assert (wrong, lengths) == (0, 1)
