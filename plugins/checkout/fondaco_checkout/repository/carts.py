"""Queries on carts and their lines."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.commerce import DeliveryQuote, Money, Sellable, SellableChoice, SellableRef
from fondaco.db.engine import execute, fetch_all, fetch_value

from fondaco_checkout.errors import cart_not_found
from fondaco_checkout.model.cart import Cart, CartLine, CartOrigin, CartState, HandPrice, KeptNotice
from fondaco_checkout.model.remarks import Remarks
from fondaco_checkout.repository.rows import address_of, from_json, to_json

__all__ = [
    "add_cart",
    "delete_carts",
    "delete_lines",
    "find_carts",
    "find_open_carts",
    "hold_cart",
    "lock_cart",
    "lock_carts",
    "remove_untouched_carts",
    "rewrite_lines",
    "save_cart",
    "save_lines",
    "save_remarks",
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
    delivery_quote: str | None
    tax_number: str
    tax_exemption: str
    created_at: datetime
    updated_at: datetime
    customer_id: UUID | None
    name: str
    is_current: bool
    remarks: str
    notices: str
    origin: str


class _LineRow(msgspec.Struct):
    id: UUID
    cart_id: UUID
    sellable_type: str
    sellable_id: UUID
    choices: str
    quantity: int
    seen: str
    remarks: str
    price: int | None
    price_reason: str


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
        delivery_quote=None if row.delivery_quote is None else from_json(row.delivery_quote, DeliveryQuote),
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
                remarks=from_json(line.remarks, Remarks),
                hand_price=None
                if line.price is None
                else HandPrice(Money(line.price, row.currency), line.price_reason),
            )
            for line in lines
        ),
        created_at=row.created_at,
        updated_at=row.updated_at,
        customer=row.customer_id,
        name=row.name,
        current=row.is_current,
        remarks=from_json(row.remarks, Remarks),
        notices=from_json(row.notices, tuple[KeptNotice, ...]),
        origin=CartOrigin(row.origin),
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


_OWNED = (
    "($2::uuid IS NULL AND $3::uuid IS NULL "
    "OR CASE WHEN customer_id IS NULL THEN session = $2 ELSE customer_id = $3 END)"
)
"""Whether the buyer of a session ($2) and account ($3) owns a cart; everybody's for neither."""


async def find_carts(
    ids: Sequence[UUID], *, session: UUID | None = None, customer: UUID | None = None
) -> dict[UUID, Cart]:
    """Returns carts by id, without locking; two statements however many there are.

    Args:
        session: Only those of this buyer; None, with no customer either, for everybody's.
        customer: The account of the buyer: carts that belong to one are shown to nobody else.
    """
    rows = await fetch_all(
        _CartRow,
        f"SELECT {_CART} FROM checkout.cart WHERE id = ANY($1) AND {_OWNED}",  # noqa: S608 (constants)
        list(ids),
        session,
        customer,
    )
    return await _with_lines(rows)


async def find_open_carts(channel: str, *, session: UUID | None, customer: UUID | None) -> list[Cart]:
    """Returns the carts of a buyer in a channel that are no orders yet: the current one first, then the latest changed.

    Args:
        session: Of the buyer; carts that belong to a customer are found by that alone.
    """
    if session is None and customer is None:
        return []
    rows = await fetch_all(
        _CartRow,
        f"SELECT {_CART} FROM checkout.cart WHERE channel = $1 AND state <> 'completed' "  # noqa: S608 (constants)
        "AND (customer_id = $3 OR (session = $2 AND customer_id IS NULL)) "
        "ORDER BY is_current DESC, updated_at DESC, id LIMIT 200",
        channel,
        session,
        customer,
    )
    carts = await _with_lines(rows)
    return [carts[row.id] for row in rows]


async def lock_cart(cart_id: UUID, *, session: UUID | None, customer: UUID | None = None) -> Cart:
    """Takes the cart's row lock, which every verb on it takes first, then reads it.

    Args:
        session: Of the buyer that it has to belong to; None, with no customer either, for work of the system and staff.
        customer: The buyer's account.

    Raises:
        NotFoundError: ``CART_NOT_FOUND``, also if it is somebody else's.
    """
    rows = await fetch_all(
        _CartRow,
        f"SELECT {_CART} FROM checkout.cart WHERE id = $1 AND {_OWNED} FOR UPDATE",  # noqa: S608 (constants)
        cart_id,
        session,
        customer,
    )
    if not rows:
        raise cart_not_found()
    return (await _with_lines(rows))[cart_id]


async def hold_cart(cart_id: UUID) -> None:
    """Takes the cart's row lock without reading it: for work of the system and staff that asks for nothing of it.

    Raises:
        NotFoundError: ``CART_NOT_FOUND``.
    """
    if await fetch_value("SELECT id FROM checkout.cart WHERE id = $1 FOR UPDATE", cart_id) is None:
        raise cart_not_found()


async def lock_carts(ids: Collection[UUID]) -> list[Cart]:
    """Takes the row locks of several carts in the order of ids, then reads them; those that are gone are left out."""
    rows = await fetch_all(
        _CartRow,
        f"SELECT {_CART} FROM checkout.cart WHERE id = ANY($1) ORDER BY id FOR UPDATE",  # noqa: S608 (constants)
        list(ids),
    )
    return list((await _with_lines(rows)).values())


async def add_cart(cart: Cart) -> None:
    """Stores a new cart; lines are stored by `save_lines`."""
    await execute(
        "INSERT INTO checkout.cart (id, state, channel, locale, currency, session, email, phone, shipping_address, "
        "billing_address, delivery_code, created_at, updated_at, customer_id, name, is_current, origin) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
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
        cart.customer,
        cart.name,
        cart.current,
        cart.origin.value,
    )


async def save_cart(cart: Cart) -> None:
    """Writes what a buyer can change of a locked cart, lines excepted."""
    await execute(
        "UPDATE checkout.cart SET locale = $2, email = $3, phone = $4, shipping_address = $5, billing_address = $6, "
        "delivery_code = $7, updated_at = $8, remarks = $9, notices = $10, tax_number = $11, tax_exemption = $12, "
        "delivery_quote = $13 "
        "WHERE id = $1",
        cart.id,
        cart.locale,
        cart.email,
        cart.phone,
        to_json(cart.shipping_address),
        to_json(cart.billing_address),
        cart.delivery_code,
        cart.updated_at,
        to_json(cart.remarks),
        to_json(cart.notices),
        cart.tax_number,
        cart.tax_exemption,
        to_json(cart.delivery_quote),
    )


async def save_lines(cart_id: UUID, lines: Collection[CartLine], positions: Mapping[UUID, int] | None = None) -> None:
    """Writes lines of a locked cart, new or changed, with one statement. A line keeps the position it first got.

    Args:
        lines: No two of the same thing. New ones come behind those that are there, in this order.
        positions: By id of the line: where one goes that was taken out.
    """
    if not lines:
        return
    await execute(
        "INSERT INTO checkout.cart_line (id, cart_id, position, sellable_type, sellable_id, choices, quantity, seen, "
        "remarks, price, price_reason) SELECT given.id, $1, coalesce(given.position, given.place "
        "+ (SELECT coalesce(max(position), 0) FROM checkout.cart_line WHERE cart_id = $1)), given.type, "
        "given.sellable_id, given.choices, given.quantity, given.seen, given.remarks, given.price, "
        "given.price_reason "
        "FROM unnest($2::uuid[], $3::int[], $4::text[], $5::uuid[], $6::jsonb[], $7::int[], $8::jsonb[], $9::jsonb[], "
        "$10::bigint[], $11::text[]) WITH ORDINALITY AS given "
        "(id, position, type, sellable_id, choices, quantity, seen, remarks, price, price_reason, place) "
        "ON CONFLICT (cart_id, sellable_type, sellable_id, choices) DO UPDATE SET quantity = EXCLUDED.quantity, "
        "seen = EXCLUDED.seen, remarks = EXCLUDED.remarks, price = EXCLUDED.price, "
        "price_reason = EXCLUDED.price_reason",
        cart_id,
        [line.id for line in lines],
        [None if positions is None else positions[line.id] for line in lines],
        [line.ref.type for line in lines],
        [line.ref.id for line in lines],
        [to_json(line.ref.choices) for line in lines],
        [line.quantity for line in lines],
        [to_json(line.seen) for line in lines],
        [to_json(line.remarks) for line in lines],
        [None if line.hand_price is None else line.hand_price.amount.amount for line in lines],
        ["" if line.hand_price is None else line.hand_price.reason for line in lines],
    )


async def save_remarks(lines: Sequence[CartLine]) -> None:
    """Writes what the buyer wrote for lines of a locked cart, with one statement."""
    await execute(
        "UPDATE checkout.cart_line AS l SET remarks = given.remarks "
        "FROM unnest($1::uuid[], $2::jsonb[]) AS given (id, remarks) WHERE l.id = given.id",
        [line.id for line in lines],
        [to_json(line.remarks) for line in lines],
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
    await save_lines(cart_id, lines, {row.id: row.position for row in rows})


async def delete_lines(cart_id: UUID, line_ids: Sequence[UUID]) -> None:
    """Removes lines of a locked cart."""
    await execute("DELETE FROM checkout.cart_line WHERE cart_id = $1 AND id = ANY($2)", cart_id, list(line_ids))


async def delete_carts(ids: Sequence[UUID]) -> int:
    """Removes locked carts that never became orders, with their lines; returns how many."""
    await execute("DELETE FROM checkout.cart_line WHERE cart_id = ANY($1)", list(ids))
    return await execute("DELETE FROM checkout.cart WHERE id = ANY($1)", list(ids))


async def remove_untouched_carts(guests_before: datetime, customers_before: datetime, limit: int) -> int:
    """Removes open carts of buyers that nobody touched since a moment; carts that somebody has locked are left alone.

    Args:
        guests_before: For carts that belong to no customer.
        customers_before: For those that do.

    Returns:
        How many were removed, at most `limit`.
    """
    found: Sequence[UUID] = await fetch_value(
        "SELECT coalesce(array_agg(id), '{}') FROM (SELECT id FROM checkout.cart WHERE state = 'open' "
        "AND origin = 'buyer' "
        "AND updated_at < greatest($1::timestamptz, $2::timestamptz) "
        "AND updated_at < CASE WHEN customer_id IS NULL THEN $1 ELSE $2 END "
        "ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED) AS untouched",
        guests_before,
        customers_before,
        limit,
    )
    return await delete_carts(found)
