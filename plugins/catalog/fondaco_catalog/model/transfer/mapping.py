"""Mapping files: which column of a foreign file is which of our fields.

::

    format = "csv"                   # or "jsonl": one flat object a line
    delimiter = ";"

    [only]                           # rows that count; all others are left out
    IsProduct = ["1"]

    [columns]                        # their column = our field, or several
    StockCode = "variant.sku"
    Description = "title"
    Price = { field = "variant.price:default", decimal = "," }
    Keywords = { field = "tags", split = ";" }
    Vat = { field = "variant.taxClass", values = { "19%" = "standard", "7%" = "reduced" } }
    Code = { field = "slug", slug = true }

    [constants]                      # our field = what it is in every row
    "variant.trackStock" = "true"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
from fondaco.errors import InvalidInputError

from fondaco_catalog.model.text import slugify
from fondaco_catalog.model.transfer.kinds import LIST
from fondaco_catalog.model.transfer.own_csv import Columns

__all__ = ["ForeignMapping", "Target", "mapped_row", "plain_cell", "read_mapping"]


class Target(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a column goes.

    Attributes:
        field: Name of a column of our own CSV.
        decimal: The sign before the decimal places; what groups thousands (``.`` or ``,``, blanks) is left out then.
        split: What stands between the elements of a list.
        values: What to take instead of a value; others are taken as they are.
        slug: Make a slug out of the value.
    """

    field: str
    decimal: Literal[".", ","] | None = None
    split: Annotated[str, msgspec.Meta(min_length=1)] | None = None
    values: dict[str, str] = {}
    slug: bool = False

    def cell(self, cell: str) -> str:
        """Returns the cell of our own CSV."""
        cell = self.values.get(cell, cell)
        if self.decimal is not None:
            grouping = "." if self.decimal == "," else ","
            for sign in (grouping, " ", "\u00a0", "\u202f", "'"):
                cell = cell.replace(sign, "")
            cell = cell.replace(self.decimal, ".")
        if self.split is not None:
            cell = LIST.show([part.strip() for part in cell.split(self.split) if part.strip()])
        return slugify(cell, "") if self.slug and cell else cell


Targets = str | Target | list[str | Target]


class ForeignMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A mapping file.

    Attributes:
        columns: Our fields by their column.
        constants: Values by our field.
        only: The values that a column must have for a row to count.
    """

    columns: dict[str, Targets]
    format: Literal["csv", "jsonl"] = "csv"
    delimiter: Annotated[str, msgspec.Meta(min_length=1, max_length=1)] = ","
    constants: dict[str, str | int | bool] = {}
    only: dict[str, list[str]] = {}

    @property
    def targets(self) -> dict[str, list[Target]]:
        """Where each column goes."""
        return {
            column: [
                Target(target) if isinstance(target, str) else target
                for target in (given if isinstance(given, list) else [given])
            ]
            for column, given in self.columns.items()
        }

    @property
    def header(self) -> list[str]:
        """The columns of our own CSV that come out."""
        return [*dict.fromkeys((*self.constants, *(each.field for found in self.targets.values() for each in found)))]

    def counts(self, row: Mapping[str, str]) -> bool:
        """Says whether a row is to be imported."""
        return all(row.get(column, "") in values for column, values in self.only.items())


def read_mapping(text: str, name: str = "The mapping") -> ForeignMapping:
    """Reads a mapping file.

    Raises:
        InvalidInputError: ``INVALID_MAPPING``, or ``UNKNOWN_COLUMN`` for a field that there is not.
    """
    try:
        mapping = msgspec.convert(tomllib.loads(text), ForeignMapping)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise InvalidInputError(f"{name} cannot be used: {error}.", code="INVALID_MAPPING") from error
    Columns(mapping.header)
    return mapping


def mapped_row(mapping: ForeignMapping, targets: Mapping[str, list[Target]], row: Mapping[str, str]) -> dict[str, str]:
    """Returns the row of our own CSV that a foreign row stands for."""
    found = {
        field: str(value).lower() if isinstance(value, bool) else str(value)
        for field, value in mapping.constants.items()
    }
    for column, each in targets.items():
        for target in each:
            cell = target.cell(row.get(column, ""))
            # Several columns may go into one field: the last one that says something counts.
            if cell or target.field not in found:
                found[target.field] = cell
    return found


def plain_cell(value: Any) -> str:
    """Returns a value of a flat JSON object as a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return LIST.show([plain_cell(each) for each in value])
    return str(value)
