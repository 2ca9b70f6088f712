"""GraphQL over HTTP, without any I/O: what a request says and what an answer means."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import httpx
import pydantic
from pydantic_core import to_jsonable_python

from fondaco_sdk.errors import (
    FondacoError,
    InvalidResponseError,
    RequestRefusedError,
    StatusError,
    TimedOutError,
    UnreachableError,
)
from fondaco_sdk.retries import RETRIED_CODES, RETRIED_STATUSES
from fondaco_sdk.session import is_session_token

__all__ = ["SESSION_HEADER", "decoded", "encode", "failed", "headers_of", "read", "repeatable", "session_in"]

SESSION_HEADER = "Fondaco-Session"
CHANNEL_HEADER = "Fondaco-Channel"
LOCALE_HEADER = "Fondaco-Locale"
IDEMPOTENCY_VARIABLE = "idempotencyKey"

Model = TypeVar("Model", bound=pydantic.BaseModel)

_DECLARES_KEY = re.compile(rf"\${IDEMPOTENCY_VARIABLE}\b")
_TEXT_OR_COMMENT = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|#[^\n]*', re.DOTALL)
_MUTATION = re.compile(r"\bmutation\b")


def headers_of(
    *, session: str | None = None, channel: str | None = None, locale: str | None = None, bearer: str | None = None
) -> dict[str, str]:
    """Returns the headers of every call of one client.

    Raises:
        ValueError: If the session is not a session token.
    """
    if session is not None and not is_session_token(session):
        raise ValueError("This is not a session token; use one from new_session_token() or a client's session.")
    named = {
        SESSION_HEADER: session,
        CHANNEL_HEADER: channel,
        LOCALE_HEADER: locale,
        "Authorization": None if bearer is None else f"Bearer {bearer}",
        "Accept": "application/graphql-response+json",
        "Content-Type": "application/json",
        "User-Agent": "fondaco-sdk-python",
    }
    return {name: value for name, value in named.items() if value is not None}


def encode(query: str, operation_name: str | None, variables: Mapping[str, Any], left_out: type) -> bytes:
    """Returns the body of a request, made once per call so that repetitions are equal to the byte.

    A document that declares ``$idempotencyKey`` gets a random one if the caller gave none.

    Args:
        left_out: Variables with values of this type are not sent.
    """
    given = {name: value for name, value in variables.items() if not isinstance(value, left_out)}
    if _DECLARES_KEY.search(query) and given.get(IDEMPOTENCY_VARIABLE) is None:
        given[IDEMPOTENCY_VARIABLE] = str(uuid.uuid4())
    body = {"query": query, "operationName": operation_name, "variables": _plain(given)}
    return json.dumps(body, separators=(",", ":")).encode()


def repeatable(query: str) -> bool:
    """Says whether a document may be sent again after its answer was lost: queries, and mutations that take a key."""
    code = _TEXT_OR_COMMENT.sub("", query)
    return _DECLARES_KEY.search(code) is not None or _MUTATION.search(code) is None


def decoded(model: type[Model], data: dict[str, Any]) -> Model:
    """Returns an answer's data as its model.

    Raises:
        InvalidResponseError: If it does not fit, as with a server whose schema is another one.
    """
    try:
        return model.model_validate(data)
    except pydantic.ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise InvalidResponseError(f"The answer does not fit this SDK's schema: {where}: {first['msg']}.") from error


def _plain(value: Any) -> Any:
    if isinstance(value, pydantic.BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return to_jsonable_python(value)


def read(response: httpx.Response) -> dict[str, Any]:
    """Returns the data of an answer.

    Raises:
        StatusError: If it is no GraphQL answer and its status is not 200.
        InvalidResponseError: If it is no GraphQL answer though its status is 200.
        RequestRefusedError: If it carries errors of the request as a whole.
    """
    try:
        body = response.json()
    except ValueError:
        body = None
    retry_after = _retry_after(response.headers)
    later = response.status_code in RETRIED_STATUSES
    errors = body.get("errors") if isinstance(body, dict) else None
    if isinstance(errors, list) and errors and isinstance(errors[0], dict):
        extensions = errors[0].get("extensions")
        extensions = extensions if isinstance(extensions, dict) else {}
        code = extensions.get("code")
        code = code if isinstance(code, str) else None
        raise RequestRefusedError(
            str(errors[0].get("message", "")),
            code=code,
            retryable=later or code in RETRIED_CODES,
            retry_after=retry_after,
            request_id=extensions.get("requestId"),
        )
    if response.status_code != httpx.codes.OK:
        raise StatusError(response.status_code, retryable=later, retry_after=retry_after)
    data = body.get("data") if isinstance(body, dict) else None
    if not isinstance(data, dict):
        raise InvalidResponseError("The answer is not one of a GraphQL server.")
    return data


def failed(error: httpx.RequestError) -> FondacoError:
    """Returns the SDK's error for one of the HTTP library's.

    The same call may succeed later, unless it cannot be sent at all (no ``https://``, a header with a line break) or
    leads in a circle.
    """
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    if isinstance(error, httpx.TimeoutException):
        return TimedOutError(f"The server did not answer in time ({what}).", retryable=True)
    hopeless = isinstance(error, httpx.UnsupportedProtocol | httpx.LocalProtocolError | httpx.TooManyRedirects)
    return UnreachableError(f"The server cannot be reached ({what}).", retryable=not hopeless)


def session_in(response: httpx.Response) -> str | None:
    """Returns the session token that the server wants to be used from now on, if it sent one."""
    token: str | None = response.headers.get(SESSION_HEADER)
    return token if token is not None and is_session_token(token) else None


def _retry_after(headers: httpx.Headers) -> float | None:
    """Returns the seconds of a ``Retry-After`` header, which may be a number or a date; None if it is neither."""
    said = headers.get("Retry-After", "")
    if said.isdecimal():
        return float(said)
    then = _time(said)
    return None if then is None else max(0.0, (then - (_time(headers.get("Date", "")) or _now())).total_seconds())


def _time(header: str) -> datetime | None:
    try:
        time = parsedate_to_datetime(header)
    except ValueError:
        return None
    return time if time.tzinfo is not None else time.replace(tzinfo=UTC)


def _now() -> datetime:
    return datetime.now(UTC)
