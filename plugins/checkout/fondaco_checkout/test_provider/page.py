"""The page on which a buyer confirms or refuses a test payment."""

from __future__ import annotations

from html import escape

from fondaco.commerce import Money, PaymentState
from fondaco.payments import document

from fondaco_checkout.test_provider.repository import StoredPayment

__all__ = ["LOCALES", "decision_page", "not_found_page"]

_TEXTS = {
    "en": {
        "title": "Confirm your test payment",
        "amount": "Amount",
        "reference": "Reference",
        "notice": "This is the test payment provider. No money moves.",
        "confirm": "Confirm payment",
        "refuse": "Refuse payment",
        "authorized": "The payment is confirmed. You can go back to the shop.",
        "declined": "The payment was refused. You can go back to the shop.",
        "voided": "The payment was given back. You can go back to the shop.",
        "back": "Back to the shop",
        "not_found": "There is no such payment.",
    },
    "zh-Hans": {
        "title": "确认测试付款",
        "amount": "金额",
        "reference": "订单",
        "notice": "这是测试支付服务，不会产生真实扣款。",
        "confirm": "确认付款",
        "refuse": "拒绝付款",
        "authorized": "付款已确认，您可以返回商店。",
        "declined": "付款已被拒绝，您可以返回商店。",
        "voided": "付款已撤销，您可以返回商店。",
        "back": "返回商店",
        "not_found": "没有这笔付款。",
    },
}
LOCALES = tuple(_TEXTS)


def decision_page(payment: StoredPayment, locale: str, return_url: str | None) -> str:
    """Returns the page of a payment: two buttons while it waits for the buyer, else what became of it.

    Args:
        locale: One of `LOCALES`.
        return_url: Where a link may lead back to, checked by `safe_return_url`.
    """
    texts = _TEXTS[locale]
    facts = ""
    if payment.amount:
        amount = Money(payment.amount, payment.currency)
        facts = (
            f"<dl><dt>{texts['amount']}</dt><dd>{escape(str(amount))}</dd>"
            f"<dt>{texts['reference']}</dt><dd>{escape(payment.reference)}</dd></dl>"
        )
    if payment.state == PaymentState.ACTION_REQUIRED:
        rest = (
            '<form method="post">'
            f'<button class="primary" name="decision" value="confirm">{texts["confirm"]}</button>'
            f'<button name="decision" value="refuse">{texts["refuse"]}</button></form>'
        )
    else:
        link = f'<a class="button" href="{escape(return_url, quote=True)}">{texts["back"]}</a>' if return_url else ""
        rest = f'<p role="status">{texts.get(payment.state, texts["declined"])}</p>{link}'
    body = f'<h1>{texts["title"]}</h1>{facts}{rest}<p class="notice">{texts["notice"]}</p>'
    return document(locale, texts["title"], body)


def not_found_page(locale: str) -> str:
    """Returns the page of a payment that does not exist."""
    text = _TEXTS[locale]["not_found"]
    return document(locale, text, f"<h1>{text}</h1>")
