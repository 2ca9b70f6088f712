"""Messages of WeChat Pay: who sent them, to whom, and about which payment. What they say is not believed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
import structlog
from fondaco.commerce import PaymentNews, PaymentNotice
from fondaco.errors import InvalidInputError
from fondaco.payments import DirectPayments, GatewayUncertainError, Note, ProviderMemory

from fondaco_wechatpay.client import Sealed, Signature, WechatPayClient
from fondaco_wechatpay.gateway import fen
from fondaco_wechatpay.settings import WechatPayAccount, WechatPaySettings

__all__ = ["read_notice"]

ANSWER = '{"code":"SUCCESS"}'

log = structlog.get_logger("fondaco.wechatpay")


class _Message(msgspec.Struct, frozen=True):
    id: str
    event_type: str
    resource: Sealed


async def read_notice(
    notice: PaymentNotice,
    settings: WechatPaySettings,
    client: WechatPayClient,
    memory: ProviderMemory,
    payments: DirectPayments,
) -> PaymentNews:
    """Checks a message, decrypts it, and finds the payment it is about.

    Raises:
        InvalidInputError: ``WEBHOOK_SIGNATURE_INVALID``, also for one that is older than five minutes;
            ``WEBHOOK_ACCOUNT_WRONG`` for another merchant, application or channel; ``WEBHOOK_AMOUNT_WRONG``.
    """
    account = await _account(notice, settings, client)
    try:
        message = msgspec.json.decode(notice.body, type=_Message)
        content = msgspec.json.decode(message.resource.opened(account), type=dict[str, Any])
    except (msgspec.MsgspecError, ValueError):
        raise _unsigned() from None
    if content.get("mchid") != account.mchid or content.get("appid", account.appid) != account.appid:
        raise _refused("WEBHOOK_ACCOUNT_WRONG", "This message is for another merchant.")
    note = await _note_of(str(content.get("out_trade_no", "")), memory)
    if note is None:  # of another system of the same merchant
        return PaymentNews(event_id=message.id, answer=ANSWER, content_type="application/json")
    if settings.account_of(note.channel).mchid != account.mchid:
        raise _refused("WEBHOOK_ACCOUNT_WRONG", "This message is about a payment of another account.", note)
    _require_amount(content, note)
    await payments.hear(note, str(content.get("out_refund_no", "")))
    return PaymentNews(event_id=message.id, payment_id=note.payment_id, answer=ANSWER, content_type="application/json")


async def _account(notice: PaymentNotice, settings: WechatPaySettings, client: WechatPayClient) -> WechatPayAccount:
    """Returns the merchant for whom the message was signed and encrypted."""
    signature = Signature.of(notice.headers)
    for _, account in settings.accounts():
        if not account.complete:
            continue
        try:
            if await client.genuine(account, signature, notice.body) and _opens(account, notice.body):
                return account
        except GatewayUncertainError as error:
            raise TimeoutError from error  # no certificate: it is to be sent again
    raise _unsigned()


def _opens(account: WechatPayAccount, body: bytes) -> bool:
    try:
        msgspec.json.decode(body, type=_Message).resource.opened(account)
    except (msgspec.MsgspecError, ValueError):
        return False
    return True


def _require_amount(content: dict[str, Any], note: Note) -> None:
    try:
        right = fen(content.get("amount"), "total") == note.money
    except GatewayUncertainError:
        right = False
    if not right:
        raise _refused("WEBHOOK_AMOUNT_WRONG", "This message is about another amount than the payment.", note)


async def _note_of(order: str, memory: ProviderMemory) -> Note | None:
    try:
        note = await memory.find(UUID(hex=order))
    except ValueError:
        return None
    return note if note is not None and note.id == note.payment_id else None


def _refused(code: str, message: str, note: Note | None = None) -> InvalidInputError:
    log.error("wechatpay_message_refused", code=code, payment_id=None if note is None else str(note.id))
    return InvalidInputError(message, code=code)


def _unsigned() -> InvalidInputError:
    return InvalidInputError("The signature of this message is wrong.", code="WEBHOOK_SIGNATURE_INVALID")
