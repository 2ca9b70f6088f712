"""Tags over all products: how many have one, which do, and what it is called in other languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec
from fondaco.db import Page, PageArgs, SortKey, any_of, execute, fetch_all, fetch_value
from fondaco.db.pagination import Keyset
from fondaco.ids import new_id

from fondaco_catalog.model.collection_rules import Rule
from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.text import is_storable, like_pattern

__all__ = [
    "Tag",
    "count_products",
    "delete_labels",
    "list_labels",
    "list_tag_labels",
    "list_tags",
    "lock_rules_naming",
    "lock_tagged",
    "move_labels",
    "put_labels",
    "set_rule_of",
]


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


class _Labels(msgspec.Struct, frozen=True):
    tag: str
    labels: str


async def list_labels(tags: Sequence[str]) -> list[dict[str, str]]:
    """Returns what each of these tags is called, by locale."""
    rows = await fetch_all(
        _Labels,
        f"SELECT tag, labels::text AS labels FROM catalog.tag_texts WHERE tag = {any_of('$1', 'text')}",  # noqa: S608
        list(tags),
    )
    found = {row.tag: msgspec.json.decode(row.labels, type=dict[str, str]) for row in rows}
    return [found.get(tag, {}) for tag in tags]


async def list_tag_labels(scope: Scope, lists: Sequence[Sequence[str]]) -> list[list[str]]:
    """Returns lists of tags in the scope's language, one without a translation as it is written."""
    tags = list({tag for one in lists for tag in one})
    labels = dict(zip(tags, await list_labels(tags) if tags else [], strict=True))

    def called(tag: str) -> str:
        return labels[tag].get(scope.locale) or labels[tag].get(scope.second_locale) or tag

    return [[called(tag) for tag in one] for one in lists]


async def put_labels(tag: str, labels: Mapping[str, str]) -> UUID:
    """Says what a tag is called in some languages; an empty text takes one away, other languages stay.

    Returns:
        The id of its texts.
    """
    id_: UUID = await fetch_value(
        "INSERT INTO catalog.tag_texts AS known (id, tag, labels) VALUES ($1, $2, ($3::jsonb - $4::text[])) "
        "ON CONFLICT (tag) DO UPDATE SET labels = (known.labels || $3::jsonb) - $4::text[] RETURNING id",
        new_id(),
        tag,
        msgspec.json.encode(labels).decode(),
        [locale for locale, text in labels.items() if not text],
    )
    return id_


async def move_labels(tag: str, name: str) -> UUID | None:
    """Gives a tag the labels of another one, which loses them; where it has its own these stay.

    Returns:
        The id of its texts; None if the other one had no labels.
    """
    id_: UUID | None = await fetch_value(
        "INSERT INTO catalog.tag_texts AS known (id, tag, labels) SELECT $1, $3, labels FROM catalog.tag_texts "
        "WHERE tag = $2 ON CONFLICT (tag) DO UPDATE SET labels = EXCLUDED.labels || known.labels RETURNING id",
        new_id(),
        tag,
        name,
    )
    await delete_labels(tag)
    return id_


async def delete_labels(tag: str) -> None:
    """Forgets what a tag is called."""
    await execute("DELETE FROM catalog.tag_texts WHERE tag = $1", tag)


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
