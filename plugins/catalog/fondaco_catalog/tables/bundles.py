"""Variants that consist of others."""

from __future__ import annotations

from piccolo.columns import UUID, ForeignKey, Integer, OnDelete, Varchar
from piccolo.table import Table

from fondaco_catalog.tables.products import ProductVariant

__all__ = ["Kit", "KitComponent"]


class Kit(Table, schema="catalog", tablename="kit"):
    """That a variant is a kit, and what it costs.

    ``pricing`` is ``own``, for prices that somebody sets, or ``sum``: then its base prices are those of its components
    together, less so many percent, and follow them.
    """

    id = UUID(primary_key=True, default=None, null=False)
    variant = ForeignKey(ProductVariant, on_delete=OnDelete.restrict, default=None, null=False)
    pricing = Varchar(length=10, default=None, null=False)
    percent_off = Integer(default=None, null=False)


class KitComponent(Table, schema="catalog", tablename="kit_component"):
    """A variant that a kit holds so many pieces of. A component is never a kit itself."""

    id = UUID(primary_key=True, default=None, null=False)
    variant = ForeignKey(ProductVariant, on_delete=OnDelete.restrict, default=None, null=False)
    component = ForeignKey(ProductVariant, on_delete=OnDelete.restrict, default=None, null=False)
    quantity = Integer(default=None, null=False)
    position = Integer(default=None, null=False)
