"""Attributes, types, brands, kinds of relations and tags of a file, one at a time, by the verbs that staff use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError, NotFoundError
from msgspec import UNSET

from fondaco_catalog.model.attribute_drafts import AttributeKind, AttributeScope, Label, ReferenceTarget
from fondaco_catalog.model.brands import BrandChanges, BrandDraft
from fondaco_catalog.model.definitions import AttributeChanges, AttributeDraft, ChoiceChanges, ChoiceDraft
from fondaco_catalog.model.drafts import GroupingTexts
from fondaco_catalog.model.labels import clean_labels, clean_name, merged
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.product_types import ProductTypeChanges, ProductTypeDraft, TypeAttributeDraft
from fondaco_catalog.model.transfer.grouping_fields import LOOKS_IN_WORDS
from fondaco_catalog.model.transfer.levels import Item
from fondaco_catalog.repository import definitions, rows
from fondaco_catalog.repository.definitions import ChoiceState
from fondaco_catalog.repository.relations import find_kind
from fondaco_catalog.repository.transfer.defined import Thing
from fondaco_catalog.service.attributes import (
    add_choices,
    create_attribute,
    reorder_choices,
    update_attribute,
    update_choice,
)
from fondaco_catalog.service.brands import create_brand, update_brand
from fondaco_catalog.service.product_types import create_type, update_type
from fondaco_catalog.service.relations import create_kind
from fondaco_catalog.service.tags import set_tag_labels

__all__ = ["converted", "put_attribute", "put_brand", "put_relation_kind", "put_tag", "put_type", "texts_of"]

T = TypeVar("T")


class _Choice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="camel"):
    code: str
    name: str = ""
    labels: dict[str, str] = {}
    colour: str | None = None
    image_url: str | None = None


class _TypeAttribute(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    code: str
    scope: AttributeScope = AttributeScope.PRODUCT
    required: bool = False


def converted(value: Any, type_: type[T], field: str) -> T:
    """Returns what a file says as a value of a type.

    Raises:
        InvalidInputError: ``INVALID_TYPE``.
    """
    try:
        return msgspec.convert(value, type_)
    except msgspec.ValidationError as error:
        raise InvalidInputError(f"{error}."[:300], code="INVALID_TYPE", field=(field,)) from None


def _labels(labels: Mapping[str, str]) -> tuple[Label, ...]:
    return tuple(Label(locale, text) for locale, text in labels.items())


def texts_of(said: Item, found: Thing | None, name: str) -> tuple[GroupingTexts, ...]:
    """Returns the texts by language, what is not said of a language as it is."""
    before = {} if found is None else found.item["translations"]
    names = {name: "name", "description": "description", **LOOKS_IN_WORDS}
    return tuple(
        GroupingTexts(
            locale=locale,
            **{column: texts.get(key, before.get(locale, {}).get(key, "")) for key, column in names.items()},
        )
        for locale, texts in said.get("translations", {}).items()
    )


async def put_attribute(uow: UnitOfWork, said: Item, found: Thing | None, policy: Policy) -> UUID:
    """Makes or changes an attribute; choices that are not named stay, behind the others.

    Raises:
        ConflictError: ``ATTRIBUTE_KIND_FIXED``, and as the verbs for attributes.
    """
    choices = converted(said.get("choices", []), list[_Choice], "choices")
    if found is None:
        target = said.get("referenceTo")
        attribute_id = await create_attribute(
            uow,
            AttributeDraft(
                name=said.get("name", ""),
                kind=converted(said.get("type", "text"), AttributeKind, "type"),
                code=said["code"],
                unit=said.get("unit"),
                reference_to=None if target is None else converted(target, ReferenceTarget, "referenceTo"),
                filterable=said.get("filterable", False),
                visible=said.get("visible", True),
                choices=tuple(_choice_draft(choice) for choice in choices),
                labels=_labels(said.get("labels", {})),
            ),
            policy,
        )
        if said.get("position"):
            await update_attribute(uow, attribute_id, AttributeChanges(position=said["position"]), policy)
        return attribute_id
    for name in ("type", "referenceTo"):
        if name in said:
            raise ConflictError(
                "What an attribute is of, and what it refers to, never changes.",
                code="ATTRIBUTE_KIND_FIXED",
                field=(name,),
            )
    changes = AttributeChanges(
        **{name: said[name] for name in ("name", "unit", "filterable", "visible", "position") if name in said},
        labels=_labels(said["labels"]) if "labels" in said else UNSET,
    )
    if changes != AttributeChanges():
        await update_attribute(uow, found.id, changes, policy)
    if "choices" in said:
        await _put_choices(uow, found, choices, policy)
    return found.id


def _choice_draft(choice: _Choice) -> ChoiceDraft:
    return ChoiceDraft(
        name=choice.name,
        code=choice.code,
        colour=choice.colour,
        image_url=choice.image_url,
        labels=_labels(choice.labels),
    )


async def _put_choices(uow: UnitOfWork, found: Thing, choices: Sequence[_Choice], policy: Policy) -> None:
    stored = {choice.code: choice for choice in converted(found.item["choices"], list[_Choice], "choices")}
    added = [choice for choice in choices if choice.code not in stored]
    if added:
        await add_choices(uow, found.id, [_choice_draft(choice) for choice in added], policy)
    known: dict[str, ChoiceState] = {choice.code: choice for choice in await definitions.list_choices(found.id)}
    for choice in choices:
        before = stored.get(choice.code)
        if before is None or before == choice:
            continue
        changes = ChoiceChanges(
            name=choice.name or before.name,
            colour=choice.colour,
            image_url=choice.image_url,
            labels=_labels(choice.labels),
        )
        await update_choice(uow, known[choice.code].id, changes, policy)
    wanted = [known[choice.code].id for choice in choices]
    ordered = list(dict.fromkeys([*wanted, *(choice.id for choice in known.values())]))
    if ordered != [choice.id for choice in known.values()]:
        await reorder_choices(uow, found.id, wanted)


async def put_type(uow: UnitOfWork, said: Item, found: Thing | None, policy: Policy) -> UUID:
    """Makes or changes a product type; its attributes are those that are said, in order."""
    attributes = tuple(
        TypeAttributeDraft(code=each.code, scope=each.scope, required=each.required)
        for each in converted(said.get("attributes", []), list[_TypeAttribute], "attributes")
    )
    labels = _labels(said.get("labels", {}))
    if found is None:
        draft = ProductTypeDraft(name=said.get("name", ""), slug=said["slug"], attributes=attributes, labels=labels)
        return await create_type(uow, draft, policy)
    changes = ProductTypeChanges(
        name=said.get("name", UNSET),
        attributes=attributes if "attributes" in said else UNSET,
        labels=labels if "labels" in said else UNSET,
    )
    if changes != ProductTypeChanges():
        await update_type(uow, found.id, changes, policy)
    return found.id


async def put_brand(uow: UnitOfWork, said: Item, found: Thing | None, policy: Policy) -> UUID:
    """Makes or changes a brand."""
    texts = texts_of(said, found, "name")
    if found is None:
        draft = BrandDraft(
            name=said.get("name", ""),
            slug=said["slug"],
            description=said.get("description", ""),
            seo_title=said.get("seoTitle", ""),
            seo_description=said.get("seoDescription", ""),
            logo_url=said.get("logoUrl", ""),
            translations=texts,
        )
        return await create_brand(uow, draft, policy)
    changes = BrandChanges(
        name=said.get("name", UNSET),
        description=said.get("description", UNSET),
        seo_title=said.get("seoTitle", UNSET),
        seo_description=said.get("seoDescription", UNSET),
        logo_url=said.get("logoUrl", UNSET),
        translations=texts or UNSET,
    )
    if changes != BrandChanges():
        await update_brand(uow, found.id, changes, policy)
    return found.id


async def put_relation_kind(uow: UnitOfWork, said: Item, found: Thing | None, policy: Policy) -> UUID:
    """Makes a way in which products belong together, or changes its names and its place.

    Raises:
        ConflictError: ``RELATION_KIND_FIXED`` if it would hold in other directions than before.
    """
    if found is not None and "symmetric" in said:
        raise ConflictError(
            "In which directions a kind of relation holds never changes.",
            code="RELATION_KIND_FIXED",
            field=("symmetric",),
        )
    changed: dict[str, Any] = {"position": _position(said["position"])} if "position" in said else {}
    if found is None:
        code, name, symmetric = said["code"], said.get("name", ""), said.get("symmetric", False)
        await create_kind(uow, code, name, said.get("labels", {}), policy, symmetric=symmetric)
        kind_id = await _kind_id(code)
    else:
        kind_id = found.id
        if "name" in said:
            changed["name"] = clean_name(said["name"])
        if "labels" in said:
            changed["labels"] = merged(found.item["labels"], clean_labels(_labels(said["labels"]), policy))
    if changed:
        await rows.update_row("relation_kind", kind_id, changed)
        uow.invalidate("relation_kinds", "products")
    return kind_id


async def put_tag(uow: UnitOfWork, said: Item, found: Thing | None, policy: Policy) -> UUID:
    """Says what a tag is called in other languages."""
    tag = clean_name(said["name"])
    return await set_tag_labels(uow, tag, clean_labels(_labels(said.get("labels", {})), policy))


async def _kind_id(code: str) -> UUID:
    found = await find_kind(code)
    if found is None:
        raise NotFoundError("There is no such kind of relation.", code="RELATION_KIND_NOT_FOUND", field=("code",))
    return found[0]


def _position(position: int) -> int:
    if not 0 <= position < 2**31:
        raise InvalidInputError("A position is not negative.", code="INVALID_POSITION", field=("position",))
    return position
