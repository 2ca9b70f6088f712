"""Tags over all products: how many have one, and which do."""

from __future__ import annotations

from uuid import UUID

import msgspec
from fondaco.db import Page, PageArgs, SortKey, execute, fetch_all, fetch_value
from fondaco.db.pagination import Keyset

from fondaco_catalog.model.collection_rules import Rule
from fondaco_catalog.model.text import is_storable, like_pattern

__all__ = ["Tag", "count_products", "list_tags", "lock_rules_naming", "lock_tagged", "set_rule_of"]


class Tag(msgspec.Struct, frozen=True):
    """A tag, and how many products have it."""

    name: str
    product_count: int


async def list_tags(search: str, args: PageArgs, *, largest: int = 100) -> Page[Tag]:
    """Returns a page of tags by name; looks at all products.

    Args:
        search: A part of the name, whatever its capitals; empty for all.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``, ``PAGE_SIZE_REQUIRED``.
        LimitExceededError: ``PAGE_SIZE_TOO_LARGE``.
    """
    keyset = Keyset((SortKey("t.name", str, "name"),), args, largest=largest, offset=1)
    pattern = like_pattern(search.strip()) if is_storable(search) else ""
    source = (
        "(SELECT tag AS name, count(*) AS product_count FROM catalog.product p, unnest(p.tags) AS tag "
        "WHERE tag ILIKE $1 GROUP BY tag) t"
    )
    rows = await fetch_all(
        Tag,
        f"SELECT t.name, t.product_count FROM {source} WHERE {keyset.where} "  # noqa: S608 (constants only)
        f"ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        pattern,
        *keyset.params,
    )
    return keyset.page(rows, lambda: fetch_value(f"SELECT count(*) FROM {source}", pattern))  # noqa: S608 (see above)


async def count_products(tag: str) -> int:
    """Returns how many products have a tag."""
    return int(await fetch_value("SELECT count(*) FROM catalog.product WHERE tags @> ARRAY[$1::text]", tag))


class _Tagged(msgspec.Struct, frozen=True):
    id: UUID
    tags: list[str]


async def lock_tagged(tag: str, most: int) -> dict[UUID, list[str]]:
    """Locks some products that have a tag until the transaction ends, in the order of their ids; returns their tags."""
    rows = await fetch_all(
        _Tagged,
        "SELECT id, tags FROM catalog.product WHERE tags @> ARRAY[$1::text] ORDER BY id LIMIT $2 FOR NO KEY UPDATE",
        tag,
        most,
    )
    # One that waited for another transaction may have lost the tag by now.
    return {row.id: row.tags for row in rows if tag in row.tags}


class _Ruled(msgspec.Struct, frozen=True):
    id: UUID
    rule: str


async def lock_rules_naming(tag: str) -> dict[UUID, Rule]:
    """Locks collections whose rules may name a tag, in the order of their ids; returns the rules."""
    rows = await fetch_all(
        _Ruled,
        "SELECT id, rule::text AS rule FROM catalog.collection WHERE jsonb_path_exists(rule, "
        "'$.**.values[*] ? (@ == $tag)', jsonb_build_object('tag', $1::text)) ORDER BY id FOR NO KEY UPDATE",
        tag,
    )
    return {row.id: msgspec.json.decode(row.rule, type=Rule) for row in rows}


async def set_rule_of(collection_id: UUID, rule: Rule) -> None:
    """Writes a rule that finds the same by another name."""
    await execute(
        "UPDATE catalog.collection SET rule = $2::jsonb WHERE id = $1",
        collection_id,
        msgspec.json.encode(rule).decode(),
    )
