"""Product types, attributes and choices as verbs need to know them before they change them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all, fetch_one, fetch_value

from fondaco_catalog.repository.rows import Row, insert_rows

__all__ = [
    "LACKS",
    "MISSING",
    "AttributeState",
    "ChoiceState",
    "add_choices",
    "count_lacking",
    "delete_attribute",
    "delete_choice",
    "delete_type",
    "find_attribute_of",
    "get_labels",
    "in_use",
    "is_unit_used",
    "list_attributes_by_code",
    "list_choices",
    "lock_attribute",
    "merge_choice",
    "move_choices",
    "rename_option_values",
    "set_type_attributes",
]

Defined = Literal["product_type", "attribute", "attribute_choice"]


class AttributeState(msgspec.Struct, frozen=True):
    """An attribute."""

    id: UUID
    code: str
    kind: str
    unit: str | None


class ChoiceState(msgspec.Struct, frozen=True):
    """A choice of an attribute."""

    id: UUID
    attribute_id: UUID
    code: str
    name: str
    name_key: str
    position: int


class _Labels(msgspec.Struct, frozen=True):
    labels: str


async def get_labels(table: Defined, id_: UUID) -> dict[str, str]:
    """Returns the translated names of a type, attribute or choice, by locale."""
    found = await fetch_one(_Labels, f"SELECT labels FROM catalog.{table} WHERE id = $1", id_)  # noqa: S608
    return {} if found is None else msgspec.json.decode(found.labels, type=dict[str, str])


class _Id(msgspec.Struct, frozen=True):
    id: UUID


async def find_attribute_of(choice_id: UUID) -> UUID | None:
    """Returns the id of a choice's attribute, or None if there is no such choice."""
    found = await fetch_one(_Id, "SELECT attribute AS id FROM catalog.attribute_choice WHERE id = $1", choice_id)
    return None if found is None else found.id


async def list_attributes_by_code(codes: Sequence[str]) -> dict[str, AttributeState]:
    """Returns those of the attributes that exist, by code, and lets nobody delete them until the transaction ends."""
    rows = await fetch_all(
        AttributeState,
        "SELECT id, code, kind, unit FROM catalog.attribute WHERE code = ANY($1::text[]) ORDER BY id FOR KEY SHARE",
        list(codes),
    )
    return {row.code: row for row in rows}


async def lock_attribute(attribute_id: UUID) -> AttributeState | None:
    """Locks an attribute, behind the product types that have it, so that nobody sets a value of it meanwhile.

    Whoever sets values holds the product's type first: see `fondaco_catalog.repository.attribute_values.lock_rules`.
    """
    await fetch_all(
        AttributeState,
        "SELECT id, slug AS code, name AS kind, NULL AS unit FROM catalog.product_type WHERE id IN "
        "(SELECT product_type FROM catalog.product_type_attribute WHERE attribute = $1) ORDER BY id FOR NO KEY UPDATE",
        attribute_id,
    )
    return await fetch_one(
        AttributeState, "SELECT id, code, kind, unit FROM catalog.attribute WHERE id = $1 FOR UPDATE", attribute_id
    )


async def is_unit_used(attribute_id: UUID) -> bool:
    """Says whether there are numbers of an attribute."""
    return bool(
        await fetch_value("SELECT EXISTS (SELECT FROM catalog.attribute_value WHERE attribute = $1)", attribute_id)
    )


_USED = {
    "product_type": "SELECT id FROM catalog.product WHERE type = $1",
    "attribute": "SELECT product FROM catalog.attribute_value WHERE attribute = $1 "
    "UNION SELECT product FROM catalog.product_option WHERE attribute = $1",
    "attribute_choice": "SELECT product FROM catalog.attribute_value WHERE choice = $1 "
    "UNION SELECT o.product FROM catalog.product_option_value ov "
    'JOIN catalog.product_option o ON o.id = ov."option" WHERE ov.choice = $1',
}


async def in_use(table: Defined, id_: UUID) -> int:
    """Returns how many products use a type, an attribute or a choice."""
    return int(await fetch_value(f"SELECT count(*) FROM ({_USED[table]}) used", id_))  # noqa: S608


async def delete_type(type_id: UUID) -> None:
    """Deletes a product type that no product has."""
    await execute("DELETE FROM catalog.product_type_attribute WHERE product_type = $1", type_id)
    await execute("DELETE FROM catalog.product_type WHERE id = $1", type_id)


async def delete_attribute(attribute_id: UUID) -> None:
    """Deletes an attribute with its choices and all its values; options that stood for it stand for themselves."""
    await execute("DELETE FROM catalog.attribute_value WHERE attribute = $1", attribute_id)
    await execute(
        "UPDATE catalog.product_option_value SET choice = NULL WHERE choice IN "
        "(SELECT id FROM catalog.attribute_choice WHERE attribute = $1)",
        attribute_id,
    )
    await execute("UPDATE catalog.product_option SET attribute = NULL WHERE attribute = $1", attribute_id)
    await execute("DELETE FROM catalog.product_type_attribute WHERE attribute = $1", attribute_id)
    await execute("DELETE FROM catalog.attribute_choice WHERE attribute = $1", attribute_id)
    await execute("DELETE FROM catalog.attribute WHERE id = $1", attribute_id)


async def set_type_attributes(type_id: UUID, rows: Sequence[Row]) -> None:
    """Makes these the attributes of a type; values of attributes that it loses stay, unseen."""
    await execute("DELETE FROM catalog.product_type_attribute WHERE product_type = $1", type_id)
    await insert_rows("product_type_attribute", rows)


async def list_choices(attribute_id: UUID) -> list[ChoiceState]:
    """Returns the choices of an attribute, in order."""
    return await fetch_all(
        ChoiceState,
        "SELECT id, attribute AS attribute_id, code, name, name_key, position FROM catalog.attribute_choice "
        "WHERE attribute = $1 ORDER BY position, id",
        attribute_id,
    )


async def add_choices(rows: Sequence[Row]) -> None:
    """Adds choices."""
    await insert_rows("attribute_choice", rows)


async def move_choices(ids: Sequence[UUID]) -> None:
    """Puts choices into the order of these ids."""
    await execute(
        "UPDATE catalog.attribute_choice c SET position = given.place - 1 "
        "FROM unnest($1::uuid[]) WITH ORDINALITY AS given(id, place) WHERE c.id = given.id",
        list(ids),
    )


async def rename_option_values(choice_id: UUID, name: str) -> None:
    """Calls the option values that stand for a choice by its new name."""
    await execute("UPDATE catalog.product_option_value SET value = $2 WHERE choice = $1", choice_id, name)


async def merge_choice(choice_id: UUID, replacement_id: UUID, name: str) -> int:
    """Puts one choice into the place of another everywhere.

    Returns:
        How many products have both as values of one option, so that their variants cannot be told apart any more; if
        there are any nothing was changed.
    """
    both = await fetch_value(
        'SELECT count(*) FROM catalog.product_option_value a JOIN catalog.product_option_value b ON b."option" = '
        'a."option" AND b.id <> a.id WHERE a.choice = $1 AND (b.choice = $2 OR b.value = $3)',
        choice_id,
        replacement_id,
        name,
    )
    if both:
        return int(both)
    await execute(
        "DELETE FROM catalog.attribute_value a USING catalog.attribute_value b WHERE a.choice = $1 AND b.choice = $2 "
        "AND b.product = a.product AND b.variant IS NOT DISTINCT FROM a.variant",
        choice_id,
        replacement_id,
    )
    await execute("UPDATE catalog.attribute_value SET choice = $2 WHERE choice = $1", choice_id, replacement_id)
    await execute(
        "UPDATE catalog.product_option_value SET choice = $2, value = $3 WHERE choice = $1",
        choice_id,
        replacement_id,
        name,
    )
    return 0


async def delete_choice(choice_id: UUID) -> None:
    """Deletes a choice that nothing uses."""
    await execute("DELETE FROM catalog.attribute_choice WHERE id = $1", choice_id)


class _Lacking(msgspec.Struct, frozen=True):
    code: str
    products: int


async def count_lacking(type_id: UUID) -> dict[str, int]:
    """Returns how many products of a type lack each of its required attributes, by code; those that none lacks are
    left out.
    """
    rows = await fetch_all(
        _Lacking,
        f"SELECT code, count(DISTINCT product) AS products FROM ({MISSING}) missing "  # noqa: S608
        "GROUP BY code ORDER BY code",
        [type_id],
        None,
    )
    return {row.code: row.products for row in rows}


LACKS = """CASE ta.scope
        WHEN 'product' THEN NOT EXISTS (SELECT FROM catalog.attribute_value av
            WHERE av.product = p.id AND av.variant IS NULL AND av.attribute = ta.attribute)
        WHEN 'option' THEN NOT EXISTS (SELECT FROM catalog.product_option o
            WHERE o.product = p.id AND o.attribute = ta.attribute)
        ELSE EXISTS (SELECT FROM catalog.product_variant v WHERE v.product = p.id AND NOT EXISTS (
            SELECT FROM catalog.attribute_value av WHERE av.variant = v.id AND av.attribute = ta.attribute))
    END"""
"""The condition that a product ``p`` lacks an attribute ``ta`` of its type."""

MISSING = f"""
    SELECT p.id AS product, a.code, ta.position
    FROM catalog.product p
    JOIN catalog.product_type_attribute ta ON ta.product_type = p.type AND ta.required
    JOIN catalog.attribute a ON a.id = ta.attribute
    WHERE ($1::uuid[] IS NULL OR p.type = ANY($1::uuid[])) AND ($2::uuid[] IS NULL OR p.id = ANY($2::uuid[]))
    AND {LACKS}"""  # noqa: S608 (constants only)
"""What products lack of what their types require: of the types ``$1``, or of the products ``$2``."""
