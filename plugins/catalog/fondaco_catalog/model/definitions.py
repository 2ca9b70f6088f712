"""Declaring attributes and their choices: drafts, and the rules they must fulfil."""

from __future__ import annotations

import re

import msgspec
from fondaco.errors import InvalidInputError, LimitExceededError
from msgspec import UNSET, UnsetType

from fondaco_catalog.model.attribute_drafts import AttributeKind, Label, ReferenceTarget
from fondaco_catalog.model.labels import clean_labels, clean_name
from fondaco_catalog.model.policy import Policy, given, valid_url
from fondaco_catalog.model.text import clean_text, slugify

__all__ = [
    "AttributeChanges",
    "AttributeDraft",
    "ChoiceChanges",
    "ChoiceDraft",
    "clean_attribute",
    "clean_attribute_changes",
    "clean_choice",
    "clean_choice_changes",
    "refuse_many_choices",
]

Path = tuple[str, ...]

_CODE = re.compile(r"[a-z][a-z0-9_]{0,99}")
_CHOICE_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?")


class ChoiceDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A choice of an attribute.

    Attributes:
        code: None to make one out of the name.
        colour: ``#rrggbb`` or ``#rrggbbaa``; of swatches only, as the picture.
    """

    name: str
    code: str | None = None
    colour: str | None = None
    image_url: str | None = None
    labels: tuple[Label, ...] = ()


class ChoiceChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be changed of a choice; languages that are not named stay, an empty text removes one."""

    name: str | UnsetType = UNSET
    code: str | UnsetType = UNSET
    colour: str | UnsetType | None = UNSET
    image_url: str | UnsetType | None = UNSET
    labels: tuple[Label, ...] | UnsetType = UNSET


class AttributeDraft(msgspec.Struct, frozen=True, kw_only=True):
    """An attribute to be made.

    Attributes:
        code: None to make one out of the name. Lower case letters, digits and ``_``.
        unit: Of numbers, such as ``cm``.
        reference_to: Of references.
        visible: Whether buyers see it.
    """

    name: str
    kind: AttributeKind
    code: str | None = None
    unit: str | None = None
    reference_to: ReferenceTarget | None = None
    filterable: bool = False
    visible: bool = True
    choices: tuple[ChoiceDraft, ...] = ()
    labels: tuple[Label, ...] = ()


class AttributeChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be changed of an attribute; its kind and what it refers to never change."""

    name: str | UnsetType = UNSET
    code: str | UnsetType = UNSET
    unit: str | UnsetType | None = UNSET
    filterable: bool | UnsetType = UNSET
    visible: bool | UnsetType = UNSET
    position: int | UnsetType = UNSET
    labels: tuple[Label, ...] | UnsetType = UNSET


def _code(code: str, field: Path = ("code",)) -> str:
    if _CODE.fullmatch(code) is None:
        raise InvalidInputError(
            "A code begins with a lower case letter and has at most 100 letters, digits and underscores.",
            code="INVALID_CODE",
            field=field,
        )
    return code


def _choice_code(code: str, field: Path) -> str:
    if _CHOICE_CODE.fullmatch(code) is None:
        raise InvalidInputError(
            "A choice's code has at most 100 lower case letters, digits, hyphens and underscores.",
            code="INVALID_CODE",
            field=field,
        )
    return code


def _colour(colour: str | None, field: Path) -> str | None:
    if not colour:
        return None
    if _COLOUR.fullmatch(colour) is None:
        raise InvalidInputError("A colour is written as #rrggbb or #rrggbbaa.", code="INVALID_COLOUR", field=field)
    return colour.lower()


def _image(url: str | None, field: Path) -> str | None:
    return valid_url(url, field=field) if url and url.strip() else None


def _refuse_swatch(kind: AttributeKind, field: Path, **parts: object) -> None:
    for name, value in parts.items():
        if kind is not AttributeKind.SWATCH and value not in {None, UNSET}:
            raise InvalidInputError(
                "Only the choices of a swatch have a colour or a picture.", code="NOT_A_SWATCH", field=(*field, name)
            )


def clean_choice(draft: ChoiceDraft, kind: AttributeKind, policy: Policy, field: Path) -> ChoiceDraft:
    """Cleans a choice.

    Raises:
        InvalidInputError: ``INVALID_CODE``, ``INVALID_COLOUR``, ``NOT_A_SWATCH``, and as texts and addresses.
    """
    colour, image = _colour(draft.colour, (*field, "colour")), _image(draft.image_url, (*field, "imageUrl"))
    _refuse_swatch(kind, field, colour=colour, imageUrl=image)
    return ChoiceDraft(
        name=clean_text(draft.name, field=(*field, "name"), required=True),
        code=None if draft.code is None else _choice_code(draft.code, (*field, "code")),
        colour=colour,
        image_url=image,
        labels=clean_labels(draft.labels, policy, (*field, "translations")),
    )


def clean_choice_changes(changes: ChoiceChanges, kind: AttributeKind, policy: Policy) -> ChoiceChanges:
    """Cleans the changes of a choice; raises as `clean_choice`."""
    colour = given(changes.colour, lambda value: _colour(value, ("colour",)))
    image = given(changes.image_url, lambda value: _image(value, ("imageUrl",)))
    _refuse_swatch(kind, (), colour=colour, imageUrl=image)
    return ChoiceChanges(
        name=given(changes.name, clean_name),
        code=given(changes.code, lambda code: _choice_code(code, ("code",))),
        colour=colour,
        image_url=image,
        labels=given(changes.labels, lambda labels: clean_labels(labels, policy)),
    )


def _unit(unit: str | None, kind: AttributeKind) -> str | None:
    if not unit:
        return None
    if kind is not AttributeKind.NUMBER:
        raise InvalidInputError("Only numbers have a unit.", code="UNIT_WITHOUT_NUMBER", field=("unit",))
    return clean_text(unit, field=("unit",), longest=30)


def clean_attribute(draft: AttributeDraft, policy: Policy) -> AttributeDraft:
    """Cleans an attribute with its choices; its code is never None afterwards.

    Raises:
        InvalidInputError: ``INVALID_CODE``, ``UNIT_WITHOUT_NUMBER``, ``REFERENCE_TARGET`` if a reference does not say
            what it refers to, or something else does, ``NO_CHOICES``, and as `clean_choice`.
        LimitExceededError: ``TOO_MANY_CHOICES``.
    """
    name = clean_name(draft.name)
    code = slugify(name, "attribute").replace("-", "_") if draft.code is None else draft.code
    if draft.code is None and code[0].isdigit():
        code = f"a_{code}"
    if (draft.reference_to is not None) != (draft.kind is AttributeKind.REFERENCE):
        raise InvalidInputError(
            "A reference says what it refers to, and nothing else does.",
            code="REFERENCE_TARGET",
            field=("referenceTo",),
        )
    if draft.choices and not draft.kind.has_choices:
        raise InvalidInputError(
            "Only attributes of the kinds CHOICE, MULTI_CHOICE and SWATCH have choices.",
            code="NO_CHOICES",
            field=("choices",),
        )
    refuse_many_choices(len(draft.choices), policy)
    return AttributeDraft(
        name=name,
        kind=draft.kind,
        code=_code(code[:100]),
        unit=_unit(draft.unit, draft.kind),
        reference_to=draft.reference_to,
        filterable=draft.filterable,
        visible=draft.visible,
        choices=tuple(
            clean_choice(choice, draft.kind, policy, ("choices", str(index)))
            for index, choice in enumerate(draft.choices)
        ),
        labels=clean_labels(draft.labels, policy),
    )


def refuse_many_choices(count: int, policy: Policy) -> None:
    """Refuses more choices than an attribute may have.

    Raises:
        LimitExceededError: ``TOO_MANY_CHOICES``.
    """
    most = policy.settings.max_attribute_choices
    if count > most:
        raise LimitExceededError(
            f"An attribute has at most {most:,} choices.", code="TOO_MANY_CHOICES", field=("choices",)
        )


def clean_attribute_changes(changes: AttributeChanges, kind: AttributeKind, policy: Policy) -> AttributeChanges:
    """Cleans the changes of an attribute; raises as `clean_attribute`."""
    return AttributeChanges(
        name=given(changes.name, clean_name),
        code=given(changes.code, _code),
        unit=given(changes.unit, lambda unit: _unit(unit, kind)),
        filterable=changes.filterable,
        visible=changes.visible,
        position=given(changes.position, _position),
        labels=given(changes.labels, lambda labels: clean_labels(labels, policy)),
    )


def _position(position: int) -> int:
    if not 0 <= position < 2**31:
        raise InvalidInputError("A position is not negative.", code="INVALID_POSITION", field=("position",))
    return position
