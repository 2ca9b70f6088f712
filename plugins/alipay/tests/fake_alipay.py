"""A local Alipay: pages on which buyers pay, query, close, refund, and messages, all signed as Alipay signs.

It is a world outside: nothing but HTTP reaches it from the plugin.
"""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from fondaco import clock
from fondaco.testing.fake_server import Asked, FakeServer, Said, running_server
from fondaco_alipay.client import beijing
from fondaco_alipay.signing import content_to_check, content_to_sign, sign, verify

__all__ = ["APP", "OTHER_APP", "SELLER", "FakeAlipay", "private_text", "public_text", "running_fake"]

APP, OTHER_APP, SELLER = "2021000000000001", "2021000000000002", "2088000000000001"


def private_text(key: rsa.RSAPrivateKey) -> str:
    """A key as Alipay's tool writes it."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def public_text(key: rsa.RSAPrivateKey) -> str:
    """The public part of a key as Alipay's console shows it: base64, without the lines of PEM."""
    text = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return "".join(line for line in text.splitlines() if not line.startswith("-"))


class FakeAlipay(FakeServer):
    """The state of all applications, which share keys.

    Attributes:
        trades: By our number; they are there when a buyer has opened the page.
        unsigned: Whether answers are signed by somebody else.
        vague: Whether a refund is done without saying so at once.
    """

    def __init__(self) -> None:
        super().__init__()
        self.app_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.own_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.other_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.trades: dict[str, dict[str, Any]] = {}
        self.asked: list[dict[str, str]] = []
        self.unsigned = False
        self.vague = False
        self.numbers = itertools.count(1)
        self.lock = threading.RLock()

    def reset(self) -> None:
        """Forgets everything."""
        self.mood, self.moods, self.unsigned, self.vague = "ok", [], False, False
        self.trades.clear()
        self.asked.clear()

    def open(self, address: str) -> dict[str, Any]:
        """What happens when a buyer opens the page: there is a trade that waits for them."""
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}" == self.url
        given = dict(parse_qsl(parts.query, keep_blank_values=True))
        assert verify(content_to_sign(given), given["sign"], self.app_key.public_key())
        content = json.loads(given["biz_content"])
        trade = self.trades.setdefault(
            content["out_trade_no"],
            {
                "out_trade_no": content["out_trade_no"],
                "trade_no": f"2026{next(self.numbers):024}",
                "trade_status": "WAIT_BUYER_PAY",
                "total_amount": content["total_amount"],
                "app_id": given["app_id"],
                "refunds": {},
                "subject": content["subject"],
                "notify_url": given["notify_url"],
                "return_url": given["return_url"],
                "method": given["method"],
                "time_expire": content["time_expire"],
            },
        )
        assert trade["total_amount"] == content["total_amount"]
        return trade

    def pay(self, number: str) -> None:
        """What happens when the buyer pays."""
        with self.lock:
            trade = self.trades[number]
            assert trade["trade_status"] == "WAIT_BUYER_PAY"
            trade["trade_status"], trade["send_pay_date"] = "TRADE_SUCCESS", beijing(clock.utc_now())

    def held(self, number: str) -> int:
        """What it has of the buyer's money, in fen."""
        trade = self.trades.get(number)
        if trade is None or not trade.get("send_pay_date"):
            return 0
        return int((Decimal(trade["total_amount"]) - sum(map(Decimal, trade["refunds"].values()), Decimal(0))) * 100)

    def message(self, number: str, **changes: str) -> bytes:
        """The body of a signed message about a trade."""
        trade = self.trades[number]
        given = {
            "notify_id": f"n{number}{len(trade['refunds'])}",
            "notify_type": "trade_status_sync",
            "notify_time": beijing(clock.utc_now()),
            "app_id": trade["app_id"],
            "seller_id": SELLER,
            "out_trade_no": number,
            "trade_no": trade["trade_no"],
            "trade_status": trade["trade_status"],
            "total_amount": trade["total_amount"],
            "subject": trade["subject"],
            "passback_params": "",
            "charset": "utf-8",
            "sign_type": "RSA2",
            **changes,
        }
        return urlencode({**given, "sign": sign(content_to_check(given), self.own_key)}).encode()

    def handle(self, asked: Asked) -> Said:
        """Answers a request of the application."""
        given = dict(parse_qsl(asked.body.decode(), keep_blank_values=True))
        name = given["method"].replace(".", "_") + "_response"
        with self.lock:
            self.asked.append(given)
            if not verify(content_to_sign(given), given["sign"], self.app_key.public_key()):
                return self._say("error_response", {"code": "40002", "sub_code": "isv.invalid-signature"})
            return self._say(name, self._do(given["method"], json.loads(given["biz_content"]), given["app_id"]))

    def _do(self, method: str, content: dict[str, str], app: str) -> dict[str, Any]:
        trade = self.trades.get(content["out_trade_no"])
        if trade is None or trade["app_id"] != app:
            return _failed("ACQ.TRADE_NOT_EXIST")
        done = {"code": "10000", "msg": "Success", "out_trade_no": trade["out_trade_no"], "trade_no": trade["trade_no"]}
        if method == "alipay.trade.query":
            shown = ("trade_status", "total_amount", "send_pay_date")
            return done | {name: trade[name] for name in shown if name in trade}
        if method == "alipay.trade.close":
            if trade["trade_status"] != "WAIT_BUYER_PAY":
                return _failed("ACQ.TRADE_STATUS_ERROR")
            trade["trade_status"] = "TRADE_CLOSED"
            return done
        if method == "alipay.trade.fastpay.refund.query":
            amount = trade["refunds"].get(content["out_request_no"])
            told = {"refund_status": "REFUND_SUCCESS", "refund_amount": amount, "total_amount": trade["total_amount"]}
            return done | (told if amount else {})
        assert method == "alipay.trade.refund"
        return self._refund(trade, content, done)

    def _refund(self, trade: dict[str, Any], content: dict[str, str], done: dict[str, Any]) -> dict[str, Any]:
        refunds, id_, amount = trade["refunds"], content["out_request_no"], content["refund_amount"]
        if not trade.get("send_pay_date"):
            return _failed("ACQ.TRADE_STATUS_ERROR")
        new = id_ not in refunds
        left = Decimal(trade["total_amount"]) - sum(map(Decimal, refunds.values()), Decimal(0))
        if new and Decimal(amount) > left:
            return _failed("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL")
        refunds[id_] = amount
        if new and Decimal(amount) == left:
            trade["trade_status"] = "TRADE_CLOSED"
        total = str(sum(map(Decimal, refunds.values()), Decimal(0)))
        return done | {"fund_change": "Y" if new and not self.vague else "N", "refund_fee": total}

    def _say(self, name: str, content: dict[str, Any]) -> Said:
        raw = json.dumps(content, ensure_ascii=False)
        key = self.other_key if self.unsigned else self.own_key
        body = f'{{"{name}":{raw},"sign":"{sign(raw.encode(), key)}"}}'
        return Said(200, body.encode(), {"content-type": "application/json;charset=utf-8"})


def _failed(code: str) -> dict[str, Any]:
    return {"code": "40004", "msg": "Business Failed", "sub_code": code, "sub_msg": "交易失败"}


@contextmanager
def running_fake() -> Iterator[FakeAlipay]:
    """Runs it on a free port of this machine."""
    fake = FakeAlipay()
    with running_server(fake, fake.handle):
        yield fake
