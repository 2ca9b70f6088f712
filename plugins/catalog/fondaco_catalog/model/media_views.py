"""What is shown of a product, as it is read."""

from __future__ import annotations

from uuid import UUID

import msgspec

__all__ = ["FocalPoint", "ProductMedia"]


class FocalPoint(msgspec.Struct, frozen=True):
    """A place in a picture: 0 is its left or upper border, 1 its right or lower one."""

    x: float
    y: float


class ProductMedia(msgspec.Struct, frozen=True):
    """A picture, video or 3D model.

    Attributes:
        url: Of the whole thing; one that begins with a slash is on this server.
        alt: In the reader's language.
        kind: ``image``, ``video`` or ``model_3d``.
        file_id: Of the file behind it; None for a picture that somebody else shows.
        poster_id: Of the picture that stands for a video until it plays.
        width: In pixels; None where unknown.
        colour: What a picture is like on the whole, such as ``#336699``; None where unknown.
        focal_x: Of what a cut has to leave in it, in percent from the left; None for the middle.
        focal_y: The same from the top.
    """

    id: UUID
    url: str
    alt: str
    kind: str
    file_id: UUID | None
    poster_id: UUID | None
    width: int | None
    height: int | None
    colour: str | None = None
    focal_x: int | None = None
    focal_y: int | None = None

    @property
    def focal_point(self) -> FocalPoint | None:
        """What a cut has to leave in it; None for the middle."""
        if self.focal_x is None or self.focal_y is None:
            return None
        return FocalPoint(self.focal_x / 100, self.focal_y / 100)
