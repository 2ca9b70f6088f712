"""Facets as part of the statement of a search: how many products have each value, and the span of prices."""

# ruff: noqa: S608 (values are bound; names and numbers in the statements are this package's own)

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.commerce import FacetBucket, ProductSearch

from fondaco_catalog.model.search import ATTRIBUTE, CHANNEL_FACET, DAYS, NUMBERS
from fondaco_catalog.repository.search_conditions import ENTITIES, Conditions

__all__ = ["MOST_VALUES", "CountedFacet", "CountedValue", "FacetCounts", "FacetQuery", "SearchRow", "wants"]

MOST_VALUES = 100
"""Values of one facet that are told, the most frequent ones."""

_BUCKET = "bucket"
_STEPS = [digit * 10**power for power in range(18) for digit in (1, 2, 5)]
"""Where spans of prices begin, in minor units; before them lies what costs nothing."""
_STEPS_SQL = ", ".join(f"{step}::bigint" for step in _STEPS)

_COLUMNS = "NULL::uuid, NULL::bigint, NULL::bigint, NULL::timestamptz, NULL::bigint, NULL::text"


class CountedValue(msgspec.Struct, frozen=True):
    """A value and how many products have it."""

    value: str
    label: str
    count: int
    parent: str | None
    colour: str | None


class CountedFacet(msgspec.Struct):
    """A facet as it was counted.

    Attributes:
        exact: Whether it was counted over all that match.
        days: Whether its numbers are days.
        buckets: Of prices, the lowest first.
    """

    name: str
    label: str
    exact: bool
    values: list[CountedValue] = []
    minimum: float | None = None
    maximum: float | None = None
    days: bool = False
    buckets: list[FacetBucket] = []


FacetCounts = dict[str, CountedFacet]


def _bucket(step: int, count: int) -> FacetBucket:
    """Returns the span that begins at a step, counted from 1; 0 is what costs nothing."""
    lowest = _STEPS[step - 1] if step else 0
    highest = _STEPS[step] - 1 if step < len(_STEPS) else 2**63 - 1
    return FacetBucket(minimum=lowest, maximum=highest, count=count)


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
    colour: str | None
    number: int | None
    low: float | None
    high: float | None


def _wanted(facets: Sequence[str]) -> tuple[list[str], list[str]]:
    """Returns the names and the beginnings of names that are wanted."""
    return [name for name in facets if not name.endswith("*")], [name[:-1] for name in facets if name.endswith("*")]


def wants(facets: Sequence[str], name: str) -> bool:
    """Says whether a facet is wanted, by its name or its kind."""
    names, families = _wanted(facets)
    return name in names or any(name.startswith(family) for family in families)


class FacetQuery:
    """Counts the wanted facets over one source of documents for most, and over one of its own for each chosen facet.

    Attributes:
        tables: Common table expressions.
    """

    def __init__(
        self, search: ProductSearch, conditions: Conditions, bind: Callable[[object], str], locales: Sequence[str]
    ) -> None:
        self.tables: list[str] = []
        self._facets = search.facets
        self._wanted, self._families = _wanted(search.facets)
        self._conditions = conditions
        self._bind = bind
        first, second = (*locales, "")[:2]
        self._locales = (f"{bind(first)}::text", f"{bind(second)}::text") if search.facets else ("", "")
        self._selects: list[str] = []
        self._levels: dict[str, int] = {}

    def wants(self, name: str) -> bool:
        """Says whether a facet was asked for, by its name or its kind."""
        return wants(self._facets, name)

    @property
    def selects(self) -> str:
        """The further parts of the statement."""
        return " ".join(f"UNION ALL {select}" for select in self._selects)

    @property
    def all_counted(self) -> str:
        """How many documents meet everything, as those say that the facets which are not chosen are counted over."""
        return f"(SELECT count(*) << {self._levels['']} FROM view1)"

    def count(self, name: str | None, source: str, level: int) -> None:
        """Counts over documents.

        Args:
            name: The one facet that is counted over them; None for all that are not chosen.
            source: SQL of the documents: the name of a table or a subquery.
            level: Of the sample that they are; 0 for all.
        """
        if not (self._wanted or self._families):
            return
        kind = name or ""
        self._levels[kind] = level
        number = len(self._levels)
        view, counted = f"view{number}", f"counted{number}"
        self.tables.append(
            f"{view} AS MATERIALIZED (SELECT row_number() OVER () AS place, d.facets, d.numbers, d.amounts, d.lowest, "
            f"d.highest FROM {source} d)"
        )
        row = f"SELECT {self._bind(kind)}::text, 0, {_COLUMNS}"
        if self._counts_here("price", name):
            self._prices(view, row, level)
        if name == "price":
            return
        self.tables.append(
            f"{counted} AS MATERIALIZED (SELECT s.id, s.facet, s.value, c.n << {level} AS n FROM ("
            # What is in a sample begins with a marker for it and for each larger one.
            f"SELECT v.value, count(*) AS n FROM (SELECT unnest(d.facets[{level + 2}:]) AS value FROM {view} d) v "
            f"WHERE v.value > 0 GROUP BY v.value) c JOIN catalog.search_value s ON s.id = c.value "
            f"WHERE {self._named('s.facet', name)})"
        )
        self._values(counted, row)
        if name is None or name.startswith(ATTRIBUTE):
            self._numbers(view, row, name, level)
        for entity, table in ENTITIES.items():
            if self._counts_here(entity, name):
                self._entities(counted, row, entity, table)
        if self._counts_here("category", name):
            self._categories(counted, row)

    def _counts_here(self, facet: str, name: str | None) -> bool:
        """Says whether a facet is counted over the documents for one chosen facet, or for all that are not chosen."""
        return facet == name if name is not None else self.wants(facet) and facet not in self._conditions.names

    def _named(self, column: str, name: str | None) -> str:
        """Returns the condition that a facet is one of those that are counted."""
        if name is not None:
            return f"{column} = {self._bind(name)}"
        wanted, families = self._bind(self._wanted), self._bind(self._families)
        others = self._bind([CHANNEL_FACET, *self._conditions.names])
        return (
            f"({column} = ANY({wanted}::text[]) OR {column} ^@ ANY({families}::text[])) "
            f"AND {column} <> ALL({others}::text[])"
        )

    def _label(self, column: str) -> str:
        first, second = self._locales
        return f"COALESCE(NULLIF({column}s ->> {first}, ''), NULLIF({column}s ->> {second}, ''), {column})"

    def _values(self, counted: str, row: str) -> None:
        first, second = self._locales
        called = (
            f"(SELECT COALESCE(NULLIF(t.labels ->> {first}, ''), NULLIF(t.labels ->> {second}, '')) "
            "FROM catalog.tag_texts t WHERE r.facet = 'tag' AND t.tag = r.value)"
        )
        self._selects.append(
            f"{row}, r.facet, r.value, COALESCE({called}, {self._label('s.label')}), {self._label('s.facet_label')}, "
            "NULL, s.colour, r.n, s.position, NULL "
            f"FROM (SELECT c.*, row_number() OVER (PARTITION BY c.facet ORDER BY c.n DESC, c.id) AS place "
            f"FROM {counted} c WHERE c.facet NOT IN ('category', 'brand', 'type')) r "
            f"JOIN catalog.search_value s ON s.id = r.id WHERE r.place <= {MOST_VALUES}"
        )

    def _prices(self, view: str, row: str, level: int) -> None:
        """The span of all prices, and how many products have one between steps of 1, 2, 5, 10, 20 and so on."""
        self._selects.append(
            f"{row}, 'price', NULL, NULL, NULL, NULL, NULL, count(*) << {level}, min(d.lowest), "
            f"max(d.highest) FROM {view} d"
        )
        self._selects.append(
            f"{row}, 'price', NULL, '{_BUCKET}', NULL, NULL, NULL, count(*) << {level}, b.step, NULL FROM ("
            f"SELECT DISTINCT a.place, width_bucket(a.amount, ARRAY[{_STEPS_SQL}]) AS step FROM ("
            f"SELECT d.place, unnest(d.amounts) AS amount FROM {view} d) a) b GROUP BY b.step"
        )

    def _numbers(self, view: str, row: str, name: str | None, level: int) -> None:
        """The span of each attribute that has numbers."""
        self._selects.append(
            f"{row}, s.facet, NULL, NULLIF(s.value, ''), {self._label('s.facet_label')}, NULL, NULL, "
            f"n.documents << {level}, n.low, n.high FROM (SELECT k.facet, count(*) AS documents, "
            "min(x::double precision) AS low, "
            f"max(x::double precision) AS high FROM {view} d "
            "CROSS JOIN LATERAL jsonb_each(d.numbers) AS k(facet, found) "
            f"CROSS JOIN LATERAL jsonb_array_elements_text(k.found) AS x WHERE {self._named('k.facet', name)} "
            "GROUP BY k.facet) n JOIN catalog.search_value s ON s.facet = n.facet "
            f"AND s.value IN ('{NUMBERS}', '{DAYS}')"
        )

    def _entities(self, counted: str, row: str, facet: str, table: str) -> None:
        """Brands and types are told by their slugs and by the names that they have now."""
        first, second = self._locales
        if facet == "brand":
            named = (
                f"(SELECT t.name FROM catalog.brand_translation t WHERE t.brand = e.id AND t.name <> '' "
                f"AND t.locale IN ({first}, {second}) ORDER BY t.locale = {first} DESC LIMIT 1)"
            )
        else:
            named = f"COALESCE(NULLIF(e.labels ->> {first}, ''), NULLIF(e.labels ->> {second}, ''))"
        self._selects.append(
            f"{row}, '{facet}', e.slug, COALESCE({named}, e.name), NULL, NULL, NULL, r.n, NULL, NULL "
            f"FROM (SELECT c.value::uuid AS id, c.n FROM {counted} c WHERE c.facet = '{facet}' "
            f"ORDER BY c.n DESC LIMIT {MOST_VALUES}) r JOIN catalog.{table} e ON e.id = r.id"
        )

    def _categories(self, counted: str, row: str) -> None:
        """A product counts for its category and for all above it."""
        first, second = self._locales
        up = f"up_{counted}"
        self.tables.append(
            f"{up}(id, n) AS (SELECT c.value::uuid, c.n FROM {counted} c WHERE c.facet = 'category' UNION ALL "
            f"SELECT c.parent, {up}.n FROM {up} JOIN catalog.category c ON c.id = {up}.id WHERE c.parent IS NOT NULL)"
        )
        self._selects.append(
            f"{row}, 'category', c.slug, COALESCE(NULLIF(t1.name, ''), NULLIF(t2.name, ''), c.name), NULL, above.slug, "
            "NULL, r.n, c.position, NULL "
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
            if row.label == _BUCKET and row.value is None:
                facet.buckets.append(_bucket(int(row.low or 0), row.number or 0))
            elif row.value is None:
                facet.minimum, facet.maximum, facet.days = row.low, row.high, row.label == DAYS
            else:
                facet.values.append(
                    CountedValue(row.value, row.label or row.value, row.number or 0, row.parent, row.colour)
                )
        for facet in found.values():
            facet.buckets.sort(key=lambda bucket: bucket.minimum)
        return {name: facet for name, facet in found.items() if facet.values or facet.minimum is not None}
