"""Pictures, videos and 3D models of products: rules about them."""

from __future__ import annotations

from enum import Enum

from fondaco.errors import InvalidInputError
from msgspec import structs

from fondaco_catalog.model.drafts import MediaDraft, ProductDraft
from fondaco_catalog.model.media_views import FocalPoint

__all__ = ["SHOWN_KINDS", "MediaKind", "default_alt", "focal_percents", "missing_alt", "with_alts"]

LONGEST_ALT = 1_000


class MediaKind(Enum):
    """What is shown: a picture, a video, or a model that can be turned around (glTF)."""

    IMAGE = "image"
    VIDEO = "video"
    MODEL_3D = "model_3d"


SHOWN_KINDS = frozenset(kind.value for kind in MediaKind)
"""Kinds of files that are shown with products."""


def focal_percents(point: FocalPoint | None, field: tuple[str, ...]) -> tuple[int | None, int | None]:
    """Returns a focal point as it is kept, in percent; None for the middle.

    Raises:
        InvalidInputError: ``INVALID_FOCAL_POINT`` for one that is not in the picture.
    """
    if point is None:
        return None, None
    if not (0 <= point.x <= 1 and 0 <= point.y <= 1):
        raise InvalidInputError(
            "A focal point lies in the picture: x and y are from 0 to 1.", code="INVALID_FOCAL_POINT", field=field
        )
    return round(point.x * 100), round(point.y * 100)


def default_alt(title: str, number: int) -> str:
    """Returns the alternative text of a picture that came with none, such as one of an import.

    Args:
        title: Of the product.
        number: Of the picture, from 1.
    """
    return title if number == 1 else f"{title}, picture {number}"


def with_alts(draft: ProductDraft) -> ProductDraft:
    """Returns a draft whose pictures all have an alternative text, the missing ones made of the title."""
    media = tuple(
        MediaDraft(given.url, given.alt or default_alt(draft.title, number))
        for number, given in enumerate(draft.media, start=1)
    )
    return structs.replace(draft, media=media)


def missing_alt(url: str, position: int) -> InvalidInputError:
    """Returns the refusal of a picture without an alternative text where buyers would see it: ``MEDIA_ALT_MISSING``."""
    return InvalidInputError(
        f"Picture {position + 1} ({url}) has no alternative text. Say what it shows, for those who cannot see it.",
        code="MEDIA_ALT_MISSING",
        field=("media", str(position), "alt"),
    )
