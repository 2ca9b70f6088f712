"""Publications by files: the same rules hold for them as for those by hand, as soon as a product is all there.

A product is written first, and published if nothing forbids it. What does may be mended by the rest of the file, which
says behind the products what they point to and consist of; so it is tried again at the end, and refused only then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from fondaco import clock
from fondaco.commerce.events import ProductUpdated
from fondaco.db import UnitOfWork
from fondaco.errors import DomainError
from fondaco.ids import new_id
from msgspec import structs

from fondaco_catalog.model.lifecycle import ProductStatus, Transition, launch
from fondaco_catalog.model.publication import Listing
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.transfer.problems import RowProblem
from fondaco_catalog.repository import lifecycle, publications, search_index
from fondaco_catalog.repository.lifecycle import LifeState
from fondaco_catalog.repository.transfer.held import Held, add_held, set_statuses, take_held
from fondaco_catalog.repository.transfer.parts import Changes
from fondaco_catalog.service.completeness import find_short
from fondaco_catalog.service.lifecycle import take
from fondaco_catalog.service.listings import write_listings
from fondaco_catalog.service.publishing import find_unpublishable
from fondaco_catalog.service.transfer.merge import Merge, Opening

__all__ = ["AT_ONCE", "open_publications", "publish_held"]

AT_ONCE = 500
"""Publications that are tried again in one transaction."""


async def open_publications(uow: UnitOfWork, transfer_id: UUID, merges: Sequence[Merge], policy: Policy) -> Changes:
    """Publishes what may be published of products that are written; the rest is held back until the import ends.

    Returns:
        What is still to be written for it.
    """
    wanted: dict[str, set[UUID]] = {}
    for merge in merges:
        if not merge.blocked:
            for opening in merge.openings:
                wanted.setdefault(opening.listing.channel, set()).add(merge.id)
    refused = await find_unpublishable(uow, wanted, policy) if wanted else {}
    claims = [merge.id for merge in merges if merge.claim]
    short = await find_short(uow, claims, uow.context.channel, policy) if claims else {}
    changes, held = Changes(), list[Held]()
    for merge in merges:
        opened = [
            opening
            for opening in merge.openings
            if not merge.blocked and (merge.id, opening.listing.channel) not in refused
        ]
        if opened:
            _open(merge, opened, changes)
        elif merge.is_new and merge.step is not None:
            _set_status(merge, str(merge.step.source), changes)
        held += [_held(merge, opening) for opening in merge.openings if opening not in opened]
        if merge.id in short:
            _set_status(merge, str(ProductStatus.DRAFT), changes)
            held.append(_cell(merge, "status", status=merge.claim))
    await add_held(transfer_id, held)
    return changes


def _open(merge: Merge, opened: Sequence[Opening], changes: Changes) -> None:
    merge.opened = True
    merge.published = [opening.listing.channel for opening in opened if opening.now]
    for opening in opened:
        changes.compare(
            "product_listing", [opening.row], {} if opening.before is None else {opening.before["id"]: opening.before}
        )
    step = merge.step
    if step is not None:
        changes.added["product_transition"].append(
            {
                "id": new_id(), "product": merge.id, "from_status": str(step.source), "to_status": str(step.target),
                "actor": merge.around.actor, "reviewer": merge.row["reviewer"], "reason": "",
                "created_at": merge.around.now,
            }
        )  # fmt: skip
    if merge.before is not None:
        row = merge.row | {"updated_at": merge.around.now, "version": merge.before["version"] + 1}
        if step is not None:
            row |= {"status": str(step.target), "reviewer": None, "submitted_by": None, "submitted_at": None}
        changes.compare("product", [row], {merge.id: merge.before | merge.row})


def _set_status(merge: Merge, status: str, changes: Changes) -> None:
    row = merge.row | {"status": status, "submitted_by": None, "submitted_at": None}
    changes.compare("product", [row], {merge.id: merge.row})


def _held(merge: Merge, opening: Opening) -> Held:
    listing = opening.listing
    return structs.replace(
        _cell(merge, "published", listing.channel),
        channel=listing.channel,
        published_at=listing.published_at,
        unpublish_at=listing.unpublish_at,
    )


def _cell(merge: Merge, name: str, dimension: str = "", status: str | None = None) -> Held:
    record = merge.record
    field = record.name("product", -1, name, dimension)
    return Held(product=merge.id, row=record.row, field=field, handle=record.handle[:255], status=status)


async def publish_held(uow: UnitOfWork, transfer_id: UUID, policy: Policy) -> tuple[int, list[RowProblem], bool]:
    """Tries again what an import held back, some of it at a time, in the order of the file; locks the products.

    Returns:
        How many products have a publication that is refused for good, why, and whether there may be more to try.
    """
    held = await take_held(transfer_id, AT_ONCE)
    lives = await lifecycle.lock_lives(sorted({each.product for each in held}))
    # Others may delete products meanwhile, and a channel may be gone when an import goes on.
    present = [
        each for each in held if each.product in lives and (each.channel is None or each.channel in policy.channels)
    ]
    refused: list[tuple[Held, DomainError]] = await _claim(uow, [each for each in present if each.status], policy)
    refused += await _publish(uow, [each for each in present if each.channel], lives, policy)
    problems = [
        RowProblem(row=each.row, column=each.field, code=error.code, message=error.message, handle=each.handle)
        for each, error in refused
    ]
    return len({each.product for each, _ in refused}), problems, len(held) == AT_ONCE


async def _claim(uow: UnitOfWork, held: Sequence[Held], policy: Policy) -> list[tuple[Held, DomainError]]:
    """Gives new products the status for which they had to be complete first."""
    if not held:
        return []
    short = await find_short(uow, [each.product for each in held], uow.context.channel, policy)
    granted = [(each.product, each.status) for each in held if each.status and each.product not in short]
    if granted:
        await set_statuses(granted, uow.context.principal.id, uow.now)
        await search_index.queue_products([id_ for id_, _ in granted])
        for id_, _ in granted:
            uow.emit(ProductUpdated(product_id=id_))
        uow.invalidate("products", *(f"product:{id_}" for id_, _ in granted))
    return [(each, short[each.product]) for each in held if each.product in short]


async def _publish(
    uow: UnitOfWork, held: Sequence[Held], lives: Mapping[UUID, LifeState], policy: Policy
) -> list[tuple[Held, DomainError]]:
    if not held:
        return []
    channels: dict[str, set[UUID]] = {}
    for each in held:
        channels.setdefault(each.channel or "", set()).add(each.product)
    forbidden = await find_unpublishable(uow, channels, policy)
    standing = await publications.lock_listings(sorted({each.product for each in held}), sorted(channels))
    now = clock.utc_now()
    refused: list[tuple[Held, DomainError]] = []
    steps: dict[UUID, Transition] = {}
    wanted: dict[UUID, dict[str, Listing]] = {}
    for each in held:
        slug = each.channel or ""
        error = forbidden.get((each.product, slug))
        if error is None:
            try:
                step = launch(lives[each.product].status, review_required=policy.settings.review_required)
            except DomainError as blocked:
                error = blocked
        if error is not None:
            refused.append((each, error))
            continue
        if step is not None:
            steps[each.product] = step
        old = next((found for found in standing[each.product] if found.channel == slug), Listing(slug))
        wanted.setdefault(each.product, {})[slug] = structs.replace(
            old, published_at=each.published_at, unpublish_at=each.unpublish_at
        )
    await take(uow, [(id_, lives[id_], step) for id_, step in steps.items()])
    told = await write_listings(uow, {id_: list(found.values()) for id_, found in wanted.items()}, now)
    for id_, (began, _) in told.items():
        if not began:
            uow.emit(ProductUpdated(product_id=id_))
    return refused
