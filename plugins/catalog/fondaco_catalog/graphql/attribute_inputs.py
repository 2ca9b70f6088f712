"""Inputs of the admin schema for product types, attributes, choices and values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import strawberry
from fondaco.errors import InvalidInputError
from fondaco.graphql import ID, input_type
from fondaco.graphql.types import fields_of
from fondaco.ids import decode_global_id

from fondaco_catalog.graphql.attribute_types import AttributeKind, AttributeScope, ReferenceTarget
from fondaco_catalog.model.attribute_drafts import Label, Mention, ValueDraft
from fondaco_catalog.model.definitions import AttributeDraft, ChoiceDraft
from fondaco_catalog.model.product_types import ProductTypeDraft, TypeAttributeDraft

__all__ = [
    "AttributeChoiceInput",
    "AttributeCreateInput",
    "AttributeTextInput",
    "AttributeValueInput",
    "NameInput",
    "ProductTypeCreateInput",
    "TypeAttributeInput",
    "labels_of",
    "value_drafts",
]

_TARGETS = {
    "Product": ReferenceTarget.PRODUCT,
    "ProductVariant": ReferenceTarget.VARIANT,
    "Category": ReferenceTarget.CATEGORY,
    "Collection": ReferenceTarget.COLLECTION,
    "Brand": ReferenceTarget.BRAND,
}


@input_type
class AttributeTextInput:
    """A text in a language.

    Attributes:
        locale: BCP 47 tag.
    """

    locale: str
    text: str


@input_type
class AttributeValueInput:
    """What an attribute is to be: one of the fields is given, by the attribute's kind; none takes the value away.

    Attributes:
        code: Of the attribute.
        text: Of the kind TEXT.
        html: Of the kind RICH_TEXT; what is unsafe in it is dropped.
        number: Of the kind NUMBER.
        unit: Of the number; checked against the attribute's own, never converted.
        choice: Of the kinds CHOICE and SWATCH: code or name of a choice.
        choices: Of the kind MULTI_CHOICE, in order.
        file: Of the kind FILE: an address, absolute or a path of this server.
        references: Of the kind REFERENCE, in order.
        translations: Of a text or of HTML. Languages that are not named stay; an empty text takes one away.
    """

    code: str
    text: str | None = strawberry.UNSET
    html: str | None = strawberry.UNSET
    number: Decimal | None = strawberry.UNSET
    unit: str | None = strawberry.UNSET
    boolean: bool | None = strawberry.UNSET
    date: date | None = strawberry.UNSET
    choice: str | None = strawberry.UNSET
    choices: list[str] | None = strawberry.UNSET
    file: str | None = strawberry.UNSET
    references: list[ID] | None = strawberry.UNSET
    translations: list[AttributeTextInput] = strawberry.field(default_factory=list)

    def draft(self, at: tuple[str, ...]) -> ValueDraft:
        """Returns the value as verbs take it.

        Raises:
            InvalidInputError: ``INVALID_ID``.
        """
        values: dict[str, Any] = fields_of(self)
        values["labels"] = tuple(Label(given.locale, given.text) for given in values.pop("translations"))
        if values.get("choices") is not None:
            values["choices"] = tuple(values["choices"])
        if values.get("references") is not None:
            values["references"] = tuple(
                _mention(id_, (*at, "references", str(place))) for place, id_ in enumerate(values["references"])
            )
        return ValueDraft(**values)


def _mention(id_: str, field: tuple[str, ...]) -> Mention:
    name, key = decode_global_id(id_, field=field)
    try:
        return Mention(_TARGETS[name], UUID(key))
    except (KeyError, ValueError):
        raise InvalidInputError("Nothing of this kind can be referred to.", code="INVALID_ID", field=field) from None


def value_drafts(
    given: Sequence[AttributeValueInput], field: tuple[str, ...] = ("attributes",)
) -> tuple[ValueDraft, ...]:
    """Returns values as verbs take them.

    Raises:
        InvalidInputError: ``INVALID_ID``.
    """
    return tuple(value.draft((*field, str(index))) for index, value in enumerate(given))


@input_type
class NameInput:
    """A name in a language; an empty one removes it.

    Attributes:
        locale: BCP 47 tag.
    """

    locale: str
    name: str


def labels_of(given: Sequence[NameInput]) -> tuple[Label, ...]:
    """Returns translated names as verbs take them."""
    return tuple(Label(name.locale, name.name) for name in given)


@input_type
class AttributeChoiceInput:
    """A choice of an attribute.

    Attributes:
        code: Made out of the name if left out.
        colour: Of a swatch: "#rrggbb" or "#rrggbbaa".
        image_url: Of a swatch: absolute, or a path of this server.
    """

    name: str
    code: str | None = None
    colour: str | None = None
    image_url: str | None = None
    translations: list[NameInput] = strawberry.field(default_factory=list)

    def draft(self) -> ChoiceDraft:
        """Returns the choice as verbs take it."""
        return ChoiceDraft(
            name=self.name,
            code=self.code,
            colour=self.colour,
            image_url=self.image_url,
            labels=labels_of(self.translations),
        )


@input_type
class AttributeCreateInput:
    """An attribute to be made.

    Attributes:
        kind: Never changes.
        code: Made out of the name if left out: lower case letters, digits and underscores.
        unit: Of numbers, such as "cm".
        reference_to: Of references: what they point to; never changes.
        filterable: Whether lists can be narrowed by it.
        visible: Whether buyers see it.
        choices: Of the kinds CHOICE, MULTI_CHOICE and SWATCH, in order.
    """

    name: str
    kind: AttributeKind
    code: str | None = None
    unit: str | None = None
    reference_to: ReferenceTarget | None = None
    filterable: bool = False
    visible: bool = True
    choices: list[AttributeChoiceInput] = strawberry.field(default_factory=list)
    translations: list[NameInput] = strawberry.field(default_factory=list)

    def draft(self) -> AttributeDraft:
        """Returns the attribute as verbs take it."""
        return AttributeDraft(
            name=self.name,
            kind=self.kind,
            code=self.code,
            unit=self.unit,
            reference_to=self.reference_to,
            filterable=self.filterable,
            visible=self.visible,
            choices=tuple(choice.draft() for choice in self.choices),
            labels=labels_of(self.translations),
        )


@input_type
class TypeAttributeInput:
    """An attribute of a product type.

    Attributes:
        code: The attribute's.
        scope: What of a product has it.
        required: Whether a product needs it to be published.
    """

    code: str
    scope: AttributeScope = AttributeScope.PRODUCT
    required: bool = False

    def draft(self) -> TypeAttributeDraft:
        """Returns the assignment as verbs take it."""
        return TypeAttributeDraft(code=self.code, scope=self.scope, required=self.required)


@input_type
class ProductTypeCreateInput:
    """A product type to be made.

    Attributes:
        slug: Made out of the name if left out.
        attributes: In the order in which products show them.
    """

    name: str
    slug: str | None = None
    attributes: list[TypeAttributeInput] = strawberry.field(default_factory=list)
    translations: list[NameInput] = strawberry.field(default_factory=list)

    def draft(self) -> ProductTypeDraft:
        """Returns the type as verbs take it."""
        return ProductTypeDraft(
            name=self.name,
            slug=self.slug,
            attributes=tuple(given.draft() for given in self.attributes),
            labels=labels_of(self.translations),
        )
