"""What runs in the background so that groups of products stay right."""

from __future__ import annotations

from collections.abc import Callable

from fondaco.commerce.events import (
    CategoryDeleted,
    CategoryMoved,
    OrderCancelled,
    OrderPlaced,
    ProductCreated,
    ProductPublished,
    ProductUnpublished,
    ProductUpdated,
)
from fondaco.db import UnitOfWork
from fondaco.events.subscribers import Subscriber
from fondaco.jobs import Job

from fondaco_catalog.model.policy import Policy
from fondaco_catalog.service.bundles import follow_components
from fondaco_catalog.service.collection_rules import (
    Refresh,
    note_changed_product,
    note_changed_tree,
    refresh_collection,
    refresh_due_memberships,
    refresh_timed_collections,
)
from fondaco_catalog.service.digital import grant_downloads, revoke_downloads

__all__ = ["GROUPING_JOBS", "grouping_subscribers"]


def grouping_subscribers(policy: Callable[[], Policy]) -> tuple[Subscriber, ...]:
    """Returns who is to be told of products and categories.

    Args:
        policy: Returns what the rules of the catalogue depend on, once the application runs.
    """

    async def price_bundles(uow: UnitOfWork, event: ProductUpdated | ProductPublished | ProductUnpublished) -> None:
        await follow_components(uow, event.product_id, policy())

    return (
        *_TOLD,
        Subscriber(ProductUpdated, price_bundles),
        Subscriber(ProductPublished, price_bundles, name="price_bundles_of_published"),
        Subscriber(ProductUnpublished, price_bundles, name="price_bundles_of_unpublished"),
    )


_TOLD = (
    Subscriber(OrderPlaced, grant_downloads),
    Subscriber(OrderCancelled, revoke_downloads),
    Subscriber(ProductCreated, note_changed_product, name="collect_created_product"),
    Subscriber(ProductUpdated, note_changed_product, name="collect_updated_product"),
    Subscriber(ProductPublished, note_changed_product, name="collect_published_product"),
    Subscriber(ProductUnpublished, note_changed_product, name="collect_unpublished_product"),
    Subscriber(CategoryMoved, note_changed_tree, name="collect_by_moved_category"),
    Subscriber(CategoryDeleted, note_changed_tree, name="collect_by_deleted_category"),
)

GROUPING_JOBS = (
    Job(run=refresh_due_memberships, every_seconds=60),
    Job(run=refresh_collection, payload_type=Refresh, timeout_seconds=600),
    Job(run=refresh_timed_collections, every_seconds=300),
)
