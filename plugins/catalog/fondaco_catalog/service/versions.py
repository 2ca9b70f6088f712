"""Edits of two people who read the same: whoever says what they read cannot undo what the other did since."""

from __future__ import annotations

from uuid import UUID

from fondaco.errors import ConflictError

from fondaco_catalog.repository import rows

__all__ = ["expect_version"]


async def expect_version(entity: rows.Versioned, id_: UUID, expected: int | None) -> None:
    """Refuses an edit of something that was edited since its editor read it. The caller has locked it.

    Args:
        expected: The version that the editor read; None if they do not care.

    Raises:
        ConflictError: ``VERSION_CONFLICT``, naming the present version.
    """
    if expected is None:
        return
    present = await rows.get_version(entity, id_)
    if present != expected:
        raise ConflictError(
            f"Somebody else has edited this since you read it: it is at version {present}, not {expected}.",
            code="VERSION_CONFLICT",
            field=("expectedVersion",),
        )
