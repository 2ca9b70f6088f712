"""Who carries parcels, and where their way can be followed."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

import msgspec

__all__ = ["Carrier", "tracking_url"]

PLACE = "{number}"


class Carrier(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of ``carriers`` of the settings.

    Attributes:
        code: What staff and other systems say for it, such as ``dhl``.
        name: As buyers read it.
        tracking_url: Where a parcel can be followed, with ``{number}`` for its number; empty if nowhere.
    """

    code: str
    name: str
    tracking_url: str = ""

    def __post_init__(self) -> None:
        if not self.code or not self.name:
            raise ValueError("a carrier has a code and a name")
        if self.tracking_url and not (self.tracking_url.startswith("https://") and PLACE in self.tracking_url):
            raise ValueError(f"the tracking_url of carrier {self.code!r} begins with https:// and has {PLACE} in it")


def tracking_url(carriers: Mapping[str, Carrier], code: str, number: str, own: str) -> str | None:
    """Returns where a parcel can be followed; None if nobody knows.

    Args:
        carriers: By code.
        own: What was given for this parcel alone; empty for what its carrier says.
    """
    if own:
        return own
    carrier = carriers.get(code)
    if carrier is None or not carrier.tracking_url:
        return None
    return carrier.tracking_url.replace(PLACE, quote(number, safe=""))
