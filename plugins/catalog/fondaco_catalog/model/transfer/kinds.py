"""The kinds of values that fields have: as a cell of a table, and as JSON.

Inside, a value is what JSON has: text, true or false, whole numbers, lists, null. Numbers with decimal places and
moments are text in one canonical form, so that nothing is lost on the way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import msgspec

from fondaco_catalog.model.text import is_storable
from fondaco_catalog.model.transfer.problems import FieldError

__all__ = [
    "COUNT",
    "DECIMAL",
    "FLAG",
    "ITEMS",
    "JSON",
    "LIST",
    "MISSING",
    "MOMENT",
    "PUBLISHED",
    "REFERENCE",
    "TEXT",
    "VALUE",
    "Kind",
    "flag_of_cell",
    "list_of_cell",
    "moment_text",
    "read_moment",
]

TRUE, FALSE = frozenset({"true", "yes", "1", "t", "y"}), frozenset({"false", "no", "0", "f", "n"})
SEPARATOR = "|"

_NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?")
_WHOLE = re.compile(r"-?[0-9]{1,18}")


class _Missing:
    """Stands for a value that is not given, which is something else than an empty one."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Any = _Missing()


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """How values of a kind are read and written.

    Attributes:
        name: For people.
        docs: How it is written in a cell and in JSON.
        parse: From a cell that is not empty.
        check: From JSON; returns the canonical value.
        show: As a cell.
        empty: What an empty cell means; `MISSING` for: nothing is said.
    """

    name: str
    docs: str
    parse: Callable[[str], Any]
    check: Callable[[Any], Any]
    show: Callable[[Any], str]
    empty: Any = MISSING


def _wrong_type(value: object, expected: str) -> FieldError:
    found = {
        str: "text",
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "an object",
    }
    return FieldError(f"This has to be {expected}, not {found.get(type(value), 'null')}.", code="INVALID_TYPE")


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise _wrong_type(value, "text")


def _reference(value: Any) -> str | None:
    if value is None or value == "":
        return None
    return _text(value)


def flag_of_cell(cell: str) -> bool:
    """Returns what a cell says; raises FieldError ``INVALID_BOOLEAN``."""
    lower = cell.lower()
    if lower in TRUE or lower in FALSE:
        return lower in TRUE
    raise FieldError(f"{cell[:50]!r} is neither true nor false.", code="INVALID_BOOLEAN")


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise _wrong_type(value, "true or false")


def _count_cell(cell: str) -> int:
    if _WHOLE.fullmatch(cell) is None:
        raise FieldError(f"{cell[:50]!r} is not a whole number.", code="INVALID_NUMBER")
    return int(cell)


def _count(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise _wrong_type(value, "a whole number")


def _decimal_cell(cell: str) -> str:
    if _NUMBER.fullmatch(cell) is None:
        raise FieldError(f"{cell[:50]!r} is not a number such as 19.90.", code="INVALID_NUMBER")
    return cell


def _decimal(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _wrong_type(value, "a number")
    # The shortest text that stands for a float is what the file had.
    return _decimal_cell(format(Decimal(repr(value)), "f") if isinstance(value, float) else str(value))


def list_of_cell(cell: str) -> list[str]:
    """Returns the elements that are separated in a cell."""
    parts, current, escaped = [], "", False
    for char in cell:
        if escaped:
            current, escaped = current + char, False
        elif char == "\\":
            escaped = True
        elif char == SEPARATOR:
            parts.append(current)
            current = ""
        else:
            current += char
    return [part for part in (*parts, current) if part]


def _list(value: Any) -> list[str]:
    if not isinstance(value, list):
        raise _wrong_type(value, "a list of texts")
    return [_text(part) for part in value]


def _show_list(value: list[str]) -> str:
    return SEPARATOR.join(part.replace("\\", "\\\\").replace(SEPARATOR, f"\\{SEPARATOR}") for part in value)


def read_moment(text: str) -> datetime:
    """Returns a moment in UTC.

    Raises:
        FieldError: ``INVALID_TIME``; without an offset nobody knows which moment is meant.
    """
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise FieldError(
        f"{text[:50]!r} is not a moment with its offset, such as 2026-01-31T12:00:00Z.", code="INVALID_TIME"
    )


def moment_text(moment: datetime) -> str:
    """Returns the canonical form of a moment: UTC, microseconds only where there are any."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _moment(value: Any) -> str | None:
    if value is None or value == "":
        return None
    return moment_text(read_moment(_text(value)))


def _published_cell(cell: str) -> bool | str | None:
    return flag_of_cell(cell) if cell.lower() in TRUE | FALSE else moment_text(read_moment(cell))


def _published(value: Any) -> bool | str | None:
    return value if isinstance(value, bool) else _moment(value)


def _json_cell(cell: str) -> Any:
    try:
        return msgspec.json.decode(cell.encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError):
        raise FieldError("This is not valid JSON.", code="INVALID_JSON") from None


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _wrong_type(value, "an object")
    if not is_storable(_show_json(value)) or "\\u0000" in _show_json(value):
        raise FieldError("This has characters that cannot be stored.", code="INVALID_TEXT")
    return value


def _items(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        raise _wrong_type(value, "a list of objects")
    return [_object(each) for each in value]


def _value(value: Any) -> str | bool | list[str] | None:
    if value is None or value == "" or isinstance(value, bool | str):
        return value or None if isinstance(value, str) else value
    return _list(value) if isinstance(value, list) else _decimal(value)


def _show_value(value: Any) -> str:
    return _show_list(value) if isinstance(value, list) else _show_flag(value)


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _show_flag(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else _plain(value)


def _show_json(value: Any) -> str:
    return msgspec.json.encode(value, order="deterministic").decode() if value else ""


TEXT = Kind(name="text", docs="Text.", parse=str, check=_text, show=_plain, empty="")
REFERENCE = Kind(
    name="name", docs="What the other thing is called; empty or null for none.", parse=str, check=_reference,
    show=_plain, empty=None,
)  # fmt: skip
FLAG = Kind(
    name="flag",
    docs="`true` or `false` (in a cell also yes, no, 1, 0).",
    parse=flag_of_cell,
    check=_flag,
    show=_show_flag,
)
COUNT = Kind(name="whole number", docs="A whole number.", parse=_count_cell, check=_count, show=_plain)
DECIMAL = Kind(
    name="decimal", docs="A number with a point, such as `19.90`; in JSON as text or number.", parse=_decimal_cell,
    check=_decimal, show=_plain, empty=None,
)  # fmt: skip
LIST = Kind(
    name="list", docs="A list of texts; in a cell with `|` between them (`\\|` for the sign itself).",
    parse=list_of_cell, check=_list, show=_show_list, empty=[],
)  # fmt: skip
MOMENT = Kind(
    name="moment", docs="ISO 8601 with offset: `2026-01-31T12:00:00Z`.",
    parse=lambda cell: moment_text(read_moment(cell)), check=_moment, show=_plain, empty=None,
)  # fmt: skip
PUBLISHED = Kind(
    name="publication", docs="Since when: a moment; `true` for now; `false`, empty or null for not at all.",
    parse=_published_cell, check=_published, show=_show_flag, empty=None,
)  # fmt: skip
JSON = Kind(
    name="JSON", docs="A JSON object; in a cell its text.", parse=lambda cell: _object(_json_cell(cell)),
    check=_object, show=_show_json, empty={},
)  # fmt: skip
ITEMS = Kind(
    name="JSON list", docs="A list of JSON objects; in a cell its text.",
    parse=lambda cell: _items(_json_cell(cell)), check=_items, show=_show_json, empty=[],
)  # fmt: skip
VALUE = Kind(
    name="value", docs="As the attribute has it: text, number, `true`, `2026-01-31`, code of a choice, list of codes.",
    parse=str, check=_value, show=_show_value, empty=None,
)  # fmt: skip
