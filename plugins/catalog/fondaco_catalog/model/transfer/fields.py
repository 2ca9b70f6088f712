"""The fields of product files: one declaration each, from which reading, writing and the reference follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from fondaco_catalog.model.transfer.grouping_fields import LEADING_FIELDS, TRAILING_FIELDS, former_slugs
from fondaco_catalog.model.transfer.kinds import (
    COUNT,
    DECIMAL,
    FLAG,
    JSON,
    LIST,
    MISSING,
    MOMENT,
    PUBLISHED,
    REFERENCE,
    TEXT,
    VALUE,
    Kind,
)
from fondaco_catalog.model.transfer.levels import LEVELS, LEVELS_BY_NAME, Field, Item, Level

__all__ = [
    "DERIVED",
    "FIELDS",
    "LEVELS",
    "LEVELS_BY_NAME",
    "Field",
    "Item",
    "Level",
    "fields_of",
    "find_field",
    "value_at",
]


def _product() -> Iterator[Field]:
    def text(name: str, column: str, docs: str, kind: Kind = TEXT) -> Field:
        return Field(level="product", name=name, kind=kind, docs=docs, columns=(f"product.{column}",))

    yield text("slug", "slug", "The last part of its address; one is made out of the title where it is missing.")
    yield text("title", "title", "What it is called.")
    yield text("description", "description", "HTML; what is unsafe in it is dropped.")
    yield text("externalId", "external_id", "What another system calls it.", REFERENCE)
    yield text("brand", "brand", "The name of its brand, made if missing.", REFERENCE)
    yield text("productType", "type", "The name of its type, made if missing.", REFERENCE)
    yield text("tags", "tags", "Words to file it under.", LIST)
    yield text(
        "category", "category", "Slug of its category, or its path of names (`Home > Kitchen`), made if missing.",
        REFERENCE,
    )  # fmt: skip
    yield text("seoTitle", "seo_title", "Title for search engines.")
    yield text("seoDescription", "seo_description", "Description for search engines.")
    yield text("status", "status", "`draft`, `live`, `archived` …; taken over for new products only.")
    yield text("metadata", "metadata", "Data of other systems that buyers may read.", JSON)
    yield text("privateMetadata", "private_metadata", "Data of other systems for staff.", JSON)
    yield text("createdAt", "created_at", "Since when it exists; taken over for new products only.", MOMENT)
    for name, column in (
        ("title", "title"),
        ("description", "description"),
        ("seoTitle", "seo_title"),
        ("seoDescription", "seo_description"),
    ):
        yield Field(
            level="product", name=name, kind=TEXT, docs="In another language.", path=("translations", "*", name),
            per="locale",
            columns=tuple(f"product_translation.{each}" for each in (column, "locale", "product")),
        )  # fmt: skip
    yield Field(
        level="product", name="published", kind=PUBLISHED, docs="In which channels it is sold, and since when.",
        path=("published", "*"), per="channel",
        columns=tuple(f"product_listing.{each}" for each in ("published_at", "channel", "product")),
    )  # fmt: skip
    yield Field(
        level="product", name="unpublishAt", kind=MOMENT, docs="Until when it is sold there.",
        path=("unpublishAt", "*"), per="channel", columns=("product_listing.unpublish_at",),
    )  # fmt: skip
    yield _attribute_values("product", "Of the product")
    yield Field(
        level="product", name="excludedFrom", kind=LIST, docs="Slugs of collections that it stays out of.",
        columns=tuple(f"collection_exclusion.{each}" for each in ("collection", "product")),
    )  # fmt: skip
    yield former_slugs("product")
    yield Field(
        level="product", name="collection", kind=COUNT, docs="Its place in a collection, by hand; empty: none.",
        path=("collections", "*"), per="slug", empty=None,
        columns=tuple(f"collection_product.{each}" for each in ("position", "collection", "product")),
    )  # fmt: skip


def _attribute_values(level: str, whose: str) -> Field:
    return Field(
        level=level, name="attribute", kind=VALUE, path=("attributes", "*"), per="attribute",
        docs=f"{whose}: what the attribute is; behind its code `@` and a locale for a text in another language.",
        columns=tuple(
            f"attribute_value.{each}" for each in (
                "product", "variant", "attribute", "choice", "text", "number", "boolean", "day", "labels", "position",
            )
        ),
    )  # fmt: skip


def _option() -> Iterator[Field]:
    yield Field(
        level="option", name="name", kind=TEXT, docs="Such as Colour.",
        columns=tuple(f"product_option.{each}" for each in ("name", "position", "product")),
    )  # fmt: skip
    yield Field(
        level="option", name="name", kind=TEXT, docs="In another language.", path=("labels", "*"), per="locale",
        columns=("product_option.labels",),
    )  # fmt: skip
    yield Field(
        level="option", name="attribute", kind=REFERENCE,
        docs="Code of the attribute whose choices its values are.",
        columns=("product_option.attribute", "product_option_value.choice"),
    )  # fmt: skip
    yield Field(
        level="option", name="value", kind=TEXT, docs="Such as Blue.",
        columns=tuple(f"product_option_value.{each}" for each in ("value", "position", "option")),
    )  # fmt: skip
    yield Field(
        level="option", name="value", kind=TEXT, docs="In another language.", path=("valueLabels", "*"), per="locale",
        columns=("product_option_value.labels",),
    )  # fmt: skip


def _media() -> Iterator[Field]:
    yield Field(
        level="media", name="url", kind=TEXT, docs="Its address: `https://…`, or a path of this server.",
        columns=tuple(f"product_media.{each}" for each in ("url", "position", "product")),
    )  # fmt: skip
    yield Field(level="media", name="alt", kind=TEXT, docs="What it shows, in words.", columns=("product_media.alt",))
    yield Field(
        level="media", name="poster", kind=REFERENCE, docs="Id or path of the picture that stands for a video.",
        columns=("product_media.poster",),
    )  # fmt: skip
    for name, axis, border in (("focalX", "x", "left"), ("focalY", "y", "upper")):
        yield Field(
            level="media", name=name, kind=DECIMAL, path=("focalPoint", axis), columns=(f"product_media.focal_{axis}",),
            docs=f"What a cut has to leave in it: 0 is the {border} border, 1 the opposite one; empty: the middle.",
        )  # fmt: skip
    yield Field(
        level="media", name="alt", kind=TEXT, docs="In another language.", path=("labels", "*"), per="locale",
        columns=("product_media.labels",),
    )  # fmt: skip


def _variant() -> Iterator[Field]:
    def field(name: str, column: str, kind: Kind, docs: str, empty: Any = MISSING) -> Field:
        columns = (f"product_variant.{column}",)
        return Field(level="variant", name=name, kind=kind, docs=docs, columns=columns, empty=empty)

    yield Field(
        level="variant", name="option", kind=TEXT, docs="What is chosen, by the number or the name of the option.",
        path=("options", "*"), per="option", columns=tuple(
            f"product_variant.{each}" for each in ("option_values", "position", "product")
        ),
    )  # fmt: skip
    yield field("sku", "sku", TEXT, "The number of the article; no two variants have the same one.")
    yield field("externalId", "external_id", REFERENCE, "What another system calls it.")
    yield field("metadata", "metadata", JSON, "Data of other systems that buyers may read.")
    yield field("privateMetadata", "private_metadata", JSON, "Data of other systems for staff.")
    yield field("barcode", "barcode", TEXT, "Such as a GTIN.")
    yield field("weightGrams", "weight_grams", COUNT, "Grams.", 0)
    yield field("lengthMm", "length_mm", COUNT, "Millimetres, of the parcel of one piece.", 0)
    yield field("widthMm", "width_mm", COUNT, "Millimetres.", 0)
    yield field("heightMm", "height_mm", COUNT, "Millimetres.", 0)
    yield field("maxPerCustomer", "max_per_customer", COUNT, "Pieces that one buyer may order; empty: no limit.", None)
    yield field("maxPerCustomerDays", "max_per_customer_days", COUNT, "Of how many days; empty: of all.", None)
    yield field("requiresShipping", "requires_shipping", FLAG, "Whether it is sent.")
    yield field("trackStock", "track_stock", FLAG, "Whether a stock plugin counts it.")
    yield field("taxClass", "tax_class", TEXT, "`standard`, `reduced`, `exempt` …; empty: `default_tax_class`.", "")
    yield _attribute_values("variant", "Of the variant")
    yield field("media", "media", REFERENCE, "The address of one of the product's pictures.")
    for name, columns, kind, docs in (
        (
            "price",
            ("amount", "variant", "list", "min_quantity"),
            DECIMAL,
            "What it costs; empty: it has no such price.",
        ),
        ("compareAt", ("compare_at",), DECIMAL, "What it cost before."),
        ("currency", (), REFERENCE, "Has to be the list's, if it is given."),
    ):
        yield Field(
            level="variant", name=name, kind=kind, docs=docs, path=("prices", "*", name), per="price",
            columns=tuple(f"price.{column}" for column in columns),
        )  # fmt: skip
    yield Field(
        level="variant", name="cost", kind=DECIMAL, docs="What it costs the merchant.", path=("costs", "*"),
        per="channel",
        columns=tuple(f"variant_cost.{column}" for column in ("amount", "variant", "channel", "currency")),
    )  # fmt: skip


FIELDS: tuple[Field, ...] = (
    *LEADING_FIELDS,
    *_product(),
    *_option(),
    *_media(),
    *_variant(),
    *TRAILING_FIELDS,
)
"""In the order of the columns of an exported CSV file."""

DERIVED: frozenset[str] = frozenset(
    {
        "collection_product.kind",
        "product.title_key",
        "product.units_sold",
        "product.updated_at",
        "product_translation.title_key",
        "product_variant.created_at",
        "product_variant.updated_at",
        "product.submitted_by",
        "product.submitted_at",
        "product.reviewer",
        "product.version",
        "product_variant.version",
        "product_listing.announced",
        "price.change",
        "product_media.kind",
        "product_media.file",
        "product_media.width",
        "product_media.height",
        "product_media.colour",
        "product_media.source_url",
        "product_media.mirror_after",
        "product_media.mirror_error",
        "category.created_at",
        "category.updated_at",
        "collection.created_at",
        "collection.updated_at",
        "attribute.created_at",
        "attribute.updated_at",
        "attribute.version",
        "attribute_choice.name_key",
        "brand.created_at",
        "brand.name_key",
        "brand.updated_at",
        "brand.version",
        "category.path",
        "category.version",
        "collection.refresh_cursor",
        "collection.refresh_done",
        "collection.refresh_total",
        "collection.refreshed_at",
        "collection.revision",
        "collection.version",
        "price_list.base",
        "price_list.created_at",
        "price_list.deleting",
        "price_list.updated_at",
        "price_list.version",
        "product_type.created_at",
        "product_type.name_key",
        "product_type.updated_at",
        "product_type.version",
        "slug_history.created_at",
    }
)
"""Columns that no file carries, because they follow from the others, or from what happened in this shop only."""


@cache
def fields_of(name: str) -> tuple[Field, ...]:
    """Returns the fields of a level, in order."""
    return tuple(field for field in FIELDS if field.level == name)


@cache
def find_field(level: str, name: str, *, per: bool = False) -> Field | None:
    """Returns a field, or None.

    Args:
        per: The one of which there is one for each language, channel …
    """
    return next((field for field in fields_of(level) if field.name == name and bool(field.per) == per), None)


def value_at(item: Mapping[str, Any], place: tuple[str, ...], dimension: str = "") -> Any:
    """Returns the value at a place of a thing's JSON; `MISSING` where there is none."""
    found: Any = item
    for step in place:
        key = dimension if step == "*" else step
        if isinstance(found, list):
            index = int(key) - 1 if key.isdigit() else -1
            found = found[index] if 0 <= index < len(found) else MISSING
        else:
            found = found.get(key, MISSING) if isinstance(found, Mapping) else MISSING
        if found is MISSING:
            return MISSING
    return found
