"""Queries on shared carts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db.engine import fetch_all, fetch_value

from fondaco_checkout.model.shared_carts import SharedCart, SharedLine
from fondaco_checkout.repository.rows import from_json, to_json

__all__ = ["find_shared_cart", "put_shared_cart", "remove_expired_shares"]


class _Row(msgspec.Struct):
    id: UUID
    token: str
    cart_id: UUID
    channel: str
    lines: str
    created_at: datetime
    expires_at: datetime


_COLUMNS = ", ".join(_Row.__struct_fields__)


def _shared(row: _Row) -> SharedCart:
    return SharedCart(
        id=row.id,
        token=row.token,
        cart_id=row.cart_id,
        channel=row.channel,
        lines=from_json(row.lines, tuple[SharedLine, ...]),
        created_at=row.created_at,
        expires_at=row.expires_at,
    )


async def put_shared_cart(shared: SharedCart) -> SharedCart:
    """Stores a shared cart; one of the same cart with the same content is found again, and lives on as long as this."""
    (row,) = await fetch_all(
        _Row,
        f"INSERT INTO checkout.shared_cart ({_COLUMNS}, digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "  # noqa: S608 (constants)
        f"ON CONFLICT (cart_id, digest) DO UPDATE SET expires_at = EXCLUDED.expires_at RETURNING {_COLUMNS}",
        shared.id,
        shared.token,
        shared.cart_id,
        shared.channel,
        to_json(shared.lines),
        shared.created_at,
        shared.expires_at,
        shared.digest,
    )
    return _shared(row)


async def find_shared_cart(token: str, now: datetime) -> SharedCart | None:
    """Returns a shared cart by the secret of its link, unless it has expired."""
    if "\0" in token:
        return None
    rows = await fetch_all(
        _Row,
        f"SELECT {_COLUMNS} FROM checkout.shared_cart WHERE token = $1 AND expires_at > $2",  # noqa: S608 (constants)
        token,
        now,
    )
    return _shared(rows[0]) if rows else None


async def remove_expired_shares(now: datetime, limit: int) -> int:
    """Removes shared carts that nobody finds any more; returns how many, at most `limit`."""
    found: int = await fetch_value(
        "WITH gone AS (DELETE FROM checkout.shared_cart WHERE id IN (SELECT id FROM checkout.shared_cart "
        "WHERE expires_at <= $1 ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED) RETURNING 1) SELECT count(*) FROM gone",
        now,
        limit,
    )
    return found
