"""What checkout contributes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from fondaco import clock
from fondaco.cache.kept import Kept
from fondaco.commerce import (
    CartTaxes,
    CartTaxesQuery,
    CartView,
    DeliveryOption,
    PaymentMethod,
    PaymentOutcome,
    PaymentRequest,
    TaxDecision,
    TaxQuery,
)
from fondaco.commerce.payment import PaymentQuery
from fondaco.diagnosis import Diagnosis
from fondaco.graphql import GraphQL
from fondaco.hookspecs import fallback
from fondaco.jobs import Job
from fondaco.plugins import Plugin

from fondaco_checkout import jobs
from fondaco_checkout.graphql.admin import admin
from fondaco_checkout.graphql.deliveries import deliveries as delivery_admin
from fondaco_checkout.graphql.extensions import extensions
from fondaco_checkout.graphql.shop import shop
from fondaco_checkout.graphql.taxes import taxes as tax_admin
from fondaco_checkout.model import flat_rates
from fondaco_checkout.model.buyer import require_served
from fondaco_checkout.model.deliveries import DeliveryTable
from fondaco_checkout.model.taxes import TaxTable
from fondaco_checkout.permissions import PERMISSIONS
from fondaco_checkout.repository import deliveries, taxes
from fondaco_checkout.service import delivery_methods, tax_zones
from fondaco_checkout.service.tax_decision import decide
from fondaco_checkout.service.tax_service import ask_service
from fondaco_checkout.settings import CheckoutSettings
from fondaco_checkout.tables import tables
from fondaco_checkout.test_provider.provider import METHOD, TestProvider, method
from fondaco_checkout.test_provider.routes import routes

if TYPE_CHECKING:
    from litestar.types import ControllerRouterHandler

__all__ = ["CheckoutPlugin"]


class CheckoutPlugin(Plugin[CheckoutSettings]):
    """Carts, flat-rate delivery, one tax rate per country, a test payment provider, orders."""

    name = "checkout"
    settings_type = CheckoutSettings
    tables = tables()
    graphql = GraphQL(shop=(shop, extensions), admin=(admin, tax_admin, delivery_admin, extensions))
    permissions = PERMISSIONS

    @property
    def test_provider(self) -> TestProvider:
        """The provider of the method ``test``."""
        return TestProvider(self.app.settings.server.base_url, self.settings.payment_timeout_seconds * 2)

    def register_jobs(self) -> Sequence[Job]:
        """Recovery of completions every 30 seconds, removal of old carts every hour."""
        return jobs.jobs(self.settings)

    def register_routes(self) -> Sequence[ControllerRouterHandler]:
        """The page of the test provider."""
        return routes(self.app, self.settings, self.test_provider) if self.settings.test_provider else ()

    def register_diagnoses(self) -> Sequence[Diagnosis]:
        """Whether buyers can order without paying."""
        if not self.settings.test_provider:
            return ()
        return (
            Diagnosis(
                "payment",
                "warning",
                "the test provider is on, so everybody can order without paying",
                "Before you sell: set test_provider = false in [plugins.checkout].",
            ),
        )

    async def collect_delivery_options(self, payload: CartView) -> Sequence[DeliveryOption]:
        """The methods of staff; where a channel has none, the flat rates of the settings."""
        table = await self.deliveries.get()
        if table.serves(payload.channel.slug):
            return table.options(payload, clock.utc_now())
        return flat_rates.delivery_options(self.settings, payload)

    @cached_property
    def deliveries(self) -> Kept[DeliveryTable]:
        """What staff have defined of delivery, in memory."""
        return Kept(self.app.tags, self.app.database, frozenset({delivery_methods.TAG}), deliveries.load_table)

    @cached_property
    def taxes(self) -> Kept[TaxTable]:
        """What staff have defined of taxes, in memory."""
        return Kept(self.app.tags, self.app.database, frozenset({tax_zones.TAG}), taxes.load_table)

    @fallback
    async def resolve_tax_rates(self, payload: TaxQuery) -> TaxDecision | None:
        """The zones of staff, else the rates of the settings and of the country's law; others are asked before."""
        return decide(self.settings, await self.taxes.get(), payload)

    async def resolve_cart_taxes(self, payload: CartTaxesQuery) -> CartTaxes | None:
        """The tax service of the settings, if there is one."""
        return await ask_service(self.settings, payload)

    async def validate_cart_completion(self, payload: CartView) -> None:
        """The channel has to deliver to the destination."""
        if payload.requires_shipping:
            require_served(payload.channel, payload.shipping_address, field=("cartId",))

    async def collect_payment_methods(self, payload: CartView) -> Sequence[PaymentMethod]:
        """The test card, where it is enabled."""
        return (method(payload.locale),) if self.settings.test_provider else ()

    async def resolve_payment(self, payload: PaymentRequest) -> PaymentOutcome | None:
        """Charges a test card."""
        offered = payload.method == METHOD and self.settings.test_provider
        return await self.test_provider.authorize(payload) if offered else None

    async def resolve_payment_status(self, payload: PaymentQuery) -> PaymentOutcome | None:
        """Looks a test payment up, also after the provider was turned off."""
        return await self.test_provider.status(payload.payment_id) if payload.method == METHOD else None

    async def resolve_payment_void(self, payload: PaymentQuery) -> PaymentOutcome | None:
        """Gives a test payment back, also after the provider was turned off."""
        return await self.test_provider.void(payload.payment_id) if payload.method == METHOD else None
