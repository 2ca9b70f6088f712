"""A local WeChat Pay: its API v3, signed and encrypted as it is, with a key or with platform certificates.

It is a world outside: nothing but HTTP reaches it from the plugin.
"""

from __future__ import annotations

import base64
import datetime as dt
import itertools
import json
import re
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import NameOID
from fondaco import clock
from fondaco.testing.fake_server import Asked, FakeServer, Said, running_server
from fondaco_wechatpay.signing import sign

__all__ = ["API_KEY", "APPID", "MCHID", "OTHER_KEY", "OTHER_MCHID", "FakeWechatPay", "running_fake"]

MCHID, OTHER_MCHID, APPID = "1900000001", "1900000002", "wx0000000000000001"
API_KEY, OTHER_KEY = "0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"
MERCHANT_SERIAL, KEY_ID, CERT_SERIAL = "5157F09EFDC096DE", "PUB_KEY_ID_0000000001", "7132D72A03E93CDD"


def new_key() -> rsa.RSAPrivateKey:
    """A key."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class FakeWechatPay(FakeServer):
    """The state of all merchants, which share a certificate.

    Attributes:
        orders: By our number.
        refund_status: Of refunds from now on.
        signer: Whose signature answers have: ``key``, ``certificate``, ``stranger``, or ``nobody``.
        age: How many seconds ago answers were signed.
    """

    def __init__(self) -> None:
        super().__init__()
        self.merchant_key, self.key, self.certified, self.stranger = (new_key() for _ in range(4))
        self.orders: dict[str, dict[str, Any]] = {}
        self.refunds: dict[str, dict[str, Any]] = {}
        self.asked: list[tuple[str, str, dict[str, Any]]] = []
        self.refund_status = "SUCCESS"
        self.signer = "key"
        self.age = 0
        self.numbers = itertools.count(1)
        self.lock = threading.RLock()

    def reset(self) -> None:
        """Forgets everything."""
        self.mood, self.moods, self.refund_status, self.signer, self.age = "ok", [], "SUCCESS", "key", 0
        for kept in (self.orders, self.refunds, self.asked):
            kept.clear()

    @property
    def private_pem(self) -> str:
        """The merchant's key."""
        return self.merchant_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()

    @property
    def public_pem(self) -> str:
        """WeChat Pay's own key."""
        return self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def pay(self, number: str) -> None:
        """What happens when the buyer pays."""
        with self.lock:
            order = self.orders[number]
            assert order["trade_state"] == "NOTPAY"
            order["trade_state"], order["transaction_id"] = "SUCCESS", f"4200{next(self.numbers):024}"

    def held(self, number: str) -> int:
        """What it has of the buyer's money, in fen."""
        order = self.orders.get(number)
        if order is None or order["trade_state"] not in {"SUCCESS", "REFUND"}:
            return 0
        return int(order["amount"]["total"]) - self._given_back(number)

    def message(
        self, number: str, *, api_key: str = API_KEY, age: int = 0, **changes: Any
    ) -> tuple[dict[str, str], bytes]:
        """Headers and body of a signed message about an order."""
        order = self.orders[number]
        shown = ("appid", "mchid", "out_trade_no", "transaction_id", "trade_state", "amount")
        content = {name: order[name] for name in shown if name in order} | changes
        resource = sealed(json.dumps(content), api_key, "transaction")
        event = {
            "id": f"EV-{number}-{len(self.refunds)}",
            "create_time": "2026-11-28T18:00:00+08:00",
            "event_type": "TRANSACTION.SUCCESS",
            "resource_type": "encrypt-resource",
            "summary": "支付成功",
            "resource": resource,
        }
        body = json.dumps(event, ensure_ascii=False).encode()
        return self.signature(body, age=age), body

    def signature(self, body: bytes, *, age: int | None = None) -> dict[str, str]:
        """The headers that sign an answer or a message."""
        signers = {"key": (self.key, KEY_ID), "certificate": (self.certified, CERT_SERIAL)}
        key, serial = signers.get(self.signer, (self.stranger, KEY_ID))
        moment = str(int(clock.utc_now().timestamp()) - (self.age if age is None else age))
        nonce = secrets.token_hex(8)
        if self.signer == "nobody":
            return {}
        return {
            "wechatpay-serial": serial,
            "wechatpay-timestamp": moment,
            "wechatpay-nonce": nonce,
            "wechatpay-signature": sign(key, moment, nonce, body.decode()),
            "wechatpay-signature-type": "WECHATPAY2-SHA256-RSA2048",
        }

    def handle(self, asked: Asked) -> Said:
        """Answers a request of a merchant."""
        with self.lock:
            content = json.loads(asked.body or b"{}")
            mchid = self._merchant(asked)
            self.asked.append((asked.verb, asked.target, content))
            status, said = self._do(asked.verb, asked.target, content, mchid) if mchid else (401, _error("SIGN_ERROR"))
        body = b"" if status == 204 else json.dumps(said, ensure_ascii=False).encode()
        return Said(status, body, {"content-type": "application/json", **self.signature(body)})

    def _merchant(self, asked: Asked) -> str | None:
        scheme, _, rest = asked.headers.get("authorization", "").partition(" ")
        fields = dict(re.findall(r'(\w+)="([^"]*)"', rest))
        if scheme != "WECHATPAY2-SHA256-RSA2048" or fields.get("serial_no") != MERCHANT_SERIAL:
            return None
        lines = (asked.verb, asked.target, fields["timestamp"], fields["nonce_str"], asked.body.decode())
        content = "".join(f"{line}\n" for line in lines).encode()
        try:
            given = base64.b64decode(fields["signature"])
            self.merchant_key.public_key().verify(given, content, padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            return None
        return fields["mchid"]

    def _do(self, verb: str, target: str, content: dict[str, Any], mchid: str) -> tuple[int, dict[str, Any]]:
        path = urlsplit(target).path
        if path == "/v3/certificates":
            return 200, {"data": [self._certificate(API_KEY if mchid == MCHID else OTHER_KEY)]}
        if path in {f"/v3/pay/transactions/{way}" for way in ("native", "h5", "jsapi")}:
            return self._order(path.rsplit("/", 1)[-1], content, mchid)
        if found := re.fullmatch(r"/v3/pay/transactions/out-trade-no/(\w+)(/close)?", path):
            order = self.orders.get(found[1])
            if order is None or order["mchid"] != mchid:
                return 404, _error("ORDER_NOT_EXIST")
            return self._close(order) if found[2] else (200, {k: v for k, v in order.items() if k != "way"})
        if path == "/v3/refund/domestic/refunds":
            return self._refund(content)
        found = re.fullmatch(r"/v3/refund/domestic/refunds/([\w-]+)", path)
        assert found is not None
        refund = self.refunds.get(found[1])
        return (200, refund) if refund else (404, _error("RESOURCE_NOT_EXISTS"))

    def _order(self, way: str, content: dict[str, Any], mchid: str) -> tuple[int, dict[str, Any]]:
        if content["mchid"] != mchid or content["amount"]["currency"] != "CNY":
            return 400, _error("PARAM_ERROR")
        number = content["out_trade_no"]
        order = self.orders.setdefault(
            number,
            {
                "appid": content["appid"],
                "mchid": mchid,
                "out_trade_no": number,
                "trade_state": "NOTPAY",
                "amount": {"total": content["amount"]["total"], "currency": "CNY"},
                "way": way,
            },
        )
        if order["trade_state"] != "NOTPAY":
            return 400, _error("ORDERPAID" if order["trade_state"] == "SUCCESS" else "ORDER_CLOSED")
        told = {
            "native": {"code_url": f"weixin://wxpay/bizpayurl?pr={number[:8]}"},
            "h5": {"h5_url": f"https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id={number}"},
            "jsapi": {"prepay_id": f"wx{number}"},
        }
        return 200, told[way]

    def _close(self, order: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if order["trade_state"] != "NOTPAY":
            return 400, _error("ORDERPAID" if order["trade_state"] == "SUCCESS" else "ORDER_CLOSED")
        order["trade_state"] = "CLOSED"
        return 204, {}

    def _given_back(self, number: str) -> int:
        return sum(one["amount"]["refund"] for one in self.refunds.values() if one["out_trade_no"] == number)

    def _refund(self, content: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        number, id_ = content["out_trade_no"], content["out_refund_no"]
        order = self.orders.get(number)
        if order is None or order["trade_state"] not in {"SUCCESS", "REFUND"}:
            return 404, _error("RESOURCE_NOT_EXISTS")
        if id_ not in self.refunds:
            if content["amount"]["refund"] + self._given_back(number) > order["amount"]["total"]:
                return 403, _error("NOT_ENOUGH")
            order["trade_state"] = "REFUND"
            self.refunds[id_] = {
                "refund_id": f"5030{next(self.numbers):024}",
                "out_refund_no": id_,
                "out_trade_no": number,
                "status": self.refund_status,
                "amount": {**content["amount"]},
            }
        return 200, self.refunds[id_]

    def _certificate(self, api_key: str) -> dict[str, Any]:
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Tenpay.com")])
        now = dt.datetime.now(dt.UTC)
        made = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self.certified.public_key())
            .serial_number(int(CERT_SERIAL, 16))
            .not_valid_before(now)
            .not_valid_after(now + dt.timedelta(days=365))
            .sign(self.certified, hashes.SHA256())
        )
        pem = made.public_bytes(Encoding.PEM).decode()
        return {"serial_no": CERT_SERIAL, "encrypt_certificate": sealed(pem, api_key, "certificate")}


def sealed(content: str, api_key: str, associated_data: str) -> dict[str, str]:
    """What WeChat Pay encrypts for a merchant."""
    nonce = secrets.token_hex(6)
    found = AESGCM(api_key.encode()).encrypt(nonce.encode(), content.encode(), associated_data.encode())
    return {
        "algorithm": "AEAD_AES_256_GCM",
        "nonce": nonce,
        "associated_data": associated_data,
        "ciphertext": base64.b64encode(found).decode(),
    }


def _error(code: str) -> dict[str, Any]:
    return {"code": code, "message": "失败"}


@contextmanager
def running_fake() -> Iterator[FakeWechatPay]:
    """Runs it on a free port of this machine."""
    fake = FakeWechatPay()
    with running_server(fake, fake.handle):
        yield fake
