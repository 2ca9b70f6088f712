"""Taking a product from one status to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from uuid import UUID

from fondaco.access.permissions import authorize
from fondaco.commerce.events import ProductStatusChanged, ProductUpdated
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, DomainError, NotFoundError, PermissionDeniedError
from fondaco.ids import new_id

from fondaco_catalog.model.lifecycle import ProductStatus, Transition, find_transition, require_reason
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.text import clean_text
from fondaco_catalog.repository import lifecycle, search_index
from fondaco_catalog.repository.lifecycle import LifeState
from fondaco_catalog.service.completeness import find_short
from fondaco_catalog.service.listings import withdraw_everywhere
from fondaco_catalog.service.versions import expect_version, find_conflicts

__all__ = [
    "assign_reviewer",
    "find_changed",
    "lock_life",
    "no_product",
    "take",
    "transition_product",
    "transition_products",
]

LONGEST_REASON = 2_000


def no_product() -> NotFoundError:
    """Returns the refusal of an unknown product."""
    return NotFoundError("There is no such product.", code="PRODUCT_NOT_FOUND", field=("id",))


async def lock_life(product_id: UUID) -> LifeState:
    """Locks a product against changes by others until the transaction ends, and returns where it is in its life.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``.
    """
    found = (await lifecycle.lock_lives([product_id])).get(product_id)
    if found is None:
        raise no_product()
    return found


async def take(
    uow: UnitOfWork,
    steps: Sequence[tuple[UUID, LifeState, Transition]],
    reason: str = "",
    reviewer: str | None = None,
) -> None:
    """Takes steps to one status with products that the caller has locked, and writes them down.

    Permissions are the caller's matter. Two statements, whatever the number of products.

    Args:
        steps: Each product, its life as it is before the step, and the step.
        reviewer: Who is to review them; only where the steps submit.
    """
    if not steps:
        return
    ids, target = [product_id for product_id, _, _ in steps], steps[0][2].target
    submits = target is ProductStatus.IN_REVIEW
    actor = uow.context.principal.id
    await lifecycle.set_status(
        ids, target, uow.now, submitted_by=actor if submits else None, reviewer=reviewer if submits else None
    )
    await lifecycle.add_transitions(
        [
            {
                "id": new_id(),
                "product": product_id,
                "from_status": str(step.source),
                "to_status": str(target),
                "actor": actor,
                "reviewer": reviewer if submits else life.reviewer,
                "reason": reason,
                "created_at": uow.now,
            }
            for product_id, life, step in steps
        ]
    )
    for product_id, _, step in steps:
        uow.emit(
            ProductStatusChanged(
                product_id=product_id,
                from_status=str(step.source),
                to_status=str(target),
                actor=actor,
                reason=reason,
            )
        )
    await search_index.queue_products(ids)
    uow.invalidate("products", *(f"product:{product_id}" for product_id in ids))


async def assign_reviewer(
    uow: UnitOfWork, product_id: UUID, reviewer: str | None, *, expected_version: int | None = None
) -> None:
    """Names who is to review a product that is in review; None for nobody in particular. Locks the product.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``.
        ConflictError: ``NOT_IN_REVIEW``, ``VERSION_CONFLICT``.
        InvalidInputError: ``TOO_LONG``, ``INVALID_TEXT``.
    """
    life = await lock_life(product_id)
    await expect_version("product", product_id, expected_version)
    if life.status is not ProductStatus.IN_REVIEW:
        raise ConflictError("The product is not in review.", code="NOT_IN_REVIEW", field=("id",))
    await lifecycle.set_reviewer(product_id, _reviewer(reviewer), uow.now)


def _reviewer(name: str | None) -> str | None:
    return None if name is None else clean_text(name, field=("reviewer",), required=True)


async def transition_product(
    uow: UnitOfWork,
    product_id: UUID,
    to: ProductStatus,
    policy: Policy,
    *,
    reason: str = "",
    reviewer: str | None = None,
    expected_version: int | None = None,
) -> None:
    """Takes a product to another status, if the caller may. Locks the product.

    What is archived is withdrawn from all channels; nothing else changes where it is published.

    Args:
        reason: Why; some steps need one. It is kept in the product's history.
        reviewer: Who is to review it, by the name of the principal; for IN_REVIEW only.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``.
        ConflictError: ``TRANSITION_NOT_ALLOWED``, ``REVIEW_REQUIRED``, ``VERSION_CONFLICT``, ``INCOMPLETE``,
            ``CHANGED_SINCE_APPROVAL``.
        PermissionDeniedError: ``PERMISSION_DENIED``; ``FOUR_EYES`` for whoever submitted what they approve.
        InvalidInputError: ``REASON_REQUIRED``, ``TOO_LONG``, ``INVALID_TEXT``.
    """
    refused = await transition_products(
        uow, [product_id], to, policy, reason=reason, reviewer=reviewer, expected={product_id: expected_version}
    )
    if refused:
        raise refused[product_id]


async def transition_products(
    uow: UnitOfWork,
    product_ids: Sequence[UUID],
    to: ProductStatus,
    policy: Policy,
    *,
    reason: str = "",
    reviewer: str | None = None,
    expected: Mapping[UUID, int | None] = MappingProxyType({}),
) -> dict[UUID, DomainError]:
    """Takes products to another status, each as `transition_product` would, in a bounded number of statements.

    Locks them in the order of their ids.

    Args:
        expected: Versions that their editor read.

    Returns:
        Why products were refused; the others have come to the status.

    Raises:
        InvalidInputError: ``TOO_LONG``, ``INVALID_TEXT`` of the reason or the reviewer.
    """
    reason = clean_text(reason, field=("reason",), longest=LONGEST_REASON, lines=True)
    reviewer = _reviewer(reviewer)
    lives = await lifecycle.lock_lives(product_ids)
    refused: dict[UUID, DomainError] = {id_: no_product() for id_ in product_ids if id_ not in lives}
    refused |= await find_conflicts("product", {id_: expected.get(id_) for id_ in lives})
    steps: list[tuple[UUID, LifeState, Transition]] = []
    for product_id, life in lives.items():
        if product_id not in refused:
            try:
                steps.append((product_id, life, _step(uow, life, to, reason, policy)))
            except DomainError as error:
                refused[product_id] = error
    if to is ProductStatus.LIVE:
        refused |= await find_changed(list(lives), policy)
        steps = [found for found in steps if found[0] not in refused]
    if whole := [product_id for product_id, _, step in steps if step.complete]:
        refused |= await find_short(uow, whole, uow.context.channel, policy)
        steps = [found for found in steps if found[0] not in refused]
    ids = [product_id for product_id, _, _ in steps]
    if to is ProductStatus.ARCHIVED and ids:
        await withdraw_everywhere(uow, ids)
    await take(uow, steps, reason, reviewer)
    for product_id in ids:
        uow.emit(ProductUpdated(product_id=product_id))
    return refused


async def find_changed(product_ids: Sequence[UUID], policy: Policy) -> dict[UUID, DomainError]:
    """Returns why products may not be launched that were edited since they were approved: ``CHANGED_SINCE_APPROVAL``.

    The caller has locked them.
    """
    if not policy.settings.review_changes:
        return {}
    return {
        product_id: ConflictError(
            "The product was edited after it was approved. Send it back, and have it reviewed again.",
            code="CHANGED_SINCE_APPROVAL",
            field=("id",),
        )
        for product_id in await lifecycle.list_changed_since_approval(product_ids)
    }


def _step(uow: UnitOfWork, life: LifeState, to: ProductStatus, reason: str, policy: Policy) -> Transition:
    step = find_transition(life.status, to, review_required=policy.settings.review_required)
    authorize(uow.context.principal, step.permission)
    if step.four_eyes and policy.settings.review_four_eyes and life.submitted_by == uow.context.principal.id:
        raise PermissionDeniedError("Somebody else than who submitted it has to approve it.", code="FOUR_EYES")
    require_reason(step, reason)
    return step
