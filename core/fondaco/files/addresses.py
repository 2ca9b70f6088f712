"""The addresses of files: which there are, what they are signed with, and how long a signature holds."""

from __future__ import annotations

import hashlib
import hmac
import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode
from uuid import UUID

from fondaco import clock
from fondaco.errors import InvalidInputError, PermissionDeniedError
from fondaco.files.pictures import Crop, PictureFormat

__all__ = [
    "Signer",
    "check_width",
    "cut_path",
    "derivative_path",
    "file_of_path",
    "fitting_width",
    "original_path",
    "picture_path",
    "upload_path",
]

# As the SQL function system.file_of_path.
_OF_FILE = re.compile(r"/files/(?P<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/[^/]+")


_OF_PICTURE = re.compile(
    r"/files/(?P<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/original\.(?:jpg|png|gif|webp|avif)"
)


def original_path(file_id: UUID, extension: str) -> str:
    """Returns the path of a file as it is kept."""
    return f"/files/{file_id}/original.{extension}"


def derivative_path(file_id: UUID, width: int, format_: PictureFormat) -> str:
    """Returns the path of a picture in one of the widths of the deployment."""
    return f"/files/{file_id}/{width}.{format_.value}"


def cut_path(signer: Signer, file_id: UUID, width: int, format_: PictureFormat, crop: Crop) -> str:
    """Returns the path of a picture that is cut; signed, so that nobody fills the disk with cuts of their own."""
    name = f"{width}-{crop.shape.name.lower()}-{crop.x}-{crop.y}"
    return f"/files/{file_id}/{name}-{signer.mark(f'{file_id}/{name}')}.{format_.value}"


def picture_path(address: str, widths: Sequence[int], width: int | None, format_: PictureFormat | None) -> str:
    """Returns where a picture is shown in another width; an address of elsewhere, or of no picture, as it is.

    Args:
        address: Of a file as it is kept, or any other.
        widths: Those of the deployment; the next one that is no less than the wanted one is taken.
        width: None for the largest, if a format is wanted; for the file as it is kept if none is.
        format_: None for WEBP.
    """
    found = _OF_PICTURE.fullmatch(address)
    if found is None or (width is None and format_ is None):
        return address
    chosen = max(widths) if width is None else fitting_width(width, widths)
    return derivative_path(UUID(found["id"]), chosen, format_ or PictureFormat.WEBP)


def upload_path(file_id: UUID) -> str:
    """Returns the path to which an upload is sent."""
    return f"/files/uploads/{file_id}"


def file_of_path(path: str) -> UUID | None:
    """Returns the id of the file that a path shows, as it is kept or a derivative; None for every other address."""
    found = _OF_FILE.fullmatch(path)
    return None if found is None else UUID(found["id"])


def check_width(width: int) -> None:
    """Refuses what is no width of a picture.

    Raises:
        InvalidInputError: ``INVALID_WIDTH``.
    """
    if width < 1:
        raise InvalidInputError("A width is a positive number of pixels.", code="INVALID_WIDTH", field=("width",))


def fitting_width(wanted: int, widths: Sequence[int]) -> int:
    """Returns the smallest width of the deployment that is no less than the wanted one; the largest if none is."""
    ladder = sorted(widths)
    return ladder[min(bisect_left(ladder, wanted), len(ladder) - 1)]


class Signer:
    """Signs paths for a while, with HMAC-SHA256.

    Args:
        key: At least 32 random bytes, the same on every node.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    def _signature(self, method: str, path: str, expires: int) -> str:
        return hmac.new(self._key, f"{method}\n{path}\n{expires}".encode(), hashlib.sha256).hexdigest()

    def mark(self, text: str) -> str:
        """Returns 16 hexadecimal digits that only who has the key can say of a text."""
        return hmac.new(self._key, f"MARK\n{text}".encode(), hashlib.sha256).hexdigest()[:16]

    def signed(self, method: str, path: str, until: datetime) -> str:
        """Returns a path with the parameters ``expires`` and ``signature``."""
        expires = int(until.timestamp())
        query = urlencode({"expires": expires, "signature": self._signature(method, path, expires)})
        return f"{path}?{query}"

    def check(self, method: str, path: str, expires: str | None, signature: str | None) -> None:
        """Lets a signed request pass.

        Raises:
            PermissionDeniedError: ``SIGNATURE_INVALID``, or ``SIGNATURE_EXPIRED`` for one that was right.
        """
        whole = int(expires) if expires and expires.isascii() and expires.isdigit() and len(expires) <= 12 else -1
        right = self._signature(method, path, whole)
        if whole < 0 or not hmac.compare_digest(right.encode(), (signature or "").encode()):
            raise PermissionDeniedError("This address was not made by this shop.", code="SIGNATURE_INVALID")
        if clock.utc_now() >= datetime.fromtimestamp(whole, UTC):
            raise PermissionDeniedError("This address is no longer valid. Ask for a new one.", code="SIGNATURE_EXPIRED")
