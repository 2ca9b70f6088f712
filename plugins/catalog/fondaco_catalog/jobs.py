"""The background work of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fondaco.commerce.event import Event
from fondaco.commerce.events import (
    OrderCancelled,
    OrderPlaced,
    ProductCreated,
    ProductDeleted,
    ProductPublished,
    ProductUnpublished,
    ProductUpdated,
)
from fondaco.events.subscribers import Subscriber
from fondaco.jobs import Job, JobContext

from fondaco_catalog.service.sales import count_sales, take_back_sales
from fondaco_catalog.service.search_index import BATCH, SearchIndexer

if TYPE_CHECKING:
    from fondaco.db import UnitOfWork

__all__ = ["INDEX_JOB", "catalog_subscribers", "search_jobs"]

INDEX_JOB = "catalog.index_products"

_EVENTS: tuple[type[Event], ...] = (
    ProductCreated,
    ProductDeleted,
    ProductPublished,
    ProductUnpublished,
    ProductUpdated,
)


def catalog_subscribers(indexer: SearchIndexer) -> Sequence[Subscriber]:
    """Returns who counts sales, and who indexes products when something happened to one.

    The first of many events about products does the work of all.
    """

    async def index_products(uow: UnitOfWork, _event: Event) -> None:
        """Indexes a batch of what is queued; a job goes on with the rest."""
        if await indexer.index_queued(uow) == BATCH:
            uow.enqueue(INDEX_JOB)

    index = (Subscriber(event, index_products, name=f"index_{event.wire_name.rpartition('.')[2]}") for event in _EVENTS)
    return (Subscriber(OrderPlaced, count_sales), Subscriber(OrderCancelled, take_back_sales), *index)


def search_jobs(indexer: SearchIndexer) -> Sequence[Job]:
    """Returns ``index_products``: runs by itself too, for what was queued without an event, such as by sales."""

    async def index_products(job: JobContext) -> None:
        """Indexes everything that is queued."""
        async with job.unit_of_work() as uow:
            await indexer.queue_aged(uow)
        done = BATCH
        while done == BATCH:
            async with job.unit_of_work() as uow:
                done = await indexer.index_queued(uow)

    return (Job(run=index_products, name=INDEX_JOB.partition(".")[2], every_seconds=10),)
