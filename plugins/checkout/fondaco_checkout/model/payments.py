"""The ledger of payments: what it consists of, what an answer does, and where a refund takes its money from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from fondaco.commerce import Money, PaymentOperationKind, PaymentOperationState, PaymentOutcome, PaymentState
from fondaco.ids import encode_global_id, new_id

from fondaco_checkout.model.states import OPERATION_STEPS, OperationVerdict

__all__ = [
    "Capture",
    "Operation",
    "OperationVerdict",
    "Payment",
    "Portion",
    "ask_again_after",
    "captured_at_once",
    "cascade",
    "payment_of",
    "portions_total",
    "verdict",
]


class Payment(msgspec.Struct, frozen=True, kw_only=True):
    """One payment of an order; amounts are minor units of `currency`.

    The database holds it to ``captured + pending_capture + released + pending_release <= reserved`` and
    ``refunded + pending_refund + disputed <= captured``, whatever is done at once.

    Attributes:
        id: The provider's idempotency key of the payment.
        state: PENDING while the buyer is to pay without a provider; UNKNOWN and ACTION_REQUIRED while it is undecided.
        manual: No provider knows of it: staff note the money that came.
        amount: What was asked for.
        reserved: What was authorized in all; of a manual payment what came.
        released: What was given back of it without having been captured.
        due_at: When an unpaid manual payment is given up, UTC.
        action_url: Where the buyer has to go, while the state is ACTION_REQUIRED.
        lease_until: While the state is UNKNOWN: nobody else asks the provider before, UTC.
        version: Counts the changes of the amounts.
    """

    id: UUID
    order_id: UUID
    method: str
    manual: bool
    state: PaymentState
    currency: str
    amount: int
    reserved: int
    captured: int
    released: int
    refunded: int
    disputed: int
    pending_capture: int
    pending_release: int
    pending_refund: int
    provider_reference: str
    reason: str | None
    action_url: str | None
    lease_until: datetime | None
    due_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime

    @property
    def global_id(self) -> str:
        """The payment's id at the API."""
        return encode_global_id("Payment", self.id)

    @property
    def capturable(self) -> int:
        """What is reserved and neither captured nor given back, nor on its way to either."""
        return self.reserved - self.captured - self.pending_capture - self.released - self.pending_release

    @property
    def refundable(self) -> int:
        """What is captured and neither given back nor on its way."""
        return self.captured - self.refunded - self.pending_refund - self.disputed

    @property
    def undecided(self) -> bool:
        """Whether nobody knows yet if the provider has the money."""
        return self.state in {PaymentState.UNKNOWN, PaymentState.ACTION_REQUIRED}

    @property
    def amount_money(self) -> Money:
        """What was asked for."""
        return self.money(self.amount)

    @property
    def authorized_money(self) -> Money:
        """What is reserved and can still be captured."""
        return self.money(self.reserved - self.captured - self.released)

    @property
    def captured_money(self) -> Money:
        """What was captured, or came."""
        return self.money(self.captured)

    @property
    def refunded_money(self) -> Money:
        """What was given back of it."""
        return self.money(self.refunded)

    @property
    def disputed_money(self) -> Money:
        """What the buyer's bank took back of it."""
        return self.money(self.disputed)

    @property
    def capturable_money(self) -> Money:
        """See `capturable`."""
        return self.money(self.capturable)

    @property
    def refundable_money(self) -> Money:
        """See `refundable`."""
        return self.money(self.refundable)

    @property
    def pending_refund_money(self) -> Money:
        """What is on its way back."""
        return self.money(self.pending_refund)

    def money(self, amount: int) -> Money:
        """Returns minor units of the payment's currency as money."""
        return Money(amount, self.currency)


def payment_of(
    outcome: PaymentOutcome,
    *,
    id: UUID,
    order_id: UUID,
    method: str,
    asked: Money,
    now: datetime,
) -> Payment:
    """Returns the payment that an outcome makes: reserved where it is authorized, captured where it is captured."""
    held = asked.amount if outcome.state in {PaymentState.AUTHORIZED, PaymentState.CAPTURED} else 0
    return Payment(
        id=id,
        order_id=order_id,
        method=method,
        manual=outcome.state is PaymentState.PENDING,
        state=outcome.state,
        currency=asked.currency,
        amount=asked.amount,
        reserved=held,
        captured=held if outcome.state is PaymentState.CAPTURED else 0,
        released=0,
        refunded=0,
        disputed=0,
        pending_capture=0,
        pending_release=0,
        pending_refund=0,
        provider_reference=outcome.provider_reference,
        reason=outcome.reason,
        action_url=outcome.action_url,
        lease_until=None,
        due_at=outcome.due_at,
        version=0,
        created_at=now,
        updated_at=now,
    )


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """One capture, void or refund.

    Attributes:
        id: The provider's idempotency key of the operation.
        parent_id: Of a refund: the capture whose money goes back.
        refund_id: The refund that it is a part of.
        actor: Who began it; ``provider`` for what was done at the provider alone.
        note: Why, in the words of staff; may be empty.
        failure: The provider's code, where it failed.
        ask_at: Not asked about before, UTC.
    """

    id: UUID
    payment_id: UUID
    order_id: UUID
    kind: PaymentOperationKind
    amount: int
    currency: str
    state: PaymentOperationState
    parent_id: UUID | None
    refund_id: UUID | None
    actor: str
    note: str
    failure: str | None
    provider_reference: str
    created_at: datetime
    finished_at: datetime | None
    ask_at: datetime

    @property
    def global_id(self) -> str:
        """The operation's id at the API."""
        return encode_global_id("PaymentOperation", self.id)

    @property
    def money(self) -> Money:
        """How much."""
        return Money(self.amount, self.currency)

    @property
    def open(self) -> bool:
        """Whether it is not decided yet."""
        return self.state in {PaymentOperationState.PENDING, PaymentOperationState.UNCERTAIN}


def captured_at_once(payment: Payment) -> Operation:
    """Returns the capture that a payment began with."""
    return Operation(
        id=new_id(),
        payment_id=payment.id,
        order_id=payment.order_id,
        kind=PaymentOperationKind.CAPTURE,
        amount=payment.captured,
        currency=payment.currency,
        state=PaymentOperationState.SUCCEEDED,
        parent_id=None,
        refund_id=None,
        actor="system",
        note="",
        failure=None,
        provider_reference=payment.provider_reference,
        created_at=payment.updated_at,
        finished_at=payment.updated_at,
        ask_at=payment.updated_at,
    )


def verdict(state: PaymentOperationState, answer: PaymentOperationState) -> OperationVerdict:
    """Decides what a provider's answer does to an operation: the one rule for staff, jobs and webhooks.

    Args:
        state: Of the operation, read under its payment's lock.
        answer: What the provider said.
    """
    return OPERATION_STEPS[state][answer]


_SOONEST, _LATEST = timedelta(seconds=30), timedelta(hours=6)


def ask_again_after(age: timedelta) -> timedelta:
    """Returns how long to wait with the next question: as long as it took until now, 30 seconds to 6 hours."""
    return min(max(age, _SOONEST), _LATEST)


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """A capture that money can be given back of.

    Attributes:
        left: What was not given back of it, in minor units.
        manual: Whether staff have to send the money themselves.
    """

    id: UUID
    payment_id: UUID
    manual: bool
    left: int
    finished_at: datetime


class Portion(msgspec.Struct, frozen=True):
    """What a refund takes from one capture, in minor units."""

    capture: Capture
    amount: int


def cascade(captures: Sequence[Capture], amount: int, left_of: dict[UUID, int]) -> list[Portion]:
    """Spreads a refund over captures: first those that a provider gives back, the newest first, then manual ones.

    Newest first because providers refund a payment only for so long after it. The same input gives the same portions.

    Args:
        captures: Of the order, in any order.
        amount: To give back, in minor units.
        left_of: What can be given back of each payment at most; a bank may have taken some.

    Returns:
        Portions that add up to the amount, or to less where there is not so much.
    """
    left = dict(left_of)
    found = []
    for capture in sorted(captures, key=lambda one: (one.manual, -one.finished_at.timestamp(), one.id)):
        taken = min(amount, capture.left, left.get(capture.payment_id, 0))
        if taken > 0:
            found.append(Portion(capture, taken))
            left[capture.payment_id] -= taken
            amount -= taken
    return found


def portions_total(portions: Iterable[Portion]) -> int:
    """Returns what portions add up to."""
    return sum(portion.amount for portion in portions)
