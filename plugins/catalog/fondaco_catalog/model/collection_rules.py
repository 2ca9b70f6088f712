"""Rules of collections: which products belong to one by themselves.

A rule has conditions and groups of conditions, of which all or any have to hold; a group, one level deeper, has
conditions of which all or any have to hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from enum import Enum
from uuid import UUID

import msgspec
from fondaco.commerce import Money
from fondaco.errors import InvalidInputError, LimitExceededError

from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.text import clean_text

__all__ = [
    "BY_ID",
    "MAX_CONDITIONS",
    "Rule",
    "RuleCondition",
    "RuleField",
    "RuleGroup",
    "RuleMatch",
    "clean_rule",
    "is_timed",
]

MAX_CONDITIONS = 50
MAX_VALUES = 200
MAX_DAYS = 36_500

Path = tuple[str, ...]


class RuleMatch(Enum):
    """Whether all of something have to hold, or one of it is enough."""

    ALL = "all"
    ANY = "any"


class RuleField(Enum):
    """What a condition looks at, and which of its other fields it reads.

    CATEGORY, BRAND, PRODUCT_TYPE: ``values`` are ids; a category stands for all below it too. TAG: ``values``.
    TITLE: contains one of the ``values``. PRICE: a variant costs from ``min`` to ``max`` in the ``channel``.
    ATTRIBUTE: the one with the code ``name`` is one of the ``values`` (codes of choices, texts, numbers, ``true``), or
    from ``min`` to ``max``. OPTION: a variant has one of the ``values`` for the option ``name``. CREATED: made at or
    after ``since``, or within the last ``days``. ON_SALE: a variant has a compare-at price above its price in the
    ``channel``. AVAILABLE: it is published and priced in the ``channel``,
    and so is what it has to hold if it is a bundle.
    """

    CATEGORY = "category"
    BRAND = "brand"
    PRODUCT_TYPE = "product_type"
    TAG = "tag"
    TITLE = "title"
    PRICE = "price"
    ATTRIBUTE = "attribute"
    OPTION = "option"
    CREATED = "created"
    ON_SALE = "on_sale"
    AVAILABLE = "available"


BY_ID = frozenset({RuleField.CATEGORY, RuleField.BRAND, RuleField.PRODUCT_TYPE})
"""The fields whose values are ids."""

_WITH_VALUES = BY_ID | {RuleField.TAG, RuleField.TITLE, RuleField.OPTION}
_NAMED = frozenset({RuleField.ATTRIBUTE, RuleField.OPTION})
_IN_CHANNEL = frozenset({RuleField.PRICE, RuleField.ON_SALE, RuleField.AVAILABLE})


class RuleCondition(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A question about a product; see `RuleField` for what is read.

    Attributes:
        min: At least, in major units of the channel's currency or of the attribute.
        max: At most.
        negate: Whether it has not to hold.
    """

    field: RuleField
    values: tuple[str, ...] = ()
    name: str = ""
    channel: str = ""
    min: Decimal | None = None
    max: Decimal | None = None
    since: datetime | None = None
    days: int | None = None
    negate: bool = False


class RuleGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Conditions of which all or any have to hold."""

    match: RuleMatch
    conditions: tuple[RuleCondition, ...]


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """Conditions and groups of which all or any have to hold."""

    match: RuleMatch
    conditions: tuple[RuleCondition, ...] = ()
    groups: tuple[RuleGroup, ...] = ()

    @property
    def all_conditions(self) -> Iterator[RuleCondition]:
        """The conditions of the rule and of its groups."""
        yield from self.conditions
        for group in self.groups:
            yield from group.conditions


def is_timed(rule: Rule) -> bool:
    """Says whether what the rule holds for changes by the clock alone."""
    return any(
        condition.field in _IN_CHANNEL or (condition.field is RuleField.CREATED and condition.days is not None)
        for condition in rule.all_conditions
    )


def clean_rule(rule: Rule, policy: Policy) -> Rule:
    """Returns a rule that can be asked.

    Raises:
        InvalidInputError: ``RULE_EMPTY``, ``INVALID_CONDITION``, ``UNKNOWN_CHANNEL``, ``INVALID_ID``,
            ``INVALID_AMOUNT``, with the path of the condition.
        LimitExceededError: ``TOO_MANY_CONDITIONS``.
    """
    count = sum(1 for _ in rule.all_conditions)
    if not count or any(not group.conditions for group in rule.groups):
        raise InvalidInputError("A rule, and each of its groups, has a condition.", code="RULE_EMPTY", field=("rule",))
    if count > MAX_CONDITIONS:
        raise LimitExceededError(
            f"A rule has at most {MAX_CONDITIONS} conditions.", code="TOO_MANY_CONDITIONS", field=("rule",)
        )
    return Rule(
        match=rule.match,
        conditions=_cleaned(rule.conditions, policy, ("rule",)),
        groups=tuple(
            RuleGroup(match=group.match, conditions=_cleaned(group.conditions, policy, ("rule", "groups", str(index))))
            for index, group in enumerate(rule.groups)
        ),
    )


def _cleaned(conditions: Sequence[RuleCondition], policy: Policy, at: Path) -> tuple[RuleCondition, ...]:
    return tuple(
        _condition(condition, policy, (*at, "conditions", str(index))) for index, condition in enumerate(conditions)
    )


def _refuse_incomplete(condition: RuleCondition, at: Path) -> None:
    field = condition.field
    ranged = condition.min is not None or condition.max is not None
    checks = (
        (field in _WITH_VALUES and not condition.values, "Give at least one value.", "values"),
        (len(condition.values) > MAX_VALUES, f"At most {MAX_VALUES} values are allowed.", "values"),
        (
            field is RuleField.ATTRIBUTE and not condition.values and not ranged,
            "Give values, or a smallest or largest one.",
            "values",
        ),
        (field is RuleField.PRICE and not ranged, "Give a smallest or largest price.", "min"),
        (field in _NAMED and not condition.name.strip(), "Give a name.", "name"),
        (
            field is RuleField.CREATED and (condition.since is None) == (condition.days is None),
            "Give either since or days.",
            "since",
        ),
        (condition.days is not None and not 0 < condition.days <= MAX_DAYS, "There are 1 to 36,500 days.", "days"),
        (condition.since is not None and condition.since.tzinfo is None, "A moment has a time zone.", "since"),
        (condition.min is not None and not condition.min.is_finite(), "This is not a number.", "min"),
        (condition.max is not None and not condition.max.is_finite(), "This is not a number.", "max"),
    )
    for wrong, message, name in checks:
        if wrong:
            raise InvalidInputError(
                f"This condition cannot be asked. {message}", code="INVALID_CONDITION", field=(*at, name)
            )


def _condition(condition: RuleCondition, policy: Policy, at: Path) -> RuleCondition:
    _refuse_incomplete(condition, at)
    field = condition.field
    if field in _IN_CHANNEL:
        currency = policy.channel(condition.channel, field=(*at, "channel")).currency
        for name, bound in (("min", condition.min), ("max", condition.max)):
            if bound is not None:
                _refuse_no_amount(bound, currency, (*at, name))
    clean_value = _id if field in BY_ID else _text
    # Only what the field reads is kept, so that equal rules are equal.
    reads_values = field in _WITH_VALUES or field is RuleField.ATTRIBUTE
    ranged, timed = field in {RuleField.PRICE, RuleField.ATTRIBUTE}, field is RuleField.CREATED
    return RuleCondition(
        field=field,
        values=tuple(clean_value(value, (*at, "values", str(index))) for index, value in enumerate(condition.values))
        if reads_values
        else (),
        name=clean_text(condition.name, field=(*at, "name")) if field in _NAMED else "",
        channel=condition.channel if field in _IN_CHANNEL else "",
        min=condition.min if ranged else None,
        max=condition.max if ranged else None,
        since=condition.since if timed else None,
        days=condition.days if timed else None,
        negate=condition.negate,
    )


def _text(value: str, at: Path) -> str:
    return clean_text(value, field=at, required=True)


def _id(value: str, at: Path) -> str:
    try:
        return str(UUID(value))
    except ValueError:
        raise InvalidInputError("This is not an id.", code="INVALID_ID", field=at) from None


def _refuse_no_amount(bound: Decimal, currency: str, at: Path) -> None:
    try:
        Money.from_decimal(bound, currency)
    except InvalidInputError as error:
        raise InvalidInputError(error.message, code=error.code, field=at) from error
