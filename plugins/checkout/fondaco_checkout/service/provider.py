"""Talking to payment providers: outside any transaction, with a time-out, and never guessing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from uuid import UUID

import msgspec
import structlog
from fondaco.commerce import PaymentOutcome, PaymentRequest, PaymentState
from fondaco.commerce.payment import PaymentQuery
from fondaco.dispatch import Hooks
from fondaco.hookspecs import HookSpecs

from fondaco_checkout.model.settlement import Completion, CompletionState

__all__ = ["NO_PAYMENT", "ask", "authorize", "give_back"]

NO_PAYMENT = "none"
"""The method of an order that costs nothing: no provider is asked."""

_UNKNOWN = PaymentOutcome(state=PaymentState.UNKNOWN)
_NOTHING_TO_PAY = PaymentOutcome(state=PaymentState.CAPTURED)
_NOTHING_TO_GIVE_BACK = PaymentOutcome(state=PaymentState.VOIDED)
_LONGEST_REFERENCE, _LONGEST_REASON = 255, 200
"""As the columns: money that a provider holds must not be lost because of what it wrote beside it."""

log = structlog.get_logger("fondaco.checkout")


def _storable(outcome: PaymentOutcome) -> PaymentOutcome:
    url = outcome.action_url
    return msgspec.structs.replace(
        outcome,
        provider_reference=_printable(outcome.provider_reference)[:_LONGEST_REFERENCE],
        reason=None if outcome.reason is None else _printable(outcome.reason)[:_LONGEST_REASON],
        action_url=url if url is not None and url.isprintable() else None,
    )


def _printable(text: str) -> str:
    return "".join(character for character in text if character.isprintable())


async def _answer(call: Awaitable[PaymentOutcome | None], payment_id: UUID, seconds: float) -> PaymentOutcome | None:
    """Returns what the provider said; UNKNOWN if it was late or failed. A cancellation passes."""
    try:
        async with asyncio.timeout(seconds):
            answer = await call
        return None if answer is None else _storable(answer)
    except TimeoutError:
        log.warning("payment_provider_late", payment_id=str(payment_id), seconds=seconds)
    except Exception:  # whatever a provider raises, the state of the payment is simply not known
        log.exception("payment_provider_failed", payment_id=str(payment_id))
    return _UNKNOWN


async def authorize(hooks: Hooks, completion: Completion, request: PaymentRequest, seconds: float) -> PaymentOutcome:
    """Asks the provider of the request's method for the money of a completion that has just begun.

    Args:
        seconds: How long the provider may take.
    """
    if completion.amount.amount == 0:
        return _NOTHING_TO_PAY
    answer = await _answer(hooks.first(HookSpecs.resolve_payment, request), completion.payment_id, seconds)
    if answer is None:  # Nobody took the request, so nobody can charge it.
        return PaymentOutcome(state=PaymentState.DECLINED, reason="no_provider")
    return answer


async def ask(hooks: Hooks, completion: Completion, seconds: float) -> PaymentOutcome:
    """Asks how the payment of an open completion stands; for one that is being voided, voids it (again).

    A provider whose plugin is gone leaves it UNKNOWN: what it holds is not for us to guess.
    """
    voiding = completion.state is CompletionState.VOIDING
    if completion.amount.amount == 0:
        return _NOTHING_TO_GIVE_BACK if voiding else _NOTHING_TO_PAY
    query = PaymentQuery(completion.payment_id, completion.method)
    spec = HookSpecs.resolve_payment_void if voiding else HookSpecs.resolve_payment_status
    return await _answer(hooks.first(spec, query), completion.payment_id, seconds) or _UNKNOWN


async def give_back(hooks: Hooks, payment_id: UUID, method: str, seconds: float) -> PaymentOutcome:
    """Voids the payment of an order. Idempotent; UNKNOWN means: try again later."""
    if method == NO_PAYMENT:
        return _NOTHING_TO_GIVE_BACK
    query = PaymentQuery(payment_id, method)
    return await _answer(hooks.first(HookSpecs.resolve_payment_void, query), payment_id, seconds) or _UNKNOWN
