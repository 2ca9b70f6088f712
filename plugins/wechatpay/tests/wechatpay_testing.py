"""What the tests of WeChat Pay share: a shop that sells in yuan and is paid by the fake, and its harness."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from checkout_testing import configured
from fake_wechatpay import (
    API_KEY,
    APPID,
    KEY_ID,
    MCHID,
    MERCHANT_SERIAL,
    OTHER_KEY,
    OTHER_MCHID,
    FakeWechatPay,
)
from fondaco.app import App
from fondaco.commerce import PaymentNotice
from fondaco.settings import ChannelSettings
from fondaco.testing.payment_contract import Loss, ProviderHarness
from fondaco_wechatpay.plugin import WechatPayPlugin
from payment_testing import PATIENT

__all__ = ["WechatPayHarness", "account_of", "notice_of", "plugin_of", "with_wechatpay"]


def account_of(fake: FakeWechatPay, **changes: Any) -> dict[str, Any]:
    """The keys of a merchant."""
    return {
        "mchid": MCHID,
        "appid": APPID,
        "serial_no": MERCHANT_SERIAL,
        "private_key": fake.private_pem,
        "api_v3_key": API_KEY,
        "wechatpay_public_key": fake.public_pem,
        "wechatpay_public_key_id": KEY_ID,
        **changes,
    }


def with_wechatpay(settings: Any, fake: FakeWechatPay, **wechatpay: Any) -> Any:
    """Settings of a shop in China that is paid by WeChat Pay."""
    found = configured(settings, **PATIENT)
    flat = {"code": "standard", "name": "Standard", "price": {"CNY": "4.90", "EUR": "4.90"}}
    checkout = found.plugins["checkout"] | {"flat_rates": [flat], "tax_rates": {"CN": {"standard": "0.13"}}}
    given: dict[str, Any] = {
        "api_url": fake.url,
        "account": account_of(fake),
        "channels": {"cn2": account_of(fake, mchid=OTHER_MCHID, api_v3_key=OTHER_KEY)},
        "ways": ["native", "h5", "jsapi"],
        "timeout_seconds": 5.0,
    }
    return msgspec.structs.replace(
        found,
        channels={
            "default": ChannelSettings(name="China", currency="CNY", countries=("CN",)),
            "cn2": ChannelSettings(name="Outlet", currency="CNY", countries=("CN",)),
            "eu": ChannelSettings(name="Europe", currency="EUR"),
        },
        plugins={"checkout": checkout, "wechatpay": {**given, **wechatpay}},
    )


def plugin_of(app: App) -> WechatPayPlugin:
    """The plugin of an application."""
    return next(plugin for plugin in app.host.plugins if isinstance(plugin, WechatPayPlugin))


def notice_of(message: tuple[dict[str, str], bytes]) -> PaymentNotice:
    """A message."""
    headers, body = message
    return PaymentNotice(provider="wechatpay", headers=headers, body=body)


class WechatPayHarness(ProviderHarness):
    """The plugin and the fake; the buyer scans the code and pays."""

    method = "wechatpay"
    currency = "CNY"
    needs_buyer = True

    def __init__(self, app: App, fake: FakeWechatPay) -> None:
        self.plugin = plugin_of(app)
        self.hooks = self.plugin
        self.fake = fake

    async def buyer_pays(self, payment_id: UUID) -> None:
        self.fake.pay(payment_id.hex)

    async def held(self, payment_id: UUID) -> int:
        return self.fake.held(payment_id.hex)

    async def lose(self, loss: Loss | None) -> None:
        self.fake.mood = {Loss.REQUESTS: "deaf", Loss.ANSWERS: "mute", None: "ok"}[loss]

    async def notice(self, payment_id: UUID) -> PaymentNotice:
        return notice_of(self.fake.message(payment_id.hex))
