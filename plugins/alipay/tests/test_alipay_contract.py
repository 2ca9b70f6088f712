"""Alipay keeps the contract of payment providers, over HTTP and with its signatures."""

from __future__ import annotations

import msgspec
from fondaco.commerce import PaymentNotice
from fondaco.testing.payment_contract import ProviderContract


class TestAlipay(ProviderContract):
    def forge(self, notice: PaymentNotice, how: str) -> PaymentNotice:
        changes = {
            "body": (b"TRADE_SUCCESS", b"TRADE_FINISHED"),
            "signature": (b"&sign=", b"&sign=AAAA"),
            "unsigned": (b"&sign=", b"&nosign="),
        }
        before, after = changes[how]
        assert before in notice.body
        return msgspec.structs.replace(notice, body=notice.body.replace(before, after))
