"""A cart, as plugins other than checkout see it."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

import msgspec

from fondaco.commerce.address import Address
from fondaco.commerce.channel import Channel
from fondaco.commerce.delivery import DeliveryQuote
from fondaco.commerce.sellable import Sellable, SellableRef

__all__ = ["CartLineView", "CartView"]


class CartLineView(msgspec.Struct, frozen=True):
    """One line: what it sells and how many pieces (at least 1).

    Attributes:
        id: Of the line.
        sellable: What it sells, as its owner describes it now.
        quantity: Pieces, at least 1.
    """

    id: UUID
    sellable: Sellable
    quantity: int


class CartView(msgspec.Struct, frozen=True, kw_only=True):
    """What a hook is told of a cart: a snapshot, safe to keep, never changed.

    Attributes:
        id: Of the cart.
        channel: In which it is bought.
        locale: BCP 47 tag of the language the buyer reads.
        lines: What can be bought now; what is gone is left out.
        email: None until the buyer gave it.
        shipping_address: None until the buyer gave it.
        billing_address: The shipping address where the buyer gave no other.
        groups: Slugs of the buyer's customer groups.
        tax_number: Of a business, checked; empty without one.
        tax_exemption: The number of a certificate that frees the buyer from tax; empty without one.
        delivery_code: The option that is chosen, or is being chosen; None while none is.
        delivery_quote: What came with that option when it was chosen; see `DeliveryOption.quote`.
    """

    id: UUID
    channel: Channel
    locale: str
    lines: tuple[CartLineView, ...]
    email: str | None = None
    shipping_address: Address | None = None
    billing_address: Address | None = None
    groups: frozenset[str] = frozenset()
    tax_number: str = ""
    tax_exemption: str = ""
    delivery_code: str | None = None
    delivery_quote: DeliveryQuote | None = None

    @property
    def weight_grams(self) -> int:
        """Weight of all lines that are shipped."""
        return sum(line.sellable.weight_grams * line.quantity for line in self.lines if line.sellable.requires_shipping)

    @property
    def pieces(self) -> dict[SellableRef, int]:
        """How many pieces of what the cart takes from the store, in the order of types and ids.

        The components of bundles count instead of these, together with what is bought by itself. Whoever counts stock
        takes this much of each thing, in this order, so that two carts never wait for each other.
        """
        taken: Counter[SellableRef] = Counter()
        for line in self.lines:
            taken += line.sellable.pieces(line.quantity)
        return dict(sorted(taken.items(), key=lambda item: (item[0].type, item[0].id)))

    @property
    def requires_shipping(self) -> bool:
        """Whether anything in it has to be delivered to an address."""
        return any(line.sellable.requires_shipping for line in self.lines)
