"""Bundles: what they hold, which of them hold a variant, and how they are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all
from fondaco.ids import new_id
from msgspec.structs import asdict

from fondaco_catalog.model.bundles import BundlePricing, ChannelAmount, CheckedSlot
from fondaco_catalog.repository.rows import insert_rows

__all__ = [
    "BundleTerms",
    "BundleUse",
    "Choice",
    "Slot",
    "delete_bundles",
    "list_archived",
    "list_bundle_ids",
    "list_bundles_with",
    "list_holding_products",
    "list_slots",
    "list_terms",
    "list_uses",
    "lock_bundles",
    "lock_variants",
    "write_bundle",
]

BUNDLE_LOCK = 0x6B697473
"""Of ``pg_advisory_xact_lock``: the word kits in ASCII."""


async def lock_bundles() -> None:
    """Lets no other transaction change bundles, or delete what they may hold, until this one ends.

    Taken behind the lock of a product. So a bundle comes never to lie in another one, and never to hold what is gone.
    """
    await execute("SELECT pg_advisory_xact_lock($1)", BUNDLE_LOCK)


class _Id(msgspec.Struct, frozen=True):
    id: UUID


async def lock_variants(ids: Sequence[UUID]) -> set[UUID]:
    """Lets nobody delete these variants until the transaction ends; returns those that there are."""
    rows = await fetch_all(
        _Id, "SELECT id FROM catalog.product_variant WHERE id = ANY($1::uuid[]) ORDER BY id FOR KEY SHARE", list(ids)
    )
    return {row.id for row in rows}


async def list_archived(ids: Sequence[UUID]) -> set[UUID]:
    """Returns those of the variants whose products are archived."""
    rows = await fetch_all(
        _Id,
        "SELECT v.id FROM catalog.product_variant v JOIN catalog.product p ON p.id = v.product "
        "WHERE v.id = ANY($1::uuid[]) AND p.status = 'archived'",
        list(ids),
    )
    return {row.id for row in rows}


async def list_bundle_ids(ids: Sequence[UUID]) -> set[UUID]:
    """Returns those of the variants that are bundles."""
    rows = await fetch_all(_Id, "SELECT variant AS id FROM catalog.bundle WHERE variant = ANY($1::uuid[])", list(ids))
    return {row.id for row in rows}


async def list_holding_products(product_id: UUID) -> list[UUID]:
    """Returns the products with a bundle that holds a variant of a product, in the order of their ids."""
    rows = await fetch_all(
        _Id,
        "SELECT DISTINCT v.product AS id FROM catalog.product_variant cv "
        "JOIN catalog.bundle_choice bc ON bc.component = cv.id JOIN catalog.product_variant v ON v.id = bc.variant "
        "WHERE cv.product = $1 ORDER BY v.product",
        product_id,
    )
    return [row.id for row in rows]


class BundleUse(msgspec.Struct, frozen=True):
    """That a bundle holds a variant of a product.

    Attributes:
        bundle: As people know it: by SKU, else by its product's title.
    """

    product_id: UUID
    bundle_product_id: UUID
    bundle: str


_USE = (
    "SELECT DISTINCT cv.product AS product_id, p.id AS bundle_product_id, "
    "COALESCE(NULLIF(v.sku, ''), p.title) AS bundle "
    "FROM catalog.bundle_choice bc JOIN catalog.product_variant v ON v.id = bc.variant "
    "JOIN catalog.product p ON p.id = v.product JOIN catalog.product_variant cv ON cv.id = bc.component"
)


async def list_bundles_with(ids: Sequence[UUID]) -> list[str]:
    """Returns the bundles that hold one of these variants, as people know them."""
    rows = await fetch_all(BundleUse, f"{_USE} WHERE bc.component = ANY($1::uuid[])", list(ids))
    return sorted({row.bundle for row in rows})


async def list_uses(product_ids: Sequence[UUID]) -> list[BundleUse]:
    """Returns which bundles hold variants of these products."""
    return await fetch_all(BundleUse, f"{_USE} WHERE cv.product = ANY($1::uuid[])", list(product_ids))


async def write_bundle(
    product_id: UUID,
    variant_id: UUID,
    slots: Sequence[CheckedSlot],
    pricing: BundlePricing,
    percent_off: int,
    amounts_off: Sequence[ChannelAmount],
    known: Sequence[Slot],
) -> None:
    """Makes a variant a bundle of these slots, or with none an ordinary variant.

    A slot keeps its id where it is named, a component where it stays, and a choice as long as it is one of its slot, so
    that carts go on.

    Args:
        known: The slots that it has now.
    """
    await delete_bundles([variant_id])
    if not slots:
        return
    bundle = {
        "id": new_id(),
        "product": product_id,
        "variant": variant_id,
        "pricing": pricing.value,
        "percent_off": percent_off,
        "amounts_off": [asdict(amount) for amount in amounts_off],
    }
    await insert_rows("bundle", [bundle])
    by_id = {slot.id: slot for slot in known}
    of_component = {slot.choices[0].variant_id: slot for slot in known if slot.fixed}
    slot_rows, choice_rows = [], []
    for position, checked in enumerate(slots):
        slot = checked.slot
        before = by_id.get(slot.id) if slot.id else None if slot.name else of_component.get(slot.choices[0].variant_id)
        choice_ids = {choice.variant_id: choice.id for choice in before.choices} if before is not None else {}
        slot_id = new_id() if before is None else before.id
        slot_rows.append(
            {
                "id": slot_id,
                "variant": variant_id,
                "name": slot.name,
                "labels": {label.locale: label.text for label in slot.labels if label.text},
                "minimum": slot.minimum,
                "maximum": slot.maximum,
                "repeatable": slot.repeatable,
                "position": position,
            }
        )
        choice_rows += [
            {
                "id": choice_ids.get(choice.variant_id) or new_id(),
                "variant": variant_id,
                "slot": slot_id,
                "component": choice.variant_id,
                "quantity": choice.quantity,
                "amounts": [asdict(amount) for amount in amounts],
                "position": number,
            }
            for number, (choice, amounts) in enumerate(zip(slot.choices, checked.amounts, strict=True))
        ]
    await insert_rows("bundle_slot", slot_rows)
    await insert_rows("bundle_choice", choice_rows)


async def delete_bundles(variant_ids: Sequence[UUID]) -> None:
    """Makes ordinary variants of bundles."""
    for table in ("bundle_choice", "bundle_slot", "bundle"):
        await execute(
            f"DELETE FROM catalog.{table} WHERE variant = ANY($1::uuid[])",  # noqa: S608 (these names)
            list(variant_ids),
        )


class BundleTerms(msgspec.Struct, frozen=True):
    """What a bundle costs: by prices of its own, or by its components less something."""

    pricing: BundlePricing
    percent_off: int
    amounts_off: list[ChannelAmount]


class _TermsRow(msgspec.Struct, frozen=True):
    variant_id: UUID
    pricing: str
    percent_off: int
    amounts_off: str


async def list_terms(variant_ids: Sequence[UUID]) -> list[BundleTerms | None]:
    """Returns what each variant costs as a bundle, None for those that are none."""
    rows = await fetch_all(
        _TermsRow,
        "SELECT variant AS variant_id, pricing, percent_off, amounts_off FROM catalog.bundle "
        "WHERE variant = ANY($1::uuid[])",
        list(set(variant_ids)),
    )
    found = {
        row.variant_id: BundleTerms(
            BundlePricing(row.pricing), row.percent_off, msgspec.json.decode(row.amounts_off, type=list[ChannelAmount])
        )
        for row in rows
    }
    return [found.get(id_) for id_ in variant_ids]


class Choice(msgspec.Struct, frozen=True):
    """A choice of a slot, as it is stored."""

    id: UUID
    variant_id: UUID
    quantity: int
    amounts: list[ChannelAmount]


class Slot(msgspec.Struct, frozen=True):
    """A slot of a bundle, as it is stored.

    Attributes:
        name: In the language that was asked for.
        base_name: As staff wrote it, with its translations beside it.
    """

    id: UUID
    name: str
    base_name: str
    labels: dict[str, str]
    minimum: int
    maximum: int
    repeatable: bool
    choices: list[Choice]

    @property
    def fixed(self) -> bool:
        """Whether there is nothing to choose: it is simply a component."""
        return len(self.choices) == 1 and self.minimum == self.maximum == 1


class _SlotRow(msgspec.Struct, frozen=True):
    bundle_id: UUID
    id: UUID
    name: str
    base_name: str
    labels: str
    minimum: int
    maximum: int
    repeatable: bool
    choices: str


async def list_slots(variant_ids: Sequence[UUID], locale: str = "", second_locale: str = "") -> list[list[Slot]]:
    """Returns the slots of each variant with their choices, both in order; none of those that are no bundles."""
    rows = await fetch_all(
        _SlotRow,
        "SELECT s.variant AS bundle_id, s.id, COALESCE(s.labels ->> $2::text, s.labels ->> $3::text, s.name) AS name, "
        "s.name AS base_name, s.labels, s.minimum, s.maximum, s.repeatable, "
        "(SELECT json_agg(json_build_object('id', bc.id, 'variant_id', bc.component, 'quantity', bc.quantity, "
        "'amounts', bc.amounts) ORDER BY bc.position)::text FROM catalog.bundle_choice bc WHERE bc.slot = s.id) "
        "AS choices FROM catalog.bundle_slot s WHERE s.variant = ANY($1::uuid[]) ORDER BY s.variant, s.position",
        list(set(variant_ids)),
        locale,
        second_locale,
    )
    by_bundle: defaultdict[UUID, list[Slot]] = defaultdict(list)
    for row in rows:
        by_bundle[row.bundle_id].append(
            Slot(
                row.id,
                row.name,
                row.base_name,
                msgspec.json.decode(row.labels, type=dict[str, str]),
                row.minimum,
                row.maximum,
                row.repeatable,
                msgspec.json.decode(row.choices, type=list[Choice]),
            )
        )
    return [by_bundle[id_] for id_ in variant_ids]
