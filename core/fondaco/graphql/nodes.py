"""The Relay Node interface, and the values behind it."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

import strawberry

__all__ = ["Entity", "Node"]


@strawberry.interface(description="Anything that has an id of its own and can be fetched again with `node(id:)`.")
class Node:
    """Base of types whose values have an ``id`` (a UUID); it becomes an opaque global id at the API."""

    id: strawberry.ID


class Entity(Protocol):
    """The value behind a node of any type: all that a plugin may know of another plugin's values."""

    @property
    def id(self) -> UUID:
        """The key inside the global id."""
