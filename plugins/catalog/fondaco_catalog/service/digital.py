"""Letting buyers download what they bought."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from fondaco.commerce.events import OrderCancelled, OrderPlaced
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, NotFoundError

from fondaco_catalog.model.digital import DigitalFileDraft, clean_files
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.repository import digital, rows
from fondaco_catalog.repository.digital import Taken
from fondaco_catalog.service.derived import changed
from fondaco_catalog.service.variants import lock_variant_product
from fondaco_catalog.service.versions import expect_version

__all__ = ["create_link", "grant_downloads", "revoke_downloads", "set_files", "take_download"]


async def set_files(
    uow: UnitOfWork,
    variant_id: UUID,
    files: Sequence[DigitalFileDraft],
    policy: Policy,
    *,
    expected_version: int | None = None,
) -> None:
    """Makes these all the files of a variant. Who bought it before keeps what they bought. Locks its product.

    Raises:
        NotFoundError: ``VARIANT_NOT_FOUND``.
        InvalidInputError, LimitExceededError: As `fondaco_catalog.model.digital.clean_files`.
        ConflictError: ``VERSION_CONFLICT``.
    """
    cleaned = clean_files(files)
    product_id = await lock_variant_product(variant_id)
    await expect_version("product_variant", variant_id, expected_version)
    await digital.write_files(variant_id, cleaned)
    await rows.bump_versions("product_variant", [variant_id], uow.now)
    await changed(uow, product_id, policy)


async def grant_downloads(uow: UnitOfWork, event: OrderPlaced) -> None:
    """Lets the buyer of an order download the files of what they bought, unless it was cancelled. Idempotent."""
    pieces = [(line.ref.id, line.quantity) for line in event.lines if line.ref.type == "ProductVariant"]
    if pieces:
        await digital.lock_order(event.order_id)
        await digital.grant_downloads(event.order_id, event.number, event.session, pieces, event.placed_at)


async def revoke_downloads(uow: UnitOfWork, event: OrderCancelled) -> None:
    """Takes back what a cancelled order let its buyer download. Idempotent, also where it is told first."""
    await digital.lock_order(event.order_id)
    await digital.revoke_grants(event.order_id, event.cancelled_at)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def create_link(uow: UnitOfWork, grant_id: UUID, *, session: UUID | None, by_staff: bool = False) -> str:
    """Returns the path of a link to a download; the links before it are worth nothing any more.

    Args:
        session: Of the buyer who asks.
        by_staff: Whether staff ask, for whoever the grant belongs to.

    Raises:
        NotFoundError: ``DOWNLOAD_NOT_FOUND``, also for that of somebody else.
        ConflictError: ``DOWNLOAD_OVER`` if it was taken back, has expired, or none is left.
    """
    grant = await digital.find_grant(grant_id)
    if grant is None or (not by_staff and (session is None or grant.session != session)):
        raise NotFoundError("There is no such download.", code="DOWNLOAD_NOT_FOUND", field=("downloadId",))
    used_up = grant.max_downloads is not None and grant.downloads >= grant.max_downloads
    if grant.revoked_at or used_up or (grant.expires_at and grant.expires_at <= uow.now):
        raise ConflictError("This download is over.", code="DOWNLOAD_OVER", field=("downloadId",))
    token = secrets.token_urlsafe(32)
    await digital.set_token(grant_id, _hash(token))
    return f"/downloads/{token}"


async def take_download(token: str, now: datetime) -> Taken | None:
    """Counts a download by a link and says where the file is; None if the link is worth nothing."""
    return await digital.take_download(_hash(token), now)
