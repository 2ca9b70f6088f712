"""Events of the catalogue that concern the catalogue itself."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from fondaco.commerce.event import Event

__all__ = [
    "AttributeChanged",
    "BrandRenamed",
    "CategoryChanged",
    "ProductTypeAssigned",
    "ProductTypeRenamed",
    "TagChanged",
]


class AttributeChanged(Event, frozen=True):
    """What products are searched and narrowed by changed in an attribute, or in one of its choices; as `BrandRenamed`.

    Attributes:
        choice_id: The choice that changed; None for the attribute itself.
        after: Products up to this id have followed.
    """

    wire_name: ClassVar[str] = "catalog.attribute_changed"

    attribute_id: UUID
    choice_id: UUID | None = None
    after: UUID | None = None


class BrandRenamed(Event, frozen=True):
    """A brand's name changed in some language; what its products are searched by follows, some products at a time.

    Attributes:
        after: Products up to this id have followed.
    """

    wire_name: ClassVar[str] = "catalog.brand_renamed"

    brand_id: UUID
    after: UUID | None = None


class CategoryChanged(Event, frozen=True):
    """A category's name or place changed, so all products below it are found by other words; as `BrandRenamed`.

    Attributes:
        after: Products up to this id have followed.
    """

    wire_name: ClassVar[str] = "catalog.category_changed"

    category_id: UUID
    after: UUID | None = None


class ProductTypeAssigned(Event, frozen=True):
    """A product type has other attributes, so its products may lack others; as `BrandRenamed`.

    Attributes:
        after: Products up to this id have followed.
    """

    wire_name: ClassVar[str] = "catalog.product_type_assigned"

    product_type_id: UUID
    after: UUID | None = None


class ProductTypeRenamed(Event, frozen=True):
    """A product type's name changed in some language, or which attributes it has; as `BrandRenamed`.

    Attributes:
        after: Products up to this id have followed.
    """

    wire_name: ClassVar[str] = "catalog.product_type_renamed"

    product_type_id: UUID
    after: UUID | None = None


class TagTranslated(Event, frozen=True):
    """A tag is called otherwise in another language; products that have it are to be found by that.

    Attributes:
        texts_id: Of its row in ``tag_texts``.
        after: Products up to this id have followed.
    """

    wire_name: ClassVar[str] = "catalog.tag_translated"

    texts_id: UUID
    after: UUID | None = None


class TagChanged(Event, frozen=True):
    """A tag was renamed, or deleted; products that still have it follow, some at a time, until none has it.

    Attributes:
        name: What it is called from now on; None if it was deleted.
    """

    wire_name: ClassVar[str] = "catalog.tag_changed"

    tag: str
    name: str | None = None
