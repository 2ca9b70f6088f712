"""Our own CSV: a header of field names, and the lists of a product one below the other.

A product takes as many rows as its longest list. Its first row carries its own fields; every row may carry a value of
an option, a picture and a variant. Categories and collections have rows of their own, with columns of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

import msgspec
from fondaco.errors import InvalidInputError
from fondaco.spreadsheets import harmless, original

from fondaco_catalog.model.transfer.fields import (
    FIELDS,
    LEVELS,
    LEVELS_BY_NAME,
    Field,
    fields_of,
    find_field,
    value_at,
)
from fondaco_catalog.model.transfer.kinds import MISSING
from fondaco_catalog.model.transfer.problems import FieldError
from fondaco_catalog.model.transfer.records import Record

__all__ = [
    "Columns",
    "column_name",
    "fields_text",
    "header_of",
    "is_own_header",
    "level_of_row",
    "read_record",
    "rows_of",
    "used_columns",
]

_LISTS = tuple(each for each in LEVELS if each.inside)
_OWN = tuple(each for each in LEVELS if not each.inside and each.name != "product")


class _Column(msgspec.Struct, frozen=True):
    """A column of a file."""

    field: Field
    dimension: str


def column_name(level: str, index: int, name: str, dimension: str) -> str:
    """Calls a field by its column: ``variant.price:default``."""
    del index
    return LEVELS_BY_NAME[level].prefix + name + (f":{dimension}" if dimension else "")


def _column(header: str) -> _Column | None:
    base, _, dimension = header.partition(":")
    prefix, dot, name = base.partition(".")
    level = next((each.name for each in LEVELS if dot and each.prefix == f"{prefix}."), None)
    field = find_field(level or "product", name if level else base, per=bool(dimension))
    return None if field is None else _Column(field, dimension)


def is_own_header(names: Iterable[str]) -> bool:
    """Says whether a header is of this format: at least one column is known that names what a row is about."""
    return any(
        (found := _column(name)) is not None
        and ("." in name or found.field.name in {"slug", "title", "sku", "externalId"})
        for name in names
    )


class Columns:
    """The columns of a file.

    Args:
        header: Their names; those that are empty are not read.

    Raises:
        InvalidInputError: ``UNKNOWN_COLUMN``.
    """

    def __init__(self, header: Sequence[str]) -> None:
        self._by_level: dict[str, list[tuple[str, _Column]]] = {}
        for name in header:
            if not name:
                continue
            column = _column(name)
            if column is None:
                raise InvalidInputError(
                    f"There is no field {name[:100]!r}. Leave the column out, or name it in a mapping file.",
                    code="UNKNOWN_COLUMN",
                    field=(name[:100],),
                )
            self._by_level.setdefault(column.field.level, []).append((name, column))

    def of(self, level: str) -> list[tuple[str, _Column]]:
        """Returns the columns of a level with their names."""
        return self._by_level.get(level, [])

    def has(self, level: str, row: Mapping[str, str]) -> bool:
        """Says whether a row says anything of a level."""
        return any(row[name] for name, _ in self.of(level))


def level_of_row(columns: Columns, row: Mapping[str, str]) -> str:
    """Returns whose line a row is: ``product`` where it is not about something that has rows of its own."""
    return next((each.name for each in _OWN if columns.has(each.name, row)), "product")


def read_record(
    columns: Columns,
    handle: str,
    kind: str,
    rows: Sequence[tuple[int, Mapping[str, str]]],
    record: Record | None = None,
) -> Record:
    """Puts the rows of one thing together; what is wrong with them becomes its problems.

    Args:
        kind: Name of its level.
        rows: Their numbers, and their cells by column.
        record: To be filled; by default a new one.
    """
    record = record or Record(kind=kind, handle=handle, row=rows[0][0], name=column_name)
    record.rows = len(rows)
    record.places = {level.name: [] for level in _LISTS}
    record.item = _item(columns.of(kind), rows[0][1], record, kind, -1)
    if kind != "product":
        return record
    for level in _LISTS:
        found: list[dict[str, Any]] = []
        numbers: list[int] = record.places[level.name]  # type: ignore[assignment]
        for number, row in rows:
            if columns.has(level.name, row):
                numbers.append(number)
                found.append(_item(columns.of(level.name), row, record, level.name, len(found)))
        if columns.of(level.name):
            record.item[level.inside] = _joined(found) if level.name == "option" else found
    for index, variant in enumerate(record.item.get("variants", ())):
        _choose(variant, record, index)
    return record


def _item(
    columns: Sequence[tuple[str, _Column]], row: Mapping[str, str], record: Record, level: str, index: int
) -> dict[str, Any]:
    item: dict[str, Any] = {}
    for name, column in columns:
        field, cell = column.field, original(row[name])
        try:
            value = field.kind.parse(cell) if cell else field.when_empty
        except FieldError as error:
            record.refuse(error.code, error.message, level, field.name, index=index, dimension=column.dimension)
            continue
        if value is MISSING:
            continue
        inside = item
        *steps, last = (column.dimension if step == "*" else step for step in field.place)
        for step in steps:
            inside = inside.setdefault(step, {})
        inside[last] = value
    return item


def _choose(variant: dict[str, Any], record: Record, index: int) -> None:
    """Makes the chosen values a list where the columns have numbers; empty ones are of options that are not there."""
    chosen = {key: value for key, value in variant.get("options", {}).items() if value}
    if not all(key.isdigit() for key in chosen):
        variant["options"] = chosen
        return
    numbers = sorted(int(key) for key in chosen)
    if numbers != list(range(1, len(numbers) + 1)):
        record.refuse(
            "OPTION_COUNT_MISMATCH", "Options are given from the first one on.", "variant", "option", index=index,
            dimension=str(numbers[-1]),
        )  # fmt: skip
    if "options" in variant:
        variant["options"] = [chosen[str(number)] for number in numbers if str(number) in chosen]


def _joined(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Makes options of rows that each have a value."""
    options: dict[str, dict[str, Any]] = {}
    for row in rows:
        option = options.setdefault(row.get("name", ""), {"name": row.get("name", ""), "labels": {}, "values": []})
        if row.get("attribute"):
            option["attribute"] = row["attribute"]
        option["labels"] |= {locale: label for locale, label in row.get("labels", {}).items() if label}
        if row.get("value"):
            option["values"].append({"value": row["value"], "labels": row.get("valueLabels", {})})
    return list(options.values())


def _split(options: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Makes a row of each value of options; the names in other languages come with the first."""
    for option in options:
        first = {"name": option["name"], "attribute": option.get("attribute"), "labels": option.get("labels", {})}
        for value in option.get("values", ()) or ({"value": ""},):
            yield {**first, "value": value["value"], "valueLabels": value.get("labels", {})}
            first = {"name": option["name"]}


def _elements(item: Mapping[str, Any], level: str) -> list[Mapping[str, Any]]:
    inside = LEVELS_BY_NAME[level].inside
    found = item.get(inside, ())
    return list(_split(found)) if level == "option" else list(found)


def used_columns(kind: str, item: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Yields the columns that a thing needs, as the number of the field and the dimension."""
    for number, field in enumerate(FIELDS):
        if field.level == kind:
            things: Sequence[Mapping[str, Any]] = (item,)
        elif kind == "product" and LEVELS_BY_NAME[field.level].inside:
            things = _elements(item, field.level)
        else:
            continue
        if not field.per:
            yield number, ""
            continue
        for thing in things:
            for dimension in _dimensions(thing, field):
                yield number, dimension


def _dimensions(thing: Mapping[str, Any], field: Field) -> Iterable[str]:
    found: Any = thing
    for step in field.place[: field.place.index("*")]:
        found = found.get(step, {})
    return [str(number) for number in range(1, len(found) + 1)] if isinstance(found, list) else found


def header_of(used: Iterable[tuple[int, str]]) -> list[str]:
    """Returns the names of columns, in the order of the fields, languages and channels in alphabetical order."""
    ordered = sorted(set(used), key=lambda pair: (pair[0], len(pair[1]) if pair[1].isdigit() else 0, pair[1]))
    return [column_name(FIELDS[number].level, -1, FIELDS[number].name, dimension) for number, dimension in ordered]


def rows_of(columns: Columns, kind: str, item: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Yields the rows of a thing, cells by column; nothing in them is taken for a formula."""
    levels = [(kind, [item]), *((each.name, _elements(item, each.name)) for each in _LISTS if kind == "product")]
    for together in zip_longest(*(elements for _, elements in levels)):
        # Every row says which product it belongs to, so that they can be told apart.
        row: dict[str, str] = {"slug": harmless(item["slug"])} if kind == "product" else {}
        for (level, _), element in zip(levels, together, strict=True):
            if element is None:
                continue
            for name, column in columns.of(level):
                value = value_at(element, column.field.place, column.dimension)
                if value is not MISSING:
                    row[name] = harmless(column.field.kind.show(value))
        yield row


def fields_text() -> str:
    """Returns the reference of all fields as Markdown tables, one a level; the guide shows it."""
    parts = []
    for level in LEVELS:
        lines = [
            f"**{level.name}**: {level.docs}",
            "",
            "| column | in JSON | kind | meaning |",
            "| --- | --- | --- | --- |",
        ]
        for field in fields_of(level.name):
            where = ".".join(f"<{field.per}>" if step == "*" else step for step in field.place)
            header = field.header.replace("*", f"<{field.per}>")
            lines.append(f"| `{header}` | `{where}` | {field.kind.name} | {field.docs} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)
