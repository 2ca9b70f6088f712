"""The life of a product: which status follows which, who may take it there, and whether a reason is needed.

The table `TRANSITIONS` is the whole machine; verbs, the admin API and the diagram in the guide read it.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec
from fondaco.access.permissions import Permission
from fondaco.errors import ConflictError, InvalidInputError

from fondaco_catalog.permissions import (
    ARCHIVE_PRODUCTS,
    MANAGE_PRODUCTS,
    PUBLISH_PRODUCTS,
    REVIEW_PRODUCTS,
    SUBMIT_PRODUCTS,
)

__all__ = [
    "LAUNCHABLE",
    "TRANSITIONS",
    "ProductStatus",
    "Transition",
    "find_transition",
    "launch",
    "mermaid",
    "require_reason",
    "transitions_from",
]


class ProductStatus(StrEnum):
    """Where a product is in its life.

    Only LIVE and PHASE_OUT products are published in channels. What is in PHASE_OUT is still sold, but no longer in the
    shop's lists and its search; ARCHIVED products are in no channel and are kept for the orders that name them.
    """

    IDEA = "idea"
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    LIVE = "live"
    PHASE_OUT = "phase_out"
    ARCHIVED = "archived"


class Transition(msgspec.Struct, frozen=True):
    """A step that a product may take.

    Attributes:
        name: The step in one or two words, for buttons and the diagram.
        permission: What whoever takes it needs.
        needs_reason: Whether whoever takes it has to say why.
        skips_review: Whether it is allowed only where products need no review (``review_required = false``).
        four_eyes: Whether whoever submitted the product may not take it, unless ``review_four_eyes = false``.
        complete: Whether the product has to be complete first, as far as the settings ask for that.
    """

    name: str
    source: ProductStatus
    target: ProductStatus
    permission: Permission
    needs_reason: bool = False
    skips_review: bool = False
    four_eyes: bool = False
    complete: bool = False


_S = ProductStatus

TRANSITIONS: tuple[Transition, ...] = (
    Transition("develop", _S.IDEA, _S.DRAFT, MANAGE_PRODUCTS),
    Transition("archive", _S.IDEA, _S.ARCHIVED, ARCHIVE_PRODUCTS),
    Transition("shelve", _S.DRAFT, _S.IDEA, MANAGE_PRODUCTS),
    Transition("submit", _S.DRAFT, _S.IN_REVIEW, SUBMIT_PRODUCTS, complete=True),
    Transition("launch", _S.DRAFT, _S.LIVE, PUBLISH_PRODUCTS, skips_review=True),
    Transition("archive", _S.DRAFT, _S.ARCHIVED, ARCHIVE_PRODUCTS),
    Transition("approve", _S.IN_REVIEW, _S.APPROVED, REVIEW_PRODUCTS, four_eyes=True, complete=True),
    Transition("reject", _S.IN_REVIEW, _S.DRAFT, REVIEW_PRODUCTS, needs_reason=True),
    Transition("launch", _S.APPROVED, _S.LIVE, PUBLISH_PRODUCTS),
    Transition("rework", _S.APPROVED, _S.DRAFT, REVIEW_PRODUCTS, needs_reason=True),
    Transition("archive", _S.APPROVED, _S.ARCHIVED, ARCHIVE_PRODUCTS),
    Transition("phase out", _S.LIVE, _S.PHASE_OUT, PUBLISH_PRODUCTS),
    Transition("archive", _S.LIVE, _S.ARCHIVED, ARCHIVE_PRODUCTS, needs_reason=True),
    Transition("resume", _S.PHASE_OUT, _S.LIVE, PUBLISH_PRODUCTS),
    Transition("archive", _S.PHASE_OUT, _S.ARCHIVED, ARCHIVE_PRODUCTS),
    Transition("restore", _S.ARCHIVED, _S.DRAFT, ARCHIVE_PRODUCTS),
)
"""Every step there is, at most one between two statuses."""

LAUNCHABLE = (ProductStatus.DRAFT, ProductStatus.APPROVED)
"""What publishing in a channel takes live by itself."""

_BY_ENDS = {(transition.source, transition.target): transition for transition in TRANSITIONS}


def find_transition(source: ProductStatus, target: ProductStatus, *, review_required: bool) -> Transition:
    """Returns the step from one status to another.

    Raises:
        ConflictError: ``TRANSITION_NOT_ALLOWED`` if there is none; ``REVIEW_REQUIRED`` if products have to be reviewed
            first.
    """
    found = _BY_ENDS.get((source, target))
    if found is None:
        onward = ", ".join(step.target.name for step in transitions_from(source, review_required=review_required))
        raise ConflictError(
            f"The product is {source.name} and cannot become {target.name}; it can become {onward}.",
            code="TRANSITION_NOT_ALLOWED",
            field=("to",),
        )
    if found.skips_review and review_required:
        raise ConflictError(
            f"The product is {source.name}; it has to be reviewed and approved first.",
            code="REVIEW_REQUIRED",
            field=("to",),
        )
    return found


def transitions_from(source: ProductStatus, *, review_required: bool) -> list[Transition]:
    """Returns the steps that a product can take, in the order of the table."""
    return [step for step in TRANSITIONS if step.source is source and not (step.skips_review and review_required)]


def launch(status: ProductStatus, *, review_required: bool) -> Transition | None:
    """Returns the step that publishing a product takes first; None if it is live or being phased out already.

    Raises:
        ConflictError: ``REVIEW_REQUIRED``; ``NOT_PUBLISHABLE`` for ideas, and for what is in review or archived.
    """
    if status in {ProductStatus.LIVE, ProductStatus.PHASE_OUT}:
        return None
    if status not in LAUNCHABLE:
        raise ConflictError(
            f"The product is {status.name}; only what is DRAFT, APPROVED, LIVE or PHASE_OUT can be published.",
            code="NOT_PUBLISHABLE",
            field=("id",),
        )
    return find_transition(status, ProductStatus.LIVE, review_required=review_required)


def require_reason(step: Transition, reason: str) -> None:
    """Refuses a step without a reason where it needs one.

    Raises:
        InvalidInputError: ``REASON_REQUIRED``.
    """
    if step.needs_reason and not reason:
        raise InvalidInputError(f"Say why: to {step.name} needs a reason.", code="REASON_REQUIRED", field=("reason",))


def mermaid(transitions: Iterable[Transition] = TRANSITIONS) -> str:
    """Returns the machine as a state diagram in Mermaid's language."""
    lines = ["stateDiagram-v2", "    [*] --> DRAFT", "    [*] --> IDEA"]
    for step in transitions:
        remarks = [
            remark
            for holds, remark in (
                (step.needs_reason, "reason"),
                (step.skips_review, "no review required"),
                (step.four_eyes, "four eyes"),
            )
            if holds
        ]
        label = step.name + (f" ({', '.join(remarks)})" if remarks else "")
        lines.append(f"    {step.source.name} --> {step.target.name}: {label}")
    return "\n".join(lines)
