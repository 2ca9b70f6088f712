"""What has lines of its own in files besides products, as files have it: all of a kind, or one by its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

import msgspec
from fondaco.db import fetch_all, fetch_rows

from fondaco_catalog.model.collection_rules import BY_ID, Rule, RuleCondition, RuleField
from fondaco_catalog.model.transfer.grouping_fields import LOOKS, LOOKS_IN_WORDS
from fondaco_catalog.model.transfer.kinds import moment_text
from fondaco_catalog.model.transfer.levels import Item

__all__ = ["LEADING", "RULED_BY", "Thing", "list_former_slugs", "list_slugs", "list_things"]

LEADING = ("attribute", "productType", "brand", "category", "collection", "relationKind", "tag", "priceList")
"""The kinds that come before the products, each behind those that it speaks of."""

RULED_BY = {RuleField.CATEGORY: "category", RuleField.BRAND: "brand", RuleField.PRODUCT_TYPE: "product_type"}
"""The tables of the things that conditions name by id."""

_TEXTS = {column: name for name, column in LOOKS_IN_WORDS.items()}


class Thing(msgspec.Struct, frozen=True):
    """A thing in the shop, and what a file says of it."""

    id: UUID
    item: Item


async def list_things(kind: str, name: str | None = None) -> list[Thing]:
    """Returns all things of a kind in the order in which a file has them, or the one of a name.

    Args:
        kind: One of `LEADING`.
        name: Its slug or code.
    """
    return await _READ[kind](name)


async def list_former_slugs(entity: str, ids: Sequence[UUID] | None = None) -> dict[UUID, list[str]]:
    """Returns the former slugs of all things of a kind, or of some, the latest first."""
    rows = await fetch_rows(
        "SELECT target, slug FROM catalog.slug_history WHERE entity = $1 "
        "AND ($2::uuid[] IS NULL OR target = ANY($2::uuid[])) ORDER BY created_at DESC, slug",
        entity,
        None if ids is None else list(ids),
    )
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for row in rows:
        found[row["target"]].append(row["slug"])
    return found


class _Slug(msgspec.Struct, frozen=True):
    id: UUID
    slug: str


async def list_slugs(table: str) -> dict[UUID, str]:
    """Returns the slugs of all categories, brands or product types."""
    return {row.id: row.slug for row in await fetch_all(_Slug, f"SELECT id, slug FROM catalog.{table}")}  # noqa: S608


async def _texts(kind: str, names: Sequence[str], ids: list[UUID] | None) -> dict[UUID, dict[str, dict[str, str]]]:
    rows = await fetch_rows(
        f"SELECT {kind} AS owner, locale, {', '.join(names)} FROM catalog.{kind}_translation "  # noqa: S608
        f"WHERE $1::uuid[] IS NULL OR {kind} = ANY($1::uuid[]) ORDER BY locale",
        ids,
    )
    found: dict[UUID, dict[str, dict[str, str]]] = {}
    for row in rows:
        texts = {_TEXTS.get(name, name): row[name] for name in names}
        found.setdefault(row["owner"], {})[row["locale"]] = texts
    return found


def _labels(text: str) -> dict[str, str]:
    return dict(sorted(msgspec.json.decode(text).items()))


def _only(name: str | None, rows: Sequence[Mapping[str, Any]]) -> list[UUID] | None:
    """Returns the ids to which what belongs to the rows is confined."""
    return None if name is None else [row["id"] for row in rows]


async def _attributes(code: str | None) -> list[Thing]:
    rows = await fetch_rows(
        "SELECT id, code, name, labels::text AS labels, kind, unit, reference_to, filterable, visible, position "
        "FROM catalog.attribute WHERE $1::text IS NULL OR code = $1 ORDER BY position, code",
        code,
    )
    chosen = await fetch_rows(
        "SELECT attribute, code, name, labels::text AS labels, colour, image_url FROM catalog.attribute_choice "
        "WHERE $1::uuid[] IS NULL OR attribute = ANY($1::uuid[]) ORDER BY position, id",
        _only(code, rows),
    )
    choices: defaultdict[UUID, list[Item]] = defaultdict(list)
    for row in chosen:
        choice = {"code": row["code"], "name": row["name"], "labels": _labels(row["labels"])}
        swatch = {"colour": row["colour"], "imageUrl": row["image_url"]}
        choices[row["attribute"]].append(choice | {key: value for key, value in swatch.items() if value})
    return [
        Thing(
            row["id"],
            {
                "code": row["code"],
                "name": row["name"],
                "labels": _labels(row["labels"]),
                "type": row["kind"],
                "unit": row["unit"],
                "referenceTo": row["reference_to"],
                "filterable": row["filterable"],
                "visible": row["visible"],
                "position": row["position"],
                "choices": choices[row["id"]],
            },
        )
        for row in rows
    ]


async def _types(slug: str | None) -> list[Thing]:
    rows = await fetch_rows(
        "SELECT id, slug, name, labels::text AS labels FROM catalog.product_type "
        "WHERE $1::text IS NULL OR slug = $1 ORDER BY slug",
        slug,
    )
    own = _only(slug, rows)
    assigned = await fetch_rows(
        "SELECT ta.product_type, a.code, ta.scope, ta.required FROM catalog.product_type_attribute ta "
        "JOIN catalog.attribute a ON a.id = ta.attribute WHERE $1::uuid[] IS NULL OR ta.product_type = ANY($1::uuid[]) "
        "ORDER BY ta.position, a.code",
        own,
    )
    attributes: defaultdict[UUID, list[Item]] = defaultdict(list)
    for row in assigned:
        attributes[row["product_type"]].append({name: row[name] for name in ("code", "scope", "required")})
    former = await list_former_slugs("product_type", own)
    return [
        Thing(
            row["id"],
            {
                "slug": row["slug"],
                "name": row["name"],
                "labels": _labels(row["labels"]),
                "attributes": attributes[row["id"]],
                "formerSlugs": former.get(row["id"], []),
            },
        )
        for row in rows
    ]


def _kept(row: Mapping[str, Any], former: Mapping[UUID, list[str]]) -> Item:
    return {
        "metadata": msgspec.json.decode(row["metadata"]),
        "privateMetadata": msgspec.json.decode(row["private_metadata"]),
        "formerSlugs": former.get(row["id"], []),
    }


_DESCRIBED: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "brand": (
        "t.logo_url, t.seo_title, t.seo_description",
        "",
        "t.slug",
        {"logoUrl": "logo_url", "seoTitle": "seo_title", "seoDescription": "seo_description"},
    ),
    "category": (
        "t.image_url, t.image_alt, t.seo_title, t.seo_description, t.position, p.slug AS parent",
        "LEFT JOIN catalog.category p ON p.id = t.parent",
        "cardinality(t.path), t.position, t.slug",
        {**LOOKS, "parent": "parent", "position": "position"},
    ),
}
"""Of things with a name and a description: what else is read, from where, in which order, and the fields of that."""


async def _described(kind: str, slug: str | None) -> list[Thing]:
    columns, joined, order, fields = _DESCRIBED[kind]
    rows = await fetch_rows(
        f"SELECT t.id, t.slug, t.name, t.description, {columns}, t.metadata::text AS metadata, "  # noqa: S608
        f"t.private_metadata::text AS private_metadata FROM catalog.{kind} t {joined} "
        f"WHERE $1::text IS NULL OR t.slug = $1 ORDER BY {order}",
        slug,
    )
    own = _only(slug, rows)
    translated = ("name", "description", *(name for name in _TEXTS if name in fields.values()))
    texts, former = await _texts(kind, translated, own), await list_former_slugs(kind, own)
    return [
        Thing(
            row["id"],
            {
                **{name: row[name] for name in ("slug", "name", "description")},
                **{name: row[column] for name, column in fields.items()},
                "translations": texts.get(row["id"], {}),
                **_kept(row, former),
            },
        )
        for row in rows
    ]


async def _collections(slug: str | None) -> list[Thing]:
    rows = await fetch_rows(
        "SELECT id, slug, title, description, image_url, image_alt, seo_title, seo_description, channels, "
        "rule::text AS rule, sort, metadata::text AS metadata, private_metadata::text AS private_metadata "
        "FROM catalog.collection WHERE $1::text IS NULL OR slug = $1 ORDER BY slug",
        slug,
    )
    own = _only(slug, rows)
    texts = await _texts("collection", ("title", "description", *_TEXTS), own)
    former = await list_former_slugs("collection", own)
    ruled = any(row["rule"] is not None for row in rows)
    names = {field: await list_slugs(table) for field, table in RULED_BY.items()} if ruled else {}
    return [
        Thing(
            row["id"],
            {
                "slug": row["slug"],
                "title": row["title"],
                "description": row["description"],
                **{name: row[column] for name, column in LOOKS.items()},
                "translations": texts.get(row["id"], {}),
                "channels": row["channels"],
                "rule": {} if row["rule"] is None else _rule(msgspec.json.decode(row["rule"], type=Rule), names),
                "sort": row["sort"],
                **_kept(row, former),
            },
        )
        for row in rows
    ]


def _rule(rule: Rule, names: Mapping[RuleField, Mapping[UUID, str]]) -> Item:
    """Returns a rule with slugs in the place of ids; what is gone keeps its id, which is nothing's slug."""

    def condition(found: RuleCondition) -> RuleCondition:
        if found.field not in BY_ID:
            return found
        slugs = names[found.field]
        return msgspec.structs.replace(found, values=tuple(slugs.get(UUID(id_), id_) for id_ in found.values))

    named = Rule(
        match=rule.match,
        conditions=tuple(map(condition, rule.conditions)),
        groups=tuple(
            msgspec.structs.replace(group, conditions=tuple(map(condition, group.conditions))) for group in rule.groups
        ),
    )
    found: Item = msgspec.json.decode(msgspec.json.encode(named))
    return found


async def _relation_kinds(code: str | None) -> list[Thing]:
    rows = await fetch_rows(
        'SELECT id, code, name, labels::text AS labels, "symmetric", position FROM catalog.relation_kind '
        "WHERE $1::text IS NULL OR code = $1 ORDER BY position, code",
        code,
    )
    return [
        Thing(
            row["id"],
            {
                "code": row["code"],
                "name": row["name"],
                "labels": _labels(row["labels"]),
                "symmetric": row["symmetric"],
                "position": row["position"],
            },
        )
        for row in rows
    ]


async def _tags(name: str | None) -> list[Thing]:
    rows = await fetch_rows(
        "SELECT id, tag, labels::text AS labels FROM catalog.tag_texts "
        "WHERE CASE WHEN $1::text IS NULL THEN labels <> '{}'::jsonb ELSE tag = $1 END ORDER BY tag",
        name,
    )
    return [Thing(row["id"], {"name": row["tag"], "labels": _labels(row["labels"])}) for row in rows]


async def _price_lists(code: str | None) -> list[Thing]:
    """Base lists are told only where somebody gave them a name or a title: they are made by themselves."""
    rows = await fetch_rows(
        "SELECT id, code, name, title, labels::text AS labels, channel, currency, priority, starts_at, ends_at, "
        "customer_groups, active FROM catalog.price_list WHERE NOT deleting AND CASE WHEN $1::text IS NOT NULL "
        "THEN code = $1 ELSE NOT base OR (name, title, labels) <> (channel || ' ' || currency, '', '{}'::jsonb) END "
        "ORDER BY id",
        code,
    )
    return [
        Thing(
            row["id"],
            {
                **{name: row[name] for name in ("code", "name", "title")},
                "labels": _labels(row["labels"]),
                **{name: row[name] for name in ("channel", "currency", "priority")},
                "startsAt": None if row["starts_at"] is None else moment_text(row["starts_at"]),
                "endsAt": None if row["ends_at"] is None else moment_text(row["ends_at"]),
                "customerGroups": row["customer_groups"],
                "active": row["active"],
            },
        )
        for row in rows
    ]


_READ: dict[str, Callable[[str | None], Awaitable[list[Thing]]]] = {
    "attribute": _attributes,
    "productType": _types,
    "brand": partial(_described, "brand"),
    "category": partial(_described, "category"),
    "collection": _collections,
    "relationKind": _relation_kinds,
    "tag": _tags,
    "priceList": _price_lists,
}
