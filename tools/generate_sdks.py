"""Regenerates both SDKs from the committed schemas and operations.

    python tools/generate_sdks.py            # write
    python tools/generate_sdks.py --check    # write nothing; exit with 1 and name the files that differ

Python: ariadne-codegen makes models and awaited clients, unasync makes the blocking ones. TypeScript: graphql-codegen.
ariadne-codegen needs an older graphql-core than the server, so it runs in an environment of its own, whose every
version is pinned here; graphql-codegen's versions are those of sdk/typescript/package-lock.json.
Needs uv, node and npm.

The schemas are exported first (``fondaco schema export``) where Fondaco is importable; elsewhere, and with
``--keep-schemas``, the committed ones are taken as they are.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

__all__ = ["main"]

ROOT = Path(__file__).resolve().parent.parent
SDK = ROOT / "sdk"
TOOLS = SDK / "python" / "codegen"
PACKAGE = SDK / "python" / "fondaco_sdk"
TYPESCRIPT = SDK / "typescript"

PYTHON = "3.11"
GENERATORS = """\
annotated-types==0.8.0
anyio==4.16.0
ariadne-codegen==0.19.0
certifi==2026.10.18
click==8.5.1
graphql-core==3.2.14
h11==0.16.0
httpcore==1.0.9
httpx==0.28.1
idna==3.20
pydantic==2.14.3
pydantic-core==2.50.4
ruff==0.15.22
setuptools==84.2.1
tokenize-rt==6.2.0
toml==0.10.2
typing-extensions==4.16.0
typing-inspection==0.4.5
unasync==0.6.0
"""
FORMATTER = "ruff==0.17.6"
"""For what people read in the same style as the hand-written code."""

ARIADNE = """\
[tool.ariadne-codegen]
schema_path = "schema/{api}.graphql"
queries_path = "operations/{api}"
target_package_path = "{target}"
target_package_name = "{api}"
client_name = "Async{name}Client"
base_client_name = "AsyncGraphQL"
base_client_file_path = "async_base.py"
include_typename = false
multipart_uploads = false
use_alias_generator = true
plugins = ["results_plugin.ResultsPlugin"]

[tool.ariadne-codegen.scalars.Decimal]
type = "decimal.Decimal"

[tool.ariadne-codegen.scalars.DateTime]
type = "datetime.datetime"

[tool.ariadne-codegen.scalars.Date]
type = "datetime.date"

[tool.ariadne-codegen.scalars.JSON]
type = "typing.Any"

[tool.ariadne-codegen.scalars.CurrencyCode]
type = "str"
"""

BASE = '''"""What the generated client stands on: the SDK's own transport."""

from typing import ClassVar

from fondaco_sdk.asynchronous.transport import AsyncTransport

from .base_model import UnsetType

__all__ = ["AsyncGraphQL"]


class AsyncGraphQL(AsyncTransport):
    """Runs the operations of the generated client; variables that were left out are not sent."""

    left_out: ClassVar[type] = UnsetType
'''


class GenerationError(Exception):
    """A generator failed; the message carries what it said."""


def run(command: Sequence[str | Path], *, cwd: Path, **environment: str) -> None:
    """Runs a program and keeps quiet unless it fails.

    Raises:
        GenerationError: With its output.
    """
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise GenerationError(f"{' '.join(map(str, command[:3]))} … failed:\n{done.stdout}{done.stderr}".rstrip())


def export_schemas(target: Path, *, keep: bool) -> None:
    """Puts the schemas that generation starts from into a folder: fresh ones, or the committed ones if kept."""
    shutil.copytree(SDK / "schema", target, dirs_exist_ok=True)
    if keep:
        return
    if importlib.util.find_spec("fondaco") is None:
        print("fondaco is not installed here; the committed schemas are taken as they are")
        return
    with tempfile.TemporaryDirectory() as elsewhere:  # away from any fondaco.toml
        program = "import sys; from fondaco.cli import main; sys.exit(main())"
        run([sys.executable, "-c", program, "schema", "export", "--out", target], cwd=Path(elsewhere))


def generate_python(work: Path) -> None:
    """Writes ``python/fondaco_sdk`` under the work folder, which holds ``schema/`` already."""
    package = work / "python" / "fondaco_sdk"
    shutil.copytree(SDK / "operations", work / "operations")
    (work / "async_base.py").write_text(BASE, encoding="utf-8")
    shutil.copytree(PACKAGE / "asynchronous", package / "asynchronous")
    pins = work / "pins.txt"
    pins.write_text(GENERATORS, encoding="utf-8")
    uv: list[str | Path] = ["uv", "run", "--quiet", "--isolated", "--no-project", "--no-config", "--python", PYTHON]
    generators = [*uv, "--with-requirements", pins]
    for api in ("shop", "admin"):
        config = work / f"{api}.toml"
        config.write_text(ARIADNE.format(api=api, name=api.title(), target="python/fondaco_sdk"), encoding="utf-8")
        run([*generators, "ariadne-codegen", "--config", config.name], cwd=work, PYTHONPATH=str(TOOLS))
    run([*generators, "python", TOOLS / "make_synchronous.py", package], cwd=work)
    run([*generators, "ruff", "format", "--isolated", package / "shop", package / "admin"], cwd=work)
    style: list[str | Path] = [
        "--config",
        ROOT / "pyproject.toml",
        "--config",
        'lint.isort.known-first-party = ["fondaco_sdk"]',
    ]
    ruff = [*uv, "--with", FORMATTER, "ruff"]
    synchronous = package / "synchronous"
    run([*ruff, "check", *style, "--quiet", "--select", "I", "--fix", synchronous], cwd=work)
    run([*ruff, "format", *style, "--quiet", synchronous], cwd=work)
    shutil.copy(PACKAGE / "synchronous" / "__init__.py", synchronous)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Waits until no other process is in such a block of the same folder."""
    if sys.platform == "win32":  # no locks on folders
        yield
        return
    import fcntl  # noqa: PLC0415

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def install_node_modules() -> None:
    """Runs ``npm ci`` unless node_modules is what the lock says; who wants it at the same time waits."""
    with alone_in(TYPESCRIPT):
        _install_node_modules()


def _install_node_modules() -> None:
    lock = json.loads((TYPESCRIPT / "package-lock.json").read_text(encoding="utf-8"))
    installed = TYPESCRIPT / "node_modules" / ".package-lock.json"
    if installed.is_file():
        found = json.loads(installed.read_text(encoding="utf-8"))["packages"]
        wanted = {path: entry for path, entry in lock["packages"].items() if path and not entry.get("optional")}
        if all(found.get(path, {}).get("version") == entry["version"] for path, entry in wanted.items()):
            return
    run(["npm", "ci", "--no-audit", "--no-fund"], cwd=TYPESCRIPT)


def generate_typescript(work: Path) -> None:
    """Writes ``typescript/src/generated`` under the work folder, which holds ``schema/`` and ``operations/``."""
    install_node_modules()
    run(
        ["node_modules/.bin/graphql-codegen", "--config", "codegen.mjs"],
        cwd=TYPESCRIPT,
        FONDACO_SDK_INPUT=str(work),
        FONDACO_SDK_OUTPUT=str(work / "typescript" / "src" / "generated"),
    )


def files_in(folder: Path) -> dict[str, bytes]:
    """Returns the contents of a folder's files by relative path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Generates, then compares or writes."""
    parser = argparse.ArgumentParser(description="Regenerate both SDKs.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if something differs")
    parser.add_argument("--keep-schemas", action="store_true", help="start from the committed schemas")
    parser.add_argument("--install-only", action="store_true", help="only make node_modules fit the lock")
    options = parser.parse_args(arguments)
    check: bool = options.check
    different: list[str] = []
    with tempfile.TemporaryDirectory(prefix="fondaco-sdks-") as folder:
        work = Path(folder).resolve()
        try:
            if options.install_only:
                install_node_modules()
                return 0
            export_schemas(work / "schema", keep=options.keep_schemas)
            generate_python(work)
            generate_typescript(work)
        except GenerationError as error:
            print(error, file=sys.stderr)
            return 2
        for part in (
            "schema",
            "python/fondaco_sdk/shop",
            "python/fondaco_sdk/admin",
            "python/fondaco_sdk/synchronous",
            "typescript/src/generated",
        ):
            made, committed = files_in(work / part), files_in(SDK / part)
            names = [name for name in sorted(made.keys() | committed.keys()) if made.get(name) != committed.get(name)]
            different += [f"sdk/{part}/{name}" for name in names]
            if not check:
                for name in names:
                    target = SDK / part / name
                    if name in made:
                        target.parent.mkdir(parents=True, exist_ok=True)
                        target.write_bytes(made[name])
                    else:
                        target.unlink()
    for name in different:
        print(f"{name} {'is out of date' if check else 'written'}")
    if check and different:
        print("Run: python tools/generate_sdks.py")
    return 1 if check and different else 0


if __name__ == "__main__":
    sys.exit(main())
