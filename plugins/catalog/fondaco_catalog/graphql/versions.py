"""Versions, by which editors in the admin schema notice each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from fondaco.graphql import SchemaPart

from fondaco_catalog.repository.rows import list_versions

__all__ = ["versions"]

versions = SchemaPart()


class Identified(Protocol):
    """Something that is edited, whose version is looked up."""

    @property
    def id(self) -> UUID:
        """Its id."""


class Versioned(Protocol):
    """Something that is edited."""

    @property
    def version(self) -> int:
        """Grows with every edit."""


@versions.extend("Product", type=int, name="version")
async def product_version(parents: Sequence[Versioned]) -> list[int]:
    """Grows with every edit of it, of its variants, prices, costs, pictures, texts, relations, metadata and
    publications.
    """
    return [parent.version for parent in parents]


@versions.extend("ProductVariant", type=int, name="version")
async def variant_version(parents: Sequence[Versioned]) -> list[int]:
    """Grows with every edit of it, of its prices, costs, components, files and metadata."""
    return [parent.version for parent in parents]


@versions.extend("Category", type=int, name="version")
async def category_version(parents: Sequence[Versioned]) -> list[int]:
    """Grows with every edit of it, and when it is moved or the categories right below it are put into another order."""
    return [parent.version for parent in parents]


@versions.extend("Collection", type=int, name="version")
async def collection_version(parents: Sequence[Versioned]) -> list[int]:
    """Grows with every edit of it and of what is put into it, moved or kept out by hand."""
    return [parent.version for parent in parents]


@versions.extend("Brand", type=int, name="version")
async def brand_version(parents: Sequence[Identified]) -> list[int]:
    """Grows with every edit of it."""
    return await list_versions("brand", [parent.id for parent in parents])


@versions.extend("ProductType", type=int, name="version")
async def product_type_version(parents: Sequence[Identified]) -> list[int]:
    """Grows with every edit of it and of which attributes it has."""
    return await list_versions("product_type", [parent.id for parent in parents])


@versions.extend("Attribute", type=int, name="version")
async def attribute_version(parents: Sequence[Identified]) -> list[int]:
    """Grows with every edit of it and of its choices."""
    return await list_versions("attribute", [parent.id for parent in parents])


@versions.extend("PriceList", type=int, name="version")
async def price_list_version(parents: Sequence[Identified]) -> list[int]:
    """Grows with every edit of the list itself; its prices belong to the variants, and raise theirs."""
    return await list_versions("price_list", [parent.id for parent in parents])
