"""Price lists, the prices in them, costs, what follows from them over time, and bulk changes."""

from __future__ import annotations

from piccolo.columns import (
    JSONB,
    UUID,
    Array,
    BigInt,
    Boolean,
    ForeignKey,
    Integer,
    OnDelete,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.table import Table

from fondaco_catalog.tables.products import Product, ProductVariant

__all__ = [
    "Price",
    "PriceAudience",
    "PriceChange",
    "PriceChangeItem",
    "PriceList",
    "PriceSpan",
    "PriceWindow",
    "VariantCost",
]


class PriceList(Table, schema="catalog", tablename="price_list"):
    """Prices that apply together: in a channel, for some buyers, for some time.

    ``title`` is what a buyer may read of it, ``labels`` the same by locale, ``name`` is for staff. ``customer_groups``
    is empty where everybody pays its prices. The period is half open; null is without an end. ``base`` marks the one
    list of a channel and currency that is made by itself. ``deleting`` lists are gone for everybody but the job that
    takes their prices away.
    """

    id = UUID(primary_key=True, default=None, null=False)
    code = Varchar(length=150, default=None, null=False)
    name = Varchar(length=255, default=None, null=False)
    title = Varchar(length=255, default=None, null=False)
    labels = JSONB(default=None, null=False)
    channel = Varchar(length=100, default=None, null=False)
    currency = Varchar(length=3, default=None, null=False)
    priority = Integer(default=None, null=False)
    starts_at = Timestamptz(default=None, null=True)
    ends_at = Timestamptz(default=None, null=True)
    customer_groups = Array(base_column=Text(), default=None, null=False)
    active = Boolean(default=None, null=False)
    base = Boolean(default=None, null=False)
    deleting = Boolean(default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)
    version = Integer(default=1, null=False)


class PriceChange(Table, schema="catalog", tablename="price_change"):
    """A bulk change of prices: what was asked, how far it is, and what came of it."""

    id = UUID(primary_key=True, default=None, null=False)
    state = Varchar(length=20, default=None, null=False)
    list = ForeignKey(PriceList, on_delete=OnDelete.restrict, default=None, null=False)
    request = JSONB(default=None, null=False)
    made_by = Varchar(length=255, default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    finished_at = Timestamptz(default=None, null=True)
    total = Integer(default=None, null=False)
    done = Integer(default=None, null=False)
    changed = Integer(default=None, null=False)
    conflicts = Integer(default=None, null=False)
    position = UUID(default=None, null=True)


class Price(Table, schema="catalog", tablename="price"):
    """What a piece of a variant costs in a list, from a quantity on.

    ``change`` is the bulk change that wrote it last; null if it was written otherwise since.
    """

    id = UUID(primary_key=True, default=None, null=False)
    list = ForeignKey(PriceList, on_delete=OnDelete.restrict, default=None, null=False)
    variant = ForeignKey(ProductVariant, on_delete=OnDelete.restrict, default=None, null=False)
    min_quantity = Integer(default=None, null=False)
    amount = BigInt(default=None, null=False)
    compare_at = BigInt(default=None, null=True)
    change = UUID(default=None, null=True)


class PriceChangeItem(Table, schema="catalog", tablename="price_change_item"):
    """A price that a bulk change wrote, and what stood there before; nulls if there was none.

    ``before_change`` is the bulk change that had written what stood there, so that undoing the later of two leaves the
    earlier one to be undone.
    """

    id = UUID(primary_key=True, default=None, null=False)
    change = ForeignKey(PriceChange, on_delete=OnDelete.restrict, default=None, null=False)
    variant = UUID(default=None, null=False)
    min_quantity = Integer(default=None, null=False)
    before_amount = BigInt(default=None, null=True)
    before_compare_at = BigInt(default=None, null=True)
    after_amount = BigInt(default=None, null=False)
    after_compare_at = BigInt(default=None, null=True)
    before_change = UUID(default=None, null=True)
    state = Varchar(length=20, default=None, null=False)


class VariantCost(Table, schema="catalog", tablename="variant_cost"):
    """What a variant costs the merchant, in the currency of a channel. Buyers never see it."""

    id = UUID(primary_key=True, default=None, null=False)
    variant = ForeignKey(ProductVariant, on_delete=OnDelete.restrict, default=None, null=False)
    channel = Varchar(length=100, default=None, null=False)
    currency = Varchar(length=3, default=None, null=False)
    amount = BigInt(default=None, null=False)


class PriceWindow(Table, schema="catalog", tablename="price_window"):
    """The price of one piece for an audience from a moment until another: what was, what is, and what is planned.

    Derived from `Price` by the one resolution function, in the transaction that changes one. The audience is the slug
    of a customer group, or empty for everybody; a group has windows of its own for a variant only if a list for it has
    a price for one piece of the variant. Of several audiences the window with the largest priority counts, then one of
    a list for groups (``specific``), then the lowest amount, then the older list. ``lowest`` is the lowest price of the
    30 days before, where the price is announced as reduced.
    """

    id = UUID(primary_key=True, default=None, null=False)
    product = ForeignKey(Product, on_delete=OnDelete.restrict, default=None, null=False)
    variant = ForeignKey(ProductVariant, on_delete=OnDelete.restrict, default=None, null=False)
    channel = Varchar(length=100, default=None, null=False)
    audience = Varchar(length=100, default=None, null=False)
    currency = Varchar(length=3, default=None, null=False)
    starts_at = Timestamptz(default=None, null=False)
    ends_at = Timestamptz(default=None, null=False)
    list = UUID(default=None, null=False)
    priority = Integer(default=None, null=False)
    specific = Boolean(default=None, null=False)
    amount = BigInt(default=None, null=False)
    compare_at = BigInt(default=None, null=True)
    lowest = BigInt(default=None, null=True)


class PriceAudience(Table, schema="catalog", tablename="price_audience"):
    """Several groups that some buyer is in at once, and for whom products have spans of prices for that reason.

    ``groups`` are sorted, and only those that a list of the channel is for. The audience of their spans is ``+`` and
    the id. They can be sorted by once they are ``ready``: when every product that a list for one of the groups touches
    has them. ``seen_at`` is about when such a buyer last came.
    """

    id = Serial(primary_key=True)
    channel = Varchar(length=100, default=None, null=False)
    groups = Array(base_column=Text(), default=None, null=False)
    ready = Boolean(default=None, null=False)
    seen_at = Timestamptz(default=None, null=False)


class PriceSpan(Table, schema="catalog", tablename="price_span"):
    """The lowest and the highest of a product's price windows, from a moment until another.

    Derived from `PriceWindow` in the same transaction, so that lists filter and sort by one index. The audience is that
    of windows, or several groups together; see `PriceAudience`. What is past is of no use and goes. ``amounts`` are
    what the variants cost, each once, ascending; null for everybody, whose are in the search index.
    """

    id = UUID(primary_key=True, default=None, null=False)
    product = ForeignKey(Product, on_delete=OnDelete.restrict, default=None, null=False)
    channel = Varchar(length=100, default=None, null=False)
    audience = Varchar(length=100, default=None, null=False)
    currency = Varchar(length=3, default=None, null=False)
    starts_at = Timestamptz(default=None, null=False)
    ends_at = Timestamptz(default=None, null=False)
    min_amount = BigInt(default=None, null=False)
    max_amount = BigInt(default=None, null=False)
    amounts = Array(base_column=BigInt(), default=None, null=True)
