"""The one list of products that buyers search, narrow and browse: answered by the hook `resolve_product_search`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import msgspec
import strawberry
from fondaco.commerce import (
    Facet,
    FacetSelection,
    FacetValue,
    Money,
    WordCorrection,
)
from fondaco.db import Page
from fondaco.db.pagination import Edge
from fondaco.errors import InvalidInputError
from fondaco.graphql import Info, object_type
from fondaco.graphql import Money as MoneyType
from fondaco.graphql.connections import Edge as EdgeType
from fondaco.graphql.connections import PageInfo

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.requests import minor_amount
from fondaco_catalog.model import views
from fondaco_catalog.model.search import ATTRIBUTE
from fondaco_catalog.model.text import is_storable
from fondaco_catalog.repository.counts import Total

__all__ = ["NO_VALUE", "FoundFacet", "FoundProducts", "ProductSearchConnection", "listed", "selections_of"]

MAX_SELECTIONS = 50
MAX_VALUES = 200
NO_VALUE = "\ufffd"
"""What nothing is called."""


class PriceBucket(msgspec.Struct, frozen=True):
    """A span of prices and how many products have a variant in it."""

    min: Money
    max: Money
    count: int


class FoundFacet(msgspec.Struct, frozen=True):
    """A facet with the currency that its amounts are in."""

    facet: Facet
    currency: str

    @property
    def name(self) -> str:
        """Its name."""
        return self.facet.name

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return self.facet.label

    @property
    def values(self) -> Sequence[FacetValue]:
        """Its values, the most frequent first."""
        return self.facet.values

    @property
    def exact(self) -> bool:
        """Whether the counts are."""
        return self.facet.exact

    @property
    def buckets(self) -> list[PriceBucket]:
        """Spans of prices, of the facet of prices."""
        return [
            PriceBucket(Money(one.minimum, self.currency), Money(one.maximum, self.currency), one.count)
            for one in self.facet.buckets
        ]

    @property
    def is_price(self) -> bool:
        """Whether its numbers are amounts."""
        return self.name == "price"

    @property
    def min(self) -> float | None:
        """The least number, if it is neither an amount nor a day."""
        return None if self.is_price or self.facet.days else self.facet.minimum

    @property
    def max(self) -> float | None:
        """The largest number, if it is neither an amount nor a day."""
        return None if self.is_price or self.facet.days else self.facet.maximum

    @property
    def min_date(self) -> date | None:
        """The first day, of a facet of days."""
        return _day(self.facet.minimum) if self.facet.days else None

    @property
    def max_date(self) -> date | None:
        """The last day, of a facet of days."""
        return _day(self.facet.maximum) if self.facet.days else None

    @property
    def min_price(self) -> Money | None:
        """The lowest price, of the facet of prices."""
        return self._money(self.facet.minimum)

    @property
    def max_price(self) -> Money | None:
        """The highest price, of the facet of prices."""
        return self._money(self.facet.maximum)

    def _money(self, amount: float | None) -> Money | None:
        return Money(int(amount), self.currency) if self.is_price and amount is not None else None


def _day(ordinal: float | None) -> date | None:
    return None if ordinal is None else date.fromordinal(int(ordinal))


class FoundProducts(msgspec.Struct, frozen=True, kw_only=True):
    """A list of products: a page of it, and what is known of the whole.

    Attributes:
        filling: Whether the search index is being filled for the first time.
        counted: Counts them where that happens only if asked for; otherwise `total` and `exact` are known.
    """

    page: Page[views.Product]
    counted: Total | None = None
    total: int = 0
    exact: bool = True
    filling: bool = False
    facets: list[FoundFacet] = []
    corrections: Sequence[WordCorrection] = ()

    @property
    def nodes(self) -> list[views.Product]:
        """The products of the page."""
        return self.page.nodes

    @property
    def edges(self) -> list[Edge[views.Product]]:
        """The products with their cursors."""
        return self.page.edges

    @property
    def page_info(self) -> Page[views.Product]:
        """Where the page lies."""
        return self.page


@object_type(FacetValue)
class ProductFacetValue:
    """A value of a facet.

    Attributes:
        value: What to give back in `filter`.
        label: In the language of the request.
        count: How many products there would be with this value, under everything else that was chosen. Other values of
            the same facet do not count, since they would be added.
        selected: Whether it was chosen.
        parent: The value above it, where values form a tree as categories do.
        colour: Of a swatch, as CSS writes it.
    """

    value: str
    label: str
    count: int
    selected: bool
    parent: str | None
    colour: str | None


@object_type(PriceBucket)
class ProductPriceBucket:
    """A span of prices, both ends included.

    Attributes:
        count: How many products have a variant in it, under everything that was chosen but prices.
    """

    min: MoneyType
    max: MoneyType
    count: int


@object_type(FoundFacet)
class ProductFacet:
    """One way to narrow a list of products.

    Attributes:
        name: What to give back in `filter`, such as `brand` or `option:colour`.
        label: In the language of the request.
        values: The most frequent first. Empty for facets of numbers.
        exact: Whether the counts are; false where many products match, then they are estimated from a random sample.
        min: The least number, for facets of numbers.
        max: The largest number, for facets of numbers.
        min_date: The first day, for facets of days.
        max_date: The last day, for facets of days.
        min_price: The lowest price, of the facet `price`.
        max_price: The highest price, of the facet `price`.
        buckets: Of the facet `price`: spans in which there are products, the lowest first. A product with variants in
            several counts in each.
    """

    name: str
    label: str
    values: list[ProductFacetValue]
    exact: bool
    min: float | None
    max: float | None
    min_date: date | None
    max_date: date | None
    min_price: MoneyType | None
    max_price: MoneyType | None
    buckets: list[ProductPriceBucket]


@object_type(WordCorrection)
class SearchCorrection:
    """A word of a search that nothing has, and what was looked for instead."""

    typed: str
    searched: str


async def _count(root: FoundProducts) -> int:
    return root.total if root.counted is None else await root.counted.number()


async def _is_exact(root: FoundProducts) -> bool:
    return root.exact if root.counted is None else await root.counted.exact()


@strawberry.type(description="A page of the products that were found, and the ways to narrow them.")
class ProductSearchConnection:
    """Read off `FoundProducts`."""

    edges: list[EdgeType[types.Product]]
    nodes: list[types.Product] = strawberry.field(description="The products themselves, for clients without cursors.")
    page_info: PageInfo = strawberry.field(description="Where the page lies.")
    total_count: int = strawberry.field(resolver=_count, description="How many there are on all pages.")
    total_is_exact: bool = strawberry.field(
        resolver=_is_exact,
        description="Whether `totalCount` is; false where many products match, then it is estimated.",
    )
    facets: list[ProductFacet] = strawberry.field(
        description="Those of the argument `facets` that have values here, in that order."
    )
    filling: bool = strawberry.field(
        description="Whether the search index is being filled for the first time, so that searches miss products and "
        "there are no facets; it takes minutes at most."
    )
    corrections: list[SearchCorrection] = strawberry.field(description="Words that were taken for misspelt.")


def listed(page: Page[views.Product], counted: Total) -> FoundProducts:
    """Returns a page that was read without an engine."""
    return FoundProducts(page=page, counted=counted)


def selections_of(info: Info, given: types.ProductFilter | None) -> tuple[FacetSelection, ...]:
    """Returns what a filter chooses of facets; ``tag``, ``brands`` and ``productTypes`` are such choices too.

    Raises:
        InvalidInputError: ``DUPLICATE_FACET``, ``INVALID_AMOUNT`` (no number, or a number and a day for one bound),
            ``TOO_MANY_VALUES``, with the field.
    """
    if given is None:
        return ()
    found: dict[str, FacetSelection] = {}
    tags = None if given.tag is None else [given.tag]
    for name, values in (("tag", tags), ("brand", given.brands), ("type", given.product_types)):
        if values is not None:
            found[name] = FacetSelection(name, _storable(values))
    for attribute in given.attributes or ():
        found[f"{ATTRIBUTE}{attribute.code}"] = _of_attribute(attribute)
    wanted = given.facets or []
    if len(wanted) > MAX_SELECTIONS or any(len(choice.values) > MAX_VALUES for choice in wanted):
        raise InvalidInputError(
            f"At most {MAX_SELECTIONS} facets with {MAX_VALUES} values each can be chosen.",
            code="TOO_MANY_VALUES",
            field=("filter", "facets"),
        )
    for place, choice in enumerate(wanted):
        at = ("filter", "facets", str(place))
        if choice.name in found:
            raise InvalidInputError(
                f"The facet {choice.name} is given twice.", code="DUPLICATE_FACET", field=(*at, "name")
            )
        low, high = choice.min, choice.max
        found[choice.name] = FacetSelection(
            choice.name,
            _storable(choice.values) if choice.values else (),
            _ordinal(choice.min_date, _number(info, choice.name, low, (*at, "min"), upper=False), (*at, "minDate")),
            _ordinal(choice.max_date, _number(info, choice.name, high, (*at, "max"), upper=True), (*at, "maxDate")),
        )
    return tuple(choice for choice in found.values() if is_storable(choice.name))


def _of_attribute(attribute: types.AttributeFilter) -> FacetSelection:
    values = [] if attribute.choices is None else attribute.choices
    if attribute.boolean is not None:
        values = [str(attribute.boolean).lower()]
    span = attribute.range or types.NumberRangeInput()
    days = attribute.dates or types.DateRangeInput()
    return FacetSelection(
        f"{ATTRIBUTE}{attribute.code}",
        _storable(values) if attribute.choices is not None or attribute.boolean is not None else (),
        _ordinal(days.min, None if span.min is None else float(span.min), ("filter", "attributes")),
        _ordinal(days.max, None if span.max is None else float(span.max), ("filter", "attributes")),
    )


def _ordinal(day: date | None, number: float | None, field: tuple[str, ...]) -> float | None:
    """Returns a bound that is given as a day or as a number."""
    if day is None:
        return number
    if number is not None:
        raise InvalidInputError("Give either numbers or days.", code="INVALID_AMOUNT", field=field)
    return float(day.toordinal())


def _storable(values: Sequence[str]) -> tuple[str, ...]:
    """Returns the values that can be stored; one that nothing has where none can, so that nothing is found."""
    return tuple(value for value in values if is_storable(value)) or (NO_VALUE,)


def _number(info: Info, name: str, given: Decimal | None, field: tuple[str, ...], *, upper: bool) -> float | None:
    if given is None:
        return None
    if name == "price":
        return minor_amount(given, info.context.channel.currency, upper=upper, field=field)
    if not given.is_finite():
        raise InvalidInputError("This is not a number.", code="INVALID_AMOUNT", field=field)
    return float(given)
