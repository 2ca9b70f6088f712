"""The tree of categories: where things are, how they are moved, and that nobody breaks it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
from fondaco.app import App
from fondaco.db import fetch_all, fetch_value
from fondaco.errors import DomainError
from fondaco.ids import decode_global_id
from fondaco.testing import GraphQLClient
from fondaco_catalog.model.drafts import CategoryDraft, CategoryMove
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.scope import Scope
from fondaco_catalog.repository.categories import list_ancestors
from fondaco_catalog.service.categories import create_category, delete_category
from fondaco_catalog.service.category_tree import move_category, reorder_categories
from fondaco_catalog.settings import CatalogSettings

SHARED = Path(__file__).parents[4] / "shared/data/taxonomy"
TREE = "{ categories { name children { name children { name } } } }"
BROKEN = """
    WITH RECURSIVE placed(id, path) AS (
        SELECT id, ARRAY[id] FROM catalog.category WHERE parent IS NULL
        UNION ALL SELECT c.id, placed.path || c.id FROM catalog.category c JOIN placed ON c.parent = placed.id
    )
    SELECT count(*) FROM catalog.category c LEFT JOIN placed ON placed.id = c.id WHERE placed.path IS DISTINCT FROM c.path
"""


class _Named(msgspec.Struct, frozen=True):
    name: str
    position: int


def names(nodes: list[dict[str, Any]]) -> Any:
    """The tree as nested lists: a name, or a name with what is below it."""
    return [(node["name"], names(node["children"])) if node.get("children") else node["name"] for node in nodes]


async def tree(shop: GraphQLClient) -> Any:
    return names((await shop(TREE))["categories"])


async def grow(catalogue: Any, *paths: str) -> dict[str, str]:
    """Makes categories by their paths (``A/B``); returns their ids by name."""
    ids: dict[str, str] = {}
    for path in paths:
        *above, name = path.split("/")
        more = {"parentId": ids[above[-1]]} if above else {}
        ids[name] = (await catalogue.category(name, **more))["id"]
    return ids


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        ({"id": "C"}, [("A", ["D"]), "B", "C"]),
        ({"id": "A"}, ["B", "C", ("A", ["D"])]),
        ({"id": "C", "beforeId": "A"}, ["C", ("A", ["D"]), "B"]),
        ({"id": "A", "afterId": "B"}, ["B", ("A", ["D"]), "C"]),
        ({"id": "A", "parentId": "C"}, ["B", ("C", [("A", ["D"])])]),
        ({"id": "B", "beforeId": "D"}, [("A", ["B", "D"]), "C"]),
        ({"id": "B", "parentId": "A", "afterId": "D"}, [("A", ["D", "B"]), "C"]),
        ({"id": "D", "parentId": None}, ["A", "B", "C", "D"]),
        ({"id": "D", "parentId": None, "beforeId": "B"}, ["A", "D", "B", "C"]),
    ],
)
async def test_a_category_goes_where_it_is_put(
    catalogue: Any, shop: GraphQLClient, move: dict[str, Any], expected: Any
) -> None:
    ids = await grow(catalogue, "A", "B", "C", "A/D")
    assert await tree(shop) == [("A", ["D"]), "B", "C"]
    data = {name: ids[value] if value else None for name, value in move.items()}
    await catalogue.change("categoryMove", data, "category { id }")
    assert await tree(shop) == expected
    assert await fetch_value(BROKEN) == 0


@pytest.mark.parametrize(
    ("move", "code", "field"),
    [
        ({"id": "A", "parentId": "A"}, "CATEGORY_CYCLE", ["parentId"]),
        ({"id": "A", "parentId": "D"}, "CATEGORY_CYCLE", ["parentId"]),
        ({"id": "A", "beforeId": "D"}, "CATEGORY_CYCLE", ["parentId"]),
        ({"id": "A", "beforeId": "A"}, "SIBLING_ELSEWHERE", ["beforeId"]),
        ({"id": "B", "parentId": None, "afterId": "D"}, "SIBLING_ELSEWHERE", ["afterId"]),
        ({"id": "B", "beforeId": "A", "afterId": "D"}, "ONE_SIBLING_ONLY", ["afterId"]),
    ],
)
async def test_a_move_that_cannot_be_is_refused_and_changes_nothing(
    admin: GraphQLClient, catalogue: Any, shop: GraphQLClient, move: dict[str, Any], code: str, field: list[str]
) -> None:
    ids = await grow(catalogue, "A", "B", "A/D")
    data = {name: ids[value] if value else None for name, value in move.items()}
    payload = await admin.change("categoryMove", data, "category { id }")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, field)]
    assert await tree(shop) == [("A", ["D"]), "B"]


async def test_siblings_are_put_into_an_order_and_those_left_out_come_behind(
    admin: GraphQLClient, catalogue: Any, shop: GraphQLClient
) -> None:
    ids = await grow(catalogue, "A", "B", "C", "D", "A/E", "A/F")
    roots = await catalogue.change(
        "categoryChildrenReorder", {"childIds": [ids["D"], ids["B"]]}, "categories { name position }"
    )
    await catalogue.change(
        "categoryChildrenReorder", {"parentId": ids["A"], "childIds": [ids["F"], ids["E"]]}, "categories { name }"
    )
    assert [(root["name"], root["position"]) for root in roots["categories"]] == [
        ("D", 0),
        ("B", 1),
        ("A", 2),
        ("C", 3),
    ]
    assert await tree(shop) == ["D", "B", ("A", ["F", "E"]), "C"]
    twice = await admin.change("categoryChildrenReorder", {"childIds": [ids["A"], ids["A"]]}, "categories { id }")
    elsewhere = await admin.change("categoryChildrenReorder", {"childIds": [ids["A"], ids["E"]]}, "categories { id }")
    assert [error["code"] for error in twice["errors"]] == ["DUPLICATE_CATEGORY"]
    assert [(error["code"], error["field"]) for error in elsewhere["errors"]] == [
        ("SIBLING_ELSEWHERE", ["childIds", "1"])
    ]


async def test_a_new_category_takes_the_place_it_is_given(catalogue: Any, shop: GraphQLClient) -> None:
    await grow(catalogue, "A", "B")
    await catalogue.category("C", position=1)
    await catalogue.category("D", position=99)
    assert await tree(shop) == ["A", "C", "B", "D"]


async def test_a_category_has_a_picture_and_texts_for_search_engines_in_each_language(
    catalogue: Any, shop: GraphQLClient, admin: GraphQLClient
) -> None:
    # given
    seo = {"seoTitle": "Buy mugs", "seoDescription": "All our mugs"}
    german = {"locale": "de", "name": "Tassen", "imageAlt": "Lauter Tassen", "seoTitle": "Tassen kaufen"}
    made = await catalogue.category("Mugs", imageUrl="/mugs.png", imageAlt="Mugs", translations=[german], **seo)
    query = '{ category(slug: "mugs") { name image { url alt } seoTitle seoDescription } }'
    picture = {"url": "/mugs.png", "alt": "Mugs"}
    # when / then
    assert (await shop(query))["category"] == {"name": "Mugs", "image": picture, **seo}
    assert (await shop(query, fondaco_locale="de"))["category"] == {
        "name": "Tassen", "image": {**picture, "alt": "Lauter Tassen"}, "seoTitle": "Tassen kaufen", "seoDescription": "All our mugs"
    }  # fmt: skip
    staff = f'{{ category(id: "{made["id"]}") {{ translations {{ locale name imageAlt seoTitle seoDescription }} }} }}'
    assert (await admin(staff))["category"] == {"translations": [{**german, "seoDescription": ""}]}
    # when what is named changes, the rest stays
    await catalogue.change("categoryUpdate", {"id": made["id"], "imageUrl": None, "seoTitle": ""}, "category { id }")
    assert (await shop(query))["category"] == {
        "name": "Mugs", "image": None, "seoTitle": "", "seoDescription": "All our mugs"
    }  # fmt: skip
    # when a language says nothing any more
    gone = {"id": made["id"], "translations": [{"locale": "de"}]}
    await catalogue.change("categoryUpdate", gone, "category { id }")
    assert (await admin(staff))["category"] == {"translations": []}


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"imageUrl": "javascript:alert(1)"}, "INVALID_URL", ["imageUrl"]),
        ({"imageAlt": "a" * 1_001}, "TOO_LONG", ["imageAlt"]),
        ({"seoTitle": "a" * 256}, "TOO_LONG", ["seoTitle"]),
        ({"seoDescription": "a" * 2_001}, "TOO_LONG", ["seoDescription"]),
    ],
)
async def test_what_a_category_cannot_say_of_itself_is_refused_and_nothing_is_written(
    catalogue: Any, admin: GraphQLClient, said: dict[str, Any], code: str, field: list[str]
) -> None:
    made = await catalogue.category("Mugs")
    for mutation, data in (
        ("categoryCreate", {"name": "More"}),
        ("categoryUpdate", {"id": made["id"], "name": "More"}),
    ):
        payload = await admin.change(mutation, {**data, **said}, "category { id }")
        assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, field)]
    assert (await admin(TREE))["categories"] == [{"name": "Mugs", "children": []}]


async def test_a_deleted_category_lets_what_is_in_it_move_up_in_its_place(
    catalogue: Any, shop: GraphQLClient, admin: GraphQLClient
) -> None:
    # given
    ids = await grow(catalogue, "A", "A/B", "A/C", "A/D", "C/E", "C/F", "E/G")
    cup = await catalogue.product("Cup", categoryId=ids["C"])
    # when
    await catalogue.change(
        "categoryDelete", {"id": ids["C"], "moveChildrenUp": True, "moveProductsUp": True}, "deletedId"
    )
    # then
    found = await shop("{ categories { children { name depth ancestors { name } children { name depth } } } }")
    assert [(node["name"], node["depth"]) for node in found["categories"][0]["children"]] == [
        ("B", 1),
        ("E", 1),
        ("F", 1),
        ("D", 1),
    ]
    assert found["categories"][0]["children"][1]["children"] == [{"name": "G", "depth": 2}]
    filed = await admin("query ($id: ID!) { product(id: $id) { category { name } } }", {"id": cup["id"]})
    assert filed["product"] == {"category": {"name": "A"}}
    assert await fetch_value(BROKEN) == 0


async def test_the_tree_has_a_deepest_level(app: App) -> None:
    policy = Policy(app.channels, CatalogSettings(max_category_depth=3))
    async with app.unit_of_work(app.system_context()) as uow:
        one = await create_category(uow, CategoryDraft(name="1"), policy)
        two = await create_category(uow, CategoryDraft(name="2", parent_id=one), policy)
        three = await create_category(uow, CategoryDraft(name="3", parent_id=two), policy)
        other = await create_category(uow, CategoryDraft(name="Other"), policy)
    with pytest.raises(DomainError, match="4 levels") as refused:
        async with app.unit_of_work(app.system_context()) as uow:
            await create_category(uow, CategoryDraft(name="4", parent_id=three), policy)
    assert (refused.value.code, refused.value.field) == ("CATEGORY_TOO_DEEP", ("parentId",))
    with pytest.raises(DomainError, match="4 levels"):
        async with app.unit_of_work(app.system_context()) as uow:
            await move_category(uow, one, CategoryMove(parent_id=other), policy)
    async with app.unit_of_work(app.system_context()) as uow:
        await move_category(uow, two, CategoryMove(parent_id=other), policy)
    assert await fetch_value(BROKEN) == 0


async def test_counts_are_of_everything_below_that_a_buyer_can_see_in_one_statement(
    catalogue: Any, shop: GraphQLClient, admin: GraphQLClient, counted: Callable[[], Any]
) -> None:
    ids = await grow(catalogue, "A", "B", "A/C", "C/D")
    for title, category in (("1", "A"), ("2", "C"), ("3", "D"), ("4", "D")):
        await catalogue.product(title, categoryId=ids[category])
    await catalogue.product("Hidden", categoryId=ids["D"], publish=False)
    await catalogue.product("Unpriced", categoryId=ids["B"], price=None)
    query = "{ categories { name productCount children { productCount children { productCount } } } }"
    async with counted() as statements:
        found = await shop(query)
    assert found["categories"] == [
        {"name": "A", "productCount": 4, "children": [{"productCount": 3, "children": [{"productCount": 2}]}]},
        {"name": "B", "productCount": 0, "children": []},
    ]
    assert len(statements.sent) == 6  # three levels, their counts, and no more for more categories
    assert [category["productCount"] for category in (await admin(query))["categories"]] == [5, 1]


async def test_whatever_many_do_at_once_the_tree_stays_a_tree(app: App, policy: Policy) -> None:
    # given
    async with app.unit_of_work(app.system_context()) as uow:
        ids = [await create_category(uow, CategoryDraft(name=str(number)), policy) for number in range(8)]
    chance = random.Random(4)
    refused: list[str] = []

    async def restless(number: int) -> None:
        for _ in range(12):
            one, other = chance.sample(ids, 2)
            try:
                async with app.unit_of_work(app.system_context()) as uow:
                    match chance.randrange(4):
                        case 0:
                            ids.append(await create_category(uow, CategoryDraft(name="n", parent_id=one), policy))
                        case 1:
                            await reorder_categories(uow, one, [])
                        case 2 if number == 0:
                            await delete_category(uow, one, move_children_up=True)
                        case _:
                            await move_category(uow, one, CategoryMove(parent_id=other), policy)
            except DomainError as error:
                refused.append(error.code)

    # when
    await asyncio.gather(*(restless(number) for number in range(6)))
    # then
    assert set(refused) <= {"CATEGORY_CYCLE", "CATEGORY_NOT_FOUND"}
    assert await fetch_value(BROKEN) == 0
    crowded = await fetch_value(
        "SELECT count(*) FROM (SELECT parent, position FROM catalog.category GROUP BY 1, 2 HAVING count(*) > 1) q"
    )
    assert crowded == 0


@pytest.mark.real_data
async def test_the_taxonomy_of_google_is_kept_with_all_its_paths(
    app: App, policy: Policy, shop: GraphQLClient, counted: Callable[[], Any]
) -> None:
    # given
    lines = (SHARED / "google_product_taxonomy.en-US.txt").read_text().splitlines()
    paths = [line.partition(" - ")[2].split(" > ") for line in lines if line and not line.startswith("#")]
    assert len(paths) == 5_595
    ids: dict[tuple[str, ...], UUID] = {}
    async with app.unit_of_work(app.system_context()) as uow:
        for path in paths:
            draft = CategoryDraft(name=path[-1], parent_id=ids.get(tuple(path[:-1])))
            ids[tuple(path)] = await create_category(uow, draft, policy)
    # then
    scope = Scope(channel=app.channels["default"])
    async with counted() as statements:
        above = await list_ancestors(scope, list(ids.values()))
    assert len(statements.sent) == 1
    assert [[category.name for category in row] for row in above] == [path[:-1] for path in paths]
    assert await fetch_value(BROKEN) == 0
    roots = await fetch_all(
        _Named, "SELECT name, position FROM catalog.category WHERE parent IS NULL ORDER BY position"
    )
    assert [(row.name, row.position) for row in roots] == [
        (path[0], place) for place, path in enumerate(path for path in paths if len(path) == 1)
    ]
    # and when the largest part of it is moved below another one, everything below goes along
    home = ids["Home & Garden",]
    below = sum(path[0] == "Home & Garden" for path in paths)
    async with app.unit_of_work(app.system_context()) as uow:
        await move_category(uow, home, CategoryMove(parent_id=ids["Furniture",]), policy)
    assert await fetch_value(BROKEN) == 0
    moved = await fetch_value(
        "SELECT count(*) FROM catalog.category WHERE path[1] = $1 AND path[2] = $2", ids["Furniture",], home
    )
    assert moved == below
    found = await shop(
        "query ($slug: String!) { category(slug: $slug) { depth ancestors { name } } }", {"slug": "home-garden"}
    )
    assert found["category"] == {"depth": 1, "ancestors": [{"name": "Furniture"}]}
    assert decode_global_id((await shop('{ category(slug: "furniture") { id } }'))["category"]["id"])[1] == str(
        ids["Furniture",]
    )
