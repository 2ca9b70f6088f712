"""Writing a batch of records: what the shop has of them is read, compared and written with a few statements."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

import asyncpg
from fondaco import clock
from fondaco.commerce import events
from fondaco.db import UnitOfWork
from fondaco.errors import DomainError, NotFoundError
from fondaco.files import ANY_KIND, File, file_of_path, lock_addressed, lock_files
from fondaco.ids import new_id

from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.transfer.cleaning import Cleaned, clean_record
from fondaco_catalog.model.transfer.levels import Item
from fondaco_catalog.model.transfer.records import Record
from fondaco_catalog.repository import slug_history
from fondaco_catalog.repository.price_state import ensure_base_lists
from fondaco_catalog.repository.search_index import queue_products
from fondaco_catalog.repository.transfer import lookups
from fondaco_catalog.repository.transfer.lookups import Match, NamedList
from fondaco_catalog.repository.transfer.parts import Changes, Row, load_parts, write_parts
from fondaco_catalog.repository.transfer.transfers import Counts, MetKey, add_keys, list_met_keys
from fondaco_catalog.service.names import ensure_named
from fondaco_catalog.service.pricing import refresh_prices
from fondaco_catalog.service.transfer.attribute_rules import list_rules
from fondaco_catalog.service.transfer.groupings import PATH_SEPARATOR, ensure_category_path, upsert_grouping
from fondaco_catalog.service.transfer.links import LINKS, upsert_link
from fondaco_catalog.service.transfer.matching import (
    Found,
    apart,
    external_ids_of,
    find_products,
    keys_of,
    refuse_external_ids,
    refuse_met,
    skus_of,
)
from fondaco_catalog.service.transfer.merge import Merge, Surroundings
from fondaco_catalog.service.transfer.merge_attributes import merge_attributes
from fondaco_catalog.service.transfer.merge_listings import begin_life, merge_listings
from fondaco_catalog.service.transfer.merge_variants import merge_variants
from fondaco_catalog.service.transfer.opening import open_publications

__all__ = ["BatchWriter"]


class BatchWriter:
    """Writes records in the transaction of its caller.

    Args:
        transfer_id: The import whose names are not to come twice.
        match: What products are found again by.
    """

    def __init__(self, transfer_id: UUID, policy: Policy, match: Match) -> None:
        self._transfer_id = transfer_id
        self._policy = policy
        self._match = match

    async def put(self, uow: UnitOfWork, records: Sequence[Record]) -> Counts:
        """Brings everything that the records speak of to what they say; what is refused keeps its problems.

        Locks categories, then products in the order of their ids.
        """
        counts = Counts()
        products: list[Record] = []
        locked = False
        for record in records:
            if record.kind == "product":
                products.append(record)
                continue
            await self._put_products(uow, products, counts)
            products = []
            if record.kind in LINKS and not locked:
                # All at once and in order, before anything else is locked that others lock behind products.
                named = {str(each.item.get("product") or "") for each in records if each.kind in LINKS}
                await lookups.lock_matches([], sorted(named))
                locked = True
            await self._put_grouping(uow, record, counts)
        await self._put_products(uow, products, counts)
        return counts

    async def _put_grouping(self, uow: UnitOfWork, record: Record, counts: Counts) -> None:
        if not record.problems:
            try:
                async with uow.savepoint():
                    outcome = await self._put_thing(uow, record)
                setattr(counts, outcome, getattr(counts, outcome) + 1)
            except DomainError as error:
                name, *inside = error.field or ("",)
                where = f" ({'.'.join((name, *inside))})" if inside and inside[0].isdigit() else ""
                record.refuse(error.code, error.message + where, record.kind, _field_of(record.kind, name))
        if record.problems:
            counts.failed += 1

    async def _put_thing(self, uow: UnitOfWork, record: Record) -> str:
        put = upsert_link if record.kind in LINKS else upsert_grouping
        return await put(uow, record, self._policy)

    async def _put_products(self, uow: UnitOfWork, records: Sequence[Record], counts: Counts) -> None:
        cleaned = [found for record in records if (found := clean_record(record, self._policy)) is not None]
        if cleaned:
            await self._put_surely(uow, cleaned, counts, attempt=1)
        counts.failed += sum(bool(record.problems) for record in records)

    async def _put_surely(self, uow: UnitOfWork, cleaned: Sequence[Cleaned], counts: Counts, *, attempt: int) -> None:
        """Writes products; where somebody else takes a name meanwhile, again, and at last one by one."""
        try:
            async with uow.savepoint():
                done = await self._put_once(uow, cleaned)
            _add(counts, done)
        except asyncpg.UniqueViolationError as error:
            cleaned = [each for each in cleaned if not each.record.problems]
            if attempt == 1:
                await self._put_surely(uow, cleaned, counts, attempt=2)
            elif len(cleaned) > 1:
                for one in cleaned:
                    await self._put_surely(uow, [one], counts, attempt=2)
            else:
                _refuse_taken(error, cleaned[0].record)

    async def _put_once(self, uow: UnitOfWork, cleaned: Sequence[Cleaned]) -> Counts:
        # Names before categories, categories before products: the order in which all verbs take their locks.
        named = await self._named(uow, cleaned)
        categories = await self._categories(uow, cleaned)
        lists = await self._price_lists(uow, cleaned)
        found, further = apart(await find_products(cleaned, self._match))
        around = await self._surroundings(uow, found, categories, named, lists)
        before = {row["id"]: row for rows in around.state["product"].values() for row in rows}
        met = dict(await list_met_keys(self._transfer_id, [key for each in found for key in keys_of(each)]))
        fresh: dict[str, MetKey] = {}
        # Exports are in the order of the ids, and ids of one millisecond are in none.
        new_ids = iter(sorted(new_id() for each in found if each.id is None))
        counts, changes = Counts(), Changes()
        merges: list[Merge] = []
        former: list[tuple[UUID, UUID, str]] = []
        for each in found:
            if each.record.problems or refuse_met(each, ChainMap(fresh, met)):
                continue
            merge = self._merged(each, each.id or next(new_ids), around, before)
            await _refuse_lost_files(merge)
            if each.record.problems:
                continue
            former += [(new_id(), merge.id, slug) for slug in merge.former]
            fresh |= {key: MetKey(key, each.record.row, each.record.handle) for key in keys_of(each)}
            merges.append(merge)
            changes.take(merge.changes)
        await write_parts(changes)
        if former:
            await slug_history.add_former_slugs("product", former, uow.now)
        await refresh_prices(_repriced(changes), self._policy)
        await write_parts(await open_publications(uow, self._transfer_id, merges, self._policy))
        for merge in merges:
            _tell(uow, merge, counts)
        await queue_products([merge.id for merge in merges if merge.is_new or merge.changes or merge.opened])
        await add_keys(self._transfer_id, list(fresh.values()))
        if further:
            _add(counts, await self._put_once(uow, [each.cleaned for each in further]))
        return counts

    def _merged(self, each: Found, id_: UUID, around: Surroundings, before: dict[UUID, Row]) -> Merge:
        merge = Merge(each.cleaned, id_, before.get(id_), around)
        merge.translations()
        media = merge.media()
        merge_variants(merge, media, match=self._match)
        merge_listings(merge)
        merge_attributes(merge)
        merge.collections()
        merge.exclusions()
        merge.former_slugs()
        merge.product(each.slug, begin_life(merge))
        return merge

    async def _categories(self, uow: UnitOfWork, cleaned: Sequence[Cleaned]) -> dict[str, UUID]:
        wanted: dict[str, list[Record]] = {}
        for each in cleaned:
            if category := each.item.get("category"):
                wanted.setdefault(category, []).append(each.record)
        paths = [category for category in wanted if PATH_SEPARATOR in category]
        found: dict[str, UUID] = {}
        for path in paths:
            try:
                async with uow.savepoint():
                    found[path] = await ensure_category_path(uow, path, self._policy)
            except DomainError as error:
                for record in wanted[path]:
                    record.refuse(error.code, error.message, "product", "category")
        # After the paths, which may have made some of these.
        return found | await lookups.list_categories([category for category in wanted if category not in paths])

    async def _named(self, uow: UnitOfWork, cleaned: Sequence[Cleaned]) -> tuple[dict[str, UUID], dict[str, UUID]]:
        """Returns the brands and the types that are named; what is missing is made."""
        brands = {name for each in cleaned if (name := each.item.get("brand"))}
        types = {name for each in cleaned if (name := each.item.get("productType"))}
        return (
            await ensure_named(uow, "brand", sorted(brands)) if brands else {},
            await ensure_named(uow, "product_type", sorted(types)) if types else {},
        )

    async def _price_lists(self, uow: UnitOfWork, cleaned: Sequence[Cleaned]) -> dict[str, NamedList]:
        named = {
            key.partition("@")[0]
            for each in cleaned
            for variant in each.item.get("variants", ())
            for key in variant.get("prices", ())
        }
        if not named:
            return {}
        currencies = {slug: channel.currency for slug, channel in self._policy.channels.items()}
        await ensure_base_lists({slug: currencies[slug] for slug in sorted(named & currencies.keys())}, uow.now)
        return await lookups.list_price_lists(currencies)

    async def _surroundings(
        self,
        uow: UnitOfWork,
        found: Sequence[Found],
        categories: dict[str, UUID],
        named: tuple[dict[str, UUID], dict[str, UUID]],
        lists: dict[str, NamedList],
    ) -> Surroundings:
        items = [each.cleaned.item for each in found]
        collections = {
            slug for item in items for name in ("collections", "excludedFrom") for slug in item.get(name, ())
        }
        former = [slug for item in items for slug in item.get("formerSlugs", ())]
        known = [each.id for each in found if each.id is not None] if former else []
        external_products, external_holders = await lookups.list_external_holders(*external_ids_of(found))
        refuse_external_ids(found, external_products)
        state = await load_parts([each.id for each in found if each.id is not None])
        brands, types = named
        rules, choice_names = await list_rules(items, types, state)
        return Surroundings(
            policy=self._policy,
            # Not the moment of the transaction: until it had its locks, others published and withdrew these products.
            now=clock.utc_now(),
            actor=uow.context.principal.id,
            categories=categories,
            collections=await lookups.list_collections(sorted(collections)),
            brands=brands,
            types=types,
            price_lists=lists,
            files=await _files(found),
            state=state,
            rules=rules,
            choice_names=choice_names,
            former_slugs=dict(zip(known, await slug_history.list_former_slugs("product", known), strict=True)),
            taken_slugs=frozenset(await lookups.list_taken_slugs(former)),
            sku_holders={each.sku: each.id for each in await lookups.list_sku_holders(skus_of(found))},
            external_holders=external_holders,
        )


async def _files(found: Sequence[Found]) -> dict[str, File]:
    """Returns the uploaded files that products name by their paths, and lets nobody delete them."""
    paths = {
        address: id_
        for each in found
        for media in each.cleaned.item.get("media", ())
        for address, id_ in ((media["url"], file_of_path(media["url"])), (media.get("poster"), _poster(media)))
        if id_ is not None
    }
    files: dict[str, File] = {}
    for path, id_ in sorted(paths.items(), key=lambda pair: pair[1]):
        with suppress(NotFoundError):  # the product that names it is refused for that
            files[path] = (await lock_files([id_]))[id_]
    return files


def _poster(media: Item) -> UUID | None:
    """Returns the id of the file that a picture of a video is to be: it is named by its id or a path."""
    named = media.get("poster") or ""
    try:
        return file_of_path(named) or UUID(named)
    except ValueError:
        return None


async def _refuse_lost_files(merge: Merge) -> None:
    """Keeps the uploaded files that values of attributes are addresses of; refuses those that are not there."""
    for key, address in merge.addresses.items():
        level, index, code = key
        try:
            await lock_addressed({("attributes",): address}, kinds=ANY_KIND)
        except DomainError as error:
            merge.record.refuse(error.code, error.message, level, "attribute", index=index, dimension=code)


def _tell(uow: UnitOfWork, merge: Merge, counts: Counts) -> None:
    """Counts a product that is written, and tells the world about it."""
    if merge.is_new:
        counts.created += 1
    elif merge.changes or merge.opened:
        counts.updated += 1
    else:
        counts.unchanged += 1
        return
    id_ = merge.id
    uow.emit(events.ProductCreated(product_id=id_) if merge.is_new else events.ProductUpdated(product_id=id_))
    if merge.opened and merge.step is not None:
        source, target = str(merge.step.source), str(merge.step.target)
        uow.emit(
            events.ProductStatusChanged(
                product_id=id_, from_status=source, to_status=target, actor=uow.context.principal.id, reason=""
            )
        )
    for channel in merge.published:
        uow.emit(events.ProductPublished(product_id=id_, channel=channel))
    for channel in merge.unpublished:
        uow.emit(events.ProductUnpublished(product_id=id_, channel=channel))
    uow.invalidate("products")
    if merge.moved:
        uow.invalidate("collections")
    if not merge.is_new:
        uow.invalidate(f"product:{id_}")


def _written(changes: Changes) -> list[UUID]:
    """Returns the products that were added or changed."""
    return sorted({row["id"] for row in (*changes.added["product"], *(row for row, _ in changes.changed["product"]))})


def _repriced(changes: Changes) -> list[UUID]:
    """Returns the products whose prices, or whose variants with prices, changed."""
    products = {row["id"]: row["product"] for row in changes.added["product_variant"]}
    products |= {row["id"]: row["product"] for row, _ in changes.changed["product_variant"]}
    changed = {row["variant"] for row in (*changes.added["price"], *(row for row, _ in changes.changed["price"]))}
    unknown = changed - products.keys()
    # A price that goes is known by its own id only, so every product that changed is looked at then.
    if changes.removed["price"] or unknown:
        return _written(changes)
    return sorted({products[variant] for variant in changed})


def _field_of(kind: str, name: str) -> str:
    """Returns the field of a file that a verb's input field is."""
    names = {
        "parentId": "parent",
        "translations": "title" if kind in {"collection", "priceList"} else "name",
        "labels": "name",
        "kind": "code" if kind == "relation" else "type",
        "relatedIds": "related",
        "variantId": "variant",
        "amountsOff": "amountOff",
        "references": "to",
        "attributes": "to" if kind == "reference" else "attributes",
    }
    return names.get(name, name)


def _add(counts: Counts, done: Counts) -> None:
    counts.created += done.created
    counts.updated += done.updated
    counts.unchanged += done.unchanged


def _refuse_taken(error: asyncpg.UniqueViolationError, record: Record) -> None:
    constraint = error.constraint_name or ""
    if constraint == "product_variant_sku_key":
        record.refuse("SKU_TAKEN", "A SKU was taken by somebody else just now.", "variant", "sku", index=0)
    elif constraint == "product_slug_key":
        record.refuse("SLUG_TAKEN", "The slug was taken by somebody else just now.", "product", "slug")
    elif constraint in {"product_external_id_key", "product_variant_external_id_key"}:
        at = ("product", -1) if constraint == "product_external_id_key" else ("variant", 0)
        record.refuse("EXTERNAL_ID_TAKEN", "Another one has this external id.", at[0], "externalId", index=at[1])
    else:
        raise error
