"""Parts of products and variants that are read only for who asks: each costs a look into further tables."""

from __future__ import annotations

from typing import Literal, TypeVar

from msgspec import UnsetType

__all__ = ["PRODUCT_PARTS", "VARIANT_PARTS", "PartNotReadError", "ProductPart", "VariantPart", "part_of"]

T = TypeVar("T")

ProductPart = Literal["brand", "type", "availability"]
VariantPart = Literal["media", "options"]

PRODUCT_PARTS: frozenset[ProductPart] = frozenset({"brand", "type", "availability"})
VARIANT_PARTS: frozenset[VariantPart] = frozenset({"media", "options"})


class PartNotReadError(RuntimeError):
    """A part was looked at that whoever read the thing had not asked for: a mistake in the code that read it."""

    def __init__(self, part: str) -> None:
        super().__init__(f"{part!r} was not read: ask for this part where the thing is read")


def part_of(value: T | UnsetType, part: ProductPart | VariantPart) -> T:
    """Returns what was read of a part.

    Raises:
        PartNotReadError: If it was not read.
    """
    if isinstance(value, UnsetType):
        raise PartNotReadError(part)
    return value
