"""Messages of payment providers: kept once, and only a reason to ask."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from uuid import UUID

import structlog
from fondaco import clock
from fondaco.commerce import PaymentNews, PaymentNotice
from fondaco.errors import InvalidInputError
from fondaco.ids import new_id
from fondaco.jobs import WorkerApp

from fondaco_checkout.repository import completions, payments, webhooks
from fondaco_checkout.repository.webhooks import WebhookEvent
from fondaco_checkout.service.operations import context_of
from fondaco_checkout.service.order_payments import hear_news
from fondaco_checkout.service.settle import ask_and_settle
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["handle_event", "handle_left_events", "keep_notice"]

LONGEST_ID = 255
KEPT_FOR = timedelta(days=90)
GIVEN_UP_AFTER = timedelta(days=3)
BATCH = 500

log = structlog.get_logger("fondaco.checkout")


async def keep_notice(app: WorkerApp, notice: PaymentNotice, news: PaymentNews) -> bool:
    """Puts a message whose signature is right into the inbox, and has a job ask the provider about its payment.

    A message that is there already, because it was sent twice or somebody replays it, changes nothing.

    Returns:
        Whether it is new.

    Raises:
        InvalidInputError: ``INVALID_INPUT`` if its id is empty or too long.
    """
    if not 0 < len(news.event_id) <= LONGEST_ID or not news.event_id.isprintable():
        raise InvalidInputError("A message has an id of 1 to 255 printable characters.")
    digest = hashlib.sha256(notice.body).hexdigest()
    channel = next(iter(app.channels.values()))
    async with app.unit_of_work(context_of(app, channel.slug, channel.locales[0])) as uow:
        event = WebhookEvent(
            id=new_id(),
            provider=notice.provider,
            event_id=news.event_id,
            body_hash=digest,
            payment_id=news.payment_id,
            state="ignored" if news.payment_id is None else "received",
            received_at=uow.now,
            handled_at=None,
        )
        new = await webhooks.add_event(event)
        if new and news.payment_id is not None:
            uow.enqueue("checkout.handle_webhook", {"event_id": event.id})
    if not new and await webhooks.find_event_hash(notice.provider, news.event_id) != digest:
        log.warning("webhook_id_with_another_body", provider=notice.provider, event_id=news.event_id)
    return new


async def handle_event(app: WorkerApp, settings: CheckoutSettings, event_id: UUID) -> None:
    """Asks about the payment that a message has news of; what cannot be settled now is tried again by a job.

    Idempotent. A payment that nobody knows (yet) is asked about for three days: the message may have been quicker.
    """
    event = await webhooks.find_event(event_id)
    if event is None or event.state != "received" or event.payment_id is None:
        return
    now = clock.utc_now()
    completion = await completions.find_completion_of_payment(event.payment_id)
    if completion is not None:
        done = not (await ask_and_settle(app, settings, completion, found_by="provider")).uncertain
    elif await payments.find_payment(event.payment_id) is not None:
        done = await hear_news(app, settings, event.payment_id)
    else:
        done = await completions.find_attempt(event.payment_id) is not None
    if done or now - event.received_at > GIVEN_UP_AFTER:
        await webhooks.mark_handled(event.id, now)


async def handle_left_events(app: WorkerApp, settings: CheckoutSettings) -> None:
    """Handles messages that could not be handled when they came; removes those that are older than 90 days."""
    now = clock.utc_now()
    for event in await webhooks.list_unhandled(now - timedelta(minutes=1), BATCH):
        try:
            await handle_event(app, settings, event.id)
        except Exception:  # whatever it is, the others must not wait for it
            log.exception("webhook_failed", provider=event.provider, event_id=event.event_id)
    while await webhooks.remove_old(now - KEPT_FOR, BATCH) == BATCH:
        pass
