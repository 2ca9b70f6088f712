"""What ``fondaco doctor`` says of one thing it looked at."""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = ["Diagnosis"]


class Diagnosis(msgspec.Struct, frozen=True):
    """One thing that was looked at.

    Attributes:
        topic: A word or two, such as ``disk``.
        status: ``ok``, ``warning`` (works, but) or ``problem`` (keeps the shop from running).
        message: What was found.
        cure: What to do about it; empty if nothing.
    """

    topic: str
    status: Literal["ok", "warning", "problem"]
    message: str
    cure: str = ""
