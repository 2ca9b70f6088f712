"""Who is asking."""

from __future__ import annotations

import hashlib
import re
import secrets
from enum import StrEnum
from uuid import UUID

import msgspec

__all__ = ["ANONYMOUS", "SYSTEM", "Credentials", "Principal", "PrincipalKind", "new_session_token", "session_of"]

_SESSION_TOKEN = re.compile(r"fs_[A-Za-z0-9_-]{43}")


class PrincipalKind(StrEnum):
    """What sort of caller it is."""

    ANONYMOUS = "anonymous"
    """A buyer, or anybody, who did not sign in."""
    CUSTOMER = "customer"
    """A buyer who signed in."""
    STAFF = "staff"
    """A person who works for the shop."""
    SERVICE = "service"
    """Another program."""
    SYSTEM = "system"
    """The application itself: jobs, subscribers, the command line."""


class Principal(msgspec.Struct, frozen=True, kw_only=True):
    """Who is asking, as far as we are sure of it.

    Attributes:
        kind: What sort of caller it is.
        id: Stable name of the caller for logs and audit, such as ``staff:static-token``.
        session: Id of the shop session, derived from a token that only the buyer's browser has; None without one.
        customer: Of a CUSTOMER: the id of the account, by which what they own is found; None of everybody else.
        permissions: Names of what it may do; ``*`` for everything.
        groups: Slugs of the customer groups that it belongs to, such as ``wholesale``.
        name: What people call them, as a history shows it; empty where nobody knows.
    """

    kind: PrincipalKind
    id: str
    session: UUID | None = None
    customer: UUID | None = None
    permissions: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    name: str = ""


ANONYMOUS = Principal(kind=PrincipalKind.ANONYMOUS, id="anonymous")
SYSTEM = Principal(kind=PrincipalKind.SYSTEM, id="system", permissions=frozenset({"*"}))


class Credentials(msgspec.Struct, frozen=True, kw_only=True):
    """What a request brought to say who it is.

    Attributes:
        bearer: The token of an ``Authorization: Bearer`` header.
        session_token: The shop session's token, from header or cookie.
        remote_address: Of the connection, which may be a proxy; empty where unknown.
    """

    bearer: str | None = None
    session_token: str | None = None
    remote_address: str = ""


def new_session_token() -> str:
    """Returns a new shop session token: ``fs_`` and 256 random bits. Nothing about it is stored on the server."""
    return "fs_" + secrets.token_urlsafe(32)


def session_of(token: str | None) -> UUID | None:
    """Returns the session id that belongs to a token, or None if it is no session token.

    The id is the first half of the token's SHA-256, so a leaked database does not let anyone act as a buyer.
    """
    if token is None or _SESSION_TOKEN.fullmatch(token) is None:
        return None
    return UUID(bytes=hashlib.sha256(token.encode()).digest()[:16])
