"""``[plugins.alipay]``: the application's keys, of others in some channels, and how Alipay is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

import msgspec

from fondaco_alipay.signing import private_key, public_key

__all__ = ["AlipayAccount", "AlipaySettings"]

GATEWAY = "https://openapi.alipay.com/gateway.do"
SANDBOX = "alipaydev.com"


class AlipayAccount(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An application at Alipay. It is never shown with its private key.

    Attributes:
        app_id: Of the application.
        private_key: The application's own; give it by the environment.
        alipay_public_key: Alipay's, as its console shows it beside the application's.
        seller_id: The merchant's id (2088…): messages to another one are refused; empty to take any.
    """

    app_id: str = ""
    private_key: str = ""
    alipay_public_key: str = ""
    seller_id: str = ""

    def __post_init__(self) -> None:
        if self.private_key:
            private_key(self.private_key)
        if self.alipay_public_key:
            public_key(self.alipay_public_key)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(app_id={self.app_id!r})"

    @property
    def complete(self) -> bool:
        """Whether it can take money."""
        return bool(self.app_id and self.private_key and self.alipay_public_key)


class AlipaySettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[plugins.alipay]`` of ``fondaco.toml``. Without keys nothing is offered.

    Attributes:
        app_id: Of the application.
        private_key: The application's own; give it by the environment: ``FONDACO_PLUGINS__ALIPAY__PRIVATE_KEY``.
        alipay_public_key: Alipay's, as its console shows it beside the application's.
        seller_id: The merchant's id (2088…): messages to another one are refused; empty to take any.
        channels: Other applications, by the channel's slug.
        gateway: Alipay's address; another one for the sandbox. HTTPS, but for this machine.
        minutes: How long a buyer has to pay; below ``action_minutes`` of checkout.
        timeout_seconds: How long one request may take; below ``payment_timeout_seconds`` of checkout.
    """

    app_id: str = ""
    private_key: str = ""
    alipay_public_key: str = ""
    seller_id: str = ""
    channels: Mapping[str, AlipayAccount] = {}
    gateway: str = GATEWAY
    minutes: int = 25
    timeout_seconds: float = 6.0

    def __post_init__(self) -> None:
        if self.private_key:
            private_key(self.private_key)
        if self.alipay_public_key:
            public_key(self.alipay_public_key)
        if not 1 <= self.minutes <= 1440:
            raise ValueError("minutes has to be 1 to 1440")
        if not 0 < self.timeout_seconds <= 600:
            raise ValueError("timeout_seconds has to be positive and at most 600")
        url = urlsplit(self.gateway)
        local = url.scheme == "http" and url.hostname in {"localhost", "127.0.0.1", "::1"}
        if not (url.hostname and (url.scheme == "https" or local)):
            raise ValueError("gateway has to be an address that begins with https://")

    def __repr__(self) -> str:
        return f"{type(self).__name__}(app_id={self.app_id!r}, channels={sorted(self.channels)})"

    @property
    def own(self) -> AlipayAccount:
        """The application of every channel that has no other."""
        return AlipayAccount(
            app_id=self.app_id,
            private_key=self.private_key,
            alipay_public_key=self.alipay_public_key,
            seller_id=self.seller_id,
        )

    def account(self, channel: str) -> AlipayAccount:
        """Returns the application of a channel; it may be incomplete."""
        return self.channels.get(channel, self.own)

    def accounts(self) -> Iterable[tuple[str, AlipayAccount]]:
        """Returns all applications, with the channel's slug; of the one of all others it is empty."""
        return [(slug, one) for slug, one in (("", self.own), *self.channels.items()) if one.app_id]

    @property
    def sandbox(self) -> bool:
        """Whether no money moves."""
        return (urlsplit(self.gateway).hostname or "").endswith(SANDBOX)
