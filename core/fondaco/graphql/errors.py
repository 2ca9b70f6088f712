"""What a client gets to see of an error, and what only the log does."""

from __future__ import annotations

from typing import Any

import msgspec
import structlog
from graphql import GraphQLError

from fondaco.errors import DomainError, FondacoError, UnavailableError
from fondaco.graphql.types import object_type

__all__ = ["UserError", "UserErrorView", "masked"]

LONGEST_MESSAGE = 500
"""Characters of a message that graphql-core wrote: it may quote all that was sent."""

log = structlog.get_logger("fondaco.graphql")


class UserErrorView(msgspec.Struct, frozen=True):
    """A DomainError as a value: graphql-core takes exceptions among values for failures."""

    code: str
    message: str
    field: tuple[str, ...] | None

    @classmethod
    def of(cls, error: DomainError) -> UserErrorView:
        """Makes the value."""
        return cls(error.code, error.message, error.field)


@object_type(UserErrorView)
class UserError:
    """Why a mutation did not do what it was asked; nothing was changed then.

    Attributes:
        code: Stable; decide by this one.
        message: For people, in English.
        field: Path into the input, such as ["lines", "0", "quantity"].
    """

    code: str
    message: str
    field: list[str] | None


def masked(error: GraphQLError, request_id: str, *, ran: bool = True) -> GraphQLError:
    """Returns an error that is safe to show: stable code, no internals.

    Mistakes in the document and errors raised on purpose pass; anything else is logged with the request id, and the
    client is told only that id.

    Args:
        ran: Whether resolvers ran. If not, what a scalar raised is about the value that it was given.
    """
    original = error.original_error
    while isinstance(original, GraphQLError):
        original = original.original_error
    if not ran and isinstance(original, ValueError | TypeError | ArithmeticError):
        original = None
    extensions: dict[str, Any] = {}  # graphql-core takes those of any exception that has some
    if original is None:
        extensions |= error.extensions or {}
        extensions.setdefault("code", "GRAPHQL_INVALID" if error.path is None else "BAD_VALUE")
        message = error.message
        if len(message) > LONGEST_MESSAGE:
            message = message[:LONGEST_MESSAGE] + "…"
        return GraphQLError(message, error.nodes, error.source, error.positions, error.path, None, extensions)
    if isinstance(original, DomainError | UnavailableError):
        extensions["code"] = original.code
        if isinstance(original, DomainError) and original.field is not None:
            extensions["field"] = list(original.field)
        message = original.message
    else:
        extensions |= {"code": "INTERNAL", "requestId": request_id}
        message = "Something went wrong on our side."
        log.error(
            "graphql_error",
            path=error.path,
            code=original.code if isinstance(original, FondacoError) else "INTERNAL",
            exc_info=original,
        )
    return GraphQLError(message, error.nodes, error.source, error.positions, error.path, None, extensions)
