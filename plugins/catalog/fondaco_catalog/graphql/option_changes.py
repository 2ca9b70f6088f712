"""Options of a product that has variants, in the admin schema: changed, added, removed, put in order."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import strawberry
from fondaco.db import UnitOfWork
from fondaco.errors import InvalidInputError
from fondaco.graphql import ID, Info, SchemaPart, input_type, object_type
from fondaco.ids import parse_global_id

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.inputs import OptionInput, OptionTranslationInput
from fondaco_catalog.graphql.requests import policy_of, scope_of
from fondaco_catalog.model import views
from fondaco_catalog.model.option_changes import OptionChanges
from fondaco_catalog.permissions import MANAGE_PRODUCTS
from fondaco_catalog.repository import products
from fondaco_catalog.repository.option_changes import OptionTexts, ValueText, list_option_texts
from fondaco_catalog.service import option_changes as verbs

__all__ = ["option_changes"]

option_changes = SchemaPart()


@object_type(ValueText)
class OptionValueTranslation:
    """A translated name of an option's value.

    Attributes:
        value: As stored.
    """

    value: str
    label: str


@object_type(OptionTexts)
class OptionTranslation:
    """The names of an option and of its values in a language.

    Attributes:
        name: Empty where the option itself is untranslated.
        values: Those that are translated, in order.
    """

    locale: str
    name: str
    values: list[OptionValueTranslation]


@input_type
class OptionValueRenameInput:
    """A value of an option, and what it is called from now on."""

    value: str
    name: str


@input_type
class ProductOptionUpdateInput:
    """What is to be changed of an option that a product has; what is left out stays.

    Attributes:
        option: Its name as stored.
        name: What it is called from now on.
        rename: Values that are called otherwise from now on; variants keep them. Those of an option that stands for an
            attribute are its choices, and renamed by `attributeChoiceUpdate`.
        remove: Values that no variant has.
        order: Values as they are called afterwards; those left out come behind.
        translations: A value's empty label is taken away; a language without name and values altogether.
        expected_version: The product's version as you read it: if somebody edited it since, nothing is done.
    """

    product_id: ID
    option: str
    name: str | None = None
    rename: list[OptionValueRenameInput] = strawberry.field(default_factory=list)
    remove: list[str] = strawberry.field(default_factory=list)
    order: list[str] = strawberry.field(default_factory=list)
    translations: list[OptionTranslationInput] = strawberry.field(default_factory=list)
    expected_version: int | None = None

    def changes(self) -> OptionChanges:
        """Returns the changes as verbs take them.

        Raises:
            InvalidInputError: ``DUPLICATE_OPTION_VALUE`` if a value is renamed twice.
        """
        renames: dict[str, str] = {}
        for index, one in enumerate(self.rename):
            if one.value in renames:
                raise InvalidInputError(
                    f"The value {one.value} is renamed twice.",
                    code="DUPLICATE_OPTION_VALUE",
                    field=("rename", str(index), "value"),
                )
            renames[one.value] = one.name
        return OptionChanges(
            self.name,
            renames,
            tuple(self.remove),
            tuple(self.order),
            tuple(translation.draft() for translation in self.translations),
        )


@input_type
class ProductOptionAddInput:
    """An option that a product is to have behind those it has.

    Attributes:
        value: What all variants get that there are; code or name of a choice where the option stands for an attribute.
        expected_version: The product's version as you read it: if somebody edited it since, nothing is done.
    """

    product_id: ID
    option: OptionInput
    value: str
    expected_version: int | None = None


@input_type
class ProductOptionRemoveInput:
    """An option that a product is to lose.

    Attributes:
        option: Its name as stored.
        expected_version: The product's version as you read it: if somebody edited it since, nothing is done.
    """

    product_id: ID
    option: str
    expected_version: int | None = None


@input_type
class ProductOptionsReorderInput:
    """The options of a product in their new order.

    Attributes:
        options: Their names as stored; those left out come behind.
        expected_version: The product's version as you read it: if somebody edited it since, nothing is done.
    """

    product_id: ID
    options: list[str]
    expected_version: int | None = None


def _id(id_: str) -> UUID:
    return parse_global_id(id_, "Product", field=("productId",))


@option_changes.extend("ProductOption", type=list[OptionTranslation], name="translations")
async def option_translations(parents: Sequence[views.ProductOption]) -> list[list[OptionTexts]]:
    """Its own texts and those of its values by language; what stands for an attribute has those of the attribute."""
    return await list_option_texts([parent.id for parent in parents])


@option_changes.mutation(returns={"product": types.Product}, permission=MANAGE_PRODUCTS)
async def product_option_update(uow: UnitOfWork, data: ProductOptionUpdateInput, info: Info) -> views.Product:
    """Renames an option and its values, translates them, puts them in order, and takes away values without variants."""
    product_id = _id(data.product_id)
    await verbs.update_option(
        uow, product_id, data.option, data.changes(), policy_of(info), expected_version=data.expected_version
    )
    return await products.get_product(scope_of(info.context), product_id)


@option_changes.mutation(returns={"product": types.Product}, permission=MANAGE_PRODUCTS)
async def product_option_add(uow: UnitOfWork, data: ProductOptionAddInput, info: Info) -> views.Product:
    """Adds an option to a product that may have variants, all of which get one value of it."""
    product_id = _id(data.product_id)
    await verbs.add_option(
        uow, product_id, data.option.draft(), data.value, policy_of(info), expected_version=data.expected_version
    )
    return await products.get_product(scope_of(info.context), product_id)


@option_changes.mutation(returns={"product": types.Product}, permission=MANAGE_PRODUCTS)
async def product_option_remove(uow: UnitOfWork, data: ProductOptionRemoveInput, info: Info) -> views.Product:
    """Takes an option from a product and its variants; refused where only it tells two of them apart."""
    product_id = _id(data.product_id)
    await verbs.remove_option(uow, product_id, data.option, policy_of(info), expected_version=data.expected_version)
    return await products.get_product(scope_of(info.context), product_id)


@option_changes.mutation(returns={"product": types.Product}, permission=MANAGE_PRODUCTS)
async def product_options_reorder(uow: UnitOfWork, data: ProductOptionsReorderInput, info: Info) -> views.Product:
    """Puts the options of a product into an order, which is also that of its variants' titles."""
    product_id = _id(data.product_id)
    await verbs.reorder_options(uow, product_id, data.options, policy_of(info), expected_version=data.expected_version)
    return await products.get_product(scope_of(info.context), product_id)
