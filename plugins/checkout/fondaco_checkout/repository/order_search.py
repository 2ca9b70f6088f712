"""The words of orders: written with the order, and anew when it is edited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

import msgspec
from fondaco.db.engine import execute, fetch_all

from fondaco_checkout.model.order import Order, OrderDraft, OrderLine
from fondaco_checkout.model.order_words import Bought, words_of_order
from fondaco_checkout.repository.orders import find_orders, list_lines

__all__ = ["add_words", "insertion_of_words", "rewrite_words", "words_of"]


def words_of(order: OrderDraft | Order, lines: Iterable[OrderLine], references: Iterable[str]) -> list[str]:
    """Returns the words by which staff find an order.

    Args:
        lines: Its lines as they are now.
        references: Of its payments and of money that was noted.
    """
    bought: list[Bought] = []
    for line in lines:
        bought += [line, *line.components]
    addresses = (order.shipping_address, order.billing_address)
    return words_of_order(order.number, order.email, order.phone, addresses, bought, references)


class _Reference(msgspec.Struct, frozen=True):
    provider_reference: str


def insertion_of_words(place: int) -> str:
    """Returns the statement that stores the words of an order; parameter 1 is its id.

    Args:
        place: The number of the parameter with the words, which is an array of texts.
    """
    return f"INSERT INTO checkout.order_search (order_id, words) VALUES ($1, array_to_tsvector(${place}::text[]))"  # noqa: S608


async def add_words(order_id: UUID, words: Sequence[str]) -> None:
    """Lets a locked order be found by further words, such as the reference of another payment. Idempotent."""
    if words:
        await execute(
            "UPDATE checkout.order_search SET words = words || array_to_tsvector($2::text[]) "
            "WHERE order_id = $1 AND NOT tsvector_to_array(words) @> $2::text[]",
            order_id,
            list(words),
        )


async def rewrite_words(order_id: UUID) -> None:
    """Works out anew by which words a locked order is found: what to call when its buyer, addresses or lines changed.

    Idempotent. Takes four statements.
    """
    order = (await find_orders([order_id]))[order_id]
    lines = (await list_lines([order_id]))[order_id]
    references = await fetch_all(
        _Reference,
        "SELECT provider_reference FROM checkout.payment WHERE order_id = $1 "
        "UNION SELECT provider_reference FROM checkout.payment_operation WHERE order_id = $1",
        order_id,
    )
    words = words_of(order, lines, (one.provider_reference for one in references))
    await execute(
        f"{insertion_of_words(2)} ON CONFLICT (order_id) DO UPDATE SET words = EXCLUDED.words", order_id, words
    )
