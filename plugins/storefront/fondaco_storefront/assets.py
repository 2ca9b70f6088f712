"""A theme's style sheets, scripts and pictures, under addresses that change with their content."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from pathlib import Path, PurePosixPath

import msgspec

from fondaco_storefront.files import read_bytes

__all__ = ["Asset", "Assets"]

IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATED = "no-cache"
_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
    ".ico": "image/x-icon",
}
LARGEST = 2_000_000
LEAST_GZIP = 1_000


class Asset(msgspec.Struct, frozen=True):
    """A file with what is sent of it.

    Attributes:
        content: As it is.
        compressed: With gzip; None where that is not smaller.
        digest: The first half of its SHA-256 in hexadecimal; part of its address, and its ETag.
    """

    name: str
    content: bytes
    compressed: bytes | None
    media_type: str
    digest: str


class Assets:
    """The files of a theme's ``assets`` folder, read once.

    Args:
        folder: The theme's folder.
        prefix: Of the addresses, such as ``/assets/portico``.

    Raises:
        ThemeError: If a file is larger than 2 MB, cannot be read, or is a link that leads out of the theme.
    """

    def __init__(self, folder: Path, prefix: str) -> None:
        self._prefix = prefix
        self._by_name: dict[str, Asset] = {}
        root = folder / "assets"
        for path in sorted(root.rglob("*")) if root.is_dir() else ():
            if path.is_file() and not path.name.startswith("."):
                name = path.relative_to(root).as_posix()
                self._by_name[name] = _load(folder, name)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def url(self, name: str) -> str:
        """Returns the address of a file: ``app.css`` → ``/assets/portico/<digest>/app.css``.

        Raises:
            KeyError: If there is no such file.
        """
        return f"{self._prefix}/{self._by_name[name].digest[:12]}/{name}"

    def find(self, path: str) -> tuple[Asset, bool] | None:
        """Finds what an address below the prefix asks for.

        Returns:
            The file, and whether the address names its present content; None if there is no such file. An address
            from before a deployment gets today's file, which must not be kept under the old name.
        """
        digest, _, name = path.lstrip("/").partition("/")
        asset = self._by_name.get(name)
        return None if asset is None else (asset, digest == asset.digest[:12])


def _load(folder: Path, name: str) -> Asset:
    content = read_bytes(folder, f"assets/{name}", largest=LARGEST)
    media_type = _TYPES.get(PurePosixPath(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    squeezed = gzip.compress(content, mtime=0) if len(content) >= LEAST_GZIP else content
    return Asset(
        name=name,
        content=content,
        compressed=squeezed if len(squeezed) < len(content) * 0.9 else None,
        media_type=media_type,
        digest=hashlib.sha256(content).hexdigest()[:32],
    )
