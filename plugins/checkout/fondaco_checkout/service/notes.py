"""Notes of staff on orders: each change is an entry of the history, and nothing is overwritten."""

from __future__ import annotations

from unicodedata import category
from uuid import UUID

from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import InvalidInputError, LimitExceededError, NotFoundError
from fondaco.ids import encode_global_id, new_id

from fondaco_checkout.model.history import NOTE_ADDED, NOTE_CHANGED, NOTE_REMOVED, Note
from fondaco_checkout.repository import history, orders
from fondaco_checkout.service.history import record

__all__ = ["add_note", "change_note", "remove_note"]

LONGEST_TEXT = 5000
MOST_NOTES = 500
"""On one order."""


async def add_note(uow: UnitOfWork, order_id: UUID, text: str, *, shown_to_buyer: bool) -> Note:
    """Writes a note on an order, which is locked.

    Raises:
        NotFoundError: ``ORDER_NOT_FOUND``.
        InvalidInputError: ``TEXT_INVALID`` (empty, or with control characters).
        LimitExceededError: ``TEXT_TOO_LONG``, ``TOO_MANY_NOTES``.
    """
    text = _checked(text)
    await orders.lock_order(order_id)
    if len((await history.list_notes([order_id]))[order_id]) >= MOST_NOTES:
        raise LimitExceededError(f"An order has at most {MOST_NOTES} notes.", code="TOO_MANY_NOTES", field=("orderId",))
    return await _write(uow, order_id, new_id(), NOTE_ADDED, text, shown_to_buyer=shown_to_buyer)


async def change_note(uow: UnitOfWork, note_id: UUID, text: str | None, shown_to_buyer: bool | None) -> Note:
    """Changes the text of a note, or who sees it; what is None stays. The order is locked.

    Raises:
        NotFoundError: ``NOTE_NOT_FOUND``.
        InvalidInputError: ``TEXT_INVALID``.
        LimitExceededError: ``TEXT_TOO_LONG``.
    """
    note = await _locked(note_id)
    wanted = note.text if text is None else _checked(text)
    shown = note.shown_to_buyer if shown_to_buyer is None else shown_to_buyer
    if (wanted, shown) == (note.text, note.shown_to_buyer):
        return note
    return await _write(uow, note.order_id, note_id, NOTE_CHANGED, wanted, shown_to_buyer=shown)


async def remove_note(uow: UnitOfWork, note_id: UUID) -> UUID:
    """Takes a note away, from the list and from the buyer; the history keeps it. Returns its order, which is locked.

    Raises:
        NotFoundError: ``NOTE_NOT_FOUND``.
    """
    note = await _locked(note_id)
    await record(uow, note.order_id, NOTE_REMOVED, note_id=note_id, noteId=note.global_id)
    return note.order_id


async def _locked(note_id: UUID) -> Note:
    note = await history.find_note(note_id)
    if note is not None:
        await orders.lock_order(note.order_id)
        note = await history.find_note(note_id)
    if note is None:
        raise NotFoundError("There is no such note.", code="NOTE_NOT_FOUND", field=("id",))
    return note


async def _write(uow: UnitOfWork, order_id: UUID, note_id: UUID, kind: str, text: str, *, shown_to_buyer: bool) -> Note:
    await record(
        uow,
        order_id,
        kind,
        note_id=note_id,
        shown={"text"} if shown_to_buyer else None,
        noteId=encode_global_id("OrderNote", note_id),
        text=text,
    )
    note = await history.find_note(note_id)
    assert note is not None  # noqa: S101 (it was just written)
    return note


def _checked(given: str) -> str:
    text = given.replace("\r\n", "\n").strip()
    if len(text) > LONGEST_TEXT:
        raise LimitExceededError(
            f"A note has at most {LONGEST_TEXT} characters.", code="TEXT_TOO_LONG", field=("text",)
        )
    if not text or any(category(character) == "Cc" and character not in "\n\t" for character in text):
        raise InvalidInputError("A note has a text, without control characters.", code="TEXT_INVALID", field=("text",))
    return text
