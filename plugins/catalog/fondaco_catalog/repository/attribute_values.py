"""Writing what is said of products and variants by attributes, and what has to be known for that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all

from fondaco_catalog.model.attribute_drafts import AttributeKind, AttributeScope, Mention, ReferenceTarget
from fondaco_catalog.model.attributes import AttributeRule
from fondaco_catalog.model.text import name_key
from fondaco_catalog.repository.definitions import MISSING
from fondaco_catalog.repository.rows import insert_rows

__all__ = [
    "delete_unfitting",
    "find_unfitting",
    "forget_mentions",
    "keep_mentions",
    "list_labels",
    "list_missing",
    "list_type_rules",
    "lock_type_of",
    "replace_values",
]


class _Id(msgspec.Struct, frozen=True):
    id: UUID


async def lock_type_of(product_id: UUID) -> UUID | None:
    """Keeps the type of a product that the caller has locked as it is, with its attributes and their choices, until the
    transaction ends; returns its id. Others may do the same at the same time.
    """
    rows = await fetch_all(
        _Id,
        "SELECT pt.id FROM catalog.product_type pt WHERE pt.id = (SELECT type FROM catalog.product WHERE id = $1) "
        "FOR SHARE",
        product_id,
    )
    return rows[0].id if rows else None


class _RuleRow(msgspec.Struct, frozen=True):
    id: UUID
    code: str
    kind: str
    scope: str
    required: bool
    unit: str | None
    reference_to: str | None


class _ChoiceRow(msgspec.Struct, frozen=True):
    id: UUID
    attribute_id: UUID
    code: str
    name_key: str


async def list_type_rules(
    type_id: UUID, wanted: Sequence[str] | None = None, choices: Sequence[str] = ()
) -> dict[str, AttributeRule]:
    """Returns the attributes of a type by code, in order.

    Args:
        wanted: Codes; None for all.
        choices: Codes or names of the choices that are asked for; others are left out of the rules.
    """
    rows = await fetch_all(
        _RuleRow,
        "SELECT a.id, a.code, a.kind, ta.scope, ta.required, a.unit, a.reference_to "
        "FROM catalog.product_type_attribute ta JOIN catalog.attribute a ON a.id = ta.attribute "
        "WHERE ta.product_type = $1 AND ($2::text[] IS NULL OR a.code = ANY($2::text[])) ORDER BY ta.position, a.code",
        type_id,
        None if wanted is None else list(wanted),
    )
    found: dict[UUID, dict[str, UUID]] = {row.id: {} for row in rows}
    if choices:
        known = await fetch_all(
            _ChoiceRow,
            "SELECT id, attribute AS attribute_id, code, name_key FROM catalog.attribute_choice "
            "WHERE attribute = ANY($1::uuid[]) AND (code = ANY($2::text[]) OR name_key = ANY($3::text[])) ORDER BY id "
            "FOR KEY SHARE",
            list(found),
            list(choices),
            [name_key(choice) for choice in choices],
        )
        for choice in known:
            found[choice.attribute_id][choice.name_key] = choice.id
        for choice in known:
            found[choice.attribute_id][choice.code] = choice.id
    return {
        row.code: AttributeRule(
            id=row.id,
            code=row.code,
            kind=AttributeKind(row.kind),
            scope=AttributeScope(row.scope),
            required=row.required,
            unit=row.unit,
            reference_to=None if row.reference_to is None else ReferenceTarget(row.reference_to),
            choices=found[row.id],
        )
        for row in rows
    }


_TABLES = {
    ReferenceTarget.PRODUCT: "product",
    ReferenceTarget.VARIANT: "product_variant",
    ReferenceTarget.CATEGORY: "category",
    ReferenceTarget.COLLECTION: "collection",
    ReferenceTarget.BRAND: "brand",
}


async def keep_mentions(mentions: Sequence[Mention]) -> set[Mention]:
    """Lets nobody delete these things until the transaction ends; returns those of them that exist."""
    found: set[Mention] = set()
    for target, table in _TABLES.items():
        ids = [mention.id for mention in mentions if mention.target is target]
        if ids:
            sql = f"SELECT id FROM catalog.{table} WHERE id = ANY($1::uuid[]) ORDER BY id FOR KEY SHARE"  # noqa: S608
            found |= {Mention(target, row.id) for row in await fetch_all(_Id, sql, ids)}
    return found


async def forget_mentions(ids: Sequence[UUID]) -> None:
    """Takes things that are about to be deleted out of every reference to them."""
    await execute("DELETE FROM catalog.attribute_value WHERE reference = ANY($1::uuid[])", list(ids))


class _TextRow(msgspec.Struct, frozen=True):
    variant: UUID | None
    attribute: UUID
    labels: str


async def list_labels(
    product_id: UUID, attribute_ids: Sequence[UUID]
) -> dict[tuple[UUID | None, UUID], dict[str, str]]:
    """Returns the translations of texts of a product and its variants, by variant (None for the product itself) and
    attribute, by locale.
    """
    rows = await fetch_all(
        _TextRow,
        "SELECT variant, attribute, labels::text AS labels FROM catalog.attribute_value "
        "WHERE product = $1 AND attribute = ANY($2::uuid[]) AND labels <> '{}'",
        product_id,
        list(attribute_ids),
    )
    return {(row.variant, row.attribute): msgspec.json.decode(row.labels) for row in rows}


async def replace_values(
    product_id: UUID, changed: Sequence[tuple[UUID | None, UUID]], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Puts values into the place of those that were there, in three statements whatever the number of variants.

    Args:
        changed: Pairs of a variant, None for the product itself, and an attribute.
        rows: What they have from now on.
    """
    own = [attribute for variant, attribute in changed if variant is None]
    if own:
        await execute(
            "DELETE FROM catalog.attribute_value WHERE product = $1 AND variant IS NULL "
            "AND attribute = ANY($2::uuid[])",
            product_id,
            own,
        )
    variants = [(variant, attribute) for variant, attribute in changed if variant is not None]
    if variants:
        await execute(
            "DELETE FROM catalog.attribute_value av USING unnest($1::uuid[], $2::uuid[]) AS given(variant, attribute) "
            "WHERE av.variant = given.variant AND av.attribute = given.attribute",
            [variant for variant, _ in variants],
            [attribute for _, attribute in variants],
        )
    await insert_rows("attribute_value", rows)


class _Missing(msgspec.Struct, frozen=True):
    code: str


class _Lacking(msgspec.Struct, frozen=True):
    product: UUID
    code: str


async def list_missing(product_ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """Returns the codes of the attributes that the types of products require and they lack, in the type's order.

    Products that lack nothing are left out.
    """
    rows = await fetch_all(
        _Lacking,
        f"SELECT product, code FROM ({MISSING}) missing ORDER BY position, code",  # noqa: S608
        None,
        list(product_ids),
    )
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for row in rows:
        found[row.product].append(row.code)
    return dict(found)


_UNFITTING = """
    av.product = $1 AND NOT EXISTS (SELECT FROM catalog.product_type_attribute ta
        WHERE ta.product_type = $2::uuid AND ta.attribute = av.attribute
        AND ta.scope = CASE WHEN av.variant IS NULL THEN 'product' ELSE 'variant' END)"""


async def find_unfitting(product_id: UUID, type_id: UUID | None) -> list[str]:
    """Returns the codes of the attributes that a product has values of and a type does not have there."""
    rows = await fetch_all(
        _Missing,
        f"SELECT DISTINCT a.code FROM catalog.attribute_value av JOIN catalog.attribute a ON a.id = av.attribute "  # noqa: S608
        f"WHERE {_UNFITTING} ORDER BY a.code",
        product_id,
        type_id,
    )
    return [row.code for row in rows]


async def delete_unfitting(product_id: UUID, type_id: UUID | None) -> None:
    """Deletes the values of attributes that a type does not have there."""
    await execute(f"DELETE FROM catalog.attribute_value av WHERE {_UNFITTING}", product_id, type_id)  # noqa: S608
