"""The catalogue as it is read: one Struct behind each GraphQL type, texts and prices of one channel and language."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote
from uuid import UUID

import msgspec
from fondaco.commerce import Money, ProductSort
from msgspec import UNSET, UnsetType

from fondaco_catalog.model.attribute_drafts import AttributeCriterion
from fondaco_catalog.model.completeness import CompletenessCriterion
from fondaco_catalog.model.grouping_views import (
    Category,
    Collection,
    GroupingImage,
    GroupingTranslation,
    SeoTranslation,
    TextTranslation,
    brand_path,
    category_path,
    collection_path,
)
from fondaco_catalog.model.lifecycle import ProductStatus
from fondaco_catalog.model.lifecycle_views import ProductPublication, ProductReview, StatusChange
from fondaco_catalog.model.media_views import FocalPoint, ProductMedia
from fondaco_catalog.model.parts import part_of

__all__ = [
    "Brand",
    "Category",
    "Collection",
    "Filed",
    "FocalPoint",
    "GroupingImage",
    "GroupingTranslation",
    "PriceRange",
    "Product",
    "ProductCriteria",
    "ProductMedia",
    "ProductOption",
    "ProductOptionValue",
    "ProductPublication",
    "ProductReview",
    "ProductSort",
    "ProductTranslation",
    "ProductType",
    "ProductVariant",
    "SelectedOption",
    "SeoTranslation",
    "StatusChange",
    "TextTranslation",
    "VariantPrice",
    "brand_path",
    "category_path",
    "collection_path",
    "product_path",
]


def product_path(slug: str) -> str:
    """Returns the path of a product's page in a storefront."""
    return f"/products/{quote(slug)}"


class ProductCriteria(msgspec.Struct, frozen=True, kw_only=True):
    """Which products a list holds.

    Attributes:
        search: What somebody typed.
        category_id: In this category or one below it.
        category: The same by its slug.
        collection_id: In this collection.
        brands: Of one of the brands with these slugs.
        product_types: Of one of the types with these slugs.
        attributes: All of them have to be met.
        min_amount: At least one variant costs no less, in minor units; of ``max_amount``, no more.
        published: Published in the channel at present, or not; None for both.
        scheduled: Going to be published in the channel, or to be withdrawn from it, or neither; None for both.
        statuses: In one of these; None for all.
        reviewer: To be reviewed by this principal.
        completeness: So complete.
    """

    search: str = ""
    category_id: UUID | None = None
    category: str | None = None
    collection_id: UUID | None = None
    tag: str | None = None
    brands: tuple[str, ...] | None = None
    product_types: tuple[str, ...] | None = None
    attributes: tuple[AttributeCriterion, ...] = ()
    min_amount: int | None = None
    max_amount: int | None = None
    published: bool | None = None
    scheduled: bool | None = None
    statuses: tuple[ProductStatus, ...] | None = None
    reviewer: str | None = None
    completeness: CompletenessCriterion | None = None


class Brand(msgspec.Struct, frozen=True):
    """A brand, its name in a language.

    Attributes:
        logo_url: Empty for none.
        description: Sanitised HTML; like the texts for search engines None where it was not read together with it.
    """

    id: UUID
    slug: str
    name: str
    logo_url: str
    description: str | None = None
    seo_title: str | None = None
    seo_description: str | None = None


class ProductType(msgspec.Struct, frozen=True):
    """A kind of product, its name in a language."""

    id: UUID
    slug: str
    name: str


class PriceRange(msgspec.Struct, frozen=True):
    """The lowest and the highest price of a product's variants."""

    min: Money
    max: Money


class Filed(msgspec.Struct, frozen=True):
    """Where a product is filed.

    Attributes:
        categories: Its category and what lies above it, the root first; empty without one. None if not read.
        collections: Those that hold it, in the order in which they were made. None if not read.
    """

    categories: list[Category] | None = None
    collections: list[Collection] | None = None

    @property
    def category(self) -> Category | None:
        """The category, which knows what lies above it, as each of these does."""
        path: list[Category] = []
        for category in self.categories or ():
            path.append(msgspec.structs.replace(category, above=path.copy()))
        return path[-1] if path else None


class Product(msgspec.Struct, frozen=True):
    """A product in a channel and language.

    Attributes:
        description: Sanitised HTML.
        published: Whether it is published in the channel at present.
        currency: Of the two amounts; None, like them, if no variant is priced in the channel.
        status: One of `fondaco_catalog.model.lifecycle.ProductStatus`.
        version: Grows with every edit.
        title_key: What titles are sorted by.
        rank: What its list is sorted by, where that is a number, such as its price. Zero in other lists.
        prices_until: When prices of the channel may next change by themselves; None for never.
        group_prices: Whether some prices of the channel are for groups only.
        filed: Where it is filed, where that was read together with it; else its relations read it.
        has_bundles: Whether some of its variants are made up of others.
        brand_parts: What `brand` is made of, read in the product's own statement. This and the next two are parts that
            a read may leave out; see `fondaco_catalog.model.parts`.
        type_parts: What `product_type` is made of.
        bundle_available: If it has bundles, whether one of its variants can be bought; None of other products.
    """

    id: UUID
    slug: str
    title: str
    title_key: str
    description: str
    tags: list[str]
    seo_title: str
    seo_description: str
    category_id: UUID | None
    created_at: datetime
    updated_at: datetime
    published: bool
    currency: str | None
    min_amount: int | None
    max_amount: int | None
    status: str
    version: int
    has_bundles: bool
    rank: int = 0
    prices_until: datetime | None = None
    group_prices: bool = False
    brand_parts: list[str] | UnsetType | None = UNSET
    type_parts: list[str] | UnsetType | None = UNSET
    bundle_available: bool | UnsetType | None = UNSET
    filed: Filed | None = None

    @property
    def brand(self) -> Brand | None:
        """Who stands behind it."""
        parts = part_of(self.brand_parts, "brand")
        if parts is None:
            return None
        id_, slug, name, logo_url = parts
        return Brand(UUID(id_), slug, name, logo_url)

    @property
    def product_type(self) -> ProductType | None:
        """What kind of product it is."""
        parts = part_of(self.type_parts, "type")
        if parts is None:
            return None
        id_, slug, name = parts
        return ProductType(UUID(id_), slug, name)

    @property
    def price_range(self) -> PriceRange | None:
        """The span of prices in the channel; None if no variant is priced there."""
        if self.currency is None or self.min_amount is None or self.max_amount is None:
            return None
        return PriceRange(Money(self.min_amount, self.currency), Money(self.max_amount, self.currency))

    @property
    def available_for_sale(self) -> bool:
        """Whether something of it can be bought in the channel."""
        available = part_of(self.bundle_available, "availability")
        return self.published and self.min_amount is not None and available is not False


class SelectedOption(msgspec.Struct, frozen=True):
    """What a variant is, of one option."""

    name: str
    value: str
    label: str


class ProductOptionValue(msgspec.Struct, frozen=True):
    """Something that can be chosen; ``label`` is the value in the reader's language.

    Attributes:
        choice: Code of the attribute's choice that it stands for.
    """

    value: str
    label: str
    choice: str | None = None
    colour: str | None = None
    image_url: str | None = None


class ProductOption(msgspec.Struct, frozen=True):
    """Something a buyer chooses, its name in the reader's language.

    Attributes:
        attribute: Code of the attribute that it stands for.
    """

    id: UUID
    name: str
    values: list[ProductOptionValue]
    attribute: str | None = None


class ProductVariant(msgspec.Struct, frozen=True):
    """A variant in a channel and language.

    Attributes:
        option_labels: Of its options, in the reader's language and in the order of the product's options.
        amount: Price of one piece in the channel, minor units; None if it is not sold there.
        lowest: The lowest price of the 30 days before, where the price is announced as reduced.
        list_id: The price list that the price is from.
        published: Whether its product is published in the channel at present.
        made_up: Whether it is a bundle; its weight, unless one is set, and shipping follow from what it holds.
        complete: Whether of each slot so much can be bought in the channel as has to be chosen; true of other variants.
        version: Grows with every edit.
        option_names: Runs beside ``option_labels``, as do the values as stored. These, and what begins with ``media``,
            are parts that a read may leave out; see `fondaco_catalog.model.parts`.
        prices_until: When prices of the channel may next change by themselves; None for never.
        group_prices: Whether some prices of the channel are for groups only.
    """

    id: UUID
    product_id: UUID
    sku: str
    barcode: str
    weight_grams: int
    requires_shipping: bool
    tax_class: str
    track_stock: bool
    position: int
    option_labels: list[str]
    currency: str | None
    amount: int | None
    compare_at: int | None
    lowest: int | None
    list_id: UUID | None
    published: bool
    version: int
    made_up: bool = False
    complete: bool = True
    option_names: list[str] | UnsetType = UNSET
    option_values: list[str] | UnsetType = UNSET
    media_id: UUID | UnsetType | None = UNSET
    media_url: str | None = None
    media_alt: str | None = None
    media_kind: str | None = None
    media_file: UUID | None = None
    media_poster: UUID | None = None
    media_width: int | None = None
    media_height: int | None = None
    media_colour: str | None = None
    media_focal_x: int | None = None
    media_focal_y: int | None = None
    prices_until: datetime | None = None
    group_prices: bool = False

    @property
    def title(self) -> str:
        """What tells it from its siblings, such as ``Blue / M``; empty for a product without options."""
        return " / ".join(self.option_labels)

    @property
    def selected_options(self) -> list[SelectedOption]:
        """One for each option of the product, in order."""
        names, values = part_of(self.option_names, "options"), part_of(self.option_values, "options")
        return [
            SelectedOption(name, value, label)
            for name, value, label in zip(names, values, self.option_labels, strict=True)
        ]

    @property
    def price(self) -> Money | None:
        """The price in the channel; None if it is not sold there."""
        return None if self.amount is None or self.currency is None else Money(self.amount, self.currency)

    @property
    def compare_at_price(self) -> Money | None:
        """What it cost before, or elsewhere, to be shown struck through."""
        return None if self.compare_at is None or self.currency is None else Money(self.compare_at, self.currency)

    @property
    def lowest_price_30_days(self) -> Money | None:
        """The lowest price of the 30 days before, where the price is announced as reduced."""
        return None if self.lowest is None or self.currency is None else Money(self.lowest, self.currency)

    @property
    def media(self) -> ProductMedia | None:
        """The variant's own picture."""
        media_id = part_of(self.media_id, "media")
        if media_id is None or self.media_url is None:
            return None
        kept = (self.media_file, self.media_poster, self.media_width, self.media_height)
        looks = (self.media_colour, self.media_focal_x, self.media_focal_y)
        kind = self.media_kind or "image"
        return ProductMedia(media_id, self.media_url, self.media_alt or "", kind, *kept, *looks)

    @property
    def available_for_sale(self) -> bool:
        """Whether it can be bought in the channel."""
        return self.published and self.amount is not None and self.complete


class VariantPrice(msgspec.Struct, frozen=True):
    """What a variant costs in a channel."""

    channel: str
    price: Money
    compare_at: Money | None


class ProductTranslation(msgspec.Struct, frozen=True):
    """A product's texts in a language; an empty one is untranslated."""

    locale: str
    title: str
    description: str
    seo_title: str
    seo_description: str
