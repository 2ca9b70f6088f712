"""Errors of the storefront; they hang in the tree of `fondaco.errors`."""

from __future__ import annotations

from pathlib import PurePath

from fondaco.errors import BootError

__all__ = ["ThemeError"]


class ThemeError(BootError):
    """A theme is broken, so the application refuses to start.

    The message names the theme, the file inside it and, where one is to blame, the line.
    """

    default_code = "THEME"

    @classmethod
    def at(cls, theme: str, file: str | PurePath, line: int | None, message: str) -> ThemeError:
        """Makes the error for a place in a theme.

        Args:
            file: Relative to the theme's folder.
            line: Counted from 1; None where the whole file is meant.
        """
        place = f"{file}:{line}" if line else str(file)
        return cls(f"Theme {theme!r}: {place}: {message}")
