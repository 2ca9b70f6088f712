"""The status of products, their reviews and their history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import msgspec
from fondaco.db import Page, PageArgs, SortKey, execute, fetch_all, fetch_value
from fondaco.db.pagination import Keyset

from fondaco_catalog.model.lifecycle import ProductStatus
from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.views import Product, ProductCriteria, ProductReview, StatusChange
from fondaco_catalog.repository.counts import Counts
from fondaco_catalog.repository.product_query import ProductQuery
from fondaco_catalog.repository.rows import insert_rows

__all__ = [
    "LifeState",
    "add_transitions",
    "list_changed_since_approval",
    "list_history",
    "list_in_review",
    "list_reviews",
    "lock_lives",
    "set_reviewer",
    "set_status",
]


class _LifeRow(msgspec.Struct, frozen=True):
    id: UUID
    status: str
    submitted_by: str | None
    reviewer: str | None


class LifeState(msgspec.Struct, frozen=True):
    """Where a product is in its life.

    Attributes:
        submitted_by: Who submitted it, while it is in review.
    """

    status: ProductStatus
    submitted_by: str | None
    reviewer: str | None


async def lock_lives(ids: Sequence[UUID]) -> dict[UUID, LifeState]:
    """Locks products against changes until the transaction ends, in the order of their ids; leaves out unknown ones."""
    found = await fetch_all(
        _LifeRow,
        "SELECT id, status, submitted_by, reviewer FROM catalog.product WHERE id = ANY($1::uuid[]) ORDER BY id "
        "FOR NO KEY UPDATE",
        list(ids),
    )
    return {row.id: LifeState(ProductStatus(row.status), row.submitted_by, row.reviewer) for row in found}


async def set_status(
    ids: Sequence[UUID], status: ProductStatus, now: datetime, *, submitted_by: str | None, reviewer: str | None
) -> None:
    """Changes the status of products that the caller has locked; their versions grow.

    Args:
        submitted_by: Who submits it; None for every status but IN_REVIEW.
        reviewer: Who is to review it; None for nobody in particular.
    """
    await execute(
        "UPDATE catalog.product SET status = $2, submitted_by = $3::text, reviewer = $4, "
        "submitted_at = CASE WHEN $3::text IS NULL THEN NULL ELSE $5::timestamptz END, "
        "version = version + 1, updated_at = $5 WHERE id = ANY($1::uuid[])",
        list(ids),
        str(status),
        submitted_by,
        reviewer,
        now,
    )


async def set_reviewer(product_id: UUID, reviewer: str | None, now: datetime) -> None:
    """Names who is to review a product in review that the caller has locked; its version grows."""
    await execute(
        "UPDATE catalog.product SET reviewer = $2, version = version + 1, updated_at = $3 WHERE id = $1",
        product_id,
        reviewer,
        now,
    )


async def add_transitions(rows: Sequence[Mapping[str, Any]]) -> None:
    """Writes steps of products' lives down, in one statement."""
    await insert_rows("product_transition", rows)


class _Change(StatusChange, frozen=True):
    product_id: UUID


async def list_history(product_ids: Sequence[UUID], args: PageArgs, *, largest: int) -> list[Page[StatusChange]]:
    """Returns a page of each product's history, the newest step first, in one statement.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``, ``PAGE_SIZE_REQUIRED``.
        LimitExceededError: ``PAGE_SIZE_TOO_LARGE``.
    """
    ids = list(dict.fromkeys(product_ids))
    keys = [SortKey("h.created_at", datetime, "created_at", True), SortKey("h.id", UUID, "id", True)]
    keyset = Keyset(keys, args, largest=largest, offset=1)
    rows = await fetch_all(
        _Change,
        "SELECT q.id, q.from_status, q.to_status, q.actor, q.reviewer, q.reason, q.created_at, q.product_id "  # noqa: S608
        "FROM unnest($1::uuid[]) AS parent(id) CROSS JOIN LATERAL (SELECT h.*, h.product AS product_id, "
        f"row_number() OVER (ORDER BY {keyset.order_by}) AS place FROM catalog.product_transition h "
        f"WHERE h.product = parent.id AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}) q "
        "ORDER BY q.place",
        ids,
        *keyset.params,
    )
    counts = Counts(
        "SELECT product AS parent_id, count(*) AS things FROM catalog.product_transition "
        "WHERE product = ANY($1::uuid[]) GROUP BY product",
        (ids,),
    )
    by_product: defaultdict[UUID, list[StatusChange]] = defaultdict(list)
    for row in rows:
        by_product[row.product_id].append(row)
    return [keyset.page(by_product[id_], partial(counts.of, id_)) for id_ in product_ids]


class _Review(ProductReview, frozen=True):
    product_id: UUID


async def list_reviews(product_ids: Sequence[UUID]) -> list[ProductReview | None]:
    """Returns the review that each product is in; None for those in none."""
    rows = await fetch_all(
        _Review,
        "SELECT submitted_by, submitted_at, reviewer, id AS product_id FROM catalog.product "
        "WHERE id = ANY($1::uuid[]) AND submitted_at IS NOT NULL",
        list(set(product_ids)),
    )
    found = {row.product_id: row for row in rows}
    return [found.get(id_) for id_ in product_ids]


class _Id(msgspec.Struct, frozen=True):
    id: UUID


async def list_changed_since_approval(product_ids: Sequence[UUID]) -> set[UUID]:
    """Returns those of the products that are approved and were edited since then."""
    rows = await fetch_all(
        _Id,
        "SELECT p.id FROM catalog.product p WHERE p.id = ANY($1::uuid[]) AND p.status = $2 AND p.updated_at > "
        "(SELECT max(h.created_at) FROM catalog.product_transition h WHERE h.product = p.id AND h.to_status = $2)",
        list(set(product_ids)),
        str(ProductStatus.APPROVED),
    )
    return {row.id for row in rows}


_SUBMITTED = "(extract(epoch FROM p.submitted_at) * 1000000)::bigint"


async def list_in_review(scope: Scope, reviewer: str | None, args: PageArgs, *, largest: int) -> Page[Product]:
    """Returns a page of the products that wait for a review, those that wait longest first.

    Args:
        reviewer: Only those that are to be reviewed by this principal; None for all.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``, ``PAGE_SIZE_REQUIRED``.
        LimitExceededError: ``PAGE_SIZE_TOO_LARGE``.
    """
    query = ProductQuery(scope)
    if not query.meet(ProductCriteria(statuses=(ProductStatus.IN_REVIEW,), reviewer=reviewer)):
        query.where("FALSE")
    count_sql, count_params = query.statement(f"SELECT count(*) {query.source}"), tuple(query.params)
    keyset = query.paged([SortKey(_SUBMITTED, int, "rank"), SortKey("p.id", UUID, "id")], args, largest)
    rows = await fetch_all(
        Product,
        query.statement(
            f"SELECT {query.columns}, {_SUBMITTED} AS rank {query.source} AND {keyset.where} "
            f"ORDER BY {keyset.order_by} LIMIT {keyset.limit}"
        ),
        *query.params,
    )
    return keyset.page(rows, lambda: fetch_value(count_sql, *count_params))
