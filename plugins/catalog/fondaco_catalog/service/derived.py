"""What every verb on a product begins and ends with: its lock, and what is derived from it."""

from __future__ import annotations

from uuid import UUID

from fondaco.commerce.events import ProductUpdated
from fondaco.db import UnitOfWork
from fondaco.errors import NotFoundError

from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.search import search_text, search_title
from fondaco_catalog.model.text import sort_key
from fondaco_catalog.repository import product_state, rows
from fondaco_catalog.service.pricing import refresh_prices

__all__ = ["changed", "lock_product", "refresh_product", "refresh_texts"]


async def lock_product(product_id: UUID, *, to_delete: bool = False) -> None:
    """Locks a product against changes by others until the transaction ends.

    Args:
        to_delete: Wait also for collections that are taking it in.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``.
    """
    if not await rows.lock_row("product", product_id, to_delete=to_delete):
        raise NotFoundError("There is no such product.", code="PRODUCT_NOT_FOUND", field=("id",))


async def refresh_texts(uow: UnitOfWork, product_id: UUID) -> None:
    """Derives what a product is searched and sorted by. The caller has locked it."""
    texts = await product_state.get_product_texts(product_id)
    titles = (texts.title, *texts.translated_titles)
    await rows.update_row(
        "product",
        product_id,
        {
            "title_key": sort_key(texts.title),
            "search_title": search_title(titles),
            "search_text": search_text(
                (*titles, *texts.names, *texts.tags, *texts.skus), texts.translated_descriptions
            ),
            "updated_at": uow.now,
        },
    )


async def refresh_product(uow: UnitOfWork, product_id: UUID, policy: Policy) -> None:
    """Derives what a product is searched, sorted and filtered by. Every verb that changes a product ends with it."""
    await refresh_texts(uow, product_id)
    await refresh_prices([product_id], policy)


async def changed(uow: UnitOfWork, product_id: UUID, policy: Policy) -> None:
    """Derives what hangs on a changed product, raises its version, emits ProductUpdated, drops what is cached."""
    await refresh_product(uow, product_id, policy)
    await product_state.bump_version(product_id, uow.now)
    uow.emit(ProductUpdated(product_id=product_id))
    uow.invalidate(f"product:{product_id}", "products")
