"""What the catalogue answers a cart that asks what a variant is and costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from fondaco.commerce import Money, Sellable, SellableComponent, SellableRef, SellablesQuery, VariantsQuery
from fondaco.errors import DomainError, InvalidInputError
from msgspec.structs import replace

from fondaco_catalog.model.bundle_prices import price_of
from fondaco_catalog.model.compositions import Composition, Picked, require_available, select
from fondaco_catalog.model.pricing import resolve
from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.views import product_path
from fondaco_catalog.repository.bundle_prices import list_compositions
from fondaco_catalog.repository.sellables import SellableVariant, list_sellable_variants, list_variant_ids

__all__ = ["describe_sellables", "name_variants"]

Answers = dict[SellableRef, Sellable | DomainError]


async def describe_sellables(query: SellablesQuery) -> Mapping[SellableRef, Sellable | DomainError]:
    """Describes those of the asked variants that are published and priced in the channel.

    One statement, and two more if there are bundles among them. The price is that of the quantity and of the buyer's
    groups, of what the price lists say at this moment. Of a bundle it is that of what was chosen; a selection that
    cannot be made is answered with the reason.
    """
    wanted: defaultdict[UUID, list[SellableRef]] = defaultdict(list)
    for ref in query.refs:
        if ref.type == "ProductVariant":
            wanted[ref.id].append(ref)
    if not wanted:
        return {}
    scope = Scope(channel=query.channel, locale=query.locale, groups=query.groups)
    described: Answers = {}
    bundles: dict[UUID, SellableVariant] = {}
    for found in await list_sellable_variants(scope, list(wanted)):
        if found.variant.made_up:
            bundles[found.variant.id] = found
            continue
        for ref in wanted[found.variant.id]:
            if ref.choices:
                described[ref] = InvalidInputError(
                    "There is nothing to choose of this.", code="CHOICE_UNKNOWN", field=("choices",)
                )
                continue
            price = resolve(found.candidates, moment=scope.moment, quantity=query.quantity_of(ref), groups=query.groups)
            if price is not None:
                described[ref] = _sellable(ref, found, price.amount, query)
    if bundles:
        described |= await _describe_bundles(query, scope, bundles, [ref for id_ in bundles for ref in wanted[id_]])
    return described


async def name_variants(query: VariantsQuery) -> Mapping[SellableRef, Sequence[SellableRef]]:
    """Names the variants of products, in order, whatever their prices; one statement."""
    products = {ref.id: ref for ref in query.refs if ref.type == "Product"}
    if not products:
        return {}
    found = await list_variant_ids(list(products))
    return {products[id_]: [SellableRef("ProductVariant", variant) for variant in ids] for id_, ids in found.items()}


def _sellable(ref: SellableRef, found: SellableVariant, amount: int, query: SellablesQuery) -> Sellable:
    return Sellable(
        ref=ref,
        sku=found.variant.sku,
        title=found.product_title,
        subtitle=found.variant.title,
        unit_price=Money(amount, query.channel.currency),
        image_url=found.image_url,
        url_path=product_path(found.product_slug),
        tax_class=found.variant.tax_class,
        weight_grams=found.variant.weight_grams,
        volume_cm3=found.volume_cm3,
        requires_shipping=found.variant.requires_shipping,
        max_per_customer=found.max_per_customer,
        max_per_customer_days=found.max_per_customer_days,
    )


async def _describe_bundles(
    query: SellablesQuery, scope: Scope, bundles: Mapping[UUID, SellableVariant], refs: Sequence[SellableRef]
) -> Answers:
    channel = query.channel
    compositions = await list_compositions(
        list(bundles), channel.slug, channel.currency, scope.locale, scope.second_locale
    )
    described: Answers = {}
    picked: dict[SellableRef, list[Picked]] = {}
    for ref in refs:
        if ref.id in compositions:
            try:
                picked[ref] = select(compositions[ref.id].places, ref.choices)
            except DomainError as refusal:
                described[ref] = refusal
    held = {pick.choice.variant_id for picks in picked.values() for pick in picks}
    parts = {
        part.variant.id: part
        for part in await list_sellable_variants(scope, list(held))
        if part.variant.available_for_sale
    }
    for ref, picks in picked.items():
        try:
            require_available(picks, parts.keys())
        except DomainError as refusal:
            described[ref] = refusal
            continue
        if all(pick.choice.variant_id in parts for pick in picks) and (
            sellable := _bundle(ref, bundles[ref.id], compositions[ref.id], picks, parts, query, scope)
        ):
            described[ref] = sellable
    return described


def _bundle(
    ref: SellableRef,
    found: SellableVariant,
    composition: Composition,
    picks: Sequence[Picked],
    parts: Mapping[UUID, SellableVariant],
    query: SellablesQuery,
    scope: Scope,
) -> Sellable | None:
    quantity, currency = query.quantity_of(ref), query.channel.currency
    priced = price_of(composition, picks, moment=scope.moment, quantity=quantity, groups=query.groups)
    if priced is None:
        return None
    components = tuple(
        SellableComponent(
            SellableRef("ProductVariant", pick.choice.variant_id),
            part.variant.sku,
            pick.pieces,
            part.product_title,
            part.variant.title,
            pick.place.name,
            Money(added, currency),
            None if alone is None else Money(alone, currency),
        )
        for pick, added, alone in zip(picks, priced.added, priced.alone, strict=True)
        for part in [parts[pick.choice.variant_id]]
    )
    held = [(parts[pick.choice.variant_id].variant, pick.pieces) for pick in picks]
    volume = sum(parts[pick.choice.variant_id].volume_cm3 * pick.pieces for pick in picks)
    return replace(
        _sellable(ref, found, priced.unit, query),
        weight_grams=found.own_weight_grams or sum(variant.weight_grams * pieces for variant, pieces in held),
        volume_cm3=found.volume_cm3 or volume,
        requires_shipping=found.requires_shipping and any(variant.requires_shipping for variant, _ in held),
        components=components,
        base_price=Money(priced.base, currency),
        discount=Money(priced.discount, currency),
        choice_type="" if all(place.fixed for place in composition.places) else "BundleChoice",
    )
