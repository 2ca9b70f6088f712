"""``POST /webhooks/payments/{provider}``: where payment providers send messages."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import structlog
from fondaco.app import App
from fondaco.commerce import PaymentNotice
from fondaco.errors import DomainError
from fondaco.hookspecs import HookSpecs
from litestar import Request, Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from fondaco_checkout.service.webhooks import keep_notice

__all__ = ["webhook_routes"]

LARGEST_BODY = 1 << 20
SECONDS = 10.0
"""How long a provider's plugin may take to check a signature; it may have to fetch a certificate."""

log = structlog.get_logger("fondaco.checkout")


def webhook_routes(app: App) -> Sequence[HTTPRouteHandler]:
    """Returns the handler.

    It answers 200 to every genuine message, also to one that it has; 400 where the signature is wrong; 404 where no
    plugin has that provider; 413 to more than a megabyte; 503 where the signature could not be checked in time.
    """

    @post("/webhooks/payments/{provider:str}", include_in_schema=False, status_code=200)
    async def receive(request: Request[Any, Any, Any], provider: FromPath[str]) -> Response[str]:
        declared = request.headers.get("content-length", "0")
        if not declared.isdigit() or int(declared) > LARGEST_BODY:
            return Response("too large", status_code=413)
        body = await request.body()
        if len(body) > LARGEST_BODY:
            return Response("too large", status_code=413)
        headers = {name.lower(): value for name, value in request.headers.items()}
        notice = PaymentNotice(provider=provider, headers=headers, body=body)
        try:
            async with asyncio.timeout(SECONDS):
                news = await app.hooks.first(HookSpecs.resolve_payment_notice, notice)
            if news is None:
                return Response("unknown provider", status_code=404)
            await keep_notice(app, notice, news)
        except TimeoutError:
            log.warning("webhook_check_late", provider=provider[:100])
            return Response("try again", status_code=503)
        except DomainError as error:
            log.warning("webhook_refused", provider=provider[:100], code=error.code)
            return Response(error.code, status_code=400)
        return Response(news.answer, media_type=news.content_type, status_code=200)

    return (receive,)
