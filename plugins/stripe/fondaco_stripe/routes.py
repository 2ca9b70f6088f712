"""``/payments/stripe/{payment_id}``: where a payment that waits for its buyer is paid, without a front-end's help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fondaco.app import App
from fondaco.commerce import PaymentState
from fondaco.payments import ProviderMemory
from fondaco.requests import negotiate_locale, safe_return_url
from litestar import Request, Response, get
from litestar.enums import MediaType
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from fondaco_stripe.page import HEADERS, LOCALES, SCRIPT, SCRIPT_PATH, pay_page, told_page
from fondaco_stripe.provider import StripePayments
from fondaco_stripe.settings import StripeSettings

__all__ = ["routes"]


def routes(
    app: App, settings: StripeSettings, payments: StripePayments, memory: ProviderMemory
) -> Sequence[HTTPRouteHandler]:
    """Returns the handlers. Knowing the payment's id, which is random, is the right to pay it."""

    def answer(html: str, status: int = 200) -> Response[str]:
        return Response(html, media_type=MediaType.HTML, status_code=status, headers=HEADERS)

    @get("/payments/stripe/{payment_id:uuid}", include_in_schema=False)
    async def show(request: Request[Any, Any, Any], payment_id: FromPath[UUID]) -> Response[str]:
        locale = negotiate_locale(request.headers.get("accept-language", ""), LOCALES)
        note = await memory.find(payment_id)
        if note is None or not note.amount:
            return answer(told_page(locale, "not_found", None), 404)
        allowed = (app.settings.server.base_url, str(request.base_url), *app.settings.server.allow_origins)
        back = safe_return_url(note.return_url, allowed)
        action = await payments.action(payment_id)
        secret = action.parameters.get("clientSecret", "")
        if not secret or (await payments.pay_state(note)) is not PaymentState.ACTION_REQUIRED:
            return answer(told_page(locale, "done", back))
        page = pay_page(
            locale=locale,
            amount=str(note.money),
            reference=note.label,
            key=settings.account(note.channel).publishable_key,
            secret=secret,
            step=action.parameters["step"],
            back=back or str(request.url),
        )
        return answer(page)

    @get(SCRIPT_PATH, include_in_schema=False, media_type="text/javascript")
    async def script() -> Response[str]:
        return Response(SCRIPT, media_type="text/javascript", headers={"cache-control": "public, max-age=300"})

    return (show, script)
