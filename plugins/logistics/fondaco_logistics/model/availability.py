"""Whether a thing can be had, as it is and as it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec
from fondaco.commerce import Availability, AvailabilityState, SellableRef

from fondaco_logistics.model.stock import Policy

__all__ = ["Counted", "Shown", "any_of_them", "available", "of_bundle", "shown"]


class Shown(StrEnum):
    """How exactly buyers are told how many there are."""

    EXACT = "exact"
    """The number."""
    LOW = "low"
    """The number when there are few, and otherwise that there are enough."""
    YES_NO = "yes_no"
    """Whether there are any."""


class Counted(msgspec.Struct, frozen=True):
    """What availability in a channel is worked out of.

    Attributes:
        low_stock: Of the item; None for what the channel says.
        free: Pieces that could be taken out of the warehouses that serve the channel.
        short: Pieces that orders lack already.
    """

    ref_type: str
    ref_id: UUID
    policy: Policy
    backorder_limit: int | None
    promised_on: date | None
    low_stock: int | None
    free: int
    short: int

    @property
    def ref(self) -> SellableRef:
        """What is sold."""
        return SellableRef(self.ref_type, self.ref_id)


def available(counted: Counted, low_stock: int) -> Availability:
    """Works out how many can be ordered.

    Args:
        low_stock: Of the channel: so many or fewer are few.
    """
    there = max(0, counted.free - counted.short)
    threshold = low_stock if counted.low_stock is None else counted.low_stock
    if counted.policy is Policy.DENY:
        if there == 0:
            return Availability(state=AvailabilityState.OUT_OF_STOCK, quantity=0)
        state = AvailabilityState.LOW_STOCK if there <= threshold else AvailabilityState.IN_STOCK
        return Availability(state=state, quantity=there)
    short = max(0, counted.short - counted.free)
    more = None if counted.backorder_limit is None else max(0, counted.backorder_limit - short)
    quantity = None if more is None else there + more
    if there:
        state = AvailabilityState.LOW_STOCK if there <= threshold else AvailabilityState.IN_STOCK
        return Availability(state=state, quantity=quantity)
    if more == 0:
        return Availability(state=AvailabilityState.OUT_OF_STOCK, quantity=0)
    state = AvailabilityState.BACKORDER if counted.policy is Policy.BACKORDER else AvailabilityState.PREORDER
    return Availability(state=state, quantity=quantity, promised_on=counted.promised_on)


def of_bundle(parts: Iterable[tuple[Availability, int]], low_stock: int) -> Availability | None:
    """Works out how many of a bundle can be ordered; None if nobody counts what is in it.

    Args:
        parts: The components that are counted, and how many of each are in one bundle.
    """
    counted = list(parts)
    if not counted:
        return None
    limits = [part.quantity // n for part, n in counted if part.quantity is not None]
    quantity = min(limits, default=None)
    if quantity == 0:
        return Availability(state=AvailabilityState.OUT_OF_STOCK, quantity=0)
    late = [part for part, _ in counted if part.state in {AvailabilityState.BACKORDER, AvailabilityState.PREORDER}]
    if late:
        promises = [part.promised_on for part in late]
        promised = None if None in promises else max(date_ for date_ in promises if date_ is not None)
        return Availability(state=late[0].state, quantity=quantity, promised_on=promised)
    few = quantity is not None and quantity <= low_stock
    return Availability(state=AvailabilityState.LOW_STOCK if few else AvailabilityState.IN_STOCK, quantity=quantity)


_BEST_FIRST = (
    AvailabilityState.IN_STOCK,
    AvailabilityState.LOW_STOCK,
    AvailabilityState.BACKORDER,
    AvailabilityState.PREORDER,
    AvailabilityState.OUT_OF_STOCK,
)


def any_of_them(variants: Iterable[Availability]) -> Availability:
    """Works out whether any of several things can be had: as good as the best of them.

    Of the whole there is no number unless it is zero, since a buyer chooses one of them; what is expected is so at the
    earliest of the days. There is nothing of what has no variants.
    """
    best = min(variants, key=_rank, default=Availability(state=AvailabilityState.OUT_OF_STOCK, quantity=0))
    quantity = 0 if best.state is AvailabilityState.OUT_OF_STOCK else None
    return Availability(state=best.state, quantity=quantity, promised_on=best.promised_on)


def _rank(availability: Availability) -> tuple[int, date]:
    return _BEST_FIRST.index(availability.state), availability.promised_on or date.max


def shown(availability: Availability, policy: Shown) -> Availability:
    """Returns as much of it as buyers are told."""
    state, quantity = availability.state, availability.quantity
    if policy is Shown.YES_NO and state is AvailabilityState.LOW_STOCK:
        state = AvailabilityState.IN_STOCK
    if policy is Shown.YES_NO or (policy is Shown.LOW and state is not AvailabilityState.LOW_STOCK):
        quantity = 0 if state is AvailabilityState.OUT_OF_STOCK else None
    return Availability(state=state, quantity=quantity, promised_on=availability.promised_on)
