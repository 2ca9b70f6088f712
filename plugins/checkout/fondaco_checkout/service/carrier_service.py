"""A carrier that is a service: it is sent parcels as JSON, and answers with its rates."""

from __future__ import annotations

import httpx
import msgspec
from fondaco.commerce import CarrierRates, CarrierRatesQuery

from fondaco_checkout.settings import CheckoutSettings

__all__ = ["ask_carrier"]

LARGEST_ANSWER = 1024 * 1024
"""Bytes."""


async def ask_carrier(
    settings: CheckoutSettings, query: CarrierRatesQuery, transport: httpx.AsyncBaseTransport | None = None
) -> CarrierRates | None:
    """Asks the service of the settings that a carrier has; None if it has none.

    The body is the `CarrierRatesQuery` as JSON, amounts in minor units; the answer is a `CarrierRates` in the same
    form. Redirects are not followed, so that the token goes nowhere else.

    Args:
        transport: Instead of the network; for tests.

    Raises:
        httpx.HTTPError: If it cannot be reached or answers with an error.
        ValueError: If its answer is no `CarrierRates`, or too large.
    """
    service = settings.carriers.get(query.carrier)
    if service is None:
        return None
    headers = {"content-type": "application/json", "accept": "application/json"}
    if service.token:
        headers["authorization"] = f"Bearer {service.token}"
    timeout = settings.carrier_timeout_seconds
    async with (
        httpx.AsyncClient(timeout=timeout, transport=transport, follow_redirects=False) as client,
        client.stream("POST", service.url, content=msgspec.json.encode(query), headers=headers) as response,
    ):
        response.raise_for_status()
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > LARGEST_ANSWER:
                raise ValueError("the carrier answers with more than parcels need")
    return msgspec.json.decode(body, type=CarrierRates)
