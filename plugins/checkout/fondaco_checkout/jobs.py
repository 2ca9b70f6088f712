"""The scheduled work of checkout."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec
from fondaco.jobs import Job, JobContext

from fondaco_checkout.repository import operations
from fondaco_checkout.service.address_book import save_addresses_of
from fondaco_checkout.service.carts import expire_carts
from fondaco_checkout.service.document_files import render_document
from fondaco_checkout.service.documents import NewDocument
from fondaco_checkout.service.drafts import expire_drafts
from fondaco_checkout.service.exports import carry_out_exports
from fondaco_checkout.service.manual import cancel_unpaid, remind
from fondaco_checkout.service.operations import run_operation
from fondaco_checkout.service.recovery import recover
from fondaco_checkout.service.settle import settle_payment
from fondaco_checkout.service.shared_carts import expire_shared_carts
from fondaco_checkout.service.watching import watch_neglected
from fondaco_checkout.service.webhooks import handle_event, handle_left_events
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["BegunOperation", "PaymentNews", "PlacedOrder", "ReceivedEvent", "jobs"]

BATCH = 1000


class PaymentNews(msgspec.Struct, frozen=True):
    """The payload of ``checkout.settle_payment``: a payment that its provider has news of."""

    payment_id: UUID


class PlacedOrder(msgspec.Struct, frozen=True):
    """The payload of ``checkout.save_addresses``: an order whose addresses go into its customer's book."""

    order_id: UUID


class BegunOperation(msgspec.Struct, frozen=True):
    """The payload of ``checkout.run_operation``: a capture that was noted."""

    operation_id: UUID


class ReceivedEvent(msgspec.Struct, frozen=True):
    """The payload of ``checkout.handle_webhook``: a message in the inbox."""

    event_id: UUID


def jobs(settings: CheckoutSettings) -> Sequence[Job]:
    """Returns the jobs: ``recover_completions``, ``expire_carts``, ``follow_awaited_payments`` run by themselves.

    ``settle_payment`` is for providers of other plugins, whose webhooks enqueue it.
    """
    return (*_of_payments(settings), *_of_carts_and_orders(settings))


def _of_payments(settings: CheckoutSettings) -> Sequence[Job]:
    async def recover_completions(job: JobContext) -> None:
        """Finishes completions that a crash or a silent provider left behind."""
        await recover(job.app, settings, job.context)
        await handle_left_events(job.app, settings)

    async def settle_news(job: JobContext, news: PaymentNews) -> None:
        """Lets what a provider has said of a payment take effect."""
        await settle_payment(job.app, settings, news.payment_id)

    async def do_operation(job: JobContext, begun: BegunOperation) -> None:
        """Asks the provider to do what was noted with an order."""
        operation = await operations.find_operation(begun.operation_id)
        if operation is not None:
            await run_operation(job.app, settings, operation, ours=True)

    async def handle_webhook(job: JobContext, received: ReceivedEvent) -> None:
        """Asks a provider about the payment that it has sent a message about."""
        await handle_event(job.app, settings, received.event_id)

    async def follow_awaited(job: JobContext) -> None:
        """Reminds of money that has not come, and cancels orders whose money is overdue."""
        await remind(job.app, settings)
        await cancel_unpaid(job.app, settings, job.context)

    return (
        Job(run=recover_completions, name="recover_completions", every_seconds=30),
        Job(run=settle_news, name="settle_payment", payload_type=PaymentNews),
        Job(run=do_operation, name="run_operation", payload_type=BegunOperation),
        Job(run=handle_webhook, name="handle_webhook", payload_type=ReceivedEvent),
        Job(run=follow_awaited, name="follow_awaited_payments", every_seconds=900),
    )


def _of_carts_and_orders(settings: CheckoutSettings) -> Sequence[Job]:
    async def save_addresses(job: JobContext, placed: PlacedOrder) -> None:
        """Puts the addresses of an order into its customer's book."""
        async with job.unit_of_work() as uow:
            await save_addresses_of(uow, settings, placed.order_id)

    async def watch_orders(job: JobContext) -> None:
        """Looks at orders that nothing happened to for too long, and again at open cases."""
        await watch_neglected(job, settings)

    async def export_orders(job: JobContext) -> None:
        """Writes the exports of orders that wait."""
        await carry_out_exports(job)

    async def remove_untouched(job: JobContext) -> None:
        """Removes open carts that nobody has touched for ``cart_days``, and links and drafts whose time is over."""
        removed = BATCH
        while removed == BATCH:
            async with job.unit_of_work() as uow:
                removed = await expire_carts(uow, settings, limit=BATCH)
        removed = BATCH
        while removed == BATCH:
            async with job.unit_of_work() as uow:
                removed = await expire_shared_carts(uow, limit=BATCH)
        removed = BATCH
        while removed == BATCH:
            async with job.unit_of_work() as uow:
                removed = await expire_drafts(uow, settings, limit=BATCH)

    async def make_pdf(job: JobContext, new: NewDocument) -> None:
        """Makes the PDF of a document that was issued."""
        await render_document(job.app, settings.documents, job.context, new.document_id)

    return (
        Job(run=save_addresses, name="save_addresses", payload_type=PlacedOrder),
        Job(run=watch_orders, name="watch_orders", every_seconds=600),
        Job(run=export_orders, name="export_orders", every_seconds=60, timeout_seconds=6 * 3600.0),
        Job(run=make_pdf, name="render_document", payload_type=NewDocument, max_attempts=8, timeout_seconds=60),
        Job(run=remove_untouched, name="expire_carts", every_seconds=3600),
    )
