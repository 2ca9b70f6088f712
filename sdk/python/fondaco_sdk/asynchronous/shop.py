"""The buyer's client."""

from __future__ import annotations

import httpx

from fondaco_sdk import wire
from fondaco_sdk.asynchronous.cart import AsyncShoppingCart
from fondaco_sdk.retries import Retries
from fondaco_sdk.session import new_session_token
from fondaco_sdk.shop.client import AsyncShopClient

__all__ = ["AsyncShop"]


class AsyncShop(AsyncShopClient):
    """One buyer in one shop: every operation of ``sdk/operations/shop`` as a typed method.

    Queries return their data; mutations return a `Result`. Calls are repeated as `Retries` says.

    Args:
        base_url: Of the shop, such as ``https://shop.example``.
        session: A token that was kept from an earlier client's ``session``; a new buyer without one.
        channel: Slug of the channel to buy in; the shop's default without one.
        locale: BCP 47 tag, or a whole ``Accept-Language`` header, to be answered in.
        timeout: Seconds that one attempt may wait for a connection, and then for the next piece of the answer.
        http: An HTTP client to use instead of an own one; it is not closed with this object.

    Raises:
        ValueError: If the session is not a session token.
    """

    def __init__(
        self,
        base_url: str,
        *,
        session: str | None = None,
        channel: str | None = None,
        locale: str | None = None,
        timeout: float = 20.0,
        retries: Retries | None = None,
        http: httpx.AsyncClient | None = None,
    ) -> None:
        super().__init__(
            f"{base_url.rstrip('/')}/graphql/shop",
            headers=wire.headers_of(session=session or new_session_token(), channel=channel, locale=locale),
            timeout=timeout,
            retries=retries or Retries(),
            http=http,
        )

    @property
    def session(self) -> str:
        """The buyer's session token. Whoever has it is the buyer: keep it in an HttpOnly cookie."""
        return self._headers[wire.SESSION_HEADER]

    def cart(self, cart_id: str | None = None) -> AsyncShoppingCart:
        """Returns a shopping cart.

        Args:
            cart_id: Of a cart of this session; without one a cart is opened when something is put into it.
        """
        return AsyncShoppingCart(self, cart_id)
