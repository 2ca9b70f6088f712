"""What staff change of product types, attributes and choices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
import strawberry
from fondaco.db import UnitOfWork
from fondaco.graphql import ID, Info, SchemaPart, input_type
from fondaco.ids import encode_global_id, parse_global_id
from msgspec import UNSET

from fondaco_catalog.graphql import attribute_types as attribute
from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.attribute_inputs import (
    AttributeChoiceInput,
    AttributeCreateInput,
    NameInput,
    ProductTypeCreateInput,
    TypeAttributeInput,
    labels_of,
)
from fondaco_catalog.graphql.input_changes import changes_from
from fondaco_catalog.graphql.requests import policy_of, scope_of
from fondaco_catalog.model import views
from fondaco_catalog.model.attribute_views import Attribute, AttributeChoice, LackingAttribute
from fondaco_catalog.model.definitions import AttributeChanges, ChoiceChanges
from fondaco_catalog.model.product_types import ProductTypeChanges
from fondaco_catalog.permissions import MANAGE_PRODUCTS
from fondaco_catalog.repository import attributes as repository
from fondaco_catalog.repository import brands as brand_repository
from fondaco_catalog.service import attributes as verbs
from fondaco_catalog.service import product_types as type_verbs

__all__ = ["attribute_changes"]

attribute_changes = SchemaPart()


def _changes(given: Any, type_: Any, **convert: Any) -> Any:
    """As `changes_from`; translated names are called ``labels`` inside."""
    found = changes_from(given, type_, **convert)
    translations = given.translations
    return msgspec.structs.replace(
        found, labels=UNSET if translations is strawberry.UNSET or translations is None else labels_of(translations)
    )


@input_type
class ProductTypeUpdateInput:
    """What is to be changed of a product type; what is left out stays.

    Attributes:
        attributes: All attributes in order; values of those left out stay, unseen by buyers.
        translations: Languages that are left out stay.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    name: str | None = strawberry.UNSET
    slug: str | None = strawberry.UNSET
    attributes: list[TypeAttributeInput] | None = strawberry.UNSET
    translations: list[NameInput] | None = strawberry.UNSET
    expected_version: int | None = None


@input_type
class ProductTypeDeleteInput:
    """Names a product type.

    Attributes:
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    expected_version: int | None = None


@input_type
class AttributeUpdateInput:
    """What is to be changed of an attribute; what is left out stays.

    Attributes:
        unit: Cannot change while there are numbers in the old one.
        translations: Languages that are left out stay.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    name: str | None = strawberry.UNSET
    code: str | None = strawberry.UNSET
    unit: str | None = strawberry.UNSET
    filterable: bool | None = strawberry.UNSET
    visible: bool | None = strawberry.UNSET
    position: int | None = strawberry.UNSET
    translations: list[NameInput] | None = strawberry.UNSET
    expected_version: int | None = None


@input_type
class AttributeDeleteInput:
    """Names an attribute.

    Attributes:
        with_values: Whether values of it may go too; otherwise it is refused while products use it.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    with_values: bool = False
    expected_version: int | None = None


@input_type
class AttributeChoicesAddInput:
    """Choices to be added to an attribute, behind those it has."""

    attribute_id: ID
    choices: list[AttributeChoiceInput]


@input_type
class AttributeChoiceUpdateInput:
    """What is to be changed of a choice; what is left out stays. Option values that stand for it follow its name.

    Attributes:
        translations: Languages that are left out stay.
        expected_version: The attribute's version as you read it: if somebody edited it since, nothing is done.
    """

    id: ID
    name: str | None = strawberry.UNSET
    code: str | None = strawberry.UNSET
    colour: str | None = strawberry.UNSET
    image_url: str | None = strawberry.UNSET
    translations: list[NameInput] | None = strawberry.UNSET
    expected_version: int | None = None


@input_type
class AttributeChoicesReorderInput:
    """An order of choices; those left out come behind, as they were.

    Attributes:
        expected_version: The attribute's version as you read it: if somebody edited it since, nothing is done.
    """

    attribute_id: ID
    choice_ids: list[ID]
    expected_version: int | None = None


@input_type
class AttributeChoiceRemoveInput:
    """Names a choice.

    Attributes:
        replacement_id: What everything that uses it uses from then on; without one it is refused while it is used.
        expected_version: The attribute's version as you read it: if somebody edited it since, nothing is done.
    """

    id: ID
    replacement_id: ID | None = None
    expected_version: int | None = None


class ChangedType(msgspec.Struct, frozen=True):
    """A product type, and what its products lack."""

    product_type: views.ProductType | None
    lacking: list[LackingAttribute]


class AddedChoices(msgspec.Struct, frozen=True):
    """An attribute and the choices that were added to it."""

    attribute: Attribute | None
    choices: list[AttributeChoice | None]


async def _attribute(info: Info, attribute_id: UUID) -> Attribute | None:
    return (await repository.list_attributes_by_ids(scope_of(info.context), [attribute_id]))[0]


async def _type(info: Info, type_id: UUID) -> views.ProductType | None:
    return (await brand_repository.list_types_by_ids(scope_of(info.context), [type_id]))[0]


@attribute_changes.mutation(returns={"product_type": types.ProductType}, permission=MANAGE_PRODUCTS)
async def product_type_create(uow: UnitOfWork, data: ProductTypeCreateInput, info: Info) -> views.ProductType | None:
    """Makes a product type with its attributes."""
    return await _type(info, await type_verbs.create_type(uow, data.draft(), policy_of(info)))


@attribute_changes.mutation(
    returns={"product_type": types.ProductType, "lacking": list[attribute.LackingAttribute]},
    permission=MANAGE_PRODUCTS,
)
async def product_type_update(uow: UnitOfWork, data: ProductTypeUpdateInput, info: Info) -> ChangedType:
    """Changes a product type; what is left out stays. Tells how many products lack what it requires."""
    type_id = parse_global_id(data.id, "ProductType", field=("id",))

    def drafts(given: Sequence[TypeAttributeInput]) -> tuple[Any, ...]:
        return tuple(one.draft() for one in given)

    changes = _changes(data, ProductTypeChanges, attributes=drafts)
    lacking = await type_verbs.update_type(
        uow, type_id, changes, policy_of(info), expected_version=data.expected_version
    )
    return ChangedType(await _type(info, type_id), lacking)


@attribute_changes.mutation(returns={"deleted_id": ID}, permission=MANAGE_PRODUCTS)
async def product_type_delete(uow: UnitOfWork, data: ProductTypeDeleteInput) -> str:
    """Deletes a product type that no product has."""
    type_id = parse_global_id(data.id, "ProductType", field=("id",))
    await type_verbs.delete_type(uow, type_id, expected_version=data.expected_version)
    return encode_global_id("ProductType", type_id)


@attribute_changes.mutation(returns={"attribute": attribute.Attribute}, permission=MANAGE_PRODUCTS)
async def attribute_create(uow: UnitOfWork, data: AttributeCreateInput, info: Info) -> Attribute | None:
    """Makes an attribute with its choices; product types take it up by its code."""
    return await _attribute(info, await verbs.create_attribute(uow, data.draft(), policy_of(info)))


@attribute_changes.mutation(returns={"attribute": attribute.Attribute}, permission=MANAGE_PRODUCTS)
async def attribute_update(uow: UnitOfWork, data: AttributeUpdateInput, info: Info) -> Attribute | None:
    """Changes an attribute; what is left out stays."""
    attribute_id = parse_global_id(data.id, "Attribute", field=("id",))
    changes = _changes(data, AttributeChanges)
    await verbs.update_attribute(uow, attribute_id, changes, policy_of(info), expected_version=data.expected_version)
    return await _attribute(info, attribute_id)


@attribute_changes.mutation(returns={"deleted_id": ID}, permission=MANAGE_PRODUCTS)
async def attribute_delete(uow: UnitOfWork, data: AttributeDeleteInput) -> str:
    """Deletes an attribute; options that stood for it stay as options of their own."""
    attribute_id = parse_global_id(data.id, "Attribute", field=("id",))
    await verbs.delete_attribute(
        uow, attribute_id, with_values=data.with_values, expected_version=data.expected_version
    )
    return encode_global_id("Attribute", attribute_id)


@attribute_changes.mutation(
    returns={"attribute": attribute.Attribute, "choices": list[attribute.AttributeChoice]}, permission=MANAGE_PRODUCTS
)
async def attribute_choices_add(uow: UnitOfWork, data: AttributeChoicesAddInput, info: Info) -> AddedChoices:
    """Adds choices to an attribute."""
    attribute_id = parse_global_id(data.attribute_id, "Attribute", field=("attributeId",))
    drafts = [choice.draft() for choice in data.choices]
    ids = await verbs.add_choices(uow, attribute_id, drafts, policy_of(info))
    made = await repository.list_choices_by_ids(scope_of(info.context), ids)
    return AddedChoices(await _attribute(info, attribute_id), made)


@attribute_changes.mutation(returns={"attribute": attribute.Attribute}, permission=MANAGE_PRODUCTS)
async def attribute_choice_update(uow: UnitOfWork, data: AttributeChoiceUpdateInput, info: Info) -> Attribute | None:
    """Changes a choice; what is left out stays."""
    choice_id = parse_global_id(data.id, "AttributeChoice", field=("id",))
    changes = _changes(data, ChoiceChanges)
    attribute_id = await verbs.update_choice(
        uow, choice_id, changes, policy_of(info), expected_version=data.expected_version
    )
    return await _attribute(info, attribute_id)


@attribute_changes.mutation(returns={"attribute": attribute.Attribute}, permission=MANAGE_PRODUCTS)
async def attribute_choices_reorder(
    uow: UnitOfWork, data: AttributeChoicesReorderInput, info: Info
) -> Attribute | None:
    """Puts the choices of an attribute into an order."""
    attribute_id = parse_global_id(data.attribute_id, "Attribute", field=("attributeId",))
    ids = [
        parse_global_id(id_, "AttributeChoice", field=("choiceIds", str(index)))
        for index, id_ in enumerate(data.choice_ids)
    ]
    await verbs.reorder_choices(uow, attribute_id, ids, expected_version=data.expected_version)
    return await _attribute(info, attribute_id)


@attribute_changes.mutation(returns={"attribute": attribute.Attribute}, permission=MANAGE_PRODUCTS)
async def attribute_choice_remove(uow: UnitOfWork, data: AttributeChoiceRemoveInput, info: Info) -> Attribute | None:
    """Removes a choice; with a replacement everything that used it uses that, so two choices become one."""
    choice_id = parse_global_id(data.id, "AttributeChoice", field=("id",))
    replacement = None
    if data.replacement_id is not None:
        replacement = parse_global_id(data.replacement_id, "AttributeChoice", field=("replacementId",))
    attribute_id = await verbs.remove_choice(uow, choice_id, replacement, expected_version=data.expected_version)
    return await _attribute(info, attribute_id)
