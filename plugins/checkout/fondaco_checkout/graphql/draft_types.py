"""The type of drafts, as far as both schemas share it."""

from __future__ import annotations

from datetime import datetime

import strawberry
from fondaco.graphql import ID, enum_type, object_type

from fondaco_checkout.model import drafts as model
from fondaco_checkout.model.drafts import DraftState

__all__ = ["DraftOrder"]

enum_type(DraftState)


@object_type(model.Draft)
class DraftOrder:
    """An order that staff have built for a buyer.

    Attributes:
        sent_at: When its buyer was let see it; null while they are not.
        expires_at: From then on it cannot be paid.
    """

    global_id: ID = strawberry.field(name="id")
    state: DraftState
    sent_at: datetime | None
    expires_at: datetime
