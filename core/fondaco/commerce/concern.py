"""What is unusual about an order, in words that checkout and whoever watches orders share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from fondaco.commerce.address import Address
from fondaco.commerce.money import Money

__all__ = ["OrderConcern", "WatchedOrder"]


class WatchedOrder(msgspec.Struct, frozen=True, kw_only=True):
    """An order that is looked at, or one that would be placed if its payment were decided.

    Attributes:
        order_id: That it has, or would have.
        number: What people call it.
        channel: Slug of the channel.
        placed_at: UTC; None while its payment is undecided.
        cancelled: Whether it will not be fulfilled.
        payment_state: As in `OrderPaymentChanged`; empty while its payment is undecided.
        total: Gross.
        email: Of the buyer.
        phone: Of the buyer; None where they gave none.
        customer: Account of the buyer; None of guests.
        session: The shop session that the cart belonged to.
        shipping_address: None where nothing is delivered.
        billing_address: Who pays.
    """

    order_id: UUID
    number: str
    channel: str
    placed_at: datetime | None
    cancelled: bool
    payment_state: str
    total: Money
    email: str
    phone: str | None
    customer: UUID | None
    session: UUID
    shipping_address: Address | None
    billing_address: Address | None


class OrderConcern(msgspec.Struct, frozen=True, kw_only=True):
    """A reason to look at an order: a code and values, never prose; texts are made by the reader.

    Attributes:
        rule: Which rule says so, unique in its plugin, such as ``velocity``.
        weight: How much it counts, from 1 to 1,000; the weights of an order's reasons add up to its score.
        values: What was found, by name: JSON values. What is the same is said the same way again.
    """

    rule: str
    weight: int
    values: Mapping[str, Any] = {}
