"""WeChat Pay's API for orders: codes to scan, calls inside WeChat, query, close, refund."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from fondaco import clock
from fondaco.commerce import Money, PaymentOperationState
from fondaco.payments import GatewayRefusedError, GatewayUncertainError, Note, RefundTold, Trade, TradeState

from fondaco_wechatpay.client import WechatPayClient
from fondaco_wechatpay.settings import WechatPaySettings
from fondaco_wechatpay.signing import private_key, sign

__all__ = ["CURRENCY", "METHODS", "WechatPayGateway", "fen"]

METHODS = {"wechatpay": "native", "wechatpay_h5": "h5", "wechatpay_jsapi": "jsapi"}
"""Codes of the methods, and the way in which each is paid."""
CURRENCY = "CNY"
LARGEST = 10_000_000_000
ORDERS = "/v3/pay/transactions"
REFUNDS = "/v3/refund/domestic/refunds"
BEIJING = ZoneInfo("Asia/Shanghai")

_ABSENT = frozenset({"ORDER_NOT_EXIST", "ORDERNOTEXIST", "RESOURCE_NOT_EXISTS"})
_NOT_OPEN = _ABSENT | {"ORDERPAID", "ORDER_PAID", "ORDER_CLOSED", "ORDERCLOSED"}
_TRADE_STATES = {
    "SUCCESS": TradeState.PAID,
    "REFUND": TradeState.PAID,
    "CLOSED": TradeState.CLOSED,
    "REVOKED": TradeState.CLOSED,
    "PAYERROR": TradeState.CLOSED,
}
_REFUND_STATES = {
    "SUCCESS": PaymentOperationState.SUCCEEDED,
    "CLOSED": PaymentOperationState.FAILED,
    "ABNORMAL": PaymentOperationState.FAILED,
}


class WechatPayGateway:
    """What `fondaco.payments.DirectPayments` asks of WeChat Pay. Orders are known by our payment's id."""

    def __init__(self, settings: WechatPaySettings, client: WechatPayClient, base_url: str) -> None:
        self._settings = settings
        self._client = client
        self._base_url = base_url

    def supports(self, channel: str, money: Money) -> bool:
        """Says whether the channel has a merchant; amounts are yuan."""
        complete = self._settings.account_of(channel).complete
        return complete and money.currency == CURRENCY and 0 < money.amount <= LARGEST

    async def begin(self, note: Note, token: str, expires_at: datetime) -> Mapping[str, str]:
        """Makes the order, but one for a phone's browser, which is made when the buyer gets to the page.

        Args:
            token: The buyer's openid, where they pay inside WeChat.
        """
        way = METHODS[note.method]
        if way == "h5":
            return {}
        if way == "jsapi" and not token:
            raise GatewayRefusedError("openid_missing")
        said = await self._order(note, way, expires_at, {"payer": {"openid": token}} if way == "jsapi" else {})
        return {"code": _text(said, "code_url")} if way == "native" else {"prepay": _text(said, "prepay_id")}

    def page(self, note: Note) -> str:
        """Returns the page that shows the code, or opens WeChat."""
        return f"{self._base_url}/payments/wechatpay/{note.id}"

    async def address_for_phone(self, note: Note, expires_at: datetime, ip: str) -> str:
        """Makes the order of a buyer who pays from a phone's browser, and returns the address that opens WeChat."""
        scene = {"scene_info": {"payer_client_ip": ip, "h5_info": {"type": "Wap"}}}
        return _text(await self._order(note, "h5", expires_at, scene), "h5_url")

    def bridge(self, note: Note) -> dict[str, str]:
        """Returns what WeChat's own browser is given to pay (``getBrandWCPayRequest``), signed now."""
        account = self._settings.account_of(note.channel)
        moment, nonce = str(int(clock.utc_now().timestamp())), secrets.token_hex(16)
        package = f"prepay_id={note.detail['prepay']}"
        return {
            "appId": account.appid,
            "timeStamp": moment,
            "nonceStr": nonce,
            "package": package,
            "signType": "RSA",
            "paySign": sign(private_key(account.private_key), account.appid, moment, nonce, package),
        }

    async def find(self, note: Note) -> Trade | None:
        """Queries an order; one for another merchant or application is none of ours."""
        account = self._settings.account_of(note.channel)
        try:
            path = f"{ORDERS}/out-trade-no/{note.id.hex}?mchid={account.mchid}"
            said = await self._client.ask(account, "GET", path)
        except GatewayRefusedError as error:
            if error.code in _ABSENT:
                return None
            raise
        given = (said.get("mchid"), said.get("appid"), said.get("out_trade_no"))
        if given != (account.mchid, account.appid, note.id.hex):
            raise GatewayUncertainError("another order")
        state = _TRADE_STATES.get(str(said.get("trade_state")), TradeState.WAITING)
        amount = fen(said.get("amount"), "total") if state is TradeState.PAID else note.money
        return Trade(state, amount, str(said.get("transaction_id", "")))

    async def close(self, note: Note) -> None:
        """Closes an order for good; one that WeChat Pay never heard of, or that is decided, stays as it is."""
        account = self._settings.account_of(note.channel)
        try:
            path = f"{ORDERS}/out-trade-no/{note.id.hex}/close"
            await self._client.ask(account, "POST", path, {"mchid": account.mchid})
        except GatewayRefusedError as error:
            if error.code not in _NOT_OPEN:
                raise

    async def refund(self, note: Note, refund_id: UUID, amount: Money, reason: str) -> RefundTold:
        """Refunds; WeChat Pay takes its time for it."""
        content: dict[str, Any] = {
            "out_trade_no": note.id.hex,
            "out_refund_no": refund_id.hex,
            "notify_url": self._notify_url,
            "amount": {"refund": amount.amount, "total": note.amount, "currency": CURRENCY},
        }
        if reason:
            content["reason"] = reason[:80]
        return _refund(await self._client.ask(self._settings.account_of(note.channel), "POST", REFUNDS, content))

    async def find_refund(self, note: Note, refund_id: str) -> RefundTold | None:
        """Queries a refund."""
        try:
            said = await self._client.ask(self._settings.account_of(note.channel), "GET", f"{REFUNDS}/{refund_id}")
        except GatewayRefusedError as error:
            if error.code in _ABSENT:
                return None
            raise
        if said.get("out_trade_no") != note.id.hex:
            raise GatewayUncertainError("another order")
        return _refund(said)

    @property
    def _notify_url(self) -> str:
        return f"{self._base_url}/webhooks/payments/wechatpay"

    async def _order(self, note: Note, way: str, expires_at: datetime, more: Mapping[str, Any]) -> dict[str, Any]:
        account = self._settings.account_of(note.channel)
        content = {
            "appid": account.appid,
            "mchid": account.mchid,
            "description": note.label[:100] or note.id.hex,
            "out_trade_no": note.id.hex,
            "time_expire": expires_at.astimezone(BEIJING).isoformat(timespec="seconds"),
            "notify_url": self._notify_url,
            "amount": {"total": note.amount, "currency": CURRENCY},
            **more,
        }
        return await self._client.ask(account, "POST", f"{ORDERS}/{way}", content)


def fen(amount: object, name: str) -> Money:
    """Reads one of the amounts of an order or refund: whole fen, in yuan.

    Raises:
        GatewayUncertainError: If it is none.
    """
    given = amount if isinstance(amount, dict) else {}
    total = given.get(name)
    if type(total) is not int or given.get("currency", CURRENCY) != CURRENCY:
        raise GatewayUncertainError("no amount in yuan")
    return Money(total, CURRENCY)


def _refund(said: Mapping[str, Any]) -> RefundTold:
    status = str(said.get("status"))
    state = _REFUND_STATES.get(status, PaymentOperationState.PENDING)
    reason = status.lower() if state is PaymentOperationState.FAILED else None
    return RefundTold(state, fen(said.get("amount"), "refund"), str(said.get("refund_id", "")), reason)


def _text(said: Mapping[str, Any], name: str) -> str:
    found = said.get(name)
    if not isinstance(found, str) or not found:
        raise GatewayUncertainError(f"no {name}")
    return found
