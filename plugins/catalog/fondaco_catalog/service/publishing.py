"""Where a product is sold, from when until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from fondaco import clock
from fondaco.commerce.events import ProductUpdated
from fondaco.db import UnitOfWork
from fondaco.errors import DomainError
from msgspec import UNSET, UnsetType

from fondaco_catalog.model import publication
from fondaco_catalog.model.lifecycle import Transition, launch
from fondaco_catalog.model.media import missing_alt
from fondaco_catalog.model.publication import Listing
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.repository import lifecycle, publications
from fondaco_catalog.repository.lifecycle import LifeState
from fondaco_catalog.repository.media import find_missing_alts
from fondaco_catalog.service.completeness import find_short
from fondaco_catalog.service.lifecycle import find_changed, no_product, take
from fondaco_catalog.service.listings import write_listings
from fondaco_catalog.service.values import find_incomplete
from fondaco_catalog.service.versions import find_conflicts

__all__ = ["publish_product", "publish_products", "unpublish_product", "unpublish_products"]


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
            its type requires; ``VERSION_CONFLICT``; ``CHANGED_SINCE_APPROVAL``.
    """
    refused, began = await publish_products(
        uow,
        [product_id],
        channels,
        policy,
        publish_at=publish_at,
        unpublish_at=unpublish_at,
        expected={product_id: expected_version},
    )
    if refused:
        raise refused[product_id]
    return began[product_id]


async def publish_products(
    uow: UnitOfWork,
    product_ids: Sequence[UUID],
    channels: Sequence[str],
    policy: Policy,
    *,
    publish_at: datetime | None = None,
    unpublish_at: datetime | UnsetType | None = UNSET,
    expected: Mapping[UUID, int | None] = MappingProxyType({}),
) -> tuple[dict[UUID, DomainError], dict[UUID, list[str]]]:
    """Publishes products in channels, each as `publish_product` would, in a bounded number of statements.

    Locks them in the order of their ids.

    Args:
        expected: Versions that their editor read.

    Returns:
        Why products were refused; and of the others the channels in which they were not published before.

    Raises:
        InvalidInputError: ``UNKNOWN_CHANNEL``.
    """
    slugs = _known(channels, policy)
    lives = await lifecycle.lock_lives(product_ids)
    refused: dict[UUID, DomainError] = {id_: no_product() for id_ in product_ids if id_ not in lives}
    for found in await _refusals(uow, list(lives), slugs, policy, expected):
        refused = {**found, **refused}
    listings = await publications.lock_listings([id_ for id_ in lives if id_ not in refused], slugs)
    now = clock.utc_now()
    wanted: dict[UUID, list[Listing]] = {}
    steps: list[tuple[UUID, LifeState, Transition]] = []
    for product_id, present in listings.items():
        known = {listing.channel: listing for listing in present}
        try:
            step = launch(lives[product_id].status, review_required=policy.settings.review_required)
            wanted[product_id] = [
                publication.publish(known.get(slug, Listing(slug)), now, publish_at, unpublish_at) for slug in slugs
            ]
        except DomainError as error:
            refused[product_id] = error
            continue
        if step is not None and slugs:
            steps.append((product_id, lives[product_id], step))
    await take(uow, steps)
    told = await write_listings(uow, wanted, now)
    for product_id, _, _ in steps:
        if not told[product_id][0]:
            uow.emit(ProductUpdated(product_id=product_id))
    return refused, {product_id: began for product_id, (began, _) in told.items()}


async def _refusals(
    uow: UnitOfWork,
    product_ids: Sequence[UUID],
    slugs: Sequence[str],
    policy: Policy,
    expected: Mapping[UUID, int | None],
) -> list[Mapping[UUID, DomainError]]:
    """Returns what forbids to publish products, what comes first of a product telling why."""
    alts = await find_missing_alts(product_ids)
    return [
        await find_conflicts("product", {id_: expected.get(id_) for id_ in product_ids}),
        await find_changed(product_ids, policy),
        {product_id: missing_alt(*found) for product_id, found in alts.items()},
        await find_incomplete(product_ids),
        *[await find_short(uow, product_ids, policy.channels[slug], policy) for slug in slugs],
    ]


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
    refused, ended = await unpublish_products(
        uow, [product_id], channels, policy, unpublish_at=unpublish_at, expected={product_id: expected_version}
    )
    if refused:
        raise refused[product_id]
    return ended[product_id]


async def unpublish_products(
    uow: UnitOfWork,
    product_ids: Sequence[UUID],
    channels: Sequence[str],
    policy: Policy,
    *,
    unpublish_at: datetime | None = None,
    expected: Mapping[UUID, int | None] = MappingProxyType({}),
) -> tuple[dict[UUID, DomainError], dict[UUID, list[str]]]:
    """Takes products out of channels, each as `unpublish_product` would; returns and raises as `publish_products`."""
    slugs = _known(channels, policy)
    lives = await lifecycle.lock_lives(product_ids)
    refused: dict[UUID, DomainError] = {id_: no_product() for id_ in product_ids if id_ not in lives}
    refused |= await find_conflicts("product", {id_: expected.get(id_) for id_ in lives})
    listings = await publications.lock_listings([id_ for id_ in lives if id_ not in refused], slugs)
    now = clock.utc_now()
    wanted: dict[UUID, list[Listing]] = {}
    for product_id, present in listings.items():
        try:
            wanted[product_id] = [publication.unpublish(listing, now, unpublish_at) for listing in present]
        except DomainError as error:
            refused[product_id] = error
    told = await write_listings(uow, wanted, now)
    return refused, {product_id: ended for product_id, (_, ended) in told.items()}


def _known(channels: Sequence[str], policy: Policy) -> list[str]:
    return sorted({policy.channel(slug, field=("channels", str(index))).slug for index, slug in enumerate(channels)})
