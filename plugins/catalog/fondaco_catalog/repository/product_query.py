"""How products are selected: what a scope may see, which criteria they meet, in which order they come."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from fondaco.db import PageArgs, SortKey
from fondaco.db.pagination import Keyset
from msgspec import structs

from fondaco_catalog.model.attribute_drafts import AttributeCriterion
from fondaco_catalog.model.completeness import CompletenessCriterion
from fondaco_catalog.model.parts import PRODUCT_PARTS, ProductPart
from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.search import STAFF
from fondaco_catalog.model.text import is_storable
from fondaco_catalog.model.views import ProductCriteria, ProductSort
from fondaco_catalog.repository.bundle_parts import bundle_available
from fondaco_catalog.repository.buyer_prices import sold_to
from fondaco_catalog.repository.first_of import LARGEST, Alternative, first_of, of_amount, of_titles
from fondaco_catalog.repository.narrowing import (
    BEGINNING,
    Narrowing,
    few_or_many,
    filed_below,
    of_named,
    priced_between,
    tagged,
    walked,
)
from fondaco_catalog.repository.product_columns import BRAND, COLUMNS, TYPE
from fondaco_catalog.repository.published import is_published
from fondaco_catalog.repository.search import StaffSearch
from fondaco_catalog.repository.search_plan import in_sample, sample_of
from fondaco_catalog.repository.valid_prices import FACTS, audiences, prices_of_product, span_of

__all__ = ["ProductQuery"]


_OFFERED = "p.status <> 'phase_out'"

_TITLE_KEY = "COALESCE(NULLIF(t1.title_key, ''), NULLIF(t2.title_key, ''), p.title_key)"


class ProductQuery:
    """Builds one SELECT over products.

    Args:
        parts: Of products that are wanted besides what every one has.

    Attributes:
        params: Values of ``$1``, ``$2`` … in the order in which they were bound.
        joins: More tables, behind the product ``p`` and its listing ``l``.
        conditions: All have to hold.
    """

    def __init__(self, scope: Scope, parts: Collection[ProductPart] = PRODUCT_PARTS) -> None:
        self.scope = scope
        self._parts = parts
        self.params: list[object] = [
            scope.channel.slug,
            scope.channel.currency,
            scope.locale,
            scope.second_locale,
            scope.moment,
        ]
        self.joins: list[str] = []
        self.conditions: list[str] = []
        self._words: StaffSearch | None = None
        self._by_score: bool | None = None
        self._alternatives: list[Alternative] = []
        self._walks: list[str] = []
        self._narrowings: list[Narrowing] = []
        self._documented = {_OFFERED: "TRUE"}
        self._span = span_of(scope, self.bind)
        self._by_price = self._walks_prices = self._spanned = False

    @property
    def columns(self) -> str:
        """What a `Product` is made of."""
        columns = [COLUMNS, self._span.columns]
        if "brand" in self._parts:
            columns.append(BRAND)
        if "type" in self._parts:
            columns.append(TYPE)
        if "availability" in self._parts:
            columns.append(f"{self._bundle_available()} AS bundle_available")
        if self.scope.untold:
            columns.append(FACTS)
        return ", ".join(columns)

    def _bundle_available(self) -> str:
        audience = f"= ANY({self.bind(audiences(self.scope))}::text[])" if self.scope.groups else "= ''"
        return bundle_available("p.id", audience)

    def bind(self, value: object) -> str:
        """Takes a value in and returns its placeholder."""
        self.params.append(value)
        return f"${len(self.params)}"

    def where(self, condition: str) -> ProductQuery:
        """Adds a condition; all have to hold."""
        self.conditions.append(condition)
        return self

    def statement(self, sql: str) -> str:
        """Returns a statement that has parts of the query, maybe behind tables of its own, with what these need."""
        beginning = self._span.beginning
        return f"{beginning}, {sql.removeprefix('WITH ')}" if beginning and sql.startswith("WITH ") else beginning + sql

    @property
    def source(self) -> str:
        """``FROM … WHERE …``, everything but order and limit."""
        return self._source(self._span.free if self._by_price else self._span.join)

    def _source(self, spans: str) -> str:
        shown = f" AND {is_published('$5')}" if self.scope.published_only else ""
        join = "JOIN" if self.scope.published_only else "LEFT JOIN"
        return f"""
            FROM catalog.product p
            {join} catalog.product_listing l ON l.product = p.id AND l.channel = $1{shown}
            {spans}
            LEFT JOIN catalog.product_translation t1 ON t1.product = p.id AND t1.locale = $3
            LEFT JOIN catalog.product_translation t2 ON t2.product = p.id AND t2.locale = $4
            {" ".join(self.joins)}
            WHERE {" AND ".join([self._span.priced, *self.conditions])}"""

    @property
    def counted(self) -> str:
        """The same for counting: many may match, so a walk along products is never bad, and others may be."""
        return self.whole.replace(BEGINNING, "OFFSET 0")

    @property
    def whole(self) -> str:
        """The same for reading all that match, whose tables may be read in any order."""
        return self._source(self._span.free)

    def few(self, most: int) -> str:
        """Returns a SELECT of one row for each product that is found, of up to so many and one more."""
        if not self._spanned:
            return f"SELECT {self.counted} LIMIT {most + 1}"
        source = walked(self._source(self._span.join), self._narrowings)
        found = few_or_many(
            self._narrowings,
            lambda condition: f"SELECT {source} AND {condition} LIMIT {most + 1}",
            [lambda condition: f"SELECT {self.counted} AND {condition} LIMIT {most + 1}"],
        )
        return f"SELECT FROM ({found}) found LIMIT {most + 1}"

    @property
    def estimate(self) -> str:
        """A SELECT of about how many a buyer's query finds: those of a random sample of the index, times its share."""
        groups = self._span.groups
        if all(condition in self._documented for condition in self.conditions):
            # The index knows all about it, so that no product has to be looked at.
            known = [in_sample(by_group=bool(groups)), *(self._documented[one] for one in self.conditions)]
            known += [sold_to(groups, "$2", "$5")] if groups else []
            return (
                f"WITH sample AS MATERIALIZED ({sample_of('$1')}) "  # noqa: S608 (statements of ours)
                "SELECT count(*) << (SELECT level FROM sample) FROM catalog.search_document d "
                f"WHERE {' AND '.join(known)}"
            )
        # Documents of the sample one by one, whatever the planner thinks of the conditions.
        return (
            f"WITH sample AS MATERIALIZED ({sample_of('$1')}) "  # noqa: S608 (statements of ours)
            "SELECT count(*) << (SELECT level FROM sample) FROM catalog.search_document sampled "
            f"CROSS JOIN LATERAL (SELECT {self.counted} AND p.id = sampled.product LIMIT 1) met "
            "WHERE sampled.channel = $1 AND sampled.facets @> ARRAY[(SELECT marker FROM sample)]"
        )

    def listed(self) -> ProductQuery:
        """Leaves out of a buyer's list what is being phased out: that is still sold, but no longer offered."""
        return self.where(_OFFERED) if self.scope.published_only else self

    def below(self, category: str) -> ProductQuery:
        """Narrows to what is in a category, given as an SQL expression, or below it.

        Of a category with many products a page in the order of titles is found along these, of another one among its
        products; see `page_condition`.
        """
        return self._narrow(filed_below(category))

    def _narrow(self, narrowing: Narrowing) -> ProductQuery:
        self._narrowings.append(narrowing)
        if narrowing.document:
            self._documented[narrowing.condition] = narrowing.document
        return self.where(narrowing.condition)

    def meet(self, criteria: ProductCriteria) -> bool:
        """Adds the conditions of the criteria.

        Returns:
            Whether anything can meet them at all.
        """
        if criteria.category_id is not None:
            self.below(f"{self.bind(criteria.category_id)}::uuid")
        if criteria.category is not None:
            if not is_storable(criteria.category):
                return False
            named = f"(SELECT n.id FROM catalog.category n WHERE n.slug = {self.bind(criteria.category)})"  # noqa: S608
            self.below(named)
        if criteria.collection_id is not None:
            self.where(
                "EXISTS (SELECT FROM catalog.collection_product cp WHERE cp.product = p.id "
                f"AND cp.collection = {self.bind(criteria.collection_id)})"
            )
        else:
            self.listed()  # a collection keeps what somebody put into it
        if criteria.tag is not None:
            if not is_storable(criteria.tag):
                return False
            self._narrow(tagged(f"{self.bind(criteria.tag)}::text"))
        for column, table, slugs in (
            ("brand", "brand", criteria.brands),
            ("type", "product_type", criteria.product_types),
        ):
            if slugs is not None:
                known = self.bind([slug for slug in slugs if is_storable(slug)])
                self._narrow(of_named(column, table, known))
        for criterion in criteria.attributes:
            if not self._attribute(criterion):
                return False
        if criteria.completeness is not None:
            self._complete(criteria.completeness)
        return self._live(criteria) and self._cost(criteria.min_amount, criteria.max_amount)

    def _complete(self, wanted: CompletenessCriterion) -> None:
        self.joins.append(
            "JOIN catalog.product_completeness pc ON pc.product = p.id "
            f"AND pc.channel = {self.bind(wanted.channel)} AND pc.locale = {self.bind(wanted.locale)}"
        )
        self.where(f"pc.score BETWEEN {self.bind(wanted.lowest)}::int AND {self.bind(wanted.highest)}::int")
        if wanted.missing:
            self.where(f"pc.missing @> {self.bind([check.value for check in wanted.missing])}::text[]")
        self._by_score = wanted.descending

    def _live(self, criteria: ProductCriteria) -> bool:
        if criteria.published is not None:
            self.where(f"({is_published('$5')}) IS {'' if criteria.published else 'NOT '}TRUE")
        if criteria.scheduled is not None:
            to_come = "l.published_at > $5 OR (l.published_at IS NOT NULL AND l.unpublish_at > $5)"
            self.where(f"({to_come}) IS {'' if criteria.scheduled else 'NOT '}TRUE")
        if criteria.statuses is not None:
            self.where(f"p.status = ANY({self.bind([str(status) for status in criteria.statuses])}::text[])")
        if criteria.reviewer is not None:
            if not is_storable(criteria.reviewer):
                return False
            self.where(f"p.reviewer = {self.bind(criteria.reviewer)}")
        return True

    def _attribute(self, wanted: AttributeCriterion) -> bool:
        """Looks at values of the product and of its variants, and at the choices that its variants have as options."""
        texts = [wanted.code, *(wanted.choices or ())]
        if not all(map(is_storable, texts)):
            return False
        code = self.bind(wanted.code)
        conditions = []
        choices = ""
        if wanted.choices is not None:
            choices = (
                f"ANY(ARRAY(SELECT c.id FROM catalog.attribute_choice c WHERE c.attribute = av.attribute "  # noqa: S608
                f"AND c.code = ANY({self.bind(list(wanted.choices))}::text[])))"
            )
            conditions.append(f"av.choice = {choices}")
        if wanted.lowest is not None:
            conditions.append(f"av.number >= {self.bind(wanted.lowest)}::numeric")
        if wanted.highest is not None:
            conditions.append(f"av.number <= {self.bind(wanted.highest)}::numeric")
        if wanted.first_day is not None:
            conditions.append(f"av.day >= {self.bind(wanted.first_day)}::date")
        if wanted.last_day is not None:
            conditions.append(f"av.day <= {self.bind(wanted.last_day)}::date")
        if wanted.boolean is not None:
            conditions.append(f"av.boolean = {self.bind(wanted.boolean)}::boolean")
        attribute = f"(SELECT a.id FROM catalog.attribute a WHERE a.code = {code} AND a.filterable)"  # noqa: S608
        said = (
            "EXISTS (SELECT FROM catalog.attribute_value av JOIN catalog.product_type_attribute ta "
            "ON ta.product_type = p.type AND ta.attribute = av.attribute "
            "AND ta.scope = CASE WHEN av.variant IS NULL THEN 'product' ELSE 'variant' END "
            f"WHERE av.product = p.id AND av.attribute = {attribute} AND {' AND '.join(conditions) or 'TRUE'})"
        )
        if not conditions or (len(conditions) == 1 and choices):
            chosen = f"AND ov.choice = {choices.replace('av.attribute', 'o.attribute')}" if choices else ""
            said = (
                f"({said} OR EXISTS (SELECT FROM catalog.product_option o "
                'JOIN catalog.product_option_value ov ON ov."option" = o.id '
                "JOIN catalog.product_variant v ON v.product = p.id AND ov.id = ANY(v.option_values) "
                "JOIN catalog.product_type_attribute ta ON ta.product_type = p.type AND ta.attribute = o.attribute "
                f"AND ta.scope = 'option' WHERE o.product = p.id AND o.attribute = {attribute} {chosen}))"
            )
        self.where(said)
        return True

    def _cost(self, lowest: int | None, highest: int | None) -> bool:
        if lowest is None and highest is None:
            return True
        low, high = max(lowest or 0, 0), LARGEST if highest is None else min(highest, LARGEST)
        if low > high:
            return False
        self._by_price = True
        first, last = self.bind(low), self.bind(high)
        within = f"{self._span.highest} >= {first} AND {self._span.lowest} <= {last}"
        if not self.scope.groups:
            self._documented[within] = f"d.max_amount >= {first} AND d.min_amount <= {last}"
        self.where(within)
        if lowest is not None and highest is not None:
            # The span may reach over a gap in which no variant lies.
            prices = prices_of_product(self.scope, self.bind)
            groups = f"= ANY({self.bind(audiences(self.scope))}::text[])" if self.scope.groups else "= ''"
            self._narrow(priced_between(prices, groups, first, last, documents=not self.scope.groups))
            self._spanned = True
        return True

    def ordered(self, sort: ProductSort) -> tuple[str, list[SortKey]]:
        """Returns the SQL expression of ``Product.rank`` and the keys of the order. Binds values: call it once."""
        by_id = SortKey("p.id", UUID, "id")
        if self._by_score is not None:
            by_product = SortKey("p.id", UUID, "id", self._by_score)  # so that the index is read from either end
            return "pc.score", [SortKey("pc.score", int, "rank", self._by_score), by_product]
        if sort is ProductSort.TITLE:
            if not self.scope.locale:
                return "0", [SortKey("p.title_key", str, "title_key"), by_id]
            locales = ("$3", "$4") if self.scope.locale != self.scope.second_locale else ("$3",)
            self._alternatives = of_titles("p.title_key", locales)
            return "0", [SortKey(_TITLE_KEY, str, "title_key"), by_id]
        if sort in {ProductSort.PRICE_ASC, ProductSort.PRICE_DESC}:
            self._by_price = self._walks_prices = True
            descending = sort is ProductSort.PRICE_DESC
            unpriced = -1 if descending else LARGEST
            lowest = self._span.lowest
            price = lowest if self.scope.published_only else f"COALESCE({lowest}, {unpriced})"
            if self.scope.published_only and self._span.alternatives:
                self._alternatives = [of_amount(column) for column, _ in self._span.alternatives]
                self._walks = [joins for _, joins in self._span.alternatives]
            return price, [SortKey(price, int, "rank", descending), SortKey("p.id", UUID, "id", descending)]
        newest = [SortKey("p.created_at", datetime, "created_at", True), SortKey("p.id", UUID, "id", True)]
        if sort is ProductSort.BEST_SELLING:
            return "p.units_sold", [SortKey("p.units_sold", int, "rank", True), *newest]
        if sort is ProductSort.RELEVANCE and self._words is not None:
            rank = f"COALESCE({self._words.rank(self.bind)}, 0)"
            return rank, [SortKey(rank, int, "rank", True), *newest]
        return "0", newest

    def find(self, words: StaffSearch) -> None:
        """Narrows to what staff search for: by the index, and by the texts of what was changed since it was written."""
        self.where(words.found(self.bind))
        self.joins.append(f"LEFT JOIN catalog.search_document d ON d.product = p.id AND d.channel = '{STAFF}'")
        self._words = words

    def page_condition(self, keyset: Keyset) -> str:
        """Returns what leaves the page of a list over, where its order is by the first of several columns."""
        found_out = self._narrowings
        if not (self._alternatives or found_out) or keyset.keys[0].attribute == "pin":
            return keyset.where
        end = f"AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}"

        def sorts(source: str) -> Callable[[str], str]:
            return lambda condition: f"SELECT p.id {source} AND {condition} {end}"

        def walks(condition: str) -> str:
            def walk(joins: str) -> str:
                return f"{walked(self._source(joins), self._narrowings)} AND {condition} {also}"

            also = f"AND NOT ({unready})" if unready else ""
            joins = self._span.free if self._walks_prices else self._span.join
            if not self._alternatives:
                return f"SELECT p.id {walk(joins)} {end}"
            alternatives = self._alternatives
            if self._walks:
                alternatives = [
                    structs.replace(one, source=walk(own)) for one, own in zip(alternatives, self._walks, strict=True)
                ]
            return first_of(keyset.keys[0].column, alternatives, "p.id", walk(joins), keyset)

        unready = self._span.unready if self._walks else ""
        many: list[Callable[[str], str]] = [walks]
        if unready:
            many.append(sorts(f"{walked(self.source, self._narrowings)} AND {unready}"))
        if not self._narrowings and not unready:
            ids = walks("TRUE")
        else:
            # No estimate of the planner's is good enough for this: it is found out, and one of them is carried out.
            ids = few_or_many(self._narrowings, sorts(walked(self._source(self._span.join), self._narrowings)), many)
        return f"{keyset.where} AND p.id = ANY(ARRAY({ids}))"

    def paged(self, keys: list[SortKey], args: PageArgs, largest: int) -> Keyset:
        """Returns the keyset of a page and binds its values; call it last."""
        keyset = Keyset(keys, args, largest=largest, offset=len(self.params))
        self.params.extend(keyset.params)
        return keyset
