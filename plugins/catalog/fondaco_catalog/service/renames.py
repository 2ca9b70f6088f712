"""What products are searched by follows the names of their brands and types."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from fondaco.commerce.events import ProductUpdated
from fondaco.db import UnitOfWork
from fondaco.events.subscribers import Subscriber

from fondaco_catalog.events import BrandRenamed, ProductTypeRenamed
from fondaco_catalog.repository.brands import lock_products_of
from fondaco_catalog.repository.search_index import queue_products

__all__ = ["RENAMES", "follow_brand", "follow_product_type"]

BATCH = 200
"""Products in one transaction; the next one is told by another event."""


async def follow_brand(uow: UnitOfWork, event: BrandRenamed) -> None:
    """Renews what some products of a brand are searched by; locks them in the order of their ids."""
    last = await _follow(uow, "brand", event.brand_id, event.after)
    if last is not None:
        uow.emit(BrandRenamed(brand_id=event.brand_id, after=last))


async def follow_product_type(uow: UnitOfWork, event: ProductTypeRenamed) -> None:
    """As `follow_brand`, for a product type."""
    last = await _follow(uow, "type", event.product_type_id, event.after)
    if last is not None:
        uow.emit(ProductTypeRenamed(product_type_id=event.product_type_id, after=last))


async def _follow(uow: UnitOfWork, column: Literal["brand", "type"], owner_id: UUID, after: UUID | None) -> UUID | None:
    """Returns the last product's id if there may be more behind it."""
    ids = await lock_products_of(column, owner_id, after, BATCH)
    await queue_products(ids)
    for product_id in ids:
        uow.emit(ProductUpdated(product_id=product_id))
    if ids:
        uow.invalidate("products")
    return ids[-1] if len(ids) == BATCH else None


RENAMES = (Subscriber(BrandRenamed, follow_brand), Subscriber(ProductTypeRenamed, follow_product_type))
"""What the plugin registers."""
