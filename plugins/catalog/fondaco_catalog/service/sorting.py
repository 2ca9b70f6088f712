"""Tagging and filing many products at once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from fondaco.commerce.events import ProductUpdated
from fondaco.db import UnitOfWork
from fondaco.errors import DomainError, InvalidInputError, NotFoundError

from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.rules import clean_tags
from fondaco_catalog.repository import product_state, rows, search_index
from fondaco_catalog.service.lifecycle import no_product

__all__ = ["file_products", "tag_products", "tell_changed"]


async def tag_products(
    uow: UnitOfWork, product_ids: Sequence[UUID], add: Sequence[str], remove: Sequence[str], policy: Policy
) -> dict[UUID, DomainError]:
    """Gives products tags, behind those they have, and takes tags away. Locks them in the order of their ids.

    Returns:
        Why products were refused: ``PRODUCT_NOT_FOUND``; ``TOO_MANY_TAGS``, with which nothing of it is changed.

    Raises:
        InvalidInputError: ``INVALID_TEXT``, ``TOO_LONG``; ``TAG_ADDED_AND_REMOVED``.
        LimitExceededError: ``TOO_MANY_TAGS`` if more are given than one product may have.
    """
    added, removed = clean_tags(add, policy, "add"), clean_tags(remove, policy, "remove")
    if both := sorted({*added} & {*removed}):
        raise InvalidInputError(
            f"The tag {both[0]} is to be added and removed.", code="TAG_ADDED_AND_REMOVED", field=("remove",)
        )
    there = await product_state.lock_tags(product_ids)
    refused: dict[UUID, DomainError] = {id_: no_product() for id_ in product_ids if id_ not in there}
    wanted: dict[UUID, list[str]] = {}
    for product_id, tags in there.items():
        try:
            kept = [tag for tag in tags if tag not in removed]
            wanted[product_id] = list(clean_tags([*kept, *added], policy, "add"))
        except DomainError as error:
            refused[product_id] = error
    await product_state.set_tags(wanted)
    await tell_changed(uow, [id_ for id_ in wanted if wanted[id_] != there[id_]])
    return refused


async def file_products(
    uow: UnitOfWork, product_ids: Sequence[UUID], category_id: UUID | None
) -> dict[UUID, DomainError]:
    """Files products under a category, or under none. Locks it, then the products in the order of their ids.

    Returns:
        Why products were refused: ``PRODUCT_NOT_FOUND``.

    Raises:
        NotFoundError: ``CATEGORY_NOT_FOUND``.
    """
    # Locked, so that it is not deleted before this transaction files the products under it.
    if category_id is not None and not await rows.lock_row("category", category_id):
        raise NotFoundError("There is no such category.", code="CATEGORY_NOT_FOUND", field=("categoryId",))
    there = await product_state.lock_tags(product_ids)
    await tell_changed(uow, await product_state.set_category(list(there), category_id))
    return {id_: no_product() for id_ in product_ids if id_ not in there}


async def tell_changed(uow: UnitOfWork, product_ids: Sequence[UUID]) -> None:
    """Raises the versions of products that the caller has locked, queues them for the index, and tells of them."""
    await rows.bump_versions("product", product_ids, uow.now)
    await search_index.queue_products(product_ids)
    for product_id in product_ids:
        uow.emit(ProductUpdated(product_id=product_id))
        uow.invalidate(f"product:{product_id}", "products")
