"""Reads of attributes: what is said of products and variants, and what product types have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Literal
from uuid import UUID

import msgspec
from fondaco.db import Page, PageArgs, SortKey, any_of, fetch_all, fetch_value
from fondaco.db.pagination import Keyset

from fondaco_catalog.model.attribute_drafts import ReferenceTarget
from fondaco_catalog.model.attribute_views import (
    AssignedAttribute,
    Attribute,
    AttributeChoice,
    BooleanAttribute,
    ChoiceAttribute,
    DateAttribute,
    FileAttribute,
    NameTranslation,
    NumberAttribute,
    ReferenceAttribute,
    RichTextAttribute,
    TextAttribute,
    TextTranslation,
    TypeAttribute,
)
from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.text import is_storable, like_pattern

__all__ = [
    "find_attribute_by_code",
    "list_assigned",
    "list_attributes",
    "list_attributes_by_ids",
    "list_choices_by_ids",
    "list_choices_of",
    "list_names",
    "list_texts",
    "list_type_attributes",
]

_NAME = "COALESCE({0}.labels ->> $1::text, {0}.labels ->> $2::text, {0}.name) AS name"
_COLUMNS = (
    f"a.id, a.code, {_NAME.format('a')}, a.kind AS kind_code, a.unit, a.reference_to AS target_code, "
    "a.filterable, a.visible, a.position"
)
_CHOICE = f"c.id, c.code, {_NAME.format('c')}, c.colour, c.image_url"


class _Value(msgspec.Struct, frozen=True):
    value_id: UUID
    of_id: UUID
    code: str
    name: str
    kind: str
    unit: str | None
    target: str | None
    text: str | None
    number: Decimal | None
    boolean: bool | None
    day: date | None
    reference: UUID | None
    choice_id: UUID | None
    choice_code: str | None
    choice_name: str | None
    colour: str | None
    image_url: str | None

    @property
    def choice(self) -> AttributeChoice | None:
        if self.choice_id is None or self.choice_code is None or self.choice_name is None:
            return None
        return AttributeChoice(self.choice_id, self.choice_code, self.choice_name, self.colour, self.image_url)


async def list_assigned(
    scope: Scope, of: Literal["product", "variant"], ids: Sequence[UUID], codes: Sequence[str] | None = None
) -> list[list[AssignedAttribute]]:
    """Returns what is said of each product or variant, in the order of its type, in one statement.

    Buyers see what is visible and belongs to the product's type. Staff see everything, what the type does not have (any
    more) behind the rest.

    Args:
        codes: Only these attributes; None for all.
    """
    join, visible = ("JOIN", "AND a.visible") if scope.published_only else ("LEFT JOIN", "")
    mine = f"av.product = {any_of('$3')} AND av.variant IS NULL" if of == "product" else f"av.variant = {any_of('$3')}"
    rows = await fetch_all(
        _Value,
        f"""
        SELECT av.id AS value_id, av.{of} AS of_id, a.code, {_NAME.format("a")}, a.kind, a.unit,
            a.reference_to AS target,
            COALESCE(av.labels ->> $1::text, av.labels ->> $2::text, av.text) AS text,
            av.number, av.boolean, av.day, av.reference, c.id AS choice_id, c.code AS choice_code,
            COALESCE(c.labels ->> $1::text, c.labels ->> $2::text, c.name) AS choice_name, c.colour, c.image_url
        FROM catalog.attribute_value av
        JOIN catalog.product p ON p.id = av.product
        JOIN catalog.attribute a ON a.id = av.attribute
        {join} catalog.product_type_attribute ta
            ON ta.product_type = p.type AND ta.attribute = av.attribute AND ta.scope = '{of}'
        LEFT JOIN catalog.attribute_choice c ON c.id = av.choice
        WHERE {mine} {visible} AND ($4::text[] IS NULL OR a.code = ANY($4::text[]))
        ORDER BY av.{of}, ta.position, a.position, a.code, av.position
        """,  # noqa: S608 (constants only)
        scope.locale,
        scope.second_locale,
        list(set(ids)),
        None if codes is None else [code for code in codes if is_storable(code)],
    )
    found: defaultdict[UUID, list[AssignedAttribute]] = defaultdict(list)
    for (of_id, _), group in groupby(rows, key=lambda row: (row.of_id, row.code)):
        values = list(group)
        found[of_id].append(_assigned(values[0], values))
    return [found[id_] for id_ in ids]


def _assigned(first: _Value, values: Sequence[_Value]) -> AssignedAttribute:
    """Returns the values of one attribute as one thing, typed by what they are."""
    if first.choice is not None:
        choices = [value.choice for value in values if value.choice is not None]
        return ChoiceAttribute(first.code, first.name, choices)
    if first.reference is not None:
        ids = [value.reference for value in values if value.reference is not None]
        return ReferenceAttribute(first.code, first.name, ReferenceTarget(first.target), ids)
    if first.number is not None:
        return NumberAttribute(first.code, first.name, first.number, first.unit)
    if first.boolean is not None:
        return BooleanAttribute(first.code, first.name, first.boolean)
    if first.day is not None:
        return DateAttribute(first.code, first.name, first.day)
    text = first.text or ""
    match first.kind:
        case "rich_text":
            return RichTextAttribute(first.code, first.name, text, first.value_id)
        case "file":
            return FileAttribute(first.code, first.name, text)
        case _:
            return TextAttribute(first.code, first.name, text, first.value_id)


async def list_attributes(scope: Scope, search: str, args: PageArgs, *, largest: int = 100) -> Page[Attribute]:
    """Returns a page of attributes, in their order.

    Args:
        search: A part of the code or the name; empty for all.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``, ``PAGE_SIZE_REQUIRED``.
        LimitExceededError: ``PAGE_SIZE_TOO_LARGE``.
    """
    keys = (SortKey("a.position", int, "position"), SortKey("a.code", str, "code"))
    keyset = Keyset(keys, args, largest=largest, offset=3)
    source = "FROM catalog.attribute a WHERE (a.code ILIKE {0} OR a.name ILIKE {0})"
    pattern = like_pattern(search.strip()) if is_storable(search) else ""
    rows = await fetch_all(
        Attribute,
        f"SELECT {_COLUMNS} {source.format('$3')} AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        scope.locale,
        scope.second_locale,
        pattern,
        *keyset.params,
    )
    return keyset.page(rows, lambda: fetch_value(f"SELECT count(*) {source.format('$1')}", pattern))


async def list_attributes_by_ids(scope: Scope, ids: Sequence[UUID]) -> list[Attribute | None]:
    """Returns the attributes of these ids in their order, None for unknown ones and those that the scope hides."""
    hidden = "AND a.visible" if scope.published_only else ""
    rows = await fetch_all(
        Attribute,
        f"SELECT {_COLUMNS} FROM catalog.attribute a WHERE a.id = ANY($3::uuid[]) {hidden}",  # noqa: S608
        scope.locale,
        scope.second_locale,
        list(set(ids)),
    )
    found = {row.id: row for row in rows}
    return [found.get(id_) for id_ in ids]


async def find_attribute_by_code(scope: Scope, code: str) -> Attribute | None:
    """Returns the attribute of a code, or None."""
    if not is_storable(code):
        return None
    rows = await fetch_all(
        Attribute,
        f"SELECT {_COLUMNS} FROM catalog.attribute a WHERE a.code = $3",  # noqa: S608
        scope.locale,
        scope.second_locale,
        code,
    )
    return rows[0] if rows else None


class _TypeRow(Attribute, frozen=True, kw_only=True):
    type_id: UUID
    scope: str
    required: bool


async def list_type_attributes(scope: Scope, type_ids: Sequence[UUID]) -> list[list[TypeAttribute]]:
    """Returns the attributes of each product type, in order; buyers see the visible ones."""
    hidden = "AND a.visible" if scope.published_only else ""
    rows = await fetch_all(
        _TypeRow,
        f"SELECT {_COLUMNS}, ta.product_type AS type_id, ta.scope, ta.required "  # noqa: S608
        "FROM catalog.product_type_attribute ta JOIN catalog.attribute a ON a.id = ta.attribute "
        f"WHERE ta.product_type = {any_of('$3')} {hidden} ORDER BY ta.position, a.code",
        scope.locale,
        scope.second_locale,
        list(set(type_ids)),
    )
    found: defaultdict[UUID, list[TypeAttribute]] = defaultdict(list)
    for row in rows:
        found[row.type_id].append(TypeAttribute(row, row.scope, row.required))
    return [found[id_] for id_ in type_ids]


class _ChoiceRow(AttributeChoice, frozen=True, kw_only=True):
    attribute_id: UUID


async def list_choices_of(scope: Scope, attribute_ids: Sequence[UUID]) -> list[list[AttributeChoice]]:
    """Returns the choices of each attribute, in order."""
    rows = await fetch_all(
        _ChoiceRow,
        f"SELECT {_CHOICE}, c.attribute AS attribute_id FROM catalog.attribute_choice c "  # noqa: S608
        "WHERE c.attribute = ANY($3::uuid[]) ORDER BY c.position, c.id",
        scope.locale,
        scope.second_locale,
        list(set(attribute_ids)),
    )
    found: defaultdict[UUID, list[AttributeChoice]] = defaultdict(list)
    for row in rows:
        found[row.attribute_id].append(row)
    return [found[id_] for id_ in attribute_ids]


async def list_choices_by_ids(scope: Scope, ids: Sequence[UUID]) -> list[AttributeChoice | None]:
    """Returns the choices of these ids in their order, None for unknown ones."""
    rows = await fetch_all(
        AttributeChoice,
        f"SELECT {_CHOICE} FROM catalog.attribute_choice c WHERE c.id = ANY($3::uuid[])",  # noqa: S608
        scope.locale,
        scope.second_locale,
        list(set(ids)),
    )
    found = {row.id: row for row in rows}
    return [found.get(id_) for id_ in ids]


class _TextRow(TextTranslation, frozen=True, kw_only=True):
    of_id: UUID


async def list_texts(value_ids: Sequence[UUID]) -> list[list[TextTranslation]]:
    """Returns the translations of each text that is said of something, by locale."""
    rows = await fetch_all(
        _TextRow,
        "SELECT av.id AS of_id, label.key AS locale, label.value AS text FROM catalog.attribute_value av, "
        "jsonb_each_text(av.labels) label WHERE av.id = ANY($1::uuid[]) ORDER BY label.key",
        list(set(value_ids)),
    )
    found: defaultdict[UUID, list[TextTranslation]] = defaultdict(list)
    for row in rows:
        found[row.of_id].append(row)
    return [found[id_] for id_ in value_ids]


class _NameRow(NameTranslation, frozen=True, kw_only=True):
    of_id: UUID


async def list_names(
    table: Literal["product_type", "attribute", "attribute_choice"], ids: Sequence[UUID]
) -> list[list[NameTranslation]]:
    """Returns the translated names of each type, attribute or choice, by locale."""
    rows = await fetch_all(
        _NameRow,
        f"SELECT t.id AS of_id, label.key AS locale, label.value AS name FROM catalog.{table} t, "  # noqa: S608
        "jsonb_each_text(t.labels) label WHERE t.id = ANY($1::uuid[]) ORDER BY label.key",
        list(set(ids)),
    )
    found: defaultdict[UUID, list[NameTranslation]] = defaultdict(list)
    for row in rows:
        found[row.of_id].append(row)
    return [found[id_] for id_ in ids]
