"""What kinds of attributes there are, and values of them as somebody wants them, not yet checked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

__all__ = [
    "AttributeCriterion",
    "AttributeKind",
    "AttributeScope",
    "Label",
    "Mention",
    "ReferenceTarget",
    "Unfitting",
    "ValueDraft",
]


class AttributeKind(Enum):
    """What the values of an attribute are.

    CHOICE is one of the attribute's choices, MULTI_CHOICE any number of them, SWATCH a choice that has a colour or a
    picture. FILE is an address. REFERENCE points to other things of the catalogue. The kind never changes.
    """

    TEXT = "text"
    RICH_TEXT = "rich_text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    CHOICE = "choice"
    MULTI_CHOICE = "multi_choice"
    SWATCH = "swatch"
    FILE = "file"
    REFERENCE = "reference"

    @property
    def has_choices(self) -> bool:
        """Whether values are picked from a list."""
        return self in {AttributeKind.CHOICE, AttributeKind.MULTI_CHOICE, AttributeKind.SWATCH}

    @property
    def is_text(self) -> bool:
        """Whether values are texts that have translations."""
        return self in {AttributeKind.TEXT, AttributeKind.RICH_TEXT}

    @property
    def field(self) -> str:
        """The input field that values of this kind are given in."""
        return _FIELDS.get(self, self.value)


_FIELDS = {
    AttributeKind.RICH_TEXT: "html",
    AttributeKind.MULTI_CHOICE: "choices",
    AttributeKind.SWATCH: "choice",
    AttributeKind.REFERENCE: "references",
}


class AttributeScope(Enum):
    """What of a product has the attribute.

    PRODUCT: the product itself. VARIANT: each of its variants. OPTION: it is what a buyer chooses, so it tells the
    variants apart.
    """

    PRODUCT = "product"
    VARIANT = "variant"
    OPTION = "option"


class ReferenceTarget(Enum):
    """What a reference points to."""

    PRODUCT = "product"
    VARIANT = "variant"
    CATEGORY = "category"
    COLLECTION = "collection"
    BRAND = "brand"


class Unfitting(Enum):
    """What becomes of values that another type has no attribute for.

    KEEP: they stay, unseen by buyers, until the product has a type that fits them. DROP: they are deleted. REFUSE: the
    type is not changed if there are any.
    """

    KEEP = "keep"
    DROP = "drop"
    REFUSE = "refuse"


class Label(msgspec.Struct, frozen=True):
    """A text in a language; an empty one is untranslated.

    Attributes:
        locale: BCP 47 tag.
    """

    locale: str
    text: str


class Mention(msgspec.Struct, frozen=True):
    """Something that a reference points to."""

    target: ReferenceTarget
    id: UUID


class ValueDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wants an attribute to be: one of the fields is given, or none to take the value away.

    Attributes:
        code: Of the attribute.
        unit: Of a number; it has to be the attribute's own.
        choice: Code or name of a choice.
        labels: Translations of a text or of HTML.
    """

    code: str
    text: str | UnsetType | None = UNSET
    html: str | UnsetType | None = UNSET
    number: Decimal | UnsetType | None = UNSET
    unit: str | UnsetType | None = UNSET
    boolean: bool | UnsetType | None = UNSET
    date: date | UnsetType | None = UNSET
    choice: str | UnsetType | None = UNSET
    choices: tuple[str, ...] | UnsetType | None = UNSET
    file: str | UnsetType | None = UNSET
    references: tuple[Mention, ...] | UnsetType | None = UNSET
    labels: tuple[Label, ...] = ()


class AttributeCriterion(msgspec.Struct, frozen=True, kw_only=True):
    """What an attribute of a product, of one of its variants or of what they choose has to be. All has to hold.

    Attributes:
        code: Of a filterable attribute; any other is met by nothing.
        choices: One of the choices with these codes.
        lowest: A number is at least this.
        highest: A number is at most this.
        boolean: Yes, or no.
        first_day: A day is this one or a later one.
        last_day: A day is this one or an earlier one.
    """

    code: str
    choices: tuple[str, ...] | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None
    boolean: bool | None = None
    first_day: date | None = None
    last_day: date | None = None
