"""The plugin host: order, requirements, and what a broken plugin is told."""

from __future__ import annotations

import importlib.metadata
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fondaco import plugins as host_module
from fondaco.access import Permission
from fondaco.commerce import CartView, DeliveryOption
from fondaco.errors import PluginError, SettingsError
from fondaco.hookspecs import HookSpecs
from fondaco.plugins import NoSettings, Plugin, PluginHost, discover
from fondaco.settings import Settings
from hypothesis import given
from hypothesis import strategies as st

VERSION = importlib.metadata.version("fondaco")


def plugin(
    plugin_name: Any,
    *,
    version: str = "1.0",
    requires: dict[str, str] | None = None,
    after: Sequence[str] = (),
    **more: Any,
) -> Plugin[Any]:
    body = {"name": plugin_name, "version": version, "requires": requires or {}, "after": tuple(after), **more}
    return type(f"P_{plugin_name}", (Plugin,), body)(NoSettings())


def without_name() -> Plugin[Any]:
    return type("Nameless", (Plugin,), {})(NoSettings())


async def misspelt(self: Any, payload: Any) -> Sequence[Any]:
    return ()


async def with_more(self: Any, payload: Any, more: Any) -> Sequence[Any]:
    return ()


async def renamed(self: Any, cart: Any) -> Sequence[Any]:
    return ()


HOOKS = ", ".join(
    sorted(n for n in dir(HookSpecs) if n.startswith(("register_", "resolve_", "collect_", "validate_", "join_")))
)


@pytest.mark.parametrize(
    ("plugins", "message"),
    [
        (
            [without_name()],
            "Nameless needs a name of lower case letters, digits and underscores, such as name = \"wishlist\"; it has ''.",
        ),
        ([plugin("Wish-List")], "it has 'Wish-List'."),
        ([plugin("")], "it has ''."),
        ([plugin("1x")], "it has '1x'."),
        ([plugin("x")], "it has 'x'."),
        ([plugin(7)], "it has 7."),
        ([plugin("wish; drop")], "it has 'wish; drop'."),
        ([plugin("wish"), plugin("wish")], "Two plugins are called 'wish': "),
        (
            [plugin("wish", requires={"catalog": ">=1"})],
            "Plugin 'wish' requires plugin 'catalog' (>=1), which is not enabled. Enable or install it (its distribution "
            "is usually called fondaco-catalog), or disable 'wish'.",
        ),
        (
            [plugin("wish", version="3.1", requires={"catalog": ">=2,<3"}), plugin("catalog", version="1.9")],
            "Plugin 'wish' 3.1 works with catalog >=2,<3, but 1.9 is installed. Install versions that fit, or disable "
            "'wish'.",
        ),
        (
            [plugin("wish", requires_fondaco=">=99")],
            f"Plugin 'wish' 1.0 works with fondaco >=99, but {VERSION} is installed.",
        ),
        (
            [plugin("wish", requires={"catalog": "newest"}), plugin("catalog")],
            "Plugin 'wish' declares an unreadable requirement on 'catalog': Invalid specifier: 'newest'.",
        ),
        (
            [plugin("wish", requires={"catalog": ">=1"}), plugin("catalog", version="one")],
            "Plugin 'wish' declares an unreadable requirement on 'catalog': Invalid version: 'one'.",
        ),
        (
            [plugin("a1", requires={"b1": ""}), plugin("b1", requires={"a1": ""})],
            "Plugins require each other in a circle: ",
        ),
        ([plugin("a1", after=["b1"]), plugin("b1", requires={"a1": ""})], "Plugins require each other in a circle: "),
        ([plugin("a1", requires={"a1": ""})], "Plugins require each other in a circle: a1 → a1."),
        (
            [plugin("fine"), plugin("wish", collect_delivery_option=misspelt)],
            "Plugin 'wish' implements 'collect_delivery_option', which is no hook of this version. Rename the method, or "
            f"update Fondaco. Hooks: {HOOKS}.",
        ),
        (
            [plugin("wish", register_everything=misspelt)],
            "Plugin 'wish' implements 'register_everything', which is no hook",
        ),
        (
            [plugin("wish", collect_delivery_options=with_more)],
            "Plugin 'wish' implements a hook with other parameters than its specification: ",
        ),
        (
            [plugin("wish", collect_delivery_options=renamed)],
            "Plugin 'wish' implements a hook with other parameters than its specification: ",
        ),
    ],
)
def test_a_broken_plugin_refuses_boot_and_is_told_why(plugins: list[Plugin[Any]], message: str) -> None:
    with pytest.raises(PluginError) as caught:
        PluginHost(plugins)
    assert message in caught.value.message
    assert caught.value.code == "PLUGIN"


def test_two_of_one_name_are_both_told() -> None:
    with pytest.raises(PluginError, match=r"P_wish and .*P_wish\. Disable one of them"):
        PluginHost([plugin("wish"), plugin("wish")])


def test_a_circle_is_drawn() -> None:
    with pytest.raises(PluginError) as caught:
        PluginHost(
            [plugin("a1", requires={"b1": ""}), plugin("b1", requires={"c1": ""}), plugin("c1", requires={"a1": ""})]
        )
    circle = caught.value.message.removeprefix("Plugins require each other in a circle: ").rstrip(".").split(" → ")
    assert sorted(circle[:-1]) == ["a1", "b1", "c1"]
    assert circle[0] == circle[-1]


HOUSE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("zero", {"requires": {}}),
    ("alpha", {"requires": {"zero": ">=1"}}),
    ("bravo", {"requires": {"zero": ">=1"}}),
    ("delta", {"after": ("missing", "zulu")}),
    ("zulu", {"requires": {"alpha": ""}}),
    ("echo", {}),
)


@given(st.permutations(HOUSE))
def test_the_order_is_the_same_whatever_the_order_of_discovery(house: list[tuple[str, dict[str, Any]]]) -> None:
    host = PluginHost([plugin(name, **fields) for name, fields in house])
    assert [one.name for one in host.plugins] == ["echo", "zero", "alpha", "bravo", "zulu", "delta"]


@given(st.lists(st.integers(0, 40), unique=True, min_size=2, max_size=12), st.data())
def test_whatever_is_required_comes_first(numbers: list[int], data: st.DataObject) -> None:
    names = [f"p{number:02}" for number in numbers]
    needs = {
        name: data.draw(st.lists(st.sampled_from(names[:i]), unique=True)) if i else [] for i, name in enumerate(names)
    }
    shuffled = data.draw(st.permutations(names))
    host = PluginHost([plugin(name, requires=dict.fromkeys(needs[name], "")) for name in shuffled])
    order = [one.name for one in host.plugins]
    assert sorted(order) == sorted(names)
    assert all(order.index(other) < order.index(name) for name in names for other in needs[name])


def test_after_orders_only_what_is_there() -> None:
    assert [p.name for p in PluginHost([plugin("a1", after=["b1"]), plugin("b1")]).plugins] == ["b1", "a1"]
    assert [p.name for p in PluginHost([plugin("a1", after=["b1"])]).plugins] == ["a1"]


@pytest.mark.parametrize(
    ("specifier", "version", "fits"),
    [
        ("", "0.0.1", True),
        (">=0.1,<0.2", "0.1.9", True),
        (">=0.1,<0.2", "0.2.0", False),
        (">=1", "1.0.dev3", False),
        (">=1.0.dev1", "1.0.dev3", True),
        (">=0.9", "1.0rc1", True),
        ("==1.*", "1.7.3", True),
        ("~=1.4", "2.0", False),
    ],
)
def test_versions_fit_as_pep_440_says(specifier: str, version: str, fits: bool) -> None:
    build = [plugin("wish", requires={"catalog": specifier}), plugin("catalog", version=version)]
    if fits:
        PluginHost(build)
    else:
        with pytest.raises(PluginError, match="Install versions that fit"):
            PluginHost(build)


async def test_the_host_knows_its_plugins_and_who_implements_what() -> None:
    option = DeliveryOption.__name__

    async def collect_delivery_options(self: Any, payload: CartView) -> Sequence[str]:
        return (option,)

    host = PluginHost([plugin("ship", collect_delivery_options=collect_delivery_options), plugin("idle")])
    assert "ship" in host
    assert "nobody" not in host
    assert host.get("nobody") is None
    assert [one.name for one in host.implementing("collect_delivery_options")] == ["ship"]
    assert host.implementing("collect_sellables") == []


def test_what_needs_no_asking_can_be_declared() -> None:
    right = Permission("wish.use", "Use.")
    declared = plugin("wish", permissions=(right,))
    host = PluginHost([declared])
    assert declared.register_permissions() == (right,)
    assert host.implementing("register_permissions") == [declared]
    assert host.implementing("register_jobs") == []
    with pytest.raises(TypeError, match="P_wish declares jobs and implements register_jobs; do one of the two"):
        plugin("wish", jobs=(), register_jobs=lambda self: ())


def test_the_version_is_the_classs_own_or_that_of_its_distribution() -> None:
    assert plugin("wish", version="2.5").installed_version() == "2.5"
    assert plugin("wish", version="", __module__="fondaco.anything").installed_version() == VERSION
    assert plugin("wish", version="", __module__="nowhere.at_all").installed_version() == "0.0.0"


# -- discovery ----------------------------------------------------------------------------------------------------


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of modules, none of them installed; the deployment has no other plugins."""
    monkeypatch.syspath_prepend(str(tmp_path))
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        del sys.modules[name]


@pytest.fixture
def entry_points(packages: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What is installed: entry point name → target; change it in the test."""
    installed: dict[str, str] = {}
    monkeypatch.setattr(
        importlib.metadata,
        "entry_points",
        lambda group: [importlib.metadata.EntryPoint(name, value, group) for name, value in installed.items()],
    )
    return installed


def module(folder: Path, name: str, body: str) -> str:
    (folder / f"{name}.py").write_text(f"from fondaco.plugins import Plugin\n\n{body}\n")
    return name


def names(host: PluginHost) -> list[str]:
    return [one.name for one in host.plugins]


GOOD = "class {0}(Plugin):\n    name = '{1}'\n    version = '1'\n"


def test_every_installed_plugin_is_enabled_unless_settings_say_otherwise(
    packages: Path, entry_points: dict[str, str]
) -> None:
    for name in ("wish", "gift", "loyal"):
        module(packages, f"fx_{name}", GOOD.format("P", name))
        entry_points[name] = f"fx_{name}:P"
    assert names(discover(Settings())) == ["gift", "loyal", "wish"]
    assert names(discover(Settings(disabled=("gift",)))) == ["loyal", "wish"]
    assert names(discover(Settings(enabled=("wish", "gift"), disabled=("gift",)))) == ["wish"]
    assert names(discover(Settings(enabled=()))) == []
    assert names(discover(Settings(enabled=("fx_wish:P",)))) == ["wish"]


def test_a_plugin_that_cannot_be_imported_is_told_only_if_it_is_enabled(
    packages: Path, entry_points: dict[str, str]
) -> None:
    module(packages, "fx_wish", GOOD.format("P", "wish"))
    module(packages, "fx_broken", "import no_such_module_at_all")
    entry_points.update(wish="fx_wish:P", broken="fx_broken:P")
    with pytest.raises(PluginError) as caught:
        discover(Settings())
    assert caught.value.message == (
        "Plugin 'broken' cannot be imported from fx_broken:P: ModuleNotFoundError: No module named "
        "'no_such_module_at_all'. Repair or reinstall it, or add it to disabled in fondaco.toml."
    )
    assert names(discover(Settings(disabled=("broken",)))) == ["wish"]
    assert names(discover(Settings(enabled=("wish",)))) == ["wish"]


@pytest.mark.parametrize(
    ("body", "target", "message"),
    [
        ("P = 3", "fx_odd:P", "Plugin 'odd': fx_odd:P is not a subclass of fondaco.Plugin."),
        ("class P: name = 'odd'", "fx_odd:P", "Plugin 'odd': fx_odd:P is not a subclass of fondaco.Plugin."),
        ("", "fx_odd:P", "Plugin 'odd' cannot be imported from fx_odd:P: AttributeError: "),
        ("", "fx_odd", "Plugin 'odd' cannot be imported from fx_odd: AttributeError: "),
        ("", "fx_gone:P", "Plugin 'odd' cannot be imported from fx_gone:P: ModuleNotFoundError: "),
        ("1 / 0", "fx_odd:P", "Plugin 'odd' cannot be imported from fx_odd:P: ZeroDivisionError: division by zero"),
        ("raise SystemExit(3)", "fx_odd:P", "Plugin 'odd' cannot be imported from fx_odd:P: SystemExit: 3"),
    ],
)
def test_an_entry_point_of_the_wrong_kind_is_told(
    packages: Path, entry_points: dict[str, str], body: str, target: str, message: str
) -> None:
    module(packages, "fx_odd", body)
    entry_points["odd"] = target
    with pytest.raises(PluginError) as caught:
        discover(Settings())
    assert caught.value.message.startswith(message)


def test_a_plugin_that_is_enabled_but_not_installed_is_told(entry_points: dict[str, str], packages: Path) -> None:
    module(packages, "fx_wish", GOOD.format("P", "wish"))
    entry_points["wish"] = "fx_wish:P"
    with pytest.raises(PluginError) as caught:
        discover(Settings(enabled=("wish", "loyalty")))
    assert caught.value.message == (
        "Plugin 'loyalty' is enabled but not installed. Installed: wish. Install it (its distribution is usually called "
        "fondaco-loyalty), or remove it from enabled in fondaco.toml."
    )


def test_two_distributions_that_offer_one_name_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [importlib.metadata.EntryPoint("wish", value, "fondaco.plugins") for value in ("a:P", "b:P", "a:P")]
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda group: entries)
    with pytest.raises(PluginError, match="Two installed distributions offer a plugin 'wish': a:P and b:P"):
        discover(Settings())
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda group: [entries[0], entries[2]])
    assert host_module.installed() == {"wish": "a:P"}


def test_a_settings_table_of_no_plugin_is_told(packages: Path, entry_points: dict[str, str]) -> None:
    module(packages, "fx_wish", GOOD.format("P", "wish"))
    entry_points["wish"] = "fx_wish:P"
    with pytest.raises(PluginError) as caught:
        discover(Settings(plugins={"whish": {}}))
    assert (
        caught.value.message == "There is a table plugins.whish in the settings, but no plugin 'whish'. Plugins: wish."
    )
    discover(Settings(plugins={"wish": {}}, disabled=("wish",)))  # a disabled plugin may keep its table


class Own(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    size: int = 3


def test_a_plugin_gets_its_own_settings(entry_points: dict[str, str]) -> None:
    class WithSettings(Plugin[Own]):
        name = "sized"
        version = "1"
        settings_type = Own

    [found] = discover(Settings(plugins={"sized": {"size": "7"}}), extra=[WithSettings]).plugins
    assert found.settings == Own(7)
    [default] = discover(Settings(), extra=[WithSettings]).plugins
    assert default.settings == Own(3)
    with pytest.raises(SettingsError, match=r"settings: plugins\.sized\.sise: there is no such setting"):
        discover(Settings(plugins={"sized": {"sise": 1}}), extra=[WithSettings])


def test_hosts_are_independent_of_each_other() -> None:
    first, second = PluginHost([plugin("wish")]), PluginHost([plugin("wish"), plugin("gift")])
    assert (names(first), names(second)) == (["wish"], ["gift", "wish"])
    assert first.manager is not second.manager
