"""Finishing what was left behind."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from fondaco import clock
from fondaco.context import Context
from fondaco.jobs import WorkerApp

from fondaco_checkout.model.payments import Operation, Payment
from fondaco_checkout.model.settlement import Completion
from fondaco_checkout.repository import completions, operations, payments
from fondaco_checkout.service.operations import run_operation
from fondaco_checkout.service.order_payments import settle_stale_payment
from fondaco_checkout.service.orders import return_held
from fondaco_checkout.service.settle import settle_stale
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["recover"]

STALE_AFTER = timedelta(minutes=1)
BATCH = 500
AT_A_TIME = 5

log = structlog.get_logger("fondaco.checkout")


async def recover(app: WorkerApp, settings: CheckoutSettings, context: Context) -> None:
    """Settles what was begun and left: completions, payments, captures, refunds, and money of cancelled orders.

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
    undecided = await payments.list_undecided_payments(now - STALE_AFTER, now, BATCH)
    await asyncio.gather(*(one("payment", found.id, _deciding(app, settings, found, now)) for found in undecided))
    open_ = await operations.list_stale_operations(now, BATCH)
    await asyncio.gather(*(one("operation", found.id, _operating(app, settings, found)) for found in open_))
    held = await payments.list_held_orders(now - STALE_AFTER, BATCH)
    await asyncio.gather(*(one("order", found, _returning(app, settings, context, found)) for found in held))


def _settling(
    app: WorkerApp, settings: CheckoutSettings, completion: Completion, now: datetime
) -> Callable[[], Awaitable[object]]:
    return lambda: settle_stale(app, settings, completion, now - completion.created_at)


def _deciding(
    app: WorkerApp, settings: CheckoutSettings, payment: Payment, now: datetime
) -> Callable[[], Awaitable[object]]:
    return lambda: settle_stale_payment(app, settings, payment, now - payment.created_at)


def _operating(app: WorkerApp, settings: CheckoutSettings, operation: Operation) -> Callable[[], Awaitable[object]]:
    return lambda: run_operation(app, settings, operation, ours=True)


def _returning(
    app: WorkerApp, settings: CheckoutSettings, context: Context, order_id: UUID
) -> Callable[[], Awaitable[object]]:
    return lambda: return_held(app, settings, context, order_id)
