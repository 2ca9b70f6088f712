"""Products: texts, options, pictures, variants."""

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
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.table import Table

from fondaco_catalog.tables.brands import Brand
from fondaco_catalog.tables.groupings import Category
from fondaco_catalog.tables.modelling import Attribute, AttributeChoice, ProductType

__all__ = ["Product", "ProductMedia", "ProductOption", "ProductOptionValue", "ProductTranslation", "ProductVariant"]


class Product(Table, schema="catalog", tablename="product"):
    """What is sold, without what tells its variants apart.

    ``title_key`` is derived by the service in the transaction that changes the title. ``units_sold`` counts the pieces
    in orders of all channels that were not cancelled; events of orders change it, soon after the order. ``status`` is
    one of `fondaco_catalog.model.lifecycle`; who submitted it, when, and who is to review it are names of principals,
    and set while it is in review. ``version`` grows with every edit of the product and of what belongs to it.
    """

    id = UUID(primary_key=True, default=None, null=False)
    slug = Varchar(length=200, default=None, null=False)
    title = Varchar(length=255, default=None, null=False)
    title_key = Text(default=None, null=False)
    description = Text(default=None, null=False)
    tags = Array(base_column=Text(), default=None, null=False)
    brand = ForeignKey(Brand, on_delete=OnDelete.restrict, default=None, null=True)
    type = ForeignKey(ProductType, on_delete=OnDelete.restrict, default=None, null=True)
    category = ForeignKey(Category, on_delete=OnDelete.restrict, default=None, null=True)
    seo_title = Varchar(length=255, default=None, null=False)
    seo_description = Text(default=None, null=False)
    units_sold = BigInt(default=0, null=False)
    external_id = Varchar(length=255, default=None, null=True)
    metadata = JSONB(default={}, null=False)
    private_metadata = JSONB(default={}, null=False)
    status = Varchar(length=20, default="draft", null=False)
    submitted_by = Varchar(length=255, default=None, null=True)
    submitted_at = Timestamptz(default=None, null=True)
    reviewer = Varchar(length=255, default=None, null=True)
    version = Integer(default=1, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)


class ProductTranslation(Table, schema="catalog", tablename="product_translation"):
    """A product's texts in a language; an empty text means untranslated."""

    id = UUID(primary_key=True, default=None, null=False)
    product = ForeignKey(Product, on_delete=OnDelete.restrict, default=None, null=False)
    locale = Varchar(length=35, default=None, null=False)
    title = Varchar(length=255, default=None, null=False)
    title_key = Text(default=None, null=False)
    description = Text(default=None, null=False)
    seo_title = Varchar(length=255, default=None, null=False)
    seo_description = Text(default=None, null=False)


class ProductOption(Table, schema="catalog", tablename="product_option"):
    """Something a buyer chooses, such as the colour. ``labels`` holds its name by locale.

    Where it stands for an attribute, its values stand for that attribute's choices.
    """

    id = UUID(primary_key=True, default=None, null=False)
    product = ForeignKey(Product, on_delete=OnDelete.restrict, default=None, null=False)
    name = Varchar(length=255, default=None, null=False)
    labels = JSONB(default=None, null=False)
    attribute = ForeignKey(Attribute, on_delete=OnDelete.restrict, default=None, null=True)
    position = Integer(default=None, null=False)


class ProductOptionValue(Table, schema="catalog", tablename="product_option_value"):
    """What can be chosen, such as blue. ``labels`` holds its name by locale."""

    id = UUID(primary_key=True, default=None, null=False)
    option = ForeignKey(ProductOption, on_delete=OnDelete.restrict, default=None, null=False)
    value = Varchar(length=255, default=None, null=False)
    labels = JSONB(default=None, null=False)
    choice = ForeignKey(AttributeChoice, on_delete=OnDelete.restrict, default=None, null=True)
    position = Integer(default=None, null=False)


class ProductMedia(Table, schema="catalog", tablename="product_media"):
    """A picture, video or 3D model of a product.

    ``file`` and ``poster`` are ids of ``system.file``, which a foreign key keeps; ``url`` is the path of the file then,
    and elsewhere the address at which somebody else shows the picture. ``source_url`` is where a file was fetched from.
    ``labels`` holds the alternative text by locale. ``mirror_after`` is when an address is to be tried next.
    ``focal_x`` and ``focal_y`` are in percent from the left and from the top.
    """

    id = UUID(primary_key=True, default=None, null=False)
    product = ForeignKey(Product, on_delete=OnDelete.restrict, default=None, null=False)
    url = Text(default=None, null=False)
    alt = Text(default=None, null=False)
    position = Integer(default=None, null=False)
    kind = Varchar(length=20, default="image", null=False)
    file = UUID(default=None, null=True)
    poster = UUID(default=None, null=True)
    width = Integer(default=None, null=True)
    height = Integer(default=None, null=True)
    colour = Text(default=None, null=True)
    focal_x = Integer(default=None, null=True)
    focal_y = Integer(default=None, null=True)
    labels = JSONB(default={}, null=False)
    source_url = Text(default="", null=False)
    mirror_after = Timestamptz(default=None, null=True)
    mirror_error = Text(default="", null=False)


class ProductVariant(Table, schema="catalog", tablename="product_variant"):
    """What goes into a cart.

    ``option_values`` are ids of `ProductOptionValue`, one for each option of the product, in their order; the array is
    what makes a combination unique within the product.
    """

    id = UUID(primary_key=True, default=None, null=False)
    product = ForeignKey(Product, on_delete=OnDelete.restrict, default=None, null=False)
    sku = Varchar(length=100, default=None, null=False)
    barcode = Varchar(length=100, default=None, null=False)
    option_values = Array(base_column=UUID(), default=None, null=False)
    weight_grams = Integer(default=None, null=False)
    length_mm = Integer(default=0, null=False)
    width_mm = Integer(default=0, null=False)
    height_mm = Integer(default=0, null=False)
    max_per_customer = Integer(default=None, null=True)
    max_per_customer_days = Integer(default=None, null=True)
    requires_shipping = Boolean(default=None, null=False)
    tax_class = Varchar(length=50, default=None, null=False)
    track_stock = Boolean(default=None, null=False)
    media = ForeignKey(ProductMedia, on_delete=OnDelete.restrict, default=None, null=True)
    external_id = Varchar(length=255, default=None, null=True)
    metadata = JSONB(default={}, null=False)
    private_metadata = JSONB(default={}, null=False)
    position = Integer(default=None, null=False)
    version = Integer(default=1, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)
