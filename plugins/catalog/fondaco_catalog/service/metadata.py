"""Noting metadata on products, variants, categories, collections and brands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from fondaco.db import UnitOfWork
from fondaco.errors import NotFoundError

from fondaco_catalog.model.metadata import check_keys, check_metadata, refuse_too_much
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.repository.metadata import HasMetadata, change_metadata

__all__ = ["delete_metadata", "update_metadata"]

_TAGS: dict[HasMetadata, tuple[str, ...]] = {
    "category": ("categories",),
    "collection": ("collections",),
    "brand": ("brands",),
}


async def update_metadata(
    uow: UnitOfWork,
    table: HasMetadata,
    id_: UUID,
    values: Sequence[tuple[str, object]],
    policy: Policy,
    *,
    private: bool = False,
) -> dict[str, Any]:
    """Notes values under keys; other keys stay.

    Returns:
        All that is noted then.

    Raises:
        NotFoundError: ``THING_NOT_FOUND``.
        InvalidInputError: ``INVALID_KEY``, ``DUPLICATE_KEY``, ``INVALID_TEXT``.
        LimitExceededError: ``METADATA_TOO_LARGE``.
    """
    check_keys([key for key, _ in values], "values")
    return await _change(uow, table, id_, dict(values), (), policy, private)


async def delete_metadata(
    uow: UnitOfWork, table: HasMetadata, id_: UUID, keys: Sequence[str], policy: Policy, *, private: bool = False
) -> dict[str, Any]:
    """Takes keys away; those that are not there do no harm. Returns and raises as `update_metadata`."""
    check_keys(keys, "keys")
    return await _change(uow, table, id_, {}, keys, policy, private)


async def _change(
    uow: UnitOfWork,
    table: HasMetadata,
    id_: UUID,
    values: Mapping[str, object],
    removed: Sequence[str],
    policy: Policy,
    private: bool,
) -> dict[str, Any]:
    added = check_metadata(values, policy)
    state = await change_metadata(table, id_, private=private, added=added, removed=removed, at=uow.now)
    if state is None:
        raise NotFoundError("There is no such thing.", code="THING_NOT_FOUND", field=("id",))
    refuse_too_much(len(state.metadata.encode()), state.keys, policy)
    product_id = state.product_id or (id_ if table == "product" else None)
    tags = _TAGS.get(table, ("products",))
    uow.invalidate(*tags, *([] if product_id is None else [f"product:{product_id}"]))
    found: dict[str, Any] = msgspec.json.decode(state.metadata)
    return found
