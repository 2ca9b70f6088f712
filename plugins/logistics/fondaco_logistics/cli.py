"""``fondaco logistics audit``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rich_click as click
from fondaco.cli.outcome import ExitCode, console, print_json
from fondaco.cli.run import with_app

from fondaco_logistics.repository.audit import Discrepancy
from fondaco_logistics.repository.audit import audit as audit_tables

if TYPE_CHECKING:
    from fondaco.app import App

__all__ = ["logistics"]


@click.group()
def logistics() -> None:
    """Stock and its ledger."""


@logistics.command()
@click.option("--json", "as_json", is_flag=True, help="Print what was found as one line of JSON.")
def audit(as_json: bool) -> ExitCode:
    """Prove from the tables alone that counters, ledger and orders agree; exit with 1 where they do not."""

    async def work(_app: App) -> list[Discrepancy]:
        return await audit_tables()

    found = with_app(work)
    if as_json:
        print_json(found)
    elif found:
        for one in found:
            console.print(f"{one.check}: {one.subject}: expected {one.expected}, found {one.found}", highlight=False)
    else:
        console.print("Stock is sound.")
    return ExitCode.FAILED if found else ExitCode.OK
