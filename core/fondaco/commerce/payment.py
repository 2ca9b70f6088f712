"""Payments, in the words that checkout and payment providers share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from fondaco.commerce.money import Money

__all__ = [
    "PaymentAction",
    "PaymentActionKind",
    "PaymentMethod",
    "PaymentMethodKind",
    "PaymentNews",
    "PaymentNotice",
    "PaymentOperation",
    "PaymentOperationKind",
    "PaymentOperationOutcome",
    "PaymentOperationState",
    "PaymentOutcome",
    "PaymentQuery",
    "PaymentRequest",
    "PaymentState",
]


class PaymentState(StrEnum):
    """Where a payment stands with its provider."""

    UNKNOWN = "unknown"
    """Nobody knows (no answer in time): ask the provider again before anything else."""
    ACTION_REQUIRED = "action_required"
    """The buyer has to do something, such as confirm in their bank's app."""
    PENDING = "pending"
    """The buyer pays without a provider, such as by bank transfer: the order is placed, the money noted later."""
    AUTHORIZED = "authorized"
    """The money is reserved for us."""
    CAPTURED = "captured"
    """The money is ours."""
    DECLINED = "declined"
    """The provider refused; another attempt may succeed."""
    VOIDED = "voided"
    """An authorization given back."""


class PaymentMethodKind(StrEnum):
    """What a front-end shows for a way to pay."""

    REDIRECT = "redirect"
    """Nothing: the buyer is sent to a page of the provider (or of its plugin), and comes back."""
    QR_CODE = "qr_code"
    """A code that the buyer scans with an app, after the payment was begun."""
    CARD_FIELD = "card_field"
    """A field for the number of a test card, which is the token. Never for real cards."""
    TRANSFER = "transfer"
    """What the method's description says: the buyer pays without a provider."""


class PaymentMethod(msgspec.Struct, frozen=True):
    """A way to pay that a provider offers for a cart: ``code`` selects it, ``name`` is what the buyer reads.

    Attributes:
        code: Selects it; unique over all providers.
        name: What the buyer reads.
        description: What the buyer has to know or do, such as where to send the money; may be empty.
        kind: What a front-end shows for it.
        parameters: What a front-end that uses the provider's own script needs before it pays, by name, such as
            Stripe's ``publishableKey``; the provider's guide says which. No secrets.
    """

    code: str
    name: str
    description: str = ""
    kind: PaymentMethodKind = PaymentMethodKind.REDIRECT
    parameters: Mapping[str, str] = {}


class PaymentActionKind(StrEnum):
    """What a buyer has to do for a payment that waits for them; whatever it is, sending them to its URL does."""

    REDIRECT = "redirect"
    """Go to the URL."""
    QR_CODE = "qr_code"
    """Scan a code with an app: what it says is the parameter ``code``."""
    CLIENT = "client"
    """Confirm in the provider's script or app, which is given the parameters."""


class PaymentAction(msgspec.Struct, frozen=True):
    """What a front-end needs to let the buyer act without leaving it.

    Attributes:
        kind: What the buyer has to do.
        parameters: By name, as the provider's guide says; for the eyes of this buyer only.
    """

    kind: PaymentActionKind = PaymentActionKind.REDIRECT
    parameters: Mapping[str, str] = {}


class PaymentRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What a provider is told of a payment.

    Attributes:
        payment_id: Ours; the provider's idempotency key. The same id is never charged twice.
        method: Code of the method the buyer chose.
        amount: What to charge.
        token: What the provider's own front-end gave the buyer's browser; never stored in clear by checkout.
        reference: What the buyer sees on a statement.
        return_url: Where the provider sends the buyer back after an action; None where none was given.
        capture: Whether to take the money at once, where the provider can; answer CAPTURED then. Otherwise answer
            AUTHORIZED, and the shop captures later.
        channel: Slug of the channel that sells: a provider may know the shop by another account in each.
    """

    payment_id: UUID
    method: str
    amount: Money
    token: str
    reference: str
    return_url: str | None = None
    capture: bool = False
    channel: str = ""


class PaymentOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a provider answers.

    Attributes:
        state: Where the payment stands now.
        provider_reference: The provider's own id of the payment.
        action_url: Where the buyer has to go; set exactly when the state is ACTION_REQUIRED.
        reason: The provider's code for a decline, such as ``insufficient_funds``.
        due_at: Of a PENDING payment: when the order is cancelled if nothing came until then, UTC; None for never.
        captured: How much of it was captured in all, as the provider has it; None where it does not say. What was
            captured, refunded or disputed at the provider alone is taken over into the ledger of the order.
        refunded: How much was given back in all.
        disputed: How much the buyer's bank has taken back and not returned.
    """

    state: PaymentState
    provider_reference: str = ""
    action_url: str | None = None
    reason: str | None = None
    due_at: datetime | None = None
    captured: Money | None = None
    refunded: Money | None = None
    disputed: Money | None = None


class PaymentQuery(msgspec.Struct, frozen=True):
    """Names a payment to the provider that owns its method.

    Attributes:
        payment_id: As in the `PaymentRequest`.
        method: Code of the method; answer None if it is not yours.
    """

    payment_id: UUID
    method: str


class PaymentOperationKind(StrEnum):
    """What is done with a payment that was authorized."""

    CAPTURE = "capture"
    """Take reserved money."""
    VOID = "void"
    """Give reserved money back that was not captured."""
    REFUND = "refund"
    """Give captured money back."""
    DISPUTE = "dispute"
    """The buyer's bank took captured money back, or (a negative amount) returned it; nobody is asked for that."""


class PaymentOperationState(StrEnum):
    """What is known of an operation."""

    PENDING = "pending"
    """Begun; the provider has not finished it."""
    UNCERTAIN = "uncertain"
    """Nobody knows (no answer in time): it is asked about until somebody does."""
    SUCCEEDED = "succeeded"
    """Done."""
    FAILED = "failed"
    """Not done, and never will be under this id."""


class PaymentOperation(msgspec.Struct, frozen=True, kw_only=True):
    """What a provider is told of a capture or a refund.

    Attributes:
        operation_id: Ours; the provider's idempotency key. The same id is never done twice.
        payment_id: As in the `PaymentRequest`.
        method: Code of the method; answer None if it is not yours.
        kind: CAPTURE or REFUND.
        amount: How much; never more than is left.
        provider_reference: The provider's own id of the payment.
        capture_reference: Of a refund: the provider's own id of the capture whose money goes back; empty if unknown.
        reason: Why, in the words of staff; may be empty.
    """

    operation_id: UUID
    payment_id: UUID
    method: str
    kind: PaymentOperationKind
    amount: Money
    provider_reference: str = ""
    capture_reference: str = ""
    reason: str = ""


class PaymentOperationOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a provider answers to a capture or a refund.

    Attributes:
        state: SUCCEEDED is for the whole amount.
        provider_reference: The provider's own id of the capture or refund.
        reason: The provider's code for a failure, such as ``charge_expired``.
    """

    state: PaymentOperationState
    provider_reference: str = ""
    reason: str | None = None


class PaymentNotice(msgspec.Struct, frozen=True, kw_only=True):
    """A message that somebody sent to ``/webhooks/payments/<provider>``: nobody knows yet whether it is genuine.

    Attributes:
        provider: As in the address.
        headers: Names in lower case.
        body: As it was sent, for the signature.
    """

    provider: str
    headers: Mapping[str, str]
    body: bytes


class PaymentNews(msgspec.Struct, frozen=True, kw_only=True):
    """What a genuine message is about.

    Attributes:
        event_id: The provider's own id of the message, the same when it is sent again.
        payment_id: Which payment there is news of, ours; None for messages that are of no interest.
        answer: What the provider wants to read in return; the status is 200.
        content_type: Of the answer.
    """

    event_id: str
    payment_id: UUID | None = None
    answer: str = ""
    content_type: str = "text/plain"
