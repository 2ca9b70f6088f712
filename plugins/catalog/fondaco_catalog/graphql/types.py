"""Types that both schemas share; fields with a relation behind them are in ``relations.py``."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import strawberry
from fondaco.graphql import ID, Money, Node, enum_type, input_type, object_type

from fondaco_catalog.graphql.media_types import ProductMedia
from fondaco_catalog.model import views
from fondaco_catalog.model.lifecycle import ProductStatus

__all__ = [
    "Brand",
    "Category",
    "CategoryImage",
    "Collection",
    "CollectionImage",
    "PriceRange",
    "Product",
    "ProductFacetFilter",
    "ProductFilter",
    "ProductOption",
    "ProductOptionValue",
    "ProductSort",
    "ProductType",
    "ProductVariant",
    "SelectedOption",
]

ProductSort = views.ProductSort
enum_type(ProductSort)
enum_type(ProductStatus)


@input_type
class ProductFacetFilter:
    """What is chosen of a facet: products with one of the values, or with a number in the span.

    Attributes:
        name: Of the facet, as `ProductFacet.name` has it.
        values: As `ProductFacetValue.value` has them.
        min: Of a facet of numbers: no less than this; of `price` in major units of the channel's currency.
        max: Of a facet of numbers: no more than this.
        min_date: Of a facet of days: on this day or later.
        max_date: Of a facet of days: on this day or earlier.
    """

    name: str
    values: list[str] = strawberry.field(default_factory=list)
    min: Decimal | None = None
    max: Decimal | None = None
    min_date: date | None = None
    max_date: date | None = None


@input_type
class DateRangeInput:
    """A span of days, both ends included."""

    min: date | None = None
    max: date | None = None


@input_type
class NumberRangeInput:
    """A span of numbers, both ends included."""

    min: Decimal | None = None
    max: Decimal | None = None


@input_type
class AttributeFilter:
    """What an attribute of a product, of one of its variants or of what a buyer chooses has to be.

    Attributes:
        code: Of a filterable attribute.
        choices: One of these choices, by code.
        range: A number in this span, in the attribute's unit.
        dates: A day in this span.
    """

    code: str
    choices: list[str] | None = None
    range: NumberRangeInput | None = None
    dates: DateRangeInput | None = None
    boolean: bool | None = None


@input_type
class ProductFilter:
    """Which products are wanted; everything given has to hold.

    Attributes:
        category_id: In this category or in one below it.
        category: The same by slug; give one of the two at most.
        collection_id: In this collection.
        tag: With exactly this tag.
        brands: Of one of these brands, by slug.
        product_types: Of one of these product types, by slug.
        attributes: All of them have to be met.
        min_price: A variant costs at least this much, in major units of the channel's currency.
        max_price: A variant costs at most this much, in major units of the channel's currency.
        facets: What is chosen of facets, each facet once.
    """

    category_id: ID | None = None
    category: str | None = None
    collection_id: ID | None = None
    tag: str | None = None
    brands: list[str] | None = None
    product_types: list[str] | None = None
    attributes: list[AttributeFilter] | None = None
    min_price: Decimal | None = None
    max_price: Decimal | None = None
    facets: list[ProductFacetFilter] | None = None


@object_type(views.Brand)
class Brand(Node):
    """Who stands behind products.

    Attributes:
        slug: Its name in addresses.
    """

    slug: str
    name: str


@object_type(views.ProductType)
class ProductType(Node):
    """A kind of product.

    Attributes:
        slug: Its name in addresses.
    """

    slug: str
    name: str


@object_type(views.PriceRange)
class PriceRange:
    """The lowest and the highest price of a product's variants."""

    min: Money
    max: Money


@object_type(views.SelectedOption)
class SelectedOption:
    """What a variant is, of one option.

    Attributes:
        name: Of the option, translated.
        value: As stored, the same in every language.
        label: The value, translated.
    """

    name: str
    value: str
    label: str


@object_type(views.ProductOptionValue)
class ProductOptionValue:
    """Something that can be chosen.

    Attributes:
        value: As stored, the same in every language.
        label: The value, translated.
        choice: The code of the choice that it stands for, the same for all products; null for a value of its own.
        colour: Of a swatch: "#rrggbb" or "#rrggbbaa".
        image_url: Of a swatch: a picture of the material.
    """

    value: str
    label: str
    choice: str | None
    colour: str | None
    image_url: str | None


@object_type(views.ProductOption)
class ProductOption:
    """Something a buyer chooses, such as the colour.

    Attributes:
        name: Translated.
        attribute: The code of the attribute that it stands for; null for an option of its own.
    """

    name: str
    values: list[ProductOptionValue]
    attribute: str | None


@object_type(views.ProductVariant)
class ProductVariant(Node):
    """What goes into a cart: a product with its options chosen.

    Attributes:
        sku: Stock-keeping unit; may be empty.
        barcode: GTIN, EAN, UPC or ISBN; may be empty.
        title: What tells it from its siblings, such as "Blue / M"; empty for a product without options.
        price: Null where it is not sold in this channel.
        compare_at_price: What it cost before, to be shown struck through.
        media: The variant's own picture.
        weight_grams: Zero where unknown.
        available_for_sale: Whether it can be bought in this channel now.
    """

    sku: str
    barcode: str
    title: str
    selected_options: list[SelectedOption]
    price: Money | None
    compare_at_price: Money | None
    media: ProductMedia | None
    weight_grams: int
    requires_shipping: bool
    available_for_sale: bool


@object_type(views.Product)
class Product(Node):
    """What is sold; its variants are what is bought.

    Attributes:
        slug: Its name in addresses.
        description: Sanitised HTML.
        price_range: Over the variants; null if none is priced in this channel.
        available_for_sale: Whether one of its variants can be bought in this channel now.
    """

    slug: str
    title: str
    description: str
    tags: list[str]
    seo_title: str
    seo_description: str
    price_range: PriceRange | None
    available_for_sale: bool
    created_at: datetime


@object_type(views.GroupingImage)
class CategoryImage:
    """A picture of a category.

    Attributes:
        alt: What it shows, for people who cannot see it; may be empty.
    """

    alt: str


@object_type(views.Category)
class Category(Node):
    """A place in the tree of categories.

    Attributes:
        slug: Its name in addresses.
        description: Sanitised HTML.
        seo_title: For search engines; empty where its name is.
        seo_description: For search engines; may be empty.
        depth: How many categories lie above it: zero for a root.
    """

    slug: str
    name: str
    description: str
    image: CategoryImage | None
    seo_title: str
    seo_description: str
    depth: int


@object_type(views.GroupingImage)
class CollectionImage:
    """A picture of a collection.

    Attributes:
        alt: What it shows, for people who cannot see it; may be empty.
    """

    alt: str


@object_type(views.Collection)
class Collection(Node):
    """Products that were put together, by hand or by a rule.

    Attributes:
        slug: Its name in addresses.
        description: Sanitised HTML.
    """

    slug: str
    title: str
    description: str
    image: CollectionImage | None
    seo_title: str
    seo_description: str
