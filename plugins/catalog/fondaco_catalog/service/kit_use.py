"""What kits hold is not deleted."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from fondaco.errors import ConflictError

from fondaco_catalog.repository import kits

__all__ = ["refuse_used_in_kits"]

NAMED = 10


async def refuse_used_in_kits(variant_ids: Sequence[UUID], *, outside: UUID | None = None) -> None:
    """Refuses to delete variants that kits hold. Locks kits; the caller has locked the product.

    Args:
        outside: A product that is deleted as a whole: its own kits go with it.

    Raises:
        ConflictError: ``VARIANT_IN_KIT``, naming the kits.
    """
    await kits.lock_kits()
    if holders := await kits.list_kits_with(variant_ids, outside=outside):
        more = f" and {len(holders) - NAMED} more" if len(holders) > NAMED else ""
        raise ConflictError(
            f"This is part of kits: {', '.join(holders[:NAMED])}{more}. Take it out of them first.",
            code="VARIANT_IN_KIT",
            field=("id",),
        )
