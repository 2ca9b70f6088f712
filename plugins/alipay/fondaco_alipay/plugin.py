"""What the plugin contributes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from fondaco.commerce import (
    CartView,
    PaymentMethod,
    PaymentNews,
    PaymentNotice,
    PaymentOperation,
    PaymentOperationOutcome,
    PaymentOutcome,
    PaymentQuery,
    PaymentRequest,
)
from fondaco.diagnosis import Diagnosis
from fondaco.jobs import Job, JobContext
from fondaco.payments import DirectPayments, ProviderMemory
from fondaco.plugins import Plugin

from fondaco_alipay.client import AlipayClient
from fondaco_alipay.diagnoses import diagnoses
from fondaco_alipay.gateway import CURRENCY, METHOD, AlipayGateway
from fondaco_alipay.notices import read_notice
from fondaco_alipay.routes import routes
from fondaco_alipay.settings import AlipaySettings

if TYPE_CHECKING:
    from litestar.types import ControllerRouterHandler

__all__ = ["AlipayPlugin"]

_NAMES = {"zh-Hans": "支付宝"}


class AlipayPlugin(Plugin[AlipaySettings]):
    """Payments by Alipay, in yuan."""

    name = "alipay"
    settings_type = AlipaySettings

    @cached_property
    def memory(self) -> ProviderMemory:
        """What it was asked for."""
        return ProviderMemory(self.name)

    @cached_property
    def client(self) -> AlipayClient:
        """Its connection to Alipay."""
        return AlipayClient(self.settings)

    @cached_property
    def gateway(self) -> AlipayGateway:
        """Alipay's API."""
        return AlipayGateway(self.settings, self.client, self.app.settings.server.base_url)

    @cached_property
    def payments(self) -> DirectPayments:
        """What it does with payments and refunds."""
        return DirectPayments(self.gateway, self.memory, timedelta(minutes=self.settings.minutes))

    def register_routes(self) -> Sequence[ControllerRouterHandler]:
        """The address that forwards buyers to Alipay, where there is an application."""
        used = any(True for _ in self.settings.accounts())
        return routes(self.app, self.gateway, self.payments, self.memory) if used else ()

    def register_diagnoses(self) -> Sequence[Diagnosis]:
        """The sandbox, and keys that are missing."""
        return diagnoses(self.settings)

    def register_jobs(self) -> Sequence[Job]:
        """Money that comes for what was given up goes back; asked every five minutes, where there is an application."""

        async def end_closed(job: JobContext) -> None:
            """Asks Alipay a last time about payments that were given up, when their time is over."""
            await self.payments.end_closed()

        return (Job(run=end_closed, every_seconds=300),) if any(True for _ in self.settings.accounts()) else ()

    async def collect_payment_methods(self, payload: CartView) -> Sequence[PaymentMethod]:
        """Alipay, in channels that sell in yuan and have an application."""
        offered = self.settings.account(payload.channel.slug).complete and payload.channel.currency == CURRENCY
        return (PaymentMethod(METHOD, _NAMES.get(payload.locale, "Alipay")),) if offered else ()

    async def resolve_payment(self, payload: PaymentRequest) -> PaymentOutcome | None:
        """Begins a trade, for which the buyer is waited."""
        return await self.payments.pay(payload) if payload.method == METHOD else None

    async def resolve_payment_status(self, payload: PaymentQuery) -> PaymentOutcome | None:
        """Queries a trade."""
        return await self.payments.status(payload.payment_id, METHOD) if payload.method == METHOD else None

    async def resolve_payment_void(self, payload: PaymentQuery) -> PaymentOutcome | None:
        """Closes a trade."""
        return await self.payments.void(payload.payment_id, METHOD) if payload.method == METHOD else None

    async def resolve_payment_capture(self, payload: PaymentOperation) -> PaymentOperationOutcome | None:
        """There is nothing to capture: Alipay takes the money at once."""
        return await self.payments.operate(payload) if payload.method == METHOD else None

    async def resolve_payment_refund(self, payload: PaymentOperation) -> PaymentOperationOutcome | None:
        """Refunds a trade, in part or whole."""
        return await self.payments.operate(payload) if payload.method == METHOD else None

    async def resolve_payment_operation(self, payload: PaymentOperation) -> PaymentOperationOutcome | None:
        """Queries a refund."""
        return await self.payments.operation(payload) if payload.method == METHOD else None

    async def resolve_payment_notice(self, payload: PaymentNotice) -> PaymentNews | None:
        """Checks and reads a message of Alipay."""
        if payload.provider != METHOD:
            return None
        return await read_notice(payload, self.settings, self.memory, self.payments)
