"""Permissions and the one authorization check."""

from __future__ import annotations

import msgspec

from fondaco.access.principals import Principal, PrincipalKind
from fondaco.errors import PermissionDeniedError

__all__ = ["ANYONE", "Permission", "authorize", "is_allowed"]


class Permission(msgspec.Struct, frozen=True):
    """A right that can be granted, such as ``catalog.manage_products``.

    Attributes:
        name: ``<plugin>.<verb>_<noun>``.
        description: What its holder may do, for the person who grants it.
    """

    name: str
    description: str


ANYONE = Permission("*anyone*", "No right is needed.")
"""Declares an operation that every caller may use, signed in or not."""


def is_allowed(principal: Principal, permission: Permission) -> bool:
    """Says whether a caller holds a permission."""
    return permission is ANYONE or "*" in principal.permissions or permission.name in principal.permissions


def authorize(principal: Principal, permission: Permission) -> None:
    """Lets a caller pass or raises.

    Raises:
        PermissionDeniedError: ``UNAUTHENTICATED`` where nobody is signed in, else ``PERMISSION_DENIED``.
    """
    if is_allowed(principal, permission):
        return
    if principal.kind is PrincipalKind.ANONYMOUS:
        raise PermissionDeniedError("Sign in to do this.", code="UNAUTHENTICATED")
    raise PermissionDeniedError(f"This needs the permission {permission.name}.")
