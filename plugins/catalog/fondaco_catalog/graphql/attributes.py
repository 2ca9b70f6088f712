"""Attributes and product types as both schemas show them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from fondaco.access.permissions import ANYONE
from fondaco.db import Page
from fondaco.errors import InvalidInputError
from fondaco.graphql import ID, Connection, Info, RequestContext, SchemaPart
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.ids import parse_global_id

from fondaco_catalog.graphql import attribute_types as attribute
from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.requests import (
    largest_page,
    load_attributes,
    load_brands,
    load_categories,
    load_choices,
    load_collections,
    load_product_types,
    load_products,
    load_variants,
    page_args,
    scope_of,
)
from fondaco_catalog.model import views
from fondaco_catalog.model.attribute_drafts import ReferenceTarget
from fondaco_catalog.model.attribute_views import (
    AssignedAttribute,
    Attribute,
    AttributeChoice,
    NameTranslation,
    ReferenceAttribute,
    RichTextAttribute,
    TextAttribute,
    TextTranslation,
    TypeAttribute,
)
from fondaco_catalog.permissions import VIEW_PRODUCTS
from fondaco_catalog.repository import attributes as repository
from fondaco_catalog.repository import brands as brand_repository

__all__ = ["admin_attributes", "attributes", "shop_attributes"]

attributes = SchemaPart()
shop_attributes = SchemaPart()
admin_attributes = SchemaPart()

attributes.node(types.ProductType, load_product_types)
attributes.node(attribute.Attribute, load_attributes)
attributes.node(attribute.AttributeChoice, load_choices)

for _implementation in attribute.IMPLEMENTATIONS:
    attributes.implementation(_implementation)

_LOADERS: Mapping[ReferenceTarget, Callable[[RequestContext, Sequence[UUID]], Awaitable[Sequence[Any]]]] = {
    ReferenceTarget.PRODUCT: load_products,
    ReferenceTarget.VARIANT: load_variants,
    ReferenceTarget.CATEGORY: load_categories,
    ReferenceTarget.COLLECTION: load_collections,
    ReferenceTarget.BRAND: load_brands,
}


@attributes.extend("Product", type=types.ProductType | None, name="productType", shared=True)
async def product_type(parents: Sequence[views.Product], info: Info) -> list[views.ProductType | None]:
    """What kind of product it is."""
    info.context.depends_on("product_types")
    return [parent.product_type for parent in parents]


@attributes.extend("Product", type=list[attribute.AssignedAttribute], name="attributes", shared=True)
async def product_attributes(
    parents: Sequence[views.Product], info: Info, codes: list[str] | None = None
) -> list[list[AssignedAttribute]]:
    """What is said of it, in the order of its type. Buyers see what is visible; staff see what its type no longer has
    behind the rest.

    Args:
        codes: Only these attributes.
    """
    info.context.depends_on("attributes", "product_types")
    ids = [parent.id for parent in parents]
    return await repository.list_assigned(scope_of(info.context), "product", ids, codes)


@attributes.extend("ProductVariant", type=list[attribute.AssignedAttribute], name="attributes", shared=True)
async def variant_attributes(
    parents: Sequence[views.ProductVariant], info: Info, codes: list[str] | None = None
) -> list[list[AssignedAttribute]]:
    """What is said of this variant, in the order of the product's type.

    Args:
        codes: Only these attributes.
    """
    info.context.depends_on("attributes", "product_types")
    ids = [parent.id for parent in parents]
    return await repository.list_assigned(scope_of(info.context), "variant", ids, codes)


@attributes.extend("ReferenceAttribute", type=list[attribute.ReferencedThing], name="references", shared=True)
async def references(parents: Sequence[ReferenceAttribute], info: Info) -> list[list[Any]]:
    """What it points to, in order; what the reader may not see is left out."""
    info.context.depends_on("products", "categories", "collections", "brands")
    found: dict[tuple[ReferenceTarget, UUID], Any] = {}
    for target, load in _LOADERS.items():
        ids = list(dict.fromkeys(id_ for parent in parents if parent.target is target for id_ in parent.ids))
        if ids:
            loaded = await load(info.context, ids)
            found |= {(target, id_): thing for id_, thing in zip(ids, loaded, strict=True) if thing is not None}
    return [[found[key] for id_ in parent.ids if (key := (parent.target, id_)) in found] for parent in parents]


@attributes.extend("ProductType", type=list[attribute.TypeAttribute], name="attributes", shared=True)
async def type_attributes(parents: Sequence[views.ProductType], info: Info) -> list[list[TypeAttribute]]:
    """The attributes that products of this type have, in order; buyers see the visible ones."""
    info.context.depends_on("attributes", "product_types")
    return await repository.list_type_attributes(scope_of(info.context), [parent.id for parent in parents])


@attributes.extend("Attribute", type=list[attribute.AttributeChoice], name="choices", shared=True)
async def attribute_choices(parents: Sequence[Attribute], info: Info) -> list[list[AttributeChoice]]:
    """What it can be, in order; empty for attributes that are not picked from a list."""
    info.context.depends_on("attributes")
    return await repository.list_choices_of(scope_of(info.context), [parent.id for parent in parents])


async def _type(info: Info, id_: str | None, slug: str | None) -> views.ProductType | None:
    if (id_ is None) == (slug is None):
        raise InvalidInputError("Give either id or slug.", code="ID_OR_SLUG_REQUIRED", field=("id",))
    info.context.depends_on("product_types")
    key = (
        await brand_repository.find_type_by_slug(slug or "")
        if id_ is None
        else parse_global_id(id_, "ProductType", field=("id",))
    )
    return None if key is None else (await brand_repository.list_types_by_ids(scope_of(info.context), [key]))[0]


@shop_attributes.query(type=types.ProductType | None, permission=ANYONE, shared=True, name="productType")
async def type_of_shop(info: Info, id: ID | None = None, slug: str | None = None) -> views.ProductType | None:
    """A product type by its id or its slug."""
    return await _type(info, id, slug)


@admin_attributes.query(type=types.ProductType | None, permission=VIEW_PRODUCTS, name="productType")
async def type_of_staff(info: Info, id: ID | None = None, slug: str | None = None) -> views.ProductType | None:
    """A product type by its id or its slug."""
    return await _type(info, id, slug)


@admin_attributes.query(type=Connection[types.ProductType], permission=VIEW_PRODUCTS)
async def product_types(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    search: str | None = None,
) -> Page[views.ProductType]:
    """The product types, by name.

    Args:
        search: A part of the name.
    """
    args = page_args(info, first, after, last, before)
    return await brand_repository.list_types(scope_of(info.context), search or "", args, largest=largest_page(info))


@admin_attributes.query(type=attribute.Attribute | None, permission=VIEW_PRODUCTS, name="attribute")
async def one_attribute(info: Info, id: ID | None = None, code: str | None = None) -> Attribute | None:
    """An attribute by its id or its code."""
    if (id is None) == (code is None):
        raise InvalidInputError("Give either id or code.", code="ID_OR_CODE_REQUIRED", field=("id",))
    scope = scope_of(info.context)
    if id is None:
        return await repository.find_attribute_by_code(scope, code or "")
    return (await repository.list_attributes_by_ids(scope, [parse_global_id(id, "Attribute", field=("id",))]))[0]


@admin_attributes.query(type=Connection[attribute.Attribute], permission=VIEW_PRODUCTS, name="attributes")
async def all_attributes(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    search: str | None = None,
) -> Page[Attribute]:
    """The attributes, in order.

    Args:
        search: A part of the code or the name.
    """
    args = page_args(info, first, after, last, before)
    return await repository.list_attributes(scope_of(info.context), search or "", args, largest=largest_page(info))


@admin_attributes.extend("ProductType", type=list[attribute.NameTranslation], name="translations")
async def type_translations(parents: Sequence[views.ProductType]) -> list[list[NameTranslation]]:
    """Its name in other languages."""
    return await repository.list_names("product_type", [parent.id for parent in parents])


@admin_attributes.extend("Attribute", type=list[attribute.NameTranslation], name="translations")
async def attribute_translations(parents: Sequence[Attribute]) -> list[list[NameTranslation]]:
    """Its name in other languages."""
    return await repository.list_names("attribute", [parent.id for parent in parents])


@admin_attributes.extend("AttributeChoice", type=list[attribute.NameTranslation], name="translations")
async def choice_translations(parents: Sequence[AttributeChoice]) -> list[list[NameTranslation]]:
    """Its name in other languages."""
    return await repository.list_names("attribute_choice", [parent.id for parent in parents])


@admin_attributes.extend("TextAttribute", type=list[attribute.AttributeText], name="translations")
async def text_translations(parents: Sequence[TextAttribute]) -> list[list[TextTranslation]]:
    """The text in other languages."""
    return await repository.list_texts([parent.value_id for parent in parents])


@admin_attributes.extend("RichTextAttribute", type=list[attribute.AttributeText], name="translations")
async def html_translations(parents: Sequence[RichTextAttribute]) -> list[list[TextTranslation]]:
    """The text in other languages."""
    return await repository.list_texts([parent.value_id for parent in parents])
