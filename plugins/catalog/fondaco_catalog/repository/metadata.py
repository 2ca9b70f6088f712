"""Metadata and external ids of things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal
from uuid import UUID

import msgspec
from fondaco.db import fetch_all, fetch_value

from fondaco_catalog.model.text import is_storable

__all__ = [
    "HasExternalId",
    "HasMetadata",
    "MetadataState",
    "change_metadata",
    "find_by_external_id",
    "list_external_ids",
    "list_metadata",
]

HasMetadata = Literal["product", "product_variant", "category", "collection", "brand"]
HasExternalId = Literal["product", "product_variant"]


class MetadataState(msgspec.Struct, frozen=True):
    """The metadata of a thing after a change."""

    metadata: str
    keys: int


async def change_metadata(
    table: HasMetadata, id_: UUID, *, private: bool, added: str, removed: Sequence[str]
) -> MetadataState:
    """Puts values over the metadata of a thing that the caller has locked, and takes keys away.

    Args:
        added: JSON object.
    """
    column = "private_metadata" if private else "metadata"
    [found] = await fetch_all(
        MetadataState,
        f"UPDATE catalog.{table} SET {column} = ({column} || $2::jsonb) - $3::text[] WHERE id = $1 "  # noqa: S608
        f"RETURNING {column}::text AS metadata, (SELECT count(*) FROM jsonb_object_keys({column})) AS keys",
        id_,
        added,
        list(removed),
    )
    return found


class _Row(msgspec.Struct, frozen=True):
    id: UUID
    metadata: str


async def list_metadata(table: HasMetadata, ids: Sequence[UUID], *, private: bool) -> list[dict[str, Any]]:
    """Returns the metadata of each thing; empty for unknown ones."""
    column = "private_metadata" if private else "metadata"
    rows = await fetch_all(
        _Row,
        f"SELECT id, {column}::text AS metadata FROM catalog.{table} WHERE id = ANY($1::uuid[])",  # noqa: S608
        list(set(ids)),
    )
    found: dict[UUID, dict[str, Any]] = {row.id: msgspec.json.decode(row.metadata) for row in rows}
    return [found.get(id_, {}) for id_ in ids]


class _External(msgspec.Struct, frozen=True):
    id: UUID
    external_id: str | None


async def list_external_ids(table: HasExternalId, ids: Sequence[UUID]) -> list[str | None]:
    """Returns what other systems call each thing."""
    rows = await fetch_all(
        _External,
        f"SELECT id, external_id FROM catalog.{table} WHERE id = ANY($1::uuid[])",  # noqa: S608
        list(set(ids)),
    )
    found = {row.id: row.external_id for row in rows}
    return [found.get(id_) for id_ in ids]


async def find_by_external_id(table: HasExternalId, external_id: str) -> UUID | None:
    """Returns the id of what another system calls so, or None."""
    if not is_storable(external_id):
        return None
    found: UUID | None = await fetch_value(f"SELECT id FROM catalog.{table} WHERE external_id = $1", external_id)  # noqa: S608
    return found
