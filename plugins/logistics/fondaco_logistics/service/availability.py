"""What buyers can have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fondaco.commerce import Availability, AvailabilityQuery, Channel, SellableRef

from fondaco_logistics.model.availability import available, shown
from fondaco_logistics.model.sites import Destination
from fondaco_logistics.repository.availability import list_counted
from fondaco_logistics.settings import LogisticsSettings

__all__ = ["EVERYTHING", "collect_available", "list_shown"]

EVERYTHING = "availability"
"""Cache tag of all answers that show availability."""


async def collect_available(
    settings: LogisticsSettings, query: AvailabilityQuery
) -> Mapping[SellableRef, Availability]:
    """Says how many of the asked things can be ordered, of those that are counted; with one statement."""
    if not query.refs:
        return {}
    plain = {SellableRef(ref.type, ref.id): ref for ref in query.refs}
    destination = Destination.of(query.destination)
    counted = await list_counted(list(plain), query.channel.slug, destination, query.held_by)
    low = settings.low_in(query.channel.slug)
    return {plain[one.ref]: available(one, low) for one in counted}


async def list_shown(
    settings: LogisticsSettings, channel: Channel, refs: Sequence[SellableRef]
) -> list[Availability | None]:
    """Returns what buyers are told of each of the things; None of those that nobody counts."""
    found = await collect_available(settings, AvailabilityQuery(refs=tuple(refs), channel=channel))
    how = settings.shown_in(channel.slug)
    return [shown(found[ref], how) if ref in found else None for ref in refs]
