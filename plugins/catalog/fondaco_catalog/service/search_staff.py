"""What staff do for the search: synonyms, rules of queries, and rebuilding the index while searches go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date, timedelta
from uuid import UUID

from fondaco.db import UnitOfWork
from fondaco.errors import InvalidInputError, NotFoundError
from fondaco.ids import new_id
from fondaco.search import Analyzer

from fondaco_catalog.model.policy import Policy, clean_locale
from fondaco_catalog.model.search_staff import (
    MAX_BOOSTS,
    MAX_PRODUCTS,
    MAX_WEIGHT,
    Boost,
    SearchRebuild,
    clean_phrases,
    clean_rule,
)
from fondaco_catalog.model.text import clean_text
from fondaco_catalog.repository import product_state, search_index, search_staff
from fondaco_catalog.service.search_index import BATCH, SearchIndexer

__all__ = [
    "REBUILD_JOB",
    "create_synonym",
    "delete_rule",
    "delete_synonym",
    "forget_misses",
    "rebuild",
    "set_rule",
    "start_rebuild",
    "update_synonym",
]

REBUILD_JOB = "catalog.rebuild_search"
MISSES_KEPT = timedelta(days=90)

Transactions = Callable[[], AbstractAsyncContextManager[UnitOfWork]]


async def create_synonym(
    uow: UnitOfWork, locale: str, words: Sequence[str], means: Sequence[str], policy: Policy, analyzer: Analyzer
) -> UUID:
    """Makes words stand for others: for each other, or one way if it is said what they mean.

    Returns:
        Its id.

    Raises:
        InvalidInputError: See `clean_phrases`; ``INVALID_LOCALE``.
    """
    synonym_id = new_id()
    await _put(uow, synonym_id, locale, words, means, policy, analyzer)
    return synonym_id


async def update_synonym(
    uow: UnitOfWork,
    synonym_id: UUID,
    locale: str,
    words: Sequence[str],
    means: Sequence[str],
    policy: Policy,
    analyzer: Analyzer,
) -> None:
    """Replaces a synonym.

    Raises:
        NotFoundError: ``SYNONYM_NOT_FOUND``.
        InvalidInputError: As `create_synonym`.
    """
    if await search_staff.find_synonym(synonym_id) is None:
        raise NotFoundError("There is no such synonym.", code="SYNONYM_NOT_FOUND", field=("id",))
    await _put(uow, synonym_id, locale, words, means, policy, analyzer)


async def _put(
    uow: UnitOfWork,
    synonym_id: UUID,
    locale: str,
    words: Sequence[str],
    means: Sequence[str],
    policy: Policy,
    analyzer: Analyzer,
) -> None:
    known = clean_locale(locale, set(), policy, ("locale",)) if locale else ""
    cleaned = clean_phrases(words, analyzer, field="words", least=1 if means else 2)
    meant = clean_phrases(means, analyzer, field="means", least=0)
    await search_staff.put_synonym(synonym_id, known, cleaned, meant, uow.now)
    uow.invalidate("search_index")


async def delete_synonym(uow: UnitOfWork, synonym_id: UUID) -> None:
    """Deletes a synonym.

    Raises:
        NotFoundError: ``SYNONYM_NOT_FOUND``.
    """
    if not await search_staff.delete_synonym(synonym_id):
        raise NotFoundError("There is no such synonym.", code="SYNONYM_NOT_FOUND", field=("id",))
    uow.invalidate("search_index")


async def set_rule(
    uow: UnitOfWork,
    channel: str,
    query: str,
    pinned: Sequence[UUID],
    hidden: Sequence[UUID],
    boosts: Sequence[Boost],
    policy: Policy,
    analyzer: Analyzer,
) -> UUID:
    """Says what a query shows first, more, less or not at all; replaces what was said of it in that channel.

    Args:
        channel: Empty for all channels that have no rule of their own for the query.
        pinned: In the order in which they are shown, before everything else.

    Returns:
        The rule's id.

    Raises:
        InvalidInputError: ``UNKNOWN_CHANNEL``, ``NO_WORDS``, ``TOO_MANY_VALUES``, ``INVALID_WEIGHT``,
            ``DUPLICATE_PRODUCT``.
        NotFoundError: ``PRODUCT_NOT_FOUND``, at the first id that is unknown.
    """
    if channel:
        policy.channel(channel, field=("channel",))
    cleaned, key = clean_rule(query, analyzer)
    for name, ids in (("pinned", pinned), ("hidden", hidden)):
        if len(ids) > MAX_PRODUCTS:
            raise InvalidInputError(f"At most {MAX_PRODUCTS} products.", code="TOO_MANY_VALUES", field=(name,))
    if len({*pinned, *hidden}) < len(pinned) + len(hidden):
        raise InvalidInputError("A product is given twice.", code="DUPLICATE_PRODUCT", field=("pinned",))
    known = await product_state.lock_products([*pinned, *hidden])
    for name, ids in (("pinned", pinned), ("hidden", hidden)):
        for place, id_ in enumerate(ids):
            if id_ not in known:
                raise NotFoundError("There is no such product.", code="PRODUCT_NOT_FOUND", field=(name, str(place)))
    rule_id = await search_staff.put_rule(channel, cleaned, key, pinned, hidden, _clean_boosts(boosts), uow.now)
    uow.invalidate("search_index")
    return rule_id


def _clean_boosts(boosts: Sequence[Boost]) -> list[Boost]:
    if len(boosts) > MAX_BOOSTS:
        raise InvalidInputError(f"At most {MAX_BOOSTS} boosts.", code="TOO_MANY_VALUES", field=("boosts",))
    cleaned = []
    for place, boost in enumerate(boosts):
        at = ("boosts", str(place))
        if not 0 < abs(boost.weight) <= MAX_WEIGHT:
            raise InvalidInputError(
                f"A weight is from -{MAX_WEIGHT} to {MAX_WEIGHT} and not zero.",
                code="INVALID_WEIGHT",
                field=(*at, "weight"),
            )
        facet = clean_text(boost.facet, field=(*at, "facet"), longest=200, required=True)
        value = clean_text(boost.value, field=(*at, "value"), longest=255, required=True)
        cleaned.append(Boost(facet, value, boost.weight))
    return cleaned


async def delete_rule(uow: UnitOfWork, rule_id: UUID) -> None:
    """Deletes a rule.

    Raises:
        NotFoundError: ``SEARCH_RULE_NOT_FOUND``.
    """
    if not await search_staff.delete_rule(rule_id):
        raise NotFoundError("There is no such rule.", code="SEARCH_RULE_NOT_FOUND", field=("id",))
    uow.invalidate("search_index")


async def start_rebuild(uow: UnitOfWork) -> UUID:
    """Begins to make all documents of the index anew; a job does it. Returns the rebuilding's id."""
    rebuild_id = await search_staff.add_rebuild(uow.now)
    uow.enqueue(REBUILD_JOB, rebuild_id)
    return rebuild_id


async def rebuild(
    transactions: Transactions,
    indexer: SearchIndexer,
    rebuild_id: UUID,
    on_progress: Callable[[SearchRebuild], None] = lambda _state: None,
) -> SearchRebuild:
    """Makes all documents anew in batches, each in a transaction of its own, while searches go on.

    One that was interrupted goes on where it was.

    Args:
        on_progress: Called after each batch.

    Raises:
        NotFoundError: ``REBUILD_NOT_FOUND``.
    """
    while True:
        async with transactions() as uow:
            state = await search_staff.find_rebuild(rebuild_id)
            if state is None:
                raise NotFoundError("There is no such rebuilding.", code="REBUILD_NOT_FOUND", field=("id",))
            if state.finished_at is not None:
                return state
            ids = await search_staff.next_products(state.position, BATCH)
            await indexer.index(uow, ids)
            if not ids:
                await search_index.lock_index()
                await search_staff.remove_orphans()
                await search_staff.recount_terms()
                uow.invalidate("search_index")
            await search_staff.advance_rebuild(rebuild_id, len(ids), ids[-1] if ids else None, None if ids else uow.now)
        on_progress(state)


async def forget_misses(today: date) -> int:
    """Forgets queries that found nothing longer ago than 90 days; returns how many."""
    return await search_staff.delete_misses_before(today - MISSES_KEPT)
