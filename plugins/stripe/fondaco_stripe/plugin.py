"""What the plugin contributes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fondaco.commerce import CartView, PaymentMethod
from fondaco.diagnosis import Diagnosis

from fondaco_stripe.diagnoses import diagnoses
from fondaco_stripe.hooks import PaymentHooks
from fondaco_stripe.methods import offered
from fondaco_stripe.routes import routes
from fondaco_stripe.settings import StripeSettings

if TYPE_CHECKING:
    from litestar.types import ControllerRouterHandler

__all__ = ["StripePlugin"]


class StripePlugin(PaymentHooks):
    """Payments by card, wallets and whatever else a Stripe account offers."""

    name = "stripe"
    settings_type = StripeSettings

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
