"""Publications that a running import holds back until its end, because their products were not ready for them yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db import copy_rows, execute, fetch_all
from fondaco.ids import new_id

__all__ = ["Held", "add_held", "set_statuses", "take_held"]


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A publication, or the status of a new product, that waits for the rest of the file.

    Attributes:
        row: Of the file; ``field`` is what it calls the cell, and ``handle`` the product.
        channel: None where it is about the status.
        published_at: As the file says it, or the moment at which it was read.
        status: ``in_review`` or ``approved``, which the product gets once it is complete.
    """

    product: UUID
    row: int
    field: str
    handle: str
    channel: str | None = None
    published_at: datetime | None = None
    unpublish_at: datetime | None = None
    status: str | None = None


_COLUMNS = Held.__struct_fields__


async def add_held(transfer_id: UUID, held: Sequence[Held]) -> None:
    """Notes what an import is to try again at its end."""
    if held:
        await copy_rows(
            "catalog",
            "transfer_held",
            ("id", "transfer", *_COLUMNS),
            [
                (id_, transfer_id, *msgspec.structs.astuple(each))
                for id_, each in zip(sorted(new_id() for _ in held), held, strict=True)
            ],
        )


async def take_held(transfer_id: UUID, limit: int) -> list[Held]:
    """Forgets what an import held back, and returns it, in the order of the file; so many rows at a time."""
    return await fetch_all(
        Held,
        "WITH first AS (SELECT id FROM catalog.transfer_held WHERE transfer = $1 ORDER BY row, id LIMIT $2), "  # noqa: S608
        "taken AS (DELETE FROM catalog.transfer_held h USING first WHERE h.id = first.id RETURNING h.*) "
        f"SELECT {', '.join(_COLUMNS)} FROM taken ORDER BY row, id",
        transfer_id,
        limit,
    )


async def set_statuses(statuses: Sequence[tuple[UUID, str]], actor: str, now: datetime) -> None:
    """Gives new products, which the caller has locked, the status that they were to have; their versions grow.

    Args:
        actor: Who submits what gets to be in review.
    """
    await execute(
        "UPDATE catalog.product p SET status = given.status, version = version + 1, updated_at = $4, "
        "submitted_by = CASE WHEN given.status = 'in_review' THEN $3::text END, "
        "submitted_at = CASE WHEN given.status = 'in_review' THEN $4::timestamptz END "
        "FROM unnest($1::uuid[], $2::text[]) AS given(id, status) WHERE p.id = given.id",
        [id_ for id_, _ in statuses],
        [status for _, status in statuses],
        actor,
        now,
    )
