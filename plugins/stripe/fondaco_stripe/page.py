"""The page on which a buyer pays with Stripe's own fields: no card number ever reaches this server."""

from __future__ import annotations

from html import escape

from fondaco.payments import document

__all__ = ["HEADERS", "LOCALES", "SCRIPT", "SCRIPT_PATH", "STRIPE_SCRIPT", "pay_page", "told_page"]

STRIPE_SCRIPT = "https://js.stripe.com/endive/stripe.js"
SCRIPT_PATH = "/payments/stripe/pay.js"

HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'self' https://js.stripe.com "
        "https://*.js.stripe.com; frame-src https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com; "
        "connect-src https://api.stripe.com; img-src data: https://*.stripe.com; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "referrer-policy": "strict-origin",
}
"""As Stripe asks for, and nothing beside it."""

_TEXTS = {
    "en": {
        "title": "Pay",
        "amount": "Amount",
        "reference": "Reference",
        "pay": "Pay",
        "script": "To pay by card, allow scripts in your browser and load this page again.",
        "failed": "The payment could not be made. Try again, or choose another way to pay in the shop.",
        "done": "This payment is decided. You can go back to the shop.",
        "not_found": "There is no such payment.",
        "back": "Back to the shop",
    },
    "de": {
        "title": "Bezahlen",
        "amount": "Betrag",
        "reference": "Bestellung",
        "pay": "Bezahlen",
        "script": "Um mit Karte zu bezahlen, erlauben Sie Skripte in Ihrem Browser und laden Sie diese Seite neu.",
        "failed": "Die Zahlung war nicht möglich. Versuchen Sie es noch einmal, oder zahlen Sie im Shop anders.",
        "done": "Über diese Zahlung ist entschieden. Sie können zum Shop zurückkehren.",
        "not_found": "Diese Zahlung gibt es nicht.",
        "back": "Zurück zum Shop",
    },
    "zh-Hans": {
        "title": "付款",
        "amount": "金额",
        "reference": "订单",
        "pay": "付款",
        "script": "如需使用银行卡付款，请允许浏览器运行脚本，然后重新加载此页面。",
        "failed": "付款未成功。请重试，或在商店中选择其他付款方式。",
        "done": "这笔付款已有结果，您可以返回商店。",
        "not_found": "没有这笔付款。",
        "back": "返回商店",
    },
}
LOCALES = tuple(_TEXTS)

SCRIPT = """\
"use strict";
const form = document.getElementById("pay");
const { key, secret, step, back, locale, failed } = form.dataset;
const message = document.getElementById("message");
const button = form.querySelector("button");
const stripe = Stripe(key, { locale });

function tell(error) {
  message.textContent = (error && error.message) || failed;
  button.disabled = false;
}

function leave() {
  location.replace(back);
}

if (step === "next_action") {
  button.hidden = true;
  stripe.handleNextAction({ clientSecret: secret }).then(leave, leave);
} else {
  const elements = stripe.elements({ clientSecret: secret });
  elements.create("payment").mount("#fields");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    message.textContent = "";
    try {
      const { error } = await stripe.confirmPayment({ elements, confirmParams: { return_url: back } });
      tell(error);
    } catch (error) {
      tell(null);
    }
  });
}
"""
"""Stripe sends the buyer back by itself once the payment is confirmed."""


def pay_page(*, locale: str, amount: str, reference: str, key: str, secret: str, step: str, back: str) -> str:
    """Returns the page of a payment that waits for its buyer.

    Args:
        locale: One of `LOCALES`.
        amount: As buyers read it.
        key: The publishable key.
        secret: The client secret of the payment.
        step: ``confirm``, or ``next_action`` where the bank wants to know more.
        back: Where the buyer goes then; an address of ours.
    """
    texts = _TEXTS[locale]
    data = {"key": key, "secret": secret, "step": step, "back": back, "failed": texts["failed"]}
    data["locale"] = "zh" if locale == "zh-Hans" else locale
    attributes = " ".join(f'data-{name}="{escape(value, quote=True)}"' for name, value in data.items())
    body = (
        f"<h1>{texts['title']}</h1>"
        f"<dl><dt>{texts['amount']}</dt><dd>{escape(amount)}</dd>"
        f"<dt>{texts['reference']}</dt><dd>{escape(reference)}</dd></dl>"
        f'<noscript><p role="status">{texts["script"]}</p></noscript>'
        f'<form id="pay" {attributes}><div id="fields"></div><p id="message" role="alert"></p>'
        f'<button class="primary">{texts["pay"]}</button></form>'
    )
    head = f'<script src="{STRIPE_SCRIPT}" defer></script><script src="{SCRIPT_PATH}" defer></script>'
    return document(locale, texts["title"], body, head=head)


def told_page(locale: str, text: str, back: str | None) -> str:
    """Returns a page that only says something.

    Args:
        text: ``done`` or ``not_found``.
        back: Where a link leads; None for no link.
    """
    texts = _TEXTS[locale]
    link = f'<a class="button" href="{escape(back, quote=True)}">{texts["back"]}</a>' if back else ""
    return document(locale, texts["title"], f'<h1>{texts["title"]}</h1><p role="status">{texts[text]}</p>{link}')
