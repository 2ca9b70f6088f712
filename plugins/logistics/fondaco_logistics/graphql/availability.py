"""Whether a thing can be had, in the shop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from fondaco.commerce import Availability, AvailabilityState, Sellable, SellableRef, VariantsQuery
from fondaco.graphql import Info, SchemaPart
from fondaco.hookspecs import HookSpecs

from fondaco_logistics.graphql.requests import settings_of
from fondaco_logistics.graphql.types import Availability_
from fondaco_logistics.model.availability import any_of_them
from fondaco_logistics.service.availability import EVERYTHING, list_shown, list_shown_whole
from fondaco_logistics.service.booking import tag_of

__all__ = ["availability", "cart_availability"]

availability = SchemaPart()
cart_availability = SchemaPart()


class HasSellable(Protocol):
    """A line of a cart."""

    @property
    def sellable(self) -> Sellable:
        """What it sells, with the components that were chosen."""


_WITHOUT_LIMIT = Availability(state=AvailabilityState.IN_STOCK)


@availability.extend("ProductVariant", type=Availability_, owner="catalog", name="availability", shared=True)
async def variant_availability(parents: Sequence[Any], info: Info) -> list[Availability]:
    """Whether there is any of it, as exactly as the channel tells; what nobody counts is there without limit.

    A bundle is there as long as its components are.
    """
    return await _shown([SellableRef("ProductVariant", parent.id) for parent in parents], info)


@availability.extend("Product", type=Availability_, owner="catalog", name="availability", shared=True)
async def product_availability(parents: Sequence[Any], info: Info) -> list[Availability]:
    """Whether any of its variants can be had: as good as the best of them.

    Its `quantity` is null unless it is 0; `promisedOn` is the earliest day if all that there is of it is expected. Of
    prices it says nothing: `availableForSale` does.
    """
    products = [SellableRef("Product", parent.id) for parent in parents]
    variants: dict[SellableRef, Sequence[SellableRef]] = {}
    for _, answer in await info.context.hooks.collect(HookSpecs.collect_variants, VariantsQuery(tuple(products))):
        variants.update(answer)
    refs = list(dict.fromkeys(ref for product in products for ref in variants.get(product, ())))
    found = dict(zip(refs, await _shown(refs, info), strict=True))
    return [any_of_them([found[ref] for ref in variants.get(product, ())]) for product in products]


async def _shown(refs: Sequence[SellableRef], info: Info) -> list[Availability]:
    info.context.depends_on(EVERYTHING, *(tag_of(ref.id) for ref in refs))
    found = await list_shown(settings_of(info), info.context.hooks, info.context.channel, info.context.locale, refs)
    info.context.depends_on(*(tag_of(part) for one in found for part in one.parts))
    return [one.availability or _WITHOUT_LIMIT for one in found]


@cart_availability.extend("CartLine", type=Availability_, owner="checkout", name="availability")
async def cart_line_availability(parents: Sequence[HasSellable], info: Info) -> list[Availability]:
    """Whether there is any of it, as exactly as the channel tells; of a bundle with what was chosen.

    The pieces of one line are not set against those of others: what the cart can be bought with, its lines say.
    """
    sold = [parent.sellable for parent in parents]
    found = await list_shown_whole(settings_of(info), info.context.channel, sold)
    return [one or _WITHOUT_LIMIT for one in found]
