"""Reads of price lists and of the prices in them, each for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.commerce import Money
from fondaco.db import Page, PageArgs, SortKey, fetch_all, fetch_value
from fondaco.db.pagination import Keyset
from fondaco.errors import NotFoundError

from fondaco_catalog.model.price_views import ListedPrice, PriceList, VariantCost
from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.text import is_storable

__all__ = [
    "find_list_by_code",
    "get_list",
    "list_costs",
    "list_list_prices",
    "list_lists_by_ids",
    "list_price_lists",
    "list_prices_of",
    "list_titles",
]

_LIST = (
    "pl.id, pl.code, pl.name, pl.title, pl.labels, pl.channel, pl.currency, pl.priority, pl.starts_at, pl.ends_at, "
    "pl.customer_groups, pl.active, pl.base, pl.created_at, pl.updated_at"
)
_PRICE = "pr.id, pr.list AS list_id, pr.variant AS variant_id, pl.currency, pr.min_quantity, pr.amount, pr.compare_at"


class _Row(msgspec.Struct, frozen=True):
    id: UUID
    code: str
    name: str
    title: str
    labels: str
    channel: str
    currency: str
    priority: int
    starts_at: datetime | None
    ends_at: datetime | None
    customer_groups: list[str]
    active: bool
    base: bool
    created_at: datetime
    updated_at: datetime


def _view(row: _Row) -> PriceList:
    return PriceList(**{**msgspec.structs.asdict(row), "labels": msgspec.json.decode(row.labels, type=dict[str, str])})


async def list_lists_by_ids(ids: Sequence[UUID]) -> list[PriceList | None]:
    """Returns the price lists of these ids in their order, None for unknown ones and those that are being deleted."""
    rows = await fetch_all(
        _Row,
        f"SELECT {_LIST} FROM catalog.price_list pl WHERE pl.id = ANY($1::uuid[]) AND NOT pl.deleting",  # noqa: S608
        list(set(ids)),
    )
    found = {row.id: _view(row) for row in rows}
    return [found.get(id_) for id_ in ids]


async def get_list(list_id: UUID) -> PriceList:
    """Returns a price list.

    Raises:
        NotFoundError: ``PRICE_LIST_NOT_FOUND``.
    """
    found = (await list_lists_by_ids([list_id]))[0]
    if found is None:
        raise NotFoundError("There is no such price list.", code="PRICE_LIST_NOT_FOUND", field=("id",))
    return found


async def find_list_by_code(code: str) -> PriceList | None:
    """Returns a price list by its code, or None."""
    if not is_storable(code):
        return None
    rows = await fetch_all(
        _Row,
        f"SELECT {_LIST} FROM catalog.price_list pl WHERE pl.code = $1 AND NOT pl.deleting",  # noqa: S608
        code,
    )
    return _view(rows[0]) if rows else None


_IN_ORDER = (
    SortKey("pl.channel", str, "channel"),
    SortKey("pl.priority", int, "priority", True),
    SortKey("pl.id", UUID, "id"),
)


async def list_price_lists(
    args: PageArgs, *, channel: str | None = None, active: bool | None = None, largest: int = 100
) -> Page[PriceList]:
    """Returns a page of price lists by channel, the largest priority first.

    Args:
        channel: Only those of this channel.
        active: Only those that are active, or only those that are not.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``, ``PAGE_SIZE_REQUIRED``.
        LimitExceededError: ``PAGE_SIZE_TOO_LARGE``.
    """
    where = "NOT pl.deleting AND ($1::text IS NULL OR pl.channel = $1) AND ($2::boolean IS NULL OR pl.active = $2)"
    params = (channel if channel is None or is_storable(channel) else "", active)
    keyset = Keyset(_IN_ORDER, args, largest=largest, offset=2)
    rows = await fetch_all(
        _Row,
        f"SELECT {_LIST} FROM catalog.price_list pl WHERE {where} AND {keyset.where} "  # noqa: S608
        f"ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        *params,
        *keyset.params,
    )
    return keyset.page(
        [_view(row) for row in rows],
        lambda: fetch_value(f"SELECT count(*) FROM catalog.price_list pl WHERE {where}", *params),  # noqa: S608
    )


_BY_VARIANT = (
    SortKey("pr.variant", UUID, "variant_id"),
    SortKey("pr.min_quantity", int, "min_quantity"),
    SortKey("pr.id", UUID, "id"),
)


async def list_list_prices(
    list_id: UUID, args: PageArgs, *, product_id: UUID | None = None, sku: str | None = None, largest: int = 100
) -> Page[ListedPrice]:
    """Returns a page of the prices in a list, tiers of a variant beside each other, the smallest first.

    Args:
        product_id: Only those of this product's variants.
        sku: Only those of the variant with this SKU.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``, ``PAGE_SIZE_REQUIRED``.
        LimitExceededError: ``PAGE_SIZE_TOO_LARGE``.
    """
    conditions, params = ["pr.list = $1"], [list_id, *([] if product_id is None else [product_id])]
    if product_id is not None:
        conditions.append("v.product = $2")
    if sku is not None:
        params.append(sku if is_storable(sku) else "")  # type: ignore[arg-type]
        conditions.append(f"v.sku = ${len(params)} AND v.sku <> ''")
    source = (
        "FROM catalog.price pr JOIN catalog.price_list pl ON pl.id = pr.list AND NOT pl.deleting "
        "JOIN catalog.product_variant v ON v.id = pr.variant WHERE " + " AND ".join(conditions)
    )
    keyset = Keyset(_BY_VARIANT, args, largest=largest, offset=len(params))
    rows = await fetch_all(
        ListedPrice,
        f"SELECT {_PRICE} {source} AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        *params,
        *keyset.params,
    )
    return keyset.page(rows, lambda: fetch_value(f"SELECT count(*) {source}", *params))


async def list_prices_of(variant_ids: Sequence[UUID]) -> list[list[ListedPrice]]:
    """Returns the prices of each variant in all lists, by channel, the largest priority and smallest quantity first."""
    rows = await fetch_all(
        ListedPrice,
        f"SELECT {_PRICE} FROM catalog.price pr "  # noqa: S608
        "JOIN catalog.price_list pl ON pl.id = pr.list AND NOT pl.deleting "
        "WHERE pr.variant = ANY($1::uuid[]) ORDER BY pl.channel, pl.priority DESC, pl.id, pr.min_quantity",
        list(set(variant_ids)),
    )
    by_variant: defaultdict[UUID, list[ListedPrice]] = defaultdict(list)
    for row in rows:
        by_variant[row.variant_id].append(row)
    return [by_variant[id_] for id_ in variant_ids]


class _Title(msgspec.Struct, frozen=True):
    id: UUID
    title: str


async def list_titles(scope: Scope, ids: Collection[UUID]) -> dict[UUID, str]:
    """Returns what buyers may read of price lists, in the scope's language; only of those that say something."""
    if not ids:
        return {}
    rows = await fetch_all(
        _Title,
        "SELECT id, COALESCE(labels ->> $2::text, labels ->> $3::text, title) AS title FROM catalog.price_list "
        "WHERE id = ANY($1::uuid[])",
        list(ids),
        scope.locale,
        scope.second_locale,
    )
    return {row.id: row.title for row in rows if row.title}


class _Cost(msgspec.Struct, frozen=True):
    variant_id: UUID
    channel: str
    currency: str
    amount: int


async def list_costs(variant_ids: Sequence[UUID]) -> list[list[VariantCost]]:
    """Returns what each variant costs the merchant, by channel."""
    rows = await fetch_all(
        _Cost,
        "SELECT variant AS variant_id, channel, currency, amount FROM catalog.variant_cost "
        "WHERE variant = ANY($1::uuid[]) ORDER BY channel",
        list(set(variant_ids)),
    )
    by_variant: defaultdict[UUID, list[VariantCost]] = defaultdict(list)
    for row in rows:
        by_variant[row.variant_id].append(VariantCost(row.channel, Money(row.amount, row.currency)))
    return [by_variant[id_] for id_ in variant_ids]
