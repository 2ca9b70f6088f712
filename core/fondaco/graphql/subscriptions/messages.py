"""The messages of ``graphql-transport-ws``, https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import msgspec

from fondaco.graphql.endpoint.reading import Asked

__all__ = ["SUBPROTOCOL", "ClientMessage", "Close", "Complete", "Init", "Ping", "Pong", "Start", "parsed"]

SUBPROTOCOL = "graphql-transport-ws"


class Close(IntEnum):
    """Why a socket is closed: the protocol's codes, and those of RFC 6455."""

    NORMAL = 1000
    GOING_AWAY = 1001
    TOO_BIG = 1009
    INTERNAL = 1011
    TRY_AGAIN_LATER = 1013
    INVALID_MESSAGE = 4400
    UNAUTHORIZED = 4401
    FORBIDDEN = 4403
    SUBPROTOCOL_NOT_ACCEPTABLE = 4406
    INIT_TIMEOUT = 4408
    SUBSCRIBER_EXISTS = 4409
    TOO_MANY_INITS = 4429


class _Message(msgspec.Struct, frozen=True, tag_field="type"):
    """Something that a client says."""


class Init(_Message, frozen=True, tag="connection_init"):
    """Who it is; the first message."""

    payload: dict[str, Any] | None = None


class Ping(_Message, frozen=True, tag="ping"):
    """Asks for a pong."""

    payload: dict[str, Any] | None = None


class Pong(_Message, frozen=True, tag="pong"):
    """Answers a ping, or just shows that it is there."""

    payload: dict[str, Any] | None = None


class Start(_Message, frozen=True, tag="subscribe"):
    """Runs an operation of any kind under an id of the client's choice."""

    id: str
    payload: Asked

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("id is empty")


class Complete(_Message, frozen=True, tag="complete"):
    """Wants no more of an operation."""

    id: str


ClientMessage = Init | Ping | Pong | Start | Complete

_DECODER: msgspec.json.Decoder[ClientMessage] = msgspec.json.Decoder(ClientMessage)


def parsed(text: str) -> ClientMessage:
    """Reads a message.

    Raises:
        ValueError: If it is none of the protocol.
    """
    try:
        return _DECODER.decode(text)
    except msgspec.ValidationError as error:
        raise ValueError(f"Invalid message: {error}") from error
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise ValueError("Invalid message: not JSON") from error
