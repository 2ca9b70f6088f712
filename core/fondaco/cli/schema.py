"""``fondaco schema export``."""

from __future__ import annotations

from pathlib import Path

import msgspec
import rich_click as click
from strawberry.printer import print_schema

from fondaco.cli.outcome import ExitCode, console
from fondaco.errors import FondacoError
from fondaco.graphql.composition import ComposedSchema
from fondaco.settings import Settings, load_settings

__all__ = ["compose_offline", "schema"]


def compose_offline(settings: Settings) -> dict[str, str]:
    """Composes both schemas without any server, and returns their SDL by name."""
    from fondaco.app import create_app  # noqa: PLC0415

    nowhere = msgspec.structs.replace(
        settings,
        database=msgspec.structs.replace(settings.database, url="postgresql://nowhere/nothing"),
        redis=msgspec.structs.replace(settings.redis, url="redis://nowhere"),
    )
    app = create_app(nowhere)
    return {schema.name: sdl_of(schema) for schema in (app.shop, app.admin)}


def sdl_of(schema: ComposedSchema) -> str:
    """Returns a schema in GraphQL's definition language, types in alphabetical order."""
    return print_schema(schema).rstrip() + "\n"


@click.group()
def schema() -> None:
    """Export the GraphQL schemas."""


@schema.command()
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Folder to write shop.graphql and admin.graphql to."
)
@click.option("--only", type=click.Choice(["shop", "admin"]), help="Print this one only.")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if the files in --out differ.")
def export(out: Path | None, only: str | None, check: bool) -> int:
    """Export the composed schemas of the enabled plugins as SDL."""
    texts = {name: text for name, text in compose_offline(load_settings()).items() if only in {None, name}}
    if out is None:
        for text in texts.values():
            click.echo(text)
        return ExitCode.OK
    different = []
    for name, text in texts.items():
        file = out / f"{name}.graphql"
        if check:
            if not file.is_file() or file.read_text(encoding="utf-8") != text:
                different.append(file)
            continue
        try:
            out.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        except OSError as error:
            raise FondacoError(f"{file} cannot be written: {error.strerror}", code="FILE_UNWRITABLE") from error
        console.print(f"wrote {file}", highlight=False, soft_wrap=True)
    for file in different:
        console.print(f"{file} is out of date; run fondaco schema export --out {out}", highlight=False, soft_wrap=True)
    return ExitCode.FAILED if different else ExitCode.OK
