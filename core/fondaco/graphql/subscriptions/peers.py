"""Who is on the other side of a long connection: read off its headers, again for every event."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from fondaco.context import Context, new_request_id
from fondaco.errors import InvalidInputError
from fondaco.graphql.endpoint.reading import headers_of
from fondaco.requests import CHANNEL_HEADER, LOCALE_HEADER, SESSION_HEADER, caller_from_headers

if TYPE_CHECKING:
    from litestar.types import HTTPScope, WebSocketScope

    from fondaco.app import App

__all__ = ["Origin", "Peer", "origin_of"]

_SAYABLE = frozenset({"authorization", SESSION_HEADER, CHANNEL_HEADER, LOCALE_HEADER})
"""Headers that a browser cannot set on a socket, so that ``connection_init`` may bring them."""


class Peer:
    """The other side of a connection.

    Attributes:
        request_id: Ties the log lines and error answers of the connection together.
    """

    def __init__(self, app: App, scope: HTTPScope | WebSocketScope, *, cookies: bool = True) -> None:
        self.request_id: str = scope.get("state", {}).get("request_id") or new_request_id()
        self._app = app
        self._client: tuple[str, int] | None = scope.get("client")
        self._headers = headers_of(cast("HTTPScope", scope))
        if not cookies:
            self._headers.pop(b"cookie", None)

    def learn(self, said: Mapping[str, Any]) -> None:
        """Takes over what the other side says of itself, under the names of the headers; their case does not matter.

        Raises:
            InvalidInputError: If one of them cannot be the value of a header.
        """
        for name, value in said.items():
            lowered = name.lower()
            if lowered not in _SAYABLE or value is None:
                continue
            if not isinstance(value, str) or not value.isascii() or not value.isprintable():
                raise InvalidInputError(f"{lowered} has to be the text of a header.")
            self._headers[lowered.encode()] = value.encode()

    async def caller(self) -> Context:
        """Returns the caller, worked out anew.

        Raises:
            PermissionDeniedError: ``UNAUTHENTICATED`` if the credentials are not valid, or not any more.
            InvalidInputError: ``UNKNOWN_CHANNEL``.
        """
        return await caller_from_headers(self._app, self._headers, client=self._client, request_id=self.request_id)


class Origin(Enum):
    """What a socket may do because of the page that opened it."""

    TRUSTED = "trusted"
    FOREIGN = "foreign"
    """The page may call the API, but not as whoever uses the browser."""

    REFUSED = "refused"


def origin_of(app: App, scope: WebSocketScope) -> Origin:
    """Judges the page that opens a socket, since browsers ask nobody before they do, and send cookies along.

    The rules are those of CORS: pages of this server and of ``server.allow_origins`` may. Without an ``Origin`` header
    it was no browser.
    """
    headers = dict(scope["headers"])
    origin = headers.get(b"origin", b"").decode("latin-1").lower()
    if not origin:
        return Origin.TRUSTED
    server = app.settings.server
    own = urlsplit(server.base_url)
    host = headers.get(b"host", b"").decode("latin-1").lower()
    if origin == f"{own.scheme}://{own.netloc}".lower() or (host and origin.partition("://")[2] == host):
        return Origin.TRUSTED
    cors = app.litestar.cors_config
    if cors is None or not cors.is_origin_allowed(origin):
        return Origin.REFUSED
    return Origin.FOREIGN if cors.is_allow_all_origins else Origin.TRUSTED
