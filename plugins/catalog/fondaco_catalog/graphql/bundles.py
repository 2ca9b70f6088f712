"""Kits: what buyers see in them, and how staff put them together."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from fondaco.db import UnitOfWork
from fondaco.graphql import ID, Info, SchemaPart, enum_type, input_type, object_type
from fondaco.ids import parse_global_id

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.requests import load_variants, policy_of, scope_of
from fondaco_catalog.model import views
from fondaco_catalog.model.kits import ComponentDraft, KitDraft, KitPricing
from fondaco_catalog.permissions import MANAGE_PRODUCTS
from fondaco_catalog.repository import kits, variants
from fondaco_catalog.service.kits import set_kit

__all__ = ["kit_admin", "kit_parts"]

kit_parts = SchemaPart()
kit_admin = SchemaPart()

enum_type(KitPricing)


class Component(msgspec.Struct, frozen=True):
    """A variant of which a kit holds so many pieces."""

    quantity: int
    variant: views.ProductVariant | None


@object_type(Component)
class KitComponent:
    """A part of a kit.

    Attributes:
        quantity: Pieces in one kit.
        variant: Null where it is not sold by itself in this channel.
    """

    quantity: int
    variant: types.ProductVariant | None


@object_type(kits.KitTerms)
class KitTerms:
    """What a kit costs.

    Attributes:
        percent_off: Of the sum of its components, where that is its price.
    """

    pricing: KitPricing
    percent_off: int


@input_type
class KitComponentInput:
    """A variant of which a kit holds so many pieces."""

    variant_id: ID
    quantity: int = 1


@input_type
class KitSetInput:
    """What a variant is to consist of.

    Attributes:
        components: In the order in which they are shown; none makes an ordinary variant of it.
        pricing: SUM lets its base prices follow those of its components.
        percent_off: Of that sum, 0 to 100.
        expected_version: The variant's version as you read it: if somebody edited it since, nothing is done.
    """

    variant_id: ID
    components: list[KitComponentInput]
    pricing: KitPricing = KitPricing.OWN
    percent_off: int = 0
    expected_version: int | None = None

    def draft(self) -> KitDraft:
        """Returns the kit as verbs take it.

        Raises:
            InvalidInputError: ``INVALID_ID``.
        """
        return KitDraft(
            components=tuple(
                ComponentDraft(
                    parse_global_id(
                        component.variant_id, "ProductVariant", field=("components", str(index), "variantId")
                    ),
                    component.quantity,
                )
                for index, component in enumerate(self.components)
            ),
            pricing=self.pricing,
            percent_off=self.percent_off,
        )


@kit_parts.extend("ProductVariant", type=list[KitComponent], name="components", shared=True)
async def variant_components(parents: Sequence[views.ProductVariant], info: Info) -> list[list[Component]]:
    """What it consists of, if it is a kit; empty for all others."""
    made_up = [parent.id for parent in parents if parent.made_up]
    if not made_up:
        return [[] for _ in parents]
    info.context.depends_on("products")
    parts = await kits.list_parts(made_up)
    by_kit = dict(zip(made_up, parts, strict=True))
    wanted = sorted({part.variant_id for found in parts for part in found})
    known = dict(zip(wanted, await load_variants(info.context, wanted), strict=True)) if wanted else {}
    return [
        [Component(part.quantity, known[part.variant_id]) for part in by_kit.get(parent.id, ())] for parent in parents
    ]


@kit_admin.extend("ProductVariant", type=KitTerms | None, name="kit")
async def variant_kit(parents: Sequence[views.ProductVariant]) -> list[kits.KitTerms | None]:
    """What it costs as a kit; null if it is none."""
    return await kits.list_terms([parent.id for parent in parents])


@kit_admin.mutation(returns={"variant": types.ProductVariant}, permission=MANAGE_PRODUCTS)
async def kit_set(uow: UnitOfWork, data: KitSetInput, info: Info) -> views.ProductVariant:
    """Makes a variant a kit of other variants, or an ordinary variant again."""
    variant_id = parse_global_id(data.variant_id, "ProductVariant", field=("variantId",))
    await set_kit(uow, variant_id, data.draft(), policy_of(info), expected_version=data.expected_version)
    return await variants.get_variant(scope_of(info.context), variant_id)
