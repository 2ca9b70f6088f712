"""What was bought, in words that whoever hears of an order understands."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from fondaco.commerce.sellable import SellableRef

__all__ = ["Actor", "ActorType", "BuyersOrderQuery", "OrderEntry", "OrderedComponent", "OrderedLine", "RefundedLine"]


class OrderedComponent(msgspec.Struct, frozen=True):
    """A thing that was bought as a part of another one.

    Attributes:
        ref: What it is.
        sku: Stock-keeping unit when it was bought; empty where the merchant used none.
        quantity: Pieces in one of the whole, at least one.
    """

    ref: SellableRef
    sku: str
    quantity: int


class OrderedLine(msgspec.Struct, frozen=True):
    """A line of an order, as the events of orders tell it.

    Attributes:
        ref: What was bought; it may be gone from its owner by the time the event is read.
        sku: Stock-keeping unit when it was bought; empty where the merchant used none.
        quantity: Pieces, at least one.
        components: What one piece consists of, if it is a bundle: what is delivered instead; empty otherwise.
    """

    ref: SellableRef
    sku: str
    quantity: int
    components: tuple[OrderedComponent, ...] = ()


class BuyersOrderQuery(msgspec.Struct, frozen=True, kw_only=True):
    """What `resolve_buyers_order` is asked: by id of somebody who has to be its buyer, or by the buyer's secret.

    Attributes:
        order_id: None where the secret is given.
        token: From the link that the buyer was given; None where the id is.
        session: Of who asks; None without one.
        customer: Account of who asks; None of guests.
    """

    order_id: UUID | None = None
    token: str | None = None
    session: UUID | None = None
    customer: UUID | None = None


class RefundedLine(msgspec.Struct, frozen=True):
    """What money was given back for, as events tell it.

    Attributes:
        line_id: The line of the order.
        line: What came back, with the quantity that did; what one piece consists of is as it was sold.
        restock: Whether it goes back into stock.
    """

    line_id: UUID
    line: OrderedLine
    restock: bool


class ActorType(StrEnum):
    """What sort of somebody did something."""

    STAFF = "staff"
    """A person who works for the shop."""
    CUSTOMER = "customer"
    """A buyer with an account."""
    GUEST = "guest"
    """A buyer without one."""
    SERVICE = "service"
    """Another program, with a key of its own."""
    PROVIDER = "provider"
    """Somebody outside, such as a payment provider or a carrier, and we heard of it."""
    SYSTEM = "system"
    """The shop itself: jobs, subscribers, the command line."""


class Actor(msgspec.Struct, frozen=True):
    """Who did something, as it is remembered.

    Attributes:
        type: What sort of somebody.
        id: Stable name, such as ``staff:static-token``; empty of guests.
        name: What people call them; empty where nobody knows.
    """

    type: ActorType
    id: str = ""
    name: str = ""


class OrderEntry(msgspec.Struct, frozen=True):
    """Something that happened to an order, for its history.

    Attributes:
        order_id: The order.
        kind: The plugin's name and what happened, such as ``logistics.shipped``; at most 100 characters.
        detail: Values, never prose: JSON without fractions, where a moment is ISO 8601, an id is one of the API, and
            money is a `Money`. Whoever reads it makes the sentence, in their language.
        shown: Names of the details that the buyer may see; empty to show them only that it happened, None to hide that
            too.
        actor: Who did it; None for whoever the unit of work belongs to.
    """

    order_id: UUID
    kind: str
    detail: Mapping[str, Any] = {}
    shown: frozenset[str] | None = None
    actor: Actor | None = None
