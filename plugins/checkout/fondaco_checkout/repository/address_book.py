"""Queries on the address books of customers. Whoever writes takes `lock_book` first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db.engine import execute, fetch_all, fetch_value

from fondaco_checkout.model.address_book import BookedAddress
from fondaco_checkout.repository.rows import address_of, to_json

__all__ = ["delete_addresses", "find_addresses", "list_addresses", "lock_book", "put_address", "take_defaults"]


class _Row(msgspec.Struct):
    id: UUID
    customer_id: UUID
    label: str
    address: str
    default_shipping: bool
    default_billing: bool
    created_at: datetime
    updated_at: datetime


_COLUMNS = ", ".join(_Row.__struct_fields__)


def _booked(row: _Row) -> BookedAddress:
    address = address_of(row.address)
    assert address is not None  # noqa: S101 (the column is not null)
    return BookedAddress(
        id=row.id,
        customer=row.customer_id,
        label=row.label,
        address=address,
        default_shipping=row.default_shipping,
        default_billing=row.default_billing,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


async def lock_book(customer: UUID) -> None:
    """Makes changes to one customer's book come one after another, until the commit; taken with no other lock."""
    await execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"checkout.addresses_of:{customer}")


async def list_addresses(customer: UUID) -> list[BookedAddress]:
    """Returns the book of a customer: the defaults for shipping and billing first, then the newest."""
    rows = await fetch_all(
        _Row,
        f"SELECT {_COLUMNS} FROM checkout.customer_address WHERE customer_id = $1 "  # noqa: S608 (constants)
        "ORDER BY default_shipping DESC, default_billing DESC, created_at DESC, id DESC",
        customer,
    )
    return [_booked(row) for row in rows]


async def find_addresses(ids: Sequence[UUID], *, customer: UUID | None = None) -> dict[UUID, BookedAddress]:
    """Returns addresses by id.

    Args:
        customer: Only those of this account; None for everybody's.
    """
    rows = await fetch_all(
        _Row,
        f"SELECT {_COLUMNS} FROM checkout.customer_address "  # noqa: S608 (constants)
        "WHERE id = ANY($1) AND ($2::uuid IS NULL OR customer_id = $2)",
        list(ids),
        customer,
    )
    return {row.id: _booked(row) for row in rows}


async def take_defaults(customer: UUID, *, shipping: bool, billing: bool, now: datetime) -> None:
    """Makes no address of a customer the default any more, of the kinds that are given."""
    await execute(
        "UPDATE checkout.customer_address SET default_shipping = default_shipping AND NOT $2, "
        "default_billing = default_billing AND NOT $3, updated_at = $4 "
        "WHERE customer_id = $1 AND (default_shipping AND $2 OR default_billing AND $3)",
        customer,
        shipping,
        billing,
        now,
    )


async def put_address(booked: BookedAddress) -> None:
    """Writes an address, new or changed; the database refuses a second default of a kind."""
    await execute(
        f"INSERT INTO checkout.customer_address ({_COLUMNS}) "  # noqa: S608 (constants)
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
        "ON CONFLICT (id) DO UPDATE SET label = EXCLUDED.label, address = EXCLUDED.address, "
        "default_shipping = EXCLUDED.default_shipping, default_billing = EXCLUDED.default_billing, "
        "updated_at = EXCLUDED.updated_at",
        booked.id,
        booked.customer,
        booked.label,
        to_json(booked.address),
        booked.default_shipping,
        booked.default_billing,
        booked.created_at,
        booked.updated_at,
    )


async def delete_addresses(customer: UUID, ids: Sequence[UUID] | None = None) -> int:
    """Deletes addresses of a customer, all without ids; returns how many there were."""
    found: int = await fetch_value(
        "WITH gone AS (DELETE FROM checkout.customer_address WHERE customer_id = $1 "
        "AND ($2::uuid[] IS NULL OR id = ANY($2)) RETURNING 1) SELECT count(*) FROM gone",
        customer,
        None if ids is None else list(ids),
    )
    return found
