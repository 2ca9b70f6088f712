"""``fondaco documents check``."""

from __future__ import annotations

import msgspec
import rich_click as click

from fondaco.cli.outcome import ExitCode, console, print_json
from fondaco.graphql.composition import ComposedSchema
from fondaco.graphql.documents import RejectedError
from fondaco.graphql.trusted import TrustedDocuments, load_trusted_documents
from fondaco.settings import load_settings

__all__ = ["documents"]


class _Finding(msgspec.Struct, frozen=True):
    """A document that the schema of the enabled plugins does not run.

    Attributes:
        id: In the manifest.
    """

    schema: str
    id: str
    code: str
    message: str


def _findings(schema: ComposedSchema, trusted: TrustedDocuments) -> list[_Finding]:
    found = []
    for identifier, text in sorted(trusted.documents.items()):
        try:
            schema.documents.get(text)
        except RejectedError as rejected:
            for error in rejected.errors:
                code = str((error.extensions or {}).get("code", "GRAPHQL_INVALID"))
                found.append(_Finding(schema.name, identifier, code, error.message))
    return found


@click.group()
def documents() -> None:
    """Check the trusted documents of front-ends."""


@documents.command()
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def check(as_json: bool) -> int:
    """Check that every trusted document fits the schema of the enabled plugins; needs no server.

    Run it before an upgrade, or when a plugin goes: a document that does not fit is refused when a front-end asks for
    it. The exit code is 1 then.
    """
    from fondaco.app import create_app  # noqa: PLC0415 (loads the plugins)

    settings = load_settings()
    nowhere = msgspec.structs.replace(
        settings,
        database=msgspec.structs.replace(settings.database, url="postgresql://nowhere/nothing"),
        redis=msgspec.structs.replace(settings.redis, url="redis://nowhere"),
    )
    app = create_app(nowhere)
    number = 0
    findings: list[_Finding] = []
    for schema in (app.shop, app.admin):
        trusted = load_trusted_documents(settings.graphql, schema.name)
        if trusted is not None:
            number += len(trusted.documents)
            findings += _findings(schema, trusted)
    if as_json:
        print_json({"documents": number, "findings": findings})
    else:
        for finding in findings:
            console.print(
                f"{finding.schema}: {finding.id}: {finding.message} ({finding.code})",
                highlight=False,
                markup=False,
                soft_wrap=True,
            )
        console.print(
            f"{number} documents, {len({(finding.schema, finding.id) for finding in findings})} do not fit",
            highlight=False,
        )
    return ExitCode.FAILED if findings else ExitCode.OK
