"""Edits of two people who read the same: whoever says what they read cannot undo what the other did since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from fondaco.errors import ConflictError

from fondaco_catalog.repository import rows

__all__ = ["expect_version", "expect_versions", "find_conflicts", "find_row_conflicts"]


async def expect_version(entity: rows.Versioned, id_: UUID, expected: int | None) -> None:
    """Refuses an edit of something that was edited since its editor read it. The caller has locked it.

    Args:
        expected: The version that the editor read; None if they do not care.

    Raises:
        ConflictError: ``VERSION_CONFLICT``, naming the present version.
    """
    await expect_versions(entity, [(id_, expected, ())])


async def expect_versions(entity: rows.Versioned, expected: Sequence[tuple[UUID, int | None, tuple[str, ...]]]) -> None:
    """As `expect_version`, of many at once and in one statement.

    Args:
        expected: What is edited, the version that its editor read, and where in the input it is named.

    Raises:
        ConflictError: ``VERSION_CONFLICT`` at the first one that was edited since.
    """
    wanted = [(id_, version, at) for id_, version, at in expected if version is not None]
    if not wanted:
        return
    present = await rows.list_versions(entity, [id_ for id_, _, _ in wanted])
    for (_, version, at), found in zip(wanted, present, strict=True):
        if found != version:
            raise _conflict(found, version, at)


async def find_conflicts(entity: rows.Versioned, expected: Mapping[UUID, int | None]) -> dict[UUID, ConflictError]:
    """As `expect_versions`, but returns the refusals instead of raising the first one."""
    wanted = {id_: version for id_, version in expected.items() if version is not None}
    if not wanted:
        return {}
    present = zip(wanted, await rows.list_versions(entity, list(wanted)), strict=True)
    return {id_: _conflict(found, wanted[id_], ()) for id_, found in present if found != wanted[id_]}


async def find_row_conflicts(
    entity: rows.Versioned, expected: Mapping[int, tuple[UUID, int | None]]
) -> dict[int, ConflictError]:
    """As `find_conflicts`, by row: several may name one thing, and have read different versions of it."""
    wanted = [(row, id_, version) for row, (id_, version) in expected.items() if version is not None]
    if not wanted:
        return {}
    present = zip(wanted, await rows.list_versions(entity, [id_ for _, id_, _ in wanted]), strict=True)
    return {row: _conflict(found, version, ()) for (row, _, version), found in present if found != version}


def _conflict(present: int, expected: int, at: tuple[str, ...]) -> ConflictError:
    return ConflictError(
        f"Somebody else has edited this since you read it: it is at version {present}, not {expected}.",
        code="VERSION_CONFLICT",
        field=(*at, "expectedVersion"),
    )
