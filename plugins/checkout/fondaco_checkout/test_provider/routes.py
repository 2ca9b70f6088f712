"""``/payments/test/{payment_id}``: the page that a test payment which needs action sends the buyer to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from fondaco.app import App
from fondaco.payments import PAGE_HEADERS
from fondaco.requests import negotiate_locale, safe_return_url
from litestar import Request, Response, get, post
from litestar.enums import MediaType
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect

from fondaco_checkout.service.settle import settle_payment
from fondaco_checkout.settings import CheckoutSettings
from fondaco_checkout.test_provider import repository
from fondaco_checkout.test_provider.page import LOCALES, decision_page, not_found_page
from fondaco_checkout.test_provider.provider import TestProvider

__all__ = ["routes"]


def routes(app: App, settings: CheckoutSettings, provider: TestProvider) -> Sequence[HTTPRouteHandler]:
    """Returns the handlers. Knowing the payment's id, which is random, is the right to decide."""

    def allowed(request: Request[Any, Any, Any]) -> tuple[str, ...]:
        return (app.settings.server.base_url, str(request.base_url), *app.settings.server.allow_origins)

    def answer(html: str, status: int) -> Response[str]:
        return Response(html, media_type=MediaType.HTML, status_code=status, headers=PAGE_HEADERS)

    async def page(request: Request[Any, Any, Any], payment_id: UUID) -> Response[str]:
        locale = negotiate_locale(request.headers.get("accept-language", ""), LOCALES)
        payment = await repository.find(payment_id)
        if payment is None:
            return answer(not_found_page(locale), 404)
        return answer(decision_page(payment, locale, safe_return_url(payment.return_url, allowed(request))), 200)

    @get("/payments/test/{payment_id:uuid}", include_in_schema=False)
    async def show(request: Request[Any, Any, Any], payment_id: FromPath[UUID]) -> Response[str]:
        return await page(request, payment_id)

    @post("/payments/test/{payment_id:uuid}", include_in_schema=False)
    async def decide(request: Request[Any, Any, Any], payment_id: FromPath[UUID]) -> Response[Any]:
        decision = parse_qs((await request.body()).decode(errors="replace")).get("decision", [""])[0]
        if decision in {"confirm", "refuse"}:
            await provider.decide(payment_id, confirmed=decision == "confirm")
            await settle_payment(app, settings, payment_id)
            payment = await repository.find(payment_id)
            target = None if payment is None else safe_return_url(payment.return_url, allowed(request))
            if target is not None:
                return Redirect(target, status_code=303, headers=PAGE_HEADERS)
        return await page(request, payment_id)

    return (show, decide)
