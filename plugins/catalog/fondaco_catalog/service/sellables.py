"""What the catalogue answers a cart that asks what a variant is and costs."""

from __future__ import annotations

from collections.abc import Mapping

from fondaco.commerce import Money, Sellable, SellableRef, SellablesQuery

from fondaco_catalog.model.pricing import resolve
from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.views import product_path
from fondaco_catalog.repository import sellables

__all__ = ["describe_sellables"]


async def describe_sellables(query: SellablesQuery) -> Mapping[SellableRef, Sellable]:
    """Describes those of the asked variants that are published and priced in the channel; two statements.

    The price is that of the quantity and of the buyer's groups, of what the price lists say at this moment.
    """
    wanted = {ref.id: ref for ref in query.refs if ref.type == "ProductVariant"}
    if not wanted:
        return {}
    scope = Scope(channel=query.channel, locale=query.locale, groups=query.groups)
    described: dict[SellableRef, Sellable] = {}
    for found in await sellables.list_sellable_variants(scope, list(wanted)):
        ref = wanted[found.variant.id]
        price = resolve(found.candidates, moment=scope.moment, quantity=query.quantity_of(ref), groups=query.groups)
        if price is None:
            continue
        described[ref] = Sellable(
            ref=ref,
            sku=found.variant.sku,
            title=found.product_title,
            subtitle=found.variant.title,
            unit_price=Money(price.amount, query.channel.currency),
            image_url=found.image_url,
            url_path=product_path(found.product_slug),
            tax_class=found.variant.tax_class,
            weight_grams=found.variant.weight_grams,
            requires_shipping=found.variant.requires_shipping,
        )
    return described
