"""``fondaco mail preview`` and ``list``."""

from __future__ import annotations

from pathlib import Path

import rich_click as click
from rich.markup import escape
from rich.table import Column, Table

from fondaco.cli.outcome import ExitCode, console, print_json
from fondaco.cli.run import with_app, with_servers
from fondaco.db.pagination import PageArgs
from fondaco.mails import MailState, repository

__all__ = ["mail"]


@click.group()
def mail() -> None:
    """Preview mails, and look at what was sent."""


@mail.command()
@click.argument("kinds", nargs=-1, metavar="[KIND]...")
@click.option("--locale", "locales", multiple=True, help="Language; repeat it. Default: all that a mail is written in.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("mail-previews"),
    show_default=True,
    help="Folder for the files.",
)
def preview(kinds: tuple[str, ...], locales: tuple[str, ...], out: Path) -> int:
    """Write mails with made-up data as HTML and text. Without a KIND: all of them."""
    from fondaco.app import create_app  # noqa: PLC0415 (a command that needs no application starts faster)

    with with_servers() as settings:
        room = create_app(settings).mails
    out.mkdir(parents=True, exist_ok=True)
    for kind in kinds or sorted(room.templates.kinds):
        rendered = {locale: room.render(kind, locale) for locale in locales} if locales else {}
        if not locales:
            room.render(kind, "en")  # which says so if there is no such mail
            rendered = {locale: room.render(kind, locale) for locale in room.templates.languages(kind)}
        for locale, made in rendered.items():
            for ending, content in (("html", made.html), ("txt", f"{made.subject}\n\n{made.text}")):
                file = out / f"{kind}.{locale}.{ending}"
                file.write_text(content, "utf-8")
            console.print(str(out / f"{kind}.{locale}.html"), highlight=False, soft_wrap=True)
    return ExitCode.OK


@mail.command("list")
@click.option("--state", type=click.Choice([state.value for state in MailState]), help="Only these.")
@click.option("--to", "recipient", help="Only those to this address.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
def list_(state: str | None, recipient: str | None, limit: int, as_json: bool) -> int:
    """List mails, the newest first."""
    page = with_app(
        lambda _: repository.list_mails(
            PageArgs(first=limit),
            state=MailState(state) if state else None,
            recipient=recipient,
            largest=1000,
        )
    )
    if as_json:
        rows = [
            {
                name: getattr(one, name)
                for name in ("id", "kind", "state", "recipient", "subject", "attempts", "last_error")
            }
            for one in page.nodes
        ]
        print_json({"mails": rows, "more": page.has_next_page})
        return ExitCode.OK
    table = Table(Column("recipient", overflow="fold"), "mail", "state", "attempts", "last error")
    for one in page.nodes:
        table.add_row(
            escape(one.recipient), one.kind, one.state, str(one.attempts), escape((one.last_error or "")[:80])
        )
    console.print(table if page.nodes else "No mails.")
    return ExitCode.OK
