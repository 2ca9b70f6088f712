"""Metadata and external ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from fondaco.db import UnitOfWork
from fondaco.errors import InvalidInputError
from fondaco.graphql import ID, Entity, Info, SchemaPart, input_type
from fondaco.graphql.scalars import JSON
from fondaco.ids import decode_global_id

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.requests import policy_of, scope_of
from fondaco_catalog.model import views
from fondaco_catalog.permissions import MANAGE_PRODUCTS, VIEW_PRODUCTS
from fondaco_catalog.repository import metadata as repository
from fondaco_catalog.repository import products, variants
from fondaco_catalog.repository.metadata import HasMetadata
from fondaco_catalog.service import metadata as verbs

__all__ = ["admin_metadata", "metadata"]

metadata = SchemaPart()
admin_metadata = SchemaPart()

_TABLES: dict[str, tuple[HasMetadata, str]] = {
    "Product": ("product", "products"),
    "ProductVariant": ("product_variant", "products"),
    "Category": ("category", "categories"),
    "Collection": ("collection", "collections"),
    "Brand": ("brand", "brands"),
}


def _reader(table: HasMetadata, tag: str, *, private: bool) -> Callable[..., Any]:
    async def read(parents: Sequence[Entity], info: Info) -> list[dict[str, Any]]:
        info.context.depends_on(tag)
        return await repository.list_metadata(table, [parent.id for parent in parents], private=private)

    read.__doc__ = (
        "What the merchant's own programs noted on it, for their eyes only: JSON by key."
        if private
        else "What the merchant's own programs noted on it: JSON by key."
    )
    return read


for _type, (_table, _tag) in _TABLES.items():
    metadata.extend(_type, type=JSON, name="metadata", shared=True)(_reader(_table, _tag, private=False))
    admin_metadata.extend(_type, type=JSON, name="privateMetadata")(_reader(_table, _tag, private=True))


@admin_metadata.extend("Product", type=str | None, name="externalId")
async def product_external_id(parents: Sequence[views.Product]) -> list[str | None]:
    """What another system calls it."""
    return await repository.list_external_ids("product", [parent.id for parent in parents])


@admin_metadata.extend("ProductVariant", type=str | None, name="externalId")
async def variant_external_id(parents: Sequence[views.ProductVariant]) -> list[str | None]:
    """What another system calls it."""
    return await repository.list_external_ids("product_variant", [parent.id for parent in parents])


@admin_metadata.query(type=types.Product | None, permission=VIEW_PRODUCTS)
async def product_by_external_id(info: Info, external_id: str) -> views.Product | None:
    """The product that another system calls so."""
    found = await repository.find_by_external_id("product", external_id)
    return None if found is None else await products.find_product(scope_of(info.context), found)


@admin_metadata.query(type=types.ProductVariant | None, permission=VIEW_PRODUCTS)
async def product_variant_by_external_id(info: Info, external_id: str) -> views.ProductVariant | None:
    """The variant that another system calls so."""
    found = await repository.find_by_external_id("product_variant", external_id)
    return None if found is None else (await variants.list_variants_by_ids(scope_of(info.context), [found]))[0]


@input_type
class MetadataValueInput:
    """A value under a key.

    Attributes:
        key: At most 100 letters, digits, and _ . : or - behind the first of them.
        value: Any JSON.
    """

    key: str
    value: JSON


@input_type
class MetadataUpdateInput:
    """What is to be noted on a product, variant, category, collection or brand; other keys stay.

    Attributes:
        private: Whether only staff may read it.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    values: list[MetadataValueInput]
    private: bool = False
    expected_version: int | None = None


@input_type
class MetadataDeleteInput:
    """Keys to be taken away from a product, variant, category, collection or brand.

    Attributes:
        private: Whether they are among what only staff may read.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    keys: list[str]
    private: bool = False
    expected_version: int | None = None


def _thing(id_: str) -> tuple[HasMetadata, UUID]:
    name, key = decode_global_id(id_, field=("id",))
    try:
        return _TABLES[name][0], UUID(key)
    except (KeyError, ValueError):
        raise InvalidInputError("Nothing of this kind has metadata.", code="INVALID_ID", field=("id",)) from None


@admin_metadata.mutation(returns={"metadata": JSON}, permission=MANAGE_PRODUCTS)
async def metadata_update(uow: UnitOfWork, data: MetadataUpdateInput, info: Info) -> dict[str, Any]:
    """Notes values under keys; other keys stay, whoever notes something at the same time."""
    table, key = _thing(data.id)
    values = [(given.key, given.value) for given in data.values]
    return await verbs.update_metadata(
        uow, table, key, values, policy_of(info), private=data.private, expected_version=data.expected_version
    )


@admin_metadata.mutation(returns={"metadata": JSON}, permission=MANAGE_PRODUCTS)
async def metadata_delete(uow: UnitOfWork, data: MetadataDeleteInput, info: Info) -> dict[str, Any]:
    """Takes keys away; those that are not there do no harm."""
    table, key = _thing(data.id)
    return await verbs.delete_metadata(
        uow, table, key, data.keys, policy_of(info), private=data.private, expected_version=data.expected_version
    )
