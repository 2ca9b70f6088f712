"""Rows that staff edit: each has a version that tells whether somebody else has edited it since."""

from __future__ import annotations

from uuid import UUID

from fondaco.db.engine import fetch_value

__all__ = ["lock_version"]


async def lock_version(table: str, id_: UUID) -> int | None:
    """Locks a row of one of the plugin's tables; returns its version, None if there is none.

    Args:
        table: A name of the caller's own, such as ``tax_zone``.
    """
    found: int | None = await fetch_value(
        f"SELECT version FROM checkout.{table} WHERE id = $1 FOR UPDATE",  # noqa: S608 (see above)
        id_,
    )
    return found
