"""Payments as Stripe's PaymentIntents.

A payment is made in two requests. The first makes a PaymentIntent that nobody can pay yet: whatever becomes of its
answer, no money moves. Its id is written down. The second confirms it, with what the buyer's browser was given by
Stripe. After a lost answer the PaymentIntent says what became of the second; one that was not paid is cancelled, and
Stripe never charges a cancelled one. So an id is refused for good, and no search is needed to find a payment.

Without a token the buyer confirms in their browser, on the page of this plugin or with Stripe's script in a front-end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import stripe
from fondaco.commerce import (
    PaymentAction,
    PaymentActionKind,
    PaymentOutcome,
    PaymentRequest,
    PaymentState,
)
from fondaco.payments import Note, NoteState, ProviderMemory

from fondaco_stripe.amounts import from_stripe, to_stripe
from fondaco_stripe.client import Clients, code_of, facts_of, told
from fondaco_stripe.settings import StripeSettings

if TYPE_CHECKING:
    from stripe.params import PaymentIntentConfirmParams, PaymentIntentCreateParams

__all__ = ["METHOD", "PAYMENT_KEY", "StripePayments"]

METHOD = "stripe"
PAYMENT_KEY = "fondaco_payment"
"""The name under which our payment's id is among the metadata of Stripe's objects."""

_OPEN = (NoteState.BEGUN, NoteState.KNOWN, NoteState.CONFIRMING)
_UNPAID = frozenset({"requires_payment_method", "requires_confirmation"})
_TAKEN_BACK = frozenset({"needs_response", "under_review", "lost"})
"""States of disputes in which the bank has the money; inquiries (``warning_…``) take nothing."""
_UNKNOWN = PaymentOutcome(state=PaymentState.UNKNOWN)


class StripePayments:
    """Begins, tells and gives back payments of the method ``stripe``.

    Args:
        base_url: Where this server is reached; the page for buyers is below it.
    """

    def __init__(self, settings: StripeSettings, base_url: str, clients: Clients, memory: ProviderMemory) -> None:
        self._settings = settings
        self._base_url = base_url
        self._clients = clients
        self._memory = memory

    async def pay(self, request: PaymentRequest) -> PaymentOutcome:
        """Begins a payment, and confirms it where there is a token; asked again it tells how it stands."""
        amount = to_stripe(request.amount)
        if amount is None:
            return PaymentOutcome(state=PaymentState.DECLINED, reason="amount_not_supported")
        if not self._settings.account(request.channel).complete:
            return PaymentOutcome(state=PaymentState.DECLINED, reason="not_configured")
        note = await self._memory.begin(request)
        if not note.fresh:
            return await self._outcome(note, final=False)
        try:
            intent = await self._create(note, amount)
        except stripe.StripeError as error:
            # What was not confirmed charges nothing, whether it exists by now or not.
            told("stripe_payment_not_begun", error, payment_id=str(note.id))
            await self._memory.move(
                note.id, [NoteState.BEGUN], NoteState.REFUSED, detail={"reason": _begin_code(error)}
            )
            return await self._now(note.id)
        detail = {"client_secret": intent.client_secret or "", "step": "next_action" if request.token else "confirm"}
        state = NoteState.CONFIRMING if request.token else NoteState.KNOWN
        if not await self._memory.move(note.id, [NoteState.BEGUN], state, reference=intent.id, detail=detail):
            await self._cancel(note.channel, intent.id)  # asked about meanwhile, so it was refused for good
            return await self._now(note.id)
        if not request.token:
            return self._waiting(note, intent)
        return await self._confirm(note, intent.id, request)

    async def status(self, payment_id: UUID) -> PaymentOutcome:
        """Says how a payment stands; one that never arrived, or was not paid when it should have been, is refused."""
        note = await self._memory.refuse_unknown(payment_id, METHOD)
        return await self._outcome(note, final=True)

    async def void(self, payment_id: UUID) -> PaymentOutcome:
        """Gives back what is reserved, also of one that waits for the buyer."""
        note = await self._memory.refuse_unknown(payment_id, METHOD)
        if note.state is NoteState.REFUSED or not note.reference:
            return await self._outcome(note, final=True)
        await self._memory.move(note.id, [NoteState.KNOWN, NoteState.CONFIRMING], NoteState.CLOSED)
        await self._cancel(note.channel, note.reference)
        return await self._now(note.id)

    async def action(self, payment_id: UUID) -> PaymentAction:
        """Says what Stripe's script needs to let the buyer act."""
        note = await self._memory.find(payment_id)
        secret = "" if note is None else note.detail.get("client_secret", "")
        if note is None or not secret or note.state not in _OPEN:
            return PaymentAction()
        key = self._settings.account(note.channel).publishable_key
        parameters = {"publishableKey": key, "clientSecret": secret, "step": note.detail["step"]}
        return PaymentAction(PaymentActionKind.CLIENT, parameters)

    async def pay_state(self, note: Note) -> PaymentState:
        """Says how a payment stands, and changes nothing."""
        return (await self._outcome(note, final=False)).state

    async def intent_of(self, note: Note) -> stripe.PaymentIntent:
        """Returns a payment's PaymentIntent as it is now, with its charge.

        Raises:
            ValueError: If it is about another amount or currency than the payment.
            stripe.StripeError: If Stripe does not answer.
        """
        found = await self._clients.of(note.channel).v1.payment_intents.retrieve_async(
            note.reference, {"expand": ["latest_charge"]}
        )
        if found.currency.upper() != note.currency or found.amount != to_stripe(note.money):
            raise ValueError(f"payment {note.id}: {found.id} is about another amount or currency")
        return found

    async def _create(self, note: Note, amount: int) -> stripe.PaymentIntent:
        params: PaymentIntentCreateParams = {
            "amount": amount,
            "currency": note.currency.lower(),
            "capture_method": "automatic" if note.capture else "manual",
            "allowed_payment_method_types": list(self._settings.payment_method_types),
            "description": note.label,
            "metadata": {PAYMENT_KEY: str(note.id)},
        }
        if self._settings.multicapture and not note.capture:
            params["payment_method_options"] = {"card": {"request_multicapture": "if_available"}}
        options: stripe.RequestOptions = {"idempotency_key": str(note.id)}
        return await self._clients.of(note.channel).v1.payment_intents.create_async(params, options)

    async def _confirm(self, note: Note, intent_id: str, request: PaymentRequest) -> PaymentOutcome:
        params: PaymentIntentConfirmParams = {"return_url": note.return_url or self._page(note)}
        if request.token.startswith("ctoken_"):
            params["confirmation_token"] = request.token
        else:
            params["payment_method"] = request.token
        options: stripe.RequestOptions = {"idempotency_key": f"{note.id}-confirm"}
        try:
            await self._clients.of(note.channel).v1.payment_intents.confirm_async(intent_id, params, options)
        except (stripe.CardError, stripe.InvalidRequestError) as error:
            # Not charged for sure; nobody else was given what it takes to confirm it.
            told("stripe_payment_declined", error, payment_id=str(note.id))
            await self._memory.move(
                note.id, [NoteState.CONFIRMING], NoteState.REFUSED, detail={"reason": code_of(error)}
            )
        except stripe.StripeError as error:
            told("stripe_payment_uncertain", error, payment_id=str(note.id))
            return _UNKNOWN
        return await self._now(note.id)

    async def _now(self, payment_id: UUID) -> PaymentOutcome:
        note = await self._memory.find(payment_id)
        return _UNKNOWN if note is None else await self._outcome(note, final=False)

    async def _outcome(self, note: Note, *, final: bool) -> PaymentOutcome:
        """Tells how a payment stands.

        Args:
            final: Whether the one who asks gave up waiting for the request: what is not paid by now never is.
        """
        if not note.reference and note.state is NoteState.BEGUN:
            if not final:
                return _UNKNOWN
            await self._memory.move(note.id, [NoteState.BEGUN], NoteState.REFUSED)
            return await self._now(note.id)
        if note.state is NoteState.REFUSED:
            reason = note.detail.get("reason", "never_arrived")
            return PaymentOutcome(state=PaymentState.DECLINED, provider_reference=note.reference, reason=reason)
        try:
            intent = await self.intent_of(note)
            if final and note.state is NoteState.CONFIRMING and intent.status in _UNPAID:
                return await self._end(note, intent)
            return await self._told(note, intent)
        except stripe.StripeError as error:
            told("stripe_status_unknown", error, payment_id=str(note.id))
            return _UNKNOWN

    async def _end(self, note: Note, intent: stripe.PaymentIntent) -> PaymentOutcome:
        """Cancels what should have been paid and was not, unless it was paid in this very moment."""
        error = facts_of(intent.last_payment_error)
        reason = error.get("decline_code") or error.get("code") or ("refused" if error else "never_arrived")
        ended = await self._cancel(note.channel, intent.id)
        if ended is None or ended.status != "canceled":
            return await self._now(note.id)
        await self._memory.move(note.id, [NoteState.CONFIRMING], NoteState.REFUSED, detail={"reason": reason})
        return await self._now(note.id)

    async def _cancel(self, channel: str, intent_id: str) -> stripe.PaymentIntent | None:
        """Cancels a PaymentIntent; None if it could not be, or nobody knows."""
        try:
            return await self._clients.of(channel).v1.payment_intents.cancel_async(intent_id)
        except stripe.StripeError as error:
            told("stripe_not_cancelled", error, intent=intent_id)
            return None

    async def _told(self, note: Note, intent: stripe.PaymentIntent) -> PaymentOutcome:
        status = intent.status
        if status == "requires_action" or (status in _UNPAID and note.state is NoteState.KNOWN):
            return self._waiting(note, intent)
        states = {
            "requires_capture": PaymentState.AUTHORIZED,
            "succeeded": PaymentState.CAPTURED,
            "canceled": PaymentState.VOIDED,
        }
        state = states.get(status, PaymentState.UNKNOWN)
        if status == "succeeded" and intent.amount_received < intent.amount:
            state = PaymentState.VOIDED  # of what was left of it; the rest of the outcome says what was taken
        charge = intent.latest_charge
        refunded = disputed = 0
        if isinstance(charge, stripe.Charge):
            refunded = charge.amount_refunded
            disputed = await self._disputed(note) if charge.disputed else 0
        return PaymentOutcome(
            state=state,
            provider_reference=intent.id,
            captured=from_stripe(intent.amount_received, note.currency),
            refunded=from_stripe(refunded, note.currency),
            disputed=from_stripe(disputed, note.currency),
        )

    async def _disputed(self, note: Note) -> int:
        client = self._clients.of(note.channel)
        found = await client.v1.disputes.list_async({"payment_intent": note.reference, "limit": 100})
        return sum(dispute.amount for dispute in found.data if dispute.status in _TAKEN_BACK)

    def _waiting(self, note: Note, intent: stripe.PaymentIntent) -> PaymentOutcome:
        action: Any = intent.next_action
        redirect = None if action is None else getattr(action, "redirect_to_url", None)
        url = None if redirect is None else redirect.url
        return PaymentOutcome(
            state=PaymentState.ACTION_REQUIRED, provider_reference=intent.id, action_url=url or self._page(note)
        )

    def _page(self, note: Note) -> str:
        return f"{self._base_url}/payments/stripe/{note.id}"


def _begin_code(error: stripe.StripeError) -> str:
    """Why a payment could not be begun: codes of wrong keys and the like are of no use to buyers."""
    return code_of(error) if isinstance(error, stripe.InvalidRequestError) else "provider_unavailable"
