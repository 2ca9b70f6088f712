"""What the catalogue adds to types of other plugins: the variant behind a line of a cart or an order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from fondaco.commerce import SellableRef
from fondaco.graphql import Info, SchemaPart

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.requests import load_variants
from fondaco_catalog.model import views

__all__ = ["lines"]

lines = SchemaPart()


class HasRef(Protocol):
    """A line of a cart or of an order."""

    @property
    def ref(self) -> SellableRef:
        """What the line is about."""


async def _variants_of(parents: Sequence[HasRef], info: Info) -> list[views.ProductVariant | None]:
    ids = [parent.ref.id for parent in parents if parent.ref.type == "ProductVariant"]
    found = dict(zip(ids, await load_variants(info.context, ids), strict=True)) if ids else {}
    return [found.get(parent.ref.id) if parent.ref.type == "ProductVariant" else None for parent in parents]


@lines.extend("CartLine", owner="checkout", type=types.ProductVariant | None, name="variant")
async def cart_line_variant(parents: Sequence[HasRef], info: Info) -> list[views.ProductVariant | None]:
    """The variant it is about; null if that is no longer in this channel, or the line is about something else."""
    return await _variants_of(parents, info)


@lines.extend("OrderLine", owner="checkout", type=types.ProductVariant | None, name="variant")
async def order_line_variant(parents: Sequence[HasRef], info: Info) -> list[views.ProductVariant | None]:
    """The variant it is about; null if that is no longer in this channel, or the line is about something else."""
    return await _variants_of(parents, info)
