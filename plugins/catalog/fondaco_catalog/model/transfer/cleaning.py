"""Records checked and cleaned by the rules that hold for every product, wherever it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from fondaco.errors import DomainError

from fondaco_catalog.model.drafts import (
    MediaDraft,
    OptionDraft,
    OptionLabels,
    ProductDraft,
    TranslationDraft,
    VariantDraft,
)
from fondaco_catalog.model.lifecycle import ProductStatus
from fondaco_catalog.model.media import LONGEST_ALT
from fondaco_catalog.model.metadata import check_metadata
from fondaco_catalog.model.policy import clean_locale
from fondaco_catalog.model.rules import Policy, clean_product
from fondaco_catalog.model.text import clean_text
from fondaco_catalog.model.transfer.records import Record

__all__ = ["Cleaned", "clean_record"]

_TEXTS = {"title": "title", "description": "description", "seoTitle": "seo_title", "seoDescription": "seo_description"}
_PLAIN = {**_TEXTS, "slug": "slug", "brand": "brand", "productType": "product_type"}
_VARIANT = {
    "sku": "sku",
    "barcode": "barcode",
    "weightGrams": "weight_grams",
    "lengthMm": "length_mm",
    "widthMm": "width_mm",
    "heightMm": "height_mm",
    "maxPerCustomer": "max_per_customer",
    "maxPerCustomerDays": "max_per_customer_days",
    "requiresShipping": "requires_shipping",
    "trackStock": "track_stock",
    "taxClass": "tax_class",
    "media": "media_url",
}
_LEVELS = {"variants": "variant", "media": "media", "options": "option"}
_NAMES = {"mediaUrl": "media", "options": "option", "brandName": "brand", "productTypeName": "productType"}


class Cleaned(msgspec.Struct, frozen=True):
    """A product whose record was cleaned.

    Attributes:
        item: As in the record, every value as it is stored; but prices and costs, whose currencies are known to the
            shop only.
    """

    record: Record
    item: dict[str, Any]


def clean_record(record: Record, policy: Policy) -> Cleaned | None:
    """Returns the cleaned product; None where something is wrong with it, which is among the record's problems then."""
    item = record.item
    names = _option_names(item)
    _identity(item, record, "product", -1)
    _metadata(item, record, "product", -1, policy)
    for index, variant in enumerate(item.get("variants", ())):
        _choose(variant, names, record, index)
        _identity(variant, record, "variant", index)
        _metadata(variant, record, "variant", index, policy)
    if item.get("status", "draft") not in set(ProductStatus):
        record.refuse("INVALID_STATUS", f"There is no status {item['status'][:50]!r}.", "product", "status")
    unchosen = _refuse_mixed(item, record)
    if record.problems:
        return None
    locales = list(item.get("translations", {}))
    draft = ProductDraft(
        **{name: item[key] for key, name in _PLAIN.items() if item.get(key)} | {"title": item.get("title", "-")},
        tags=tuple(item.get("tags", ())),
        options=tuple(_option(option) for option in item.get("options", ())),
        variants=tuple(_variant(variant) for variant in item.get("variants", ())),
        media=tuple(MediaDraft(media.get("url", ""), media.get("alt", "")) for media in item.get("media", ())),
        translations=tuple(
            TranslationDraft(
                locale=locale,
                **{name: texts.get(key, "") for key, name in _TEXTS.items()},
            )
            for locale, texts in item.get("translations", {}).items()
        ),
    )
    if unchosen or (draft.variants and "options" not in item):
        # Which options the product has is known to the database only; here the rules are told what they want to hear.
        counts = {len(variant.options) for variant in draft.variants}
        draft = msgspec.structs.replace(
            draft,
            options=tuple(OptionDraft(f"option {number}") for number in range(1 if unchosen else min(counts))),
            variants=tuple(
                msgspec.structs.replace(variant, options=(str(index),)) if unchosen else variant
                for index, variant in enumerate(draft.variants)
            ),
        )
    try:
        cleaned = clean_product(draft, policy)
        return Cleaned(record, _stored(item, cleaned, policy))
    except DomainError as error:
        _refuse(error, record, locales)
        return None


def _option_names(item: Mapping[str, Any]) -> list[str]:
    if "options" in item:
        return [option.get("name", "") for option in item["options"]]
    first = next((variant["options"] for variant in item.get("variants", ()) if "options" in variant), ())
    return list(first) if isinstance(first, dict) else []


def _choose(variant: dict[str, Any], names: list[str], record: Record, index: int) -> None:
    """Puts values that are chosen by the name of their option into the options' order."""
    chosen = variant.get("options")
    if not isinstance(chosen, dict):
        return
    for name in chosen:
        if name not in names:
            record.refuse(
                "UNKNOWN_OPTION", f"The product has no option {name[:100]!r}.", "variant", "option", index=index,
                dimension=name,
            )  # fmt: skip
    variant["options"] = [chosen[name] for name in names if name in chosen]
    variant["optionNames"] = names


def _refuse_mixed(item: Mapping[str, Any], record: Record) -> bool:
    """Says whether no variant tells what is chosen, because they are told apart by their SKUs; refuses a mixture."""
    variants = item.get("variants", ())
    silent = [index for index, variant in enumerate(variants) if "options" not in variant]
    if len(silent) == len(variants):
        return len(variants) > 1
    for index in silent:
        record.refuse("OPTION_COUNT_MISMATCH", "The variant lacks its options.", "variant", "option", index=index)
    return False


def _identity(item: dict[str, Any], record: Record, level: str, index: int) -> None:
    """Cleans what other systems call a thing."""
    if not item.get("externalId"):
        return
    try:
        item["externalId"] = clean_text(item["externalId"], field=("externalId",)) or None
    except DomainError as error:
        record.refuse(error.code, error.message, level, "externalId", index=index)


def _metadata(item: Mapping[str, Any], record: Record, level: str, index: int, policy: Policy) -> None:
    """Refuses more data of other systems than staff could note by hand; what these call it is their matter."""
    for name in ("metadata", "privateMetadata"):
        if values := item.get(name):
            try:
                check_metadata(values, policy)
            except DomainError as error:
                record.refuse(error.code, error.message, level, name, index=index)


def _option(option: Mapping[str, Any]) -> OptionDraft:
    values = option.get("values", ())
    locales = {*option.get("labels", {}), *(locale for value in values for locale in value.get("labels", {}))}
    return OptionDraft(
        option.get("name", ""),
        tuple(value["value"] for value in values),
        tuple(
            OptionLabels(
                locale,
                option.get("labels", {}).get(locale, ""),
                {value["value"]: value.get("labels", {}).get(locale, "") for value in values},
            )
            for locale in sorted(locales)
        ),
    )


def _variant(variant: Mapping[str, Any]) -> VariantDraft:
    return VariantDraft(
        options=tuple(variant.get("options", ())),
        **{name: variant[key] for key, name in _VARIANT.items() if key in variant},
    )


def _stored(item: Mapping[str, Any], draft: ProductDraft, policy: Policy) -> dict[str, Any]:
    """Returns the item with what the rules made of its values."""
    found = dict(item)
    for key, name in _PLAIN.items():
        if item.get(key):
            found[key] = getattr(draft, name)
    if "tags" in item:
        found["tags"] = list(draft.tags)
    if "media" in item:
        found["media"] = [
            {**given, "url": media.url, **({"alt": media.alt} if "alt" in given else {}), **_alts(given, policy)}
            for given, media in zip(item["media"], draft.media, strict=True)
        ]
    if "translations" in item:
        found["translations"] = {
            texts.locale: {key: getattr(texts, name) for key, name in _TEXTS.items() if key in given}
            for given, texts in zip(item["translations"].values(), draft.translations, strict=True)
        }
    if "options" in item:
        found["options"] = [
            _stored_option(option) | ({"attribute": given["attribute"]} if "attribute" in given else {})
            for given, option in zip(item["options"], draft.options, strict=True)
        ]
    if "variants" in item:
        found["variants"] = [
            _stored_variant(given, variant) for given, variant in zip(item["variants"], draft.variants, strict=True)
        ]
    return found


def _alts(media: Mapping[str, Any], policy: Policy) -> dict[str, Any]:
    """Returns the cleaned alternative texts in other languages."""
    cleaned = {}
    for locale, text in media.get("labels", {}).items():
        tag = clean_locale(locale, set(), policy, ("media", "0", "alt"))
        cleaned[tag] = clean_text(text, field=("media", "0", "alt"), longest=LONGEST_ALT, lines=True)
    return {"labels": cleaned} if cleaned else {}


def _stored_option(option: OptionDraft) -> dict[str, Any]:
    return {
        "name": option.name,
        "labels": {label.locale: label.name for label in option.labels if label.name},
        "values": [
            {
                "value": value,
                "labels": {label.locale: label.values[value] for label in option.labels if label.values.get(value)},
            }
            for value in option.values
        ],
    }


def _stored_variant(given: Mapping[str, Any], variant: VariantDraft) -> dict[str, Any]:
    found = {**given, **{key: getattr(variant, name) for key, name in _VARIANT.items() if key in given}}
    if "options" in given:
        found["options"] = variant.options
    return found


def _refuse(error: DomainError, record: Record, locales: list[str]) -> None:
    """Notes what a rule said in fields of its input."""
    field = error.field or ()
    level, index, name, dimension = "product", -1, field[0] if field else "", ""
    if len(field) > 1 and field[0] in _LEVELS and field[1].isdigit():
        level, index = _LEVELS[field[0]], int(field[1])
        name = field[2] if len(field) > 2 else ""
        if name == "options":
            dimension = str(int(field[3]) + 1) if len(field) > 3 else ""
        elif name == "values":
            name = "value"
    elif field[:1] == ("translations",) and len(field) > 2:
        name, dimension = field[2], locales[int(field[1])]
        name = "title" if name == "locale" else name
    record.refuse(error.code, error.message, level, _NAMES.get(name, name), index=index, dimension=dimension)
