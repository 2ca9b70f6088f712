"""Where a zone is: countries, regions and postal codes, and which of many zones an address is in.

Of the zones that an address is in, the most specific one counts: one whose postal codes match comes before one that
names the region, and that before one that names the country only. Among postal codes the one with more leading
characters in common with the whole range wins: ``38001`` over ``38*``, ``35000..35099`` over ``35*``. After that, a
region beside the postal code, the larger priority, then the code of the zone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Generic, Protocol, TypeVar

import msgspec
from fondaco.commerce import country_codes
from fondaco.errors import InvalidInputError, LimitExceededError

__all__ = ["MOST_AREAS", "MOST_POSTAL_CODES", "Area", "Places", "clean_areas"]

MOST_AREAS, MOST_REGIONS, MOST_POSTAL_CODES = 300, 200, 10_000
"""Of one zone; of one area."""

LONGEST_REGION = 100

_PATTERN = re.compile(r"[0-9A-Z]{1,12}")


class Area(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of a zone.

    Attributes:
        country: ISO 3166-1 alpha-2.
        regions: States or provinces, each in any spelling that addresses have (``QC``, ``Quebec``); capitals and
            accents do not matter. Empty for all.
        postal_codes: Each is a code (``38001``), the beginning of codes (``38*``) or a range of codes or beginnings of
            equal length (``35000..35999``). Blanks, hyphens and capitals do not matter. Empty for all.
    """

    country: str
    regions: tuple[str, ...] = ()
    postal_codes: tuple[str, ...] = ()


class Zone(Protocol):
    """Something that is for some places."""

    @property
    def areas(self) -> Sequence[Area]:
        """Where it is; empty for everywhere."""

    @property
    def priority(self) -> int:
        """Decides between equally specific ones."""

    @property
    def code(self) -> str:
        """Decides at last."""


Z = TypeVar("Z", bound=Zone)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if char.isalnum())


def _code(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text).upper() if char.isalnum())


class _Range(msgspec.Struct, frozen=True):
    """Codes from one to another; ``exact`` if nothing may follow them."""

    first: str
    last: str
    exact: bool

    def holds(self, code: str) -> bool:
        beginning = code[: len(self.first)]
        return (
            len(beginning) == len(self.first)
            and self.first <= beginning <= self.last
            and (not self.exact or beginning == code)
        )

    @property
    def common(self) -> str:
        pairs = zip(self.first, self.last, strict=True)
        return "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _parsed(pattern: str) -> _Range | None:
    """Returns what a pattern stands for; None if it is none."""
    first, separator, last = pattern.partition("..")
    if separator:
        first, last = _code(first), _code(last)
        well = len(first) == len(last) and first <= last and _PATTERN.fullmatch(first) and _PATTERN.fullmatch(last)
        return _Range(first, last, exact=False) if well else None
    exact = not pattern.rstrip().endswith("*")
    code = _code(pattern.rstrip().removesuffix("*"))
    return _Range(code, code, exact) if _PATTERN.fullmatch(code) and "*" not in pattern.rstrip()[:-1] else None


def clean_areas(areas: Iterable[Area], field: tuple[str, ...]) -> tuple[Area, ...]:
    """Returns the areas with countries in capitals and blanks removed.

    Raises:
        InvalidInputError: ``UNKNOWN_COUNTRY``, ``INVALID_REGION``, ``INVALID_POSTAL_CODE``, with the field.
        LimitExceededError: ``TOO_MANY_AREAS``.
    """
    found = []
    for index, area in enumerate(areas):
        at = (*field, str(index))
        if index >= MOST_AREAS or len(area.regions) > MOST_REGIONS or len(area.postal_codes) > MOST_POSTAL_CODES:
            raise LimitExceededError(
                f"A zone has at most {MOST_AREAS} areas, each with at most {MOST_REGIONS} regions and "
                f"{MOST_POSTAL_CODES:,} postal codes.",
                code="TOO_MANY_AREAS",
                field=at,
            )
        country = area.country.strip().upper()
        if country not in country_codes():
            raise InvalidInputError(
                f"{country[:20]!r} is not an ISO 3166 country code.", code="UNKNOWN_COUNTRY", field=(*at, "country")
            )
        regions = tuple(dict.fromkeys(region.strip() for region in area.regions))
        for place, region in enumerate(regions):
            if not _folded(region) or len(region) > LONGEST_REGION or not region.isprintable():
                raise InvalidInputError(
                    f"A region has 1 to {LONGEST_REGION} characters.",
                    code="INVALID_REGION",
                    field=(*at, "regions", str(place)),
                )
        codes = tuple(dict.fromkeys(pattern.strip() for pattern in area.postal_codes))
        for place, pattern in enumerate(codes):
            if _parsed(pattern) is None:
                raise InvalidInputError(
                    f"{pattern[:40]!r} is no postal code, no beginning such as 38* and no range such as 35000..35999.",
                    code="INVALID_POSTAL_CODE",
                    field=(*at, "postalCodes", str(place)),
                )
        found.append(Area(country, regions, codes))
    return tuple(found)


class _Entry(msgspec.Struct, Generic[Z], frozen=True):
    zone: Z
    regions: frozenset[str]
    codes: _Range | None

    def rank(self) -> tuple[int, int, int]:
        length = 0 if self.codes is None else len(self.codes.common)
        return (self.codes is not None, length, bool(self.regions))


class Places(Generic[Z]):
    """Finds the zones of an address among very many, without looking at each."""

    def __init__(self, zones: Iterable[Z]) -> None:
        self._everywhere: list[Z] = []
        self._by_country: dict[str, dict[str, list[_Entry[Z]]]] = {}
        for zone in zones:
            if not zone.areas:
                self._everywhere.append(zone)
            for area in zone.areas:
                regions = frozenset(_folded(region) for region in area.regions)
                index = self._by_country.setdefault(area.country, {})
                for codes in [_parsed(pattern) for pattern in area.postal_codes] or [None]:
                    key = "" if codes is None else codes.common
                    index.setdefault(key, []).append(_Entry(zone, regions, codes))

    def of(self, country: str, region: str, postal_code: str) -> list[Z]:
        """Returns the zones that an address is in, the most specific one first, each once.

        Args:
            country: ISO 3166-1 alpha-2; empty for an unknown one, which is in the zones of everywhere only.
        """
        code, folded = _code(postal_code), _folded(region)
        if country == "US":
            code = code[:5]  # a ZIP+4 is in its ZIP
        index = self._by_country.get(country, {})
        found: list[tuple[tuple[int, int, int], int, str, Z]] = []
        for length in range(len(code) + 1):
            for entry in index.get(code[:length], ()):
                if entry.regions and folded not in entry.regions:
                    continue
                if entry.codes is None or entry.codes.holds(code):
                    found.append((entry.rank(), entry.zone.priority, entry.zone.code, entry.zone))
        found.extend(((0, 0, -1), zone.priority, zone.code, zone) for zone in self._everywhere)
        found.sort(key=lambda each: ([-part for part in each[0]], -each[1], each[2]))
        return list({each[2]: each[3] for each in found}.values())
