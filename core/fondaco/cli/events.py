"""``fondaco events list`` and ``retry``."""

from __future__ import annotations

from uuid import UUID

import rich_click as click
from rich.markup import escape
from rich.table import Column, Table

from fondaco.cli.outcome import ExitCode, console, print_json
from fondaco.cli.run import with_app
from fondaco.db.pagination import PageArgs
from fondaco.events import deliveries

__all__ = ["events"]


@click.group()
def events() -> None:
    """Look at event deliveries and replay dead ones."""


@events.command("list")
@click.option("--state", type=click.Choice([state.value for state in deliveries.DeliveryState]), help="Only these.")
@click.option("--subscriber", help="Only those of one subscriber or job.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
def list_(state: str | None, subscriber: str | None, limit: int, as_json: bool) -> None:
    """List deliveries, the newest first."""
    page = with_app(
        lambda _: deliveries.list_deliveries(
            PageArgs(first=limit),
            state=deliveries.DeliveryState(state) if state else None,
            subscriber=subscriber,
            largest=1000,
        )
    )
    if as_json:
        print_json({"deliveries": page.nodes, "more": page.has_next_page})
        return
    table = Table(Column("id:subscriber", overflow="fold"), "event or job", "state", "attempts", "last error")
    for one in page.nodes:
        table.add_row(
            f"{one.outbox_id}:{one.subscriber}",
            one.name,
            one.state,
            str(one.attempts),
            escape((one.last_error or "")[:80]),
        )
    console.print(table if page.nodes else "No deliveries.")


@events.command()
@click.argument("ids", nargs=-1, metavar="[ID:SUBSCRIBER]...")
@click.option("--all", "all_", is_flag=True, help="Every dead delivery.")
@click.option("--subscriber", help="With --all: only those of one subscriber or job.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
def retry(ids: tuple[str, ...], all_: bool, subscriber: str | None, as_json: bool) -> int:
    """Give dead deliveries all their attempts again."""
    if bool(ids) == all_:
        raise click.UsageError("Name deliveries as ID:SUBSCRIBER, or give --all.")
    named = [_parsed(id_) for id_ in ids]
    if all_:
        revived = with_app(lambda _: deliveries.retry_all_dead(subscriber=subscriber))
    else:
        revived = with_app(lambda _: deliveries.retry(named))
    if as_json:
        print_json({"retried": revived})
    else:
        console.print(f"{revived} deliveries will be made again.")
    return ExitCode.OK if all_ or revived == len(named) else ExitCode.FAILED


def _parsed(value: str) -> deliveries.DeliveryId:
    outbox_id, separator, subscriber = value.partition(":")
    try:
        if separator:
            return deliveries.DeliveryId(UUID(outbox_id), subscriber)
    except ValueError:
        pass
    raise click.BadParameter(f"{value!r} is not ID:SUBSCRIBER, as `fondaco events list` prints them.")
