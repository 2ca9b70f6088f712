"""``[plugins.stripe]``: the keys of the account, of others in some channels, and how Stripe is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

import msgspec

__all__ = ["StripeAccount", "StripeSettings"]

_SECRET = ("sk_", "rk_")


class StripeAccount(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The keys of one account. It is never shown with the secret ones.

    Attributes:
        secret_key: ``sk_…``, or better a restricted ``rk_…``; give it by the environment.
        publishable_key: ``pk_…``, which the buyer's browser is given.
        webhook_secret: ``whsec_…`` of the endpoint ``/webhooks/payments/stripe``.
    """

    secret_key: str = ""
    publishable_key: str = ""
    webhook_secret: str = ""

    def __post_init__(self) -> None:
        _check_keys(self.secret_key, self.publishable_key, self.webhook_secret)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(publishable_key={self.publishable_key!r})"

    @property
    def complete(self) -> bool:
        """Whether it can take money."""
        return bool(self.secret_key and self.publishable_key)

    @property
    def test(self) -> bool:
        """Whether it moves no money."""
        return "_test_" in self.secret_key[:10]


class StripeSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[plugins.stripe]`` of ``fondaco.toml``. Without keys nothing is offered.

    Attributes:
        secret_key: ``sk_…``, or better a restricted ``rk_…``; give it by the environment:
            ``FONDACO_PLUGINS__STRIPE__SECRET_KEY``.
        publishable_key: ``pk_…``, which the buyer's browser is given.
        webhook_secret: ``whsec_…`` of the endpoint ``/webhooks/payments/stripe``; by the environment too.
        channels: Keys of other accounts, by the channel's slug; a channel whose keys are empty does not offer Stripe.
        payment_method_types: Which of Stripe's methods buyers choose from. No delayed ones, such as ``sepa_debit``.
        multicapture: Whether the account may capture a card payment in several parts; without it the first capture
            gives back what it leaves.
        timeout_seconds: How long one request may take; below ``payment_timeout_seconds`` of checkout.
        retries: How often a request that was not answered is sent again, under the same idempotency key.
        api_url: Instead of Stripe's, for a proxy or a fake. HTTPS, but for this machine.
    """

    secret_key: str = ""
    publishable_key: str = ""
    webhook_secret: str = ""
    channels: Mapping[str, StripeAccount] = {}
    payment_method_types: tuple[str, ...] = ("card",)
    multicapture: bool = False
    timeout_seconds: float = 3.5
    retries: int = 1
    api_url: str = ""

    def __post_init__(self) -> None:
        _check_keys(self.secret_key, self.publishable_key, self.webhook_secret)
        if not 0 < self.timeout_seconds <= 600:
            raise ValueError("timeout_seconds has to be positive and at most 600")
        if not 0 <= self.retries <= 3:
            raise ValueError("retries has to be 0 to 3")
        if not self.payment_method_types:
            raise ValueError("payment_method_types cannot be empty")
        url = urlsplit(self.api_url)
        local = url.scheme == "http" and url.hostname in {"localhost", "127.0.0.1", "::1"}
        if self.api_url and not (url.hostname and (url.scheme == "https" or local)):
            raise ValueError("api_url has to be an address that begins with https://")

    def __repr__(self) -> str:
        return f"{type(self).__name__}(publishable_key={self.publishable_key!r}, channels={sorted(self.channels)})"

    @property
    def own(self) -> StripeAccount:
        """The account of every channel that has no other."""
        return StripeAccount(
            secret_key=self.secret_key, publishable_key=self.publishable_key, webhook_secret=self.webhook_secret
        )

    def account(self, channel: str) -> StripeAccount:
        """Returns the account of a channel; it may be incomplete."""
        return self.channels.get(channel, self.own)

    def accounts(self) -> Iterable[tuple[str, StripeAccount]]:
        """Returns all accounts that have keys, with the channel's slug; of the one of all others it is empty."""
        return [(slug, one) for slug, one in (("", self.own), *self.channels.items()) if one.secret_key]


def _check_keys(secret: str, publishable: str, webhook: str) -> None:
    # The messages name no part of a key: they are printed.
    if secret and not secret.startswith(_SECRET):
        raise ValueError("secret_key has to begin with sk_ or rk_")
    if publishable and not publishable.startswith("pk_"):
        raise ValueError("publishable_key has to begin with pk_: a secret one would be shown to everybody")
    if webhook and not webhook.startswith("whsec_"):
        raise ValueError("webhook_secret has to begin with whsec_")
    if secret and publishable and ("_test_" in secret[:10]) != ("_test_" in publishable[:10]):
        raise ValueError("secret_key and publishable_key have to be both of test mode, or both of live mode")
