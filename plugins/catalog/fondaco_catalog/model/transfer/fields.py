"""The fields of product files: one declaration each, from which reading, writing and the reference follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import msgspec

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
    Kind,
)

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


Item = dict[str, Any]
"""What a file says of a thing, as JSON."""


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of thing in a file.

    Attributes:
        prefix: Of its columns.
        inside: The key of a product's JSON under which a list of them is; empty for what has lines of its own.
        key: The field without which a row says nothing of it.
    """

    name: str
    prefix: str
    docs: str
    inside: str = ""
    key: str = "slug"


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A field.

    Attributes:
        level: Name of the `Level`.
        name: In the header of a CSV file, behind the level's prefix.
        path: Where it is in the JSON of its thing; ``*`` stands for a locale, a channel, a number …
        per: What stands for the ``*``, for people.
        columns: The columns of tables (``table.column``) that it carries.
        empty: What an empty cell means, where it is something else than for the other fields of the kind.
    """

    level: str
    name: str
    kind: Kind
    docs: str
    path: tuple[str, ...] = ()
    per: str = ""
    columns: tuple[str, ...] = ()
    empty: Any = MISSING

    @property
    def place(self) -> tuple[str, ...]:
        """The path; the name itself where nothing else is said."""
        return self.path or (self.name,)

    @property
    def header(self) -> str:
        """The column's name; ``title:*`` where there is one for each language."""
        return LEVELS_BY_NAME[self.level].prefix + self.name + (":*" if self.per else "")

    @property
    def when_empty(self) -> Any:
        """What an empty cell means."""
        return self.kind.empty if self.empty is MISSING else self.empty


LEVELS: tuple[Level, ...] = (
    Level(name="category", prefix="category.", docs="A place in the tree of categories; parents come first."),
    Level(name="collection", prefix="collection.", docs="A collection; which products are in it, the products say."),
    Level(name="product", prefix="", docs="What is sold."),
    Level(name="option", prefix="option.", inside="options", key="name", docs="What a buyer chooses: a row a value."),
    Level(name="media", prefix="media.", inside="media", key="url", docs="Pictures, in order."),
    Level(name="variant", prefix="variant.", inside="variants", key="sku", docs="What goes into a cart, in order."),
)

LEVELS_BY_NAME: Mapping[str, Level] = {each.name: each for each in LEVELS}


def _grouping(kind: str, name: str) -> Iterator[Field]:
    yield Field(level=kind, name="slug", kind=TEXT, docs="What it is found again by.", columns=(f"{kind}.slug",))
    yield Field(level=kind, name=name, kind=TEXT, docs="What it is called.", columns=(f"{kind}.{name}",))
    yield Field(level=kind, name="description", kind=TEXT, docs="HTML.", columns=(f"{kind}.description",))
    translation = f"{kind}_translation"
    for text in (name, "description"):
        yield Field(
            level=kind, name=text, kind=TEXT, docs="In another language.", path=("translations", "*", text),
            per="locale", columns=(f"{translation}.{text}", f"{translation}.locale", f"{translation}.{kind}"),
        )  # fmt: skip


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
    yield Field(
        level="product", name="collection", kind=COUNT, docs="Its place in a collection; empty: it is not in it.",
        path=("collections", "*"), per="slug", empty=None,
        columns=tuple(f"collection_product.{each}" for each in ("position", "collection", "product")),
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
    yield field("requiresShipping", "requires_shipping", FLAG, "Whether it is sent.")
    yield field("trackStock", "track_stock", FLAG, "Whether a stock plugin counts it.")
    yield field("taxClass", "tax_class", TEXT, "`standard`, `reduced`, `exempt` …; empty: `default_tax_class`.", "")
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
    *_grouping("category", "name"),
    Field(
        level="category", name="parent", kind=REFERENCE, docs="Slug of the category that it lies in.",
        columns=("category.parent",),
    ),
    Field(
        level="category", name="position", kind=COUNT, docs="Its place among its siblings.",
        columns=("category.position",),
    ),
    *_grouping("collection", "title"),
    *_product(),
    *_option(),
    *_media(),
    *_variant(),
)  # fmt: skip
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
        "product_media.poster",
        "product_media.width",
        "product_media.height",
        "product_media.source_url",
        "product_media.mirror_after",
        "product_media.mirror_error",
        "category.created_at",
        "category.updated_at",
        "collection.created_at",
        "collection.updated_at",
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
