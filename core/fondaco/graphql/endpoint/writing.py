"""From answers to HTTP responses, below Litestar's Response: https://graphql.github.io/graphql-over-http/draft/#sec-Response."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from litestar.types import Send

from fondaco.graphql.answer import Answer
from fondaco.graphql.endpoint.caching import PRIVATE, is_unchanged, shared_headers
from fondaco.graphql.endpoint.negotiation import GRAPHQL_JSON, PLAIN_JSON
from fondaco.requests import SESSION_COOKIE, SESSION_HEADER

__all__ = ["Writer"]

_CONTENT_TYPE = {name: (b"content-type", f"{name}; charset=utf-8".encode()) for name in (PLAIN_JSON, GRAPHQL_JSON)}
_SESSION_HEADER = SESSION_HEADER.encode()
SESSION_SECONDS = 180 * 24 * 3600

_STATUS = {"TIMEOUT": 503, "DOCUMENT_NOT_TRUSTED": 403}
"""Of answers without data, where 400 would say the wrong thing."""

Header = tuple[bytes, bytes]


class Writer:
    """Writes responses.

    Args:
        secure: Whether the shop is reached by https, so that cookies must not travel without it.
        max_age_seconds: How long a CDN may answer by itself what is the same for everybody.
    """

    def __init__(self, *, secure: bool, max_age_seconds: int) -> None:
        self._cookie_end = f"; HttpOnly; Path=/; SameSite=lax; Max-Age={SESSION_SECONDS}" + (
            "; Secure" if secure else ""
        )
        self._max_age_seconds = max_age_seconds

    async def answer(
        self, send: Send, answer: Answer, media_type: str, *, method: str, headers: Mapping[bytes, bytes]
    ) -> None:
        """Sends what an operation answered.

        Args:
            headers: Of the request.
        """
        body = answer.encoded
        if method == "POST":
            status = _status_of(answer, media_type)
            await self._send(send, status, body, media_type, self._session(answer.new_session_token))
            return
        if answer.rejected and answer.errors[0]["extensions"].get("code") == "OPERATION_NOT_ALLOWED":
            await self._send(send, 405, body, media_type, [*PRIVATE, (b"allow", b"POST")], method=method)
            return
        shared = shared_headers(answer, media_type, max_age_seconds=self._max_age_seconds)
        if shared is None:
            more = [*PRIVATE, *self._session(answer.new_session_token)]
            await self._send(send, _status_of(answer, media_type), body, media_type, more, method=method)
            return
        entity_tag, more_shared = shared
        given = headers.get(b"if-none-match")
        if given is not None and is_unchanged(given, entity_tag):
            await send({"type": "http.response.start", "status": 304, "headers": list(more_shared)})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            return
        await self._send(send, 200, body, media_type, more_shared, method=method)

    async def batch(self, send: Send, answers: Sequence[Answer], media_type: str) -> None:
        """Sends the answers of a batch as an array."""
        token = next((answer.new_session_token for answer in answers if answer.new_session_token is not None), None)
        body = b"[" + b",".join(answer.encoded for answer in answers) + b"]"
        await self._send(send, 200, body, media_type, self._session(token))

    async def problem(
        self,
        send: Send,
        status: int,
        message: str,
        code: str,
        *,
        media_type: str | None = PLAIN_JSON,
        headers: Iterable[Header] = (),
        request_id: str | None = None,
        method: str = "POST",
    ) -> None:
        """Sends an error that is about the request as a whole."""
        extensions = {"code": code} if request_id is None else {"code": code, "requestId": request_id}
        body = msgspec.json.encode({"errors": [{"message": message, "extensions": extensions}]})
        await self._send(send, status, body, media_type or PLAIN_JSON, [*PRIVATE, *headers], method=method)

    async def page(self, send: Send, text: str, *, method: str) -> None:
        """Sends a page for people."""
        body = text.encode()
        headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", b"%d" % len(body)),
            *PRIVATE,
            (b"x-frame-options", b"DENY"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if method == "HEAD" else body, "more_body": False})

    def _session(self, token: str | None) -> Sequence[Header]:
        if token is None:
            return ()
        cookie = f"{SESSION_COOKIE}={token}{self._cookie_end}"
        return [(_SESSION_HEADER, token.encode()), (b"set-cookie", cookie.encode())]

    @staticmethod
    async def _send(
        send: Send, status: int, body: bytes, media_type: str, more: Iterable[Header], *, method: str = "POST"
    ) -> None:
        headers = [_CONTENT_TYPE[media_type], (b"content-length", b"%d" % len(body)), *more]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if method == "HEAD" else body, "more_body": False})


def _status_of(answer: Answer, media_type: str) -> int:
    """Returns the status of an answer: with ``application/json`` every answer of GraphQL is 200."""
    if not answer.rejected or media_type == PLAIN_JSON:
        return 200
    return _STATUS.get(answer.errors[0]["extensions"].get("code", ""), 400)
