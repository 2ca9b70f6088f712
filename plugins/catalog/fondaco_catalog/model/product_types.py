"""Product types as somebody wants them, and the rules they must fulfil."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from fondaco.errors import InvalidInputError, LimitExceededError
from msgspec import UNSET, UnsetType

from fondaco_catalog.model.attribute_drafts import AttributeScope, Label
from fondaco_catalog.model.labels import clean_labels, clean_name
from fondaco_catalog.model.policy import Policy, given
from fondaco_catalog.model.text import valid_slug

__all__ = ["ProductTypeChanges", "ProductTypeDraft", "TypeAttributeDraft", "clean_type", "clean_type_changes"]


class TypeAttributeDraft(msgspec.Struct, frozen=True, kw_only=True):
    """An attribute of a product type.

    Attributes:
        code: The attribute's.
        required: Whether a product needs a value to be published.
    """

    code: str
    scope: AttributeScope = AttributeScope.PRODUCT
    required: bool = False


class ProductTypeDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A product type to be made, with its attributes in order."""

    name: str
    slug: str | None = None
    attributes: tuple[TypeAttributeDraft, ...] = ()
    labels: tuple[Label, ...] = ()


class ProductTypeChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be changed of a product type; ``attributes`` replaces all of them, in order."""

    name: str | UnsetType = UNSET
    slug: str | UnsetType = UNSET
    attributes: tuple[TypeAttributeDraft, ...] | UnsetType = UNSET
    labels: tuple[Label, ...] | UnsetType = UNSET


def _type_attributes(drafts: Sequence[TypeAttributeDraft], policy: Policy) -> tuple[TypeAttributeDraft, ...]:
    most = policy.settings.max_type_attributes
    if len(drafts) > most:
        raise LimitExceededError(
            f"A product type has at most {most:,} attributes.", code="TOO_MANY_ATTRIBUTES", field=("attributes",)
        )
    codes = [draft.code for draft in drafts]
    for index, code in enumerate(codes):
        if code in codes[:index]:
            raise InvalidInputError(
                f"The attribute {code} is given twice.",
                code="DUPLICATE_ATTRIBUTE",
                field=("attributes", str(index), "code"),
            )
    return tuple(drafts)


def clean_type(draft: ProductTypeDraft, policy: Policy) -> ProductTypeDraft:
    """Cleans a product type.

    Raises:
        InvalidInputError: ``DUPLICATE_ATTRIBUTE``, and as texts and slugs.
        LimitExceededError: ``TOO_MANY_ATTRIBUTES``.
    """
    return ProductTypeDraft(
        name=clean_name(draft.name),
        slug=None if draft.slug is None else valid_slug(draft.slug),
        attributes=_type_attributes(draft.attributes, policy),
        labels=clean_labels(draft.labels, policy),
    )


def clean_type_changes(changes: ProductTypeChanges, policy: Policy) -> ProductTypeChanges:
    """Cleans the changes of a product type; raises as `clean_type`."""
    return ProductTypeChanges(
        name=given(changes.name, clean_name),
        slug=given(changes.slug, valid_slug),
        attributes=given(changes.attributes, lambda drafts: _type_attributes(drafts, policy)),
        labels=given(changes.labels, lambda labels: clean_labels(labels, policy)),
    )
