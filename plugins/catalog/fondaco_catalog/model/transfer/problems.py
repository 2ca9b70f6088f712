"""What is wrong with something of a file, said by row, field and code."""

from __future__ import annotations

import msgspec
from fondaco.errors import InvalidInputError

__all__ = ["FieldError", "RowProblem", "problem"]


class FieldError(InvalidInputError):
    """A value of a file cannot be read; `field` is where it is below its product."""


class RowProblem(msgspec.Struct, frozen=True, kw_only=True):
    """Why something of a file was not imported.

    Attributes:
        row: As a spreadsheet numbers it; of a JSONL file, the line.
        column: Name in the header, or place in the line (``variants[2].sku``); empty where it is about the row.
        handle: What the file calls the product that was left out because of it.
    """

    row: int
    column: str
    code: str
    message: str
    handle: str = ""


def problem(row: int, column: str, code: str, message: str) -> RowProblem:
    """Returns a problem of a product that is not known yet."""
    return RowProblem(row=row, column=column, code=code, message=message)
