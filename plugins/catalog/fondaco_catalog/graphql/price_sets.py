"""Many prices or costs in one mutation, with an answer for each."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco.db import UnitOfWork
from fondaco.errors import DomainError
from fondaco.graphql import Info, SchemaPart, input_type
from fondaco.ids import parse_global_id

from fondaco_catalog.graphql.bulk import VariantBulkResult, VariantRow, VariantRows, count_done, errors_of
from fondaco_catalog.graphql.price_inputs import ListedPriceInput, VariantCostInput
from fondaco_catalog.graphql.requests import policy_of, scope_of
from fondaco_catalog.model.price_drafts import CostDraft, ListedPriceDraft
from fondaco_catalog.permissions import MANAGE_COSTS, MANAGE_PRICES
from fondaco_catalog.repository import variants
from fondaco_catalog.service.bulk import BulkErrorPolicy, RowOutcome
from fondaco_catalog.service.price_sets import set_cost_rows, set_price_rows

__all__ = ["price_sets"]

price_sets = SchemaPart()


@input_type
class PricesBulkSetInput:
    """Prices of variants in lists; what is not named stays."""

    rows: list[ListedPriceInput]
    error_policy: BulkErrorPolicy = BulkErrorPolicy.ALL_OR_NOTHING


@input_type
class VariantCostsBulkSetInput:
    """What variants cost the merchant; channels that are not named stay."""

    rows: list[VariantCostInput]
    error_policy: BulkErrorPolicy = BulkErrorPolicy.ALL_OR_NOTHING


def _drafts(rows: Sequence[ListedPriceInput]) -> list[ListedPriceDraft | DomainError]:
    found: list[ListedPriceDraft | DomainError] = []
    for row in rows:
        try:
            found.append(row.draft(0))
        except DomainError as error:
            found.append(type(error)(error.message, code=error.code, field=(error.field or ())[2:]))
    return found


@price_sets.mutation(returns={"count": int, "results": list[VariantBulkResult]}, permission=MANAGE_PRICES)
async def prices_bulk_set(uow: UnitOfWork, data: PricesBulkSetInput, info: Info) -> VariantRows:
    """Sets prices of variants in price lists as `pricesSet` does, and answers each of them."""
    return await _answered(info, await set_price_rows(uow, _drafts(data.rows), data.error_policy, policy_of(info)))


def _cost_drafts(rows: Sequence[VariantCostInput]) -> list[CostDraft | DomainError]:
    found: list[CostDraft | DomainError] = []
    for row in rows:
        try:
            variant_id = parse_global_id(row.variant_id, "ProductVariant", field=("variantId",))
        except DomainError as error:
            found.append(error)
        else:
            found.append(CostDraft(variant_id, row.channel, row.cost, row.expected_version))
    return found


@price_sets.mutation(returns={"count": int, "results": list[VariantBulkResult]}, permission=MANAGE_COSTS)
async def variant_costs_bulk_set(uow: UnitOfWork, data: VariantCostsBulkSetInput, info: Info) -> VariantRows:
    """Sets what variants cost the merchant as `variantCostsSet` does, and answers each of them."""
    return await _answered(info, await set_cost_rows(uow, _cost_drafts(data.rows), data.error_policy, policy_of(info)))


async def _answered(info: Info, outcomes: Sequence[RowOutcome]) -> VariantRows:
    ids = [outcome.id for outcome in outcomes if outcome.id is not None]
    found = dict(zip(ids, await variants.list_variants_by_ids(scope_of(info.context), ids), strict=True))
    rows = [
        VariantRow(outcome.index, None if outcome.id is None else found[outcome.id], errors_of(outcome))
        for outcome in outcomes
    ]
    return VariantRows(count_done(outcomes), rows)
