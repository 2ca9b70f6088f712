"""``/payments/alipay/{payment_id}``: forwards a buyer to Alipay, as long as the payment is open."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any
from uuid import UUID

from fondaco import clock
from fondaco.app import App
from fondaco.payments import PAGE_HEADERS, DirectPayments, Note, NoteState, ProviderMemory, document
from fondaco.requests import negotiate_locale, safe_return_url
from litestar import Request, Response, get
from litestar.enums import MediaType
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect

from fondaco_alipay.gateway import AlipayGateway

__all__ = ["routes"]

_TEXTS = {
    "en": ("Alipay", "This payment is decided or its time is over. You can go back to the shop.", "Back to the shop"),
    "de": (
        "Alipay",
        "Über diese Zahlung ist entschieden, oder ihre Zeit ist um. Sie können zum Shop zurückkehren.",
        "Zurück zum Shop",
    ),
    "zh-Hans": ("支付宝", "这笔付款已有结果或已超时，您可以返回商店。", "返回商店"),
}


def routes(
    app: App, gateway: AlipayGateway, payments: DirectPayments, memory: ProviderMemory
) -> Sequence[HTTPRouteHandler]:
    """Returns the handler. Knowing the payment's id, which is random, is the right to pay it."""

    @get("/payments/alipay/{payment_id:uuid}", include_in_schema=False)
    async def forward(request: Request[Any, Any, Any], payment_id: FromPath[UUID]) -> Response[Any]:
        note = await memory.find(payment_id)
        if note is not None and note.state is NoteState.KNOWN and clock.utc_now() < payments.expires_at(note):
            mobile = "Mobile" in request.headers.get("user-agent", "")
            target = gateway.forward(note, payments.expires_at(note), mobile=mobile)
            return Redirect(target, status_code=303, headers=dict(PAGE_HEADERS))
        return _told(request, note)

    def _told(request: Request[Any, Any, Any], note: Note | None) -> Response[str]:
        locale = negotiate_locale(request.headers.get("accept-language", ""), tuple(_TEXTS))
        title, text, back = _TEXTS[locale]
        allowed = (app.settings.server.base_url, str(request.base_url), *app.settings.server.allow_origins)
        url = None if note is None else safe_return_url(note.return_url, allowed)
        link = f'<a class="button" href="{escape(url, quote=True)}">{back}</a>' if url else ""
        html = document(locale, title, f'<h1>{title}</h1><p role="status">{text}</p>{link}')
        status = 404 if note is None or not note.amount else 200
        return Response(html, media_type=MediaType.HTML, status_code=status, headers=dict(PAGE_HEADERS))

    return (forward,)
