"""Many changes in one transaction, each with an answer of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from enum import Enum
from typing import TypeVar
from uuid import UUID

import msgspec
from fondaco.db import UnitOfWork
from fondaco.errors import DomainError, LimitExceededError

from fondaco_catalog.model.drafts import ProductChanges, ProductDraft, VariantChanges
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.text import slugify
from fondaco_catalog.repository import bulk_locks, names

__all__ = [
    "BulkErrorPolicy",
    "RowOutcome",
    "Undone",
    "lock_changes",
    "lock_drafts",
    "lock_variants",
    "run_rows",
    "run_set",
]

R = TypeVar("R")


class BulkErrorPolicy(Enum):
    """What becomes of the other rows where one is refused.

    ALL_OR_NOTHING changes nothing then; REJECT_FAILED_ROWS changes all but the refused ones. A row itself is always
    changed as a whole or not at all.
    """

    ALL_OR_NOTHING = "all_or_nothing"
    REJECT_FAILED_ROWS = "reject_failed_rows"


class RowOutcome(msgspec.Struct, frozen=True):
    """What became of a row.

    Attributes:
        index: Of the row, from 0.
        id: Of what was made or changed; None if nothing was.
        error: Why the row was refused; None for one that was not, also where others kept it from being done.
    """

    index: int
    id: UUID | None
    error: DomainError | None


class Undone(Exception):  # noqa: N818 (it is no error, it undoes the block that it leaves)
    """Leaves the savepoint around all rows, so that none of them is done."""


async def run_rows(
    uow: UnitOfWork,
    rows: Sequence[R],
    run: Callable[[R], Awaitable[UUID]],
    on_error: BulkErrorPolicy,
    policy: Policy,
    *,
    lock: Callable[[], Awaitable[None]] | None = None,
) -> list[RowOutcome]:
    """Runs a verb for each row, in their order, each in a savepoint.

    Args:
        run: Takes a row and returns the id of what it made or changed; what it raises refuses the row.
        lock: Takes all locks that the rows need, in the order in which everybody takes them.

    Raises:
        LimitExceededError: ``TOO_MANY_ROWS``.
    """
    most = policy.settings.max_bulk_rows
    if len(rows) > most:
        raise LimitExceededError(
            f"There are {len(rows):,} rows; at most {most:,} are allowed.", code="TOO_MANY_ROWS", field=("rows",)
        )
    if lock is not None:
        await lock()
    outcomes: list[RowOutcome] = []
    try:
        async with uow.savepoint():
            for index, row in enumerate(rows):
                outcomes.append(await _run_row(uow, index, row, run))
            if on_error is BulkErrorPolicy.ALL_OR_NOTHING and any(outcome.error for outcome in outcomes):
                raise Undone
    except Undone:
        return [msgspec.structs.replace(outcome, id=None) for outcome in outcomes]
    return outcomes


async def run_set(
    uow: UnitOfWork,
    given: Sequence[UUID | DomainError],
    run: Callable[[Sequence[UUID]], Awaitable[Mapping[UUID, DomainError]]],
    on_error: BulkErrorPolicy,
    policy: Policy,
) -> list[RowOutcome]:
    """Runs a verb that does the same with many things at once: in as many statements for a thousand as for one.

    Args:
        given: Of each row what it names, or why it names nothing; what is named twice is answered alike.
        run: Takes ids and returns why some of them were refused.

    Raises:
        LimitExceededError: ``TOO_MANY_ROWS``.
    """
    most = policy.settings.max_bulk_ids
    if len(given) > most:
        raise LimitExceededError(
            f"There are {len(given):,} rows; at most {most:,} are allowed.", code="TOO_MANY_ROWS", field=("ids",)
        )
    outcomes: list[RowOutcome] = []
    try:
        async with uow.savepoint():
            ids = list(dict.fromkeys(row for row in given if isinstance(row, UUID)))
            refused = await run(ids) if ids else {}
            for index, row in enumerate(given):
                error = row if isinstance(row, DomainError) else refused.get(row)
                outcomes.append(RowOutcome(index, row if isinstance(row, UUID) and error is None else None, error))
            if on_error is BulkErrorPolicy.ALL_OR_NOTHING and any(outcome.error for outcome in outcomes):
                raise Undone
    except Undone:
        return [msgspec.structs.replace(outcome, id=None) for outcome in outcomes]
    return outcomes


async def _run_row(uow: UnitOfWork, index: int, row: R, run: Callable[[R], Awaitable[UUID]]) -> RowOutcome:
    try:
        async with uow.savepoint():
            return RowOutcome(index, await run(row), None)
    except DomainError as error:
        return RowOutcome(index, None, error)


async def lock_drafts(drafts: Sequence[ProductDraft]) -> None:
    """Takes what products to be made need, as `bulk_locks` says: names, slugs and SKUs, then categories."""
    if any(isinstance(named, str) for draft in drafts for named in (draft.brand, draft.product_type)):
        await names.lock_names()
    await bulk_locks.lock_keys(
        [
            *(f"slug:{draft.slug or slugify(draft.title, 'product')}" for draft in drafts),
            *(f"sku:{variant.sku}" for draft in drafts for variant in draft.variants if variant.sku),
        ]
    )
    await bulk_locks.lock_in_order("category", [draft.category_id for draft in drafts if draft.category_id is not None])


async def lock_changes(ids: Sequence[UUID], changes: Sequence[ProductChanges]) -> None:
    """Takes what changes of products need: names, slugs, then categories, then the products, in the order of ids."""
    if any(isinstance(named, str) for change in changes for named in (change.brand, change.product_type)):
        await names.lock_names()
    await bulk_locks.lock_keys([f"slug:{change.slug}" for change in changes if isinstance(change.slug, str)])
    await bulk_locks.lock_in_order(
        "category", [change.category_id for change in changes if isinstance(change.category_id, UUID)]
    )
    await bulk_locks.lock_in_order("product", ids)


async def lock_variants(ids: Sequence[UUID], changes: Sequence[VariantChanges]) -> None:
    """Takes what changes of variants need: SKUs, then their products in the order of ids."""
    await bulk_locks.lock_keys([f"sku:{change.sku}" for change in changes if isinstance(change.sku, str)])
    await bulk_locks.lock_products_of(ids)
