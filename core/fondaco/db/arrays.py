"""Lists of values in SQL."""

from __future__ import annotations

__all__ = ["any_of"]


def any_of(placeholder: str, type_: str = "uuid") -> str:
    """Returns ``ANY(…)`` of a bound array that the planner does not look into.

    PostgreSQL compares what a statement costs with the array at hand with what it costs for one of ten, and makes a new
    plan for every shorter one: for a join of eight tables planning takes longer than reading three rows. From a
    sub-query it knows nothing of the array, so it keeps one plan for all. For reads of a page; a read of tens of
    thousands is better off with ``ANY($1)``.

    Args:
        placeholder: Of the array, such as ``$1``.
        type_: Of its elements.
    """
    return f"ANY((SELECT {placeholder}::{type_}[])::{type_}[])"
