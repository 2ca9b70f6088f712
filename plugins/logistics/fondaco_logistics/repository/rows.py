"""From what PostgreSQL answers to what the rules work with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

import msgspec

from fondaco_logistics.model.board import Board
from fondaco_logistics.model.sites import Area, Point, Site
from fondaco_logistics.model.stock import Item, Policy, StockLevel, Taking, TakingState

__all__ = ["TAKING", "Locked", "SiteRow", "TakingRow", "board_of", "decode_json", "to_json"]

T = TypeVar("T")


class ItemRow(msgspec.Struct):
    """An item, and how many pieces of it orders lack."""

    id: UUID
    ref_type: str
    ref_id: UUID
    tracked: bool
    policy: Policy
    backorder_limit: int | None
    promised_on: date | None
    low_stock: int | None
    version: int
    short: int

    @property
    def item(self) -> Item:
        """The item alone."""
        return Item(*(getattr(self, name) for name in Item.__struct_fields__))


class SiteRow(msgspec.Struct):
    """A warehouse, as the rules see it."""

    id: UUID
    code: str
    priority: int
    active: bool
    channels: tuple[str, ...]
    latitude: int | None
    longitude: int | None
    country: str
    region: str
    postal_code: str
    areas: tuple[Area, ...]

    @property
    def site(self) -> Site:
        """The same as a value of the model."""
        point = None
        if self.latitude is not None and self.longitude is not None:
            point = Point(self.latitude, self.longitude)
        return Site(
            id=self.id,
            code=self.code,
            priority=self.priority,
            active=self.active,
            channels=self.channels,
            areas=self.areas,
            country=self.country,
            region=self.region,
            postal_code=self.postal_code,
            point=point,
        )


class Locked(msgspec.Struct):
    """What ``logistics.lock_items`` answers; None where there is nothing."""

    items: tuple[ItemRow, ...] | None
    levels: tuple[StockLevel, ...] | None
    sites: tuple[SiteRow, ...] | None
    held: tuple[Taking, ...] | None


def board_of(locked: Locked) -> Board:
    """Returns the board of what was locked."""
    rows: Iterable[ItemRow] = locked.items or ()
    return Board(
        [row.item for row in rows],
        locked.levels or (),
        [row.site for row in locked.sites or ()],
        Counter({row.id: row.short for row in rows}),
    )


def decode_json(text: str, type_: type[T]) -> T:
    """Decodes what PostgreSQL wrote as JSON."""
    return msgspec.json.decode(text, type=type_)


def to_json(value: object) -> str:
    """Encodes a value as PostgreSQL takes JSON."""
    return msgspec.json.encode(value).decode()


TAKING = (
    'a.id, a.order_id AS "order", a.line_id AS line, a.piece_id AS piece, a.ref_type, a.ref_id, a.item, a.warehouse, '
    "a.state, a.quantity, a.ships, a.created_at, a.each"
)
"""The columns of `TakingRow`, of ``allocation AS a``."""


class TakingRow(msgspec.Struct, frozen=True):
    """A row of ``allocation``, as `TAKING` selects it."""

    id: UUID
    order: UUID
    line: UUID
    piece: UUID
    ref_type: str
    ref_id: UUID
    item: UUID | None
    warehouse: UUID | None
    state: str
    quantity: int
    ships: bool
    created_at: datetime
    each: int

    @property
    def taking(self) -> Taking:
        """The same as a value of the model."""
        values = [getattr(self, name) for name in Taking.__struct_fields__]
        values[Taking.__struct_fields__.index("state")] = TakingState(self.state)
        return Taking(*values)
