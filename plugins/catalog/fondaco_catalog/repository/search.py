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
from fondaco.db import PageArgs, SortKey, fetch_all
from fondaco.db.pagination import Keyset

from fondaco_catalog.model.search import LEVELS, exact_title, marker
from fondaco_catalog.repository.facet_query import FacetCounts, FacetQuery, SearchRow
from fondaco_catalog.repository.first_of import first_of, of_titles
from fondaco_catalog.repository.search_plan import Bind, Conditions, SearchPlan

__all__ = ["FoundPage", "FoundProduct", "Limits", "StaffSearch", "list_found", "ranked"]

TITLE_RANK = 1 << 40
"""What a match in the title ranks by, where all such matches rank alike."""

PINNED_RANK = 1 << 50
"""What ranks before everything else."""

BOOST = 500_000
"""What a weight of one adds to a rank: ten outweigh the difference between a match in the title and one elsewhere."""

_NOTHING = "0::bigint"


class Limits(msgspec.Struct, frozen=True):
    """Where a search stops being exact.

    Attributes:
        ranked: Matches that are all read and ranked, and counted exactly.
        counted: Matches out of which facets are counted.
    """

    ranked: int
    counted: int


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


_BY_PRODUCT = SortKey("d.product", UUID, "product")
_NEWEST = (SortKey("d.created_at", datetime, "created_at", True), SortKey("d.product", UUID, "product", True))
_BEST_SELLING = (SortKey("d.units_sold", int, "units_sold", True), *_NEWEST)


def _keys(sort: ProductSort, rank: str, title: str = "d.title_key") -> tuple[SortKey, ...]:
    if sort is ProductSort.RELEVANCE:
        return (SortKey(rank, int, "rank", True), *_BEST_SELLING)
    if sort is ProductSort.BEST_SELLING:
        return _BEST_SELLING
    if sort is ProductSort.TITLE:
        return SortKey(title, str, "title_key"), _BY_PRODUCT
    if sort in {ProductSort.PRICE_ASC, ProductSort.PRICE_DESC}:
        descending = sort is ProductSort.PRICE_DESC
        return SortKey("d.min_amount", int, "min_amount", descending), SortKey("d.product", UUID, "product", descending)
    return _NEWEST


def ranked(plan: SearchPlan, text: str, bind: Bind) -> str:
    """Returns the SQL of how well a document ``d`` fits: by its whole title, its title, its keywords, or otherwise."""
    every = f"{bind(plan.every)}::text::tsquery"
    whole, exact, weighted = bind(f"'{exact_title(text)}'"), bind(plan.exact), bind(plan.weighted)
    parts = [
        f"(d.terms @@ {query})::integer * {weight}"
        for query, weight in (
            (f"{whole}::text::tsquery", 8),
            (f"{exact}::text::tsquery", 4),
            (f"{weighted}::text::tsquery", 2),
            (every, 1),
        )
    ]
    fine = f"600000 * ts_rank(d.terms, {every}, 1) + 20000 * ln(1 + d.units_sold)"
    return f"(({' + '.join(parts)})::bigint * 1000000 + LEAST({fine}, 999999)::bigint)"


class StaffSearch(msgspec.Struct, frozen=True):
    """What staff search for.

    Attributes:
        words: Folded, as they typed them.
        text: As they typed it.
    """

    words: list[str]
    text: str
    plan: SearchPlan

    @property
    def query(self) -> str | None:
        """Over everything that products are found by."""
        return self.plan.every

    def rank(self, bind: Bind) -> str:
        """Returns the SQL of how well a document ``d`` fits."""
        return ranked(self.plan, self.text, bind)


class _Statement:
    """One statement over the documents of a channel."""

    def __init__(self, search: ProductSearch, plan: SearchPlan, conditions: Conditions, limits: Limits) -> None:
        self.params: list[object] = []
        self._search = search
        self._plan = plan
        self._conditions = conditions
        self._limits = limits
        self._texts: dict[str, str] = {}
        self._ids: dict[int, str] = {}
        self.documents, self.title = "catalog.search_document d", "d.title_key"
        self._locales: list[str] = []
        if search.sort is ProductSort.TITLE:
            self._read_titles()

    def _read_titles(self) -> None:
        """Orders by the titles that the reader sees."""
        self._locales = [
            self.bind(one) for one in dict.fromkeys((self._search.locale, self._search.channel.default_locale))
        ]
        titles = [f"NULLIF(t{place}.title_key, '')" for place in range(1, len(self._locales) + 1)]
        self.title = f"COALESCE({', '.join(titles)}, d.title_key)"
        self.documents += "".join(
            f" LEFT JOIN catalog.product_translation t{place} ON t{place}.product = d.product "
            f"AND t{place}.locale = {locale}"
            for place, locale in enumerate(self._locales, start=1)
        )

    def bind(self, value: object) -> str:
        self.params.append(value)
        return f"${len(self.params)}"

    def text(self, name: str) -> str:
        """Returns the SQL of one of the plan's queries."""
        if name not in self._texts:
            self._texts[name] = f"{self.bind(getattr(self._plan, name))}::text::tsquery"
        return self._texts[name]

    def ids(self, place: int) -> str:
        if place not in self._ids:
            self._ids[place] = f"{self.bind(self._plan.ids[place])}::integer[]"
        return self._ids[place]

    def matching(self, *, without: str | None = None, level: int = 0, query: str = "every") -> str:
        """Returns the condition of a search by the index, perhaps in a sample only."""
        assert self._plan.channel_id is not None  # noqa: S101 (nothing is searched where nothing is indexed)
        found = [f"d.tokens @@ {self.text(query)}"] if self._plan.every is not None else []
        if found and self._plan.pinned:
            found = [f"({found[0]} OR d.product = ANY({self.pinned()}))"]
        found.append(f"d.facets @> ARRAY[{marker(self._plan.channel_id, level)}]")
        return " AND ".join([*found, *self._hiding(), *self._conditions.sql(self.bind, self.ids, without=without)])

    def pinned(self) -> str:
        """Returns the SQL of the products that staff put first."""
        return f"{self.bind(self._plan.pinned)}::uuid[]"

    def _hiding(self) -> list[str]:
        return [f"d.product <> ALL({self.bind(self._plan.hidden)}::uuid[])"] if self._plan.hidden else []

    def filtering(self, *texts: str) -> str:
        """Returns the condition of a search for documents that are read in the order of the list."""
        found = [f"d.channel = {self.bind(self._search.channel.slug)}", *texts, *self._hiding()]
        return " AND ".join([*found, *self._conditions.sql(self.bind, self.ids, indexed=False)])

    def rank(self) -> str:
        """Returns how well a document fits."""
        if self._plan.every is None:
            return _NOTHING
        rank = ranked(self._plan, self._search.text, self.bind)
        for value, weight in self._plan.boosts:
            rank += f" + (d.facets @> ARRAY[{value}])::integer * {weight * BOOST}::bigint"
        if not self._plan.pinned:
            return f"({rank})"
        return f"COALESCE({PINNED_RANK} - array_position({self.pinned()}, d.product), {rank})"

    def keyset(self, rank: str = "d.rank", title: str = "d.title_key", *, selects: bool = True) -> Keyset:
        """Returns the keyset of the page.

        Args:
            rank: SQL of the rank.
            title: SQL of what titles are sorted by.
            selects: Whether its condition is part of the statement; otherwise it only orders what was selected.
        """
        search = self._search
        args = (
            PageArgs(last=search.size, before=search.cursor)
            if search.backward
            else PageArgs(first=search.size, after=search.cursor)
        )
        sort = search.sort
        if sort is ProductSort.RELEVANCE and self._plan.every is None:
            sort = ProductSort.NEWEST
        keyset = Keyset(_keys(sort, rank, title), args, largest=search.size, offset=len(self.params))
        if selects:
            self.params.extend(keyset.params)
        return keyset

    def walk(self, condition: str, rank: int) -> str:
        """Returns a page of documents that are read in the order of the list."""
        keyset = self.keyset(f"{rank}::bigint", self.title)
        found = keyset.where
        if self._locales:
            titles = of_titles("d.title_key", self._locales)
            source = f"FROM {self.documents} WHERE {condition}"
            found += f" AND d.id = ANY(ARRAY({first_of(self.title, titles, 'd.id', source, keyset)}))"
        # A constant is no order.
        order = ", ".join(part for part in keyset.order_by.split(", ") if not part.startswith(f"{rank}::"))
        return (
            f"(SELECT d.product, {rank}::bigint AS rank, d.units_sold, d.created_at, d.min_amount, "
            f"{self.title} AS title_key FROM {self.documents} WHERE {condition} AND {found} "
            f"ORDER BY {order} LIMIT {keyset.limit})"
        )

    def hits(self, query: str = "every", rank: str | None = None) -> str:
        """Returns all documents that match, ranked."""
        return (
            f"SELECT d.product, {rank or self.rank()} AS rank, d.units_sold, d.created_at, d.min_amount, d.max_amount, "
            f"{self.title} AS title_key, d.facets, d.numbers FROM {self.documents} WHERE {self.matching(query=query)}"
        )


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
    statement = _Statement(search, plan, conditions, limits)
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
        level = _level(estimate, limits.counted)
        if name is None and facets_from is not None:
            level, source = 0, facets_from
        else:
            found = statement.matching(without=name, level=level)
            columns = "d.facets, d.numbers, d.min_amount, d.max_amount"
            source = f"(SELECT {columns} FROM catalog.search_document d WHERE {found})"
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


def _pinned_first(statement: _Statement, tables: list[str]) -> str:
    """Returns the page of what staff put first."""
    condition = statement.filtering(f"d.product = ANY({statement.pinned()})")
    rank = f"{PINNED_RANK} - array_position({statement.pinned()}, d.product)"
    tables.append(
        f"pinned_hit AS MATERIALIZED (SELECT d.product, {rank} AS rank, "
        "d.units_sold, d.created_at, d.min_amount, d.title_key FROM catalog.search_document d "
        f"WHERE {condition})"
    )
    inner = statement.keyset()
    return (
        "(SELECT d.product, d.rank, d.units_sold, d.created_at, d.min_amount, d.title_key FROM pinned_hit d "
        f"WHERE {inner.where} ORDER BY {inner.order_by} LIMIT {inner.limit})"
    )


def _page_of_many(
    statement: _Statement, search: ProductSearch, plan: SearchPlan, limits: Limits, tables: list[str]
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
