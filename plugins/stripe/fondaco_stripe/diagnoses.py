"""What ``fondaco doctor`` says of the keys; never a key itself."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco.diagnosis import Diagnosis

from fondaco_stripe.settings import StripeSettings

__all__ = ["diagnoses"]


def diagnoses(settings: StripeSettings) -> Sequence[Diagnosis]:
    """Returns what there is to say of each account; nothing where there is none."""
    found = []
    for slug, account in settings.accounts():
        where = f"channel {slug}" if slug else "all channels"
        variable = "FONDACO_PLUGINS__STRIPE__" + (f"CHANNELS__{slug.upper()}__" if slug else "")
        if account.test:
            found.append(
                Diagnosis(
                    "stripe",
                    "warning",
                    f"the keys for {where} are of test mode, so no money moves",
                    f"Before you sell: set {variable}SECRET_KEY and PUBLISHABLE_KEY to those of live mode.",
                )
            )
        if not account.publishable_key:
            found.append(
                Diagnosis(
                    "stripe",
                    "problem",
                    f"{where}: there is no publishable key, so Stripe is not offered",
                    f"Set {variable}PUBLISHABLE_KEY.",
                )
            )
        if not account.webhook_secret:
            found.append(
                Diagnosis(
                    "stripe",
                    "warning",
                    f"{where}: there is no webhook secret, so what happens at Stripe alone is not heard of",
                    f"Add the endpoint /webhooks/payments/stripe at Stripe, and set {variable}WEBHOOK_SECRET.",
                )
            )
    return found
