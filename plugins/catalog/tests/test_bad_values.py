"""Whatever is sent in whatever place of whatever mutation or query of the catalogue: an answer, never a failure."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import graphql
import pytest
from fondaco.db import fetch_value
from fondaco.testing import GraphQLClient

SCHEMAS = Path(__file__).parents[3] / "sdk/schema"
NIGHTLY = "FONDACO_NIGHTLY" in os.environ

BAD: dict[str, list[Any]] = {
    "String": ["\x00"],
    "ID": ["\x00"],
    "Int": [-(2**31)],
    "Decimal": ["1e400"],
    "DateTime": ["0001-01-01T00:00:00+14:00"],
    "JSON": [{"a": "\x00"}],
}
"""By type. Not at night only one of each, so that it takes seconds."""

if NIGHTLY:
    BAD = {
        "String": ["\x00", "\ud800", "x" * 300_000, "🙂" * 300, "\u202eابجد", "", " ", "a\nb", "\x7f"],
        "ID": ["", "\x00", "\ud800", "UHJvZHVjdDo=", "x" * 100_000],
        "Int": [-1, 0, 2**31 - 1, -(2**31)],
        "Decimal": ["1e400", "NaN", "-1", "1e-400", "9" * 30, "Infinity", "0.0000001", "1e10000000"],
        "DateTime": ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "1900-01-01T00:00:00Z", "2027-01-01"],
        "Date": ["0001-01-01", "9999-12-31", "2027-02-30"],
        "JSON": ["\x00", {"a": "\ud800"}, 1e308, None, {"\x00": 1}, {"\ud800": 1}],
    }
PLAIN: dict[str, Any] = {
    "ID": "",
    "String": "abc",
    "Int": 1,
    "Float": 1.0,
    "Boolean": False,
    "Decimal": "1.00",
    "DateTime": "2027-01-01T00:00:00Z",
    "Date": "2027-01-01",
    "JSON": {"a": 1},
    "CurrencyCode": "EUR",
}
KNOWN: dict[str, Any] = {
    "channel": "default",
    "channels": ["default"],
    "locale": "de",
    "code": "colour",
    "attribute": "colour",
    "option": "Size",
    "options": ["S"],
    "values": ["S"],
    "kind": "accessory",
    "customerGroups": ["vip"],
    "colour": "#aabbcc",
    "choice": "red",
    "value": "5",
    "ending": "0.99",
}
NOT_OURS = ("Query", "cart", "order", "file", "event", "download", "payment", "delivery")

Path_ = tuple[str | int, ...]


class Inputs:
    """Plausible inputs for a schema, and every place in them that holds a value."""

    def __init__(self, things: dict[str, str]) -> None:
        self.things = things

    def plausible(self, type_: Any, name: str, field: str, depth: int = 0) -> Any:
        """Returns a value of a type, ids being those of things where the name of the place says of which."""
        if isinstance(type_, graphql.GraphQLNonNull):
            type_ = type_.of_type
        if isinstance(type_, graphql.GraphQLList):
            known = KNOWN.get(name)
            return known if isinstance(known, list) else [self.plausible(type_.of_type, name, field, depth)]
        if isinstance(type_, graphql.GraphQLEnumType):
            return next(iter(type_.values))
        if isinstance(type_, graphql.GraphQLInputObjectType):
            wanted = {key: value for key, value in type_.fields.items() if key not in {"expectedVersion", "dryRun"}}
            return (
                {} if depth > 4 else {key: self.plausible(f.type, key, field, depth + 1) for key, f in wanted.items()}
            )
        if type_.name == "ID":
            what = field if name in {"id", "ids"} else name
            return next((id_ for prefix, id_ in self.things.items() if what.startswith(prefix)), self.things["product"])
        return KNOWN[name] if isinstance(KNOWN.get(name), str) and type_.name != "Int" else PLAIN[type_.name]

    def places(self, type_: Any, value: Any, path: Path_ = ()) -> Iterator[tuple[str, Path_]]:
        """Yields the type and the path of each value."""
        if isinstance(type_, graphql.GraphQLNonNull):
            type_ = type_.of_type
        if isinstance(type_, graphql.GraphQLList):
            if value:
                yield from self.places(type_.of_type, value[0], (*path, 0))
        elif isinstance(type_, graphql.GraphQLInputObjectType):
            for key, inner in type_.fields.items():
                if key in value:
                    yield from self.places(inner.type, value[key], (*path, key))
        elif not isinstance(type_, graphql.GraphQLEnumType):
            yield type_.name, path


def put(value: Any, path: Sequence[str | int], bad: object) -> Any:
    """Returns a copy of a value that has another one at a path."""
    if not path:
        return bad
    changed = copy.copy(value)
    changed[path[0]] = put(value[path[0]], path[1:], bad)
    return changed


def must(arguments: dict[str, Any], also: str) -> dict[str, Any]:
    """Returns the arguments or fields that have to be given, and one more."""
    return {
        name: one
        for name, one in arguments.items()
        if name in {also, "id"}
        or (isinstance(one.type, graphql.GraphQLNonNull) and one.default_value is graphql.Undefined)
    }


@pytest.fixture
async def inputs(catalogue: Any) -> Inputs:
    """Inputs that name things there are."""
    choices = [{"name": "Red"}]
    attribute = (
        await catalogue.change(
            "attributeCreate",
            {"name": "Colour", "kind": "CHOICE", "choices": choices},
            "attribute { id choices { id } }",
        )
    )["attribute"]
    kind = {"name": "Shirt", "attributes": [{"code": "colour"}]}
    type_ = (await catalogue.change("productTypeCreate", kind, "productType { id }"))["productType"]["id"]
    options = [{"name": "Size", "values": ["S"]}]
    shirt = await catalogue.product(
        productTypeId=type_, options=options, variants=[{"options": ["S"], "sku": "A"}], publish=False
    )
    prices = {"name": "Sale", "channel": "default"}
    sale = (await catalogue.change("priceListCreate", prices, "priceList { id }"))["priceList"]["id"]
    return Inputs(
        {
            "related": (await catalogue.product("Hat", publish=False))["id"],
            "productType": type_,
            "productVariant": shirt["variants"][0]["id"],
            "variant": shirt["variants"][0]["id"],
            "category": (await catalogue.category("Clothes"))["id"],
            "collection": (await catalogue.collection("New", [shirt["id"]]))["id"],
            "brand": (await catalogue.change("brandCreate", {"name": "Loom"}, "brand { id }"))["brand"]["id"],
            "attributeChoice": attribute["choices"][0]["id"],
            "choice": attribute["choices"][0]["id"],
            "attribute": attribute["id"],
            "priceList": sale,
            "list": sale,
            "product": shirt["id"],
        }
    )


async def send(client: GraphQLClient, schema: str, document: str, variables: dict[str, Any]) -> str:
    """Sends what httpx would not encode, such as half of a surrogate pair, and returns the answer."""
    headers = {**client.headers, "content-type": "application/json"}
    content = json.dumps({"query": document, "variables": variables}).encode()
    response = await client._http.post(f"/graphql/{schema}", content=content, headers=headers)
    return f"{response.status_code} {response.text}"


async def test_no_value_in_any_place_of_a_mutation_breaks_anything(admin: GraphQLClient, inputs: Inputs) -> None:
    schema = graphql.build_schema((SCHEMAS / "admin.graphql").read_text())
    assert schema.mutation_type is not None
    failed, sent = [], 0
    for name, field in schema.mutation_type.fields.items():
        if name.startswith(NOT_OURS) or "Delete" in name or "Rebuild" in name or "input" not in field.args:
            continue
        type_ = graphql.get_named_type(field.args["input"].type)
        assert isinstance(type_, graphql.GraphQLInputObjectType)
        full = inputs.plausible(type_, "input", name)
        document = f"mutation ($input: {type_}!) {{ {name}(input: $input) {{ errors {{ code field }} }} }}"
        for kind, path in inputs.places(type_, full):
            least = {key: full[key] for key in must(type_.fields, str(path[0])) if key in full}
            for bad in BAD.get(kind, ()):
                for base in (full, least) if NIGHTLY else (least,):
                    answer, sent = await send(admin, "admin", document, {"input": put(base, path, bad)}), sent + 1
                    if not answer.startswith(("200", "400")) or '"INTERNAL"' in answer:
                        failed.append((name, path, repr(bad)[:20], answer[:100]))
    assert (failed, sent > 200) == ([], True)


@pytest.mark.parametrize("which", ["admin", "shop"])
async def test_no_value_of_any_argument_of_a_query_breaks_anything(
    admin: GraphQLClient, shop: GraphQLClient, inputs: Inputs, which: str
) -> None:
    schema, client = (
        graphql.build_schema((SCHEMAS / f"{which}.graphql").read_text()),
        {"admin": admin, "shop": shop}[which],
    )
    assert schema.query_type is not None
    failed = []
    for name, field in schema.query_type.fields.items():
        if name.startswith(NOT_OURS):
            continue
        fields = getattr(graphql.get_named_type(field.type), "fields", {})
        selection = "{ nodes { __typename } totalCount }" if "nodes" in fields else "{ __typename }"
        for argument, declared in field.args.items():
            given = inputs.plausible(declared.type, argument, name)
            needed = must(field.args, argument)
            if "nodes" in fields and argument not in {"first", "last"}:
                needed["first"] = field.args["first"]
            head = ", ".join(f"${key}: {one.type}" for key, one in needed.items())
            passed = ", ".join(f"{key}: ${key}" for key in needed)
            document = f"query ({head}) {{ {name}({passed}) {selection} }}"
            others = {key: inputs.plausible(one.type, key, name) for key, one in needed.items()}
            for kind, path in inputs.places(declared.type, given):
                for bad in BAD.get(kind, ()):
                    answer = await send(client, which, document, {**others, argument: put(given, path, bad)})
                    if not answer.startswith(("200", "400")) or '"INTERNAL"' in answer:
                        failed.append((name, argument, path, repr(bad)[:20], answer[:100]))
    assert failed == []


MOMENTS = (
    "9999-12-31T23:59:59-12:00",
    "9999-12-31T23:59:59Z",
    "0001-01-01T00:00:00+14:00",
    "2027-01-01T00:00:00",
    "2027-01-01",
)


@pytest.mark.parametrize(
    ("mutation", "place"),
    [("productPublish", "publishAt"), ("productPublish", "unpublishAt"), ("productUnpublish", "unpublishAt")],
)
async def test_a_moment_that_nobody_can_mean_is_refused_and_the_shop_goes_on(
    admin: GraphQLClient, shop: GraphQLClient, catalogue: Any, mutation: str, place: str
) -> None:
    # given
    cup = await catalogue.product("Cup")
    name = mutation[0].upper() + mutation[1:]
    document = f"mutation ($input: {name}Input!) {{ {mutation}(input: $input) {{ errors {{ code }} }} }}"
    for moment in MOMENTS:
        # when
        body = await admin.raw(document, {"input": {"id": cup["id"], "channels": ["default"], place: moment}})
        # then
        assert [error["extensions"]["code"] for error in body["errors"]] == ["GRAPHQL_INVALID"], moment
    assert await fetch_value("SELECT count(*) FROM catalog.product_listing WHERE unpublish_at IS NOT NULL") == 0
    assert (await shop('{ product(slug: "cup") { slug } }'))["product"] == {"slug": "cup"}
