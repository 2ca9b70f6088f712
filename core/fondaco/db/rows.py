"""From rows of a query to Structs, at the speed of a positional call where the Struct allows one."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeVar

import msgspec

__all__ = ["structs_of"]

T = TypeVar("T", bound=msgspec.Struct)

_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def structs_of(type_: type[T], rows: Sequence[Any]) -> list[T]:
    """Returns one Struct per row; column names are the Struct's field names, in any order.

    A Struct that is not ``kw_only``, and lacks a value for no field but the last ones, is made several times as fast.

    Args:
        rows: asyncpg records of one query.
    """
    if not rows:
        return []
    return _maker(type_, tuple(rows[0].keys()))(rows)


@lru_cache(maxsize=2048)
def _maker(type_: type[T], columns: tuple[str, ...]) -> Callable[[Sequence[Any]], list[T]]:
    parameters = inspect.signature(type_).parameters
    given = [name for name in parameters if name in columns]
    left_out = list(parameters)[len(given) :]
    simple = (
        len(given) == len(columns) > 1  # itemgetter of one index gives no tuple
        and given == list(parameters)[: len(given)]
        and all(parameter.kind in _POSITIONAL for parameter in parameters.values())
        and all(parameters[name].default is not inspect.Parameter.empty for name in left_out)
    )
    if not simple:
        return lambda rows: [type_(**dict(row)) for row in rows]
    if tuple(given) == columns:
        return lambda rows: [type_(*row) for row in rows]
    in_order = itemgetter(*map(columns.index, given))
    return lambda rows: [type_(*in_order(row)) for row in rows]
