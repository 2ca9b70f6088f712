"""The GraphQL types of what is shown of a product."""

from __future__ import annotations

from fondaco.files import PictureFormat
from fondaco.graphql import Node, enum_type, object_type
from msgspec import Struct

from fondaco_catalog.model import views
from fondaco_catalog.model.media import MediaKind

__all__ = ["Derivative", "MediaDerivative", "ProductMedia"]

enum_type(MediaKind)
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


@object_type(views.ProductMedia)
class ProductMedia(Node):
    """A picture, video or 3D model of a product.

    Attributes:
        alt: What it shows, for people who cannot see it; translated.
        width: In pixels; null where unknown, as for a picture that somebody else shows.
        height: In pixels; null where unknown.
    """

    alt: str
    width: int | None
    height: int | None
