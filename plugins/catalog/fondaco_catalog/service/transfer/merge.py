"""What a product becomes by what a file says of it: rows to add, to change and to remove, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from fondaco.errors import DomainError, InvalidInputError
from fondaco.files import File, FileKind, file_of_path
from fondaco.ids import new_id

from fondaco_catalog.model.attributes import AttributeRule
from fondaco_catalog.model.lifecycle import Transition
from fondaco_catalog.model.media import SHOWN_KINDS, default_alt, focal_percents
from fondaco_catalog.model.media_views import FocalPoint
from fondaco_catalog.model.publication import Listing
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.text import sort_key, valid_slug
from fondaco_catalog.model.transfer.cleaning import Cleaned
from fondaco_catalog.model.transfer.fields import fields_of
from fondaco_catalog.model.transfer.kinds import read_moment
from fondaco_catalog.model.transfer.records import Record
from fondaco_catalog.repository.transfer.lookups import ExternalHolder, NamedList, PlacedIn
from fondaco_catalog.repository.transfer.parts import Changes, Row

__all__ = ["Merge", "Opening", "Surroundings", "plain_columns", "without_silent"]

_TRANSLATED = {
    "title": "title",
    "description": "description",
    "seoTitle": "seo_title",
    "seoDescription": "seo_description",
}


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What a batch was told of the shop.

    Attributes:
        actor: Who acts, for the history of products.
        categories: Ids by slug.
        collections: By slug.
        rules: Of the attributes of types that products of the batch have, by code.
        choice_names: Of the choices that are named, by id.
        former_slugs: Of the products that exist.
        taken_slugs: Those of the former slugs that some product has.
        brands: Ids by name; so are types.
        price_lists: By the name that prices have in a file.
        files: Uploaded files by their path.
        state: Rows of the products that exist: by table, by owner.
        sku_holders: The variant that has a SKU.
        external_holders: The variant that has an external id.
    """

    policy: Policy
    now: datetime
    actor: str
    categories: Mapping[str, UUID]
    collections: Mapping[str, PlacedIn]
    rules: Mapping[UUID, Mapping[str, AttributeRule]]
    choice_names: Mapping[UUID, str]
    former_slugs: Mapping[UUID, Sequence[str]]
    taken_slugs: frozenset[str]
    brands: Mapping[str, UUID]
    types: Mapping[str, UUID]
    price_lists: Mapping[str, NamedList]
    files: Mapping[str, File]
    state: Mapping[str, Mapping[UUID, list[Row]]]
    sku_holders: Mapping[str, UUID]
    external_holders: Mapping[str, ExternalHolder]

    def rows(self, table: str, owner: UUID) -> list[Row]:
        """Returns the rows of a table that belong to an owner."""
        return self.state[table].get(owner, [])


@cache
def plain_columns(level: str) -> Mapping[str, str]:
    """Returns the fields of a level that are one column of its own table, taken over as they are: column by field."""
    table = {"variant": "product_variant", "media": "product_media"}.get(level, level)
    linked = {"category", "brand", "type", "media", "status", "created_at", "url"}
    found = {}
    for field in fields_of(level):
        owner, _, column = (field.columns or (".",))[0].partition(".")
        if not field.per and owner == table and column not in linked:
            found[field.name] = column
    return found


def without_silent(values: Mapping[str, Any], record: Record, prefix: str) -> dict[str, Any]:
    """Returns what is said of something that exists: not what the file has no column for."""
    return {key: value for key, value in values.items() if prefix + key not in record.silent}


class Opening(msgspec.Struct, frozen=True):
    """A publication that is to begin.

    Attributes:
        row: Of the listing as it is to be; ``before`` is what stands there now, if anything does.
        now: Whether it begins at once.
    """

    listing: Listing
    row: Row
    before: Row | None
    now: bool


class Merge:
    """One product.

    Args:
        product_id: Of the product, new or there already.
        before: Its row; None if it is new.

    Attributes:
        changes: What is to be written.
        row: Its row as it is after the changes.
        listed: Whether it is published somewhere, now or later, and stays so.
        openings: Publications that are to begin, now or later; they are written once it is known that they may.
        step: What publishing it does to its status; None for nothing.
        blocked: Whether its status forbids to publish it.
        claim: The status of a new product for which it has to be complete.
        published: The channels in which it is sold from now on.
        unpublished: Those in which it is no longer.
        opened: Whether a publication of it was written.
        variant_ids: Of the variants of the file, by their place in it.
        former: Former slugs that are to lead to it.
        addresses: Texts of attributes that may be addresses of uploaded files, by level, index and code.
    """

    def __init__(self, cleaned: Cleaned, product_id: UUID, before: Row | None, around: Surroundings) -> None:
        self.record = cleaned.record
        self.id = product_id
        self.before = before
        self.around = around
        self.item = cleaned.item if before is None else without_silent(cleaned.item, cleaned.record, "")
        self.changes = Changes()
        self.row: Row = {}
        self.listed = False
        self.openings: list[Opening] = []
        self.step: Transition | None = None
        self.blocked = False
        self.claim: str | None = None
        self.published: list[str] = []
        self.unpublished: list[str] = []
        self.opened = False
        self.variant_ids: dict[int, UUID] = {}
        self.former: list[str] = []
        self.addresses: dict[tuple[str, int, str], str] = {}

    @property
    def is_new(self) -> bool:
        """Whether the product does not exist yet."""
        return self.before is None

    @property
    def moved(self) -> bool:
        """Whether it is in other collections than before, or at other places in them."""
        tables = ("collection_product", "collection_exclusion")
        parts = (self.changes.added, self.changes.changed, self.changes.removed)
        return any(part[table] for part in parts for table in tables)

    @property
    def type_id(self) -> UUID | None:
        """The type that it is to have."""
        if "productType" in self.item:
            return self.around.types[self.item["productType"]] if self.item["productType"] else None
        return None if self.before is None else self.before["type"]

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
        self.compare("product_translation", kept, existing.values())

    def media(self) -> dict[str, UUID]:
        """Pictures: those of the file in its order, then the others. Returns their ids by address."""
        rows = self.around.rows("product_media", self.id)
        existing = {row["url"]: row for row in rows} | {row["source_url"]: row for row in rows if row["source_url"]}
        title = self.item.get("title") or (self.before["title"] if self.before is not None else "")
        addresses: dict[str, UUID] = {}
        wanted: dict[UUID, Row] = {}
        for index, said in enumerate(self.item.get("media", ())):
            before, given = existing.get(said["url"]), said
            if before is None:
                row = self._new_media(said["url"], index) | {"alt": given.get("alt", "")}
            else:
                given = without_silent(said, self.record, "media.")
                row = before | ({"alt": given["alt"]} if "alt" in given else {})
            row["labels"] = row["labels"] | {locale: text for locale, text in given.get("labels", {}).items() if text}
            if "poster" in given:
                row["poster"] = self._poster(given["poster"], index)
            if "focalPoint" in given:
                row["focal_x"], row["focal_y"] = self._focal(given["focalPoint"], row, index)
            if before is None or "alt" in given:
                row["alt"] = row["alt"] or default_alt(title, index + 1)
            addresses[said["url"]] = row["id"]
            wanted[row["id"]] = row
        for row in rows:
            wanted.setdefault(row["id"], row)
            addresses.setdefault(row["url"], row["id"])
            addresses.setdefault(row["source_url"], row["id"])
        most = self.around.policy.settings.max_media
        if len(wanted) > most:
            self.refuse("TOO_MANY_MEDIA", f"There are more than {most:,} pictures.", "media")
        placed = [row | {"position": position} for position, row in enumerate(wanted.values())]
        self.compare("product_media", placed, rows)
        return addresses

    def _new_media(self, url: str, index: int) -> Row:
        file = self.around.files.get(url)
        if file is None and file_of_path(url) is not None:
            self.record.refuse("FILE_NOT_FOUND", "There is no such file.", "media", "url", index=index)
        elif file is not None and (file.kind.value not in SHOWN_KINDS or file.private):
            message = "Documents, data and private files are not shown with a product."
            self.record.refuse("MEDIA_KIND_NOT_SHOWN", message, "media", "url", index=index)
        return {
            "id": new_id(), "product": self.id, "url": url, "kind": "image" if file is None else file.kind.value,
            "file": None if file is None else file.id, "poster": None,
            "width": None if file is None else file.width, "height": None if file is None else file.height,
            "colour": None if file is None else file.colour,
            "focal_x": None, "focal_y": None, "labels": {}, "source_url": "", "mirror_after": None, "mirror_error": "",
        }  # fmt: skip

    def _poster(self, named: str | None, index: int) -> UUID | None:
        file = self.around.files.get(named or "")
        if named is not None and file is None:
            self.record.refuse("FILE_NOT_FOUND", "There is no such file.", "media", "poster", index=index)
        elif file is not None and file.kind is not FileKind.IMAGE:
            message = "What stands for a video until it plays is a picture."
            self.record.refuse("POSTER_NOT_IMAGE", message, "media", "poster", index=index)
        return None if file is None else file.id

    def _focal(self, said: Mapping[str, Any], row: Row, index: int) -> tuple[int | None, int | None]:
        """Returns a focal point in percent; of one that is said by halves the other half stays."""
        before = {axis: None if row[f"focal_{axis}"] is None else row[f"focal_{axis}"] / 100 for axis in ("x", "y")}
        x, y = ({**before, **said}[axis] for axis in ("x", "y"))
        try:
            if (x is None) != (y is None):
                raise InvalidInputError("A focal point has two coordinates.", code="INVALID_FOCAL_POINT", field=())
            return focal_percents(None if x is None or y is None else FocalPoint(float(x), float(y)), ())
        except InvalidInputError as error:
            self.record.refuse(error.code, error.message, "media", "focalX", index=index)
            return None, None

    def collections(self) -> None:
        """Its places in collections by hand; those that are not named stay. What rules found is theirs."""
        existing = {row["collection"]: row for row in self.around.rows("collection_product", self.id)}
        wanted = dict(existing)
        for slug, position in self.item.get("collections", {}).items():
            found = self.around.collections.get(slug)
            collection_id = None if found is None else found.id
            if found is None or collection_id is None:
                self.refuse("COLLECTION_NOT_FOUND", f"There is no collection {slug[:100]!r}.", "collection", slug)
            elif position is None:
                if wanted.get(collection_id, {}).get("kind") != "rule":
                    wanted.pop(collection_id, None)
            elif not 0 <= position < 2**31:
                self.refuse("INVALID_NUMBER", "A position is not negative.", "collection", slug)
            else:
                row = wanted.get(collection_id) or {"id": new_id(), "collection": collection_id, "product": self.id}
                wanted[collection_id] = row | {"position": position, "kind": "pin" if found.ruled else "hand"}
        self.compare("collection_product", wanted.values(), existing.values())

    def exclusions(self) -> None:
        """The collections that it stays out of whatever their rules say: exactly those of the file, if it says any."""
        if "excludedFrom" not in self.item:
            return
        existing = {row["collection"]: row for row in self.around.rows("collection_exclusion", self.id)}
        wanted: list[Row] = []
        for slug in dict.fromkeys(self.item["excludedFrom"]):
            found = self.around.collections.get(slug)
            if found is None:
                self.refuse("COLLECTION_NOT_FOUND", f"There is no collection {slug[:100]!r}.", "excludedFrom")
                continue
            new = {"id": new_id(), "collection": found.id, "product": self.id}
            wanted.append(existing.get(found.id) or new)
        self.compare("collection_exclusion", wanted, existing.values())

    def former_slugs(self) -> None:
        """What is to lead to it besides what does so already."""
        known = {*self.around.former_slugs.get(self.id, ()), "" if self.before is None else self.before["slug"]}
        for slug in dict.fromkeys(self.item.get("formerSlugs", ())):
            if slug in known:
                continue
            try:
                self.former.append(valid_slug(slug, field=("formerSlugs",)))
            except DomainError as error:
                self.refuse(error.code, error.message, "formerSlugs")
            if slug in self.around.taken_slugs:
                self.refuse("SLUG_TAKEN", f"A product is called {slug[:100]} now.", "formerSlugs")

    def product(self, slug: str, begun: Row) -> None:
        """Its own row; last, because its version grows with whatever of it changes.

        Args:
            slug: What was found for it.
            begun: What its status makes of it; see `merge_listings`.
        """
        row: Row = {"id": self.id, "slug": slug}
        if self.is_new:
            moment = self.item.get("createdAt")
            row |= {
                "title": "", "description": "", "brand": None, "type": None, "tags": [], "category": None,
                "seo_title": "", "seo_description": "", "external_id": None, "metadata": {}, "private_metadata": {},
                "submitted_by": None, "submitted_at": None, "reviewer": None, "version": 1,
                "created_at": self.around.now if moment is None else read_moment(moment),
            }  # fmt: skip
            if not self.item.get("title"):
                self.refuse("TITLE_MISSING", "A new product needs a title.", "title")
        row |= {column: self.item[name] for name, column in plain_columns("product").items() if name in self.item}
        row["slug"] = slug
        self._category(row)
        for name, column, ids in (("brand", "brand", self.around.brands), ("productType", "type", self.around.types)):
            if name in self.item:
                row[column] = ids[self.item[name]] if self.item[name] else None
        row |= begun
        after = row if self.before is None else self.before | row
        row["title_key"] = sort_key(after["title"])
        existing = () if self.before is None else (self.before,)
        self.compare("product", [row], existing)
        changes = self.changes
        if (changes or self.former) and self.before is not None and not changes.changed["product"]:
            changes.changed["product"].append((self.before | row, frozenset()))
        for added in changes.added["product"]:
            added["updated_at"] = self.around.now
        if self.before is not None:
            touched = {"updated_at": self.around.now, "version": self.before["version"] + 1}
            changes.changed["product"] = [
                (changed | touched, different | touched.keys()) for changed, different in changes.changed["product"]
            ]
        self.row = (self.before or {}) | row

    def _category(self, row: Row) -> None:
        if "category" not in self.item:
            return
        slug = self.item["category"]
        if slug is not None and slug not in self.around.categories:
            self.refuse("CATEGORY_NOT_FOUND", f"There is no category {slug[:100]!r}.", "category")
            return
        row["category"] = None if slug is None else self.around.categories[slug]

    def compare(self, table: str, wanted: Iterable[Row], existing: Iterable[Row]) -> None:
        by_id = {row["id"]: row for row in existing}
        wanted = list(wanted)
        self.changes.compare(table, wanted, by_id)
        self.changes.removed[table] += by_id.keys() - {row["id"] for row in wanted}
