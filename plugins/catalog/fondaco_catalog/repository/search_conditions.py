"""What a search asks besides its text, as SQL over the documents of the index."""

# ruff: noqa: S608 (values are bound; names in the statements are this package's own)

from __future__ import annotations

from collections.abc import Callable
from math import inf

from fondaco.commerce import FacetSelection, ProductSearch
from fondaco.db import any_of

from fondaco_catalog.model.search import AVAILABLE, BY_GROUP
from fondaco_catalog.repository.buyer_prices import BuyerPrices

__all__ = ["ENTITIES", "Bind", "Conditions", "Ids"]

Ids = Callable[[int], str]
Bind = Callable[[object], str]


ENTITIES = {"brand": "brand", "type": "product_type"}
"""Facets whose values are things of their own, told by their slugs; and the tables of those."""


class Conditions:
    """What a search asks besides its text, as SQL over the documents ``d``.

    Attributes:
        selections: Those whose values have numbers, and whether the facet's own counts disregard them.
        names: Of the facets whose own counts are disregarded, prices included.
        by_price: Whether prices are among them.
    """

    def __init__(self, search: ProductSearch) -> None:
        self.selections: list[tuple[FacetSelection, bool]] = []
        self._search = search
        self._price: FacetSelection | None = None
        self._numbers: list[FacetSelection] = []
        self._by_id = search.category_id is not None
        if search.category_id is not None:
            self.selections.append((FacetSelection("category", (str(search.category_id),)), False))
        if search.category is not None:
            self.selections.append((FacetSelection("category", (search.category,)), False))
        for selection in search.selections:
            if selection.name == "price":
                self._price = selection
            elif selection.minimum is not None or selection.maximum is not None:
                self._numbers.append(selection)
            elif selection.values:
                self.selections.append((selection, True))
        self.by_price = self._price is not None or search.min_amount is not None or search.max_amount is not None
        self.names = [selection.name for selection, own in self.selections if own]
        self.names += [selection.name for selection in self._numbers]
        if self._price is not None:
            self.names.append("price")

    def sql(
        self, bind: Bind, ids: Ids, prices: BuyerPrices, *, without: str | None = None, indexed: bool = True
    ) -> list[str]:
        """Returns the conditions.

        Args:
            ids: Returns the SQL of the numbers of a selection.
            without: Leave out what was chosen of this facet.
            indexed: Whether the index may be used for them; functions keep it from being used.
        """
        found = []
        for place, (selection, own) in enumerate(self.selections):
            if not (own and selection.name == without):
                found += _chosen(selection, ids(place), prices, indexed)
        if self._search.collection_id is not None:
            found.append(
                "d.product IN (SELECT cp.product FROM catalog.collection_product cp "
                f"WHERE cp.collection = {bind(self._search.collection_id)})"
            )
        bounds = [(self._search.min_amount, self._search.max_amount)]
        if self._price is not None and without != "price":
            bounds.append((_whole(self._price.minimum), _whole(self._price.maximum)))
        for selection in self._numbers:
            if selection.name != without:
                least = -inf if selection.minimum is None else selection.minimum
                most = inf if selection.maximum is None else selection.maximum
                found.append(
                    f"EXISTS (SELECT FROM jsonb_array_elements_text(d.numbers -> {bind(selection.name)}::text) AS n "
                    f"WHERE n::double precision BETWEEN {bind(least)} AND {bind(most)})"
                )
        for low, high in bounds:
            found.extend(_priced(bind, prices, low, high))
        return found

    def numbers(self, bind: Bind) -> str:
        """Returns the columns ``c0``, ``c1`` … of a SELECT: the numbers of each selection."""
        columns = []
        for place, (selection, _) in enumerate(self.selections):
            values = bind(list(selection.values))
            if selection.name in ENTITIES:
                source = (
                    f"SELECT s.id FROM catalog.{ENTITIES[selection.name]} e JOIN catalog.search_value s "
                    f"ON s.facet = {bind(selection.name)} AND s.value = e.id::text "
                    f"WHERE e.slug = {any_of(values, 'text')}"
                )
            elif selection.name == "category":
                key = "id::text" if self._by_id and place == 0 else "slug"
                start = f"SELECT id FROM catalog.category WHERE {key} = {any_of(values, 'text')}"
                source = (
                    f"WITH RECURSIVE below(id) AS ({start} "
                    "UNION ALL SELECT c.id FROM catalog.category c JOIN below ON c.parent = below.id) "
                    "SELECT s.id FROM below JOIN catalog.search_value s "
                    "ON s.facet = 'category' AND s.value = below.id::text"
                )
            else:
                source = (
                    f"SELECT s.id FROM catalog.search_value s WHERE s.facet = {bind(selection.name)} "
                    f"AND s.value = {any_of(values, 'text')}"
                )
            columns.append(f"ARRAY({source}) AS c{place}")
        return ", ".join(columns) or "NULL"


def _chosen(selection: FacetSelection, ids: str, prices: BuyerPrices, indexed: bool) -> list[str]:
    """Returns the conditions that a document has one of the chosen values."""
    has = "d.facets && {0}" if indexed else "arrayoverlap(d.facets, {0})"
    if not prices.bundled or selection.name != AVAILABLE.facet or AVAILABLE.value not in selection.values:
        return [has.format(ids)]
    return [has.format(f"({BY_GROUP} || {ids})"), f"(NOT d.facets @> ARRAY[{BY_GROUP}] OR {prices.bundled})"]


def _whole(amount: float | None) -> int | None:
    return None if amount is None else int(amount)


def _priced(bind: Bind, prices: BuyerPrices, low: int | None, high: int | None) -> list[str]:
    if low is None and high is None:
        return []
    first, last = bind(max(low or 0, 0)), bind(2**63 - 1 if high is None else high)
    found = [f"{prices.highest} >= {first}", f"{prices.lowest} <= {last}"]
    if low is not None and high is not None:
        # The span may reach over a gap in which no variant lies.
        found.append(f"EXISTS (SELECT FROM unnest({prices.amounts}) AS a WHERE a BETWEEN {first} AND {last})")
    return found
