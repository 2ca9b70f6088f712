"""How the way to pay is offered."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco.commerce import CartView, Money, PaymentMethod

from fondaco_stripe.amounts import to_stripe
from fondaco_stripe.provider import METHOD
from fondaco_stripe.settings import StripeSettings

__all__ = ["offered"]

_NAMES = {"en": "Card or wallet", "de": "Karte oder Wallet", "zh-Hans": "银行卡或电子钱包"}


def offered(settings: StripeSettings, cart: CartView) -> Sequence[PaymentMethod]:
    """Returns Stripe, if the account of the cart's channel has its keys and charges in its currency.

    The parameter ``publishableKey`` is for front-ends that use Stripe's script before they pay.
    """
    account = settings.account(cart.channel.slug)
    if not account.complete or to_stripe(Money(0, cart.channel.currency)) is None:
        return ()
    name = _NAMES.get(cart.locale, _NAMES["en"])
    return (PaymentMethod(METHOD, name, parameters={"publishableKey": account.publishable_key}),)
