"""What is renamed, moved or deleted is found by its new name, and no longer by the old one."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from fondaco.app import App
from fondaco.context import Context
from fondaco.testing import GraphQLClient
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.service import renames, search_staff
from fondaco_catalog.service.search_index import SearchIndexer
from fondaco_catalog.service.search_staff import rebuild, start_rebuild
from fondaco_catalog.settings import CatalogSettings


async def found(shop: GraphQLClient, search: str, locale: str = "en") -> list[str]:
    """The titles that a search finds, sorted."""
    query = f'{{ products(first: 50, search: "{search}") {{ nodes {{ slug }} corrections {{ typed }} }} }}'
    answer = (await shop(query, fondaco_locale=locale))["products"]
    return [] if answer["corrections"] else sorted(node["slug"] for node in answer["nodes"])


async def values(shop: GraphQLClient, facet: str, locale: str = "en") -> dict[str, Any]:
    """The values of a facet over all products: label and count."""
    query = f'{{ products(first: 1, facets: ["{facet}"]) {{ facets {{ label values {{ value label count }} }} }} }}'
    facets = (await shop(query, fondaco_locale=locale))["products"]["facets"]
    return {one["value"]: (one["label"], one["count"]) for facet in facets for one in facet["values"]}


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five products are three batches."""
    monkeypatch.setattr(renames, "QUEUE_BATCH", 2)


@pytest.fixture
async def shelf(catalogue: Any) -> dict[str, str]:
    """Five cups in a category below another one, in two glazes."""
    top = await catalogue.category("Pottery")
    below = await catalogue.category("Drinkware", parentId=top["id"])
    glaze = await catalogue.change(
        "attributeCreate",
        {"code": "glaze", "name": "Glaze", "kind": "CHOICE", "filterable": True,
         "choices": [{"name": "Celadon"}, {"name": "Tenmoku"}]},
        "attribute { id choices { id code } }",
    )  # fmt: skip
    kind = await catalogue.change(
        "productTypeCreate", {"name": "Cup", "attributes": [{"code": "glaze"}]}, "productType { id }"
    )
    for number in range(5):
        await catalogue.product(
            f"Item {number}",
            slug=f"p{number}",
            categoryId=below["id"],
            productTypeId=kind["productType"]["id"],
            attributes=[{"code": "glaze", "choice": "tenmoku" if number == 4 else "celadon"}],
        )
    await catalogue.index()
    ids = {choice["code"]: choice["id"] for choice in glaze["attribute"]["choices"]}
    return {"top": top["id"], "below": below["id"], "glaze": glaze["attribute"]["id"], **ids}


ALL = ["p0", "p1", "p2", "p3", "p4"]


async def test_a_category_is_found_by_its_new_name_and_translation(
    shop: GraphQLClient, catalogue: Any, shelf: dict[str, str]
) -> None:
    assert await found(shop, "pottery") == await found(shop, "drinkware") == ALL
    change = {"id": shelf["top"], "name": "Stoneware", "translations": [{"locale": "de", "name": "Steinzeug"}]}
    await catalogue.change("categoryUpdate", change, "category { id }")
    await catalogue.index()
    assert await found(shop, "pottery") == []
    assert await found(shop, "stoneware") == await found(shop, "steinzeug") == ALL


async def test_a_category_that_moves_takes_its_products_along(
    shop: GraphQLClient, catalogue: Any, shelf: dict[str, str]
) -> None:
    kitchen = await catalogue.category("Kitchen")
    await catalogue.change("categoryMove", {"id": shelf["below"], "parentId": kitchen["id"]}, "category { id }")
    await catalogue.index()
    assert await found(shop, "pottery") == []
    assert await found(shop, "kitchen drinkware") == ALL
    await catalogue.change("categoryDelete", {"id": kitchen["id"], "moveChildrenUp": True}, "deletedId")
    await catalogue.index()
    assert await found(shop, "kitchen") == []
    await catalogue.change("categoryDelete", {"id": shelf["below"]}, "deletedId")
    await catalogue.index()
    assert await found(shop, "drinkware") == []
    assert await values(shop, "category") == {}


async def test_a_choice_is_found_and_counted_by_its_new_name(
    shop: GraphQLClient, catalogue: Any, shelf: dict[str, str]
) -> None:
    change = {"id": shelf["celadon"], "name": "Seladon", "code": "seladon",
              "translations": [{"locale": "zh-Hans", "name": "青瓷"}]}  # fmt: skip
    await catalogue.change("attributeChoiceUpdate", change, "attribute { id }")
    await catalogue.index()
    assert await found(shop, "celadon") == []
    assert await found(shop, "seladon") == await found(shop, "青瓷", "zh-Hans") == ALL[:4]
    assert await values(shop, "attribute:glaze") == {"seladon": ("Seladon", 4), "tenmoku": ("Tenmoku", 1)}
    assert (await values(shop, "attribute:glaze", "zh-Hans"))["seladon"] == ("青瓷", 4)
    merge = {"id": shelf["celadon"], "replacementId": shelf["tenmoku"]}
    await catalogue.change("attributeChoiceRemove", merge, "attribute { id }")
    await catalogue.index()
    assert await found(shop, "seladon") == []
    assert await values(shop, "attribute:glaze") == {"tenmoku": ("Tenmoku", 5)}


async def test_an_attribute_becomes_a_facet_and_ceases_to_be_one(
    shop: GraphQLClient, catalogue: Any, shelf: dict[str, str]
) -> None:
    for change, expected in (
        ({"filterable": False}, {}),
        ({"filterable": True, "code": "surface"}, {"celadon": ("Celadon", 4), "tenmoku": ("Tenmoku", 1)}),
    ):
        await catalogue.change("attributeUpdate", {"id": shelf["glaze"], **change}, "attribute { id }")
        await catalogue.index()
        assert await values(shop, "attribute:*") == expected
    await catalogue.change("attributeDelete", {"id": shelf["glaze"], "withValues": True}, "deletedId")
    await catalogue.index()
    assert await values(shop, "attribute:*") == {}
    assert await found(shop, "celadon") == []


async def test_a_brand_that_is_deleted_is_not_found_any_more(shop: GraphQLClient, catalogue: Any) -> None:
    brand = (await catalogue.change("brandCreate", {"name": "Kiln"}, "brand { id }"))["brand"]
    await catalogue.product("Cup", slug="cup", brandId=brand["id"])
    await catalogue.index()
    assert await found(shop, "kiln") == ["cup"]
    await catalogue.change("brandDelete", {"id": brand["id"]}, "deletedId")
    await catalogue.index()
    assert await found(shop, "kiln") == []


async def test_what_is_renamed_while_the_index_is_made_anew_is_right_afterwards(
    app: App, shop: GraphQLClient, catalogue: Any, shelf: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # given: batches of one product, and a rebuilding that has made the first
    monkeypatch.setattr(search_staff, "BATCH", 1)
    indexer = SearchIndexer(Policy(app.channels, CatalogSettings()))
    context: Context = app.system_context()
    async with app.unit_of_work(context) as uow:
        rebuild_id = await start_rebuild(uow)
    begun, renamed = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    pause = monkeypatch.setattr

    real = search_staff.search_staff.advance_rebuild

    async def advance(*args: Any) -> None:
        await real(*args)
        if not begun.is_set():
            begun.set()

    pause(search_staff.search_staff, "advance_rebuild", advance)

    class Paused(SearchIndexer):
        async def index(self, uow: Any, ids: Any) -> None:
            if begun.is_set():
                await renamed.wait()
            await super().index(uow, ids)

    task = loop.create_task(
        rebuild(lambda: app.unit_of_work(context), Paused(Policy(app.channels, CatalogSettings())), rebuild_id)
    )
    await begun.wait()
    # when
    assert await found(shop, "pottery") == ALL, "searches go on"
    await catalogue.change("categoryUpdate", {"id": shelf["top"], "name": "Stoneware"}, "category { id }")
    renamed.set()
    await task
    await catalogue.index()
    # then
    assert indexer is not None
    assert await found(shop, "pottery") == []
    assert await found(shop, "stoneware") == ALL
