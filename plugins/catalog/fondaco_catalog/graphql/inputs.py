"""Inputs of the admin schema, and the drafts and changes they stand for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, TypeVar

import strawberry
from fondaco.graphql import ID, input_type
from fondaco.graphql.types import fields_of
from fondaco.ids import parse_global_id
from msgspec import structs

from fondaco_catalog.graphql.attribute_inputs import AttributeValueInput, value_drafts
from fondaco_catalog.graphql.attribute_types import Unfitting
from fondaco_catalog.graphql.input_changes import changes_from
from fondaco_catalog.graphql.named import id_or_name, new_id_or_name
from fondaco_catalog.model import drafts

__all__ = [
    "MediaInput",
    "OptionInput",
    "OptionLabelsInput",
    "OptionTranslationInput",
    "OptionValueLabelInput",
    "PriceInput",
    "ProductCreateInput",
    "ProductTranslationInput",
    "ProductUpdateInput",
    "ProductVariantInput",
    "ProductVariantUpdateInput",
]

T = TypeVar("T")


@input_type
class PriceInput:
    """A price in a channel.

    Attributes:
        channel: Its slug.
        price: In major units of the channel's currency; null takes the variant out of sale there.
        compare_at: What it cost before, to be shown struck through.
    """

    channel: str
    price: Decimal | None
    compare_at: Decimal | None = None

    def draft(self) -> drafts.PriceDraft:
        """Returns the price as verbs take it."""
        return drafts.PriceDraft(self.channel, self.price, self.compare_at)


@input_type
class OptionValueLabelInput:
    """A translated name of an option's value; an empty label takes it away.

    Attributes:
        value: As stored.
    """

    value: str
    label: str


@input_type
class OptionTranslationInput:
    """The names of an option and of its values in a language.

    Attributes:
        locale: BCP 47 tag.
        name: Of the option; left out it stays as it is. Without name and values the language is taken away.
    """

    locale: str
    name: str = ""
    values: list[OptionValueLabelInput] = strawberry.field(default_factory=list)

    def draft(self) -> drafts.OptionLabels:
        """Returns the names as verbs take them."""
        return drafts.OptionLabels(self.locale, self.name, {found.value: found.label for found in self.values})


@input_type
class OptionInput:
    """Something a buyer chooses.

    Attributes:
        values: In order; values that only variants name come behind them.
        attribute: Code of the attribute of the product's type that it stands for: values are its choices then.
    """

    name: str
    values: list[str] = strawberry.field(default_factory=list)
    attribute: str | None = None
    translations: list[OptionTranslationInput] = strawberry.field(default_factory=list)

    def draft(self) -> drafts.OptionDraft:
        """Returns the option as verbs take it."""
        return drafts.OptionDraft(
            self.name,
            tuple(self.values),
            tuple(translation.draft() for translation in self.translations),
            self.attribute,
        )


@input_type
class OptionLabelsInput:
    """Translations of an option that the product has.

    Attributes:
        name: The option's name as stored.
    """

    name: str
    translations: list[OptionTranslationInput]


@input_type
class ProductVariantInput:
    """A variant to be made.

    Attributes:
        options: One value for each option of the product, in their order; values that are new are added.
        weight_grams: Zero where unknown.
        length_mm: Millimetres, of the parcel of one piece; zero where unknown.
        width_mm: Millimetres; zero where unknown.
        height_mm: Millimetres; zero where unknown.
        max_per_customer: The most pieces that one buyer may order of it; null for no limit.
        max_per_customer_days: Only orders of so many days count for that; null for all.
        track_stock: Whether stock is counted.
        tax_class: Which tax rate applies; that of the settings if left out.
        media_url: The address of one of the product's pictures.
    """

    options: list[str] = strawberry.field(default_factory=list)
    sku: str = ""
    barcode: str = ""
    prices: list[PriceInput] = strawberry.field(default_factory=list)
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
    attributes: list[AttributeValueInput] = strawberry.field(default_factory=list)
    external_id: str | None = None

    def draft(self) -> drafts.VariantDraft:
        """Returns the variant as verbs take it."""
        return drafts.VariantDraft(
            options=tuple(self.options),
            sku=self.sku,
            barcode=self.barcode,
            prices=tuple(price.draft() for price in self.prices),
            weight_grams=self.weight_grams,
            length_mm=self.length_mm,
            width_mm=self.width_mm,
            height_mm=self.height_mm,
            max_per_customer=self.max_per_customer,
            max_per_customer_days=self.max_per_customer_days,
            requires_shipping=self.requires_shipping,
            track_stock=self.track_stock,
            tax_class=self.tax_class,
            media_url=self.media_url,
            attributes=value_drafts(self.attributes),
            external_id=self.external_id,
        )


@input_type
class MediaInput:
    """A picture.

    Attributes:
        url: Absolute, or a path of this server.
        alt: What it shows.
    """

    url: str
    alt: str = ""

    def draft(self) -> drafts.MediaDraft:
        """Returns the picture as verbs take it."""
        return drafts.MediaDraft(self.url, self.alt)


@input_type
class ProductTranslationInput:
    """A product's texts in a language; what is left out stays untranslated.

    Attributes:
        locale: BCP 47 tag.
        description: HTML.
    """

    locale: str
    title: str = ""
    description: str = ""
    seo_title: str = ""
    seo_description: str = ""

    def draft(self) -> drafts.TranslationDraft:
        """Returns the texts as verbs take them."""
        return drafts.TranslationDraft(**fields_of(self))


@input_type
class ProductCreateInput:
    """A product to be made.

    Attributes:
        slug: Made out of the title if left out.
        description: HTML; what is unsafe in it is dropped.
        brand_name: Instead of an id: the brand of this name, whatever its capitals; made if there is none.
        product_type_name: As the brand's.
    """

    title: str
    slug: str | None = None
    description: str = ""
    brand_id: ID | None = None
    brand_name: str | None = None
    product_type_id: ID | None = None
    product_type_name: str | None = None
    tags: list[str] = strawberry.field(default_factory=list)
    category_id: ID | None = None
    seo_title: str = ""
    seo_description: str = ""
    options: list[OptionInput] = strawberry.field(default_factory=list)
    variants: list[ProductVariantInput] = strawberry.field(default_factory=list)
    media: list[MediaInput] = strawberry.field(default_factory=list)
    translations: list[ProductTranslationInput] = strawberry.field(default_factory=list)
    attributes: list[AttributeValueInput] = strawberry.field(default_factory=list)
    external_id: str | None = None

    def draft(self) -> drafts.ProductDraft:
        """Returns the product as verbs take it.

        Raises:
            InvalidInputError: ``INVALID_ID``.
        """
        category = None
        if self.category_id is not None:
            category = parse_global_id(self.category_id, "Category", field=("categoryId",))
        return drafts.ProductDraft(
            title=self.title,
            slug=self.slug,
            description=self.description,
            brand=id_or_name(self.brand_id, self.brand_name, "Brand", "brand"),
            product_type=id_or_name(self.product_type_id, self.product_type_name, "ProductType", "productType"),
            tags=tuple(self.tags),
            category_id=category,
            seo_title=self.seo_title,
            seo_description=self.seo_description,
            options=tuple(option.draft() for option in self.options),
            variants=tuple(variant.draft() for variant in self.variants),
            media=tuple(media.draft() for media in self.media),
            translations=tuple(translation.draft() for translation in self.translations),
            attributes=value_drafts(self.attributes),
            external_id=self.external_id,
        )


@input_type
class ProductUpdateInput:
    """What is to be changed of a product; what is left out stays.

    Attributes:
        brand_id: Null for no brand.
        brand_name: Instead of an id: the brand of this name, whatever its capitals; made if there is none.
        product_type_id: Null for no type.
        product_type_name: As the brand's.
        category_id: Null files it under none.
        media: All pictures in order; those left out are removed.
        translations: Languages that are left out stay; one without any text is removed.
        option_labels: Translated names of the options; languages that are left out stay.
        attributes: Attributes that are left out stay.
        external_id: What another system calls it; unique. Null for nothing.
        unfitting: What becomes of values that a new type has no attribute for.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    slug: str | None = strawberry.UNSET
    title: str | None = strawberry.UNSET
    description: str | None = strawberry.UNSET
    brand_id: ID | None = strawberry.UNSET
    brand_name: str | None = strawberry.UNSET
    product_type_id: ID | None = strawberry.UNSET
    product_type_name: str | None = strawberry.UNSET
    tags: list[str] | None = strawberry.UNSET
    category_id: ID | None = strawberry.UNSET
    seo_title: str | None = strawberry.UNSET
    seo_description: str | None = strawberry.UNSET
    media: list[MediaInput] | None = strawberry.UNSET
    translations: list[ProductTranslationInput] | None = strawberry.UNSET
    option_labels: list[OptionLabelsInput] | None = strawberry.UNSET
    attributes: list[AttributeValueInput] | None = strawberry.UNSET
    external_id: str | None = strawberry.UNSET
    unfitting: Unfitting = Unfitting.REFUSE
    expected_version: int | None = None

    def changes(self) -> drafts.ProductChanges:
        """Returns the changes as verbs take them.

        Raises:
            InvalidInputError: ``INVALID_ID``, ``REQUIRED``.
        """
        changes = changes_from(
            self,
            drafts.ProductChanges,
            category_id=_category("categoryId"),
            tags=tuple,
            media=_drafts,
            translations=_drafts,
            attributes=value_drafts,
            option_labels=lambda options: {
                option.name: tuple(translation.draft() for translation in option.translations) for option in options
            },
        )
        return structs.replace(
            changes,
            unfitting=self.unfitting,
            brand=new_id_or_name(self.brand_id, self.brand_name, "Brand", "brand"),
            product_type=new_id_or_name(self.product_type_id, self.product_type_name, "ProductType", "productType"),
        )


@input_type
class ProductVariantUpdateInput:
    """What is to be changed of a variant; what is left out stays.

    Attributes:
        prices: Channels that are left out stay.
        max_per_customer: The most pieces that one buyer may order of it; null for no limit.
        max_per_customer_days: Only orders of so many days count for that; null for all.
        media_url: The address of one of the product's pictures; null for none of its own.
        attributes: Attributes that are left out stay.
        external_id: What another system calls it; unique. Null for nothing.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    options: list[str] | None = strawberry.UNSET
    sku: str | None = strawberry.UNSET
    barcode: str | None = strawberry.UNSET
    prices: list[PriceInput] | None = strawberry.UNSET
    weight_grams: int | None = strawberry.UNSET
    length_mm: int | None = strawberry.UNSET
    width_mm: int | None = strawberry.UNSET
    height_mm: int | None = strawberry.UNSET
    max_per_customer: int | None = strawberry.UNSET
    max_per_customer_days: int | None = strawberry.UNSET
    requires_shipping: bool | None = strawberry.UNSET
    track_stock: bool | None = strawberry.UNSET
    tax_class: str | None = strawberry.UNSET
    media_url: str | None = strawberry.UNSET
    attributes: list[AttributeValueInput] | None = strawberry.UNSET
    external_id: str | None = strawberry.UNSET
    expected_version: int | None = None

    def changes(self) -> drafts.VariantChanges:
        """Returns the changes as verbs take them; raises ``REQUIRED`` for a null."""
        return changes_from(self, drafts.VariantChanges, options=tuple, prices=_drafts, attributes=value_drafts)


def _drafts(inputs: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(given.draft() for given in inputs)


def _category(field: str) -> Callable[[str | None], object]:
    return lambda value: None if value is None else parse_global_id(value, "Category", field=(field,))
