"""Changing many prices at once: seen beforehand, carried out in batches, and taken back.

A change is a row and a position; each batch of products is a transaction of its own that locks the row, then the
products in the order of their ids, reads the prices as they are then, writes, and moves the position. Whoever asked
carries a small change out at once, a job a large one, and a job that died is followed by the next. Every price that a
change wrote carries its id until somebody writes it again, so undoing knows exactly which ones are still its own.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from uuid import UUID

import msgspec
from fondaco.context import Context
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError, NotFoundError
from fondaco.ids import new_id
from fondaco.jobs.worker_app import WorkerApp
from msgspec import structs

from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.price_changes import (
    ChangeRequest,
    ChangeState,
    Computed,
    ItemState,
    PriceRow,
    PriceWarning,
    Rule,
    compile_rule,
    compute,
)
from fondaco_catalog.model.price_drafts import ListedAmount
from fondaco_catalog.repository import price_changes as repository
from fondaco_catalog.repository import price_list_state
from fondaco_catalog.repository.price_changes import ChangeRecord
from fondaco_catalog.repository.price_list_state import ListState
from fondaco_catalog.service.listed_prices import prices_changed

__all__ = ["ChangeToCarryOn", "Preview", "Sample", "apply_change", "carry_on", "preview_change", "undo_change"]

BATCH = 200
"""Products whose prices are changed in one transaction."""

READ_AT_ONCE = 1_000
"""Products whose prices a preview reads in one statement."""

SAMPLES = 20


class ChangeToCarryOn(msgspec.Struct, frozen=True):
    """The payload of ``catalog.change_prices``."""

    change_id: UUID


class Sample(msgspec.Struct, frozen=True):
    """What would become of a price; no amount leaves it as it is."""

    row: PriceRow
    computed: Computed
    currency: str


class Preview(msgspec.Struct, frozen=True):
    """What a change would do now.

    Attributes:
        changed: Prices that it would write.
        unchanged: Prices that are as it wants them already.
        skipped: Prices that it cannot compute.
        samples: The first ones, those with warnings before the others.
        digest: Of everything that it was made of; a change that is given it is refused if that differs.
    """

    total: int
    changed: int
    unchanged: int
    skipped: int
    warnings: dict[PriceWarning, int]
    samples: list[Sample]
    digest: str


async def _prepare(request: ChangeRequest) -> tuple[ListState, Rule]:
    lists = {}
    for list_id, field in ((request.list_id, "listId"), (request.source_id, "fromListId")):
        state = await price_list_state.find_list(list_id)
        if state is None or state.deleting:
            raise NotFoundError("There is no such price list.", code="PRICE_LIST_NOT_FOUND", field=(field,))
        lists[list_id] = state
    target = lists[request.list_id]
    if lists[request.source_id].currency != target.currency:
        raise InvalidInputError(
            "Both lists have to be in the same currency.", code="CURRENCY_MISMATCH", field=("fromListId",)
        )
    return target, compile_rule(request, target.currency)


async def preview_change(request: ChangeRequest, *, costs: bool) -> Preview:
    """Computes what a change would do, and writes nothing.

    Args:
        costs: Whether the caller may know what variants cost.

    Raises:
        NotFoundError: ``PRICE_LIST_NOT_FOUND``.
        InvalidInputError: See `fondaco_catalog.model.price_changes.compile_rule`; ``CURRENCY_MISMATCH``.
    """
    target, rule = await _prepare(request)
    counted, warnings = Counter[str](), Counter[PriceWarning]()
    warned: list[Sample] = []
    plain: list[Sample] = []
    digest = hashlib.blake2b(msgspec.json.encode(request), digest_size=16)
    after: UUID | None = None
    while products := await repository.next_products(request, target.channel, target.currency, after, READ_AT_ONCE):
        after = products[-1]
        for row in await repository.list_rows(request, target.channel, target.currency, products):
            digest.update(msgspec.json.encode(row))
            computed = compute(rule, row, costs=costs)
            counted["skipped" if computed.amount is None else "changed" if computed.changes(row) else "unchanged"] += 1
            warnings.update(computed.warnings)
            kept = warned if computed.warnings else plain
            if len(kept) < SAMPLES:
                kept.append(Sample(row, computed, target.currency))
    return Preview(
        counted.total(),
        counted["changed"],
        counted["unchanged"],
        counted["skipped"],
        dict(warnings),
        [*warned, *plain][:SAMPLES],
        digest.hexdigest(),
    )


async def apply_change(
    app: WorkerApp, context: Context, request: ChangeRequest, policy: Policy, *, digest: str | None = None
) -> UUID:
    """Begins a bulk change; up to `CatalogSettings.inline_prices` prices it is done when this returns.

    Args:
        digest: Of the preview that the caller agreed to.

    Returns:
        Its id.

    Raises:
        ConflictError: ``PREVIEW_OUTDATED``.
        NotFoundError, InvalidInputError: As `preview_change`.
    """
    target, _ = await _prepare(request)
    if digest is not None and (await preview_change(request, costs=False)).digest != digest:
        raise ConflictError(
            "Prices, costs or products have changed since the preview.", code="PREVIEW_OUTDATED", field=("digest",)
        )
    change_id = new_id()
    async with app.unit_of_work(context) as uow:
        if request.list_id not in await price_list_state.lock_lists([request.list_id]):
            raise NotFoundError("There is no such price list.", code="PRICE_LIST_NOT_FOUND", field=("listId",))
        total = await repository.count_rows(request, target.channel, target.currency)
        await repository.add_change(
            {
                "id": change_id,
                "state": ChangeState.APPLYING.value,
                "list": request.list_id,
                "request": msgspec.to_builtins(request),
                "made_by": context.principal.id,
                "created_at": uow.now,
                "total": total,
                "done": 0,
                "changed": 0,
                "conflicts": 0,
            }
        )
        uow.enqueue("catalog.change_prices", ChangeToCarryOn(change_id))
    if total <= policy.settings.inline_prices:
        await carry_on(app, context, change_id, policy)
    return change_id


async def undo_change(app: WorkerApp, context: Context, change_id: UUID, policy: Policy) -> None:
    """Begins to put back what stood before a bulk change, in the same way.

    Exactly the prices that it wrote and that nobody wrote since are put back; the others are its conflicts. These alone
    are tried again where it was undone before: a later change may have been undone since.

    Raises:
        NotFoundError: ``PRICE_CHANGE_NOT_FOUND``.
        ConflictError: ``NOT_APPLIED`` while it is being applied or undone, and when it was undone without conflicts.
    """
    async with app.unit_of_work(context) as uow:
        record = await repository.lock_change(change_id)
        if record is None:
            raise NotFoundError("There is no such change.", code="PRICE_CHANGE_NOT_FOUND", field=("id",))
        again = record.state == ChangeState.UNDONE.value and record.conflicts > 0
        if record.state != ChangeState.APPLIED.value and not again:
            raise ConflictError(
                "Only a change that is applied, and not undone yet, can be undone.", code="NOT_APPLIED", field=("id",)
            )
        if again:
            await repository.retry_conflicts(change_id)
        total = record.conflicts if again else record.changed
        await repository.update_change(
            structs.replace(record, state=ChangeState.UNDOING.value, total=total, done=0, conflicts=0, finished_at=None)
        )
        uow.enqueue("catalog.change_prices", ChangeToCarryOn(change_id))
    if total <= policy.settings.inline_prices:
        await carry_on(app, context, change_id, policy)


async def carry_on(app: WorkerApp, context: Context, change_id: UUID, policy: Policy) -> None:
    """Carries a bulk change, or its undoing, to its end. Any number may do so at once: one batch is one's at a time."""
    going_on = True
    while going_on:
        async with app.unit_of_work(context) as uow:
            record = await repository.lock_change(change_id)
            if record is None:
                return
            if record.state == ChangeState.APPLYING.value:
                going_on = await _apply_batch(uow, record, policy)
            elif record.state == ChangeState.UNDOING.value:
                going_on = await _undo_batch(uow, record, policy)
            else:
                return


async def _apply_batch(uow: UnitOfWork, record: ChangeRecord, policy: Policy) -> bool:
    request = msgspec.json.decode(record.request, type=ChangeRequest)
    lists = await price_list_state.lock_lists({request.list_id, request.source_id})
    products: list[UUID] = []
    if len(lists) == len({request.list_id, request.source_id}):
        target = lists[request.list_id]
        products = await repository.next_products(request, target.channel, target.currency, record.position, BATCH)
    if not products:
        await repository.update_change(
            structs.replace(record, state=ChangeState.APPLIED.value, finished_at=uow.now, position=None)
        )
        return False
    await price_list_state.lock_products_to_change(products)
    rule = compile_rule(request, target.currency)
    found = await repository.list_rows(request, target.channel, target.currency, products)
    computed = [(row, compute(rule, row, costs=False)) for row in found]
    written = [(row, result) for row, result in computed if result.changes(row)]
    await repository.add_items(record.id, written)
    await price_list_state.write_prices(
        [
            ListedAmount(request.list_id, row.variant_id, row.min_quantity, result.amount, result.compare_at)
            for row, result in written
        ],
        record.id,
    )
    await prices_changed(uow, {row.variant_id: row.product_id for row, _ in written}, policy)
    await repository.update_change(
        structs.replace(
            record, position=products[-1], done=record.done + len(found), changed=record.changed + len(written)
        )
    )
    return True


async def _undo_batch(uow: UnitOfWork, record: ChangeRecord, policy: Policy) -> bool:
    products = await repository.next_applied_products(record.id, BATCH)
    there = await price_list_state.lock_products_to_change(products)
    # Variants that are gone have no price to be put back.
    items = await repository.list_applied(record.id, there if products else None)
    restored = await repository.restore_prices(record.list_id, record.id, items)
    undone = [item.id for item in items if (item.variant_id, item.min_quantity) in restored]
    conflicts = [item.id for item in items if (item.variant_id, item.min_quantity) not in restored]
    await repository.mark_items(undone, ItemState.UNDONE)
    await repository.mark_items(conflicts, ItemState.CONFLICT)
    if restored:
        owners = await price_list_state.list_variant_owners({variant_id for variant_id, _ in restored})
        await prices_changed(uow, owners, policy)
    record = structs.replace(record, done=record.done + len(items), conflicts=record.conflicts + len(conflicts))
    if not products:
        record = structs.replace(record, state=ChangeState.UNDONE.value, finished_at=uow.now)
    await repository.update_change(record)
    return bool(products)
