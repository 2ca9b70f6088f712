"""Every query on files and on the secret that their addresses are signed with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from fondaco.db.arrays import any_of
from fondaco.db.engine import execute, fetch_all, fetch_one, fetch_value
from fondaco.db.pagination import Keyset, Page, PageArgs, SortKey
from fondaco.errors import NotFoundError
from fondaco.files.addresses import original_path
from fondaco.files.kinds import FileKind

__all__ = [
    "File",
    "FileUse",
    "NewFile",
    "PendingFile",
    "add_pending",
    "doom_expired",
    "doom_files",
    "doom_unused",
    "find_file",
    "find_pending",
    "forget_doomed",
    "get_secret",
    "list_doomed",
    "list_files",
    "list_uses",
    "lock_files",
    "make_ready",
    "mark_unused",
    "page_of_files",
]


class File(msgspec.Struct, frozen=True):
    """A file that can be used: verified, and never changed again.

    Attributes:
        name: What whoever uploaded it called it, cleaned; for people who download it.
        key: Where the storage has it.
        size: In bytes.
        width: In pixels, of pictures and videos; None where unknown.
        colour: What a picture is like on the whole, such as ``#336699``.
        private: Whether only signed addresses show it.
    """

    id: UUID
    name: str
    kind: FileKind
    content_type: str
    key: str
    size: int
    width: int | None
    height: int | None
    colour: str | None
    sha256: bytes
    private: bool
    created_at: datetime

    @property
    def extension(self) -> str:
        """Of its type."""
        return self.key.rpartition(".")[2]

    @property
    def path(self) -> str:
        """Its path on this server; a private one has to be signed besides."""
        return original_path(self.id, self.extension)


class NewFile(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a file once it was verified."""

    kind: FileKind
    content_type: str
    key: str
    size: int
    width: int | None
    height: int | None
    colour: str | None
    sha256: bytes


class PendingFile(msgspec.Struct, frozen=True):
    """A file whose bytes are not there yet, or not looked at.

    Attributes:
        content_type: As declared; empty where nothing was.
        max_bytes: How many were announced.
    """

    id: UUID
    name: str
    content_type: str
    max_bytes: int
    private: bool
    expires_at: datetime


_COLUMNS = "id, name, kind, content_type, key, bytes AS size, width, height, colour, sha256, private, created_at"


async def _files(condition: str, *args: object) -> list[File]:
    rows = await fetch_all(File, f"SELECT {_COLUMNS} FROM system.file WHERE state = 'ready' AND {condition}", *args)  # noqa: S608
    return [msgspec.structs.replace(row, kind=FileKind(row.kind)) for row in rows]


async def list_files(ids: Sequence[UUID]) -> list[File | None]:
    """Returns the usable files of these ids in their order, None where there is none."""
    found = {file.id: file for file in await _files(f"id = {any_of('$1')}", list(set(ids)))}
    return [found.get(id_) for id_ in ids]


async def find_file(file_id: UUID) -> File | None:
    """Returns a usable file, or None."""
    return (await list_files([file_id]))[0]


async def lock_files(ids: Sequence[UUID]) -> dict[UUID, File]:
    """Returns usable files, and lets nobody delete them until the transaction ends: for who is about to refer to them.

    Raises:
        NotFoundError: ``FILE_NOT_FOUND``, if one of them is not there, not verified yet, or just being deleted.
    """
    wanted = list(set(ids))
    found = await _files("id = ANY($1::uuid[]) ORDER BY id FOR KEY SHARE", wanted)
    if len(found) < len(wanted):
        raise NotFoundError("There is no such file, or its upload is not complete.", code="FILE_NOT_FOUND")
    return {file.id: file for file in found}


async def add_pending(file: PendingFile, created_by: str, now: datetime) -> None:
    """Notes a file that is about to be uploaded."""
    await execute(
        "INSERT INTO system.file (id, state, name, content_type, max_bytes, private, created_by, created_at, "
        "expires_at) VALUES ($1, 'pending', $2, $3, $4, $5, $6, $7, $8)",
        file.id,
        file.name,
        file.content_type,
        file.max_bytes,
        file.private,
        created_by,
        now,
        file.expires_at,
    )


async def find_pending(file_id: UUID) -> PendingFile | None:
    """Returns a file that waits for its bytes, or None."""
    return await fetch_one(
        PendingFile,
        "SELECT id, name, content_type, max_bytes, private, expires_at FROM system.file "
        "WHERE id = $1 AND state = 'pending'",
        file_id,
    )


async def make_ready(file_id: UUID, file: NewFile) -> bool:
    """Makes a pending file usable; says whether it was pending."""
    changed = await execute(
        "UPDATE system.file SET state = 'ready', kind = $2, content_type = $3, key = $4, bytes = $5, width = $6, "
        "height = $7, sha256 = $8, colour = $9, expires_at = NULL WHERE id = $1 AND state = 'pending'",
        file_id,
        file.kind.value,
        file.content_type,
        file.key,
        file.size,
        file.width,
        file.height,
        file.sha256,
        file.colour,
    )
    return changed == 1


async def doom_expired(before: datetime, now: datetime) -> int:
    """Gives up uploads that were never finished; returns how many."""
    free = await _unreferenced()
    return await execute(
        f"WITH gone AS (DELETE FROM system.file f WHERE state = 'pending' AND expires_at < $1 AND {free} RETURNING id) "  # noqa: S608
        "INSERT INTO system.doomed_file (id, doomed_at) SELECT id, $2 FROM gone",
        before,
        now,
    )


class _Id(msgspec.Struct, frozen=True):
    id: UUID


class _Reference(msgspec.Struct, frozen=True):
    holder: str
    held: str


async def _references() -> list[_Reference]:
    """Returns the columns of all plugins that refer to a file by a foreign key."""
    return await fetch_all(
        _Reference,
        """
        SELECT c.conrelid::regclass::text AS holder, quote_ident(a.attname) AS held
        FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
        WHERE c.contype = 'f' AND c.confrelid = 'system.file'::regclass AND c.conparentid = 0
        ORDER BY holder, held
        """,
    )


async def _unreferenced() -> str:
    """Returns the SQL condition that no foreign key of any plugin refers to the file ``f``."""
    free = [f"NOT EXISTS (SELECT FROM {one.holder} r WHERE r.{one.held} = f.id)" for one in await _references()]
    return " AND ".join(["TRUE", *free])


class FileUse(msgspec.Struct, frozen=True):
    """What uses a file.

    Attributes:
        holder: Table and column, such as ``catalog.product_media.file``.
        count: How many rows of it.
    """

    holder: str
    count: int


class _Use(msgspec.Struct, frozen=True):
    file: UUID
    holder: str
    count: int


async def list_uses(ids: Sequence[UUID]) -> list[list[FileUse]]:
    """Returns what uses each file, by name of the holder; two statements."""
    counts = [
        f"SELECT r.{one.held} AS file, '{one.holder}.{one.held}' AS holder, count(*) AS count "  # noqa: S608 (names)
        f"FROM {one.holder} r WHERE r.{one.held} = {any_of('$1')} GROUP BY r.{one.held}"
        for one in await _references()
    ]
    if not counts:
        return [[] for _ in ids]
    rows = await fetch_all(_Use, f"{' UNION ALL '.join(counts)} ORDER BY holder", list(set(ids)))
    return [[FileUse(row.holder, row.count) for row in rows if row.file == id_] for id_ in ids]


async def page_of_files(
    conditions: Sequence[str],
    params: Sequence[object],
    keys: Sequence[SortKey],
    args: PageArgs,
    *,
    unused: bool | None = None,
    largest: int = 100,
) -> Page[File]:
    """Returns a page of usable files; they are counted only if somebody asks.

    Args:
        conditions: SQL over the file ``f``, of the caller's own, with the placeholders of ``params``.
        keys: The order, by columns of ``f`` and attributes of `File`.
        unused: Whether anything may refer to them; None for all.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``, ``PAGE_SIZE_REQUIRED``.
        LimitExceededError: ``PAGE_SIZE_TOO_LARGE``.
    """
    met = ["f.state = 'ready'", *conditions]
    if unused is not None:
        met.append(f"({await _unreferenced()}) IS {'' if unused else 'NOT '}TRUE")
    keyset = Keyset(keys, args, largest=largest, offset=len(params))
    found = f"FROM system.file f WHERE {' AND '.join(met)}"
    rows = await fetch_all(
        File,
        f"SELECT {_COLUMNS} {found} AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        *params,
        *keyset.params,
    )

    async def count() -> int:
        number: int = await fetch_value(f"SELECT count(*) {found}", *params)
        return number

    return keyset.page([msgspec.structs.replace(row, kind=FileKind(row.kind)) for row in rows], count)


async def doom_files(ids: Sequence[UUID], now: datetime) -> tuple[set[UUID], set[UUID]]:
    """Gives up files that nothing refers to, locked in the order of their ids; their bytes go with the next cleaning.

    Returns:
        Those that were given up, and those that are used; others are not there.
    """
    rows = await fetch_all(
        _Id,
        "SELECT id FROM system.file WHERE state = 'ready' AND id = ANY($1::uuid[]) ORDER BY id FOR UPDATE",
        list(ids),
    )
    locked = [row.id for row in rows]
    gone = await fetch_all(
        _Id,
        f"WITH gone AS (DELETE FROM system.file f WHERE id = ANY($1::uuid[]) AND {await _unreferenced()} RETURNING id) "  # noqa: S608
        "INSERT INTO system.doomed_file (id, doomed_at) SELECT id, $2 FROM gone RETURNING id",
        locked,
        now,
    )
    given_up = {row.id for row in gone}
    return given_up, set(locked) - given_up


async def mark_unused(now: datetime) -> None:
    """Notes since when files are referred to by nothing, and forgets it of those that are again."""
    free = await _unreferenced()
    ready = "UPDATE system.file f SET unused_since = {} WHERE state = 'ready' AND unused_since IS {} AND {}"
    await execute(ready.format("$1", "NULL", free), now)
    await execute(ready.format("NULL", "NOT NULL", f"NOT ({free})"))


async def doom_unused(before: datetime, most: int, now: datetime) -> int:
    """Gives up files that nothing has referred to since a moment; returns how many.

    Files that somebody is just referring to are passed over.
    """
    rows = await fetch_all(
        _Id,
        "SELECT id FROM system.file WHERE state = 'ready' AND unused_since < $1 ORDER BY id LIMIT $2 "
        "FOR UPDATE SKIP LOCKED",
        before,
        most,
    )
    # Looked at again now that they are locked: a new reference would have had to lock them first. The row goes at once,
    # so that from here on the database itself refuses a reference; only the id stays, to find the bytes by.
    free = await _unreferenced()
    return await execute(
        f"WITH gone AS (DELETE FROM system.file f WHERE id = ANY($1::uuid[]) AND {free} RETURNING id) "  # noqa: S608
        "INSERT INTO system.doomed_file (id, doomed_at) SELECT id, $2 FROM gone",
        [row.id for row in rows],
        now,
    )


async def list_doomed(most: int, after: UUID | None) -> list[UUID]:
    """Returns files that were given up and whose bytes are to be deleted, by id.

    Args:
        after: Only those behind this one; None for all.
    """
    rows = await fetch_all(
        _Id,
        "SELECT id FROM system.doomed_file WHERE $2::uuid IS NULL OR id > $2 ORDER BY id LIMIT $1",
        most,
        after,
    )
    return [row.id for row in rows]


async def forget_doomed(file_id: UUID, before: datetime) -> bool:
    """Forgets a file whose bytes are gone, if it was given up before a moment; says whether."""
    return await execute("DELETE FROM system.doomed_file WHERE id = $1 AND doomed_at < $2", file_id, before) == 1


async def get_secret(name: str, fresh: bytes) -> bytes:
    """Returns a secret of the deployment; the first who asks sets it.

    Args:
        fresh: What it becomes if there is none.
    """
    found = await fetch_value("SELECT value FROM system.secret WHERE name = $1", name)
    if found is None:
        await execute(
            "INSERT INTO system.secret (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", name, fresh
        )
        found = await fetch_value("SELECT value FROM system.secret WHERE name = $1", name)
    return bytes(found)
