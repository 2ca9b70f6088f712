"""The second statement of a search: the page, the total and the facets, at a bounded cost.

A search that matches few products reads and ranks all of them. One that matches many walks an index in the order of the
list, where it meets matches soon; its total and facets come from a random sample. See decision 0024.
"""

# ruff: noqa: S608 (values are bound; names and numbers in the statements are this package's own)

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from math import ceil, log2
from uuid import UUID

import msgspec
from fondaco.commerce import ProductSearch, ProductSort
from fondaco.db import fetch_all
from fondaco.db.pagination import Keyset

from fondaco_catalog.model.search import LEVELS, STAFF
from fondaco_catalog.model.text import like_pattern
from fondaco_catalog.repository.facet_query import FacetCounts, FacetQuery, SearchRow
from fondaco_catalog.repository.search_conditions import Bind, Conditions
from fondaco_catalog.repository.search_plan import SearchPlan
from fondaco_catalog.repository.search_statement import PINNED_RANK, TITLE_RANK, SearchStatement, check_cursor, ranked

__all__ = ["FoundPage", "FoundProduct", "Limits", "StaffSearch", "check_cursor", "list_found", "ranked"]


class Limits(msgspec.Struct, frozen=True):
    """Where a search stops being exact.

    Attributes:
        ranked: Matches that are all read and ranked, and counted exactly.
        counted: Matches out of which facets are counted.
    """

    ranked: int
    counted: int


class StaffSearch(msgspec.Struct, frozen=True):
    """What staff search for.

    Attributes:
        words: Folded, as they typed them.
        text: As they typed it.
    """

    words: list[str]
    text: str
    plan: SearchPlan

    def found(self, bind: Bind) -> str:
        """Returns the condition that a product ``p`` is found: by the index, or by its texts if these are newer."""
        match = f"{bind(self.plan.every)}::text::tsquery"
        patterns = bind([like_pattern(word) for word in self.words])
        return (
            "p.id IN (SELECT s.product FROM catalog.search_document s "
            f"WHERE s.channel = '{STAFF}' AND s.tokens @@ {match} UNION ALL "
            "SELECT f.id FROM catalog.search_queue fresh JOIN catalog.product f ON f.id = fresh.product WHERE lower("
            "concat_ws(' ', f.title, f.slug, array_to_string(f.tags, ' '), "
            "(SELECT b.name FROM catalog.brand b WHERE b.id = f.brand), "
            "(SELECT t.name FROM catalog.product_type t WHERE t.id = f.type), "
            "(SELECT string_agg(t.title, ' ') FROM catalog.product_translation t WHERE t.product = f.id), "
            "(SELECT string_agg(v.sku || ' ' || v.barcode, ' ') FROM catalog.product_variant v WHERE v.product = f.id))"
            f") LIKE ALL({patterns}::text[]))"
        )

    def rank(self, bind: Bind) -> str:
        """Returns the SQL of how well a document ``d`` fits."""
        return ranked(self.plan, self.text, bind)


class FoundProduct(msgspec.Struct, frozen=True):
    """A product and what its list is sorted by."""

    product: UUID
    rank: int
    units_sold: int
    created_at: datetime
    min_amount: int
    title_key: str


class FoundPage(msgspec.Struct, frozen=True, kw_only=True):
    """What the statement returned.

    Attributes:
        keyset: Makes cursors of the products.
        exact: Whether the total is.
    """

    keyset: Keyset
    products: list[FoundProduct]
    total: int
    exact: bool
    facets: FacetCounts


def _matches(plan: SearchPlan, sampled: int) -> int:
    return sampled << plan.level


def _level(matches: int, most: int) -> int:
    """Returns the sample in which about so many are left of some matches."""
    return 0 if matches <= most else min(ceil(log2(matches / most)), LEVELS - 1)


_NO_FACET = (
    "NULL::text AS facet, NULL::text AS value, NULL::text AS label, NULL::text AS facet_label, "
    "NULL::text AS parent, NULL::text AS colour, NULL::bigint AS number, NULL::double precision AS low, "
    "NULL::double precision AS high"
)


async def list_found(
    search: ProductSearch, plan: SearchPlan, conditions: Conditions, limits: Limits, locales: Sequence[str]
) -> FoundPage:
    """Returns the page that a search asks for, its total and its facets, in one statement.

    Args:
        plan: Of this search; its channel has documents.
        locales: In which labels are looked for, in this order.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``.
    """
    statement = SearchStatement(search, plan, conditions)
    matches = _matches(plan, plan.matches)
    few = matches <= limits.ranked
    tables: list[str] = []
    if few:
        tables.append(f"hit AS MATERIALIZED ({statement.hits()})")
        keyset = statement.keyset()
        page = f"SELECT * FROM hit d WHERE {keyset.where}"
        total, facets_from = "(SELECT count(*) FROM hit)", "hit"
    else:
        page, keyset = _page_of_many(statement, search, plan, limits, tables)
        total, facets_from = str(matches), None
    tables.append(f"page AS (SELECT * FROM ({page}) d ORDER BY {keyset.order_by} LIMIT {keyset.limit})")
    facets = FacetQuery(search, conditions, statement.bind, locales)
    counted = [None, *(name for name in conditions.names if facets.wants(name))] if search.facets else []
    for name in counted:
        sampled = plan.matches if name is None else plan.without[name]
        estimate = _matches(plan, sampled)
        # A chosen facet costs a sample of its own, so that takes half of the size where it is one.
        most = limits.counted if name is None or estimate <= limits.counted else max(limits.counted // 2, 1)
        level = _level(estimate, most)
        if name is None and facets_from is not None:
            level, source = 0, facets_from
        else:
            found = statement.matching(without=name, level=level)
            source = f"(SELECT {statement.counted_columns} FROM {statement.counted} WHERE {found})"
        facets.count(name, source, level)
    if not few and counted:
        total = facets.all_counted  # a larger sample than the one that the plan was made by
    tables += facets.tables
    sql = f"""
        WITH RECURSIVE {", ".join(tables)}
        SELECT 'page' AS kind, row_number() OVER (ORDER BY {keyset.order_by})::integer AS place, d.product, d.rank,
            d.units_sold, d.created_at, d.min_amount, d.title_key, {_NO_FACET} FROM page d
        UNION ALL SELECT 'total', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, {total},
            NULL, NULL
        {facets.selects}"""
    rows = await fetch_all(SearchRow, sql, *statement.params)
    total_row = next(row for row in rows if row.kind == "total")
    page_rows = sorted((row for row in rows if row.kind == "page"), key=lambda row: row.place)
    return FoundPage(
        keyset=keyset,
        products=[_product(row) for row in page_rows],
        total=total_row.number or 0,
        exact=few,
        facets=facets.read([row for row in rows if row.kind not in {"page", "total"}]),
    )


def _product(row: SearchRow) -> FoundProduct:
    return msgspec.convert(row, FoundProduct, from_attributes=True)


def _pinned_first(statement: SearchStatement, tables: list[str]) -> str:
    """Returns the page of what staff put first."""
    condition = statement.filtering(f"d.product = ANY({statement.pinned()})")
    rank = f"{PINNED_RANK} - array_position({statement.pinned()}, d.product)"
    tables.append(
        f"pinned_hit AS MATERIALIZED (SELECT d.product, {rank} AS rank, d.units_sold, d.created_at, "
        f"{statement.lowest} AS min_amount, d.title_key FROM {statement.documents} WHERE {condition})"
    )
    inner = statement.keyset()
    return (
        "(SELECT d.product, d.rank, d.units_sold, d.created_at, d.min_amount, d.title_key FROM pinned_hit d "
        f"WHERE {inner.where} ORDER BY {inner.order_by} LIMIT {inner.limit})"
    )


def _page_of_many(
    statement: SearchStatement, search: ProductSearch, plan: SearchPlan, limits: Limits, tables: list[str]
) -> tuple[str, Keyset]:
    """Returns a page of a search that matches many: titles first, each part in an order that an index has.

    A branch runs only if those before it leave the page short.
    """
    if plan.every is None or search.sort is not ProductSort.RELEVANCE:
        texts = [f"ts_match_vq(d.tokens, {statement.text('every')})"] if plan.every is not None else []
        walked = statement.walk(statement.filtering(*texts), 0)
        return f"SELECT * FROM {walked} w", statement.keyset(selects=False)
    titled = f"ts_match_vq(d.terms, {statement.text('weighted')})"
    matched = f"ts_match_vq(d.tokens, {statement.text('every')})"
    others = [f"d.product <> ALL({statement.pinned()})"] if plan.pinned else []
    rest = statement.walk(statement.filtering(matched, f"NOT {titled}", *others), 0)
    if _matches(plan, plan.title_matches) <= limits.ranked:
        rank = f"({TITLE_RANK} + {statement.rank()})"
        hits = " AND ".join([statement.hits("titles", rank), *others])
        tables.append(f"title_hit AS MATERIALIZED ({hits})")
        inner = statement.keyset()
        first = (
            "(SELECT d.product, d.rank, d.units_sold, d.created_at, d.min_amount, d.title_key FROM title_hit d "
            f"WHERE {inner.where} ORDER BY {inner.order_by} LIMIT {inner.limit})"
        )
    else:
        first = statement.walk(statement.filtering(titled, *others), TITLE_RANK)
    parts = [first, rest]
    if plan.pinned:
        parts.insert(0, _pinned_first(statement, tables))
    branches = reversed(parts) if search.backward else parts
    keyset = statement.keyset(selects=False)
    return f"SELECT * FROM ({' UNION ALL '.join(branches)} LIMIT {keyset.limit}) w", keyset
