"""Stripe keeps the contract of payment providers, over HTTP and through its own SDK."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from fake_stripe import FakeStripe, signed
from fondaco.app import App
from fondaco.commerce import PaymentNotice
from fondaco.testing.payment_contract import Loss, PartialCaptureContract, ProviderContract, ProviderHarness
from fondaco_stripe.plugin import StripePlugin


class StripeHarness(ProviderHarness):
    """The plugin and the fake. Without a token the buyer pays in the browser."""

    method = "stripe"

    def __init__(self, app: App, fake: FakeStripe, *, in_browser: bool) -> None:
        self.hooks = next(plugin for plugin in app.host.plugins if isinstance(plugin, StripePlugin))
        self.fake = fake
        self.needs_buyer = in_browser
        self.token = "" if in_browser else "pm_card"
        self.declined_token = None if in_browser else "pm_poor"

    async def buyer_pays(self, payment_id: UUID) -> None:
        self.fake.confirm_in_browser(self.fake.of(payment_id)["id"])

    async def held(self, payment_id: UUID) -> int:
        found = [one for one in self.fake.intents.values() if one["metadata"]["fondaco_payment"] == str(payment_id)]
        assert len(found) <= 1
        assert all(self.fake.charges.get(one["id"], 0) <= 1 for one in found)
        return sum(
            one["amount_capturable"] + one["amount_received"] - (one["latest_charge"] or {}).get("amount_refunded", 0)
            for one in found
        )

    async def lose(self, loss: Loss | None) -> None:
        self.fake.mood = {Loss.REQUESTS: "deaf", Loss.ANSWERS: "mute", None: "ok"}[loss]

    async def notice(self, payment_id: UUID) -> PaymentNotice:
        intent = self.fake.of(payment_id)
        event = {"id": f"evt_{intent['id']}", "object": "event", "type": "payment_intent.succeeded"}
        body = json.dumps({**event, "data": {"object": self.fake._shown(intent, {})}}).encode()
        return PaymentNotice(provider="stripe", headers={"stripe-signature": signed(body, "whsec_main")}, body=body)


class TestStripeWithTokens(PartialCaptureContract):
    @pytest.fixture
    def provider(self, app: App, fake: FakeStripe) -> ProviderHarness:
        return StripeHarness(app, fake, in_browser=False)


class TestStripeInTheBrowser(ProviderContract):
    @pytest.fixture
    def provider(self, app: App, fake: FakeStripe) -> ProviderHarness:
        return StripeHarness(app, fake, in_browser=True)
