"""Facets against a naive count, and after definitions changed."""

from __future__ import annotations

import random
from typing import Any

from fondaco.app import App
from fondaco.commerce import FacetSelection, ProductSearch, ProductSort
from fondaco.testing import GraphQLClient

COLOURS, SIZES, TAGS, BRANDS = ("Blue", "Red", "Green"), ("S", "M"), ("new", "sale", "gift"), ("Kiln", "Potter")
FACETS = ("brand", "tag", "category", "option:*", "attribute:*")


async def make_attribute(catalogue: Any, **data: Any) -> str:
    made = await catalogue.change("attributeCreate", {"filterable": True, **data}, "attribute { id }")
    return str(made["attribute"]["id"])


async def make_type(catalogue: Any, *codes: str) -> str:
    data = {"name": "Cup", "attributes": [{"code": code} for code in codes]}
    return str((await catalogue.change("productTypeCreate", data, "productType { id }"))["productType"]["id"])


async def test_counts_are_those_of_counting_one_by_one_whatever_is_chosen(app: App, catalogue: Any) -> None:
    # given
    chance = random.Random(4)
    await make_attribute(
        catalogue, code="uses", name="Uses", kind="MULTI_CHOICE", choices=[{"name": "Tea"}, {"name": "Soup"}]
    )
    await make_attribute(catalogue, code="oven", name="Oven", kind="BOOLEAN")
    kind = await make_type(catalogue, "uses", "oven")
    home = await catalogue.category("Home")
    table = await catalogue.category("Table", parentId=home["id"])
    shelf: list[dict[str, set[str]]] = []
    for number in range(14):
        colours = chance.sample(COLOURS, chance.randint(1, 3))
        brand, tags = chance.choice(BRANDS), chance.sample(TAGS, chance.randint(0, 2))
        uses = chance.sample(("tea", "soup"), chance.randint(0, 2))
        oven, place = chance.choice((True, False, None)), chance.choice((home, table, None))
        attributes: list[dict[str, Any]] = [{"code": "uses", "choices": uses}] if uses else []
        attributes += [] if oven is None else [{"code": "oven", "boolean": oven}]
        await catalogue.product(
            f"Cup {number}",
            brandName=brand,
            tags=tags,
            productTypeId=kind,
            attributes=attributes,
            categoryId=place and place["id"],
            options=[{"name": "Colour No.", "values": colours}],
            variants=[{"options": [one], "prices": [{"channel": "default", "price": "5.00"}]} for one in colours],
        )
        shelf.append({
            "brand": {brand.lower()},
            "tag": set(tags),
            "category": {"home", "table"} if place is table else {"home"} if place is home else set(),
            "option:colour no": set(colours),
            "attribute:uses": set(uses),
            "attribute:oven": set() if oven is None else {str(oven).lower()},
        })  # fmt: skip
    await catalogue.index()
    engine = app.host.get("catalog").engine  # type: ignore[attr-defined]
    names = list(shelf[0])
    for _ in range(25):
        # when
        chosen = {
            name: set(chance.sample(sorted({value for one in shelf for value in one[name]}), 1))
            for name in chance.sample(names, chance.randint(0, 3))
        }
        asked = ProductSearch(
            text=chance.choice(("", "cup")),
            channel=app.default_channel,
            locale="en",
            sort=ProductSort.NEWEST,
            facets=FACETS,
            selections=tuple(FacetSelection(name, tuple(values)) for name, values in chosen.items()),
        )
        answer = await engine.search(asked)
        # then
        found = {facet.name: {one.value: one.count for one in facet.values if one.count} for facet in answer.facets}
        naive: dict[str, dict[str, int]] = {}
        for name in names:
            fitting = [
                one for one in shelf if all(one[other] & values for other, values in chosen.items() if other != name)
            ]
            counts = {value: sum(value in one[name] for one in fitting) for one in fitting for value in one[name]}
            naive.update({name: counts} if counts else {})
        assert {name: counts for name, counts in found.items() if counts} == naive, chosen
        assert answer.total == sum(all(one[name] & values for name, values in chosen.items()) for one in shelf)


SHOWN = """{ products(first: 20, facets: ["attribute:*"]) { facets { name label values { label count } } }
    few: products(first: 20, filter: { attributes: [{ code: "glaze", choices: ["ash"] }] }) { totalCount } }"""


async def shown(shop: GraphQLClient, locale: str = "en") -> tuple[list[str], int]:
    data = await shop(SHOWN, fondaco_locale=locale)
    facets = [
        f"{one['label']}: " + ", ".join(f"{value['label']} {value['count']}" for value in one["values"])
        for one in data["products"]["facets"]
    ]
    return facets, data["few"]["totalCount"]


async def test_facets_follow_what_types_have_and_what_attributes_are_called(
    shop: GraphQLClient, catalogue: Any
) -> None:
    # given
    glaze = await make_attribute(
        catalogue,
        code="glaze",
        name="Glaze",
        kind="CHOICE",
        choices=[{"name": "Ash"}, {"name": "Iron"}],
        translations=[{"locale": "zh-Hans", "name": "釉"}],
    )
    kind = await make_type(catalogue, "glaze")
    for number, choice in enumerate(("ash", "iron", "ash")):
        values = [{"code": "glaze", "choice": choice}]
        await catalogue.product(f"Cup {number}", productTypeId=kind, attributes=values)
    await catalogue.index()
    assert await shown(shop) == (["Glaze: Ash 2, Iron 1"], 2)
    assert (await shown(shop, "zh-Hans"))[0] == ["釉: Ash 2, Iron 1"]
    # when it is called something else, and loses a language
    renamed = {"id": glaze, "name": "Finish", "translations": [{"locale": "zh-Hans", "name": ""}]}
    await catalogue.change("attributeUpdate", renamed, "attribute { id }")
    await catalogue.index()
    assert await shown(shop) == (["Finish: Ash 2, Iron 1"], 2)
    assert (await shown(shop, "zh-Hans"))[0] == ["Finish: Ash 2, Iron 1"]
    # when the type loses it, and has it again
    await catalogue.change("productTypeUpdate", {"id": kind, "attributes": []}, "productType { id }")
    await catalogue.index()
    assert await shown(shop) == ([], 0)
    await catalogue.change("productTypeUpdate", {"id": kind, "attributes": [{"code": "glaze"}]}, "productType { id }")
    await catalogue.index()
    assert await shown(shop) == (["Finish: Ash 2, Iron 1"], 2)
    # when it is no longer to be filtered by
    await catalogue.change("attributeUpdate", {"id": glaze, "filterable": False}, "attribute { id }")
    await catalogue.index()
    assert (await shown(shop))[0] == []
