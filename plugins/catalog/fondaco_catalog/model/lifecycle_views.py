"""The life of a product, as it is read."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

__all__ = ["ProductPublication", "ProductReview", "StatusChange"]


class ProductPublication(msgspec.Struct, frozen=True):
    """From when until when a product is published in a channel.

    Attributes:
        unpublish_at: None for no end.
        published: Whether that is so at present, rather than to come.
    """

    channel: str
    published_at: datetime
    unpublish_at: datetime | None
    published: bool


class ProductReview(msgspec.Struct, frozen=True):
    """The review that a product is in: who asked for it, when, and of whom, if of anybody in particular."""

    submitted_by: str
    submitted_at: datetime
    reviewer: str | None


class StatusChange(msgspec.Struct, frozen=True):
    """A step in the life of a product."""

    id: UUID
    from_status: str
    to_status: str
    actor: str
    reviewer: str | None
    reason: str
    created_at: datetime
