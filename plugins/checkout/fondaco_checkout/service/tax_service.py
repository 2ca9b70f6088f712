"""A tax engine that is a service: it is sent a cart as JSON, and answers with the taxes of each line."""

from __future__ import annotations

import httpx
import msgspec
from fondaco.commerce import CartTaxes, CartTaxesQuery

from fondaco_checkout.settings import CheckoutSettings

__all__ = ["ask_service"]

NO_CONTENT = 204
LARGEST_ANSWER = 4 * 1024 * 1024
"""Bytes: some hundred times what a large cart needs."""


async def ask_service(
    settings: CheckoutSettings, query: CartTaxesQuery, transport: httpx.AsyncBaseTransport | None = None
) -> CartTaxes | None:
    """Asks the service of the settings; None if there is none, or if it leaves the cart to own rates (204).

    The body is the `CartTaxesQuery` as JSON, amounts in minor units, rates as text; the answer is a `CartTaxes` in the
    same form. Redirects are not followed, so that the token goes nowhere else.

    Args:
        transport: Instead of the network; for tests.

    Raises:
        httpx.HTTPError: If it cannot be reached or answers with an error.
        ValueError: If its answer is no `CartTaxes`, or too large.
    """
    if not settings.tax_engine_url:
        return None
    headers = {"content-type": "application/json", "accept": "application/json"}
    if settings.tax_engine_token:
        headers["authorization"] = f"Bearer {settings.tax_engine_token}"
    timeout = settings.tax_engine_timeout_seconds
    async with (
        httpx.AsyncClient(timeout=timeout, transport=transport, follow_redirects=False) as client,
        client.stream("POST", settings.tax_engine_url, content=msgspec.json.encode(query), headers=headers) as response,
    ):
        response.raise_for_status()
        if response.status_code == NO_CONTENT:
            return None
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > LARGEST_ANSWER:
                raise ValueError("the tax service answers with more than a cart needs")
    return msgspec.json.decode(body, type=CartTaxes)
