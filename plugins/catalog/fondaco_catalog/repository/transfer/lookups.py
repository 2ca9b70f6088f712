"""What a batch of an import needs to know of the shop before it is compared with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all

from fondaco_catalog.repository.transfer.groupings import list_ids_by_slug

__all__ = [
    "ExternalHolder",
    "Holder",
    "Match",
    "Named",
    "NamedList",
    "PlacedIn",
    "keep_types",
    "list_categories",
    "list_collections",
    "list_external_holders",
    "list_price_lists",
    "list_sku_holders",
    "list_taken_slugs",
    "lock_batch",
    "lock_matches",
]

Match = Literal["slug", "sku", "external_id"]

BATCH_LOCK = 0x696D706F7274
"""Of ``pg_advisory_xact_lock``: the word import in ASCII."""


class Named(msgspec.Struct, frozen=True):
    """Something with a slug."""

    id: UUID
    slug: str


class Holder(msgspec.Struct, frozen=True):
    """The variant that has a SKU."""

    sku: str
    id: UUID
    product: UUID


class ExternalHolder(msgspec.Struct, frozen=True):
    """The product, or the variant of one, that has an external id."""

    external_id: str
    id: UUID
    product: UUID


class NamedList(msgspec.Struct, frozen=True):
    """A price list."""

    id: UUID
    code: str
    channel: str
    currency: str
    base: bool


class PlacedIn(msgspec.Struct, frozen=True):
    """A collection, and whether it has a rule: what is put into one with a rule by hand is pinned there."""

    id: UUID
    slug: str
    ruled: bool


class _Id(msgspec.Struct, frozen=True):
    id: UUID


class _Slug(msgspec.Struct, frozen=True):
    slug: str


async def lock_batch() -> None:
    """Lets no other import write until the transaction ends, however long that takes, so that none blocks another."""
    await execute("SET LOCAL lock_timeout = '30min'")
    await execute("SET LOCAL statement_timeout = '30min'")
    await execute("SELECT pg_advisory_xact_lock($1)", BATCH_LOCK)
    await execute("SET LOCAL lock_timeout TO DEFAULT")
    await execute("SET LOCAL statement_timeout TO DEFAULT")


async def lock_matches(ids: Sequence[UUID], slugs: Sequence[str]) -> list[Named]:
    """Locks the products with these ids or slugs, in the order of their ids, and returns those there are."""
    if not ids and not slugs:
        return []
    return await fetch_all(
        Named,
        "SELECT id, slug FROM catalog.product WHERE id = ANY($1::uuid[]) OR slug = ANY($2::text[]) "
        "ORDER BY id FOR NO KEY UPDATE",
        list(ids),
        list(slugs),
    )


async def list_sku_holders(skus: Sequence[str]) -> list[Holder]:
    """Returns the variants that have these SKUs."""
    if not skus:
        return []
    return await fetch_all(
        Holder,
        "SELECT sku, id, product FROM catalog.product_variant WHERE sku = ANY($1::text[]) AND sku <> ''",
        list(skus),
    )


async def list_external_holders(
    products: Sequence[str], variants: Sequence[str]
) -> tuple[dict[str, UUID], dict[str, ExternalHolder]]:
    """Returns the products and the variants that have these external ids, by them."""
    found: list[ExternalHolder] = []
    if products:
        found = await fetch_all(
            ExternalHolder,
            "SELECT external_id, id, id AS product FROM catalog.product WHERE external_id = ANY($1::text[])",
            list(products),
        )
    held: list[ExternalHolder] = []
    if variants:
        held = await fetch_all(
            ExternalHolder,
            "SELECT external_id, id, product FROM catalog.product_variant WHERE external_id = ANY($1::text[])",
            list(variants),
        )
    return {each.external_id: each.id for each in found}, {each.external_id: each for each in held}


async def list_taken_slugs(slugs: Sequence[str]) -> set[str]:
    """Returns those of these slugs that a product has."""
    if not slugs:
        return set()
    rows = await fetch_all(_Slug, "SELECT slug FROM catalog.product WHERE slug = ANY($1::text[])", list(slugs))
    return {row.slug for row in rows}


async def list_categories(slugs: Sequence[str]) -> dict[str, UUID]:
    """Locks categories by their slugs, so that nobody deletes them, and returns their ids."""
    return await list_ids_by_slug("category", slugs)


async def list_collections(slugs: Sequence[str]) -> dict[str, PlacedIn]:
    """Locks collections by their slugs, so that nobody deletes them, and returns them."""
    if not slugs:
        return {}
    rows = await fetch_all(
        PlacedIn,
        "SELECT id, slug, rule IS NOT NULL AS ruled FROM catalog.collection WHERE slug = ANY($1::text[]) ORDER BY id "
        "FOR KEY SHARE",
        list(slugs),
    )
    return {row.slug: row for row in rows}


async def keep_types(ids: Sequence[UUID]) -> None:
    """Lets nobody change these product types, their attributes and the choices of those until the transaction ends."""
    await fetch_all(
        _Id, "SELECT id FROM catalog.product_type WHERE id = ANY($1::uuid[]) ORDER BY id FOR SHARE", list(ids)
    )


async def list_price_lists(currencies: Mapping[str, str]) -> dict[str, NamedList]:
    """Returns all price lists by the name that prices have in a file.

    The base list of a channel in its currency is called as the channel is, any other ``#`` and its code. They are
    locked, so that none of them is deleted or moved before prices are in it.

    Args:
        currencies: Of the channels.
    """
    rows = await fetch_all(
        NamedList,
        "SELECT id, code, channel, currency, base FROM catalog.price_list WHERE NOT deleting ORDER BY id FOR SHARE",
    )
    return {name_of_list(row, currencies): row for row in rows}


def name_of_list(found: NamedList, currencies: Mapping[str, str]) -> str:
    """Returns the name that a price list has in a file."""
    usual = found.base and currencies.get(found.channel) == found.currency
    return found.channel if usual else f"#{found.code}"
