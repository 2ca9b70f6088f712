"""From a request to its caller."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import httpx
import msgspec
import pytest
import pytest_asyncio
from fondaco.access import ANYONE, Credentials, Principal, PrincipalKind, new_session_token, session_of
from fondaco.app import App
from fondaco.graphql import GraphQL, Info, SchemaPart
from fondaco.plugins import NoSettings, Plugin
from fondaco.requests import negotiate_locale
from fondaco.settings import ChannelSettings, Settings
from fondaco.testing.pytest_plugin import AppFactory
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("wanted", "offered", "locale"),
    [
        ("", ["en", "zh-Hans"], "en"),
        ("zh", ["en", "zh-Hans"], "zh-Hans"),
        ("zh-CN", ["en", "zh-Hans"], "zh-Hans"),
        ("zh-SG", ["en", "zh-Hans"], "zh-Hans"),
        ("zh-Hans-CN", ["en", "zh-Hans"], "zh-Hans"),
        ("ZH-hans", ["en", "zh-Hans"], "zh-Hans"),
        ("zh-TW", ["en", "zh-Hans"], "en"),
        ("zh-TW", ["en", "zh-Hans", "zh-Hant"], "zh-Hant"),
        ("zh-HK", ["en", "zh-Hant"], "zh-Hant"),
        ("de-AT", ["en", "de"], "de"),
        ("de-AT", ["en", "de", "de-AT"], "de-AT"),
        ("de", ["en", "de-AT"], "en"),
        ("fr, de;q=0.5, en;q=0.8", ["de", "en"], "en"),
        ("fr;q=0.2,de;q=0.5", ["en", "fr", "de"], "de"),
        ("de;q=0.5,fr;q=0.5", ["en", "fr", "de"], "de"),
        ("de;q=0, en;q=0.1", ["de", "en"], "en"),
        ("de;q=0", ["en", "de"], "en"),
        ("*", ["en", "de"], "en"),
        ("de;q=high", ["en", "de"], "en"),
        ("de; q=0.7", ["en", "de"], "de"),
        ("de ;q=0.7", ["en", "de"], "de"),
        ("de;q=nan", ["en", "de"], "en"),
        (",,;;,", ["en", "de"], "en"),
        ("x" * 10_000 + ",de", ["en", "de"], "en"),
    ],
)
def test_the_best_offered_locale_is_chosen(wanted: str, offered: Sequence[str], locale: str) -> None:
    assert negotiate_locale(wanted, offered) == locale


@given(st.text(), st.lists(st.sampled_from(["en", "de", "zh-Hans", "pt-BR"]), min_size=1, unique=True))
def test_whatever_is_wanted_something_offered_comes_back(wanted: str, offered: list[str]) -> None:
    assert negotiate_locale(wanted, offered) in offered


@given(st.lists(st.sampled_from(["en", "de", "zh-Hans", "pt-BR"]), min_size=1, unique=True), st.data())
def test_what_is_offered_is_got_when_asked_for(offered: list[str], data: st.DataObject) -> None:
    wanted = data.draw(st.sampled_from(offered))
    assert negotiate_locale(wanted, offered) == wanted


part = SchemaPart()


@part.query(type=list[str], permission=ANYONE)
async def whoami(info: Info) -> list[str]:
    """The caller."""
    caller = info.context.caller
    principal = caller.principal
    return [principal.kind, principal.id, str(principal.session), caller.channel.slug, caller.locale, caller.request_id]


class KeysPlugin(Plugin[NoSettings]):
    """Knows one token, and one that brings its own session."""

    name = "keys"
    version = "1"
    graphql = GraphQL(shop=(part,))

    async def resolve_principal(self, payload: Credentials) -> Principal | None:
        if payload.bearer == "own-session":
            return Principal(kind=PrincipalKind.CUSTOMER, id="customer:2", session=session_of("fs_" + "z" * 43))
        if payload.bearer == "ada":
            return Principal(kind=PrincipalKind.CUSTOMER, id="customer:1")
        return None


def two_channels(settings: Settings) -> Settings:
    channels = {
        "eu": ChannelSettings(locales=("en", "de")),
        "cn": ChannelSettings(currency="CNY", locales=("zh-Hans", "en")),
    }
    return msgspec.structs.replace(settings, channels=channels)


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    return await make_app(enabled=[], plugins=[KeysPlugin], settings=two_channels)


TOKEN = "fs_" + "a" * 43
OTHER = new_session_token()


@pytest.mark.parametrize(
    ("headers", "cookies", "expected"),
    [
        ({}, {}, ["anonymous", "anonymous", "None", "eu", "en"]),
        ({"fondaco-channel": "cn"}, {}, ["anonymous", "anonymous", "None", "cn", "zh-Hans"]),
        ({"fondaco-channel": ""}, {}, ["anonymous", "anonymous", "None", "eu", "en"]),
        ({"accept-language": "de"}, {}, ["anonymous", "anonymous", "None", "eu", "de"]),
        ({"accept-language": "de", "fondaco-locale": "en"}, {}, ["anonymous", "anonymous", "None", "eu", "en"]),
        ({"accept-language": "de", "fondaco-channel": "cn"}, {}, ["anonymous", "anonymous", "None", "cn", "zh-Hans"]),
        ({"fondaco-session": TOKEN}, {}, ["anonymous", "anonymous", str(session_of(TOKEN)), "eu", "en"]),
        ({}, {"fondaco_session": TOKEN}, ["anonymous", "anonymous", str(session_of(TOKEN)), "eu", "en"]),
        (
            {"fondaco-session": TOKEN},
            {"fondaco_session": OTHER},
            ["anonymous", "anonymous", str(session_of(TOKEN)), "eu", "en"],
        ),
        ({"fondaco-session": "forged"}, {}, ["anonymous", "anonymous", "None", "eu", "en"]),
        ({"authorization": "Bearer ada"}, {}, ["customer", "customer:1", "None", "eu", "en"]),
        ({"authorization": "bearer   ada "}, {}, ["customer", "customer:1", "None", "eu", "en"]),
        (
            {"authorization": "Bearer ada", "fondaco-session": TOKEN},
            {},
            ["customer", "customer:1", str(session_of(TOKEN)), "eu", "en"],
        ),
        (
            {"authorization": "Bearer own-session", "fondaco-session": TOKEN},
            {},
            ["customer", "customer:2", str(session_of("fs_" + "z" * 43)), "eu", "en"],
        ),
    ],
)
async def test_the_caller_of_a_request(
    http: httpx.AsyncClient, headers: dict[str, str], cookies: dict[str, str], expected: list[str]
) -> None:
    if cookies:
        headers = {**headers, "cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    answer = await http.post("/graphql/shop", json={"query": "{ whoami }"}, headers={"x-request-id": "r1", **headers})
    assert answer.json() == {"data": {"whoami": [*expected, "r1"]}}


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"authorization": "Bearer nobody"}, 401, "UNAUTHENTICATED"),
        ({"authorization": "Bearer "}, 401, "UNAUTHENTICATED"),
        ({"authorization": "Bearer"}, 401, "UNAUTHENTICATED"),
        ({"authorization": "Basic ada"}, 401, "UNAUTHENTICATED"),
        ({"authorization": "ada"}, 401, "UNAUTHENTICATED"),
        ({"fondaco-channel": "us"}, 400, "UNKNOWN_CHANNEL"),
        ({"fondaco-channel": "../eu"}, 400, "UNKNOWN_CHANNEL"),
    ],
)
async def test_credentials_or_channels_that_nobody_knows_are_refused(
    http: httpx.AsyncClient, headers: dict[str, str], status: int, code: str
) -> None:
    answer = await http.post("/graphql/shop", json={"query": "{ whoami }"}, headers=headers)
    body: dict[str, Any] = answer.json()
    assert (answer.status_code, body["errors"][0]["extensions"]["code"], "data" in body) == (status, code, False)
