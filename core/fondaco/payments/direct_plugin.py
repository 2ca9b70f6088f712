"""The payment hooks of a plugin whose provider takes money at once: everything but how it is offered and told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Generic, TypeVar

import msgspec

from fondaco.commerce import (
    PaymentOperation,
    PaymentOperationOutcome,
    PaymentOutcome,
    PaymentQuery,
    PaymentRequest,
)
from fondaco.jobs import Job, JobContext
from fondaco.payments.direct import DirectPayments
from fondaco.payments.memory import ProviderMemory
from fondaco.plugins import Plugin

__all__ = ["DirectPaymentsPlugin"]

S = TypeVar("S", bound=msgspec.Struct)


class DirectPaymentsPlugin(Plugin[S], Generic[S]):
    """Subclass it, and say which methods there are and how the provider is asked (`payments`)."""

    methods: Collection[str]
    """Codes of the plugin's methods."""

    @cached_property
    def memory(self) -> ProviderMemory:
        """What it was asked for."""
        return ProviderMemory(self.name)

    @cached_property
    def payments(self) -> DirectPayments:
        """What it does with payments and refunds."""
        raise NotImplementedError

    @property
    def configured(self) -> bool:
        """Whether the settings name any account."""
        raise NotImplementedError

    def register_jobs(self) -> Sequence[Job]:
        """Money that comes for what was given up goes back; asked every five minutes, where there is an account."""

        async def end_closed(job: JobContext) -> None:
            """Asks the provider a last time about payments that were given up, when their time is over."""
            await self.payments.end_closed()

        return (Job(run=end_closed, every_seconds=300),) if self.configured else ()

    async def resolve_payment(self, payload: PaymentRequest) -> PaymentOutcome | None:
        """Begins a payment, for whose buyer is waited."""
        return await self.payments.pay(payload) if payload.method in self.methods else None

    async def resolve_payment_status(self, payload: PaymentQuery) -> PaymentOutcome | None:
        """Asks how a payment stands."""
        ours = payload.method in self.methods
        return await self.payments.status(payload.payment_id, payload.method) if ours else None

    async def resolve_payment_void(self, payload: PaymentQuery) -> PaymentOutcome | None:
        """Gives up a payment that waits for its buyer."""
        ours = payload.method in self.methods
        return await self.payments.void(payload.payment_id, payload.method) if ours else None

    async def resolve_payment_capture(self, payload: PaymentOperation) -> PaymentOperationOutcome | None:
        """There is nothing to capture: the money was taken at once."""
        return await self.payments.operate(payload) if payload.method in self.methods else None

    async def resolve_payment_refund(self, payload: PaymentOperation) -> PaymentOperationOutcome | None:
        """Gives money back, in part or whole."""
        return await self.payments.operate(payload) if payload.method in self.methods else None

    async def resolve_payment_operation(self, payload: PaymentOperation) -> PaymentOperationOutcome | None:
        """Asks what became of a refund."""
        return await self.payments.operation(payload) if payload.method in self.methods else None
