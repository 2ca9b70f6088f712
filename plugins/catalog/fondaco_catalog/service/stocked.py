"""What search knows of stock: whether a product can be had in a channel, from whoever counts its variants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
from fondaco.commerce import AvailabilityQuery, AvailabilityState, Channel, SellableRef
from fondaco.commerce.events import StockAvailabilityChanged
from fondaco.hookspecs import HookSpecs

from fondaco_catalog.model.search import IndexedProduct, Listing
from fondaco_catalog.repository.search_index import queue_products_of_variants

if TYPE_CHECKING:
    from fondaco.db import UnitOfWork
    from fondaco.dispatch import Hooks

__all__ = ["queue_stocked", "within_stock"]

VARIANT = "ProductVariant"


async def within_stock(
    hooks: Hooks, products: Sequence[IndexedProduct], channels: Mapping[str, Channel]
) -> list[IndexedProduct]:
    """Returns the products, without being available in those channels in which none of their variants can be had.

    Whoever counts stock is asked once for each channel; a variant that nobody counts can be had.
    """
    refs = tuple(SellableRef(VARIANT, id_) for product in products for id_ in product.variant_ids)
    listed = sorted({listing.channel for product in products for listing in product.listings})
    out: set[tuple[SellableRef, str]] = set()
    for slug in listed if refs else ():
        query = AvailabilityQuery(refs=refs, channel=channels[slug])
        for _, answer in await hooks.collect(HookSpecs.collect_availability, query):
            out |= {(ref, slug) for ref, found in answer.items() if found.state is AvailabilityState.OUT_OF_STOCK}
    if not out:
        return list(products)

    def stocked(product: IndexedProduct, listing: Listing) -> Listing:
        variants = [SellableRef(VARIANT, id_) for id_ in product.variant_ids]
        if not variants or any((ref, listing.channel) not in out for ref in variants):
            return listing
        return msgspec.structs.replace(listing, available=False, by_group=False)

    return [
        msgspec.structs.replace(product, listings=[stocked(product, listing) for listing in product.listings])
        for product in products
    ]


async def queue_stocked(uow: UnitOfWork, event: StockAvailabilityChanged) -> None:
    """Has the products of variants indexed anew that came in or went out."""
    from_here = [ref.id for ref in (*event.came_in, *event.went_out) if ref.type == VARIANT]
    if from_here and await queue_products_of_variants(from_here):
        uow.enqueue("catalog.index_products")
