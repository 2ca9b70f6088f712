"""What kinds of products there are, and what can be said of each: types, attributes and their choices."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, Boolean, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.table import Table

__all__ = ["Attribute", "AttributeChoice", "ProductType", "ProductTypeAttribute"]


class ProductType(Table, schema="catalog", tablename="product_type"):
    """A kind of product. ``labels`` holds its name by locale, ``name_key`` is the folded name, which is unique."""

    id = UUID(primary_key=True, default=None, null=False)
    slug = Varchar(length=200, default=None, null=False)
    name = Varchar(length=255, default=None, null=False)
    name_key = Text(default=None, null=False)
    labels = JSONB(default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)
    version = Integer(default=1, null=False)


class Attribute(Table, schema="catalog", tablename="attribute"):
    """Something that can be said of products, such as the material. ``labels`` holds its name by locale.

    ``kind`` is one of `fondaco_catalog.model.attributes.AttributeKind`; ``unit`` belongs to numbers, ``reference_to``
    to references.
    """

    id = UUID(primary_key=True, default=None, null=False)
    code = Varchar(length=100, default=None, null=False)
    name = Varchar(length=255, default=None, null=False)
    labels = JSONB(default=None, null=False)
    kind = Varchar(length=20, default=None, null=False)
    unit = Varchar(length=30, default=None, null=True)
    reference_to = Varchar(length=20, default=None, null=True)
    filterable = Boolean(default=None, null=False)
    visible = Boolean(default=None, null=False)
    position = Integer(default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)
    version = Integer(default=1, null=False)


class AttributeChoice(Table, schema="catalog", tablename="attribute_choice"):
    """What an attribute can be, such as oak; a swatch also has a colour or a picture.

    ``labels`` holds its name by locale; ``name_key`` is the folded name, which is unique within the attribute.
    """

    id = UUID(primary_key=True, default=None, null=False)
    attribute = ForeignKey(Attribute, on_delete=OnDelete.restrict, default=None, null=False)
    code = Varchar(length=100, default=None, null=False)
    name = Varchar(length=255, default=None, null=False)
    name_key = Text(default=None, null=False)
    labels = JSONB(default=None, null=False)
    colour = Varchar(length=9, default=None, null=True)
    image_url = Text(default=None, null=True)
    position = Integer(default=None, null=False)


class ProductTypeAttribute(Table, schema="catalog", tablename="product_type_attribute"):
    """That products of a type have an attribute: on the product, on its variants, or as an option that tells the
    variants apart.
    """

    id = UUID(primary_key=True, default=None, null=False)
    product_type = ForeignKey(ProductType, on_delete=OnDelete.restrict, default=None, null=False)
    attribute = ForeignKey(Attribute, on_delete=OnDelete.restrict, default=None, null=False)
    scope = Varchar(length=10, default=None, null=False)
    required = Boolean(default=None, null=False)
    position = Integer(default=None, null=False)
