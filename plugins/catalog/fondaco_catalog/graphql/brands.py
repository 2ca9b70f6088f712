"""Brands: how both schemas show them, and what staff change."""

from __future__ import annotations

from collections.abc import Sequence

import strawberry
from fondaco.access.permissions import ANYONE
from fondaco.db import Page, UnitOfWork
from fondaco.graphql import ID, Connection, Info, SchemaPart, fields_of_nodes, input_type, object_type
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.ids import encode_global_id, parse_global_id

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.input_changes import changes_from
from fondaco_catalog.graphql.parts import product_parts
from fondaco_catalog.graphql.requests import (
    depend_on_products,
    find_brand,
    largest_page,
    load_brands,
    most_counted,
    page_args,
    policy_of,
    scope_of,
)
from fondaco_catalog.model import views
from fondaco_catalog.model.brands import BrandChanges, BrandDraft
from fondaco_catalog.model.drafts import SeoTexts
from fondaco_catalog.permissions import MANAGE_PRODUCTS, VIEW_PRODUCTS
from fondaco_catalog.repository import brands as brand_repository
from fondaco_catalog.repository import products as product_repository
from fondaco_catalog.service import brands as verbs

__all__ = ["admin_brands", "brands", "shop_brands"]

brands = SchemaPart()
shop_brands = SchemaPart()
admin_brands = SchemaPart()

brands.node(types.Brand, load_brands)


@brands.extend("Product", type=types.Brand | None, name="brand", shared=True)
async def product_brand(parents: Sequence[views.Product], info: Info) -> list[views.Brand | None]:
    """Who stands behind it."""
    info.context.depends_on("brands")
    return [parent.brand for parent in parents]


@brands.extend("Brand", type=str, name="description", shared=True)
async def brand_description(parents: Sequence[views.Brand], info: Info) -> list[str]:
    """Sanitised HTML; may be empty."""
    return [brand.description or "" for brand in await _described(parents, info)]


@brands.extend("Brand", type=str, name="seoTitle", shared=True)
async def brand_seo_title(parents: Sequence[views.Brand], info: Info) -> list[str]:
    """For search engines; empty where its name is."""
    return [brand.seo_title or "" for brand in await _described(parents, info)]


@brands.extend("Brand", type=str, name="seoDescription", shared=True)
async def brand_seo_description(parents: Sequence[views.Brand], info: Info) -> list[str]:
    """For search engines; may be empty."""
    return [brand.seo_description or "" for brand in await _described(parents, info)]


async def _described(parents: Sequence[views.Brand], info: Info) -> list[views.Brand]:
    info.context.depends_on("brands")
    return await brand_repository.list_described(scope_of(info.context), parents)


@brands.extend("Brand", type=Connection[types.Product], name="products", shared=True)
async def brand_products(
    parents: Sequence[views.Brand],
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    sort: views.ProductSort = views.ProductSort.NEWEST,
) -> list[Page[views.Product]]:
    """The products of this brand."""
    depend_on_products(info, sort)
    args = page_args(info, first, after, last, before)
    return await product_repository.list_products_in(
        scope_of(info.context),
        "brand",
        [parent.id for parent in parents],
        sort,
        args,
        largest=largest_page(info),
        most=most_counted(info),
        parts=product_parts(fields_of_nodes(info)),
    )


@shop_brands.query(type=types.Brand | None, permission=ANYONE, shared=True)
async def brand(info: Info, id: ID | None = None, slug: str | None = None) -> views.Brand | None:
    """A brand by its id or its slug, present or former."""
    info.context.depends_on("brands")
    return await find_brand(info, id, slug)


@admin_brands.query(type=types.Brand | None, permission=VIEW_PRODUCTS, name="brand")
async def brand_of_staff(info: Info, id: ID | None = None, slug: str | None = None) -> views.Brand | None:
    """A brand by its id or its slug, present or former."""
    return await find_brand(info, id, slug)


@shop_brands.query(type=Connection[types.Brand], permission=ANYONE, shared=True, name="brands")
async def brands_of_shop(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    search: str | None = None,
) -> Page[views.Brand]:
    """The brands, by name.

    Args:
        search: A part of the name.
    """
    info.context.depends_on("brands")
    args = page_args(info, first, after, last, before)
    return await brand_repository.list_brands(scope_of(info.context), search or "", args, largest=largest_page(info))


@admin_brands.query(type=Connection[types.Brand], permission=VIEW_PRODUCTS, name="brands")
async def brands_of_staff(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    search: str | None = None,
) -> Page[views.Brand]:
    """The brands, by name.

    Args:
        search: A part of the name.
    """
    args = page_args(info, first, after, last, before)
    return await brand_repository.list_brands(scope_of(info.context), search or "", args, largest=largest_page(info))


@object_type(views.SeoTranslation)
class BrandTranslation:
    """A brand's texts in a language; an empty one is untranslated."""

    locale: str
    name: str
    description: str
    seo_title: str
    seo_description: str


@admin_brands.extend("Brand", type=list[BrandTranslation], name="translations")
async def brand_translations(parents: Sequence[views.Brand]) -> list[list[views.SeoTranslation]]:
    """Its texts in other languages."""
    return await brand_repository.list_brand_translations([parent.id for parent in parents])


@input_type
class BrandTranslationInput:
    """A brand's texts in a language; what is left out stays untranslated."""

    locale: str
    name: str = ""
    description: str = ""
    seo_title: str = ""
    seo_description: str = ""

    def draft(self) -> SeoTexts:
        """Returns the texts as verbs take them."""
        return SeoTexts(
            locale=self.locale,
            name=self.name,
            description=self.description,
            seo_title=self.seo_title,
            seo_description=self.seo_description,
        )


@input_type
class BrandCreateInput:
    """A brand to be made.

    Attributes:
        slug: Made out of the name if left out.
        description: HTML; what is unsafe in it is dropped.
        logo_url: Absolute, or a path of this server.
        seo_title: For search engines; left out where its name is.
    """

    name: str
    slug: str | None = None
    description: str = ""
    seo_title: str = ""
    seo_description: str = ""
    logo_url: str = ""
    translations: list[BrandTranslationInput] = strawberry.field(default_factory=list)

    def draft(self) -> BrandDraft:
        """Returns the brand as verbs take it."""
        return BrandDraft(
            name=self.name,
            slug=self.slug,
            description=self.description,
            seo_title=self.seo_title,
            seo_description=self.seo_description,
            logo_url=self.logo_url,
            translations=tuple(given.draft() for given in self.translations),
        )


@input_type
class BrandUpdateInput:
    """What is to be changed of a brand; what is left out stays.

    Attributes:
        logo_url: Empty for none.
        translations: Languages that are left out stay; one without any text is removed.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    name: str | None = strawberry.UNSET
    slug: str | None = strawberry.UNSET
    description: str | None = strawberry.UNSET
    seo_title: str | None = strawberry.UNSET
    seo_description: str | None = strawberry.UNSET
    logo_url: str | None = strawberry.UNSET
    translations: list[BrandTranslationInput] | None = strawberry.UNSET
    expected_version: int | None = None

    def changes(self) -> BrandChanges:
        """Returns the changes as verbs take them.

        Raises:
            InvalidInputError: ``REQUIRED``.
        """
        return changes_from(
            self, BrandChanges, translations=lambda given: tuple(translation.draft() for translation in given)
        )


@input_type
class BrandDeleteInput:
    """Names a brand.

    Attributes:
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    expected_version: int | None = None


@admin_brands.mutation(returns={"brand": types.Brand}, permission=MANAGE_PRODUCTS)
async def brand_create(uow: UnitOfWork, data: BrandCreateInput, info: Info) -> views.Brand | None:
    """Makes a brand."""
    brand_id = await verbs.create_brand(uow, data.draft(), policy_of(info))
    return (await brand_repository.list_brands_by_ids(scope_of(info.context), [brand_id]))[0]


@admin_brands.mutation(returns={"brand": types.Brand}, permission=MANAGE_PRODUCTS)
async def brand_update(uow: UnitOfWork, data: BrandUpdateInput, info: Info) -> views.Brand | None:
    """Changes a brand; what is left out stays. Its products are found by a new name soon afterwards."""
    brand_id = parse_global_id(data.id, "Brand", field=("id",))
    await verbs.update_brand(uow, brand_id, data.changes(), policy_of(info), expected_version=data.expected_version)
    return (await brand_repository.list_brands_by_ids(scope_of(info.context), [brand_id]))[0]


@admin_brands.mutation(returns={"deleted_id": ID}, permission=MANAGE_PRODUCTS)
async def brand_delete(uow: UnitOfWork, data: BrandDeleteInput) -> str:
    """Deletes a brand; its products have none then."""
    brand_id = parse_global_id(data.id, "Brand", field=("id",))
    await verbs.delete_brand(uow, brand_id, expected_version=data.expected_version)
    return encode_global_id("Brand", brand_id)
