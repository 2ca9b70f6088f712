"""What a batch of products needs to know of the attributes of their types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from fondaco_catalog.model.attributes import AttributeRule
from fondaco_catalog.model.transfer.levels import Item
from fondaco_catalog.repository.attribute_values import list_type_rules
from fondaco_catalog.repository.options import choice_names
from fondaco_catalog.repository.transfer.lookups import keep_types
from fondaco_catalog.repository.transfer.parts import Row
from fondaco_catalog.service.transfer.merge_attributes import texts_of_values

__all__ = ["list_rules"]


async def list_rules(
    items: Sequence[Item], types: Mapping[str, UUID], state: Mapping[str, Mapping[UUID, list[Row]]]
) -> tuple[dict[UUID, Mapping[str, AttributeRule]], dict[UUID, str]]:
    """Returns the attributes of the types that products have or get, with the choices that they name.

    Nothing is asked where neither the file nor the products speak of attributes. Keeps the types as they are until the
    transaction ends.

    Returns:
        Rules by type and code, and the names of choices.
    """
    linked = any(row["attribute"] is not None for rows in state["product_option"].values() for row in rows)
    if not linked and not any(map(_speaks, items)):
        return {}, {}
    texts = {text for item in items for text in _texts(item)}
    wanted = {types[name] for item in items if (name := item.get("productType"))}
    wanted |= {row["type"] for rows in state["product"].values() for row in rows if row["type"] is not None}
    await keep_types(sorted(wanted))
    rules: dict[UUID, Mapping[str, AttributeRule]] = {}
    for type_id in sorted(wanted):
        rules[type_id] = await list_type_rules(type_id, choices=sorted(texts))
    chosen = {id_ for found in rules.values() for rule in found.values() for id_ in rule.choices.values()}
    return rules, await choice_names(sorted(chosen))


def _speaks(item: Mapping[str, Any]) -> bool:
    return (
        bool(item.get("attributes"))
        or any(option.get("attribute") for option in item.get("options", ()))
        or any(variant.get("attributes") for variant in item.get("variants", ()))
    )


def _texts(item: Mapping[str, Any]) -> set[str]:
    found = texts_of_values(item.get("attributes", {}))
    found.update(value["value"] for option in item.get("options", ()) for value in option["values"])
    for variant in item.get("variants", ()):
        found.update(variant.get("options", ()))
        found |= texts_of_values(variant.get("attributes", {}))
    return found
