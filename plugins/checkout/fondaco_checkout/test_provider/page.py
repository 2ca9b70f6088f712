"""The page on which a buyer confirms or refuses a test payment."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

from fondaco.commerce import Money, PaymentState

from fondaco_checkout.test_provider.repository import StoredPayment

__all__ = ["LOCALES", "decision_page", "not_found_page", "safe_return_url"]

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

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.0625rem/1.6 system-ui, sans-serif; margin: 0; display: grid; min-height: 100vh; place-items: center; }
main { width: min(26rem, 100% - 2rem); padding: 1rem 0; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0 0 1.5rem; }
dt { opacity: .75; } dd { margin: 0; font-variant-numeric: tabular-nums; font-weight: 600; overflow-wrap: anywhere; }
form { display: grid; gap: .75rem; }
button, a.button { font: inherit; padding: .75rem 1rem; border-radius: .5rem; border: 1px solid currentColor;
  background: none; color: inherit; cursor: pointer; text-align: center; text-decoration: none; display: block; }
button.primary { background: #14532d; border-color: #14532d; color: #fff; font-weight: 600; }
button:focus-visible, a:focus-visible { outline: 3px solid #2563eb; outline-offset: 2px; }
p.notice { margin-top: 1.5rem; opacity: .75; }
"""


def _document(locale: str, title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="{escape(locale)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>{body}</main></body></html>"
    )


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
    return _document(locale, texts["title"], body)


def not_found_page(locale: str) -> str:
    """Returns the page of a payment that does not exist."""
    text = _TEXTS[locale]["not_found"]
    return _document(locale, text, f"<h1>{text}</h1>")


def safe_return_url(url: str | None, allowed: tuple[str, ...]) -> str | None:
    """Returns the address if its origin is one of ours; None for anything else.

    Without the check our page would lead buyers to wherever whoever made the link pleased (an open redirect).

    Args:
        allowed: Origins or addresses whose origin counts: ``https://shop.example``.
    """
    origin = _origin(url)
    return url if origin is not None and origin in {_origin(one) for one in allowed} else None


def _origin(url: str | None) -> tuple[str, str, int] | None:
    # Browsers read a backslash as a slash and skip control characters and blanks; urlsplit does not.
    if not url or "\\" in url or any(character.isspace() or not character.isprintable() for character in url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        return None
    return parts.scheme, parts.hostname, port or (443 if parts.scheme == "https" else 80)
