"""How verbs change what is in collections."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from fondaco.db import execute

__all__ = ["delete_collection", "keep_in_collection"]


async def keep_in_collection(collection_id: UUID, product_ids: Sequence[UUID]) -> None:
    """Takes every other product out of a collection."""
    await execute(
        "DELETE FROM catalog.collection_product WHERE collection = $1 AND product <> ALL($2::uuid[])",
        collection_id,
        list(product_ids),
    )


async def delete_collection(collection_id: UUID) -> None:
    """Deletes a collection; its products stay."""
    await execute("DELETE FROM catalog.collection_product WHERE collection = $1", collection_id)
    await execute("DELETE FROM catalog.collection_translation WHERE collection = $1", collection_id)
    await execute("DELETE FROM catalog.collection WHERE id = $1", collection_id)
