"""How the ways to pay are offered, and what a buyer does for one."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco.commerce import (
    CartView,
    PaymentAction,
    PaymentActionKind,
    PaymentMethod,
    PaymentMethodKind,
    PaymentQuery,
)
from fondaco.payments import NoteState, ProviderMemory

from fondaco_wechatpay.gateway import CURRENCY, METHODS, WechatPayGateway
from fondaco_wechatpay.settings import WechatPaySettings

__all__ = ["action_of", "offered"]

_NAMES = {"zh-Hans": "微信支付"}


def offered(settings: WechatPaySettings, cart: CartView) -> Sequence[PaymentMethod]:
    """Returns the ways of the settings, in channels that sell in yuan and have a merchant.

    The one inside WeChat has the parameter ``appId``: the buyer's openid there is the token.
    """
    account = settings.account_of(cart.channel.slug)
    if not account.complete or cart.channel.currency != CURRENCY:
        return ()
    name = _NAMES.get(cart.locale, "WeChat Pay")
    return [
        PaymentMethod(
            code,
            name,
            kind=PaymentMethodKind.QR_CODE if way == "native" else PaymentMethodKind.REDIRECT,
            parameters={"appId": account.appid} if way == "jsapi" else {},
        )
        for code, way in METHODS.items()
        if way in settings.ways
    ]


async def action_of(gateway: WechatPayGateway, memory: ProviderMemory, query: PaymentQuery) -> PaymentAction:
    """Says what the code to scan says, or what WeChat's own browser is given."""
    note = await memory.find(query.payment_id)
    if note is None or note.state is not NoteState.KNOWN:
        return PaymentAction()
    if "code" in note.detail:
        return PaymentAction(PaymentActionKind.QR_CODE, {"code": note.detail["code"]})
    if "prepay" in note.detail:
        return PaymentAction(PaymentActionKind.CLIENT, gateway.bridge(note))
    return PaymentAction()
