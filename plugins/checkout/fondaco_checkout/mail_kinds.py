"""The kinds of mails that checkout sends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fondaco.commerce import Money
from fondaco.mails import MailKind

from fondaco_checkout.service.order_mails import sample

__all__ = ["mail_kinds"]

_KINDS: Sequence[tuple[str, str, Callable[[str], Mapping[str, Any]]]] = (
    ("order_placed", "Confirms an order.", sample()),
    (
        "payment_reminder",
        "Reminds of money that has not come.",
        sample(outstanding=Money(11890, "EUR"), due_on="2026-12-12"),
    ),
    (
        "payment_received",
        "Says that money came without a provider, such as by bank transfer.",
        sample(received=Money(10000, "EUR"), outstanding=Money(1890, "EUR")),
    ),
    (
        "order_shipped",
        "Says that a parcel left, and where it can be followed.",
        sample(trackings=[{"carrier": "DHL", "number": "00340434161094000000", "url": "https://carrier.example/1"}]),
    ),
    ("order_cancelled", "Says that an order was cancelled.", sample(paid=True)),
    (
        "order_refunded",
        "Says that money went back.",
        sample(amount=Money(2500, "EUR"), returned=1),
    ),
    (
        "document_issued",
        "Brings an invoice or a credit note.",
        sample(kind="invoice", document="INV-2026-00042", amount=Money(11890, "EUR")),
    ),
)


def mail_kinds() -> Sequence[MailKind]:
    """Returns the kinds."""
    return tuple(
        MailKind(name=name, package="fondaco_checkout", description=description, sample=made)
        for name, description, made in _KINDS
    )
