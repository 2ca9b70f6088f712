"""What every verb on a product begins and ends with: its lock, and what is derived from it."""

from __future__ import annotations

from uuid import UUID

from fondaco.commerce.events import ProductUpdated
from fondaco.db import UnitOfWork
from fondaco.errors import NotFoundError

from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.text import sort_key
from fondaco_catalog.repository import product_state, rows
from fondaco_catalog.service.pricing import refresh_prices

__all__ = ["changed", "lock_product", "refresh_product"]


async def lock_product(product_id: UUID, *, to_delete: bool = False) -> None:
    """Locks a product against changes by others until the transaction ends.

    Args:
        to_delete: Wait also for collections that are taking it in.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``.
    """
    if not await rows.lock_row("product", product_id, to_delete=to_delete):
        raise NotFoundError("There is no such product.", code="PRODUCT_NOT_FOUND", field=("id",))


async def refresh_product(uow: UnitOfWork, product_id: UUID, policy: Policy) -> None:
    """Derives what a product is sorted and filtered by, and queues it for the search index.

    Every verb that changes a product ends with it.
    """
    title = await product_state.get_title(product_id)
    await rows.update_row("product", product_id, {"title_key": sort_key(title), "updated_at": uow.now})
    await refresh_prices([product_id], policy)


async def changed(uow: UnitOfWork, product_id: UUID, policy: Policy) -> None:
    """Derives what hangs on a changed product, raises its version, emits ProductUpdated, drops what is cached."""
    await refresh_product(uow, product_id, policy)
    await rows.bump_versions("product", [product_id], uow.now)
    uow.emit(ProductUpdated(product_id=product_id))
    uow.invalidate(f"product:{product_id}", "products")
