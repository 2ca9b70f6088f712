"""Where a product is sold, from when until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from fondaco.commerce.events import ProductUpdated
from fondaco.db import UnitOfWork
from msgspec import UNSET, UnsetType

from fondaco_catalog.model import publication
from fondaco_catalog.model.lifecycle import launch
from fondaco_catalog.model.publication import Listing
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.repository import publications
from fondaco_catalog.service.completeness import require_complete
from fondaco_catalog.service.derived import lock_product
from fondaco_catalog.service.lifecycle import lock_life, take
from fondaco_catalog.service.listings import withdraw, write_listings
from fondaco_catalog.service.media import refuse_missing_alts
from fondaco_catalog.service.values import refuse_incomplete
from fondaco_catalog.service.versions import expect_version

__all__ = ["publish_product", "unpublish_product"]


async def publish_product(
    uow: UnitOfWork,
    product_id: UUID,
    channels: Sequence[str],
    policy: Policy,
    *,
    publish_at: datetime | None = None,
    unpublish_at: datetime | UnsetType | None = UNSET,
    expected_version: int | None = None,
) -> list[str]:
    """Publishes a product in channels; it can be bought there as soon as a variant has a price. Idempotent.

    What is APPROVED, or DRAFT where products need no review, goes LIVE with it, also where the publication is to come.

    Args:
        publish_at: From when on; None, or a moment that has passed, for now: where it is published already its
            beginning stays.
        unpublish_at: Until when; None for no end, unset to leave the end that is set.

    Returns:
        The channels in which it is published now and was not before; one ProductPublished is emitted for each.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``.
        InvalidInputError: ``UNKNOWN_CHANNEL``, ``INVALID_PERIOD``, ``MEDIA_ALT_MISSING``.
        ConflictError: ``REVIEW_REQUIRED``, ``NOT_PUBLISHABLE``, ``INCOMPLETE``; ``ATTRIBUTE_REQUIRED`` if it lacks what
            its type requires; ``VERSION_CONFLICT``.
    """
    slugs = _known(channels, policy)
    life = await lock_life(product_id)
    await expect_version("product", product_id, expected_version)
    await refuse_missing_alts(product_id)
    await refuse_incomplete(product_id)
    for slug in slugs:
        await require_complete(uow, product_id, policy.channels[slug], policy)
    step = launch(life.status, review_required=policy.settings.review_required)
    if step is not None and slugs:
        await take(uow, product_id, life, step)
    found = {listing.channel: listing for listing in await publications.lock_listings(product_id, slugs)}
    began, _ = await write_listings(
        uow,
        product_id,
        [publication.publish(found.get(slug, Listing(slug)), uow.now, publish_at, unpublish_at) for slug in slugs],
    )
    if step is not None and not began:
        uow.emit(ProductUpdated(product_id=product_id))
    return began


async def unpublish_product(
    uow: UnitOfWork,
    product_id: UUID,
    channels: Sequence[str],
    policy: Policy,
    *,
    unpublish_at: datetime | None = None,
    expected_version: int | None = None,
) -> list[str]:
    """Takes a product out of channels. Idempotent. Its status stays.

    Args:
        unpublish_at: When; None, or a moment that has passed, for now.

    Returns:
        The channels in which it was published and no longer is; one ProductUnpublished is emitted for each.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``.
        InvalidInputError: ``UNKNOWN_CHANNEL``, ``INVALID_PERIOD``.
        ConflictError: ``VERSION_CONFLICT``.
    """
    slugs = _known(channels, policy)
    await lock_product(product_id)
    await expect_version("product", product_id, expected_version)
    return await withdraw(uow, product_id, slugs, lambda listing: publication.unpublish(listing, uow.now, unpublish_at))


def _known(channels: Sequence[str], policy: Policy) -> list[str]:
    return sorted({policy.channel(slug, field=("channels", str(index))).slug for index, slug in enumerate(channels)})
