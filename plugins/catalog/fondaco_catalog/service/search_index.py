"""Keeping the search index: what was changed is queued in its transaction and indexed soon after, in batches.

How complete a product is follows in the same way: it depends on the same, and on nothing that does not queue it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from fondaco.commerce.events import ProductsIndexed
from fondaco.db import UnitOfWork
from fondaco.ids import new_id
from fondaco.search import Analyzer

from fondaco_catalog.model.completeness import assess
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.search import (
    AVAILABLE,
    BY_GROUP,
    CHANNEL_FACET,
    DAYS,
    GROUPS_FACET,
    NUMBERS,
    STAFF,
    FacetDraft,
    IndexedProduct,
    facet_values,
    markers,
    numbers_of,
    tokens_of,
    vocabulary,
)
from fondaco_catalog.repository import search_index, search_source
from fondaco_catalog.repository.completeness import Reader, list_facts_of, write_completeness
from fondaco_catalog.repository.search_index import DocumentRow
from fondaco_catalog.service.stocked import within_stock

__all__ = ["BATCH", "INDEX_JOB", "SearchIndexer", "analyzer_of", "queue_all_of"]

BATCH = 200

INDEX_JOB = "catalog.index_products"
"""Works off the queue of the search index."""


def analyzer_of(policy: Policy) -> Analyzer:
    """Returns the analyzer of a deployment: for the languages of all channels."""
    return Analyzer(locale for channel in policy.channels.values() for locale in channel.locales)


async def queue_all_of(uow: UnitOfWork, kind: search_index.OwnerKind, owner_id: UUID) -> None:
    """Has all products indexed anew that are searched by something which is about to go."""
    if await search_index.queue_products_of(kind, owner_id):
        uow.enqueue(INDEX_JOB)


class SearchIndexer:
    """Writes the documents of one deployment."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._analyzer = analyzer_of(policy)
        self._readers = [Reader(channel, locale) for channel in policy.channels.values() for locale in channel.locales]
        self._currencies = {slug: channel.currency for slug, channel in policy.channels.items()}

    async def index_queued(self, uow: UnitOfWork) -> int:
        """Works off a batch of the queue; returns its length. Waits for its turn."""
        await search_index.lock_index()
        queued = await search_index.take_queued(BATCH)
        await self._index(uow, sorted(set(queued)))
        return len(queued)

    async def queue_aged(self, uow: UnitOfWork) -> None:
        """Queues what changed by itself since it was indexed."""
        await search_index.queue_aged(uow.now)

    async def index(self, uow: UnitOfWork, ids: Sequence[UUID]) -> None:
        """Makes the documents of products anew, and removes those of products that are gone. Waits for its turn."""
        await search_index.lock_index()
        await self._index(uow, ids)

    async def _index(self, uow: UnitOfWork, ids: Sequence[UUID]) -> None:
        if not ids:
            return
        products = await search_source.list_indexed_products(ids, self._currencies, uow.now)
        products = await within_stock(uow.hooks, products, self._policy.channels)
        before = await search_index.list_words(ids)
        vocabularies = {product.id: vocabulary(product, self._analyzer) for product in products}
        drafts = {product.id: facet_values(product) for product in products}
        listings = [listing for product in products for listing in product.listings]
        channels = [FacetDraft(CHANNEL_FACET, slug) for slug in {STAFF, *(listing.channel for listing in listings)}]
        channels += [FacetDraft(GROUPS_FACET, slug) for slug in {one.channel for one in listings if not one.amounts}]
        every = {(draft.facet, draft.value): draft for found in drafts.values() for draft in found}
        every.update({(draft.facet, draft.value): draft for draft in channels})
        numbers = await search_index.number_values(list(every.values()))
        rows = [
            row
            for product in products
            for row in self._rows(product, drafts[product.id], sorted(vocabularies[product.id]), numbers)
        ]
        await search_index.write_documents(rows)
        written = {(row.product, row.channel) for row in rows}
        await search_index.delete_unlisted(ids, written)
        changes: Counter[str] = Counter()
        for words in before.values():
            changes.subtract(words)
        lexemes: dict[str, str] = {}
        for found in vocabularies.values():
            changes.update(found.keys())
            lexemes.update(found)
        await search_index.count_terms(changes, lexemes)
        facts = await list_facts_of(ids, self._readers, uow.now)
        await write_completeness(ids, {key: assess(found) for key, found in facts.items()})
        uow.invalidate("search_index")
        uow.emit(ProductsIndexed(product_ids=tuple(ids)))

    def _rows(
        self,
        product: IndexedProduct,
        drafts: Sequence[FacetDraft],
        words: list[str],
        numbers: dict[tuple[str, str], int],
    ) -> list[DocumentRow]:
        tokens = tokens_of(product, self._analyzer)
        numbered = numbers_of(product)
        values = sorted(
            numbers[draft.facet, draft.value]
            for draft in drafts
            if not (draft.facet in numbered and draft.value in {NUMBERS, DAYS})
        )
        gone = [value for value in values if value != numbers[AVAILABLE.facet, AVAILABLE.value]]

        def row(channel: str, facets: list[int], amounts: list[int]) -> DocumentRow:
            by_staff = channel == STAFF
            place = CHANNEL_FACET if by_staff or amounts else GROUPS_FACET
            return DocumentRow(
                id=new_id(),
                product=product.id,
                channel=channel,
                tokens=tokens.tokens,
                terms=tokens.terms,
                facets=[*markers(numbers[place, channel], product.id), *facets],
                amounts=amounts,
                min_amount=amounts[0] if amounts else None,
                max_amount=amounts[-1] if amounts else None,
                title_key=product.title_key,
                units_sold=product.units_sold,
                created_at=product.created_at,
                fresh_until=product.fresh_until if by_staff else None,
                numbers={} if by_staff else numbered,
                words=words if by_staff else [],
            )

        return [
            row(STAFF, [], []),
            *(
                row(
                    listing.channel,
                    values if listing.available else [BY_GROUP, *gone] if listing.by_group else gone,
                    listing.amounts,
                )
                for listing in product.listings
                if listing.amounts or listing.grouped
            ),
        ]
