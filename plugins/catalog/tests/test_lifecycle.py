"""The life of a product through the admin API: who may do what, four eyes, the queue, the history."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import msgspec
import pytest
import pytest_asyncio
from fondaco.app import App
from fondaco.db import execute, fetch_value
from fondaco.testing import GraphQLClient

from .conftest import Staff

Who = Callable[[str, str], GraphQLClient]

PRODUCT = "product { status version }"


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any], request: pytest.FixtureRequest) -> App:
    """The catalogue with people of different rights; a test may ask for settings of its own."""
    chosen = {"catalog": getattr(request, "param", {})}
    made: App = await make_app(
        enabled=["catalog"],
        plugins=[Staff],
        settings=lambda settings: msgspec.structs.replace(settings, plugins=chosen),
    )
    return made


async def step(who: GraphQLClient, product: str, to: str, **more: Any) -> list[str]:
    """Takes a step; returns the codes of what went wrong."""
    payload = await who.change("productTransition", {"id": product, "to": to, **more}, PRODUCT)
    if not payload["errors"]:
        assert payload["product"]["status"] == to
    return [error["code"] for error in payload["errors"]]


@pytest.mark.parametrize("app", [{"review_required": True}], indirect=True)
async def test_a_product_goes_through_its_whole_life(
    catalogue: Any, admin: GraphQLClient, shop: GraphQLClient, staff: Who
) -> None:
    # given a shop in which products are reviewed
    ada, bob, cy = staff("ada", "manage+submit"), staff("bob", "review"), staff("cy", "publish+archive")
    product = (await catalogue.product("Cup", publish=False))["id"]
    channels = {"id": product, "channels": ["default"]}
    # when it is submitted, rejected, submitted again, approved and published
    refused = await cy.change("productPublish", channels, "product { id }")
    assert [error["code"] for error in refused["errors"]] == ["REVIEW_REQUIRED"]
    assert await step(ada, product, "IN_REVIEW", reviewer="staff:bob") == []
    assert await step(bob, product, "DRAFT") == ["REASON_REQUIRED"]
    assert await step(bob, product, "DRAFT", reason="No picture.") == []
    assert await step(ada, product, "IN_REVIEW") == []
    assert await step(bob, product, "APPROVED") == []
    published = await cy.change("productPublish", channels, PRODUCT)
    assert published["product"]["status"] == "LIVE"
    assert (await shop('{ product(slug: "cup") { title phasingOut } }'))["product"] == {
        "title": "Cup",
        "phasingOut": False,
    }
    assert await step(cy, product, "PHASE_OUT") == []
    assert (await shop('{ product(slug: "cup") { phasingOut } }'))["product"] == {"phasingOut": True}
    assert await step(cy, product, "ARCHIVED") == []
    # then it is gone from the shop, and its history tells everything
    assert (await shop('{ product(slug: "cup") { title } }'))["product"] is None
    found = (
        await admin(
            """query ($id: ID!) { product(id: $id) { status publications { channel } review { reviewer }
            history(first: 10) { totalCount nodes { actor fromStatus toStatus reason reviewer } } } }""",
            {"id": product},
        )
    )["product"]
    assert (found["status"], found["publications"], found["review"]) == ("ARCHIVED", [], None)
    assert found["history"]["totalCount"] == 7
    assert [tuple(change.values()) for change in reversed(found["history"]["nodes"])] == [
        ("staff:ada", "DRAFT", "IN_REVIEW", "", "staff:bob"),
        ("staff:bob", "IN_REVIEW", "DRAFT", "No picture.", "staff:bob"),
        ("staff:ada", "DRAFT", "IN_REVIEW", "", None),
        ("staff:bob", "IN_REVIEW", "APPROVED", "", None),
        ("staff:cy", "APPROVED", "LIVE", "", None),
        ("staff:cy", "LIVE", "PHASE_OUT", "", None),
        ("staff:cy", "PHASE_OUT", "ARCHIVED", "", None),
    ]
    # and it can be brought back as a draft
    assert await step(cy, product, "DRAFT") == []


async def test_the_simple_path_needs_no_ceremony(catalogue: Any, admin: GraphQLClient) -> None:
    product = await catalogue.product("Cup")
    found = (
        await admin(
            "query ($id: ID!) { product(id: $id) { status history(first: 5) { nodes { fromStatus toStatus } } } }",
            {"id": product["id"]},
        )
    )["product"]
    assert found == {"status": "LIVE", "history": {"nodes": [{"fromStatus": "DRAFT", "toStatus": "LIVE"}]}}


@pytest.mark.parametrize(
    ("rights", "to", "codes"),
    [
        ("manage", "IN_REVIEW", ["PERMISSION_DENIED"]),
        ("submit", "IN_REVIEW", []),
        ("manage", "IDEA", []),
        ("submit", "IDEA", ["PERMISSION_DENIED"]),
        ("manage+submit+review+archive", "LIVE", ["PERMISSION_DENIED"]),
        ("publish", "LIVE", []),
        ("publish", "ARCHIVED", ["PERMISSION_DENIED"]),
        ("archive", "ARCHIVED", []),
        ("manage+submit+review+publish+archive", "APPROVED", ["TRANSITION_NOT_ALLOWED"]),
    ],
)
async def test_each_step_of_a_draft_needs_its_permission(
    catalogue: Any, staff: Who, rights: str, to: str, codes: list[str]
) -> None:
    product = await catalogue.product("Cup", publish=False)
    assert await step(staff("eve", rights), product["id"], to) == codes
    steps = await fetch_value("SELECT count(*) FROM catalog.product_transition")
    assert steps == (0 if codes else 1)


async def test_managing_products_is_not_publishing_them(catalogue: Any, staff: Who) -> None:
    product = await catalogue.product("Cup", publish=False)
    for mutation in ("productPublish", "productUnpublish"):
        payload = await staff("eve", "manage+submit+review+archive").change(
            mutation, {"id": product["id"], "channels": ["default"]}, "product { id }"
        )
        assert [error["code"] for error in payload["errors"]] == ["PERMISSION_DENIED"]


async def test_whoever_submitted_it_may_not_approve_it(catalogue: Any, staff: Who) -> None:
    product = (await catalogue.product("Cup", publish=False))["id"]
    ada = staff("ada", "submit+review")
    assert await step(ada, product, "IN_REVIEW") == []
    assert await step(ada, product, "APPROVED") == ["FOUR_EYES"]
    assert await step(staff("bob", "review"), product, "APPROVED") == []


@pytest.mark.parametrize("app", [{"review_required": True, "review_changes": True}], indirect=True)
async def test_what_was_edited_after_it_was_approved_is_reviewed_again(
    catalogue: Any, admin: GraphQLClient, staff: Who
) -> None:
    # given
    ada, bob, cy = staff("ada", "manage+submit"), staff("bob", "review"), staff("cy", "publish")
    product = (await catalogue.product("Cup", publish=False))["id"]
    asked = f'{{ product(id: "{product}") {{ changedSinceApproval }} }}'

    async def approved() -> bool:
        assert await step(ada, product, "IN_REVIEW") == []
        assert await step(bob, product, "APPROVED") == []
        found: bool = (await admin(asked))["product"]["changedSinceApproval"]
        return found

    assert await approved() is False
    # when
    await catalogue.change("productUpdate", {"id": product, "title": "Another cup"}, "product { id }")
    # then
    assert (await admin(asked))["product"]["changedSinceApproval"] is True
    publish = {"id": product, "channels": ["default"]}
    refused = await cy.change("productPublish", publish, "product { id }")
    assert [error["code"] for error in refused["errors"]] == ["CHANGED_SINCE_APPROVAL"]
    assert await step(cy, product, "LIVE") == ["CHANGED_SINCE_APPROVAL"]
    # when it is reviewed again
    assert await step(bob, product, "DRAFT", reason="Another title.") == []
    assert await approved() is False
    # then it is launched
    assert (await cy.change("productPublish", publish, "product { status }"))["product"] == {"status": "LIVE"}
    assert (await admin(asked))["product"]["changedSinceApproval"] is False


@pytest.mark.parametrize("app", [{"review_four_eyes": False}], indirect=True)
async def test_one_person_may_do_both_where_the_setting_says_so(catalogue: Any, staff: Who) -> None:
    product = (await catalogue.product("Cup", publish=False))["id"]
    ada = staff("ada", "submit+review")
    assert await step(ada, product, "IN_REVIEW") == []
    assert await step(ada, product, "APPROVED") == []


async def test_the_queue_shows_what_waits_longest_first_and_to_whom(
    catalogue: Any, admin: GraphQLClient, staff: Who
) -> None:
    # given
    ids = [(await catalogue.product(f"P{number}", publish=False))["id"] for number in range(4)]
    ada, bob = staff("ada", "submit"), staff("bob", "review")
    for number, reviewer in ((2, "staff:bob"), (0, None), (1, "staff:cy")):
        assert await step(ada, ids[number], "IN_REVIEW", reviewer=reviewer) == []

    async def queue(who: GraphQLClient, arguments: str) -> list[str]:
        data = await who(f"{{ productsInReview({arguments}) {{ totalCount nodes {{ title }} }} }}")
        found = data["productsInReview"]
        assert found["totalCount"] >= len(found["nodes"])
        return [node["title"] for node in found["nodes"]]

    # then
    assert await queue(admin, "first: 10") == ["P2", "P0", "P1"]
    assert await queue(admin, "last: 2") == ["P0", "P1"]
    assert await queue(bob, "first: 10, mine: true") == ["P2"]
    assert await queue(bob, 'first: 10, reviewer: "staff:cy"') == ["P1"]
    # when another reviewer is named, and one product is approved
    payload = await ada.change("productReviewerAssign", {"id": ids[1], "reviewer": "staff:bob"}, "product { id }")
    assert payload["errors"] == []
    assert await step(bob, ids[2], "APPROVED") == []
    # then
    assert await queue(bob, "first: 10, mine: true") == ["P1"]
    payload = await ada.change("productReviewerAssign", {"id": ids[2], "reviewer": "staff:bob"}, "product { id }")
    assert [error["code"] for error in payload["errors"]] == ["NOT_IN_REVIEW"]
    data = await admin("{ products(first: 9, statuses: [APPROVED, DRAFT], sort: TITLE) { nodes { title status } } }")
    assert [tuple(node.values()) for node in data["products"]["nodes"]] == [("P2", "APPROVED"), ("P3", "DRAFT")]


async def test_a_dashboard_is_told_which_steps_there_are_and_which_are_its_users(catalogue: Any, staff: Who) -> None:
    product = (await catalogue.product("Cup"))["id"]
    data = await staff("cy", "publish")(
        "query ($id: ID!) { product(id: $id) { transitions { to name permission needsReason allowed } } }",
        {"id": product},
    )
    assert [tuple(found.values()) for found in data["product"]["transitions"]] == [
        ("PHASE_OUT", "phase out", "catalog.publish_products", False, True),
        ("ARCHIVED", "archive", "catalog.archive_products", True, False),
    ]


async def test_what_is_phased_out_is_sold_but_not_listed(catalogue: Any, admin: GraphQLClient, shop: Any) -> None:
    # given
    category = await catalogue.category("Cups", slug="cups")
    cup = await catalogue.product("Cup", categoryId=category["id"])
    mug = await catalogue.product("Mug", categoryId=category["id"])
    await catalogue.collection("Best", [cup["id"], mug["id"]], slug="best")
    # when
    assert await step(admin, cup["id"], "PHASE_OUT") == []
    # then
    query = """{ products(first: 9) { totalCount nodes { title } } found: products(first: 9, search: "cup") { totalCount }
        category(slug: "cups") { products(first: 9) { totalCount nodes { title } } }
        collection(slug: "best") { products(first: 9) { nodes { title availableForSale variants { availableForSale } } } }
        product(slug: "cup") { phasingOut availableForSale } }"""
    data = await shop(query)
    assert data["products"] == {"totalCount": 1, "nodes": [{"title": "Mug"}]}
    assert data["found"] == {"totalCount": 0}
    assert data["category"]["products"] == {"totalCount": 1, "nodes": [{"title": "Mug"}]}
    sold = {"title": "Cup", "availableForSale": True, "variants": [{"availableForSale": True}]}
    assert data["collection"]["products"]["nodes"][0] == sold
    assert data["product"] == {"phasingOut": True, "availableForSale": True}
    # and when it is resumed it is listed again
    assert await step(admin, cup["id"], "LIVE") == []
    assert (await shop(query))["products"]["totalCount"] == 2


async def test_histories_of_many_products_are_one_statement_and_their_counts_another(
    catalogue: Any, admin: GraphQLClient, counted: Any
) -> None:
    query = (
        "{ products(first: 50) { nodes { review { reviewer } history(first: 2) { totalCount nodes { reason } } } } }"
    )
    await catalogue.product("P")
    async with counted() as one:
        await admin(query)
    for number in range(9):
        await catalogue.product(f"P{number}")
    async with counted() as ten:
        data = await admin(query)
    assert [found["history"]["totalCount"] for found in data["products"]["nodes"]] == [1] * 10
    assert len(one.sent) == len(ten.sent)


async def test_a_reason_that_is_too_long_changes_nothing(catalogue: Any, admin: GraphQLClient) -> None:
    product = (await catalogue.product("Cup"))["id"]
    assert await step(admin, product, "ARCHIVED", reason="x" * 2_001) == ["TOO_LONG"]
    assert await step(admin, product, "ARCHIVED", reason="a\x00") == ["INVALID_TEXT"]
    assert await step(admin, product, "ARCHIVED", reason=" ") == ["REASON_REQUIRED"]
    assert await fetch_value("SELECT status FROM catalog.product") == "live"


async def test_a_product_is_deleted_with_its_history(catalogue: Any, admin: GraphQLClient) -> None:
    product = (await catalogue.product("Cup"))["id"]
    await catalogue.change("productDelete", {"id": product}, "deletedId")
    assert await fetch_value("SELECT count(*) FROM catalog.product_transition") == 0


async def test_what_was_published_before_there_was_a_status_is_live_and_announced(catalogue: Any) -> None:
    # given two products as the tables held them before the migration
    await catalogue.product("Published")
    await catalogue.product("Hidden", publish=False)
    await execute("UPDATE catalog.product SET status = 'draft'")
    await execute("UPDATE catalog.product_listing SET announced = FALSE")
    # when
    migration = import_module("fondaco_catalog.migrations.catalog_2026_11_28t01_23_50_000000")
    for statement in migration.STATEMENTS:
        if statement.startswith("UPDATE"):
            await execute(statement)
    # then
    rows = await fetch_value("SELECT array_agg(title || ' ' || status ORDER BY title) FROM catalog.product")
    assert rows == ["Hidden draft", "Published live"]
    assert await fetch_value("SELECT bool_and(announced) FROM catalog.product_listing WHERE published_at IS NOT NULL")
