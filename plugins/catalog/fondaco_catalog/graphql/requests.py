"""From a GraphQL request to what the catalogue's reads are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, Protocol, cast
from uuid import UUID
from weakref import WeakKeyDictionary

from fondaco.access.permissions import is_allowed
from fondaco.cache.dimensions import CUSTOMER_GROUPS
from fondaco.commerce import currency_exponent
from fondaco.db import Page, PageArgs
from fondaco.errors import InvalidInputError, LimitExceededError
from fondaco.graphql import Info, RequestContext, fields_below
from fondaco.ids import parse_global_id

from fondaco_catalog.graphql.parts import product_parts
from fondaco_catalog.graphql.types import AttributeFilter, ProductFilter
from fondaco_catalog.model.attribute_drafts import AttributeCriterion
from fondaco_catalog.model.attribute_views import Attribute, AttributeChoice
from fondaco_catalog.model.lifecycle import ProductStatus
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.scope import Scope, Telling
from fondaco_catalog.model.views import (
    Brand,
    Category,
    Collection,
    Product,
    ProductCriteria,
    ProductSort,
    ProductType,
    ProductVariant,
)
from fondaco_catalog.permissions import VIEW_PRODUCTS
from fondaco_catalog.repository import attributes, brands, categories, collections, products, variants
from fondaco_catalog.service.search import SearchEngine

__all__ = [
    "catalog_of",
    "criteria_of",
    "depend_on_products",
    "empty_page",
    "find_brand",
    "find_category",
    "find_collection",
    "find_product",
    "largest_page",
    "load_attributes",
    "load_brands",
    "load_categories",
    "load_choices",
    "load_collections",
    "load_product_types",
    "load_products",
    "load_variants",
    "minor_amount",
    "most_counted",
    "page_args",
    "policy_of",
    "scope_of",
]


_scopes: WeakKeyDictionary[RequestContext, Scope] = WeakKeyDictionary()


def depend_on_products(info: Info, sort: ProductSort | None) -> None:
    """Says that the answer holds a list of products in this order; orders of buyers change one of the orders only."""
    info.context.depends_on("products")
    if sort is ProductSort.BEST_SELLING:
        info.context.depends_on("best_sellers")


def scope_of(context: RequestContext) -> Scope:
    """Returns what the request may see: in the shop what is published, for staff everything in its base texts.

    A buyer sees the prices of their groups. Where a channel has none for groups, which is known once prices are read,
    an answer is for buyers of all groups. All reads of a shop request are of one moment; those of staff are each of
    their own, since a mutation reads what it has just written.
    """
    if context.schema.name == "admin":
        return Scope(channel=context.channel, published_only=False)

    if (known := _scopes.get(context)) is not None:
        return known

    def tell(until: datetime | None, by_group: bool) -> None:
        context.depends_on("prices")
        context.valid_until(until)
        if by_group:
            context.looked_at(CUSTOMER_GROUPS)

    groups = context.value_of(CUSTOMER_GROUPS)
    if len(groups) > 1:
        catalog = cast("_Catalog", context.app.host.get("catalog"))
        catalog.engine.audiences.note((context.channel.slug, tuple(sorted(groups))))
    _scopes[context] = Scope(channel=context.channel, locale=context.locale, groups=groups, tell=Telling(tell))
    return _scopes[context]


class _Catalog(Protocol):
    """What resolvers need of the plugin."""

    policy: Policy
    engine: SearchEngine


def catalog_of(info: Info) -> _Catalog:
    """Returns the enabled catalog: its rules and its search engine."""
    return cast("_Catalog", info.context.app.host.get("catalog"))


def policy_of(info: Info) -> Policy:
    """Returns what the rules depend on in this deployment."""
    return catalog_of(info).policy


def _hidden(context: RequestContext) -> bool:
    """Nodes and extensions carry no permission of their own, so staff without the right see none."""
    return context.schema.name == "admin" and not is_allowed(context.principal, VIEW_PRODUCTS)


async def load_products(context: RequestContext, ids: Sequence[UUID]) -> Sequence[Product | None]:
    """Loads products by id; None for those that the caller may not see."""
    if _hidden(context):
        return [None] * len(ids)
    return await products.list_products_by_ids(scope_of(context), ids)


async def load_variants(context: RequestContext, ids: Sequence[UUID]) -> Sequence[ProductVariant | None]:
    """Loads variants by id; None for those that the caller may not see."""
    if _hidden(context):
        return [None] * len(ids)
    return await variants.list_variants_by_ids(scope_of(context), ids)


async def load_categories(context: RequestContext, ids: Sequence[UUID]) -> Sequence[Category | None]:
    """Loads categories by id; None for those that the caller may not see."""
    if _hidden(context):
        return [None] * len(ids)
    return await categories.list_categories_by_ids(scope_of(context), ids)


async def load_collections(context: RequestContext, ids: Sequence[UUID]) -> Sequence[Collection | None]:
    """Loads collections by id; None for those that the caller may not see."""
    if _hidden(context):
        return [None] * len(ids)
    return await collections.list_collections_by_ids(scope_of(context), ids)


async def load_brands(context: RequestContext, ids: Sequence[UUID]) -> Sequence[Brand | None]:
    """Loads brands by id; None for those that the caller may not see."""
    if _hidden(context):
        return [None] * len(ids)
    return await brands.list_brands_by_ids(scope_of(context), ids)


async def load_product_types(context: RequestContext, ids: Sequence[UUID]) -> Sequence[ProductType | None]:
    """Loads product types by id; None for those that the caller may not see."""
    if _hidden(context):
        return [None] * len(ids)
    return await brands.list_types_by_ids(scope_of(context), ids)


async def load_attributes(context: RequestContext, ids: Sequence[UUID]) -> Sequence[Attribute | None]:
    """Loads attributes by id; None for those that the caller may not see."""
    if _hidden(context):
        return [None] * len(ids)
    return await attributes.list_attributes_by_ids(scope_of(context), ids)


async def load_choices(context: RequestContext, ids: Sequence[UUID]) -> Sequence[AttributeChoice | None]:
    """Loads choices by id; None for those that the caller may not see."""
    if _hidden(context):
        return [None] * len(ids)
    return await attributes.list_choices_by_ids(scope_of(context), ids)


def _either(id_: str | None, slug: str | None) -> None:
    if (id_ is None) == (slug is None):
        raise InvalidInputError("Give either id or slug.", code="ID_OR_SLUG_REQUIRED", field=("id",))


async def find_product(info: Info, id_: str | None, slug: str | None) -> Product | None:
    """Returns the product with this id or slug, or None.

    Raises:
        InvalidInputError: ``ID_OR_SLUG_REQUIRED`` if not exactly one is given; ``INVALID_ID``.
    """
    _either(id_, slug)
    scope, asked = scope_of(info.context), fields_below(info)
    parts = product_parts(asked)
    if id_ is not None:
        return await products.find_product(scope, parse_global_id(id_, "Product", field=("id",)), asked, parts)
    return await products.find_product_by_slug(scope, slug or "", asked, parts)


async def find_category(info: Info, id_: str | None, slug: str | None) -> Category | None:
    """Returns the category with this id or slug, or None.

    Raises:
        InvalidInputError: As `find_product`.
    """
    _either(id_, slug)
    scope = scope_of(info.context)
    if id_ is not None:
        key = parse_global_id(id_, "Category", field=("id",))
        return (await categories.list_categories_by_ids(scope, [key]))[0]
    return await categories.find_category_by_slug(scope, slug or "")


async def find_collection(info: Info, id_: str | None, slug: str | None) -> Collection | None:
    """Returns the collection with this id or slug, or None.

    Raises:
        InvalidInputError: As `find_product`.
    """
    _either(id_, slug)
    scope = scope_of(info.context)
    if id_ is not None:
        key = parse_global_id(id_, "Collection", field=("id",))
        return (await collections.list_collections_by_ids(scope, [key]))[0]
    return await collections.find_collection_by_slug(scope, slug or "")


async def find_brand(info: Info, id_: str | None, slug: str | None) -> Brand | None:
    """Returns the brand with this id or slug, present or former, or None.

    Raises:
        InvalidInputError: As `find_product`.
    """
    _either(id_, slug)
    if id_ is not None:
        key: UUID | None = parse_global_id(id_, "Brand", field=("id",))
    else:
        key = await brands.find_brand_by_slug(slug or "")
    return None if key is None else (await brands.list_brands_by_ids(scope_of(info.context), [key]))[0]


def page_args(info: Info, first: int | None, after: str | None, last: int | None, before: str | None) -> PageArgs:
    """Returns the Relay arguments as one value, checked against the deployment's limit."""
    return info.context.page_args(first, after, last, before)


async def _none() -> int:
    return 0


def empty_page() -> Page[Product]:
    """Returns a list without anything."""
    return Page(nodes=[], cursor_of=str, has_next_page=False, has_previous_page=False, count=_none)


def largest_page(info: Info) -> int:
    """Returns the largest page of this deployment."""
    return info.context.app.settings.graphql.max_page_size


def most_counted(info: Info) -> int | None:
    """Returns how many products are counted exactly: for buyers as many as by a search, for staff all (None)."""
    return policy_of(info).settings.search_exact_matches if scope_of(info.context).published_only else None


def criteria_of(
    info: Info,
    search: str | None,
    given: ProductFilter | None,
    published: bool | None = None,
    statuses: Sequence[ProductStatus] | None = None,
    scheduled: bool | None = None,
) -> ProductCriteria:
    """Returns the criteria that a search and a filter stand for.

    Raises:
        InvalidInputError: ``INVALID_ID``, ``INVALID_AMOUNT``; ``ID_OR_SLUG_REQUIRED`` if a category is named twice;
            with the field.
    """
    found: dict[str, Any] = {"search": search or "", "published": published, "scheduled": scheduled}
    found["statuses"] = None if statuses is None else tuple(statuses)
    if given is not None:
        currency = info.context.channel.currency
        if given.category_id is not None:
            found["category_id"] = parse_global_id(given.category_id, "Category", field=("filter", "categoryId"))
        found["category"] = given.category
        if given.category_id is not None and given.category is not None:
            raise InvalidInputError("Give either id or slug.", code="ID_OR_SLUG_REQUIRED", field=("filter", "category"))
        if given.collection_id is not None:
            found["collection_id"] = parse_global_id(
                given.collection_id, "Collection", field=("filter", "collectionId")
            )
        found["tag"] = given.tag
        found["brands"] = None if given.brands is None else tuple(given.brands)
        found["product_types"] = None if given.product_types is None else tuple(given.product_types)
        found["attributes"] = tuple(
            _criterion(wanted, ("filter", "attributes", str(index)))
            for index, wanted in enumerate(given.attributes or ())
        )
        if given.min_price is not None:
            found["min_amount"] = minor_amount(given.min_price, currency, upper=False, field=("filter", "minPrice"))
        if given.max_price is not None:
            found["max_amount"] = minor_amount(given.max_price, currency, upper=True, field=("filter", "maxPrice"))
    return ProductCriteria(**found)


MOST_ATTRIBUTES = 20
"""Of one filter; each costs a look into an index for every product that meets the others."""


def _criterion(wanted: AttributeFilter, field: tuple[str, ...]) -> AttributeCriterion:
    if int(field[-1]) >= MOST_ATTRIBUTES:
        raise LimitExceededError(
            f"A filter names at most {MOST_ATTRIBUTES} attributes.", code="TOO_MANY_ATTRIBUTES", field=field[:-1]
        )
    lowest = highest = None
    if wanted.range is not None:
        lowest, highest = wanted.range.min, wanted.range.max
        for name, bound in (("min", lowest), ("max", highest)):
            if bound is not None and not bound.is_finite():
                raise InvalidInputError("This is not a number.", code="INVALID_NUMBER", field=(*field, "range", name))
    return AttributeCriterion(
        code=wanted.code,
        choices=None if wanted.choices is None else tuple(wanted.choices),
        lowest=lowest,
        highest=highest,
        boolean=wanted.boolean,
        first_day=None if wanted.dates is None else wanted.dates.min,
        last_day=None if wanted.dates is None else wanted.dates.max,
    )


def minor_amount(price: Decimal, currency: str, *, upper: bool, field: tuple[str, ...]) -> int:
    """Returns a bound in minor units, rounded inwards, clamped to what an amount can be.

    Args:
        upper: Whether it is the upper bound.

    Raises:
        InvalidInputError: ``INVALID_AMOUNT``.
    """
    if not price.is_finite():
        raise InvalidInputError("This is not an amount.", code="INVALID_AMOUNT", field=field)
    clamped = min(max(price, Decimal(-1)), Decimal(10**18))
    rounding = ROUND_FLOOR if upper else ROUND_CEILING
    whole = int(clamped.scaleb(currency_exponent(currency)).to_integral_value(rounding))
    return min(whole, 2**63 - 1)
