"""Prices as verbs know them, and what is derived of them: windows and spans. Many products in a few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all
from fondaco.ids import new_id

from fondaco_catalog.model.price_windows import OMNIBUS_DAYS, Span, Stored, Window
from fondaco_catalog.model.pricing import Candidate
from fondaco_catalog.repository.rows import insert_rows

__all__ = [
    "GroupAmounts",
    "ProductPrices",
    "WindowKey",
    "delete_base_prices",
    "delete_windows",
    "end_windows",
    "ensure_base_lists",
    "insert_spans",
    "insert_windows",
    "list_group_amounts",
    "list_product_prices",
    "list_spans",
    "list_windows",
    "prune_prices",
]

WindowKey = tuple[UUID, str, str]
"""Variant (or product), channel and audience."""


class ProductPrices(msgspec.Struct, frozen=True):
    """The prices for one piece of a variant in a channel."""

    product_id: UUID
    variant_id: UUID
    channel: str
    candidates: list[Candidate]


class _CandidateRow(msgspec.Struct, frozen=True):
    product_id: UUID
    variant_id: UUID
    channel: str
    currency: str
    list_id: UUID
    priority: int
    groups: list[str]
    starts_at: datetime | None
    ends_at: datetime | None
    amount: int
    compare_at: int | None


async def list_product_prices(product_ids: Sequence[UUID], currencies: Mapping[str, str]) -> list[ProductPrices]:
    """Returns what `plan_windows` needs of the variants of products, without those that have no price at all.

    Args:
        currencies: The currency of each channel; prices in another one, or in an unknown channel, do not count.
    """
    rows = await fetch_all(
        _CandidateRow,
        "SELECT v.product AS product_id, v.id AS variant_id, pl.channel, pl.currency, pl.id AS list_id, pl.priority, "
        "pl.customer_groups AS groups, pl.starts_at, pl.ends_at, pr.amount, pr.compare_at "
        "FROM catalog.product_variant v JOIN catalog.price pr ON pr.variant = v.id AND pr.min_quantity = 1 "
        "JOIN catalog.price_list pl ON pl.id = pr.list AND pl.active AND NOT pl.deleting "
        "WHERE v.product = ANY($1::uuid[])",
        list(product_ids),
    )
    found: dict[tuple[UUID, str], ProductPrices] = {}
    for row in rows:
        if currencies.get(row.channel) != row.currency:
            continue
        key = (row.variant_id, row.channel)
        if key not in found:
            found[key] = ProductPrices(row.product_id, row.variant_id, row.channel, [])
        found[key].candidates.append(
            Candidate(
                row.list_id, row.priority, tuple(row.groups), row.starts_at, row.ends_at, 1, row.amount, row.compare_at
            )
        )
    return list(found.values())


class _WindowRow(msgspec.Struct, frozen=True):
    id: UUID
    product: UUID
    variant: UUID
    channel: str
    audience: str
    currency: str
    starts_at: datetime
    ends_at: datetime
    list: UUID
    priority: int
    specific: bool
    amount: int
    compare_at: int | None
    lowest: int | None


async def list_windows(product_ids: Sequence[UUID], now: datetime) -> dict[WindowKey, tuple[UUID, list[Stored]]]:
    """Returns the windows of products that matter yet, with the product, by variant, channel and audience."""
    rows = await fetch_all(
        _WindowRow,
        "SELECT id, product, variant, channel, audience, currency, starts_at, ends_at, list, priority, specific, "
        "amount, compare_at, lowest FROM catalog.price_window WHERE product = ANY($1::uuid[]) AND ends_at > $2 "
        "ORDER BY starts_at",
        list(product_ids),
        now - timedelta(days=OMNIBUS_DAYS),
    )
    found: dict[WindowKey, tuple[UUID, list[Stored]]] = {}
    for row in rows:
        window = Window(
            row.starts_at,
            row.ends_at,
            row.currency,
            row.list,
            row.priority,
            row.specific,
            row.amount,
            row.compare_at,
            row.lowest,
        )
        found.setdefault((row.variant, row.channel, row.audience), (row.product, []))[1].append(Stored(row.id, window))
    return found


async def delete_windows(ids: Sequence[UUID]) -> None:
    """Deletes windows that were only planned."""
    if ids:
        await execute("DELETE FROM catalog.price_window WHERE id = ANY($1::uuid[])", list(ids))


async def end_windows(ends: Sequence[tuple[UUID, datetime]]) -> None:
    """Moves the ends of windows."""
    if ends:
        await execute(
            "UPDATE catalog.price_window w SET ends_at = given.ends_at "
            "FROM unnest($1::uuid[], $2::timestamptz[]) AS given(id, ends_at) WHERE w.id = given.id",
            [id_ for id_, _ in ends],
            [ends_at for _, ends_at in ends],
        )


async def insert_windows(added: Sequence[tuple[UUID, WindowKey, Sequence[Window]]]) -> None:
    """Adds windows.

    Args:
        added: Product, then variant, channel and audience, then their windows.
    """
    rows: list[dict[str, Any]] = [
        {
            "id": new_id(),
            "product": product_id,
            "variant": variant_id,
            "channel": channel,
            "audience": audience,
            "currency": window.currency,
            "starts_at": window.starts_at,
            "ends_at": window.ends_at,
            "list": window.list_id,
            "priority": window.priority,
            "specific": window.specific,
            "amount": window.amount,
            "compare_at": window.compare_at,
            "lowest": window.lowest,
        }
        for product_id, (variant_id, channel, audience), windows in added
        for window in windows
    ]
    await insert_rows("price_window", rows)


class _SpanRow(msgspec.Struct, frozen=True):
    product: UUID
    channel: str
    audience: str
    starts_at: datetime
    ends_at: datetime
    currency: str
    min_amount: int
    max_amount: int
    amounts: tuple[int, ...] | None


async def list_spans(product_ids: Sequence[UUID]) -> dict[WindowKey, list[Span]]:
    """Returns the spans of products, by product, channel and audience, in the order of time."""
    rows = await fetch_all(
        _SpanRow,
        "SELECT product, channel, audience, starts_at, ends_at, currency, min_amount, max_amount, amounts "
        "FROM catalog.price_span WHERE product = ANY($1::uuid[]) ORDER BY starts_at",
        list(product_ids),
    )
    found: defaultdict[WindowKey, list[Span]] = defaultdict(list)
    for row in rows:
        span = Span(row.starts_at, row.ends_at, row.currency, row.min_amount, row.max_amount, row.amounts)
        found[row.product, row.channel, row.audience].append(span)
    return found


class GroupAmounts(msgspec.Struct, frozen=True):
    """What the variants of a product cost a customer group, each amount once, ascending."""

    product: UUID
    channel: str
    audience: str
    currency: str
    amounts: list[int]


async def list_group_amounts(product_ids: Sequence[UUID], moment: datetime) -> list[GroupAmounts]:
    """Returns what products cost each group that has prices of its own for them at a moment."""
    return await fetch_all(
        GroupAmounts,
        "SELECT product, channel, audience, currency, COALESCE(amounts, ARRAY[min_amount, max_amount]) AS amounts "
        "FROM catalog.price_span WHERE product = ANY($1::uuid[]) AND audience <> '' AND audience NOT LIKE '+%' "
        "AND starts_at <= $2 AND ends_at > $2 ORDER BY product, channel, audience",
        list(product_ids),
        moment,
    )


async def insert_spans(keys: Collection[WindowKey], added: Mapping[WindowKey, Sequence[Span]]) -> None:
    """Puts spans in the place of all that these products, channels and audiences have."""
    if not keys:
        return
    await execute(
        "DELETE FROM catalog.price_span s USING unnest($1::uuid[], $2::text[], $3::text[]) "
        "AS given(product, channel, audience) WHERE s.product = given.product AND s.channel = given.channel "
        "AND s.audience = given.audience",
        [product_id for product_id, _, _ in keys],
        [channel for _, channel, _ in keys],
        [audience for _, _, audience in keys],
    )
    rows: list[dict[str, Any]] = [
        {
            "id": new_id(),
            "product": product_id,
            "channel": channel,
            "audience": audience,
            "currency": span.currency,
            "starts_at": span.starts_at,
            "ends_at": span.ends_at,
            "min_amount": span.min_amount,
            "max_amount": span.max_amount,
            "amounts": span.amounts,
        }
        for product_id, channel, audience in keys
        for span in added.get((product_id, channel, audience), ())
    ]
    await insert_rows("price_span", rows)


class _BaseList(msgspec.Struct, frozen=True):
    id: UUID
    channel: str


async def ensure_base_lists(currencies: Mapping[str, str], now: datetime) -> dict[str, UUID]:
    """Returns the base list of each channel in its currency; those that are missing are made.

    Args:
        currencies: By channel.
    """
    sql = (
        "SELECT pl.id, pl.channel FROM catalog.price_list pl "
        "JOIN unnest($1::text[], $2::text[]) AS given(channel, currency) "
        "ON pl.channel = given.channel AND pl.currency = given.currency WHERE pl.base"
    )
    arguments = list(currencies), list(currencies.values())
    found = {row.channel: row.id for row in await fetch_all(_BaseList, sql, *arguments)}
    missing = sorted(currencies.keys() - found.keys())
    if not missing:
        return found
    # In order, and without a second look at what others make at the same time: they are waited for.
    await insert_rows(
        "price_list",
        [
            {
                "id": new_id(),
                "code": f"base-{channel}-{currencies[channel].lower()}",
                "name": f"{channel} {currencies[channel]}",
                "title": "",
                "labels": {},
                "channel": channel,
                "currency": currencies[channel],
                "priority": 0,
                "customer_groups": [],
                "active": True,
                "base": True,
                "deleting": False,
                "created_at": now,
                "updated_at": now,
            }
            for channel in missing
        ],
        key=["code"],
        update=False,
    )
    return {row.channel: row.id for row in await fetch_all(_BaseList, sql, *arguments)}


async def delete_base_prices(variant_id: UUID, channels: Sequence[str]) -> None:
    """Takes a variant out of the base lists of channels, with all its tiers there."""
    await execute(
        "DELETE FROM catalog.price pr USING catalog.price_list pl WHERE pl.id = pr.list AND pl.base "
        "AND pr.variant = $1 AND pl.channel = ANY($2::text[])",
        variant_id,
        list(channels),
    )


async def prune_prices(windows_before: datetime, spans_before: datetime, limit: int) -> int:
    """Deletes windows and spans that ended before these moments, at most so many of each; returns how many."""
    pruned = 0
    for table, moment in (("price_window", windows_before), ("price_span", spans_before)):
        pruned += await execute(
            f"DELETE FROM catalog.{table} WHERE id IN (SELECT id FROM catalog.{table} "  # noqa: S608 (the names above)
            "WHERE ends_at <= $1 ORDER BY ends_at LIMIT $2 FOR UPDATE SKIP LOCKED)",
            moment,
            limit,
        )
    return pruned
