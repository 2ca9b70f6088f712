"""Keyset pagination: pages that stay right while rows come and go, at the same cost on page 1 and page 1,000."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any, Generic, Self, TypeVar
from uuid import UUID

import msgspec

from fondaco.errors import InvalidInputError, LimitExceededError

__all__ = ["Edge", "Keyset", "Page", "PageArgs", "SortKey"]

T = TypeVar("T")

_ENCODER = msgspec.json.Encoder()


class SortKey(msgspec.Struct, frozen=True):
    """One column of an order.

    Attributes:
        column: SQL expression; never from the caller's input. It must not be null.
        type: Python type of its values, for decoding cursors: str, int, datetime or UUID.
        attribute: Attribute of the row Struct that holds the value.
        descending: Whether large values come first.
    """

    column: str
    type: type[str | int | datetime | UUID]
    attribute: str
    descending: bool = False


class PageArgs(msgspec.Struct, frozen=True):
    """Relay's four arguments. Exactly one of ``first`` and ``last`` has to be given."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None

    def size(self, largest: int = 100) -> int:
        """Returns the page size.

        Raises:
            InvalidInputError: ``PAGE_SIZE_REQUIRED`` if not exactly one of first and last is given; ``INVALID_INPUT``
                if it is negative.
            LimitExceededError: ``PAGE_SIZE_TOO_LARGE``.
        """
        if (self.first is None) == (self.last is None):
            raise InvalidInputError("Give either first or last.", code="PAGE_SIZE_REQUIRED", field=("first",))
        name, size = ("first", self.first) if self.first is not None else ("last", self.last)
        assert size is not None  # noqa: S101 (for the type checker: exactly one is given)
        if size < 0:
            raise InvalidInputError(f"{name} cannot be negative.", field=(name,))
        if size > largest:
            raise LimitExceededError(f"{name} is at most {largest}.", code="PAGE_SIZE_TOO_LARGE", field=(name,))
        return size


class Edge(msgspec.Struct, Generic[T], frozen=True):
    """A row and its place in the list."""

    cursor: str
    node: T


class Page(msgspec.Struct, Generic[T], frozen=True):
    """A page of a list.

    Attributes:
        nodes: The rows.
        cursor_of: Returns the cursor of one of them.
        count: Counts the whole list, when somebody asks.
    """

    nodes: list[T]
    cursor_of: Callable[[T], str]
    has_next_page: bool
    has_previous_page: bool
    count: Callable[[], Awaitable[int]]

    @property
    def page_info(self) -> Self:
        """The page itself: what says where it lies."""
        return self

    @property
    def start_cursor(self) -> str | None:
        """Cursor of the first row; None on an empty page."""
        return self.cursor_of(self.nodes[0]) if self.nodes else None

    @property
    def end_cursor(self) -> str | None:
        """Cursor of the last row; None on an empty page."""
        return self.cursor_of(self.nodes[-1]) if self.nodes else None

    @property
    def edges(self) -> list[Edge[T]]:
        """The rows with their cursors."""
        return [Edge(self.cursor_of(row), row) for row in self.nodes]


def _storable(value: object) -> object:
    """Returns a value that PostgreSQL can compare with; raises ValueError or OverflowError for any other."""
    if isinstance(value, str) and "\x00" in value:
        raise ValueError("PostgreSQL has no NUL")
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise ValueError("larger than a BIGINT")
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("a moment has a time zone")
        return value.astimezone(UTC)
    return value


class Keyset:
    """Turns page arguments into SQL and rows into a page.

    Args:
        keys: The order; the last key must be unique, usually the id.
        args: What the caller asked.
        largest: Largest page.
        offset: How many ``$n`` parameters the query has before those of the keyset.

    Raises:
        InvalidInputError: ``INVALID_CURSOR`` if a cursor is not one of this order; see also `PageArgs.size`.
        LimitExceededError: See `PageArgs.size`.
    """

    def __init__(self, keys: Sequence[SortKey], args: PageArgs, *, largest: int = 100, offset: int = 0) -> None:
        self.keys = keys
        self.args = args
        self.size = args.size(largest)
        self.backward = args.last is not None
        self.params: list[object] = []
        conditions = []
        for cursor, forward in ((args.after, True), (args.before, False)):
            if cursor is not None:
                conditions.append(self._beyond(self._decode(cursor, "after" if forward else "before"), offset, forward))
        self.where = " AND ".join(conditions) or "TRUE"
        directions = ["DESC" if key.descending != self.backward else "ASC" for key in keys]
        self.order_by = ", ".join(f"{key.column} {way}" for key, way in zip(keys, directions, strict=True))
        self.limit = self.size + 1

    def _beyond(self, values: Sequence[object], offset: int, forward: bool) -> str:
        """``a >= $1 AND ((a > $1) OR (a = $1 AND b > $2) …)``: works for mixed directions too.

        The first part says nothing new; it is what lets an index begin at the cursor instead of at the list's start.
        """
        places = []
        for value in values:
            self.params.append(value)
            places.append(f"${offset + len(self.params)}")
        alternatives = []
        for index, key in enumerate(self.keys):
            operator = "<" if key.descending == forward else ">"
            equal = [f"{self.keys[i].column} = {places[i]}" for i in range(index)]
            alternatives.append("(" + " AND ".join([*equal, f"{key.column} {operator} {places[index]}"]) + ")")
        first = f"{self.keys[0].column} {'<=' if self.keys[0].descending == forward else '>='} {places[0]}"
        return f"({first} AND ({' OR '.join(alternatives)}))"

    def _decode(self, cursor: str, name: str) -> list[object]:
        try:
            raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
            values = msgspec.json.decode(raw, type=list[Any])
            if len(values) != len(self.keys):
                raise ValueError(cursor)
            return [_storable(msgspec.convert(value, key.type)) for value, key in zip(values, self.keys, strict=True)]
        except (binascii.Error, ValueError, OverflowError) as error:
            raise InvalidInputError(
                "This is not a cursor of this list.", code="INVALID_CURSOR", field=(name,)
            ) from error

    def cursor_of(self, row: object) -> str:
        """Returns the cursor of a row."""
        raw = _ENCODER.encode([getattr(row, key.attribute) for key in self.keys])
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    def page(self, rows: list[T], count: Callable[[], Awaitable[int]]) -> Page[T]:
        """Makes the page out of the rows that the query returned (at most `limit`)."""
        more = len(rows) > self.size
        rows = rows[: self.size]
        if self.backward:
            rows = rows[::-1]
        return Page(
            nodes=rows,
            cursor_of=self.cursor_of,
            has_next_page=self.args.before is not None if self.backward else more,
            has_previous_page=more if self.backward else self.args.after is not None,
            count=count,
        )
