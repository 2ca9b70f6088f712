"""What products are searched by follows what brands, types, categories, tags, attributes and choices are called."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from fondaco.commerce.events import ProductUpdated
from fondaco.db import UnitOfWork
from fondaco.events.subscribers import Subscriber

from fondaco_catalog.events import (
    AttributeChanged,
    BrandRenamed,
    CategoryChanged,
    ProductTypeAssigned,
    ProductTypeRenamed,
    TagTranslated,
)
from fondaco_catalog.repository.brands import lock_products_of
from fondaco_catalog.repository.search_index import OwnerKind, queue_products, queue_products_of
from fondaco_catalog.service.search_index import INDEX_JOB

__all__ = [
    "RENAMES",
    "follow_assignment",
    "follow_attribute",
    "follow_brand",
    "follow_category",
    "follow_product_type",
    "follow_tag_texts",
]

BATCH = 200
"""Products in one transaction; the next one is told by another event."""

QUEUE_BATCH = 2_000
"""The same where products only have to be indexed anew and nobody is told."""


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


async def follow_category(uow: UnitOfWork, event: CategoryChanged) -> None:
    """Queues some products below a category for the search index; locks none."""
    last = await _queue(uow, "category", event.category_id, event.after)
    if last is not None:
        uow.emit(CategoryChanged(category_id=event.category_id, after=last))


async def follow_attribute(uow: UnitOfWork, event: AttributeChanged) -> None:
    """As `follow_category`, for products that have an attribute, or one of its choices."""
    kind: OwnerKind = "attribute" if event.choice_id is None else "choice"
    last = await _queue(uow, kind, event.choice_id or event.attribute_id, event.after)
    if last is not None:
        uow.emit(AttributeChanged(attribute_id=event.attribute_id, choice_id=event.choice_id, after=last))


async def follow_assignment(uow: UnitOfWork, event: ProductTypeAssigned) -> None:
    """As `follow_category`, for the products of a type, which may be more or less complete by now."""
    last = await _queue(uow, "type", event.product_type_id, event.after)
    if last is not None:
        uow.emit(ProductTypeAssigned(product_type_id=event.product_type_id, after=last))


async def follow_tag_texts(uow: UnitOfWork, event: TagTranslated) -> None:
    """As `follow_category`, for products that have a tag."""
    last = await _queue(uow, "tag", event.texts_id, event.after)
    if last is not None:
        uow.emit(TagTranslated(texts_id=event.texts_id, after=last))


async def _queue(uow: UnitOfWork, kind: OwnerKind, owner_id: UUID, after: UUID | None) -> UUID | None:
    """Returns the last product's id if there may be more behind it."""
    ids = await queue_products_of(kind, owner_id, after, QUEUE_BATCH)
    if ids:
        uow.enqueue(INDEX_JOB)
    return ids[-1] if len(ids) == QUEUE_BATCH else None


RENAMES = (
    Subscriber(AttributeChanged, follow_attribute),
    Subscriber(BrandRenamed, follow_brand),
    Subscriber(CategoryChanged, follow_category),
    Subscriber(ProductTypeAssigned, follow_assignment),
    Subscriber(ProductTypeRenamed, follow_product_type),
    Subscriber(TagTranslated, follow_tag_texts),
)
"""What the plugin registers."""
