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
    "add_labels",
    "delete_product",
    "delete_variants",
    "find_taken_sku",
    "find_variant_product",
    "get_slug",
    "get_title",
    "is_published",
    "list_option_states",
    "list_variant_states",
    "lock_products",
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


async def lock_products(ids: Sequence[UUID]) -> set[UUID]:
    """Lets nobody delete these products until the transaction ends; returns those of the ids that belong to one."""
    rows = await fetch_all(
        _Id, "SELECT id FROM catalog.product WHERE id = ANY($1::uuid[]) ORDER BY id FOR KEY SHARE", list(ids)
    )
    return {row.id for row in rows}


async def get_title(product_id: UUID) -> str:
    """Returns the base title of a product that exists."""
    title: str | None = await fetch_value("SELECT title FROM catalog.product WHERE id = $1", product_id)
    if title is None:
        raise LookupError(f"product {product_id} is gone inside the transaction that locked it")
    return title


async def add_labels(table: str, id_: UUID, labels: Mapping[str, str]) -> None:
    """Adds translated names to an option or a value; languages that are not named stay.

    Args:
        table: ``product_option`` or ``product_option_value``.
    """
    await execute(
        f"UPDATE catalog.{table} SET labels = labels || $2::jsonb WHERE id = $1",  # noqa: S608 (see the docstring)
        id_,
        msgspec.json.encode(labels).decode(),
    )


async def get_slug(product_id: UUID) -> str:
    """Returns the slug of a product that exists."""
    return str(await fetch_value("SELECT slug FROM catalog.product WHERE id = $1", product_id))


async def is_published(product_id: UUID) -> bool:
    """Says whether a product is published in some channel."""
    return bool(
        await fetch_value(
            "SELECT EXISTS (SELECT FROM catalog.product_listing WHERE product = $1 AND published_at IS NOT NULL)",
            product_id,
        )
    )


_OF_VARIANTS = ("digital_file", "kit_component", "kit", "price", "variant_cost", "price_window")


async def delete_variants(ids: Sequence[UUID]) -> None:
    """Deletes variants with their prices, costs and history of prices."""
    for table in _OF_VARIANTS:
        await execute(f"DELETE FROM catalog.{table} WHERE variant = ANY($1::uuid[])", list(ids))  # noqa: S608
    await execute("DELETE FROM catalog.attribute_value WHERE variant = ANY($1::uuid[])", list(ids))
    await execute("DELETE FROM catalog.attribute_value WHERE reference = ANY($1::uuid[])", list(ids))
    await execute("DELETE FROM catalog.product_variant WHERE id = ANY($1::uuid[])", list(ids))


async def delete_product(product_id: UUID) -> None:
    """Deletes a product with everything below it."""
    for table in _OF_VARIANTS:
        await execute(
            f"DELETE FROM catalog.{table} WHERE variant IN "  # noqa: S608 (the names above)
            "(SELECT id FROM catalog.product_variant WHERE product = $1)",
            product_id,
        )
    await execute(
        "DELETE FROM catalog.product_relation WHERE product = $1 OR related = $1",
        product_id,
    )
    await execute(
        "DELETE FROM catalog.attribute_value WHERE product = $1 OR reference = $1 OR reference IN "
        "(SELECT id FROM catalog.product_variant WHERE product = $1)",
        product_id,
    )
    await execute(
        'DELETE FROM catalog.product_option_value WHERE "option" IN '
        "(SELECT id FROM catalog.product_option WHERE product = $1)",
        product_id,
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
        await execute(f"DELETE FROM catalog.{table} WHERE product = $1", product_id)  # noqa: S608 (the names above)
    await execute("DELETE FROM catalog.product WHERE id = $1", product_id)
