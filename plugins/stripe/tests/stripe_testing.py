"""What the tests of Stripe share: settings of a shop that is paid by the fake."""

from __future__ import annotations

from typing import Any

import msgspec
from checkout_testing import configured
from fake_stripe import FakeStripe
from fondaco.app import App
from fondaco_stripe.plugin import StripePlugin
from payment_testing import PATIENT

__all__ = ["plugin_of", "with_stripe"]

STRIPE: dict[str, Any] = {
    "secret_key": "sk_test_main",
    "publishable_key": "pk_test_main",
    "webhook_secret": "whsec_main",
    "multicapture": True,
    "retries": 0,
    "timeout_seconds": 5.0,
    "channels": {
        "us": {"secret_key": "sk_test_us", "publishable_key": "pk_test_us", "webhook_secret": "whsec_us"},
        "kw": {},
    },
}


def with_stripe(settings: Any, fake: FakeStripe, checkout: dict[str, Any] | None = None, **stripe: Any) -> Any:
    """Settings of a shop that is paid by Stripe."""
    found = configured(settings, **PATIENT, **(checkout or {}))
    plugins = {**found.plugins, "stripe": {**STRIPE, "api_url": fake.url, **stripe}}
    return msgspec.structs.replace(found, plugins=plugins)


def plugin_of(app: App) -> StripePlugin:
    """The plugin of an application."""
    return next(plugin for plugin in app.host.plugins if isinstance(plugin, StripePlugin))
