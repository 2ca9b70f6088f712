"""Every hook of the framework is documented, tested and used by a plugin that ships."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest
from fondaco.hookspecs import HookSpecs
from fondaco.plugins import PluginHost, discover
from fondaco.settings import Settings
from fondaco.system.plugin import SystemPlugin

ROOT = Path(__file__).parents[2]
HOOKS = sorted(
    name for name in vars(HookSpecs) if name.startswith(("register_", "resolve_", "collect_", "validate_", "join_"))
)


@pytest.fixture(scope="module")
def shipped() -> PluginHost:
    return discover(Settings(), extra=(SystemPlugin,))


@pytest.fixture(scope="module")
def test_names() -> set[str]:
    """The names of all test functions of the repository."""
    files = [*ROOT.glob("core/tests/**/*.py"), *ROOT.glob("plugins/*/tests/**/*.py"), *ROOT.glob("tests/**/*.py")]
    return {
        name for file in files for name in re.findall(r"^(?:async )?def (test_\w+)", file.read_text(), re.MULTILINE)
    }


def test_nothing_else_is_specified() -> None:
    public = {name for name in vars(HookSpecs) if not name.startswith("_")}
    assert public == set(HOOKS)


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_is_documented(hook: str) -> None:
    documentation = inspect.getdoc(getattr(HookSpecs, hook)) or ""
    first = documentation.partition("\n")[0]
    assert first.endswith("."), "the first line is a sentence"
    assert len(documentation) > 60


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_is_called_as_its_prefix_says(hook: str) -> None:
    specification = getattr(HookSpecs, hook)
    parameters = list(inspect.signature(specification).parameters)
    if hook.startswith("register_"):
        assert not inspect.iscoroutinefunction(specification)
        assert parameters == ["self"]
    else:
        assert inspect.iscoroutinefunction(specification)
        assert parameters == (["self", "uow", "payload"] if hook.startswith("join_") else ["self", "payload"])


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_is_used_by_a_plugin_that_ships(hook: str, shipped: PluginHost) -> None:
    assert [plugin.name for plugin in shipped.implementing(hook)] != []


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_has_a_test_of_its_name(hook: str, test_names: set[str]) -> None:
    assert f"test_hook_{hook}" in test_names


def test_hooks_are_called_by_the_dispatcher_only() -> None:
    """A call past it would know neither the plugin's name nor what an error has to do."""
    for file in [*ROOT.glob("core/fondaco/**/*.py"), *ROOT.glob("plugins/*/fondaco_*/**/*.py")]:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Attribute) and node.attr == "hook":
                assert file.name == "plugins.py", f"{file}:{node.lineno} calls hooks through pluggy"
