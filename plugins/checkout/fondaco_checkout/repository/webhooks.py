"""The inbox of messages from payment providers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db.engine import execute, fetch_all, fetch_one, fetch_value
from fondaco.db.pagination import Keyset, Page, PageArgs, SortKey
from fondaco.ids import encode_global_id

__all__ = [
    "WebhookEvent",
    "add_event",
    "find_event",
    "find_event_hash",
    "list_events",
    "list_unhandled",
    "mark_handled",
    "remove_old",
]


class WebhookEvent(msgspec.Struct, frozen=True):
    """A message whose signature was right.

    Attributes:
        event_id: The provider's own; unique for each.
        body_hash: SHA-256 in hexadecimal digits.
        payment_id: Which payment it has news of.
        state: ``received``, ``handled``, or ``ignored`` where it has news of no payment.
    """

    id: UUID
    provider: str
    event_id: str
    body_hash: str
    payment_id: UUID | None
    state: str
    received_at: datetime
    handled_at: datetime | None

    @property
    def global_id(self) -> str:
        """The message's id at the API."""
        return encode_global_id("PaymentWebhookEvent", self.id)

    @property
    def payment_global_id(self) -> str | None:
        """The payment's id at the API."""
        return None if self.payment_id is None else encode_global_id("Payment", self.payment_id)


_NAMES = ", ".join(f"e.{name}" for name in WebhookEvent.__struct_fields__)
_SELECT = f"SELECT {_NAMES} FROM checkout.webhook_event AS e"  # noqa: S608 (constants)


async def add_event(event: WebhookEvent) -> bool:
    """Puts a message into the inbox; False if it is there already, which changes nothing."""
    changed = await execute(
        "INSERT INTO checkout.webhook_event (id, provider, event_id, body_hash, payment_id, state, received_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (provider, event_id) DO NOTHING",
        event.id,
        event.provider,
        event.event_id,
        event.body_hash,
        event.payment_id,
        event.state,
        event.received_at,
    )
    return changed == 1


async def find_event(event_id: UUID) -> WebhookEvent | None:
    """Returns a message."""
    return await fetch_one(WebhookEvent, f"{_SELECT} WHERE e.id = $1", event_id)


async def find_event_hash(provider: str, event_id: str) -> str | None:
    """Returns the hash of the body of a message that is in the inbox."""
    found: str | None = await fetch_value(
        "SELECT body_hash FROM checkout.webhook_event WHERE provider = $1 AND event_id = $2", provider, event_id
    )
    return found


async def mark_handled(event_id: UUID, now: datetime) -> None:
    """Notes that what a message had news of is in the ledger."""
    await execute(
        "UPDATE checkout.webhook_event SET state = 'handled', handled_at = $2 WHERE id = $1 AND state = 'received'",
        event_id,
        now,
    )


async def list_unhandled(before: datetime, limit: int) -> list[WebhookEvent]:
    """Returns messages that came before a moment and could not be handled yet, in random order."""
    return await fetch_all(
        WebhookEvent,
        f"{_SELECT} WHERE e.state = 'received' AND e.received_at < $1 ORDER BY random() LIMIT $2",
        before,
        limit,
    )


async def remove_old(before: datetime, limit: int) -> int:
    """Removes messages that came before a moment and are done with."""
    return await execute(
        "DELETE FROM checkout.webhook_event WHERE id IN (SELECT id FROM checkout.webhook_event "
        "WHERE received_at < $1 AND state <> 'received' LIMIT $2)",
        before,
        limit,
    )


_NEWEST = (
    SortKey("e.received_at", datetime, "received_at", descending=True),
    SortKey("e.id", UUID, "id", descending=True),
)


async def list_events(args: PageArgs, *, provider: str | None = None, largest: int = 100) -> Page[WebhookEvent]:
    """Returns a page of messages, the newest first.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``.
    """
    where, params = "($1::text IS NULL OR e.provider = $1)", [provider and provider.replace("\0", "\ufffd")]
    keyset = Keyset(_NEWEST, args, largest=largest, offset=1)
    found = await fetch_all(
        WebhookEvent,
        f"{_SELECT} WHERE {where} AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        *params,
        *keyset.params,
    )

    async def count() -> int:
        total: int = await fetch_value(f"SELECT count(*) FROM checkout.webhook_event AS e WHERE {where}", *params)  # noqa: S608 (constants)
        return total

    return keyset.page(found, count)
