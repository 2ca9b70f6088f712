"""What the attributes of a product and its variants become by what a file says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from fondaco.errors import DomainError, InvalidInputError
from fondaco.files import file_of_path
from fondaco.ids import new_id
from msgspec import structs

from fondaco_catalog.model.attribute_drafts import AttributeKind, AttributeScope, Label, ValueDraft
from fondaco_catalog.model.attributes import AttributeRule, StoredValue, check_values
from fondaco_catalog.model.transfer.kinds import flag_of_cell, list_of_cell
from fondaco_catalog.model.transfer.problems import FieldError
from fondaco_catalog.repository.transfer.parts import Row
from fondaco_catalog.service.transfer.merge import Merge

__all__ = ["merge_attributes", "texts_of_values"]

_COLUMNS = ("choice", "text", "number", "boolean", "day", "reference", "labels")
_TRANSLATED = frozenset({AttributeKind.TEXT, AttributeKind.RICH_TEXT})


def merge_attributes(merge: Merge) -> None:
    """Brings the attributes that the file names to what it says; those that it does not name stay.

    To be called behind `merge_variants` and `merge_listings`, which know the variants, and whether it is published.
    """
    stored: dict[tuple[UUID | None, UUID], list[Row]] = {}
    for row in merge.around.rows("attribute_value", merge.id):
        stored.setdefault((row["variant"], row["attribute"]), []).append(row)
    rules = merge.around.rules.get(merge.type_id, {}) if merge.type_id is not None else {}
    things: list[tuple[int, UUID | None, Mapping[str, Any]]] = [(-1, None, merge.item.get("attributes", {}))]
    for index, variant in enumerate(merge.item.get("variants", ())):
        if index in merge.variant_ids:
            things.append((index, merge.variant_ids[index], variant.get("attributes", {})))
    for index, variant_id, said in things:
        codes: dict[str, dict[str, Any]] = {}
        for key, value in said.items():
            code, _, locale = key.partition("@")
            codes.setdefault(code, {})[locale] = value
        for code, given in codes.items():
            _One(merge, index, variant_id, code).put(rules, given, stored)


class _One:
    """An attribute of a product or of a variant of it."""

    def __init__(self, merge: Merge, index: int, variant_id: UUID | None, code: str) -> None:
        self._merge = merge
        self._index = index
        self._variant_id = variant_id
        self._code = code

    def put(
        self,
        rules: Mapping[str, AttributeRule],
        given: Mapping[str, Any],
        stored: Mapping[tuple[UUID | None, UUID], Sequence[Row]],
    ) -> None:
        rule = rules.get(self._code)
        before = [] if rule is None else stored.get((self._variant_id, rule.id), [])
        scope = AttributeScope.PRODUCT if self._variant_id is None else AttributeScope.VARIANT
        if not any(each is not None for each in given.values()) and (rule is None or rule.scope is not scope):
            return  # an empty cell of a table in which other products have the attribute
        level = "product" if self._index < 0 else "variant"
        try:
            draft = _draft(self._code, rule, given, before)
            [checked] = check_values([draft], rules, scope, self._merge.around.policy)
        except (DomainError, FieldError) as error:
            self._merge.record.refuse(
                error.code, error.message, level, "attribute", index=self._index, dimension=self._code
            )
            return
        wanted = list(checked.values)
        if wanted == [StoredValue(**{name: row[name] for name in _COLUMNS}) for row in before]:
            return
        if checked.rule.required and not wanted and self._merge.listed:
            message = f"The product is published, and its type requires the attribute {self._code}."
            self._merge.record.refuse(
                "ATTRIBUTE_REQUIRED", message, level, "attribute", index=self._index, dimension=self._code
            )
        changes = self._merge.changes
        for text in (value.text for value in wanted):
            if text and file_of_path(text) is not None:
                self._merge.addresses[level, self._index, self._code] = text
        changes.removed["attribute_value"] += [row["id"] for row in before]
        changes.added["attribute_value"] += [
            {
                "id": new_id(),
                "product": self._merge.id,
                "variant": self._variant_id,
                "attribute": checked.rule.id,
                **structs.asdict(value),
                "position": position,
            }
            for position, value in enumerate(wanted)
        ]


def _draft(code: str, rule: AttributeRule | None, given: Mapping[str, Any], before: Sequence[Row]) -> ValueDraft:
    """Returns what a file says of an attribute; a text, and its languages, that it does not name stay."""
    value = given.get("")
    if rule is None or (value is None and rule.kind not in _TRANSLATED):
        return ValueDraft(code=code)
    if rule.kind not in _TRANSLATED:
        if len(given) > 1:
            raise _wrong(rule, "it has no translations")
        given_as: dict[str, Any] = {rule.kind.field: _value(rule, value)}
        return ValueDraft(code=code, **given_as)
    labels: dict[str, str] = dict(before[0]["labels"]) if before else {}
    labels |= {locale: _text(rule, text) for locale, text in given.items() if locale}
    text = _text(rule, value) if "" in given else before[0]["text"] if before else ""
    translated = tuple(Label(locale, each) for locale, each in labels.items()) if text else ()
    if rule.kind is AttributeKind.TEXT:
        return ValueDraft(code=code, text=text, labels=translated)
    return ValueDraft(code=code, html=text, labels=translated)


def _text(rule: AttributeRule, value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _wrong(rule, "it is a text")
    return value


def _value(rule: AttributeRule, value: Any) -> Any:
    match rule.kind:
        case AttributeKind.BOOLEAN:
            return value if isinstance(value, bool) else _flag(rule, value)
        case AttributeKind.MULTI_CHOICE:
            return tuple(value if isinstance(value, list) else list_of_cell(_text(rule, value)))
        case AttributeKind.REFERENCE:
            raise _wrong(rule, "what it points to is said in lines of the kind reference")
        case AttributeKind.NUMBER:
            return _number(rule, _text(rule, value))
        case AttributeKind.DATE:
            return _day(rule, _text(rule, value))
        case _:
            return _text(rule, value)


def _flag(rule: AttributeRule, value: Any) -> bool:
    try:
        return flag_of_cell(_text(rule, value))
    except FieldError:
        raise _wrong(rule, "it is true or false") from None


def _number(rule: AttributeRule, text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise _wrong(rule, "it is a number such as 1.5")
    return number


def _day(rule: AttributeRule, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _wrong(rule, "it is a day such as 2026-01-31") from None


def _wrong(rule: AttributeRule, what: str) -> InvalidInputError:
    return InvalidInputError(
        f"The attribute {rule.code} is of the kind {rule.kind.name}: {what}.", code="WRONG_ATTRIBUTE_TYPE"
    )


def texts_of_values(attributes: Mapping[str, Any]) -> set[str]:
    """Returns everything in values that may be the code or the name of a choice."""
    found: set[str] = set()
    for value in attributes.values():
        if isinstance(value, list):
            found.update(value)
        elif isinstance(value, str) and len(value) < 2_000:
            found.update({value, *list_of_cell(value)})
    return found
