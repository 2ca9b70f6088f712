"""Decorators that declare GraphQL types over model values.

A type's annotated attributes are its plain fields: they are read off the value that a resolver returned, under the same
name. Everything else is a function, added with `SchemaPart.extend`. Descriptions come from the docstrings.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar, dataclass_transform

import strawberry

from fondaco.graphql.docstrings import described, described_members
from fondaco.graphql.executor.reading import Read
from fondaco.graphql.nodes import Node
from fondaco.ids import encode_global_id, global_id_readers

__all__ = ["enum_type", "input_type", "object_type"]

T = TypeVar("T", bound=type)


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def object_type(of: type | tuple[type, ...], *, name: str | None = None) -> Callable[[T], T]:
    """Declares a GraphQL object type.

    Args:
        of: The Python type of the values behind it, usually a msgspec Struct from ``model.py``.
        name: GraphQL name; the class name by default.
    """

    def decorate(cls: T) -> T:
        def is_type_of(value: Any, info: Any) -> bool:
            return isinstance(value, of)

        # The class decides, and nothing else: the executor then asks once for each class, not for each value.
        is_type_of.values_of = of  # type: ignore[attr-defined]
        setattr(cls, "is_type_of", staticmethod(is_type_of))  # noqa: B010
        if issubclass(cls, Node):
            type_name = name or cls.__name__

            def resolve_id(root: Any) -> strawberry.ID:
                return strawberry.ID(encode_global_id(type_name, root.id))

            cls.id = strawberry.field(
                resolver=resolve_id,
                description="Opaque; unique over all types.",
                metadata={"read": Read(*global_id_readers(type_name))},
            )
        declared: T = strawberry.type(cls, name=name, description=described(cls))
        _describe(declared, described_members(cls))
        return declared

    return decorate


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def input_type(cls: T) -> T:
    """Declares a GraphQL input type; attributes with defaults are optional."""
    declared: T = strawberry.input(cls, description=described(cls))
    _describe(declared, described_members(cls))
    return declared


def enum_type(enum: type[Enum], *, name: str | None = None) -> None:
    """Declares that a Python enum is a GraphQL one too; its values are the member names.

    The class stays what it is: annotate with it as before. Several plugins may declare one of the core's.
    """
    if "__strawberry_definition__" in vars(enum):
        return
    strawberry.enum(enum, name=name, description=described(enum))


def _describe(cls: Any, texts: dict[str, str]) -> None:
    for field in cls.__strawberry_definition__.fields:
        if field.description is None and field.python_name in texts:
            field.description = texts[field.python_name]


def fields_of(value: Any) -> dict[str, Any]:
    """Returns the given fields of an input value, those left out excluded."""
    return {
        field.name: found
        for field in dataclasses.fields(value)
        if (found := getattr(value, field.name)) is not strawberry.UNSET
    }
