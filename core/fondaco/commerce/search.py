"""What `resolve_product_search` is asked and answers: words that buyers, catalogues and search engines share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from uuid import UUID

import msgspec

from fondaco import clock
from fondaco.commerce.channel import Channel

__all__ = [
    "DocumentFacet",
    "DocumentPrices",
    "DocumentsQuery",
    "Facet",
    "FacetBucket",
    "FacetSelection",
    "FacetValue",
    "ProductDocument",
    "ProductHit",
    "ProductSearch",
    "ProductSearchAnswer",
    "ProductSort",
    "ProductTexts",
    "SuggestedCategory",
    "SuggestionAnswer",
    "SuggestionQuery",
    "WordCorrection",
]


class ProductSort(Enum):
    """The order of a list of products.

    Attributes:
        NEWEST: What was made last comes first.
        BEST_SELLING: What sold most in all channels together comes first, and of what sold equally often the newest.
        TITLE: By title, caseless; Chinese by its sound.
        PRICE_ASC: The lowest price first.
        PRICE_DESC: The highest price first; of a product its lowest one counts.
        RELEVANCE: What fits the search best comes first; without a search it is NEWEST.
    """

    NEWEST = "newest"
    BEST_SELLING = "best_selling"
    TITLE = "title"
    PRICE_ASC = "price_asc"
    PRICE_DESC = "price_desc"
    RELEVANCE = "relevance"


class FacetSelection(msgspec.Struct, frozen=True):
    """What was chosen of a facet; a product fits if it has one of the values.

    Attributes:
        name: Of the facet, such as ``brand`` or ``option:colour``.
        values: As `FacetValue.value` had them.
        minimum: Of a facet of numbers: no less than this; of the facet ``price`` in minor units, of one of days
            `datetime.date.toordinal`.
        maximum: No more than this.
    """

    name: str
    values: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


class ProductSearch(msgspec.Struct, frozen=True, kw_only=True):
    """A search as an engine gets it. Everything given has to hold.

    Attributes:
        text: As the buyer typed it; empty to browse.
        channel: Only products that can be bought there now are wanted.
        locale: BCP 47 tag of the language in which labels are wanted.
        category_id: In this category or below it.
        category: In the category with this slug or below it.
        collection_id: In this collection.
        min_amount: A variant costs no less; minor units of the channel's currency.
        max_amount: A variant costs no more.
        selections: What was chosen of facets, each name once.
        groups: Slugs of the customer groups that the buyer is in. Products are found, sorted, filtered and counted by
            the prices that this buyer pays; what only others can buy is not found.
        moment: When it is: whose prices and publications count.
        facets: Names of the facets that are wanted; ``option:*`` and ``attribute:*`` stand for all of their kind.
        sort: Without a text RELEVANCE is NEWEST.
        size: How many hits.
        cursor: `ProductHit.cursor` of the hit behind which, or with ``backward`` before which, the page lies.
        backward: The last hits before the cursor instead of the first ones behind it.
    """

    text: str
    channel: Channel
    locale: str
    category_id: UUID | None = None
    category: str | None = None
    collection_id: UUID | None = None
    min_amount: int | None = None
    max_amount: int | None = None
    selections: tuple[FacetSelection, ...] = ()
    groups: frozenset[str] = frozenset()
    moment: datetime = msgspec.field(default_factory=clock.utc_now)
    facets: tuple[str, ...] = ()
    sort: ProductSort = ProductSort.RELEVANCE
    size: int = 20
    cursor: str | None = None
    backward: bool = False


class SuggestionQuery(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody who is typing may want, as an engine is asked for it.

    Attributes:
        text: As far as it was typed.
        channel: Only what can be bought there now is suggested.
        locale: BCP 47 tag of the language in which names are wanted.
        groups: As `ProductSearch.groups`.
        moment: As `ProductSearch.moment`.
        size: How many of each kind.
    """

    text: str
    channel: Channel
    locale: str
    groups: frozenset[str] = frozenset()
    moment: datetime = msgspec.field(default_factory=clock.utc_now)
    size: int = 6


class FacetValue(msgspec.Struct, frozen=True, kw_only=True):
    """A value of a facet, and how many products have it.

    Attributes:
        value: What to give back in `FacetSelection.values`.
        label: In the wanted language.
        count: Products that meet everything else that was chosen; choices of the same facet do not count, since
            another one would be added to them.
        selected: Whether it was chosen.
        parent: The value above it, where values form a tree as categories do.
        colour: Of a swatch, as CSS writes it.
    """

    value: str
    label: str
    count: int
    selected: bool = False
    parent: str | None = None
    colour: str | None = None


class FacetBucket(msgspec.Struct, frozen=True, kw_only=True):
    """A span of prices, and how many products have a variant in it; the spans of a facet do not overlap.

    Attributes:
        minimum: Minor units, like ``maximum``; both ends belong to it.
        count: As `FacetValue.count`. A product with variants in several spans counts in each.
    """

    minimum: int
    maximum: int
    count: int


class Facet(msgspec.Struct, frozen=True, kw_only=True):
    """One way to narrow a search.

    Attributes:
        name: Such as ``brand``, ``price``, ``option:colour``.
        label: In the wanted language.
        values: The most frequent first; chosen ones are always there.
        minimum: The least number, for facets of numbers; of ``price`` in minor units, of days
            `datetime.date.toordinal`.
        maximum: The largest number.
        days: Whether the numbers are days.
        buckets: Of ``price``: the spans in which there are products, the lowest first.
        exact: Whether the counts are; False where they were scaled up from a random sample.
    """

    name: str
    label: str
    values: tuple[FacetValue, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    days: bool = False
    buckets: tuple[FacetBucket, ...] = ()
    exact: bool = True


class ProductHit(msgspec.Struct, frozen=True):
    """A product that was found, and its place in the list.

    Attributes:
        id: Of the product.
        cursor: Of its place; means something to the engine that made it only.
    """

    id: UUID
    cursor: str


class WordCorrection(msgspec.Struct, frozen=True):
    """A word that nothing has, and what was looked for instead.

    Attributes:
        typed: The word as it was typed, folded.
        searched: The word that was taken for it.
    """

    typed: str
    searched: str


class ProductSearchAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What an engine found.

    Attributes:
        hits: In order.
        total: Products on all pages.
        exact: Whether the total is; False where it was scaled up from a random sample.
        filling: Whether the index is being filled for the first time, so that most products cannot be found yet. The
            catalogue lists products itself then where nothing is searched for.
        has_next: Whether there are more behind the last hit.
        has_previous: Whether there are more before the first hit.
        facets: Those that were asked for and have values here, in the order in which they were asked for.
        corrections: Words that were taken for misspelt.
    """

    hits: tuple[ProductHit, ...] = ()
    total: int = 0
    exact: bool = True
    filling: bool = False
    has_next: bool = False
    has_previous: bool = False
    facets: tuple[Facet, ...] = ()
    corrections: tuple[WordCorrection, ...] = ()


class SuggestedCategory(msgspec.Struct, frozen=True):
    """A category whose name has what was typed.

    Attributes:
        slug: The last part of its address.
        name: In the language that was asked for.
    """

    slug: str
    name: str


class SuggestionAnswer(msgspec.Struct, frozen=True):
    """What somebody who is typing may want.

    Attributes:
        completions: What was typed, gone on with; the most frequent first.
        products: Ids, the best first.
        categories: Those with something in them whose names have what was typed.
        corrections: Words that nothing has, and what was looked for instead.
    """

    completions: tuple[str, ...] = ()
    products: tuple[UUID, ...] = ()
    categories: tuple[SuggestedCategory, ...] = ()
    corrections: tuple[WordCorrection, ...] = ()


class ProductTexts(msgspec.Struct, frozen=True):
    """The texts of a product in a language.

    Attributes:
        locale: BCP 47 tag; empty for the base texts.
        title: What it is called.
        description: Sanitised HTML; may be empty.
    """

    locale: str
    title: str
    description: str


class DocumentPrices(msgspec.Struct, frozen=True):
    """What the variants of a product cost in a channel.

    Attributes:
        channel: Its slug.
        currency: ISO 4217.
        amounts: What everybody pays for one piece, minor units, each amount once, ascending; empty where only groups
            can buy it.
        by_group: The same for each customer group that has prices of its own.
    """

    channel: str
    currency: str
    amounts: tuple[int, ...]
    by_group: Mapping[str, tuple[int, ...]] = {}


class DocumentFacet(msgspec.Struct, frozen=True):
    """A value that a product is narrowed by.

    Attributes:
        name: Of the facet, as in `FacetSelection`.
        value: Of brands, types and categories the id.
        label: As the merchant wrote it.
        labels: The same by locale.
        numbers: Of a facet of numbers instead of values.
    """

    name: str
    value: str
    label: str
    labels: Mapping[str, str] = {}
    numbers: tuple[float, ...] = ()


class ProductDocument(msgspec.Struct, frozen=True, kw_only=True):
    """All that a search engine needs to know of a product.

    Attributes:
        id: Of the product.
        texts: The base texts first.
        keywords: Names of its brand, its type and its categories, in all languages, and of its tags in other ones.
        tags: Words under which the merchant filed it.
        codes: Stock-keeping units and barcodes.
        facets: What it is narrowed by.
        prices: One for each channel in which somebody can buy it now.
        units_sold: Pieces of it in all orders so far, less those of cancelled ones.
        created_at: When it was made, UTC.
        fresh_until: When a price or a publication next begins or ends by itself; None if none does.
    """

    id: UUID
    texts: tuple[ProductTexts, ...]
    keywords: tuple[str, ...]
    tags: tuple[str, ...]
    codes: tuple[str, ...]
    facets: tuple[DocumentFacet, ...]
    prices: tuple[DocumentPrices, ...]
    units_sold: int
    created_at: datetime
    fresh_until: datetime | None


class DocumentsQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which documents an engine wants.

    Attributes:
        ids: Of products, at most 500.
        moment: Whose prices and publications count.
    """

    ids: tuple[UUID, ...]
    moment: datetime = msgspec.field(default_factory=clock.utc_now)
