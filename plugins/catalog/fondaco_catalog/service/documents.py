"""What the catalogue tells other search engines of its products."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fondaco.commerce import DocumentFacet, DocumentPrices, DocumentsQuery, ProductDocument, ProductTexts
from fondaco.errors import LimitExceededError

from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.price_windows import FOREVER
from fondaco_catalog.model.search import IndexedProduct, facet_values, numbers_of
from fondaco_catalog.repository.price_state import list_group_amounts
from fondaco_catalog.repository.search_source import list_indexed_products

__all__ = ["MOST", "describe_documents"]

MOST = 500


async def describe_documents(query: DocumentsQuery, policy: Policy) -> Sequence[ProductDocument]:
    """Describes those of the products that there are, as the index of PostgreSQL has them; two statements.

    Raises:
        LimitExceededError: ``TOO_MANY_VALUES``.
    """
    if len(query.ids) > MOST:
        raise LimitExceededError(f"At most {MOST} products at once.", code="TOO_MANY_VALUES", field=("ids",))
    currencies = {slug: channel.currency for slug, channel in policy.channels.items()}
    products = await list_indexed_products(query.ids, currencies, query.moment)
    grouped: dict[tuple[object, str], dict[str, tuple[int, ...]]] = {}
    for found in await list_group_amounts(query.ids, query.moment):
        if currencies.get(found.channel) == found.currency:
            grouped.setdefault((found.product, found.channel), {})[found.audience] = tuple(found.amounts)
    return [
        _document(product, currencies, {channel: of for (id_, channel), of in grouped.items() if id_ == product.id})
        for product in products
    ]


def _document(
    product: IndexedProduct, currencies: Mapping[str, str], grouped: Mapping[str, Mapping[str, tuple[int, ...]]]
) -> ProductDocument:
    numbers = numbers_of(product)
    return ProductDocument(
        id=product.id,
        texts=tuple(ProductTexts(texts.locale, texts.title, texts.description) for texts in product.texts),
        keywords=tuple(dict.fromkeys(named.name for named in (*product.names, *product.category_names))),
        tags=tuple(product.tags),
        codes=tuple(product.codes),
        facets=tuple(
            DocumentFacet(
                draft.facet,
                draft.value,
                draft.label,
                product.tag_labels.get(draft.value, {}) if draft.facet == "tag" else draft.labels,
                tuple(numbers.get(draft.facet, ())),
            )
            for draft in facet_values(product)
        ),
        prices=tuple(
            DocumentPrices(
                listing.channel,
                currencies[listing.channel],
                tuple(listing.amounts),
                grouped.get(listing.channel, {}),
            )
            for listing in product.listings
            if listing.amounts or listing.grouped
        ),
        units_sold=product.units_sold,
        created_at=product.created_at,
        fresh_until=None if product.fresh_until == FOREVER else product.fresh_until,
    )
