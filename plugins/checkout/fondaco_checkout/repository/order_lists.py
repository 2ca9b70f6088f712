"""Lists of orders for staff: filtered, searched, sorted; as fast among a million as among few."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from fondaco.db.engine import fetch_value
from fondaco.db.pagination import Keyset, Page, PageArgs, SortKey

from fondaco_checkout.model.order import Order
from fondaco_checkout.model.order_filter import MOST_COUNTED, OrderCriteria, OrderSort
from fondaco_checkout.model.order_words import search_condition
from fondaco_checkout.repository.orders import select_orders

__all__ = ["conditions_of", "list_orders"]

COUNTRY = "coalesce(o.shipping_address, o.billing_address) ->> 'country'"


def _keys(*columns: tuple[str, type[str | int | datetime | UUID], str], descending: bool) -> tuple[SortKey, ...]:
    return tuple(
        SortKey(column, type_, attribute, descending=descending)
        for column, type_, attribute in (*columns, ("o.id", UUID, "id"))
    )


_PLACED = ("o.placed_at", datetime, "placed_at")
_TOTAL = ("o.total", int, "total_amount")
_NUMBER = (("char_length(o.number)", int, "number_length"), ("o.number", str, "number"))
_SORTS = {
    OrderSort.NEWEST: _keys(_PLACED, descending=True),
    OrderSort.OLDEST: _keys(_PLACED, descending=False),
    OrderSort.TOTAL_HIGHEST: (
        SortKey("o.currency", str, "currency", descending=False),
        *_keys(_TOTAL, descending=True),
    ),
    OrderSort.TOTAL_LOWEST: (SortKey("o.currency", str, "currency", descending=True), *_keys(_TOTAL, descending=False)),
    OrderSort.NUMBER_HIGHEST: _keys(*_NUMBER, descending=True),
    OrderSort.NUMBER_LOWEST: _keys(*_NUMBER, descending=False),
}


class _Where:
    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.params: list[object] = []

    def add(self, condition: str, *values: object) -> None:
        for value in values:
            self.params.append(value)
            condition = condition.replace("?", f"${len(self.params)}", 1)
        self.conditions.append(condition)

    def one_of(self, column: str, values: Sequence[str], type_: str = "text") -> None:
        """One value is compared by ``=``: then an index gives the rows in the order of the list."""
        if len(values) == 1:
            self.add(f"{column} = ?", values[0])
        elif values:
            self.add(f"{column} = ANY(?::{type_}[])", list(values))


def conditions_of(criteria: OrderCriteria) -> tuple[str, list[object]]:
    """Returns a condition on ``checkout.orders AS o``, and its parameters from ``$1`` on.

    What is searched for stands in the text itself, so that it is planned by how many orders have these words: a plan
    for words in general reads a million rows for one that is rare.
    """
    where = _Where()
    if criteria.search.strip():
        words = search_condition(criteria.search)
        where.conditions.append(
            "FALSE"
            if words is None
            else "EXISTS (SELECT FROM checkout.order_search AS w WHERE w.order_id = o.id "
            f"AND w.words @@ {_literal(words)}::tsquery)"
        )
    where.one_of("o.state", criteria.states)
    where.one_of("o.payment_state", criteria.payment_states)
    where.one_of("o.fulfilment_state", criteria.fulfilment_states)
    where.one_of("o.channel", criteria.channels)
    where.one_of(f"({COUNTRY})", criteria.countries)
    where.one_of("o.delivery_code", criteria.delivery_codes)
    for condition, value in (
        ("o.placed_at >= ?", criteria.placed_from),
        ("o.placed_at < ?", criteria.placed_before),
        ("o.currency = ?", criteria.currency or None),
        ("o.total >= ?", criteria.total_from),
        ("o.total <= ?", criteria.total_to),
        ("o.customer_id = ?", UUID(criteria.customer) if criteria.customer else None),
        ("lower(o.email) = ?", criteria.email.strip().lower() or None),
    ):
        if value is not None:
            where.add(condition, value)
    if criteria.skus:
        where.add(
            "o.id IN (SELECT l.order_id FROM checkout.order_line AS l WHERE l.sku = ANY(?::text[]))",
            list(criteria.skus),
        )
    if criteria.has_note is not None:
        where.conditions.append(f"{'' if criteria.has_note else 'NOT '}o.remarks ? 'note'")
    if any(isinstance(value, str) and "\0" in value for value in _flat(where.params)):
        return "FALSE", []
    return " AND ".join(where.conditions) or "TRUE", where.params


async def list_orders(
    args: PageArgs, criteria: OrderCriteria, sort: OrderSort = OrderSort.NEWEST, *, largest: int = 100
) -> Page[Order]:
    """Returns a page of orders. They are counted up to `MOST_COUNTED` and one.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``, also for a cursor of a list that is sorted otherwise.
    """
    where, params = conditions_of(criteria)
    keyset = Keyset(_SORTS[sort], args, largest=largest, offset=len(params))
    found = await select_orders(
        f"WHERE {where} AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}", *params, *keyset.params
    )

    async def count() -> int:
        total: int = await fetch_value(
            f"SELECT count(*) FROM (SELECT FROM checkout.orders AS o WHERE {where} LIMIT {MOST_COUNTED + 1}) AS c",  # noqa: S608 (see `conditions_of`)
            *params,
        )
        return total

    return keyset.page(found, count)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _flat(values: Sequence[object]) -> list[object]:
    return [one for value in values for one in (value if isinstance(value, list) else [value])]
