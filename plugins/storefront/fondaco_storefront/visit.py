"""One request to the storefront: who, in which language, with which cookies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import msgspec
from fondaco.access.principals import ANONYMOUS, session_of
from fondaco.commerce.channel import Channel
from fondaco.context import Context
from fondaco.graphql.execution import Answer
from fondaco.requests import SESSION_COOKIE
from litestar import Request, Response

from fondaco_storefront.theme import Theme

if TYPE_CHECKING:
    from fondaco.app import App

__all__ = ["Visit", "begin_visit"]

COOKIE_PREFIX = "fondaco_"
LONGEST_COOKIE = 500
LONGEST_QUERY_VALUE = 300
MAX_QUERY_FIELDS = 100
SESSION_DAYS = 180
DAY = 24 * 3600


class Visit:
    """A request, and what its answer has to tell the browser about cookies.

    Attributes:
        caller: As the API sees the visitor.
        path: Without the language.
        query: Of the address; overlong values are left out. Of a dotted name that repeats, such as ``f.brand``, all
            values count, of any other name the last.
        cookies: The theme's own, by the names that the theme uses.
        origin: Scheme and host of the address in the visitor's browser.
    """

    def __init__(
        self,
        *,
        caller: Context,
        path: str,
        query: Mapping[str, str | list[str]],
        cookies: dict[str, str],
        origin: str,
        secure: bool,
    ) -> None:
        self.caller = caller
        self.path = path
        self.query = query
        self.cookies = cookies
        self.origin = origin
        self._secure = secure
        self._days: dict[str, int] = {}
        self._forgotten: set[str] = set()
        self._session: str | None = None

    @property
    def locale(self) -> str:
        """BCP 47 tag of the page's language."""
        return self.caller.locale

    def remember(self, name: str, value: str, days: int) -> None:
        """Keeps a value in a cookie of the theme."""
        self.cookies[name] = value
        self._days[name] = days
        self._forgotten.discard(name)

    def forget(self, name: str) -> None:
        """Drops a cookie of the theme."""
        self.cookies.pop(name, None)
        self._days.pop(name, None)
        self._forgotten.add(name)

    def take_session(self, answer: Answer) -> None:
        """Goes on as the session that an operation has started, if it has."""
        if answer.new_session_token is not None:
            self._session = answer.new_session_token
            self.caller = self.caller.in_session(answer.new_session_token)

    def write_cookies(self, response: Response[Any]) -> None:
        """Puts what was remembered, forgotten and started into the answer."""
        for name, days in self._days.items():
            self._set(response, COOKIE_PREFIX + name, self.cookies[name], days * DAY)
        for name in sorted(self._forgotten):
            self._set(response, COOKIE_PREFIX + name, "", 0)
        if self._session is not None:
            self._set(response, SESSION_COOKIE, self._session, SESSION_DAYS * DAY)

    def _set(self, response: Response[Any], name: str, value: str, max_age: int) -> None:
        response.set_cookie(name, value, max_age=max_age, path="/", httponly=True, samesite="lax", secure=self._secure)


def begin_visit(
    app: App, request: Request[Any, Any, Any], theme: Theme, channel: Channel, locale: str, path: str, origin: str
) -> Visit:
    """Reads a visit off a request. Only the session cookie says who it is: a page is never shown to a bearer token."""
    session = session_of(request.cookies.get(SESSION_COOKIE))
    cookies: dict[str, str] = {}
    for name in theme.cookies:
        value = request.cookies.get(COOKIE_PREFIX + name, "")
        if value and len(value) <= LONGEST_COOKIE and value.isascii() and value.isprintable():
            cookies[name] = value
    return Visit(
        caller=Context(
            channel=channel,
            locale=locale,
            principal=ANONYMOUS if session is None else msgspec.structs.replace(ANONYMOUS, session=session),
            request_id=request.scope["state"].get("request_id", ""),
        ),
        path=path,
        query=_query(request.scope["query_string"]),
        cookies=cookies,
        origin=origin,
        secure=origin.startswith("https:") or app.settings.server.base_url.startswith("https:"),
    )


def _query(query_string: bytes) -> dict[str, str | list[str]]:
    try:
        pairs = parse_qsl(query_string.decode("latin-1"), max_num_fields=MAX_QUERY_FIELDS, errors="replace")
    except ValueError:
        return {}
    found: dict[str, str | list[str]] = {}
    for name, value in pairs:
        if len(value) > LONGEST_QUERY_VALUE or not value.isprintable():
            continue
        before = found.get(name)
        if before is None or "." not in name:
            found[name] = value
        else:
            found[name] = [*([before] if isinstance(before, str) else before), value]
    return found
