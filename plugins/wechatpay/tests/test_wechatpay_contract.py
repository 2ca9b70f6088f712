"""WeChat Pay keeps the contract of payment providers, over HTTP and with its signatures."""

from __future__ import annotations

import msgspec
from fondaco.commerce import PaymentNotice
from fondaco.testing.payment_contract import ProviderContract


class TestWechatPay(ProviderContract):
    def forge(self, notice: PaymentNotice, how: str) -> PaymentNotice:
        if how == "body":
            return msgspec.structs.replace(notice, body=notice.body.replace(b"TRANSACTION", b"transaction", 1))
        name = "wechatpay-signature"
        value = "" if how == "unsigned" else notice.headers[name][:-8] + "AAAAAAA="
        return msgspec.structs.replace(notice, headers={**notice.headers, name: value})
