"""Scheduled publication: decided when something is read, announced by a job that may be late or run twice."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from fondaco import clock
from fondaco.app import App
from fondaco.commerce import SellableRef, SellablesQuery
from fondaco.db import fetch_value
from fondaco.hookspecs import HookSpecs
from fondaco.ids import decode_global_id
from fondaco.testing import GraphQLClient, all_heard

DAY = timedelta(days=1)
PLACES = """{ product(slug: "cup") { title } products(first: 9) { totalCount }
    categories { products(first: 9) { totalCount } }
    collections(first: 9) { nodes { products(first: 9) { totalCount } } } node(id: "%s") { id } }"""


def moment(days: float) -> str:
    return (clock.utc_now() + days * DAY).isoformat()


@pytest.fixture
async def cup(catalogue: Any) -> dict[str, Any]:
    """A product that is in a category and a collection, and not published."""
    category = await catalogue.category("Cups")
    made: dict[str, Any] = await catalogue.product("Cup", publish=False, categoryId=category["id"])
    await catalogue.collection("Best", [made["id"]])
    return made


async def publish(catalogue: Any, cup: dict[str, Any], **more: Any) -> None:
    await catalogue.change("productPublish", {"id": cup["id"], "channels": ["default"], **more}, "product { id }")


async def seen(app: App, shop: GraphQLClient, cup: dict[str, Any]) -> set[bool]:
    """Says at each place where a buyer may meet the product whether it is there."""
    data = await shop(PLACES % cup["id"])
    variant = SellableRef("ProductVariant", UUID(decode_global_id(cup["variants"][0]["id"])[1]))
    found = await app.hooks.collect(
        HookSpecs.collect_sellables, SellablesQuery((variant,), app.channels["default"], "en")
    )
    return {
        data["product"] is not None,
        data["products"]["totalCount"] == 1,
        data["categories"][0]["products"]["totalCount"] == 1,
        data["collections"]["nodes"][0]["products"]["totalCount"] == 1,
        data["node"] is not None,
        any(sellables for _, sellables in found),
    }


async def events() -> list[str]:
    found: list[str] = await fetch_value(
        "SELECT COALESCE(array_agg(split_part(name, '.', 2) ORDER BY id), '{}') FROM system.outbox "
        "WHERE name ~ '_(un)?published$'"
    )
    return found


async def test_a_product_appears_and_disappears_at_its_moments_though_no_job_runs(
    app: App, catalogue: Any, shop: GraphQLClient, cup: dict[str, Any]
) -> None:
    await publish(catalogue, cup, publishAt=moment(1), unpublishAt=moment(3))
    assert await seen(app, shop, cup) == {False}
    with clock.moved(DAY - timedelta(minutes=1)):
        assert await seen(app, shop, cup) == {False}
    with clock.moved(DAY):
        assert await seen(app, shop, cup) == {True}
    with clock.moved(3 * DAY - timedelta(minutes=1)):
        assert await seen(app, shop, cup) == {True}
    with clock.moved(3 * DAY):
        assert await seen(app, shop, cup) == {False}


async def test_what_is_to_come_is_live_and_says_from_when_until_when(
    catalogue: Any, admin: GraphQLClient, cup: dict[str, Any]
) -> None:
    start, end = moment(1), moment(3)
    await publish(catalogue, cup, publishAt=start, unpublishAt=end)
    query = """query ($id: ID!) { product(id: $id) { status availableForSale
        publications { channel publishedAt unpublishAt published } } }"""
    found = (await admin(query, {"id": cup["id"]}))["product"]
    assert (found["status"], found["availableForSale"]) == ("LIVE", False)
    [publication] = found["publications"]
    assert (publication["channel"], publication["published"]) == ("default", False)
    assert datetime.fromisoformat(publication["publishedAt"]) == datetime.fromisoformat(start)
    assert datetime.fromisoformat(publication["unpublishAt"]) == datetime.fromisoformat(end)
    listed = "query ($p: Boolean) { products(first: 9, published: $p) { totalCount } }"
    assert (await admin(listed, {"p": True}))["products"]["totalCount"] == 0
    with clock.moved(DAY):
        found = (await admin(query, {"id": cup["id"]}))["product"]
        assert (found["availableForSale"], found["publications"][0]["published"]) == (True, True)
        assert (await admin(listed, {"p": True}))["products"]["totalCount"] == 1
    with clock.moved(3 * DAY):
        assert (await admin(query, {"id": cup["id"]}))["product"]["publications"] == []
        assert (await admin(listed, {"p": False}))["products"]["totalCount"] == 1


async def test_the_job_tells_of_each_moment_once_however_late_and_often_it_runs(
    app: App, catalogue: Any, worker: Any, cup: dict[str, Any]
) -> None:
    await publish(catalogue, cup, publishAt=moment(1), unpublishAt=moment(3))
    await worker.run_job("catalog.announce_publications")
    assert await events() == []
    with clock.moved(2 * DAY):
        await asyncio.gather(*(worker.run_job("catalog.announce_publications") for _ in range(4)))
        assert await events() == ["product_published"]
    with clock.moved(4 * DAY):
        await asyncio.gather(*(worker.run_job("catalog.announce_publications") for _ in range(4)))
    assert await events() == ["product_published", "product_unpublished"]
    assert await fetch_value("SELECT published_at FROM catalog.product_listing") is None


async def test_a_job_that_missed_both_moments_tells_of_both(catalogue: Any, worker: Any, cup: dict[str, Any]) -> None:
    await publish(catalogue, cup, publishAt=moment(1), unpublishAt=moment(3))
    with clock.moved(9 * DAY):
        await worker.run_job("catalog.announce_publications")
    assert await events() == ["product_published", "product_unpublished"]


async def test_events_follow_what_staff_decide_between_the_moments(catalogue: Any, cup: dict[str, Any]) -> None:
    withdraw = {"id": cup["id"], "channels": ["default"]}
    await publish(catalogue, cup)
    await publish(catalogue, cup)  # nothing new
    assert await events() == ["product_published"]
    await publish(catalogue, cup, publishAt=moment(2))  # to come instead
    assert await events() == ["product_published", "product_unpublished"]
    await publish(catalogue, cup)  # now after all
    assert await events() == ["product_published", "product_unpublished", "product_published"]
    await catalogue.change("productUnpublish", {**withdraw, "unpublishAt": moment(1)}, "product { id }")
    assert len(await events()) == 3  # to come
    await catalogue.change("productUnpublish", withdraw, "product { id }")
    await catalogue.change("productUnpublish", withdraw, "product { id }")
    assert (await events())[3:] == ["product_unpublished"]


@pytest.mark.parametrize(
    ("mutation", "more", "code", "field"),
    [
        ("productPublish", {"publishAt": 3, "unpublishAt": 2}, "INVALID_PERIOD", ["unpublishAt"]),
        ("productPublish", {"unpublishAt": -1}, "INVALID_PERIOD", ["unpublishAt"]),
        ("productPublish", {"channels": ["default", "moon"]}, "UNKNOWN_CHANNEL", ["channels", "1"]),
        ("productUnpublish", {"channels": ["moon"]}, "UNKNOWN_CHANNEL", ["channels", "0"]),
    ],
)
async def test_a_period_that_makes_no_sense_changes_nothing(
    admin: GraphQLClient, cup: dict[str, Any], mutation: str, more: dict[str, Any], code: str, field: list[str]
) -> None:
    given = {name: moment(value) if name.endswith("At") else value for name, value in more.items()}
    payload = await admin.change(mutation, {"id": cup["id"], "channels": ["default"], **given}, "product { id }")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, field)]
    assert await fetch_value("SELECT status FROM catalog.product") == "draft"


async def test_whoever_publishes_while_the_job_runs_makes_no_event_twice_and_loses_none(
    app: App, catalogue: Any, worker: Any, cup: dict[str, Any]
) -> None:
    # given a moment that has just passed
    await publish(catalogue, cup, publishAt=moment(1))
    withdraw = {"id": cup["id"], "channels": ["default"]}
    with clock.moved(2 * DAY):
        # when the job and people are at it together
        await asyncio.gather(
            *(worker.run_job("catalog.announce_publications") for _ in range(3)),
            *(
                catalogue.change(name, withdraw, "product { id }")
                for name in ("productPublish", "productUnpublish") * 5
            ),
        )
    # then events alternate, and the last one says how things are
    told = await events()
    assert all(one != another for one, another in pairwise(told))
    published = await fetch_value("SELECT published_at IS NOT NULL FROM catalog.product_listing")
    assert (told[-1:] == ["product_published"]) == published


LISTS = '{ product(slug: "cup") { title } products(first: 9) { totalCount } categories { products(first: 9) { totalCount } } }'


async def test_no_kept_answer_outlives_the_next_moment_of_its_channel(
    app: App, catalogue: Any, shop: GraphQLClient, cup: dict[str, Any]
) -> None:
    # given answers that are kept
    await publish(catalogue, cup, publishAt=moment(1), unpublishAt=moment(3))
    await all_heard(app)
    hidden = await shop(LISTS)
    assert await shop(LISTS) == hidden
    assert len(app.responses) == 1
    # then each ends with the moment, though nothing is dropped and no job runs
    with clock.moved(DAY):
        visible = await shop(LISTS)
        assert visible == {
            "product": {"title": "Cup"},
            "products": {"totalCount": 1},
            "categories": [{"products": {"totalCount": 1}}],
        }
        assert await shop(LISTS) == visible
    with clock.moved(3 * DAY):
        assert await shop(LISTS) == hidden


async def test_a_moment_that_is_moved_up_ends_what_was_kept_until_the_later_one(
    app: App, catalogue: Any, shop: GraphQLClient, cup: dict[str, Any]
) -> None:
    await publish(catalogue, cup, publishAt=moment(9))
    await all_heard(app)
    await shop(LISTS)
    await publish(catalogue, cup, publishAt=moment(1))
    assert (await shop(LISTS))["product"] is None
    with clock.moved(DAY):
        assert (await shop(LISTS))["product"] == {"title": "Cup"}
