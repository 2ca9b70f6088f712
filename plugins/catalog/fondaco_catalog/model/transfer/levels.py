"""The kinds of things that product files are about, and what a field of one is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from fondaco_catalog.model.transfer.kinds import MISSING, Kind

__all__ = ["LEVELS", "LEVELS_BY_NAME", "Field", "Item", "Level"]

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
    Level(
        name="attribute", prefix="attribute.", key="code",
        docs="What can be said of products; attributes come before the types that have them.",
    ),
    Level(name="productType", prefix="productType.", docs="A kind of product, and which attributes it has."),
    Level(name="brand", prefix="brand.", docs="Who stands behind products."),
    Level(name="category", prefix="category.", docs="A place in the tree of categories; parents come first."),
    Level(name="collection", prefix="collection.", docs="A collection; which products are in it, the products say."),
    Level(
        name="relationKind", prefix="relationKind.", key="code", docs="A way in which products belong together.",
    ),
    Level(name="tag", prefix="tag.", key="name", docs="What a tag is called in other languages; products have it."),
    Level(
        name="priceList", prefix="priceList.", key="code",
        docs="Prices that apply together: in a channel, for some buyers, for some time; which ones, the variants say.",
    ),
    Level(name="product", prefix="", docs="What is sold."),
    Level(name="option", prefix="option.", inside="options", key="name", docs="What a buyer chooses: a row a value."),
    Level(name="media", prefix="media.", inside="media", key="url", docs="Pictures, in order."),
    Level(name="variant", prefix="variant.", inside="variants", key="sku", docs="What goes into a cart, in order."),
    Level(
        name="relation", prefix="relation.", key="product",
        docs="What a product is shown with in one way; behind the products.",
    ),
    Level(
        name="reference", prefix="reference.", key="product",
        docs="What an attribute of a product or a variant points to; behind the products.",
    ),
    Level(
        name="bundle", prefix="bundle.", key="product",
        docs="What a variant consists of; without components and slots it is no bundle. Behind the products.",
    ),
    Level(
        name="download", prefix="download.", key="product",
        docs="What whoever buys a variant may download; behind the products.",
    ),
)  # fmt: skip

LEVELS_BY_NAME: Mapping[str, Level] = {each.name: each for each in LEVELS}
