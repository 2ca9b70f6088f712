"""A statement over the documents of a channel: how pages are walked or ranked, and what facets are counted over."""

# ruff: noqa: S608 (values are bound; names and numbers in the statements are this package's own)

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from fondaco.commerce import ProductSearch, ProductSort
from fondaco.db import PageArgs, SortKey
from fondaco.db.pagination import Keyset

from fondaco_catalog.model.search import AVAILABLE, BY_GROUP, exact_title, marker
from fondaco_catalog.repository.buyer_prices import prices_for
from fondaco_catalog.repository.facet_query import wants
from fondaco_catalog.repository.first_of import first_of, of_amount, of_titles
from fondaco_catalog.repository.search_conditions import Bind, Conditions
from fondaco_catalog.repository.search_plan import SearchPlan

__all__ = ["PINNED_RANK", "TITLE_RANK", "SearchStatement", "check_cursor", "ranked"]

TITLE_RANK = 1 << 40
"""What a match in the title ranks by, where all such matches rank alike."""

PINNED_RANK = 1 << 50
"""What ranks before everything else."""

BOOST = 500_000
"""What a weight of one adds to a rank: ten outweigh the difference between a match in the title and one elsewhere."""

_NOTHING = "0::bigint"


_BY_PRODUCT = SortKey("d.product", UUID, "product")
_NEWEST = (SortKey("d.created_at", datetime, "created_at", True), SortKey("d.product", UUID, "product", True))
_BEST_SELLING = (SortKey("d.units_sold", int, "units_sold", True), *_NEWEST)


def _keys(
    sort: ProductSort, rank: str, title: str = "d.title_key", lowest: str = "d.min_amount"
) -> tuple[SortKey, ...]:
    if sort is ProductSort.RELEVANCE:
        return (SortKey(rank, int, "rank", True), *_BEST_SELLING)
    if sort is ProductSort.BEST_SELLING:
        return _BEST_SELLING
    if sort is ProductSort.TITLE:
        return SortKey(title, str, "title_key"), _BY_PRODUCT
    if sort in {ProductSort.PRICE_ASC, ProductSort.PRICE_DESC}:
        descending = sort is ProductSort.PRICE_DESC
        return SortKey(lowest, int, "min_amount", descending), SortKey("d.product", UUID, "product", descending)
    return _NEWEST


def _args(search: ProductSearch) -> PageArgs:
    if search.backward:
        return PageArgs(last=search.size, before=search.cursor)
    return PageArgs(first=search.size, after=search.cursor)


def check_cursor(search: ProductSearch) -> None:
    """Looks at the cursor of a search that nothing is asked for.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``.
    """
    sort = search.sort
    if sort is ProductSort.RELEVANCE and not search.text.strip():
        sort = ProductSort.NEWEST
    Keyset(_keys(sort, "d.rank"), _args(search), largest=search.size)


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
    # By how near to each other the words are.
    fine = f"600000 * LEAST(ts_rank_cd(d.terms, {every}, 1), 1) + 20000 * ln(1 + d.units_sold)"
    return f"(({' + '.join(parts)})::bigint * 1000000 + LEAST({fine}, 999999)::bigint)"


class SearchStatement:
    """One statement over the documents of a channel."""

    def __init__(self, search: ProductSearch, plan: SearchPlan, conditions: Conditions) -> None:
        self.params: list[object] = []
        self._search = search
        self._plan = plan
        self._conditions = conditions
        self._texts: dict[str, str] = {}
        self._ids: dict[int, str] = {}
        self.documents, self.title = "catalog.search_document d", "d.title_key"
        self._locales: list[str] = []
        self.prices = prices_for(plan.audience, search.channel.currency, search.moment, self.bind)
        self.by_price = search.sort in {ProductSort.PRICE_ASC, ProductSort.PRICE_DESC}
        self.counts_prices = wants(search.facets, "price")
        if self.by_price or conditions.by_price:
            self.documents += f" {self.prices.join}"
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

    @property
    def counted(self) -> str:
        """The documents that facets are counted over."""
        prices = self.prices.join if self._conditions.by_price or self.counts_prices else ""
        return f"catalog.search_document d {prices}"

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
        found = [f"d.tokens @@ {self.text(query)}"] if self._plan.every is not None else []
        if found and self._plan.pinned:
            found = [f"({found[0]} OR d.product = ANY({self.pinned()}))"]
        found += self._in_channel(level)
        conditions = self._conditions.sql(self.bind, self.ids, self.prices, without=without)
        return " AND ".join([*found, *self._hiding(), *conditions])

    def _in_channel(self, level: int) -> list[str]:
        """Returns the conditions that a document is of the channel, in a sample of it, and sold to the buyer."""
        markers = [str(marker(channel_id, level)) for channel_id in self._plan.channel_ids]
        if len(markers) == 1 and not self._plan.audience.groups:
            return [f"d.facets @> ARRAY[{markers[0]}]"]
        return [f"d.facets && ARRAY[{', '.join(markers)}]", self.prices.sold]

    def pinned(self) -> str:
        """Returns the SQL of the products that staff put first."""
        return f"{self.bind(self._plan.pinned)}::uuid[]"

    def _hiding(self) -> list[str]:
        return [f"d.product <> ALL({self.bind(self._plan.hidden)}::uuid[])"] if self._plan.hidden else []

    def filtering(self, *texts: str) -> str:
        """Returns the condition of a search for documents that are read in the order of the list."""
        found = [f"d.channel = {self.bind(self._search.channel.slug)}", self.prices.sold, *texts, *self._hiding()]
        return " AND ".join([*found, *self._conditions.sql(self.bind, self.ids, self.prices, indexed=False)])

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

    def keyset(
        self,
        rank: str = "d.rank",
        title: str = "d.title_key",
        lowest: str = "d.min_amount",
        *,
        selects: bool = True,
    ) -> Keyset:
        """Returns the keyset of the page.

        Args:
            rank: SQL of the rank.
            title: SQL of what titles are sorted by.
            lowest: SQL of what prices are sorted by.
            selects: Whether its condition is part of the statement; otherwise it only orders what was selected.
        """
        search = self._search
        sort = search.sort
        if sort is ProductSort.RELEVANCE and self._plan.every is None:
            sort = ProductSort.NEWEST
        keyset = Keyset(_keys(sort, rank, title, lowest), _args(search), largest=search.size, offset=len(self.params))
        if selects:
            self.params.extend(keyset.params)
        return keyset

    def walk(self, condition: str, rank: int) -> str:
        """Returns a page of documents that are read in the order of the list."""
        keyset = self.keyset(f"{rank}::bigint", self.title, self.prices.lowest)
        found = keyset.where
        source = f"FROM {self.documents} WHERE {condition}"
        if self._locales:
            titles = of_titles("d.title_key", self._locales)
            found += f" AND d.id = ANY(ARRAY({first_of(self.title, titles, 'd.id', source, keyset)}))"
        elif self.by_price and self.prices.alternatives:
            amounts = [
                of_amount(column, f"FROM catalog.search_document d {join} WHERE {condition}")
                for column, join in self.prices.alternatives
            ]
            found += f" AND d.id = ANY(ARRAY({first_of(self.prices.lowest, amounts, 'd.id', source, keyset)}))"
        # A constant is no order.
        order = ", ".join(part for part in keyset.order_by.split(", ") if not part.startswith(f"{rank}::"))
        return (
            f"(SELECT d.product, {rank}::bigint AS rank, d.units_sold, d.created_at, {self.lowest} AS min_amount, "
            f"{self.title} AS title_key FROM {self.documents} WHERE {condition} AND {found} "
            f"ORDER BY {order} LIMIT {keyset.limit})"
        )

    @property
    def lowest(self) -> str:
        """SQL of the lowest price, where it matters; of any number elsewhere."""
        return self.prices.lowest if self.by_price else "COALESCE(d.min_amount, 0)"

    @property
    def more(self) -> str:
        """What has to be joined besides for facets to be counted."""
        joined = self.by_price or self._conditions.by_price
        return f" {self.prices.join}" if self.counts_prices and not joined else ""

    @property
    def counted_columns(self) -> str:
        """What facets are counted by."""
        prices, facets = self.prices, "d.facets"
        if prices.bundled and wants(self._search.facets, AVAILABLE.facet):
            available = (
                f"(SELECT ARRAY[s.id] FROM catalog.search_value s WHERE s.facet = '{AVAILABLE.facet}' "
                f"AND s.value = '{AVAILABLE.value}')"
            )
            facets = (
                f"CASE WHEN d.facets @> ARRAY[{BY_GROUP}] AND {prices.bundled} THEN d.facets || {available} "
                "ELSE d.facets END AS facets"
            )
        if not self.counts_prices:
            return f"{facets}, d.numbers, NULL::bigint[] AS amounts, NULL::bigint AS lowest, NULL::bigint AS highest"
        return (
            f"{facets}, d.numbers, {prices.amounts} AS amounts, {prices.lowest} AS lowest, {prices.highest} AS highest"
        )

    def hits(self, query: str = "every", rank: str | None = None) -> str:
        """Returns all documents that match, ranked."""
        return (
            f"SELECT d.product, {rank or self.rank()} AS rank, d.units_sold, d.created_at, "
            f"{self.lowest} AS min_amount, {self.title} AS title_key, {self.counted_columns} "
            f"FROM {self.documents}{self.more} WHERE {self.matching(query=query)}"
        )
