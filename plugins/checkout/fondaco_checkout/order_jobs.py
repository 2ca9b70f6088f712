"""The scheduled work on orders that are placed: watching them, and writing them to files."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco.jobs import Job, JobContext

from fondaco_checkout.service.exports import carry_out_exports
from fondaco_checkout.service.watching import watch_neglected
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["order_jobs"]

LONGEST = 6 * 3600.0


def order_jobs(settings: CheckoutSettings) -> Sequence[Job]:
    """Returns the jobs ``watch_orders`` and ``export_orders``; the latter is enqueued when somebody asks for a file."""

    async def watch_orders(job: JobContext) -> None:
        """Looks at orders that nothing happened to for too long, and again at open cases."""
        await watch_neglected(job, settings)

    async def export_orders(job: JobContext) -> None:
        """Writes the exports of orders that wait."""
        await carry_out_exports(job)

    return (
        Job(run=watch_orders, name="watch_orders", every_seconds=600),
        Job(run=export_orders, name="export_orders", every_seconds=60, timeout_seconds=LONGEST),
    )
