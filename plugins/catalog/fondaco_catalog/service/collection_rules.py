"""Keeping collections to their rules: when a product changes, when a rule does, and as time goes by."""

from __future__ import annotations

from uuid import UUID

import msgspec
from fondaco.commerce.events import (
    CategoryDeleted,
    CategoryMoved,
    ProductCreated,
    ProductPublished,
    ProductUnpublished,
    ProductUpdated,
)
from fondaco.db import UnitOfWork
from fondaco.errors import InvalidInputError
from fondaco.jobs import JobContext

from fondaco_catalog.model.collection_rules import Rule, RuleField, clean_rule, is_timed
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.views import ProductSort
from fondaco_catalog.repository import collection_rules as repository
from fondaco_catalog.repository import collection_state as state
from fondaco_catalog.repository import product_state, rows
from fondaco_catalog.repository.collection_rules import RuledCollection
from fondaco_catalog.service.collection_products import REFRESH_DUE, lock_collection
from fondaco_catalog.service.versions import expect_version

__all__ = [
    "Refresh",
    "note_changed_product",
    "note_changed_tree",
    "refresh_collection",
    "refresh_due_memberships",
    "refresh_timed_collections",
    "set_collection_rule",
]

REFRESH = "catalog.refresh_collection"
PRODUCTS_AT_ONCE = 2_000
DUE_AT_ONCE = 500
RULES_AT_ONCE = 40

SORTS = (
    ProductSort.NEWEST,
    ProductSort.BEST_SELLING,
    ProductSort.TITLE,
    ProductSort.PRICE_ASC,
    ProductSort.PRICE_DESC,
)


class Refresh(msgspec.Struct, frozen=True):
    """Payload of the job that works out a rule for all products.

    Attributes:
        revision: Of the run; one that is no longer the latest stops.
    """

    collection_id: UUID
    revision: int


async def set_collection_rule(
    uow: UnitOfWork,
    collection_id: UUID,
    rule: Rule | None,
    sort: ProductSort,
    policy: Policy,
    *,
    expected_version: int | None = None,
) -> None:
    """Gives a collection a rule, or with None takes it away. Locks the collection.

    A job works out who belongs to it; until it is done the shop shows what it has found so far. What was in the
    collection by hand is pinned; what a rule had found stays, by hand, when the rule is taken away.

    Raises:
        NotFoundError: ``COLLECTION_NOT_FOUND``.
        InvalidInputError: ``INVALID_SORT``, and as `fondaco_catalog.model.collection_rules.clean_rule`.
        LimitExceededError: ``TOO_MANY_CONDITIONS``.
        ConflictError: ``VERSION_CONFLICT``.
    """
    if sort not in SORTS:
        raise InvalidInputError("A collection cannot be sorted so.", code="INVALID_SORT", field=("sort",))
    cleaned = None if rule is None else clean_rule(rule, policy)
    found = await lock_collection(collection_id)
    await expect_version("collection", collection_id, expected_version)
    await rows.bump_versions("collection", [collection_id], uow.now)
    if cleaned is None:
        await state.set_rule(collection_id, None, "manual")
    else:
        await state.set_rule(collection_id, cleaned, sort.value)
        if cleaned != found.rule:
            await _begin(uow, collection_id)
    uow.invalidate(f"collection:{collection_id}", "collections", "products")


async def _begin(uow: UnitOfWork, collection_id: UUID) -> None:
    uow.enqueue(REFRESH, Refresh(collection_id, await state.begin_refresh(collection_id)))


async def note_changed_product(
    uow: UnitOfWork, event: ProductCreated | ProductUpdated | ProductPublished | ProductUnpublished
) -> None:
    """Notes that it is to be asked anew which collections a product belongs to; many are asked about together."""
    if await repository.note_due([event.product_id]):
        uow.enqueue(REFRESH_DUE)


async def note_changed_tree(uow: UnitOfWork, event: CategoryMoved | CategoryDeleted) -> None:
    """Works out anew the rules that speak of categories, since more or fewer products lie below one now."""
    for found in await repository.list_ruled_collections():
        if any(condition.field is RuleField.CATEGORY for condition in found.rule.all_conditions):
            await _begin(uow, found.id)


async def refresh_due_memberships(job: JobContext) -> None:
    """Asks all rules about the products that were noted, some hundred in a transaction."""
    while True:
        async with job.unit_of_work() as uow:
            await repository.lock_memberships()
            due = await repository.take_due(DUE_AT_ONCE)
            if not due:
                return
            ruled = await repository.list_ruled_collections()
            ids = sorted(await product_state.lock_products(due))
            moved: set[UUID] = set()
            for first in range(0, len(ruled), RULES_AT_ONCE):
                moved.update(
                    await repository.apply_rules(ruled[first : first + RULES_AT_ONCE], ids, job.app.channels, uow.now)
                )
            if moved:
                uow.invalidate("collections", "products", *(f"product:{id_}" for id_ in moved))


async def refresh_collection(job: JobContext, payload: Refresh) -> None:
    """Asks the rule of a collection about all products, some thousand in a transaction.

    A run that was cut off goes on where it was; one whose rule has changed meanwhile stops. The shop reads on.
    """
    while True:
        async with job.unit_of_work() as uow:
            await repository.lock_memberships()
            found = await state.find_collection_state(payload.collection_id)
            if found is None or found.rule is None or found.revision != payload.revision or found.refreshed_at:
                return
            ids = await repository.list_product_ids_after(found.refresh_cursor, PRODUCTS_AT_ONCE)
            moved = await repository.apply_rules(
                [RuledCollection(found.id, found.rule)], ids, job.app.channels, uow.now
            )
            done = len(ids) < PRODUCTS_AT_ONCE
            await state.note_progress(
                found.id,
                ids[-1] if ids else found.refresh_cursor,
                found.refresh_done + len(ids),
                uow.now if done else None,
            )
            if moved:
                uow.invalidate(f"collection:{found.id}", "collections", "products")
            if done:
                return


async def refresh_timed_collections(job: JobContext) -> None:
    """Works out anew the rules that hold for other products as time goes by; on a schedule."""
    async with job.unit_of_work() as uow:
        for found in await repository.list_ruled_collections():
            if is_timed(found.rule):
                await _begin(uow, found.id)
