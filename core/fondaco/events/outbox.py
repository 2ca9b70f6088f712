"""Writing to the outbox, and knowing again later in whose name something was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

import msgspec

from fondaco.access.principals import SYSTEM
from fondaco.commerce.channel import Channel
from fondaco.context import Context
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import ConflictError
from fondaco.events.repository import Announcements, add_messages
from fondaco.ids import new_id

__all__ = ["restore_context", "write"]


class _StoredContext(msgspec.Struct, frozen=True, kw_only=True):
    """A context as the outbox keeps it; ``principal`` is for people who look."""

    channel: str
    locale: str
    request_id: str
    principal: str


async def write(
    uow: UnitOfWork, announced: Callable[[UnitOfWork, Sequence[UUID]], Announcements] | None = None
) -> None:
    """Writes what the unit of work emitted and enqueued, inside its transaction; called once, right before the commit.

    Without messages nothing is done. Ids of messages ascend in the order in which things were emitted.

    Args:
        announced: Takes the ids; returns what is told at the commit besides.
    """
    if not uow.messages:
        return
    # Ids of one millisecond are in no order, so they are put into one.
    ids = sorted(new_id() for _ in uow.messages)
    context = _StoredContext(
        channel=uow.context.channel.slug,
        locale=uow.context.locale,
        request_id=uow.context.request_id,
        principal=uow.context.principal.id,
    )
    await add_messages(
        ids,
        [message.kind for message in uow.messages],
        [message.name for message in uow.messages],
        [message.payload.decode() for message in uow.messages],
        context=msgspec.json.encode(context).decode(),
        created_at=uow.now,
        announcements=None if announced is None else announced(uow, ids),
    )


def restore_context(stored: str, channels: Mapping[str, Channel]) -> Context:
    """Returns the context to run a delivery in: channel, locale and request id of the emitter, but the system acts.

    Raises:
        ConflictError: ``CHANNEL_GONE`` if the settings do not know the channel any more. Running in another one could
            mean another currency.
    """
    found = msgspec.json.decode(stored, type=_StoredContext)
    channel = channels.get(found.channel)
    if channel is None:
        raise ConflictError(f"There is no channel {found.channel!r} any more.", code="CHANNEL_GONE")
    return Context(channel=channel, locale=found.locale, principal=SYSTEM, request_id=found.request_id)
