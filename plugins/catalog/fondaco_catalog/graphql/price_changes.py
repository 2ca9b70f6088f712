"""Changing many prices at once: preview, change, progress and undo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from fondaco.access.permissions import is_allowed
from fondaco.commerce import Money as MoneyValue
from fondaco.db import Page
from fondaco.graphql import (
    ID,
    Connection,
    Info,
    Money,
    Node,
    RequestContext,
    SchemaPart,
    object_type,
)
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.ids import parse_global_id

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.price_change_inputs import PriceChangeInput
from fondaco_catalog.graphql.price_lists import PriceList
from fondaco_catalog.graphql.requests import largest_page, page_args, policy_of, scope_of
from fondaco_catalog.model import price_changes as model
from fondaco_catalog.model import price_views, views
from fondaco_catalog.permissions import MANAGE_PRICES, VIEW_COSTS
from fondaco_catalog.repository import price_changes as repository
from fondaco_catalog.repository import price_lists
from fondaco_catalog.repository.variants import list_variants_by_ids
from fondaco_catalog.service import price_changes as verbs

__all__ = ["price_changes"]

V = TypeVar("V")

price_changes = SchemaPart()


class WarningCount(msgspec.Struct, frozen=True):
    """How many prices a warning is about."""

    code: model.PriceWarning
    prices: int


class SampleView(msgspec.Struct, frozen=True):
    """What would become of a price."""

    variant_id: UUID
    min_quantity: int
    before: MoneyValue
    after: MoneyValue | None
    compare_at_before: MoneyValue | None
    compare_at_after: MoneyValue | None
    warnings: list[model.PriceWarning]


class PreviewView(msgspec.Struct, frozen=True):
    """What a change would do now."""

    total: int
    changed: int
    unchanged: int
    skipped: int
    warnings: list[WarningCount]
    samples: list[SampleView]
    digest: str


class ChangeView(msgspec.Struct, frozen=True):
    """How far a bulk change is."""

    id: UUID
    list_id: UUID
    state: model.ChangeState
    total: int
    done: int
    changed: int
    conflicts: int
    made_by: str
    created_at: datetime
    finished_at: datetime | None


class ItemView(msgspec.Struct, frozen=True):
    """A price that a bulk change wrote."""

    variant_id: UUID
    min_quantity: int
    before: MoneyValue | None
    after: MoneyValue
    state: model.ItemState


@object_type(WarningCount)
class PriceWarningCount:
    """How many prices a warning is about."""

    code: model.PriceWarning
    prices: int


@object_type(SampleView)
class PriceChangeSample:
    """What would become of a price; without one afterwards it would be left as it is."""

    min_quantity: int
    before: Money
    after: Money | None
    compare_at_before: Money | None
    compare_at_after: Money | None
    warnings: list[model.PriceWarning]


@object_type(PreviewView)
class PriceChangePreview:
    """What a change would do now.

    Attributes:
        total: Prices that are meant.
        changed: Those that would be written.
        unchanged: Those that are as they are wanted.
        skipped: Those that cannot be computed.
        samples: The first ones, those with warnings before the others.
        digest: To be given to the change, which is refused then if something differs.
    """

    total: int
    changed: int
    unchanged: int
    skipped: int
    warnings: list[PriceWarningCount]
    samples: list[PriceChangeSample]
    digest: str


@object_type(ChangeView)
class PriceChange(Node):
    """A bulk change of prices: how far it is, and what came of it.

    Attributes:
        total: Prices that are to be looked at.
        done: Prices that were.
        changed: Prices that it wrote.
        conflicts: Prices that undoing left alone, since somebody wrote them meanwhile.
    """

    state: model.ChangeState
    total: int
    done: int
    changed: int
    conflicts: int
    made_by: str
    created_at: datetime
    finished_at: datetime | None


@object_type(ItemView)
class PriceChangeItem:
    """A price that a bulk change wrote; without one before there was none."""

    min_quantity: int
    before: Money | None
    after: Money
    state: model.ItemState


def _page(page: Page[Any], shown: list[V]) -> Page[V]:
    """The same page of other values; they have the attributes that its cursors are made of."""
    return msgspec.structs.replace(page, nodes=shown)


def _money(amount: int | None, currency: str) -> MoneyValue | None:
    return None if amount is None else MoneyValue(amount, currency)


def _change(record: repository.ChangeRecord) -> ChangeView:
    return ChangeView(
        record.id,
        record.list_id,
        model.ChangeState(record.state),
        record.total,
        record.done,
        record.changed,
        record.conflicts,
        record.made_by,
        record.created_at,
        record.finished_at,
    )


async def load_changes(context: RequestContext, ids: Sequence[UUID]) -> Sequence[ChangeView | None]:
    """Loads bulk changes by id; None for those that the caller may not see."""
    if not is_allowed(context.principal, MANAGE_PRICES):
        return [None] * len(ids)
    return [None if found is None else _change(found) for found in await repository.find_changes(ids)]


price_changes.node(PriceChange, load_changes)


@price_changes.query(type=PriceChangePreview, permission=MANAGE_PRICES)
async def price_change_preview(info: Info, change: PriceChangeInput) -> PreviewView:
    """What a bulk change would do now; nothing is written. Who may not see costs is not warned of them."""
    costs = is_allowed(info.context.principal, VIEW_COSTS)
    found = await verbs.preview_change(change.draft(info), costs=costs)
    return PreviewView(
        found.total,
        found.changed,
        found.unchanged,
        found.skipped,
        [WarningCount(code, prices) for code, prices in sorted(found.warnings.items(), key=lambda one: one[0].name)],
        [
            SampleView(
                sample.row.variant_id,
                sample.row.min_quantity,
                MoneyValue(sample.row.amount, sample.currency),
                _money(sample.computed.amount, sample.currency),
                _money(sample.row.compare_at, sample.currency),
                _money(sample.computed.compare_at, sample.currency),
                list(sample.computed.warnings),
            )
            for sample in found.samples
        ],
        found.digest,
    )


@price_changes.query(type=PriceChange | None, permission=MANAGE_PRICES)
async def price_change(id: ID) -> ChangeView | None:
    """A bulk change by its id: how far it is."""
    found = await repository.find_change(parse_global_id(id, "PriceChange", field=("id",)))
    return None if found is None else _change(found)


@price_changes.query(type=Connection[PriceChange], permission=MANAGE_PRICES, name="priceChanges")
async def price_change_connection(
    info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
) -> Page[ChangeView]:
    """All bulk changes, the latest first."""
    args = page_args(info, first, after, last, before)
    page = await repository.list_changes(args, largest=largest_page(info))
    return _page(page, [_change(record) for record in page.nodes])


@price_changes.query(type=Connection[PriceChangeItem], permission=MANAGE_PRICES, name="priceChangeItems")
async def price_change_item_connection(
    info: Info,
    change_id: ID,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    state: model.ItemState | None = None,
) -> Page[ItemView]:
    """The prices that a bulk change wrote.

    Args:
        state: CONFLICT for those that undoing left alone.
    """
    key = parse_global_id(change_id, "PriceChange", field=("changeId",))
    args = page_args(info, first, after, last, before)
    page = await repository.list_items(key, args, state=state, largest=largest_page(info))
    items = [
        ItemView(
            item.variant_id,
            item.min_quantity,
            _money(item.before_amount, item.currency),
            MoneyValue(item.after_amount, item.currency),
            model.ItemState(item.state),
        )
        for item in page.nodes
    ]
    return _page(page, items)


@price_changes.extend("PriceChange", type=PriceList | None, name="list")
async def change_list(parents: Sequence[ChangeView]) -> list[price_views.PriceList | None]:
    """The list whose prices it writes."""
    return await price_lists.list_lists_by_ids([parent.list_id for parent in parents])


async def _variants(
    parents: Sequence[SampleView] | Sequence[ItemView], info: Info
) -> list[views.ProductVariant | None]:
    return await list_variants_by_ids(scope_of(info.context), [parent.variant_id for parent in parents])


@price_changes.extend("PriceChangeSample", type=types.ProductVariant | None, name="variant")
async def sample_variant(parents: Sequence[SampleView], info: Info) -> list[views.ProductVariant | None]:
    """The variant whose price it is."""
    return await _variants(parents, info)


@price_changes.extend("PriceChangeItem", type=types.ProductVariant | None, name="variant")
async def item_variant(parents: Sequence[ItemView], info: Info) -> list[views.ProductVariant | None]:
    """The variant whose price it is; null if it is gone."""
    return await _variants(parents, info)


@price_changes.mutation(returns={"price_change": PriceChange}, permission=MANAGE_PRICES, transaction=False)
async def price_change_apply(info: Info, change: PriceChangeInput, digest: str | None = None) -> ChangeView:
    """Begins a bulk change of prices; up to the setting `inline_prices` it is done with the answer, else a job does it.

    Args:
        digest: Of the preview that was agreed to.
    """
    context = info.context
    change_id = await verbs.apply_change(
        context.app, context.caller, change.draft(info), policy_of(info), digest=digest
    )
    return await _get(change_id)


@price_changes.mutation(returns={"price_change": PriceChange}, permission=MANAGE_PRICES, transaction=False)
async def price_change_undo(info: Info, id: ID) -> ChangeView:
    """Puts back what stood before a bulk change, but for prices that somebody wrote since: its conflicts. These are
    tried again where it was undone before.
    """
    context, change_id = info.context, parse_global_id(id, "PriceChange", field=("id",))
    await verbs.undo_change(context.app, context.caller, change_id, policy_of(info))
    return await _get(change_id)


async def _get(change_id: UUID) -> ChangeView:
    found = await repository.find_change(change_id)
    assert found is not None  # noqa: S101 (changes stay as long as their list)
    return _change(found)
