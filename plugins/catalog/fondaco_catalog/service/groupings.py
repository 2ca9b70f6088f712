"""What runs in the background so that groups of products stay right."""

from __future__ import annotations

from fondaco.commerce.events import (
    CategoryDeleted,
    CategoryMoved,
    ProductCreated,
    ProductPublished,
    ProductUnpublished,
    ProductUpdated,
)
from fondaco.events.subscribers import Subscriber
from fondaco.jobs import Job

from fondaco_catalog.service.collection_rules import (
    Refresh,
    note_changed_product,
    note_changed_tree,
    refresh_collection,
    refresh_due_memberships,
    refresh_timed_collections,
)

__all__ = ["GROUPING_JOBS", "GROUPING_SUBSCRIBERS"]

GROUPING_SUBSCRIBERS = (
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
