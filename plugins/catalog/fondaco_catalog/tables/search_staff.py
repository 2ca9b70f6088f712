"""What staff say about searches, what searches did not find, and rebuildings of the index."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, Array, Date, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

__all__ = ["SearchMiss", "SearchRebuild", "SearchRule", "SearchSynonym"]


class SearchSynonym(Table, schema="catalog", tablename="search_synonym"):
    """Words that stand for others: any of ``words`` also finds the others of them and all of ``means``.

    With ``means`` empty the words stand for each other, otherwise it goes one way only. ``locale`` is empty for all.
    """

    id = UUID(primary_key=True, default=None, null=False)
    locale = Varchar(length=35, default=None, null=False)
    words = Array(base_column=Text(), default=None, null=False)
    means = Array(base_column=Text(), default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)


class SearchRule(Table, schema="catalog", tablename="search_rule"):
    """What a query shows first, more, less or not at all, in a channel (empty: in all that have no rule of their own).

    ``query_key`` is the query as queries are compared. ``pinned`` and ``hidden`` are ids of products, which may be
    gone; ``boosts`` are objects with a facet, a value and a weight from -10 to 10.
    """

    id = UUID(primary_key=True, default=None, null=False)
    channel = Varchar(length=100, default=None, null=False)
    query = Text(default=None, null=False)
    query_key = Text(default=None, null=False)
    pinned = Array(base_column=UUID(), default=None, null=False)
    hidden = Array(base_column=UUID(), default=None, null=False)
    boosts = JSONB(default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)


class SearchMiss(Table, schema="catalog", tablename="search_miss"):
    """A query that found nothing on a day, and how often. Nothing of who asked; see `fondaco_catalog.model.misses`."""

    id = UUID(primary_key=True, default=None, null=False)
    day = Date(default=None, null=False)
    channel = Varchar(length=100, default=None, null=False)
    locale = Varchar(length=35, default=None, null=False)
    query = Text(default=None, null=False)
    times = Integer(default=None, null=False)


class SearchRebuild(Table, schema="catalog", tablename="search_rebuild"):
    """A rebuilding of the index: how far it is. ``position`` is the last product that was done."""

    id = UUID(primary_key=True, default=None, null=False)
    total = Integer(default=None, null=False)
    done = Integer(default=None, null=False)
    position = UUID(default=None, null=True)
    started_at = Timestamptz(default=None, null=False)
    finished_at = Timestamptz(default=None, null=True)
