"""Bundles: what buyers see in them and choose of them, and how staff put them together."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from uuid import UUID
from weakref import WeakKeyDictionary

import msgspec
from fondaco import commerce
from fondaco.db import UnitOfWork
from fondaco.graphql import ID, Info, Money, RequestContext, SchemaPart, object_type
from fondaco.ids import encode_global_id, parse_global_id

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.bundle_inputs import BundleSetInput
from fondaco_catalog.graphql.requests import load_variants, policy_of, scope_of
from fondaco_catalog.model import views
from fondaco_catalog.model.bundle_prices import cost_of
from fondaco_catalog.model.bundles import BundlePricing, ChannelAmount
from fondaco_catalog.model.compositions import Composition, Place
from fondaco_catalog.permissions import MANAGE_PRODUCTS
from fondaco_catalog.repository import bundles, variants
from fondaco_catalog.repository.bundle_prices import list_compositions
from fondaco_catalog.service.bundles import set_bundle

__all__ = ["bundle_admin", "bundle_parts"]

bundle_parts = SchemaPart()
bundle_admin = SchemaPart()


class Component(msgspec.Struct, frozen=True):
    """A variant of which a bundle holds so many pieces."""

    quantity: int
    variant: views.ProductVariant | None


@object_type(Component)
class BundleComponent:
    """A part of a bundle that is always in it.

    Attributes:
        quantity: Pieces in one bundle.
        variant: Null where it is not sold by itself in this channel.
    """

    quantity: int
    variant: types.ProductVariant | None


class Choice(msgspec.Struct, frozen=True):
    """Something that may be chosen."""

    id: str
    quantity: int
    amount: commerce.Money | None
    available: bool
    variant: views.ProductVariant | None


@object_type(Choice)
class BundleChoice:
    """Something that may be chosen for a slot.

    Attributes:
        id: Names it in the `choices` of a line of a cart.
        quantity: How many pieces of the variant that is.
        amount: What it adds to the price of the bundle: nothing, a surcharge, or its price. Null if it has none.
        available: Whether it can be chosen in this channel now.
        variant: Null where it is not sold by itself in this channel.
    """

    id: ID
    quantity: int
    amount: Money | None
    available: bool
    variant: types.ProductVariant | None


class Slot(msgspec.Struct, frozen=True):
    """Something that a buyer chooses of a bundle."""

    id: str
    name: str
    minimum: int
    maximum: int
    repeatable: bool
    choices: list[Choice]


@object_type(Slot)
class BundleSlot:
    """Something that a buyer chooses of a bundle.

    Attributes:
        id: Opaque.
        minimum: Fewest choices to make.
        maximum: Most choices to make.
        repeatable: Whether one choice may be made more than once.
        choices: In order.
    """

    id: ID
    name: str
    minimum: int
    maximum: int
    repeatable: bool
    choices: list[BundleChoice]


_memo: WeakKeyDictionary[
    RequestContext,
    dict[frozenset[UUID], asyncio.Future[tuple[dict[UUID, Composition], dict[UUID, views.ProductVariant | None]]]],
] = WeakKeyDictionary()


async def _opened(
    parents: Sequence[views.ProductVariant], info: Info
) -> tuple[dict[UUID, Composition], dict[UUID, views.ProductVariant | None]]:
    """Returns the bundles among the parents, and the variants that they hold: two statements for a level."""
    ids = frozenset(parent.id for parent in parents if parent.made_up)
    if not ids:
        return {}, {}
    info.context.depends_on("products")
    if info.context.schema.name == "admin":
        return await _open(sorted(ids), info.context)  # one mutation after another reads what it has just written
    known = _memo.setdefault(info.context, {})
    if ids not in known:
        known[ids] = asyncio.ensure_future(_open(sorted(ids), info.context))
    return await known[ids]


async def _open(
    ids: Sequence[UUID], context: RequestContext
) -> tuple[dict[UUID, Composition], dict[UUID, views.ProductVariant | None]]:
    scope = scope_of(context)
    found = await list_compositions(ids, scope.channel.slug, scope.channel.currency, scope.locale, scope.second_locale)
    wanted = sorted({choice.variant_id for each in found.values() for place in each.places for choice in place.choices})
    return found, dict(zip(wanted, await load_variants(context, wanted), strict=True))


@bundle_parts.extend("ProductVariant", type=list[BundleComponent], name="components", shared=True)
async def variant_components(parents: Sequence[views.ProductVariant], info: Info) -> list[list[Component]]:
    """What is always in it, if it is a bundle; empty for all others."""
    compositions, held = await _opened(parents, info)
    return [
        [
            Component(choice.quantity, held[choice.variant_id])
            for place in _places(compositions.get(parent.id))
            if place.fixed
            for choice in place.choices
        ]
        for parent in parents
    ]


@bundle_parts.extend("ProductVariant", type=list[BundleSlot], name="slots", shared=True)
async def variant_slots(parents: Sequence[views.ProductVariant], info: Info) -> list[list[Slot]]:
    """What has to be chosen of it, if it is a bundle with a choice; empty for all others."""
    compositions, held = await _opened(parents, info)
    return [
        [
            _slot(composition, place, held, info)
            for composition in [compositions.get(parent.id)]
            if composition is not None
            for place in composition.places
            if not place.fixed
        ]
        for parent in parents
    ]


def _places(composition: Composition | None) -> list[Place]:
    return [] if composition is None else composition.places


def _slot(composition: Composition, place: Place, held: dict[UUID, views.ProductVariant | None], info: Info) -> Slot:
    scope = scope_of(info.context)
    choices = []
    for choice in place.choices:
        variant = held[choice.variant_id]
        amount = cost_of(composition, place, choice, moment=scope.moment, groups=scope.groups)
        choices.append(
            Choice(
                encode_global_id("BundleChoice", choice.id),
                choice.quantity,
                None if amount is None else commerce.Money(amount, scope.channel.currency),
                variant is not None and variant.available_for_sale,
                variant,
            )
        )
    return Slot(
        encode_global_id("BundleSlot", place.id), place.name, place.minimum, place.maximum, place.repeatable, choices
    )


class AmountInChannel(msgspec.Struct, frozen=True):
    """An amount in a channel."""

    channel: str
    amount: commerce.Money


@object_type(AmountInChannel)
class BundleAmount:
    """An amount in a channel.

    Attributes:
        channel: Its slug.
    """

    channel: str
    amount: Money


def _amounts(given: Sequence[ChannelAmount]) -> list[AmountInChannel]:
    return [AmountInChannel(each.channel, commerce.Money(each.amount, each.currency)) for each in given]


class SlotName(msgspec.Struct, frozen=True):
    """The name of a slot in a language."""

    locale: str
    name: str


@object_type(SlotName)
class BundleSlotName:
    """The name of a slot in a language.

    Attributes:
        locale: BCP 47 tag.
    """

    locale: str
    name: str


class ChoiceTerms(msgspec.Struct, frozen=True):
    """A choice as staff wrote it."""

    id: str
    variant_id: str
    quantity: int
    amounts: list[AmountInChannel]


@object_type(ChoiceTerms)
class BundleChoiceTerms:
    """A choice as staff wrote it.

    Attributes:
        amounts: What it adds to the bundle's own price, or costs in a sum instead of its own.
    """

    id: ID
    variant_id: ID
    quantity: int
    amounts: list[BundleAmount]


class SlotTerms(msgspec.Struct, frozen=True):
    """A slot as staff wrote it."""

    id: str
    name: str
    translations: list[SlotName]
    minimum: int
    maximum: int
    repeatable: bool
    choices: list[ChoiceTerms]


@object_type(SlotTerms)
class BundleSlotTerms:
    """A slot as staff wrote it; one without a name is a component.

    Attributes:
        id: Give it back to `bundleSet` to keep the slot, and carts that chose for it.
    """

    id: ID
    name: str
    translations: list[BundleSlotName]
    minimum: int
    maximum: int
    repeatable: bool
    choices: list[BundleChoiceTerms]


class Terms(msgspec.Struct, frozen=True):
    """A bundle as staff wrote it."""

    variant_id: UUID
    pricing: BundlePricing
    percent_off: int
    amounts_off: list[AmountInChannel]


@object_type(Terms)
class Bundle:
    """A bundle as staff wrote it.

    Attributes:
        percent_off: Of the sum of what is chosen, where that is its price.
        amounts_off: Taken off that sum instead, by channel.
    """

    pricing: BundlePricing
    percent_off: int
    amounts_off: list[BundleAmount]


@bundle_admin.extend("ProductVariant", type=Bundle | None, name="bundle")
async def variant_bundle(parents: Sequence[views.ProductVariant]) -> list[Terms | None]:
    """How it is put together; null if it is no bundle."""
    found = await bundles.list_terms([parent.id for parent in parents])
    return [
        None if terms is None else Terms(parent.id, terms.pricing, terms.percent_off, _amounts(terms.amounts_off))
        for parent, terms in zip(parents, found, strict=True)
    ]


@bundle_admin.extend("Bundle", type=list[BundleSlotTerms], name="slots")
async def bundle_slots(parents: Sequence[Terms]) -> list[list[SlotTerms]]:
    """All of its slots, components among them, in order."""
    found = await bundles.list_slots([parent.variant_id for parent in parents])
    return [[_terms(slot) for slot in slots] for slots in found]


def _terms(slot: bundles.Slot) -> SlotTerms:
    return SlotTerms(
        encode_global_id("BundleSlot", slot.id),
        slot.base_name,
        [SlotName(locale, name) for locale, name in sorted(slot.labels.items())],
        slot.minimum,
        slot.maximum,
        slot.repeatable,
        [
            ChoiceTerms(
                encode_global_id("BundleChoice", choice.id),
                encode_global_id("ProductVariant", choice.variant_id),
                choice.quantity,
                _amounts(choice.amounts),
            )
            for choice in slot.choices
        ],
    )


@bundle_admin.mutation(returns={"variant": types.ProductVariant}, permission=MANAGE_PRODUCTS)
async def bundle_set(uow: UnitOfWork, data: BundleSetInput, info: Info) -> views.ProductVariant:
    """Makes a variant a bundle of other variants, or an ordinary variant again."""
    variant_id = parse_global_id(data.variant_id, "ProductVariant", field=("variantId",))
    await set_bundle(uow, variant_id, data.draft(), policy_of(info), expected_version=data.expected_version)
    return await variants.get_variant(scope_of(info.context), variant_id)
