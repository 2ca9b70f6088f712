"""The test provider and the manual methods keep the contract of payment providers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
import pytest
import pytest_asyncio
from checkout_testing import TestThings, configured
from fondaco import clock
from fondaco.app import App
from fondaco.commerce import PaymentNotice
from fondaco.db.engine import fetch_value
from fondaco.hookspecs import HookSpecs
from fondaco.testing.payment_contract import Loss, PartialCaptureContract, PaymentContract, ProviderHarness
from fondaco_checkout.manual_methods import ManualMethod
from fondaco_checkout.payment_hooks import PaymentHooks
from fondaco_checkout.test_provider.notices import SIGNATURE_HEADER, sign

SECRET = "whsec"


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Any) -> App:
    methods = (ManualMethod(code="bank_transfer", name="Bank transfer"),)
    made: App = await make_app(
        enabled=["checkout"],
        plugins=[TestThings],
        settings=lambda found: configured(
            found, test_webhook_secret=SECRET, manual_methods=[msgspec.to_builtins(one) for one in methods]
        ),
    )
    return made


class LossyHooks:
    """The hooks of a plugin that is asked in this process, where nothing can get lost by itself."""

    def __init__(self, hooks: HookSpecs) -> None:
        self.hooks = hooks
        self.loss: Loss | None = None

    def __getattr__(self, name: str) -> Any:
        async def call(payload: Any) -> Any:
            if self.loss is Loss.REQUESTS:
                raise ConnectionError
            answer = await getattr(self.hooks, name)(payload)
            if self.loss is Loss.ANSWERS:
                raise ConnectionError
            return answer

        return call


class InProcess(ProviderHarness):
    """The test provider, or a manual method."""

    def __init__(self, app: App, method: str) -> None:
        found = next(plugin for plugin in app.host.plugins if isinstance(plugin, PaymentHooks))
        self.lossy = LossyHooks(found)
        self.hooks = self.lossy  # type: ignore[assignment]
        self.method = method
        self.token, self.declined_token = "4242424242424242", "4000000000000002"

    async def held(self, payment_id: UUID) -> int:
        found = await fetch_value(
            "SELECT CASE state WHEN 'authorized' THEN amount WHEN 'declined' THEN 0 ELSE captured END - refunded "
            "FROM checkout.test_payment WHERE payment_id = $1",
            payment_id,
        )
        return int(found or 0)

    async def lose(self, loss: Loss | None) -> None:
        self.lossy.loss = loss

    async def notice(self, payment_id: UUID) -> PaymentNotice:
        body = msgspec.json.encode({"id": f"evt_{payment_id.hex}", "payment_id": payment_id})
        header = sign(body, SECRET, int(clock.utc_now().timestamp()))
        return PaymentNotice(provider="test", headers={SIGNATURE_HEADER: header}, body=body)


class TestTestProvider(PartialCaptureContract):
    @pytest.fixture
    def provider(self, app: App) -> ProviderHarness:
        return InProcess(app, "test")


class TestManualMethods(PaymentContract):
    @pytest.fixture
    def provider(self, app: App) -> ProviderHarness:
        return InProcess(app, "bank_transfer")
