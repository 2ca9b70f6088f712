"""Payments, in the words that checkout and payment providers share."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

import msgspec

from fondaco.commerce.money import Money

__all__ = ["PaymentMethod", "PaymentOutcome", "PaymentQuery", "PaymentRequest", "PaymentState"]


class PaymentState(StrEnum):
    """Where a payment stands with its provider."""

    UNKNOWN = "unknown"
    """Nobody knows (no answer in time): ask the provider again before anything else."""
    ACTION_REQUIRED = "action_required"
    """The buyer has to do something, such as confirm in their bank's app."""
    AUTHORIZED = "authorized"
    """The money is reserved for us."""
    CAPTURED = "captured"
    """The money is ours."""
    DECLINED = "declined"
    """The provider refused; another attempt may succeed."""
    VOIDED = "voided"
    """An authorization given back."""


class PaymentMethod(msgspec.Struct, frozen=True):
    """A way to pay that a provider offers for a cart: ``code`` selects it, ``name`` is what the buyer reads.

    Attributes:
        code: Selects it; unique over all providers.
        name: What the buyer reads.
    """

    code: str
    name: str


class PaymentRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What a provider is told of a payment.

    Attributes:
        payment_id: Ours; the provider's idempotency key. The same id is never charged twice.
        method: Code of the method the buyer chose.
        amount: What to charge.
        token: What the provider's own front-end gave the buyer's browser; never stored in clear by checkout.
        reference: What the buyer sees on a statement.
        return_url: Where the provider sends the buyer back after an action; None where none was given.
    """

    payment_id: UUID
    method: str
    amount: Money
    token: str
    reference: str
    return_url: str | None = None


class PaymentOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a provider answers.

    Attributes:
        state: Where the payment stands now.
        provider_reference: The provider's own id of the payment.
        action_url: Where the buyer has to go; set exactly when the state is ACTION_REQUIRED.
        reason: The provider's code for a decline, such as ``insufficient_funds``.
    """

    state: PaymentState
    provider_reference: str = ""
    action_url: str | None = None
    reason: str | None = None


class PaymentQuery(msgspec.Struct, frozen=True):
    """Names a payment to the provider that owns its method.

    Attributes:
        payment_id: As in the `PaymentRequest`.
        method: Code of the method; answer None if it is not yours.
    """

    payment_id: UUID
    method: str
