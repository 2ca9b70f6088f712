"""Attributes: declared, assigned to types, set on products and variants, shown to buyers, filtered by."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import pytest_asyncio
from fondaco.app import App
from fondaco.db import fetch_value
from fondaco.errors import DomainError
from fondaco.ids import decode_global_id
from fondaco.testing import GraphQLClient
from fondaco_catalog.model.attribute_drafts import AttributeKind, Unfitting, ValueDraft
from fondaco_catalog.model.definitions import AttributeDraft, ChoiceDraft
from fondaco_catalog.model.drafts import ProductChanges, ProductDraft
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.product_types import ProductTypeDraft, TypeAttributeDraft
from fondaco_catalog.service.attributes import add_choices, create_attribute
from fondaco_catalog.service.product_types import create_type
from fondaco_catalog.service.products import create_product, update_product

SHOWN = """attributes { __typename code name ... on TextAttribute { text } ... on RichTextAttribute { html }
    ... on NumberAttribute { number unit } ... on BooleanAttribute { boolean } ... on DateAttribute { date }
    ... on ChoiceAttribute { choices { code name colour imageUrl } } ... on FileAttribute { url }
    ... on ReferenceAttribute { references { __typename ... on Brand { name } ... on Product { slug } } } }"""
ATTRIBUTES = [
    {"code": "care", "name": "Care", "kind": "TEXT", "translations": [{"locale": "zh-Hans", "name": "保养"}]},
    {"code": "story", "name": "Story", "kind": "RICH_TEXT"},
    {"code": "height", "name": "Height", "kind": "NUMBER", "unit": "cm", "filterable": True},
    {"code": "oven_safe", "name": "Oven safe", "kind": "BOOLEAN", "filterable": True},
    {"code": "fired_on", "name": "Fired on", "kind": "DATE"},
    {"code": "glaze", "name": "Glaze", "kind": "SWATCH", "filterable": True, "choices": [
        {"name": "Celadon", "colour": "#ACE1AF", "translations": [{"locale": "zh-Hans", "name": "青瓷"}]},
        {"name": "Ash", "imageUrl": "/ash.webp"}]},
    {"code": "uses", "name": "Uses", "kind": "MULTI_CHOICE", "filterable": True,
     "choices": [{"name": "Tea"}, {"name": "Coffee"}, {"name": "Soup"}]},
    {"code": "sheet", "name": "Data sheet", "kind": "FILE"},
    {"code": "goes_with", "name": "Goes with", "kind": "REFERENCE", "referenceTo": "PRODUCT"},
    {"code": "kiln_number", "name": "Kiln number", "kind": "TEXT", "visible": False},
    {"code": "pitch", "name": "Pitch", "kind": "CHOICE", "choices": [{"name": "High"}]},
]  # fmt: skip


@pytest_asyncio.fixture(loop_scope="session")
async def cup_type(catalogue: Any) -> str:
    """A product type with an attribute of each kind; ``pitch`` belongs to variants."""
    for attribute in ATTRIBUTES:
        await catalogue.change("attributeCreate", attribute, "attribute { id }")
    assigned = [
        {"code": given["code"], "scope": "VARIANT" if given["code"] == "pitch" else "PRODUCT"} for given in ATTRIBUTES
    ]
    data = {"name": "Cup", "attributes": assigned, "translations": [{"locale": "zh-Hans", "name": "杯子"}]}
    made = (await catalogue.change("productTypeCreate", data, "productType { id }"))["productType"]
    identifier: str = made["id"]
    return identifier


async def test_a_product_shows_typed_values_in_the_order_of_its_type(
    shop: GraphQLClient, catalogue: Any, cup_type: str
) -> None:
    # given
    saucer = await catalogue.product("Saucer")
    await catalogue.product(
        "Cup",
        productTypeId=cup_type,
        attributes=[
            {"code": "goes_with", "references": [saucer["id"]]},
            {"code": "care", "text": "Wash by hand", "translations": [{"locale": "zh-Hans", "text": "手洗"}]},
            {"code": "story", "html": "<p>Old</p><script>alert(1)</script>"},
            {"code": "height", "number": "12.50", "unit": "cm"},
            {"code": "oven_safe", "boolean": False},
            {"code": "fired_on", "date": "2026-02-28"},
            {"code": "glaze", "choice": "CELADON"},
            {"code": "uses", "choices": ["soup", "tea"]},
            {"code": "sheet", "file": "/sheets/cup.pdf"},
            {"code": "kiln_number", "text": "7"},
        ],
    )
    # when
    query = f'{{ product(slug: "cup") {{ productType {{ name }} {SHOWN} }} }}'
    product = (await shop(query))["product"]
    chinese = (await shop(query, fondaco_locale="zh-Hans"))["product"]
    # then
    assert product["attributes"] == [
        {"__typename": "TextAttribute", "code": "care", "name": "Care", "text": "Wash by hand"},
        {"__typename": "RichTextAttribute", "code": "story", "name": "Story", "html": "<p>Old</p>"},
        {"__typename": "NumberAttribute", "code": "height", "name": "Height", "number": "12.50", "unit": "cm"},
        {"__typename": "BooleanAttribute", "code": "oven_safe", "name": "Oven safe", "boolean": False},
        {"__typename": "DateAttribute", "code": "fired_on", "name": "Fired on", "date": "2026-02-28"},
        {"__typename": "ChoiceAttribute", "code": "glaze", "name": "Glaze", "choices": [
            {"code": "celadon", "name": "Celadon", "colour": "#ace1af", "imageUrl": None}]},
        {"__typename": "ChoiceAttribute", "code": "uses", "name": "Uses", "choices": [
            {"code": "soup", "name": "Soup", "colour": None, "imageUrl": None},
            {"code": "tea", "name": "Tea", "colour": None, "imageUrl": None}]},
        {"__typename": "FileAttribute", "code": "sheet", "name": "Data sheet", "url": "/sheets/cup.pdf"},
        {"__typename": "ReferenceAttribute", "code": "goes_with", "name": "Goes with",
         "references": [{"__typename": "Product", "slug": "saucer"}]},
    ]  # fmt: skip
    assert chinese["productType"] == {"name": "杯子"}
    assert (chinese["attributes"][0]["name"], chinese["attributes"][0]["text"]) == ("保养", "手洗")
    assert chinese["attributes"][5]["choices"][0]["name"] == "青瓷"


async def test_variants_have_attributes_of_their_own(shop: GraphQLClient, catalogue: Any, cup_type: str) -> None:
    # given
    price = [{"channel": "default", "price": "9"}]
    bell = await catalogue.product(
        "Bell",
        productTypeId=cup_type,
        options=[{"name": "Size"}],
        variants=[
            {"options": ["S"], "prices": price, "attributes": [{"code": "pitch", "choice": "high"}]},
            {"options": ["L"], "prices": price},
        ],
    )
    query = '{ product(slug: "bell") { variants { attributes { code ... on ChoiceAttribute { choices { name } } } } } }'
    # when
    before = (await shop(query))["product"]["variants"]
    for variant in bell["variants"]:
        given = [{"code": "pitch", "choice": None if variant is bell["variants"][0] else "High"}]
        await catalogue.change("productVariantUpdate", {"id": variant["id"], "attributes": given}, "variant { id }")
    after = (await shop(query))["product"]["variants"]
    # then
    high = [{"code": "pitch", "choices": [{"name": "High"}]}]
    assert [variant["attributes"] for variant in before] == [high, []]
    assert [variant["attributes"] for variant in after] == [[], high]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"code": "colour", "text": "x"}, "UNKNOWN_ATTRIBUTE", "code"),
        ({"code": "pitch", "choice": "high"}, "UNKNOWN_ATTRIBUTE", "code"),
        ({"code": "care", "number": "1"}, "WRONG_ATTRIBUTE_TYPE", "number"),
        ({"code": "height", "text": "12"}, "WRONG_ATTRIBUTE_TYPE", "text"),
        ({"code": "height", "number": "12", "unit": "mm"}, "UNIT_MISMATCH", "unit"),
        ({"code": "height", "number": "1e31"}, "INVALID_NUMBER", "number"),
        ({"code": "height", "number": "NaN"}, "INVALID_NUMBER", "number"),
        ({"code": "glaze", "choice": "tea"}, "UNKNOWN_CHOICE", "choice"),
        ({"code": "glaze", "choices": ["ash"]}, "WRONG_ATTRIBUTE_TYPE", "choices"),
        ({"code": "uses", "choices": ["tea", "TEA"]}, "DUPLICATE_CHOICE", "choices"),
        ({"code": "sheet", "file": "javascript:alert(1)"}, "INVALID_URL", "file"),
        ({"code": "goes_with", "references": ["nonsense"]}, "INVALID_ID", "references"),
        (
            {"code": "goes_with", "references": ["UHJvZHVjdDowMTk5ZDRhMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA"]},
            "REFERENCE_NOT_FOUND",
            "references",
        ),
        ({"code": "care", "text": "a" * 10_001}, "TOO_LONG", "text"),
        ({"code": "oven_safe", "boolean": True, "translations": [{"locale": "de", "text": "ja"}]},
         "WRONG_ATTRIBUTE_TYPE", "translations"),
    ],
)  # fmt: skip
async def test_what_does_not_fit_is_refused_with_its_place(
    admin: GraphQLClient, cup_type: str, given: dict[str, Any], code: str, field: str
) -> None:
    attributes = [{"code": "kiln_number", "text": "7"}, given]
    data = {"title": "Cup", "productTypeId": cup_type, "attributes": attributes}
    payload = await admin.change("productCreate", data, "product { id }")
    error = payload["errors"][0]
    assert (error["code"], error["field"][:3]) == (code, ["attributes", "1", field])
    assert await fetch_value("SELECT count(*) FROM catalog.product") == 0


async def test_a_draft_may_lack_what_a_publication_may_not(admin: GraphQLClient, catalogue: Any) -> None:
    # given
    await catalogue.change("attributeCreate", {"name": "Material", "kind": "TEXT"}, "attribute { id }")
    data = {"name": "Bag", "attributes": [{"code": "material", "required": True}]}
    await catalogue.change("productTypeCreate", data, "productType { id }")
    bag = await catalogue.product("Bag", productTypeName="bag", publish=False)
    publish = {"id": bag["id"], "channels": ["default"]}
    # when
    lacking = await admin.change("productPublish", publish, "product { id }")
    said = [{"code": "material", "text": "Leather"}]
    await catalogue.change("productUpdate", {"id": bag["id"], "attributes": said}, "product { id }")
    published = await admin.change("productPublish", publish, "product { id }")
    taken = await admin.change(
        "productUpdate", {"id": bag["id"], "attributes": [{"code": "material"}]}, "product { id }"
    )
    # then
    assert [error["code"] for error in lacking["errors"]] == ["ATTRIBUTE_REQUIRED"]
    assert published["errors"] == []
    assert [(error["code"], error["field"]) for error in taken["errors"]] == [
        ("ATTRIBUTE_REQUIRED", ["attributes", "0"])
    ]


async def test_another_type_keeps_drops_or_refuses_what_does_not_fit(
    admin: GraphQLClient, shop: GraphQLClient, catalogue: Any, cup_type: str
) -> None:
    # given
    cup = await catalogue.product("Cup", productTypeId=cup_type, attributes=[{"code": "care", "text": "By hand"}])

    async def change(**more: Any) -> list[str]:
        payload = await admin.change("productUpdate", {"id": cup["id"], **more}, "product { id }")
        return [error["code"] for error in payload["errors"]]

    async def seen() -> list[str]:
        found = (await shop('{ product(slug: "cup") { attributes { code } } }'))["product"]["attributes"]
        return [attribute["code"] for attribute in found]

    # when, then
    assert await change(productTypeName="Vase") == ["ATTRIBUTES_DO_NOT_FIT"]
    assert await change(productTypeName="Vase", unfitting="KEEP") == []
    assert await seen() == []
    assert await change(productTypeId=cup_type) == []
    assert await seen() == ["care"]
    assert await change(productTypeName="Vase", unfitting="DROP") == []
    assert await change(productTypeId=cup_type) == []
    assert await seen() == []


async def test_a_new_duty_tells_how_many_products_lack_it(catalogue: Any, cup_type: str) -> None:
    for number in range(3):
        said = [{"code": "care", "text": "By hand"}] if number == 0 else []
        await catalogue.product(f"Cup {number}", productTypeId=cup_type, attributes=said)
    data = {"id": cup_type, "attributes": [{"code": "care", "required": True}, {"code": "height"}]}
    payload = await catalogue.change(
        "productTypeUpdate",
        data,
        "productType { attributes { required attribute { code } } } lacking { code products }",
    )
    assert payload["productType"]["attributes"] == [
        {"required": True, "attribute": {"code": "care"}},
        {"required": False, "attribute": {"code": "height"}},
    ]
    assert payload["lacking"] == [{"code": "care", "products": 2}]


async def test_choices_are_renamed_put_in_order_merged_and_removed(
    admin: GraphQLClient, shop: GraphQLClient, catalogue: Any, cup_type: str
) -> None:
    # given
    attribute = (await admin('{ attribute(code: "uses") { id choices { id name } } }'))["attribute"]
    tea, coffee, soup = (choice["id"] for choice in attribute["choices"])
    await catalogue.product("Cup", productTypeId=cup_type, attributes=[{"code": "uses", "choices": ["tea", "coffee"]}])
    names = "attribute { choices { name } }"

    async def order(mutation: str, data: dict[str, Any]) -> list[str]:
        payload = await catalogue.change(mutation, data, names)
        return [choice["name"] for choice in payload["attribute"]["choices"]]

    # when
    used = await admin.change("attributeChoiceRemove", {"id": coffee}, names)
    taken = await admin.change("attributeChoiceUpdate", {"id": soup, "name": "TEA"}, names)
    ordered = await order("attributeChoicesReorder", {"attributeId": attribute["id"], "choiceIds": [soup, coffee]})
    renamed = await order("attributeChoiceUpdate", {"id": tea, "name": "Green tea"})
    merged = await order("attributeChoiceRemove", {"id": coffee, "replacementId": tea})
    removed = await order("attributeChoiceRemove", {"id": soup})
    # then
    assert [error["code"] for error in used["errors"]] == ["CHOICE_IN_USE"]
    assert [(error["code"], error["field"]) for error in taken["errors"]] == [("CHOICE_TAKEN", ["name"])]
    assert ordered == ["Soup", "Coffee", "Tea"]
    assert renamed == ["Soup", "Coffee", "Green tea"]
    assert merged == ["Soup", "Green tea"]
    assert removed == ["Green tea"]
    data = await shop('{ product(slug: "cup") { attributes { ... on ChoiceAttribute { choices { name } } } } }')
    assert data["product"]["attributes"] == [{"choices": [{"name": "Green tea"}]}]


async def test_what_is_in_use_is_not_deleted_by_accident(admin: GraphQLClient, catalogue: Any, cup_type: str) -> None:
    # given
    saucer = await catalogue.product("Saucer")
    said = [{"code": "care", "text": "x"}, {"code": "goes_with", "references": [saucer["id"]]}]
    await catalogue.product("Cup", productTypeId=cup_type, attributes=said)
    attribute = (await admin('{ attribute(code: "care") { id } }'))["attribute"]["id"]
    # when
    refused = await admin.change("attributeDelete", {"id": attribute}, "deletedId")
    of_type = await admin.change("productTypeDelete", {"id": cup_type}, "deletedId")
    await catalogue.change("attributeDelete", {"id": attribute, "withValues": True}, "deletedId")
    await catalogue.change("productDelete", {"id": saucer["id"]}, "deletedId")
    # then
    assert refused["errors"][0]["code"] == "ATTRIBUTE_IN_USE"
    assert of_type["errors"][0]["code"] == "PRODUCT_TYPE_IN_USE"
    assert await fetch_value("SELECT count(*) FROM catalog.attribute_value") == 0


@pytest.mark.parametrize(
    ("given", "titles"),
    [
        ('{ code: "glaze", choices: ["ash"] }', ["Bowl"]),
        ('{ code: "glaze", choices: ["ash", "celadon"] }', ["Bowl", "Cup"]),
        ('{ code: "height", range: { min: "8", max: "10" } }', ["Bowl"]),
        ('{ code: "height", range: { min: "8" } }', ["Bowl", "Cup"]),
        ('{ code: "oven_safe", boolean: true }', ["Cup"]),
        ('{ code: "height" }', ["Bowl", "Cup"]),
        ('{ code: "uses", choices: ["tea"] }, { code: "oven_safe", boolean: true }', ["Cup"]),
        ('{ code: "care" }', []),
        ('{ code: "nothing" }', []),
    ],
)
async def test_lists_are_narrowed_by_attributes(
    shop: GraphQLClient, catalogue: Any, cup_type: str, given: str, titles: list[str]
) -> None:
    await catalogue.product("Cup", productTypeId=cup_type, attributes=[
        {"code": "glaze", "choice": "celadon"}, {"code": "height", "number": "12"},
        {"code": "oven_safe", "boolean": True}, {"code": "uses", "choices": ["tea"]}, {"code": "care", "text": "x"}])  # fmt: skip
    await catalogue.product("Bowl", productTypeId=cup_type, attributes=[
        {"code": "glaze", "choice": "ash"}, {"code": "height", "number": "8.0"},
        {"code": "uses", "choices": ["soup", "tea"]}])  # fmt: skip
    await catalogue.product("Plate", productTypeId=cup_type)
    query = f"{{ products(first: 9, sort: TITLE, filter: {{ attributes: [{given}] }}) {{ nodes {{ title }} }} }}"
    assert [node["title"] for node in (await shop(query))["products"]["nodes"]] == titles


async def test_attributes_of_twenty_products_are_read_in_one_statement(
    shop: GraphQLClient, catalogue: Any, cup_type: str, counted: Any
) -> None:
    for number in range(20):
        said = [{"code": "glaze", "choice": "ash"}, {"code": "uses", "choices": ["tea", "soup"]}]
        await catalogue.product(f"Cup {number}", productTypeId=cup_type, attributes=said, brandName="Kiln")
    async with counted() as statements:
        data = await shop(
            """{ products(first: 20) { nodes { brand { name } productType { name }
                attributes(codes: ["uses"]) { code ... on ChoiceAttribute { choices { name } } } } } }"""
        )
    assert len(data["products"]["nodes"]) == 20
    assert {attribute["code"] for node in data["products"]["nodes"] for attribute in node["attributes"]} == {"uses"}
    assert len(statements.sent) == 2


async def test_of_ten_who_add_the_same_choice_one_does(app: App, policy: Policy) -> None:
    async with app.unit_of_work(app.system_context()) as uow:
        attribute_id = await create_attribute(uow, AttributeDraft(name="Colour", kind=AttributeKind.CHOICE), policy)

    async def add(name: str) -> str:
        try:
            async with app.unit_of_work(app.system_context()) as uow:
                await add_choices(uow, attribute_id, [ChoiceDraft(name=name)], policy)
        except DomainError as error:
            return error.code
        return "ok"

    found = await asyncio.gather(*(add("Blue" if number % 2 else "BLUE") for number in range(10)))
    assert sorted(found) == ["CHOICE_TAKEN"] * 9 + ["ok"]
    assert await fetch_value("SELECT count(*) FROM catalog.attribute_choice") == 1


async def test_values_set_while_the_type_changes_are_those_of_the_type_it_has_then(app: App, policy: Policy) -> None:
    async with app.unit_of_work(app.system_context()) as uow:
        for name in ("One", "Two"):
            await create_attribute(uow, AttributeDraft(name=name, kind=AttributeKind.TEXT), policy)
            attributes = (TypeAttributeDraft(code=name.lower()),)
            await create_type(uow, ProductTypeDraft(name=name, attributes=attributes), policy)

    for number in range(6):
        async with app.unit_of_work(app.system_context()) as uow:
            draft = ProductDraft(title=f"P {number}", product_type="One")
            product_id = await create_product(uow, draft, policy)

        async def change(changes: ProductChanges, product_id: Any = product_id) -> str:
            try:
                async with app.unit_of_work(app.system_context()) as uow:
                    await update_product(uow, product_id, changes, policy)
            except DomainError as error:
                return error.code
            return "ok"

        said, moved = await asyncio.gather(
            change(ProductChanges(attributes=(ValueDraft(code="one", text="x"),))),
            change(ProductChanges(product_type="Two", unfitting=Unfitting.DROP)),
        )
        left = await fetch_value("SELECT count(*) FROM catalog.attribute_value WHERE product = $1", product_id)
        assert (moved, left) == ("ok", 0)
        assert said in {"ok", "UNKNOWN_ATTRIBUTE"}


async def test_staff_make_rename_and_delete_brands(admin: GraphQLClient, shop: GraphQLClient, catalogue: Any) -> None:
    # given
    translations = [{"locale": "zh-Hans", "name": "七窑", "description": "<p>窑</p>"}]
    data = {"name": "Kiln", "description": "<p>Old</p><script>x</script>", "logoUrl": "/k.svg",
            "translations": translations}  # fmt: skip
    kiln = (await catalogue.change("brandCreate", data, "brand { id slug }"))["brand"]
    await catalogue.product("Mug", brandId=kiln["id"])
    # when
    shown = await shop('{ brand(slug: "kiln") { name description logoUrl products(first: 5) { nodes { slug } } } }')
    chinese = await shop("{ brands(first: 5) { nodes { name description } } }", fondaco_locale="zh-Hans")
    taken = await admin.change("brandCreate", {"name": "KILN"}, "brand { id }")
    renamed = await catalogue.change("brandUpdate", {"id": kiln["id"], "name": "Kiln Seven"}, "brand { name slug }")
    after = await shop('{ product(slug: "mug") { brand { name } } }')
    await catalogue.change("brandDelete", {"id": kiln["id"]}, "deletedId")
    gone = await shop('{ product(slug: "mug") { brand { name } } }')
    # then
    assert shown["brand"] == {
        "name": "Kiln",
        "description": "<p>Old</p>",
        "logoUrl": "/k.svg",
        "products": {"nodes": [{"slug": "mug"}]},
    }
    assert chinese["brands"]["nodes"] == [{"name": "七窑", "description": "<p>窑</p>"}]
    assert [(error["code"], error["field"]) for error in taken["errors"]] == [("NAME_TAKEN", ["name"])]
    assert renamed["brand"] == {"name": "Kiln Seven", "slug": "kiln"}
    assert after["product"]["brand"] == {"name": "Kiln Seven"}
    assert gone["product"]["brand"] is None
    assert decode_global_id(kiln["id"])[0] == "Brand"
