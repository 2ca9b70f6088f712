"""What staff see and change of price lists, the prices in them, and costs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from fondaco.access.permissions import is_allowed
from fondaco.db import Page, UnitOfWork
from fondaco.errors import InvalidInputError
from fondaco.graphql import (
    ID,
    Connection,
    CurrencyCode,
    Info,
    Money,
    Node,
    RequestContext,
    SchemaPart,
    object_type,
)
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.ids import encode_global_id, parse_global_id

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.price_inputs import (
    ListedPriceInput,
    PriceListCreateInput,
    PriceListUpdateInput,
    VariantCostInput,
)
from fondaco_catalog.graphql.requests import largest_page, page_args, policy_of, scope_of
from fondaco_catalog.model import price_views, views
from fondaco_catalog.model.price_drafts import CostDraft
from fondaco_catalog.permissions import MANAGE_COSTS, MANAGE_PRICES, VIEW_COSTS, VIEW_PRODUCTS
from fondaco_catalog.repository import price_lists as repository
from fondaco_catalog.repository import variants as variant_repository
from fondaco_catalog.service import listed_prices, price_lists
from fondaco_catalog.service.price_tiers import explain_price

__all__ = ["PriceList", "price_admin"]

price_admin = SchemaPart()


@object_type(price_views.ListTitle)
class PriceListTitle:
    """What buyers read of a price list in a language."""

    locale: str
    title: str


@object_type(price_views.PriceList)
class PriceList(Node):
    """Prices that apply together: in a channel, for some buyers, for some time.

    Attributes:
        code: Unique, for other programs.
        name: For staff.
        title: What buyers read beside its prices, such as Summer sale; empty for nothing.
        titles: The title in other languages.
        priority: Of the lists that have a price the largest priority decides.
        starts_at: Null if it has always begun.
        ends_at: The first moment at which it no longer counts; null if it never ends.
        customer_groups: Slugs of the groups that it is for; empty for everybody.
        base: Whether it is the channel's own, which is made by itself and always counts.
    """

    code: str
    name: str
    title: str
    titles: list[PriceListTitle]
    channel: str
    currency_code: CurrencyCode
    priority: int
    starts_at: datetime | None
    ends_at: datetime | None
    customer_groups: list[str]
    active: bool
    base: bool
    created_at: datetime
    updated_at: datetime


@object_type(price_views.ListedPrice)
class ListedPrice:
    """A price in a list.

    Attributes:
        min_quantity: Pieces in one line of a cart from which on it applies.
        compare_at_price: What is shown struck through beside it.
    """

    min_quantity: int
    price: Money
    compare_at_price: Money | None


@object_type(price_views.VariantCost)
class VariantCost:
    """What a variant costs the merchant, in the currency of a channel."""

    channel: str
    cost: Money


@object_type(price_views.PriceExplanation)
class PriceExplanation:
    """The price that applies, and why.

    Attributes:
        min_quantity: The tier of the list that was reached.
        decision: By what the list was chosen over the best of the others: ONLY, PRIORITY, GROUP, AMOUNT or AGE.
        lists: How many lists had a price.
    """

    price: Money
    compare_at_price: Money | None
    min_quantity: int
    decision: str
    lists: int


async def load_price_lists(context: RequestContext, ids: Sequence[UUID]) -> Sequence[price_views.PriceList | None]:
    """Loads price lists by id; None for those that the caller may not see."""
    if not is_allowed(context.principal, VIEW_PRODUCTS):
        return [None] * len(ids)
    return await repository.list_lists_by_ids(ids)


price_admin.node(PriceList, load_price_lists)


@price_admin.query(type=PriceList | None, permission=VIEW_PRODUCTS)
async def price_list(id: ID | None = None, code: str | None = None) -> price_views.PriceList | None:
    """A price list by its id or its code."""
    if (id is None) == (code is None):
        raise InvalidInputError("Give either id or code.", code="ID_OR_CODE_REQUIRED", field=("id",))
    if id is not None:
        return (await repository.list_lists_by_ids([parse_global_id(id, "PriceList", field=("id",))]))[0]
    return await repository.find_list_by_code(code or "")


@price_admin.query(type=Connection[PriceList], permission=VIEW_PRODUCTS, name="priceLists")
async def price_list_connection(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    channel: str | None = None,
    active: bool | None = None,
) -> Page[price_views.PriceList]:
    """All price lists by channel, the largest priority first.

    Args:
        channel: Only those of this channel.
        active: Only those that are active, or only those that are not.
    """
    args = page_args(info, first, after, last, before)
    return await repository.list_price_lists(args, channel=channel, active=active, largest=largest_page(info))


@price_admin.query(type=Connection[ListedPrice], permission=VIEW_PRODUCTS, name="listedPrices")
async def listed_price_connection(
    info: Info,
    list_id: ID,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    product_id: ID | None = None,
    sku: str | None = None,
) -> Page[price_views.ListedPrice]:
    """The prices in a list, the tiers of a variant beside each other.

    Args:
        product_id: Only those of this product's variants.
        sku: Only those of the variant with this SKU.
    """
    key = parse_global_id(list_id, "PriceList", field=("listId",))
    product = None if product_id is None else parse_global_id(product_id, "Product", field=("productId",))
    args = page_args(info, first, after, last, before)
    return await repository.list_list_prices(key, args, product_id=product, sku=sku, largest=largest_page(info))


@price_admin.query(type=PriceExplanation | None, permission=VIEW_PRODUCTS)
async def price_explanation(
    info: Info,
    variant_id: ID,
    quantity: int = 1,
    customer_groups: list[str] | None = None,
    at: datetime | None = None,
) -> price_views.PriceExplanation | None:
    """What a variant costs in the channel of this request and why; null if nobody can buy it then.

    Args:
        quantity: Pieces in one line of a cart.
        customer_groups: Slugs of the buyer's groups.
        at: When; now if left out.
    """
    key = parse_global_id(variant_id, "ProductVariant", field=("variantId",))
    if quantity < 1:
        raise InvalidInputError("A quantity is 1 or more.", code="QUANTITY_INVALID", field=("quantity",))
    return await explain_price(scope_of(info.context), key, quantity, frozenset(customer_groups or ()), at)


@price_admin.extend("PriceExplanation", type=PriceList | None, name="list")
async def explanation_list(parents: Sequence[price_views.PriceExplanation]) -> list[price_views.PriceList | None]:
    """The list that the price is from."""
    return await repository.list_lists_by_ids([parent.list_id for parent in parents])


@price_admin.extend("ListedPrice", type=PriceList | None, name="list")
async def listed_price_list(parents: Sequence[price_views.ListedPrice]) -> list[price_views.PriceList | None]:
    """The list it is in."""
    return await repository.list_lists_by_ids([parent.list_id for parent in parents])


@price_admin.extend("ListedPrice", type=types.ProductVariant | None, name="variant")
async def listed_price_variant(
    parents: Sequence[price_views.ListedPrice], info: Info
) -> list[views.ProductVariant | None]:
    """The variant whose price it is."""
    return await variant_repository.list_variants_by_ids(
        scope_of(info.context), [parent.variant_id for parent in parents]
    )


@price_admin.extend("ProductVariant", type=list[ListedPrice], name="listedPrices")
async def variant_listed_prices(parents: Sequence[views.ProductVariant]) -> list[list[price_views.ListedPrice]]:
    """Its prices in all lists, by channel, the largest priority and the smallest quantity first."""
    return await repository.list_prices_of([parent.id for parent in parents])


@price_admin.extend("ProductVariant", type=list[VariantCost], name="costs", permission=VIEW_COSTS)
async def variant_costs(parents: Sequence[views.ProductVariant]) -> list[list[price_views.VariantCost]]:
    """What it costs the merchant, by channel."""
    return await repository.list_costs([parent.id for parent in parents])


@price_admin.mutation(returns={"price_list": PriceList}, permission=MANAGE_PRICES)
async def price_list_create(uow: UnitOfWork, data: PriceListCreateInput, info: Info) -> price_views.PriceList:
    """Makes a price list without prices."""
    return await repository.get_list(await price_lists.create_price_list(uow, data.draft(), policy_of(info)))


@price_admin.mutation(returns={"price_list": PriceList}, permission=MANAGE_PRICES, transaction=False)
async def price_list_update(data: PriceListUpdateInput, info: Info) -> price_views.PriceList:
    """Changes a price list; what is left out stays.

    Carts follow at once, and so do product pages up to the setting `inline_prices`; of a larger list a job brings them
    up to date.
    """
    context, list_id = info.context, parse_global_id(data.id, "PriceList", field=("id",))
    await price_lists.update_price_list(
        context.app,
        context.caller,
        list_id,
        data.changes(),
        policy_of(info),
        expected_version=data.expected_version,
    )
    return await repository.get_list(list_id)


@price_admin.mutation(returns={"deleted_id": ID}, permission=MANAGE_PRICES, transaction=False)
async def price_list_delete(info: Info, id: ID, expected_version: int | None = None) -> str:
    """Deletes a price list with its prices.

    Args:
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """
    context, list_id = info.context, parse_global_id(id, "PriceList", field=("id",))
    await price_lists.delete_price_list(
        context.app, context.caller, list_id, policy_of(info), expected_version=expected_version
    )
    return encode_global_id("PriceList", list_id)


@price_admin.mutation(returns={"variants": list[types.ProductVariant]}, permission=MANAGE_PRICES)
async def prices_set(uow: UnitOfWork, info: Info, prices: list[ListedPriceInput]) -> list[views.ProductVariant]:
    """Sets prices of variants in price lists, all or none; what is not named stays."""
    drafts = [given.draft(index) for index, given in enumerate(prices)]
    return await _variants(info, await listed_prices.set_prices(uow, drafts, policy_of(info)))


@price_admin.mutation(returns={"variants": list[types.ProductVariant]}, permission=MANAGE_COSTS)
async def variant_costs_set(uow: UnitOfWork, info: Info, costs: list[VariantCostInput]) -> list[views.ProductVariant]:
    """Sets what variants cost the merchant, all or none; channels that are not named stay."""
    drafts = [
        CostDraft(
            parse_global_id(given.variant_id, "ProductVariant", field=("costs", str(index), "variantId")),
            given.channel,
            given.cost,
            given.expected_version,
        )
        for index, given in enumerate(costs)
    ]
    return await _variants(info, await listed_prices.set_costs(uow, drafts, policy_of(info)))


async def _variants(info: Info, ids: Sequence[UUID]) -> list[views.ProductVariant]:
    found = await variant_repository.list_variants_by_ids(scope_of(info.context), ids)
    return [variant for variant in found if variant is not None]
