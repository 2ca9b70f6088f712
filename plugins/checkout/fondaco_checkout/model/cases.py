"""Cases: orders that staff have to look at. What becomes of one when its reasons change. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
from fondaco.commerce import OrderConcern
from fondaco.ids import encode_global_id

__all__ = ["CaseEntry", "CaseState", "ConcernState", "FoundConcern", "OrderCase", "Resolution", "Weighed", "weigh"]

HIGHEST_SCORE = 10_000


class CaseState(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    """Nobody has looked at it yet."""
    IN_REVIEW = "in_review"
    """Somebody does."""
    RESOLVED = "resolved"
    """It was dealt with, or no reason holds any more."""
    DISMISSED = "dismissed"
    """It was a false alarm."""


class Resolution(StrEnum):
    """How a case was closed."""

    RESOLVED = "resolved"
    """Staff dealt with it."""
    FALSE_ALARM = "false_alarm"
    """There was nothing about it; the rules are told."""
    GONE = "gone"
    """No reason holds any more."""


class ConcernState(StrEnum):
    """What became of a reason."""

    ACTIVE = "active"
    """It holds."""
    GONE = "gone"
    """It holds no more."""
    RESOLVED = "resolved"
    """Staff dealt with it; it does not open the case again."""
    FALSE_ALARM = "false_alarm"
    """Staff say that it means nothing; it does not open the case again."""


class OrderCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case as it is stored.

    Attributes:
        order_id: That the order has, or would have.
        cart_id: Of an order that is not placed; None for others.
        held: Whether nothing is captured or sent until staff release it.
        assignee: Id of the principal who looks at it.
        checked_at: When its reasons were looked for last.
    """

    id: UUID
    order_id: UUID
    cart_id: UUID | None
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
    checked_at: datetime
    version: int

    @property
    def open(self) -> bool:
        """Whether somebody has to look at it."""
        return self.state in {CaseState.OPEN, CaseState.IN_REVIEW}

    @property
    def global_id(self) -> str:
        """The case's id at the API."""
        return encode_global_id("OrderCase", self.id)


class FoundConcern(msgspec.Struct, frozen=True, kw_only=True):
    """A reason as it is stored; `rule` has the name of its plugin in front."""

    id: UUID
    case_id: UUID
    rule: str
    weight: int
    details: Mapping[str, Any]
    state: ConcernState
    found_at: datetime
    ended_at: datetime | None


class CaseEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What happened to a case.

    Attributes:
        kind: ``opened``, ``reopened``, ``found``, ``gone``, ``held``, ``released``, ``assigned``, ``in_review``,
            ``noted`` or ``closed``.
        actor: Id of the principal.
        detail: Values by name.
        note: In the words of staff.
    """

    case_id: UUID
    at: datetime
    kind: str
    actor: str
    detail: Mapping[str, Any] = {}
    note: str = ""


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of a case by what its rules say now.

    Attributes:
        fresh: Reasons that are new or hold again, by rule.
        kept: Reasons that hold as before, with what they say now.
        gone: Rules whose reason holds no more.
        score: The weights of all that hold.
    """

    fresh: Mapping[str, OrderConcern]
    kept: Mapping[str, OrderConcern]
    gone: tuple[str, ...]
    score: int


def weigh(before: Sequence[FoundConcern], found: Mapping[str, OrderConcern]) -> Weighed:
    """Compares what is known with what is said now.

    What staff resolved or called a false alarm stays so: it neither counts nor opens the case again.

    Args:
        found: By rule, with the name of the plugin in front.
    """
    known = {concern.rule: concern.state for concern in before}
    settled = {rule for rule, state in known.items() if state in {ConcernState.RESOLVED, ConcernState.FALSE_ALARM}}
    counted = {rule: concern for rule, concern in found.items() if rule not in settled}
    return Weighed(
        fresh={rule: one for rule, one in counted.items() if known.get(rule) is not ConcernState.ACTIVE},
        kept={rule: one for rule, one in counted.items() if known.get(rule) is ConcernState.ACTIVE},
        gone=tuple(rule for rule, state in known.items() if state is ConcernState.ACTIVE and rule not in found),
        score=min(HIGHEST_SCORE, sum(one.weight for one in counted.values())),
    )
