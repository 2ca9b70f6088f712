"""Brands and product types as both schemas show them."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco.graphql import Info, SchemaPart

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.requests import load_brands, load_product_types, scope_of
from fondaco_catalog.model import views
from fondaco_catalog.repository import brands as brand_repository

__all__ = ["brands"]

brands = SchemaPart()

brands.node(types.Brand, load_brands)
brands.node(types.ProductType, load_product_types)


@brands.extend("Product", type=types.Brand | None, name="brand", shared=True)
async def product_brand(parents: Sequence[views.Product], info: Info) -> list[views.Brand | None]:
    """Who stands behind it."""
    info.context.depends_on("brands")
    return [parent.brand for parent in parents]


@brands.extend("Product", type=types.ProductType | None, name="productType", shared=True)
async def product_type(parents: Sequence[views.Product], info: Info) -> list[views.ProductType | None]:
    """What kind of product it is."""
    info.context.depends_on("product_types")
    return [parent.product_type for parent in parents]


@brands.extend("Brand", type=str, name="description", shared=True)
async def brand_description(parents: Sequence[views.Brand], info: Info) -> list[str]:
    """Sanitised HTML; may be empty."""
    info.context.depends_on("brands")
    return await brand_repository.list_descriptions(scope_of(info.context), [parent.id for parent in parents])
