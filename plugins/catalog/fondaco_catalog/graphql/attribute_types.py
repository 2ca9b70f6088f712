"""Types of attributes that both schemas share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

import strawberry
from fondaco.graphql import Node, enum_type, object_type

from fondaco_catalog.graphql import types
from fondaco_catalog.model import attribute_views as views
from fondaco_catalog.model.attribute_drafts import AttributeKind, AttributeScope, ReferenceTarget, Unfitting

__all__ = [
    "IMPLEMENTATIONS",
    "AssignedAttribute",
    "Attribute",
    "AttributeChoice",
    "AttributeKind",
    "AttributeScope",
    "AttributeText",
    "LackingAttribute",
    "NameTranslation",
    "ReferenceTarget",
    "ReferencedThing",
    "TypeAttribute",
    "Unfitting",
]

enum_type(AttributeKind)
enum_type(AttributeScope)
enum_type(ReferenceTarget)
enum_type(Unfitting, name="UnfittingAttributes")


@strawberry.interface(description="What is said of a product or variant by one of its attributes.")
class AssignedAttribute:
    """Base of the types of values; which one it is says the attribute's kind."""

    code: str = strawberry.field(description="Of the attribute, the same in every language.")
    name: str = strawberry.field(description="Of the attribute, translated.")


@object_type(views.AttributeChoice)
class AttributeChoice(Node):
    """Something that an attribute can be.

    Attributes:
        code: The same in every language; unique within the attribute.
        name: Translated.
        colour: Of a swatch: "#rrggbb" or "#rrggbbaa".
        image_url: Of a swatch: a picture of the material.
    """

    code: str
    name: str
    colour: str | None
    image_url: str | None


@object_type(views.TextAttribute)
class TextAttribute(AssignedAttribute):
    """A text.

    Attributes:
        text: Translated.
    """

    text: str


@object_type(views.RichTextAttribute)
class RichTextAttribute(AssignedAttribute):
    """A text with markup.

    Attributes:
        html: Sanitised, translated.
    """

    html: str


@object_type(views.NumberAttribute)
class NumberAttribute(AssignedAttribute):
    """A number.

    Attributes:
        number: Exact.
        unit: What it counts, such as "cm".
    """

    number: Decimal
    unit: str | None


@object_type(views.BooleanAttribute)
class BooleanAttribute(AssignedAttribute):
    """Yes or no."""

    boolean: bool


@object_type(views.DateAttribute)
class DateAttribute(AssignedAttribute):
    """A day."""

    date: date


@object_type(views.ChoiceAttribute)
class ChoiceAttribute(AssignedAttribute):
    """Choices: one of an attribute of the kinds CHOICE and SWATCH, several of MULTI_CHOICE."""

    choices: list[AttributeChoice]


@object_type(views.FileAttribute)
class FileAttribute(AssignedAttribute):
    """A file.

    Attributes:
        url: Its address; one that begins with a slash is on the server that answers this query.
    """

    url: str


@object_type(views.ReferenceAttribute)
class ReferenceAttribute(AssignedAttribute):
    """Other things of the catalogue."""


IMPLEMENTATIONS: tuple[type, ...] = (
    TextAttribute,
    RichTextAttribute,
    NumberAttribute,
    BooleanAttribute,
    DateAttribute,
    ChoiceAttribute,
    FileAttribute,
    ReferenceAttribute,
)
"""The types behind `AssignedAttribute`."""

ReferencedThing = Annotated[
    types.Product | types.ProductVariant | types.Category | types.Collection | types.Brand,
    strawberry.union("ReferencedThing", description="What a reference points to."),
]


@object_type(views.Attribute)
class Attribute(Node):
    """Something that can be said of products.

    Attributes:
        code: The same in every language; unique.
        name: Translated.
        unit: Of numbers, such as "cm".
        reference_to: What references point to.
        filterable: Whether lists can be narrowed by it.
        visible: Whether buyers see it.
        position: Its place among attributes, smallest first.
    """

    code: str
    name: str
    kind: AttributeKind
    unit: str | None
    reference_to: ReferenceTarget | None
    filterable: bool
    visible: bool
    position: int


@object_type(views.TypeAttribute)
class TypeAttribute:
    """An attribute of a product type.

    Attributes:
        required: Whether a product needs it to be published.
    """

    attribute: Attribute
    scope: AttributeScope
    required: bool


@object_type(views.LackingAttribute)
class LackingAttribute:
    """A required attribute that products lack.

    Attributes:
        code: Of the attribute.
        products: How many lack it.
    """

    code: str
    products: int


@object_type(views.NameTranslation)
class NameTranslation:
    """A name in a language."""

    locale: str
    name: str


@object_type(views.TextTranslation)
class AttributeText:
    """A text in a language; of rich text sanitised HTML."""

    locale: str
    text: str
