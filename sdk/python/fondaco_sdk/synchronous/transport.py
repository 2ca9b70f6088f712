"""Sends operations and repeats them where that is safe."""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, ClassVar, Self

import httpx

from fondaco_sdk import wire
from fondaco_sdk.errors import FondacoError
from fondaco_sdk.retries import Retries

__all__ = ["Transport"]


class Transport:
    """One endpoint, one caller.

    Use it as a context manager, or close it, to give its connections back.

    Args:
        url: Of the GraphQL endpoint.
        headers: Sent with every call.
        timeout: Seconds that one attempt may wait for a connection, and then for the next piece of the answer.
        http: An HTTP client to use instead of an own one; it is not closed with this object.
    """

    left_out: ClassVar[type] = type(None)

    def __init__(
        self,
        url: str,
        *,
        headers: Mapping[str, str],
        timeout: float,
        retries: Retries,
        http: httpx.Client | None,
    ) -> None:
        self._url = url
        self._headers = dict(headers)
        self._timeout = timeout
        self._retries = retries
        self._http = http or httpx.Client()
        self._owns_http = http is None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections, unless they belong to an HTTP client that was given."""
        if self._owns_http:
            self._http.close()

    def execute(
        self,
        query: str,
        operation_name: str | None = None,
        variables: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Runs an operation, repeats it where the connection or the server failed, and returns its data.

        A mutation that declares ``$idempotencyKey`` is given a key if the caller gave none; all repetitions carry the
        same one, so it is done once however often it is sent. A mutation that declares none is sent once.

        Raises:
            TransportError: If no usable answer came, repetitions included.
            RequestRefusedError: If the server refused the operation as a whole.
        """
        body = wire.encode(query, operation_name, variables or {}, self.left_out)
        attempt = 1
        while True:
            try:
                return self._attempt(body)
            except FondacoError as error:
                if not error.retryable or attempt >= self._retries.attempts or not wire.repeatable(query):
                    raise
                delay = self._retries.delay(attempt, error.retry_after)
            time.sleep(delay)
            attempt += 1

    def _attempt(self, body: bytes) -> dict[str, Any]:
        try:
            response = self._http.post(self._url, content=body, headers=self._headers, timeout=self._timeout)
        except httpx.RequestError as error:
            raise wire.failed(error) from error
        if wire.SESSION_HEADER in self._headers and (token := wire.session_in(response)) is not None:
            self._headers[wire.SESSION_HEADER] = token
        return wire.read(response)

    def get_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Returns what `execute` returned; the generated client asks for it in two steps."""
        return data
