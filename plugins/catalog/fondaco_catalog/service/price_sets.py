"""Many prices or costs in one transaction, each with an answer of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from fondaco.db import UnitOfWork
from fondaco.errors import DomainError, InvalidInputError, LimitExceededError, NotFoundError

from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.price_drafts import CheckedCost, CostDraft, ListedAmount, ListedPriceDraft
from fondaco_catalog.model.price_rules import check_costs, check_listed_prices
from fondaco_catalog.repository import price_list_state, price_sets
from fondaco_catalog.service.bulk import BulkErrorPolicy, RowOutcome, Undone
from fondaco_catalog.service.listed_prices import prices_changed, write_costs
from fondaco_catalog.service.versions import find_row_conflicts

__all__ = ["set_cost_rows", "set_price_rows"]

Key = tuple[UUID, UUID, int]


async def set_price_rows(
    uow: UnitOfWork, given: Sequence[ListedPriceDraft | DomainError], on_error: BulkErrorPolicy, policy: Policy
) -> list[RowOutcome]:
    """Sets prices of variants in lists, and says of each what became of it; in a bounded number of statements.

    Holds the lists against changes, then locks the products, each in the order of their ids, as `set_prices` does.

    Args:
        given: Of each row what it wants, or why it wants nothing that there could be.

    Returns:
        For each row the variant, or why it was refused, as `set_prices` would be: ``PRICE_LIST_NOT_FOUND``,
        ``VARIANT_NOT_FOUND``, ``VERSION_CONFLICT``, ``TOO_MANY_TIERS`` and as `check_listed_prices`.

    Raises:
        LimitExceededError: ``TOO_MANY_ROWS``.
    """
    _refuse_too_many(len(given), policy)
    refused: dict[int, DomainError] = {index: row for index, row in enumerate(given) if isinstance(row, DomainError)}
    drafts = {index: row for index, row in enumerate(given) if not isinstance(row, DomainError)}
    lists = await price_list_state.lock_lists({draft.list_id for draft in drafts.values()})
    amounts = _checked(drafts, {id_: state.currency for id_, state in lists.items()}, policy, refused)
    owners = await _locked_owners({index: amount.variant_id for index, amount in amounts.items()}, refused)
    await _refuse_edited({index: drafts[index] for index in amounts if index not in refused}, refused)
    wanted = {index: amount for index, amount in amounts.items() if index not in refused}
    written = await _write(uow, wanted, on_error, refused, policy)
    done = {} if on_error is BulkErrorPolicy.ALL_OR_NOTHING and refused else written
    await prices_changed(uow, {amount.variant_id: owners[amount.variant_id] for amount in done.values()}, policy)
    return [
        RowOutcome(index, done[index].variant_id if index in done else None, refused.get(index))
        for index in range(len(given))
    ]


async def set_cost_rows(
    uow: UnitOfWork, given: Sequence[CostDraft | DomainError], on_error: BulkErrorPolicy, policy: Policy
) -> list[RowOutcome]:
    """Sets what variants cost, and says of each what became of it; in a bounded number of statements.

    Locks the products in the order of their ids, as `set_costs` does.

    Args:
        given: Of each row what it wants, or why it wants nothing that there could be.

    Returns:
        For each row the variant, or why it was refused, as `set_costs` would be: ``VARIANT_NOT_FOUND``,
        ``VERSION_CONFLICT`` and as `check_costs`.

    Raises:
        LimitExceededError: ``TOO_MANY_ROWS``.
    """
    _refuse_too_many(len(given), policy)
    refused: dict[int, DomainError] = {index: row for index, row in enumerate(given) if isinstance(row, DomainError)}
    drafts = {index: row for index, row in enumerate(given) if not isinstance(row, DomainError)}
    costs = _checked_costs(drafts, policy, refused)
    owners = await _locked_owners({index: cost.variant_id for index, cost in costs.items()}, refused)
    await _refuse_edited({index: drafts[index] for index in costs if index not in refused}, refused)
    done = {index: cost for index, cost in costs.items() if index not in refused}
    if refused and on_error is BulkErrorPolicy.ALL_OR_NOTHING:
        done = {}
    if done:
        await write_costs(
            uow, list(done.values()), {cost.variant_id: owners[cost.variant_id] for cost in done.values()}
        )
    return [
        RowOutcome(index, done[index].variant_id if index in done else None, refused.get(index))
        for index in range(len(given))
    ]


def _refuse_too_many(rows: int, policy: Policy) -> None:
    most = policy.settings.max_prices_per_call
    if rows > most:
        raise LimitExceededError(
            f"There are {rows:,} rows; at most {most:,} are allowed.", code="TOO_MANY_ROWS", field=("rows",)
        )


async def _locked_owners(wanted: Mapping[int, UUID], refused: dict[int, DomainError]) -> Mapping[UUID, UUID]:
    """Returns the products of variants, locked; refuses the rows of those that there are not."""
    variant_ids = set(wanted.values())
    owners = await price_list_state.list_variant_owners(variant_ids)
    await price_list_state.lock_products_to_change(set(owners.values()))
    # Somebody may have deleted one while this waited for the lock.
    owners = await price_list_state.list_variant_owners(variant_ids)
    for index, variant_id in wanted.items():
        if variant_id not in owners:
            refused[index] = NotFoundError("There is no such variant.", code="VARIANT_NOT_FOUND", field=("variantId",))
    return owners


def _checked_costs(
    drafts: Mapping[int, CostDraft], policy: Policy, refused: dict[int, DomainError]
) -> dict[int, CheckedCost]:
    checked: dict[int, CheckedCost] = {}
    seen: set[tuple[UUID, str]] = set()
    for index, draft in drafts.items():
        try:
            (cost,) = check_costs([draft], policy)
        except DomainError as error:
            refused[index] = type(error)(error.message, code=error.code, field=(error.field or ())[2:])
            continue
        if (cost.variant_id, cost.channel) in seen:
            refused[index] = InvalidInputError(
                f"There are two costs of the same variant in the channel {cost.channel}.",
                code="DUPLICATE_CHANNEL",
                field=("channel",),
            )
            continue
        seen.add((cost.variant_id, cost.channel))
        checked[index] = cost
    return checked


def _checked(
    drafts: Mapping[int, ListedPriceDraft],
    currencies: Mapping[UUID, str],
    policy: Policy,
    refused: dict[int, DomainError],
) -> dict[int, ListedAmount]:
    checked: dict[int, ListedAmount] = {}
    seen: set[Key] = set()
    for index, draft in drafts.items():
        key = (draft.list_id, draft.variant_id, draft.min_quantity)
        try:
            (amount,) = check_listed_prices([draft], currencies, policy)
        except DomainError as error:
            refused[index] = type(error)(error.message, code=error.code, field=(error.field or ())[2:])
            continue
        if key in seen:
            refused[index] = InvalidInputError(
                f"There are two prices from {draft.min_quantity} on for the same variant and list.",
                code="DUPLICATE_TIER",
                field=("minQuantity",),
            )
            continue
        seen.add(key)
        checked[index] = amount
    return checked


async def _refuse_edited(drafts: Mapping[int, ListedPriceDraft | CostDraft], refused: dict[int, DomainError]) -> None:
    """Refuses rows whose variants were edited since they were read."""
    read = {index: (draft.variant_id, draft.expected_version) for index, draft in drafts.items()}
    refused.update(await find_row_conflicts("product_variant", read))


async def _write(
    uow: UnitOfWork,
    wanted: Mapping[int, ListedAmount],
    on_error: BulkErrorPolicy,
    refused: dict[int, DomainError],
    policy: Policy,
) -> dict[int, ListedAmount]:
    """Writes what is wanted but for rows by which a variant would have too many prices; these are refused."""
    most, left = policy.settings.max_price_tiers, dict(wanted)
    for _ in range(2):
        if not left or (refused and on_error is BulkErrorPolicy.ALL_OR_NOTHING):
            return {}
        try:
            async with uow.savepoint():
                await price_list_state.write_prices(list(left.values()))
                overfull = await price_sets.list_overfull(
                    {amount.list_id for amount in left.values()}, {amount.variant_id for amount in left.values()}, most
                )
                if overfull:
                    raise Undone
                return left
        except Undone:
            for index, amount in wanted.items():
                if (amount.list_id, amount.variant_id) in overfull:
                    refused[index] = LimitExceededError(
                        f"A variant has at most {most} prices in a list.", code="TOO_MANY_TIERS"
                    )
                    left.pop(index, None)
    return {}
