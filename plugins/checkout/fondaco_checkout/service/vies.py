"""VIES, the register of tax numbers of the European Union, by its REST API."""

from __future__ import annotations

import httpx
import msgspec
from fondaco.commerce import TaxNumberAnswer, TaxNumberQuery

from fondaco_checkout.settings import CheckoutSettings

__all__ = ["ask_vies"]

LARGEST_ANSWER = 64 * 1024
"""Bytes."""


class _Answer(msgspec.Struct, rename="camel"):
    valid: bool
    request_identifier: str | None = None


async def ask_vies(
    settings: CheckoutSettings, query: TaxNumberQuery, transport: httpx.AsyncBaseTransport | None = None
) -> TaxNumberAnswer | None:
    """Asks VIES; None if it is not to be asked, or if the number is of no member state.

    Args:
        transport: Instead of the network; for tests.

    Raises:
        httpx.HTTPError: If it cannot be reached or answers with an error.
        ValueError: If its answer says neither yes nor no, as while the register of a member state is down.
    """
    if not settings.vies_url or not query.country:
        return None
    asked = {"countryCode": query.number[:2], "vatNumber": query.number[2:]}
    own = settings.vies_requester
    if own:
        asked |= {"requesterMemberStateCode": own[:2], "requesterNumber": own[2:]}
    timeout = settings.tax_number_timeout_seconds
    async with (
        httpx.AsyncClient(timeout=timeout, transport=transport, follow_redirects=False) as client,
        client.stream("POST", settings.vies_url, json=asked, headers={"accept": "application/json"}) as response,
    ):
        response.raise_for_status()
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > LARGEST_ANSWER:
                raise ValueError("VIES answers with more than it has to say")
    answer = msgspec.json.decode(body, type=_Answer)
    return TaxNumberAnswer(registered=answer.valid, reference=(answer.request_identifier or "")[:100])
