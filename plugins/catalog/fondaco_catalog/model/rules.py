"""The rules of a catalogue: what drafts must fulfil, and what is cleaned before it is stored.

Errors carry the path into the input as the admin API names it: ``("variants", "2", "sku")``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import UUID

from fondaco.commerce import Money
from fondaco.errors import ConflictError, InvalidInputError, LimitExceededError
from msgspec import UnsetType

from fondaco_catalog.model.drafts import (
    Amount,
    MediaDraft,
    OptionDraft,
    OptionLabels,
    PriceDraft,
    ProductChanges,
    ProductDraft,
    TranslationDraft,
    VariantChanges,
    VariantDraft,
)
from fondaco_catalog.model.policy import (
    Policy,
    clean_description,
    clean_locale,
    clean_texts,
    given,
    valid_url,
)
from fondaco_catalog.model.text import clean_text, valid_slug

__all__ = [
    "Policy",
    "check_prices",
    "clean_changes",
    "clean_description",
    "clean_labels",
    "clean_options",
    "clean_product",
    "clean_tags",
    "clean_texts",
    "clean_variant",
    "clean_variant_changes",
    "given",
]

Path = tuple[str, ...]

MAX_WEIGHT_GRAMS = 2**31 - 1
MAX_LENGTH_MM = 12_000
"""As long as a container; a volume in cubic centimetres is an Int of GraphQL then."""
MAX_PER_CUSTOMER, MAX_PER_CUSTOMER_DAYS = 1_000_000, 36_500
_TAX_CLASS = re.compile(r"[a-z0-9][a-z0-9_-]{0,49}")


def _limit(count: int, most: int, what: str, code: str, field: Path) -> None:
    if count > most:
        raise LimitExceededError(f"There are {count:,} {what}; at most {most:,} are allowed.", code=code, field=field)


def check_prices(prices: Sequence[PriceDraft], policy: Policy, field: Path = ("prices",)) -> tuple[Amount, ...]:
    """Returns prices in minor units of their channels' currencies; those that are None are left out.

    Raises:
        InvalidInputError: ``UNKNOWN_CHANNEL``, ``DUPLICATE_CHANNEL``, ``INVALID_AMOUNT`` or ``NEGATIVE_PRICE``.
    """
    amounts: dict[str, Amount] = {}
    seen: set[str] = set()
    for index, draft in enumerate(prices):
        at = (*field, str(index))
        channel = policy.channel(draft.channel, field=(*at, "channel"))
        if channel.slug in seen:
            raise InvalidInputError(
                f"There are two prices for the channel {channel.slug}.",
                code="DUPLICATE_CHANNEL",
                field=(*at, "channel"),
            )
        seen.add(channel.slug)
        found: list[int | None] = []
        for name, value in (("price", draft.price), ("compareAt", draft.compare_at)):
            if value is None:
                found.append(None)
                continue
            try:
                money = Money.from_decimal(value, channel.currency)
            except InvalidInputError as error:
                raise InvalidInputError(error.message, code=error.code, field=(*at, name)) from error
            if money.amount < 0:
                raise InvalidInputError("A price cannot be negative.", code="NEGATIVE_PRICE", field=(*at, name))
            found.append(money.amount)
        amount, compare_at = found
        if amount is not None:
            amounts[channel.slug] = Amount(channel.slug, channel.currency, amount, compare_at)
    return tuple(amounts.values())


def _translations(drafts: Sequence[TranslationDraft], policy: Policy) -> tuple[TranslationDraft, ...]:
    seen: set[str] = set()
    cleaned = []
    for index, draft in enumerate(drafts):
        at = ("translations", str(index))
        cleaned.append(
            TranslationDraft(
                locale=clean_locale(draft.locale, seen, policy, (*at, "locale")),
                title=clean_text(draft.title, field=(*at, "title")),
                description=clean_description(draft.description, policy, (*at, "description")),
                seo_title=clean_text(draft.seo_title, field=(*at, "seoTitle")),
                seo_description=clean_text(
                    draft.seo_description, field=(*at, "seoDescription"), longest=2_000, lines=True
                ),
            )
        )
    return tuple(cleaned)


def _named(value: UUID | str | None, field: str) -> UUID | str | None:
    """Returns an id as it is, and a name cleaned; an empty one stands for none."""
    return clean_text(value, field=(field,)) or None if isinstance(value, str) else value


def _external_id(value: str | None, field: Path = ()) -> str | None:
    return None if value is None else clean_text(value, field=(*field, "externalId")) or None


def clean_tags(tags: Sequence[str], policy: Policy, field: str = "tags") -> tuple[str, ...]:
    """Returns tags without blanks around them, each once and none empty.

    Raises:
        InvalidInputError: ``INVALID_TEXT``, ``TOO_LONG``.
        LimitExceededError: ``TOO_MANY_TAGS``.
    """
    cleaned = [clean_text(tag, field=(field, str(index))) for index, tag in enumerate(tags)]
    unique = tuple(dict.fromkeys(tag for tag in cleaned if tag))
    _limit(len(unique), policy.settings.max_tags, "tags", "TOO_MANY_TAGS", (field,))
    return unique


def _media(drafts: Sequence[MediaDraft], policy: Policy) -> tuple[MediaDraft, ...]:
    _limit(len(drafts), policy.settings.max_media, "pictures", "TOO_MANY_MEDIA", ("media",))
    cleaned: dict[str, MediaDraft] = {}
    for index, draft in enumerate(drafts):
        at = ("media", str(index))
        url = valid_url(draft.url, field=(*at, "url"))
        if url in cleaned:
            raise InvalidInputError("This picture is given twice.", code="DUPLICATE_MEDIA", field=(*at, "url"))
        cleaned[url] = MediaDraft(url, clean_text(draft.alt, field=(*at, "alt"), longest=1_000, lines=True))
    return tuple(cleaned.values())


def clean_labels(labels: Sequence[OptionLabels], policy: Policy, field: Path) -> tuple[OptionLabels, ...]:
    """Cleans the translated names of an option."""
    seen: set[str] = set()
    return tuple(
        OptionLabels(
            clean_locale(label.locale, seen, policy, (*field, str(index), "locale")),
            clean_text(label.name, field=(*field, str(index), "name")),
            {
                clean_text(value, field=(*field, str(index), "values")): clean_text(
                    name, field=(*field, str(index), "values")
                )
                for value, name in label.values.items()
            },
        )
        for index, label in enumerate(labels)
    )


def clean_options(drafts: Sequence[OptionDraft], policy: Policy) -> tuple[OptionDraft, ...]:
    """Cleans the options of a product.

    Raises:
        InvalidInputError: ``REQUIRED``, ``DUPLICATE_OPTION``, ``DUPLICATE_OPTION_VALUE``, and as `clean_labels`.
        LimitExceededError: ``TOO_MANY_OPTIONS``.
    """
    _limit(len(drafts), policy.settings.max_options, "options", "TOO_MANY_OPTIONS", ("options",))
    cleaned: dict[str, OptionDraft] = {}
    for index, draft in enumerate(drafts):
        at = ("options", str(index))
        name = clean_text(draft.name, field=(*at, "name"), required=True)
        if name in cleaned:
            raise InvalidInputError(f"There are two options {name}.", code="DUPLICATE_OPTION", field=(*at, "name"))
        values = [
            clean_text(value, field=(*at, "values", str(place)), required=True)
            for place, value in enumerate(draft.values)
        ]
        if len(set(values)) < len(values):
            raise InvalidInputError(
                f"The option {name} has a value twice.", code="DUPLICATE_OPTION_VALUE", field=(*at, "values")
            )
        cleaned[name] = OptionDraft(
            name, tuple(values), clean_labels(draft.labels, policy, (*at, "labels")), draft.attribute
        )
    return tuple(cleaned.values())


def _weight(grams: int, field: Path) -> int:
    if not 0 <= grams <= MAX_WEIGHT_GRAMS:
        raise InvalidInputError("A weight is a positive number of grams.", code="INVALID_WEIGHT", field=field)
    return grams


def _length(millimetres: int, field: Path) -> int:
    if not 0 <= millimetres <= MAX_LENGTH_MM:
        raise InvalidInputError(
            f"A length is 0 to {MAX_LENGTH_MM:,} millimetres.", code="INVALID_DIMENSIONS", field=field
        )
    return millimetres


def _purchase_limit(number: int | None, largest: int, field: Path) -> int | None:
    if number is not None and not 1 <= number <= largest:
        raise InvalidInputError(
            f"A limit per customer is 1 to {largest:,}.", code="INVALID_PURCHASE_LIMIT", field=field
        )
    return number


def _tax_class(name: str, field: Path) -> str:
    if _TAX_CLASS.fullmatch(name) is None:
        raise InvalidInputError(
            "A tax class has lower case letters, digits, - and _.", code="INVALID_TAX_CLASS", field=field
        )
    return name


def _chosen(values: Sequence[str], options: int, field: Path) -> tuple[str, ...]:
    if len(values) != options:
        raise InvalidInputError(
            f"The product has {options} options, so a variant needs {options} values; this one has {len(values)}.",
            code="OPTION_COUNT_MISMATCH",
            field=(*field, "options"),
        )
    return tuple(
        clean_text(value, field=(*field, "options", str(index)), required=True) for index, value in enumerate(values)
    )


def clean_variant(draft: VariantDraft, options: int, policy: Policy, field: Path) -> VariantDraft:
    """Cleans a variant; its prices are checked, not changed.

    Args:
        options: How many options the product has.

    Raises:
        InvalidInputError: ``OPTION_COUNT_MISMATCH``, ``INVALID_WEIGHT``, ``INVALID_DIMENSIONS``,
            ``INVALID_PURCHASE_LIMIT``, ``INVALID_TAX_CLASS``, and as `check_prices`.
    """
    check_prices(draft.prices, policy, (*field, "prices"))
    return VariantDraft(
        options=_chosen(draft.options, options, field),
        sku=clean_text(draft.sku, field=(*field, "sku"), longest=100),
        barcode=clean_text(draft.barcode, field=(*field, "barcode"), longest=100),
        prices=draft.prices,
        weight_grams=_weight(draft.weight_grams, (*field, "weightGrams")),
        length_mm=_length(draft.length_mm, (*field, "lengthMm")),
        width_mm=_length(draft.width_mm, (*field, "widthMm")),
        height_mm=_length(draft.height_mm, (*field, "heightMm")),
        max_per_customer=_purchase_limit(draft.max_per_customer, MAX_PER_CUSTOMER, (*field, "maxPerCustomer")),
        max_per_customer_days=_purchase_limit(
            draft.max_per_customer_days, MAX_PER_CUSTOMER_DAYS, (*field, "maxPerCustomerDays")
        ),
        requires_shipping=draft.requires_shipping,
        track_stock=draft.track_stock,
        tax_class=_tax_class(draft.tax_class or policy.settings.default_tax_class, (*field, "taxClass")),
        media_url=draft.media_url,
        attributes=draft.attributes,
        external_id=_external_id(draft.external_id, field),
    )


def clean_variant_changes(changes: VariantChanges, options: int, policy: Policy) -> VariantChanges:
    """Cleans the changes of a variant; raises as `clean_variant`."""
    if not isinstance(changes.prices, UnsetType):
        check_prices(changes.prices, policy)
    return VariantChanges(
        options=given(changes.options, lambda values: _chosen(values, options, ())),
        sku=given(changes.sku, lambda sku: clean_text(sku, field=("sku",), longest=100)),
        barcode=given(changes.barcode, lambda code: clean_text(code, field=("barcode",), longest=100)),
        prices=changes.prices,
        weight_grams=given(changes.weight_grams, lambda grams: _weight(grams, ("weightGrams",))),
        length_mm=given(changes.length_mm, lambda length: _length(length, ("lengthMm",))),
        width_mm=given(changes.width_mm, lambda width: _length(width, ("widthMm",))),
        height_mm=given(changes.height_mm, lambda height: _length(height, ("heightMm",))),
        max_per_customer=given(
            changes.max_per_customer, lambda number: _purchase_limit(number, MAX_PER_CUSTOMER, ("maxPerCustomer",))
        ),
        max_per_customer_days=given(
            changes.max_per_customer_days,
            lambda days: _purchase_limit(days, MAX_PER_CUSTOMER_DAYS, ("maxPerCustomerDays",)),
        ),
        requires_shipping=changes.requires_shipping,
        track_stock=changes.track_stock,
        tax_class=given(changes.tax_class, lambda name: _tax_class(name, ("taxClass",))),
        media_url=changes.media_url,
        attributes=changes.attributes,
        external_id=given(changes.external_id, _external_id),
    )


def clean_product(draft: ProductDraft, policy: Policy) -> ProductDraft:
    """Cleans a product with everything below it.

    Raises:
        InvalidInputError: With code and field of what is wrong first.
        LimitExceededError: ``TOO_MANY_VARIANTS``, ``TOO_MANY_OPTIONS``, ``TOO_MANY_MEDIA``, ``TOO_MANY_TAGS``.
        ConflictError: ``DUPLICATE_VARIANT`` or ``SKU_TAKEN`` within the draft.
    """
    options = clean_options(draft.options, policy)
    _limit(len(draft.variants), policy.settings.max_variants, "variants", "TOO_MANY_VARIANTS", ("variants",))
    variants = tuple(
        clean_variant(variant, len(options), policy, ("variants", str(index)))
        for index, variant in enumerate(draft.variants)
    )
    refuse_duplicates(variants)
    return ProductDraft(
        title=clean_text(draft.title, field=("title",), required=True),
        slug=None if draft.slug is None else valid_slug(draft.slug),
        description=clean_description(draft.description, policy),
        brand=_named(draft.brand, "brandName"),
        product_type=_named(draft.product_type, "productTypeName"),
        tags=clean_tags(draft.tags, policy),
        category_id=draft.category_id,
        seo_title=clean_text(draft.seo_title, field=("seoTitle",)),
        seo_description=clean_text(draft.seo_description, field=("seoDescription",), longest=2_000, lines=True),
        options=options,
        variants=variants,
        media=_media(draft.media, policy),
        translations=_translations(draft.translations, policy),
        attributes=draft.attributes,
        external_id=_external_id(draft.external_id),
    )


def refuse_duplicates(variants: Sequence[VariantDraft]) -> None:
    """Refuses two variants with the same options or the same SKU.

    Raises:
        ConflictError: ``DUPLICATE_VARIANT`` or ``SKU_TAKEN``, at the second of the two.
    """
    combinations: set[tuple[str, ...]] = set()
    skus: set[str] = set()
    for index, variant in enumerate(variants):
        at = ("variants", str(index))
        if variant.options in combinations:
            raise ConflictError(
                f"There are two variants {' / '.join(variant.options) or 'without options'}.",
                code="DUPLICATE_VARIANT",
                field=(*at, "options"),
            )
        if variant.sku and variant.sku in skus:
            raise ConflictError(f"The SKU {variant.sku} is given twice.", code="SKU_TAKEN", field=(*at, "sku"))
        combinations.add(variant.options)
        skus.add(variant.sku)


def clean_changes(changes: ProductChanges, policy: Policy) -> ProductChanges:
    """Cleans the changes of a product; raises as `clean_product`."""
    return ProductChanges(
        slug=given(changes.slug, valid_slug),
        title=given(changes.title, lambda text: clean_text(text, field=("title",), required=True)),
        description=given(changes.description, lambda html: clean_description(html, policy)),
        brand=given(changes.brand, lambda brand: _named(brand, "brandName")),
        product_type=given(changes.product_type, lambda type_: _named(type_, "productTypeName")),
        tags=given(changes.tags, lambda tags: clean_tags(tags, policy)),
        category_id=changes.category_id,
        seo_title=given(changes.seo_title, lambda text: clean_text(text, field=("seoTitle",))),
        seo_description=given(
            changes.seo_description,
            lambda text: clean_text(text, field=("seoDescription",), longest=2_000, lines=True),
        ),
        media=given(changes.media, lambda media: _media(media, policy)),
        translations=given(changes.translations, lambda drafts: _translations(drafts, policy)),
        option_labels=given(
            changes.option_labels,
            lambda options: {name: clean_labels(labels, policy, ("optionLabels",)) for name, labels in options.items()},
        ),
        attributes=changes.attributes,
        external_id=given(changes.external_id, _external_id),
        unfitting=changes.unfitting,
    )
