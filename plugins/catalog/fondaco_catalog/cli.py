"""``fondaco import products``, ``fondaco export products`` and ``fondaco catalog reindex``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import rich_click as click
from fondaco import clock
from fondaco.cli.outcome import ExitCode, console, print_json
from fondaco.cli.run import with_app
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.search_staff import SearchRebuild
from fondaco_catalog.model.transfer.kinds import read_moment
from fondaco_catalog.repository.search_staff import add_rebuild
from fondaco_catalog.repository.transfer.exported import ExportFilter
from fondaco_catalog.service.search_index import SearchIndexer
from fondaco_catalog.service.search_staff import rebuild
from fondaco_catalog.service.transfer.export_products import ExportOptions, export_products
from fondaco_catalog.service.transfer.import_products import ImportOptions, ImportReport, import_products
from fondaco_catalog.settings import CatalogSettings

if TYPE_CHECKING:
    from fondaco.app import App

__all__ = ["catalog", "export", "products"]

SHOWN_PROBLEMS = 20


def policy_of(app: App) -> Policy:
    """Returns the rules of a running application."""
    plugin = app.host.get("catalog")
    assert plugin is not None  # noqa: S101 (its command runs because it is enabled)
    assert isinstance(plugin.settings, CatalogSettings)  # noqa: S101 (for the type checker)
    return Policy(app.channels, plugin.settings)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--format", "file_format", type=click.Choice(["shopify", "csv", "jsonl"]), help="By default found out.")
@click.option(
    "--mapping", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="TOML file for foreign columns."
)
@click.option(
    "--match",
    type=click.Choice(["slug", "sku", "external_id"]),
    default="slug",
    help="What products are found again by.",
)
@click.option("--channel", help="Slug of the channel that the prices are for; the default one if left out.")
@click.option("--atomic", is_flag=True, help="All products or, if one of them is refused, none.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
@click.option("--resume", is_flag=True, help="Go on where the last import of this file was interrupted.")
@click.option("--publish/--no-publish", default=None, help="Publish all, or none; by default what the file says.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as one line of JSON.")
def products(
    file: Path,
    file_format: str | None,
    mapping: Path | None,
    match: str,
    channel: str | None,
    atomic: bool,
    dry_run: bool,
    resume: bool,
    publish: bool | None,
    as_json: bool,
) -> int:
    """Import products from CSV (of Shopify, ours, or foreign with a mapping) or JSON Lines, also gzip-compressed.

    Safe to run again: what is there already is brought up to date.
    """

    mapping_text = mapping.read_text(encoding="utf-8") if mapping is not None else ""

    async def work(app: App) -> ImportReport:
        options = ImportOptions(
            channel=channel or app.default_channel.slug,
            format=file_format,  # type: ignore[arg-type]  # click has checked it
            mapping=mapping_text,
            match=match,  # type: ignore[arg-type]
            atomic=atomic,
            dry_run=dry_run,
            publish=publish,
        )
        columns = (TextColumn("rows"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("rows")
            return await import_products(
                app,
                file,
                options,
                policy_of(app),
                resume=resume,
                requested_by="command line",
                on_progress=lambda done, rows: bar.update(task, completed=done, total=rows),
            )

    report = with_app(work)
    if as_json:
        print_json(report)
    else:
        _show(report, dry_run=dry_run)
    if report.stopped is not None:
        return ExitCode.UNAVAILABLE
    return ExitCode.OK if report.ok else ExitCode.FAILED


def _show(report: ImportReport, *, dry_run: bool) -> None:
    for problem in report.rows[:SHOWN_PROBLEMS]:
        where = f"row {problem.row}" + (f", {problem.column}" if problem.column else "")
        console.print(f"{where}: {problem.code}: {problem.message}", markup=False, highlight=False, soft_wrap=True)
    if report.problems > SHOWN_PROBLEMS:
        console.print(f"… and {report.problems - SHOWN_PROBLEMS} more; --json shows them.", highlight=False)
    console.print(
        f"{report.created} created, {report.updated} updated, {report.unchanged} unchanged, {report.failed} refused"
        + (f"; {report.unpublished} could not be published." if report.unpublished else "."),
        highlight=False,
        soft_wrap=True,
    )
    if report.stopped is not None:
        console.print(
            f"{report.stopped.code}: {report.stopped.message} Run it again with --resume to finish.",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
    elif not report.applied:
        console.print("Nothing was changed: " + ("this was a dry run." if dry_run else "not every product fits."))


@click.command("products")
@click.argument("file", type=click.File("wb", lazy=False))
@click.option(
    "--format", "file_format", type=click.Choice(["csv", "jsonl", "shopify"]), default="csv", show_default=True
)
@click.option("--channel", help="Whose prices and publications a file of Shopify has; the default one if left out.")
@click.option("--published", help="Only what is published in this channel.")
@click.option("--category", help="Only what is in the category with this slug, or below it.")
@click.option("--collection", help="Only what is in the collection with this slug.")
@click.option("--changed-since", help="Only what changed since a moment: 2026-01-31T12:00:00Z.")
def export(
    file: BinaryIO,
    file_format: str,
    channel: str | None,
    published: str | None,
    category: str | None,
    collection: str | None,
    changed_since: str | None,
) -> int:
    """Export products to a file, or to standard output (-): all of one moment, whatever is changed meanwhile."""
    chosen = ExportFilter(
        published_in=published,
        category=category,
        collection=collection,
        changed_since=None if changed_since is None else read_moment(changed_since),
    )

    async def work(app: App) -> int:
        options = ExportOptions(
            channel=channel or app.default_channel.slug,
            format=file_format,  # type: ignore[arg-type]  # click has checked it
            chosen=chosen,
        )
        columns = (TextColumn("products"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("products")
            return await export_products(
                app,
                file,
                options,
                policy_of(app),
                on_progress=lambda done, total: bar.update(task, completed=done, total=total),
            )

    count = with_app(work)
    console.print(f"{count} products exported.", highlight=False)
    return ExitCode.OK


@click.group()
def catalog() -> None:
    """Look after the catalogue."""


@catalog.command()
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as one line of JSON.")
def reindex(as_json: bool) -> int:
    """Make the search index anew, in batches, while searches go on."""

    async def work(app: App) -> SearchRebuild:
        indexer = SearchIndexer(policy_of(app))
        rebuild_id = await add_rebuild(clock.utc_now())
        columns = (TextColumn("products"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("products")
            return await rebuild(
                lambda: app.unit_of_work(app.system_context()),
                indexer,
                rebuild_id,
                on_progress=lambda state: bar.update(task, completed=state.done, total=state.total),
            )

    state = with_app(work)
    if as_json:
        print_json(state)
    else:
        console.print(f"{state.done} products indexed.", highlight=False)
    return ExitCode.OK
