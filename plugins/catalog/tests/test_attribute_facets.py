"""Facets of attributes: every kind that can be filtered by, alternatives within one, narrowing between them, counts."""

from __future__ import annotations

from typing import Any

import pytest
from fondaco.testing import GraphQLClient

FACETS = """facets { name label min max minDate maxDate buckets { min { amount } max { amount } count }
    values { value label count selected colour } }"""


async def found(shop: GraphQLClient, chosen: str = "", locale: str = "en", search: str = "cup") -> dict[str, Any]:
    """A search with all facets of attributes; facets by name, without ``attribute:``, and products by slug."""
    query = f"""{{ products(first: 50, search: "{search}", filter: {{ facets: [{chosen}] }},
        facets: ["attribute:*", "price"]) {{ totalCount nodes {{ slug }} {FACETS} }} }}"""
    answer: dict[str, Any] = (await shop(query, fondaco_locale=locale))["products"]
    answer["slugs"] = "".join(sorted(node["slug"] for node in answer["nodes"]))
    answer["facets"] = {facet["name"].removeprefix("attribute:"): facet for facet in answer["facets"]}
    return answer


def counts(answer: dict[str, Any], facet: str) -> dict[str, int]:
    return {one["value"]: one["count"] for one in answer["facets"][facet]["values"]}


@pytest.fixture
async def shelf(catalogue: Any) -> None:
    """Four cups, a to d; the last has no attributes at all."""
    for given in (
        {"code": "glaze", "name": "Glaze", "kind": "SWATCH", "choices": [
            {"name": "Ash", "colour": "#eeeeee", "translations": [{"locale": "zh-Hans", "name": "灰釉"}]},
            {"name": "Iron", "colour": "#331100"}]},
        {"code": "shape", "name": "Shape", "kind": "CHOICE", "choices": [{"name": "Round"}, {"name": "Tall"}]},
        {"code": "uses", "name": "Uses", "kind": "MULTI_CHOICE", "choices": [{"name": "Tea"}, {"name": "Soup"}]},
        {"code": "height", "name": "Height", "kind": "NUMBER", "unit": "cm"},
        {"code": "oven", "name": "Oven safe", "kind": "BOOLEAN"},
        {"code": "fired", "name": "Fired on", "kind": "DATE",
         "translations": [{"locale": "zh-Hans", "name": "烧制日期"}]},
        {"code": "secret", "name": "Secret", "kind": "DATE", "filterable": False},
    ):  # fmt: skip
        await catalogue.change("attributeCreate", {"filterable": True, **given}, "attribute { id }")
    codes = ("glaze", "shape", "uses", "height", "oven", "fired", "secret")
    data = {"name": "Cup", "attributes": [{"code": code} for code in codes]}
    kind = (await catalogue.change("productTypeCreate", data, "productType { id }"))["productType"]["id"]

    async def make(
        slug: str, price: str, glaze: str, shape: str, uses: list[str], height: str, oven: bool, day: str
    ) -> None:
        values = [
            {"code": "glaze", "choice": glaze}, {"code": "shape", "choice": shape}, {"code": "uses", "choices": uses},
            {"code": "height", "number": height}, {"code": "oven", "boolean": oven}, {"code": "fired", "date": day},
            {"code": "secret", "date": "2026-01-01"},
        ]  # fmt: skip
        await catalogue.product(f"Cup {slug}", slug=slug, price=price, productTypeId=kind, attributes=values)

    await make("a", "5.00", "ash", "round", ["tea"], "8.5", True, "2026-03-01")
    await make("b", "9.99", "iron", "round", ["tea", "soup"], "12", False, "2026-03-02")
    await make("c", "120.00", "iron", "tall", ["soup"], "20.25", True, "2026-11-30")
    await catalogue.product("Cup d", slug="d", price="0.00")
    await catalogue.index()


@pytest.mark.usefixtures("shelf")
async def test_every_filterable_kind_is_counted(shop: GraphQLClient) -> None:
    answer = await found(shop)
    facets = answer["facets"]
    assert set(facets) == {"glaze", "shape", "uses", "height", "oven", "fired", "price"}
    assert counts(answer, "glaze") == {"iron": 2, "ash": 1}
    assert {one["value"]: one["colour"] for one in facets["glaze"]["values"]} == {"ash": "#eeeeee", "iron": "#331100"}
    assert counts(answer, "uses") == {"tea": 2, "soup": 2}
    assert counts(answer, "oven") == {"true": 2, "false": 1}
    assert (facets["height"]["min"], facets["height"]["max"], facets["height"]["minDate"]) == (8.5, 20.25, None)
    fired = facets["fired"]
    assert (fired["minDate"], fired["maxDate"], fired["min"]) == ("2026-03-01", "2026-11-30", None)
    assert fired["values"] == facets["height"]["values"] == []
    assert [
        (one["min"]["amount"], one["max"]["amount"], one["count"]) for one in facets["price"]["buckets"]
    ] == [("0.00", "0.00", 1), ("5.00", "9.99", 2), ("100.00", "199.99", 1)]  # fmt: skip


@pytest.mark.usefixtures("shelf")
async def test_names_of_attributes_and_choices_are_in_the_readers_language(shop: GraphQLClient) -> None:
    facets = (await found(shop, locale="zh-Hans"))["facets"]
    assert (facets["fired"]["label"], facets["height"]["label"]) == ("烧制日期", "Height")
    labels = {one["value"]: one["label"] for one in facets["glaze"]["values"]}
    assert labels == {"ash": "灰釉", "iron": "Iron"}
    assert {one["label"] for one in facets["oven"]["values"]} == {"是", "否"}


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("chosen", "slugs"),
    [
        ('{ name: "attribute:glaze", values: ["ash", "iron"] }', "abc"),
        ('{ name: "attribute:uses", values: ["tea", "soup"] }', "abc"),
        ('{ name: "attribute:uses", values: ["soup"] }, { name: "attribute:shape", values: ["round"] }', "b"),
        ('{ name: "attribute:glaze", values: ["iron"] }, { name: "attribute:oven", values: ["true"] }', "c"),
        ('{ name: "attribute:oven", values: ["true", "false"] }', "abc"),
        ('{ name: "attribute:height", min: "8.5", max: "12" }', "ab"),
        ('{ name: "attribute:height", min: "12.01" }', "c"),
        ('{ name: "attribute:fired", minDate: "2026-03-02" }', "bc"),
        ('{ name: "attribute:fired", maxDate: "2026-03-01" }', "a"),
        ('{ name: "attribute:fired", minDate: "2026-03-01", maxDate: "2026-03-02" }', "ab"),
        ('{ name: "attribute:fired", minDate: "2027-01-01" }', ""),
        ('{ name: "attribute:secret", minDate: "2020-01-01" }', ""),
        ('{ name: "price", min: "5", max: "9.99" }', "ab"),
    ],
)
async def test_values_of_an_attribute_are_alternatives_and_attributes_narrow_each_other(
    shop: GraphQLClient, chosen: str, slugs: str
) -> None:
    for search in ("cup", ""):
        answer = await found(shop, chosen, search=search)
        assert (answer["slugs"], answer["totalCount"]) == (slugs, len(slugs))


@pytest.mark.usefixtures("shelf")
async def test_what_is_chosen_of_attributes_reduces_all_counts_but_its_own(shop: GraphQLClient) -> None:
    answer = await found(
        shop,
        '{ name: "attribute:glaze", values: ["iron"] }, { name: "attribute:fired", maxDate: "2026-03-02" }, '
        '{ name: "price", max: "50" }',
    )
    assert answer["slugs"] == "b"
    assert counts(answer, "glaze") == {"ash": 1, "iron": 1}, "of what was fired by then and costs so much"
    assert [one["selected"] for one in answer["facets"]["glaze"]["values"] if one["value"] == "iron"] == [True]
    fired = answer["facets"]["fired"]
    assert (fired["minDate"], fired["maxDate"]) == ("2026-03-02", "2026-03-02"), (
        "of what has iron glaze and costs so much"
    )
    assert counts(answer, "shape") == {"round": 1}
    assert [one["count"] for one in answer["facets"]["price"]["buckets"]] == [1], "of iron glaze, fired by then"


@pytest.mark.usefixtures("shelf")
async def test_lists_without_a_search_are_narrowed_by_days_too(shop: GraphQLClient) -> None:
    async def slugs(dates: str) -> str:
        query = f'{{ products(first: 9, filter: {{ attributes: [{{ code: "fired", dates: {dates} }}] }}) {{ nodes {{ slug }} }} }}'
        return "".join(sorted(node["slug"] for node in (await shop(query))["products"]["nodes"]))

    assert await slugs('{ min: "2026-03-02" }') == "bc"
    assert await slugs('{ min: "2026-03-01", max: "2026-03-02" }') == "ab"
    assert await slugs('{ max: "2020-01-01" }') == ""


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ('{ name: "attribute:fired", minDate: "2026-03-02", min: "3" }', "INVALID_AMOUNT"),
        ('{ name: "attribute:height", max: "Infinity" }', "INVALID_AMOUNT"),
    ],
)
async def test_bounds_that_make_no_sense_are_refused(shop: GraphQLClient, chosen: str, code: str) -> None:
    body = await shop.raw(f"{{ products(first: 5, filter: {{ facets: [{chosen}] }}) {{ totalCount }} }}")
    assert body["errors"][0]["extensions"]["code"] == code


@pytest.mark.usefixtures("shelf")
async def test_facets_of_attributes_cost_no_more_statements(shop: GraphQLClient, counted: Any) -> None:
    async with counted() as statements:
        await found(shop, '{ name: "attribute:glaze", values: ["iron"] }, { name: "attribute:height", min: "1" }')
    assert len(statements.sent) <= 3
