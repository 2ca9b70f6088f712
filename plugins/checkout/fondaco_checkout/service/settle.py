"""The guard: whatever is learnt of a payment, by whomever, goes through `settle`."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from uuid import UUID

import structlog
from fondaco.commerce import DemandStage, PaymentOutcome, PaymentState
from fondaco.commerce.events import CartCompleted, OrderPlaced
from fondaco.context import Context
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.jobs import WorkerApp

from fondaco_checkout.model.cart import CartState
from fondaco_checkout.model.settlement import PLACES, Completion, CompletionState, Settled, Verdict, verdict
from fondaco_checkout.model.states import AWAITED
from fondaco_checkout.repository import carts, completions, orders
from fondaco_checkout.repository.placing import add_order
from fondaco_checkout.service.demand import demand
from fondaco_checkout.service.operations import begin_automatic_capture
from fondaco_checkout.service.order_payments import hear_news
from fondaco_checkout.service.provider import ask
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["ask_and_settle", "settle", "settle_payment", "settle_stale", "settled_result", "void_completion"]

log = structlog.get_logger("fondaco.checkout")


async def settle(
    app: WorkerApp,
    completion: Completion,
    outcome: PaymentOutcome,
    *,
    voided: bool = False,
    found_by: str = "checkout",
) -> Settled:
    """Lets the outcome of a payment take effect, in one transaction that locks the cart and then its completion.

    Idempotent and safe from any number of callers: who comes second, or with the news of a payment that was closed
    before, gets to know what became of it and changes nothing.

    Args:
        completion: As it was when the provider was asked.
        outcome: What the provider said.
        voided: Whether it said so when it was asked to give the payment back.
        found_by: Who asked, for the history: see `placed_entries`.
    """
    draft = completion.draft
    channel = app.channels.get(draft.channel) or next(iter(app.channels.values()))
    async with app.unit_of_work(Context(channel=channel, locale=draft.locale)) as uow:
        await carts.hold_cart(completion.cart_id)
        found = await completions.lock_completion(completion.cart_id)
        if found is None or found.payment_id != completion.payment_id:
            return await settled_result(completion.payment_id)
        decision = verdict(found.state, outcome, voided=voided)
        log.info(
            "payment_settled",
            payment_id=str(found.payment_id),
            attempt=found.attempt,
            outcome=outcome.state.value,
            reason=outcome.reason,
            verdict=decision.value,
        )
        if decision is Verdict.PLACE:
            return await _place(uow, found, outcome, found_by)
        if decision is Verdict.REOPEN:
            await demand(uow, found.draft, DemandStage.HELD, ())
            await completions.close_completion(found, outcome, CartState.OPEN, uow.now)
            return Settled(refused=_reason(outcome.state, outcome.reason))
        if decision is Verdict.AWAIT_BUYER:
            await completions.update_completion(found.cart_id, AWAITED[decision][found.state], outcome.action_url)
            return Settled(action_url=outcome.action_url)
        waiting = AWAITED[decision].get(found.state)
        if waiting is not None:
            await completions.update_completion(found.cart_id, waiting)
        return Settled(action_url=found.action_url)


def _reason(state: PaymentState, reason: str | None) -> str:
    return reason or ("voided" if state is PaymentState.VOIDED else "declined")


async def _place(uow: UnitOfWork, completion: Completion, outcome: PaymentOutcome, found_by: str) -> Settled:
    draft = completion.draft
    order = await add_order(completion, outcome, uow.now, found_by=found_by)
    await completions.close_completion(completion, outcome, CartState.COMPLETED, uow.now)
    await demand(uow, draft, DemandStage.PLACED, draft.lines)
    if completion.capture and outcome.state is PaymentState.AUTHORIZED:
        await begin_automatic_capture(uow, completion.payment_id)
    uow.emit(
        OrderPlaced(
            order_id=draft.id,
            number=draft.number,
            channel=draft.channel,
            locale=draft.locale,
            total=draft.totals.total,
            email=draft.email,
            placed_at=uow.now,
            session=draft.session,
            lines=tuple(line.ordered for line in draft.lines),
            token_hash=hashlib.sha256(draft.token.encode()).hexdigest(),
            customer=draft.customer,
        )
    )
    if draft.save_addresses:
        uow.enqueue("checkout.save_addresses", {"order_id": draft.id})
    uow.emit(CartCompleted(cart_id=draft.cart_id, order_id=draft.id))
    return Settled(order=order)


async def settled_result(payment_id: UUID) -> Settled:
    """Returns what became of a payment; uncertain while nothing did."""
    attempt = await completions.find_attempt(payment_id)
    if attempt is None or attempt.finished_at is None:
        return Settled()
    if attempt.state in PLACES:
        return Settled(order=(await orders.find_orders_of_carts([attempt.cart_id])).get(attempt.cart_id))
    return Settled(refused=_reason(attempt.state, attempt.reason))


async def ask_and_settle(
    app: WorkerApp, settings: CheckoutSettings, completion: Completion, *, found_by: str = "checkout"
) -> Settled:
    """Asks the provider about an open completion and lets the answer take effect."""
    outcome = await ask(app.hooks, completion, settings.payment_timeout_seconds)
    voided = completion.state is CompletionState.VOIDING
    return await settle(app, completion, outcome, voided=voided, found_by=found_by)


async def settle_payment(app: WorkerApp, settings: CheckoutSettings, payment_id: UUID) -> Settled:
    """Settles a payment that somebody has news of: what a provider's webhook calls.

    The news itself is not trusted: the provider is asked.
    """
    completion = await completions.find_completion_of_payment(payment_id)
    if completion is None:
        await hear_news(app, settings, payment_id)
        return await settled_result(payment_id)
    return await ask_and_settle(app, settings, completion, found_by="provider")


async def void_completion(app: WorkerApp, settings: CheckoutSettings, completion: Completion) -> Settled:
    """Gives the payment of an open completion back and opens the cart again, unless the money cannot be given back.

    Noted before the provider is asked: from then on an authorization that somebody else learnt of places no order.
    """
    channel = app.channels.get(completion.draft.channel) or next(iter(app.channels.values()))
    async with app.unit_of_work(Context(channel=channel, locale=completion.draft.locale)):
        await carts.hold_cart(completion.cart_id)
        found = await completions.lock_completion(completion.cart_id)
        if found is None or found.payment_id != completion.payment_id:
            return await settled_result(completion.payment_id)
        await completions.update_completion(found.cart_id, CompletionState.VOIDING)
    voiding = await completions.find_completion_of_payment(completion.payment_id)
    if voiding is None:
        return await settled_result(completion.payment_id)
    return await ask_and_settle(app, settings, voiding)


async def settle_stale(app: WorkerApp, settings: CheckoutSettings, completion: Completion, age: timedelta) -> Settled:
    """Settles a completion that was left behind.

    One that waits for the buyer for too long is voided, but only after the provider said that it still does: the news
    that they confirmed may be what was lost.

    Args:
        age: How long ago it was begun.
    """
    voiding = completion.state is CompletionState.VOIDING
    outcome = await ask(app.hooks, completion, settings.payment_timeout_seconds)
    settled = await settle(app, completion, outcome, voided=voiding, found_by="recovery")
    expired = age > timedelta(minutes=settings.action_minutes)
    if expired and not voiding and outcome.state is PaymentState.ACTION_REQUIRED:
        return await void_completion(app, settings, completion)
    return settled
