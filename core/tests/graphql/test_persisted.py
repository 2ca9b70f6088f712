"""Documents that were sent before: automatic persisted queries, by Apollo's protocol."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio
import structlog
from document_requests import MISMATCH, TOYS, apq, error_of, fresh, send
from fondaco.app import App
from fondaco.graphql import persisted
from fondaco.graphql.persisted import DocumentSource
from fondaco.graphql.trusted import sha256_of
from fondaco.testing.pytest_plugin import ADMIN_TOKEN, AppFactory
from http_toys import GRAPHQL, PATH, ToysPlugin, calls, client_of, with_graphql
from redis.asyncio import Redis

ACCEPT = {"accept": GRAPHQL}


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    app = await make_app(enabled=[], plugins=[ToysPlugin])
    calls.clear()
    return app


@pytest_asyncio.fixture(loop_scope="session")
async def redis(app: App) -> AsyncIterator[Redis]:
    async with Redis.from_url(app.redis_url) as redis:
        yield redis


NOT_FOUND = ("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND")
NOT_SUPPORTED = ("PersistedQueryNotSupported", "PERSISTED_QUERY_NOT_SUPPORTED")


async def test_a_client_sends_a_document_once_and_its_hash_from_then_on(http: httpx.AsyncClient) -> None:
    text = fresh()
    first = await send(http, extensions=apq(text))
    assert (first.status_code, error_of(first)) == (200, NOT_FOUND)
    assert (await send(http, query=text, extensions=apq(text))).json() == TOYS
    assert (await send(http, extensions=apq(text))).json() == TOYS
    assert (await send(http, documentId=f"sha256:{sha256_of(text)}")).json() == TOYS


async def test_not_found_is_400_where_the_type_has_statuses(http: httpx.AsyncClient) -> None:
    answer = await http.post(PATH, json={"extensions": apq(fresh())}, headers=ACCEPT)
    assert (answer.status_code, error_of(answer)) == (400, NOT_FOUND)


async def test_by_get_so_that_a_cdn_can_answer(http: httpx.AsyncClient) -> None:
    text = fresh()
    params = {"extensions": json.dumps(apq(text))}
    missing = await http.get(PATH, params=params)
    assert error_of(missing) == NOT_FOUND
    assert missing.headers["cache-control"] == "private, no-store"
    await http.get(PATH, params={**params, "query": text})
    found = await http.get(PATH, params=params)
    assert found.json() == TOYS
    assert found.headers["cache-control"] == "public, no-cache"
    by_id = await http.get(
        PATH, params={"documentId": f"sha256:{sha256_of(text)}"}, headers={"accept": "text/html,*/*"}
    )
    assert by_id.json() == TOYS


async def test_a_mutation_under_a_hash_by_get_is_405(http: httpx.AsyncClient) -> None:
    text = fresh('mutation { toySave(input: {name: "a"}) { name } }')
    await send(http, query=text, extensions=apq(text))
    calls.clear()
    assert (await http.get(PATH, params={"extensions": json.dumps(apq(text))})).status_code == 405
    assert calls == []


@pytest.mark.parametrize(
    ("extensions", "code"),
    [
        (apq("", "0" * 64), MISMATCH),
        (apq("", "nonsense"), MISMATCH),
        (apq("", version=2), ("Unsupported persisted query version", "PERSISTED_QUERY_NOT_SUPPORTED")),
        ({"persistedQuery": 1}, ("extensions.persistedQuery: Expected `object`, got `int`", "GRAPHQL_INVALID")),
    ],
)
async def test_what_is_no_hash_of_the_document_is_refused(
    http: httpx.AsyncClient, extensions: dict[str, Any], code: tuple[str, str]
) -> None:
    assert error_of(await send(http, query="{ toys { name } }", extensions=extensions)) == code
    assert calls == []


@pytest.mark.parametrize("digest", ["", "x", "0" * 64, "0" * 63 + "G", "A" * 64, "../../../etc/passwd", "0" * 100_000])
async def test_an_unknown_hash_is_not_found_whatever_it_is(http: httpx.AsyncClient, digest: str) -> None:
    assert error_of(await send(http, extensions={"persistedQuery": {"version": 1, "sha256Hash": digest}})) == NOT_FOUND
    assert error_of(await send(http, documentId=digest or "x")) == NOT_FOUND


async def test_all_processes_know_what_one_was_sent(app: App, http: httpx.AsyncClient, redis: Redis) -> None:
    text = fresh()
    await send(http, query=text, extensions=apq(text))
    other = DocumentSource(app.settings.graphql, app.redis_url)
    assert await other.text(app.shop, None, apq(text)) == text
    await other.close()
    left = await redis.ttl(f"{{fondaco:documents:shop}}:{sha256_of(text)}")
    assert 604_790 <= left <= 604_800


async def test_each_schema_has_its_own(http: httpx.AsyncClient) -> None:
    text = fresh()
    await send(http, query=text, extensions=apq(text))
    http.headers["authorization"] = f"Bearer {ADMIN_TOKEN}"
    assert error_of(await send(http, "/graphql/admin", extensions=apq(text))) == NOT_FOUND


async def test_only_what_is_valid_and_not_too_large_is_stored(http: httpx.AsyncClient, redis: Redis) -> None:
    before = await redis.zcard("{fondaco:documents:shop}:stored")
    for text in (fresh("{ nothing }"), fresh("{"), fresh("{ toys { name } } #" + "x" * 20_000)):
        await send(http, query=text, extensions=apq(text))
        assert error_of(await send(http, extensions=apq(text))) == NOT_FOUND
    assert await redis.zcard("{fondaco:documents:shop}:stored") == before
    large = fresh("{ toys { name } } #" + "x" * 20_000)
    assert (await send(http, query=large, extensions=apq(large))).json() == TOYS


async def test_what_is_stored_in_valkey_is_bounded_and_the_oldest_goes(
    app: App, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    await redis.flushdb()
    monkeypatch.setattr(persisted, "MOST_STORED", 5)
    source = DocumentSource(app.settings.graphql, app.redis_url)
    texts = [fresh() for _ in range(8)]
    moments = iter(range(2_000_000_000, 2_000_000_100))
    monkeypatch.setattr(persisted.time, "time", lambda: next(moments))
    for text in texts:
        await source.text(app.shop, text, apq(text))
    await source.close()
    assert await redis.zcard("{fondaco:documents:shop}:stored") == 5
    kept = [await redis.exists(f"{{fondaco:documents:shop}}:{sha256_of(text)}") for text in texts]
    assert kept == [0, 0, 0, 1, 1, 1, 1, 1]


async def test_a_document_that_is_used_stays_in_valkey_and_counts_there(
    app: App, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Used by those who have it in memory, and by those who look it up."""
    await redis.flushdb()
    monkeypatch.setattr(persisted, "MOST_STORED", 3)
    moments = iter(range(2_000_000_000, 2_000_000_100))
    monkeypatch.setattr(persisted.time, "time", lambda: next(moments))
    source, other = (DocumentSource(app.settings.graphql, app.redis_url) for _ in range(2))
    kept, looked_up, *more = [fresh() for _ in range(5)]
    for text in (kept, looked_up, more[0]):
        await source.text(app.shop, text, apq(text))
    await redis.expire(f"{{fondaco:documents:shop}}:{sha256_of(kept)}", 5)
    later = persisted.time.monotonic() + 604_800 / persisted.TOUCHES
    with monkeypatch.context() as patched:
        patched.setattr(persisted.time, "monotonic", lambda: later)
        await source.text(app.shop, None, apq(kept))
    await other.text(app.shop, None, apq(looked_up))
    await source.text(app.shop, more[1], apq(more[1]))
    found = [await redis.ttl(f"{{fondaco:documents:shop}}:{sha256_of(text)}") for text in (kept, looked_up, *more)]
    assert [seconds > 604_000 for seconds in found] == [True, True, False, True, False]
    assert await redis.zcard("{fondaco:documents:shop}:stored") == 3
    await source.close()
    await other.close()


async def test_what_a_process_keeps_is_bounded(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(persisted, "MOST_IN_MEMORY", 400)
    source = DocumentSource(app.settings.graphql, app.redis_url)
    for _ in range(50):
        text = fresh()
        await source.text(app.shop, text, apq(text))
    store = source._store
    assert store is not None
    assert sum(len(kept.text) for kept in store._memory.values()) == store._characters <= 400
    await source.close()


async def test_what_is_asked_for_at_the_same_time_is_kept_once(app: App) -> None:
    text = fresh()
    await app.documents.text(app.shop, text, apq(text))
    other = DocumentSource(app.settings.graphql, app.redis_url)
    assert await asyncio.gather(*(other.text(app.shop, None, apq(text)) for _ in range(20))) == [text] * 20
    store = other._store
    assert store is not None
    assert store._characters == len(text)
    await other.close()


async def test_any_number_of_clients_share_a_few_connections_to_valkey(app: App, redis: Redis) -> None:
    async def connections() -> int:
        mine = redis.connection_pool.connection_kwargs["db"]  # other test processes use other databases
        return sum(client["db"] == str(mine) for client in await redis.client_list())

    source = DocumentSource(app.settings.graphql, app.redis_url)
    before = await connections()
    asking = (source.text(app.shop, None, apq(fresh())) for _ in range(300))
    answers = await asyncio.gather(*asking, return_exceptions=True)
    assert {str(answer) for answer in answers} == {"PersistedQueryNotFound"}
    assert 0 < await connections() - before <= persisted.MOST_CONNECTIONS
    await source.close()


async def test_a_forged_entry_in_valkey_is_not_run(app: App, http: httpx.AsyncClient, redis: Redis) -> None:
    text = fresh()
    await redis.set(f"{{fondaco:documents:shop}}:{sha256_of(text)}", "{ mine }")
    assert error_of(await send(http, extensions=apq(text))) == NOT_FOUND
    await redis.set(f"{{fondaco:documents:shop}}:{sha256_of(text)}", b"\xff\xfe")
    assert error_of(await send(http, extensions=apq(text))) == NOT_FOUND


async def test_without_valkey_hashes_are_not_found_and_documents_run(app: App) -> None:
    source = DocumentSource(app.settings.graphql, "redis://127.0.0.1:1")
    text = fresh()
    with structlog.testing.capture_logs() as logs:
        for _ in range(3):
            with pytest.raises(persisted.RejectedError, match="PersistedQueryNotFound"):
                await source.text(app.shop, None, apq(text))
        assert await source.text(app.shop, text, apq(text)) == text
        assert await source.text(app.shop, None, apq(text)) == text
    assert [line["event"] for line in logs] == ["persisted_queries_unavailable"]  # and is left alone for a while
    await source.close()


async def test_they_can_be_switched_off(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[ToysPlugin], settings=with_graphql(persisted_queries=False))
    text = fresh()
    async with client_of(app) as http:
        for body in ({"extensions": apq(text)}, {"query": text, "extensions": apq(text)}, {"documentId": "x"}):
            assert error_of(await send(http, **body)) == NOT_SUPPORTED
        assert (await send(http, query=text, extensions={"other": 1})).json() == TOYS
