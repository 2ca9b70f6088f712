"""What can go wrong between a client and a shop.

::

    FondacoError                 carries a stable `code`; `retryable` says whether the same call may succeed later
    ├── TransportError           no usable answer came
    │   ├── UnreachableError     UNREACHABLE: no connection, or it broke before the answer
    │   ├── TimedOutError        TIMED_OUT: no answer within the time limit
    │   ├── StatusError          HTTP_STATUS: an answer that is not GraphQL, such as a proxy's 502
    │   └── InvalidResponseError INVALID_RESPONSE: an answer that does not fit the schema
    ├── RequestRefusedError      the server refused the operation; `code` is the server's (UNAUTHENTICATED, …)
    └── RejectedError            `Failure.unwrap()`: a mutation's errors, for callers who prefer an exception

What a buyer can do something about is no exception: mutations answer a `Result`. A client has retried by itself before
it raises an error that is retryable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

__all__ = [
    "FondacoError",
    "InvalidResponseError",
    "RejectedError",
    "RequestRefusedError",
    "StatusError",
    "TimedOutError",
    "TransportError",
    "UnreachableError",
    "UserError",
]


@dataclass(frozen=True, slots=True)
class UserError:
    """Why a mutation did not do what it was asked.

    Attributes:
        code: Stable; decide by this one.
        message: For people.
        field: Path into the input, such as ``("lines", "0", "quantity")``.
    """

    code: str
    message: str
    field: tuple[str, ...] | None = None


class FondacoError(Exception):
    """Base of every error of this SDK.

    Attributes:
        code: Stable, upper snake case.
        retryable: Whether the same call may succeed later.
        retry_after: Seconds after which the server wants to be asked again; None if it did not say.
    """

    default_code: ClassVar[str] = "FONDACO"

    def __init__(
        self, message: str, *, code: str | None = None, retryable: bool = False, retry_after: float | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.default_code
        self.retryable = retryable
        self.retry_after = retry_after


class TransportError(FondacoError):
    """No usable answer came."""

    default_code = "TRANSPORT"


class UnreachableError(TransportError):
    """There was no connection, or it broke before the answer was complete."""

    default_code = "UNREACHABLE"


class TimedOutError(TransportError):
    """No answer came within the time limit. Whether the server did the work is unknown."""

    default_code = "TIMED_OUT"


class StatusError(TransportError):
    """An answer that is not GraphQL; ``status`` is the HTTP status."""

    default_code = "HTTP_STATUS"

    def __init__(self, status: int, *, retryable: bool = False, retry_after: float | None = None) -> None:
        super().__init__(f"The server answered HTTP {status}.", retryable=retryable, retry_after=retry_after)
        self.status = status


class InvalidResponseError(TransportError):
    """An answer that does not fit the schema of this SDK's version."""

    default_code = "INVALID_RESPONSE"


class RequestRefusedError(FondacoError):
    """The server refused or could not finish the operation; ``code`` is the server's.

    Attributes:
        request_id: Of an unexpected error (``INTERNAL``): quote it to whoever runs the shop.
    """

    default_code = "REFUSED"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        retryable: bool = False,
        retry_after: float | None = None,
        request_id: str | None = None,
    ) -> None:
        super().__init__(message, code=code, retryable=retryable, retry_after=retry_after)
        self.request_id = request_id


class RejectedError(FondacoError):
    """A mutation's user errors as an exception; ``code`` is that of the first one."""

    default_code = "REJECTED"

    def __init__(self, errors: Sequence[UserError]) -> None:
        super().__init__("; ".join(f"{error.code}: {error.message}" for error in errors), code=errors[0].code)
        self.errors = tuple(errors)
