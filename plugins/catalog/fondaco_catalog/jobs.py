"""The background work of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from fondaco.commerce.event import Event
from fondaco.commerce.events import (
    OrderCancelled,
    OrderPlaced,
    ProductCreated,
    ProductDeleted,
    ProductPublished,
    ProductStatusChanged,
    ProductUnpublished,
    ProductUpdated,
    StockAvailabilityChanged,
)
from fondaco.events.subscribers import Subscriber
from fondaco.jobs import Cron, Job, JobContext

from fondaco_catalog.price_jobs import price_jobs
from fondaco_catalog.service.listings import announce_passed
from fondaco_catalog.service.mirroring import mirror_media as fetch_pictures
from fondaco_catalog.service.sales import count_sales, take_back_sales
from fondaco_catalog.service.search_index import BATCH, INDEX_JOB, SearchIndexer
from fondaco_catalog.service.search_staff import forget_misses, rebuild
from fondaco_catalog.service.stocked import queue_stocked
from fondaco_catalog.settings import CatalogSettings
from fondaco_catalog.transfer_jobs import transfer_jobs

if TYPE_CHECKING:
    from fondaco.db import UnitOfWork

__all__ = ["INDEX_JOB", "catalog_jobs", "catalog_subscribers"]

_EVENTS: tuple[type[Event], ...] = (
    ProductCreated,
    ProductDeleted,
    ProductPublished,
    ProductStatusChanged,
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
    return (
        Subscriber(OrderPlaced, count_sales),
        Subscriber(OrderCancelled, take_back_sales),
        Subscriber(StockAvailabilityChanged, queue_stocked),
        *index,
    )


async def announce_publications(context: JobContext) -> None:
    """Emits the events of publications that began or ended at a scheduled moment."""
    more = True
    while more:
        async with context.unit_of_work() as uow:
            more = await announce_passed(uow)


def catalog_jobs(settings: CatalogSettings, indexer: SearchIndexer) -> Sequence[Job]:
    """Returns the jobs of a deployment.

    ``index_products`` also finds what was queued without an event, such as by sales, and what changed by the clock.
    """

    async def mirror_media(context: JobContext) -> None:
        """Fetches pictures that products show from elsewhere, where the settings say so."""
        if settings.mirror_media:
            await fetch_pictures(context)

    async def index_products(job: JobContext) -> None:
        """Indexes everything that is queued."""
        async with job.unit_of_work() as uow:
            await indexer.queue_aged(uow)
        done = BATCH
        while done == BATCH:
            async with job.unit_of_work() as uow:
                done = await indexer.index_queued(uow)

    async def rebuild_search(job: JobContext, rebuild_id: UUID) -> None:
        """Makes the whole index anew, in batches."""
        await rebuild(job.unit_of_work, indexer, rebuild_id)

    async def forget_search_misses(job: JobContext) -> None:
        """Forgets queries that found nothing long ago."""
        async with job.unit_of_work() as uow:
            await forget_misses(uow.now.date())

    return (
        Job(run=announce_publications, every_seconds=60),
        Job(run=mirror_media, every_seconds=60, timeout_seconds=900),
        Job(run=index_products, name=INDEX_JOB.partition(".")[2], every_seconds=10),
        Job(run=rebuild_search, payload_type=UUID, timeout_seconds=6 * 3600),
        Job(run=forget_search_misses, cron=Cron(hour={3}, minute={40})),
        *price_jobs(settings),
        *transfer_jobs(settings),
    )
