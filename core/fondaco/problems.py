"""What an HTTP client sees of an error outside GraphQL: JSON with a stable code, never a stack trace."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException

from fondaco.errors import DomainError, NotFoundError, PermissionDeniedError, UnavailableError

__all__ = ["exception_handlers", "problem"]

log = structlog.get_logger("fondaco.http")


def problem(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> Response[dict[str, Any]]:
    """Returns an error answer: ``{"error": {"code", "message"}}``."""
    return Response({"error": {"code": code, "message": message}}, status_code=status, headers=dict(headers or {}))


def _http(_: Request[Any, Any, Any], error: HTTPException) -> Response[dict[str, Any]]:
    phrase = HTTPStatus(error.status_code).phrase
    message = error.detail if error.status_code < 500 else phrase
    headers = dict(error.headers or {})
    if "allow" in headers:  # Litestar lists sockets too, which are no method
        headers["allow"] = ", ".join(method for method in headers["allow"].split(", ") if method.isupper())
    return problem(error.status_code, phrase.upper().replace(" ", "_").replace("-", "_"), message, headers)


def _domain(_: Request[Any, Any, Any], error: DomainError) -> Response[dict[str, Any]]:
    status = 400
    if isinstance(error, NotFoundError):
        status = 404
    elif isinstance(error, PermissionDeniedError):
        status = 401 if error.code == "UNAUTHENTICATED" else 403
    return problem(status, error.code, error.message)


def _unavailable(_: Request[Any, Any, Any], error: UnavailableError) -> Response[dict[str, Any]]:
    return problem(503, error.code, error.message, {"retry-after": "5"})


def _unexpected(request: Request[Any, Any, Any], error: Exception) -> Response[dict[str, Any]]:
    log.error("unexpected_error", path=request.scope["path"], exc_info=error)
    return problem(500, "INTERNAL", "Something went wrong on our side.")


def exception_handlers() -> dict[Any, Any]:
    """Returns the handlers, from special to general."""
    return {
        HTTPException: _http,
        DomainError: _domain,
        UnavailableError: _unavailable,
        Exception: _unexpected,
    }
