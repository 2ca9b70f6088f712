"""The tables that a product is made of, as rows of plain values: read, compared and written many products at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from fondaco.db import copy_rows, execute, fetch_rows
from piccolo import columns
from piccolo.columns import (
    JSONB,
    Array,
    BigInt,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    Numeric,
    Timestamptz,
)
from piccolo.table import Table

from fondaco_catalog.tables import (
    AttributeValue,
    CollectionExclusion,
    CollectionProduct,
    Price,
    Product,
    ProductListing,
    ProductMedia,
    ProductOption,
    ProductOptionValue,
    ProductTransition,
    ProductTranslation,
    ProductVariant,
    VariantCost,
)

__all__ = ["PARTS", "Changes", "Part", "Row", "load_parts", "write_parts"]

Row = dict[str, Any]

_TYPES: tuple[tuple[type[Column], str], ...] = (
    (columns.UUID, "uuid"),
    (ForeignKey, "uuid"),
    (JSONB, "jsonb"),
    (BigInt, "bigint"),
    (Integer, "integer"),
    (Boolean, "boolean"),
    (Timestamptz, "timestamptz"),
    (Numeric, "numeric"),
    (Date, "date"),
)


class Part(msgspec.Struct, frozen=True):
    """A table that holds something of a product.

    Attributes:
        owner: The column by which its rows belong to a row of the owning table.
        of: Name of the owning table; empty where it is the product itself.
        order: How the rows of one owner are read.
        unmanaged: Columns that imports leave alone: others count in them.
        appended: Whether rows are only ever added, and never read.
        unique: Columns that rows may exchange among each other, so that they let go of them first, and as what.
    """

    table: type[Table]
    owner: str
    of: str
    order: str
    unmanaged: frozenset[str] = frozenset()
    unique: Mapping[str, str] = {}
    appended: bool = False

    @property
    def name(self) -> str:
        """The table's name."""
        return str(self.table._meta.tablename)  # noqa: SLF001 (Piccolo's documented place)


_VARIANT_UNIQUE = {"sku": "''", "option_values": "ARRAY[id]", "external_id": "NULL"}

PARTS: tuple[Part, ...] = (
    Part(Product, "id", "", "id", frozenset({"units_sold"}), {"slug": "id::text", "external_id": "NULL"}),
    Part(ProductTranslation, "product", "product", "locale"),
    Part(ProductOption, "product", "product", "position, id", frozenset(), {"name": "id::text"}),
    Part(ProductOptionValue, "option", "product_option", "position, id"),
    Part(ProductMedia, "product", "product", "position, id"),
    Part(ProductVariant, "product", "product", "position, id", frozenset(), _VARIANT_UNIQUE),
    Part(Price, "variant", "product_variant", "list, min_quantity"),
    Part(VariantCost, "variant", "product_variant", "channel"),
    Part(ProductListing, "product", "product", "channel"),
    Part(CollectionProduct, "product", "product", "collection"),
    Part(CollectionExclusion, "product", "product", "collection"),
    Part(AttributeValue, "product", "product", "variant NULLS FIRST, attribute, position"),
    Part(ProductTransition, "product", "product", "created_at", appended=True),
)
"""In the order in which rows can be added; they are removed the other way round."""


def _sql_type(column: Column) -> str:
    if isinstance(column, Array):
        return _sql_type(column.base_column) + "[]"
    return next((name for kind, name in _TYPES if isinstance(column, kind)), "text")


@cache
def columns_of(part: str) -> dict[str, str]:
    """Returns the columns of a part that imports write, with their types."""
    found = _part(part)
    return {
        column._meta.db_column_name: _sql_type(column)  # noqa: SLF001
        for column in found.table._meta.columns  # noqa: SLF001
        if column._meta.db_column_name not in found.unmanaged  # noqa: SLF001
    }


@cache
def _part(name: str) -> Part:
    return next(part for part in PARTS if part.name == name)


async def load_parts(product_ids: Sequence[UUID]) -> dict[str, dict[UUID, list[Row]]]:
    """Returns all rows of products: by table, by owner, in order. One statement a table.

    JSON is decoded.
    """
    loaded: dict[str, dict[UUID, list[Row]]] = {part.name: {} for part in PARTS}
    owners: dict[str, list[UUID]] = {"": list(product_ids)}
    if not product_ids:
        return loaded
    for part in PARTS:
        if part.appended:
            continue
        columns = columns_of(part.name)
        names = ", ".join(f'"{name}"' for name in columns)
        json = [name for name, kind in columns.items() if kind == "jsonb"]
        rows = await fetch_rows(
            f'SELECT {names} FROM catalog.{part.name} WHERE "{part.owner}" = ANY($1::uuid[]) '  # noqa: S608 (names of tables)
            f'ORDER BY "{part.owner}", {part.order}',
            owners[part.of],
        )
        by_owner = loaded[part.name]
        for row in rows:
            for name in json:
                row[name] = msgspec.json.decode(row[name])
            by_owner.setdefault(row[part.owner], []).append(row)
        owners[part.name] = [row["id"] for row in rows]
    return loaded


class Changes:
    """What is to be written: rows to add, to change and to remove, by table."""

    def __init__(self) -> None:
        self.added: dict[str, list[Row]] = {part.name: [] for part in PARTS}
        self.changed: dict[str, list[tuple[Row, frozenset[str]]]] = {part.name: [] for part in PARTS}
        self.removed: dict[str, list[UUID]] = {part.name: [] for part in PARTS}

    def __bool__(self) -> bool:
        return any(any(found.values()) for found in (self.added, self.changed, self.removed))

    def take(self, other: Changes) -> None:
        """Adds the changes of another product."""
        for part in PARTS:
            self.added[part.name] += other.added[part.name]
            self.changed[part.name] += other.changed[part.name]
            self.removed[part.name] += other.removed[part.name]

    def compare(self, table: str, wanted: Iterable[Row], existing: Mapping[UUID, Row]) -> None:
        """Notes how rows are to become others.

        Args:
            wanted: The rows as they shall be; what is not named of a row that exists stays.
            existing: The rows that may be changed, by id.
        """
        for row in wanted:
            before = existing.get(row["id"])
            if before is None:
                self.added[table].append(row)
                continue
            different = frozenset(name for name, value in row.items() if before[name] != value)
            if different:
                self.changed[table].append((before | row, different))


async def write_parts(changes: Changes) -> None:
    """Writes changes: a few statements a table, whatever the number of products.

    Raises:
        asyncpg.UniqueViolationError: If somebody else took a slug, a SKU or the like meanwhile.
    """
    for part in reversed(PARTS):
        if changes.removed[part.name]:
            await execute(
                f"DELETE FROM catalog.{part.name} WHERE id = ANY($1::uuid[])",  # noqa: S608 (names of tables)
                changes.removed[part.name],
            )
    for part in PARTS:
        await _change(part, changes.changed[part.name])
        added = changes.added[part.name]
        if added:
            columns = [name for name in columns_of(part.name) if name in added[0]]
            await copy_rows("catalog", part.name, columns, _records(part.name, columns, added))


def _records(table: str, columns: Sequence[str], rows: Iterable[Row]) -> list[tuple[Any, ...]]:
    types = columns_of(table)
    json = [name for name in columns if types[name] == "jsonb"]
    if not json:
        return [tuple(map(row.__getitem__, columns)) for row in rows]
    return [
        tuple(msgspec.json.encode(row[name]).decode() if types[name] == "jsonb" else row[name] for name in columns)
        for row in rows
    ]


async def _change(part: Part, changed: Sequence[tuple[Row, frozenset[str]]]) -> None:
    if not changed:
        return
    for column, placeholder in part.unique.items():
        holders = [row["id"] for row, different in changed if column in different]
        if len(holders) > 1:
            await execute(
                f'UPDATE catalog.{part.name} SET "{column}" = {placeholder} WHERE id = ANY($1::uuid[])',  # noqa: S608
                holders,
            )
    types = columns_of(part.name)
    names = [name for name in types if name != "id" and any(name in different for _, different in changed)]
    typed = ", ".join(f'"{name}" {types[name]}' for name in ("id", *names))
    assigned = ", ".join(f'"{name}" = given."{name}"' for name in names)
    await execute(
        f"UPDATE catalog.{part.name} changed SET {assigned} "  # noqa: S608 (names of tables)
        f"FROM jsonb_to_recordset($1::jsonb) AS given({typed}) WHERE changed.id = given.id",
        msgspec.json.encode([{name: row[name] for name in ("id", *names)} for row, _ in changed]).decode(),
    )
    renamed = [row["id"] for row, different in changed if "slug" in different]
    if len(renamed) > 1:
        # The placeholders were slugs too, of which the history knows now.
        await execute(
            "DELETE FROM catalog.slug_history WHERE entity = $1 AND target = ANY($2::uuid[]) AND slug = target::text",
            part.name,
            renamed,
        )
