"""Where a product is sold by what a file says, and what that does to its status."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fondaco.errors import ConflictError
from fondaco.ids import new_id
from msgspec import UNSET, structs

from fondaco_catalog.model import publication
from fondaco_catalog.model.lifecycle import TRANSITIONS, ProductStatus, launch
from fondaco_catalog.model.publication import Listing
from fondaco_catalog.model.transfer.kinds import read_moment
from fondaco_catalog.repository.transfer.parts import Row
from fondaco_catalog.service.transfer.merge import Merge, Opening

__all__ = ["begin_life", "merge_listings"]

_REVIEWED = frozenset({ProductStatus.APPROVED, ProductStatus.LIVE, ProductStatus.PHASE_OUT})
_COMPLETE = frozenset(step.target for step in TRANSITIONS if step.complete)


def merge_listings(merge: Merge) -> None:
    """Works out from when until when a product is sold where.

    Publications that begin are only noted as openings: whether they may is known once everything else of the product
    is written.
    """
    channels, now = merge.around.policy.channels, merge.around.now
    existing = {row["channel"]: row for row in merge.around.rows("product_listing", merge.id)}
    given, ends = merge.item.get("published", {}), merge.item.get("unpublishAt", {})
    wanted: list[Row] = []
    for slug in dict.fromkeys((*existing, *(slug for slug, since in given.items() if since))):
        before = existing.get(slug)
        if slug not in channels and before is None:
            merge.refuse("UNKNOWN_CHANNEL", f"There is no channel {slug[:100]!r}.", "published", slug)
            continue
        old = Listing(slug)
        if before is not None:
            old = Listing(slug, before["published_at"], before["unpublish_at"], before["announced"])
        listing = _listing(old, given.get(slug, UNSET), ends.get(slug, UNSET), now)
        if before is not None and listing == old:
            # What the clock begins and ends is announced by the job that does so.
            wanted.append(before)
            continue
        if listing.unpublish_at is not None and (
            listing.published_at is None or listing.unpublish_at <= listing.published_at
        ):
            merge.refuse("INVALID_PERIOD", "A publication ends after it begins.", "unpublishAt", slug)
        settled, told = publication.settle(listing, now)
        row = {"id": new_id() if before is None else before["id"], "product": merge.id, **structs.asdict(settled)}
        if told is True or (settled.pending(now) and not old.pending(now)):
            if slug not in channels:
                merge.refuse("UNKNOWN_CHANNEL", f"There is no channel {slug[:100]!r}.", "published", slug)
            merge.openings.append(Opening(settled, row, before, now=told is True))
            row = before or {}
        elif told is False:
            merge.unpublished.append(slug)
        if row:
            wanted.append(row)
    merge.listed = any(row["published_at"] is not None for row in wanted)
    merge.compare("product_listing", wanted, existing.values())


def _listing(old: Listing, published: Any, end: Any, now: datetime) -> Listing:
    since = old.published_at
    if published is not UNSET:
        since = read_moment(published) if isinstance(published, str) else (since or now) if published else None
    until = old.unpublish_at if end is UNSET else read_moment(end) if end else None
    # An end that has passed is no end of a publication that begins anew.
    anew = published is not UNSET and end is UNSET
    if since is None or (anew and until is not None and until <= max(since, now)):
        until = None
    return structs.replace(old, published_at=since, unpublish_at=until)


def begin_life(merge: Merge) -> Row:
    """Returns what its status makes of a product's row: what is new has the status that the file says.

    What is published goes live: at once where it is new, else with its publication. The status of what exists is
    changed by nothing else.
    """
    around, review_required = merge.around, merge.around.policy.settings.review_required
    status = ProductStatus((merge.item.get("status") or "draft") if merge.before is None else merge.before["status"])
    begun: Row = {}
    if merge.is_new:
        if review_required and status in _REVIEWED:
            merge.refuse("REVIEW_REQUIRED", "A product has to be reviewed before it has this status.", "status")
        if status is ProductStatus.IN_REVIEW:
            begun |= {"submitted_by": around.actor, "submitted_at": around.now}
        if status in _COMPLETE:
            merge.claim = str(status)
    begun["status"] = str(status)
    if merge.openings:
        try:
            merge.step = launch(status, review_required=review_required)
        except ConflictError:
            merge.blocked = True
        if merge.is_new and merge.step is not None:
            begun["status"] = str(merge.step.target)
    return begun
