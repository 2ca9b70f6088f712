"""From when until when a product is published in a channel: pure rules over one listing."""

from __future__ import annotations

from datetime import datetime

import msgspec
from fondaco.errors import InvalidInputError
from msgspec import UnsetType

__all__ = ["Listing", "publish", "settle", "unpublish"]


class Listing(msgspec.Struct, frozen=True):
    """How a product stands in a channel.

    Attributes:
        published_at: From when on; may be to come. None if it is not published.
        unpublish_at: Until when, that moment excluded; None for no end.
        announced: Whether the world was told that it is published (ProductPublished) and not yet that it no longer is.
    """

    channel: str
    published_at: datetime | None = None
    unpublish_at: datetime | None = None
    announced: bool = False

    def published(self, now: datetime) -> bool:
        """Says whether it is published at a moment: ``published_at <= now < unpublish_at``."""
        return self.published_at is not None and self.published_at <= now and not self._over(now)

    def pending(self, now: datetime) -> bool:
        """Says whether it is published at a moment, or going to be."""
        return self.published_at is not None and not self._over(now)

    def _over(self, now: datetime) -> bool:
        return self.unpublish_at is not None and self.unpublish_at <= now


def publish(listing: Listing, now: datetime, start: datetime | None, end: datetime | UnsetType | None) -> Listing:
    """Returns the listing of a product that is published from a moment on.

    Args:
        start: None, or a moment that has passed, for now: where it is published already its beginning stays.
        end: None for no end. Unset the end that is set stays, unless it has passed or lies before the beginning.

    Raises:
        InvalidInputError: ``INVALID_PERIOD`` if it would end before it begins, or has ended.
    """
    if start is not None and start > now:
        begins = start
    else:
        begins = listing.published_at if listing.published(now) and listing.published_at is not None else now
    if isinstance(end, UnsetType):
        kept = listing.unpublish_at
        ends = kept if kept is not None and kept > max(begins, now) else None
    else:
        ends = end
        if ends is not None and ends <= max(begins, now):
            raise InvalidInputError(
                "A publication ends after it begins, and in the future.", code="INVALID_PERIOD", field=("unpublishAt",)
            )
    return msgspec.structs.replace(listing, published_at=begins, unpublish_at=ends)


def unpublish(listing: Listing, now: datetime, end: datetime | None = None) -> Listing:
    """Returns the listing of a product that is withdrawn, now or at a moment to come.

    Args:
        end: None, or a moment that has passed, for now.

    Raises:
        InvalidInputError: ``INVALID_PERIOD`` if it would end before it begins.
    """
    if end is None or end <= now:
        return msgspec.structs.replace(listing, published_at=None, unpublish_at=None)
    if not listing.pending(now):
        return listing
    return publish(listing, now, listing.published_at, end)


def settle(listing: Listing, now: datetime) -> tuple[Listing, bool | None]:
    """Returns a changed listing as it is to be stored, and what is to be announced.

    Returns:
        The listing, and True for ProductPublished, False for ProductUnpublished, None for nothing.
    """
    published = listing.published(now)
    if published == listing.announced:
        return listing, None
    return msgspec.structs.replace(listing, announced=published), published
