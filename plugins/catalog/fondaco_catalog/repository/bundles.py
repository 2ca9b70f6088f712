"""Kits: what they hold, which of them hold a variant, and what their components cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all
from fondaco.ids import new_id

from fondaco_catalog.model.kits import KitDraft, KitPricing
from fondaco_catalog.repository.product_query import is_published
from fondaco_catalog.repository.rows import insert_rows

__all__ = [
    "KIT_JOIN",
    "KIT_PARTS",
    "KitTerms",
    "KitUse",
    "Part",
    "SumKit",
    "decode_parts",
    "delete_kits",
    "list_base_amounts",
    "list_kit_ids",
    "list_kits_with",
    "list_parts",
    "list_sum_kits_with",
    "list_terms",
    "list_uses",
    "lock_kits",
    "lock_variants",
    "write_kit",
]

KIT_LOCK = 0x6B697473
"""Of ``pg_advisory_xact_lock``: the word kits in ASCII."""

KIT_JOIN = f"""
    LEFT JOIN LATERAL (
        SELECT count(*) > 0 AS made_up, LEAST(COALESCE(sum(cv.weight_grams::bigint * kc.quantity), 0), 2147483647)
                AS weight_grams,
            bool_or(cv.requires_shipping) AS requires_shipping,
            bool_and(EXISTS (SELECT FROM catalog.product_listing l
                WHERE l.product = cv.product AND l.channel = $1 AND {is_published("$5")})
            AND EXISTS (SELECT FROM catalog.price_window w WHERE w.variant = cv.id AND w.audience = ''
                AND w.channel = $1 AND w.currency = $2 AND w.starts_at <= $5 AND w.ends_at > $5)) AS available
        FROM catalog.kit_component kc JOIN catalog.product_variant cv ON cv.id = kc.component
        WHERE kc.variant = v.id
    ) kit ON TRUE"""  # noqa: S608 (constants only)
"""Joins a variant ``v`` with what follows from its components; binds as `fondaco_catalog.repository.valid_prices`."""

KIT_PARTS = """(SELECT json_agg(json_build_object('variant_id', cv.id, 'sku', cv.sku, 'quantity', kc.quantity)
    ORDER BY kc.position)::text FROM catalog.kit_component kc JOIN catalog.product_variant cv ON cv.id = kc.component
    WHERE kc.variant = v.id)"""
"""The components of a variant ``v``, for `decode_parts`; null without any."""


class Part(msgspec.Struct, frozen=True):
    """A component of a kit."""

    variant_id: UUID
    sku: str
    quantity: int


def decode_parts(encoded: str | None) -> list[Part]:
    """Reads what `KIT_PARTS` wrote."""
    return [] if encoded is None else msgspec.json.decode(encoded, type=list[Part])


async def lock_kits() -> None:
    """Lets no other transaction change kits, or delete what they may hold, until this one ends.

    Taken behind the lock of a product. So a kit comes never to lie in another one, and never to hold what is gone.
    """
    await execute("SELECT pg_advisory_xact_lock($1)", KIT_LOCK)


class _Id(msgspec.Struct, frozen=True):
    id: UUID


async def lock_variants(ids: Sequence[UUID]) -> set[UUID]:
    """Lets nobody delete these variants until the transaction ends; returns those that there are."""
    rows = await fetch_all(
        _Id, "SELECT id FROM catalog.product_variant WHERE id = ANY($1::uuid[]) ORDER BY id FOR KEY SHARE", list(ids)
    )
    return {row.id for row in rows}


async def list_kit_ids(ids: Sequence[UUID]) -> set[UUID]:
    """Returns those of the variants that are kits."""
    rows = await fetch_all(_Id, "SELECT variant AS id FROM catalog.kit WHERE variant = ANY($1::uuid[])", list(ids))
    return {row.id for row in rows}


class KitUse(msgspec.Struct, frozen=True):
    """That a kit holds a variant of a product.

    Attributes:
        kit: As people know it: by SKU, else by its product's title.
    """

    product_id: UUID
    kit_product_id: UUID
    kit: str


_USE = (
    "SELECT DISTINCT cv.product AS product_id, p.id AS kit_product_id, COALESCE(NULLIF(v.sku, ''), p.title) AS kit "
    "FROM catalog.kit_component kc JOIN catalog.product_variant v ON v.id = kc.variant "
    "JOIN catalog.product p ON p.id = v.product JOIN catalog.product_variant cv ON cv.id = kc.component"
)


async def list_kits_with(ids: Sequence[UUID]) -> list[str]:
    """Returns the kits that hold one of these variants, as people know them."""
    rows = await fetch_all(KitUse, f"{_USE} WHERE kc.component = ANY($1::uuid[])", list(ids))
    return sorted({row.kit for row in rows})


async def list_uses(product_ids: Sequence[UUID]) -> list[KitUse]:
    """Returns which kits hold variants of these products."""
    return await fetch_all(KitUse, f"{_USE} WHERE cv.product = ANY($1::uuid[])", list(product_ids))


async def write_kit(variant_id: UUID, draft: KitDraft) -> None:
    """Makes a variant a kit of these components, or with none an ordinary variant."""
    await delete_kits([variant_id])
    if not draft.components:
        return
    kit = {
        "id": new_id(),
        "variant": variant_id,
        "pricing": draft.pricing.value,
        "percent_off": draft.percent_off,
    }
    await insert_rows("kit", [kit])
    await insert_rows(
        "kit_component",
        [
            {
                "id": new_id(),
                "variant": variant_id,
                "component": component.variant_id,
                "quantity": component.quantity,
                "position": position,
            }
            for position, component in enumerate(draft.components)
        ],
    )


async def delete_kits(variant_ids: Sequence[UUID]) -> None:
    """Makes ordinary variants of kits."""
    for table in ("kit_component", "kit"):
        await execute(
            f"DELETE FROM catalog.{table} WHERE variant = ANY($1::uuid[])",  # noqa: S608 (these two names)
            list(variant_ids),
        )


class KitTerms(msgspec.Struct, frozen=True):
    """What a kit costs: by prices of its own, or by its components less some percent."""

    pricing: KitPricing
    percent_off: int


class _TermsRow(msgspec.Struct, frozen=True):
    variant_id: UUID
    pricing: str
    percent_off: int


async def list_terms(variant_ids: Sequence[UUID]) -> list[KitTerms | None]:
    """Returns what each variant costs as a kit, None for those that are none."""
    rows = await fetch_all(
        _TermsRow,
        "SELECT variant AS variant_id, pricing, percent_off FROM catalog.kit WHERE variant = ANY($1::uuid[])",
        list(set(variant_ids)),
    )
    found = {row.variant_id: KitTerms(KitPricing(row.pricing), row.percent_off) for row in rows}
    return [found.get(id_) for id_ in variant_ids]


class _PartRow(msgspec.Struct, frozen=True):
    kit_id: UUID
    variant_id: UUID
    sku: str
    quantity: int


async def list_parts(variant_ids: Sequence[UUID]) -> list[list[Part]]:
    """Returns the components of each variant, in order; none of those that are no kits."""
    rows = await fetch_all(
        _PartRow,
        "SELECT kc.variant AS kit_id, kc.component AS variant_id, v.sku, kc.quantity FROM catalog.kit_component kc "
        "JOIN catalog.product_variant v ON v.id = kc.component WHERE kc.variant = ANY($1::uuid[]) "
        "ORDER BY kc.variant, kc.position",
        list(set(variant_ids)),
    )
    by_kit: defaultdict[UUID, list[Part]] = defaultdict(list)
    for row in rows:
        by_kit[row.kit_id].append(Part(row.variant_id, row.sku, row.quantity))
    return [by_kit[id_] for id_ in variant_ids]


class SumKit(msgspec.Struct, frozen=True):
    """A kit whose prices follow those of its components."""

    variant_id: UUID
    product_id: UUID
    percent_off: int


async def list_sum_kits_with(product_id: UUID) -> list[SumKit]:
    """Returns the kits that hold a variant of a product and follow its price, in the order of their products' ids."""
    return await fetch_all(
        SumKit,
        "SELECT DISTINCT v.id AS variant_id, v.product AS product_id, k.percent_off FROM catalog.kit k "
        "JOIN catalog.product_variant v ON v.id = k.variant JOIN catalog.kit_component kc ON kc.variant = k.variant "
        "JOIN catalog.product_variant cv ON cv.id = kc.component WHERE cv.product = $1 AND k.pricing = $2 "
        "ORDER BY v.product, v.id",
        product_id,
        KitPricing.SUM.value,
    )


class _Amount(msgspec.Struct, frozen=True):
    channel: str
    variant_id: UUID
    amount: int


async def list_base_amounts(variant_ids: Sequence[UUID], currencies: Mapping[str, str]) -> dict[tuple[str, UUID], int]:
    """Returns the base price of one piece of each variant, by channel.

    Args:
        currencies: The currency of each channel; prices in another one do not count.
    """
    rows = await fetch_all(
        _Amount,
        "SELECT b.channel, p.variant AS variant_id, p.amount FROM catalog.price p "
        "JOIN catalog.price_list b ON b.id = p.list AND b.base AND b.active AND NOT b.deleting "
        "JOIN unnest($2::text[], $3::text[]) AS known(channel, currency) "
        "ON known.channel = b.channel AND known.currency = b.currency "
        "WHERE p.variant = ANY($1::uuid[]) AND p.min_quantity = 1",
        list(variant_ids),
        list(currencies),
        list(currencies.values()),
    )
    return {(row.channel, row.variant_id): row.amount for row in rows}
