"""The index that buyers search, and what staff say about searches.

The columns of type ``tsvector`` and all indexes are in the migrations. Everything but synonyms, rules and misses is
derived: ``fondaco catalog reindex`` makes it anew while searches go on.
"""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, Array, BigInt, BigSerial, Integer, Serial, Text, Timestamptz, Varchar
from piccolo.table import Table

__all__ = [
    "SearchDocument",
    "SearchQueue",
    "SearchTerm",
    "SearchValue",
]


class SearchDocument(Table, schema="catalog", tablename="search_document"):
    """A product as it is searched in a channel, and once with the channel ``''`` as staff search it.

    There is one for each channel in which the product can be bought. ``facets`` holds ids of `SearchValue`, and
    negative numbers that tell the channel and whether the document is in the random samples of the channel (see
    ``fondaco_catalog.model.search``). Besides these columns there are ``tokens`` (all lexemes, out of line, with a GIN
    index) and ``terms`` (those of title, brand, type, tags and options with their weights, in line, for ranking).
    Prices are those of everybody for one piece, null where only groups can buy it; those of groups are read from
    `PriceSpan`. ``fresh_until`` is when one of them ends or begins. ``numbers`` holds the numbers of filterable
    attributes by their facet.
    """

    id = UUID(primary_key=True, default=None, null=False)
    product = UUID(default=None, null=False)
    channel = Varchar(length=100, default=None, null=False)
    facets = Array(base_column=Integer(), default=None, null=False)
    amounts = Array(base_column=BigInt(), default=None, null=False)
    min_amount = BigInt(default=None, null=True)
    max_amount = BigInt(default=None, null=True)
    title_key = Text(default=None, null=False)
    units_sold = BigInt(default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    fresh_until = Timestamptz(default=None, null=True)
    numbers = JSONB(default=None, null=False)
    words = Array(base_column=Text(), default=None, null=False)


class SearchQueue(Table, schema="catalog", tablename="search_queue"):
    """A product whose documents have to be made anew; written in the transaction that changes it.

    A product may be in it several times, so that nobody who changes one waits for whoever indexes it.
    """

    id = BigSerial(primary_key=True)
    product = UUID(default=None, null=False)


class SearchTerm(Table, schema="catalog", tablename="search_term"):
    """A word of titles, brands, types, tags and options: for words that are being typed, and for misspelt ones.

    ``documents`` is how many products have it.
    """

    word = Text(primary_key=True, default=None, null=False)
    lexeme = Text(default=None, null=False)
    documents = Integer(default=None, null=False)


class SearchValue(Table, schema="catalog", tablename="search_value"):
    """A value of a facet, with the number under which documents hold it and its name in each language."""

    id = Serial(primary_key=True)
    facet = Text(default=None, null=False)
    value = Text(default=None, null=False)
    label = Text(default=None, null=False)
    labels = JSONB(default=None, null=False)
    facet_label = Text(default=None, null=False)
    facet_labels = JSONB(default=None, null=False)
    colour = Text(default=None, null=True)
    position = Integer(default=None, null=False)
