"""Attributes as they are read: one Struct behind each GraphQL type, texts of one language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import msgspec

from fondaco_catalog.model.attribute_drafts import AttributeKind, AttributeScope, ReferenceTarget

__all__ = [
    "AssignedAttribute",
    "Attribute",
    "AttributeChoice",
    "BooleanAttribute",
    "ChoiceAttribute",
    "DateAttribute",
    "FileAttribute",
    "LackingAttribute",
    "NameTranslation",
    "NumberAttribute",
    "ReferenceAttribute",
    "RichTextAttribute",
    "TextAttribute",
    "TextTranslation",
    "TypeAttribute",
]


class AttributeChoice(msgspec.Struct, frozen=True):
    """A choice of an attribute, its name in a language.

    Attributes:
        colour: ``#rrggbb`` or ``#rrggbbaa``, of some swatches.
    """

    id: UUID
    code: str
    name: str
    colour: str | None
    image_url: str | None


class Attribute(msgspec.Struct, frozen=True):
    """An attribute, its name in a language."""

    id: UUID
    code: str
    name: str
    kind_code: str
    unit: str | None
    target_code: str | None
    filterable: bool
    visible: bool
    position: int

    @property
    def kind(self) -> AttributeKind:
        """What its values are."""
        return AttributeKind(self.kind_code)

    @property
    def reference_to(self) -> ReferenceTarget | None:
        """What a reference points to."""
        return None if self.target_code is None else ReferenceTarget(self.target_code)


class TypeAttribute(msgspec.Struct, frozen=True):
    """An attribute of a product type."""

    attribute: Attribute
    scope_code: str
    required: bool

    @property
    def scope(self) -> AttributeScope:
        """What of a product has it."""
        return AttributeScope(self.scope_code)


class LackingAttribute(msgspec.Struct, frozen=True):
    """A required attribute that products lack.

    Attributes:
        products: How many.
    """

    code: str
    products: int


class NameTranslation(msgspec.Struct, frozen=True):
    """A name in a language."""

    locale: str
    name: str


class TextTranslation(msgspec.Struct, frozen=True):
    """A text in a language."""

    locale: str
    text: str


class AssignedAttribute(msgspec.Struct, frozen=True):
    """What every attribute of a product or variant has, whatever its kind."""

    code: str
    name: str


class TextAttribute(AssignedAttribute, frozen=True):
    """A text; ``value_id`` is where its translations are."""

    text: str
    value_id: UUID


class RichTextAttribute(AssignedAttribute, frozen=True):
    """Sanitised HTML; ``value_id`` is where its translations are."""

    html: str
    value_id: UUID


class NumberAttribute(AssignedAttribute, frozen=True):
    """A number, exact."""

    number: Decimal
    unit: str | None


class BooleanAttribute(AssignedAttribute, frozen=True):
    """Yes or no."""

    boolean: bool


class DateAttribute(AssignedAttribute, frozen=True):
    """A day."""

    date: date


class ChoiceAttribute(AssignedAttribute, frozen=True):
    """One or several choices."""

    choices: list[AttributeChoice]


class FileAttribute(AssignedAttribute, frozen=True):
    """An address of a file."""

    url: str


class ReferenceAttribute(AssignedAttribute, frozen=True):
    """Other things of the catalogue, in order."""

    target: ReferenceTarget
    ids: list[UUID]
