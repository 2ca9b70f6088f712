"""What an export reads: pages of products by a filter, and the things that products name."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all, fetch_rows, fetch_value

from fondaco_catalog.repository.narrowing import subtree
from fondaco_catalog.repository.published import is_published
from fondaco_catalog.repository.transfer.lookups import NamedList, name_of_list

__all__ = [
    "ExportFilter",
    "Named",
    "count_products",
    "list_product_ids",
    "read_names",
    "take_snapshot",
]


class ExportFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which products are exported; all of them by default.

    Attributes:
        published_in: Slug of a channel in which they are published.
        category: Slug of a category in which, or below which, they are.
        collection: Slug of a collection in which they are.
        changed_since: When they changed at the earliest.
    """

    published_in: str | None = None
    category: str | None = None
    collection: str | None = None
    ids: tuple[UUID, ...] | None = None
    changed_since: datetime | None = None


_WHERE = f"""
    ($1::text IS NULL OR EXISTS (SELECT FROM catalog.product_listing l WHERE l.product = p.id AND l.channel = $1
        AND {is_published("$6")}))
    AND ($2::text IS NULL OR p.category IN
        ({subtree("(SELECT c.id FROM catalog.category c WHERE c.slug = $2)")}))
    AND ($3::text IS NULL OR EXISTS (SELECT FROM catalog.collection_product cp JOIN catalog.collection k
        ON k.id = cp.collection WHERE cp.product = p.id AND k.slug = $3))
    AND ($4::uuid[] IS NULL OR p.id = ANY($4))
    AND ($5::timestamptz IS NULL OR p.updated_at >= $5)
"""  # noqa: S608 (constants only)


async def take_snapshot() -> None:
    """Lets all that this transaction reads be of one moment; called first in it."""
    await execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    await execute("SET LOCAL idle_in_transaction_session_timeout = '15min'")


def _arguments(chosen: ExportFilter, now: datetime) -> tuple[object, ...]:
    ids = None if chosen.ids is None else list(chosen.ids)
    return (chosen.published_in, chosen.category, chosen.collection, ids, chosen.changed_since, now)


async def count_products(chosen: ExportFilter, now: datetime) -> int:
    """Returns how many products an export has."""
    found = await fetch_value(f"SELECT count(*) FROM catalog.product p WHERE {_WHERE}", *_arguments(chosen, now))  # noqa: S608
    return int(found)


class _Id(msgspec.Struct, frozen=True):
    id: UUID


async def list_product_ids(chosen: ExportFilter, now: datetime, after: UUID | None, limit: int) -> list[UUID]:
    """Returns a page of products in the order in which they were made.

    Args:
        after: The last one of the page before.
    """
    rows = await fetch_all(
        _Id,
        f"SELECT p.id FROM catalog.product p WHERE {_WHERE} AND ($7::uuid IS NULL OR p.id > $7) "  # noqa: S608
        f"ORDER BY p.id LIMIT {limit:d}",
        *_arguments(chosen, now),
        after,
    )
    return [row.id for row in rows]


class NamedAttribute(msgspec.Struct, frozen=True):
    """An attribute."""

    id: UUID
    code: str
    kind: str


class Named(msgspec.Struct, frozen=True):
    """What files call things, by their ids.

    Attributes:
        price_lists: Name and currency. Those that no channel has any more, or none in their currency, are left out.
        fitting: Types, attributes that products of them have, and whether those are a product's or a variant's.
    """

    categories: Mapping[UUID, str]
    collections: Mapping[UUID, str]
    brands: Mapping[UUID, str]
    types: Mapping[UUID, str]
    price_lists: Mapping[UUID, tuple[str, str]]
    attributes: Mapping[UUID, NamedAttribute]
    choices: Mapping[UUID, str]
    fitting: AbstractSet[tuple[UUID | None, UUID, str]]


async def read_names(currencies: Mapping[str, str]) -> Named:
    """Returns what files call the things that products name.

    Args:
        currencies: Of the channels.
    """
    lists = await fetch_all(
        NamedList, "SELECT id, code, channel, currency, base FROM catalog.price_list WHERE NOT deleting"
    )
    return Named(
        await _names("category", "slug"),
        await _names("collection", "slug"),
        await _names("brand", "name"),
        await _names("product_type", "name"),
        {
            found.id: (name_of_list(found, currencies), found.currency)
            for found in lists
            if currencies.get(found.channel) == found.currency
        },
        {each.id: each for each in await fetch_all(NamedAttribute, "SELECT id, code, kind FROM catalog.attribute")},
        await _names("attribute_choice", "code"),
        {
            (row["product_type"], row["attribute"], row["scope"])
            for row in await fetch_rows("SELECT product_type, attribute, scope FROM catalog.product_type_attribute")
        },
    )


async def _names(table: str, column: str) -> dict[UUID, str]:
    rows = await fetch_rows(f"SELECT id, {column} AS name FROM catalog.{table}")  # noqa: S608 (the names above)
    return {row["id"]: row["name"] for row in rows}
