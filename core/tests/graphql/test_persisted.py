"""Documents that were sent before (automatic persisted queries), and those that front-ends were built with (trusted)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import msgspec
import pytest
import pytest_asyncio
import structlog
from click.testing import CliRunner
from fondaco.app import App
from fondaco.cli.documents import documents
from fondaco.errors import SettingsError
from fondaco.graphql import execution, persisted
from fondaco.graphql.persisted import DocumentSource
from fondaco.graphql.trusted import load_trusted_documents, sha256_of
from fondaco.settings import GraphQLSettings, Settings, load_settings
from fondaco.testing.pytest_plugin import ADMIN_TOKEN, AppFactory
from http_toys import ToysPlugin, calls, client_of, with_graphql
from redis.asyncio import Redis

PATH = "/graphql/shop"
GRAPHQL = {"accept": "application/graphql-response+json"}


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    app = await make_app(enabled=[], plugins=[ToysPlugin])
    calls.clear()
    return app


@pytest_asyncio.fixture(loop_scope="session")
async def redis(app: App) -> AsyncIterator[Redis]:
    async with Redis.from_url(app.redis_url) as redis:
        yield redis


def fresh(text: str = "{ toys { name } }") -> str:
    """Returns a document that nobody has sent yet."""
    return f"{text} # {uuid4()}"


def apq(text: str, digest: str | None = None, *, version: Any = 1) -> dict[str, Any]:
    return {"persistedQuery": {"version": version, "sha256Hash": digest or sha256_of(text)}}


async def send(http: httpx.AsyncClient, path: str = PATH, **body: Any) -> httpx.Response:
    return await http.post(path, json=body)


def code_of(answer: httpx.Response) -> tuple[str, str]:
    [error] = answer.json()["errors"]
    return error["message"], error["extensions"]["code"]


NOT_FOUND = ("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND")
NOT_SUPPORTED = ("PersistedQueryNotSupported", "PERSISTED_QUERY_NOT_SUPPORTED")
MISMATCH = ("provided sha does not match query", "PERSISTED_QUERY_HASH_MISMATCH")
NOT_TRUSTED = ("This server runs only the documents that its front-ends were built with.", "DOCUMENT_NOT_TRUSTED")
TOYS = {"data": {"toys": [{"name": "ball"}, {"name": "Bär"}]}}


# -- automatic persisted queries ----------------------------------------------------------------------------------


async def test_a_client_sends_a_document_once_and_its_hash_from_then_on(http: httpx.AsyncClient) -> None:
    text = fresh()
    first = await send(http, extensions=apq(text))
    assert (first.status_code, code_of(first)) == (200, NOT_FOUND)
    assert (await send(http, query=text, extensions=apq(text))).json() == TOYS
    assert (await send(http, extensions=apq(text))).json() == TOYS
    assert (await send(http, documentId=f"sha256:{sha256_of(text)}")).json() == TOYS


async def test_not_found_is_400_where_the_type_has_statuses(http: httpx.AsyncClient) -> None:
    answer = await http.post(PATH, json={"extensions": apq(fresh())}, headers=GRAPHQL)
    assert (answer.status_code, code_of(answer)) == (400, NOT_FOUND)


async def test_by_get_so_that_a_cdn_can_answer(http: httpx.AsyncClient) -> None:
    text = fresh()
    params = {"extensions": json.dumps(apq(text))}
    missing = await http.get(PATH, params=params)
    assert code_of(missing) == NOT_FOUND
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
    assert code_of(await send(http, query="{ toys { name } }", extensions=extensions)) == code
    assert calls == []


@pytest.mark.parametrize("digest", ["", "x", "0" * 64, "0" * 63 + "G", "A" * 64, "../../../etc/passwd", "0" * 100_000])
async def test_an_unknown_hash_is_not_found_whatever_it_is(http: httpx.AsyncClient, digest: str) -> None:
    assert code_of(await send(http, extensions={"persistedQuery": {"version": 1, "sha256Hash": digest}})) == NOT_FOUND
    assert code_of(await send(http, documentId=digest or "x")) == NOT_FOUND


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
    assert code_of(await send(http, "/graphql/admin", extensions=apq(text))) == NOT_FOUND


async def test_only_what_is_valid_and_not_too_large_is_stored(http: httpx.AsyncClient, redis: Redis) -> None:
    before = await redis.zcard("{fondaco:documents:shop}:stored")
    for text in (fresh("{ nothing }"), fresh("{"), fresh("{ toys { name } } #" + "x" * 20_000)):
        await send(http, query=text, extensions=apq(text))
        assert code_of(await send(http, extensions=apq(text))) == NOT_FOUND
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


async def test_what_a_process_keeps_is_bounded(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(persisted, "MOST_IN_MEMORY", 400)
    source = DocumentSource(app.settings.graphql, app.redis_url)
    for _ in range(50):
        text = fresh()
        await source.text(app.shop, text, apq(text))
    store = source._store
    assert store is not None
    assert sum(map(len, store._memory.values())) == store._characters <= 400
    await source.close()


async def test_a_forged_entry_in_valkey_is_not_run(app: App, http: httpx.AsyncClient, redis: Redis) -> None:
    text = fresh()
    await redis.set(f"{{fondaco:documents:shop}}:{sha256_of(text)}", "{ mine }")
    assert code_of(await send(http, extensions=apq(text))) == NOT_FOUND
    await redis.set(f"{{fondaco:documents:shop}}:{sha256_of(text)}", b"\xff\xfe")
    assert code_of(await send(http, extensions=apq(text))) == NOT_FOUND


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
            assert code_of(await send(http, **body)) == NOT_SUPPORTED
        assert (await send(http, query=text, extensions={"other": 1})).json() == TOYS


# -- trusted documents --------------------------------------------------------------------------------------------

LIST = "query List { toys { name } }"
NUMBERS = "query Numbers($n: [Int!]!) { summed(numbers: $n) }"
ADMIN = "{ toys { __typename } }"


def apollo(*texts: str) -> dict[str, Any]:
    return {
        "format": "apollo-persisted-query-manifest",
        "version": 1,
        "operations": [{"id": sha256_of(text), "name": "X", "type": "query", "body": text} for text in texts],
    }


def relay(*texts: str) -> dict[str, str]:
    return {hashlib.md5(text.encode()).hexdigest(): text for text in texts}


def codegen(*texts: str) -> dict[str, str]:
    return {hashlib.sha1(text.encode()).hexdigest(): text for text in texts}


def manifest(folder: Path, content: Any, name: str = "manifest.json") -> str:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return str(file)


@pytest.mark.parametrize("form", [apollo, relay, codegen], ids=lambda form: form.__name__)
async def test_only_trusted_documents_run(make_app: AppFactory, tmp_path: Path, form: Any) -> None:
    written = form(LIST, NUMBERS)
    ids = [each["id"] for each in written["operations"]] if form is apollo else list(written)
    path = manifest(tmp_path, written)
    app = await make_app(enabled=[], plugins=[ToysPlugin], settings=with_graphql(trusted_documents=path))
    calls.clear()
    async with client_of(app) as http:
        for body in (
            {"documentId": ids[0]},
            {"documentId": f"sha256:{sha256_of(LIST)}"},
            {"documentId": ids[0], "query": LIST},
            {"extensions": apq(LIST)},
            {"query": LIST, "extensions": apq(LIST)},
            {"query": LIST},
        ):
            assert (await send(http, **body)).json() == TOYS
        numbers = await http.get(PATH, params={"documentId": ids[1], "variables": '{"n": [1, 2]}'})
        assert numbers.json() == {"data": {"summed": 3}}
        calls.clear()
        text = fresh()
        for body in (
            {"query": text},
            {"query": LIST + " "},
            {"query": text, "extensions": apq(text)},
            {"extensions": apq(text)},
            {"documentId": "unknown"},
            {"documentId": ""},
            {"query": "{ __schema { types { name } } }"},
            {"query": ""},
            {"query": "{" * 100_000},
            {"query": text, "documentId": "unknown"},
        ):
            answer = await http.post(PATH, json=body, headers=GRAPHQL)
            assert (answer.status_code, code_of(answer)) == (403, NOT_TRUSTED)
        assert code_of(await send(http, documentId=ids[0], query=NUMBERS)) == MISMATCH
        assert calls == []


async def test_themes_and_the_other_schema_are_not_bound_by_it(make_app: AppFactory, tmp_path: Path) -> None:
    path = manifest(tmp_path, relay(LIST))
    app = await make_app(enabled=[], plugins=[ToysPlugin], settings=with_graphql(trusted_documents=path))
    answer = await execution.execute(app, app.shop, app.system_context(), "{ language }")
    assert answer.errors == []
    async with client_of(app) as http:
        http.headers["authorization"] = f"Bearer {ADMIN_TOKEN}"
        assert "errors" not in (await send(http, "/graphql/admin", query=ADMIN)).json()
        assert code_of(await send(http, query=ADMIN)) == NOT_TRUSTED


async def test_the_admin_schema_has_manifests_of_its_own(make_app: AppFactory, tmp_path: Path) -> None:
    path = manifest(tmp_path, relay(ADMIN))
    app = await make_app(enabled=[], plugins=[ToysPlugin], settings=with_graphql(trusted_documents_admin=(path,)))
    async with client_of(app) as http:
        http.headers["authorization"] = f"Bearer {ADMIN_TOKEN}"
        assert "errors" not in (await send(http, "/graphql/admin", query=ADMIN)).json()
        assert code_of(await send(http, "/graphql/admin", query=LIST)) == NOT_TRUSTED
        assert (await send(http, query=fresh())).json() == TOYS


async def test_in_a_batch_each_has_to_be_trusted(make_app: AppFactory, tmp_path: Path) -> None:
    chosen = with_graphql(trusted_documents=manifest(tmp_path, relay(LIST)), max_batch=5)
    app = await make_app(enabled=[], plugins=[ToysPlugin], settings=chosen)
    async with client_of(app) as http:
        good, bad = (await http.post(PATH, json=[{"query": LIST}, {"query": "{ mine }"}])).json()
        assert good == TOYS
        assert bad["errors"][0]["extensions"]["code"] == "DOCUMENT_NOT_TRUSTED"


async def test_warnings_only(make_app: AppFactory, tmp_path: Path) -> None:
    chosen = with_graphql(trusted_documents=manifest(tmp_path, relay(LIST)), trusted_documents_mode="warn")
    with structlog.testing.capture_logs() as boot:
        app = await make_app(enabled=[], plugins=[ToysPlugin], settings=chosen)
    assert "trusted_documents_not_enforced" in [line["event"] for line in boot]
    text = fresh()
    async with client_of(app) as http:
        with structlog.testing.capture_logs() as logs:
            assert (await send(http, query=text)).json() == TOYS
            assert (await send(http, query=text, extensions=apq(text))).json() == TOYS
            assert (await send(http, extensions=apq(text))).json() == TOYS
            assert (await send(http, query=LIST)).json() == TOYS
    lines = [line for line in logs if line["event"] == "document_not_trusted"]
    assert [line["document"] for line in lines] == [sha256_of(text)] * 3


def test_several_front_ends_have_several_manifests(tmp_path: Path) -> None:
    web, mobile = manifest(tmp_path, apollo(LIST), "web.json"), manifest(tmp_path, relay(LIST, NUMBERS), "app.json")
    found = load_trusted_documents(GraphQLSettings(trusted_documents=(web, mobile)), "shop")
    assert found is not None
    assert len(found.documents) == 3
    assert found.has(NUMBERS)
    assert load_trusted_documents(GraphQLSettings(), "shop") is None
    assert load_trusted_documents(GraphQLSettings(trusted_documents=web), "admin") is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is no manifest of documents: Input data was truncated"),
        (b"{", "is no manifest of documents"),
        (b"[]", "is no manifest of documents: Expected `object`, got `array`"),
        (b"[" * 100_000, "is no manifest of documents"),
        ({"a": 1}, "is no manifest of documents: Expected `str`, got `int`"),
        (
            {"format": "other", "version": 1, "operations": []},
            "is no manifest of documents: Invalid enum value 'other'",
        ),
        ({**apollo(LIST), "version": 2}, "is no manifest of documents: Invalid enum value 2"),
        ({"format": "apollo-persisted-query-manifest", "version": 1}, "missing required field `operations`"),
        ({"a": " "}, "an id or a document is empty"),
        ({"": LIST}, "an id or a document is empty"),
        ({"sha256:abc": LIST}, f"'sha256:abc' is not the hash of its document, which is sha256:{sha256_of(LIST)}"),
    ],
)
def test_a_manifest_that_cannot_be_read_keeps_the_shop_from_starting(
    tmp_path: Path, content: Any, message: str
) -> None:
    path = manifest(tmp_path, content)
    with pytest.raises(SettingsError) as raised:
        load_trusted_documents(GraphQLSettings(trusted_documents=path), "shop")
    assert raised.value.message.startswith(f"graphql.trusted_documents: {path}")
    assert message in raised.value.message
    assert (
        "generate-persisted-query-manifest" in raised.value.message or "Write the manifest anew" in raised.value.message
    )


def test_a_manifest_that_is_missing_or_contradicts_another_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"trusted_documents_admin: .*/none\.json cannot be read: No such file"):
        load_trusted_documents(GraphQLSettings(trusted_documents_admin=str(tmp_path / "none.json")), "admin")
    one, other = manifest(tmp_path, {"a": LIST}, "1.json"), manifest(tmp_path, {"a": NUMBERS}, "2.json")
    with pytest.raises(SettingsError, match=r"2\.json: the id 'a' stands for another document in .*1\.json"):
        load_trusted_documents(GraphQLSettings(trusted_documents=(one, other)), "shop")


def test_paths_are_relative_to_the_settings(tmp_path: Path) -> None:
    file = tmp_path / "fondaco.toml"
    for written, expected in (
        ('"web.json"', str(tmp_path / "web.json")),
        ('["web.json", "/srv/app.json"]', (str(tmp_path / "web.json"), "/srv/app.json")),
    ):
        file.write_text(f"[graphql]\ntrusted_documents = {written}\n", encoding="utf-8")
        assert load_settings(file, {}).graphql.trusted_documents == expected
    file.write_text("[graphql]\ntrusted_documents = 5\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"graphql\.trusted_documents: expected"):
        load_settings(file, {})
    file.write_text('[graphql]\ntrusted_documents_mode = "off"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="trusted_documents_mode"):
        load_settings(file, {})


def test_documents_check_says_which_do_not_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = "{ shop { name } }", "{ shop { nothing } }"
    settings = Settings(enabled=(), graphql=GraphQLSettings(trusted_documents=manifest(tmp_path, relay(good, bad))))
    monkeypatch.setattr("fondaco.cli.documents.load_settings", lambda: settings)
    result = CliRunner().invoke(documents, ["check", "--json"], standalone_mode=False)
    assert result.return_value == 1
    assert json.loads(result.stdout) == {
        "documents": 2,
        "findings": [
            {
                "schema": "shop",
                "id": hashlib.md5(bad.encode()).hexdigest(),
                "code": "GRAPHQL_INVALID",
                "message": "Cannot query field 'nothing' on type 'Shop'.",
            }
        ],
    }
    fitting = msgspec.structs.replace(
        settings, graphql=GraphQLSettings(trusted_documents=manifest(tmp_path, relay(good)))
    )
    monkeypatch.setattr("fondaco.cli.documents.load_settings", lambda: fitting)
    assert CliRunner().invoke(documents, ["check"], standalone_mode=False).return_value == 0
