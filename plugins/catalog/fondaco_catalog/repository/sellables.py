"""Reads for carts: variants together with what a line shows of their product."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

import msgspec
from fondaco.db import any_of, fetch_all

from fondaco_catalog.model.parts import VariantPart
from fondaco_catalog.model.pricing import Candidate
from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.views import ProductVariant
from fondaco_catalog.repository.candidates import CANDIDATES, decode_candidates
from fondaco_catalog.repository.variant_facts import VOLUME
from fondaco_catalog.repository.variants import read_variants

__all__ = ["SellableVariant", "list_sellable_variants", "list_variant_ids"]


class SellableVariant(msgspec.Struct, frozen=True):
    """A variant of a product that is published and priced in a channel, with its product's texts and first picture.

    Attributes:
        candidates: Its prices in all lists of the channel, for `fondaco_catalog.model.pricing.resolve`.
        own_weight_grams: What somebody set for it; of a bundle zero lets it follow from its components.
        requires_shipping: What somebody set for it.
        volume_cm3: Of its parcel, rounded up; zero unless all three lengths are known.
        max_per_customer: The most pieces that one buyer may order; None for no limit.
        max_per_customer_days: Only orders of so many days count for that; None for all.
    """

    variant: ProductVariant
    candidates: list[Candidate]
    product_title: str
    product_slug: str
    image_url: str | None
    own_weight_grams: int
    requires_shipping: bool
    volume_cm3: int
    max_per_customer: int | None
    max_per_customer_days: int | None


_SHOWN: frozenset[VariantPart] = frozenset({"media"})
"""Of the variants of a cart: their titles are made of labels alone."""


class _VariantRow(ProductVariant, frozen=True, kw_only=True):
    candidates: str
    own_weight_grams: int
    own_shipping: bool
    volume_cm3: int
    max_per_customer: int | None
    max_per_customer_days: int | None
    product_slug: str
    product_title: str
    product_image: str | None


_MORE = (
    f", {CANDIDATES} AS candidates, v.weight_grams AS own_weight_grams, v.requires_shipping AS own_shipping, "  # noqa: S608
    f"{VOLUME} AS volume_cm3, v.max_per_customer, v.max_per_customer_days, "
    "(SELECT p.slug FROM catalog.product p WHERE p.id = v.product) AS product_slug, "
    "(SELECT COALESCE(NULLIF(t1.title, ''), NULLIF(t2.title, ''), p.title) FROM catalog.product p "
    "LEFT JOIN catalog.product_translation t1 ON t1.product = p.id AND t1.locale = $3 "
    "LEFT JOIN catalog.product_translation t2 ON t2.product = p.id AND t2.locale = $4 WHERE p.id = v.product"
    ") AS product_title, "
    "(SELECT m.url FROM catalog.product_media m WHERE m.product = v.product AND m.kind = 'image' "
    "ORDER BY m.position, m.id LIMIT 1) AS product_image"
)
"""Of a few variants, so that a look at their product for each costs less than a statement of its own."""


async def list_sellable_variants(scope: Scope, ids: Sequence[UUID]) -> list[SellableVariant]:
    """Returns those of the variants whose products are published and priced in the scope's channel; one statement."""
    if not ids:
        return []
    variants = await read_variants(
        scope, f"v.id = {any_of('{}')}", list(set(ids)), _VariantRow, parts=_SHOWN, more=_MORE
    )
    return [
        SellableVariant(
            variant,
            decode_candidates(variant.candidates),
            variant.product_title,
            variant.product_slug,
            (variant.media_url if variant.media_kind == "image" else None) or variant.product_image,
            variant.own_weight_grams,
            variant.own_shipping,
            variant.volume_cm3,
            variant.max_per_customer,
            variant.max_per_customer_days,
        )
        for variant in variants
    ]


class _IdRow(msgspec.Struct):
    id: UUID
    product: UUID


async def list_variant_ids(products: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    """Returns the ids of the variants of products, in order; a product that does not exist is left out."""
    rows = await fetch_all(
        _IdRow,
        "SELECT v.id, v.product FROM catalog.product_variant v "  # noqa: S608 (constants only)
        f"WHERE v.product = {any_of('$1')} ORDER BY v.position, v.id",
        list(products),
    )
    found: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for row in rows:
        found[row.product].append(row.id)
    return dict(found)
