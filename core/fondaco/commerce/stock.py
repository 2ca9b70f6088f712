"""Stock, in the words that whoever sells and whoever counts pieces share."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from fondaco.commerce.address import Address
from fondaco.commerce.channel import Channel
from fondaco.commerce.sellable import SellableRef

__all__ = [
    "Availability",
    "AvailabilityQuery",
    "AvailabilityState",
    "DemandComponent",
    "DemandLine",
    "DemandStage",
    "HeldOrder",
    "HeldOrdersQuery",
    "OrderDemand",
]


class AvailabilityState(StrEnum):
    """Whether a thing can be had, as a buyer is told."""

    IN_STOCK = "in_stock"
    """There are enough."""
    LOW_STOCK = "low_stock"
    """There are few; how few that is, whoever counts decides."""
    BACKORDER = "backorder"
    """There are none left, and it is sold all the same: it comes later."""
    PREORDER = "preorder"
    """There are none yet."""
    OUT_OF_STOCK = "out_of_stock"
    """There are none left, and none can be ordered."""


class Availability(msgspec.Struct, frozen=True, kw_only=True):
    """How much of a thing can be ordered in a channel at this moment.

    Attributes:
        state: As a buyer is told.
        quantity: The most that can be ordered now, never negative; None without a limit.
        promised_on: When it is expected where it is not there yet; None if it is there, or nobody knows.
    """

    state: AvailabilityState
    quantity: int | None = None
    promised_on: date | None = None


class AvailabilityQuery(msgspec.Struct, frozen=True, kw_only=True):
    """What `collect_availability` is asked.

    Attributes:
        refs: Things that are delivered: a bundle is asked about by its components. Without choices.
        channel: Where they are sold.
        destination: Where they would be sent; None while nobody said.
        held_by: Ids of carts or orders whose own reservations count as available to them.
    """

    refs: tuple[SellableRef, ...]
    channel: Channel
    destination: Address | None = None
    held_by: tuple[UUID, ...] = ()


class DemandStage(StrEnum):
    """How certain an order is."""

    HELD = "held"
    """It is frozen, and its payment undecided."""
    PLACED = "placed"
    """It is placed."""


class HeldOrder(msgspec.Struct, frozen=True):
    """An order that whoever counts holds pieces for, though its payment ought to be decided by now.

    Attributes:
        order_id: That it has, or would have.
        cart_id: The cart that it comes from; None for an order that staff made.
    """

    order_id: UUID
    cart_id: UUID | None


class HeldOrdersQuery(msgspec.Struct, frozen=True):
    """What `collect_ended_orders` is asked.

    Attributes:
        orders: Also those of others; answer for your own.
    """

    orders: tuple[HeldOrder, ...]


class DemandComponent(msgspec.Struct, frozen=True, kw_only=True):
    """A thing that is delivered as a part of a line.

    Attributes:
        id: Of the line's component, unique over all orders.
        ref: What is delivered.
        quantity: Pieces in one of the whole, at least one.
    """

    id: UUID
    ref: SellableRef
    quantity: int


class DemandLine(msgspec.Struct, frozen=True, kw_only=True):
    """What a line of an order wants to be delivered, all in all.

    Attributes:
        id: Of the order's line.
        ref: What was bought.
        quantity: Pieces of the line that are still wanted, delivered ones included; at least one.
        requires_shipping: False for what is not sent, such as a download.
        components: What is delivered instead, if it is a bundle; empty otherwise.
    """

    id: UUID
    ref: SellableRef
    quantity: int
    requires_shipping: bool = True
    components: tuple[DemandComponent, ...] = ()

    @property
    def pieces(self) -> dict[tuple[UUID, SellableRef], int]:
        """How many pieces of what it takes from the store, by the id of the line, or of its component."""
        if not self.components:
            return {(self.id, self.ref): self.quantity}
        return {(part.id, part.ref): part.quantity * self.quantity for part in self.components}


class OrderDemand(msgspec.Struct, frozen=True, kw_only=True):
    """All that an order wants to be delivered, at this moment: what is not named here is not wanted any more.

    It says how things are and not what changed, so it can be told again, and whoever counts compares it with what they
    hold for the order.

    Attributes:
        order_id: Of the order; while it is HELD, the id that it will have.
        cart_id: The cart that it comes from; None for an order that staff made.
        number: What people call the order.
        channel: Slug of the channel in which it is bought, which may be gone by now.
        stage: How certain the order is.
        firm: Whether money or word was given for it: then what is missing is noted as missing, and never refused.
        lines: Each once; empty when the order is given up or cancelled.
        destination: Where it is sent; None where nothing is.
        delivery_code: Of the chosen delivery option; None without one.
        due_on: The last day on which it may arrive, as the buyer was told; None if nothing was promised.
        held_until: While HELD: when its payment is given up at the latest, UTC; its end is told nevertheless.
    """

    order_id: UUID
    cart_id: UUID | None
    number: str
    channel: str
    stage: DemandStage
    firm: bool
    lines: tuple[DemandLine, ...]
    destination: Address | None = None
    delivery_code: str | None = None
    due_on: date | None = None
    held_until: datetime | None = None

    @property
    def pieces(self) -> dict[SellableRef, int]:
        """How many pieces of what the order takes from the store, in the order of types and ids.

        Whoever counts takes them in this order, so that two orders never wait for each other.
        """
        taken: Counter[SellableRef] = Counter()
        for line in self.lines:
            for (_, ref), quantity in line.pieces.items():
                taken[SellableRef(ref.type, ref.id)] += quantity
        return dict(sorted(taken.items(), key=lambda item: (item[0].type, item[0].id)))
