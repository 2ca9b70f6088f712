"""What the processes that share a data directory tell each other, kept in ``state.json`` beside the data.

Every reader and writer holds ``start.lock`` (except ``status``, which may read an older whole file).
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

import msgspec

from fondaco.db.embedded.account import owned_by
from fondaco.db.embedded.address import Address
from fondaco.db.embedded.processes import birth

__all__ = ["State", "User", "load_state", "save_state"]


class User(msgspec.Struct, frozen=True):
    """One ``EmbeddedServers`` object that has been started and not stopped.

    Attributes:
        pid: Its process.
        born: What tells that process from a later one with the same id.
        handle: Tells several objects in one process apart.
    """

    pid: int
    born: str
    handle: str

    def is_alive(self) -> bool:
        """Says whether the very process that started the servers still runs."""
        return birth(self.pid) == self.born


class State(msgspec.Struct, kw_only=True):
    """The servers of one data directory and who uses them.

    Attributes:
        identity: Random, made with the data directory.
        durable: Whether the servers that run (or ran last) keep their promises on disk.
        kept: Whether they go on when nobody uses them.
    """

    identity: str = msgspec.field(default_factory=lambda: secrets.token_hex(8))
    address: Address | None = None
    durable: bool = True
    kept: bool = False
    postgres_pid: int = 0
    valkey_pid: int = 0
    users: list[User] = []

    def marker(self, data_dir: Path) -> str:
        """Returns a word in the command line of exactly this data directory's servers.

        A copy of the folder has another inode, and a new folder at the same place another identity.
        """
        found = data_dir.stat()
        key = f"{self.identity}:{found.st_dev}:{found.st_ino}"
        return "fondaco-" + hashlib.sha256(key.encode()).hexdigest()[:16]

    def forget_dead_users(self) -> None:
        """Drops users whose process is gone."""
        self.users = [user for user in self.users if user.is_alive()]


def load_state(data_dir: Path) -> State:
    """Returns the state, a fresh one if there is none or it is unreadable after a power cut."""
    try:
        return msgspec.json.decode((data_dir / "state.json").read_bytes(), type=State)
    except (FileNotFoundError, msgspec.DecodeError):
        return State()


def save_state(data_dir: Path, state: State) -> None:
    """Writes the state in one atomic step, readable by the owner of the data directory only."""
    temporary = data_dir / "state.json.new"
    temporary.unlink(missing_ok=True)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(msgspec.json.encode(state))
        file.flush()
        if state.durable:
            os.fsync(file.fileno())
    with owned_by(data_dir) as owner:
        owner.give(temporary)
    temporary.replace(data_dir / "state.json")
