"""A product as verbs need to know it before they change it, and what is derived from it afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all, fetch_one
from fondaco.ids import new_id

from fondaco_catalog.repository.rows import insert_rows

__all__ = [
    "MediaState",
    "OptionState",
    "ProductTexts",
    "ValueState",
    "VariantState",
    "add_labels",
    "bump_variant_version",
    "bump_version",
    "delete_prices",
    "delete_product",
    "delete_variants",
    "find_taken_sku",
    "find_variant_product",
    "forget_media",
    "get_product_texts",
    "list_media_states",
    "list_option_states",
    "list_variant_states",
    "lock_products",
    "refresh_spans",
]


class OptionState(msgspec.Struct, frozen=True):
    """An option of a product."""

    id: UUID
    name: str
    position: int


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


class MediaState(msgspec.Struct, frozen=True):
    """A picture of a product."""

    id: UUID
    url: str
    alt: str
    position: int


class ProductTexts(msgspec.Struct, frozen=True):
    """Everything that a product is searched by."""

    title: str
    vendor: str
    product_type: str
    tags: list[str]
    skus: list[str]
    translated_titles: list[str]
    translated_descriptions: list[str]


async def list_option_states(product_id: UUID) -> tuple[list[OptionState], list[ValueState]]:
    """Returns the options of a product and their values, both in order."""
    options = await fetch_all(
        OptionState,
        "SELECT id, name, position FROM catalog.product_option WHERE product = $1 ORDER BY position, id",
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


async def list_media_states(product_id: UUID) -> list[MediaState]:
    """Returns the pictures of a product, in order."""
    return await fetch_all(
        MediaState,
        "SELECT id, url, alt, position FROM catalog.product_media WHERE product = $1 ORDER BY position, id",
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


async def get_product_texts(product_id: UUID) -> ProductTexts:
    """Returns what a product that exists is searched by."""
    found = await fetch_one(
        ProductTexts,
        """
        SELECT p.title, p.vendor, p.product_type, p.tags,
            ARRAY(SELECT v.sku FROM catalog.product_variant v WHERE v.product = p.id AND v.sku <> ''
                ORDER BY v.position, v.id) AS skus,
            ARRAY(SELECT t.title FROM catalog.product_translation t WHERE t.product = p.id AND t.title <> ''
                ORDER BY t.locale) AS translated_titles,
            ARRAY(SELECT t.description FROM catalog.product_translation t WHERE t.product = p.id
                AND t.description <> '' ORDER BY t.locale) AS translated_descriptions
        FROM catalog.product p WHERE p.id = $1
        """,
        product_id,
    )
    if found is None:
        raise LookupError(f"product {product_id} is gone inside the transaction that locked it")
    return found


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


async def forget_media(ids: Sequence[UUID]) -> None:
    """Deletes pictures; variants that showed one of them show none."""
    await execute("UPDATE catalog.product_variant SET media = NULL WHERE media = ANY($1::uuid[])", list(ids))
    await execute("DELETE FROM catalog.product_media WHERE id = ANY($1::uuid[])", list(ids))


async def delete_prices(variant_id: UUID, channels: Sequence[str]) -> None:
    """Takes a variant out of sale in channels."""
    await execute(
        "DELETE FROM catalog.variant_price WHERE variant = $1 AND channel = ANY($2::text[])", variant_id, list(channels)
    )


async def delete_variants(ids: Sequence[UUID]) -> None:
    """Deletes variants with their prices."""
    await execute("DELETE FROM catalog.variant_price WHERE variant = ANY($1::uuid[])", list(ids))
    await execute("DELETE FROM catalog.product_variant WHERE id = ANY($1::uuid[])", list(ids))


async def delete_product(product_id: UUID) -> None:
    """Deletes a product with everything below it."""
    await execute(
        "DELETE FROM catalog.variant_price WHERE variant IN "
        "(SELECT id FROM catalog.product_variant WHERE product = $1)",
        product_id,
    )
    await execute(
        'DELETE FROM catalog.product_option_value WHERE "option" IN '
        "(SELECT id FROM catalog.product_option WHERE product = $1)",
        product_id,
    )
    for table in (
        "product_variant",
        "product_media",
        "product_option",
        "product_translation",
        "product_listing",
        "product_transition",
        "collection_product",
    ):
        await execute(f"DELETE FROM catalog.{table} WHERE product = $1", product_id)  # noqa: S608 (the names above)
    await execute("DELETE FROM catalog.product WHERE id = $1", product_id)


async def bump_version(product_id: UUID, now: datetime) -> None:
    """Says that a product, or something that belongs to it, was edited."""
    await execute("UPDATE catalog.product SET version = version + 1, updated_at = $2 WHERE id = $1", product_id, now)


async def bump_variant_version(variant_id: UUID) -> None:
    """Says that a variant's prices were edited; its product is locked."""
    await execute("UPDATE catalog.product_variant SET version = version + 1 WHERE id = $1", variant_id)


class _Span(msgspec.Struct, frozen=True):
    channel: str
    currency: str
    min_amount: int
    max_amount: int


async def refresh_spans(product_id: UUID, currencies: Mapping[str, str]) -> None:
    """Derives a product's span of prices in each channel from the prices of its variants.

    Args:
        currencies: The currency of each channel; prices in another one, or in an unknown channel, do not count.
    """
    spans = await fetch_all(
        _Span,
        "SELECT vp.channel, vp.currency, min(vp.amount) AS min_amount, max(vp.amount) AS max_amount "
        "FROM catalog.product_variant v JOIN catalog.variant_price vp ON vp.variant = v.id "
        "WHERE v.product = $1 GROUP BY vp.channel, vp.currency",
        product_id,
    )
    rows: list[dict[str, Any]] = [
        {
            "id": new_id(),
            "product": product_id,
            "channel": span.channel,
            "currency": span.currency,
            "min_amount": span.min_amount,
            "max_amount": span.max_amount,
        }
        for span in spans
        if currencies.get(span.channel) == span.currency
    ]
    await insert_rows("product_listing", rows, key=["product", "channel"])
    await execute(
        "UPDATE catalog.product_listing SET currency = NULL, min_amount = NULL, max_amount = NULL "
        "WHERE product = $1 AND min_amount IS NOT NULL AND channel <> ALL($2::text[])",
        product_id,
        [row["channel"] for row in rows],
    )
