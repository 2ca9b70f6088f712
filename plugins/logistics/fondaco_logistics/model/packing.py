"""Making up parcels: which pieces of an order may go into one, and under which numbers it is known."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import msgspec
from fondaco.errors import ConflictError, DomainError, InvalidInputError, LimitExceededError, NotFoundError

from fondaco_logistics.model.carriers import Carrier
from fondaco_logistics.model.settling import Key, Saving, changed_rows
from fondaco_logistics.model.shipments import Tracking
from fondaco_logistics.model.stock import Taking, TakingState

__all__ = ["PackDraft", "PackLine", "Step", "as_they_become", "clean_trackings", "moved", "packable"]


class PackLine(msgspec.Struct, frozen=True):
    """Pieces that are to be packed.

    Attributes:
        allocation: Where they are now.
        quantity: How many of its pieces; None for all.
    """

    allocation: UUID
    quantity: int | None = None


class PackDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A parcel to be made up.

    Attributes:
        lines: Empty for all that lies in the warehouse for the order, and all that nobody counts.
    """

    order_id: UUID
    warehouse: UUID
    lines: tuple[PackLine, ...] = ()
    trackings: tuple[Tracking, ...] = ()


_URL = re.compile(r"https://[!-~]+")
MOST_TRACKINGS, LONGEST_NUMBER, LONGEST_URL = 50, 100, 1000


def clean_trackings(trackings: Sequence[Tracking], carriers: Mapping[str, Carrier]) -> tuple[Tracking, ...]:
    """Cleans the numbers under which a parcel is known; each once.

    Raises:
        LimitExceededError: ``TOO_MANY_ROWS``.
        InvalidInputError: ``UNKNOWN_CARRIER``, ``TRACKING_INVALID`` of a number or an address that cannot be one.
    """
    if len(trackings) > MOST_TRACKINGS:
        raise LimitExceededError(f"Give at most {MOST_TRACKINGS} numbers.", code="TOO_MANY_ROWS", field=("trackings",))
    cleaned = []
    for index, given in enumerate(trackings):
        one = Tracking(given.carrier.strip(), given.number.strip(), given.url.strip())
        path = ("trackings", str(index))
        if one.carrier and one.carrier not in carriers:
            raise InvalidInputError(
                f"There is no carrier {one.carrier!r} in the settings.",
                code="UNKNOWN_CARRIER",
                field=(*path, "carrier"),
            )
        if not 1 <= len(one.number) <= LONGEST_NUMBER or not one.number.isprintable():
            raise InvalidInputError(
                f"A tracking number has 1 to {LONGEST_NUMBER} characters.",
                code="TRACKING_INVALID",
                field=(*path, "number"),
            )
        if one.url and (_URL.fullmatch(one.url) is None or len(one.url) > LONGEST_URL):
            raise InvalidInputError(
                "The address has to begin with https://.", code="TRACKING_INVALID", field=(*path, "url")
            )
        cleaned.append(one)
    return tuple(dict.fromkeys(cleaned))


def packable(rows: Sequence[Taking], draft: PackDraft) -> list[tuple[Taking, int]]:
    """Returns which pieces of an order go into a parcel: rows and how many of each.

    Args:
        rows: All that the order holds.

    Raises:
        NotFoundError: ``ALLOCATION_NOT_FOUND``.
        ConflictError: ``NOTHING_TO_SHIP``, ``ORDER_NOT_PLACED``, ``OUT_OF_STOCK``, ``ALLOCATION_DONE`` of what is in a
            parcel already, ``OTHER_WAREHOUSE``.
        InvalidInputError: ``QUANTITY_INVALID``.
    """
    if not draft.lines:
        chosen = [(row, row.quantity) for row in rows if _refusal(row, draft.warehouse) is None]
        if not chosen:
            raise ConflictError(
                "Nothing of this order can be sent from there now.", code="NOTHING_TO_SHIP", field=("orderId",)
            )
        return chosen
    by_id = {row.id: row for row in rows}
    wanted: Counter[UUID] = Counter()
    for index, line in enumerate(draft.lines):
        path = ("lines", str(index))
        row = by_id.get(line.allocation)
        if row is None:
            raise NotFoundError(
                "There is no such allocation any more.", code="ALLOCATION_NOT_FOUND", field=(*path, "allocationId")
            )
        refused = _refusal(row, draft.warehouse, *path, "allocationId")
        if refused is not None:
            raise refused
        pieces = row.quantity if line.quantity is None else line.quantity
        wanted[row.id] += pieces
        if pieces < 1 or wanted[row.id] > row.quantity:
            raise InvalidInputError(
                f"The quantity is from 1 to {row.quantity}.", code="QUANTITY_INVALID", field=(*path, "quantity")
            )
    return [(by_id[id_], pieces) for id_, pieces in wanted.items()]


def _refusal(row: Taking, warehouse: UUID, *path: str) -> DomainError | None:
    """Returns why pieces cannot be packed in a warehouse; None if they can."""
    if not row.ships:
        return ConflictError("These pieces are not sent.", code="NOTHING_TO_SHIP", field=path)
    if row.state is TakingState.RESERVED:
        return ConflictError("The order is not placed yet.", code="ORDER_NOT_PLACED", field=path)
    if row.state is TakingState.SHORT:
        return ConflictError("These pieces are not there yet.", code="OUT_OF_STOCK", field=path)
    if row.state not in {TakingState.ALLOCATED, TakingState.UNTRACKED}:
        return ConflictError("These pieces are in a parcel already.", code="ALLOCATION_DONE", field=path)
    if row.warehouse not in {None, warehouse}:
        return ConflictError("These pieces lie in another warehouse.", code="OTHER_WAREHOUSE", field=path)
    return None


class Step(msgspec.Struct, frozen=True):
    """Pieces of an order of which something else becomes, where they lie.

    Attributes:
        source: What they are, and in which warehouse.
        target: What they become, and in which warehouse.
    """

    piece: UUID
    source: Key
    target: Key
    quantity: int


def moved(rows: Sequence[Taking], steps: Iterable[Step]) -> Saving:
    """Returns what has to be written so that pieces of an order are somewhere else, or something else became of them.

    Args:
        rows: All that the order holds.
    """
    of_piece: defaultdict[UUID, list[Taking]] = defaultdict(list)
    for row in rows:
        of_piece[row.piece].append(row)
    now: dict[UUID, Counter[Key]] = {}
    for step in steps:
        counts = now.setdefault(step.piece, Counter({(r.state, r.warehouse): r.quantity for r in of_piece[step.piece]}))
        counts[step.source] -= step.quantity
        counts[step.target] += step.quantity
    saved: list[Taking] = []
    removed: list[UUID] = []
    for piece, counts in now.items():
        changed = changed_rows(of_piece[piece], counts)
        saved += changed.saved
        removed += changed.removed
    return Saving(saved, removed)


def as_they_become(rows: Sequence[Taking], saving: Saving) -> list[Taking]:
    """Returns the rows as they are when a saving is written."""
    by_id = {row.id: row for row in rows} | {row.id: row for row in saving.saved}
    return [row for row in by_id.values() if row.id not in set(saving.removed)]
