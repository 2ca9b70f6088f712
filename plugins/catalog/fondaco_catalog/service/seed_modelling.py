"""The demo store's product types, attributes and brands."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from fondaco.db import UnitOfWork

from fondaco_catalog.demo import DemoCatalog, LocalText
from fondaco_catalog.demo.modelling import BRANDS, CARE, KINDS, SHARED_OPTIONS, shared_values
from fondaco_catalog.model.attribute_drafts import AttributeKind, AttributeScope, Label
from fondaco_catalog.model.brands import BrandDraft
from fondaco_catalog.model.definitions import AttributeDraft, ChoiceDraft
from fondaco_catalog.model.drafts import TextsDraft
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.product_types import ProductTypeDraft, TypeAttributeDraft
from fondaco_catalog.model.text import name_key
from fondaco_catalog.repository import definitions, names
from fondaco_catalog.repository.attribute_values import list_type_rules
from fondaco_catalog.service.attributes import create_attribute
from fondaco_catalog.service.brands import create_brand
from fondaco_catalog.service.product_types import create_type

__all__ = ["CHINESE", "seed_modelling"]

CHINESE = "zh-Hans"


def _labels(text: LocalText) -> tuple[Label, ...]:
    return (Label(CHINESE, text.zh_hans),)


async def seed_modelling(uow: UnitOfWork, catalog: DemoCatalog, policy: Policy) -> dict[str, frozenset[str]]:
    """Makes what is not there yet, by code or name.

    Returns:
        Codes of the attributes that each kind's product type has, by the kind's key.
    """
    await _attributes(uow, catalog, policy)
    known = await names.list_named("brand", [name_key(name) for name in BRANDS])
    for name, chinese in BRANDS.items():
        if name_key(name) not in known:
            await create_brand(
                uow, BrandDraft(name=name, translations=(TextsDraft(locale=CHINESE, name=chinese),)), policy
            )
    types = await names.list_named("product_type", [name_key(kind.name.en) for kind in KINDS.values()])
    had: dict[str, frozenset[str]] = {}
    for key, kind in KINDS.items():
        type_id: UUID | None = types.get(name_key(kind.name.en))
        if type_id is None:
            options = [
                code
                for code in SHARED_OPTIONS
                if any(
                    option.code == code for one in catalog.products if one.product_type == key for option in one.options
                )
            ]
            draft = ProductTypeDraft(
                name=kind.name.en, attributes=tuple(_assigned(options, kind.care)), labels=_labels(kind.name)
            )
            type_id = await create_type(uow, draft, policy)
        had[key] = frozenset(await list_type_rules(type_id))
    return had


def _assigned(options: Sequence[str], care: LocalText | None) -> list[TypeAttributeDraft]:
    chosen = [TypeAttributeDraft(code=code, scope=AttributeScope.OPTION) for code in options]
    return chosen if care is None else [*chosen, TypeAttributeDraft(code="care")]


async def _attributes(uow: UnitOfWork, catalog: DemoCatalog, policy: Policy) -> None:
    known = await definitions.list_attributes_by_code(["care", *SHARED_OPTIONS])
    if "care" not in known:
        draft = AttributeDraft(name=CARE.en, code="care", kind=AttributeKind.TEXT, labels=_labels(CARE))
        await create_attribute(uow, draft, policy)
    for code in SHARED_OPTIONS:
        if code in known:
            continue
        option = next(option for one in catalog.products for option in one.options if option.code == code)
        values = shared_values(catalog, code)
        swatch = any(value.swatch for value in values)
        draft = AttributeDraft(
            name=option.name.en,
            code=code,
            kind=AttributeKind.SWATCH if swatch else AttributeKind.CHOICE,
            filterable=True,
            choices=tuple(
                ChoiceDraft(name=value.name.en, code=value.code, colour=value.swatch, labels=_labels(value.name))
                for value in values
            ),
            labels=_labels(option.name),
        )
        await create_attribute(uow, draft, policy)
