"""Warehouses, as the rules that share orders out see them."""

from __future__ import annotations

import math
from decimal import Decimal
from uuid import UUID

import msgspec
from fondaco.commerce import Address

__all__ = ["Area", "Destination", "Place", "Point", "Site", "metres", "normal_postcode"]

EARTH_METRES = 6_371_009
"""Mean radius of the Earth (IUGG)."""


class Point(msgspec.Struct, frozen=True):
    """A place on Earth, in millionths of a degree."""

    latitude: int
    longitude: int


def metres(one: Point, other: Point) -> int:
    """Returns the great-circle distance, by the haversine formula on a sphere: right to half a per cent."""
    phi1, phi2 = math.radians(one.latitude / 1e6), math.radians(other.latitude / 1e6)
    half_phi = (phi2 - phi1) / 2
    half_lambda = math.radians((other.longitude - one.longitude) / 1e6) / 2
    chord = math.sin(half_phi) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(half_lambda) ** 2
    return round(2 * EARTH_METRES * math.asin(min(1.0, math.sqrt(chord))))


def normal_postcode(text: str) -> str:
    """Returns a postcode without blanks and hyphens in upper case, as areas and destinations are compared."""
    return "".join(character for character in text.upper() if character.isalnum())


class Destination(msgspec.Struct, frozen=True):
    """Where an order goes, as far as warehouses care."""

    country: str
    region: str = ""
    postal_code: str = ""

    @classmethod
    def of(cls, address: Address | None) -> Destination | None:
        """Returns the destination of an address; None without one."""
        return None if address is None else cls(address.country, address.region, normal_postcode(address.postal_code))


class Area(msgspec.Struct, frozen=True):
    """A part of the world that a warehouse sends to.

    Attributes:
        region: Empty for the whole country.
        postcode: Beginning of the postcodes, normalised; empty for all.
        priority: Lower ones first.
        cost: What a parcel there costs, in minor units of one currency for all; None if nobody said.
    """

    country: str
    region: str = ""
    postcode: str = ""
    priority: int = 0
    cost: int | None = None

    def covers(self, destination: Destination) -> bool:
        """Says whether the destination lies in it."""
        return (
            self.country == destination.country
            and self.region.casefold() in {"", destination.region.casefold()}
            and destination.postal_code.startswith(self.postcode)
        )

    @property
    def narrowness(self) -> tuple[int, bool]:
        """The more, the more exactly it is said where it lies."""
        return len(self.postcode), bool(self.region)


class Place(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a region, or the postcodes that begin so, lies: the middle of it. An entry of ``places``.

    Attributes:
        country: ISO 3166-1 alpha-2.
        region: As addresses write it; empty for the whole country.
        postcode: Beginning of the postcodes; empty for all.
        latitude: In degrees, north positive.
        longitude: In degrees, east positive.
    """

    country: str
    region: str = ""
    postcode: str = ""
    latitude: Decimal
    longitude: Decimal

    def __post_init__(self) -> None:
        if not (abs(self.latitude) <= 90 and abs(self.longitude) <= 180):
            raise ValueError("places: a latitude is at most 90 degrees, a longitude at most 180")

    @property
    def area(self) -> Area:
        """The area whose middle it is."""
        return Area(self.country, self.region, normal_postcode(self.postcode))

    @property
    def point(self) -> Point:
        """Its middle."""
        return Point(int(self.latitude * 1_000_000), int(self.longitude * 1_000_000))


class Site(msgspec.Struct, frozen=True):
    """A warehouse.

    Attributes:
        priority: Lower ones first.
        channels: Slugs of those it serves; empty for all.
        areas: Where it sends to; empty for everywhere.
        point: Where it lies, if that is known.
    """

    id: UUID
    code: str
    priority: int = 0
    active: bool = True
    channels: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()
    country: str = ""
    region: str = ""
    postal_code: str = ""
    point: Point | None = None

    def area_of(self, destination: Destination | None) -> Area | None:
        """Returns the narrowest of its areas that a destination lies in."""
        if destination is None:
            return None
        covering = [area for area in self.areas if area.covers(destination)]
        return min(covering, key=lambda area: (*(-n for n in area.narrowness), area.priority), default=None)

    def serves(self, channel: str, destination: Destination | None) -> bool:
        """Says whether orders of a channel that go there may be sent from here."""
        if not self.active or (self.channels and channel not in self.channels):
            return False
        return not self.areas or destination is None or self.area_of(destination) is not None

    def place_of(self) -> Destination:
        """Returns where it lies itself."""
        return Destination(self.country, self.region, normal_postcode(self.postal_code))
