"""The payment hooks that checkout itself implements: the test provider, and the manual methods of the settings."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco import clock
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
    PaymentState,
)
from fondaco.plugins import Plugin

from fondaco_checkout.manual_methods import begun, manual_method, offered
from fondaco_checkout.settings import CheckoutSettings
from fondaco_checkout.test_provider.notices import test_news
from fondaco_checkout.test_provider.provider import METHOD, TestProvider, method

__all__ = ["PaymentHooks"]


class PaymentHooks(Plugin[CheckoutSettings]):
    """The part of `CheckoutPlugin` that takes money."""

    @property
    def test_provider(self) -> TestProvider:
        """The provider of the method ``test``."""
        return TestProvider(self.app.settings.server.base_url, self.settings.payment_timeout_seconds * 2)

    async def collect_payment_methods(self, payload: CartView) -> Sequence[PaymentMethod]:
        """The test card, where it is enabled, and the manual methods."""
        test = (method(payload.locale),) if self.settings.test_provider else ()
        return (*test, *offered(self.settings, payload))

    async def resolve_payment(self, payload: PaymentRequest) -> PaymentOutcome | None:
        """Charges a test card, or notes that money is awaited."""
        if payload.method == METHOD and self.settings.test_provider:
            return await self.test_provider.authorize(payload)
        manual = manual_method(self.settings, payload.method)
        return None if manual is None else begun(manual, clock.utc_now())

    async def resolve_payment_status(self, payload: PaymentQuery) -> PaymentOutcome | None:
        """Looks a test payment up, also after the provider was turned off."""
        if payload.method == METHOD:
            return await self.test_provider.status(payload.payment_id)
        manual = manual_method(self.settings, payload.method)
        return None if manual is None else begun(manual, clock.utc_now())

    async def resolve_payment_void(self, payload: PaymentQuery) -> PaymentOutcome | None:
        """Gives a test payment back, also after the provider was turned off; of a manual one nothing was taken."""
        if payload.method == METHOD:
            return await self.test_provider.void(payload.payment_id)
        manual = manual_method(self.settings, payload.method)
        return None if manual is None else PaymentOutcome(state=PaymentState.VOIDED)

    async def resolve_payment_capture(self, payload: PaymentOperation) -> PaymentOperationOutcome | None:
        """Takes money of a test payment."""
        return await self.test_provider.operate(payload) if payload.method == METHOD else None

    async def resolve_payment_refund(self, payload: PaymentOperation) -> PaymentOperationOutcome | None:
        """Gives money of a test payment back."""
        return await self.test_provider.operate(payload) if payload.method == METHOD else None

    async def resolve_payment_operation(self, payload: PaymentOperation) -> PaymentOperationOutcome | None:
        """Looks a capture or refund of a test payment up."""
        return await self.test_provider.operation(payload) if payload.method == METHOD else None

    async def resolve_payment_notice(self, payload: PaymentNotice) -> PaymentNews | None:
        """Checks and reads a message of the test provider, where it is enabled."""
        enabled = payload.provider == METHOD and self.settings.test_provider
        return test_news(payload, self.settings.test_webhook_secret) if enabled else None
