"""Where a product is sold."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from fondaco.commerce.events import ProductPublished, ProductUnpublished
from fondaco.db import UnitOfWork

from fondaco_catalog.model.rules import Policy
from fondaco_catalog.repository import product_state
from fondaco_catalog.service.derived import lock_product
from fondaco_catalog.service.values import refuse_incomplete

__all__ = ["publish_product", "unpublish_product"]


async def publish_product(uow: UnitOfWork, product_id: UUID, channels: Sequence[str], policy: Policy) -> list[str]:
    """Publishes a product in channels; it can be bought there as soon as a variant has a price. Idempotent.

    Returns:
        The channels in which it was not published before; one ProductPublished is emitted for each.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``.
        InvalidInputError: ``UNKNOWN_CHANNEL``.
        ConflictError: ``ATTRIBUTE_REQUIRED`` if it lacks what its type requires.
    """
    slugs = _known(channels, policy)
    await lock_product(product_id)
    await refuse_incomplete(product_id)
    published = await product_state.publish_in(product_id, slugs, uow.now)
    for channel in published:
        uow.emit(ProductPublished(product_id=product_id, channel=channel))
    uow.invalidate(f"product:{product_id}", "products")
    return published


async def unpublish_product(uow: UnitOfWork, product_id: UUID, channels: Sequence[str], policy: Policy) -> list[str]:
    """Takes a product out of channels. Idempotent.

    Returns:
        The channels in which it was published; one ProductUnpublished is emitted for each.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``.
        InvalidInputError: ``UNKNOWN_CHANNEL``.
    """
    slugs = _known(channels, policy)
    await lock_product(product_id)
    left = await product_state.unpublish_in(product_id, slugs)
    for channel in left:
        uow.emit(ProductUnpublished(product_id=product_id, channel=channel))
    uow.invalidate(f"product:{product_id}", "products")
    return left


def _known(channels: Sequence[str], policy: Policy) -> list[str]:
    return sorted({policy.channel(slug, field=("channels", str(index))).slug for index, slug in enumerate(channels)})
