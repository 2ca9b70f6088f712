"""Letting buyers download what they bought."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from fondaco.commerce.events import OrderCancelled, OrderPlaced
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError, NotFoundError
from fondaco.files import ANY_KIND, Depot, File, file_of_path, find_file, list_files, lock_addressed

from fondaco_catalog.model.digital import DigitalFileDraft, check_limits, clean_files
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.repository import digital, rows
from fondaco_catalog.service.derived import changed
from fondaco_catalog.service.variants import lock_variant_product
from fondaco_catalog.service.versions import expect_version

__all__ = [
    "create_link",
    "find_taken",
    "grant_downloads",
    "list_downloads",
    "renew_download",
    "revoke_download",
    "revoke_downloads",
    "set_files",
    "take_download",
]


async def set_files(
    uow: UnitOfWork,
    variant_id: UUID,
    files: Sequence[DigitalFileDraft],
    policy: Policy,
    *,
    expected_version: int | None = None,
) -> None:
    """Makes these all the files of a variant. Who bought it before keeps what they bought. Locks its product.

    Uploaded files have to be private, and are kept for as long as a variant or a grant has them.

    Raises:
        NotFoundError: ``VARIANT_NOT_FOUND``, ``FILE_NOT_FOUND``.
        InvalidInputError, LimitExceededError: As `fondaco_catalog.model.digital.clean_files`; ``FILE_NOT_PRIVATE``.
        ConflictError: ``VERSION_CONFLICT``.
    """
    cleaned = clean_files(await _addressed(files), policy)
    product_id = await lock_variant_product(variant_id)
    await expect_version("product_variant", variant_id, expected_version)
    given: dict[tuple[str, ...], str | None] = {
        ("files", str(index), "address"): file.address for index, file in enumerate(cleaned)
    }
    held = await lock_addressed(given, kinds=ANY_KIND, private=True)
    kept = [
        msgspec.structs.replace(file, address=held[file.address].path) if file.address in held else file
        for file in cleaned
    ]
    await digital.write_files(variant_id, kept)
    await rows.bump_versions("product_variant", [variant_id], uow.now)
    await changed(uow, product_id, policy)


async def _addressed(files: Sequence[DigitalFileDraft]) -> list[DigitalFileDraft]:
    """Returns the drafts with the addresses of the files that they name by id."""
    ids = [file.file_id for file in files if file.file_id is not None]
    found = dict(zip(ids, await list_files(ids), strict=True)) if ids else {}
    drafts = []
    for index, draft in enumerate(files):
        if (draft.file_id is None) == (not draft.address):
            raise InvalidInputError(
                "Give either a file or an address.", code="FILE_OR_URL_REQUIRED", field=("files", str(index))
            )
        if draft.file_id is None:
            drafts.append(draft)
            continue
        file = found[draft.file_id]
        if file is None:
            raise NotFoundError(
                "There is no such file, or its upload is not complete.",
                code="FILE_NOT_FOUND",
                field=("files", str(index), "fileId"),
            )
        drafts.append(msgspec.structs.replace(draft, file_id=None, address=file.path))
    return drafts


async def grant_downloads(uow: UnitOfWork, event: OrderPlaced) -> None:
    """Lets the buyer of an order download the files of what they bought, unless it was cancelled. Idempotent."""
    pieces = [
        (ref.id, quantity)
        for line in event.lines
        for ref, quantity in (
            (line.ref, line.quantity),
            *((part.ref, part.quantity * line.quantity) for part in line.components),
        )
        if ref.type == "ProductVariant"
    ]
    if pieces:
        await digital.lock_order(event.order_id)
        await digital.grant_downloads(
            event.order_id, event.number, event.session, event.token_hash, pieces, event.placed_at
        )


async def revoke_downloads(uow: UnitOfWork, event: OrderCancelled) -> None:
    """Takes back what a cancelled order let its buyer download. Idempotent, also where it is told first."""
    await digital.lock_order(event.order_id)
    await digital.revoke_grants(event.order_id, event.cancelled_at)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def list_downloads(
    *, session: UUID | None, order_id: UUID | None = None, order_token: str | None = None
) -> list[digital.Grant]:
    """Returns what a buyer may see: what was bought in their session, or by the order whose token they show."""
    if order_token:
        return await digital.list_grants(order_id=order_id, token_hash=_hash(order_token))
    return [] if session is None else await digital.list_grants(session=session, order_id=order_id)


async def _locked_grant(grant_id: UUID) -> digital.Grant:
    found = await digital.find_grant(grant_id)
    if found is None:
        raise _no_download()
    await digital.lock_order(found.order_id)
    return found


def _no_download() -> NotFoundError:
    return NotFoundError("There is no such download.", code="DOWNLOAD_NOT_FOUND", field=("downloadId",))


async def renew_download(
    uow: UnitOfWork, grant_id: UUID, *, more_downloads: int = 0, days_valid: int | None = None
) -> digital.Grant:
    """Lets a buyer download something more often, longer, or again after it was taken back.

    Locks the order's downloads.

    Args:
        more_downloads: On top of those that there were.
        days_valid: From now on; None leaves the end as it is.

    Raises:
        NotFoundError: ``DOWNLOAD_NOT_FOUND``.
        InvalidInputError: ``INVALID_LIMIT``.
        ConflictError: ``ORDER_CANCELLED``.
    """
    check_limits(more_downloads, days_valid)
    await _locked_grant(grant_id)
    until = None if days_valid is None else uow.now + timedelta(days=days_valid)
    if not await digital.renew_grant(grant_id, more_downloads, until):
        raise ConflictError("The order was cancelled.", code="ORDER_CANCELLED", field=("downloadId",))
    return await _locked_grant(grant_id)


async def revoke_download(uow: UnitOfWork, grant_id: UUID) -> digital.Grant:
    """Takes a download back, as after a refund of a part of an order. Idempotent. Locks the order's downloads.

    Raises:
        NotFoundError: ``DOWNLOAD_NOT_FOUND``.
    """
    await _locked_grant(grant_id)
    await digital.revoke_grant(grant_id, uow.now)
    return await _locked_grant(grant_id)


async def create_link(
    uow: UnitOfWork,
    grant_id: UUID,
    *,
    session: UUID | None,
    order_token: str | None = None,
    by_staff: bool = False,
) -> str:
    """Returns the path of a link to a download; the links before it are worth nothing any more.

    Args:
        session: Of the buyer who asks.
        order_token: Of the order, as from the link that its buyer was given: it opens what the session does not.
        by_staff: Whether staff ask, for whoever the grant belongs to.

    Raises:
        NotFoundError: ``DOWNLOAD_NOT_FOUND``, also for that of somebody else.
        ConflictError: ``DOWNLOAD_OVER`` if it was taken back, has expired, or none is left.
    """
    grant = await digital.find_grant(grant_id)
    if grant is None or not (by_staff or _belongs(grant, session, order_token)):
        raise _no_download()
    used_up = grant.max_downloads is not None and grant.downloads >= grant.max_downloads
    if grant.revoked_at or used_up or (grant.expires_at and grant.expires_at <= uow.now):
        raise ConflictError("This download is over.", code="DOWNLOAD_OVER", field=("downloadId",))
    token = secrets.token_urlsafe(32)
    await digital.set_token(grant_id, _hash(token))
    return f"/downloads/{token}"


def _belongs(grant: digital.Grant, session: UUID | None, order_token: str | None) -> bool:
    if session is not None and grant.session == session:
        return True
    return bool(order_token) and secrets.compare_digest(_hash(order_token or ""), grant.order_token_hash)


async def take_download(depot: Depot, token: str, now: datetime) -> str | None:
    """Counts a download by a link and says where the file is; None if the link is worth nothing.

    An uploaded file is at a signed address of the grant, which holds for ``files.download_seconds``, so that a download
    that breaks off can go on; but no longer than the grant: see `find_taken`.
    """
    taken = await digital.take_download(_hash(token), now)
    if taken is None or file_of_path(taken.address) is None:
        return None if taken is None else taken.address
    until = now + timedelta(seconds=depot.settings.download_seconds)
    return (await depot.signer()).signed("GET", f"/downloads/files/{taken.id}", until)


async def find_taken(grant_id: UUID) -> File | None:
    """Returns the uploaded file of a grant that was not taken back; None if there is none."""
    address = await digital.find_granted_address(grant_id)
    file_id = None if address is None else file_of_path(address)
    return None if file_id is None else await find_file(file_id)
