"""The page that shows a code to scan, or opens WeChat; it notices by itself when the buyer has paid."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import msgspec
import segno
from fondaco.payments import PAGE_HEADERS, document

__all__ = ["HEADERS", "LOCALES", "SCRIPT", "SCRIPT_PATH", "code_page", "told_page"]

SCRIPT_PATH = "/payments/wechatpay/wait.js"
HEADERS = {
    **PAGE_HEADERS,
    "content-security-policy": (
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; img-src data:; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
}

_TEXTS = {
    "en": {
        "title": "Pay with WeChat",
        "amount": "Amount",
        "reference": "Reference",
        "scan": "Scan this code with WeChat on your phone.",
        "alt": "QR code of this payment",
        "inside": "Confirm the payment in WeChat.",
        "paid": "I have paid",
        "waiting": "We are waiting for your payment.",
        "done": "This payment is decided or its time is over. You can go back to the shop.",
        "not_found": "There is no such payment.",
        "back": "Back to the shop",
    },
    "de": {
        "title": "Mit WeChat bezahlen",
        "amount": "Betrag",
        "reference": "Bestellung",
        "scan": "Scannen Sie diesen Code mit WeChat auf Ihrem Telefon.",
        "alt": "QR-Code dieser Zahlung",
        "inside": "Bestätigen Sie die Zahlung in WeChat.",
        "paid": "Ich habe bezahlt",
        "waiting": "Wir warten auf Ihre Zahlung.",
        "done": "Über diese Zahlung ist entschieden, oder ihre Zeit ist um. Sie können zum Shop zurückkehren.",
        "not_found": "Diese Zahlung gibt es nicht.",
        "back": "Zurück zum Shop",
    },
    "zh-Hans": {
        "title": "微信支付",
        "amount": "金额",
        "reference": "订单",
        "scan": "请使用手机微信扫描二维码付款。",
        "alt": "付款二维码",
        "inside": "请在微信中确认付款。",
        "paid": "我已付款",
        "waiting": "正在等待您付款。",
        "done": "这笔付款已有结果或已超时，您可以返回商店。",
        "not_found": "没有这笔付款。",
        "back": "返回商店",
    },
}
LOCALES = tuple(_TEXTS)

SCRIPT = """\
"use strict";
const wait = document.getElementById("wait");
const { state, back, bridge } = wait.dataset;

async function look() {
  try {
    const answer = await fetch(state, { cache: "no-store" });
    if ((await answer.json()).decided) {
      location.replace(back);
      return;
    }
  } catch (error) {
    // The connection is gone for a moment: look again.
  }
  setTimeout(look, 3000);
}

function pay() {
  WeixinJSBridge.invoke("getBrandWCPayRequest", JSON.parse(bridge), look);
}

if (bridge && typeof WeixinJSBridge === "undefined") {
  document.addEventListener("WeixinJSBridgeReady", pay, false);
} else if (bridge) {
  pay();
}
setTimeout(look, 3000);
"""


def code_page(
    *, locale: str, amount: str, reference: str, code: str, bridge: Mapping[str, str], state: str, back: str
) -> str:
    """Returns the page of a payment that waits for its buyer. Without scripts they say themselves that they paid.

    Args:
        locale: One of `LOCALES`.
        amount: As buyers read it.
        code: What the code to scan says; empty inside WeChat.
        bridge: What WeChat's browser is given; empty outside of it.
        state: Path that tells whether the payment is decided.
        back: Where the buyer goes then; an address of ours.
    """
    texts = _TEXTS[locale]
    picture = ""
    if code:
        image = segno.make(code, error="m").svg_data_uri(scale=6, border=4, light="#fff", omitsize=False)
        picture = f'<p><img src="{escape(image, quote=True)}" alt="{texts["alt"]}" width="240" height="240"></p>'
    given = escape(msgspec.json.encode(dict(bridge)).decode(), quote=True) if bridge else ""
    body = (
        f"<h1>{texts['title']}</h1>"
        f"<dl><dt>{texts['amount']}</dt><dd>{escape(amount)}</dd>"
        f"<dt>{texts['reference']}</dt><dd>{escape(reference)}</dd></dl>"
        f"<p>{texts['scan' if code else 'inside']}</p>{picture}"
        f'<div id="wait" data-state="{escape(state, quote=True)}" data-back="{escape(back, quote=True)}" '
        f'data-bridge="{given}"><p role="status">{texts["waiting"]}</p></div>'
        f'<a class="button" href="{escape(back, quote=True)}">{texts["paid"]}</a>'
    )
    return document(locale, texts["title"], body, head=f'<script src="{SCRIPT_PATH}" defer></script>')


def told_page(locale: str, text: str, back: str | None) -> str:
    """Returns a page that only says something.

    Args:
        text: ``done`` or ``not_found``.
        back: Where a link leads; None for no link.
    """
    texts = _TEXTS[locale]
    link = f'<a class="button" href="{escape(back, quote=True)}">{texts["back"]}</a>' if back else ""
    return document(locale, texts["title"], f'<h1>{texts["title"]}</h1><p role="status">{texts[text]}</p>{link}')
