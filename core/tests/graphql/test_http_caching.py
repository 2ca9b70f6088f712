"""What caches on the way may keep of answers by GET, and what they must not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import msgspec
import pytest
import pytest_asyncio
from fondaco import clock
from fondaco.app import App
from fondaco.graphql.endpoint.caching import LONGEST_TAGS, header_tags, is_unchanged
from fondaco.testing import all_heard
from fondaco.testing.pytest_plugin import AppFactory
from http_toys import SALE_ENDS, ToysPlugin, calls, client_of, with_graphql

PATH = "/graphql/shop"
SHARED = "{ toys { name } }"
VARY = "Accept, Accept-Language, Fondaco-Channel, Fondaco-Locale"
CACHING = ("etag", "surrogate-key", "cache-tag")


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    app = await make_app(enabled=[], plugins=[ToysPlugin])
    calls.clear()
    return app


async def get(http: httpx.AsyncClient, query: str, **headers: str) -> httpx.Response:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return await http.get(PATH, params={"query": query}, headers=given)


async def test_what_is_the_same_for_everybody_says_so_and_what_it_is_made_of(http: httpx.AsyncClient) -> None:
    answer = await get(http, SHARED)
    assert answer.headers["cache-control"] == "public, no-cache"
    assert answer.headers["vary"] == VARY
    assert answer.headers["surrogate-key"] == "toy:1 toy:2 toys"
    assert answer.headers["cache-tag"] == "toy:1,toy:2,toys"
    assert answer.headers["etag"].startswith('"')
    assert "set-cookie" not in answer.headers


async def test_a_cdn_may_answer_by_itself_for_as_long_as_is_set(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[ToysPlugin], settings=with_graphql(shared_max_age_seconds=300))
    async with client_of(app) as http:
        assert (await get(http, SHARED)).headers["cache-control"] == "public, max-age=0, s-maxage=300"
        assert (await get(http, "{ mine }")).headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize(
    "query",
    [
        "{ mine }",
        "{ toys { name } mine }",
        "{ toys { name friends { name } } }",
        "{ toys { name } failing }",
        "{ nothing }",
        "{",
        "",
    ],
)
async def test_any_other_answer_is_not_to_be_stored(http: httpx.AsyncClient, query: str) -> None:
    answer = await get(http, query)
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["vary"] == VARY
    assert not [name for name in CACHING if name in answer.headers]


async def test_asking_again_costs_no_body(http: httpx.AsyncClient) -> None:
    first = await get(http, SHARED)
    entity_tag = first.headers["etag"]
    for given in (entity_tag, f"W/{entity_tag}", f'"other", {entity_tag}', "*"):
        again = await get(http, SHARED, if_none_match=given)
        assert (again.status_code, again.content) == (304, b"")
        assert "content-length" not in again.headers
        for name in ("etag", "cache-control", "vary", "surrogate-key", "cache-tag"):
            assert again.headers[name] == first.headers[name]
    for given in ('"other"', entity_tag.strip('"'), ""):
        assert (await get(http, SHARED, if_none_match=given)).status_code == 200


async def test_the_entity_tag_changes_with_content_and_type_only(http: httpx.AsyncClient) -> None:
    tags = {
        (await get(http, query, accept=accept)).headers["etag"]
        for query in (SHARED, SHARED, "{ toys { __typename } }")
        for accept in ("application/json", "application/graphql-response+json")
    }
    assert len(tags) == 4


async def test_a_private_answer_is_never_not_modified(http: httpx.AsyncClient) -> None:
    assert (await get(http, "{ mine }", if_none_match="*")).status_code == 200


async def test_an_answer_depends_on_channel_and_language(make_app: AppFactory) -> None:
    def two_channels(settings: Any) -> Any:
        channel = settings.channels["default"]
        return msgspec.structs.replace(settings, channels={"default": channel, "other": channel})

    app = await make_app(enabled=[], plugins=[ToysPlugin], settings=two_channels)
    async with client_of(app) as http:
        for headers, said in (
            ({}, "default en"),
            ({"fondaco_channel": "other"}, "other en"),
            ({"accept_language": "zh-CN"}, "default zh-Hans"),
            ({"fondaco_locale": "zh-Hans", "accept_language": "en"}, "default zh-Hans"),
        ):
            answer = await get(http, "{ language }", **headers)
            assert answer.json() == {"data": {"language": said}}
            assert answer.headers["vary"] == VARY


async def test_pages_of_other_origins_do_not_make_caches_forget_what_answers_depend_on(make_app: AppFactory) -> None:
    app = await make_app(
        enabled=[],
        plugins=[ToysPlugin],
        settings=lambda settings: msgspec.structs.replace(
            settings, server=msgspec.structs.replace(settings.server, allow_origins=("https://front.example",))
        ),
    )
    async with client_of(app) as http:
        for headers in ({}, {"origin": "https://front.example"}, {"origin": "https://evil.example"}):
            answer = await get(http, SHARED, **headers)
            assert answer.headers["vary"] == f"Origin, {VARY}"
            allowed = answer.headers.get("access-control-allow-origin")
            assert allowed == (headers["origin"] if headers.get("origin", "").endswith("front.example") else None)
        preflight = await http.options(
            PATH,
            headers={
                "origin": "https://evil.example",
                "access-control-request-method": "POST",
                "access-control-request-headers": "content-type",
            },
        )
        assert preflight.status_code == 400


async def test_a_change_is_seen_at_once_by_whoever_asks_whether_something_changed(
    app: App, http: httpx.AsyncClient
) -> None:
    await all_heard(app)
    entity_tag = (await get(http, SHARED)).headers["etag"]
    await get(http, SHARED)
    assert calls.count("toys") == 1
    await http.post(PATH, json={"query": 'mutation { toyDrop(input: {tag: "toy:2"}) { name } }'})
    assert (await get(http, SHARED, if_none_match=entity_tag)).status_code == 304
    assert calls.count("toys") == 2


# -- tags as headers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tags", "encoded"),
    [
        (set(), []),
        ({"b:2", "a:1"}, ["a:1", "b:2"]),
        ({""}, []),
        ({"a b,c"}, ["a%20b%2Cc"]),
        ({"x:\r\nset-cookie: a=1"}, ["x:%0D%0Aset-cookie:%20a=1"]),
        ({"collection:茶"}, ["collection:%E8%8C%B6"]),
        ({"100%"}, ["100%25"]),
        ({f"product:{number:030d}" for number in range(10_000)}, ["product"]),
        ({f"product:{number:030d}" for number in range(10_000)} | {"shop"}, ["product", "shop"]),
        ({f"product{number:030d}" for number in range(10_000)}, None),
    ],
)
def test_tags_fit_into_a_header_or_become_coarser(tags: set[str], encoded: list[str] | None) -> None:
    assert header_tags(frozenset(tags)) == encoded


def test_exactly_as_many_bytes_as_are_allowed_fit() -> None:
    fitting = frozenset({f"a:{number:0297d}" for number in range(5)})
    assert sum(map(len, fitting)) + len(fitting) == LONGEST_TAGS
    assert len(header_tags(fitting) or ()) == 5
    assert header_tags(fitting | {"b:"}) == ["a", "b"]


async def test_very_many_tags_become_coarser_and_at_last_keep_an_answer_from_being_stored(
    http: httpx.AsyncClient,
) -> None:
    coarse = await get(http, "{ tagged(tags: 10000) }")
    assert (coarse.headers["surrogate-key"], coarse.headers["cache-control"]) == ("toy", "public, no-cache")
    none = await get(http, '{ tagged(tags: 10000, prefix: "toy") }')
    assert none.headers["cache-control"] == "private, no-store"
    assert not [name for name in CACHING if name in none.headers]
    plain = await get(http, "{ tagged(tags: 0) }")
    assert [name in plain.headers for name in CACHING] == [True, False, False]


@pytest.mark.parametrize(
    ("given", "same"),
    [
        (b'"a"', True),
        (b'W/"a"', True),
        (b'"b","a"', True),
        (b" * ", True),
        (b"a", False),
        (b'"b"', False),
        (b'"', False),
        (b'"a', False),
        (b"", False),
    ],
)
def test_entity_tags_are_compared_weakly(given: bytes, same: bool) -> None:
    assert is_unchanged(given, b'"a"') is same


async def test_nobody_keeps_an_answer_past_the_moment_until_which_it_is_right(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[ToysPlugin], settings=with_graphql(shared_max_age_seconds=7200))
    await all_heard(app)
    calls.clear()
    async with client_of(app) as http:
        with clock.moved(SALE_ENDS - timedelta(hours=3) - clock.utc_now()):
            answers = [await get(http, "{ sale }") for _ in range(2)]
            assert [answer.headers["cache-control"] for answer in answers] == ["public, max-age=0, s-maxage=7200"] * 2
        with clock.moved(SALE_ENDS - timedelta(seconds=60) - clock.utc_now()):
            answer = await get(http, "{ sale }")
            assert answer.json() == {"data": {"sale": 2}}
            assert answer.headers["cache-control"] in {f"public, max-age=0, s-maxage={left}" for left in (58, 59, 60)}
            assert calls == ["sale"]
        with clock.moved(SALE_ENDS - clock.utc_now()):
            answer = await get(http, "{ sale }")
            assert (answer.json(), answer.headers["cache-control"]) == ({"data": {"sale": -1}}, "public, no-cache")
            assert calls == ["sale"] * 2
