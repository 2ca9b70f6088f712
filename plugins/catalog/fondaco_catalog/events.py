"""Events of the catalogue that concern the catalogue itself."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from fondaco.commerce.event import Event

__all__ = ["BrandRenamed", "ProductTypeRenamed"]


class BrandRenamed(Event, frozen=True):
    """A brand's name changed in some language; what its products are searched by follows, some products at a time.

    Attributes:
        after: Products up to this id have followed.
    """

    wire_name: ClassVar[str] = "catalog.brand_renamed"

    brand_id: UUID
    after: UUID | None = None


class ProductTypeRenamed(Event, frozen=True):
    """A product type's name changed in some language; as `BrandRenamed`.

    Attributes:
        after: Products up to this id have followed.
    """

    wire_name: ClassVar[str] = "catalog.product_type_renamed"

    product_type_id: UUID
    after: UUID | None = None
