"""Buyers in several groups: lists are sorted by what they pay once that is derived for their groups together.

A product's lowest price for somebody in two groups does not follow from those of the groups alone: priorities decide
for each variant. So whenever such a buyer comes, their groups are noted; a job derives spans of prices for them, for
the products that a list for one of the groups touches, and every later change of prices keeps these up to date. Until
then their prices are worked out by each search and list: right, but slower.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from fondaco import clock
from fondaco.db import UnitOfWork
from fondaco.jobs import JobContext

from fondaco_catalog.model.price_windows import Window, spans_of
from fondaco_catalog.repository import price_audiences, price_list_state, price_state
from fondaco_catalog.repository.price_audiences import PriceAudience
from fondaco_catalog.service.noting import Noted

__all__ = ["audiences_seen", "derive_audiences", "forget_audiences"]

BATCH = 200
MOST = 200
"""Audiences of a channel that lists are sorted for by an index."""

UNSEEN = timedelta(days=90)
"""After so long without such a buyer an audience is forgotten."""

Seen = tuple[str, tuple[str, ...]]
"""A channel and the sorted groups of somebody who came there."""


def audiences_seen() -> Noted[Seen]:
    """Returns what notes which audiences came, and writes them down every few seconds."""
    return Noted("price_audiences", _write)


async def _write(seen: Counter[Seen]) -> None:
    await price_audiences.see_audiences(list(seen), clock.utc_now(), MOST)


async def derive_audiences(job: JobContext) -> None:
    """Derives the spans of audiences that were noted since the last time. Idempotent.

    Locks the products of a batch in the order of their ids. Whoever changes prices reads the audiences under the same
    locks, so no change is missed between the two.
    """
    async with job.unit_of_work():
        fresh = await price_audiences.list_audiences(ready=False)
    for audience in fresh:
        after: UUID | None = None
        while True:
            async with job.unit_of_work() as uow:
                products = await price_audiences.list_touched_products(audience, after, BATCH)
                if not products:
                    await price_audiences.mark_ready(audience.id)
                    break
                after = products[-1]
                await _derive(uow, audience, await price_list_state.lock_products_to_change(products))


async def _derive(uow: UnitOfWork, audience: PriceAudience, product_ids: Sequence[UUID]) -> None:
    now = clock.utc_now()
    found: defaultdict[UUID, dict[UUID, dict[str, list[Window]]]] = defaultdict(dict)
    for (variant_id, channel, of), (product_id, stored) in (await price_state.list_windows(product_ids, now)).items():
        valid = [one.window for one in stored if one.window.ends_at > now]
        if channel == audience.channel and valid:
            found[product_id].setdefault(variant_id, {})[of] = valid
    wanted = {
        (product_id, audience.channel, audience.key): spans_of(windows, audience.groups, now)
        for product_id, windows in found.items()
    }
    await price_state.insert_spans(list(wanted), wanted)
    uow.invalidate("prices")


async def forget_audiences(uow: UnitOfWork) -> None:
    """Forgets audiences of which nobody came for long, and what was derived for those forgotten the last time."""
    await price_audiences.delete_orphans()
    await price_audiences.forget_audiences(uow.now - UNSEEN)
