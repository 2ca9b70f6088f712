"""Versions, by which editors in the admin schema notice each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from fondaco.graphql import SchemaPart

__all__ = ["versions"]

versions = SchemaPart()


class Versioned(Protocol):
    """Something that is edited."""

    @property
    def version(self) -> int:
        """Grows with every edit."""


@versions.extend("Product", type=int, name="version")
async def product_version(parents: Sequence[Versioned]) -> list[int]:
    """Grows with every edit of it, of its variants, prices, pictures, texts and publications."""
    return [parent.version for parent in parents]


@versions.extend("ProductVariant", type=int, name="version")
async def variant_version(parents: Sequence[Versioned]) -> list[int]:
    """Grows with every edit of it and of its prices."""
    return [parent.version for parent in parents]


@versions.extend("Category", type=int, name="version")
async def category_version(parents: Sequence[Versioned]) -> list[int]:
    """Grows with every edit of it."""
    return [parent.version for parent in parents]


@versions.extend("Collection", type=int, name="version")
async def collection_version(parents: Sequence[Versioned]) -> list[int]:
    """Grows with every edit of it and of the products that were put into it by hand."""
    return [parent.version for parent in parents]
