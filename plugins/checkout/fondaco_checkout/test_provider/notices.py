"""Messages of the test provider, signed as those of real ones are."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from uuid import UUID

import msgspec
from fondaco import clock
from fondaco.commerce import PaymentNews, PaymentNotice
from fondaco.errors import InvalidInputError

__all__ = ["SIGNATURE_HEADER", "sign", "test_news"]

SIGNATURE_HEADER = "test-signature"
TOLERANCE = timedelta(minutes=5)


class _Message(msgspec.Struct):
    id: str
    payment_id: UUID | None = None


def sign(body: bytes, secret: str, moment: int) -> str:
    """Returns the header of a message: ``t=<seconds since 1970>,v1=<HMAC-SHA256>`` over time, a dot and the body."""
    digest = hmac.new(secret.encode(), str(moment).encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"


def test_news(notice: PaymentNotice, secret: str) -> PaymentNews:
    """Checks the signature and age of a message, and reads it.

    Raises:
        InvalidInputError: ``WEBHOOK_SIGNATURE_INVALID``, also for a message that is older than five minutes.
    """
    header = notice.headers.get(SIGNATURE_HEADER, "")
    moment = header.removeprefix("t=").partition(",")[0]
    young = moment.isascii() and moment.isdigit() and len(moment) < 12
    if (
        not secret
        or not young
        or not hmac.compare_digest(sign(notice.body, secret, int(moment)).encode(), header.encode())
    ):
        raise _invalid()
    if abs(clock.utc_now().timestamp() - int(moment)) > TOLERANCE.total_seconds():
        raise _invalid()
    try:
        message = msgspec.json.decode(notice.body, type=_Message)
    except msgspec.MsgspecError as error:
        raise _invalid() from error
    return PaymentNews(event_id=message.id, payment_id=message.payment_id, answer="ok")


test_news.__test__ = False  # type: ignore[attr-defined]  # a name for people, and no test case for pytest


def _invalid() -> InvalidInputError:
    return InvalidInputError("The signature of this message is wrong.", code="WEBHOOK_SIGNATURE_INVALID")
