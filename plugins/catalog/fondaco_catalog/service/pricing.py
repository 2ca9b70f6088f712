"""Deriving what products cost over time from their price lists, in the transaction that changes a price."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from fondaco import clock
from fondaco.db import UnitOfWork
from msgspec import structs

from fondaco_catalog.model.bundle_prices import compose
from fondaco_catalog.model.price_windows import Span, Stored, Window, plan_windows, revise, spans_of
from fondaco_catalog.model.pricing import audiences_of
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.repository import price_state, search_index
from fondaco_catalog.repository.bundle_prices import list_compositions_of_products
from fondaco_catalog.repository.price_state import ProductPrices, WindowKey

__all__ = ["prune_prices", "refresh_prices"]

SPANS_KEPT = timedelta(days=1)
"""How long spans stay that are over: for requests and nodes whose clocks are late."""


async def refresh_prices(product_ids: Sequence[UUID], policy: Policy) -> set[UUID]:
    """Derives the windows and spans of products whose prices, lists or variants changed; writes what differs only.

    Queues the products for the search index.

    A few statements, whatever the number of products. The caller has locked them, so that two who change prices of one
    product come one after the other; a list cannot change meanwhile, since whoever adds a price holds it
    (see `fondaco_catalog.service.price_lists`).

    Returns:
        The products whose prices for one piece are others now or in the time to come.
    """
    # Not when the transaction began: it may have waited for the lock of one that wrote later windows.
    now = clock.utc_now()
    currencies = {slug: channel.currency for slug, channel in policy.channels.items()}
    prices = await price_state.list_product_prices(product_ids, currencies)
    composed = await list_compositions_of_products(product_ids, currencies)
    bundles = {composition.variant_id for _, _, composition in composed}
    prices = [found for found in prices if found.variant_id not in bundles] + [
        ProductPrices(product_id, composition.variant_id, channel, compose(composition, since=now))
        for product_id, channel, composition in composed
    ]
    stored = await price_state.list_windows(product_ids, now)
    planned: dict[WindowKey, tuple[UUID, list[Window]]] = {
        (found.variant_id, found.channel, audience): (
            found.product_id,
            plan_windows(found.candidates, audience=audience, currency=currencies[found.channel], since=now),
        )
        for found in prices
        for audience in audiences_of(found.candidates)
    }
    deleted: list[UUID] = []
    ended: list[tuple[UUID, datetime]] = []
    added: list[tuple[UUID, WindowKey, list[Window]]] = []
    moved: set[UUID] = set()
    valid: defaultdict[tuple[UUID, str], dict[UUID, dict[str, list[Window]]]] = defaultdict(dict)
    for key in sorted(stored.keys() | planned.keys()):
        variant_id, channel, audience = key
        product_id = (planned.get(key) or stored[key])[0]
        known: list[Stored] = stored[key][1] if key in stored else []
        general = [] if known or not audience else stored.get((variant_id, channel, ""), (product_id, []))[1]
        revision = revise(known, planned[key][1] if key in planned else [], now=now, earlier=_until(general, now))
        deleted += revision.deleted
        ended += revision.ended
        if revision.added:
            added.append((product_id, key, revision.added))
        if revision.deleted or revision.ended or revision.added:
            moved.add(product_id)
        if key in planned:
            valid[product_id, channel].setdefault(variant_id, {})[audience] = revision.valid
    await price_state.delete_windows(deleted)
    await price_state.end_windows(ended)
    await price_state.insert_windows(added)
    await _refresh_spans(product_ids, valid, now)
    await search_index.queue_products(product_ids)
    return moved


def _until(stored: Sequence[Stored], now: datetime) -> list[Window]:
    """What everybody paid until now, which is what a group paid before it had prices of its own."""
    return [
        structs.replace(one.window, ends_at=min(one.window.ends_at, now))
        for one in stored
        if one.window.starts_at < now
    ]


async def _refresh_spans(
    product_ids: Sequence[UUID],
    valid: dict[tuple[UUID, str], dict[UUID, dict[str, list[Window]]]],
    now: datetime,
) -> None:
    wanted: dict[WindowKey, list[Span]] = {}
    for (product_id, channel), windows in valid.items():
        for audience in {audience for by_audience in windows.values() for audience in by_audience}:
            wanted[product_id, channel, audience] = spans_of(windows, audience, now)
    stored = await price_state.list_spans(product_ids)
    changed = [
        key
        for key in sorted(stored.keys() | wanted.keys())
        if [
            structs.replace(span, starts_at=max(span.starts_at, now))
            for span in stored.get(key, ())
            if span.ends_at > now
        ]
        != wanted.get(key, [])
    ]
    await price_state.insert_spans(changed, wanted)


async def prune_prices(uow: UnitOfWork, policy: Policy, *, limit: int = 1000) -> int:
    """Deletes what is over for longer than `CatalogSettings.price_history_days`; returns how much.

    Nothing depends on it but the size of the tables: reads pick what is valid by themselves.

    Args:
        limit: At most so many of each sort.
    """
    history = timedelta(days=policy.settings.price_history_days)
    return await price_state.prune_prices(uow.now - history, uow.now - SPANS_KEPT, limit)
