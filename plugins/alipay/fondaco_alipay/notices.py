"""Messages of Alipay: who sent them, to whom, and about which payment. What they say is not believed."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import parse_qsl
from uuid import UUID

import structlog
from fondaco import clock
from fondaco.commerce import PaymentNews, PaymentNotice
from fondaco.errors import InvalidInputError
from fondaco.payments import DirectPayments, GatewayUncertainError, Note, ProviderMemory

from fondaco_alipay.client import BEIJING
from fondaco_alipay.gateway import yuan
from fondaco_alipay.settings import AlipayAccount, AlipaySettings
from fondaco_alipay.signing import content_to_check, public_key, verify

__all__ = ["read_notice"]

OLDEST = timedelta(hours=26)
"""Alipay repeats a message that was not answered for 25 hours."""
EARLIEST = timedelta(minutes=5)
MOST_FIELDS = 200

log = structlog.get_logger("fondaco.alipay")


async def read_notice(
    notice: PaymentNotice, settings: AlipaySettings, memory: ProviderMemory, payments: DirectPayments
) -> PaymentNews:
    """Checks a message, and finds the payment it is about.

    Raises:
        InvalidInputError: ``WEBHOOK_SIGNATURE_INVALID``; ``WEBHOOK_STALE``; ``WEBHOOK_ACCOUNT_WRONG`` for another
            application, merchant or channel; ``WEBHOOK_AMOUNT_WRONG``.
    """
    given = _fields(notice.body)
    account = _account(given, settings)
    _require_young(given.get("notify_time", ""))
    note = await _note_of(given.get("out_trade_no", ""), memory)
    news = PaymentNews(event_id=given.get("notify_id", ""), answer="success")
    if note is None:  # of another system that uses the same application
        return news
    if settings.account(note.channel).app_id != account.app_id:
        raise _refused("WEBHOOK_ACCOUNT_WRONG", "This message is about a payment of another account.", note)
    _require_amount(given, note)
    refund_id = given.get("out_biz_no", "") if given.get("gmt_refund") else ""
    await payments.hear(note, refund_id)
    return PaymentNews(event_id=news.event_id, payment_id=note.payment_id, answer="success")


def _fields(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise _unsigned() from None
    given = dict(pairs)
    if len(given) != len(pairs):  # which of two would be signed?
        raise _unsigned()
    return given


def _account(given: dict[str, str], settings: AlipaySettings) -> AlipayAccount:
    named = [one for _, one in settings.accounts() if one.app_id == given.get("app_id") and one.complete]
    if given.get("sign_type") != "RSA2" or not named:
        raise _unsigned()
    account = named[0]
    if not verify(content_to_check(given), given.get("sign", ""), public_key(account.alipay_public_key)):
        raise _unsigned()
    if account.seller_id and given.get("seller_id") != account.seller_id:
        raise _refused("WEBHOOK_ACCOUNT_WRONG", "This message is for another merchant.")
    return account


def _require_young(notify_time: str) -> None:
    try:
        moment = datetime.strptime(notify_time, "%Y-%m-%d %H:%M:%S").replace(tzinfo=BEIJING)
    except ValueError:
        raise _unsigned() from None
    age = clock.utc_now() - moment
    if not -EARLIEST <= age <= OLDEST:
        raise _refused("WEBHOOK_STALE", "This message is too old, or from the future.")


def _require_amount(given: dict[str, str], note: Note) -> None:
    try:
        right = yuan(given.get("total_amount")) == note.money
    except GatewayUncertainError:
        right = False
    if not right:
        raise _refused("WEBHOOK_AMOUNT_WRONG", "This message is about another amount than the payment.", note)


async def _note_of(trade: str, memory: ProviderMemory) -> Note | None:
    try:
        note = await memory.find(UUID(hex=trade))
    except ValueError:
        return None
    return note if note is not None and note.id == note.payment_id else None


def _refused(code: str, message: str, note: Note | None = None) -> InvalidInputError:
    log.error("alipay_message_refused", code=code, payment_id=None if note is None else str(note.id))
    return InvalidInputError(message, code=code)


def _unsigned() -> InvalidInputError:
    return InvalidInputError("The signature of this message is wrong.", code="WEBHOOK_SIGNATURE_INVALID")
