"""What verbs are given: products, variants and prices as somebody wants them, not yet checked."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from fondaco_catalog.model.attribute_drafts import Unfitting, ValueDraft
from fondaco_catalog.model.media_views import FocalPoint

__all__ = [
    "Amount",
    "AttachedMedia",
    "CategoryChanges",
    "CategoryDraft",
    "CategoryMove",
    "CollectionChanges",
    "CollectionDraft",
    "GroupingTexts",
    "MediaChanges",
    "MediaDraft",
    "OptionDraft",
    "OptionLabels",
    "PriceDraft",
    "ProductChanges",
    "ProductDraft",
    "SeoTexts",
    "TextsDraft",
    "TranslationDraft",
    "VariantChanges",
    "VariantDraft",
]


class PriceDraft(msgspec.Struct, frozen=True):
    """A price in a channel, in major units of the channel's currency (``Decimal("19.90")``).

    Attributes:
        price: None to take the variant out of sale in the channel.
    """

    channel: str
    price: Decimal | None
    compare_at: Decimal | None = None


class Amount(msgspec.Struct, frozen=True):
    """A checked price: minor units of the channel's currency."""

    channel: str
    currency: str
    amount: int
    compare_at: int | None = None


class OptionLabels(msgspec.Struct, frozen=True):
    """The names of an option and of its values in a language; what is left out stays untranslated.

    Attributes:
        values: Translated names by the stored value.
    """

    locale: str
    name: str = ""
    values: dict[str, str] = {}


class OptionDraft(msgspec.Struct, frozen=True):
    """Something a buyer chooses. Values that only variants name are added behind these.

    Attributes:
        attribute: Code of the attribute that it stands for; its values are that attribute's choices then.
    """

    name: str
    values: tuple[str, ...] = ()
    labels: tuple[OptionLabels, ...] = ()
    attribute: str | None = None


class VariantDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A variant to be made.

    Attributes:
        options: One value for each option of the product, in their order.
        weight_grams: Zero where unknown.
        length_mm: Of the parcel of one piece; zero where unknown, as the following.
        max_per_customer: The most pieces that one buyer may order of it; None for no limit.
        max_per_customer_days: Only orders of so many days count for that; None for all.
        media_url: The address of one of the product's pictures.
        track_stock: Whether a stock plugin counts it.
        tax_class: Which tax rate applies; None for `CatalogSettings.default_tax_class`.
    """

    options: tuple[str, ...] = ()
    sku: str = ""
    barcode: str = ""
    prices: tuple[PriceDraft, ...] = ()
    weight_grams: int = 0
    length_mm: int = 0
    width_mm: int = 0
    height_mm: int = 0
    max_per_customer: int | None = None
    max_per_customer_days: int | None = None
    requires_shipping: bool = True
    track_stock: bool = True
    tax_class: str | None = None
    media_url: str | None = None
    attributes: tuple[ValueDraft, ...] = ()
    external_id: str | None = None


class VariantChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be changed of a variant; prices that are not named stay."""

    options: tuple[str, ...] | UnsetType = UNSET
    sku: str | UnsetType = UNSET
    barcode: str | UnsetType = UNSET
    prices: tuple[PriceDraft, ...] | UnsetType = UNSET
    weight_grams: int | UnsetType = UNSET
    length_mm: int | UnsetType = UNSET
    width_mm: int | UnsetType = UNSET
    height_mm: int | UnsetType = UNSET
    max_per_customer: int | UnsetType | None = UNSET
    max_per_customer_days: int | UnsetType | None = UNSET
    requires_shipping: bool | UnsetType = UNSET
    track_stock: bool | UnsetType = UNSET
    tax_class: str | UnsetType = UNSET
    media_url: str | UnsetType | None = UNSET
    attributes: tuple[ValueDraft, ...] | UnsetType = UNSET
    external_id: str | UnsetType | None = UNSET


class MediaDraft(msgspec.Struct, frozen=True):
    """A picture; its address is absolute (``https://…``) or a path of this server.

    The path of an uploaded file stands for the file, whatever its kind is. Of a file that was fetched from elsewhere
    the address that it was fetched from does so too.
    """

    url: str
    alt: str = ""


class AttachedMedia(msgspec.Struct, frozen=True, kw_only=True):
    """Something to be shown with a product: an uploaded file, or a picture that somebody else shows.

    Attributes:
        file_id: Either this,
        url: or this.
        alt: What it shows, in the words of the base texts.
        labels: The same by locale.
        poster_id: A picture among the files that stands for a video, or a model, until it is there.
        focal_point: What a cut has to leave in it; None for the middle.
    """

    file_id: UUID | None = None
    url: str = ""
    alt: str = ""
    labels: dict[str, str] = {}
    poster_id: UUID | None = None
    focal_point: FocalPoint | None = None


class MediaChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be changed of a picture.

    Attributes:
        translations: By locale; languages that are not named stay, an empty text removes one.
    """

    alt: str | UnsetType = UNSET
    translations: dict[str, str] | UnsetType = UNSET
    poster_file_id: UUID | UnsetType | None = UNSET
    focal_point: FocalPoint | UnsetType | None = UNSET


class TranslationDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A product's texts in a language; an empty one stays untranslated."""

    locale: str
    title: str = ""
    description: str = ""
    seo_title: str = ""
    seo_description: str = ""


class ProductDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A product to be made.

    Attributes:
        slug: None to make one out of the title.
        description: HTML; what is unsafe in it is dropped.
        brand: Its id, or its name, under which it is made if there is none.
        product_type: As ``brand``.
    """

    title: str
    slug: str | None = None
    description: str = ""
    brand: UUID | str | None = None
    product_type: UUID | str | None = None
    tags: tuple[str, ...] = ()
    category_id: UUID | None = None
    seo_title: str = ""
    seo_description: str = ""
    options: tuple[OptionDraft, ...] = ()
    variants: tuple[VariantDraft, ...] = ()
    media: tuple[MediaDraft, ...] = ()
    translations: tuple[TranslationDraft, ...] = ()
    attributes: tuple[ValueDraft, ...] = ()
    external_id: str | None = None


class ProductChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be changed of a product.

    Attributes:
        brand: Its id, or its name, under which it is made if there is none; None for no brand.
        product_type: As ``brand``.
        media: All its pictures in order; those left out are removed.
        translations: Languages that are not named stay; one whose texts are all empty is removed.
        option_labels: By the name of the option; languages that are not named stay.
        attributes: Those that are not named stay.
        unfitting: What becomes of values that the new type has no attribute for.
    """

    slug: str | UnsetType = UNSET
    title: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    brand: UUID | str | UnsetType | None = UNSET
    product_type: UUID | str | UnsetType | None = UNSET
    tags: tuple[str, ...] | UnsetType = UNSET
    category_id: UUID | UnsetType | None = UNSET
    seo_title: str | UnsetType = UNSET
    seo_description: str | UnsetType = UNSET
    media: tuple[MediaDraft, ...] | UnsetType = UNSET
    translations: tuple[TranslationDraft, ...] | UnsetType = UNSET
    option_labels: dict[str, tuple[OptionLabels, ...]] | UnsetType = UNSET
    attributes: tuple[ValueDraft, ...] | UnsetType = UNSET
    external_id: str | UnsetType | None = UNSET
    unfitting: Unfitting = Unfitting.REFUSE


class TextsDraft(msgspec.Struct, frozen=True, kw_only=True):
    """The name and description of something in a language; an empty one stays untranslated."""

    locale: str
    name: str = ""
    description: str = ""


class SeoTexts(TextsDraft, frozen=True, kw_only=True):
    """The texts of a brand in a language; an empty one stays untranslated."""

    seo_title: str = ""
    seo_description: str = ""


class GroupingTexts(SeoTexts, frozen=True, kw_only=True):
    """The texts of a category or collection in a language; an empty one stays untranslated."""

    image_alt: str = ""


class CategoryDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A category to be made.

    Attributes:
        position: Its place among its siblings from 0; None to put it behind them.
    """

    name: str
    slug: str | None = None
    description: str = ""
    image_url: str | None = None
    image_alt: str = ""
    seo_title: str = ""
    seo_description: str = ""
    parent_id: UUID | None = None
    position: int | None = None
    translations: tuple[TextsDraft, ...] = ()


class CategoryChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be changed of what a category says of itself; languages that are not named stay."""

    name: str | UnsetType = UNSET
    slug: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    image_url: str | UnsetType | None = UNSET
    image_alt: str | UnsetType = UNSET
    seo_title: str | UnsetType = UNSET
    seo_description: str | UnsetType = UNSET
    translations: tuple[TextsDraft, ...] | UnsetType = UNSET


class CategoryMove(msgspec.Struct, frozen=True, kw_only=True):
    """Where a category is to go: behind all its siblings, unless one of them is named.

    Attributes:
        parent_id: None makes it a root; left out it stays below its parent, or comes below that of the sibling.
        before_id: The sibling that it comes right before.
        after_id: The sibling that it comes right behind.
    """

    parent_id: UUID | UnsetType | None = UNSET
    before_id: UUID | None = None
    after_id: UUID | None = None


class CollectionDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A collection to be made, with its products in order.

    Attributes:
        channels: In whose shops it is shown; None for all that there are.
    """

    title: str
    slug: str | None = None
    description: str = ""
    image_url: str | None = None
    image_alt: str = ""
    seo_title: str = ""
    seo_description: str = ""
    channels: tuple[str, ...] | None = None
    product_ids: tuple[UUID, ...] = ()
    translations: tuple[TextsDraft, ...] = ()


class CollectionChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be changed of a collection; ``product_ids`` replaces all that is in it by hand."""

    title: str | UnsetType = UNSET
    slug: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    image_url: str | UnsetType | None = UNSET
    image_alt: str | UnsetType = UNSET
    seo_title: str | UnsetType = UNSET
    seo_description: str | UnsetType = UNSET
    channels: tuple[str, ...] | UnsetType = UNSET
    product_ids: tuple[UUID, ...] | UnsetType = UNSET
    translations: tuple[TextsDraft, ...] | UnsetType = UNSET
