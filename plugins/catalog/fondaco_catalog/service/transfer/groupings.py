"""What has lines of its own in a file before the products, one thing at a time, by the verbs that staff use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, DomainError, InvalidInputError, NotFoundError
from fondaco.ids import new_id
from msgspec import UNSET, structs

from fondaco_catalog.model.collection_rules import BY_ID, Rule, RuleCondition
from fondaco_catalog.model.drafts import (
    CategoryChanges,
    CategoryDraft,
    CategoryMove,
    CollectionChanges,
    CollectionDraft,
)
from fondaco_catalog.model.metadata import check_metadata
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.text import valid_slug
from fondaco_catalog.model.transfer.grouping_fields import LOOKS
from fondaco_catalog.model.transfer.levels import LEVELS_BY_NAME, Item
from fondaco_catalog.model.transfer.records import Record
from fondaco_catalog.model.views import ProductSort
from fondaco_catalog.repository import rows, slug_history
from fondaco_catalog.repository.category_tree import list_child_ids
from fondaco_catalog.repository.transfer.defined import RULED_BY, Thing, list_things
from fondaco_catalog.repository.transfer.groupings import find_child_category, list_ids_by_slug
from fondaco_catalog.service.categories import create_category, update_category
from fondaco_catalog.service.category_tree import move_category
from fondaco_catalog.service.collection_rules import set_collection_rule
from fondaco_catalog.service.collections import create_collection, update_collection
from fondaco_catalog.service.transfer.definitions import (
    converted,
    put_attribute,
    put_brand,
    put_relation_kind,
    put_tag,
    put_type,
    texts_of,
)
from fondaco_catalog.service.transfer.price_lists import put_price_list

__all__ = ["PATH_SEPARATOR", "ensure_category_path", "upsert_grouping"]

PATH_SEPARATOR = ">"
_TABLES: dict[str, rows.Entity] = {
    "productType": "product_type",
    "brand": "brand",
    "category": "category",
    "collection": "collection",
}
_TAGS = {"productType": "product_types", "brand": "brands", "category": "categories", "collection": "collections"}
_MERGED = frozenset({"labels", "translations"})


async def upsert_grouping(uow: UnitOfWork, record: Record, policy: Policy) -> str:
    """Brings the thing with the record's slug or code to what the file says; what is as it says is not touched.

    Returns:
        ``created``, ``updated`` or ``unchanged``.

    Raises:
        DomainError: As the verbs for attributes, types, brands, categories, collections and kinds of relations.
    """
    key = LEVELS_BY_NAME[record.kind].key
    name = record.item.get(key)
    if not name:
        raise InvalidInputError(f"A {key} is needed.", code="REQUIRED", field=(key,))
    found = next(iter(await list_things(record.kind, name)), None)
    said = record.item if found is None else _different(record.item, found.item)
    if found is not None and not said:
        return "unchanged"
    id_ = await _PUT[record.kind](uow, {**said, key: name}, found, policy)
    await _keep(uow, record.kind, id_, said, policy)
    return "created" if found is None else "updated"


def _different(said: Item, stored: Item) -> Item:
    """Returns the fields that are to become something else, of texts by language those languages."""
    found: Item = {}
    for name, value in said.items():
        before: Any = stored.get(name)
        if name in _MERGED:
            value = {key: each for key, each in value.items() if _changes(each, before.get(key))}  # noqa: PLW2901
            if value:
                found[name] = value
        elif name == "formerSlugs":
            if added := [slug for slug in value if slug not in before]:
                found[name] = added
        elif not _same(value, before):
            found[name] = value
    return found


def _same(said: Any, before: Any) -> bool:
    """Says whether a value is what is stored; of the objects of a list what is not named may be anything."""
    if isinstance(said, list) and isinstance(before, list) and len(said) == len(before):
        return all(
            one == other or (isinstance(one, dict) and isinstance(other, dict) and one.items() <= other.items())
            for one, other in zip(said, before, strict=True)
        )
    return bool(said == before)


def _changes(said: Any, before: Any) -> bool:
    if isinstance(said, Mapping):
        return any(text != (before or {}).get(name, "") for name, text in said.items())
    return bool(said != (before or ""))


async def _keep(uow: UnitOfWork, kind: str, id_: UUID, said: Item, policy: Policy) -> None:
    """Notes metadata and former slugs."""
    noted: dict[str, Any] = {}
    for name, column in (("metadata", "metadata"), ("privateMetadata", "private_metadata")):
        if name in said:
            try:
                check_metadata(said[name], policy)
            except DomainError as error:
                error.field = (name,)
                raise
            noted[column] = said[name]
    if noted:
        await rows.update_row(_TABLES[kind], id_, noted, edited=True)
    former = [valid_slug(slug, field=("formerSlugs",)) for slug in said.get("formerSlugs", ())]
    if former:
        taken = await slug_history.add_former_slugs(_TABLES[kind], [(new_id(), id_, slug) for slug in former], uow.now)
        if taken:
            raise ConflictError(f"Something is called {taken[0][:100]} now.", code="SLUG_TAKEN", field=("formerSlugs",))
    if noted or former:
        uow.invalidate(_TAGS[kind])


async def _put_category(uow: UnitOfWork, said: Item, found: Thing | None, policy: Policy) -> UUID:
    parent_id: UUID | None = None
    parent = said.get("parent", None if found is None else found.item["parent"])
    if parent:
        ids = await list_ids_by_slug("category", [parent])
        if parent not in ids:
            raise NotFoundError(
                f"There is no category {parent[:100]!r}; parents come before their children.",
                code="CATEGORY_NOT_FOUND",
                field=("parent",),
            )
        parent_id = ids[parent]
    texts = texts_of(said, found, "name")
    given: dict[str, Any] = {name: said[key] for key, name in {"name": "name", **_SAID}.items() if key in said}
    if found is None:
        draft = CategoryDraft(
            **({"name": ""} | given),
            slug=said["slug"],
            parent_id=parent_id,
            position=said.get("position"),
            translations=texts,
        )
        return await create_category(uow, draft, policy)
    if "parent" in said or "position" in said:
        await _move_category(uow, said, found.id, parent_id, policy)
    changes = CategoryChanges(**given, translations=texts or UNSET)
    if changes != CategoryChanges():
        await update_category(uow, found.id, changes, policy)
    return found.id


async def _move_category(
    uow: UnitOfWork, said: Item, category_id: UUID, parent_id: UUID | None, policy: Policy
) -> None:
    """Moves a category to the parent and the place among its siblings that the file says."""
    siblings = [id_ for id_ in await list_child_ids(parent_id) if id_ != category_id]
    position = said.get("position", len(siblings))
    move = CategoryMove(parent_id=parent_id)
    if position < len(siblings):
        move = CategoryMove(parent_id=parent_id, before_id=siblings[max(position, 0)])
    await move_category(uow, category_id, move, policy)


_SAID = {"description": "description", **LOOKS}


async def _put_collection(uow: UnitOfWork, said: Item, found: Thing | None, policy: Policy) -> UUID:
    texts = texts_of(said, found, "title")
    given: dict[str, Any] = {name: said[key] for key, name in {"title": "title", **_SAID}.items() if key in said}
    if "channels" in said:
        given["channels"] = tuple(said["channels"])
    if found is None:
        draft = CollectionDraft(**({"title": ""} | given), slug=said["slug"], translations=texts)
        collection_id = await create_collection(uow, draft, policy)
    else:
        collection_id = found.id
        changes = CollectionChanges(**given, translations=texts or UNSET)
        if changes != CollectionChanges():
            await update_collection(uow, collection_id, changes, policy)
    if "rule" in said or "sort" in said:
        await _put_rule(uow, collection_id, said, found, policy)
    return collection_id


async def _put_rule(uow: UnitOfWork, id_: UUID, said: Item, found: Thing | None, policy: Policy) -> None:
    stored: Item = {} if found is None else found.item
    given = said.get("rule", stored.get("rule"))
    wanted = str(said.get("sort", stored.get("sort", "manual")))
    if not given:
        if wanted != "manual":
            raise InvalidInputError(
                "A collection without a rule is in the order of its merchant.", code="INVALID_SORT", field=("sort",)
            )
        if stored.get("rule"):
            await set_collection_rule(uow, id_, None, ProductSort.NEWEST, policy)
        return
    try:
        sort = ProductSort.NEWEST if wanted == "manual" else ProductSort(wanted)
    except ValueError:
        raise InvalidInputError(f"There is no order {wanted[:50]!r}.", code="INVALID_SORT", field=("sort",)) from None
    rule = await _with_ids(converted(given, Rule, "rule"))
    await set_collection_rule(uow, id_, rule, sort, policy)


async def _with_ids(rule: Rule) -> Rule:
    """Returns a rule with ids in the place of slugs; an id is taken for one, since nothing of it may be left.

    Raises:
        NotFoundError: ``CATEGORY_NOT_FOUND``, ``BRAND_NOT_FOUND``, ``PRODUCT_TYPE_NOT_FOUND``.
    """
    ids: dict[tuple[str, str], UUID] = {}
    for field, table in RULED_BY.items():
        slugs = sorted({value for each in rule.all_conditions if each.field is field for value in each.values})
        for slug, id_ in (await list_ids_by_slug(table, slugs)).items():
            ids[table, slug] = id_

    def id_of(table: str, value: str) -> str:
        if (table, value) in ids:
            return str(ids[table, value])
        try:
            return str(UUID(value))
        except ValueError:
            raise NotFoundError(
                f"There is no {table.replace('_', ' ')} {value[:100]!r}.",
                code=f"{table.upper()}_NOT_FOUND",
                field=("rule",),
            ) from None

    def condition(found: RuleCondition) -> RuleCondition:
        if found.field not in BY_ID:
            return found
        return structs.replace(found, values=tuple(id_of(RULED_BY[found.field], value) for value in found.values))

    return Rule(
        match=rule.match,
        conditions=tuple(map(condition, rule.conditions)),
        groups=tuple(
            structs.replace(group, conditions=tuple(map(condition, group.conditions))) for group in rule.groups
        ),
    )


_PUT = {
    "attribute": put_attribute,
    "productType": put_type,
    "brand": put_brand,
    "category": _put_category,
    "collection": _put_collection,
    "relationKind": put_relation_kind,
    "tag": put_tag,
    "priceList": put_price_list,
}


async def ensure_category_path(uow: UnitOfWork, path: str, policy: Policy) -> UUID:
    """Returns the category at the end of a path of names (``Home > Kitchen > Cups``); what is missing of it is made.

    Raises:
        InvalidInputError: ``CATEGORY_CYCLE`` if a name comes twice: no category lies below itself.
        DomainError: As `create_category`.
    """
    names = [name.strip() for name in path.split(PATH_SEPARATOR)]
    if not all(names):
        raise InvalidInputError("A part of the path is empty.", code="REQUIRED", field=("category",))
    if len({name.casefold() for name in names}) < len(names):
        raise InvalidInputError(
            "A category comes twice in this path, but none can lie below itself.",
            code="CATEGORY_CYCLE",
            field=("category",),
        )
    parent_id: UUID | None = None
    for name in names:
        found = await find_child_category(parent_id, name)
        if found is None:
            found = await create_category(uow, CategoryDraft(name=name, parent_id=parent_id), policy)
        parent_id = found
    assert parent_id is not None  # noqa: S101 (for the type checker: a path has a name)
    return parent_id
