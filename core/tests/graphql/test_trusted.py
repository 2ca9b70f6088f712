"""Trusted documents: those that front-ends were built with, out of manifests."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
import structlog
from click.testing import CliRunner
from document_requests import MISMATCH, TOYS, apq, error_of, fresh, send
from fondaco.cli.documents import documents
from fondaco.errors import SettingsError
from fondaco.graphql import execution
from fondaco.graphql.trusted import load_trusted_documents, sha256_of
from fondaco.settings import GraphQLSettings, Settings, load_settings
from fondaco.testing.pytest_plugin import ADMIN_TOKEN, AppFactory
from http_toys import GRAPHQL, PATH, ToysPlugin, calls, client_of, with_graphql

ACCEPT = {"accept": GRAPHQL}
NOT_TRUSTED = ("This server runs only the documents that its front-ends were built with.", "DOCUMENT_NOT_TRUSTED")
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
            answer = await http.post(PATH, json=body, headers=ACCEPT)
            assert (answer.status_code, error_of(answer)) == (403, NOT_TRUSTED)
        assert error_of(await send(http, documentId=ids[0], query=NUMBERS)) == MISMATCH
        assert calls == []


async def test_themes_and_the_other_schema_are_not_bound_by_it(make_app: AppFactory, tmp_path: Path) -> None:
    path = manifest(tmp_path, relay(LIST))
    app = await make_app(enabled=[], plugins=[ToysPlugin], settings=with_graphql(trusted_documents=path))
    answer = await execution.execute(app, app.shop, app.system_context(), "{ language }")
    assert answer.errors == []
    async with client_of(app) as http:
        http.headers["authorization"] = f"Bearer {ADMIN_TOKEN}"
        assert "errors" not in (await send(http, "/graphql/admin", query=ADMIN)).json()
        assert error_of(await send(http, query=ADMIN)) == NOT_TRUSTED


async def test_the_admin_schema_has_manifests_of_its_own(make_app: AppFactory, tmp_path: Path) -> None:
    path = manifest(tmp_path, relay(ADMIN))
    app = await make_app(enabled=[], plugins=[ToysPlugin], settings=with_graphql(trusted_documents_admin=(path,)))
    async with client_of(app) as http:
        http.headers["authorization"] = f"Bearer {ADMIN_TOKEN}"
        assert "errors" not in (await send(http, "/graphql/admin", query=ADMIN)).json()
        assert error_of(await send(http, "/graphql/admin", query=LIST)) == NOT_TRUSTED
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


async def test_an_id_that_nobody_knows_takes_little_of_the_log(make_app: AppFactory, tmp_path: Path) -> None:
    path = manifest(tmp_path, relay(LIST))
    app = await make_app(enabled=[], plugins=[ToysPlugin], settings=with_graphql(trusted_documents=path))
    async with client_of(app) as http:
        with structlog.testing.capture_logs() as logs:
            assert error_of(await send(http, documentId="x" * 100_000)) == NOT_TRUSTED
    assert [line["document"] for line in logs if line["event"] == "document_not_trusted"] == ["x" * 100]


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
    with pytest.raises(SettingsError, match=r"trusted_documents: .* cannot be read: Is a directory"):
        load_trusted_documents(GraphQLSettings(trusted_documents=("",)), "shop")
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
