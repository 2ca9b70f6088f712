"""What the plugin contributes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from fondaco.commerce import (
    CartView,
    PaymentAction,
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
from fondaco.payments import ProviderMemory
from fondaco.plugins import Plugin

from fondaco_stripe.client import Clients
from fondaco_stripe.diagnoses import diagnoses
from fondaco_stripe.methods import offered
from fondaco_stripe.notices import read_notice
from fondaco_stripe.operations import StripeOperations
from fondaco_stripe.provider import METHOD, StripePayments
from fondaco_stripe.routes import routes
from fondaco_stripe.settings import StripeSettings

if TYPE_CHECKING:
    from litestar.types import ControllerRouterHandler

__all__ = ["StripePlugin"]


class StripePlugin(Plugin[StripeSettings]):
    """Payments by card, wallets and whatever else a Stripe account offers."""

    name = "stripe"
    settings_type = StripeSettings

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

    def register_routes(self) -> Sequence[ControllerRouterHandler]:
        """The page on which buyers pay, where there is an account."""
        used = any(True for _ in self.settings.accounts())
        return routes(self.app, self.settings, self.payments, self.memory) if used else ()

    def register_diagnoses(self) -> Sequence[Diagnosis]:
        """Keys of test mode, and keys that are missing."""
        return diagnoses(self.settings)

    async def collect_payment_methods(self, payload: CartView) -> Sequence[PaymentMethod]:
        """Stripe, in channels whose account has its keys."""
        return offered(self.settings, payload)

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
