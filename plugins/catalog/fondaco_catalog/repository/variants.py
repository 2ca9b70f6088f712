"""Reads of variants, options and prices, each for many products at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

import msgspec
from fondaco.commerce import Money
from fondaco.db import any_of, fetch_all
from fondaco.errors import NotFoundError

from fondaco_catalog.model.parts import VARIANT_PARTS, VariantPart
from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.text import is_storable
from fondaco_catalog.model.views import (
    Product,
    ProductOption,
    ProductOptionValue,
    ProductPublication,
    ProductTranslation,
    ProductVariant,
    VariantPrice,
)
from fondaco_catalog.repository.bundle_parts import bundle_join
from fondaco_catalog.repository.published import is_published
from fondaco_catalog.repository.valid_prices import FACTS, audiences, best_window, priced_product, tell

__all__ = [
    "find_variant_by_sku",
    "get_variant",
    "list_options",
    "list_prices",
    "list_publications",
    "list_translations",
    "list_variants",
    "list_variants_by_ids",
    "read_variants",
]

V = TypeVar("V", bound=ProductVariant)

_VARIANTS = """
    SELECT v.id, v.product AS product_id, v.sku, v.barcode, {weight_and_shipping}, v.tax_class, v.track_stock,
        v.position, {labels} AS option_labels,
        w.currency, w.amount, w.compare_at, w.lowest, w.list AS list_id,
        {published} AS published, v.version{more}
    FROM catalog.product_variant v
    {listing}
    {window}
    {joins}
    WHERE {condition}
    ORDER BY v.position, v.id"""

_LABEL = """COALESCE(c.labels ->> $3::text, ov.labels ->> $3::text, c.labels ->> $4::text,
                ov.labels ->> $4::text, ov.value)"""
_LABELS = f"""ARRAY(SELECT {_LABEL}
            FROM unnest(v.option_values) WITH ORDINALITY AS u(id, place)
            JOIN catalog.product_option_value ov ON ov.id = u.id
            LEFT JOIN catalog.attribute_choice c ON c.id = ov.choice
            ORDER BY u.place)"""  # noqa: S608 (constants only)
_OPTIONS = f"""
    LEFT JOIN LATERAL (
        SELECT array_agg(COALESCE(a.labels ->> $3::text, o.labels ->> $3::text, a.labels ->> $4::text,
                o.labels ->> $4::text, o.name) ORDER BY u.place) AS names,
            array_agg(ov.value ORDER BY u.place) AS vals, array_agg({_LABEL} ORDER BY u.place) AS labels
        FROM unnest(v.option_values) WITH ORDINALITY AS u(id, place)
        JOIN catalog.product_option_value ov ON ov.id = u.id
        JOIN catalog.product_option o ON o.id = ov.option
        LEFT JOIN catalog.attribute a ON a.id = o.attribute
        LEFT JOIN catalog.attribute_choice c ON c.id = ov.choice
    ) chosen ON TRUE"""  # noqa: S608 (constants only)
_OPTION_COLUMNS = """,
        COALESCE(chosen.names, '{}') AS option_names, COALESCE(chosen.vals, '{}') AS option_values"""
_MEDIA = """
    LEFT JOIN catalog.product_media m ON m.id = v.media"""
_MEDIA_COLUMNS = """,
        m.id AS media_id, m.url AS media_url,
        COALESCE(m.labels ->> $3::text, m.labels ->> $4::text, m.alt) AS media_alt, m.kind AS media_kind,
        m.file AS media_file, m.poster AS media_poster, m.width AS media_width, m.height AS media_height,
        m.colour AS media_colour, m.focal_x AS media_focal_x, m.focal_y AS media_focal_y"""
_OWN_SHIPPING = "v.weight_grams, v.requires_shipping"
_BUNDLE_SHIPPING = """
        COALESCE(NULLIF(v.weight_grams, 0), bundle.weight_grams::integer, 0) AS weight_grams,
        v.requires_shipping AND COALESCE(bundle.requires_shipping, TRUE) AS requires_shipping"""
_BUNDLE_COLUMNS = """,
        bundle.made_up, COALESCE(bundle.available, TRUE) AS complete"""


async def read_variants(
    scope: Scope,
    condition: str,
    value: object,
    type_: type[V],
    *,
    more: str = "",
    shown: bool = False,
    bundles: bool = True,
    parts: Collection[VariantPart] = VARIANT_PARTS,
) -> list[V]:
    """Reads variants.

    Args:
        condition: With ``{}`` for the placeholder of the value.
        type_: Of the rows.
        more: Further columns; may name that placeholder too.
        shown: Whether the condition keeps to products that the scope is known to show.
        bundles: Whether there may be bundles among them.
        parts: Of them that are wanted besides what every one has.
    """
    params: list[object] = [
        scope.channel.slug,
        scope.channel.currency,
        scope.locale,
        scope.second_locale,
        scope.moment,
    ]

    def bind(value: object) -> str:
        params.append(value)
        return f"${len(params)}"

    published = f"COALESCE({is_published('$5')}, FALSE)"
    listing = "LEFT JOIN catalog.product_listing l ON l.product = v.product AND l.channel = $1"
    if scope.published_only:
        published = "TRUE"
        listing = (
            ""
            if shown
            else "JOIN LATERAL (SELECT FROM catalog.product_listing l WHERE l.product = v.product "
            f"AND l.channel = $1 AND {is_published('$5')} AND {priced_product(scope, bind)} LIMIT 1) l ON TRUE"
        )
    window, given = best_window(scope, bind), bind(value)
    columns, joins = "", ""
    if bundles:
        columns += _BUNDLE_COLUMNS
        joins += bundle_join(f"= ANY({bind(audiences(scope))}::text[])" if scope.groups else "= ''")
    if "options" in parts:
        columns += _OPTION_COLUMNS
        joins += _OPTIONS
    if "media" in parts:
        columns += _MEDIA_COLUMNS
        joins += _MEDIA
    if scope.untold:
        columns += f", {FACTS}"
    sql = _VARIANTS.format(
        weight_and_shipping=_BUNDLE_SHIPPING if bundles else _OWN_SHIPPING,
        labels="COALESCE(chosen.labels, '{}')" if "options" in parts else _LABELS,
        published=published,
        more=columns + more.format(given),
        listing=listing,
        window=window,
        joins=joins,
        condition=condition.format(given),
    )
    rows = await fetch_all(type_, sql, *params)
    await tell(scope, rows)
    return rows


async def list_variants(
    scope: Scope, products: Sequence[Product], parts: Collection[VariantPart] = VARIANT_PARTS
) -> list[list[ProductVariant]]:
    """Returns the variants of each product, in order.

    Args:
        products: That were read in this scope.
    """
    by_product: defaultdict[UUID, list[ProductVariant]] = defaultdict(list)
    found = await read_variants(
        scope,
        f"v.product = {any_of('{}')}",
        list({product.id for product in products}),
        ProductVariant,
        shown=True,
        bundles=any(product.has_bundles for product in products),
        parts=parts,
    )
    for variant in found:
        by_product[variant.product_id].append(variant)
    return [by_product[product.id] for product in products]


async def list_variants_by_ids(scope: Scope, ids: Sequence[UUID]) -> list[ProductVariant | None]:
    """Returns the variants of these ids in their order, None for those that the scope does not show."""
    found = {
        variant.id: variant
        for variant in await read_variants(scope, f"v.id = {any_of('{}')}", list(set(ids)), ProductVariant)
    }
    return [found.get(id_) for id_ in ids]


async def get_variant(scope: Scope, variant_id: UUID) -> ProductVariant:
    """Returns a variant.

    Raises:
        NotFoundError: ``VARIANT_NOT_FOUND``.
    """
    found = (await list_variants_by_ids(scope, [variant_id]))[0]
    if found is None:
        raise NotFoundError("There is no such variant.", code="VARIANT_NOT_FOUND", field=("id",))
    return found


async def find_variant_by_sku(scope: Scope, sku: str) -> ProductVariant | None:
    """Returns the variant with this stock-keeping unit, or None."""
    if not sku or not is_storable(sku):
        return None
    found = await read_variants(scope, "v.sku = {} AND v.sku <> ''", sku, ProductVariant)
    return found[0] if found else None


class _OptionRow(msgspec.Struct, frozen=True):
    product_id: UUID
    option_id: UUID
    name: str
    attribute: str | None
    value: str | None
    label: str | None
    choice: str | None
    colour: str | None
    image_url: str | None


async def list_options(scope: Scope, product_ids: Sequence[UUID]) -> list[list[ProductOption]]:
    """Returns the options of each product with their values, both in order."""
    rows = await fetch_all(
        _OptionRow,
        "SELECT o.product AS product_id, o.id AS option_id, "  # noqa: S608 (constants only)
        "COALESCE(a.labels ->> $2::text, o.labels ->> $2::text, a.labels ->> $3::text, o.labels ->> $3::text, o.name) "
        "AS name, a.code AS attribute, ov.value, COALESCE(c.labels ->> $2::text, ov.labels ->> $2::text, "
        "c.labels ->> $3::text, ov.labels ->> $3::text, ov.value) AS label, c.code AS choice, c.colour, c.image_url "
        "FROM catalog.product_option o LEFT JOIN catalog.product_option_value ov ON ov.option = o.id "
        "LEFT JOIN catalog.attribute a ON a.id = o.attribute LEFT JOIN catalog.attribute_choice c ON c.id = ov.choice "
        f"WHERE o.product = {any_of('$1')} ORDER BY o.position, o.id, ov.position, ov.id",
        list(set(product_ids)),
        scope.locale,
        scope.second_locale,
    )
    options: dict[UUID, ProductOption] = {}
    by_product: defaultdict[UUID, list[ProductOption]] = defaultdict(list)
    for row in rows:
        if row.option_id not in options:
            options[row.option_id] = ProductOption(row.option_id, row.name, [], row.attribute)
            by_product[row.product_id].append(options[row.option_id])
        if row.value is not None and row.label is not None:
            value = ProductOptionValue(row.value, row.label, row.choice, row.colour, row.image_url)
            options[row.option_id].values.append(value)
    return [by_product[id_] for id_ in product_ids]


class _PublicationRow(msgspec.Struct, frozen=True):
    product_id: UUID
    channel: str
    published_at: datetime
    unpublish_at: datetime | None


async def list_publications(product_ids: Sequence[UUID], now: datetime) -> list[list[ProductPublication]]:
    """Returns the channels in which each product is published or going to be, by name."""
    rows = await fetch_all(
        _PublicationRow,
        "SELECT product AS product_id, channel, published_at, unpublish_at FROM catalog.product_listing "
        "WHERE product = ANY($1::uuid[]) AND published_at IS NOT NULL AND (unpublish_at IS NULL OR unpublish_at > $2) "
        "ORDER BY channel",
        list(set(product_ids)),
        now,
    )
    by_product: defaultdict[UUID, list[ProductPublication]] = defaultdict(list)
    for row in rows:
        by_product[row.product_id].append(
            ProductPublication(row.channel, row.published_at, row.unpublish_at, row.published_at <= now)
        )
    return [by_product[id_] for id_ in product_ids]


class _PriceRow(msgspec.Struct, frozen=True):
    variant_id: UUID
    channel: str
    currency: str
    amount: int
    compare_at: int | None


async def list_prices(variant_ids: Sequence[UUID]) -> list[list[VariantPrice]]:
    """Returns the base prices of each variant in every channel, by the channel's name."""
    rows = await fetch_all(
        _PriceRow,
        "SELECT pr.variant AS variant_id, pl.channel, pl.currency, pr.amount, pr.compare_at FROM catalog.price pr "
        "JOIN catalog.price_list pl ON pl.id = pr.list AND pl.base "
        "WHERE pr.variant = ANY($1::uuid[]) AND pr.min_quantity = 1 ORDER BY pl.channel, pl.currency",
        list(set(variant_ids)),
    )
    by_variant: defaultdict[UUID, list[VariantPrice]] = defaultdict(list)
    for row in rows:
        compare_at = None if row.compare_at is None else Money(row.compare_at, row.currency)
        by_variant[row.variant_id].append(VariantPrice(row.channel, Money(row.amount, row.currency), compare_at))
    return [by_variant[id_] for id_ in variant_ids]


class _TranslationRow(ProductTranslation, frozen=True):
    product_id: UUID


async def list_translations(product_ids: Sequence[UUID]) -> list[list[ProductTranslation]]:
    """Returns the translations of each product, by locale."""
    rows = await fetch_all(
        _TranslationRow,
        "SELECT product AS product_id, locale, title, description, seo_title, seo_description "
        "FROM catalog.product_translation WHERE product = ANY($1::uuid[]) ORDER BY locale",
        list(set(product_ids)),
    )
    by_product: defaultdict[UUID, list[ProductTranslation]] = defaultdict(list)
    for row in rows:
        by_product[row.product_id].append(row)
    return [by_product[id_] for id_ in product_ids]
