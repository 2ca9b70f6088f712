"""What fills an empty demo store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from fondaco.app import App

__all__ = ["Seed"]


class Seed(msgspec.Struct, frozen=True):
    """Fills one part of a demo store.

    Attributes:
        name: What people read while it runs, such as ``catalog``.
        run: Safe to run again: it adds what is missing. Returns a sentence about what there is now.
    """

    name: str
    run: Callable[[App], Awaitable[str]]
