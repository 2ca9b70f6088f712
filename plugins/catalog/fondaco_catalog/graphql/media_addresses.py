"""Where pictures of products, brands, categories and collections are, in each width, format and cut of the shop."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from fondaco.files import (
    Crop,
    PictureCrop,
    PictureFormat,
    check_width,
    cut_path,
    derivative_path,
    fitting_width,
    picture_path,
)
from fondaco.files.addresses import Signer
from fondaco.graphql import Info, SchemaPart

from fondaco_catalog.graphql.media_types import Derivative, MediaDerivative
from fondaco_catalog.model import views

__all__ = ["addresses"]

addresses = SchemaPart()


def _width(info: Info, wanted: int) -> int:
    check_width(wanted)
    return fitting_width(wanted, info.context.app.settings.files.widths)


@addresses.extend("ProductMedia", type=str, name="url", shared=True)
async def media_url(
    parents: Sequence[views.ProductMedia],
    info: Info,
    width: int | None = None,
    format: PictureFormat | None = None,  # noqa: A002 (the API's name)
    crop: PictureCrop | None = None,
) -> list[str]:
    """Its address; one that begins with a slash is on the server that answers this query.

    Args:
        width: At least so many pixels wide, as far as it is; the next larger width that the shop makes is taken. What
            is no picture of the shop's own is not changed by it.
        format: Without a width the picture is as wide as the largest that the shop makes; without a format WEBP.
        crop: What it is cut to, around its focal point.
    """
    if width is None and format is None and crop is None:
        return [parent.url for parent in parents]
    widths = info.context.app.settings.files.widths
    chosen = max(widths) if width is None else _width(info, width)
    signer = await info.context.app.files.signer()
    return [
        parent.url
        if parent.file_id is None or parent.kind != "image"
        else _path(signer, parent, parent.file_id, chosen, format or PictureFormat.WEBP, crop)
        for parent in parents
    ]


def _path(
    signer: Signer,
    picture: views.ProductMedia,
    file_id: UUID,
    width: int,
    format_: PictureFormat,
    shape: PictureCrop | None,
) -> str:
    if shape is None:
        return derivative_path(file_id, width, format_)
    return cut_path(signer, file_id, width, format_, _crop(picture, shape))


def _crop(picture: views.ProductMedia, shape: PictureCrop) -> Crop:
    if picture.focal_x is None or picture.focal_y is None:
        return Crop(shape)
    return Crop(shape, picture.focal_x, picture.focal_y)


@addresses.extend("ProductMedia", type=list[MediaDerivative], name="derivatives", shared=True)
async def media_derivatives(
    parents: Sequence[views.ProductMedia],
    info: Info,
    format: PictureFormat = PictureFormat.WEBP,  # noqa: A002 (the API's name)
    crop: PictureCrop | None = None,
) -> list[list[Derivative]]:
    """The picture in every width that the shop makes and that it is wide enough for, the smallest first.

    Empty for what is no picture, and for pictures that somebody else shows.

    Args:
        crop: What it is cut to, around its focal point.
    """
    widths = sorted(info.context.app.settings.files.widths)
    signer = await info.context.app.files.signer()
    return [_derivatives(signer, parent, widths, format, crop) for parent in parents]


def _derivatives(
    signer: Signer,
    picture: views.ProductMedia,
    widths: Sequence[int],
    format_: PictureFormat,
    shape: PictureCrop | None,
) -> list[Derivative]:
    if picture.file_id is None or picture.kind != "image" or picture.width is None or picture.height is None:
        return []
    wide, high = picture.width, picture.height
    if shape is not None:
        left, top, right, bottom = _crop(picture, shape).box(wide, high)
        wide, high = right - left, bottom - top
    made: list[Derivative] = []
    for width in widths:
        # The first that is no smaller than the picture shows it as wide as it is, and is the last.
        shown = min(width, wide)
        path = _path(signer, picture, picture.file_id, width, format_, shape)
        made.append(Derivative(path, shown, max(1, round(high * shown / wide))))
        if width >= wide:
            break
    return made


@addresses.extend("ProductMedia", type=str | None, name="posterUrl", shared=True)
async def media_poster_url(
    parents: Sequence[views.ProductMedia],
    info: Info,
    width: int = 1280,
    format: PictureFormat = PictureFormat.WEBP,  # noqa: A002 (the API's name)
    crop: PictureCrop | None = None,
) -> list[str | None]:
    """The address of the picture that stands for a video or a model until it is there; null where there is none.

    Args:
        crop: What it is cut to, around its middle.
    """
    chosen = _width(info, width)
    signer = await info.context.app.files.signer()
    return [
        None if parent.poster_id is None else _path(signer, parent, parent.poster_id, chosen, format, crop)
        for parent in parents
    ]


def _sized(info: Info, address: str, width: int | None, format_: PictureFormat | None) -> str:
    widths = info.context.app.settings.files.widths
    return picture_path(address, widths, None if width is None else _width(info, width), format_)


@addresses.extend("Brand", type=str, name="logoUrl", shared=True)
async def brand_logo_url(
    parents: Sequence[views.Brand],
    info: Info,
    width: int | None = None,
    format: PictureFormat | None = None,  # noqa: A002 (the API's name)
) -> list[str]:
    """Address of its logo; empty for none.

    Args:
        width: As of the url of ProductMedia; what is no picture of the shop's own is not changed by it.
        format: As of the url of ProductMedia.
    """
    return [_sized(info, parent.logo_url, width, format) for parent in parents]


@addresses.extend("CategoryImage", type=str, name="url", shared=True)
@addresses.extend("CollectionImage", type=str, name="url", shared=True)
async def grouping_image_url(
    parents: Sequence[views.GroupingImage],
    info: Info,
    width: int | None = None,
    format: PictureFormat | None = None,  # noqa: A002 (the API's name)
) -> list[str]:
    """Its address; one that begins with a slash is on the server that answers this query.

    Args:
        width: As of the url of ProductMedia; what is no picture of the shop's own is not changed by it.
        format: As of the url of ProductMedia.
    """
    return [_sized(info, parent.url, width, format) for parent in parents]
