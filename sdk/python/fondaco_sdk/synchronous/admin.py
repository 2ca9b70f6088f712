"""The client for staff and for other systems."""

from __future__ import annotations

import httpx

from fondaco_sdk import wire
from fondaco_sdk.admin.sync_client import AdminClient
from fondaco_sdk.retries import Retries

__all__ = ["Admin"]


class Admin(AdminClient):
    """One member of staff or service: every operation of ``sdk/operations/admin`` as a typed method.

    Queries return their data; mutations return a `Result`. Calls are repeated as `Retries` says.

    Args:
        base_url: Of the shop, such as ``https://shop.example``.
        token: Sent as a bearer token.
        channel: Slug of the channel to look at; the shop's default without one.
        locale: BCP 47 tag to be answered in.
        timeout: Seconds that one attempt may wait for a connection, and then for the next piece of the answer.
        http: An HTTP client to use instead of an own one; it is not closed with this object.
    """

    def __init__(
        self,
        base_url: str,
        token: str,
        *,
        channel: str | None = None,
        locale: str | None = None,
        timeout: float = 20.0,
        retries: Retries | None = None,
        http: httpx.Client | None = None,
    ) -> None:
        super().__init__(
            f"{base_url.rstrip('/')}/graphql/admin",
            headers=wire.headers_of(bearer=token, channel=channel, locale=locale),
            timeout=timeout,
            retries=retries or Retries(),
            http=http,
        )
