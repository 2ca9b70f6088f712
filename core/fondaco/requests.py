"""From an HTTP request to its caller: who, in which channel, in which language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec
from litestar import Request

from fondaco.access.principals import ANONYMOUS, Credentials, Principal, session_of
from fondaco.commerce.channel import Channel
from fondaco.context import Context
from fondaco.errors import InvalidInputError, PermissionDeniedError
from fondaco.hookspecs import HookSpecs

if TYPE_CHECKING:
    from fondaco.app import App

__all__ = [
    "CHANNEL_HEADER",
    "LOCALE_HEADER",
    "REQUEST_ID_HEADER",
    "SESSION_COOKIE",
    "SESSION_HEADER",
    "caller_from_headers",
    "caller_of",
    "negotiate_locale",
    "safe_return_url",
]

CHANNEL_HEADER = "fondaco-channel"
LOCALE_HEADER = "fondaco-locale"
SESSION_HEADER = "fondaco-session"
SESSION_COOKIE = "fondaco_session"
REQUEST_ID_HEADER = "x-request-id"

_CHANNEL, _LOCALE, _SESSION, _COOKIE = (
    name.encode() for name in (CHANNEL_HEADER, LOCALE_HEADER, SESSION_HEADER, SESSION_COOKIE)
)


async def caller_of(app: App, request: Request[Any, Any, Any]) -> Context:
    """Reads the caller off a request's headers and cookies.

    Raises:
        PermissionDeniedError: ``UNAUTHENTICATED`` if a bearer token is given that nobody knows.
        InvalidInputError: ``UNKNOWN_CHANNEL`` if the named channel does not exist.
    """
    headers: dict[bytes, bytes] = {}
    for name, value in request.scope["headers"]:  # HTTP/2 may split the cookies over several
        headers[name] = headers[name] + b"; " + value if name == b"cookie" and name in headers else value
    return await caller_from_headers(
        app, headers, client=request.scope.get("client"), request_id=request.scope["state"].get("request_id", "")
    )


async def caller_from_headers(
    app: App, headers: Mapping[bytes, bytes], *, client: tuple[str, int] | None, request_id: str
) -> Context:
    """Reads the caller off headers as ASGI has them, by lower-case name.

    Raises:
        PermissionDeniedError: ``UNAUTHENTICATED`` if a bearer token is given that nobody knows.
        InvalidInputError: ``UNKNOWN_CHANNEL`` if the named channel does not exist.
    """
    slug = headers.get(_CHANNEL)
    channel = app.default_channel if slug is None else channel_named(app, slug.decode("latin-1"))
    locale = headers.get(_LOCALE) or headers.get(b"accept-language")
    return Context(
        channel=channel,
        locale=channel.locales[0] if locale is None else _negotiated(locale.decode("latin-1")[:500], channel.locales),
        principal=await _principal_of(app, headers, client),
        request_id=request_id,
    )


def channel_named(app: App, slug: str | None) -> Channel:
    """Returns a channel, or the default one for None.

    Raises:
        InvalidInputError: ``UNKNOWN_CHANNEL``.
    """
    if not slug:
        return app.default_channel
    try:
        return app.channels[slug]
    except KeyError:
        raise InvalidInputError("There is no such channel.", code="UNKNOWN_CHANNEL") from None


async def _principal_of(app: App, headers: Mapping[bytes, bytes], client: tuple[str, int] | None) -> Principal:
    given = headers.get(_SESSION) or _session_cookie(headers.get(b"cookie"))
    token = given.decode("latin-1") if given else None
    session = session_of(token)
    scheme, _, bearer = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
    if not scheme:
        return ANONYMOUS if session is None else msgspec.structs.replace(ANONYMOUS, session=session)
    found = None
    if scheme.lower() == "bearer" and bearer:
        credentials = Credentials(
            bearer=bearer.strip(),
            session_token=token,
            remote_address=client[0] if client is not None else "",
        )
        found = await app.hooks.first(HookSpecs.resolve_principal, credentials)
    if found is None:
        raise PermissionDeniedError("These credentials are not valid.", code="UNAUTHENTICATED")
    return found if found.session is not None else msgspec.structs.replace(found, session=session)


def _session_cookie(cookies: bytes | None) -> bytes | None:
    for part in (cookies or b"").split(b";"):
        name, _, value = part.strip().partition(b"=")
        if name == _COOKIE:
            return value
    return None


def negotiate_locale(wanted: str, offered: Iterable[str]) -> str:
    """Returns the offered locale that fits an ``Accept-Language`` header best; the first one offered if none does.

    ``zh``, ``zh-CN`` and ``zh-SG`` fit ``zh-Hans`` (CLDR likely subtags); ``de-AT`` fits ``de``.
    """
    return _negotiated(wanted[:500], tuple(offered))


@lru_cache(1024)
def _negotiated(wanted: str, offered: tuple[str, ...]) -> str:
    by_tag = {tag.lower(): tag for tag in offered}
    for tag in _by_quality(wanted):
        candidates = [tag, *_LIKELY.get(tag, ())]
        while "-" in candidates[-1]:
            candidates.append(candidates[-1].rpartition("-")[0])
        for candidate in candidates:
            if candidate in by_tag:
                return by_tag[candidate]
    return offered[0]


_LIKELY = {
    **dict.fromkeys(("zh", "zh-cn", "zh-sg", "zh-hans-cn"), ("zh-hans",)),
    **dict.fromkeys(("zh-tw", "zh-hk", "zh-mo", "zh-hant-tw"), ("zh-hant",)),
}


def _by_quality(header: str) -> list[str]:
    tags: list[tuple[float, str]] = []
    for part in header.split(","):
        tag, _, rest = part.strip().partition(";")
        quality = rest.strip().removeprefix("q=") if rest else "1"
        try:
            weight = float(quality)
        except ValueError:
            continue
        if tag and weight > 0:
            tags.append((-weight, tag.strip().lower()))
    return [tag for _, tag in sorted(tags, key=lambda item: item[0])]


def safe_return_url(url: str | None, allowed: tuple[str, ...]) -> str | None:
    """Returns the address if its origin is one of ours; None for anything else.

    Without the check our page would lead buyers to wherever whoever made the link pleased (an open redirect).

    Args:
        allowed: Origins or addresses whose origin counts: ``https://shop.example``.
    """
    origin = _origin(url)
    return url if origin is not None and origin in {_origin(one) for one in allowed} else None


def _origin(url: str | None) -> tuple[str, str, int] | None:
    # Browsers read a backslash as a slash and skip control characters and blanks; urlsplit does not.
    if not url or "\\" in url or any(character.isspace() or not character.isprintable() for character in url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        return None
    return parts.scheme, parts.hostname, port or (443 if parts.scheme == "https" else 80)
