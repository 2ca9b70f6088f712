"""The payment hooks."""

from __future__ import annotations

from functools import cached_property

from fondaco.commerce import (
    PaymentAction,
    PaymentNews,
    PaymentNotice,
    PaymentOperation,
    PaymentOperationOutcome,
    PaymentOutcome,
    PaymentQuery,
    PaymentRequest,
)
from fondaco.payments import ProviderMemory
from fondaco.plugins import Plugin

from fondaco_stripe.client import Clients
from fondaco_stripe.notices import read_notice
from fondaco_stripe.operations import StripeOperations
from fondaco_stripe.provider import METHOD, StripePayments
from fondaco_stripe.settings import StripeSettings

__all__ = ["PaymentHooks"]


class PaymentHooks(Plugin[StripeSettings]):
    """The part of `StripePlugin` that takes money."""

    @cached_property
    def memory(self) -> ProviderMemory:
        """What it was asked for."""
        return ProviderMemory(self.name)

    @cached_property
    def clients(self) -> Clients:
        """Its connections to Stripe."""
        return Clients(self.settings)

    @cached_property
    def payments(self) -> StripePayments:
        """What it does with payments."""
        return StripePayments(self.settings, self.app.settings.server.base_url, self.clients, self.memory)

    @cached_property
    def operations(self) -> StripeOperations:
        """What it does with captures and refunds."""
        return StripeOperations(self.payments, self.clients, self.memory)

    async def resolve_payment(self, payload: PaymentRequest) -> PaymentOutcome | None:
        """Begins a PaymentIntent, and confirms it where there is a token."""
        return await self.payments.pay(payload) if payload.method == METHOD else None

    async def resolve_payment_action(self, payload: PaymentQuery) -> PaymentAction | None:
        """The publishable key and the client secret."""
        return await self.payments.action(payload.payment_id) if payload.method == METHOD else None

    async def resolve_payment_status(self, payload: PaymentQuery) -> PaymentOutcome | None:
        """Looks a PaymentIntent up."""
        return await self.payments.status(payload.payment_id) if payload.method == METHOD else None

    async def resolve_payment_void(self, payload: PaymentQuery) -> PaymentOutcome | None:
        """Cancels a PaymentIntent."""
        return await self.payments.void(payload.payment_id) if payload.method == METHOD else None

    async def resolve_payment_capture(self, payload: PaymentOperation) -> PaymentOperationOutcome | None:
        """Captures what is reserved."""
        return await self.operations.operate(payload) if payload.method == METHOD else None

    async def resolve_payment_refund(self, payload: PaymentOperation) -> PaymentOperationOutcome | None:
        """Refunds what was captured."""
        return await self.operations.operate(payload) if payload.method == METHOD else None

    async def resolve_payment_operation(self, payload: PaymentOperation) -> PaymentOperationOutcome | None:
        """Looks for a capture or refund at Stripe."""
        return await self.operations.status(payload) if payload.method == METHOD else None

    async def resolve_payment_notice(self, payload: PaymentNotice) -> PaymentNews | None:
        """Checks and reads a message of Stripe."""
        return await read_notice(payload, self.settings, self.memory) if payload.provider == METHOD else None
