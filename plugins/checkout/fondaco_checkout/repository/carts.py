"""Queries on carts and their lines."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.commerce import Sellable, SellableChoice, SellableRef
from fondaco.db.engine import execute, fetch_all, fetch_value

from fondaco_checkout.errors import cart_not_found
from fondaco_checkout.model.cart import Cart, CartLine, CartState
from fondaco_checkout.repository.rows import address_of, from_json, to_json

__all__ = [
    "add_cart",
    "delete_lines",
    "find_carts",
    "lock_cart",
    "remove_untouched_carts",
    "rewrite_lines",
    "save_cart",
    "save_line",
    "set_state",
]


class _CartRow(msgspec.Struct):
    id: UUID
    state: str
    channel: str
    locale: str
    currency: str
    session: UUID
    email: str | None
    phone: str | None
    shipping_address: str | None
    billing_address: str | None
    delivery_code: str | None
    tax_number: str
    tax_exemption: str
    created_at: datetime
    updated_at: datetime


class _LineRow(msgspec.Struct):
    id: UUID
    cart_id: UUID
    sellable_type: str
    sellable_id: UUID
    choices: str
    quantity: int
    seen: str


_CART = ", ".join(_CartRow.__struct_fields__)
_LINE = ", ".join(_LineRow.__struct_fields__)


def _cart(row: _CartRow, lines: Sequence[_LineRow]) -> Cart:
    return Cart(
        id=row.id,
        state=CartState(row.state),
        channel=row.channel,
        locale=row.locale,
        currency=row.currency,
        session=row.session,
        email=row.email,
        phone=row.phone,
        shipping_address=address_of(row.shipping_address),
        billing_address=address_of(row.billing_address),
        delivery_code=row.delivery_code,
        tax_number=row.tax_number,
        tax_exemption=row.tax_exemption,
        lines=tuple(
            CartLine(
                id=line.id,
                ref=SellableRef(
                    line.sellable_type, line.sellable_id, from_json(line.choices, tuple[SellableChoice, ...])
                ),
                quantity=line.quantity,
                seen=from_json(line.seen, Sellable),
            )
            for line in lines
        ),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


async def _with_lines(rows: Sequence[_CartRow]) -> dict[UUID, Cart]:
    lines: dict[UUID, list[_LineRow]] = {row.id: [] for row in rows}
    if rows:
        for line in await fetch_all(
            _LineRow,
            f"SELECT {_LINE} FROM checkout.cart_line WHERE cart_id = ANY($1) ORDER BY cart_id, position, id",  # noqa: S608 (constants)
            list(lines),
        ):
            lines[line.cart_id].append(line)
    return {row.id: _cart(row, lines[row.id]) for row in rows}


async def find_carts(ids: Sequence[UUID], *, session: UUID | None = None) -> dict[UUID, Cart]:
    """Returns carts by id, without locking; two statements however many there are.

    Args:
        session: Only those of this buyer; None for everybody's.
    """
    rows = await fetch_all(
        _CartRow,
        f"SELECT {_CART} FROM checkout.cart WHERE id = ANY($1) AND ($2::uuid IS NULL OR session = $2)",  # noqa: S608 (constants)
        list(ids),
        session,
    )
    return await _with_lines(rows)


async def lock_cart(cart_id: UUID, *, session: UUID | None) -> Cart:
    """Takes the cart's row lock, which every verb on it takes first, then reads it.

    Args:
        session: Of the buyer that it has to belong to; None for work of the system and staff.

    Raises:
        NotFoundError: ``CART_NOT_FOUND``, also if it is somebody else's.
    """
    rows = await fetch_all(
        _CartRow,
        f"SELECT {_CART} FROM checkout.cart WHERE id = $1 AND ($2::uuid IS NULL OR session = $2) FOR UPDATE",  # noqa: S608 (constants)
        cart_id,
        session,
    )
    if not rows:
        raise cart_not_found()
    return (await _with_lines(rows))[cart_id]


async def add_cart(cart: Cart) -> None:
    """Stores a new cart; lines are stored by `save_line`."""
    await execute(
        "INSERT INTO checkout.cart (id, state, channel, locale, currency, session, email, phone, shipping_address, "
        "billing_address, delivery_code, created_at, updated_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        cart.id,
        cart.state.value,
        cart.channel,
        cart.locale,
        cart.currency,
        cart.session,
        cart.email,
        cart.phone,
        to_json(cart.shipping_address),
        to_json(cart.billing_address),
        cart.delivery_code,
        cart.created_at,
        cart.updated_at,
    )


async def save_cart(cart: Cart) -> None:
    """Writes what a buyer can change of a locked cart, lines excepted."""
    await execute(
        "UPDATE checkout.cart SET locale = $2, email = $3, phone = $4, shipping_address = $5, billing_address = $6, "
        "delivery_code = $7, updated_at = $8, tax_number = $9, tax_exemption = $10 WHERE id = $1",
        cart.id,
        cart.locale,
        cart.email,
        cart.phone,
        to_json(cart.shipping_address),
        to_json(cart.billing_address),
        cart.delivery_code,
        cart.updated_at,
        cart.tax_number,
        cart.tax_exemption,
    )


async def set_state(cart_id: UUID, state: CartState, now: datetime) -> None:
    """Moves a locked cart to another state."""
    await execute("UPDATE checkout.cart SET state = $2, updated_at = $3 WHERE id = $1", cart_id, state.value, now)


async def save_line(cart_id: UUID, line: CartLine, position: int) -> None:
    """Writes a line of a locked cart, new or changed. A line keeps the position it first got."""
    await execute(
        "INSERT INTO checkout.cart_line (id, cart_id, position, sellable_type, sellable_id, choices, quantity, "
        "seen) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
        "ON CONFLICT (cart_id, sellable_type, sellable_id, choices) DO UPDATE SET quantity = EXCLUDED.quantity, "
        "seen = EXCLUDED.seen",
        line.id,
        cart_id,
        position,
        line.ref.type,
        line.ref.id,
        to_json(line.ref.choices),
        line.quantity,
        to_json(line.seen),
    )


class _PlaceRow(msgspec.Struct):
    id: UUID
    position: int


async def rewrite_lines(cart_id: UUID, changed: Sequence[UUID], lines: Collection[CartLine]) -> None:
    """Writes lines of a locked cart, which may sell other things than before, at the places that they have.

    Args:
        changed: Lines that are changed; those that are not among ``lines`` go.
        lines: Also others, which have taken pieces in.
    """
    # Removed first, since two lines may have changed places: no two of a cart are ever the same thing.
    rows = await fetch_all(
        _PlaceRow,
        "DELETE FROM checkout.cart_line WHERE cart_id = $1 AND id = ANY($2) RETURNING id, position",
        cart_id,
        list({*changed, *(line.id for line in lines)}),
    )
    positions = {row.id: row.position for row in rows}
    for line in lines:
        await save_line(cart_id, line, positions[line.id])


async def next_position(cart_id: UUID) -> int:
    """Returns the position of the next new line of a locked cart."""
    found: int = await fetch_value(
        "SELECT coalesce(max(position), 0) + 1 FROM checkout.cart_line WHERE cart_id = $1", cart_id
    )
    return found


async def delete_lines(cart_id: UUID, line_ids: Sequence[UUID]) -> None:
    """Removes lines of a locked cart."""
    await execute("DELETE FROM checkout.cart_line WHERE cart_id = $1 AND id = ANY($2)", cart_id, list(line_ids))


async def remove_untouched_carts(before: datetime, limit: int) -> int:
    """Removes open carts that nobody touched since a moment; carts that somebody has locked are left alone.

    Returns:
        How many were removed, at most `limit`.
    """
    found = await fetch_value(
        "SELECT coalesce(array_agg(id), '{}') FROM (SELECT id FROM checkout.cart WHERE state = 'open' "
        "AND updated_at < $1 ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED) AS untouched",
        before,
        limit,
    )
    await execute("DELETE FROM checkout.cart_line WHERE cart_id = ANY($1)", found)
    return await execute("DELETE FROM checkout.cart WHERE id = ANY($1)", found)
