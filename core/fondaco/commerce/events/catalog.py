"""What happened to products and categories."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from fondaco.commerce.event import Event

__all__ = [
    "CategoryDeleted",
    "CategoryMoved",
    "ProductCreated",
    "ProductDeleted",
    "ProductPublished",
    "ProductStatusChanged",
    "ProductUnpublished",
    "ProductUpdated",
    "ProductsIndexed",
]


class ProductCreated(Event, frozen=True):
    """A product exists now; in no channel yet.

    Attributes:
        product_id: Which product; `node(id:)` has it as a global id of type ``Product``.
    """

    wire_name: ClassVar[str] = "catalog.product_created"

    product_id: UUID


class ProductUpdated(Event, frozen=True):
    """Something of a product or its variants changed.

    Attributes:
        product_id: Which product; `node(id:)` has it as a global id of type ``Product``.
    """

    wire_name: ClassVar[str] = "catalog.product_updated"

    product_id: UUID


class ProductsIndexed(Event, frozen=True):
    """What some products are found, narrowed and sorted by was worked out anew.

    For search engines: those that `collect_product_documents` answers no more are gone, in all channels.

    Attributes:
        product_ids: At most 500.
    """

    wire_name: ClassVar[str] = "catalog.products_indexed"

    product_ids: tuple[UUID, ...]


class ProductPublished(Event, frozen=True):
    """A product can be bought in a channel now.

    Attributes:
        product_id: Which product; `node(id:)` has it as a global id of type ``Product``.
        channel: Slug of the channel.
    """

    wire_name: ClassVar[str] = "catalog.product_published"

    product_id: UUID
    channel: str


class ProductUnpublished(Event, frozen=True):
    """A product left a channel.

    Attributes:
        product_id: Which product; `node(id:)` has it as a global id of type ``Product``.
        channel: Slug of the channel.
    """

    wire_name: ClassVar[str] = "catalog.product_unpublished"

    product_id: UUID
    channel: str


class ProductStatusChanged(Event, frozen=True):
    """A product took a step in its life: it was submitted for review, approved, taken live, archived …

    Attributes:
        product_id: Which product; `node(id:)` has it as a global id of type ``Product``.
        from_status: ``idea``, ``draft``, ``in_review``, ``approved``, ``live``, ``phase_out`` or ``archived``.
        to_status: As ``from_status``.
        actor: Name of the principal who took it.
        reason: What they wrote; may be empty.
    """

    wire_name: ClassVar[str] = "catalog.product_status_changed"

    product_id: UUID
    from_status: str
    to_status: str
    actor: str
    reason: str = ""


class ProductDeleted(Event, frozen=True):
    """A product is gone for good; it left its channels before.

    Attributes:
        product_id: Which product it was.
    """

    wire_name: ClassVar[str] = "catalog.product_deleted"

    product_id: UUID


class CategoryMoved(Event, frozen=True):
    """A category, with everything below it, lies below another one now, or became a root.

    Attributes:
        category_id: Which category; `node(id:)` has it as a global id of type ``Category``.
    """

    wire_name: ClassVar[str] = "catalog.category_moved"

    category_id: UUID


class CategoryDeleted(Event, frozen=True):
    """A category is gone for good. Its products were filed elsewhere: each of them tells so by a ProductUpdated.

    Attributes:
        category_id: Which category it was.
    """

    wire_name: ClassVar[str] = "catalog.category_deleted"

    category_id: UUID
