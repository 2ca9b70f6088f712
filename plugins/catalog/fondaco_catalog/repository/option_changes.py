"""Options that a product has: other names, another order, one more or less, in a few statements for all variants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all, fetch_value

__all__ = [
    "OptionTexts",
    "ValueText",
    "add_to_variants",
    "delete_option",
    "delete_values",
    "find_collision",
    "find_used",
    "list_option_texts",
    "permute_variants",
    "place_options",
    "rename_values",
    "set_labels",
    "take_from_variants",
]


async def find_used(product_id: UUID, value_ids: Sequence[UUID]) -> UUID | None:
    """Returns one of these values that a variant has, or None."""
    found: UUID | None = await fetch_value(
        "SELECT used.id FROM unnest($2::uuid[]) WITH ORDINALITY AS used(id, place) WHERE EXISTS (SELECT FROM "
        "catalog.product_variant v WHERE v.product = $1 AND used.id = ANY(v.option_values)) "
        "ORDER BY used.place LIMIT 1",
        product_id,
        list(value_ids),
    )
    return found


async def rename_values(names: Mapping[UUID, tuple[str, int]]) -> None:
    """Gives values names and places; two may exchange theirs."""
    ids = list(names)
    # Names are unique within the option at every moment: out of the way first, by names that no value can have.
    await execute(
        "UPDATE catalog.product_option_value SET value = E'\\x01' || id::text WHERE id = ANY($1::uuid[])", ids
    )
    await execute(
        "UPDATE catalog.product_option_value ov SET value = given.name, position = given.place "
        "FROM unnest($1::uuid[], $2::text[], $3::int[]) AS given(id, name, place) WHERE ov.id = given.id",
        ids,
        [name for name, _ in names.values()],
        [place for _, place in names.values()],
    )


async def delete_values(value_ids: Sequence[UUID]) -> None:
    """Deletes values that no variant has."""
    await execute("DELETE FROM catalog.product_option_value WHERE id = ANY($1::uuid[])", list(value_ids))


async def delete_option(option_id: UUID) -> None:
    """Deletes an option that no variant has a value of, with its values."""
    await execute('DELETE FROM catalog.product_option_value WHERE "option" = $1', option_id)
    await execute("DELETE FROM catalog.product_option WHERE id = $1", option_id)


async def place_options(option_ids: Sequence[UUID]) -> None:
    """Puts the options of a product into this order."""
    await execute(
        "UPDATE catalog.product_option o SET position = given.place - 1 "
        "FROM unnest($1::uuid[]) WITH ORDINALITY AS given(id, place) WHERE o.id = given.id",
        list(option_ids),
    )


async def add_to_variants(product_id: UUID, value_id: UUID, now: datetime) -> None:
    """Gives every variant of a product one more value, behind those it has."""
    await execute(
        "UPDATE catalog.product_variant SET option_values = option_values || $2::uuid, version = version + 1, "
        "updated_at = $3 WHERE product = $1",
        product_id,
        value_id,
        now,
    )


async def find_collision(product_id: UUID, place: int) -> list[str] | None:
    """Returns what variants have in common that would be the same without the value at a place from 0, or None."""
    found: list[str] | None = await fetch_value(
        "SELECT ARRAY(SELECT ov.value FROM unnest(twice.rest) WITH ORDINALITY AS rest(id, place) "
        "JOIN catalog.product_option_value ov ON ov.id = rest.id ORDER BY rest.place) FROM (SELECT "
        "option_values[1:$2] || option_values[$2 + 2:] AS rest FROM catalog.product_variant WHERE product = $1 "
        "GROUP BY 1 HAVING count(*) > 1 ORDER BY 1 LIMIT 1) AS twice",
        product_id,
        place,
    )
    return found


async def take_from_variants(product_id: UUID, place: int, now: datetime) -> None:
    """Takes the value at a place, from 0, from every variant of a product."""
    await execute(
        "UPDATE catalog.product_variant SET option_values = option_values[1:$2] || option_values[$2 + 2:], "
        "version = version + 1, updated_at = $3 WHERE product = $1",
        product_id,
        place,
        now,
    )


async def permute_variants(product_id: UUID, places: Sequence[int], now: datetime) -> None:
    """Puts the values of every variant of a product into another order: the old place, from 0, of each new one."""
    await execute(
        "UPDATE catalog.product_variant SET option_values = ARRAY(SELECT option_values[old + 1] "
        "FROM unnest($2::int[]) WITH ORDINALITY AS given(old, new) ORDER BY new), version = version + 1, "
        "updated_at = $3 WHERE product = $1",
        product_id,
        list(places),
        now,
    )


async def set_labels(table: str, labels: Mapping[UUID, Mapping[str, str]]) -> None:
    """Adds translated names to options or values, and takes away those that are empty; other languages stay.

    Args:
        table: ``product_option`` or ``product_option_value``.
    """
    rows = [
        {
            "id": id_,
            "more": {locale: text for locale, text in found.items() if text},
            "less": [locale for locale, text in found.items() if not text],
        }
        for id_, found in labels.items()
    ]
    await execute(
        f"UPDATE catalog.{table} t SET labels = (t.labels || given.more) - "  # noqa: S608 (see the docstring)
        "ARRAY(SELECT jsonb_array_elements_text(given.less)) "
        "FROM jsonb_to_recordset($1::jsonb) AS given(id uuid, more jsonb, less jsonb) WHERE t.id = given.id",
        msgspec.json.encode(rows).decode(),
    )


class ValueText(msgspec.Struct, frozen=True):
    """The name of an option's value in a language."""

    value: str
    label: str


class OptionTexts(msgspec.Struct, frozen=True):
    """The names of an option and of its values in a language."""

    locale: str
    name: str
    values: list[ValueText]


class _Label(msgspec.Struct, frozen=True):
    option_id: UUID
    value: str | None
    locale: str
    text: str


async def list_option_texts(option_ids: Sequence[UUID]) -> list[list[OptionTexts]]:
    """Returns the translations of options and their values, by locale."""
    rows = await fetch_all(
        _Label,
        "SELECT option_id, value, locale, text FROM (SELECT o.id AS option_id, NULL AS value, l.key AS locale, "
        "l.value AS text, -1 AS place FROM catalog.product_option o, jsonb_each_text(o.labels) l "
        'WHERE o.id = ANY($1::uuid[]) UNION ALL SELECT ov."option", ov.value, l.key, l.value, ov.position '
        "FROM catalog.product_option_value ov, jsonb_each_text(ov.labels) l "
        'WHERE ov."option" = ANY($1::uuid[])) AS found ORDER BY place, value',
        list(option_ids),
    )
    names: dict[tuple[UUID, str], str] = {}
    values: defaultdict[tuple[UUID, str], list[ValueText]] = defaultdict(list)
    for row in rows:
        key = (row.option_id, row.locale)
        if row.value is None:
            names[key] = row.text
        else:
            values[key].append(ValueText(row.value, row.text))
    found: defaultdict[UUID, list[OptionTexts]] = defaultdict(list)
    for option_id, locale in sorted({*names, *values}, key=lambda key: key[1]):
        key = (option_id, locale)
        found[option_id].append(OptionTexts(locale, names.get(key, ""), values.get(key, [])))
    return [found[id_] for id_ in option_ids]
