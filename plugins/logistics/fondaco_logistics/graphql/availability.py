"""Whether a thing can be had, in the shop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from fondaco.commerce import Availability, AvailabilityState, Sellable, SellableRef
from fondaco.graphql import Info, SchemaPart

from fondaco_logistics.graphql.requests import settings_of
from fondaco_logistics.graphql.types import Availability_
from fondaco_logistics.service.availability import EVERYTHING, list_shown, list_shown_whole
from fondaco_logistics.service.booking import tag_of

__all__ = ["availability"]

availability = SchemaPart()


class HasSellable(Protocol):
    """A line of a cart."""

    @property
    def sellable(self) -> Sellable:
        """What it sells, with the components that were chosen."""


_WITHOUT_LIMIT = Availability(state=AvailabilityState.IN_STOCK)


@availability.extend("ProductVariant", type=Availability_, owner="catalog", name="availability", shared=True)
async def variant_availability(parents: Sequence[Any], info: Info) -> list[Availability]:
    """Whether there is any of it, as exactly as the channel tells; what nobody counts is there without limit.

    A bundle is there as long as its components are.
    """
    refs = [SellableRef("ProductVariant", parent.id) for parent in parents]
    info.context.depends_on(EVERYTHING, *(tag_of(ref.id) for ref in refs))
    found = await list_shown(settings_of(info), info.context.hooks, info.context.channel, info.context.locale, refs)
    info.context.depends_on(*(tag_of(part) for one in found for part in one.parts))
    return [one.availability or _WITHOUT_LIMIT for one in found]


@availability.extend("CartLine", type=Availability_, owner="checkout", name="availability")
async def cart_line_availability(parents: Sequence[HasSellable], info: Info) -> list[Availability]:
    """Whether there is any of it, as exactly as the channel tells; of a bundle with what was chosen.

    The pieces of one line are not set against those of others: what the cart can be bought with, its lines say.
    """
    sold = [parent.sellable for parent in parents]
    found = await list_shown_whole(settings_of(info), info.context.channel, sold)
    return [one or _WITHOUT_LIMIT for one in found]
