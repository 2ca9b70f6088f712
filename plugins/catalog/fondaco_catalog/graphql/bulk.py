"""Many changes in one mutation, with an answer for each row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec
import strawberry
from fondaco.db import UnitOfWork
from fondaco.errors import DomainError
from fondaco.graphql import ID, Info, SchemaPart, enum_type, input_type, object_type
from fondaco.graphql.errors import UserError, UserErrorView
from fondaco.ids import encode_global_id, parse_global_id
from msgspec import UNSET

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.inputs import ProductCreateInput, ProductUpdateInput, ProductVariantUpdateInput
from fondaco_catalog.graphql.requests import policy_of, scope_of
from fondaco_catalog.model import views
from fondaco_catalog.model.lifecycle import ProductStatus
from fondaco_catalog.permissions import MANAGE_PRODUCTS, PUBLISH_PRODUCTS, VIEW_PRODUCTS
from fondaco_catalog.repository import bulk_locks, products, variants
from fondaco_catalog.service import lifecycle as life_verbs
from fondaco_catalog.service import products as product_verbs
from fondaco_catalog.service import publishing
from fondaco_catalog.service import variants as variant_verbs
from fondaco_catalog.service.bulk import (
    BulkErrorPolicy,
    RowOutcome,
    lock_changes,
    lock_drafts,
    lock_variants,
    run_rows,
)

__all__ = ["bulk"]

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


class DeletedRow(msgspec.Struct, frozen=True):
    """What became of a row that deletes."""

    index: int
    deleted_id: str | None
    errors: list[UserErrorView]


class ProductRows(msgspec.Struct, frozen=True):
    """All rows, and how many were done."""

    count: int
    results: list[ProductRow]


class VariantRows(msgspec.Struct, frozen=True):
    """All rows, and how many were done."""

    count: int
    results: list[VariantRow]


class DeletedRows(msgspec.Struct, frozen=True):
    """All rows, and how many were done."""

    count: int
    results: list[DeletedRow]


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


@object_type(DeletedRow)
class DeletedBulkResult:
    """What became of a row.

    Attributes:
        index: Of the row, from 0.
        deleted_id: Null if nothing was done: the row was refused, or another one under ALL_OR_NOTHING.
        errors: Why this row was refused.
    """

    index: int
    deleted_id: ID | None
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


@input_type
class ProductsBulkDeleteInput:
    """Products to be deleted."""

    ids: list[ID]
    error_policy: BulkErrorPolicy = BulkErrorPolicy.ALL_OR_NOTHING


@input_type
class ProductsBulkPublishInput:
    """Products, channels, and from when until when they are published there.

    Attributes:
        channels: Their slugs.
        publish_at: From when on; left out, or in the past, for now. Where it is published already its beginning stays.
        unpublish_at: Until when; null for no end. Left out the end that is set stays.
    """

    ids: list[ID]
    channels: list[str]
    publish_at: datetime | None = None
    unpublish_at: datetime | None = strawberry.UNSET
    error_policy: BulkErrorPolicy = BulkErrorPolicy.ALL_OR_NOTHING


@input_type
class ProductsBulkUnpublishInput:
    """Products and the channels that they are to leave.

    Attributes:
        channels: Their slugs.
        unpublish_at: When; left out, or in the past, for now.
    """

    ids: list[ID]
    channels: list[str]
    unpublish_at: datetime | None = None
    error_policy: BulkErrorPolicy = BulkErrorPolicy.ALL_OR_NOTHING


@input_type
class ProductsBulkTransitionInput:
    """Products, and the status that they are to come to.

    Attributes:
        reason: Why; some steps need one.
        reviewer: Who is to review them, by the name of the principal; for IN_REVIEW only.
    """

    ids: list[ID]
    to: ProductStatus
    reason: str = ""
    reviewer: str | None = None
    error_policy: BulkErrorPolicy = BulkErrorPolicy.ALL_OR_NOTHING


def _product_id(id_: str) -> UUID:
    return parse_global_id(id_, "Product", field=("id",))


def _good(convert: Callable[[Any], T], given: Sequence[Any]) -> Iterator[T]:
    """Converts what can be converted; the rest is refused when its row's turn comes."""
    for value in given:
        with suppress(DomainError):
            yield convert(value)


def _errors(outcome: RowOutcome) -> list[UserErrorView]:
    return [] if outcome.error is None else [UserErrorView.of(outcome.error)]


def _count(outcomes: Sequence[RowOutcome]) -> int:
    return sum(outcome.id is not None for outcome in outcomes)


async def _product_rows(info: Info, outcomes: Sequence[RowOutcome]) -> ProductRows:
    ids = [outcome.id for outcome in outcomes if outcome.id is not None]
    found = dict(zip(ids, await products.list_products_by_ids(scope_of(info.context), ids), strict=True))
    rows = [
        ProductRow(outcome.index, None if outcome.id is None else found[outcome.id], _errors(outcome))
        for outcome in outcomes
    ]
    return ProductRows(_count(outcomes), rows)


_PRODUCTS = {"count": int, "results": list[ProductBulkResult]}


@bulk.mutation(returns=_PRODUCTS, permission=MANAGE_PRODUCTS)
async def products_bulk_create(uow: UnitOfWork, data: ProductsBulkCreateInput, info: Info) -> ProductRows:
    """Makes products."""
    policy = policy_of(info)

    async def run(row: ProductCreateInput) -> UUID:
        return await product_verbs.create_product(uow, row.draft(), policy)

    async def lock() -> None:
        await lock_drafts(list(_good(lambda row: row.draft(), data.rows)))

    return await _product_rows(info, await run_rows(uow, data.rows, run, data.error_policy, policy, lock=lock))


@bulk.mutation(returns=_PRODUCTS, permission=MANAGE_PRODUCTS)
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

    return await _product_rows(info, await run_rows(uow, data.rows, run, data.error_policy, policy, lock=lock))


@bulk.mutation(returns={"count": int, "results": list[DeletedBulkResult]}, permission=MANAGE_PRODUCTS)
async def products_bulk_delete(uow: UnitOfWork, data: ProductsBulkDeleteInput, info: Info) -> DeletedRows:
    """Deletes products with everything below them."""

    async def run(id_: str) -> UUID:
        product_id = _product_id(id_)
        await product_verbs.delete_product(uow, product_id)
        return product_id

    async def lock() -> None:
        await bulk_locks.lock_in_order("product", list(_good(_product_id, data.ids)), to_delete=True)

    outcomes = await run_rows(uow, data.ids, run, data.error_policy, policy_of(info), lock=lock)
    rows = [
        DeletedRow(
            outcome.index, None if outcome.id is None else encode_global_id("Product", outcome.id), _errors(outcome)
        )
        for outcome in outcomes
    ]
    return DeletedRows(_count(outcomes), rows)


@bulk.mutation(returns=_PRODUCTS, permission=PUBLISH_PRODUCTS)
async def products_bulk_publish(uow: UnitOfWork, data: ProductsBulkPublishInput, info: Info) -> ProductRows:
    """Publishes products in channels, now or at a moment."""
    policy = policy_of(info)
    end: Any = UNSET if data.unpublish_at is strawberry.UNSET else data.unpublish_at

    async def run(id_: str) -> UUID:
        product_id = _product_id(id_)
        await publishing.publish_product(
            uow, product_id, data.channels, policy, publish_at=data.publish_at, unpublish_at=end
        )
        return product_id

    return await _each(uow, data, run, info)


@bulk.mutation(returns=_PRODUCTS, permission=PUBLISH_PRODUCTS)
async def products_bulk_unpublish(uow: UnitOfWork, data: ProductsBulkUnpublishInput, info: Info) -> ProductRows:
    """Takes products out of channels, now or at a moment."""
    policy = policy_of(info)

    async def run(id_: str) -> UUID:
        product_id = _product_id(id_)
        await publishing.unpublish_product(uow, product_id, data.channels, policy, unpublish_at=data.unpublish_at)
        return product_id

    return await _each(uow, data, run, info)


@bulk.mutation(returns=_PRODUCTS, permission=VIEW_PRODUCTS)
async def products_bulk_transition(uow: UnitOfWork, data: ProductsBulkTransitionInput, info: Info) -> ProductRows:
    """Takes products to another status. Each step needs a permission of its own: see `Product.transitions`."""
    policy = policy_of(info)

    async def run(id_: str) -> UUID:
        product_id = _product_id(id_)
        await life_verbs.transition_product(
            uow, product_id, data.to, policy, reason=data.reason, reviewer=data.reviewer
        )
        return product_id

    return await _each(uow, data, run, info)


async def _each(uow: UnitOfWork, data: Any, run: Callable[[str], Any], info: Info) -> ProductRows:
    async def lock() -> None:
        await bulk_locks.lock_in_order("product", list(_good(_product_id, data.ids)))

    outcomes = await run_rows(uow, data.ids, run, data.error_policy, policy_of(info), lock=lock)
    return await _product_rows(info, outcomes)


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
        VariantRow(outcome.index, None if outcome.id is None else found[outcome.id], _errors(outcome))
        for outcome in outcomes
    ]
    return VariantRows(_count(outcomes), rows)
