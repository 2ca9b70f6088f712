"""Reads for carts: variants together with what a line shows of their product."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec
from fondaco.db import any_of, fetch_all

from fondaco_catalog.model.parts import VariantPart
from fondaco_catalog.model.pricing import Candidate
from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.views import ProductVariant
from fondaco_catalog.repository.candidates import CANDIDATES, decode_candidates
from fondaco_catalog.repository.variants import read_variants

__all__ = ["SellableVariant", "list_sellable_variants"]


class SellableVariant(msgspec.Struct, frozen=True):
    """A variant of a product that is published and priced in a channel, with its product's texts and first picture.

    Attributes:
        candidates: Its prices in all lists of the channel, for `fondaco_catalog.model.pricing.resolve`.
        own_weight_grams: What somebody set for it; of a bundle zero lets it follow from its components.
        requires_shipping: What somebody set for it.
    """

    variant: ProductVariant
    candidates: list[Candidate]
    product_title: str
    product_slug: str
    image_url: str | None
    own_weight_grams: int
    requires_shipping: bool


_SHOWN: frozenset[VariantPart] = frozenset({"media"})
"""Of the variants of a cart: their titles are made of labels alone."""


class _VariantRow(ProductVariant, frozen=True, kw_only=True):
    candidates: str
    own_weight_grams: int
    own_shipping: bool


class _ProductRow(msgspec.Struct, frozen=True):
    id: UUID
    slug: str
    title: str
    image_url: str | None


async def list_sellable_variants(scope: Scope, ids: Sequence[UUID]) -> list[SellableVariant]:
    """Returns those of the variants whose products are published and priced in the scope's channel."""
    if not ids:
        return []
    variants = await read_variants(
        scope,
        f"v.id = {any_of('{}')}",
        list(set(ids)),
        _VariantRow,
        parts=_SHOWN,
        more=f", {CANDIDATES} AS candidates, v.weight_grams AS own_weight_grams, v.requires_shipping AS own_shipping",
    )
    rows = await fetch_all(
        _ProductRow,
        "SELECT p.id, p.slug, COALESCE(NULLIF(t1.title, ''), NULLIF(t2.title, ''), p.title) AS title, "  # noqa: S608
        "(SELECT m.url FROM catalog.product_media m WHERE m.product = p.id AND m.kind = 'image' "
        "ORDER BY m.position, m.id LIMIT 1) AS image_url FROM catalog.product p "
        "LEFT JOIN catalog.product_translation t1 ON t1.product = p.id AND t1.locale = $2 "
        "LEFT JOIN catalog.product_translation t2 ON t2.product = p.id AND t2.locale = $3 "
        f"WHERE p.id = {any_of('$1')}",
        list({variant.product_id for variant in variants}),
        scope.locale,
        scope.second_locale,
    )
    products = {row.id: row for row in rows}
    return [
        SellableVariant(
            variant,
            decode_candidates(variant.candidates),
            product.title,
            product.slug,
            (variant.media_url if variant.media_kind == "image" else None) or product.image_url,
            variant.own_weight_grams,
            variant.own_shipping,
        )
        for variant in variants
        if (product := products.get(variant.product_id)) is not None
    ]
