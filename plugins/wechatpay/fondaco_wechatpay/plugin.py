"""What the plugin contributes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from fondaco.commerce import CartView, PaymentAction, PaymentMethod, PaymentNews, PaymentNotice, PaymentQuery
from fondaco.diagnosis import Diagnosis
from fondaco.payments import DirectPayments, DirectPaymentsPlugin

from fondaco_wechatpay.client import WechatPayClient
from fondaco_wechatpay.diagnoses import diagnoses
from fondaco_wechatpay.gateway import METHODS, WechatPayGateway
from fondaco_wechatpay.methods import action_of, offered
from fondaco_wechatpay.notices import read_notice
from fondaco_wechatpay.routes import routes
from fondaco_wechatpay.settings import WechatPaySettings

if TYPE_CHECKING:
    from litestar.types import ControllerRouterHandler

__all__ = ["WechatPayPlugin"]


class WechatPayPlugin(DirectPaymentsPlugin[WechatPaySettings]):
    """Payments by WeChat Pay, in yuan."""

    name = "wechatpay"
    settings_type = WechatPaySettings
    methods = tuple(METHODS)

    @cached_property
    def client(self) -> WechatPayClient:
        """Its connection to WeChat Pay."""
        return WechatPayClient(self.settings)

    @cached_property
    def gateway(self) -> WechatPayGateway:
        """WeChat Pay's API."""
        return WechatPayGateway(self.settings, self.client, self.app.settings.server.base_url)

    @cached_property
    def payments(self) -> DirectPayments:
        """What it does with payments and refunds."""
        return DirectPayments(self.gateway, self.memory, timedelta(minutes=self.settings.minutes))

    @property
    def configured(self) -> bool:
        """Whether there is a merchant."""
        return any(True for _ in self.settings.accounts())

    def register_routes(self) -> Sequence[ControllerRouterHandler]:
        """The page with the code, where there is a merchant."""
        return routes(self.app, self.gateway, self.payments, self.memory) if self.configured else ()

    def register_diagnoses(self) -> Sequence[Diagnosis]:
        """Keys that are missing."""
        return diagnoses(self.settings)

    async def collect_payment_methods(self, payload: CartView) -> Sequence[PaymentMethod]:
        """WeChat Pay, in channels that sell in yuan and have a merchant."""
        return offered(self.settings, payload)

    async def resolve_payment_action(self, payload: PaymentQuery) -> PaymentAction | None:
        """What the code says, or what WeChat's browser is given."""
        return await action_of(self.gateway, self.memory, payload) if payload.method in self.methods else None

    async def resolve_payment_notice(self, payload: PaymentNotice) -> PaymentNews | None:
        """Checks and reads a message of WeChat Pay."""
        if payload.provider != self.name:
            return None
        return await read_notice(payload, self.settings, self.client, self.memory, self.payments)
