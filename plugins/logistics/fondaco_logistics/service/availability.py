"""What buyers can have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec
from fondaco.commerce import Availability, AvailabilityQuery, Channel, Sellable, SellableRef, SellablesQuery
from fondaco.dispatch import Hooks
from fondaco.hookspecs import HookSpecs

from fondaco_logistics.model.availability import available, of_bundle, shown
from fondaco_logistics.model.sites import Destination
from fondaco_logistics.repository.availability import list_counted
from fondaco_logistics.settings import LogisticsSettings

__all__ = ["EVERYTHING", "ShownAvailability", "collect_available", "list_shown", "list_shown_whole"]

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


class ShownAvailability(msgspec.Struct, frozen=True):
    """What buyers are told of a thing.

    Attributes:
        availability: None if nobody counts it.
        parts: Ids of the components of a bundle.
    """

    availability: Availability | None
    parts: tuple[UUID, ...] = ()


async def list_shown(
    settings: LogisticsSettings, hooks: Hooks, channel: Channel, locale: str, refs: Sequence[SellableRef]
) -> list[ShownAvailability]:
    """Returns what buyers are told of each of the things.

    One statement for what is counted. What is not may be a bundle: whoever sells it is asked what is in it, and then
    one statement more counts the components of all bundles.
    """
    counted = dict(await collect_available(settings, AvailabilityQuery(refs=tuple(refs), channel=channel)))
    bundles = await _bundles(hooks, channel, locale, [ref for ref in refs if ref not in counted])
    parts = {ref for pieces in bundles.values() for ref in pieces}
    of_parts = await collect_available(settings, AvailabilityQuery(refs=tuple(parts), channel=channel))
    low, how = settings.low_in(channel.slug), settings.shown_in(channel.slug)
    answers = []
    for ref in refs:
        found = counted.get(ref)
        pieces = bundles.get(ref, {})
        if found is None and pieces:
            found = of_bundle([(of_parts[part], n) for part, n in pieces.items() if part in of_parts], low)
        answers.append(
            ShownAvailability(None if found is None else shown(found, how), tuple(part.id for part in pieces))
        )
    return answers


async def list_shown_whole(
    settings: LogisticsSettings, channel: Channel, sold: Sequence[Sellable]
) -> list[Availability | None]:
    """Returns what buyers are told of things whose components are known, None of what nobody counts; one statement."""
    pieces = [{SellableRef(part.type, part.id): n for part, n in one.pieces(1).items()} for one in sold]
    asked = tuple(dict.fromkeys(part for parts in pieces for part in parts))
    counted = await collect_available(settings, AvailabilityQuery(refs=asked, channel=channel))
    low, how = settings.low_in(channel.slug), settings.shown_in(channel.slug)
    answers: list[Availability | None] = []
    for one, parts in zip(sold, pieces, strict=True):
        there = [(counted[part], n) for part, n in parts.items() if part in counted]
        found = of_bundle(there, low) if one.components else there[0][0] if there else None
        answers.append(None if found is None else shown(found, how))
    return answers


async def _bundles(
    hooks: Hooks, channel: Channel, locale: str, refs: Sequence[SellableRef]
) -> dict[SellableRef, Mapping[SellableRef, int]]:
    if not refs:
        return {}
    found: dict[SellableRef, Mapping[SellableRef, int]] = {}
    for _, sellables in await hooks.collect(HookSpecs.collect_sellables, SellablesQuery(tuple(refs), channel, locale)):
        for ref, sellable in sellables.items():
            if isinstance(sellable, Sellable) and sellable.components:
                found[ref] = sellable.pieces(1)
    return found
