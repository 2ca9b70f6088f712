"""Options that stand for attributes, and their values for choices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all, fetch_value

from fondaco_catalog.model.text import name_key

__all__ = ["choice_names", "find_option_attribute", "link", "list_choices", "list_missing_choices"]


class _Choice(msgspec.Struct, frozen=True):
    id: UUID
    attribute_id: UUID
    code: str
    name: str
    name_key: str


async def list_choices(attribute_ids: Sequence[UUID], wanted: Sequence[str]) -> dict[UUID, dict[str, UUID]]:
    """Returns those choices of attributes that have one of these codes or names, by code and folded name, and lets
    nobody delete them until the transaction ends.
    """
    rows = await fetch_all(
        _Choice,
        "SELECT id, attribute AS attribute_id, code, name, name_key FROM catalog.attribute_choice "
        "WHERE attribute = ANY($1::uuid[]) AND (code = ANY($2::text[]) OR name_key = ANY($3::text[])) ORDER BY id "
        "FOR KEY SHARE",
        list(attribute_ids),
        list(wanted),
        [name_key(value) for value in wanted],
    )
    found: defaultdict[UUID, dict[str, UUID]] = defaultdict(dict)
    for row in rows:
        found[row.attribute_id][row.name_key] = row.id
    for row in rows:
        found[row.attribute_id][row.code] = row.id
    return found


async def choice_names(ids: Sequence[UUID]) -> dict[UUID, str]:
    """Returns the names of choices by id."""
    if not ids:
        return {}
    rows = await fetch_all(
        _Choice,
        "SELECT id, attribute AS attribute_id, code, name, name_key FROM catalog.attribute_choice "
        "WHERE id = ANY($1::uuid[])",
        list(ids),
    )
    return {row.id: row.name for row in rows}


async def find_option_attribute(product_id: UUID, code: str) -> UUID | None:
    """Returns the attribute of this code that is an option of a product's type, or None."""
    found: UUID | None = await fetch_value(
        "SELECT a.id FROM catalog.product p JOIN catalog.product_type_attribute ta ON ta.product_type = p.type "
        "AND ta.scope = 'option' JOIN catalog.attribute a ON a.id = ta.attribute WHERE p.id = $1 AND a.code = $2",
        product_id,
        code,
    )
    return found


class _Value(msgspec.Struct, frozen=True):
    id: UUID
    value: str


async def list_missing_choices(product_id: UUID, option: str, attribute_id: UUID) -> list[str]:
    """Returns the values of a product's option that are no choices of an attribute, in order."""
    values = await fetch_all(
        _Value,
        "SELECT ov.id, ov.value FROM catalog.product_option o "
        'JOIN catalog.product_option_value ov ON ov."option" = o.id '
        "WHERE o.product = $1 AND o.name = $2 ORDER BY ov.position, ov.id",
        product_id,
        option,
    )
    known = await list_choices([attribute_id], [value.value for value in values])
    found = known.get(attribute_id, {})
    return [value.value for value in values if value.value not in found and name_key(value.value) not in found]


async def link(option_id: UUID, attribute_id: UUID | None, choices: Mapping[UUID, UUID]) -> None:
    """Lets an option stand for an attribute, or for none, and its values for choices, whose names they take."""
    await execute("UPDATE catalog.product_option SET attribute = $2 WHERE id = $1", option_id, attribute_id)
    await execute('UPDATE catalog.product_option_value SET choice = NULL WHERE "option" = $1', option_id)
    await execute(
        "UPDATE catalog.product_option_value ov SET choice = c.id, value = c.name "
        "FROM unnest($1::uuid[], $2::uuid[]) AS given(value, choice) "
        "JOIN catalog.attribute_choice c ON c.id = given.choice WHERE ov.id = given.value",
        list(choices),
        list(choices.values()),
    )
