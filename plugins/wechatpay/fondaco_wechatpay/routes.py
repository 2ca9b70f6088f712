"""``/payments/wechatpay/{payment_id}``: where a payment that waits for its buyer is paid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fondaco import clock
from fondaco.app import App
from fondaco.commerce import PaymentState
from fondaco.payments import (
    DirectPayments,
    GatewayRefusedError,
    GatewayUncertainError,
    Note,
    NoteState,
    ProviderMemory,
)
from fondaco.requests import negotiate_locale, safe_return_url
from litestar import Request, Response, get
from litestar.enums import MediaType
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect

from fondaco_wechatpay.gateway import METHODS, WechatPayGateway
from fondaco_wechatpay.page import HEADERS, LOCALES, SCRIPT, SCRIPT_PATH, code_page, told_page

__all__ = ["routes"]


def routes(
    app: App, gateway: WechatPayGateway, payments: DirectPayments, memory: ProviderMemory
) -> Sequence[HTTPRouteHandler]:
    """Returns the handlers. Knowing the payment's id, which is random, is the right to pay it."""

    def answer(html: str, status: int = 200) -> Response[str]:
        return Response(html, media_type=MediaType.HTML, status_code=status, headers=HEADERS)

    def back_of(request: Request[Any, Any, Any], note: Note) -> str | None:
        allowed = (app.settings.server.base_url, str(request.base_url), *app.settings.server.allow_origins)
        return safe_return_url(note.return_url, allowed)

    async def waits(note: Note) -> bool:
        if note.state is not NoteState.KNOWN or clock.utc_now() >= payments.expires_at(note):
            return False
        return (await payments.status(note.id, note.method)).state in {
            PaymentState.ACTION_REQUIRED,
            PaymentState.UNKNOWN,
        }

    @get("/payments/wechatpay/{payment_id:uuid}", include_in_schema=False)
    async def show(request: Request[Any, Any, Any], payment_id: FromPath[UUID]) -> Response[Any]:
        locale = negotiate_locale(request.headers.get("accept-language", ""), LOCALES)
        note = await memory.find(payment_id)
        if note is None or note.method not in METHODS or not note.amount:
            return answer(told_page(locale, "not_found", None), 404)
        back = back_of(request, note)
        if not await waits(note):
            return answer(told_page(locale, "done", back))
        if METHODS[note.method] == "h5":
            host = "127.0.0.1" if request.client is None else request.client.host
            try:
                target = await gateway.address_for_phone(note, payments.expires_at(note), host)
            except (GatewayRefusedError, GatewayUncertainError):
                return answer(told_page(locale, "done", back), 503)
            return Redirect(target, status_code=303, headers=HEADERS)
        page = code_page(
            locale=locale,
            amount=str(note.money),
            reference=note.label,
            code=note.detail.get("code", ""),
            bridge=gateway.bridge(note) if "prepay" in note.detail else {},
            state=f"/payments/wechatpay/{note.id}/state",
            back=back or str(request.url),
        )
        return answer(page)

    @get("/payments/wechatpay/{payment_id:uuid}/state", include_in_schema=False)
    async def state(payment_id: FromPath[UUID]) -> Response[dict[str, bool]]:
        note = await memory.find(payment_id)
        decided = note is None or note.method not in METHODS or not await waits(note)
        return Response({"decided": decided}, headers={"cache-control": "no-store"})

    @get(SCRIPT_PATH, include_in_schema=False, media_type="text/javascript")
    async def script() -> Response[str]:
        return Response(SCRIPT, media_type="text/javascript", headers={"cache-control": "public, max-age=300"})

    return (show, state, script)
