"""Dimensions of variants, and how many of them one buyer may order."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco.graphql import SchemaPart, object_type

from fondaco_catalog.model import variant_facts as model
from fondaco_catalog.model import views
from fondaco_catalog.repository import variant_facts as repository

__all__ = ["variant_facts"]

variant_facts = SchemaPart()


@object_type(model.Dimensions)
class VariantDimensions:
    """Of the parcel of one piece.

    Attributes:
        length_mm: Millimetres; zero where unknown.
        width_mm: Millimetres; zero where unknown.
        height_mm: Millimetres; zero where unknown.
        volume_cm3: Cubic centimetres, rounded up; zero unless all three lengths are known.
    """

    length_mm: int
    width_mm: int
    height_mm: int
    volume_cm3: int


@object_type(model.PurchaseLimit)
class PurchaseLimit:
    """How many pieces one buyer may order, who is known by account or e-mail address.

    Attributes:
        days: Only orders of so many days count; null for all.
    """

    pieces: int
    days: int | None


@variant_facts.extend("ProductVariant", type=VariantDimensions | None, name="dimensions", shared=True)
async def variant_dimensions(parents: Sequence[views.ProductVariant]) -> list[model.Dimensions | None]:
    """Its dimensions as it is sent; null where none is known."""
    return await repository.list_dimensions([parent.id for parent in parents])


@variant_facts.extend("ProductVariant", type=PurchaseLimit | None, name="purchaseLimit", shared=True)
async def variant_purchase_limit(parents: Sequence[views.ProductVariant]) -> list[model.PurchaseLimit | None]:
    """How many pieces one buyer may order; null for no limit."""
    return await repository.list_purchase_limits([parent.id for parent in parents])
