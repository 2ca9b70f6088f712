"""Form submissions: from ``lines.0.quantity=2`` to the input that a document's variable wants."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    Undefined,
    get_nullable_type,
    is_required_input_field,
)

__all__ = ["Form", "FormError", "FormLimitError", "coerce", "nest", "parse_form"]

MAX_FIELDS = 300
MAX_DEPTH = 4
MAX_NAME = 100
MAX_INT = 2**31 - 1


class FormLimitError(ValueError):
    """A submission has more fields, or deeper or longer names, than any form of a shop has."""


class FormError(msgspec.Struct, frozen=True):
    """Why a form is shown again.

    Attributes:
        code: The API's, or ``REQUIRED``, ``NOT_A_NUMBER`` and ``NOT_AN_OPTION`` of this module.
        message: In English; themes translate by code.
        field: Name of the form field; empty where the whole form is meant.
        path: Where in the API's input it is, dotted; empty where the API did not say.
    """

    code: str
    message: str
    field: str = ""
    path: str = ""


class Form(msgspec.Struct, frozen=True):
    """A submission.

    Attributes:
        flat: What was typed in, by field name; the last one where a name repeats.
        nested: The same with dotted names taken apart; a name that repeats gives a list.
    """

    flat: dict[str, str]
    nested: dict[str, Any]


def parse_form(body: bytes) -> Form:
    """Reads an ``application/x-www-form-urlencoded`` body in UTF-8.

    Raises:
        FormLimitError: If it is larger than any form of a shop, or not UTF-8.
    """
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, max_num_fields=MAX_FIELDS, encoding="utf-8", errors="strict"
        )
    except ValueError as error:
        raise FormLimitError("The form cannot be read.") from error
    flat: dict[str, str] = {}
    nested: dict[str, Any] = {}
    for name, given in pairs:
        value = given.replace("\r\n", "\n").replace("\x00", "").strip()
        parts = name.split(".")
        if len(name) > MAX_NAME or len(parts) > MAX_DEPTH or not all(parts):
            raise FormLimitError("The form has a field that cannot be read.")
        flat[name] = value
        _put(nested, parts, value)
    return Form(flat, nested)


def _put(nested: dict[str, Any], parts: list[str], value: str) -> None:
    node = nested
    for part in parts[:-1]:
        below = node.setdefault(part, {})
        if not isinstance(below, dict):
            raise FormLimitError("The form has a field that cannot be read.")
        node = below
    last = parts[-1]
    before = node.get(last)
    if isinstance(before, dict):
        raise FormLimitError("The form has a field that cannot be read.")
    if before is None:
        node[last] = value
    elif isinstance(before, list):
        before.append(value)
    else:
        node[last] = [before, value]


def nest(query: Mapping[str, str | list[str]]) -> dict[str, Any]:
    """Returns what an address has, dotted names taken apart as those of forms; what cannot be read is left out."""
    nested: dict[str, Any] = {}
    for name, given in query.items():
        parts = name.split(".")
        if len(name) > MAX_NAME or len(parts) > MAX_DEPTH or not all(parts):
            continue
        for value in [given] if isinstance(given, str) else given:
            with suppress(FormLimitError):
                _put(nested, parts, value)
    return nested


def coerce(value: Any, type_: GraphQLInputType, field: str, errors: list[FormError]) -> Any:
    """Turns what a form, a path or a cookie holds into what a variable of this type takes.

    A list of things that have a ``name`` and ``values`` may be given by names: ``brand=["kiln"]`` and
    ``price={"min": "5"}`` stand for ``[{name: "brand", values: ["kiln"]}, {name: "price", min: "5"}]``. Empty texts
    count as not given. Names that the type does not have are left out.

    Args:
        field: Name of the form field, for errors.
        errors: What is wrong is appended here.

    Returns:
        The value; ``Undefined`` where nothing was given, or it was wrong.
    """
    if isinstance(type_, GraphQLNonNull):
        found = coerce(value, type_.of_type, field, errors)
        if found is Undefined and not any(_within(error.field, field) for error in errors):
            errors.append(FormError("REQUIRED", "This is needed.", field))
        return found
    if value is None or value == "":
        return Undefined
    if isinstance(type_, GraphQLList):
        return _coerce_list(value, type_, field, errors)
    if isinstance(type_, GraphQLInputObjectType):
        return _coerce_object(value, type_, field, errors)
    if isinstance(value, list):
        value = value[-1]
    if isinstance(value, Mapping):
        errors.append(FormError("NOT_AN_OPTION", "This cannot be chosen.", field))
        return Undefined
    return _coerce_leaf(value, type_, field, errors)


def _coerce_list(value: Any, type_: GraphQLList[Any], field: str, errors: list[FormError]) -> Any:
    if isinstance(value, Mapping):
        indexed = sorted(((int(key), below) for key, below in value.items() if key.isascii() and key.isdigit()))
        entries = [(f"{field}.{index}", below) for index, below in indexed]
        item = get_nullable_type(type_.of_type)
        if isinstance(item, GraphQLInputObjectType) and {"name", "values"} <= item.fields.keys():
            entries += [
                (f"{field}.{key}", {"name": key, **(below if isinstance(below, Mapping) else {"values": below})})
                for key, below in value.items()
                if not (key.isascii() and key.isdigit())
            ]
    else:
        entries = [(field, below) for below in (value if isinstance(value, list) else [value])]
    found = [coerce(below, type_.of_type, name, errors) for name, below in entries]
    return [below for below in found if below is not Undefined]


def _coerce_object(value: Any, type_: GraphQLInputObjectType, field: str, errors: list[FormError]) -> Any:
    given = value if isinstance(value, Mapping) else {}
    found: dict[str, Any] = {}
    for name, declared in type_.fields.items():
        required = is_required_input_field(declared)
        inner = declared.type if required else get_nullable_type(declared.type)
        below = coerce(given.get(name), inner, f"{field}.{name}", errors)
        if below is not Undefined:
            found[name] = below
    if not found and not isinstance(value, Mapping):
        return Undefined
    return found


def _coerce_leaf(value: Any, type_: Any, field: str, errors: list[FormError]) -> Any:
    if isinstance(type_, GraphQLEnumType):
        if value in type_.values:
            return value
        errors.append(FormError("NOT_AN_OPTION", "This cannot be chosen.", field))
        return Undefined
    if type_.name == "Int":
        return _whole_number(value, field, errors)
    if type_.name == "Float":
        return _number(value, field, errors)
    if type_.name == "Boolean":
        return value if isinstance(value, bool) else str(value).lower() in {"on", "true", "1", "yes"}
    return value if isinstance(value, bool | int) and type_.name == "JSON" else str(value)


def _whole_number(value: Any, field: str, errors: list[FormError]) -> Any:
    try:
        number = int(value)
    except (TypeError, ValueError):
        number = None
    if number is None or abs(number) > MAX_INT:
        errors.append(FormError("NOT_A_NUMBER", "Give a whole number.", field))
        return Undefined
    return number


def _number(value: Any, field: str, errors: list[FormError]) -> Any:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        errors.append(FormError("NOT_A_NUMBER", "Give a number.", field))
        return Undefined
    return number


def _within(field: str, prefix: str) -> bool:
    return field == prefix or field.startswith(f"{prefix}.")
