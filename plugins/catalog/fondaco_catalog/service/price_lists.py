"""Making, changing and deleting price lists.

Whoever changes a list holds its row so that nobody adds a price to it meanwhile (a new price holds it by its foreign
key), and commits before any product is locked. What follows for the products is derived afterwards, in batches: a price
that was added before is seen then, and one that is added later is derived of the changed list. So lists and products
are never waited for in a circle, and a list of 100,000 prices is changed without a long transaction.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import asyncpg
import msgspec
from fondaco.commerce.events import ProductUpdated
from fondaco.context import Context
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, NotFoundError
from fondaco.ids import new_id
from fondaco.jobs.worker_app import WorkerApp
from msgspec import UNSET, structs

from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.price_drafts import PriceListChanges, PriceListDraft
from fondaco_catalog.model.price_rules import clean_list, clean_list_changes, require_period
from fondaco_catalog.repository import price_list_state, rows
from fondaco_catalog.repository.price_list_state import ListState
from fondaco_catalog.service.pricing import refresh_prices
from fondaco_catalog.service.versions import expect_version

__all__ = [
    "ListToRefresh",
    "change_price_list",
    "create_price_list",
    "delete_price_list",
    "refresh_price_list",
    "update_price_list",
]

BATCH = 200
"""Products whose prices are derived in one transaction."""

_DECIDING = {"priority", "starts_at", "ends_at", "customer_groups", "active"}
"""What prices depend on."""


class ListToRefresh(msgspec.Struct, frozen=True):
    """The payload of ``catalog.refresh_price_list``."""

    list_id: UUID


async def create_price_list(uow: UnitOfWork, draft: PriceListDraft, policy: Policy) -> UUID:
    """Makes a price list without prices.

    Returns:
        Its id.

    Raises:
        ConflictError: ``CODE_TAKEN``.
        InvalidInputError, LimitExceededError: See `fondaco_catalog.model.price_rules`.
    """
    draft = clean_list(draft, policy)
    list_id = new_id()
    row: dict[str, Any] = {
        "id": list_id,
        "code": draft.code,
        "name": draft.name,
        "title": draft.title,
        "labels": {found.locale: found.title for found in draft.translations if found.title},
        "channel": draft.channel,
        "currency": policy.channels[draft.channel].currency,
        "priority": draft.priority,
        "starts_at": draft.starts_at,
        "ends_at": draft.ends_at,
        "customer_groups": draft.customer_groups,
        "active": draft.active,
        "base": False,
        "deleting": False,
        "created_at": uow.now,
        "updated_at": uow.now,
    }
    if not await price_list_state.add_list(row):
        raise _code_taken(draft.code or "")
    uow.invalidate("prices")
    return list_id


def _code_taken(code: str) -> ConflictError:
    return ConflictError(f"The code {code} belongs to another price list.", code="CODE_TAKEN", field=("code",))


async def _lock(list_id: UUID) -> ListState:
    state = await price_list_state.lock_list(list_id)
    if state is None or state.deleting:
        raise NotFoundError("There is no such price list.", code="PRICE_LIST_NOT_FOUND", field=("id",))
    return state


async def update_price_list(
    app: WorkerApp,
    context: Context,
    list_id: UUID,
    changes: PriceListChanges,
    policy: Policy,
    *,
    expected_version: int | None = None,
) -> None:
    """Changes a price list; what is not given stays. Carts follow at once.

    Product pages and lists follow at once up to `CatalogSettings.inline_prices` prices; of a larger list a job derives
    them, product by product.

    Raises:
        NotFoundError: ``PRICE_LIST_NOT_FOUND``.
        ConflictError: ``CODE_TAKEN``; ``BASE_LIST`` for anything but the texts of a base list; ``VERSION_CONFLICT``.
        InvalidInputError, LimitExceededError: See `fondaco_catalog.model.price_rules`.
    """
    async with app.unit_of_work(context) as uow:
        prices = await change_price_list(uow, list_id, changes, policy, expected_version=expected_version)
    if 0 < prices <= policy.settings.inline_prices:
        await refresh_price_list(app, context, list_id, policy)


async def change_price_list(
    uow: UnitOfWork,
    list_id: UUID,
    changes: PriceListChanges,
    policy: Policy,
    *,
    expected_version: int | None = None,
) -> int:
    """Changes a price list in the transaction of the caller, who commits before any product is locked.

    Returns:
        How many prices a job has to derive anew after the commit.

    Raises:
        DomainError: As `update_price_list`.
    """
    changes = clean_list_changes(changes, policy)
    plain = structs.asdict(changes)
    titles = plain.pop("translations")
    values = {name: value for name, value in plain.items() if value is not UNSET}
    state = await _lock(list_id)
    await expect_version("price_list", list_id, expected_version)
    if state.base and (forbidden := values.keys() & {*_DECIDING, "code"}):
        raise ConflictError(
            "The base list of a channel always counts, for everybody, behind the others. Make another list.",
            code="BASE_LIST",
            field=(_camel(min(forbidden)),),
        )
    require_period(values.get("starts_at", state.starts_at), values.get("ends_at", state.ends_at))
    if "customer_groups" in values:
        values["customer_groups"] = list(values["customer_groups"])
    try:
        await rows.update_row("price_list", list_id, {**values, "updated_at": uow.now}, edited=True)
    except asyncpg.UniqueViolationError as error:
        raise _code_taken(values["code"]) from error
    if titles is not UNSET:
        await price_list_state.add_titles(list_id, {found.locale: found.title for found in titles})
    uow.invalidate("prices")
    decides = any(value != getattr(state, name) for name, value in values.items() if name in _DECIDING)
    return await _announce(uow, list_id) if decides else 0


def _camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(part.title() for part in tail)


async def _announce(uow: UnitOfWork, list_id: UUID) -> int:
    """Leaves the deriving to a job, which is certain to happen, and returns how many prices there are to derive."""
    prices = await price_list_state.count_prices(list_id)
    if prices:
        uow.enqueue("catalog.refresh_price_list", ListToRefresh(list_id))
    return prices


async def delete_price_list(
    app: WorkerApp, context: Context, list_id: UUID, policy: Policy, *, expected_version: int | None = None
) -> None:
    """Deletes a price list with its prices. It counts no longer from the commit on; its rows go in batches.

    Raises:
        NotFoundError: ``PRICE_LIST_NOT_FOUND``.
        ConflictError: ``BASE_LIST``, ``VERSION_CONFLICT``.
    """
    async with app.unit_of_work(context) as uow:
        state = await _lock(list_id)
        await expect_version("price_list", list_id, expected_version)
        if state.base:
            raise ConflictError("The base list of a channel stays.", code="BASE_LIST", field=("id",))
        # The code is free for another list at once.
        await rows.update_row(
            "price_list", list_id, {"deleting": True, "active": False, "code": f"~{list_id}", "updated_at": uow.now}
        )
        uow.invalidate("prices")
        prices = await price_list_state.count_prices(list_id)
        uow.enqueue("catalog.refresh_price_list", ListToRefresh(list_id))
    if prices <= policy.settings.inline_prices:
        await refresh_price_list(app, context, list_id, policy)


async def refresh_price_list(app: WorkerApp, context: Context, list_id: UUID, policy: Policy) -> None:
    """Derives what follows from a changed or deleted price list for its products, batch by batch. Idempotent.

    ProductUpdated is emitted for those whose prices it changed, now or to come, and for those with quantity tiers in
    the list. Their versions stay: what was edited is the list, which has one of its own.
    """
    after: UUID | None = None
    while True:
        async with app.unit_of_work(context) as uow:
            state = await price_list_state.find_list(list_id)
            if state is None:
                return
            products = await price_list_state.list_next_products(list_id, after, BATCH)
            if not products:
                if not state.deleting or await _delete_if_empty(list_id):
                    return
                after = None  # somebody added a price while the list was being deleted
                continue
            after = products[-1]
            there = await price_list_state.lock_products_to_change(products)
            tiered = await price_list_state.list_tiered_products(list_id, there)
            if state.deleting:
                await price_list_state.delete_list_prices(list_id, there)
            moved = await refresh_prices(there, policy)
            for product_id in sorted(moved | tiered):
                uow.emit(ProductUpdated(product_id=product_id))
            uow.invalidate("prices", "products", *(f"product:{product_id}" for product_id in there))


async def _delete_if_empty(list_id: UUID) -> bool:
    if await price_list_state.lock_list(list_id) is None:
        return True
    if await price_list_state.count_prices(list_id):
        return False
    await price_list_state.delete_list(list_id)
    return True
