"""The scheduled work of checkout."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec
from fondaco.jobs import Job, JobContext

from fondaco_checkout.service.carts import expire_carts
from fondaco_checkout.service.recovery import recover
from fondaco_checkout.service.settle import settle_payment
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["PaymentNews", "jobs"]

BATCH = 1000


class PaymentNews(msgspec.Struct, frozen=True):
    """The payload of ``checkout.settle_payment``: a payment that its provider has news of."""

    payment_id: UUID


def jobs(settings: CheckoutSettings) -> Sequence[Job]:
    """Returns the jobs: ``recover_completions`` and ``expire_carts`` run by themselves.

    ``settle_payment`` is for providers of other plugins, whose webhooks enqueue it.
    """

    async def settle_news(job: JobContext, news: PaymentNews) -> None:
        """Lets what a provider has said of a payment take effect."""
        await settle_payment(job.app, settings, news.payment_id)

    async def recover_completions(job: JobContext) -> None:
        """Finishes completions that a crash or a silent provider left behind."""
        await recover(job.app, settings, job.context)

    async def remove_untouched(job: JobContext) -> None:
        """Removes open carts that nobody has touched for ``cart_days``."""
        removed = BATCH
        while removed == BATCH:
            async with job.unit_of_work() as uow:
                removed = await expire_carts(uow, settings, limit=BATCH)

    return (
        Job(run=recover_completions, name="recover_completions", every_seconds=30),
        Job(run=settle_news, name="settle_payment", payload_type=PaymentNews),
        Job(run=remove_untouched, name="expire_carts", every_seconds=3600),
    )
