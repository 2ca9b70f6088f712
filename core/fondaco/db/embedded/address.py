"""Where the servers listen: Unix sockets in a private folder, or loopback with a password where there are none.

A Unix socket needs no port, cannot be reached from the network, and the 0700 folder around it keeps other users of the
machine out. Its path may have about 104 bytes (Linux 108, macOS 104), so a deep data directory gets a folder in
``/tmp`` with an unguessable name, which stays the same from start to start.
"""

from __future__ import annotations

import os
import random
import re
import secrets
import socket
import stat
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

import msgspec

from fondaco.db.embedded.account import Account

__all__ = ["DATABASE", "POSTGRES_SOCKET_PORT", "Address", "Endpoints", "choose_address", "connect"]

DATABASE = "fondaco"
"""The name of the database and of its role."""

POSTGRES_SOCKET_PORT = 5432
"""Part of the socket's file name; nothing listens on that TCP port."""

_LONGEST_SOCKET_DIR = 103 - len(f"/.s.PGSQL.{POSTGRES_SOCKET_PORT}")
_PLAIN_PATH = re.compile(r"[A-Za-z0-9/._+~-]+")
"""Paths that mean the same to every parser of URLs: asyncpg splits hosts at commas, arq does not decode ``%``."""

_SERVER_PORTS = range(20_000, 32_000)

_SOCKETS = sys.platform != "win32"


class Endpoints(msgspec.Struct, frozen=True):
    """What the application needs to connect.

    Attributes:
        database_url: ``postgresql://…`` for asyncpg and libpq.
        redis_url: ``unix://…`` (``redis://…`` on Windows) for redis-py and arq.
    """

    database_url: str
    redis_url: str


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """Where both servers of a data directory listen.

    Attributes:
        socket_dir: The folder of the sockets; None where TCP is used, and only then ports and password count.
    """

    socket_dir: str | None
    postgres_port: int = POSTGRES_SOCKET_PORT
    valkey_port: int = 0
    password: str = ""

    @property
    def postgres_socket(self) -> str | None:
        """The path of PostgreSQL's socket."""
        return self.socket_dir and f"{self.socket_dir}/.s.PGSQL.{self.postgres_port}"

    @property
    def valkey_socket(self) -> str | None:
        """The path of Valkey's socket."""
        return self.socket_dir and f"{self.socket_dir}/valkey.sock"

    def endpoints(self) -> Endpoints:
        """Returns the URLs for the application."""
        if self.socket_dir is None:
            return Endpoints(
                database_url=f"postgresql://{DATABASE}:{self.password}@127.0.0.1:{self.postgres_port}/{DATABASE}",
                redis_url=f"redis://:{self.password}@127.0.0.1:{self.valkey_port}/0",
            )
        host = quote(self.socket_dir)
        return Endpoints(
            database_url=f"postgresql://{DATABASE}@/{DATABASE}?host={host}&port={self.postgres_port}",
            redis_url=f"unix://{self.valkey_socket}?db=0",
        )


def choose_address(known: Address | None, data_dir: Path, account: Account) -> Address:
    """Returns the address for servers that are about to start: the known one if it can still be had.

    Args:
        known: The address of the last time.
        data_dir: The resolved data directory.
        account: Who will own the folder of the sockets.
    """
    if not _SOCKETS:
        return Address(
            socket_dir=None,
            postgres_port=_free_port(known.postgres_port if known else 0),
            valkey_port=_free_port(known.valkey_port if known else 0),
            password=(known and known.password) or secrets.token_urlsafe(24),
        )
    inside = data_dir / "run"
    if _is_plain(inside):
        account.private_dir(inside)
        if _is_private(inside, account) and _can_bind(inside):
            return Address(socket_dir=str(inside))
    if known and known.socket_dir and not Path(known.socket_dir).is_relative_to(data_dir):
        outside = account.private_dir(Path(known.socket_dir))
        if _is_private(outside, account):
            return Address(socket_dir=str(outside))
    fresh = Path(tempfile.mkdtemp(prefix="fondaco-", dir="/tmp"))
    account.give(fresh)
    return Address(socket_dir=str(fresh))


def connect(path: str | None, port: int) -> socket.socket:
    """Opens a connection to a server by its socket's path, or by its loopback port if there is no path."""
    if path is None or sys.platform == "win32":
        return socket.create_connection(("127.0.0.1", port), timeout=1)
    client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        client.settimeout(1)
        client.connect(path)
    except BaseException:
        client.close()
        raise
    return client


def _is_plain(folder: Path) -> bool:
    text = str(folder)
    return len(os.fsencode(text)) <= _LONGEST_SOCKET_DIR and _PLAIN_PATH.fullmatch(text) is not None


def _is_private(folder: Path, account: Account) -> bool:
    """Says whether the folder is no link, belongs to the account and lets nobody else in."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    owner = account.uid
    if owner is None and sys.platform != "win32":
        owner = os.geteuid()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == owner and not found.st_mode & 0o077


def _can_bind(folder: Path) -> bool:
    """Says whether the file system knows sockets: network and shared folders of containers often do not."""
    if sys.platform == "win32":
        return False
    path = folder / f".probe{os.getpid()}"
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            probe.bind(str(path))
        path.unlink()
    except OSError:
        return False
    return True


def _free_port(preferred: int) -> int:
    """Returns the preferred port if it is free, else another.

    Taken from below the range that systems give to outgoing connections (Linux from 32768, macOS and Windows from
    49152), so that none of those takes it before the server does, or while the server is stopped.
    """
    for port in (*((preferred,) if preferred else ()), *random.sample(_SERVER_PORTS, 50), 0):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if sys.platform != "win32":
                # As the servers do: connections that lately closed do not keep the port.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("no free port on 127.0.0.1")
