"""``[plugins.wechatpay]``: the merchant's keys, of others in some channels, and how WeChat Pay is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from fondaco_wechatpay.signing import private_key, public_key

__all__ = ["WechatPayAccount", "WechatPaySettings"]

API = "https://api.mch.weixin.qq.com"


class WechatPayAccount(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A merchant at WeChat Pay. It is never shown with its secrets.

    Attributes:
        mchid: Of the merchant.
        appid: Of the official account, mini program or app that the merchant is bound to.
        serial_no: Of the merchant's certificate.
        private_key: Of that certificate (``apiclient_key.pem``); give it by the environment.
        api_v3_key: 32 characters; give it by the environment.
        wechatpay_public_key: WeChat Pay's own (``pub_key.pem``); without it platform certificates are fetched.
        wechatpay_public_key_id: ``PUB_KEY_ID_…``, beside it.
    """

    mchid: str = ""
    appid: str = ""
    serial_no: str = ""
    private_key: str = ""
    api_v3_key: str = ""
    wechatpay_public_key: str = ""
    wechatpay_public_key_id: str = ""

    def __post_init__(self) -> None:
        if self.private_key:
            private_key(self.private_key)
        if self.wechatpay_public_key:
            public_key(self.wechatpay_public_key)
        if bool(self.wechatpay_public_key) != bool(self.wechatpay_public_key_id):
            raise ValueError("wechatpay_public_key and wechatpay_public_key_id belong together")
        if self.api_v3_key and len(self.api_v3_key.encode()) != 32:
            raise ValueError("api_v3_key has 32 characters")

    def __repr__(self) -> str:
        return f"{type(self).__name__}(mchid={self.mchid!r}, appid={self.appid!r})"

    @property
    def complete(self) -> bool:
        """Whether it can take money."""
        return bool(self.mchid and self.appid and self.serial_no and self.private_key and self.api_v3_key)


class WechatPaySettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[plugins.wechatpay]`` of ``fondaco.toml``. Without a merchant nothing is offered.

    Attributes:
        account: The merchant of every channel that has no other. Secrets by the environment:
            ``FONDACO_PLUGINS__WECHATPAY__ACCOUNT__PRIVATE_KEY`` and ``…__API_V3_KEY``.
        channels: Other merchants, by the channel's slug.
        ways: How buyers pay: ``native`` scans a code, ``h5`` opens WeChat from a phone's browser, ``jsapi`` is for
            front-ends inside WeChat, which send the buyer's openid as the token.
        minutes: How long a buyer has to pay; below ``action_minutes`` of checkout.
        timeout_seconds: How long one request may take; below ``payment_timeout_seconds`` of checkout.
        api_url: Instead of WeChat Pay's, for a proxy or a fake. HTTPS, but for this machine.
    """

    account: WechatPayAccount = WechatPayAccount()
    channels: Mapping[str, WechatPayAccount] = {}
    ways: tuple[Literal["native", "h5", "jsapi"], ...] = ("native",)
    minutes: int = 25
    timeout_seconds: float = 3.5
    api_url: str = API

    def __post_init__(self) -> None:
        if not 1 <= self.minutes <= 1440:
            raise ValueError("minutes has to be 1 to 1440")
        if not 0 < self.timeout_seconds <= 600:
            raise ValueError("timeout_seconds has to be positive and at most 600")
        if not self.ways:
            raise ValueError("ways cannot be empty")
        url = urlsplit(self.api_url)
        local = url.scheme == "http" and url.hostname in {"localhost", "127.0.0.1", "::1"}
        if not (url.hostname and (url.scheme == "https" or local)):
            raise ValueError("api_url has to be an address that begins with https://")

    def account_of(self, channel: str) -> WechatPayAccount:
        """Returns the merchant of a channel; it may be incomplete."""
        return self.channels.get(channel, self.account)

    def accounts(self) -> Iterable[tuple[str, WechatPayAccount]]:
        """Returns all merchants, with the channel's slug; of the one of all others it is empty."""
        return [(slug, one) for slug, one in (("", self.account), *self.channels.items()) if one.mchid]
