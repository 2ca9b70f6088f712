"""``fondaco import products`` and ``fondaco catalog reindex`` as a person runs them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from fondaco.app import App
from fondaco.db import fetch_value
from fondaco.ids import new_id
from fondaco_catalog import cli
from fondaco_catalog.model.search_staff import SearchRebuild
from fondaco_catalog.service.transfer.import_products import ImportReport

NOW = datetime(2026, 11, 28, tzinfo=UTC)
LINES = "Handle,Title,Variant Price\na,A,10\nb,B,{price}\n"


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Runs the command with a report that the importer would give."""

    def run(report: ImportReport, *arguments: str) -> Any:
        monkeypatch.setattr(cli, "with_app", lambda _work: report)
        path = tmp_path / "p.csv"
        path.write_text(LINES.format(price="x"))
        return CliRunner().invoke(cli.products, [str(path), *arguments], standalone_mode=False)

    return run


def refused() -> ImportReport:
    return msgspec.convert(
        {
            "created": 1,
            "failed": 1,
            "problems": 1,
            "rows": [{"row": 3, "column": "Variant Price", "code": "INVALID_NUMBER", "message": "'x' is no number."}],
        },
        ImportReport,
    )


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (ImportReport(created=2), 0),
        (refused(), 1),
        (msgspec.convert({"stopped": {"code": "DATABASE_UNAVAILABLE", "message": "Gone."}}, ImportReport), 4),
    ],
)
def test_the_exit_code_says_how_it_went(program: Any, report: ImportReport, code: int) -> None:
    assert program(report).return_value == code
    assert program(report, "--json").return_value == code


def test_a_script_reads_one_line_of_json(program: Any) -> None:
    printed = program(refused(), "--json").stdout
    assert msgspec.json.decode(printed)["rows"][0] == {
        "row": 3,
        "column": "Variant Price",
        "code": "INVALID_NUMBER",
        "message": "'x' is no number.",
        "handle": "",
    }
    assert printed.count("\n") == 1


async def test_the_commands_are_offered_under_import_export_and_catalog(app: App) -> None:
    commands = next(plugin for plugin in app.host.plugins if plugin.name == "catalog").register_cli()
    assert [(command.group, command.command.name) for command in commands] == [
        ("import", "products"),
        ("export", "products"),
        (None, "catalog"),
    ]


async def test_the_index_is_rebuilt_from_the_command_line(
    app: App, catalogue: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a product that nothing has indexed
    await catalogue.product("Cup")
    works: list[Any] = []
    monkeypatch.setattr(
        cli, "with_app", lambda work: works.append(work) or SearchRebuild(new_id(), 1, 1, None, NOW, NOW)
    )
    outcome = CliRunner().invoke(cli.catalog, ["reindex", "--json"], standalone_mode=False)
    assert (outcome.return_value, msgspec.json.decode(outcome.stdout)["done"]) == (0, 1)
    # when
    state = await works[0](app)
    # then
    assert (state.done, state.total, state.finished_at is None) == (1, 1, False)
    assert await fetch_value("SELECT count(*) FROM catalog.search_document") == 2
