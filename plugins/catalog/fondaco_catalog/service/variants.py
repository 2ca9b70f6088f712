"""Variants and their prices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import asyncpg
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError, LimitExceededError, NotFoundError
from fondaco.ids import new_id
from msgspec import UnsetType, structs

from fondaco_catalog.model.drafts import Amount, PriceDraft, VariantChanges, VariantDraft
from fondaco_catalog.model.rules import Policy, check_prices, clean_variant, clean_variant_changes, refuse_duplicates
from fondaco_catalog.repository import price_state, product_state, rows
from fondaco_catalog.repository.media import media_ids
from fondaco_catalog.service.bundle_use import refuse_used_in_bundles
from fondaco_catalog.service.derived import changed, lock_product
from fondaco_catalog.service.options import value_ids
from fondaco_catalog.service.slugs import external_id_taken
from fondaco_catalog.service.values import set_variant_values
from fondaco_catalog.service.versions import expect_version

__all__ = [
    "add_variants",
    "create_variants",
    "delete_variant",
    "lock_variant_product",
    "set_variant_prices",
    "update_variant",
    "update_variant_row",
]


@contextmanager
def _sku_taken(field: tuple[str, ...]) -> Iterator[None]:
    """Turns the database's refusal of a SKU or combination, which another transaction just took, into ours."""
    try:
        yield
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name == "product_variant_sku_key":
            raise ConflictError("A SKU is taken.", code="SKU_TAKEN", field=field) from error
        if error.constraint_name == "product_variant_options_key":
            raise ConflictError("There is such a variant already.", code="DUPLICATE_VARIANT", field=field) from error
        raise


async def lock_variant_product(variant_id: UUID) -> UUID:
    """Locks the product of a variant until the transaction ends, and returns its id.

    Raises:
        NotFoundError: ``VARIANT_NOT_FOUND``.
    """
    product_id = await product_state.find_variant_product(variant_id)
    if product_id is not None and await rows.lock_row("product", product_id):
        # Somebody may have deleted the variant while this waited for the lock.
        product_id = await product_state.find_variant_product(variant_id)
    if product_id is None:
        raise NotFoundError("There is no such variant.", code="VARIANT_NOT_FOUND", field=("id",))
    return product_id


def _media_id(media: dict[str, UUID], url: str | None, field: tuple[str, ...]) -> UUID | None:
    if url is None:
        return None
    try:
        return media[url]
    except KeyError:
        raise InvalidInputError(
            "This is none of the product's pictures.", code="UNKNOWN_MEDIA", field=(*field, "mediaUrl")
        ) from None


async def add_variants(uow: UnitOfWork, product_id: UUID, drafts: Sequence[VariantDraft], policy: Policy) -> list[UUID]:
    """Adds variants with their prices to a product that the caller has locked, behind those it has.

    Returns:
        Their ids, in the order of the drafts.

    Raises:
        ConflictError: ``SKU_TAKEN`` (naming the SKU), ``DUPLICATE_VARIANT``.
        InvalidInputError, LimitExceededError: See `fondaco_catalog.model.rules`; ``UNKNOWN_MEDIA``.
    """
    if not drafts:
        return []
    options, _ = await product_state.list_option_states(product_id)
    cleaned = [
        clean_variant(draft, len(options), policy, ("variants", str(index))) for index, draft in enumerate(drafts)
    ]
    refuse_duplicates(cleaned)
    existing = await product_state.list_variant_states(product_id)
    if len(existing) + len(cleaned) > policy.settings.max_variants:
        raise LimitExceededError(
            f"A product has at most {policy.settings.max_variants:,} variants.",
            code="TOO_MANY_VARIANTS",
            field=("variants",),
        )
    await _refuse_taken_skus(cleaned)
    taken = {tuple(variant.option_values) for variant in existing}
    chosen_ids = await value_ids(product_id, [draft.options for draft in cleaned], ("variants",))
    media = await media_ids(product_id)
    next_position = max((variant.position for variant in existing), default=-1) + 1
    variant_rows: list[dict[str, Any]] = []
    for index, (draft, chosen) in enumerate(zip(cleaned, chosen_ids, strict=True)):
        at = ("variants", str(index))
        if tuple(chosen) in taken:
            raise ConflictError(
                f"There is a variant {' / '.join(draft.options) or 'without options'} already.",
                code="DUPLICATE_VARIANT",
                field=(*at, "options"),
            )
        variant_rows.append(
            {
                "id": new_id(),
                "product": product_id,
                "sku": draft.sku,
                "barcode": draft.barcode,
                "option_values": chosen,
                "weight_grams": draft.weight_grams,
                "length_mm": draft.length_mm,
                "width_mm": draft.width_mm,
                "height_mm": draft.height_mm,
                "max_per_customer": draft.max_per_customer,
                "max_per_customer_days": draft.max_per_customer_days,
                "requires_shipping": draft.requires_shipping,
                "tax_class": draft.tax_class,
                "track_stock": draft.track_stock,
                "media": _media_id(media, draft.media_url, at),
                "external_id": draft.external_id,
                "position": next_position + index,
                "created_at": uow.now,
                "updated_at": uow.now,
            }
        )
    with _sku_taken(("variants",)), external_id_taken(("variants",)):
        await rows.insert_rows("product_variant", variant_rows)
    ids: list[UUID] = [row["id"] for row in variant_rows]
    await set_variant_values(
        product_id,
        [
            (id_, draft.attributes, ("variants", str(index), "attributes"))
            for index, (id_, draft) in enumerate(zip(ids, cleaned, strict=True))
        ],
        policy,
    )
    await _write_prices(uow, [(id_, draft.prices) for id_, draft in zip(ids, cleaned, strict=True)], policy)
    return ids


async def _refuse_taken_skus(drafts: Sequence[VariantDraft]) -> None:
    taken = await product_state.find_taken_sku([draft.sku for draft in drafts if draft.sku])
    if taken is not None:
        index = next(index for index, draft in enumerate(drafts) if draft.sku == taken)
        raise ConflictError(
            f"The SKU {taken} belongs to another variant.", code="SKU_TAKEN", field=("variants", str(index), "sku")
        )


async def update_variant_row(
    uow: UnitOfWork, product_id: UUID, variant_id: UUID, changes: VariantChanges, policy: Policy
) -> None:
    """Changes a variant of a product that the caller has locked; what is not given stays.

    Raises:
        ConflictError: ``SKU_TAKEN``, ``DUPLICATE_VARIANT``.
        InvalidInputError: See `fondaco_catalog.model.rules`; ``UNKNOWN_MEDIA``.
    """
    options, _ = await product_state.list_option_states(product_id)
    changes = clean_variant_changes(changes, len(options), policy)
    plain = structs.asdict(changes)
    chosen, prices, media_url = (plain.pop(name) for name in ("options", "prices", "media_url"))
    attributes = plain.pop("attributes")
    values = {name: value for name, value in plain.items() if not isinstance(value, UnsetType)}
    if values.get("sku") and await product_state.find_taken_sku([values["sku"]], except_variant=variant_id):
        raise ConflictError(f"The SKU {values['sku']} belongs to another variant.", code="SKU_TAKEN", field=("sku",))
    if not isinstance(chosen, UnsetType):
        values["option_values"] = (await value_ids(product_id, [chosen]))[0]
    if not isinstance(media_url, UnsetType):
        media = await media_ids(product_id)
        values["media"] = _media_id(media, media_url, ())
    with _sku_taken(("options",) if "option_values" in values else ("sku",)), external_id_taken():
        await rows.update_row("product_variant", variant_id, {**values, "updated_at": uow.now}, edited=True)
    if not isinstance(attributes, UnsetType):
        await set_variant_values(product_id, [(variant_id, attributes, ("attributes",))], policy)
    if not isinstance(prices, UnsetType):
        await _write_prices(uow, [(variant_id, prices)], policy)


async def create_variants(
    uow: UnitOfWork, product_id: UUID, drafts: Sequence[VariantDraft], policy: Policy
) -> list[UUID]:
    """Adds variants with their prices to a product, behind those it has. Locks the product.

    Returns:
        Their ids, in the order of the drafts.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``.
        ConflictError, InvalidInputError, LimitExceededError: As `add_variants`.
    """
    await lock_product(product_id)
    ids = await add_variants(uow, product_id, drafts, policy)
    await changed(uow, product_id, policy)
    return ids


async def update_variant(
    uow: UnitOfWork,
    variant_id: UUID,
    changes: VariantChanges,
    policy: Policy,
    *,
    expected_version: int | None = None,
) -> None:
    """Changes a variant; what is not given stays. Locks its product.

    Raises:
        NotFoundError: ``VARIANT_NOT_FOUND``.
        ConflictError: ``VERSION_CONFLICT``, and as `update_variant_row`.
        InvalidInputError: As `update_variant_row`.
    """
    product_id = await lock_variant_product(variant_id)
    await expect_version("product_variant", variant_id, expected_version)
    await update_variant_row(uow, product_id, variant_id, changes, policy)
    await changed(uow, product_id, policy)


async def set_variant_prices(
    uow: UnitOfWork,
    variant_id: UUID,
    prices: Sequence[PriceDraft],
    policy: Policy,
    *,
    expected_version: int | None = None,
) -> None:
    """Sets a variant's prices in the channels that are named; None takes it out of sale there. Locks its product.

    Raises:
        NotFoundError: ``VARIANT_NOT_FOUND``.
        ConflictError: ``VERSION_CONFLICT``.
        InvalidInputError: See `fondaco_catalog.model.rules.check_prices`.
    """
    product_id = await lock_variant_product(variant_id)
    await expect_version("product_variant", variant_id, expected_version)
    await _write_prices(uow, [(variant_id, prices)], policy)
    await rows.bump_versions("product_variant", [variant_id], uow.now)
    await changed(uow, product_id, policy)


async def delete_variant(
    uow: UnitOfWork, variant_id: UUID, policy: Policy, *, expected_version: int | None = None
) -> UUID:
    """Deletes a variant; carts that hold it find it gone. Locks its product.

    Returns:
        The product's id.

    Raises:
        NotFoundError: ``VARIANT_NOT_FOUND``.
        ConflictError: ``VARIANT_IN_BUNDLE``, naming the bundles that hold it; ``VERSION_CONFLICT``.
    """
    product_id = await lock_variant_product(variant_id)
    await expect_version("product_variant", variant_id, expected_version)
    await refuse_used_in_bundles([variant_id])
    await product_state.delete_variants([variant_id])
    await changed(uow, product_id, policy)
    return product_id


async def _write_prices(uow: UnitOfWork, prices: Sequence[tuple[UUID, Sequence[PriceDraft]]], policy: Policy) -> None:
    """Writes prices for one piece into the base lists of the channels that are named."""
    amounts: list[tuple[UUID, Amount]] = []
    for variant_id, drafts in prices:
        amounts.extend((variant_id, amount) for amount in check_prices(drafts, policy))
        removed = [draft.channel for draft in drafts if draft.price is None]
        if removed:
            await price_state.delete_base_prices(variant_id, removed)
    if not amounts:
        return
    lists = await price_state.ensure_base_lists({amount.channel: amount.currency for _, amount in amounts}, uow.now)
    price_rows: list[dict[str, Any]] = [
        {
            "id": new_id(),
            "list": lists[amount.channel],
            "variant": variant_id,
            "min_quantity": 1,
            "amount": amount.amount,
            "compare_at": amount.compare_at,
            "change": None,
        }
        for variant_id, amount in amounts
    ]
    await rows.insert_rows("price", price_rows, key=["list", "variant", "min_quantity"])
