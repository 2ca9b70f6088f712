"""Former slugs lead to what has them no longer, until something else takes them."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from fondaco.app import App
from fondaco.db import fetch_value
from fondaco.errors import DomainError, UnavailableError
from fondaco.ids import new_id
from fondaco.testing import GraphQLClient
from fondaco_catalog.model.drafts import ProductChanges, ProductDraft
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.service.products import create_product, update_product

ENTITIES = ["product", "category", "collection", "brand"]


async def make(catalogue: Any, entity: str, slug: str) -> str:
    """Makes a thing of a kind; returns its id."""
    made = {
        "product": lambda: catalogue.product("Thing", slug=slug),
        "category": lambda: catalogue.category("Thing", slug=slug),
        "collection": lambda: catalogue.collection("Thing", [], slug=slug),
        "brand": lambda: brand(catalogue, slug),
    }[entity]
    id_: str = (await made())["id"]
    return id_


async def brand(catalogue: Any, slug: str) -> Any:
    made = await catalogue.change("brandCreate", {"name": f"Thing {new_id()}", "slug": slug}, "brand { id }")
    return made["brand"]


async def rename(catalogue: Any, entity: str, id_: str, slug: str) -> None:
    await catalogue.change(f"{entity}Update", {"id": id_, "slug": slug}, f"{entity} {{ id }}")


async def found(client: GraphQLClient, entity: str, slug: str) -> Any:
    return (await client(f'{{ {entity}(slug: "{slug}") {{ id slug }} }}'))[entity]


@pytest.mark.parametrize("entity", ENTITIES)
async def test_a_thing_is_found_by_each_slug_that_it_had(
    catalogue: Any, shop: GraphQLClient, admin: GraphQLClient, entity: str
) -> None:
    id_ = await make(catalogue, entity, "one")
    for slug in ("two", "three"):
        await rename(catalogue, entity, id_, slug)
    for client in (shop, admin):
        for slug in ("one", "two", "three"):
            assert await found(client, entity, slug) == {"id": id_, "slug": "three"}
    former = (await admin(f'{{ {entity}(slug: "three") {{ formerSlugs }} }}'))[entity]["formerSlugs"]
    assert former == ["two", "one"]
    path = {"product": "products", "category": "categories", "collection": "collections", "brand": "brands"}[entity]
    query = f"""{{
        byPath: redirect(path: "/{path}/one") {{ entity slug path }}
        bySlug: redirect(entity: {entity.upper()}, slug: "two") {{ path }}
        present: redirect(path: "/{path}/three") {{ path }}
        unknown: redirect(path: "/{path}/four") {{ path }}
        elsewhere: redirect(path: "/nothing") {{ path }}
    }}"""
    assert await shop(query) == {
        "byPath": {"entity": entity.upper(), "slug": "three", "path": f"/{path}/three"},
        "bySlug": {"path": f"/{path}/three"},
        "present": None,
        "unknown": None,
        "elsewhere": None,
    }


@pytest.mark.parametrize("entity", ENTITIES)
async def test_a_slug_that_is_taken_anew_belongs_to_who_has_it(
    catalogue: Any, shop: GraphQLClient, entity: str
) -> None:
    first = await make(catalogue, entity, "one")
    await rename(catalogue, entity, first, "two")
    assert await found(shop, entity, "one") == {"id": first, "slug": "two"}
    # when a new thing takes it, what is kept in memory is forgotten too
    second = await make(catalogue, entity, "one")
    assert await found(shop, entity, "one") == {"id": second, "slug": "one"}
    # when a thing takes it by being renamed
    await rename(catalogue, entity, second, "three")
    await rename(catalogue, entity, first, "one")
    assert await found(shop, entity, "one") == {"id": first, "slug": "one"}
    assert await found(shop, entity, "two") == {"id": first, "slug": "one"}
    assert await fetch_value("SELECT array_agg(slug) FROM catalog.slug_history") == ["two"]


@pytest.mark.parametrize("entity", ENTITIES)
async def test_what_is_gone_leaves_no_slug_behind(catalogue: Any, shop: GraphQLClient, entity: str) -> None:
    id_ = await make(catalogue, entity, "one")
    await rename(catalogue, entity, id_, "two")
    await catalogue.change(f"{entity}Delete", {"id": id_}, "deletedId")
    assert await found(shop, entity, "one") is None
    assert await fetch_value("SELECT count(*) FROM catalog.slug_history") == 0


async def test_a_product_that_nobody_may_see_is_not_told_by_its_former_slug(
    catalogue: Any, shop: GraphQLClient
) -> None:
    product = await catalogue.product("Thing", slug="one", publish=False)
    await rename(catalogue, "product", product["id"], "two")
    assert await shop('{ product(slug: "one") { slug } redirect(path: "/products/one") { path } }') == {
        "product": None,
        "redirect": None,
    }


async def test_what_a_redirect_is_asked_for_is_said_once(shop: GraphQLClient) -> None:
    for arguments in ("", 'slug: "a"', 'path: "/a", slug: "a", entity: PRODUCT', "entity: PRODUCT"):
        asked = f"({arguments})" if arguments else ""
        answer = await shop.raw(f"{{ redirect{asked} {{ path }} }}")
        assert answer["errors"][0]["extensions"]["code"] == "PATH_OR_SLUG_REQUIRED"


async def test_of_two_who_exchange_slugs_and_one_who_takes_them_none_leaves_a_false_history(
    app: App, policy: Policy
) -> None:
    async with app.unit_of_work(app.system_context()) as uow:
        ids = [await create_product(uow, ProductDraft(title="T", slug=f"s{number}"), policy) for number in range(4)]

    refused: set[str] = set()

    async def restless(number: int) -> None:
        for turn in range(8):
            try:
                async with app.unit_of_work(app.system_context()) as uow:
                    slug = f"s{(number + turn) % 6}"
                    await update_product(uow, ids[number], ProductChanges(slug=slug), policy)
            except (DomainError, UnavailableError) as error:
                refused.add(error.code)

    await asyncio.gather(*(restless(number) for number in range(4)))
    assert refused <= {"SLUG_TAKEN", "DATABASE_UNAVAILABLE"}
    wrong = await fetch_value(
        "SELECT count(*) FROM catalog.slug_history h WHERE EXISTS (SELECT FROM catalog.product p WHERE p.slug = h.slug) "
        "OR NOT EXISTS (SELECT FROM catalog.product p WHERE p.id = h.target)"
    )
    assert wrong == 0
