"""What staff change."""

from __future__ import annotations

from uuid import UUID

import msgspec
from fondaco.db import UnitOfWork
from fondaco.graphql import ID, Info, SchemaPart, input_type
from fondaco.ids import encode_global_id, parse_global_id

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.grouping_inputs import (
    CategoryCreateInput,
    CategoryUpdateInput,
    CollectionCreateInput,
    CollectionUpdateInput,
)
from fondaco_catalog.graphql.inputs import (
    PriceInput,
    ProductCreateInput,
    ProductUpdateInput,
    ProductVariantInput,
    ProductVariantUpdateInput,
)
from fondaco_catalog.graphql.requests import policy_of, scope_of
from fondaco_catalog.model import views
from fondaco_catalog.permissions import MANAGE_PRODUCTS
from fondaco_catalog.repository import categories, collections, products, variants
from fondaco_catalog.service import categories as category_verbs
from fondaco_catalog.service import collections as collection_verbs
from fondaco_catalog.service import products as product_verbs
from fondaco_catalog.service import variants as variant_verbs

__all__ = ["changes"]

changes = SchemaPart()


@input_type
class ProductDeleteInput:
    """Names a product.

    Attributes:
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    expected_version: int | None = None


@input_type
class ProductVariantsCreateInput:
    """Variants to be added to a product."""

    product_id: ID
    variants: list[ProductVariantInput]


@input_type
class ProductVariantDeleteInput:
    """Names a variant.

    Attributes:
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    expected_version: int | None = None


@input_type
class VariantPricesSetInput:
    """Prices of a variant; channels that are left out stay.

    Attributes:
        expected_version: The variant's version as you read it: if somebody edited it since, nothing is done.
    """

    variant_id: ID
    prices: list[PriceInput]
    expected_version: int | None = None


@input_type
class CollectionDeleteInput:
    """Names a collection.

    Attributes:
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    expected_version: int | None = None


class CreatedVariants(msgspec.Struct, frozen=True):
    """A product and the variants that were added to it."""

    product: views.Product
    variants: list[views.ProductVariant]


async def _product(info: Info, product_id: UUID) -> views.Product:
    return await products.get_product(scope_of(info.context), product_id)


async def _variant(info: Info, variant_id: UUID) -> views.ProductVariant:
    return await variants.get_variant(scope_of(info.context), variant_id)


async def _category(info: Info, category_id: UUID) -> views.Category:
    return await categories.get_category(scope_of(info.context), category_id)


async def _collection(info: Info, collection_id: UUID) -> views.Collection:
    return await collections.get_collection(scope_of(info.context), collection_id)


@changes.mutation(returns={"product": types.Product}, permission=MANAGE_PRODUCTS)
async def product_create(uow: UnitOfWork, data: ProductCreateInput, info: Info) -> views.Product:
    """Makes a product; publish it to sell it."""
    return await _product(info, await product_verbs.create_product(uow, data.draft(), policy_of(info)))


@changes.mutation(returns={"product": types.Product}, permission=MANAGE_PRODUCTS)
async def product_update(uow: UnitOfWork, data: ProductUpdateInput, info: Info) -> views.Product:
    """Changes a product; what is left out stays."""
    product_id = parse_global_id(data.id, "Product", field=("id",))
    await product_verbs.update_product(
        uow, product_id, data.changes(), policy_of(info), expected_version=data.expected_version
    )
    return await _product(info, product_id)


@changes.mutation(returns={"deleted_id": ID}, permission=MANAGE_PRODUCTS)
async def product_delete(uow: UnitOfWork, data: ProductDeleteInput) -> str:
    """Deletes a product with its variants, prices and pictures."""
    product_id = parse_global_id(data.id, "Product", field=("id",))
    await product_verbs.delete_product(uow, product_id, expected_version=data.expected_version)
    return encode_global_id("Product", product_id)


@changes.mutation(
    returns={"product": types.Product, "variants": list[types.ProductVariant]}, permission=MANAGE_PRODUCTS
)
async def product_variants_create(uow: UnitOfWork, data: ProductVariantsCreateInput, info: Info) -> CreatedVariants:
    """Adds variants to a product."""
    product_id = parse_global_id(data.product_id, "Product", field=("productId",))
    drafts = [variant.draft() for variant in data.variants]
    ids = await variant_verbs.create_variants(uow, product_id, drafts, policy_of(info))
    made = await variants.list_variants_by_ids(scope_of(info.context), ids)
    return CreatedVariants(await _product(info, product_id), [variant for variant in made if variant is not None])


@changes.mutation(returns={"variant": types.ProductVariant}, permission=MANAGE_PRODUCTS)
async def product_variant_update(uow: UnitOfWork, data: ProductVariantUpdateInput, info: Info) -> views.ProductVariant:
    """Changes a variant; what is left out stays."""
    variant_id = parse_global_id(data.id, "ProductVariant", field=("id",))
    await variant_verbs.update_variant(
        uow, variant_id, data.changes(), policy_of(info), expected_version=data.expected_version
    )
    return await _variant(info, variant_id)


@changes.mutation(returns={"product": types.Product}, permission=MANAGE_PRODUCTS)
async def product_variant_delete(uow: UnitOfWork, data: ProductVariantDeleteInput, info: Info) -> views.Product:
    """Deletes a variant; carts that hold it find it gone."""
    variant_id = parse_global_id(data.id, "ProductVariant", field=("id",))
    product_id = await variant_verbs.delete_variant(
        uow, variant_id, policy_of(info), expected_version=data.expected_version
    )
    return await _product(info, product_id)


@changes.mutation(returns={"variant": types.ProductVariant}, permission=MANAGE_PRODUCTS)
async def variant_prices_set(uow: UnitOfWork, data: VariantPricesSetInput, info: Info) -> views.ProductVariant:
    """Sets the prices of a variant; channels that are left out stay."""
    variant_id = parse_global_id(data.variant_id, "ProductVariant", field=("variantId",))
    prices = [price.draft() for price in data.prices]
    await variant_verbs.set_variant_prices(
        uow, variant_id, prices, policy_of(info), expected_version=data.expected_version
    )
    return await _variant(info, variant_id)


@changes.mutation(returns={"category": types.Category}, permission=MANAGE_PRODUCTS)
async def category_create(uow: UnitOfWork, data: CategoryCreateInput, info: Info) -> views.Category:
    """Makes a category."""
    return await _category(info, await category_verbs.create_category(uow, data.draft(), policy_of(info)))


@changes.mutation(returns={"category": types.Category}, permission=MANAGE_PRODUCTS)
async def category_update(uow: UnitOfWork, data: CategoryUpdateInput, info: Info) -> views.Category:
    """Changes the texts of a category; what is left out stays. `categoryMove` moves it."""
    category_id = parse_global_id(data.id, "Category", field=("id",))
    await category_verbs.update_category(
        uow, category_id, data.changes(), policy_of(info), expected_version=data.expected_version
    )
    return await _category(info, category_id)


@changes.mutation(returns={"collection": types.Collection}, permission=MANAGE_PRODUCTS)
async def collection_create(uow: UnitOfWork, data: CollectionCreateInput, info: Info) -> views.Collection:
    """Makes a collection."""
    return await _collection(info, await collection_verbs.create_collection(uow, data.draft(), policy_of(info)))


@changes.mutation(returns={"collection": types.Collection}, permission=MANAGE_PRODUCTS)
async def collection_update(uow: UnitOfWork, data: CollectionUpdateInput, info: Info) -> views.Collection:
    """Changes a collection; what is left out stays."""
    collection_id = parse_global_id(data.id, "Collection", field=("id",))
    await collection_verbs.update_collection(
        uow, collection_id, data.changes(), policy_of(info), expected_version=data.expected_version
    )
    return await _collection(info, collection_id)


@changes.mutation(returns={"deleted_id": ID}, permission=MANAGE_PRODUCTS)
async def collection_delete(uow: UnitOfWork, data: CollectionDeleteInput) -> str:
    """Deletes a collection; its products stay."""
    collection_id = parse_global_id(data.id, "Collection", field=("id",))
    await collection_verbs.delete_collection(uow, collection_id, expected_version=data.expected_version)
    return encode_global_id("Collection", collection_id)
