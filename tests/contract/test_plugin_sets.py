"""Every set of first-party plugins boots: all, each one left out in turn, each pair, in any order."""

from __future__ import annotations

import itertools
import random
from typing import Any

import msgspec
import pytest
from fondaco.app import create_app
from fondaco.plugins import PluginHost, discover, installed
from fondaco.settings import Settings

FIRST_PARTY = ("catalog", "checkout", "logistics", "storefront")
PROVIDERS = ("alipay", "stripe", "wechatpay")
"""Of payments; they are the same to the schema, with or without checkout."""


def settings_of(names: tuple[str, ...]) -> Settings:
    base = Settings(enabled=names)
    return msgspec.structs.replace(
        base,
        database=msgspec.structs.replace(base.database, url="postgresql://nowhere/nothing"),
        redis=msgspec.structs.replace(base.redis, url="redis://nowhere"),
    )


def subsets() -> list[tuple[str, ...]]:
    found = [chosen for size in range(len(FIRST_PARTY) + 1) for chosen in itertools.combinations(FIRST_PARTY, size)]
    return [*found, PROVIDERS, *((name,) for name in PROVIDERS), ("checkout", *PROVIDERS), (*FIRST_PARTY, *PROVIDERS)]


def test_all_first_party_plugins_are_installed() -> None:
    assert {*FIRST_PARTY, *PROVIDERS} <= set(installed())


@pytest.mark.parametrize("names", subsets(), ids=lambda names: "+".join(names) or "none")
def test_every_set_of_plugins_boots(names: tuple[str, ...]) -> None:
    app = create_app(settings_of(names))
    assert {plugin.name for plugin in app.host.plugins} == {"system", *names}
    assert app.shop.as_str()
    assert app.admin.as_str()


def test_the_order_in_which_plugins_are_named_does_not_matter() -> None:
    expected: list[str] | None = None
    sdl: str | None = None
    for seed in range(6):
        names = list(FIRST_PARTY)
        random.Random(seed).shuffle(names)
        app = create_app(settings_of(tuple(names)))
        order = [plugin.name for plugin in app.host.plugins]
        expected, sdl = expected or order, sdl or app.shop.as_str()
        assert order == expected
        assert app.shop.as_str() == sdl


def test_hosts_of_one_process_do_not_share_anything() -> None:
    first: PluginHost = discover(settings_of(("catalog",)))
    second: PluginHost = discover(settings_of(("checkout",)))
    names: list[Any] = [[plugin.name for plugin in host.plugins] for host in (first, second)]
    assert names == [["catalog"], ["checkout"]]
    assert first.manager is not second.manager
