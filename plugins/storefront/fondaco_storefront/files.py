"""Reads a theme's files. What lies outside of its folder is no part of it, whatever a symbolic link says."""

from __future__ import annotations

from pathlib import Path

from fondaco_storefront.errors import ThemeError

__all__ = ["read_bytes", "read_text"]


def read_text(folder: Path, file: str) -> str:
    """Returns a file in UTF-8.

    Args:
        folder: The theme's folder.
        file: Relative to it.

    Raises:
        ThemeError: If it lies outside of the folder, cannot be read, or is not UTF-8.
    """
    try:
        return read_bytes(folder, file).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ThemeError.at(folder.name, file, None, f"cannot be read: {error}") from error


def read_bytes(folder: Path, file: str, *, largest: int | None = None) -> bytes:
    """Returns a file as it is.

    Args:
        largest: In bytes.

    Raises:
        ThemeError: If it lies outside of the folder, cannot be read, or is larger than that.
    """
    path = folder / file
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise ThemeError.at(folder.name, file, None, "lies outside of the theme")
        if largest is not None and (size := path.stat().st_size) > largest:
            raise ThemeError.at(folder.name, file, None, f"{size} bytes; at most {largest} are served")
        return path.read_bytes()
    except (OSError, RuntimeError) as error:
        raise ThemeError.at(folder.name, file, None, f"cannot be read: {error}") from error
