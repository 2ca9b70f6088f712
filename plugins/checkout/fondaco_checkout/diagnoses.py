"""What ``fondaco doctor`` says of checkout."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco.diagnosis import Diagnosis

from fondaco_checkout.settings import CheckoutSettings

__all__ = ["diagnoses"]


def diagnoses(settings: CheckoutSettings) -> Sequence[Diagnosis]:
    """Says whether buyers can order without paying, and whether invoices can be issued."""
    found = []
    if settings.test_provider:
        found.append(
            Diagnosis(
                "payment",
                "warning",
                "the test provider is on, so everybody can order without paying",
                "Before you sell: set test_provider = false in [plugins.checkout].",
            )
        )
    if not settings.documents.seller.company and not settings.documents.sellers:
        found.append(
            Diagnosis(
                "invoices",
                "warning",
                "nobody knows who sells, so no invoice is issued",
                "Set company, address, country and vat_id in [plugins.checkout.documents.seller].",
            )
        )
    return found
