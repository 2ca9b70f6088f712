"""The GraphQL types of what is shown of a product."""

from __future__ import annotations

from fondaco.files import PictureCrop, PictureFormat
from fondaco.graphql import Node, enum_type, object_type
from msgspec import Struct

from fondaco_catalog.model import views
from fondaco_catalog.model.media import MediaKind

__all__ = ["Derivative", "FocalPoint", "MediaDerivative", "ProductMedia"]

enum_type(MediaKind)
enum_type(PictureCrop)
enum_type(PictureFormat)


class Derivative(Struct, frozen=True):
    """A picture in a width and format."""

    url: str
    width: int
    height: int | None


@object_type(Derivative)
class MediaDerivative:
    """A picture in one of the widths that the shop makes, ready for a `srcset`.

    Attributes:
        url: On the server that answers this query.
        width: In pixels.
        height: In pixels.
    """

    url: str
    width: int
    height: int | None


@object_type(views.FocalPoint)
class FocalPoint:
    """A place in a picture.

    Attributes:
        x: From 0, its left border, to 1, its right one.
        y: From 0, its upper border, to 1, its lower one.
    """

    x: float
    y: float


@object_type(views.ProductMedia)
class ProductMedia(Node):
    """A picture, video or 3D model of a product.

    Attributes:
        alt: What it shows, for people who cannot see it; translated.
        width: In pixels; null where unknown, as for a picture that somebody else shows.
        height: In pixels; null where unknown.
        colour: What a picture is like on the whole, such as "#336699": to be shown until it is there. Null where
            unknown, as for a picture that somebody else shows, and for one that can be seen through.
        focal_point: What has to stay in it where it is cut, also by `object-position`; null for its middle.
    """

    alt: str
    width: int | None
    height: int | None
    colour: str | None
    focal_point: FocalPoint | None
