"""Finishing what was left behind."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from fondaco import clock
from fondaco.context import Context
from fondaco.jobs import WorkerApp

from fondaco_checkout.model.order import Order
from fondaco_checkout.model.settlement import Completion
from fondaco_checkout.repository import completions, orders
from fondaco_checkout.service.orders import return_payment
from fondaco_checkout.service.settle import settle_stale
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["recover"]

STALE_AFTER = timedelta(minutes=1)
BATCH = 500
AT_A_TIME = 5

log = structlog.get_logger("fondaco.checkout")


async def recover(app: WorkerApp, settings: CheckoutSettings, context: Context) -> None:
    """Settles completions that were begun more than a minute ago, and returns payments of cancelled orders.

    One that fails is logged and left for the next run; it does not keep the others waiting. Idempotent, and safe to run
    in several workers at once.
    """
    now = clock.utc_now()
    limit = asyncio.Semaphore(AT_A_TIME)

    async def one(name: str, id_: object, work: Callable[[], Awaitable[object]]) -> None:
        async with limit:
            try:
                await work()
            except Exception:  # whatever it is, the others must not wait for it
                log.exception("recovery_failed", kind=name, id=str(id_))

    stale = await completions.list_stale_completions(now - STALE_AFTER, now, BATCH)
    await asyncio.gather(
        *(one("completion", found.payment_id, _settling(app, settings, found, now)) for found in stale)
    )
    unreturned = await orders.list_unreturned_payments(now - STALE_AFTER, BATCH)
    of_payments = await orders.find_orders([payment.order_id for payment in unreturned])
    await asyncio.gather(
        *(one("payment", order.id, _returning(app, settings, context, order)) for order in of_payments.values())
    )


def _settling(
    app: WorkerApp, settings: CheckoutSettings, completion: Completion, now: datetime
) -> Callable[[], Awaitable[object]]:
    return lambda: settle_stale(app, settings, completion, now - completion.created_at)


def _returning(
    app: WorkerApp, settings: CheckoutSettings, context: Context, order: Order
) -> Callable[[], Awaitable[object]]:
    return lambda: return_payment(app, settings, context, order)
