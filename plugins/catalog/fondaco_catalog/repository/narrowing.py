"""Conditions that only few products may meet, which the planner cannot know.

A statement is planned once for all values, so a tag that three products have and one that half of them have get the
same plan, and the price of one of the two is everything. So how many products meet a condition is found out within the
statement, up to a bound: where they are few, these are looked at; where all conditions leave many, the list is walked
in its own order and meets them soon. See decision 0024.
"""

# ruff: noqa: S608 (values are bound; the expressions are this package's own)

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

__all__ = [
    "BEGINNING",
    "MANY",
    "Narrowing",
    "few_or_many",
    "filed_below",
    "of_named",
    "priced_between",
    "subtree",
    "tagged",
    "walked",
]

MANY = 2_000
"""Products beyond which an index in the order of a list meets them soon, however many the shop has."""

_BOUND = (
    "(SELECT LEAST({0}, sqrt(20 * GREATEST(c.reltuples, 1000))) FROM pg_class c "
    "WHERE c.oid = 'catalog.product'::regclass)"
)
"""Products beyond which a walk in the order of the list costs less: of N products of which M meet a condition, a page
of twenty is met after 20 N / M, and sorting looks at M."""

BEGINNING = "/* may begin here */"
"""Where the planner may turn a condition into what it begins with, unless this is replaced by a fence."""


class Narrowing(msgspec.Struct, frozen=True):
    """A condition on products ``p`` that few may meet.

    Attributes:
        condition: As the statement has it; whatever begins with it uses an index.
        walked: The same so that no index is used for it.
        ids: A query of the ``id`` of what meets it, maybe more than once, and maybe of more; it is cut off.
        document: The same condition on a document ``d`` of the search index, for estimates; empty where that has none.
    """

    condition: str
    walked: str
    ids: str
    document: str = ""


def subtree(of: str) -> str:
    """Returns a query of the ids of a category, given as an SQL expression, and of all below it."""
    return f"SELECT c.id FROM catalog.category c WHERE c.path @> ARRAY[{of}]"


def filed_below(category: str) -> Narrowing:
    """Returns the condition that a product is in a category, given as an SQL expression, or below it."""
    return _listed_in("category", subtree(category))


def of_named(column: str, table: str, slugs: str) -> Narrowing:
    """Returns the condition that a column of a product is one of the things of a table that have these slugs.

    Args:
        slugs: SQL of their array.
    """
    return _listed_in(column, f"SELECT n.id FROM catalog.{table} n WHERE n.slug = ANY({slugs}::text[])")


def _listed_in(column: str, ids: str) -> Narrowing:
    filed = (
        f"SELECT s.id FROM ({ids}) named JOIN catalog.search_value s "
        f"ON s.facet = '{column}' AND s.value = named.id::text"
    )
    return Narrowing(
        f"p.{column} IN ({ids})",
        f"arrayoverlap(ARRAY[p.{column}], ARRAY({ids}))",
        f"SELECT i.id FROM catalog.product i WHERE i.{column} IN ({ids})",
        f"d.facets && ARRAY({filed})",
    )


def tagged(tag: str) -> Narrowing:
    """Returns the condition that a product has a tag, given as an SQL expression."""
    return Narrowing(
        f"p.tags @> ARRAY[{tag}]",
        f"arraycontains(p.tags, ARRAY[{tag}])",
        f"SELECT i.id FROM catalog.product i WHERE i.tags @> ARRAY[{tag}]",
        f"d.facets @> ARRAY[COALESCE((SELECT s.id FROM catalog.search_value s WHERE s.facet = 'tag' "
        f"AND s.value = {tag}), 0)]",
    )


def priced_between(prices: str, audiences: str, first: str, last: str, *, documents: bool) -> Narrowing:
    """Returns the condition that a variant of a product costs something between two amounts, given as SQL.

    Args:
        prices: A query of the prices of a product's variants, to which a condition on them is added.
        audiences: The end of a condition on an audience: ``= ''``, or ``= ANY(…)``.
        documents: Whether the search index has these prices.
    """
    within = f"BETWEEN {first} AND {last}"
    return Narrowing(
        f"EXISTS ({prices} {within} {BEGINNING})",
        f"EXISTS ({prices} {within} OFFSET 0)",
        "SELECT i.product AS id FROM catalog.price_window i "
        f"WHERE i.channel = $1 AND i.audience {audiences} AND i.amount {within}",
        f"EXISTS (SELECT FROM unnest(d.amounts) AS a WHERE a {within})" if documents else "",
    )


def walked(source: str, narrowings: Sequence[Narrowing]) -> str:
    """Returns a source whose narrow conditions use no index."""
    for one in narrowings:
        source = source.replace(one.condition, one.walked)
    return source


def few_or_many(
    narrowings: Sequence[Narrowing], few: Callable[[str], str], many: Sequence[Callable[[str], str]]
) -> str:
    """Returns a query of what several alternative queries return, of which one is carried out.

    Args:
        few: Returns the query of what meets the first condition that few products meet, given a condition on ``p``.
        many: Return the queries for when all are met by many, given a condition of when that is.
    """
    tables, parts, before = [], [], ""
    for place, one in enumerate(narrowings):
        tables.append(f"narrow{place} AS MATERIALIZED ({one.ids} LIMIT {MANY + 1})")
        parts.append(
            few(
                f"p.id = ANY(ARRAY(SELECT id FROM narrow{place})) "
                f"AND (SELECT count(*) FROM narrow{place}) <= {_BOUND.format(MANY)}{before}"
            )
        )
        before += f" AND (SELECT count(*) FROM narrow{place}) > {_BOUND.format(MANY)}"
    parts.extend(part(before.removeprefix(" AND ") or "TRUE") for part in many)
    beginning = f"WITH {', '.join(tables)} " if tables else ""
    return beginning + " UNION ALL ".join(f"({part})" for part in parts)
