"""What a cart line points at, in words that both the seller of goods and the cart understand."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import msgspec

from fondaco.commerce.channel import Channel
from fondaco.commerce.money import Money

__all__ = ["Sellable", "SellableRef", "SellablesQuery"]


class SellableRef(msgspec.Struct, frozen=True):
    """Names a sellable thing: the GraphQL type of whoever sells it, and its id.

    A cart stores the reference and never looks behind it; the plugin that owns the type answers `collect_sellables`.

    Attributes:
        type: Name of a GraphQL type, such as ``ProductVariant``.
        id: Of the thing, within its type.
    """

    type: str
    id: UUID


class Sellable(msgspec.Struct, frozen=True, kw_only=True):
    """What the owner of a sellable thing says of it to a cart, for one channel and locale, at one moment.

    Attributes:
        ref: Which of the asked things it is.
        sku: Stock-keeping unit; may be empty where the merchant uses none.
        title: What the buyer reads, such as the product's name.
        unit_price: For one piece of the asked quantity, gross or net as the channel says.
        subtitle: What tells it from its siblings, such as "Blue / M"; may be empty.
        image_url: A picture for the line; None without one.
        url_path: Where a storefront shows it, from the root of the site; None if nowhere.
        tax_class: Which tax rate applies; ``standard`` unless the merchant says otherwise.
        weight_grams: For one piece; zero where unknown.
        requires_shipping: False for what is not sent, such as a download.
        max_quantity: The most that one cart may hold of it; None for no limit but the cart's own.
    """

    ref: SellableRef
    sku: str
    title: str
    unit_price: Money
    subtitle: str = ""
    image_url: str | None = None
    url_path: str | None = None
    tax_class: str = "standard"
    weight_grams: int = 0
    requires_shipping: bool = True
    max_quantity: int | None = None


class SellablesQuery(msgspec.Struct, frozen=True):
    """What `collect_sellables` is asked: which things, where they are sold, in which language.

    Attributes:
        refs: Also of things that others own; answer only your own.
        channel: Where they are sold.
        locale: BCP 47 tag of the language for titles.
        quantities: How many pieces of a thing somebody wants, since the price of one may depend on it; one where it
            is not named.
        groups: Slugs of the customer groups of the buyer, whose prices may be others.
    """

    refs: tuple[SellableRef, ...]
    channel: Channel
    locale: str
    quantities: Mapping[SellableRef, int] = {}
    groups: frozenset[str] = frozenset()

    def quantity_of(self, ref: SellableRef) -> int:
        """Returns how many pieces are wanted; 1 where nothing is said."""
        return self.quantities.get(ref, 1)
