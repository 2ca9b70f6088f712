"""Writing where a product is published, and telling the world about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from fondaco.commerce.events import ProductPublished, ProductUnpublished
from fondaco.db import UnitOfWork

from fondaco_catalog.model import publication
from fondaco_catalog.model.publication import Listing
from fondaco_catalog.repository import publications, rows, search_index

__all__ = ["announce_passed", "withdraw", "withdraw_everywhere", "write_listings"]

BATCH = 500
"""Publications that one transaction of the job announces."""


async def write_listings(uow: UnitOfWork, product_id: UUID, listings: Sequence[Listing]) -> tuple[list[str], list[str]]:
    """Writes how a product that the caller has locked stands in channels; its version grows.

    Returns:
        The channels in which it is published now and was not before, and those in which it was and no longer is; one
        event is emitted for each.
    """
    settled = [publication.settle(listing, uow.now) for listing in listings]
    await publications.set_listings(product_id, [listing for listing, _ in settled])
    began = [listing.channel for listing, told in settled if told is True]
    ended = [listing.channel for listing, told in settled if told is False]
    _announce(uow, product_id, began, ended)
    if listings:
        await rows.bump_versions("product", [product_id], uow.now)
    await search_index.queue_products([product_id])
    uow.invalidate(f"product:{product_id}", "products")
    return began, ended


async def withdraw(
    uow: UnitOfWork, product_id: UUID, channels: Sequence[str] | None, change: Callable[[Listing], Listing]
) -> list[str]:
    """Changes a product's listings in channels, in all that it is published in for None.

    Returns:
        The channels in which it was published and no longer is.
    """
    found = await publications.lock_listings(product_id, channels)
    _, ended = await write_listings(uow, product_id, [change(listing) for listing in found])
    return ended


async def withdraw_everywhere(uow: UnitOfWork, product_id: UUID) -> list[str]:
    """Takes a product that the caller has locked out of all channels, and forgets what was scheduled.

    Returns:
        The channels in which it was published.
    """
    return await withdraw(uow, product_id, None, lambda listing: publication.unpublish(listing, uow.now))


def _announce(uow: UnitOfWork, product_id: UUID, began: Sequence[str], ended: Sequence[str]) -> None:
    for channel in began:
        uow.emit(ProductPublished(product_id=product_id, channel=channel))
    for channel in ended:
        uow.emit(ProductUnpublished(product_id=product_id, channel=channel))


async def announce_passed(uow: UnitOfWork) -> bool:
    """Emits ProductPublished and ProductUnpublished for publications that began or ended since the last time.

    Each once, however often and by however many workers this is run. Reads do not wait for it.

    Returns:
        Whether there may be more.
    """
    began = await publications.announce_publications(uow.now, BATCH)
    ended = [] if len(began) == BATCH else await publications.end_publications(uow.now, BATCH)
    for passed in began:
        _announce(uow, passed.product_id, [passed.channel], [])
    for passed in ended:
        _announce(uow, passed.product_id, [], [passed.channel])
    if began or ended:
        uow.invalidate("products", *(f"product:{passed.product_id}" for passed in (*began, *ended)))
    return BATCH in {len(began), len(ended)}
