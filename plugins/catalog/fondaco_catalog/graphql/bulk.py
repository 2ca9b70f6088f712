"""Many changes in one mutation, with an answer for each row; the same with many is in `bulk_sets`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from fondaco.db import UnitOfWork
from fondaco.errors import DomainError
from fondaco.graphql import Info, SchemaPart, enum_type, input_type, object_type
from fondaco.graphql.errors import UserError, UserErrorView
from fondaco.ids import parse_global_id

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.inputs import ProductCreateInput, ProductUpdateInput, ProductVariantUpdateInput
from fondaco_catalog.graphql.requests import policy_of, scope_of
from fondaco_catalog.model import views
from fondaco_catalog.permissions import MANAGE_PRODUCTS
from fondaco_catalog.repository import products, variants
from fondaco_catalog.service import products as product_verbs
from fondaco_catalog.service import variants as variant_verbs
from fondaco_catalog.service.bulk import (
    BulkErrorPolicy,
    RowOutcome,
    lock_changes,
    lock_drafts,
    lock_variants,
    run_rows,
)

__all__ = [
    "PRODUCTS",
    "VariantBulkResult",
    "VariantRow",
    "VariantRows",
    "bulk",
    "count_done",
    "errors_of",
    "product_rows",
]

bulk = SchemaPart()

enum_type(BulkErrorPolicy)

T = TypeVar("T")


class ProductRow(msgspec.Struct, frozen=True):
    """What became of a row about a product."""

    index: int
    product: views.Product | None
    errors: list[UserErrorView]


class VariantRow(msgspec.Struct, frozen=True):
    """What became of a row about a variant."""

    index: int
    variant: views.ProductVariant | None
    errors: list[UserErrorView]


class ProductRows(msgspec.Struct, frozen=True):
    """All rows, and how many were done."""

    count: int
    results: list[ProductRow]


class VariantRows(msgspec.Struct, frozen=True):
    """All rows, and how many were done."""

    count: int
    results: list[VariantRow]


@object_type(ProductRow)
class ProductBulkResult:
    """What became of a row.

    Attributes:
        index: Of the row, from 0.
        product: Null if nothing was done: the row was refused, or another one under ALL_OR_NOTHING.
        errors: Why this row was refused; their fields are those of the row.
    """

    index: int
    product: types.Product | None
    errors: list[UserError]


@object_type(VariantRow)
class VariantBulkResult:
    """What became of a row.

    Attributes:
        index: Of the row, from 0.
        variant: Null if nothing was done: the row was refused, or another one under ALL_OR_NOTHING.
        errors: Why this row was refused; their fields are those of the row.
    """

    index: int
    variant: types.ProductVariant | None
    errors: list[UserError]


@input_type
class ProductsBulkCreateInput:
    """Products to be made."""

    rows: list[ProductCreateInput]
    error_policy: BulkErrorPolicy = BulkErrorPolicy.ALL_OR_NOTHING


@input_type
class ProductsBulkUpdateInput:
    """Changes of products, made in this order."""

    rows: list[ProductUpdateInput]
    error_policy: BulkErrorPolicy = BulkErrorPolicy.ALL_OR_NOTHING


@input_type
class VariantsBulkUpdateInput:
    """Changes of variants, made in this order."""

    rows: list[ProductVariantUpdateInput]
    error_policy: BulkErrorPolicy = BulkErrorPolicy.ALL_OR_NOTHING


def _product_id(id_: str) -> UUID:
    return parse_global_id(id_, "Product", field=("id",))


def _good(convert: Callable[[Any], T], given: Sequence[Any]) -> Iterator[T]:
    """Converts what can be converted; the rest is refused when its row's turn comes."""
    for value in given:
        with suppress(DomainError):
            yield convert(value)


def errors_of(outcome: RowOutcome) -> list[UserErrorView]:
    """Returns why a row was refused."""
    return [] if outcome.error is None else [UserErrorView.of(outcome.error)]


def count_done(outcomes: Sequence[RowOutcome]) -> int:
    """Returns how many rows were done."""
    return sum(outcome.id is not None for outcome in outcomes)


async def product_rows(info: Info, outcomes: Sequence[RowOutcome]) -> ProductRows:
    """Returns what became of rows about products."""
    ids = [outcome.id for outcome in outcomes if outcome.id is not None]
    found = dict(zip(ids, await products.list_products_by_ids(scope_of(info.context), ids), strict=True))
    rows = [
        ProductRow(outcome.index, None if outcome.id is None else found[outcome.id], errors_of(outcome))
        for outcome in outcomes
    ]
    return ProductRows(count_done(outcomes), rows)


PRODUCTS = {"count": int, "results": list[ProductBulkResult]}


@bulk.mutation(returns=PRODUCTS, permission=MANAGE_PRODUCTS)
async def products_bulk_create(uow: UnitOfWork, data: ProductsBulkCreateInput, info: Info) -> ProductRows:
    """Makes products."""
    policy = policy_of(info)

    async def run(row: ProductCreateInput) -> UUID:
        return await product_verbs.create_product(uow, row.draft(), policy)

    async def lock() -> None:
        await lock_drafts(list(_good(lambda row: row.draft(), data.rows)))

    return await product_rows(info, await run_rows(uow, data.rows, run, data.error_policy, policy, lock=lock))


@bulk.mutation(returns=PRODUCTS, permission=MANAGE_PRODUCTS)
async def products_bulk_update(uow: UnitOfWork, data: ProductsBulkUpdateInput, info: Info) -> ProductRows:
    """Changes products; what is left out of a row stays."""
    policy = policy_of(info)

    async def run(row: ProductUpdateInput) -> UUID:
        product_id = _product_id(row.id)
        await product_verbs.update_product(
            uow, product_id, row.changes(), policy, expected_version=row.expected_version
        )
        return product_id

    async def lock() -> None:
        ids = list(_good(lambda row: _product_id(row.id), data.rows))
        await lock_changes(ids, list(_good(lambda row: row.changes(), data.rows)))

    return await product_rows(info, await run_rows(uow, data.rows, run, data.error_policy, policy, lock=lock))


@bulk.mutation(returns={"count": int, "results": list[VariantBulkResult]}, permission=MANAGE_PRODUCTS)
async def variants_bulk_update(uow: UnitOfWork, data: VariantsBulkUpdateInput, info: Info) -> VariantRows:
    """Changes variants; what is left out of a row stays."""
    policy = policy_of(info)

    def variant_id(row: ProductVariantUpdateInput) -> UUID:
        return parse_global_id(row.id, "ProductVariant", field=("id",))

    async def run(row: ProductVariantUpdateInput) -> UUID:
        id_ = variant_id(row)
        await variant_verbs.update_variant(uow, id_, row.changes(), policy, expected_version=row.expected_version)
        return id_

    async def lock() -> None:
        await lock_variants(list(_good(variant_id, data.rows)), list(_good(lambda row: row.changes(), data.rows)))

    outcomes = await run_rows(uow, data.rows, run, data.error_policy, policy, lock=lock)
    ids = [outcome.id for outcome in outcomes if outcome.id is not None]
    found = dict(zip(ids, await variants.list_variants_by_ids(scope_of(info.context), ids), strict=True))
    rows = [
        VariantRow(outcome.index, None if outcome.id is None else found[outcome.id], errors_of(outcome))
        for outcome in outcomes
    ]
    return VariantRows(count_done(outcomes), rows)
