"""What staff do with orders that are unusual. Locks: the order, if it is placed, and then its case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import msgspec
from fondaco.context import Context
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import ConflictError, DomainError, InvalidInputError, NotFoundError
from fondaco.jobs import WorkerApp

from fondaco_checkout.model.cases import CaseEntry, CaseState, ConcernState, OrderCase, Resolution
from fondaco_checkout.model.concerns import RuleConfig, WatchRule
from fondaco_checkout.model.settlement import Completion
from fondaco_checkout.repository import cases as repository
from fondaco_checkout.repository import completions, concern_rules, orders
from fondaco_checkout.service.settle import ask_and_settle, void_completion
from fondaco_checkout.service.watching import look_at, note_in_history, tell_closed
from fondaco_checkout.settings import CheckoutSettings

__all__ = [
    "CaseOutcome",
    "give_case_back",
    "release_case",
    "reset_rule",
    "resolve_cases",
    "retry_case",
    "set_rule",
    "update_case",
]

LONGEST_NOTE = 2000
LONGEST_ASSIGNEE = 200
MOST_CASES = 100


class CaseOutcome(msgspec.Struct, frozen=True):
    """What became of a case of many."""

    id: UUID
    case: OrderCase | None
    error: DomainError | None


def _not_found() -> NotFoundError:
    return NotFoundError("There is no such case.", code="CASE_NOT_FOUND", field=("id",))


def _note(note: str) -> str:
    if len(note) > LONGEST_NOTE or "\0" in note:
        raise InvalidInputError(
            f"A note has at most {LONGEST_NOTE:,} characters.", code="NOTE_TOO_LONG", field=("note",)
        )
    return note.strip()


async def _lock(case_id: UUID) -> tuple[OrderCase, bool]:
    """Locks the order and the case; returns the case, and whether the order is placed."""
    found = (await repository.find_cases([case_id])).get(case_id)
    if found is None:
        raise _not_found()
    try:
        await orders.lock_order(found.order_id)
        placed = True
    except NotFoundError:
        placed = False
    case = await repository.lock_case(found.order_id)
    assert case is not None  # noqa: S101 (cases are never removed)
    return case, placed


def _check_version(case: OrderCase, expected: int | None) -> None:
    if expected is not None and expected != case.version:
        raise ConflictError(
            f"Something has changed since you read it: it is at version {case.version}, not {expected}.",
            code="VERSION_CONFLICT",
            field=("expectedVersion",),
        )


def _entry(uow: UnitOfWork, case: OrderCase, kind: str, note: str = "", **detail: Any) -> CaseEntry:
    actor = uow.context.principal.id
    return CaseEntry(case_id=case.id, at=uow.now, kind=kind, actor=actor, detail=detail, note=note)


async def update_case(
    uow: UnitOfWork,
    case_id: UUID,
    *,
    assignee: str | None = None,
    in_review: bool | None = None,
    note: str = "",
    expected: int | None = None,
) -> OrderCase:
    """Says who looks at a case, that somebody does, or notes something.

    Args:
        assignee: Id of a principal; empty for nobody, None to leave it.
        in_review: Whether somebody looks at it; None to leave it.
        expected: The version that was read.

    Raises:
        NotFoundError: ``CASE_NOT_FOUND``.
        ConflictError: ``VERSION_CONFLICT``; ``CASE_CLOSED`` where the state of a closed one would change.
        InvalidInputError: ``NOTE_TOO_LONG``, ``ASSIGNEE_TOO_LONG``.
    """
    note = _note(note)
    if assignee is not None and (len(assignee) > LONGEST_ASSIGNEE or "\0" in assignee):
        raise InvalidInputError(
            f"An assignee has at most {LONGEST_ASSIGNEE} characters.", code="ASSIGNEE_TOO_LONG", field=("assignee",)
        )
    case, _ = await _lock(case_id)
    _check_version(case, expected)
    changed, entries = case, []
    if assignee is not None and (assignee.strip() or None) != case.assignee:
        changed = msgspec.structs.replace(changed, assignee=assignee.strip() or None)
        entries.append(_entry(uow, case, "assigned", assignee=changed.assignee))
    if in_review is not None:
        if not case.open:
            raise ConflictError("This case is closed.", code="CASE_CLOSED", field=("id",))
        state = CaseState.IN_REVIEW if in_review else CaseState.OPEN
        if state is not case.state:
            changed = msgspec.structs.replace(changed, state=state)
            entries.append(_entry(uow, case, state.value))
    if note:
        entries.append(_entry(uow, case, "noted", note))
    if not entries:
        return case
    await repository.add_entries(entries)
    return await repository.write_case(changed, uow.now)


async def release_case(uow: UnitOfWork, case_id: UUID, note: str = "") -> OrderCase:
    """Lets an order that is held be captured and sent; its case stays open. Idempotent.

    Raises:
        NotFoundError: ``CASE_NOT_FOUND``.
        InvalidInputError: ``NOTE_TOO_LONG``.
    """
    note = _note(note)
    case, placed = await _lock(case_id)
    if not case.held:
        return case
    await repository.add_entries([_entry(uow, case, "released", note)])
    await note_in_history(uow, case, "checkout.case_released", placed=placed)
    return await repository.write_case(msgspec.structs.replace(case, held=False), uow.now)


async def _resolve(uow: UnitOfWork, case_id: UUID, resolution: Resolution, note: str) -> OrderCase:
    case, placed = await _lock(case_id)
    if not case.open:
        if case.resolution is resolution:
            return case
        raise ConflictError("Somebody else has closed this case otherwise.", code="CASE_CLOSED", field=("id",))
    alarm = resolution is Resolution.FALSE_ALARM
    await repository.end_concerns(case.id, ConcernState.FALSE_ALARM if alarm else ConcernState.RESOLVED, uow.now)
    await repository.add_entries([_entry(uow, case, "closed", note, resolution=resolution.value)])
    tell_closed(uow, case, resolution)
    await note_in_history(uow, case, "checkout.case_closed", placed=placed, resolution=resolution.value)
    closed = msgspec.structs.replace(
        case,
        state=CaseState.DISMISSED if alarm else CaseState.RESOLVED,
        resolution=resolution,
        closed_at=uow.now,
        held=False,
        score=0,
    )
    return await repository.write_case(closed, uow.now)


async def resolve_cases(
    app: WorkerApp, context: Context, case_ids: Sequence[UUID], resolution: Resolution, note: str
) -> list[CaseOutcome]:
    """Closes cases, each in a transaction of its own, and answers for each. What is held is released.

    What their reasons said does not open them again; other reasons do. Idempotent: who comes second with the same
    answer gets it, and with another one ``CASE_CLOSED``.

    Raises:
        InvalidInputError: ``NOTE_TOO_LONG``, ``TOO_MANY_CASES``.
    """
    note = _note(note)
    if len(case_ids) > MOST_CASES:
        raise InvalidInputError(f"At most {MOST_CASES} cases at once.", code="TOO_MANY_CASES", field=("ids",))
    outcomes = []
    for case_id in dict.fromkeys(case_ids):
        try:
            async with app.unit_of_work(context) as uow:
                outcomes.append(CaseOutcome(case_id, await _resolve(uow, case_id, resolution, note), None))
        except DomainError as error:
            outcomes.append(CaseOutcome(case_id, None, error))
    return outcomes


async def _completion(case_id: UUID) -> tuple[OrderCase, Completion | None]:
    case = (await repository.find_cases([case_id])).get(case_id)
    if case is None:
        raise _not_found()
    completion = None if case.cart_id is None else await completions.find_completion(case.cart_id)
    return case, completion if completion is not None and completion.draft.id == case.order_id else None


async def _settle(
    app: WorkerApp, settings: CheckoutSettings, context: Context, case_id: UUID, act: Callable[..., Any]
) -> OrderCase:
    case, completion = await _completion(case_id)
    if completion is not None:
        await act(app, settings, completion)
    async with app.unit_of_work(context) as uow:
        await look_at(uow, settings, case.order_id, case.cart_id)
    return (await repository.find_cases([case_id]))[case_id]


async def retry_case(app: WorkerApp, settings: CheckoutSettings, context: Context, case_id: UUID) -> OrderCase:
    """Asks the provider how the payment of an order that is not placed stands, and lets that take effect.

    Through the one guard of completion: the order is placed if it was paid, the cart opens if it was refused. Called
    outside any transaction. Idempotent; nothing happens where the payment is decided.

    Raises:
        NotFoundError: ``CASE_NOT_FOUND``.
    """
    return await _settle(app, settings, context, case_id, ask_and_settle)


async def give_case_back(app: WorkerApp, settings: CheckoutSettings, context: Context, case_id: UUID) -> OrderCase:
    """Gives the payment of an order that is not placed back, and opens its cart. As `retry_case`."""
    return await _settle(app, settings, context, case_id, void_completion)


def _check_channel(app: WorkerApp, channel: str) -> None:
    if channel and channel not in app.channels:
        raise InvalidInputError("There is no such channel.", code="UNKNOWN_CHANNEL", field=("channel",))


async def set_rule(
    app: WorkerApp, uow: UnitOfWork, rule: WatchRule, channel: str, config: RuleConfig, expected: int | None
) -> None:
    """Sets a rule for a channel, or for all others where it is empty. Cases follow when they are looked at next.

    Raises:
        InvalidInputError: ``UNKNOWN_CHANNEL``.
        ConflictError: ``VERSION_CONFLICT``; version 0 says that nothing was set.
    """
    _check_channel(app, channel)
    _check_rule_version(await concern_rules.lock_rule(rule, channel), expected)
    await concern_rules.put_rule(rule, channel, config, uow.context.principal.id, uow.now)


async def reset_rule(app: WorkerApp, rule: WatchRule, channel: str, expected: int | None) -> None:
    """Lets a rule be as it is for all channels, as the settings say, or as by default. Idempotent. As `set_rule`."""
    _check_channel(app, channel)
    _check_rule_version(await concern_rules.lock_rule(rule, channel), expected)
    await concern_rules.delete_rule(rule, channel)


def _check_rule_version(version: int, expected: int | None) -> None:
    if expected is not None and expected != version:
        raise ConflictError(
            f"Somebody else has set this since you read it: it is at version {version}, not {expected}.",
            code="VERSION_CONFLICT",
            field=("expectedVersion",),
        )
