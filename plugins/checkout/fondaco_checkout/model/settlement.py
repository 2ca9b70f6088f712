"""The one guard of completion: which outcome of a payment does what to a cart.

A cart that is being completed has exactly one `Completion`, and a completion exactly one payment. Everybody who learns
something of that payment (the buyer's call, the provider's webhook, the recovery job, staff) asks `verdict` under the
cart's lock, so it does not matter who comes first, how often, or in which order.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.commerce import Money, PaymentOutcome, PaymentState

from fondaco_checkout.model.order import Order, OrderDraft
from fondaco_checkout.model.states import COMPLETION_RULES, PLACES, CompletionState, Verdict

__all__ = ["PLACES", "Completion", "CompletionState", "PaymentAttempt", "Settled", "Verdict", "verdict"]


class Completion(msgspec.Struct, frozen=True, kw_only=True):
    """A completion that is under way: one per cart, its payment, and the order that the payment will place.

    Attributes:
        capture: Whether the money is taken as soon as it is certain.
        lease_until: While the state is AUTHORIZING: nobody else asks the provider before, UTC.
        attempt: Number of the payment, from 1, among those of the cart.
    """

    cart_id: UUID
    payment_id: UUID
    attempt: int
    state: CompletionState
    method: str
    draft: OrderDraft
    action_url: str | None
    capture: bool = False
    created_at: datetime
    lease_until: datetime

    @property
    def amount(self) -> Money:
        """What is charged: the total of the order."""
        return self.draft.totals.total

    def in_flight(self, now: datetime) -> bool:
        """Says whether somebody is asking the provider right now, as far as we can know."""
        return self.state is CompletionState.AUTHORIZING and now < self.lease_until


class PaymentAttempt(msgspec.Struct, frozen=True, kw_only=True):
    """The history of one payment, kept whatever became of it; ``finished_at`` is None while that is open."""

    payment_id: UUID
    cart_id: UUID
    attempt: int
    state: PaymentState
    reason: str | None
    finished_at: datetime | None


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """How a completion stands: an order, an action for the buyer, a refusal, or (nothing of these) uncertain.

    Attributes:
        refused: Why the payment failed; the cart is open again then.
    """

    order: Order | None = None
    action_url: str | None = None
    refused: str | None = None

    @property
    def uncertain(self) -> bool:
        """Whether the payment is still undecided."""
        return self.order is None and self.action_url is None and self.refused is None


def verdict(state: CompletionState, outcome: PaymentOutcome, *, voided: bool) -> Verdict:
    """Decides what an outcome does.

    Args:
        state: Of the open completion, read under the cart's lock.
        outcome: What the provider answered.
        voided: Whether that was the answer to giving the payment back, and not to asking for it.
    """
    found, action = outcome.state, bool(outcome.action_url)
    return next(rule.verdict for rule in COMPLETION_RULES if rule.holds(state, found, voided=voided, action=action))
