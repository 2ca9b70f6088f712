"""Refunds: what is given back for what, with the tax that was in it.

Every amount is a share of what is left of a line or of the delivery, and so is its tax. So whatever the parts are, the
last one takes exactly what is left: a full refund by parts sums up to the order, net and tax each, to the cent.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

import msgspec
from fondaco.commerce import Money, TaxedMoney, round_half_up
from fondaco.errors import ConflictError, InvalidInputError, LimitExceededError
from fondaco.ids import encode_global_id

__all__ = [
    "Refund",
    "RefundKind",
    "RefundPart",
    "RefundState",
    "Refundable",
    "RefundableLine",
    "WantedLine",
    "WantedRefund",
    "plan_refund",
    "settled_state",
]


class RefundKind(StrEnum):
    """What a part of a refund is given back for."""

    LINE = "line"
    """A line of the order."""
    DELIVERY = "delivery"
    """The delivery."""
    SURPLUS = "surplus"
    """What was paid beyond what the order costs; there is no tax in it."""


class RefundState(StrEnum):
    """Where a refund stands."""

    PENDING = "pending"
    """Some of its money is on its way."""
    SUCCEEDED = "succeeded"
    """All of it went back."""
    PARTIAL = "partial"
    """Some went back and some could not: the rest can be tried again."""
    FAILED = "failed"
    """Nothing went back; what it was for can be refunded anew."""


class RefundPart(msgspec.Struct, frozen=True, kw_only=True):
    """What is given back for one line, the delivery or a surplus; amounts in minor units.

    Attributes:
        line_id: Of the order's line; None for delivery and surplus.
        quantity: Pieces that were given back; 0 where only money was.
        restock: Whether the pieces go back into stock.
    """

    kind: RefundKind
    line_id: UUID | None
    quantity: int
    net: int
    tax: int
    currency: str
    restock: bool = False

    @property
    def gross(self) -> int:
        """What is given back for it."""
        return self.net + self.tax

    @property
    def total(self) -> TaxedMoney:
        """What is given back for it, with its tax."""
        return TaxedMoney(Money(self.net, self.currency), Money(self.tax, self.currency))

    @property
    def order_line_id(self) -> str | None:
        """The line's id at the API."""
        return None if self.line_id is None else encode_global_id("OrderLine", self.line_id)


class Refund(msgspec.Struct, frozen=True, kw_only=True):
    """A refund as it is stored.

    Attributes:
        amount: To give back in all, gross, in minor units.
        refunded: What went back of it.
        actor: Who began it; ``provider`` for one that was made at the provider alone.
        told: Whether `OrderRefunded` was emitted.
    """

    id: UUID
    order_id: UUID
    state: RefundState
    amount: int
    refunded: int
    currency: str
    reason: str
    actor: str
    told: bool
    created_at: datetime
    settled_at: datetime | None
    parts: tuple[RefundPart, ...]

    @property
    def global_id(self) -> str:
        """The refund's id at the API."""
        return encode_global_id("Refund", self.id)

    @property
    def total(self) -> TaxedMoney:
        """What it gives back, with the tax in it."""
        return sum((part.total for part in self.parts), TaxedMoney.zero(self.currency))

    @property
    def refunded_money(self) -> Money:
        """What went back of it."""
        return Money(self.refunded, self.currency)


class RefundableLine(msgspec.Struct, frozen=True, kw_only=True):
    """What is left of a line to be given back; amounts in minor units."""

    id: UUID
    quantity: int
    net: int
    tax: int

    @property
    def gross(self) -> int:
        """What is left of what it cost."""
        return self.net + self.tax


class Refundable(msgspec.Struct, frozen=True, kw_only=True):
    """What is left of an order to be given back; amounts in minor units.

    Attributes:
        delivery: Its id is the order's, its quantity 0.
        overpaid: What was paid beyond what is owed.
        money: What is captured and not given back: never more than this goes back.
    """

    currency: str
    lines: tuple[RefundableLine, ...]
    delivery: RefundableLine
    overpaid: int
    money: int


class WantedLine(msgspec.Struct, frozen=True, kw_only=True):
    """What to give back of a line.

    Attributes:
        quantity: Pieces; 0 to give back money alone.
        amount: Gross, in minor units; None for the pieces' share of what is left of the line.
    """

    line_id: UUID
    quantity: int
    amount: int | None = None
    restock: bool = False


class WantedRefund(msgspec.Struct, frozen=True, kw_only=True):
    """What to give back.

    Attributes:
        delivery: Gross, in minor units; None for all that is left of it.
        free: An amount for no goods in particular: first of what was overpaid, then of lines and delivery in
            proportion to what is left of each.
        everything: All that is left, whatever else is said.
        restock: Of everything: whether the goods go back into stock.
    """

    lines: tuple[WantedLine, ...] = ()
    delivery: int | None = 0
    free: int = 0
    everything: bool = False
    restock: bool = False


class _Parts:
    """What is given back so far, and what is left."""

    def __init__(self, refundable: Refundable) -> None:
        self.currency = refundable.currency
        self.left = {line.id: line for line in (*refundable.lines, refundable.delivery)}
        self.delivery_id = refundable.delivery.id
        self.found: dict[UUID, RefundPart] = {}
        self.surplus = 0

    def take(self, id_: UUID, quantity: int, gross: int, *, restock: bool = False) -> None:
        """Takes an amount of a line or the delivery, with its share of the tax that is left."""
        line = self.left[id_]
        tax = round_half_up(Fraction(line.tax * gross, line.gross)) if line.gross else 0
        self.left[id_] = RefundableLine(
            id=id_, quantity=line.quantity - quantity, net=line.net - gross + tax, tax=line.tax - tax
        )
        before = self.found.get(id_)
        delivery = id_ == self.delivery_id
        self.found[id_] = RefundPart(
            kind=RefundKind.DELIVERY if delivery else RefundKind.LINE,
            line_id=None if delivery else id_,
            quantity=quantity + (before.quantity if before else 0),
            net=gross - tax + (before.net if before else 0),
            tax=tax + (before.tax if before else 0),
            currency=self.currency,
            restock=restock or bool(before and before.restock),
        )

    def spread(self, amount: int) -> None:
        """Takes an amount of everything in proportion to what is left of it."""
        lines = list(self.left.values())
        shares = Money(amount, self.currency).allocate([line.gross for line in lines])
        for line, share in zip(lines, shares, strict=True):
            if share.amount:
                self.take(line.id, 0, share.amount)

    def parts(self) -> tuple[RefundPart, ...]:
        """Returns what is given back, lines first and in their order."""
        found = [self.found[id_] for id_ in self.left if id_ in self.found]
        if self.surplus:
            found.append(
                RefundPart(
                    kind=RefundKind.SURPLUS,
                    line_id=None,
                    quantity=0,
                    net=self.surplus,
                    tax=0,
                    currency=self.currency,
                )
            )
        return tuple(found)


def plan_refund(refundable: Refundable, wanted: WantedRefund) -> tuple[RefundPart, ...]:
    """Says what is given back for what; pure, so that a preview and the refund are the same.

    Returns:
        At most one part per line, lines in their order, then delivery, then surplus; at least one.

    Raises:
        InvalidInputError: ``LINE_NOT_FOUND``, ``LINE_REPEATED``, ``QUANTITY_INVALID``, ``INVALID_AMOUNT``,
            ``REFUND_EMPTY``.
        LimitExceededError: ``REFUND_QUANTITY_TOO_LARGE`` or ``REFUND_TOO_LARGE`` where less is left.
        ConflictError: ``NOTHING_TO_REFUND`` where nothing was paid, or all of it went back.
    """
    if refundable.money <= 0:
        raise ConflictError("Nothing is left of what was paid for this order.", code="NOTHING_TO_REFUND")
    parts = _Parts(refundable)
    if wanted.everything:
        _take_everything(parts, refundable, wanted)
    else:
        _take_lines(parts, refundable, wanted.lines)
        delivery = refundable.delivery.gross if wanted.delivery is None else wanted.delivery
        _check_amount(delivery, refundable.delivery.gross, ("deliveryAmount",))
        if delivery:
            parts.take(refundable.delivery.id, 0, delivery)
        _take_free(parts, refundable, wanted.free)
    found = parts.parts()
    total = sum(part.gross for part in found)
    if total == 0:
        raise InvalidInputError("Say what to give back.", code="REFUND_EMPTY")
    if total > refundable.money:
        raise LimitExceededError(
            f"At most {Money(refundable.money, refundable.currency)} can be given back: that is what is left of what "
            "was paid.",
            code="REFUND_TOO_LARGE",
        )
    return found


def _check_amount(amount: int, left: int, field: tuple[str, ...]) -> None:
    if amount < 0:
        raise InvalidInputError("An amount to give back is positive.", code="INVALID_AMOUNT", field=field)
    if amount > left:
        raise LimitExceededError("Not so much is left to be given back.", code="REFUND_TOO_LARGE", field=field)


def _take_everything(parts: _Parts, refundable: Refundable, wanted: WantedRefund) -> None:
    lines = (*refundable.lines, refundable.delivery)
    whole = sum(line.gross for line in lines)
    shares = Money(min(whole, refundable.money), refundable.currency).allocate([line.gross for line in lines])
    for line, share in zip(lines, shares, strict=True):
        if line.quantity or share.amount:
            parts.take(line.id, line.quantity, share.amount, restock=wanted.restock and line.quantity > 0)
    parts.surplus = min(refundable.overpaid, refundable.money - min(whole, refundable.money))


def _take_lines(parts: _Parts, refundable: Refundable, wanted: Sequence[WantedLine]) -> None:
    known = {line.id for line in refundable.lines}
    for index, line in enumerate(wanted):
        field = ("lines", str(index))
        if line.line_id not in known:
            raise InvalidInputError("The order has no such line.", code="LINE_NOT_FOUND", field=(*field, "lineId"))
        if line.line_id in parts.found:
            raise InvalidInputError("This line is given twice.", code="LINE_REPEATED", field=(*field, "lineId"))
        left = parts.left[line.line_id]
        if line.quantity < 0 or (line.quantity == 0 and line.amount is None):
            raise InvalidInputError(
                "Give a positive quantity, or an amount.", code="QUANTITY_INVALID", field=(*field, "quantity")
            )
        if line.quantity > left.quantity:
            raise LimitExceededError(
                f"{left.quantity} of this line can still be given back.",
                code="REFUND_QUANTITY_TOO_LARGE",
                field=(*field, "quantity"),
            )
        amount = line.amount
        if amount is None:
            amount = round_half_up(Fraction(left.gross * line.quantity, left.quantity))
        _check_amount(amount, left.gross, (*field, "amount"))
        parts.take(line.line_id, line.quantity, amount, restock=line.restock and line.quantity > 0)


def _take_free(parts: _Parts, refundable: Refundable, amount: int) -> None:
    whole = sum(line.gross for line in parts.left.values())
    _check_amount(amount, whole + refundable.overpaid, ("amount",))
    parts.surplus = min(amount, refundable.overpaid)
    if amount > parts.surplus:
        parts.spread(amount - parts.surplus)


def settled_state(amount: int, refunded: int, *, open_: bool) -> RefundState:
    """Says where a refund stands.

    Args:
        amount: To give back.
        refunded: What went back.
        open_: Whether some of it is on its way.
    """
    if open_:
        return RefundState.PENDING
    if refunded >= amount:
        return RefundState.SUCCEEDED
    return RefundState.PARTIAL if refunded else RefundState.FAILED
