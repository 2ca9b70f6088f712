"""The base of every event."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec

__all__ = ["Event"]


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened, said in the past tense and emitted inside the transaction that made it true.

    Set the wire name when subclassing: ``wire_name: ClassVar[str] = "checkout.order_placed"``. It is
    ``<plugin>.<noun>_<past>``; it and the fields are a public contract: add fields with defaults, never remove one.
    """

    wire_name: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.wire_name.count(".") != 1 or not cls.wire_name.replace(".", "_").isidentifier():
            raise TypeError(f"{cls.__name__} needs a wire_name such as 'checkout.order_placed'")
