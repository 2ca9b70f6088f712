"""What a product becomes by what a file says of it: rows to add, to change and to remove, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from fondaco.ids import new_id

from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.search import search_text, search_title
from fondaco_catalog.model.text import sort_key
from fondaco_catalog.model.transfer.cleaning import Cleaned
from fondaco_catalog.model.transfer.fields import fields_of
from fondaco_catalog.model.transfer.kinds import read_moment
from fondaco_catalog.model.transfer.records import Record
from fondaco_catalog.repository.transfer.parts import Changes, Row

__all__ = ["Merge", "Surroundings", "plain_columns"]

_TRANSLATED = {
    "title": "title",
    "description": "description",
    "seoTitle": "seo_title",
    "seoDescription": "seo_description",
}


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What a batch was told of the shop.

    Attributes:
        categories: Ids by slug; so are collections.
        state: Rows of the products that exist: by table, by owner.
        sku_holders: The variant that has a SKU.
    """

    policy: Policy
    now: datetime
    categories: Mapping[str, UUID]
    collections: Mapping[str, UUID]
    state: Mapping[str, Mapping[UUID, list[Row]]]
    sku_holders: Mapping[str, UUID]

    def rows(self, table: str, owner: UUID) -> list[Row]:
        """Returns the rows of a table that belong to an owner."""
        return self.state[table].get(owner, [])


@cache
def plain_columns(level: str) -> Mapping[str, str]:
    """Returns the fields of a level that are one column of its own table, taken over as they are: column by field."""
    table = {"variant": "product_variant", "media": "product_media"}.get(level, level)
    linked = {"category", "media", "created_at", "url"}
    found = {}
    for field in fields_of(level):
        owner, _, column = (field.columns or (".",))[0].partition(".")
        if not field.per and owner == table and column not in linked:
            found[field.name] = column
    return found


def without_silent(values: Mapping[str, Any], record: Record, prefix: str) -> dict[str, Any]:
    """Returns what is said of something that exists: not what the file has no column for."""
    return {key: value for key, value in values.items() if prefix + key not in record.silent}


class Merge:
    """One product.

    Args:
        product_id: Of the product, new or there already.
        before: Its row; None if it is new.

    Attributes:
        changes: What is to be written.
        published: The channels in which it is sold from now on.
        unpublished: Those in which it is no longer.
    """

    def __init__(self, cleaned: Cleaned, product_id: UUID, before: Row | None, around: Surroundings) -> None:
        self.record = cleaned.record
        self.id = product_id
        self.before = before
        self.around = around
        self.item = cleaned.item if before is None else without_silent(cleaned.item, cleaned.record, "")
        self.changes = Changes()
        self.published: list[str] = []
        self.unpublished: list[str] = []
        self.texts: list[Row] = []

    @property
    def is_new(self) -> bool:
        """Whether the product does not exist yet."""
        return self.before is None

    def refuse(self, code: str, message: str, name: str, dimension: str = "") -> None:
        """Notes a problem with a field of the product itself."""
        self.record.refuse(code, message, "product", name, dimension=dimension)

    def translations(self) -> None:
        """Texts in other languages: those that are not named stay, one without any text goes."""
        existing = {row["locale"]: row for row in self.around.rows("product_translation", self.id)}
        wanted = {locale: dict(row) for locale, row in existing.items()}
        for locale, texts in self.item.get("translations", {}).items():
            row = wanted.setdefault(
                locale,
                {"id": new_id(), "product": self.id, "locale": locale, "title_key": ""}
                | dict.fromkeys(_TRANSLATED.values(), ""),
            )
            row |= {_TRANSLATED[key]: text for key, text in texts.items()}
            row["title_key"] = sort_key(row["title"])
        kept = [row for row in wanted.values() if any(row[name] for name in _TRANSLATED.values())]
        self._compare("product_translation", kept, existing.values())
        self.texts = kept

    def media(self) -> dict[str, UUID]:
        """Pictures: those of the file in its order, then the others. Returns their ids by address."""
        existing = {row["url"]: row for row in self.around.rows("product_media", self.id)}
        wanted: dict[str, Row] = {}
        for given in self.item.get("media", ()):
            before = existing.get(given["url"])
            values = {"alt": ""} | given if before is None else without_silent(given, self.record, "media.")
            wanted[given["url"]] = (before or {"id": new_id(), "product": self.id, "url": given["url"]}) | values
        for url, row in existing.items():
            wanted.setdefault(url, row)
        most = self.around.policy.settings.max_media
        if len(wanted) > most:
            self.refuse("TOO_MANY_MEDIA", f"There are more than {most:,} pictures.", "media")
        placed = [row | {"position": position} for position, row in enumerate(wanted.values())]
        self._compare("product_media", placed, existing.values())
        return {row["url"]: row["id"] for row in placed}

    def collections(self) -> None:
        """Its places in collections; those that are not named stay."""
        existing = {row["collection"]: row for row in self.around.rows("collection_product", self.id)}
        wanted = dict(existing)
        for slug, position in self.item.get("collections", {}).items():
            collection_id = self.around.collections.get(slug)
            if collection_id is None:
                self.refuse("COLLECTION_NOT_FOUND", f"There is no collection {slug[:100]!r}.", "collection", slug)
            elif position is None:
                wanted.pop(collection_id, None)
            elif not 0 <= position < 2**31:
                self.refuse("INVALID_NUMBER", "A position is not negative.", "collection", slug)
            else:
                row = wanted.get(collection_id) or {"id": new_id(), "collection": collection_id, "product": self.id}
                wanted[collection_id] = row | {"position": position}
        self._compare("collection_product", wanted.values(), existing.values())

    def listings(self, prices: Iterable[Row]) -> None:
        """Where it is sold, and the span of its prices there.

        Args:
            prices: Of all its variants.
        """
        channels = self.around.policy.channels
        spans: dict[str, list[int]] = {}
        for price in prices:
            channel = channels.get(price["channel"])
            if channel is not None and channel.currency == price["currency"]:
                spans.setdefault(channel.slug, []).append(price["amount"])
        existing = {row["channel"]: row for row in self.around.rows("product_listing", self.id)}
        given = self.item.get("published", {})
        wanted: list[Row] = []
        for slug in dict.fromkeys((*existing, *spans, *(slug for slug, since in given.items() if since))):
            before = existing.get(slug)
            since = before["published_at"] if before is not None else None
            if slug in given:
                since = self._since(given[slug], since)
            if slug not in channels and before is None:
                self.refuse("UNKNOWN_CHANNEL", f"There is no channel {slug[:100]!r}.", "published", slug)
                continue
            amounts = spans.get(slug)
            wanted.append(
                {
                    "id": new_id() if before is None else before["id"],
                    "product": self.id,
                    "channel": slug,
                    "published_at": since,
                    "currency": channels[slug].currency if amounts else None,
                    "min_amount": min(amounts) if amounts else None,
                    "max_amount": max(amounts) if amounts else None,
                }
            )
            was = before is not None and before["published_at"] is not None
            if was != (since is not None):
                (self.unpublished if was else self.published).append(slug)
        self._compare("product_listing", wanted, existing.values())

    def _since(self, given: bool | str | None, before: datetime | None) -> datetime | None:
        if isinstance(given, str):
            return read_moment(given)
        return (before or self.around.now) if given else None

    def product(self, slug: str, skus: Sequence[str]) -> None:
        """Its own row; last, because of what is derived from the others.

        Args:
            slug: What was found for it.
            skus: Of all its variants.
        """
        row: Row = {"id": self.id, "slug": slug}
        if self.is_new:
            moment = self.item.get("createdAt")
            row |= {
                "title": "", "description": "", "vendor": "", "product_type": "", "tags": [], "category": None,
                "seo_title": "", "seo_description": "",
                "created_at": self.around.now if moment is None else read_moment(moment),
            }  # fmt: skip
            if not self.item.get("title"):
                self.refuse("TITLE_MISSING", "A new product needs a title.", "title")
        row |= {column: self.item[name] for name, column in plain_columns("product").items() if name in self.item}
        row["slug"] = slug
        self._category(row)
        after = row if self.before is None else self.before | row
        titles = (after["title"], *(text["title"] for text in self.texts if text["title"]))
        row |= {
            "title_key": sort_key(after["title"]),
            "search_title": search_title(titles),
            "search_text": search_text(
                (*titles, after["vendor"], after["product_type"], *after["tags"], *skus),
                [text["description"] for text in self.texts if text["description"]],
            ),
        }
        existing = () if self.before is None else (self.before,)
        self._compare("product", [row], existing)
        changes = self.changes
        if changes and self.before is not None and not changes.changed["product"]:
            changes.changed["product"].append((self.before | row, frozenset()))
        for added in changes.added["product"]:
            added["updated_at"] = self.around.now
        changes.changed["product"] = [
            (changed | {"updated_at": self.around.now}, different | {"updated_at"})
            for changed, different in changes.changed["product"]
        ]

    def _category(self, row: Row) -> None:
        if "category" not in self.item:
            return
        slug = self.item["category"]
        if slug is not None and slug not in self.around.categories:
            self.refuse("CATEGORY_NOT_FOUND", f"There is no category {slug[:100]!r}.", "category")
            return
        row["category"] = None if slug is None else self.around.categories[slug]

    def _compare(self, table: str, wanted: Iterable[Row], existing: Iterable[Row]) -> None:
        by_id = {row["id"]: row for row in existing}
        wanted = list(wanted)
        self.changes.compare(table, wanted, by_id)
        self.changes.removed[table] += by_id.keys() - {row["id"] for row in wanted}
