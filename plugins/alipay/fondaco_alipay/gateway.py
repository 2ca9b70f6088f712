"""Alipay's API for trades: pages on which buyers pay, query, close, refund."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from fondaco.commerce import Money, PaymentOperationState
from fondaco.errors import InvalidInputError
from fondaco.payments import GatewayRefusedError, GatewayUncertainError, Note, RefundTold, Trade, TradeState

from fondaco_alipay.client import AlipayClient, beijing
from fondaco_alipay.settings import AlipaySettings

__all__ = ["CURRENCY", "METHOD", "AlipayGateway", "yuan"]

METHOD = "alipay"
CURRENCY = "CNY"
LARGEST = 10_000_000_000
"""100,000,000.00 yuan, the most of one trade, in fen."""

_ABSENT = "ACQ.TRADE_NOT_EXIST"
_NOT_OPEN = frozenset(
    {_ABSENT, "ACQ.TRADE_STATUS_ERROR", "ACQ.REASON_TRADE_STATUS_INVALID", "ACQ.REASON_ILLEGAL_STATUS"}
)
_PAID = frozenset({"TRADE_SUCCESS", "TRADE_FINISHED"})


class AlipayGateway:
    """What `fondaco.payments.DirectPayments` asks of Alipay. Trades are known by our payment's id."""

    def __init__(self, settings: AlipaySettings, client: AlipayClient, base_url: str) -> None:
        self._settings = settings
        self._client = client
        self._base_url = base_url

    def supports(self, channel: str, money: Money) -> bool:
        """Says whether the channel has an application; amounts are yuan."""
        complete = self._settings.account(channel).complete
        return complete and money.currency == CURRENCY and 0 < money.amount <= LARGEST

    async def begin(self, note: Note, token: str, expires_at: datetime) -> Mapping[str, str]:
        """Does nothing: Alipay hears of a payment when the buyer gets there."""
        return {}

    def page(self, note: Note) -> str:
        """Returns the address that forwards to Alipay while the payment is open."""
        return f"{self._base_url}/payments/alipay/{note.id}"

    def forward(self, note: Note, expires_at: datetime, *, mobile: bool) -> str:
        """Returns Alipay's page for a payment: signed now, and of use until the payment's time is over."""
        content = {
            "out_trade_no": note.id.hex,
            "total_amount": note.money.text,
            "subject": note.label or note.id.hex,
            "product_code": "QUICK_WAP_WAY" if mobile else "FAST_INSTANT_TRADE_PAY",
            "time_expire": beijing(expires_at - timedelta(seconds=1)),
        }
        method = "alipay.trade.wap.pay" if mobile else "alipay.trade.page.pay"
        account = self._settings.account(note.channel)
        notify_url = f"{self._base_url}/webhooks/payments/alipay"
        return self._client.address(
            account, method, content, notify_url=notify_url, return_url=note.return_url or self.page(note)
        )

    async def find(self, note: Note) -> Trade | None:
        """Queries a trade. One that was refunded in full is closed, and was paid all the same."""
        try:
            said = await self._ask(note, "alipay.trade.query", {})
        except GatewayRefusedError as error:
            if error.code == _ABSENT:
                return None
            raise
        status = said.get("trade_status")
        paid = status in _PAID or (status == "TRADE_CLOSED" and bool(said.get("send_pay_date")))
        state = TradeState.PAID if paid else TradeState.CLOSED if status == "TRADE_CLOSED" else TradeState.WAITING
        return Trade(state, yuan(said.get("total_amount")), str(said.get("trade_no", "")))

    async def close(self, note: Note) -> None:
        """Closes a trade; one that Alipay never heard of, or that is decided, stays as it is."""
        try:
            await self._ask(note, "alipay.trade.close", {})
        except GatewayRefusedError as error:
            if error.code not in _NOT_OPEN:
                raise

    async def refund(self, note: Note, refund_id: UUID, amount: Money, reason: str) -> RefundTold:
        """Refunds. Alipay's answer says for sure only that money moved; otherwise it is asked what became of it."""
        content = {"refund_amount": amount.text, "out_request_no": refund_id.hex, "refund_reason": reason[:256]}
        said = await self._ask(note, "alipay.trade.refund", {name: value for name, value in content.items() if value})
        if said.get("fund_change") == "Y":
            return RefundTold(PaymentOperationState.SUCCEEDED, amount, str(said.get("trade_no", "")))
        return await self.find_refund(note, refund_id.hex) or RefundTold(PaymentOperationState.PENDING, amount)

    async def find_refund(self, note: Note, refund_id: str) -> RefundTold | None:
        """Queries a refund; Alipay tells of one that it does not know by saying nothing of it."""
        try:
            said = await self._ask(note, "alipay.trade.fastpay.refund.query", {"out_request_no": refund_id})
        except GatewayRefusedError as error:
            if error.code == _ABSENT:
                return None
            raise
        if said.get("refund_status") != "REFUND_SUCCESS":
            return None
        return RefundTold(
            PaymentOperationState.SUCCEEDED, yuan(said.get("refund_amount")), str(said.get("trade_no", ""))
        )

    async def _ask(self, note: Note, method: str, content: Mapping[str, str]) -> dict[str, Any]:
        """Asks about the trade of a payment, and makes sure that the answer is about it too."""
        account = self._settings.account(note.channel)
        said = await self._client.ask(account, method, {"out_trade_no": note.id.hex, **content})
        if said.get("out_trade_no", note.id.hex) != note.id.hex:
            raise GatewayUncertainError("another trade")
        return said


def yuan(text: object) -> Money:
    """Reads an amount.

    Raises:
        GatewayUncertainError: If it is none.
    """
    try:
        return Money.from_decimal(str(text), CURRENCY)
    except InvalidInputError:
        raise GatewayUncertainError("no amount") from None
