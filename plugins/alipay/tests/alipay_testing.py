"""What the tests of Alipay share: a shop that sells in yuan and is paid by the fake, and its harness."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from checkout_testing import configured
from fake_alipay import APP, OTHER_APP, SELLER, FakeAlipay, private_text, public_text
from fondaco.app import App
from fondaco.commerce import PaymentNotice
from fondaco.settings import ChannelSettings
from fondaco.testing.payment_contract import Loss, ProviderHarness
from fondaco_alipay.plugin import AlipayPlugin
from payment_testing import PATIENT

__all__ = ["AlipayHarness", "notice_of", "plugin_of", "with_alipay"]


def with_alipay(settings: Any, fake: FakeAlipay, **alipay: Any) -> Any:
    """Settings of a shop in China that is paid by Alipay."""
    found = configured(settings, **PATIENT)
    flat = {"code": "standard", "name": "Standard", "price": {"CNY": "4.90", "EUR": "4.90"}}
    checkout = found.plugins["checkout"] | {"flat_rates": [flat], "tax_rates": {"CN": {"standard": "0.13"}}}
    account = {"private_key": private_text(fake.app_key), "alipay_public_key": public_text(fake.own_key)}
    keys = {"app_id": APP, "seller_id": SELLER, **account, "channels": {"cn2": {"app_id": OTHER_APP, **account}}}
    return msgspec.structs.replace(
        found,
        channels={
            "default": ChannelSettings(name="China", currency="CNY", countries=("CN",)),
            "cn2": ChannelSettings(name="Outlet", currency="CNY", countries=("CN",)),
            "eu": ChannelSettings(name="Europe", currency="EUR"),
        },
        plugins={"checkout": checkout, "alipay": {"gateway": f"{fake.url}/gateway.do", **keys, **alipay}},
    )


def plugin_of(app: App) -> AlipayPlugin:
    """The plugin of an application."""
    return next(plugin for plugin in app.host.plugins if isinstance(plugin, AlipayPlugin))


def notice_of(body: bytes) -> PaymentNotice:
    """A message with this body."""
    headers = {"content-type": "application/x-www-form-urlencoded; charset=utf-8"}
    return PaymentNotice(provider="alipay", headers=headers, body=body)


class AlipayHarness(ProviderHarness):
    """The plugin and the fake; the buyer follows the address and pays there."""

    method = "alipay"
    currency = "CNY"
    needs_buyer = True

    def __init__(self, app: App, fake: FakeAlipay) -> None:
        self.plugin = plugin_of(app)
        self.hooks = self.plugin
        self.fake = fake

    async def buyer_opens(self, payment_id: UUID, *, mobile: bool = False) -> dict[str, Any]:
        """The buyer is forwarded to Alipay, and pays nothing yet."""
        note = await self.plugin.memory.find(payment_id)
        assert note is not None
        return self.fake.open(self.plugin.gateway.forward(note, self.plugin.payments.expires_at(note), mobile=mobile))

    async def buyer_pays(self, payment_id: UUID) -> None:
        await self.buyer_opens(payment_id)
        self.fake.pay(payment_id.hex)

    async def held(self, payment_id: UUID) -> int:
        return self.fake.held(payment_id.hex)

    async def lose(self, loss: Loss | None) -> None:
        self.fake.mood = {Loss.REQUESTS: "deaf", Loss.ANSWERS: "mute", None: "ok"}[loss]

    async def notice(self, payment_id: UUID) -> PaymentNotice:
        return notice_of(self.fake.message(payment_id.hex))
