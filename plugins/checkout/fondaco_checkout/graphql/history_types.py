"""The types of the history of orders; both schemas share them, as far as fields are here."""

from __future__ import annotations

from datetime import datetime

import strawberry
from fondaco.commerce import Actor as ActorValue
from fondaco.commerce import ActorType
from fondaco.graphql import ID, object_type

from fondaco_checkout.model import history as model

__all__ = ["Actor", "OrderHistoryEntry", "OrderNote"]


@object_type(ActorValue)
class Actor:
    """Who did something, as it is remembered.

    Attributes:
        type: What sort of somebody.
        id: Stable name, such as `staff:static-token`; empty of guests.
        name: What people call them; empty where nobody knows.
    """

    type: ActorType
    id: str
    name: str


@object_type(model.RecordedEntry)
class OrderHistoryEntry:
    """Something that happened to an order.

    Attributes:
        global_id: Opaque.
        kind: The plugin's name and what happened, such as `checkout.placed`; the guide to orders lists them.
    """

    global_id: ID = strawberry.field(name="id")
    at: datetime
    kind: str


@object_type(model.Note)
class OrderNote:
    """A note of staff on an order, as it stands.

    Attributes:
        global_id: Opaque.
        text: As it was written last.
        author: Who wrote it first.
        changed_at: When it was written or changed last.
    """

    global_id: ID = strawberry.field(name="id")
    text: str
    shown_to_buyer: bool
    author: Actor
    created_at: datetime
    changed_at: datetime
