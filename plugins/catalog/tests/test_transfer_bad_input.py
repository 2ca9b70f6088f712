"""Bad input, the same by a file of each of our formats and by the admin API: refused with field, row and code."""

from __future__ import annotations

import csv
import io
from typing import Any

import httpx
import msgspec
import pytest
from fondaco.db import fetch_rows, fetch_value
from fondaco.testing import GraphQLClient
from fondaco.testing.pytest_plugin import ADMIN_TOKEN

from .round_trips import Get, Put

SHOP = [
    {"kind": "attribute", "code": "care", "name": "Care", "type": "text"},
    {"kind": "attribute", "code": "width", "name": "Width", "type": "number", "unit": "cm"},
    {
        "kind": "productType",
        "slug": "table",
        "name": "Table",
        "attributes": [{"code": "care", "scope": "product"}, {"code": "width", "scope": "product"}],
    },
    {"kind": "category", "slug": "top", "name": "Top"},
    {"kind": "category", "slug": "below", "name": "Below", "parent": "top"},
    {"slug": "taken", "title": "Taken", "productType": "Table", "variants": [{"sku": "TAKEN"}]},
    {
        "slug": "shirt",
        "title": "Shirt",
        "options": [{"name": "Size", "values": ["M"]}],
        "variants": [{"sku": "S", "options": ["M"]}],
    },
]


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of bad input.

    Attributes:
        line: Of JSON Lines, and the place in it that is told.
        table: The header and a row of our CSV, and the column that is told.
        options: Of both imports.
        call: A mutation of the admin API with its input, ``$slug`` for the id of what has that slug; the field.
    """

    code: str
    line: tuple[dict[str, Any], str]
    table: tuple[str, str]
    call: tuple[str, dict[str, Any], str]
    options: dict[str, Any] = {}


def priced(**given: Any) -> dict[str, Any]:
    return {"slug": "new", "title": "New", "variants": [{"sku": "N", "prices": {"default": given}}]}


CASES = {
    "duplicate SKU": Case(
        code="SKU_TAKEN",
        line=({"slug": "new", "title": "New", "variants": [{"sku": "TAKEN"}]}, "variants[0].sku"),
        table=("slug,title,variant.sku\nnew,New,TAKEN\n", "variant.sku"),
        call=("productCreate", {"title": "New", "variants": [{"sku": "TAKEN"}]}, "variants 0 sku"),
    ),
    "slug clash": Case(
        code="SLUG_TAKEN",
        options={"match": "sku"},
        line=({"slug": "taken", "title": "New", "variants": [{"sku": "N"}]}, "slug"),
        table=("slug,title,variant.sku\ntaken,New,N\n", "slug"),
        call=("productCreate", {"title": "New", "slug": "taken"}, "slug"),
    ),
    "cyclic category": Case(
        code="CATEGORY_CYCLE",
        line=({"kind": "category", "slug": "top", "parent": "below"}, "parent"),
        table=("category.slug,category.parent\ntop,below\n", "category.parent"),
        call=("categoryMove", {"id": "$top", "parentId": "$below"}, "parentId"),
    ),
    "unknown currency": Case(
        code="UNKNOWN_CURRENCY",
        line=(priced(price="1", currency="XXX"), "variants[0].prices.default.currency"),
        table=(
            "slug,title,variant.sku,variant.price:default,variant.currency:default\nnew,New,N,1,XXX\n",
            "variant.currency:default",
        ),
        call=(
            "pricesSet",
            {"prices": [{"listId": "$list", "variantId": "$S", "price": "1", "currencyCode": "XXX"}]},
            "prices 0 currencyCode",
        ),
    ),
    "negative price": Case(
        code="NEGATIVE_PRICE",
        line=(priced(price="-1"), "variants[0].prices.default.price"),
        table=("slug,title,variant.sku,variant.price:default\nnew,New,N,-1\n", "variant.price:default"),
        call=(
            "productCreate",
            {"title": "New", "variants": [{"prices": [{"channel": "default", "price": "-1"}]}]},
            "variants 0 prices 0 price",
        ),
    ),
    "attribute of the wrong type": Case(
        code="WRONG_ATTRIBUTE_TYPE",
        line=({"slug": "taken", "attributes": {"width": "wide"}}, "attributes.width"),
        table=("slug,attribute:width\ntaken,wide\n", "attribute:width"),
        call=(
            "productUpdate",
            {"id": "$taken", "attributes": [{"code": "width", "text": "wide"}]},
            "attributes 0 text",
        ),
    ),
    "unknown option": Case(
        code="UNKNOWN_OPTION",
        line=(
            {"slug": "shirt", "options": [{"name": "Size", "values": ["M"]}], "variants": [{"options": {"Hue": "M"}}]},
            "variants[0].options.Hue",
        ),
        table=("slug,option.name,option.value,variant.option:Hue\nshirt,Size,M,Red\n", "variant.option:Hue"),
        call=(
            "productVariantsGenerate",
            {"productId": "$shirt", "exclude": [[{"option": "Hue", "value": "Red"}]]},
            "exclude 0",
        ),
    ),
}
PAYLOADS = {"categoryMove": "category", "pricesSet": "variants", "productVariantsGenerate": "product"}
STATE = (
    "SELECT (SELECT jsonb_agg(p ORDER BY p.id)::text FROM catalog.product p) AS products, "
    "(SELECT jsonb_agg(v ORDER BY v.id)::text FROM catalog.product_variant v) AS variants, "
    "(SELECT jsonb_agg(c ORDER BY c.id)::text FROM catalog.category c) AS categories, "
    "(SELECT count(*) FROM catalog.price) + (SELECT count(*) FROM catalog.attribute_value) AS values"
)


async def test_bad_input_is_refused_by_row_field_and_code_whichever_way_it_comes(
    put: Put, admin: GraphQLClient
) -> None:
    # given
    assert (await put(b"".join(msgspec.json.encode(line) + b"\n" for line in SHOP), format="jsonl")).ok
    ids = {"list": await made_list(admin)} | await named(admin)
    before = await fetch_rows(STATE)
    for name, case in CASES.items():
        line, place = case.line
        text, column = case.table
        mutation, data, field = case.call
        # when
        by_line = await put(b"\n" + msgspec.json.encode(line) + b"\n", format="jsonl", **case.options)
        by_table = await put(text.encode(), format="csv", **case.options)
        payload = await admin.change(mutation, filled(data, ids), f"{PAYLOADS.get(mutation, 'product')} {{ id }}")
        # then
        told = [(row.row, row.column, row.code) for row in by_line.rows]
        assert told == [(2, place, case.code)], name
        assert [(row.row, row.column, row.code) for row in by_table.rows] == [(2, column, case.code)], name
        assert [(error["code"], " ".join(error["field"])) for error in payload["errors"]] == [(case.code, field)], name
        assert await fetch_rows(STATE) == before, name


def filled(data: Any, ids: dict[str, str]) -> Any:
    """Returns the input with ids in the place of names."""
    if isinstance(data, dict):
        return {key: filled(value, ids) for key, value in data.items()}
    if isinstance(data, list):
        return [filled(value, ids) for value in data]
    return ids[data[1:]] if isinstance(data, str) and data.startswith("$") else data


async def made_list(admin: GraphQLClient) -> str:
    payload = await admin.change("priceListCreate", {"name": "Sale", "channel": "default"}, "priceList { id }")
    assert payload["errors"] == []
    return str(payload["priceList"]["id"])


async def named(admin: GraphQLClient) -> dict[str, str]:
    """Returns the ids of everything by slug, and of variants by SKU."""
    found = await admin(
        "{ products(first: 9) { nodes { id slug variants { id sku } } } categories { id slug children { id slug } } }"
    )
    below = [child for category in found["categories"] for child in category["children"]]
    nodes = [*found["products"]["nodes"], *found["categories"], *below]
    variants = [variant for product in found["products"]["nodes"] for variant in product["variants"]]
    return {node["slug"]: node["id"] for node in nodes} | {variant["sku"]: variant["id"] for variant in variants}


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b'{"query": "mutation { x }", "variables": {"t": "' + b"x" * 50_000_000 + b'"}}', 413, "BODY_TOO_LARGE"),
        (b'{"query": "{ products(first: 1) { nodes { id } } } #\xff"}', 400, "GRAPHQL_INVALID"),
    ],
    ids=["50 MB of JSON", "invalid UTF-8"],
)
async def test_a_body_that_cannot_be_read_is_refused(
    http: httpx.AsyncClient, body: bytes, status: int, code: str
) -> None:
    headers = {"authorization": f"Bearer {ADMIN_TOKEN}", "content-type": "application/json"}
    answer = await http.post("/graphql/admin", content=body, headers=headers)
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (status, code)
    assert await fetch_value("SELECT count(*) FROM catalog.product") == 0


async def test_no_cell_of_any_export_is_a_formula(put: Put, get: Get) -> None:
    # given formulas wherever somebody may write one
    evil = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", "=HYPERLINK(\"x\")"]  # fmt: skip
    lines: list[dict[str, Any]] = [
        {"kind": "attribute", "code": "care", "name": evil[0], "type": "text", "labels": {"de": evil[1]}},
        {"kind": "productType", "slug": "t", "name": evil[2], "attributes": [{"code": "care"}]},
        {"kind": "brand", "slug": "b", "name": evil[3], "description": evil[0], "seoTitle": evil[1]},
        {"kind": "category", "slug": "c", "name": evil[5]},
        {"kind": "collection", "slug": "k", "title": evil[0], "imageAlt": evil[1], "seoTitle": evil[2]},
        {
            "slug": "p", "title": evil[5], "description": evil[0], "brand": evil[3], "productType": evil[2],
            "category": "c", "tags": [evil[3]], "attributes": {"care": evil[0]}, "externalId": evil[1],
            "media": [{"url": "https://x/1.jpg", "alt": evil[0]}],
            "options": [{"name": evil[0], "labels": {"de": evil[3]}, "values": [evil[1]]}],
            "variants": [{"options": [evil[1]], "sku": evil[3], "barcode": evil[2], "externalId": evil[0]}],
        },
    ]  # fmt: skip
    report = await put(b"".join(msgspec.json.encode(line) + b"\n" for line in lines), format="jsonl")
    assert report.rows == []
    # then
    for kind in ("csv", "shopify"):
        cells = [cell for row in csv.reader(io.StringIO((await get(kind)).decode())) for cell in row if cell]
        dangerous = [cell for cell in cells if cell[0] in "=+-@＝＋－＠\t\r\n"]
        assert dangerous == []
        assert any(cell.startswith("'=") for cell in cells)


async def test_metadata_has_the_limits_of_the_api(put: Put) -> None:
    # given what is a byte more than is allowed, and a key more
    large, many = {"a": "x" * 65_529}, {f"k{n}": 1 for n in range(101)}
    file = [
        {"slug": "a", "title": "A", "metadata": large},
        {"slug": "b", "title": "B", "privateMetadata": many},
        {"slug": "c", "title": "C", "variants": [{"metadata": large}]},
        {"kind": "brand", "slug": "d", "name": "D", "privateMetadata": large},
        {"kind": "category", "slug": "e", "name": "E", "metadata": many},
        {"slug": "f", "title": "F", "metadata": {"a": "x" * 65_528}},
    ]
    # when
    report = await put(b"".join(msgspec.json.encode(line) + b"\n" for line in file))
    # then
    assert [(one.row, one.column, one.code) for one in report.rows] == [
        (1, "metadata", "METADATA_TOO_LARGE"),
        (2, "privateMetadata", "METADATA_TOO_LARGE"),
        (3, "variants[0].metadata", "METADATA_TOO_LARGE"),
        (4, "privateMetadata", "METADATA_TOO_LARGE"),
        (5, "metadata", "METADATA_TOO_LARGE"),
    ]
    assert (report.created, report.failed) == (1, 5)
