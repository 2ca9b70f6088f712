"""The same with many products in one mutation: in a bounded number of statements, with an answer for each row."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
import strawberry
from fondaco.db import UnitOfWork
from fondaco.errors import DomainError
from fondaco.graphql import ID, Info, SchemaPart, input_type, object_type
from fondaco.graphql.errors import UserError, UserErrorView
from fondaco.ids import encode_global_id, parse_global_id
from msgspec import UNSET

from fondaco_catalog.graphql.bulk import PRODUCTS, ProductRows, count_done, errors_of, product_rows
from fondaco_catalog.graphql.requests import policy_of
from fondaco_catalog.model.lifecycle import ProductStatus
from fondaco_catalog.permissions import MANAGE_PRODUCTS, PUBLISH_PRODUCTS, VIEW_PRODUCTS
from fondaco_catalog.service import lifecycle as life_verbs
from fondaco_catalog.service import publishing, sorting
from fondaco_catalog.service.bulk import BulkErrorPolicy, RowOutcome, run_set
from fondaco_catalog.service.products import delete_products

__all__ = ["bulk_sets"]

bulk_sets = SchemaPart()


class DeletedRow(msgspec.Struct, frozen=True):
    """What became of a row that deletes."""

    index: int
    deleted_id: str | None
    errors: list[UserErrorView]


class DeletedRows(msgspec.Struct, frozen=True):
    """All rows, and how many were done."""

    count: int
    results: list[DeletedRow]


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


@input_type
class ProductsBulkTagInput:
    """Products, and tags that they are to get or to lose.

    Attributes:
        add: Put behind those that a product has; those that it has already stay where they are.
        remove: Taken away; those that a product has not do no harm.
    """

    ids: list[ID]
    add: list[str] = strawberry.field(default_factory=list)
    remove: list[str] = strawberry.field(default_factory=list)
    error_policy: BulkErrorPolicy = BulkErrorPolicy.ALL_OR_NOTHING


@input_type
class ProductsBulkFileInput:
    """Products, and the category that they are to be filed under.

    Attributes:
        category_id: Null for none.
    """

    ids: list[ID]
    category_id: ID | None
    error_policy: BulkErrorPolicy = BulkErrorPolicy.ALL_OR_NOTHING


Run = Callable[[Sequence[UUID]], Awaitable[Mapping[UUID, DomainError]]]


def _product_id(id_: str) -> UUID | DomainError:
    try:
        return parse_global_id(id_, "Product", field=("id",))
    except DomainError as error:
        return error


async def _outcomes(uow: UnitOfWork, data: Any, run: Run, info: Info) -> list[RowOutcome]:
    return await run_set(uow, [_product_id(id_) for id_ in data.ids], run, data.error_policy, policy_of(info))


@bulk_sets.mutation(returns={"count": int, "results": list[DeletedBulkResult]}, permission=MANAGE_PRODUCTS)
async def products_bulk_delete(uow: UnitOfWork, data: ProductsBulkDeleteInput, info: Info) -> DeletedRows:
    """Deletes products with everything below them."""

    async def run(ids: Sequence[UUID]) -> Mapping[UUID, DomainError]:
        return await delete_products(uow, ids)

    outcomes = await _outcomes(uow, data, run, info)
    rows = [
        DeletedRow(
            outcome.index, None if outcome.id is None else encode_global_id("Product", outcome.id), errors_of(outcome)
        )
        for outcome in outcomes
    ]
    return DeletedRows(count_done(outcomes), rows)


@bulk_sets.mutation(returns=PRODUCTS, permission=PUBLISH_PRODUCTS)
async def products_bulk_publish(uow: UnitOfWork, data: ProductsBulkPublishInput, info: Info) -> ProductRows:
    """Publishes products in channels, now or at a moment."""
    end: Any = UNSET if data.unpublish_at is strawberry.UNSET else data.unpublish_at

    async def run(ids: Sequence[UUID]) -> Mapping[UUID, DomainError]:
        refused, _ = await publishing.publish_products(
            uow, ids, data.channels, policy_of(info), publish_at=data.publish_at, unpublish_at=end
        )
        return refused

    return await product_rows(info, await _outcomes(uow, data, run, info))


@bulk_sets.mutation(returns=PRODUCTS, permission=PUBLISH_PRODUCTS)
async def products_bulk_unpublish(uow: UnitOfWork, data: ProductsBulkUnpublishInput, info: Info) -> ProductRows:
    """Takes products out of channels, now or at a moment."""

    async def run(ids: Sequence[UUID]) -> Mapping[UUID, DomainError]:
        refused, _ = await publishing.unpublish_products(
            uow, ids, data.channels, policy_of(info), unpublish_at=data.unpublish_at
        )
        return refused

    return await product_rows(info, await _outcomes(uow, data, run, info))


@bulk_sets.mutation(returns=PRODUCTS, permission=VIEW_PRODUCTS)
async def products_bulk_transition(uow: UnitOfWork, data: ProductsBulkTransitionInput, info: Info) -> ProductRows:
    """Takes products to another status. Each step needs a permission of its own: see `Product.transitions`."""

    async def run(ids: Sequence[UUID]) -> Mapping[UUID, DomainError]:
        return await life_verbs.transition_products(
            uow, ids, data.to, policy_of(info), reason=data.reason, reviewer=data.reviewer
        )

    return await product_rows(info, await _outcomes(uow, data, run, info))


@bulk_sets.mutation(returns=PRODUCTS, permission=MANAGE_PRODUCTS)
async def products_bulk_tag(uow: UnitOfWork, data: ProductsBulkTagInput, info: Info) -> ProductRows:
    """Gives products tags and takes tags away; other tags stay, whoever changes them at the same time."""

    async def run(ids: Sequence[UUID]) -> Mapping[UUID, DomainError]:
        return await sorting.tag_products(uow, ids, data.add, data.remove, policy_of(info))

    return await product_rows(info, await _outcomes(uow, data, run, info))


@bulk_sets.mutation(returns=PRODUCTS, permission=MANAGE_PRODUCTS)
async def products_bulk_file(uow: UnitOfWork, data: ProductsBulkFileInput, info: Info) -> ProductRows:
    """Files products under a category, or under none."""
    category_id = None
    if data.category_id is not None:
        category_id = parse_global_id(data.category_id, "Category", field=("categoryId",))

    async def run(ids: Sequence[UUID]) -> Mapping[UUID, DomainError]:
        return await sorting.file_products(uow, ids, category_id)

    return await product_rows(info, await _outcomes(uow, data, run, info))
