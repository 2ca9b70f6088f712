"""Former slugs: where they lead buyers, and which there are."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from enum import Enum
from typing import Any, NamedTuple
from urllib.parse import unquote

import msgspec
from fondaco.access.permissions import ANYONE
from fondaco.errors import InvalidInputError
from fondaco.graphql import Info, SchemaPart, enum_type, object_type

from fondaco_catalog.graphql.requests import find_brand, find_category, find_collection, find_product
from fondaco_catalog.model import views
from fondaco_catalog.repository.slug_history import list_former_slugs

__all__ = ["slug_admin", "slug_shop"]

slug_shop = SchemaPart()
slug_admin = SchemaPart()


class SlugEntity(Enum):
    """What has a slug."""

    PRODUCT = "product"
    CATEGORY = "category"
    COLLECTION = "collection"
    BRAND = "brand"


enum_type(SlugEntity)


class _Kind(NamedTuple):
    find: Callable[[Info, str | None, str | None], Awaitable[Any]]
    path: Callable[[str], str]
    tag: str


_KINDS: Mapping[SlugEntity, _Kind] = {
    SlugEntity.PRODUCT: _Kind(find_product, views.product_path, "products"),
    SlugEntity.CATEGORY: _Kind(find_category, views.category_path, "categories"),
    SlugEntity.COLLECTION: _Kind(find_collection, views.collection_path, "collections"),
    SlugEntity.BRAND: _Kind(find_brand, views.brand_path, "brands"),
}
_PATH = re.compile(r"/(?P<place>[a-z]+)/(?P<slug>[^/?#]+)/?")
_PLACES = {kind.tag: entity for entity, kind in _KINDS.items()}


class Moved(msgspec.Struct, frozen=True):
    """Where something is found now."""

    entity: SlugEntity
    slug: str
    path: str


@object_type(Moved)
class Redirect:
    """Where something is found that had another slug before.

    Attributes:
        slug: What it is called now.
        path: Of its page in a storefront with the usual addresses, from the root of the site.
    """

    entity: SlugEntity
    slug: str
    path: str


@slug_shop.query(type=Redirect | None, permission=ANYONE, shared=True)
async def redirect(
    info: Info, path: str | None = None, entity: SlugEntity | None = None, slug: str | None = None
) -> Moved | None:
    """Where a former slug leads; null if there is none, or what is meant is still called so. For a permanent redirect.

    Args:
        path: Of a page, such as ``/products/old-name``; or else entity and slug.
    """
    if (path is None) == (entity is None and slug is None) or (entity is None) != (slug is None):
        raise InvalidInputError("Give either path, or entity and slug.", code="PATH_OR_SLUG_REQUIRED", field=("path",))
    if path is not None:
        found = _PATH.fullmatch(path)
        entity = _PLACES.get(found["place"]) if found else None
        slug = unquote(found["slug"]) if found else None
    if entity is None or slug is None:
        return None
    kind = _KINDS[entity]
    info.context.depends_on(kind.tag)
    thing = await kind.find(info, None, slug)
    if thing is None or thing.slug == slug:
        return None
    return Moved(entity, thing.slug, kind.path(thing.slug))


@slug_admin.extend("Product", type=list[str], name="formerSlugs")
async def product_former_slugs(parents: Sequence[views.Product]) -> list[list[str]]:
    """Slugs under which it is still found, the latest first."""
    return await list_former_slugs("product", [parent.id for parent in parents])


@slug_admin.extend("Category", type=list[str], name="formerSlugs")
async def category_former_slugs(parents: Sequence[views.Category]) -> list[list[str]]:
    """Slugs under which it is still found, the latest first."""
    return await list_former_slugs("category", [parent.id for parent in parents])


@slug_admin.extend("Collection", type=list[str], name="formerSlugs")
async def collection_former_slugs(parents: Sequence[views.Collection]) -> list[list[str]]:
    """Slugs under which it is still found, the latest first."""
    return await list_former_slugs("collection", [parent.id for parent in parents])


@slug_admin.extend("Brand", type=list[str], name="formerSlugs")
async def brand_former_slugs(parents: Sequence[views.Brand]) -> list[list[str]]:
    """Slugs under which it is still found, the latest first."""
    return await list_former_slugs("brand", [parent.id for parent in parents])
