"""A GraphQL client for tests: over HTTP semantics, without a socket."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from fondaco.requests import SESSION_COOKIE, SESSION_HEADER

__all__ = ["GraphQLClient"]


class GraphQLClient:
    """Calls one of the two schemas as one caller, and keeps that caller's session.

    Args:
        http: A client whose base URL is the application.
        schema: ``shop`` or ``admin``.
        headers: Sent with every call, such as ``Authorization`` or ``Fondaco-Channel``.
    """

    def __init__(self, http: httpx.AsyncClient, schema: str, headers: Mapping[str, str] | None = None) -> None:
        self._http = http
        self._path = f"/graphql/{schema}"
        self.headers = dict(headers or {})

    async def raw(self, document: str, variables: Mapping[str, Any] | None = None, **headers: str) -> dict[str, Any]:
        """Runs an operation and returns the whole response body, errors included.

        Args:
            headers: More headers, underscores for hyphens: ``fondaco_locale="zh-Hans"``.
        """
        extra = {name.replace("_", "-"): value for name, value in headers.items()}
        response = await self._http.post(
            self._path, json={"query": document, "variables": dict(variables or {})}, headers={**self.headers, **extra}
        )
        if (token := response.headers.get(SESSION_HEADER)) is not None:
            self.headers[SESSION_HEADER] = token
            self._http.cookies.delete(SESSION_COOKIE)  # other callers use the same HTTP client
        body: dict[str, Any] = response.json()
        return body

    async def __call__(
        self, document: str, variables: Mapping[str, Any] | None = None, **headers: str
    ) -> dict[str, Any]:
        """Runs an operation and returns its data.

        Raises:
            AssertionError: If the response has top-level errors.
        """
        body = await self.raw(document, variables, **headers)
        if body.get("errors"):
            raise AssertionError(f"GraphQL errors: {body['errors']}")
        data: dict[str, Any] = body["data"]
        return data

    async def change(
        self, mutation: str, data: Mapping[str, Any], selection: str, *, key: str | None = None
    ) -> dict[str, Any]:
        """Runs one mutation by name and returns its payload: ``await shop.change("cartCreate", {}, "cart { id }")``.

        Args:
            data: The ``input``.
            selection: Fields of the payload besides ``errors { code message field }``.
            key: Idempotency key.
        """
        type_name = mutation[:1].upper() + mutation[1:] + "Input"
        document = (
            f"mutation ($input: {type_name}!, $key: String) {{ {mutation}(input: $input, idempotencyKey: $key) "
            f"{{ {selection} errors {{ code message field }} }} }}"
        )
        payload: dict[str, Any] = (await self(document, {"input": dict(data), "key": key}))[mutation]
        return payload
