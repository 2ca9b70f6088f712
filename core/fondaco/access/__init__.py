"""Who may do what: principals, permissions and the one check that everything uses."""

from fondaco.access.permissions import ANYONE, Permission, authorize, is_allowed
from fondaco.access.principals import Credentials, Principal, PrincipalKind, new_session_token, session_of

__all__ = [
    "ANYONE",
    "Credentials",
    "Permission",
    "Principal",
    "PrincipalKind",
    "authorize",
    "is_allowed",
    "new_session_token",
    "session_of",
]
