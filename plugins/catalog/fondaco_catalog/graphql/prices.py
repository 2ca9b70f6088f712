"""What both schemas say of a variant's price besides the price itself."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco import commerce
from fondaco.graphql import Info, Money, SchemaPart, object_type

from fondaco_catalog.graphql.requests import scope_of
from fondaco_catalog.model import views
from fondaco_catalog.model.price_views import PriceTier as Tier
from fondaco_catalog.repository.price_lists import list_titles
from fondaco_catalog.service.price_tiers import list_price_tiers

__all__ = ["prices"]

prices = SchemaPart()


@object_type(Tier)
class PriceTier:
    """What one piece costs from a quantity on.

    Attributes:
        min_quantity: Pieces in one line of a cart.
        price: For one piece.
        compare_at_price: What it cost before, to be shown struck through.
    """

    min_quantity: int
    price: Money
    compare_at_price: Money | None


@prices.extend("ProductVariant", type=list[PriceTier], name="priceTiers", shared=True)
async def price_tiers(parents: Sequence[views.ProductVariant], info: Info) -> list[list[Tier]]:
    """What it costs by quantity, smallest first; the first one is usually the price of one piece."""
    return await list_price_tiers(scope_of(info.context), parents)


@prices.extend("ProductVariant", type=Money | None, name="lowestPrice30Days", shared=True)
async def lowest_price_30_days(parents: Sequence[views.ProductVariant]) -> list[commerce.Money | None]:
    """The lowest price of the 30 days before the reduction, to be shown with it (Directive 98/6/EC, Art. 6a).

    Null where the price is not announced as reduced, that is, without a higher compareAtPrice, and where it was not
    sold in these days.
    """
    return [parent.lowest_price_30_days for parent in parents]


@prices.extend("ProductVariant", type=str | None, name="priceLabel", shared=True)
async def price_label(parents: Sequence[views.ProductVariant], info: Info) -> list[str | None]:
    """What its price is called, such as Summer sale, translated; null for an ordinary price."""
    titles = await list_titles(scope_of(info.context), {parent.list_id for parent in parents if parent.list_id})
    return [titles.get(parent.list_id) if parent.list_id else None for parent in parents]
