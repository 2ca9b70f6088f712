"""Warehouses, as staff see them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

import msgspec
from fondaco.commerce import Address
from msgspec import UNSET

from fondaco_logistics.model.drafts import WarehouseChanges

__all__ = ["Warehouse", "changed_warehouse"]

_MILLIONTHS = 1_000_000


class Warehouse(msgspec.Struct, frozen=True, kw_only=True):
    """A place with stock.

    Attributes:
        own_name: In the shop's first language; ``names`` is the same in others.
        latitude: In millionths of a degree.
        priority: Lower ones first.
        channels: Slugs of those it serves; empty for all.
    """

    id: UUID
    code: str
    own_name: str
    names: Mapping[str, str]
    address: Address
    latitude: int | None
    longitude: int | None
    priority: int
    channels: tuple[str, ...]
    active: bool
    version: int


def changed_warehouse(warehouse: Warehouse, changes: WarehouseChanges) -> Warehouse:
    """Returns the warehouse with clean changes."""
    values = {
        name: value
        for name in changes.__struct_fields__
        if name != "areas" and (value := getattr(changes, name)) is not UNSET
    }
    if "name" in values:
        values["own_name"] = values.pop("name")
    for name in ("latitude", "longitude"):
        if isinstance(values.get(name), Decimal):
            values[name] = int((values[name] * _MILLIONTHS).to_integral_value())
    return msgspec.structs.replace(warehouse, **values)
