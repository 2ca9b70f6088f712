"""From an HTTP request to its caller: who, in which channel, in which language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

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
    "caller_of",
    "negotiate_locale",
]

CHANNEL_HEADER = "fondaco-channel"
LOCALE_HEADER = "fondaco-locale"
SESSION_HEADER = "fondaco-session"
SESSION_COOKIE = "fondaco_session"
REQUEST_ID_HEADER = "x-request-id"


async def caller_of(app: App, request: Request[Any, Any, Any]) -> Context:
    """Reads the caller off a request's headers and cookies.

    Raises:
        PermissionDeniedError: ``UNAUTHENTICATED`` if a bearer token is given that nobody knows.
        InvalidInputError: ``UNKNOWN_CHANNEL`` if the named channel does not exist.
    """
    channel = channel_named(app, request.headers.get(CHANNEL_HEADER))
    locale = request.headers.get(LOCALE_HEADER) or request.headers.get("accept-language") or ""
    return Context(
        channel=channel,
        locale=negotiate_locale(locale, channel.locales),
        principal=await _principal_of(app, request),
        request_id=request.scope["state"].get("request_id", ""),
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


async def _principal_of(app: App, request: Request[Any, Any, Any]) -> Principal:
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    token = request.headers.get(SESSION_HEADER) or request.cookies.get(SESSION_COOKIE)
    session = session_of(token)
    if not scheme:
        return ANONYMOUS if session is None else msgspec.structs.replace(ANONYMOUS, session=session)
    found = None
    if scheme.lower() == "bearer" and bearer:
        credentials = Credentials(
            bearer=bearer.strip(),
            session_token=token,
            remote_address=request.client.host if request.client is not None else "",
        )
        found = await app.hooks.first(HookSpecs.resolve_principal, credentials)
    if found is None:
        raise PermissionDeniedError("These credentials are not valid.", code="UNAUTHENTICATED")
    return found if found.session is not None else msgspec.structs.replace(found, session=session)


def negotiate_locale(wanted: str, offered: Iterable[str]) -> str:
    """Returns the offered locale that fits an ``Accept-Language`` header best; the first one offered if none does.

    ``zh``, ``zh-CN`` and ``zh-SG`` fit ``zh-Hans`` (CLDR likely subtags); ``de-AT`` fits ``de``.
    """
    offered = list(offered)
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
    for part in header[:500].split(","):
        tag, _, rest = part.strip().partition(";")
        quality = rest.strip().removeprefix("q=") if rest else "1"
        try:
            weight = float(quality)
        except ValueError:
            continue
        if tag and weight > 0:
            tags.append((-weight, tag.strip().lower()))
    return [tag for _, tag in sorted(tags, key=lambda item: item[0])]
