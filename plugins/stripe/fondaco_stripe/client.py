"""Stripe's own SDK, with a time-out, a pinned version of the API, and errors that say nothing of keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import stripe
import structlog

from fondaco_stripe.settings import StripeSettings

__all__ = ["API_VERSION", "Clients", "code_of", "facts_of", "told"]

API_VERSION = "2026-10-28.endive"
"""What answers look like; raised together with the SDK, after the tests."""

log = structlog.get_logger("fondaco.stripe")


class Clients:
    """One client per account, made when it is first used.

    Args:
        settings: Whose keys and time-out they have.
    """

    def __init__(self, settings: StripeSettings) -> None:
        self._settings = settings
        self._made: dict[str, stripe.StripeClient] = {}
        self._http: stripe.HTTPXClient | None = None

    def of(self, channel: str) -> stripe.StripeClient:
        """Returns the client of a channel's account."""
        key = self._settings.account(channel).secret_key
        if key not in self._made:
            settings = self._settings
            self._http = self._http or stripe.HTTPXClient(timeout=settings.timeout_seconds)
            self._made[key] = stripe.StripeClient(
                key,
                stripe_version=API_VERSION,
                base_addresses={"api": settings.api_url} if settings.api_url else {},
                max_network_retries=settings.retries,
                http_client=self._http,
            )
        return self._made[key]

    async def close(self) -> None:
        """Closes what is open; the next use makes clients anew."""
        http, self._http = self._http, None
        self._made.clear()
        if http is not None:
            await http.close_async()  # type: ignore[no-untyped-call]  # of the SDK


def facts_of(found: stripe.StripeObject | Mapping[str, Any] | None) -> dict[str, Any]:
    """Returns what an object of Stripe says: what it leaves out is no attribute of it."""
    return {} if found is None else dict(found.to_dict() if isinstance(found, stripe.StripeObject) else found)


def code_of(error: stripe.StripeError) -> str:
    """Returns Stripe's code for what went wrong, such as ``insufficient_funds``."""
    declined = getattr(error.error, "decline_code", None) if error.error is not None else None
    return str(declined or error.code or "refused")


def told(what: str, error: stripe.StripeError, **facts: str) -> None:
    """Logs an error by its code and Stripe's request id: messages may repeat what was sent, so they are not kept."""
    log.warning(
        what,
        kind=type(error).__name__,
        code=error.code,
        status=error.http_status,
        request_id=error.request_id,
        **facts,
    )
