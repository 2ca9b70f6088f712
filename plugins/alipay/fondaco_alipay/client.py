"""Asking Alipay: signed, with a time-out, and believing no answer whose signature is wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import httpx
import structlog
from fondaco import clock
from fondaco.payments import GatewayRefusedError, GatewayUncertainError

from fondaco_alipay.settings import AlipayAccount, AlipaySettings
from fondaco_alipay.signing import content_to_sign, private_key, public_key, sign, verify

__all__ = ["AlipayClient", "beijing"]

BEIJING = ZoneInfo("Asia/Shanghai")
_DONE = "10000"
_UNCERTAIN_CODES = frozenset({"20000", "10003"})
_UNCERTAIN_SUB_CODES = frozenset({"ACQ.SYSTEM_ERROR", "aop.ACQ.SYSTEM_ERROR", "SYSTEM_ERROR", "isp.unknow-error"})
_DECODER = json.JSONDecoder()

log = structlog.get_logger("fondaco.alipay")


def beijing(moment: datetime) -> str:
    """Returns a moment as Alipay writes it: in Beijing's time."""
    return moment.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S")


class AlipayClient:
    """Asks for all applications."""

    def __init__(self, settings: AlipaySettings) -> None:
        self._settings = settings
        self._http: httpx.AsyncClient | None = None

    def signed(self, account: AlipayAccount, method: str, content: Mapping[str, str], **more: str) -> dict[str, str]:
        """Returns the parameters of a request, signed now.

        Args:
            more: Parameters beside the usual ones, such as ``notify_url``.
        """
        parameters = {
            "app_id": account.app_id,
            "method": method,
            "format": "JSON",
            "charset": "utf-8",
            "sign_type": "RSA2",
            "timestamp": beijing(clock.utc_now()),
            "version": "1.0",
            "biz_content": json.dumps(dict(content), ensure_ascii=False, separators=(",", ":")),
            **{name: value for name, value in more.items() if value},
        }
        return {**parameters, "sign": sign(content_to_sign(parameters), private_key(account.private_key))}

    def address(self, account: AlipayAccount, method: str, content: Mapping[str, str], **more: str) -> str:
        """Returns where a buyer goes: a signed request that their browser makes."""
        return f"{self._settings.gateway}?{urlencode(self.signed(account, method, content, **more))}"

    async def ask(self, account: AlipayAccount, method: str, content: Mapping[str, str]) -> dict[str, Any]:
        """Asks, and returns what the answer says.

        Raises:
            GatewayRefusedError: With Alipay's ``sub_code``.
            GatewayUncertainError: Without an answer, or one that Alipay did not sign.
        """
        self._http = self._http or httpx.AsyncClient(timeout=self._settings.timeout_seconds)
        try:
            answer = await self._http.post(self._settings.gateway, data=self.signed(account, method, content))
        except httpx.HTTPError as error:
            raise GatewayUncertainError(type(error).__name__) from None  # its text may repeat what was sent
        if answer.status_code != 200:
            raise GatewayUncertainError(f"status {answer.status_code}")
        return _said(answer.text, method, account)

    async def close(self) -> None:
        """Closes what is open; the next request opens it anew."""
        http, self._http = self._http, None
        if http is not None:
            await http.aclose()


def _said(text: str, method: str, account: AlipayAccount) -> dict[str, Any]:
    name = method.replace(".", "_") + "_response"
    raw, said, signature = _taken_apart(text, name)
    if not verify(raw.encode(), signature, public_key(account.alipay_public_key)):
        log.error("alipay_answer_not_signed", method=method)
        raise GatewayUncertainError("signature")
    code, sub_code = str(said.get("code", "")), str(said.get("sub_code", ""))
    if code == _DONE:
        return said
    if code in _UNCERTAIN_CODES or sub_code in _UNCERTAIN_SUB_CODES:
        raise GatewayUncertainError(sub_code or code)
    raise GatewayRefusedError(sub_code or code)


def _taken_apart(text: str, name: str) -> tuple[str, dict[str, Any], str]:
    """Returns the part of an answer that is signed, as it was sent; what it says; and the signature."""
    try:
        whole = json.loads(text)
        if not isinstance(whole, dict):
            raise GatewayUncertainError("no object")
        if name not in whole:
            name = "error_response"
        start = text.index(f'"{name}"') + len(name) + 2
        start = text.index(":", start) + 1
        start += len(text[start:]) - len(text[start:].lstrip())
        said, end = _DECODER.raw_decode(text, start)
    except ValueError:
        raise GatewayUncertainError("not readable") from None
    if not isinstance(said, dict) or whole.get(name) != said:
        raise GatewayUncertainError("not readable")
    return text[start:end], said, str(whole.get("sign", ""))
