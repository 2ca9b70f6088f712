"""Who acts, where and in which language: what every verb is told of its caller."""

from __future__ import annotations

import random
from typing import Self

import msgspec

from fondaco.access.principals import SYSTEM, Principal, session_of
from fondaco.commerce.channel import Channel

__all__ = ["Context", "new_request_id"]


def new_request_id() -> str:
    """Returns a new id that ties log lines, traces and error answers of one request together; unique, not secret."""
    return f"{random.getrandbits(64):016x}"


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """The caller of a verb.

    Attributes:
        locale: The BCP 47 tag to answer in; one of the channel's.
        request_id: Of the HTTP request, job or command this belongs to.
    """

    channel: Channel
    locale: str
    principal: Principal = SYSTEM
    request_id: str = msgspec.field(default_factory=new_request_id)

    def in_session(self, token: str) -> Self:
        """Returns the same caller in the shop session of a token."""
        return msgspec.structs.replace(
            self, principal=msgspec.structs.replace(self.principal, session=session_of(token))
        )
