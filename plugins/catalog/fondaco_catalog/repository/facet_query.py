"""Facets as part of the statement of a search: how many products have each value, and the span of prices."""

# ruff: noqa: S608 (values are bound; names and numbers in the statements are this package's own)

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.commerce import ProductSearch

from fondaco_catalog.repository.search_plan import Conditions

__all__ = ["MOST_VALUES", "CountedFacet", "CountedValue", "FacetCounts", "FacetQuery", "SearchRow"]

MOST_VALUES = 100
"""Values of one facet that are told, the most frequent ones."""

_COLUMNS = "NULL::uuid, NULL::bigint, NULL::bigint, NULL::timestamptz, NULL::bigint, NULL::text"


class CountedValue(msgspec.Struct, frozen=True):
    """A value and how many products have it."""

    value: str
    label: str
    count: int
    parent: str | None


class CountedFacet(msgspec.Struct):
    """A facet as it was counted.

    Attributes:
        exact: Whether it was counted over all that match.
    """

    name: str
    label: str
    exact: bool
    values: list[CountedValue] = []
    minimum: int | None = None
    maximum: int | None = None


FacetCounts = dict[str, CountedFacet]


class SearchRow(msgspec.Struct, frozen=True):
    """A row of the statement of a search: of the page, its total, or a facet's value or span.

    Attributes:
        kind: ``page``, ``total``, or the facet that was counted over documents of its own; empty for all others.
    """

    kind: str
    place: int
    product: UUID | None
    rank: int | None
    units_sold: int | None
    created_at: datetime | None
    min_amount: int | None
    title_key: str | None
    facet: str | None
    value: str | None
    label: str | None
    facet_label: str | None
    parent: str | None
    number: int | None
    low: int | None
    high: int | None


class FacetQuery:
    """Counts the wanted facets over one source of documents for most, and over one of its own for each chosen facet.

    Attributes:
        tables: Common table expressions.
    """

    def __init__(
        self, search: ProductSearch, conditions: Conditions, bind: Callable[[object], str], locales: Sequence[str]
    ) -> None:
        self.tables: list[str] = []
        self._wanted = [name for name in search.facets if not name.endswith("*")]
        self._families = [name[:-1] for name in search.facets if name.endswith("*")]
        self._conditions = conditions
        self._bind = bind
        self._locales = locales
        self._selects: list[str] = []
        self._levels: dict[str, int] = {}
        self._labels = ""

    def wants(self, name: str) -> bool:
        """Says whether a facet was asked for, by its name or its kind."""
        return name in self._wanted or any(name.startswith(family) for family in self._families)

    @property
    def selects(self) -> str:
        """The further parts of the statement."""
        return " ".join(f"UNION ALL {select}" for select in self._selects)

    def count(self, name: str | None, source: str, level: int) -> None:
        """Counts over documents.

        Args:
            name: The one facet that is counted over them; None for all that are not chosen.
            source: SQL of the documents: the name of a table or a subquery.
            level: Of the sample that they are; 0 for all.
        """
        if not (self._wanted or self._families):
            return
        own = name is not None
        kind = name or ""
        self._levels[kind] = level
        view = f"view{len(self._levels)}"
        self.tables.append(f"{view} AS MATERIALIZED (SELECT d.facets, d.min_amount, d.max_amount FROM {source} d)")
        tag = self._bind(kind)
        prices = name == "price" if own else "price" in self._wanted and "price" not in self._conditions.names
        if prices:
            self._selects.append(
                f"SELECT {tag}::text, 0, {_COLUMNS}, 'price', NULL, NULL, NULL, NULL, count(*) << {level}, "
                f"min(d.min_amount), max(d.max_amount) FROM {view} d"
            )
        if name != "price":
            self._values(view, tag, name, level)

    def _values(self, view: str, tag: str, name: str | None, level: int) -> None:
        counted = f"counted{len(self._levels)}"
        if name is None:
            chosen = self._bind(self._conditions.names)
            facets = (
                f"(s.facet = ANY({self._bind(self._wanted)}::text[]) "
                f"OR s.facet LIKE ANY({self._bind([family + '%' for family in self._families])}::text[])) "
                f"AND s.facet <> ALL({chosen}::text[])"
            )
        else:
            facets = f"s.facet = {self._bind(name)}"
        self.tables.append(
            f"{counted} AS MATERIALIZED (SELECT s.id, s.facet, s.value, c.n << {level} AS n FROM ("
            f"SELECT v.value, count(*) AS n FROM {view} d CROSS JOIN LATERAL unnest(d.facets) AS v(value) "
            f"WHERE v.value > 0 GROUP BY v.value) c JOIN catalog.search_value s ON s.id = c.value WHERE {facets})"
        )
        first, second = (self._bind(locale) for locale in (*self._locales, "")[:2])
        label, facet_label = (
            f"COALESCE(NULLIF(s.{column}s ->> {first}, ''), NULLIF(s.{column}s ->> {second}, ''), s.{column})"
            for column in ("label", "facet_label")
        )
        self._selects.append(
            f"SELECT {tag}::text, 0, {_COLUMNS}, r.facet, r.value, {label}, {facet_label}, NULL, r.n, s.position, NULL "
            f"FROM (SELECT c.*, row_number() OVER (PARTITION BY c.facet ORDER BY c.n DESC, c.id) AS place "
            f"FROM {counted} c WHERE c.facet <> 'category') r JOIN catalog.search_value s ON s.id = r.id "
            f"WHERE r.place <= {MOST_VALUES}"
        )
        if (
            (self.wants("category") and "category" not in self._conditions.names)
            if name is None
            else name == "category"
        ):
            self._categories(counted, tag, first, second)

    def _categories(self, counted: str, tag: str, first: str, second: str) -> None:
        """A product counts for its category and for all above it."""
        up = f"up_{counted}"
        self.tables.append(
            f"{up}(id, n) AS (SELECT c.value::uuid, c.n FROM {counted} c WHERE c.facet = 'category' UNION ALL "
            f"SELECT c.parent, {up}.n FROM {up} JOIN catalog.category c ON c.id = {up}.id WHERE c.parent IS NOT NULL)"
        )
        self._selects.append(
            f"SELECT {tag}::text, 0, {_COLUMNS}, 'category', c.slug, "
            "COALESCE(NULLIF(t1.name, ''), NULLIF(t2.name, ''), c.name), NULL, above.slug, r.n, c.position, NULL "
            f"FROM (SELECT {up}.id, sum({up}.n)::bigint AS n FROM {up} GROUP BY {up}.id ORDER BY 2 DESC "
            f"LIMIT {MOST_VALUES}) r JOIN catalog.category c ON c.id = r.id "
            "LEFT JOIN catalog.category above ON above.id = c.parent "
            f"LEFT JOIN catalog.category_translation t1 ON t1.category = c.id AND t1.locale = {first} "
            f"LEFT JOIN catalog.category_translation t2 ON t2.category = c.id AND t2.locale = {second}"
        )

    def read(self, rows: Iterable[SearchRow]) -> FacetCounts:
        """Returns the facets out of the rows of the statement's further parts, the most frequent values first."""
        found: FacetCounts = {}
        for row in sorted(rows, key=lambda row: (-(row.number or 0), row.low or 0, row.label or "")):
            name = row.facet or ""
            facet = found.get(name)
            if facet is None:
                facet = found[name] = CountedFacet(name, row.facet_label or "", self._levels[row.kind] == 0)
            if row.value is None:
                facet.minimum, facet.maximum = row.low, row.high
            else:
                facet.values.append(CountedValue(row.value, row.label or row.value, row.number or 0, row.parent))
        return {name: facet for name, facet in found.items() if facet.values or facet.minimum is not None}
