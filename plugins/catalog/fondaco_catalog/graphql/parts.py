"""Which parts of products and variants a query asks for.

Each costs a look into further tables for every row, and most lists show few of them. Fields of other plugins may look
at anything, so a query with a field that is not known here is given everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from fondaco_catalog.model.parts import PRODUCT_PARTS, VARIANT_PARTS, ProductPart, VariantPart

__all__ = ["product_parts", "variant_parts"]

P = TypeVar("P", bound=str)

_OF_PRODUCT: Mapping[str, ProductPart | None] = {
    "brand": "brand",
    "productType": "type",
    "availableForSale": "availability",
    **dict.fromkeys(
        (
            "__typename",
            "id",
            "slug",
            "title",
            "description",
            "tags",
            "seoTitle",
            "seoDescription",
            "priceRange",
            "createdAt",
            "options",
            "variants",
            "media",
            "category",
            "collections",
            "attributes",
            "tagLabels",
            "phasingOut",
            "related",
            "relations",
        )
    ),
}
"""Fields of a product by the part they need; None for what is always read, or reads by the product's id."""

_OF_VARIANT: Mapping[str, VariantPart | None] = {
    "media": "media",
    "selectedOptions": "options",
    **dict.fromkeys(
        (
            "__typename",
            "id",
            "sku",
            "barcode",
            "title",
            "price",
            "compareAtPrice",
            "weightGrams",
            "requiresShipping",
            "availableForSale",
            "product",
            "attributes",
            "components",
            "slots",
            "priceTiers",
            "priceLabel",
            "lowestPrice30Days",
        )
    ),
}


def product_parts(fields: frozenset[str]) -> frozenset[ProductPart]:
    """Returns the parts that fields of a product need.

    Args:
        fields: As of `fondaco.graphql.fields_below`.
    """
    return _needed(fields, _OF_PRODUCT, PRODUCT_PARTS)


def variant_parts(fields: frozenset[str]) -> frozenset[VariantPart]:
    """Returns the parts that fields of a variant need.

    Args:
        fields: As of `fondaco.graphql.fields_below`.
    """
    return _needed(fields, _OF_VARIANT, VARIANT_PARTS)


def _needed(fields: frozenset[str], known: Mapping[str, P | None], everything: frozenset[P]) -> frozenset[P]:
    if not fields <= known.keys():
        return everything
    return frozenset(part for name in fields if (part := known[name]) is not None)
