"""A product as verbs need to know it before they change it, and what is derived from it afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all, fetch_one, fetch_value

__all__ = [
    "OptionState",
    "ValueState",
    "VariantState",
    "delete_products",
    "delete_variants",
    "find_taken_sku",
    "find_variant_product",
    "get_slug",
    "get_title",
    "is_published_anywhere",
    "list_option_states",
    "list_variant_states",
    "lock_products",
    "lock_tags",
    "set_category",
    "set_tags",
]


class OptionState(msgspec.Struct, frozen=True):
    """An option of a product.

    Attributes:
        attribute_id: The attribute that it stands for.
    """

    id: UUID
    name: str
    position: int
    attribute_id: UUID | None = None


class ValueState(msgspec.Struct, frozen=True):
    """A value of an option."""

    id: UUID
    option_id: UUID
    value: str
    position: int


class VariantState(msgspec.Struct, frozen=True):
    """A variant of a product, with the ids of its option values."""

    id: UUID
    sku: str
    option_values: list[UUID]
    position: int


async def list_option_states(product_id: UUID) -> tuple[list[OptionState], list[ValueState]]:
    """Returns the options of a product and their values, both in order."""
    options = await fetch_all(
        OptionState,
        "SELECT id, name, position, attribute AS attribute_id FROM catalog.product_option WHERE product = $1 "
        "ORDER BY position, id",
        product_id,
    )
    values = await fetch_all(
        ValueState,
        'SELECT id, "option" AS option_id, value, position FROM catalog.product_option_value '
        'WHERE "option" = ANY($1::uuid[]) ORDER BY position, id',
        [option.id for option in options],
    )
    return options, values


async def list_variant_states(product_id: UUID) -> list[VariantState]:
    """Returns the variants of a product, in order."""
    return await fetch_all(
        VariantState,
        "SELECT id, sku, option_values, position FROM catalog.product_variant WHERE product = $1 ORDER BY position, id",
        product_id,
    )


class _Sku(msgspec.Struct, frozen=True):
    sku: str


async def find_taken_sku(skus: Sequence[str], *, except_variant: UUID | None = None) -> str | None:
    """Returns one of these SKUs that a variant has already, or None."""
    found = await fetch_one(
        _Sku,
        "SELECT sku FROM catalog.product_variant WHERE sku = ANY($1::text[]) AND sku <> '' "
        "AND id IS DISTINCT FROM $2::uuid ORDER BY sku LIMIT 1",
        list(skus),
        except_variant,
    )
    return None if found is None else found.sku


class _Id(msgspec.Struct, frozen=True):
    id: UUID


async def find_variant_product(variant_id: UUID) -> UUID | None:
    """Returns the id of a variant's product, or None if there is no such variant."""
    found = await fetch_one(_Id, "SELECT product AS id FROM catalog.product_variant WHERE id = $1", variant_id)
    return None if found is None else found.id


async def lock_products(ids: Sequence[UUID], *, to_delete: bool = False) -> set[UUID]:
    """Lets nobody delete these products until the transaction ends; returns those of the ids that belong to one.

    Args:
        to_delete: Let nobody change or refer to them either.
    """
    rows = await fetch_all(
        _Id,
        "SELECT id FROM catalog.product WHERE id = ANY($1::uuid[]) ORDER BY id "  # noqa: S608 (the words here)
        f"FOR {'UPDATE' if to_delete else 'KEY SHARE'}",
        list(ids),
    )
    return {row.id for row in rows}


class _Tags(msgspec.Struct, frozen=True):
    id: UUID
    tags: list[str]


async def lock_tags(ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """Locks products against changes until the transaction ends, in the order of their ids; returns their tags."""
    rows = await fetch_all(
        _Tags,
        "SELECT id, tags FROM catalog.product WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE",
        list(ids),
    )
    return {row.id: row.tags for row in rows}


async def set_tags(tags: Mapping[UUID, Sequence[str]]) -> None:
    """Gives products that the caller has locked these tags, in one statement."""
    await execute(
        "UPDATE catalog.product p SET tags = ARRAY(SELECT jsonb_array_elements_text(given.tags)) "
        "FROM jsonb_to_recordset($1::jsonb) AS given(id uuid, tags jsonb) WHERE p.id = given.id",
        msgspec.json.encode([{"id": id_, "tags": list(found)} for id_, found in tags.items()]).decode(),
    )


async def set_category(ids: Sequence[UUID], category_id: UUID | None) -> list[UUID]:
    """Files products that the caller has locked under a category or none; returns those that were elsewhere."""
    rows = await fetch_all(
        _Id,
        "UPDATE catalog.product SET category = $2::uuid WHERE id = ANY($1::uuid[]) "
        "AND category IS DISTINCT FROM $2::uuid RETURNING id",
        list(ids),
        category_id,
    )
    return [row.id for row in rows]


async def get_title(product_id: UUID) -> str:
    """Returns the base title of a product that exists."""
    title: str | None = await fetch_value("SELECT title FROM catalog.product WHERE id = $1", product_id)
    if title is None:
        raise LookupError(f"product {product_id} is gone inside the transaction that locked it")
    return title


async def get_slug(product_id: UUID) -> str:
    """Returns the slug of a product that exists."""
    return str(await fetch_value("SELECT slug FROM catalog.product WHERE id = $1", product_id))


async def is_published_anywhere(product_id: UUID) -> bool:
    """Says whether a product is published in some channel."""
    return bool(
        await fetch_value(
            "SELECT EXISTS (SELECT FROM catalog.product_listing WHERE product = $1 AND published_at IS NOT NULL)",
            product_id,
        )
    )


_OF_VARIANTS = ("digital_file", "bundle_choice", "bundle_slot", "bundle", "price", "variant_cost", "price_window")


async def delete_variants(ids: Sequence[UUID]) -> None:
    """Deletes variants with their prices, costs and history of prices."""
    for table in _OF_VARIANTS:
        await execute(f"DELETE FROM catalog.{table} WHERE variant = ANY($1::uuid[])", list(ids))  # noqa: S608
    await execute("DELETE FROM catalog.attribute_value WHERE variant = ANY($1::uuid[])", list(ids))
    await execute("DELETE FROM catalog.attribute_value WHERE reference = ANY($1::uuid[])", list(ids))
    await execute("DELETE FROM catalog.product_variant WHERE id = ANY($1::uuid[])", list(ids))


async def delete_products(ids: Sequence[UUID]) -> None:
    """Deletes products with everything below them, in as many statements for a thousand as for one."""
    for table in _OF_VARIANTS:
        await execute(
            f"DELETE FROM catalog.{table} WHERE variant IN "  # noqa: S608 (the names above)
            "(SELECT id FROM catalog.product_variant WHERE product = ANY($1::uuid[]))",
            list(ids),
        )
    await execute(
        "DELETE FROM catalog.product_relation WHERE product = ANY($1::uuid[]) OR related = ANY($1::uuid[])", list(ids)
    )
    await execute(
        "DELETE FROM catalog.attribute_value WHERE product = ANY($1::uuid[]) OR reference = ANY($1::uuid[]) "
        "OR reference IN (SELECT id FROM catalog.product_variant WHERE product = ANY($1::uuid[]))",
        list(ids),
    )
    await execute(
        'DELETE FROM catalog.product_option_value WHERE "option" IN '
        "(SELECT id FROM catalog.product_option WHERE product = ANY($1::uuid[]))",
        list(ids),
    )
    for table in (
        "price_span",
        "product_variant",
        "product_media",
        "product_option",
        "product_translation",
        "product_listing",
        "product_transition",
        "collection_product",
        "collection_exclusion",
    ):
        await execute(
            f"DELETE FROM catalog.{table} WHERE product = ANY($1::uuid[])",  # noqa: S608 (the names above)
            list(ids),
        )
    await execute("DELETE FROM catalog.product WHERE id = ANY($1::uuid[])", list(ids))
