"""Taking a product from one status to the next."""

from __future__ import annotations

from uuid import UUID

from fondaco.access.permissions import authorize
from fondaco.commerce.events import ProductStatusChanged, ProductUpdated
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, NotFoundError, PermissionDeniedError
from fondaco.ids import new_id

from fondaco_catalog.model.lifecycle import ProductStatus, Transition, find_transition, require_reason
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.text import clean_text
from fondaco_catalog.repository import lifecycle, search_index
from fondaco_catalog.repository.lifecycle import LifeState
from fondaco_catalog.service.completeness import require_complete
from fondaco_catalog.service.listings import withdraw_everywhere
from fondaco_catalog.service.versions import expect_version

__all__ = ["assign_reviewer", "lock_life", "take", "transition_product"]

LONGEST_REASON = 2_000


async def lock_life(product_id: UUID) -> LifeState:
    """Locks a product against changes by others until the transaction ends, and returns where it is in its life.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``.
    """
    found = await lifecycle.lock_life(product_id)
    if found is None:
        raise NotFoundError("There is no such product.", code="PRODUCT_NOT_FOUND", field=("id",))
    return found


async def take(
    uow: UnitOfWork, product_id: UUID, life: LifeState, step: Transition, reason: str = "", reviewer: str | None = None
) -> None:
    """Takes a step with a product that the caller has locked, and writes it down; permissions are the caller's matter.

    Args:
        life: As it is before the step.
        reviewer: Who is to review it; only where the step submits it.
    """
    submits = step.target is ProductStatus.IN_REVIEW
    actor = uow.context.principal.id
    await lifecycle.set_status(
        product_id,
        step.target,
        uow.now,
        submitted_by=actor if submits else None,
        reviewer=reviewer if submits else None,
    )
    await lifecycle.add_transition(
        {
            "id": new_id(),
            "product": product_id,
            "from_status": str(step.source),
            "to_status": str(step.target),
            "actor": actor,
            "reviewer": reviewer if submits else life.reviewer,
            "reason": reason,
            "now": uow.now,
        }
    )
    uow.emit(
        ProductStatusChanged(
            product_id=product_id,
            from_status=str(step.source),
            to_status=str(step.target),
            actor=actor,
            reason=reason,
        )
    )
    await search_index.queue_products([product_id])
    uow.invalidate(f"product:{product_id}", "products")


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
        ConflictError: ``TRANSITION_NOT_ALLOWED``, ``REVIEW_REQUIRED``, ``VERSION_CONFLICT``, ``INCOMPLETE``.
        PermissionDeniedError: ``PERMISSION_DENIED``; ``FOUR_EYES`` for whoever submitted what they approve.
        InvalidInputError: ``REASON_REQUIRED``, ``TOO_LONG``, ``INVALID_TEXT``.
    """
    reason = clean_text(reason, field=("reason",), longest=LONGEST_REASON, lines=True)
    reviewer = _reviewer(reviewer)
    life = await lock_life(product_id)
    await expect_version("product", product_id, expected_version)
    step = find_transition(life.status, to, review_required=policy.settings.review_required)
    authorize(uow.context.principal, step.permission)
    if step.four_eyes and policy.settings.review_four_eyes and life.submitted_by == uow.context.principal.id:
        raise PermissionDeniedError("Somebody else than who submitted it has to approve it.", code="FOUR_EYES")
    require_reason(step, reason)
    if step.complete:
        await require_complete(uow, product_id, uow.context.channel, policy)
    if to is ProductStatus.ARCHIVED:
        await withdraw_everywhere(uow, product_id)
    await take(uow, product_id, life, step, reason, reviewer)
    uow.emit(ProductUpdated(product_id=product_id))
