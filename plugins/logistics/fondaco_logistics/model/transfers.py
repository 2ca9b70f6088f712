"""Pieces on their way from one warehouse to another, and what may become of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec
from fondaco.commerce import SellableRef
from fondaco.errors import InvalidInputError

from fondaco_logistics.model.drafts import LONGEST_NOTE, LONGEST_REFERENCE, MOST_PIECES

__all__ = ["Arrival", "Sent", "Transfer", "TransferDraft", "TransferLine", "TransferState", "arrived", "clean_transfer"]

MOST_LINES = 500


class TransferState(StrEnum):
    """How far a transfer is."""

    IN_TRANSIT = "in_transit"
    """Some pieces are on their way."""
    DONE = "done"
    """All arrived, went back, or are known to be lost."""


class Sent(msgspec.Struct, frozen=True):
    """So many pieces of a thing that are to be sent."""

    ref: SellableRef
    quantity: int


class TransferDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A transfer to be made.

    Attributes:
        reference: A number of elsewhere; ``note`` is for people.
    """

    source: UUID
    destination: UUID
    lines: tuple[Sent, ...]
    reference: str = ""
    note: str = ""


class Arrival(msgspec.Struct, frozen=True):
    """What arrived of a thing: good pieces, and damaged ones."""

    ref: SellableRef
    received: int
    damaged: int = 0


class TransferLine(msgspec.Struct, frozen=True):
    """Pieces of a thing, and what became of them."""

    id: UUID
    item: UUID
    ref_type: str
    ref_id: UUID
    quantity: int
    received: int
    damaged: int
    returned: int
    lost: int

    @property
    def in_transit(self) -> int:
        """How many are on their way."""
        return self.quantity - self.received - self.damaged - self.returned - self.lost


class Transfer(msgspec.Struct, frozen=True):
    """Pieces that left a warehouse for another."""

    id: UUID
    source: UUID
    destination: UUID
    state: TransferState
    reference: str
    note: str
    created_at: datetime


def clean_transfer(draft: TransferDraft) -> TransferDraft:
    """Cleans a transfer; what is given twice is summed.

    Raises:
        InvalidInputError: ``SAME_WAREHOUSE``, ``LINES_REQUIRED``, ``QUANTITY_INVALID``, ``TEXT_TOO_LONG``.
    """
    if draft.source == draft.destination:
        raise InvalidInputError(
            "A transfer goes from one warehouse to another.", code="SAME_WAREHOUSE", field=("destinationId",)
        )
    if not 1 <= len(draft.lines) <= MOST_LINES:
        raise InvalidInputError(f"Give 1 to {MOST_LINES} lines.", code="LINES_REQUIRED", field=("lines",))
    summed: dict[SellableRef, int] = {}
    for index, line in enumerate(draft.lines):
        if not 1 <= line.quantity <= MOST_PIECES:
            raise _quantity_invalid(index)
        summed[line.ref] = summed.get(line.ref, 0) + line.quantity
    reference, note = draft.reference.strip(), draft.note.strip()
    for name, text, longest in (("reference", reference, LONGEST_REFERENCE), ("note", note, LONGEST_NOTE)):
        if len(text) > longest:
            raise InvalidInputError(f"A {name} has at most {longest} characters.", code="TEXT_TOO_LONG", field=(name,))
    lines = tuple(Sent(ref, quantity) for ref, quantity in summed.items())
    return msgspec.structs.replace(draft, lines=lines, reference=reference, note=note)


def _quantity_invalid(index: int) -> InvalidInputError:
    return InvalidInputError(
        f"A quantity is a number from 1 to {MOST_PIECES}.",
        code="QUANTITY_INVALID",
        field=("lines", str(index), "quantity"),
    )


def arrived(lines: Sequence[TransferLine], arrivals: Sequence[Arrival]) -> list[tuple[TransferLine, Arrival]]:
    """Returns each arrival with its line.

    Raises:
        InvalidInputError: ``LINES_REQUIRED``, ``NOT_SENT`` of what the transfer does not have, or is given twice,
            ``QUANTITY_INVALID`` of more than is on its way.
    """
    if not arrivals:
        raise InvalidInputError("Give at least one line.", code="LINES_REQUIRED", field=("lines",))
    left = {(line.ref_type, line.ref_id): line for line in lines}
    found = []
    for index, arrival in enumerate(arrivals):
        line = left.pop((arrival.ref.type, arrival.ref.id), None)
        field = ("lines", str(index))
        if line is None:
            raise InvalidInputError("This was not sent, or is given twice.", code="NOT_SENT", field=field)
        sum_ = arrival.received + arrival.damaged
        if min(arrival.received, arrival.damaged) < 0 or not 1 <= sum_ <= line.in_transit:
            raise InvalidInputError(
                f"Only {line.in_transit} of this are on their way.", code="QUANTITY_INVALID", field=field
            )
        found.append((line, arrival))
    return found
