"""Writing where a product is published, and telling the world about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from fondaco import clock
from fondaco.commerce.events import ProductPublished, ProductUnpublished
from fondaco.db import UnitOfWork

from fondaco_catalog.model import publication
from fondaco_catalog.model.publication import Listing
from fondaco_catalog.repository import publications, rows, search_index

__all__ = ["announce_passed", "withdraw", "withdraw_everywhere", "write_listings"]

BATCH = 500
"""Publications that one transaction of the job announces."""


async def write_listings(
    uow: UnitOfWork, listings: Mapping[UUID, Sequence[Listing]], now: datetime
) -> dict[UUID, tuple[list[str], list[str]]]:
    """Writes how products that the caller has locked stand in channels; their versions grow. A few statements.

    Args:
        now: A moment after they were locked: one before it, such as that of the transaction, may lie before a
            publication that somebody else made meanwhile, which would seem to be still to come.

    Returns:
        Of each product the channels in which it is published now and was not before, and those in which it was and no
        longer is; one event is emitted for each.
    """
    written: list[tuple[UUID, Listing]] = []
    told: dict[UUID, tuple[list[str], list[str]]] = {}
    for product_id, changed in listings.items():
        settled = [publication.settle(listing, now) for listing in changed]
        written += [(product_id, listing) for listing, _ in settled]
        began = [listing.channel for listing, news in settled if news is True]
        ended = [listing.channel for listing, news in settled if news is False]
        told[product_id] = began, ended
        _announce(uow, product_id, began, ended)
    await publications.set_listings(written)
    await rows.bump_versions("product", sorted({product_id for product_id, _ in written}), uow.now)
    await search_index.queue_products(list(listings))
    uow.invalidate("products", *(f"product:{product_id}" for product_id in listings))
    return told


async def withdraw(
    uow: UnitOfWork,
    product_ids: Sequence[UUID],
    channels: Sequence[str] | None,
    change: Callable[[Listing, datetime], Listing],
) -> dict[UUID, list[str]]:
    """Changes the listings of products in channels, in all that they are published in for None.

    Returns:
        Of each product the channels in which it was published and no longer is.
    """
    found = await publications.lock_listings(product_ids, channels)
    now = clock.utc_now()
    wanted = {product_id: [change(listing, now) for listing in listings] for product_id, listings in found.items()}
    told = await write_listings(uow, wanted, now)
    return {product_id: ended for product_id, (_, ended) in told.items()}


async def withdraw_everywhere(uow: UnitOfWork, product_ids: Sequence[UUID]) -> None:
    """Takes products that the caller has locked out of all channels, and forgets what was scheduled."""
    await withdraw(uow, product_ids, None, publication.unpublish)


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
