"""Drafts: orders that staff build for a buyer, each a cart of the origin ``staff`` and what is remembered of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec
from fondaco.commerce import Actor, Address, Money, SellableRef
from fondaco.ids import encode_global_id

from fondaco_checkout.model.cart import Cart, CartState
from fondaco_checkout.model.remarks import RemarksChange

__all__ = ["Draft", "DraftChange", "DraftCriteria", "DraftState", "WantedDraftLine"]


class DraftState(StrEnum):
    """Where a draft stands.

    Attributes:
        OPEN: Staff build it; its buyer does not see it.
        SENT: Whoever has the link may pay it.
        PAYING: A payment is under way.
        PLACED: It has become an order.
        EXPIRED: Its time is over; staff may give it more.
    """

    OPEN = "open"
    SENT = "sent"
    PAYING = "paying"
    PLACED = "placed"
    EXPIRED = "expired"


_OF_CART = {CartState.COMPLETING: DraftState.PAYING, CartState.COMPLETED: DraftState.PLACED}


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A draft as it is stored.

    Attributes:
        cart: What is to be ordered; belongs to the buyer's account, as far as this value is asked.
        token: The secret of the link.
        note: Of staff, for staff.
        sent_at: None while its buyer is not to see it.
        read_at: When it was read, which decides whether it has expired.
    """

    cart: Cart
    token: str
    note: str
    created_by: Actor
    created_at: datetime
    sent_at: datetime | None
    expires_at: datetime
    read_at: datetime

    @property
    def id(self) -> UUID:
        """That of its cart."""
        return self.cart.id

    @property
    def global_id(self) -> str:
        """Its id at the API."""
        return encode_global_id("DraftOrder", self.id)

    @property
    def customer_id(self) -> str | None:
        """The id of its buyer's account at the API; None of guests."""
        return None if self.cart.customer is None else encode_global_id("Customer", self.cart.customer)

    @property
    def state(self) -> DraftState:
        """Where it stands."""
        if self.cart.state in _OF_CART:
            return _OF_CART[self.cart.state]
        if self.expires_at <= self.read_at:
            return DraftState.EXPIRED
        return DraftState.OPEN if self.sent_at is None else DraftState.SENT


class WantedDraftLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line as staff want it.

    Attributes:
        price: For one piece, as the channel shows prices; None for what the shop asks.
        reason: Why; needed with a price.
    """

    ref: SellableRef
    quantity: int
    price: Money | None = None
    reason: str = ""


class DraftChange(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be of a draft; None leaves what is there.

    Attributes:
        lines: All of them: others go.
        delivery_code: Of an option that is offered for the draft as it becomes.
    """

    lines: tuple[WantedDraftLine, ...] | None = None
    customer: UUID | None = None
    email: str | None = None
    phone: str | None = None
    shipping_address: Address | None = None
    billing_address: Address | None = None
    remarks: RemarksChange | None = None
    delivery_code: str | None = None
    note: str | None = None
    expires_at: datetime | None = None

    @property
    def seen(self) -> bool:
        """Whether it changes what the buyer sees or agrees to."""
        return any(
            getattr(self, name) is not None for name in self.__struct_fields__ if name not in {"note", "expires_at"}
        )


class DraftCriteria(msgspec.Struct, frozen=True, kw_only=True):
    """Which drafts are wanted; empty and None say nothing, of several values one has to hold.

    Attributes:
        channels: Slugs.
        email: Exactly this address, whatever the case.
        created_by: Id of who began it, as `Actor.id`.
    """

    states: tuple[DraftState, ...] = ()
    channels: tuple[str, ...] = ()
    email: str = ""
    customer: UUID | None = None
    created_by: str = ""
