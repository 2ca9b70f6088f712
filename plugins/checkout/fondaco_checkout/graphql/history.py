"""The history of orders: all of it for staff, what buyers may see in the shop; notes of staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from fondaco import commerce
from fondaco.db.pagination import Page
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.graphql import ID, Connection, Info, SchemaPart, enum_type, input_type
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.graphql.scalars import JSON
from fondaco.ids import parse_global_id

from fondaco_checkout.graphql.history_types import Actor, OrderHistoryEntry, OrderNote
from fondaco_checkout.graphql.order_types import Order
from fondaco_checkout.model import history as model
from fondaco_checkout.model import order as order_model
from fondaco_checkout.permissions import MANAGE_ORDERS
from fondaco_checkout.repository import history as repository
from fondaco_checkout.repository import orders as order_repository
from fondaco_checkout.service import notes

__all__ = ["history_admin", "history_shop"]

history_admin = SchemaPart()
history_shop = SchemaPart()
enum_type(commerce.ActorType)


@history_admin.extend("Order", type=Connection[OrderHistoryEntry], name="history")
async def order_history(
    orders: Sequence[order_model.Order],
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> list[Page[model.RecordedEntry]]:
    """All that happened to it, the newest first."""
    args = info.context.page_args(first, after, last, before)
    largest = info.context.app.settings.graphql.max_page_size
    return await repository.list_history([order.id for order in orders], args, largest=largest, for_buyers=False)


@history_shop.extend("Order", type=Connection[OrderHistoryEntry], name="history")
async def order_history_of_buyer(
    orders: Sequence[order_model.Order],
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> list[Page[model.RecordedEntry]]:
    """What happened to it, as far as it concerns the buyer, the newest first."""
    args = info.context.page_args(first, after, last, before)
    largest = info.context.app.settings.graphql.max_page_size
    return await repository.list_history([order.id for order in orders], args, largest=largest, for_buyers=True)


@history_admin.extend("OrderHistoryEntry", type=Actor)
async def actor(entries: Sequence[model.RecordedEntry]) -> list[commerce.Actor]:
    """Who did it."""
    return [entry.actor for entry in entries]


@history_admin.extend("OrderHistoryEntry", type=JSON)
async def detail(entries: Sequence[model.RecordedEntry]) -> list[Mapping[str, Any]]:
    """What exactly happened: values by name, as the guide lists them for each kind."""
    return [entry.api_detail for entry in entries]


@history_admin.extend("OrderHistoryEntry", type=bool)
async def shown_to_buyer(entries: Sequence[model.RecordedEntry]) -> list[bool]:
    """Whether the buyer sees that it happened; of a note they see only how it stands."""
    return [not entry.hidden for entry in entries]


@history_shop.extend("OrderHistoryEntry", type=JSON, name="detail")
async def detail_of_buyer(entries: Sequence[model.RecordedEntry]) -> list[Mapping[str, Any]]:
    """What exactly happened: values by name, as the guide lists them for each kind."""
    return [entry.api_shown for entry in entries]


@history_admin.extend("Order", type=list[OrderNote])
async def staff_notes(orders: Sequence[order_model.Order]) -> list[list[model.Note]]:
    """What staff noted on it, the oldest first."""
    found = await repository.list_notes([order.id for order in orders])
    return [found[order.id] for order in orders]


@input_type
class OrderNoteAddInput:
    """A note on an order.

    Attributes:
        text: At most 5,000 characters.
        shown_to_buyer: Whether the buyer sees it on the order's page.
    """

    order_id: ID
    text: str
    shown_to_buyer: bool = False


@input_type
class OrderNoteUpdateInput:
    """What is to be of a note; what is null stays.

    Attributes:
        text: At most 5,000 characters.
    """

    id: ID
    text: str | None = None
    shown_to_buyer: bool | None = None


@input_type
class OrderNoteRemoveInput:
    """Which note to take away."""

    id: ID


class NoteAnswer(msgspec.Struct, frozen=True):
    """The payload of orderNoteAdd and orderNoteUpdate."""

    note: model.Note
    order: order_model.Order


async def _answer(note: model.Note) -> NoteAnswer:
    return NoteAnswer(note, (await order_repository.find_orders([note.order_id]))[note.order_id])


@history_admin.mutation(returns={"note": OrderNote, "order": Order}, permission=MANAGE_ORDERS)
async def order_note_add(uow: UnitOfWork, data: OrderNoteAddInput) -> NoteAnswer:
    """Writes a note on an order, for staff or for the buyer too."""
    order_id = parse_global_id(data.order_id, "Order", field=("orderId",))
    return await _answer(await notes.add_note(uow, order_id, data.text, shown_to_buyer=data.shown_to_buyer))


@history_admin.mutation(returns={"note": OrderNote, "order": Order}, permission=MANAGE_ORDERS)
async def order_note_update(uow: UnitOfWork, data: OrderNoteUpdateInput) -> NoteAnswer:
    """Changes a note's text, or who sees it. The history keeps what it said; the buyer sees only how it stands."""
    note_id = parse_global_id(data.id, "OrderNote", field=("id",))
    return await _answer(await notes.change_note(uow, note_id, data.text, data.shown_to_buyer))


@history_admin.mutation(returns={"order": Order}, permission=MANAGE_ORDERS)
async def order_note_remove(uow: UnitOfWork, data: OrderNoteRemoveInput) -> order_model.Order:
    """Takes a note away, from the buyer too. The history keeps what it said."""
    order_id = await notes.remove_note(uow, parse_global_id(data.id, "OrderNote", field=("id",)))
    return (await order_repository.find_orders([order_id]))[order_id]
