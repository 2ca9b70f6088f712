"""Who runs the servers. PostgreSQL refuses to run as root, so root hands them to an unprivileged account.

The account must reach the data, which may lie below a folder that it cannot enter (the home of root, or pytest's 0700
folders). Nothing on the way is given other permissions and no data is put elsewhere. On Linux root opens the folder and
the server inherits the open descriptor: ``/proc/self/fd/N`` leads straight to the folder without walking the path, and
the kernel allows it to a process that owns the descriptor. Elsewhere the path itself must be enterable.

Programs in a folder the account cannot enter (a virtual environment below ``/root``) are copied once per version to
``/var/lib/fondaco/programs``: PostgreSQL resolves its own real path, so a descriptor does not do there.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self, TypedDict

from fondaco.db.embedded.errors import EmbeddedServerError

__all__ = ["Account", "Doorway", "choose_account", "owned_by"]

_ACCOUNTS = ("fondaco", "postgres", "_postgres")
_NEW_ACCOUNT_COMMANDS = (
    ("useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "fondaco"),
    ("adduser", "-S", "-D", "-H", "-s", "/sbin/nologin", "fondaco"),
)


class Identity(TypedDict, total=False):
    """The arguments of ``subprocess`` that change who runs a program."""

    user: int
    group: int
    extra_groups: list[int]


class Account:
    """The user that runs the servers; without ids it is the one that runs this process."""

    def __init__(self, uid: int | None = None, gid: int | None = None) -> None:
        self.uid = uid
        self.gid = gid

    def identity(self) -> Identity:
        """Returns the arguments for ``subprocess`` that start a program as this account."""
        if self.uid is None or self.gid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, path: Path) -> None:
        """Makes the account the owner of a file or folder (not of what is inside)."""
        if sys.platform != "win32" and self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def private_dir(self, path: Path) -> Path:
        """Creates a folder that only the account can enter, or leaves it if it exists."""
        with contextlib.suppress(FileExistsError):
            path.mkdir(mode=0o700)
            self.give(path)
        return path

    def can_run(self, program: Path) -> bool:
        """Says whether the account may execute this file, as the kernel sees it."""
        return self._test("-x", program)

    def can_enter(self, folder: Path) -> bool:
        """Says whether the account may walk into this folder, as the kernel sees it."""
        return self._test("-x", folder)

    def _test(self, flag: str, path: Path) -> bool:
        if self.uid is None:
            return True
        check = subprocess.run(  # noqa: S603 (fixed program)
            ["/bin/sh", "-c", f'test {flag} "$0"', str(path)], check=False, cwd="/", **self.identity()
        )
        return check.returncode == 0


class Doorway:
    """Lets an account into folders for the time of one start; close it once the server has inherited the descriptors.

    Attributes:
        descriptors: What the server process must inherit.
    """

    def __init__(self, account: Account) -> None:
        self._account = account
        self.descriptors: list[int] = []

    def path(self, folder: Path) -> str:
        """Returns the path under which the account reaches the folder.

        Raises:
            EmbeddedServerError: ``EMBEDDED_DATA_DIR_UNREACHABLE``.
        """
        if self._account.uid is None:
            return str(folder)
        if sys.platform == "linux":
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            self.descriptors.append(descriptor)
            return f"/proc/self/fd/{descriptor}"
        else:  # noqa: RET505 (a platform check that type checkers follow needs both branches)
            if self._account.can_enter(folder):
                return str(folder)
            raise EmbeddedServerError(
                f"The account that runs the servers for root cannot enter {folder}. "
                "Choose a data directory outside of private folders, or do not run as root.",
                code="EMBEDDED_DATA_DIR_UNREACHABLE",
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for descriptor in self.descriptors:
            os.close(descriptor)
        self.descriptors.clear()


@contextlib.contextmanager
def owned_by(folder: Path) -> Iterator[Account]:
    """Yields who owns the folder, for files that root makes on behalf of a plain user."""
    if sys.platform == "win32" or os.geteuid() != 0:
        yield Account()
    else:
        found = folder.stat()
        yield Account(found.st_uid, found.st_gid)


def choose_account(data_dir: Path) -> Account:
    """Returns who runs the servers of a data directory.

    A plain user: that user. Root: the owner of the data if it is somebody else, so that the same account comes back at
    every start; else an account made for such servers (``fondaco``, ``postgres``, ``_postgres``); else a new system
    account ``fondaco`` without a home and without a login.

    Raises:
        EmbeddedServerError: ``EMBEDDED_NO_ACCOUNT``.
    """
    if sys.platform == "win32" or os.geteuid() != 0:
        return Account()
    import pwd  # noqa: PLC0415 (does not exist on Windows)

    for folder in (data_dir / "postgres", data_dir):
        with contextlib.suppress(OSError, KeyError):
            if (owner := folder.stat().st_uid) != 0:
                entry = pwd.getpwuid(owner)
                return Account(entry.pw_uid, entry.pw_gid)
    for attempt in ((), *_NEW_ACCOUNT_COMMANDS):
        if attempt and shutil.which(attempt[0]):
            subprocess.run(attempt, check=False, capture_output=True)  # noqa: S603 (fixed program)
        for name in _ACCOUNTS:
            with contextlib.suppress(KeyError):
                entry = pwd.getpwnam(name)
                return Account(entry.pw_uid, entry.pw_gid)
    raise EmbeddedServerError(
        "PostgreSQL does not run as root, and the system account 'fondaco' could not be created. "
        "Run as a plain user, create the account, or set DATABASE_URL and REDIS_URL.",
        code="EMBEDDED_NO_ACCOUNT",
    )
