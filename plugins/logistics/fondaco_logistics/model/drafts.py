"""What staff ask for, and the rules it has to keep."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import msgspec
from fondaco.commerce import Address, SellableRef, country_codes
from fondaco.errors import InvalidInputError
from msgspec import UNSET, UnsetType

from fondaco_logistics.model.sites import Area, normal_postcode
from fondaco_logistics.model.stock import Policy

__all__ = [
    "ItemChanges",
    "Operation",
    "StockChange",
    "WarehouseChanges",
    "WarehouseDraft",
    "clean_change",
    "clean_item",
    "clean_warehouse",
]

MOST_PIECES = 1_000_000_000
LONGEST_REASON, LONGEST_NOTE, LONGEST_REFERENCE = 100, 1000, 255
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


class WarehouseChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be changed of a warehouse; what is left out stays.

    Attributes:
        name: In the shop's first language, and ``names`` the same in others.
        latitude: In degrees; None takes it away, and so the longitude.
        priority: Lower ones first.
        channels: Slugs of those it serves; empty for all.
        areas: Where it sends to; empty for everywhere.
    """

    code: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    names: Mapping[str, str] | UnsetType = UNSET
    address: Address | UnsetType = UNSET
    latitude: Decimal | UnsetType | None = UNSET
    longitude: Decimal | UnsetType | None = UNSET
    priority: int | UnsetType = UNSET
    channels: tuple[str, ...] | UnsetType = UNSET
    areas: tuple[Area, ...] | UnsetType = UNSET
    active: bool | UnsetType = UNSET


class WarehouseDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A warehouse to be made; see `WarehouseChanges`."""

    code: str
    name: str
    address: Address
    names: Mapping[str, str] = {}
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    priority: int = 0
    channels: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()
    active: bool = True

    @property
    def changes(self) -> WarehouseChanges:
        """The same as changes of everything."""
        return WarehouseChanges(**{name: getattr(self, name) for name in self.__struct_fields__})


def clean_warehouse(changes: WarehouseChanges, channels: Collection[str], locales: Collection[str]) -> WarehouseChanges:
    """Cleans what is said of a warehouse.

    Args:
        channels: Slugs of the shop's.
        locales: That it can be read in.

    Raises:
        InvalidInputError: ``INVALID_CODE``, ``NAME_REQUIRED``, ``NAME_TOO_LONG``, ``UNKNOWN_LOCALE``,
            ``UNKNOWN_CHANNEL``, ``UNKNOWN_COUNTRY``, ``INVALID_COORDINATES``, ``INVALID_AREA``, ``INVALID_PRIORITY``,
            or what is wrong with the address.
    """
    cleaned = {name: value for name in changes.__struct_fields__ if (value := getattr(changes, name)) is not UNSET}
    if isinstance(changes.code, str) and _CODE.fullmatch(changes.code) is None:
        raise InvalidInputError(
            "A code has 1 to 100 lower case letters, digits, hyphens and underscores.",
            code="INVALID_CODE",
            field=("code",),
        )
    if isinstance(changes.name, str):
        cleaned["name"] = _name(changes.name, "name")
    if isinstance(changes.names, Mapping):
        unknown = sorted(set(changes.names) - set(locales))
        if unknown:
            raise InvalidInputError(
                f"The shop cannot be read in {unknown[0]!r}.", code="UNKNOWN_LOCALE", field=("translations",)
            )
        cleaned["names"] = {locale: _name(name, "translations") for locale, name in changes.names.items()}
    if isinstance(changes.address, Address):
        cleaned["address"] = changes.address.validated(field=("address",))
    _check_coordinates(changes)
    if isinstance(changes.priority, int) and abs(changes.priority) > MOST_PIECES:
        raise InvalidInputError("The priority is too large.", code="INVALID_PRIORITY", field=("priority",))
    if isinstance(changes.channels, tuple):
        unknown = sorted(set(changes.channels) - set(channels))
        if unknown:
            raise InvalidInputError(f"There is no channel {unknown[0]!r}.", code="UNKNOWN_CHANNEL", field=("channels",))
        cleaned["channels"] = tuple(dict.fromkeys(changes.channels))
    if isinstance(changes.areas, tuple):
        cleaned["areas"] = _areas(changes.areas)
    return WarehouseChanges(**cleaned)


def _check_coordinates(changes: WarehouseChanges) -> None:
    for name, most in (("latitude", 90), ("longitude", 180)):
        value = getattr(changes, name)
        if isinstance(value, Decimal) and not (value.is_finite() and abs(value) <= most):
            raise InvalidInputError(
                f"A {name} is from -{most} to {most} degrees.", code="INVALID_COORDINATES", field=(name,)
            )
    if (changes.latitude is UNSET, changes.latitude is None) != (changes.longitude is UNSET, changes.longitude is None):
        raise InvalidInputError(
            "Give latitude and longitude, or neither.", code="INVALID_COORDINATES", field=("longitude",)
        )


def _name(name: str, field: str) -> str:
    cleaned = name.strip()
    if not cleaned:
        raise InvalidInputError("A warehouse needs a name.", code="NAME_REQUIRED", field=(field,))
    if len(cleaned) > 255 or not cleaned.isprintable():
        raise InvalidInputError("A name has at most 255 printable characters.", code="NAME_TOO_LONG", field=(field,))
    return cleaned


def _areas(areas: tuple[Area, ...]) -> tuple[Area, ...]:
    cleaned = []
    for index, area in enumerate(areas):
        field = ("areas", str(index))
        country = area.country.upper()
        if country not in country_codes():
            raise InvalidInputError(
                f"{area.country!r} is not an ISO 3166 country code.", code="UNKNOWN_COUNTRY", field=(*field, "country")
            )
        postcode, region = normal_postcode(area.postcode), area.region.strip()
        if len(postcode) > 20 or len(region) > 200 or not region.isprintable():
            raise InvalidInputError("This area is named too long.", code="INVALID_AREA", field=field)
        if abs(area.priority) > MOST_PIECES or (area.cost is not None and not 0 <= area.cost <= MOST_PIECES):
            raise InvalidInputError(
                "A priority or a cost is too large, or the cost negative.", code="INVALID_AREA", field=field
            )
        cleaned.append(Area(country, region, postcode, area.priority, area.cost))
    if len({(area.country, area.region, area.postcode) for area in cleaned}) < len(cleaned):
        raise InvalidInputError("An area is given twice.", code="INVALID_AREA", field=("areas",))
    return tuple(cleaned)


class ItemChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be changed of how a thing is counted; what is left out stays.

    Attributes:
        tracked: Whether its stock limits what is sold.
        policy: What happens to an order of more than there is.
        backorder_limit: How many pieces may be missing at once; None for any number.
        promised_on: When what is missing is expected; None if nobody knows.
        low_stock: So many or fewer are few; None for what the channel says.
    """

    tracked: bool | UnsetType = UNSET
    policy: Policy | UnsetType = UNSET
    backorder_limit: int | UnsetType | None = UNSET
    promised_on: date | UnsetType | None = UNSET
    low_stock: int | UnsetType | None = UNSET


def clean_item(changes: ItemChanges) -> ItemChanges:
    """Checks what is said of an item.

    Raises:
        InvalidInputError: ``QUANTITY_INVALID``.
    """
    for name, value in (("backorderLimit", changes.backorder_limit), ("lowStock", changes.low_stock)):
        if isinstance(value, int) and not 0 <= value <= MOST_PIECES:
            raise _quantity_invalid(name, "0")
    return changes


def _quantity_invalid(name: str, least: str) -> InvalidInputError:
    return InvalidInputError(
        f"{name} is a number from {least} to {MOST_PIECES}.", code="QUANTITY_INVALID", field=(name,)
    )


class Operation(StrEnum):
    """What staff do with an item in a warehouse."""

    RECEIVE = "receive"
    """So many came in."""
    ADJUST = "adjust"
    """So many more, or fewer if negative."""
    COUNT = "count"
    """There are so many that can be sold."""
    DAMAGE = "damage"
    """So many that could be sold cannot any more."""
    REPAIR = "repair"
    """So many damaged ones can be sold again."""
    DISCARD = "discard"
    """So many damaged ones are thrown away."""
    SAFETY = "safety"
    """So many are never promised to anybody."""


class StockChange(msgspec.Struct, frozen=True, kw_only=True):
    """A change of an item in a warehouse.

    Attributes:
        quantity: As the operation says.
        reason: A word for reports, such as ``theft``; ``note`` is for people, ``reference`` a number of elsewhere.
        expected_version: Refuse it if the level has another one by now; None to change it in any case.
        displace: Whether orders may lose pieces that are not there any more; they are noted as short then.
    """

    ref: SellableRef
    warehouse: UUID
    operation: Operation
    quantity: int
    reason: str = ""
    note: str = ""
    reference: str = ""
    expected_version: int | None = None
    displace: bool = False


def clean_change(change: StockChange) -> StockChange:
    """Cleans a change.

    Raises:
        InvalidInputError: ``QUANTITY_INVALID``, ``TEXT_TOO_LONG``.
    """
    least = {Operation.ADJUST: -MOST_PIECES, Operation.COUNT: 0, Operation.SAFETY: 0}.get(change.operation, 1)
    if not least <= change.quantity <= MOST_PIECES or (change.operation is Operation.ADJUST and change.quantity == 0):
        raise _quantity_invalid("quantity", str(least))
    texts = {name: getattr(change, name).strip() for name in ("reason", "note", "reference")}
    for name, longest in (("reason", LONGEST_REASON), ("note", LONGEST_NOTE), ("reference", LONGEST_REFERENCE)):
        if len(texts[name]) > longest:
            raise InvalidInputError(f"A {name} has at most {longest} characters.", code="TEXT_TOO_LONG", field=(name,))
    return msgspec.structs.replace(change, **texts)
