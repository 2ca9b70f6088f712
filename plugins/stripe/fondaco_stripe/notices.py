"""Messages of Stripe: who sent them, and which payment they are about. What they say is not believed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
import stripe
from fondaco.commerce import PaymentNews, PaymentNotice
from fondaco.errors import InvalidInputError
from fondaco.payments import ProviderMemory

from fondaco_stripe.provider import PAYMENT_KEY
from fondaco_stripe.settings import StripeSettings

__all__ = ["read_notice"]

SIGNATURE_HEADER = "stripe-signature"
TOLERANCE_SECONDS = 300
_UNINTERESTING = frozenset({"payment_intent.created"})
"""Sent while we are being told of the same thing by the answer."""


class _Event(msgspec.Struct):
    id: str
    type: str
    data: dict[str, Any]


async def read_notice(notice: PaymentNotice, settings: StripeSettings, memory: ProviderMemory) -> PaymentNews:
    """Checks the signature and age of a message by the secret of any account, and finds the payment it is about.

    Raises:
        InvalidInputError: ``WEBHOOK_SIGNATURE_INVALID``, also for one that is older than five minutes.
    """
    header = notice.headers.get(SIGNATURE_HEADER, "")
    secrets = {account.webhook_secret for _, account in settings.accounts() if account.webhook_secret}
    if not any(_genuine(notice.body, header, secret) for secret in sorted(secrets)):
        raise _invalid()
    try:
        event = msgspec.json.decode(notice.body, type=_Event)
    except msgspec.MsgspecError as error:
        raise _invalid() from error
    found = None if event.type in _UNINTERESTING else await _payment_of(event.data.get("object"), memory)
    return PaymentNews(event_id=event.id, payment_id=found)


def _genuine(body: bytes, header: str, secret: str) -> bool:
    try:
        text = body.decode("utf-8")
        return bool(stripe.WebhookSignature.verify_header(text, header, secret, TOLERANCE_SECONDS))
    except (stripe.SignatureVerificationError, UnicodeDecodeError):
        return False


async def _payment_of(found: object, memory: ProviderMemory) -> UUID | None:
    """Returns which of our payments an object of Stripe belongs to; payments that other systems made are not ours."""
    if not isinstance(found, dict):
        return None
    metadata = found.get("metadata")
    ours = metadata.get(PAYMENT_KEY) if isinstance(metadata, dict) else None
    if isinstance(ours, str):
        try:
            note = await memory.find(UUID(ours))
        except ValueError:
            return None
        return None if note is None else note.payment_id
    intent = found.get("id") if found.get("object") == "payment_intent" else found.get("payment_intent")
    if not isinstance(intent, str):
        return None
    note = await memory.find_by_reference(intent)
    return None if note is None else note.payment_id


def _invalid() -> InvalidInputError:
    return InvalidInputError("The signature of this message is wrong.", code="WEBHOOK_SIGNATURE_INVALID")
