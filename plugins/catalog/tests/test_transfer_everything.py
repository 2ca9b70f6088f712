"""What is said of products besides themselves, in files: attributes, types, brands, collections, relations …"""

from __future__ import annotations

import copy
from typing import Any

import msgspec
import pytest
from fondaco.app import App
from fondaco.db import execute, fetch_rows, fetch_value
from fondaco.testing import WorkerDriver

from .round_trips import FORMATS, Get, Put, empty, goes_round

ATTRIBUTES: list[dict[str, Any]] = [
    {"kind": "attribute", "code": "material", "name": "Material", "labels": {"de": "Stoff"}, "type": "multi_choice",
     "filterable": True, "position": 3,
     "choices": [{"code": "oak", "name": "Oak", "labels": {"de": "Eiche"}}, {"code": "ash", "name": "Ash"}]},
    {"kind": "attribute", "code": "finish", "name": "Finish", "type": "swatch", "choices": [
        {"code": "black", "name": "Black", "labels": {"de": "Schwarz"}, "colour": "#000000"},
        {"code": "raw", "name": "Raw", "imageUrl": "https://x/raw.png"},
    ]},
    {"kind": "attribute", "code": "width", "name": "Width", "type": "number", "unit": "cm", "visible": False},
    {"kind": "attribute", "code": "care", "name": "Care", "type": "text"},
    {"kind": "attribute", "code": "story", "name": "Story", "type": "rich_text"},
    {"kind": "attribute", "code": "outdoor", "name": "Outdoor", "type": "boolean"},
    {"kind": "attribute", "code": "since", "name": "Since", "type": "date"},
    {"kind": "attribute", "code": "manual", "name": "Manual", "type": "file"},
    {"kind": "attribute", "code": "grade", "name": "Grade", "type": "choice", "choices": [{"code": "a", "name": "A"}]},
    {"kind": "attribute", "code": "fits", "name": "Fits", "type": "reference", "referenceTo": "product"},
    {"kind": "attribute", "code": "goes_with", "name": "Goes with", "type": "reference", "referenceTo": "variant"},
    {"kind": "attribute", "code": "maker", "name": "Maker", "type": "reference", "referenceTo": "brand"},
]  # fmt: skip
ON_PRODUCT = ("material", "care", "story", "outdoor", "since", "manual", "grade", "fits", "maker")
TYPE: dict[str, Any] = {
    "kind": "productType", "slug": "table", "name": "Table", "labels": {"de": "Tisch"}, "formerSlugs": ["desk"],
    "attributes": [
        *({"code": code, "scope": "product", "required": code == "care"} for code in ON_PRODUCT),
        {"code": "width", "scope": "variant", "required": False},
        {"code": "goes_with", "scope": "variant", "required": False},
        {"code": "finish", "scope": "option", "required": True},
    ],
}  # fmt: skip
GROUPS: list[dict[str, Any]] = [
    {"kind": "brand", "slug": "acme", "name": "Acme", "description": "<p>Old.</p>", "logoUrl": "https://x/logo.png",
     "seoTitle": "A", "seoDescription": "B",
     "translations": {"de": {"name": "Akme", "description": "", "seoTitle": "C", "seoDescription": "D"}}, "metadata": {"a": 1}, "privateMetadata": {"b": [2]},
     "formerSlugs": ["acme-inc", "acme-ltd"]},
    {"kind": "category", "slug": "home", "name": "Home", "imageUrl": "https://x/2.jpg", "imageAlt": "Two",
     "seoTitle": "H", "seoDescription": "E", "metadata": {"a": {"b": None}}, "privateMetadata": {"c": 1},
     "translations": {"de": {"name": "Heim", "description": "", "imageAlt": "Zwei", "seoTitle": "I", "seoDescription": ""}},
     "formerSlugs": ["house"]},
    {"kind": "collection", "slug": "by-hand", "title": "By hand", "imageUrl": "https://x/1.jpg", "imageAlt": "One",
     "seoTitle": "S", "seoDescription": "D", "channels": ["japan"], "metadata": {"k": "v"}, "privateMetadata": {"p": 1},
     "formerSlugs": ["hand"],
     "translations": {"de": {"title": "Von Hand", "description": "", "imageAlt": "Eins", "seoTitle": "T", "seoDescription": "U"}}},
    {"kind": "collection", "slug": "ruled", "title": "Ruled", "channels": ["default", "japan"], "sort": "price_asc",
     "rule": {"match": "any", "conditions": [{"field": "category", "values": ["home"]},
                                             {"field": "price", "channel": "default", "min": "1.50"}],
              "groups": [{"match": "all", "conditions": [{"field": "brand", "values": ["acme"], "negate": True},
                                                         {"field": "product_type", "values": ["table"]}]}]}},
    {"kind": "tag", "name": "old", "labels": {"de": "alt", "zh-Hans": "旧"}},
    {"kind": "relationKind", "code": "spare_part", "name": "Spare part", "labels": {"de": "Ersatzteil"},
     "symmetric": True, "position": 7},
]  # fmt: skip
PRODUCTS: list[dict[str, Any]] = [
    {"slug": "round", "title": "Round", "productType": "Table", "brand": "Acme", "category": "home",
     "formerSlugs": ["rund", "ronde"], "collections": {"by-hand": 3, "ruled": 1},
     "attributes": {"material": ["oak", "ash"], "care": "Wipe = dry", "care@de": "Wischen", "story": "<p>Long</p>",
                    "outdoor": False, "since": "2020-02-29", "manual": "https://x/m.pdf", "grade": "a"},
     "options": [{"name": "Finish", "attribute": "finish", "values": ["Black", "raw"]}],
     "variants": [{"options": ["black"], "sku": "R-1", "attributes": {"width": "80.50"}},
                  {"options": ["Raw"], "attributes": {"width": -3}}]},
    {"slug": "square", "title": "Square", "productType": "Table", "category": "home", "excludedFrom": ["ruled"],
     "attributes": {"care": "true", "material": ["ash"]}, "variants": [{"sku": "S-1"}]},
    {"slug": "plain", "title": "Plain", "variants": [{"sku": "P-1"}]},
]  # fmt: skip
LINKS: list[dict[str, Any]] = [
    {"kind": "relation", "product": "plain", "code": "spare_part", "related": ["square", "round"]},
    {"kind": "reference", "product": "round", "attribute": "fits", "to": ["square", "plain"]},
    {"kind": "reference", "product": "round", "attribute": "maker", "to": ["acme"]},
    {"kind": "reference", "product": "round", "variant": "#2", "attribute": "goes_with", "to": ["P-1", "round#2"]},
]
EVERYTHING = [*ATTRIBUTES, TYPE, *GROUPS, *PRODUCTS, *LINKS]


def lines(*things: dict[str, Any]) -> bytes:
    return b"".join(msgspec.json.encode(thing) + b"\n" for thing in things)


def says(found: Any, said: Any) -> bool:
    """Says whether what was exported has everything that was said."""
    if isinstance(said, dict):
        return isinstance(found, dict) and all(key in found and says(found[key], each) for key, each in said.items())
    if isinstance(said, list) and isinstance(found, list) and len(said) == len(found):
        return all(says(one, other) for one, other in zip(found, said, strict=True))
    return bool(found == said)


@pytest.mark.parametrize("kind", FORMATS)
async def test_everything_goes_round(put: Put, get: Get, worker: WorkerDriver, kind: str) -> None:
    # given
    await execute("DELETE FROM catalog.relation_kind")
    report = await put(lines(*EVERYTHING), format="jsonl")
    assert (report.rows[:3], report.created) == ([], len(EVERYTHING))
    again = await put(lines(*EVERYTHING), format="jsonl")
    assert (again.rows, again.updated, again.created) == ([], 0, 0)
    # then what a file has is what was said
    exported = [msgspec.json.decode(line) for line in (await get("jsonl")).splitlines()]
    wanted = copy.deepcopy(EVERYTHING)
    wanted[-len(LINKS) - 3]["options"][0]["values"] = [{"value": "Black", "labels": {}}, {"value": "Raw", "labels": {}}]
    variants = wanted[-len(LINKS) - 3].pop("variants")
    for said in wanted:
        said.setdefault("kind", "product")
        said.pop("variants", None)
        assert any(says(found, said) for found in exported), said
    [round_] = [found for found in exported if found.get("slug") == "round"]
    assert [(each["options"], each["attributes"]) for each in round_["variants"]] == [
        (["Black"], {"width": "80.50"}),
        (["Raw"], {"width": "-3"}),
    ]
    assert len(variants) == 2
    # and it goes round, also with what the rule has found, which is not exported as put there by hand
    await worker.drain()
    placed = await fetch_rows("SELECT kind FROM catalog.collection_product ORDER BY kind")
    assert [row["kind"] for row in placed] == ["hand", "pin"]
    await goes_round(put, get, kind)
    assert await fetch_value("SELECT count(*) FROM catalog.attribute_value WHERE reference IS NOT NULL") == 5


async def test_what_a_rule_has_found_is_not_exported_as_put_there(put: Put, get: Get, worker: WorkerDriver) -> None:
    rule = {"match": "all", "conditions": [{"field": "tag", "values": ["a"]}], "groups": []}
    collection = {"kind": "collection", "slug": "c", "title": "C", "rule": rule, "sort": "newest"}
    await put(lines(collection, {"slug": "p", "title": "P", "tags": ["a"]}), format="jsonl")
    await worker.drain()
    assert await fetch_value("SELECT kind FROM catalog.collection_product") == "rule"
    assert b'"collections":{}' in await get("jsonl")
    # and a file that says nothing of the collection leaves what the rule found; one that does pins it
    await put(lines({"slug": "p", "title": "P 2"}), format="jsonl")
    assert await fetch_value("SELECT kind FROM catalog.collection_product") == "rule"
    await put(lines({"slug": "p", "collections": {"c": 4}}), format="jsonl")
    assert await fetch_rows("SELECT kind, position FROM catalog.collection_product") == [{"kind": "pin", "position": 4}]


async def test_former_slugs_lead_to_the_thing_after_a_round_trip(put: Put, get: Get, app: App) -> None:
    await put(lines({"slug": "a", "title": "A", "externalId": "E"}), format="jsonl")
    await put(lines({"slug": "b", "externalId": "E"}), format="jsonl", match="external_id")
    exported = await get("jsonl")
    await empty()
    await put(exported)
    rows = await fetch_rows(
        "SELECT h.entity, h.slug FROM catalog.slug_history h JOIN catalog.product p ON p.id = h.target"
    )
    assert rows == [{"entity": "product", "slug": "a"}]


async def test_what_is_said_later_changes_only_that(put: Put) -> None:
    # given
    await put(lines(*EVERYTHING), format="jsonl")
    # when
    report = await put(
        lines(
            {"kind": "attribute", "code": "finish", "choices": [{"code": "raw", "name": "Untreated"}]},
            {"kind": "brand", "slug": "acme", "translations": {"de": {"description": "<p>Alt</p>"}}},
            {"slug": "round", "attributes": {"care@de": "", "grade": None, "material": ["ash"]}},
            {"kind": "relation", "product": "plain", "code": "spare_part", "related": ["round"]},
        ),
        format="jsonl",
    )
    # then
    assert (report.rows, report.updated) == ([], 4)
    choices = await fetch_rows(
        "SELECT c.code, c.name, c.image_url FROM catalog.attribute_choice c JOIN catalog.attribute a "
        "ON a.id = c.attribute WHERE a.code = 'finish' ORDER BY c.position"
    )
    assert [row["code"] for row in choices] == ["raw", "black"]
    assert await fetch_value("SELECT count(*) FROM catalog.product_option_value WHERE value = 'Untreated'") == 1
    texts = await fetch_rows("SELECT name, description FROM catalog.brand_translation")
    assert texts == [{"name": "Akme", "description": "<p>Alt</p>"}]
    values = await fetch_rows(
        "SELECT a.code, c.code AS choice, v.text, v.labels::text AS labels FROM catalog.attribute_value v "
        "JOIN catalog.attribute a ON a.id = v.attribute JOIN catalog.product p ON p.id = v.product "
        "LEFT JOIN catalog.attribute_choice c ON c.id = v.choice WHERE p.slug = 'round' "
        "AND a.code IN ('care', 'grade', 'material')"
    )
    assert {(row["code"], row["choice"], row["text"], row["labels"]) for row in values} == {
        ("care", None, "Wipe = dry", "{}"),
        ("material", "ash", None, "{}"),
    }
    assert await fetch_value("SELECT count(*) FROM catalog.product_relation") == 1


async def test_a_dry_run_knows_the_products_of_its_own_file(put: Put) -> None:
    report = await put(lines(*EVERYTHING), format="jsonl", dry_run=True)
    assert (report.rows, report.created) == ([], len(EVERYTHING))
    assert await fetch_value("SELECT count(*) FROM catalog.attribute") == 0


def changed(number: int, **said: Any) -> dict[str, Any]:
    return {**PRODUCTS[number], **said}


BAD: list[tuple[dict[str, Any], str, str]] = [
    ({"kind": "attribute", "name": "No code"}, "REQUIRED", "code"),
    ({"kind": "attribute", "code": "BAD CODE", "name": "X"}, "INVALID_CODE", "code"),
    ({"kind": "attribute", "code": "new", "name": "X", "type": "colour"}, "INVALID_TYPE", "type"),
    ({"kind": "attribute", "code": "new", "name": "X", "type": "text", "unit": "cm"}, "UNIT_WITHOUT_NUMBER", "unit"),
    ({"kind": "attribute", "code": "care", "type": "number"}, "ATTRIBUTE_KIND_FIXED", "type"),
    ({"kind": "attribute", "code": "width", "unit": "mm"}, "UNIT_IN_USE", "unit"),
    ({"kind": "attribute", "code": "grade", "choices": [{"code": "b", "name": "A"}]}, "CHOICE_TAKEN", "choices"),
    ({"kind": "attribute", "code": "grade", "choices": [{"name": "B"}]}, "INVALID_TYPE", "choices"),
    ({"kind": "attribute", "code": "grade", "choices": "a"}, "INVALID_TYPE", "choices"),
    ({"kind": "productType", "slug": "t", "name": "T", "attributes": [{"code": "x"}]}, "ATTRIBUTE_NOT_FOUND", "attributes"),
    ({"kind": "productType", "slug": "t", "name": "TABLE"}, "NAME_TAKEN", "name"),
    ({"kind": "brand", "slug": "acme-2", "name": "acme"}, "NAME_TAKEN", "name"),
    ({"kind": "brand", "slug": "acme", "logoUrl": "javascript:x"}, "INVALID_URL", "logoUrl"),
    ({"kind": "brand", "slug": "acme", "formerSlugs": ["acme"]}, "SLUG_TAKEN", "formerSlugs"),
    ({"kind": "collection", "slug": "ruled", "channels": ["mars"]}, "UNKNOWN_CHANNEL", "channels"),
    ({"kind": "collection", "slug": "ruled", "sort": "loudest"}, "INVALID_SORT", "sort"),
    ({"kind": "collection", "slug": "ruled", "rule": {"match": "all"}}, "RULE_EMPTY", "rule"),
    ({"kind": "collection", "slug": "ruled", "rule": {"match": "all", "conditions": [
        {"field": "brand", "values": ["nobody"]}]}}, "BRAND_NOT_FOUND", "rule"),
    ({"kind": "relationKind", "code": "spare_part", "symmetric": False}, "RELATION_KIND_FIXED", "symmetric"),
    (changed(1, attributes={"nothing": "x"}), "UNKNOWN_ATTRIBUTE", "attributes.nothing"),
    (changed(1, attributes={"width": "1"}), "UNKNOWN_ATTRIBUTE", "attributes.width"),
    (changed(1, attributes={"grade": "z"}), "UNKNOWN_CHOICE", "attributes.grade"),
    (changed(1, attributes={"outdoor": "perhaps"}), "WRONG_ATTRIBUTE_TYPE", "attributes.outdoor"),
    (changed(1, attributes={"since": "yesterday"}), "WRONG_ATTRIBUTE_TYPE", "attributes.since"),
    (changed(1, attributes={"care": ["a"]}), "WRONG_ATTRIBUTE_TYPE", "attributes.care"),
    (changed(1, attributes={"fits": "plain"}), "WRONG_ATTRIBUTE_TYPE", "attributes.fits"),
    (changed(1, attributes={"grade@de": "a", "grade": "a"}), "WRONG_ATTRIBUTE_TYPE", "attributes.grade"),
    (changed(1, attributes={"manual": "ftp://x"}), "INVALID_URL", "attributes.manual"),
    (changed(1, attributes={"care": {"a": 1}}), "INVALID_TYPE", "attributes.care"),
    (changed(1, variants=[{"sku": "S-1", "attributes": {"width": "wide"}}]), "WRONG_ATTRIBUTE_TYPE",
     "variants[0].attributes.width"),
    (changed(2, attributes={"care": "x"}), "UNKNOWN_ATTRIBUTE", "attributes.care"),
    (changed(0, options=[{"name": "Finish", "attribute": "grade", "values": ["Black"]}]), "UNKNOWN_ATTRIBUTE", "options"),
    (changed(0, options=[{"name": "Finish", "attribute": "finish", "values": ["Pink"]}]), "UNKNOWN_CHOICE", "options"),
    (changed(1, excludedFrom=["nowhere"]), "COLLECTION_NOT_FOUND", "excludedFrom"),
    (changed(1, formerSlugs=["round"]), "SLUG_TAKEN", "formerSlugs"),
    (changed(1, formerSlugs=["Not One"]), "INVALID_SLUG", "formerSlugs"),
    (changed(1, media=[{"url": "https://x/1.mp4", "poster": "https://x/1.jpg"}]), "FILE_NOT_FOUND", "media[0].poster"),
    ({"kind": "relation", "product": "plain", "code": "nothing", "related": []}, "RELATION_KIND_NOT_FOUND", "code"),
    ({"kind": "relation", "product": "nowhere", "code": "spare_part"}, "PRODUCT_NOT_FOUND", "product"),
    ({"kind": "relation", "product": "plain", "code": "spare_part", "related": ["x"]}, "PRODUCT_NOT_FOUND", "related"),
    ({"kind": "relation", "product": "plain", "code": "spare_part", "related": ["plain"]}, "RELATED_TO_ITSELF", "related"),
    ({"kind": "reference", "product": "round", "attribute": "care", "to": ["x"]}, "UNKNOWN_ATTRIBUTE", "attribute"),
    ({"kind": "reference", "product": "round", "attribute": "fits", "to": ["x"]}, "REFERENCE_NOT_FOUND", "to"),
    ({"kind": "reference", "product": "round", "variant": "X", "attribute": "goes_with", "to": []}, "VARIANT_NOT_FOUND",
     "variant"),
]  # fmt: skip


async def test_what_is_wrong_is_refused_by_row_field_and_code_and_leaves_nothing(put: Put, get: Get) -> None:
    # given
    await put(lines(*EVERYTHING), format="jsonl")
    before = await get("jsonl")
    # when
    report = await put(lines(*(bad for bad, _, _ in BAD)), format="jsonl")
    # then
    told = {row: (code, column) for row, column, code in reversed([(r.row, r.column, r.code) for r in report.rows])}
    assert [told.get(row) for row in range(1, len(BAD) + 1)] == [(code, column) for _, code, column in BAD]
    assert await get("jsonl") == before
