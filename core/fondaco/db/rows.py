"""From rows of a query to Structs, at the speed of a positional call where the Struct allows one."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeVar

import msgspec

__all__ = ["structs_of"]

T = TypeVar("T", bound=msgspec.Struct)

_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def structs_of(type_: type[T], rows: Sequence[Any]) -> list[T]:
    """Returns one Struct per row; column names are the Struct's field names, in any order.

    A Struct whose fields have a column each but for the last ones is made fastest; one that is ``kw_only``, or lacks a
    column for a field in the middle, takes twice as long.

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
        return _by_name(type_, columns, parameters)
    if tuple(given) == columns:
        return lambda rows: [type_(*row) for row in rows]
    in_order = itemgetter(*map(columns.index, given))
    return lambda rows: [type_(*in_order(row)) for row in rows]


def _by_name(
    type_: type[T], columns: tuple[str, ...], parameters: Mapping[str, inspect.Parameter]
) -> Callable[[Sequence[Any]], list[T]]:
    """Writes the call out: by position as far as the columns reach without a gap, by name from there on."""
    if not all(map(str.isidentifier, columns)) or len(set(columns)) < len(columns):
        return lambda rows: [type_(**dict(row)) for row in rows]
    places = {name: f"c{place}" for place, name in enumerate(columns)}
    positional: list[str] = []
    for name, parameter in parameters.items():
        if name not in places or parameter.kind not in _POSITIONAL:
            break
        positional.append(places.pop(name))
    arguments = [*positional, *(f"{name}={value}" for name, value in places.items())]
    names = "".join(f"c{place}, " for place in range(len(columns)))
    source = f"lambda rows: [make({', '.join(arguments)}) for {names} in rows]"
    maker: Callable[[Sequence[Any]], list[T]] = eval(source, {"make": type_})  # noqa: S307 (identifiers only)
    return maker
