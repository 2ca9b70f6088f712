"""Rows become Structs by the names of their columns, whatever the order."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from fondaco.app import App
from fondaco.db import fetch_all


class Plain(msgspec.Struct):
    a: int
    b: str
    c: int = 7


class Gaps(msgspec.Struct):
    a: int
    b: str = "left out"
    c: int = 7
    d: int = 8


class Single(msgspec.Struct):
    a: int


class Keywords(msgspec.Struct, kw_only=True):
    a: int = 1
    b: str


@pytest.mark.parametrize(
    ("type_", "columns", "wanted"),
    [
        (Plain, "1 AS a, 'x' AS b, 3 AS c", Plain(1, "x", 3)),
        (Plain, "3 AS c, 'x' AS b, 1 AS a", Plain(1, "x", 3)),
        (Plain, "'x' AS b, 1 AS a", Plain(1, "x", 7)),
        (Gaps, "4 AS d, 1 AS a", Gaps(1, d=4)),
        (Gaps, "1 AS a, 'x' AS b, 4 AS d", Gaps(1, "x", d=4)),
        (Gaps, "3 AS c, 1 AS a", Gaps(1, c=3)),
        (Single, "5 AS a", Single(5)),
        (Keywords, "'x' AS b, 2 AS a", Keywords(a=2, b="x")),
        (Keywords, "'x' AS b", Keywords(a=1, b="x")),
    ],
)
async def test_columns_are_told_by_their_names(app: App, type_: Any, columns: str, wanted: Any) -> None:
    assert await fetch_all(type_, f"SELECT {columns} FROM generate_series(1, 2)") == [wanted, wanted]
    assert await fetch_all(type_, f"SELECT {columns} WHERE false") == []


@pytest.mark.parametrize(
    "columns",
    ["1 AS a", "1 AS a, 'x' AS b, 3 AS c, 4 AS d", "'x' AS b, 3 AS c", "1 AS a, 'x' AS b, 3", "1 AS a, 2 AS a"],
)
async def test_a_column_too_few_or_too_many_is_a_mistake(app: App, columns: str) -> None:
    with pytest.raises(TypeError):
        await fetch_all(Plain, f"SELECT {columns}")
