"""What is shown of a product, as it is read."""

from __future__ import annotations

from uuid import UUID

import msgspec

__all__ = ["ProductMedia"]


class ProductMedia(msgspec.Struct, frozen=True):
    """A picture, video or 3D model.

    Attributes:
        url: Of the whole thing; one that begins with a slash is on this server.
        alt: In the reader's language.
        kind: ``image``, ``video`` or ``model_3d``.
        file_id: Of the file behind it; None for a picture that somebody else shows.
        poster_id: Of the picture that stands for a video until it plays.
        width: In pixels; None where unknown.
    """

    id: UUID
    url: str
    alt: str
    kind: str
    file_id: UUID | None
    poster_id: UUID | None
    width: int | None
    height: int | None
