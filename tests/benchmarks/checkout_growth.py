"""Many orders: some real ones are bought, and their rows are multiplied, whatever tables they are in."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from statistics import median
from typing import Any

import msgspec
from fondaco import clock
from fondaco.app import App
from fondaco.db.engine import execute, fetch_all, fetch_value
from fondaco.ids import encode_global_id

__all__ = ["PAGES", "ask_orders", "growth_of", "multiply_orders"]

PAGES = ("list", "filtered_list", "search", "search_words", "detail", "complete")
"""What staff do, and the last step of a purchase. A search is for a number, or for words that many orders have."""

_FILTERS: tuple[dict[str, Any], ...] = (
    {"filter": {"states": ["PLACED"]}},
    {"filter": {"paymentStates": ["AUTHORIZED"], "channels": ["default"]}},
    {"filter": {"countries": ["DE"]}, "sort": "OLDEST"},
    {"filter": {"totalFrom": {"amount": "1", "currencyCode": "EUR"}}, "sort": "TOTAL_LOWEST"},
    {"sort": "NUMBER_HIGHEST"},
)

_TABLES = {
    "checkout": (
        "cart", "cart_line", "completion", "payment_attempt", "orders", "order_line", "order_line_component", "order_tax",
        "order_search",
        "payment", "payment_operation", "test_payment", "test_operation",
    ),
    "logistics": ("demand", "allocation", "movement"),
}  # fmt: skip
"""Where rows belong to orders."""

_KEPT = frozenset({"sellable_id", "customer_id", "item", "warehouse", "stock", "ref_id"})
"""Ids of things that there are no more of because there are more orders."""

_MONEY = "{ amount currencyCode }"
_LIST = f"""
query ($first: Int!, $after: String, $search: String, $filter: OrderFilter, $sort: OrderSort!) {{
  orders(first: $first, after: $after, search: $search, filter: $filter, sort: $sort) {{
    nodes {{ id number state paymentState placedAt email totals {{ total {_MONEY} }} }}
    pageInfo {{ hasNextPage endCursor }}
  }}
}}
"""
_DETAIL = f"""
query ($number: String!) {{
  order(number: $number) {{
    id number state paymentState placedAt email phone channel shippingAddress {{ name line1 city postalCode country }}
    lines {{ id sku title quantity unitPrice {_MONEY} total {{ net {_MONEY} tax {_MONEY} gross {_MONEY} }} }}
    delivery {{ code name price {{ gross {_MONEY} }} }}
    totals {{ subtotal {_MONEY} tax {_MONEY} total {_MONEY} taxes {{ name rate amount {_MONEY} }} }}
  }}
}}
"""

_TIMES = "placed_at", "created_at", "updated_at", "finished_at"


class _Column(msgspec.Struct, frozen=True):
    table_schema: str
    table_name: str
    column_name: str
    data_type: str


async def multiply_orders(app: App, orders: int) -> None:
    """Copies the rows of the orders that there are until there are so many, evenly spread over the past.

    Ids are made anew, versions 7 with the time of the copy, so that indexes grow at their ends as they do in a shop.
    Constraints hold, but triggers and foreign keys are not asked: the copies are as right as what they are copied from.

    Args:
        orders: At least as many as there are; what there is has to divide it.
    """
    base = await fetch_value("SELECT count(*) FROM checkout.orders")
    copies = orders // base - 1
    if copies > 0:
        columns = await fetch_all(
            _Column,
            "SELECT table_schema, table_name, column_name, data_type FROM information_schema.columns "
            "WHERE table_schema = ANY($1) AND is_generated = 'NEVER' AND is_identity = 'NO' "
            "AND coalesce(column_default, '') NOT LIKE 'nextval%' "
            "ORDER BY table_schema, table_name, ordinal_position",
            list(_TABLES),
        )
        tables: dict[tuple[str, str], list[_Column]] = {}
        for column in columns:
            tables.setdefault((column.table_schema, column.table_name), []).append(column)
        moment = int(clock.utc_now().timestamp() * 1000)
        async with app.database.connection() as connection:
            await connection.execute("SET session_replication_role = replica; SET statement_timeout = 0")
            try:
                for (schema, table), of_table in tables.items():
                    if table in _TABLES[schema]:
                        await connection.execute(_copying(schema, table, of_table, base), copies, moment)
            finally:
                await connection.execute("RESET session_replication_role; RESET statement_timeout")
        await execute("SELECT setval('checkout.order_number', $1)", 1000 + orders + 1)
    async with app.database.connection() as connection:
        await connection.execute("SET statement_timeout = 0")
        await connection.execute("VACUUM (ANALYZE)")
        await connection.execute("RESET statement_timeout")


def _copying(schema: str, table: str, columns: Sequence[_Column], base: int) -> str:
    moment = "($2::bigint - 30000 * ($1::bigint - copy))"  # the same in every table
    written = []
    for column in columns:
        name, kind = f't."{column.column_name}"', column.data_type
        if kind == "uuid" and column.column_name not in _KEPT:
            digest = f"md5({name}::text || copy)"
            written.append(
                f"(lpad(to_hex({moment}), 12, '0') || '7' || substr({digest}, 1, 3) || 'a' || substr({digest}, 5, 15))::uuid"
            )
        elif (table, column.column_name) == ("orders", "number"):
            written.append(f"({name}::bigint + copy * {base})::text")
        elif (table, column.column_name) == ("order_search", "words"):
            written.append(
                "(SELECT array_to_tsvector(array_replace(tsvector_to_array(t.words), o.number::text, "
                f"(o.number::bigint + copy * {base})::text)) FROM checkout.orders AS o WHERE o.id = t.order_id)"
            )
        elif (table, column.column_name) == ("orders", "token"):
            written.append(f"md5({name} || copy)")
        elif column.column_name in _TIMES:
            written.append(f"{name} - interval '1 second' * 30 * ($1::int - copy)")
        else:
            written.append(name)
    only = " WHERE t.order_id IS NOT NULL" if table == "movement" else ""
    names = ", ".join(f'"{column.column_name}"' for column in columns)
    return (
        f"INSERT INTO {schema}.{table} ({names}) OVERRIDING SYSTEM VALUE "
        f"SELECT {', '.join(written)} FROM {schema}.{table} AS t, generate_series(1, $1::int) AS copy{only}"
    )


async def ask_orders(
    ask: Callable[[str, Mapping[str, Any]], Awaitable[dict[str, Any]]],
    complete: Callable[[], Awaitable[float]],
    requests: int,
) -> dict[str, list[float]]:
    """Asks every page so often, and returns how long each answer took; milliseconds.

    Args:
        ask: Runs a document as staff.
        complete: Makes a purchase and returns how long its last step took.
    """
    taken: dict[str, list[float]] = {page: [] for page in PAGES}
    numbers = await fetch_value("SELECT max(number::bigint) FROM checkout.orders")
    email = await fetch_value("SELECT email FROM checkout.orders ORDER BY placed_at LIMIT 1")
    after = None
    for place in range(requests):
        number = str(1001 + (place * 7919) % (numbers - 1000))
        page = {"first": 50, "sort": "NEWEST"}
        after = await _timed(taken["list"], ask, _LIST, {**page, "after": after})
        await _timed(taken["filtered_list"], ask, _LIST, {**page, **_FILTERS[place % len(_FILTERS)]})
        await _timed(taken["search"], ask, _LIST, {**page, "search": f'"{number}"'})
        await _timed(taken["search_words"], ask, _LIST, {**page, "search": email.partition("@")[0]})
        await _timed(taken["detail"], ask, _DETAIL, {"number": number})
        taken["complete"].append(await complete())
    return taken


async def _timed(
    taken: list[float],
    ask: Callable[[str, Mapping[str, Any]], Awaitable[dict[str, Any]]],
    document: str,
    variables: Mapping[str, Any],
) -> str | None:
    started = time.perf_counter()
    data = await ask(document, variables)
    taken.append((time.perf_counter() - started) * 1000)
    if "order" in data:
        assert data["order"] is not None, variables
        return None
    assert data["orders"]["nodes"], variables
    page = data["orders"]["pageInfo"]
    return page["endCursor"] if page["hasNextPage"] else None


def growth_of(small: Mapping[str, list[float]], large: Mapping[str, list[float]]) -> dict[str, float]:
    """Returns how many times as long the median answer takes among many orders as among few."""
    return {page: round(median(large[page]) / median(small[page]), 2) for page in PAGES}


def variant_id(id_: Any) -> str:
    """The global id of a variant."""
    return encode_global_id("ProductVariant", id_)
