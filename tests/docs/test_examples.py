"""No untested example: every code block of the documentation is checked by what it is written in."""

from __future__ import annotations

import json
import re
import shlex
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import click
import msgspec
import pytest
from docs_pages import DOCS, Block, blocks, pages
from fondaco.app import create_app
from fondaco.plugins import Plugin, discover
from fondaco.settings import Settings, load_settings
from fondaco.system.plugin import SystemPlugin
from graphql import parse, validate
from reference_pages import cli
from reference_pages.shipped import plugin_names, shipped_app

LANGUAGES = {"graphql", "json", "jsonl", "mermaid", "python", "sh", "text", "toml", "typescript"}


def test_blocks_are_in_languages_that_are_checked() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in pages())
    found = re.findall(r"^ *```+ *([\w+-]*)[^\n]*\n(?:.*?\n)?? *```+ *$", text, re.MULTILINE | re.DOTALL)
    assert len(found) == len(blocks(*LANGUAGES))
    assert set(found) <= LANGUAGES


def test_what_is_written_by_hand_is_shown_in_blocks_that_are_checked() -> None:
    unchecked = [block for block in blocks("text") if block.page.parent.name != "reference"]
    unshown = [block for block in blocks("typescript") if not block.shows]
    assert [str(block) for block in (*unchecked, *unshown)] == []


@pytest.mark.parametrize("block", [block for block in blocks("python", "typescript") if block.shows], ids=str)
def test_a_shown_file_is_shown_as_it_is(block: Block) -> None:
    assert block.text.rstrip() == (DOCS / block.shows).read_text(encoding="utf-8").rstrip()


OF_THE_SHIPPED_SCHEMAS = [block for block in blocks("graphql") if block.page.parent.name != "tutorial"]
"""The tutorial's schema is its own; tests/scaffold/test_tutorial.py asks what stands there."""


@pytest.mark.parametrize("block", OF_THE_SHIPPED_SCHEMAS, ids=str)
def test_graphql_fits_one_of_the_schemas(block: Block) -> None:
    document = parse(block.text)
    schemas = (shipped_app().shop._schema, shipped_app().admin._schema)
    problems = [validate(schema, document) for schema in schemas]
    assert not all(problems), problems[0]


@pytest.mark.parametrize("block", blocks("jsonl"), ids=str)
def test_every_line_of_jsonl_is_valid(block: Block) -> None:
    assert [type(json.loads(line)) for line in block.text.splitlines()] == [dict] * len(block.text.splitlines())


@pytest.mark.parametrize("block", blocks("json"), ids=str)
def test_json_is_valid(block: Block) -> None:
    for line in [block.text] if block.text.lstrip()[0] in "[{" else block.text.splitlines():
        json.loads(line)


@pytest.mark.parametrize("block", blocks("toml"), ids=str)
def test_toml_loads_as_settings(block: Block, tmp_path: Path) -> None:
    if block.title not in {"", "fondaco.toml"}:
        tomllib.loads(block.text)
        return
    file = tmp_path / "fondaco.toml"
    file.write_text(block.text, encoding="utf-8")
    settings = load_settings(file, {})
    known = {name: table for name, table in settings.plugins.items() if name in plugin_names()}
    chosen: Settings = msgspec.structs.replace(settings, enabled=plugin_names(), disabled=(), plugins=known)
    discover(chosen, extra=(SystemPlugin,))


def runs(block: Block) -> bool:
    """Whether a block is run here; the tutorial and shown files have tests of their own."""
    return not block.shows and block.page.parent.name != "tutorial"


PYTHON_PAGES = sorted({block.page for block in blocks("python") if runs(block)})


@pytest.mark.parametrize("page", PYTHON_PAGES, ids=lambda page: page.name)
def test_python_runs_from_the_top_of_the_page_to_its_end(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType(f"docs_{page.stem.replace('-', '_')}")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    namespace = module.__dict__
    for block in blocks("python"):
        if block.page == page and runs(block):
            source = "\n" * block.line + block.text
            exec(compile(source, str(page), "exec"), namespace)
    made = [value for value in namespace.values() if isinstance(value, type) and issubclass(value, Plugin)]
    plugins = [plugin for plugin in made if plugin is not Plugin]
    if plugins:
        app = create_app(msgspec.structs.replace(shipped_app().settings, enabled=plugin_names()), plugins=plugins)
        assert {plugin.name for plugin in plugins} <= {plugin.name for plugin in app.host.plugins}


COMMANDS = {" ".join(words): command for words, command, _ in cli.commands()}


def calls(block: Block) -> list[list[str]]:
    """The words after ``fondaco`` of each call in a block."""
    lines = block.text.replace("\\\n", " ").splitlines()
    words = [shlex.split(line.removeprefix("$ "), comments=True) for line in lines if "fondaco" in line]
    found = [
        line[line.index("fondaco") + 1 :]
        for line in words
        if "fondaco" in line and line[max(line.index("fondaco") - 1, 0)] in {"run", "fondaco", "&&", "exec"}
    ]
    return [call[: call.index("&&")] if "&&" in call else call for call in found]


@pytest.mark.parametrize("block", [block for block in blocks("sh") if calls(block)], ids=str)
def test_commands_and_their_options_exist(block: Block) -> None:
    for words in calls(block):
        name = next(name for name in (" ".join(words[:2]), words[0] if words else "") if name in COMMANDS)
        command = COMMANDS[name]
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        given = {word.partition("=")[0] for word in words if word.startswith("-")}
        assert given <= known | {"--help", "--version"}, f"fondaco {' '.join(words)}"
        assert not isinstance(command, click.Group) or "--help" in given, f"fondaco {' '.join(words)}"
