"""Attributes: what kinds there are, how they are declared, and what makes a value of one.

Errors carry the path into the input as the admin API names it: ``("attributes", "2", "number")``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
from fondaco.errors import InvalidInputError, LimitExceededError
from msgspec import UNSET

from fondaco_catalog.model.attribute_drafts import AttributeKind, AttributeScope, ReferenceTarget, ValueDraft
from fondaco_catalog.model.policy import Policy, clean_description, clean_locale, valid_url
from fondaco_catalog.model.text import clean_text, name_key

__all__ = [
    "AttributeRule",
    "CheckedAttribute",
    "StoredValue",
    "check_values",
    "find_choice",
]

Path = tuple[str, ...]

LARGEST_NUMBER = Decimal(10) ** 30
MOST_PLACES = 15


_ALL_FIELDS = ("text", "html", "number", "boolean", "date", "choice", "choices", "file", "references")


class AttributeRule(msgspec.Struct, frozen=True, kw_only=True):
    """What a product type demands of the values of an attribute.

    Attributes:
        choices: Ids by code and by folded name; where a code is another choice's name, the code counts.
    """

    id: UUID
    code: str
    kind: AttributeKind
    scope: AttributeScope
    required: bool = False
    unit: str | None = None
    reference_to: ReferenceTarget | None = None
    choices: Mapping[str, UUID] = {}


class StoredValue(msgspec.Struct, frozen=True, kw_only=True):
    """A checked value: exactly one field besides ``labels`` is given."""

    choice: UUID | None = None
    text: str | None = None
    number: Decimal | None = None
    boolean: bool | None = None
    day: date | None = None
    reference: UUID | None = None
    labels: dict[str, str] = {}


class CheckedAttribute(msgspec.Struct, frozen=True):
    """An attribute and what it is to be; nothing where its value is taken away.

    Attributes:
        at: Where in the input it was.
        cleared: Languages whose translation of a text is taken away; those that are not named stay.
    """

    rule: AttributeRule
    values: tuple[StoredValue, ...]
    at: Path
    cleared: frozenset[str] = frozenset()


def find_choice(choices: Mapping[str, UUID], wanted: str) -> UUID | None:
    """Returns the choice of this code or name, whatever its capitals."""
    return choices.get(wanted) or choices.get(name_key(wanted))


def check_values(
    drafts: Sequence[ValueDraft],
    rules: Mapping[str, AttributeRule],
    scope: AttributeScope,
    policy: Policy,
    field: Path = ("attributes",),
) -> list[CheckedAttribute]:
    """Checks values against what a product type says of its attributes.

    Args:
        rules: By code: the attributes of the product's type.
        scope: Whether the values are a product's or a variant's.

    Raises:
        InvalidInputError: ``UNKNOWN_ATTRIBUTE`` if the type has none of that code there, ``DUPLICATE_ATTRIBUTE``,
            ``WRONG_ATTRIBUTE_TYPE`` at the field that was given, ``UNKNOWN_CHOICE``, ``DUPLICATE_CHOICE``,
            ``UNIT_MISMATCH``, ``INVALID_NUMBER``, ``WRONG_REFERENCE``, and as texts and addresses.
        LimitExceededError: ``TOO_MANY_VALUES``.
    """
    seen: set[str] = set()
    checked = []
    for index, draft in enumerate(drafts):
        at = (*field, str(index))
        rule = _rule(draft.code, rules, scope, (*at, "code"))
        if draft.code in seen:
            raise InvalidInputError(
                f"The attribute {draft.code} is given twice.", code="DUPLICATE_ATTRIBUTE", field=(*at, "code")
            )
        seen.add(draft.code)
        _refuse_other_kinds(draft, rule, at)
        values = _values(draft, rule, policy, at)
        named = {policy.locale(label.locale) for label in draft.labels}
        checked.append(CheckedAttribute(rule, values, at, frozenset(named - {*(values[0].labels if values else ())})))
    return checked


def _rule(code: str, rules: Mapping[str, AttributeRule], scope: AttributeScope, at: Path) -> AttributeRule:
    rule = rules.get(code)
    if rule is None:
        message = f"The product's type has no attribute {code!r:.100}. Add it to the type, or correct the code."
        raise InvalidInputError(message, code="UNKNOWN_ATTRIBUTE", field=at)
    if rule.scope is not scope:
        whose = {
            AttributeScope.PRODUCT: "belongs to the product",
            AttributeScope.VARIANT: "belongs to the variants",
            AttributeScope.OPTION: "is an option, which variants choose",
        }[rule.scope]
        raise InvalidInputError(f"The attribute {code} {whose}.", code="UNKNOWN_ATTRIBUTE", field=at)
    return rule


def _refuse_other_kinds(draft: ValueDraft, rule: AttributeRule, at: Path) -> None:
    right = rule.kind.field
    for name in _ALL_FIELDS:
        if name != right and not _absent(getattr(draft, name)):
            raise InvalidInputError(
                f"The attribute {rule.code} is of the kind {rule.kind.name}; give its value as {right}.",
                code="WRONG_ATTRIBUTE_TYPE",
                field=(*at, name),
            )
    if draft.unit not in {UNSET, None} and draft.unit != rule.unit:
        unit = f"in {rule.unit}" if rule.unit else "without a unit"
        raise InvalidInputError(
            f"The attribute {rule.code} is {unit}. Convert the number.", code="UNIT_MISMATCH", field=(*at, "unit")
        )
    if draft.labels and rule.kind not in {AttributeKind.TEXT, AttributeKind.RICH_TEXT}:
        raise InvalidInputError(
            f"The attribute {rule.code} is no text, so its values have no translations.",
            code="WRONG_ATTRIBUTE_TYPE",
            field=(*at, "translations"),
        )


def _absent(value: object) -> bool:
    return value is UNSET or value is None or (isinstance(value, str | tuple) and not value)


def _values(draft: ValueDraft, rule: AttributeRule, policy: Policy, at: Path) -> tuple[StoredValue, ...]:
    given = getattr(draft, rule.kind.field)
    if _absent(given):
        return ()
    here = (*at, rule.kind.field)
    if rule.kind is AttributeKind.TEXT:
        return _text(draft, given, at, lambda text, field: _plain(text, policy, field), policy)
    if rule.kind is AttributeKind.RICH_TEXT:
        return _text(draft, given, at, lambda html, field: clean_description(html, policy, field), policy)
    if rule.kind in {AttributeKind.MULTI_CHOICE, AttributeKind.REFERENCE}:
        _limit(len(given), policy, here)
        return _several(rule, given, here)
    return (_single(rule, given, here),)


def _single(rule: AttributeRule, given: Any, field: Path) -> StoredValue:
    match rule.kind:
        case AttributeKind.NUMBER:
            return StoredValue(number=_number(given, field))
        case AttributeKind.BOOLEAN:
            return StoredValue(boolean=given)
        case AttributeKind.DATE:
            return StoredValue(day=given)
        case AttributeKind.FILE:
            return StoredValue(text=valid_url(given, field=field))
        case _:
            return StoredValue(choice=_choice(rule, given, field))


def _several(rule: AttributeRule, given: Sequence[Any], field: Path) -> tuple[StoredValue, ...]:
    if rule.kind is AttributeKind.MULTI_CHOICE:
        ids = [_choice(rule, one, (*field, str(place))) for place, one in enumerate(given)]
        return tuple(StoredValue(choice=id_) for id_ in _once(ids, field, "DUPLICATE_CHOICE"))
    for place, mention in enumerate(given):
        if mention.target is not rule.reference_to:
            wanted = rule.reference_to.value if rule.reference_to else "nothing"
            raise InvalidInputError(
                f"The attribute {rule.code} refers to things of the kind {wanted}.",
                code="WRONG_REFERENCE",
                field=(*field, str(place)),
            )
    ids = [mention.id for mention in given]
    return tuple(StoredValue(reference=id_) for id_ in _once(ids, field, "DUPLICATE_REFERENCE"))


def _plain(text: str, policy: Policy, field: Path) -> str:
    return clean_text(text, field=field, longest=policy.settings.max_attribute_text_chars, lines=True)


def _text(
    draft: ValueDraft, given: str, at: Path, clean: Callable[[str, Path], str], policy: Policy
) -> tuple[StoredValue, ...]:
    text = clean(given, (*at, "html" if isinstance(draft.html, str) else "text"))
    seen: set[str] = set()
    labels = {}
    for index, label in enumerate(draft.labels):
        here = (*at, "translations", str(index))
        locale = clean_locale(label.locale, seen, policy, (*here, "locale"))
        if translated := clean(label.text, (*here, "text")):
            labels[locale] = translated
    return (StoredValue(text=text, labels=labels),) if text else ()


def _number(number: Decimal, field: Path) -> Decimal:
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or abs(number) >= LARGEST_NUMBER or -exponent > MOST_PLACES:
        raise InvalidInputError(
            f"A number has at most 30 digits before and {MOST_PLACES} behind the point.",
            code="INVALID_NUMBER",
            field=field,
        )
    return number


def _choice(rule: AttributeRule, wanted: str, field: Path) -> UUID:
    found = find_choice(rule.choices, wanted)
    if found is None:
        raise InvalidInputError(
            f"The attribute {rule.code} has no choice {wanted!r:.100}.", code="UNKNOWN_CHOICE", field=field
        )
    return found


def _once(ids: Sequence[UUID], field: Path, code: str) -> Sequence[UUID]:
    for index, id_ in enumerate(ids):
        if id_ in ids[:index]:
            raise InvalidInputError("This is given twice.", code=code, field=(*field, str(index)))
    return ids


def _limit(count: int, policy: Policy, field: Path) -> None:
    most = policy.settings.max_attribute_values
    if count > most:
        raise LimitExceededError(
            f"There are {count:,} values; at most {most:,} are allowed.", code="TOO_MANY_VALUES", field=field
        )
