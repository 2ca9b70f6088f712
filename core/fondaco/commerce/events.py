"""Events that cross plugins. Whoever subscribes imports them from here and nothing from the emitter."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from fondaco.commerce.event import Event
from fondaco.commerce.money import Money
from fondaco.commerce.order import OrderedLine

__all__ = [
    "CartCompleted",
    "OrderCancelled",
    "OrderPlaced",
    "ProductCreated",
    "ProductDeleted",
    "ProductPublished",
    "ProductUnpublished",
    "ProductUpdated",
]


class ProductCreated(Event, frozen=True):
    """A product exists now; in no channel yet."""

    wire_name: ClassVar[str] = "catalog.product_created"

    product_id: UUID


class ProductUpdated(Event, frozen=True):
    """Something of a product or its variants changed."""

    wire_name: ClassVar[str] = "catalog.product_updated"

    product_id: UUID


class ProductPublished(Event, frozen=True):
    """A product can be bought in a channel now."""

    wire_name: ClassVar[str] = "catalog.product_published"

    product_id: UUID
    channel: str


class ProductUnpublished(Event, frozen=True):
    """A product left a channel."""

    wire_name: ClassVar[str] = "catalog.product_unpublished"

    product_id: UUID
    channel: str


class ProductDeleted(Event, frozen=True):
    """A product is gone for good; it left its channels before."""

    wire_name: ClassVar[str] = "catalog.product_deleted"

    product_id: UUID


class CartCompleted(Event, frozen=True):
    """A cart became an order."""

    wire_name: ClassVar[str] = "checkout.cart_completed"

    cart_id: UUID
    order_id: UUID


class OrderPlaced(Event, frozen=True):
    """An order is placed and its payment certain.

    Attributes:
        total: Gross, what the buyer pays.
        session: The shop session that the cart belonged to; None where the order was not placed in a shop.
        lines: What was bought; a thing may be in several. Empty in events from before there were lines.
    """

    wire_name: ClassVar[str] = "checkout.order_placed"

    order_id: UUID
    number: str
    channel: str
    locale: str
    total: Money
    email: str
    placed_at: datetime
    session: UUID | None = None
    lines: tuple[OrderedLine, ...] = ()


class OrderCancelled(Event, frozen=True):
    """An order will not be fulfilled. Its payment is given back afterwards.

    Attributes:
        lines: As in `OrderPlaced`.
    """

    wire_name: ClassVar[str] = "checkout.order_cancelled"

    order_id: UUID
    number: str
    channel: str
    reason: str
    cancelled_at: datetime
    lines: tuple[OrderedLine, ...] = ()
