"""How complete a product is: the checks as a table, and what the API says of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
import pytest_asyncio
from fondaco.app import App
from fondaco.testing import GraphQLClient
from fondaco_catalog.model.completeness import WEIGHTS, Check, Facts, assess, shortfalls
from hypothesis import given
from hypothesis import strategies as st

COMPLETE = Facts(
    title="Cup",
    description="Of clay.",
    seo_title="Cup of clay",
    seo_description="A cup.",
    has_category=True,
    pictures=2,
    undescribed_pictures=0,
    variants=3,
    unpriced=0,
    without_sku=0,
    weightless=0,
    missing_attributes=[],
)


@pytest.mark.parametrize(
    ("change", "missing", "score"),
    [
        ({}, [], 100),
        ({"title": ""}, ["title"], 84),
        ({"description": ""}, ["description"], 88),
        ({"pictures": 0}, ["picture"], 88),
        ({"undescribed_pictures": 1}, ["alt_text"], 96),
        ({"has_category": False}, ["category"], 92),
        ({"unpriced": 1}, ["price"], 84),
        ({"variants": 0}, ["price", "variant"], 76),
        ({"without_sku": 2}, ["sku"], 96),
        ({"weightless": 1}, ["weight"], 96),
        ({"seo_title": "", "seo_description": ""}, ["seo_title", "seo_description"], 92),
        ({"missing_attributes": ["colour"]}, ["attributes"], 92),
        ({"bundles": 1, "unsold_components": ["CUP"]}, ["components"], 86),
        ({"bundles": 1, "unnamed_slots": ["Wine"]}, ["components"], 86),
    ],
)
def test_each_check_costs_its_weight(change: dict[str, Any], missing: list[str], score: int) -> None:
    found = assess(msgspec.structs.replace(COMPLETE, **change))
    assert ([str(lacking.check) for lacking in found.missing], found.score) == (missing, score)


def test_what_is_missing_is_said_with_numbers() -> None:
    facts = msgspec.structs.replace(COMPLETE, unpriced=2, undescribed_pictures=1, missing_attributes=["a", "b"])
    assert [found.message for found in assess(facts).missing] == [
        "2 of 3 variants have no price in this channel.",
        "Its type requires a, b.",
        "1 of 2 pictures say nothing to people who cannot see them.",
    ]


def test_an_empty_product_has_no_points_left_but_those_for_what_it_cannot_lack() -> None:
    nothing = Facts(
        title="",
        description="",
        seo_title="",
        seo_description="",
        has_category=False,
        pictures=0,
        undescribed_pictures=0,
        variants=0,
        unpriced=0,
        without_sku=0,
        weightless=0,
        missing_attributes=["a"],
    )
    assert assess(nothing).score == 12
    assert sum(WEIGHTS.values()) == 145


_counts = st.integers(0, 3)


@given(st.text(max_size=1), st.booleans(), _counts, _counts, st.lists(st.just("a"), max_size=1))
def test_more_is_never_worse(title: str, filed: bool, unpriced: int, pictures: int, attributes: list[str]) -> None:
    facts = msgspec.structs.replace(
        COMPLETE,
        title=title,
        has_category=filed,
        unpriced=unpriced,
        pictures=pictures,
        missing_attributes=attributes,
    )
    found = assess(facts)
    assert 0 <= found.score <= 100
    assert (found.score == 100) == (not found.missing)
    assert assess(msgspec.structs.replace(facts, title="Cup")).score >= found.score


@pytest.mark.parametrize(
    ("minimum", "required", "expected"),
    [
        (0, (), []),
        (92, (), []),
        (93, (), [Check.SEO_TITLE, Check.SEO_DESCRIPTION]),
        (0, (Check.SEO_TITLE, Check.PRICE), [Check.SEO_TITLE]),
    ],
)
def test_settings_say_what_is_enough(minimum: int, required: tuple[Check, ...], expected: list[Check]) -> None:
    found = assess(msgspec.structs.replace(COMPLETE, seo_title="", seo_description=""))
    assert [lacking.check for lacking in shortfalls(found, minimum, required)] == expected


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any], request: pytest.FixtureRequest) -> App:
    """The catalogue; a test may ask for settings of its own."""
    chosen = {"catalog": getattr(request, "param", {})}
    made: App = await make_app(
        enabled=["catalog"], settings=lambda settings: msgspec.structs.replace(settings, plugins=chosen)
    )
    return made


QUERY = """query ($channel: String, $locale: String) { products(first: 50, sort: TITLE) { nodes { title
    completeness(channel: $channel, locale: $locale) { channel locale score sufficient missing { code message weight } }
} } }"""


async def test_the_score_is_that_of_a_channel_and_a_language(catalogue: Any, admin: GraphQLClient) -> None:
    # given a product that is complete in the default channel and in English
    category = await catalogue.category("Cups")
    await catalogue.product(
        "Cup",
        description="Of clay.",
        seoTitle="Cup",
        seoDescription="A cup.",
        categoryId=category["id"],
        media=[{"url": "/cup.svg", "alt": "Cup"}],
        variants=[{"sku": "C", "weightGrams": 300, "prices": [{"channel": "default", "price": "5"}]}],
        translations=[{"locale": "de", "title": "Tasse"}],
    )

    async def found(**variables: str) -> tuple[str, str, int, list[str]]:
        data = await admin(QUERY, variables)
        completeness = data["products"]["nodes"][0]["completeness"]
        codes = [missing["code"] for missing in completeness["missing"]]
        return completeness["channel"], completeness["locale"], completeness["score"], codes

    # then
    assert await found() == ("default", "en", 100, [])
    assert await found(locale="de") == ("default", "de", 80, ["DESCRIPTION", "SEO_TITLE", "SEO_DESCRIPTION"])
    assert await found(channel="japan") == ("japan", "ja", 84, ["PRICE"])
    body = await admin.raw(QUERY, {"channel": "moon"})
    assert body["errors"][0]["extensions"]["code"] == "UNKNOWN_CHANNEL"


async def test_the_completeness_of_many_products_is_one_statement(
    catalogue: Any, admin: GraphQLClient, counted: Any
) -> None:
    await catalogue.product("P")
    async with counted() as one:
        await admin(QUERY)
    for number in range(9):
        await catalogue.product(f"P{number}")
    async with counted() as ten:
        data = await admin(QUERY)
    assert len({node["completeness"]["score"] for node in data["products"]["nodes"]}) == 1
    assert len(one.sent) == len(ten.sent) == 2


@pytest.mark.parametrize("app", [{"completeness_minimum": 70, "completeness_required": ["picture"]}], indirect=True)
async def test_what_is_not_complete_enough_is_neither_submitted_nor_published(
    catalogue: Any, admin: GraphQLClient
) -> None:
    # given a product with a title, a variant and a price only
    product = (await catalogue.product("Cup", publish=False))["id"]
    submit = {"id": product, "to": "IN_REVIEW"}
    publish = {"id": product, "channels": ["default"]}
    for mutation, data in (("productTransition", submit), ("productPublish", publish)):
        [error] = (await admin.change(mutation, data, "product { id }"))["errors"]
        assert error["code"] == "INCOMPLETE"
        assert "There is no picture." in error["message"]
    data = await admin(QUERY)
    assert data["products"]["nodes"][0]["completeness"]["sufficient"] is False
    # when it has what the settings ask for
    more = {"id": product, "description": "Of clay.", "media": [{"url": "/a.svg", "alt": "Cup"}]}
    await catalogue.change("productUpdate", more, "product { id }")
    # then
    assert (await admin.change("productPublish", publish, "product { id }"))["errors"] == []
