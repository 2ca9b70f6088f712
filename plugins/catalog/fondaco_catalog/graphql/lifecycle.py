"""The life of a product in the admin schema: status, review, history, publication; and what buyers see of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry
from fondaco.access.permissions import is_allowed
from fondaco.db import Page, UnitOfWork
from fondaco.graphql import ID, Connection, Info, SchemaPart, input_type, object_type
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.ids import parse_global_id
from msgspec import UNSET

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.requests import largest_page, page_args, policy_of, scope_of
from fondaco_catalog.model import views
from fondaco_catalog.model.lifecycle import ProductStatus, Transition, transitions_from
from fondaco_catalog.permissions import PUBLISH_PRODUCTS, SUBMIT_PRODUCTS, VIEW_PRODUCTS
from fondaco_catalog.repository import lifecycle as life_repository
from fondaco_catalog.repository import products as product_repository
from fondaco_catalog.repository import variants as variant_repository
from fondaco_catalog.service import lifecycle as life_verbs
from fondaco_catalog.service import publishing

__all__ = ["lifecycle", "phases"]

lifecycle = SchemaPart()
phases = SchemaPart()


@object_type(views.ProductPublication)
class ProductPublication:
    """From when until when a product is published in a channel.

    Attributes:
        published_at: May be to come.
        unpublish_at: That moment excluded; null for no end.
        published: Whether it is published at present.
    """

    channel: str
    published_at: datetime
    unpublish_at: datetime | None
    published: bool


@object_type(views.ProductReview)
class ProductReview:
    """The review that a product is in.

    Attributes:
        submitted_by: Name of the principal.
        reviewer: Name of the principal who is to review it; null for nobody in particular.
    """

    submitted_by: str
    submitted_at: datetime
    reviewer: str | None


@object_type(views.StatusChange)
class ProductStatusChange:
    """A step in the life of a product.

    Attributes:
        actor: Name of the principal who took it.
        reviewer: Name of the principal who was to review it.
        reason: May be empty.
    """

    actor: str
    reviewer: str | None
    reason: str
    created_at: datetime


@lifecycle.extend("ProductStatusChange", type=ProductStatus, name="fromStatus")
async def change_from_status(parents: Sequence[views.StatusChange]) -> list[ProductStatus]:
    """The status that it left."""
    return [ProductStatus(parent.from_status) for parent in parents]


@lifecycle.extend("ProductStatusChange", type=ProductStatus, name="toStatus")
async def change_to_status(parents: Sequence[views.StatusChange]) -> list[ProductStatus]:
    """The status that it came to."""
    return [ProductStatus(parent.to_status) for parent in parents]


class NextStep(Transition, frozen=True, kw_only=True):
    """A step, and whether the caller holds its permission."""

    allowed: bool


@object_type(NextStep)
class ProductTransition:
    """A step that a product can take from where it is.

    Attributes:
        name: In one or two words, such as "submit".
        needs_reason: Whether a reason has to be given.
        allowed: Whether you hold the permission that it needs.
    """

    name: str
    needs_reason: bool
    allowed: bool


@lifecycle.extend("ProductTransition", type=ProductStatus, name="to")
async def transition_to(parents: Sequence[NextStep]) -> list[ProductStatus]:
    """The status that it leads to."""
    return [parent.target for parent in parents]


@lifecycle.extend("ProductTransition", type=str, name="permission")
async def transition_permission(parents: Sequence[NextStep]) -> list[str]:
    """The permission that it needs."""
    return [parent.permission.name for parent in parents]


@lifecycle.extend("Product", type=ProductStatus, name="status")
async def product_status(parents: Sequence[views.Product]) -> list[ProductStatus]:
    """Where it is in its life."""
    return [ProductStatus(parent.status) for parent in parents]


@lifecycle.extend("Product", type=list[ProductTransition], name="transitions")
async def product_transitions(parents: Sequence[views.Product], info: Info) -> list[list[NextStep]]:
    """The steps that it can take from here, whoever takes them."""
    required, principal = policy_of(info).settings.review_required, info.context.principal

    def steps(status: ProductStatus) -> list[NextStep]:
        return [
            NextStep(
                step.name,
                step.source,
                step.target,
                step.permission,
                step.needs_reason,
                allowed=is_allowed(principal, step.permission),
            )
            for step in transitions_from(status, review_required=required)
        ]

    found = {status: steps(ProductStatus(status)) for status in {parent.status for parent in parents}}
    return [found[parent.status] for parent in parents]


@lifecycle.extend("Product", type=bool, name="changedSinceApproval")
async def product_changed_since_approval(parents: Sequence[views.Product]) -> list[bool]:
    """Whether it is approved, and was edited since then: texts, prices, pictures, whatever raises its version."""
    changed = await life_repository.list_changed_since_approval([parent.id for parent in parents])
    return [parent.id in changed for parent in parents]


@lifecycle.extend("Product", type=ProductReview | None, name="review")
async def product_review(parents: Sequence[views.Product]) -> list[views.ProductReview | None]:
    """The review that it is in; null if it is in none."""
    return await life_repository.list_reviews([parent.id for parent in parents])


@lifecycle.extend("Product", type=Connection[ProductStatusChange], name="history")
async def product_history(
    parents: Sequence[views.Product],
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> list[Page[views.StatusChange]]:
    """What became of it, the newest step first."""
    args = page_args(info, first, after, last, before)
    ids = [parent.id for parent in parents]
    return await life_repository.list_history(ids, args, largest=largest_page(info))


@lifecycle.extend("Product", type=list[ProductPublication], name="publications")
async def product_publications(parents: Sequence[views.Product], info: Info) -> list[list[views.ProductPublication]]:
    """The channels in which it is published, or going to be."""
    now = scope_of(info.context).moment
    return await variant_repository.list_publications([parent.id for parent in parents], now)


@phases.extend("Product", type=bool, name="phasingOut", shared=True)
async def product_phasing_out(parents: Sequence[views.Product]) -> list[bool]:
    """Whether it is sold only as long as there is some left: it is no longer in lists and searches."""
    return [parent.status == ProductStatus.PHASE_OUT for parent in parents]


@lifecycle.query(type=Connection[types.Product], permission=VIEW_PRODUCTS)
async def products_in_review(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    reviewer: str | None = None,
    mine: bool = False,
) -> Page[views.Product]:
    """The products that wait for a review, those that wait longest first.

    Args:
        reviewer: Only those that are to be reviewed by the principal of this name.
        mine: Only those that are to be reviewed by you.
    """
    args = page_args(info, first, after, last, before)
    return await life_repository.list_in_review(
        scope_of(info.context),
        info.context.principal.id if mine else reviewer,
        args,
        largest=largest_page(info),
    )


async def _product(info: Info, product_id: UUID) -> views.Product:
    return await product_repository.get_product(scope_of(info.context), product_id)


@input_type
class ProductTransitionInput:
    """A step that a product is to take.

    Attributes:
        to: The status that it is to come to.
        reason: Why; some steps need one. Kept in the product's history.
        reviewer: Who is to review it, by the name of the principal; for IN_REVIEW only.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    to: ProductStatus
    reason: str = ""
    reviewer: str | None = None
    expected_version: int | None = None


@input_type
class ProductReviewerAssignInput:
    """Who is to review a product.

    Attributes:
        reviewer: Name of the principal; null for nobody in particular.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    reviewer: str | None
    expected_version: int | None = None


@input_type
class ProductPublishInput:
    """Names a product, channels, and from when until when it is published there.

    Attributes:
        channels: Their slugs.
        publish_at: From when on; left out, or in the past, for now. Where it is published already its beginning stays.
        unpublish_at: Until when; null for no end. Left out the end that is set stays.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    channels: list[str]
    publish_at: datetime | None = None
    unpublish_at: datetime | None = strawberry.UNSET
    expected_version: int | None = None


@input_type
class ProductUnpublishInput:
    """Names a product and channels.

    Attributes:
        channels: Their slugs.
        unpublish_at: When to take it out; left out, or in the past, for now.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    channels: list[str]
    unpublish_at: datetime | None = None
    expected_version: int | None = None


@lifecycle.mutation(returns={"product": types.Product}, permission=VIEW_PRODUCTS)
async def product_transition(uow: UnitOfWork, data: ProductTransitionInput, info: Info) -> views.Product:
    """Takes a product to another status. Each step needs a permission of its own: see `Product.transitions`."""
    product_id = parse_global_id(data.id, "Product", field=("id",))
    await life_verbs.transition_product(
        uow,
        product_id,
        data.to,
        policy_of(info),
        reason=data.reason,
        reviewer=data.reviewer,
        expected_version=data.expected_version,
    )
    return await _product(info, product_id)


@lifecycle.mutation(returns={"product": types.Product}, permission=SUBMIT_PRODUCTS)
async def product_reviewer_assign(uow: UnitOfWork, data: ProductReviewerAssignInput, info: Info) -> views.Product:
    """Names who is to review a product that is in review; others with the permission may still do it."""
    product_id = parse_global_id(data.id, "Product", field=("id",))
    await life_verbs.assign_reviewer(uow, product_id, data.reviewer, expected_version=data.expected_version)
    return await _product(info, product_id)


@lifecycle.mutation(returns={"product": types.Product}, permission=PUBLISH_PRODUCTS)
async def product_publish(uow: UnitOfWork, data: ProductPublishInput, info: Info) -> views.Product:
    """Publishes a product in channels, now or at a moment; it is sold there as soon as a variant has a price.

    What is APPROVED goes LIVE with it, and so does a DRAFT where products need no review.
    """
    product_id = parse_global_id(data.id, "Product", field=("id",))
    end: Any = UNSET if data.unpublish_at is strawberry.UNSET else data.unpublish_at
    await publishing.publish_product(
        uow,
        product_id,
        data.channels,
        policy_of(info),
        publish_at=data.publish_at,
        unpublish_at=end,
        expected_version=data.expected_version,
    )
    return await _product(info, product_id)


@lifecycle.mutation(returns={"product": types.Product}, permission=PUBLISH_PRODUCTS)
async def product_unpublish(uow: UnitOfWork, data: ProductUnpublishInput, info: Info) -> views.Product:
    """Takes a product out of channels, now or at a moment. Its status stays."""
    product_id = parse_global_id(data.id, "Product", field=("id",))
    await publishing.unpublish_product(
        uow,
        product_id,
        data.channels,
        policy_of(info),
        unpublish_at=data.unpublish_at,
        expected_version=data.expected_version,
    )
    return await _product(info, product_id)
