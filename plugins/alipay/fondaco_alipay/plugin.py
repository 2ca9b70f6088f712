"""What the plugin contributes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from fondaco.commerce import CartView, PaymentMethod, PaymentNews, PaymentNotice
from fondaco.diagnosis import Diagnosis
from fondaco.payments import DirectPayments, DirectPaymentsPlugin

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


class AlipayPlugin(DirectPaymentsPlugin[AlipaySettings]):
    """Payments by Alipay, in yuan."""

    name = "alipay"
    settings_type = AlipaySettings
    methods = (METHOD,)

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

    @property
    def configured(self) -> bool:
        """Whether there is an application."""
        return any(True for _ in self.settings.accounts())

    def register_routes(self) -> Sequence[ControllerRouterHandler]:
        """The address that forwards buyers to Alipay, where there is an application."""
        return routes(self.app, self.gateway, self.payments, self.memory) if self.configured else ()

    def register_diagnoses(self) -> Sequence[Diagnosis]:
        """The sandbox, and keys that are missing."""
        return diagnoses(self.settings)

    async def collect_payment_methods(self, payload: CartView) -> Sequence[PaymentMethod]:
        """Alipay, in channels that sell in yuan and have an application."""
        offered = self.settings.account(payload.channel.slug).complete and payload.channel.currency == CURRENCY
        return (PaymentMethod(METHOD, _NAMES.get(payload.locale, "Alipay")),) if offered else ()

    async def resolve_payment_notice(self, payload: PaymentNotice) -> PaymentNews | None:
        """Checks and reads a message of Alipay."""
        if payload.provider != self.name:
            return None
        return await read_notice(payload, self.settings, self.memory, self.payments)
