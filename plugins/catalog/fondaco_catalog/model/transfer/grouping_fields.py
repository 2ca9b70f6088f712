"""The fields of what has lines of its own besides products: attributes, types, brands, categories, collections …"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fondaco_catalog.model.transfer.kinds import (
    COUNT,
    DECIMAL,
    FLAG,
    ITEMS,
    JSON,
    LIST,
    MISSING,
    MOMENT,
    REFERENCE,
    TEXT,
    Kind,
)
from fondaco_catalog.model.transfer.levels import Field

__all__ = ["LEADING_FIELDS", "LOOKS", "LOOKS_IN_WORDS", "TRAILING_FIELDS", "former_slugs"]

_LANGUAGE = "In another language."
LOOKS = {
    "imageUrl": "image_url",
    "imageAlt": "image_alt",
    "seoTitle": "seo_title",
    "seoDescription": "seo_description",
}
"""The columns of what categories and collections show besides texts, by what files call them."""
LOOKS_IN_WORDS = {name: column for name, column in LOOKS.items() if name != "imageUrl"}
"""Those of them that are translated."""


def _texts(kind: str, *names: str) -> Iterator[Field]:
    """Texts in other languages that have a table of their own."""
    for name in names:
        column = LOOKS.get(name, name)
        yield Field(
            level=kind, name=name, kind=TEXT, docs=_LANGUAGE, path=("translations", "*", name), per="locale",
            columns=tuple(f"{kind}_translation.{each}" for each in (column, "locale", kind)),
        )  # fmt: skip


def _field(level: str, name: str, column: str, kind: Kind, docs: str, empty: Any = MISSING) -> Field:
    return Field(level=level, name=name, kind=kind, docs=docs, columns=(column,) if column else (), empty=empty)


def _looks(kind: str) -> Iterator[Field]:
    """Picture and texts for search engines."""
    yield _field(kind, "imageUrl", f"{kind}.image_url", TEXT, "The address of its picture.")
    yield _field(kind, "imageAlt", f"{kind}.image_alt", TEXT, "What the picture shows, in words.")
    yield from _seo(kind)


def _seo(kind: str) -> Iterator[Field]:
    yield _field(kind, "seoTitle", f"{kind}.seo_title", TEXT, "Title for search engines.")
    yield _field(kind, "seoDescription", f"{kind}.seo_description", TEXT, "Description for search engines.")


def _labels(level: str, table: str) -> Field:
    return Field(
        level=level, name="name", kind=TEXT, docs=_LANGUAGE, path=("labels", "*"), per="locale",
        columns=(f"{table}.labels",),
    )  # fmt: skip


def _kept(kind: str) -> Iterator[Field]:
    """What other systems and former addresses left behind."""
    yield _field(kind, "metadata", f"{kind}.metadata", JSON, "Data of other systems that buyers may read.")
    yield _field(kind, "privateMetadata", f"{kind}.private_metadata", JSON, "Data of other systems for staff.")
    yield former_slugs(kind)


def former_slugs(kind: str) -> Field:
    """The field of what a thing was called before."""
    return Field(
        level=kind, name="formerSlugs", kind=LIST, docs="What leads to it since it was called so; never taken away.",
        columns=tuple(f"slug_history.{each}" for each in ("slug", "target", "entity")),
    )  # fmt: skip


def _attribute() -> Iterator[Field]:
    def field(name: str, column: str, kind: Kind, docs: str) -> Field:
        return _field("attribute", name, f"attribute.{column}", kind, docs)

    yield field("code", "code", TEXT, "What it is found again by.")
    yield field("name", "name", TEXT, "What it is called.")
    yield _labels("attribute", "attribute")
    yield field("type", "kind", TEXT, "`text`, `number`, `choice` …; it never changes.")
    yield field("unit", "unit", REFERENCE, "Of numbers, such as `cm`.")
    yield field("referenceTo", "reference_to", REFERENCE, "What references point to: `product`, `brand` …")
    yield field("filterable", "filterable", FLAG, "Whether buyers filter by it.")
    yield field("visible", "visible", FLAG, "Whether buyers see it.")
    yield field("position", "position", COUNT, "Its place among the attributes.")
    yield Field(
        level="attribute", name="choices", kind=ITEMS, columns=tuple(
            f"attribute_choice.{each}"
            for each in ("attribute", "code", "name", "labels", "colour", "image_url", "position")
        ),
        docs="What it can be, in order: `code`, `name`, `labels`, and of swatches `colour` and `imageUrl`.",
    )  # fmt: skip


def _product_type() -> Iterator[Field]:
    yield _field("productType", "slug", "product_type.slug", TEXT, "What it is found again by.")
    yield _field("productType", "name", "product_type.name", TEXT, "What it is called.")
    yield _labels("productType", "product_type")
    yield Field(
        level="productType", name="attributes", kind=ITEMS, columns=tuple(
            f"product_type_attribute.{each}" for each in ("product_type", "attribute", "scope", "required", "position")
        ),
        docs="In order: `code`, `scope` (`product`, `variant`, `option`), `required`.",
    )  # fmt: skip
    yield former_slugs("productType")


def _brand() -> Iterator[Field]:
    yield _field("brand", "slug", "brand.slug", TEXT, "What it is found again by.")
    yield _field("brand", "name", "brand.name", TEXT, "What it is called.")
    yield _field("brand", "description", "brand.description", TEXT, "HTML.")
    yield _field("brand", "logoUrl", "brand.logo_url", TEXT, "The address of its logo.")
    yield from _seo("brand")
    yield from _texts("brand", "name", "description", "seoTitle", "seoDescription")
    yield from _kept("brand")


def _category() -> Iterator[Field]:
    yield _field("category", "slug", "category.slug", TEXT, "What it is found again by.")
    yield _field("category", "name", "category.name", TEXT, "What it is called.")
    yield _field("category", "description", "category.description", TEXT, "HTML.")
    yield from _looks("category")
    yield from _texts("category", "name", "description", "imageAlt", "seoTitle", "seoDescription")
    yield _field("category", "parent", "category.parent", REFERENCE, "Slug of the category that it lies in.")
    yield _field("category", "position", "category.position", COUNT, "Its place among its siblings.")
    yield from _kept("category")


def _collection() -> Iterator[Field]:
    def field(name: str, column: str, kind: Kind, docs: str, empty: Any = MISSING) -> Field:
        return _field("collection", name, f"collection.{column}", kind, docs, empty)

    yield field("slug", "slug", TEXT, "What it is found again by.")
    yield field("title", "title", TEXT, "What it is called.")
    yield field("description", "description", TEXT, "HTML.")
    yield from _looks("collection")
    yield from _texts("collection", "title", "description", "imageAlt", "seoTitle", "seoDescription")
    yield field("channels", "channels", LIST, "In whose shops it is shown; all where a new one does not say.")
    yield field("rule", "rule", JSON, "What belongs to it by itself; slugs in the place of ids.")
    yield field("sort", "sort", TEXT, "The order of what the rule finds: `newest`, `best_selling` …", "manual")
    yield from _kept("collection")


def _relation_kind() -> Iterator[Field]:
    def field(name: str, column: str, kind: Kind, docs: str) -> Field:
        return _field("relationKind", name, f"relation_kind.{column}", kind, docs)

    yield field("code", "code", TEXT, "What it is found again by.")
    yield field("name", "name", TEXT, "What it is called.")
    yield _labels("relationKind", "relation_kind")
    yield field("symmetric", "symmetric", FLAG, "Whether it holds in both directions; of new ones only.")
    yield field("position", "position", COUNT, "Its place among the kinds.")


def _tag() -> Iterator[Field]:
    yield _field("tag", "name", "tag_texts.tag", TEXT, "The tag, as products have it.")
    yield _labels("tag", "tag_texts")


def _price_list() -> Iterator[Field]:
    def field(name: str, column: str, kind: Kind, docs: str, empty: Any = MISSING) -> Field:
        return _field("priceList", name, f"price_list.{column}", kind, docs, empty)

    yield field("code", "code", TEXT, "What it is found again by; `base-` and a channel are those of base prices.")
    yield field("name", "name", TEXT, "What staff call it.")
    yield field("title", "title", TEXT, "What buyers read beside its prices.")
    yield Field(
        level="priceList", name="title", kind=TEXT, docs=_LANGUAGE, path=("labels", "*"), per="locale",
        columns=("price_list.labels",),
    )  # fmt: skip
    yield field("channel", "channel", TEXT, "Slug of its channel; it never changes.")
    yield field("currency", "currency", REFERENCE, "Has to be the channel's, if it is given.")
    yield field("priority", "priority", COUNT, "Of the lists that have a price the largest priority decides.", 0)
    yield field("startsAt", "starts_at", MOMENT, "From when on it counts; empty: from ever.")
    yield field("endsAt", "ends_at", MOMENT, "The first moment at which it no longer counts; empty: for ever.")
    yield field("customerGroups", "customer_groups", LIST, "Slugs of the groups that it is for; empty: everybody.")
    yield field("active", "active", FLAG, "Whether it counts at all.")


def _relation() -> Iterator[Field]:
    yield _field("relation", "product", "product_relation.product", TEXT, "Slug of the product.")
    yield _field("relation", "code", "product_relation.kind", TEXT, "Code of the kind of relation.")
    yield Field(
        level="relation", name="related", kind=LIST, docs="Slugs of exactly the products beside it, in order.",
        columns=("product_relation.related", "product_relation.position"),
    )  # fmt: skip


def _reference() -> Iterator[Field]:
    yield _field("reference", "product", "", TEXT, "Slug of the product.")
    yield _field("reference", "variant", "", REFERENCE, "SKU of its variant, or `#` and its place; empty: the product.")
    yield _field("reference", "attribute", "", TEXT, "Code of the attribute.")
    yield _field(
        "reference", "to", "attribute_value.reference", LIST,
        "Slugs of exactly what it points to, in order; variants as SKU, or as slug, `#` and place.",
    )  # fmt: skip


def _own_variant(level: str, *columns: str) -> Iterator[Field]:
    yield _field(level, "product", "", TEXT, "Slug of the product.")
    yield Field(
        level=level, name="variant", kind=REFERENCE, columns=columns,
        docs="SKU of its variant, or `#` and its place; empty: the only one.",
    )  # fmt: skip


def _bundle() -> Iterator[Field]:
    yield from _own_variant("bundle", "bundle.product", "bundle.variant")
    yield _field("bundle", "pricing", "bundle.pricing", TEXT, "`own` prices, or the `sum` of what is chosen.")
    yield _field("bundle", "percentOff", "bundle.percent_off", COUNT, "Of a sum, 0 to 100.", 0)
    yield Field(
        level="bundle", name="amountOff", kind=DECIMAL, path=("amountsOff", "*"), per="channel",
        docs="Of a sum, where no percentage is.", columns=("bundle.amounts_off",),
    )  # fmt: skip
    yield Field(
        level="bundle", name="components", kind=ITEMS,
        docs="What is always in it, in order: `variant` (SKU, or slug, `#` and place), `quantity`, and `amounts` by "
        "channel, which it adds to an own price or costs in a sum.",
        columns=tuple(
            f"bundle_choice.{each}" for each in ("variant", "slot", "component", "quantity", "amounts", "position")
        ),
    )  # fmt: skip
    yield Field(
        level="bundle", name="slots", kind=ITEMS,
        docs="What is chosen, in order: `name`, `labels`, `minimum`, `maximum`, `repeatable`, and `choices` such as "
        "components.",
        columns=tuple(
            f"bundle_slot.{each}"
            for each in ("variant", "name", "labels", "minimum", "maximum", "repeatable", "position")
        ),
    )  # fmt: skip


def _download() -> Iterator[Field]:
    yield from _own_variant("download", "digital_file.variant")
    yield Field(
        level="download", name="files", kind=ITEMS,
        docs="Exactly these, in order: `name`, `labels`, `address` (`https://…`, or the path of a private upload), "
        "`maxDownloads` a piece, `daysValid`.",
        columns=tuple(
            f"digital_file.{each}" for each in ("name", "labels", "address", "max_downloads", "days_valid", "position")
        ),
    )  # fmt: skip


LEADING_FIELDS: tuple[Field, ...] = (
    *_attribute(),
    *_product_type(),
    *_brand(),
    *_category(),
    *_collection(),
    *_relation_kind(),
    *_tag(),
    *_price_list(),
)
"""Of what comes before the products, which speak of it."""

TRAILING_FIELDS: tuple[Field, ...] = (*_relation(), *_reference(), *_bundle(), *_download())
"""Of what comes behind the products, because it speaks of them."""
