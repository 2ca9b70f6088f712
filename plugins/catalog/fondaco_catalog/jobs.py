"""The background work of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fondaco.commerce.event import Event
from fondaco.commerce.events import ProductCreated, ProductDeleted, ProductPublished, ProductUnpublished, ProductUpdated
from fondaco.events.subscribers import Subscriber
from fondaco.jobs import Job, JobContext

from fondaco_catalog.service.search_index import BATCH, SearchIndexer

if TYPE_CHECKING:
    from fondaco.db import UnitOfWork

__all__ = ["INDEX_JOB", "search_jobs", "search_subscribers"]

INDEX_JOB = "catalog.index_products"

_EVENTS: tuple[type[Event], ...] = (
    ProductCreated,
    ProductDeleted,
    ProductPublished,
    ProductUnpublished,
    ProductUpdated,
)


def search_subscribers(indexer: SearchIndexer) -> Sequence[Subscriber]:
    """Returns who indexes products when something happened to one: the first of many events does the work of all."""

    async def index_products(uow: UnitOfWork, _event: Event) -> None:
        """Indexes a batch of what is queued; a job goes on with the rest."""
        if await indexer.index_queued(uow) == BATCH:
            uow.enqueue(INDEX_JOB)

    return tuple(
        Subscriber(event, index_products, name=f"index_{event.wire_name.rpartition('.')[2]}") for event in _EVENTS
    )


def search_jobs(indexer: SearchIndexer) -> Sequence[Job]:
    """Returns ``index_products``: runs by itself too, for what was queued without an event, such as by sales."""

    async def index_products(job: JobContext) -> None:
        """Indexes everything that is queued."""
        done = BATCH
        while done == BATCH:
            async with job.unit_of_work() as uow:
                done = await indexer.index_queued(uow)

    return (Job(run=index_products, name=INDEX_JOB.partition(".")[2], every_seconds=10),)
