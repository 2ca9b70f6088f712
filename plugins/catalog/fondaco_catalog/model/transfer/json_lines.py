"""Our own JSON Lines: one product, category, attribute … a line, fields as `fields` declares them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import msgspec

from fondaco_catalog.model.transfer.fields import LEVELS, LEVELS_BY_NAME, Field, fields_of
from fondaco_catalog.model.transfer.problems import FieldError
from fondaco_catalog.model.transfer.records import Record, json_name

__all__ = ["line_of", "read_item", "read_line"]

_DECODER = msgspec.json.Decoder()
_ENCODER = msgspec.json.Encoder()
_OWN = frozenset(each.name for each in LEVELS if not each.inside)
_VALUES = {"value": "value", "labels": "valueLabels"}
"""How the fields of a value are called inside ``values``, and how in the list of fields."""


def line_of(kind: str, item: Mapping[str, Any]) -> bytes:
    """Returns the line of a thing, with its line break."""
    return _ENCODER.encode({"kind": kind, **item}) + b"\n"


def read_line(line: bytes, number: int) -> Record:
    """Reads a line; what is wrong with it becomes the record's problems."""
    record = Record(kind="product", handle="", row=number, name=json_name)
    try:
        item = _DECODER.decode(line)
    except (msgspec.DecodeError, RecursionError) as error:
        record.refuse("MALFORMED_JSON", f"The line is not valid JSON: {error}"[:300] + ".", "product", "")
        return record
    return read_item(item, record)


def read_item(item: Any, record: Record) -> Record:
    """Reads what JSON says of one thing into a record."""
    if not isinstance(item, dict):
        record.refuse("INVALID_TYPE", "A line has to be an object.", "product", "")
        return record
    kind = item.pop("kind", "product")
    if kind not in _OWN:
        record.refuse("UNKNOWN_KIND", f"There is no kind {str(kind)[:50]!r}.", "product", "")
        return record
    record.kind = kind
    for key in ("slug", "code", "externalId", "title", "product"):
        if isinstance(handle := item.get(key), str) and handle:
            record.handle = handle
            break
    record.item = _checked(item, record, kind, -1)
    for level in LEVELS:
        if kind == "product" and level.inside in item:
            record.item[level.inside] = list(_elements(item[level.inside], record, level.name))
    return record


def _elements(items: Any, record: Record, level: str) -> Iterator[dict[str, Any]]:
    if not isinstance(items, list):
        _refuse(record, FieldError("This has to be a list.", code="INVALID_TYPE"), level, "", -1)
        return
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            _refuse(record, FieldError("This has to be an object.", code="INVALID_TYPE"), level, "", index)
            continue
        element = _checked(item, record, level, index)
        if level == "option":
            element["values"] = list(_values(item.get("values", []), record, index))
        yield element


def _values(items: Any, record: Record, index: int) -> Iterator[dict[str, Any]]:
    for item in items if isinstance(items, list) else [None]:
        value = {"value": item} if isinstance(item, str) else item
        if not isinstance(value, dict) or not value.keys() <= _VALUES.keys():
            _refuse(
                record, FieldError("This has to be a value with labels.", code="INVALID_TYPE"), "option", "value", index
            )
            continue
        found = _checked({_VALUES[key]: each for key, each in value.items()}, record, "option", index)
        yield {"value": found.get("value", ""), "labels": found.get("valueLabels", {})}


@cache
def _tree(level: str) -> Mapping[str, Any]:
    """The fields of a level as their paths lie inside each other."""
    tree: dict[str, Any] = {}
    for field in fields_of(level):
        inside = tree
        *steps, last = field.place
        for step in steps:
            inside = inside.setdefault(step, {})
        inside[last] = field
    return tree


def _checked(item: Mapping[str, Any], record: Record, level: str, index: int) -> dict[str, Any]:
    tree = _tree(level)
    lists = {each.inside for each in LEVELS if each.inside} if level == "product" else {"values"} & item.keys()
    found = {}
    for key, value in item.items():
        if key in lists:
            continue
        if key not in tree:
            _refuse(
                record, FieldError(f"There is no field {key[:50]!r}.", code="UNKNOWN_FIELD"), level, key[:50], index
            )
            continue
        checked = _value(tree[key], value, record, level, index, "")
        if checked is not None or value is None:
            found[key] = checked
    return found


def _value(tree: Any, value: Any, record: Record, level: str, index: int, dimension: str) -> Any:
    if isinstance(tree, Field):
        try:
            return None if value is None and tree.when_empty is None else tree.kind.check(value)
        except FieldError as error:
            _refuse(record, error, level, tree.name, index, dimension)
            return None
    any_key = tree.get("*")
    if isinstance(value, list) and any_key is not None:  # the options that a variant chooses, in their order
        return [_value(any_key, each, record, level, index, str(place)) for place, each in enumerate(value, start=1)]
    if value is None and any_key is None:
        value = dict.fromkeys(tree)
    if not isinstance(value, dict):
        _refuse(record, FieldError("This has to be an object.", code="INVALID_TYPE"), level, "", index)
        return None
    found = {}
    for key, each in value.items():
        inside = tree.get(key, any_key)
        if inside is None:
            _refuse(
                record, FieldError(f"There is no field {key[:50]!r}.", code="UNKNOWN_FIELD"), level, key[:50], index
            )
        else:
            found[key] = _value(inside, each, record, level, index, dimension or key)
    return found


def _refuse(record: Record, error: FieldError, level: str, name: str, index: int, dimension: str = "") -> None:
    if not name and LEVELS_BY_NAME[level].inside:
        name = "value" if level == "option" else LEVELS_BY_NAME[level].key
    record.refuse(error.code, error.message, level, name, index=index, dimension=dimension)
