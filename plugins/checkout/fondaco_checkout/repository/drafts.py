"""Queries on drafts of staff; their carts are in `fondaco_checkout.repository.carts`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco import clock
from fondaco.commerce import Actor
from fondaco.db.engine import execute, fetch_all, fetch_value
from fondaco.db.pagination import Keyset, Page, PageArgs, SortKey

from fondaco_checkout.model.drafts import Draft, DraftCriteria
from fondaco_checkout.repository import carts
from fondaco_checkout.repository.rows import from_json, to_json

__all__ = ["add_draft", "find_draft_by_token", "find_drafts", "list_drafts", "remove_expired_drafts", "save_draft"]


class _Row(msgspec.Struct):
    cart_id: UUID
    token: str
    customer_id: UUID | None
    note: str
    created_by: str
    created_at: datetime
    sent_at: datetime | None
    expires_at: datetime


_SELECT = f"SELECT {', '.join(_Row.__struct_fields__)} FROM checkout.draft_order"  # noqa: S608 (constants)


async def _drafts(rows: Sequence[_Row]) -> list[Draft]:
    found = await carts.find_carts([row.cart_id for row in rows]) if rows else {}
    now = clock.utc_now()
    return [
        Draft(
            cart=msgspec.structs.replace(found[row.cart_id], customer=row.customer_id),
            token=row.token,
            note=row.note,
            created_by=from_json(row.created_by, Actor),
            created_at=row.created_at,
            sent_at=row.sent_at,
            expires_at=row.expires_at,
            read_at=now,
        )
        for row in rows
        if row.cart_id in found
    ]


async def find_drafts(ids: Sequence[UUID]) -> dict[UUID, Draft]:
    """Returns drafts by id, which is that of their cart; three statements however many there are."""
    rows = await fetch_all(_Row, f"{_SELECT} WHERE cart_id = ANY($1)", list(ids))
    return {draft.id: draft for draft in await _drafts(rows)}


async def find_draft_by_token(token: str) -> Draft | None:
    """Returns a draft that was sent by the secret of its link, also when its time is over."""
    if "\0" in token:
        return None
    rows = await fetch_all(_Row, f"{_SELECT} WHERE token = $1 AND sent_at IS NOT NULL", token)
    return next(iter(await _drafts(rows)), None)


_STATE = (
    "CASE WHEN c.state = 'completed' THEN 'placed' WHEN c.state = 'completing' THEN 'paying' "
    "WHEN d.expires_at <= $1 THEN 'expired' WHEN d.sent_at IS NOT NULL THEN 'sent' ELSE 'open' END"
)
"""As `Draft.state`."""

_LISTED = ", ".join(f"d.{name}" for name in _Row.__struct_fields__)
_FROM = "FROM checkout.draft_order AS d JOIN checkout.cart AS c ON c.id = d.cart_id"
_NEWEST = (
    SortKey("d.created_at", datetime, "created_at", descending=True),
    SortKey("d.cart_id", UUID, "id", descending=True),
)


async def list_drafts(args: PageArgs, criteria: DraftCriteria, *, largest: int = 100) -> Page[Draft]:
    """Returns a page of drafts, the newest first.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``.
    """
    params: list[object] = [clock.utc_now()]
    conditions = ["$1::timestamptz IS NOT NULL"]
    for condition, value in (
        (f"{_STATE} = ANY(?::text[])", [state.value for state in criteria.states]),
        ("c.channel = ANY(?::text[])", list(criteria.channels)),
        ("lower(c.email) = lower(?)", criteria.email.strip()),
        ("d.customer_id = ?", criteria.customer),
        ("d.created_by ->> 'id' = ?", criteria.created_by),
    ):
        if value:
            params.append(value)
            conditions.append(condition.replace("?", f"${len(params)}"))
    if any("\0" in text for text in (criteria.email, criteria.created_by, *criteria.channels)):
        conditions, params = ["$1::timestamptz IS NULL"], params[:1]
    where = " AND ".join(conditions)
    keyset = Keyset(_NEWEST, args, largest=largest, offset=len(params))
    rows = await fetch_all(
        _Row,
        f"SELECT {_LISTED} {_FROM} WHERE {where} AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        *params,
        *keyset.params,
    )

    async def count() -> int:
        total: int = await fetch_value(f"SELECT count(*) {_FROM} WHERE {where}", *params)
        return total

    return keyset.page(await _drafts(rows), count)


async def add_draft(draft: Draft) -> None:
    """Stores what is remembered of a cart that is stored already."""
    await execute(
        "INSERT INTO checkout.draft_order (cart_id, token, customer_id, note, created_by, created_at, sent_at, "
        "expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        draft.id,
        draft.token,
        draft.cart.customer,
        draft.note,
        to_json(draft.created_by),
        draft.created_at,
        draft.sent_at,
        draft.expires_at,
    )


async def save_draft(draft: Draft) -> None:
    """Writes what can change of a draft whose cart is locked; the cart is written by itself."""
    await execute(
        "UPDATE checkout.draft_order SET customer_id = $2, note = $3, sent_at = $4, expires_at = $5 WHERE cart_id = $1",
        draft.id,
        draft.cart.customer,
        draft.note,
        draft.sent_at,
        draft.expires_at,
    )


async def remove_expired_drafts(before: datetime, limit: int) -> int:
    """Removes drafts that became no order and expired before a moment; returns how many, at most `limit`.

    Those whose cart somebody has locked are left alone.
    """
    found: Sequence[UUID] = await fetch_value(
        "SELECT coalesce(array_agg(id), '{}') FROM (SELECT c.id FROM checkout.draft_order AS d "
        "JOIN checkout.cart AS c ON c.id = d.cart_id WHERE d.expires_at < $1 AND c.state = 'open' "
        "ORDER BY c.id LIMIT $2 FOR UPDATE OF c SKIP LOCKED) AS expired",
        before,
        limit,
    )
    return await carts.delete_carts(found)
