"""The states of orders, of their payments and of what leaves of them, and the steps between them: as data.

The code asks these tables what may be done and what becomes of it, and ``docs/reference/states.md`` is drawn from them.
Tables of rules are read from the top: the first rule that holds decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Generic, TypeVar

import msgspec
from fondaco.commerce import PaymentOperationState, PaymentState

from fondaco_checkout.model.fulfilment import FulfilmentState

__all__ = [
    "AWAITED",
    "COMPLETION_RULES",
    "FULFILMENT_RULES",
    "OPERATION_STEPS",
    "ORDER_STEPS",
    "PAYMENT_RULES",
    "PLACES",
    "CompletionRule",
    "CompletionState",
    "OperationVerdict",
    "OrderAction",
    "OrderPaymentState",
    "OrderState",
    "PaymentSums",
    "Rule",
    "Verdict",
    "allows",
]

S = TypeVar("S", bound=StrEnum)
W = TypeVar("W")


class Rule(msgspec.Struct, Generic[S, W], frozen=True):
    """A rule of a table that is read from the top.

    Attributes:
        state: What it decides.
        text: When it holds, for readers.
        holds: When it holds.
    """

    state: S
    text: str
    holds: W


# -- orders -----------------------------------------------------------------------------------------------------


class OrderState(StrEnum):
    """Where an order stands."""

    PLACED = "placed"
    """It stands."""
    CANCELLED = "cancelled"
    """Nothing of it is sent any more, and what was paid goes back."""


class OrderAction(StrEnum):
    """What is done to an order. Money is given back of every order, whatever its state."""

    PAY = "pay"
    """A buyer pays what is outstanding."""
    RECEIVE = "receive"
    """Staff note money that came."""
    CAPTURE = "capture"
    """Reserved money is taken."""
    REMIND = "remind"
    """The buyer is reminded of what they owe."""
    EDIT = "edit"
    """Staff change it, or cancel some of it."""
    SEND = "send"
    """Some of it leaves."""
    TAKE_BACK = "take_back"
    """Some of what left comes back."""
    GIVE_BACK = "give_back"
    """Staff give money back, or release it."""
    CANCEL = "cancel"
    """All of it is cancelled; nothing of it may have left."""
    RETURN = "return"
    """The shop gives back by itself what a cancelled order holds still."""


_PLACED, _CANCELLED = OrderState.PLACED, OrderState.CANCELLED

ORDER_STEPS: Mapping[OrderState, Mapping[OrderAction, OrderState]] = {
    _PLACED: {
        OrderAction.PAY: _PLACED,
        OrderAction.RECEIVE: _PLACED,
        OrderAction.CAPTURE: _PLACED,
        OrderAction.REMIND: _PLACED,
        OrderAction.EDIT: _PLACED,
        OrderAction.SEND: _PLACED,
        OrderAction.TAKE_BACK: _PLACED,
        OrderAction.GIVE_BACK: _PLACED,
        OrderAction.CANCEL: _CANCELLED,
    },
    _CANCELLED: {
        OrderAction.TAKE_BACK: _CANCELLED,
        OrderAction.GIVE_BACK: _CANCELLED,
        OrderAction.RETURN: _CANCELLED,
    },
}
"""What may be done in each state, and the state afterwards."""


def allows(state: OrderState | str, action: OrderAction) -> bool:
    """Says whether something may be done to an order in a state."""
    return action in ORDER_STEPS[OrderState(state)]


# -- carts that are being completed -----------------------------------------------------------------------------


class CompletionState(StrEnum):
    """What is known of the payment of a cart that is being completed."""

    AUTHORIZING = "authorizing"
    """The provider is being asked; whoever asks has until `Completion.lease_until`."""
    UNCERTAIN = "uncertain"
    """The provider did not answer in time."""
    ACTION_REQUIRED = "action_required"
    """The buyer has to confirm."""
    VOIDING = "voiding"
    """The payment is being given back; that it was authorized earlier places no order any more."""


class Verdict(StrEnum):
    """What an outcome does to the cart."""

    PLACE = "place"
    """The money is certain: place the order."""
    REOPEN = "reopen"
    """There is no money and never will be: open the cart again."""
    AWAIT_BUYER = "await_buyer"
    """The buyer has to act."""
    AWAIT_PROVIDER = "await_provider"
    """Nothing is certain: ask again later."""


PLACES = frozenset({PaymentState.AUTHORIZED, PaymentState.CAPTURED, PaymentState.PENDING})
"""The outcomes that place an order; of the last one the money comes later."""


class CompletionRule(msgspec.Struct, frozen=True, kw_only=True):
    """What an outcome of a payment does; see `fondaco_checkout.model.settlement.verdict`.

    Attributes:
        verdict: What it decides.
        text: When it holds, for readers.
        outcomes: It holds for these only; None for all.
        voiding: It holds only while the payment is being given back, and not of the answer to that.
        asking: It holds only of what was learnt by asking for the payment, not by giving it back.
        action: It holds only where the buyer has somewhere to go.
    """

    verdict: Verdict
    text: str
    outcomes: frozenset[PaymentState] | None = None
    voiding: bool = False
    asking: bool = False
    action: bool = False

    def holds(self, state: CompletionState, found: PaymentState, *, voided: bool, action: bool) -> bool:
        """Says whether the rule decides."""
        return (
            (self.outcomes is None or found in self.outcomes)
            and (not self.voiding or (state is CompletionState.VOIDING and not voided))
            and (not self.asking or not voided)
            and (not self.action or action)
        )


COMPLETION_RULES = (
    CompletionRule(
        verdict=Verdict.REOPEN,
        text="declined, or given back",
        outcomes=frozenset({PaymentState.DECLINED, PaymentState.VOIDED}),
    ),
    # Learnt before the payment was given back: it may be gone by now.
    CompletionRule(verdict=Verdict.AWAIT_PROVIDER, text="it is being given back", voiding=True),
    CompletionRule(verdict=Verdict.PLACE, text="authorized, captured, or paid later", outcomes=PLACES),
    CompletionRule(
        verdict=Verdict.AWAIT_BUYER,
        text="the buyer has to confirm",
        outcomes=frozenset({PaymentState.ACTION_REQUIRED}),
        asking=True,
        action=True,
    ),
    CompletionRule(verdict=Verdict.AWAIT_PROVIDER, text="nobody knows"),
)


AWAITED: Mapping[Verdict, Mapping[CompletionState, CompletionState]] = {
    Verdict.AWAIT_BUYER: dict.fromkeys(CompletionState, CompletionState.ACTION_REQUIRED),
    Verdict.AWAIT_PROVIDER: {CompletionState.AUTHORIZING: CompletionState.UNCERTAIN},
}
"""The state in which a completion waits on; where none is named, it stays as it is."""


# -- captures, voids and refunds --------------------------------------------------------------------------------


class OperationVerdict(StrEnum):
    """What an answer does to an operation."""

    KEEP = "keep"
    """It was decided before; nothing changes any more."""
    BOOK = "book"
    """It is done: the amount moves from pending to its place."""
    UNDO = "undo"
    """It failed for good: the amount is free again."""
    ASK_AGAIN = "ask_again"
    """Nothing is certain."""


_OPEN = {
    PaymentOperationState.SUCCEEDED: OperationVerdict.BOOK,
    PaymentOperationState.FAILED: OperationVerdict.UNDO,
    PaymentOperationState.PENDING: OperationVerdict.ASK_AGAIN,
    PaymentOperationState.UNCERTAIN: OperationVerdict.ASK_AGAIN,
}
_DECIDED = dict.fromkeys(PaymentOperationState, OperationVerdict.KEEP)

OPERATION_STEPS: Mapping[PaymentOperationState, Mapping[PaymentOperationState, OperationVerdict]] = {
    PaymentOperationState.PENDING: _OPEN,
    PaymentOperationState.UNCERTAIN: _OPEN,
    PaymentOperationState.SUCCEEDED: _DECIDED,
    PaymentOperationState.FAILED: _DECIDED,
}
"""What each answer of a provider does to an operation, by the state that it is in."""


# -- what is paid of an order -----------------------------------------------------------------------------------


class OrderPaymentState(StrEnum):
    """What is paid of an order, over all its payments."""

    PENDING = "pending"
    """Nothing was paid yet."""
    AUTHORIZED = "authorized"
    """The money is reserved, nothing of it captured."""
    PARTIALLY_PAID = "partially_paid"
    """Some of the total is paid."""
    PAID = "paid"
    """All of it is."""
    PARTIALLY_REFUNDED = "partially_refunded"
    """Some of what was paid went back."""
    REFUNDED = "refunded"
    """All of what was paid went back."""
    VOIDED = "voided"
    """What was reserved was given back, and nothing was ever paid."""


class PaymentSums(msgspec.Struct, frozen=True, kw_only=True):
    """What the payments of an order amount to, as far as its state follows from it; minor units.

    Attributes:
        gone: What went back, or a bank took back.
        waiting: What is to come, or is being asked for.
    """

    total: int
    captured: int
    gone: int
    reserved: int
    released: int
    waiting: int
    cancelled: bool


PAYMENT_RULES: tuple[Rule[OrderPaymentState, Callable[[PaymentSums], bool]], ...] = (
    Rule(
        OrderPaymentState.REFUNDED,
        "something went back, and as much as was captured",
        lambda sums: 0 < sums.gone >= sums.captured,
    ),
    Rule(OrderPaymentState.PARTIALLY_REFUNDED, "something went back", lambda sums: sums.gone != 0),
    Rule(OrderPaymentState.PAID, "as much is captured as it costs", lambda sums: sums.captured >= sums.total),
    Rule(OrderPaymentState.PARTIALLY_PAID, "something is captured", lambda sums: sums.captured != 0),
    Rule(OrderPaymentState.AUTHORIZED, "something is reserved", lambda sums: sums.reserved != 0),
    Rule(OrderPaymentState.VOIDED, "it is cancelled", lambda sums: sums.cancelled),
    Rule(
        OrderPaymentState.VOIDED,
        "a reservation was released, and nothing is to come",
        lambda sums: sums.released != 0 and not sums.waiting,
    ),
    Rule(OrderPaymentState.PENDING, "nothing of this", lambda _: True),
)


# -- what leaves of an order ------------------------------------------------------------------------------------

FULFILMENT_RULES: tuple[Rule[FulfilmentState, str], ...] = (
    Rule(FulfilmentState.NOT_NEEDED, "nothing of it is sent", "sum(l.quantity) = 0"),
    Rule(FulfilmentState.UNFULFILLED, "nothing has left", "sum(l.shipped_quantity) = 0"),
    Rule(
        FulfilmentState.PARTIALLY_FULFILLED,
        "less has left, as a whole, than is wanted",
        "sum(l.shipped_quantity - l.incomplete_quantity) < sum(l.quantity)",
    ),
    Rule(FulfilmentState.FULFILLED, "nothing came back", "sum(l.returned_quantity) = 0"),
    Rule(
        FulfilmentState.PARTIALLY_RETURNED,
        "less came back than was wanted",
        "sum(l.returned_quantity) < sum(l.quantity)",
    ),
    Rule(FulfilmentState.RETURNED, "all came back", ""),
)
"""By the lines that are sent. The condition is SQL: a trigger of the database decides, and a test holds it to this."""
