"""Variants that consist of others, chosen by the buyer or not."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, Boolean, ForeignKey, Integer, OnDelete, Text, Varchar
from piccolo.table import Table

from fondaco_catalog.tables.products import Product, ProductVariant

__all__ = ["Bundle", "BundleChoice", "BundleSlot"]


class Bundle(Table, schema="catalog", tablename="bundle"):
    """That a variant, of this product, is a bundle, and what it costs.

    ``pricing`` is ``own``, for prices that somebody sets, or ``sum``: then its base price is that of what is chosen,
    less so many percent, or less the amount of ``amounts_off`` for the channel.
    """

    id = UUID(primary_key=True, default=None, null=False)
    product = ForeignKey(Product, on_delete=OnDelete.restrict, default=None, null=False)
    variant = ForeignKey(ProductVariant, on_delete=OnDelete.restrict, default=None, null=False)
    pricing = Varchar(length=10, default=None, null=False)
    percent_off = Integer(default=None, null=False)
    amounts_off = JSONB(default=None, null=False)


class BundleSlot(Table, schema="catalog", tablename="bundle_slot"):
    """A place in a bundle for which a buyer makes ``minimum`` to ``maximum`` choices.

    Where there is one choice that has to be made once, it is simply a component. ``labels`` holds the name by locale;
    ``repeatable`` says whether the same choice may be made more than once.
    """

    id = UUID(primary_key=True, default=None, null=False)
    variant = ForeignKey(ProductVariant, on_delete=OnDelete.restrict, default=None, null=False)
    name = Text(default=None, null=False)
    labels = JSONB(default=None, null=False)
    minimum = Integer(default=None, null=False)
    maximum = Integer(default=None, null=False)
    repeatable = Boolean(default=None, null=False)
    position = Integer(default=None, null=False)


class BundleChoice(Table, schema="catalog", tablename="bundle_choice"):
    """A variant of which so many pieces may be chosen for a slot of a bundle. It is never a bundle itself.

    ``variant`` is the bundle. ``amounts`` says by channel what the choice adds to a price of the bundle's own, or what
    it costs instead of its own price in a sum.
    """

    id = UUID(primary_key=True, default=None, null=False)
    variant = ForeignKey(ProductVariant, on_delete=OnDelete.restrict, default=None, null=False)
    slot = ForeignKey(BundleSlot, on_delete=OnDelete.restrict, default=None, null=False)
    component = ForeignKey(ProductVariant, on_delete=OnDelete.restrict, default=None, null=False)
    quantity = Integer(default=None, null=False)
    amounts = JSONB(default=None, null=False)
    position = Integer(default=None, null=False)
