"""A cart that a buyer has shown to others: what is in it, and nothing of the buyer."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.commerce import Money, Sellable, SellableRef
from fondaco.ids import encode_global_id

from fondaco_checkout.model.cart import Cart

__all__ = ["SharedCart", "SharedLine", "ShownLine", "shared_lines"]


class SharedLine(msgspec.Struct, frozen=True, kw_only=True):
    """A thing in a shared cart, with what is chosen of it; ``title`` as the buyer read it."""

    ref: SellableRef
    quantity: int
    title: str


class SharedCart(msgspec.Struct, frozen=True, kw_only=True):
    """What was in a cart when its link was made.

    Attributes:
        token: The link's secret.
        cart_id: Which may have changed or be gone since.
        channel: Slug.
        expires_at: From then on nobody finds it any more.
    """

    id: UUID
    token: str
    cart_id: UUID
    channel: str
    lines: tuple[SharedLine, ...]
    created_at: datetime
    expires_at: datetime

    @property
    def digest(self) -> str:
        """The same for the same things in the same numbers."""
        return hashlib.sha256(msgspec.json.encode(self.lines)).hexdigest()


class ShownLine(msgspec.Struct, frozen=True):
    """A thing in a shared cart as it is now; ``sellable`` is None where it cannot be bought any more."""

    line: SharedLine
    sellable: Sellable | None

    @property
    def sellable_id(self) -> str:
        """The id at the API of the thing that is sold."""
        return encode_global_id(self.line.ref.type, self.line.ref.id)

    @property
    def quantity(self) -> int:
        """Pieces."""
        return self.line.quantity

    @property
    def title(self) -> str:
        """As it is called now, if it still is."""
        return self.line.title if self.sellable is None else self.sellable.title

    @property
    def subtitle(self) -> str:
        """What tells it from its siblings."""
        return "" if self.sellable is None else self.sellable.subtitle

    @property
    def image_url(self) -> str | None:
        """A picture."""
        return None if self.sellable is None else self.sellable.image_url

    @property
    def url_path(self) -> str | None:
        """Its page in the storefront."""
        return None if self.sellable is None else self.sellable.url_path

    @property
    def unit_price(self) -> Money | None:
        """For one piece, as the channel shows prices."""
        return None if self.sellable is None else self.sellable.unit_price

    @property
    def available(self) -> bool:
        """Whether it can be bought now."""
        return self.sellable is not None


def shared_lines(cart: Cart) -> tuple[SharedLine, ...]:
    """Returns what others get to see of a cart."""
    return tuple(SharedLine(ref=line.ref, quantity=line.quantity, title=line.seen.title) for line in cart.lines)
