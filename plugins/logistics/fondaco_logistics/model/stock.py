"""What is counted, where it lies, and how it changes."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec
from fondaco.commerce import SellableRef

__all__ = [
    "Item",
    "Movement",
    "MovementKind",
    "Policy",
    "StockLevel",
    "Taking",
    "TakingState",
]


class Policy(StrEnum):
    """What happens to an order of more than there is."""

    DENY = "deny"
    """It is refused."""
    BACKORDER = "backorder"
    """What is missing is noted, and sent when it arrives."""
    PREORDER = "preorder"
    """The same of a thing that was never there yet."""


class MovementKind(StrEnum):
    """Why stock changed."""

    RECEIPT = "receipt"
    """Goods came in."""
    ADJUSTMENT = "adjustment"
    """Staff set right what was wrong."""
    COUNT = "count"
    """Somebody counted; also where it was right."""
    RESERVATION = "reservation"
    """An order whose payment is undecided took pieces."""
    RELEASE = "release"
    """Such an order gave them back."""
    ALLOCATION = "allocation"
    """A placed order took pieces, those reserved for it first."""
    DEALLOCATION = "deallocation"
    """A placed order gave them back."""
    SHIPMENT = "shipment"
    """Allocated pieces left the house."""
    RETURN = "return"
    """Pieces that had left came back."""
    TRANSFER = "transfer"
    """Pieces went to another warehouse, or arrived there."""
    DAMAGE = "damage"
    """Pieces cannot be sold any more, or are thrown away."""


class Item(msgspec.Struct, frozen=True):
    """A sellable thing that is counted.

    Attributes:
        tracked: Whether its stock limits what is sold.
        backorder_limit: How many pieces may be missing at once; None for any number.
        promised_on: When what is missing is expected.
        low_stock: It is low with so many pieces or fewer; None for what the channel says.
    """

    id: UUID
    ref_type: str
    ref_id: UUID
    tracked: bool
    policy: Policy
    backorder_limit: int | None
    promised_on: date | None
    low_stock: int | None
    version: int

    @property
    def ref(self) -> SellableRef:
        """What is sold."""
        return SellableRef(self.ref_type, self.ref_id)


class StockLevel(msgspec.Struct, frozen=True):
    """An item in a warehouse, in pieces.

    Attributes:
        on_hand: That are there and can be sold; what orders took is among them.
        reserved: Taken by orders whose payment is undecided.
        allocated: Taken by placed orders.
        incoming: On their way from other warehouses.
        damaged: That are there and cannot be sold; no part of ``on_hand``.
        safety_stock: That are never promised to anybody.
    """

    id: UUID
    item: UUID
    warehouse: UUID
    on_hand: int
    reserved: int
    allocated: int
    incoming: int
    damaged: int
    safety_stock: int
    version: int

    @property
    def available(self) -> int:
        """How many can be taken from here, never negative."""
        return max(0, self.on_hand - self.reserved - self.allocated - self.safety_stock)


class TakingState(StrEnum):
    """What became of pieces that an order wants."""

    RESERVED = "reserved"
    """They lie in a warehouse, taken while the payment is undecided."""
    ALLOCATED = "allocated"
    """They lie in a warehouse, taken for the placed order."""
    SHORT = "short"
    """There are none; they are taken when some arrive."""
    PACKED = "packed"
    """They lie in a warehouse, taken for the placed order, in a parcel that has not left."""
    SHIPPED = "shipped"
    """They left the house."""
    RETURNED = "returned"
    """They left the house and came back."""
    UNTRACKED = "untracked"
    """Nobody counts the thing."""
    PACKED_UNCOUNTED = "packed_uncounted"
    """Nobody counts the thing, and they are in a parcel that has not left."""


class Taking(msgspec.Struct, frozen=True):
    """Pieces of one line of an order, or of a component of it, in one state and warehouse.

    Attributes:
        piece: Id of the line, or of its component.
        item: None where nobody counts the thing.
        warehouse: None where they are short or not counted.
        ships: Whether they have to be sent.
        each: How many of them are in one of the line.
    """

    id: UUID
    order: UUID
    line: UUID
    piece: UUID
    ref_type: str
    ref_id: UUID
    item: UUID | None
    warehouse: UUID | None
    state: TakingState
    quantity: int
    ships: bool
    created_at: datetime
    each: int = 1


class Movement(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the ledger to be made; the numbers are what is added to each counter."""

    stock: UUID
    kind: MovementKind
    on_hand: int = 0
    reserved: int = 0
    allocated: int = 0
    incoming: int = 0
    damaged: int = 0
    reason: str = ""
    note: str = ""
    reference: str = ""
    order: UUID | None = None
    line: UUID | None = None
