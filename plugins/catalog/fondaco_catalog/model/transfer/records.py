"""What every format is read into: records, with where in the file they come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from fondaco_catalog.model.transfer.fields import LEVELS_BY_NAME, find_field
from fondaco_catalog.model.transfer.problems import RowProblem

__all__ = ["Name", "Record", "json_name"]

Name = Callable[[str, int, str, str], str]
"""Says how a format calls a field: level, index in the list of its level, name, dimension (a locale, a channel …)."""


class Record(msgspec.Struct, kw_only=True):
    """A product, or another thing with lines of its own, as a file describes it.

    Attributes:
        kind: Name of its level: ``product``, ``category``, ``collection``.
        handle: What the file calls it.
        row: Its first row.
        rows: How many rows of the file it takes.
        item: What is said of it, as JSON; what is not given stays as it is.
        places: The row of each element of the item's lists, by the list's level.
        silent: Fields that count for what is new only (``vendor``, ``variant.barcode``), because the file lacks them.
        scattered: The code for a second thing of that name in the file.
        problems: What is wrong with it; with any it is refused.
        name: How the file calls fields.
    """

    kind: str
    handle: str
    row: int
    name: Name
    rows: int = 1
    item: dict[str, Any] = msgspec.field(default_factory=dict)
    places: Mapping[str, Sequence[int]] = {}
    silent: frozenset[str] = frozenset()
    scattered: str = "DUPLICATE_SLUG"
    problems: list[RowProblem] = msgspec.field(default_factory=list)

    def refuse(self, code: str, message: str, level: str, name: str, *, index: int = -1, dimension: str = "") -> None:
        """Notes a problem with a field.

        Args:
            level: Of the field, ``product`` or of one of its lists.
            index: Which element of the list.
        """
        rows = self.places.get(level, ())
        row = rows[index] if 0 <= index < len(rows) else self.row
        column = self.name(level, index, name, dimension) if name else ""
        self.problems.append(RowProblem(row=row, column=column, code=code, message=message, handle=self.handle[:255]))


def json_name(level: str, index: int, name: str, dimension: str) -> str:
    """Calls a field by its place in a line of JSON: ``variants[2].prices.default.price``."""
    field = find_field(level, name, per=bool(dimension)) or find_field(level, name, per=not dimension)
    steps = (name,) if field is None else field.place
    place = ".".join(filter(None, (dimension if step == "*" else step for step in steps)))
    inside = LEVELS_BY_NAME[level].inside
    if not inside:
        return place
    return f"{inside}[{index}].{place}" if index >= 0 else inside
