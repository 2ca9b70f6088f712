"""The shop session: a secret that says which buyer this is, made by the client.

Because the client makes the token before its first call, a call that is repeated after a lost answer comes from the
same buyer, and finds what the first one did.
"""

from __future__ import annotations

import re
import secrets

__all__ = ["is_session_token", "new_session_token"]

_TOKEN = re.compile(r"fs_[A-Za-z0-9_-]{43}")


def new_session_token() -> str:
    """Returns a new session token: ``fs_`` and 256 random bits. Keep it as secret as a password."""
    return "fs_" + secrets.token_urlsafe(32)


def is_session_token(text: str) -> bool:
    """Says whether a text has the form of a session token."""
    return _TOKEN.fullmatch(text) is not None
