"""What is shown of a product, and what staff change of it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import strawberry
from fondaco.access.permissions import is_allowed
from fondaco.db import UnitOfWork
from fondaco.files import File
from fondaco.graphql import ID, Info, RequestContext, SchemaPart, input_type, object_type
from fondaco.ids import encode_global_id, parse_global_id

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.input_changes import changes_from
from fondaco_catalog.graphql.media_types import ProductMedia
from fondaco_catalog.graphql.requests import policy_of, scope_of
from fondaco_catalog.model import views
from fondaco_catalog.model.drafts import AttachedMedia, MediaChanges
from fondaco_catalog.model.media import MediaKind
from fondaco_catalog.permissions import MANAGE_PRODUCTS, VIEW_PRODUCTS
from fondaco_catalog.repository import media as repository
from fondaco_catalog.repository import products
from fondaco_catalog.service import media as verbs

__all__ = ["admin_media", "media"]

media = SchemaPart()
admin_media = SchemaPart()


@media.extend("Product", type=list[ProductMedia], name="media", shared=True)
async def product_media(parents: Sequence[views.Product], info: Info) -> list[list[views.ProductMedia]]:
    """Its pictures, videos and 3D models, in order."""
    return await repository.list_media(scope_of(info.context), [parent.id for parent in parents])


@media.extend("ProductMedia", type=MediaKind, name="kind", shared=True)
async def media_kind(parents: Sequence[views.ProductMedia]) -> list[MediaKind]:
    """What it is."""
    return [MediaKind(parent.kind) for parent in parents]


@admin_media.extend("File", type=list[types.Product], name="products")
async def file_products(parents: Sequence[File], info: Info) -> list[list[views.Product]]:
    """The products that show it, also as the poster of a video; the latest first, at most 100."""
    if not is_allowed(info.context.principal, VIEW_PRODUCTS):
        return [[] for _ in parents]
    ids = await repository.list_products_of_files([parent.id for parent in parents], 100)
    every = sorted({id_ for found in ids for id_ in found})
    shown = dict(zip(every, await products.list_products_by_ids(scope_of(info.context), every), strict=True))
    return [[product for id_ in found if (product := shown[id_]) is not None] for found in ids]


async def _load_media(context: RequestContext, ids: Sequence[UUID]) -> Sequence[views.ProductMedia | None]:
    if not is_allowed(context.principal, VIEW_PRODUCTS):
        return [None for _ in ids]
    return await repository.list_media_by_ids(scope_of(context), ids)


admin_media.node(ProductMedia, _load_media)


@object_type(repository.MediaTranslation)
class MediaTranslation:
    """An alternative text in a language."""

    locale: str
    alt: str


@admin_media.extend("ProductMedia", type=list[MediaTranslation], name="translations")
async def media_translations(parents: Sequence[views.ProductMedia]) -> list[list[repository.MediaTranslation]]:
    """What it shows, in other languages."""
    return await repository.list_media_translations([parent.id for parent in parents])


@admin_media.extend("ProductMedia", type=ID | None, name="fileId")
async def media_file_id(parents: Sequence[views.ProductMedia]) -> list[str | None]:
    """Of the file behind it; null for a picture that somebody else shows."""
    return [None if parent.file_id is None else encode_global_id("File", parent.file_id) for parent in parents]


@admin_media.extend("ProductMedia", type=str | None, name="mirrorError")
async def media_mirror_error(parents: Sequence[views.ProductMedia]) -> list[str | None]:
    """The code of why it could not be fetched from elsewhere; null where nothing failed."""
    return await repository.list_mirror_errors([parent.id for parent in parents])


@input_type
class MediaTranslationInput:
    """An alternative text in a language.

    Attributes:
        locale: BCP 47 tag.
        alt: Empty to remove the translation.
    """

    locale: str
    alt: str


@input_type
class FocalPointInput:
    """A place in a picture.

    Attributes:
        x: From 0, its left border, to 1, its right one.
        y: From 0, its upper border, to 1, its lower one.
    """

    x: float
    y: float


@input_type
class AttachedMediaInput:
    """Something to be shown with a product.

    Attributes:
        file_id: An uploaded picture, video or 3D model; either this or an address.
        url: Of a picture that somebody else shows.
        alt: What it shows.
        poster_file_id: An uploaded picture that stands for a video or a model until it is there.
        focal_point: What has to stay in it where it is cut; left out, its middle.
    """

    file_id: ID | None = None
    url: str = ""
    alt: str = ""
    translations: list[MediaTranslationInput] = strawberry.field(default_factory=list)
    poster_file_id: ID | None = None
    focal_point: FocalPointInput | None = None

    def draft(self, index: int) -> AttachedMedia:
        """Returns it as verbs take it.

        Raises:
            InvalidInputError: ``INVALID_ID``.
        """
        at = ("media", str(index))
        return AttachedMedia(
            file_id=_file_id(self.file_id, (*at, "fileId")),
            url=self.url,
            alt=self.alt,
            labels={given.locale: given.alt for given in self.translations},
            poster_id=_file_id(self.poster_file_id, (*at, "posterFileId")),
            focal_point=_focal_point(self.focal_point),
        )


def _focal_point(given: FocalPointInput | None) -> views.FocalPoint | None:
    return None if given is None else views.FocalPoint(given.x, given.y)


def _file_id(given: str | None, field: tuple[str, ...]) -> UUID | None:
    return None if given is None else parse_global_id(given, "File", field=field)


@input_type
class ProductMediaAddInput:
    """What is to be shown with a product.

    Attributes:
        position: Before which picture, from 0; behind all if left out.
        expected_version: The product's version as you read it: if somebody edited it since, nothing is done.
    """

    product_id: ID
    media: list[AttachedMediaInput]
    position: int | None = None
    expected_version: int | None = None


@input_type
class ProductMediaUpdateInput:
    """What is to be changed of a picture; what is left out stays.

    Attributes:
        translations: Languages that are left out stay.
        poster_file_id: Null for none.
        focal_point: What has to stay in it where it is cut; null for its middle.
        expected_version: The product's version as you read it: if somebody edited it since, nothing is done.
    """

    id: ID
    alt: str | None = strawberry.UNSET
    translations: list[MediaTranslationInput] | None = strawberry.UNSET
    poster_file_id: ID | None = strawberry.UNSET
    focal_point: FocalPointInput | None = strawberry.UNSET
    expected_version: int | None = None


async def _product(info: Info, product_id: UUID) -> views.Product:
    return await products.get_product(scope_of(info.context), product_id)


@admin_media.mutation(returns={"product": types.Product}, permission=MANAGE_PRODUCTS)
async def product_media_add(uow: UnitOfWork, data: ProductMediaAddInput, info: Info) -> views.Product:
    """Shows uploaded files, or pictures of others, with a product."""
    product_id = parse_global_id(data.product_id, "Product", field=("productId",))
    drafts = [given.draft(index) for index, given in enumerate(data.media)]
    await verbs.add_media(
        uow, product_id, drafts, policy_of(info), position=data.position, expected_version=data.expected_version
    )
    return await _product(info, product_id)


@admin_media.mutation(returns={"product": types.Product}, permission=MANAGE_PRODUCTS)
async def product_media_update(uow: UnitOfWork, data: ProductMediaUpdateInput, info: Info) -> views.Product:
    """Says anew what a picture shows, and what stands for a video."""
    media_id = parse_global_id(data.id, "ProductMedia", field=("id",))
    changes = changes_from(
        data,
        MediaChanges,
        translations=lambda given: {one.locale: one.alt for one in given},
        poster_file_id=lambda given: _file_id(given, ("posterFileId",)),
        focal_point=_focal_point,
    )
    return await _product(
        info, await verbs.update_media(uow, media_id, changes, policy_of(info), expected_version=data.expected_version)
    )


@admin_media.mutation(returns={"product": types.Product}, permission=MANAGE_PRODUCTS)
async def product_media_reorder(
    uow: UnitOfWork, info: Info, product_id: ID, media_ids: list[ID], expected_version: int | None = None
) -> views.Product:
    """Puts the pictures of a product into an order; those that are left out come behind.

    Attributes:
        expected_version: The product's version as you read it: if somebody edited it since, nothing is done.
    """
    id_ = parse_global_id(product_id, "Product", field=("productId",))
    ids = [parse_global_id(one, "ProductMedia", field=("mediaIds", str(index))) for index, one in enumerate(media_ids)]
    await verbs.reorder_media(uow, id_, ids, policy_of(info), expected_version=expected_version)
    return await _product(info, id_)


@admin_media.mutation(returns={"product": types.Product}, permission=MANAGE_PRODUCTS)
async def product_media_remove(
    uow: UnitOfWork, info: Info, id: ID, expected_version: int | None = None
) -> views.Product:
    """Shows a picture no longer; its file is deleted after a while if nothing else uses it.

    Attributes:
        expected_version: The product's version as you read it: if somebody edited it since, nothing is done.
    """
    media_id = parse_global_id(id, "ProductMedia", field=("id",))
    return await _product(
        info, await verbs.remove_media(uow, media_id, policy_of(info), expected_version=expected_version)
    )
