"""Captures and refunds at Stripe, done once under our id."""

from __future__ import annotations

from typing import TYPE_CHECKING

import stripe
from fondaco.commerce import (
    PaymentOperation,
    PaymentOperationKind,
    PaymentOperationOutcome,
    PaymentOperationState,
)
from fondaco.payments import Note, NoteState, ProviderMemory

from fondaco_stripe.amounts import to_stripe
from fondaco_stripe.client import Clients, code_of, facts_of, told
from fondaco_stripe.provider import METHOD, StripePayments

if TYPE_CHECKING:
    from stripe.params import PaymentIntentCaptureParams, RefundCreateParams

__all__ = ["OPERATION_KEY", "StripeOperations"]

OPERATION_KEY = "fondaco_operation"
"""The name under which our refund's id is among the metadata of Stripe's refund."""

_UNCERTAIN = PaymentOperationOutcome(state=PaymentOperationState.UNCERTAIN)
_NEVER = PaymentOperationOutcome(state=PaymentOperationState.FAILED, reason="never_arrived")
_REFUND_STATES = {
    "succeeded": PaymentOperationState.SUCCEEDED,
    "failed": PaymentOperationState.FAILED,
    "canceled": PaymentOperationState.FAILED,
}
_OUTCOMES_KEPT = 100
"""How many refunds of one payment are looked through, which is as many as Stripe answers with."""


class StripeOperations:
    """Captures and refunds; idempotent in the operation's id also when Stripe has forgotten it as a key."""

    def __init__(self, payments: StripePayments, clients: Clients, memory: ProviderMemory) -> None:
        self._payments = payments
        self._clients = clients
        self._memory = memory

    async def operate(self, operation: PaymentOperation) -> PaymentOperationOutcome:
        """Captures or refunds. Asked again it first looks for what it did."""
        payment = await self._memory.find(operation.payment_id)
        amount = to_stripe(operation.amount)
        if payment is None or not payment.reference:
            return PaymentOperationOutcome(state=PaymentOperationState.FAILED, reason="payment_unknown")
        if amount is None:
            return PaymentOperationOutcome(state=PaymentOperationState.FAILED, reason="amount_not_supported")
        note = await self._memory.begin_operation(operation, payment)
        if note.state is NoteState.REFUSED:
            return _NEVER
        try:
            found = None if note.fresh else await self._find(operation, payment)
            if found is not None:
                return found
            if operation.kind is PaymentOperationKind.CAPTURE:
                return await self._capture(operation, payment, amount)
            return await self._refund(operation, payment, amount)
        except (stripe.CardError, stripe.InvalidRequestError) as error:
            told("stripe_operation_refused", error, operation_id=str(operation.operation_id))
            return PaymentOperationOutcome(state=PaymentOperationState.FAILED, reason=code_of(error))
        except stripe.StripeError as error:
            told("stripe_operation_uncertain", error, operation_id=str(operation.operation_id))
            return _UNCERTAIN

    async def status(self, operation: PaymentOperation) -> PaymentOperationOutcome:
        """Says what became of an operation; one that Stripe never heard of is refused for good."""
        note = await self._memory.refuse_unknown(operation.operation_id, METHOD)
        payment = await self._memory.find(operation.payment_id)
        if note.state is NoteState.REFUSED or payment is None or not payment.reference:
            return _NEVER
        try:
            found = await self._find(operation, payment)
        except stripe.StripeError as error:
            told("stripe_operation_uncertain", error, operation_id=str(operation.operation_id))
            return _UNCERTAIN
        if found is not None:
            return found
        await self._memory.move(note.id, [NoteState.BEGUN], NoteState.REFUSED)
        return _NEVER

    async def _find(self, operation: PaymentOperation, payment: Note) -> PaymentOperationOutcome | None:
        if operation.kind is PaymentOperationKind.CAPTURE:
            intent = await self._payments.intent_of(payment)
            return _captured(intent) if _capture_key(operation) in facts_of(intent.metadata) else None
        found = await self._clients.of(payment.channel).v1.refunds.list_async(
            {"payment_intent": payment.reference, "limit": _OUTCOMES_KEPT}
        )
        ours = str(operation.operation_id)
        return next((_refunded(one) for one in found.data if facts_of(one.metadata).get(OPERATION_KEY) == ours), None)

    async def _capture(self, operation: PaymentOperation, payment: Note, amount: int) -> PaymentOperationOutcome:
        params: PaymentIntentCaptureParams = {
            "amount_to_capture": amount,
            "metadata": {_capture_key(operation): str(amount)},
        }
        intent = await self._payments.intent_of(payment)
        if _in_parts(intent) and amount < intent.amount_capturable:
            params["final_capture"] = False
        options: stripe.RequestOptions = {"idempotency_key": str(operation.operation_id)}
        client = self._clients.of(payment.channel)
        return _captured(await client.v1.payment_intents.capture_async(payment.reference, params, options))

    async def _refund(self, operation: PaymentOperation, payment: Note, amount: int) -> PaymentOperationOutcome:
        params: RefundCreateParams = {
            "payment_intent": payment.reference,
            "amount": amount,
            "metadata": {OPERATION_KEY: str(operation.operation_id)},
        }
        options: stripe.RequestOptions = {"idempotency_key": str(operation.operation_id)}
        return _refunded(await self._clients.of(payment.channel).v1.refunds.create_async(params, options))


def _capture_key(operation: PaymentOperation) -> str:
    """The name of a capture among the metadata of its PaymentIntent: at most 40 characters."""
    return f"cap_{operation.operation_id.hex}"


def _in_parts(intent: stripe.PaymentIntent) -> bool:
    """Whether the bank lets what is reserved be taken in several parts."""
    charge = intent.latest_charge
    details = charge.payment_method_details if isinstance(charge, stripe.Charge) else None
    card = facts_of(details).get("card") or {}
    return (card.get("multicapture") or {}).get("status") == "available"


def _captured(intent: stripe.PaymentIntent) -> PaymentOperationOutcome:
    return PaymentOperationOutcome(state=PaymentOperationState.SUCCEEDED, provider_reference=intent.id)


def _refunded(refund: stripe.Refund) -> PaymentOperationOutcome:
    state = _REFUND_STATES.get(refund.status or "", PaymentOperationState.PENDING)
    return PaymentOperationOutcome(
        state=state,
        provider_reference=refund.id,
        reason=facts_of(refund).get("failure_reason") or "refused" if state is PaymentOperationState.FAILED else None,
    )
