"""Queries on cases, their reasons and what happened to them. The order's lock is taken before that of its case."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
from fondaco.commerce import OrderConcern, WatchedOrder
from fondaco.db.engine import execute, fetch_all, fetch_value
from fondaco.db.pagination import Keyset, Page, PageArgs, SortKey
from fondaco.ids import new_id

from fondaco_checkout.model.cases import CaseEntry, CaseState, ConcernState, FoundConcern, OrderCase, Resolution
from fondaco_checkout.model.order_filter import MOST_COUNTED
from fondaco_checkout.repository.rows import from_json, to_json

__all__ = [
    "CaseCriteria",
    "CaseSort",
    "add_case",
    "add_entries",
    "end_concerns",
    "find_cases",
    "find_cases_of_orders",
    "is_held",
    "list_cases",
    "list_concerns",
    "list_entries",
    "list_unchecked",
    "lock_case",
    "note_checked",
    "put_concerns",
    "write_case",
]

_COLUMNS = ", ".join(f"c.{name}" for name in OrderCase.__struct_fields__)
_SELECT = f"SELECT {_COLUMNS} FROM checkout.order_case AS c"  # noqa: S608 (constants)


class CaseSort(StrEnum):
    """The order of a list of cases."""

    SCORE = "score"
    NEWEST = "newest"
    OLDEST = "oldest"


class CaseCriteria(msgspec.Struct, frozen=True, kw_only=True):
    """What all holds of the cases that are wanted; empty and None say nothing.

    Attributes:
        rules: One of these is a reason that holds, with the name of the plugin in front.
        assignee: Id of a principal; empty for cases of nobody.
    """

    states: tuple[CaseState, ...] = ()
    rules: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    held: bool | None = None
    assignee: str | None = None


def _case(row: OrderCase) -> OrderCase:
    resolution = None if row.resolution is None else Resolution(row.resolution)
    return msgspec.structs.replace(row, state=CaseState(row.state), resolution=resolution)  # rows are not converted


async def _cases(rest: str, *args: object) -> list[OrderCase]:
    return [_case(row) for row in await fetch_all(OrderCase, f"{_SELECT} {rest}", *args)]


async def find_cases(ids: Sequence[UUID]) -> dict[UUID, OrderCase]:
    """Returns cases by id."""
    return {case.id: case for case in await _cases("WHERE c.id = ANY($1)", list(ids))}


async def find_cases_of_orders(order_ids: Sequence[UUID]) -> dict[UUID, OrderCase]:
    """Returns cases by the id of their order."""
    return {case.order_id: case for case in await _cases("WHERE c.order_id = ANY($1)", list(order_ids))}


async def lock_case(order_id: UUID) -> OrderCase | None:
    """Takes the row lock of the case of an order, which is locked already if it is placed."""
    return next(iter(await _cases("WHERE c.order_id = $1 FOR UPDATE", order_id)), None)


async def is_held(order_id: UUID) -> bool:
    """Says whether nothing of a locked order may be captured or sent until staff release it."""
    held: bool = await fetch_value(
        "SELECT EXISTS (SELECT FROM checkout.order_case WHERE order_id = $1 AND held)", order_id
    )
    return held


async def add_case(order: WatchedOrder, cart_id: UUID | None, score: int, *, held: bool, now: datetime) -> None:
    """Stores a case; nothing happens where the order has one."""
    await execute(
        "INSERT INTO checkout.order_case (id, order_id, cart_id, number, channel, state, score, held, opened_at, "
        "updated_at, checked_at) VALUES ($1, $2, $3, $4, $5, 'open', $6, $7, $8, $8, $8) ON CONFLICT DO NOTHING",
        new_id(),
        order.order_id,
        cart_id,
        order.number,
        order.channel,
        score,
        held,
        now,
    )


async def write_case(case: OrderCase, now: datetime) -> OrderCase:
    """Writes how a locked case stands; returns it with its next version."""
    written = msgspec.structs.replace(case, updated_at=now, version=case.version + 1)
    await execute(
        "UPDATE checkout.order_case SET cart_id = $2, state = $3, resolution = $4, score = $5, held = $6, "
        "assignee = $7, opened_at = $8, closed_at = $9, checked_at = $10, updated_at = $11, version = $12 "
        "WHERE id = $1",
        written.id,
        written.cart_id,
        written.state.value,
        None if written.resolution is None else written.resolution.value,
        written.score,
        written.held,
        written.assignee,
        written.opened_at,
        written.closed_at,
        written.checked_at,
        written.updated_at,
        written.version,
    )
    return written


async def note_checked(case_id: UUID, now: datetime) -> None:
    """Notes that the reasons of a locked case were looked for and are as they were."""
    await execute("UPDATE checkout.order_case SET checked_at = $2 WHERE id = $1", case_id, now)


class _ConcernRow(msgspec.Struct):
    id: UUID
    case_id: UUID
    rule: str
    weight: int
    details: str
    state: str
    found_at: datetime
    ended_at: datetime | None


async def list_concerns(case_ids: Sequence[UUID]) -> dict[UUID, list[FoundConcern]]:
    """Returns the reasons of many cases with one statement, the heaviest first."""
    rows = await fetch_all(
        _ConcernRow,
        "SELECT id, case_id, rule, weight, details, state, found_at, ended_at FROM checkout.order_concern "
        "WHERE case_id = ANY($1) ORDER BY weight DESC, rule",
        list(case_ids),
    )
    found: dict[UUID, list[FoundConcern]] = {id_: [] for id_ in case_ids}
    for row in rows:
        found[row.case_id].append(
            FoundConcern(
                id=row.id,
                case_id=row.case_id,
                rule=row.rule,
                weight=row.weight,
                details=from_json(row.details, dict[str, Any]),
                state=ConcernState(row.state),
                found_at=row.found_at,
                ended_at=row.ended_at,
            )
        )
    return found


async def put_concerns(case_id: UUID, found: Mapping[str, OrderConcern], now: datetime) -> None:
    """Writes reasons of a locked case that hold; one that held before keeps when it was found."""
    if found:
        await execute(
            "INSERT INTO checkout.order_concern AS k (id, case_id, rule, weight, details, state, found_at) "
            "SELECT d.id, $1, d.rule, d.weight, d.details, 'active', $6 "
            "FROM unnest($2::uuid[], $3::text[], $4::int[], $5::jsonb[]) AS d (id, rule, weight, details) "
            "ON CONFLICT (case_id, rule) DO UPDATE SET weight = EXCLUDED.weight, details = EXCLUDED.details, "
            "state = 'active', ended_at = NULL, "
            "found_at = CASE k.state WHEN 'active' THEN k.found_at ELSE EXCLUDED.found_at END",
            case_id,
            [new_id() for _ in found],
            list(found),
            [concern.weight for concern in found.values()],
            [to_json(concern.values) for concern in found.values()],
            now,
        )


async def end_concerns(case_id: UUID, state: ConcernState, now: datetime, rules: Collection[str] | None = None) -> None:
    """Ends reasons of a locked case that hold.

    Args:
        rules: Only those of these; None for all.
    """
    await execute(
        "UPDATE checkout.order_concern SET state = $2, ended_at = $3 "
        "WHERE case_id = $1 AND state = 'active' AND ($4::text[] IS NULL OR rule = ANY($4))",
        case_id,
        state.value,
        now,
        None if rules is None else list(rules),
    )


async def add_entries(entries: Iterable[CaseEntry]) -> None:
    """Writes what happened to cases."""
    for entry in entries:
        await execute(
            "INSERT INTO checkout.order_case_entry (case_id, at, kind, actor, detail, note) "
            "VALUES ($1, $2, $3, $4, $5, $6)",
            entry.case_id,
            entry.at,
            entry.kind,
            entry.actor[:200],
            to_json(entry.detail),
            entry.note,
        )


class _EntryRow(msgspec.Struct):
    case_id: UUID
    at: datetime
    kind: str
    actor: str
    detail: str
    note: str


async def list_entries(case_ids: Sequence[UUID]) -> dict[UUID, list[CaseEntry]]:
    """Returns what happened to many cases with one statement, the newest 200 of each first."""
    rows = await fetch_all(
        _EntryRow,
        "SELECT e.* FROM unnest($1::uuid[]) AS c (id), LATERAL (SELECT case_id, at, kind, actor, detail, note "
        "FROM checkout.order_case_entry WHERE case_id = c.id ORDER BY id DESC LIMIT 200) AS e",
        list(case_ids),
    )
    found: dict[UUID, list[CaseEntry]] = {id_: [] for id_ in case_ids}
    for row in rows:
        detail = from_json(row.detail, dict[str, Any])
        found[row.case_id].append(
            CaseEntry(case_id=row.case_id, at=row.at, kind=row.kind, actor=row.actor, detail=detail, note=row.note)
        )
    return found


class _Id(msgspec.Struct):
    order_id: UUID
    cart_id: UUID | None


async def list_unchecked(before: datetime, limit: int) -> list[tuple[UUID, UUID | None]]:
    """Returns the orders, with the carts of those that are not placed, of open cases that were not looked at since."""
    rows = await fetch_all(
        _Id,
        "SELECT order_id, cart_id FROM checkout.order_case WHERE state IN ('open', 'in_review') AND checked_at < $1 "
        "ORDER BY checked_at LIMIT $2",
        before,
        limit,
    )
    return [(row.order_id, row.cart_id) for row in rows]


_ID = ("c.id", UUID, "id")
_SORTS = {
    CaseSort.SCORE: (SortKey("c.score", int, "score", descending=True), SortKey(*_ID, descending=True)),
    CaseSort.NEWEST: (SortKey("c.opened_at", datetime, "opened_at", descending=True), SortKey(*_ID, descending=True)),
    CaseSort.OLDEST: (SortKey("c.opened_at", datetime, "opened_at"), SortKey(*_ID)),
}


async def list_cases(args: PageArgs, criteria: CaseCriteria, sort: CaseSort, *, largest: int) -> Page[OrderCase]:
    """Returns a page of cases. They are counted up to 10,001.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``.
    """
    conditions, params = ["TRUE"], []
    for condition, value in (
        ("c.state = ANY(?)", [state.value for state in criteria.states] or None),
        ("c.channel = ANY(?)", list(criteria.channels) or None),
        ("c.held = ?", criteria.held),
        ("coalesce(c.assignee, '') = ?", criteria.assignee),
        (
            "c.id IN (SELECT k.case_id FROM checkout.order_concern AS k WHERE k.state = 'active' AND k.rule = ANY(?))",
            list(criteria.rules) or None,
        ),
    ):
        if value is not None:
            params.append(value)
            conditions.append(condition.replace("?", f"${len(params)}"))
    where = " AND ".join(conditions)
    keyset = Keyset(_SORTS[sort], args, largest=largest, offset=len(params))
    rows = await _cases(
        f"WHERE {where} AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}", *params, *keyset.params
    )

    async def count() -> int:
        total: int = await fetch_value(
            f"SELECT count(*) FROM (SELECT FROM checkout.order_case AS c WHERE {where} LIMIT {MOST_COUNTED + 1}) AS n",  # noqa: S608 (constants)
            *params,
        )
        return total

    return keyset.page(rows, count)
