"""Who is let through."""

from __future__ import annotations

from uuid import UUID

import pytest
from fondaco.access import (
    ANYONE,
    Permission,
    Principal,
    PrincipalKind,
    authorize,
    is_allowed,
    new_session_token,
    session_of,
)
from fondaco.access.principals import ANONYMOUS, SYSTEM
from fondaco.errors import PermissionDeniedError
from hypothesis import given
from hypothesis import strategies as st

MANAGE = Permission("toys.manage", "Manage toys.")


def staff(*permissions: str) -> Principal:
    return Principal(kind=PrincipalKind.STAFF, id="staff:1", permissions=frozenset(permissions))


@pytest.mark.parametrize(
    ("principal", "permission", "code"),
    [
        (ANONYMOUS, ANYONE, None),
        (ANONYMOUS, MANAGE, "UNAUTHENTICATED"),
        (Principal(kind=PrincipalKind.CUSTOMER, id="c"), MANAGE, "PERMISSION_DENIED"),
        (staff(), ANYONE, None),
        (staff(), MANAGE, "PERMISSION_DENIED"),
        (staff("toys.view"), MANAGE, "PERMISSION_DENIED"),
        (staff("toys"), MANAGE, "PERMISSION_DENIED"),
        (staff("toys.*"), MANAGE, "PERMISSION_DENIED"),
        (staff("TOYS.MANAGE"), MANAGE, "PERMISSION_DENIED"),
        (staff("*anyone*"), MANAGE, "PERMISSION_DENIED"),
        (staff("toys.manage"), MANAGE, None),
        (staff("*"), MANAGE, None),
        (SYSTEM, MANAGE, None),
        (staff(), Permission("*anyone*", "A forged one."), "PERMISSION_DENIED"),
    ],
)
def test_authorize(principal: Principal, permission: Permission, code: str | None) -> None:
    assert is_allowed(principal, permission) is (code is None)
    if code is None:
        authorize(principal, permission)
        return
    with pytest.raises(PermissionDeniedError) as caught:
        authorize(principal, permission)
    assert caught.value.code == code


def test_a_session_token_leads_to_one_session_and_tells_nothing() -> None:
    tokens = {new_session_token() for _ in range(1000)}
    assert len(tokens) == 1000
    token = tokens.pop()
    assert token.startswith("fs_")
    assert len(token) == 46
    session = session_of(token)
    assert isinstance(session, UUID)
    assert session_of(token) == session
    assert session_of(tokens.pop()) != session
    assert session.hex not in token


@pytest.mark.parametrize(
    "token",
    [None, "", "fs_", "fs_" + "a" * 42, "fs_" + "a" * 44, "xx_" + "a" * 43, "fs_" + "ä" * 43, "fs_" + "a" * 43 + "\n"],
)
def test_what_is_no_session_token_is_no_session(token: str | None) -> None:
    assert session_of(token) is None


@given(st.text())
def test_no_text_breaks_it(token: str) -> None:
    assert session_of(token) is None
