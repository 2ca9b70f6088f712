"""What variants cost over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from fondaco.db import Page, PageArgs, SortKey, any_of, fetch_all
from fondaco.db.pagination import Keyset

from fondaco_catalog.model.price_views import PastPrice
from fondaco_catalog.model.price_windows import FOREVER
from fondaco_catalog.repository.counts import Counts

__all__ = ["list_price_history"]


class _Row(PastPrice, frozen=True, kw_only=True):
    variant_id: UUID


async def list_price_history(
    variant_ids: Sequence[UUID], channel: str, customer_group: str, args: PageArgs, *, largest: int
) -> list[Page[PastPrice]]:
    """Returns a page of what each variant cost in a channel, the latest first, in one statement.

    Args:
        customer_group: Empty for what everybody paid.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``, ``PAGE_SIZE_REQUIRED``.
        LimitExceededError: ``PAGE_SIZE_TOO_LARGE``.
    """
    ids = list(dict.fromkeys(variant_ids))
    keys = [SortKey("w.starts_at", datetime, "starts_at", True), SortKey("w.id", UUID, "id", True)]
    keyset = Keyset(keys, args, largest=largest, offset=4)
    meant = "w.channel = $2 AND w.audience = $3 AND w.ends_at > w.starts_at"
    rows = await fetch_all(
        _Row,
        "SELECT q.id, q.variant_id, q.channel, q.customer_group, q.currency, q.list_id, q.amount, "  # noqa: S608
        "q.compare_at, q.lowest, q.starts_at, q.ends_at FROM unnest($1::uuid[]) AS parent(id) CROSS JOIN LATERAL ("
        "SELECT w.id, w.variant AS variant_id, "
        "w.channel, w.audience AS customer_group, w.currency, w.list AS list_id, w.amount, w.compare_at, w.lowest, "
        "w.starts_at, NULLIF(w.ends_at, $4::timestamptz) AS ends_at, "
        f"row_number() OVER (ORDER BY {keyset.order_by}) AS place FROM catalog.price_window w "
        f"WHERE w.variant = parent.id AND {meant} AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}"
        ") q ORDER BY q.place",
        ids,
        channel,
        customer_group,
        FOREVER,
        *keyset.params,
    )
    counts = Counts(
        "SELECT w.variant AS parent_id, count(*) AS things FROM catalog.price_window w "  # noqa: S608 (constants only)
        f"WHERE w.variant = {any_of('$1')} AND {meant} GROUP BY w.variant",
        (ids, channel, customer_group),
    )
    by_variant: defaultdict[UUID, list[PastPrice]] = defaultdict(list)
    for row in rows:
        by_variant[row.variant_id].append(row)
    return [keyset.page(by_variant[id_], partial(counts.of, id_)) for id_ in variant_ids]
