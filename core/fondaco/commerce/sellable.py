"""What a cart line points at, in words that both the seller of goods and the cart understand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from uuid import UUID

import msgspec

from fondaco.commerce.channel import Channel
from fondaco.commerce.money import Money

__all__ = ["Sellable", "SellableChoice", "SellableComponent", "SellableRef", "SellablesQuery", "VariantsQuery"]


class SellableChoice(msgspec.Struct, frozen=True, order=True):
    """Something that a buyer chose of a thing that leaves a choice, such as the wine in a hamper.

    Attributes:
        id: What was chosen, as whoever sells the thing names it.
        quantity: How often; at least one.
    """

    id: UUID
    quantity: int = 1


class SellableRef(msgspec.Struct, frozen=True):
    """Names a sellable thing: the GraphQL type of whoever sells it, its id, and what was chosen of it.

    A cart stores the reference and never looks behind it; the plugin that owns the type answers `collect_sellables`.

    Attributes:
        type: Name of a GraphQL type, such as ``ProductVariant``.
        id: Of the thing, within its type.
        choices: What was chosen, each once, in the order of ids (`choosing` sees to that); empty where a thing leaves
            no choice. The same thing with other choices is another line.
    """

    type: str
    id: UUID
    choices: tuple[SellableChoice, ...] = ()

    @classmethod
    def choosing(cls, type: str, id: UUID, choices: Iterable[SellableChoice]) -> SellableRef:
        """Names a thing with what was chosen of it, in any order; what is given twice is summed."""
        summed: Counter[UUID] = Counter()
        for choice in choices:
            summed[choice.id] += choice.quantity
        return cls(type, id, tuple(SellableChoice(*chosen) for chosen in sorted(summed.items())))


class SellableComponent(msgspec.Struct, frozen=True):
    """A thing that another one consists of: whoever counts stock counts this instead of the whole.

    Attributes:
        ref: What it is; of the whole's own plugin, and never composed itself.
        sku: Stock-keeping unit; may be empty.
        quantity: Pieces in one of the whole, at least one.
        title: What the buyer reads.
        subtitle: What tells it from its siblings; may be empty.
        slot: What the buyer chose it for, such as "Wine"; empty where there was nothing to choose.
        amount: What it adds to the price of one of the whole: nothing, a surcharge, or its price; None if unknown.
        alone: What these pieces cost bought by themselves: in this proportion the price of the whole is split among
            its components; None if they are not sold so.
    """

    ref: SellableRef
    sku: str
    quantity: int
    title: str = ""
    subtitle: str = ""
    slot: str = ""
    amount: Money | None = None
    alone: Money | None = None


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
        volume_cm3: Of the parcel of one piece, in cubic centimetres; zero where unknown.
        requires_shipping: False for what is not sent, such as a download.
        max_quantity: The most that one cart may hold of it; None for no limit but the cart's own.
        max_per_customer: The most pieces that one buyer may have ordered of it, who is known by account or e-mail
            address; None for no limit. What is in bundles does not count.
        max_per_customer_days: Only orders of so many days count for that; None for all orders.
        components: What it consists of if it is a bundle, which is bought, shown and taxed as one thing; empty
            otherwise. A thing is there once for each slot that it is in.
        base_price: Of a bundle: what it costs before what its components add, so that ``unit_price`` is this, and the
            ``amount`` of each component, less ``discount``; None of other things.
        discount: Of a bundle: what is taken off; None of other things.
        choice_type: GraphQL type of what can be chosen of it, by whose ids a buyer knows it; empty where it leaves no
            choice.
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
    volume_cm3: int = 0
    requires_shipping: bool = True
    max_quantity: int | None = None
    max_per_customer: int | None = None
    max_per_customer_days: int | None = None
    components: tuple[SellableComponent, ...] = ()
    base_price: Money | None = None
    discount: Money | None = None
    choice_type: str = ""

    @property
    def largest(self) -> int | None:
        """The most that a cart can be completed with; None for no limit but the cart's own."""
        limits = [limit for limit in (self.max_quantity, self.max_per_customer) if limit is not None]
        return min(limits, default=None)

    def pieces(self, quantity: int) -> Counter[SellableRef]:
        """Returns how many pieces of what so many of it take from the store: its components, or itself."""
        if not self.components:
            return Counter({self.ref: quantity})
        taken: Counter[SellableRef] = Counter()
        for component in self.components:
            taken[component.ref] += component.quantity * quantity
        return taken


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


class VariantsQuery(msgspec.Struct, frozen=True):
    """What `collect_variants` is asked.

    Attributes:
        refs: Names of things such as products, by the GraphQL type and id of whoever owns them; also of those that
            others own: answer only your own.
    """

    refs: tuple[SellableRef, ...]
