"""What checkout contributes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from fondaco.commerce import (
    CartView,
    DeliveryOption,
    HeldOrdersQuery,
    PaymentMethod,
    PaymentOutcome,
    PaymentRequest,
    TaxQuery,
    TaxRate,
)
from fondaco.commerce.payment import PaymentQuery
from fondaco.diagnosis import Diagnosis
from fondaco.graphql import GraphQL
from fondaco.hookspecs import fallback
from fondaco.jobs import Job
from fondaco.plugins import Plugin

from fondaco_checkout import jobs
from fondaco_checkout.graphql.admin import admin
from fondaco_checkout.graphql.extensions import extensions
from fondaco_checkout.graphql.shop import shop
from fondaco_checkout.model import flat_rates
from fondaco_checkout.model.buyer import require_served
from fondaco_checkout.permissions import MANAGE_ORDERS, VIEW_ORDERS
from fondaco_checkout.repository.completions import list_ended
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
    graphql = GraphQL(shop=(shop, extensions), admin=(admin, extensions))
    permissions = (VIEW_ORDERS, MANAGE_ORDERS)

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
        """The flat rates of the settings."""
        return flat_rates.delivery_options(self.settings, payload)

    @fallback
    async def resolve_tax_rates(self, payload: TaxQuery) -> Mapping[str, TaxRate] | None:
        """The rates of the settings, and those of the country's law; any tax engine is asked before."""
        return flat_rates.tax_rates(self.settings, payload)

    async def validate_cart_completion(self, payload: CartView) -> None:
        """The channel has to deliver to the destination."""
        if payload.requires_shipping:
            require_served(payload.channel, payload.shipping_address, field=("cartId",))

    async def collect_ended_orders(self, payload: HeldOrdersQuery) -> Collection[UUID]:
        """Orders of its carts that have no undecided payment and were not placed."""
        return await list_ended(payload.orders)

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
