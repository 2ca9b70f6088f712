"""Making the variants of a product out of combinations of option values."""

from __future__ import annotations

from uuid import UUID

import msgspec
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, LimitExceededError

from fondaco_catalog.model.combinations import (
    Combination,
    GenerateDraft,
    OptionValues,
    clean_generate,
    combine,
    sku_of,
)
from fondaco_catalog.model.drafts import OptionDraft, VariantDraft
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.repository import product_state
from fondaco_catalog.service.derived import changed, lock_product
from fondaco_catalog.service.options import add_options, canonical_values
from fondaco_catalog.service.variants import add_variants

__all__ = ["Generated", "generate_variants"]


class Generated(msgspec.Struct, frozen=True):
    """What a generation made, or would make.

    Attributes:
        combinations: In order.
        variant_ids: Of what was made; empty for a dry run.
        existing: Variants that the product had before.
    """

    combinations: list[Combination]
    variant_ids: list[UUID]
    existing: int


async def generate_variants(
    uow: UnitOfWork, product_id: UUID, draft: GenerateDraft, policy: Policy, *, dry_run: bool = False
) -> Generated:
    """Makes the variants that are missing; doing it again makes nothing. Locks the product.

    A handful of statements whatever the number of variants.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``.
        LimitExceededError: ``TOO_MANY_VARIANTS`` before anything is written, ``TOO_MANY_OPTIONS``.
        ConflictError: ``OPTIONS_DIFFER`` if the product has variants and lacks an option; ``SKU_TAKEN``.
        InvalidInputError: See `fondaco_catalog.model.combinations`, and as `add_variants`.
    """
    draft = clean_generate(draft)
    await lock_product(product_id)
    options, values = await product_state.list_option_states(product_id)
    variants = await product_state.list_variant_states(product_id)
    known = {option.name: option for option in options}
    added = [option for option in draft.options if option.name not in known]
    if added and any(variant.option_values for variant in variants):
        raise ConflictError(
            f"The product has variants, and no option {added[0].name}.", code="OPTIONS_DIFFER", field=("options",)
        )
    if len(options) + len(added) > policy.settings.max_options:
        raise LimitExceededError(
            f"A product has at most {policy.settings.max_options:,} options.",
            code="TOO_MANY_OPTIONS",
            field=("options",),
        )
    given = await canonical_values(options, {option.name: option for option in draft.options})
    texts = {value.id: value.value for value in values}
    combined = [
        given.get(option.name)
        or OptionValues(option.name, tuple(value.value for value in values if value.option_id == option.id))
        for option in options
    ] + added
    names = [option.name for option in combined]
    taken = frozenset(tuple(texts[id_] for id_ in variant.option_values) for variant in variants)
    missing = combine(combined, draft.exclude, taken, policy.settings.max_variants) if combined else []
    first = max((variant.position for variant in variants), default=-1) + 2
    slug = await product_state.get_slug(product_id)
    found = [
        Combination(chosen, sku_of(draft.sku_pattern, slug, names, chosen, first + index))
        for index, chosen in enumerate(missing)
    ]
    if dry_run or not found:
        return Generated(found, [], len(variants))
    if added and variants:
        # A product without options has one variant that stands for itself; now there is something to choose.
        raise ConflictError(
            "The product has a variant without options. Delete it first.", code="OPTIONS_DIFFER", field=("options",)
        )
    await add_options(product_id, [OptionDraft(option.name) for option in added], behind=len(options))
    drafts = [
        VariantDraft(
            options=combination.options,
            sku=combination.sku,
            prices=draft.prices,
            weight_grams=draft.weight_grams,
            length_mm=draft.length_mm,
            width_mm=draft.width_mm,
            height_mm=draft.height_mm,
            max_per_customer=draft.max_per_customer,
            max_per_customer_days=draft.max_per_customer_days,
            requires_shipping=draft.requires_shipping,
            track_stock=draft.track_stock,
            tax_class=draft.tax_class,
        )
        for combination in found
    ]
    ids = await add_variants(uow, product_id, drafts, policy)
    await changed(uow, product_id, policy)
    return Generated(found, ids, len(variants))
