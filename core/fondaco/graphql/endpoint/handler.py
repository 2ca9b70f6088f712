"""One endpoint: a request comes in, an answer goes out.

Everything here works on the ASGI messages themselves. Litestar routes the request and adds CORS; its Request and
Response would cost as much as the rest of answering from memory does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from graphql import OperationType
from litestar.types import HTTPScope, Receive, Send

from fondaco.context import Context
from fondaco.errors import DomainError, FondacoError
from fondaco.graphql.answer import Answer
from fondaco.graphql.composition import ComposedSchema
from fondaco.graphql.costs import Allowance
from fondaco.graphql.documents import RejectedError
from fondaco.graphql.endpoint.batches import run_batch
from fondaco.graphql.endpoint.negotiation import LONGEST_ACCEPT, media_type_for, wants_page
from fondaco.graphql.endpoint.reading import (
    Asked,
    DisconnectedError,
    RefusedError,
    asked_by_get,
    asked_by_post,
    headers_of,
)
from fondaco.graphql.endpoint.writing import Writer
from fondaco.graphql.execution import execute, refused
from fondaco.graphql.graphiql import page
from fondaco.requests import caller_from_headers

if TYPE_CHECKING:
    from fondaco.app import App

__all__ = ["Endpoint"]

log = structlog.get_logger("fondaco.http")


class Endpoint:
    """Answers GET, HEAD and POST for one schema; an ASGI application for HTTP requests.

    Args:
        path: Where it is, for the explorer page.
    """

    def __init__(self, app: App, schema: ComposedSchema, path: str) -> None:
        settings = app.settings
        self._app = app
        self._schema = schema
        self._path = path
        self._settings = settings.graphql
        self._max_bytes = min(settings.graphql.max_body_bytes, settings.server.max_body_bytes)
        self._writer = Writer(
            secure=settings.server.base_url.startswith("https:"),
            max_age_seconds=settings.graphql.shared_max_age_seconds,
        )

    async def __call__(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        headers = headers_of(scope)
        method = scope["method"]
        request_id: str = scope["state"].get("request_id", "")
        media_type = media_type_for(_accept(headers))
        try:
            if method == "POST":
                if media_type is None:
                    raise _not_acceptable()
                asked = await asked_by_post(headers, receive, max_bytes=self._max_bytes)
            else:
                found = await self._by_get(scope, headers, media_type, send)
                if found is None:
                    return
                media_type, asked = found
            for each in asked if isinstance(asked, list) else (asked,):
                if (
                    each.query is None
                    and each.documentId is None
                    and (each.extensions or {}).get("persistedQuery") is None
                ):
                    raise RefusedError("This is no GraphQL request: send a query.", "GRAPHQL_INVALID", 400)
            caller = await caller_from_headers(self._app, headers, client=scope.get("client"), request_id=request_id)
            if isinstance(asked, list):
                answers = await self._batch(asked, caller)
                await self._writer.batch(send, answers, media_type)
                return
            answer = await self._run(asked, caller, queries_only=method != "POST")
            await self._writer.answer(send, answer, media_type, method=method, headers=headers)
        except RefusedError as error:
            await self._writer.problem(
                send,
                error.status,
                error.message,
                error.code,
                media_type=media_type,
                headers=error.headers,
                method=method,
            )
        except DisconnectedError:
            return
        except FondacoError as error:
            await self._fondaco_error(send, error, media_type, method)
        except Exception:  # a client of GraphQL is answered in its terms, whatever happens
            log.exception("unexpected_error", path=scope["path"])
            await self._writer.problem(
                send,
                500,
                "Something went wrong on our side.",
                "INTERNAL",
                media_type=media_type,
                request_id=request_id,
                method=method,
            )

    async def _by_get(
        self, scope: HTTPScope, headers: dict[bytes, bytes], media_type: str | None, send: Send
    ) -> tuple[str, Asked] | None:
        """Reads a request by GET; answers one for the explorer page itself, and returns None."""
        asked = asked_by_get(scope["query_string"])
        if (
            self._settings.graphiql
            and asked.query is None
            and asked.documentId is None
            and asked.extensions is None
            and wants_page(_accept(headers))
        ):
            await self._writer.page(send, page(self._path, self._schema.name), method=scope["method"])
            return None
        if media_type is None:
            raise _not_acceptable()
        return media_type, asked

    async def _text(self, asked: Asked) -> str:
        return await self._app.documents.text(self._schema, asked.query, asked.extensions, asked.documentId)

    async def _run(
        self,
        asked: Asked,
        caller: Context,
        *,
        text: str | None = None,
        queries_only: bool = False,
        allowance: Allowance | None = None,
    ) -> Answer:
        """Runs one operation.

        Args:
            text: The document that is meant, where that is known already.
        """
        try:
            text = await self._text(asked) if text is None else text
        except RejectedError as rejected:
            return refused(self._app, self._schema, rejected, caller.request_id)
        return await execute(
            self._app,
            self._schema,
            caller,
            text,
            asked.variables,
            asked.operationName,
            queries_only=queries_only,
            allowance=allowance,
        )

    async def _batch(self, batch: list[Asked], caller: Context) -> list[Answer]:
        most = self._settings.max_batch
        if not most:
            raise RefusedError("Send one operation per request.", "BATCH_NOT_ALLOWED", 400)
        if not 1 <= len(batch) <= most:
            raise RefusedError(f"A batch has 1 to {most} operations.", "BATCH_TOO_LARGE", 400)
        allowance = Allowance(self._settings)
        found = [await self._found(asked) for asked in batch]
        only_queries = all(isinstance(each, RejectedError) or each[1] is OperationType.QUERY for each in found)

        async def one(number: int, caller: Context) -> Answer:
            each = found[number]
            if isinstance(each, RejectedError):
                return refused(self._app, self._schema, each, caller.request_id)
            return await self._run(batch[number], caller, text=each[0], allowance=allowance)

        return await run_batch(len(batch), caller, one, in_order=not only_queries)

    async def _found(self, asked: Asked) -> tuple[str, OperationType] | RejectedError:
        """Returns which document a request of a batch means and what kind of operation it is, or why it is refused."""
        try:
            text = await self._text(asked)
            return text, self._schema.documents.get(text).operation(asked.operationName).kind
        except RejectedError as rejected:
            return rejected

    async def _fondaco_error(self, send: Send, error: FondacoError, media_type: str | None, method: str) -> None:
        headers = []
        status = 400 if isinstance(error, DomainError) else 503
        if error.code == "UNAUTHENTICATED":
            status, headers = 401, [(b"www-authenticate", b"Bearer")]
        await self._writer.problem(
            send, status, error.message, error.code, media_type=media_type, headers=headers, method=method
        )


def _accept(headers: dict[bytes, bytes]) -> str:
    return headers.get(b"accept", b"")[:LONGEST_ACCEPT].decode("latin-1")


def _not_acceptable() -> RefusedError:
    return RefusedError(
        "Accept application/json or application/graphql-response+json, in UTF-8.", "NOT_ACCEPTABLE", 406
    )
