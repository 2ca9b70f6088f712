"""What was bought, in words that whoever hears of an order understands."""

from __future__ import annotations

from uuid import UUID

import msgspec

from fondaco.commerce.sellable import SellableRef

__all__ = ["BuyersOrderQuery", "OrderedComponent", "OrderedLine", "RefundedLine"]


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
