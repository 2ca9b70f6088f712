"""What is said of products and variants by attributes."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, Boolean, Date, ForeignKey, Integer, Numeric, OnDelete, Text
from piccolo.table import Table

from fondaco_catalog.tables.modelling import Attribute, AttributeChoice
from fondaco_catalog.tables.products import Product, ProductVariant

__all__ = ["AttributeValue"]


class AttributeValue(Table, schema="catalog", tablename="attribute_value"):
    """One value of an attribute: of a product where ``variant`` is null, else of that variant of it.

    Exactly one of the columns ``choice`` to ``reference`` is set: which one says the attribute's kind. ``text`` holds
    texts, sanitised HTML and addresses of files; ``labels`` the translations of a text by locale. ``reference`` is an
    id of what the attribute refers to; whoever deletes that deletes its mentions.
    """

    id = UUID(primary_key=True, default=None, null=False)
    product = ForeignKey(Product, on_delete=OnDelete.restrict, default=None, null=False)
    variant = ForeignKey(ProductVariant, on_delete=OnDelete.restrict, default=None, null=True)
    attribute = ForeignKey(Attribute, on_delete=OnDelete.restrict, default=None, null=False)
    choice = ForeignKey(AttributeChoice, on_delete=OnDelete.restrict, default=None, null=True)
    text = Text(default=None, null=True)
    number = Numeric(default=None, null=True)
    boolean = Boolean(default=None, null=True)
    day = Date(default=None, null=True)
    reference = UUID(default=None, null=True)
    labels = JSONB(default=None, null=False)
    position = Integer(default=None, null=False)
