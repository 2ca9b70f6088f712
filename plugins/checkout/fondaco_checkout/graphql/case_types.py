"""The types of cases, their reasons and the rules behind them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec
from fondaco import commerce
from fondaco.graphql import ID, Money, Node, enum_type, input_type, object_type
from fondaco.graphql.errors import UserError, UserErrorView
from fondaco.graphql.scalars import JSON, MoneyInput

from fondaco_checkout.model import cases as model
from fondaco_checkout.model.cases import CaseState, ConcernState, Resolution
from fondaco_checkout.model.concerns import RuleConfig, WatchRule
from fondaco_checkout.repository.cases import CaseSort

__all__ = [
    "ConcernRule",
    "ConcernRuleSetInput",
    "ConcernRuleView",
    "OrderCase",
    "OrderCaseEntry",
    "OrderCaseFilter",
    "OrderCaseResult",
    "OrderCaseResultView",
    "OrderConcern",
]

enum_type(CaseState, name="OrderCaseState")
enum_type(CaseSort, name="OrderCaseSort")
enum_type(ConcernState, name="OrderConcernState")
enum_type(Resolution, name="OrderCaseResolution")
enum_type(WatchRule)


@object_type(model.FoundConcern)
class OrderConcern:
    """Why an order is unusual.

    Attributes:
        rule: With the name of its plugin in front, such as `checkout.velocity`.
        weight: What it adds to the score of the case.
        details: Values by name, as the guide lists them for each rule.
        found_at: Since when it holds.
        ended_at: Since when it holds no more, or staff have said what it means.
    """

    rule: str
    weight: int
    details: JSON
    state: ConcernState
    found_at: datetime
    ended_at: datetime | None


@object_type(model.CaseEntry)
class OrderCaseEntry:
    """What happened to a case.

    Attributes:
        kind: `opened`, `reopened`, `found`, `gone`, `held`, `released`, `assigned`, `open`, `in_review`, `noted` or
            `closed`.
        actor: Who did it; `system` for the rules.
        detail: Values by name.
        note: In the words of staff; empty without any.
    """

    at: datetime
    kind: str
    actor: str
    detail: JSON
    note: str


@object_type(model.OrderCase)
class OrderCase(Node):
    """An order that somebody has to look at. An order has one case at most, which may open again.

    Attributes:
        number: Of the order.
        channel: Slug.
        score: The weights of all reasons that hold.
        held: Whether nothing of the order is captured or sent until it is released.
        assignee: Id of the principal who looks at it.
        resolution: How it was closed; null while it is not.
        version: Grows with every change.
    """

    number: str
    channel: str
    state: CaseState
    resolution: Resolution | None
    score: int
    held: bool
    assignee: str | None
    opened_at: datetime
    updated_at: datetime
    closed_at: datetime | None
    version: int


class OrderCaseResultView(msgspec.Struct, frozen=True):
    """What became of a case of many, as it is shown."""

    id: str
    case: model.OrderCase | None
    errors: list[UserErrorView]


@object_type(OrderCaseResultView)
class OrderCaseResult:
    """What became of one case of many.

    Attributes:
        id: Of the case, as it was given.
        case: As it stands now; null where nothing was done.
        errors: Why not.
    """

    id: ID
    case: OrderCase | None
    errors: list[UserError]


class ConcernRuleView(msgspec.Struct, frozen=True, kw_only=True):
    """A rule of a channel, as it is shown."""

    rule: WatchRule
    code: str
    channel: str
    set_by_staff: bool
    version: int
    enabled: bool
    weight: int
    count: int
    hours: int
    percent: int
    amounts: list[commerce.Money]
    active: int
    gone: int
    resolved: int
    false_alarms: int


@object_type(ConcernRuleView)
class ConcernRule:
    """How a rule that watches orders is set in a channel, and how often it spoke in the last 90 days.

    Attributes:
        code: As cases name it, with `checkout.` in front.
        channel: Slug; empty for all channels for which it is not set by itself.
        set_by_staff: False where the settings or the default count.
        version: For `expectedVersion`; 0 where staff have set nothing.
        weight: What its reason adds to the score.
        count: How many there have to be, where it counts.
        hours: How far it looks back, or how long it waits.
        percent: Of what is usual in the channel.
        amounts: From which total on it speaks, by currency.
        active: Reasons that hold now.
        gone: That held once.
        resolved: That staff dealt with.
        false_alarms: That staff say mean nothing.
    """

    rule: WatchRule
    code: str
    channel: str
    set_by_staff: bool
    version: int
    enabled: bool
    weight: int
    count: int
    hours: int
    percent: int
    amounts: list[Money]
    active: int
    gone: int
    resolved: int
    false_alarms: int


@input_type
class OrderCaseFilter:
    """Which cases are wanted; everything given has to hold.

    Attributes:
        states: In one of these; those that are open or in review where nothing is given.
        rules: For one of these reasons, such as `checkout.velocity`.
        channels: Slugs.
        held: Whether the order is held.
        assignee: Id of the principal who looks at it; empty for those of nobody.
    """

    states: list[CaseState] | None = None
    rules: list[str] | None = None
    channels: list[str] | None = None
    held: bool | None = None
    assignee: str | None = None


@input_type
class ConcernRuleSetInput:
    """How a rule is set. What is not given becomes what it is by default.

    Attributes:
        channel: Slug; empty for all channels for which it is not set by itself.
        amounts: From which total on it speaks; one for each currency.
        expected_version: Refused if somebody has set it since.
    """

    rule: WatchRule
    channel: str = ""
    enabled: bool = True
    weight: int | None = None
    count: int | None = None
    hours: int | None = None
    percent: int | None = None
    amounts: list[MoneyInput] | None = None
    expected_version: int | None = None

    def config(self, before: RuleConfig) -> RuleConfig:
        """Returns the rule as it will be set.

        Raises:
            InvalidInputError: ``RULE_INVALID``, or those of amounts.
        """
        given: dict[str, Any] = {
            name: value
            for name in ("weight", "count", "hours", "percent")
            if (value := getattr(self, name)) is not None
        }
        if self.amounts is not None:
            given["amounts"] = self._amounts()
        return RuleConfig(**{**msgspec.structs.asdict(before), "enabled": self.enabled, **given})

    def _amounts(self) -> Mapping[str, Decimal]:
        amounts = [one.parsed(field=("amounts", str(place))) for place, one in enumerate(self.amounts or ())]
        return {money.currency: money.decimal for money in amounts}
