"""Talking to payment providers: outside any transaction, with a time-out, and never guessing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar
from uuid import UUID

import msgspec
import structlog
from fondaco.commerce import (
    PaymentOperation,
    PaymentOperationKind,
    PaymentOperationOutcome,
    PaymentOperationState,
    PaymentOutcome,
    PaymentQuery,
    PaymentRequest,
    PaymentState,
)
from fondaco.dispatch import Hooks
from fondaco.hookspecs import HookSpecs

from fondaco_checkout.model.settlement import Completion, CompletionState

__all__ = ["NO_PAYMENT", "ask", "ask_about_operation", "ask_about_payment", "authorize", "operate", "pay", "void"]

Outcome = TypeVar("Outcome", PaymentOutcome, PaymentOperationOutcome)

NO_PAYMENT = "none"
"""The method of an order that costs nothing: no provider is asked."""

_UNKNOWN = PaymentOutcome(state=PaymentState.UNKNOWN)
_UNCERTAIN = PaymentOperationOutcome(state=PaymentOperationState.UNCERTAIN)
_NOTHING_TO_PAY = PaymentOutcome(state=PaymentState.CAPTURED)
_NOTHING_TO_GIVE_BACK = PaymentOutcome(state=PaymentState.VOIDED)
_LONGEST_REFERENCE, _LONGEST_REASON = 255, 200
"""As the columns: money that a provider holds must not be lost because of what it wrote beside it."""

log = structlog.get_logger("fondaco.checkout")


def _storable(outcome: Outcome) -> Outcome:
    fields = {
        "provider_reference": _printable(outcome.provider_reference)[:_LONGEST_REFERENCE],
        "reason": None if outcome.reason is None else _printable(outcome.reason)[:_LONGEST_REASON],
    }
    if isinstance(outcome, PaymentOutcome):
        url = outcome.action_url
        fields["action_url"] = url if url is not None and url.isprintable() else None
    return msgspec.structs.replace(outcome, **fields)


def _printable(text: str) -> str:
    return "".join(character for character in text if character.isprintable())


async def _answer(call: Awaitable[Outcome | None], id_: UUID, seconds: float, unknown: Outcome) -> Outcome | None:
    """Returns what the provider said; `unknown` if it was late or failed. A cancellation passes."""
    try:
        async with asyncio.timeout(seconds):
            answer = await call
        return None if answer is None else _storable(answer)
    except TimeoutError:
        log.warning("payment_provider_late", id=str(id_), seconds=seconds)
    except Exception:  # whatever a provider raises, the state of the payment is simply not known
        log.exception("payment_provider_failed", id=str(id_))
    return unknown


async def pay(hooks: Hooks, request: PaymentRequest, seconds: float) -> PaymentOutcome:
    """Asks the provider of the request's method for money.

    Args:
        seconds: How long the provider may take.
    """
    answer = await _answer(hooks.first(HookSpecs.resolve_payment, request), request.payment_id, seconds, _UNKNOWN)
    if answer is None:  # Nobody took the request, so nobody can charge it.
        return PaymentOutcome(state=PaymentState.DECLINED, reason="no_provider")
    return answer


async def authorize(hooks: Hooks, completion: Completion, request: PaymentRequest, seconds: float) -> PaymentOutcome:
    """Asks the provider of the request's method for the money of a completion that has just begun.

    Args:
        seconds: How long the provider may take.
    """
    return _NOTHING_TO_PAY if completion.amount.amount == 0 else await pay(hooks, request, seconds)


async def ask(hooks: Hooks, completion: Completion, seconds: float) -> PaymentOutcome:
    """Asks how the payment of an open completion stands; for one that is being voided, voids it (again).

    A provider whose plugin is gone leaves it UNKNOWN: what it holds is not for us to guess.
    """
    voiding = completion.state is CompletionState.VOIDING
    if completion.amount.amount == 0:
        return _NOTHING_TO_GIVE_BACK if voiding else _NOTHING_TO_PAY
    query = PaymentQuery(completion.payment_id, completion.method)
    return await (void if voiding else ask_about_payment)(hooks, query, seconds)


async def ask_about_payment(hooks: Hooks, query: PaymentQuery, seconds: float) -> PaymentOutcome:
    """Asks how a payment stands; UNKNOWN where nobody answers."""
    answer = _answer(hooks.first(HookSpecs.resolve_payment_status, query), query.payment_id, seconds, _UNKNOWN)
    return await answer or _UNKNOWN


async def void(hooks: Hooks, query: PaymentQuery, seconds: float) -> PaymentOutcome:
    """Gives back what a payment has reserved. Idempotent; UNKNOWN means: try again later."""
    answer = _answer(hooks.first(HookSpecs.resolve_payment_void, query), query.payment_id, seconds, _UNKNOWN)
    return await answer or _UNKNOWN


async def operate(hooks: Hooks, operation: PaymentOperation, seconds: float) -> PaymentOperationOutcome:
    """Asks the provider to do an operation. Idempotent in its id."""
    if operation.kind is PaymentOperationKind.VOID:
        return await _void_operation(hooks, operation, seconds)
    capture = operation.kind is PaymentOperationKind.CAPTURE
    spec = HookSpecs.resolve_payment_capture if capture else HookSpecs.resolve_payment_refund
    answer = await _answer(hooks.first(spec, operation), operation.operation_id, seconds, _UNCERTAIN)
    if answer is None:  # Nobody took it, so nobody can do it.
        return PaymentOperationOutcome(state=PaymentOperationState.FAILED, reason="no_provider")
    return answer


async def ask_about_operation(hooks: Hooks, operation: PaymentOperation, seconds: float) -> PaymentOperationOutcome:
    """Asks what became of an operation; a void is done again, which changes nothing if it was done."""
    if operation.kind is PaymentOperationKind.VOID:
        return await _void_operation(hooks, operation, seconds)
    call = hooks.first(HookSpecs.resolve_payment_operation, operation)
    return await _answer(call, operation.operation_id, seconds, _UNCERTAIN) or _UNCERTAIN


async def _void_operation(hooks: Hooks, operation: PaymentOperation, seconds: float) -> PaymentOperationOutcome:
    outcome = await void(hooks, PaymentQuery(operation.payment_id, operation.method), seconds)
    if outcome.state in {PaymentState.VOIDED, PaymentState.DECLINED}:
        return PaymentOperationOutcome(
            state=PaymentOperationState.SUCCEEDED, provider_reference=outcome.provider_reference
        )
    if outcome.state in {PaymentState.AUTHORIZED, PaymentState.CAPTURED}:
        return PaymentOperationOutcome(state=PaymentOperationState.FAILED, reason=outcome.reason or "not_voided")
    return _UNCERTAIN
