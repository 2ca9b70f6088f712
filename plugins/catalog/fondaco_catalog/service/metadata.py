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
from fondaco_catalog.repository import product_state, rows
from fondaco_catalog.repository.metadata import HasMetadata, change_metadata
from fondaco_catalog.service.versions import expect_version

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
    expected_version: int | None = None,
) -> dict[str, Any]:
    """Notes values under keys; other keys stay.

    Returns:
        All that is noted then.

    Raises:
        NotFoundError: ``THING_NOT_FOUND``.
        InvalidInputError: ``INVALID_KEY``, ``DUPLICATE_KEY``, ``INVALID_TEXT``.
        LimitExceededError: ``METADATA_TOO_LARGE``.
        ConflictError: ``VERSION_CONFLICT``.
    """
    check_keys([key for key, _ in values], "values")
    return await _change(uow, table, id_, dict(values), (), policy, private, expected_version)


async def delete_metadata(
    uow: UnitOfWork,
    table: HasMetadata,
    id_: UUID,
    keys: Sequence[str],
    policy: Policy,
    *,
    private: bool = False,
    expected_version: int | None = None,
) -> dict[str, Any]:
    """Takes keys away; those that are not there do no harm. Returns and raises as `update_metadata`."""
    check_keys(keys, "keys")
    return await _change(uow, table, id_, {}, keys, policy, private, expected_version)


async def _change(
    uow: UnitOfWork,
    table: HasMetadata,
    id_: UUID,
    values: Mapping[str, object],
    removed: Sequence[str],
    policy: Policy,
    private: bool,
    expected_version: int | None,
) -> dict[str, Any]:
    added = check_metadata(values, policy)
    # A variant's product is locked before the variant, as by every other verb.
    product_id = await product_state.find_variant_product(id_) if table == "product_variant" else None
    if product_id is not None:
        await rows.lock_row("product", product_id)
    if not await rows.lock_row(table, id_):
        raise NotFoundError("There is no such thing.", code="THING_NOT_FOUND", field=("id",))
    await expect_version(table, id_, expected_version)
    state = await change_metadata(table, id_, private=private, added=added, removed=removed)
    refuse_too_much(len(state.metadata.encode()), state.keys, policy)
    await rows.bump_versions(table, [id_], uow.now)
    if product_id is not None:
        await rows.bump_versions("product", [product_id], uow.now)
    elif table == "product":
        product_id = id_
    tags = _TAGS.get(table, ("products",))
    uow.invalidate(*tags, *([] if product_id is None else [f"product:{product_id}"]))
    found: dict[str, Any] = msgspec.json.decode(state.metadata)
    return found
