"""Many orders at once for races: copies of one that a buyer placed, each with a payment of its own."""

from __future__ import annotations

from uuid import UUID

import msgspec
from fondaco.db.engine import execute, fetch_value
from fondaco.ids import new_id

__all__ = ["ORDER_TOTAL", "RaceOrder", "copy_orders"]

ORDER_TOTAL = 2990
"""Of each order: two mugs and their delivery, in cents."""


class RaceOrder(msgspec.Struct, frozen=True):
    """An order and its payment; without one the id is of none."""

    id: UUID
    payment_id: UUID
    cart_id: UUID


async def _copy(table: str, where: str, ids: dict[str, list[UUID]], fixed: str = "'{}'::jsonb") -> None:
    """Copies the row of a table that meets a condition, with other ids in some of its columns."""
    columns = list(ids)
    values = ", ".join(f"'{column}', d.{column}" for column in columns)
    arrays = ", ".join(f"${n}::uuid[]" for n in range(1, len(columns) + 1))
    await execute(
        f"INSERT INTO checkout.{table} SELECT (jsonb_populate_record(t, jsonb_build_object({values}) || {fixed})).* "
        f"FROM checkout.{table} AS t CROSS JOIN unnest({arrays}) AS d ({', '.join(columns)}) WHERE {where}",
        *ids.values(),
    )


async def copy_orders(count: int, *, captured: int = 0, paid: bool = True) -> list[RaceOrder]:
    """Copies the one order that there is, with its cart, its line, its tax and, unless `paid` is false, its payment.

    Args:
        captured: How much of each payment is captured, in cents; the rest is reserved.
    """
    made = [RaceOrder(new_id(), new_id(), new_id()) for _ in range(count)]
    carts, orders, payments = ([getattr(one, name) for one in made] for name in ("cart_id", "id", "payment_id"))
    template = await fetch_value("SELECT id FROM checkout.orders ORDER BY placed_at LIMIT 1")
    of_order = f"t.order_id = '{template}'"
    await _copy("cart", f"t.id = (SELECT cart_id FROM checkout.orders WHERE id = '{template}')", {"id": carts})
    numbers = "jsonb_build_object('number', 'R' || d.id, 'token', d.id)"
    await _copy("orders", f"t.id = '{template}'", {"id": orders, "cart_id": carts}, numbers)
    await _copy("order_line", of_order, {"id": [new_id() for _ in made], "order_id": orders})
    await _copy("order_tax", of_order, {"id": [new_id() for _ in made], "order_id": orders})
    if paid:
        state = "captured" if captured == ORDER_TOTAL else "authorized"
        amounts = f"jsonb_build_object('captured', {captured}, 'state', '{state}')"
        await _copy("payment", of_order, {"id": payments, "order_id": orders}, amounts)
        await _copy("test_payment", "t.amount > 0", {"payment_id": payments}, amounts)
    if captured:
        await execute(
            "INSERT INTO checkout.payment_operation (id, payment_id, order_id, kind, amount, currency, state, actor, "
            "note, provider_reference, created_at, finished_at, ask_at) SELECT gen_random_uuid(), id, order_id, "
            "'capture', captured, currency, 'succeeded', 'system', '', '', now(), now(), now() FROM checkout.payment "
            "WHERE id = ANY($1)",
            payments,
        )
    return made
