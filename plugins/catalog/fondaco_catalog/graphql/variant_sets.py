"""Many variants in one mutation: deleted, or put in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from fondaco.db import UnitOfWork
from fondaco.errors import DomainError
from fondaco.graphql import ID, Info, SchemaPart, input_type
from fondaco.ids import encode_global_id, parse_global_id

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.bulk import count_done, errors_of
from fondaco_catalog.graphql.bulk_sets import DeletedBulkResult, DeletedRow, DeletedRows
from fondaco_catalog.graphql.requests import policy_of, scope_of
from fondaco_catalog.model import views
from fondaco_catalog.permissions import MANAGE_PRODUCTS
from fondaco_catalog.repository import products
from fondaco_catalog.service import variant_sets as verbs
from fondaco_catalog.service.bulk import BulkErrorPolicy, run_set

__all__ = ["variant_sets"]

variant_sets = SchemaPart()


@input_type
class VariantsBulkDeleteInput:
    """Variants to be deleted, of any products."""

    ids: list[ID]
    error_policy: BulkErrorPolicy = BulkErrorPolicy.ALL_OR_NOTHING


@input_type
class ProductVariantsReorderInput:
    """The variants of a product in their new order.

    Attributes:
        variant_ids: Those left out come behind, as they were.
        expected_version: The product's version as you read it: if somebody edited it since, nothing is done.
    """

    product_id: ID
    variant_ids: list[ID]
    expected_version: int | None = None


def _variant_id(id_: str) -> UUID | DomainError:
    try:
        return parse_global_id(id_, "ProductVariant", field=("id",))
    except DomainError as error:
        return error


@variant_sets.mutation(returns={"count": int, "results": list[DeletedBulkResult]}, permission=MANAGE_PRODUCTS)
async def variants_bulk_delete(uow: UnitOfWork, data: VariantsBulkDeleteInput, info: Info) -> DeletedRows:
    """Deletes variants with their prices; carts that hold them find them gone."""

    async def run(ids: Sequence[UUID]) -> Mapping[UUID, DomainError]:
        return await verbs.delete_variants(uow, ids, policy_of(info))

    given = [_variant_id(id_) for id_ in data.ids]
    outcomes = await run_set(uow, given, run, data.error_policy, policy_of(info))
    rows = [
        DeletedRow(
            outcome.index,
            None if outcome.id is None else encode_global_id("ProductVariant", outcome.id),
            errors_of(outcome),
        )
        for outcome in outcomes
    ]
    return DeletedRows(count_done(outcomes), rows)


@variant_sets.mutation(returns={"product": types.Product}, permission=MANAGE_PRODUCTS)
async def product_variants_reorder(uow: UnitOfWork, data: ProductVariantsReorderInput, info: Info) -> views.Product:
    """Puts the variants of a product into an order."""
    product_id = parse_global_id(data.product_id, "Product", field=("productId",))
    ids = [
        parse_global_id(id_, "ProductVariant", field=("variantIds", str(index)))
        for index, id_ in enumerate(data.variant_ids)
    ]
    await verbs.reorder_variants(uow, product_id, ids, policy_of(info), expected_version=data.expected_version)
    return await products.get_product(scope_of(info.context), product_id)
