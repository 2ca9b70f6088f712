"""What a payment provider's plugin remembers of the payments and operations it was asked for.

A provider's own memory is not enough for two promises of the payment hooks. *An id that never arrived is refused for
good*: the refusal has to be written down before it is told, or a request that is on its way would charge after it.
And *whatever is asked later is asked of the account, in the currency and for the amount that the payment was begun
with*, whatever a message of the provider says.

Each function is one statement that commits by itself: payment hooks are called outside any transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from fondaco import clock
from fondaco.commerce import Money, PaymentOperation, PaymentRequest
from fondaco.db.engine import fetch_all, fetch_one, fetch_value

__all__ = ["Note", "NoteState", "ProviderMemory"]


class NoteState(StrEnum):
    """How far a payment or operation has come, as its plugin knows."""

    BEGUN = "begun"
    """Written down; the provider may not have heard of it."""
    KNOWN = "known"
    """The provider has it under `Note.reference`; nothing can move money yet without somebody acting."""
    CONFIRMING = "confirming"
    """The plugin itself has asked for the money."""
    CLOSED = "closed"
    """Given back, or to be given back if it comes after all."""
    REFUSED = "refused"
    """It never arrived, and is refused for good."""


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What is remembered of a payment or an operation.

    Attributes:
        id: The payment's or operation's, ours.
        payment_id: Of an operation: the payment's id; of a payment its own.
        state: How far it has come.
        channel: Slug of the channel that sold, so which account.
        method: Code of the method.
        currency: ISO 4217.
        amount: Minor units.
        capture: Of a payment: whether the money is to be taken at once.
        return_url: Of a payment: where the buyer goes when they have acted.
        label: What the buyer sees on a statement.
        reference: The provider's own id; empty while it is not known.
        detail: What else the plugin keeps, such as a QR code's text; never secret keys of the account.
        created_at: When it was first asked for.
        fresh: Whether the call that returned it wrote it down.
    """

    id: UUID
    payment_id: UUID
    state: NoteState
    channel: str
    method: str
    currency: str
    amount: int
    capture: bool
    return_url: str | None
    label: str
    reference: str
    detail: Mapping[str, str]
    created_at: datetime
    fresh: bool = False

    @property
    def money(self) -> Money:
        """How much it is about."""
        return Money(self.amount, self.currency)


_COLUMNS = ", ".join(name for name in Note.__struct_fields__ if name != "fresh")
_TABLE = "system.provider_note"
_OLD = f"UPDATE SET id = EXCLUDED.id RETURNING {_COLUMNS}, (xmax = 0) AS fresh"


def _typed(row: Note) -> Note:
    detail = msgspec.json.decode(str(row.detail), type=dict[str, str])  # rows are not converted
    return msgspec.structs.replace(row, state=NoteState(row.state), detail=detail)


class ProviderMemory:
    """The notes of one provider.

    Args:
        provider: Name of the plugin; its notes are its own.
    """

    def __init__(self, provider: str) -> None:
        self._provider = provider

    async def begin(self, request: PaymentRequest) -> Note:
        """Writes a payment down before the provider is asked, or returns what is known of its id already.

        Whoever gets REFUSED or CLOSED must not ask the provider for money.
        """
        return await self._add(
            request.payment_id,
            request.payment_id,
            NoteState.BEGUN,
            request.channel,
            request.method,
            request.amount,
            request.capture,
            request.return_url,
            request.reference[:255],
        )

    async def begin_operation(self, operation: PaymentOperation, payment: Note) -> Note:
        """Writes a capture or refund down before the provider is asked, or returns what is known of its id already."""
        return await self._add(
            operation.operation_id,
            payment.id,
            NoteState.BEGUN,
            payment.channel,
            payment.method,
            operation.amount,
            False,
            None,
            operation.kind.value,
        )

    async def refuse_unknown(self, id_: UUID, method: str) -> Note:
        """Refuses an id that was never asked for, for good; returns what is known of it."""
        return await self._add(id_, id_, NoteState.REFUSED, "", method, Money(0, "XXX"), False, None, "")

    async def find(self, id_: UUID) -> Note | None:
        """Returns what is known of an id; None if it was never asked for nor about."""
        found = await fetch_one(
            Note,
            f"SELECT {_COLUMNS} FROM {_TABLE} WHERE provider = $1 AND id = $2",  # noqa: S608 (constants)
            self._provider,
            id_,
        )
        return None if found is None else _typed(found)

    async def find_by_reference(self, reference: str) -> Note | None:
        """Returns the payment that the provider has under an id of its own."""
        found = await fetch_one(
            Note,
            f"SELECT {_COLUMNS} FROM {_TABLE} WHERE provider = $1 AND reference = $2 AND reference <> '' "  # noqa: S608 (constants)
            "AND id = payment_id",
            self._provider,
            reference,
        )
        return None if found is None else _typed(found)

    async def move(
        self,
        id_: UUID,
        before: Collection[NoteState],
        state: NoteState,
        *,
        reference: str = "",
        detail: Mapping[str, str] | None = None,
    ) -> bool:
        """Moves a note from one of several states to another; one in any other state stays as it is.

        Args:
            reference: The provider's own id; kept as it is where none is given.
            detail: Added to what is kept.

        Returns:
            Whether it was in one of these states. Of two that try at once only one may.
        """
        found = await fetch_one(
            Note,
            f"UPDATE {_TABLE} SET state = $4, detail = detail || $6::jsonb, updated_at = $7, "  # noqa: S608 (constants)
            "reference = CASE WHEN $5 = '' THEN reference ELSE $5 END "
            f"WHERE provider = $1 AND id = $2 AND state = ANY($3) RETURNING {_COLUMNS}",
            self._provider,
            id_,
            [one.value for one in before],
            state.value,
            reference,
            msgspec.json.encode(dict(detail or {})).decode(),
            clock.utc_now(),
        )
        return found is not None

    async def list_payments(self, state: NoteState, since: datetime, until: datetime, limit: int) -> list[Note]:
        """Returns payments in a state that were begun in a time, the oldest first."""
        found = await fetch_all(
            Note,
            f"SELECT {_COLUMNS} FROM {_TABLE} WHERE provider = $1 AND state = $2 AND id = payment_id "  # noqa: S608 (constants)
            "AND created_at BETWEEN $3 AND $4 ORDER BY created_at LIMIT $5",
            self._provider,
            state.value,
            since,
            until,
            limit,
        )
        return [_typed(row) for row in found]

    async def sum_operations(self, payment_id: UUID, state: NoteState) -> int:
        """Returns what a payment's captures or refunds in a state add up to, in minor units."""
        found = await fetch_value(
            f"SELECT coalesce(sum(amount), 0)::bigint FROM {_TABLE} "  # noqa: S608 (constants)
            "WHERE provider = $1 AND payment_id = $2 AND id <> payment_id AND state = $3",
            self._provider,
            payment_id,
            state.value,
        )
        return int(found)

    async def _add(
        self,
        id_: UUID,
        payment_id: UUID,
        state: NoteState,
        channel: str,
        method: str,
        amount: Money,
        capture: bool,
        return_url: str | None,
        label: str,
    ) -> Note:
        found = await fetch_one(
            Note,
            f"INSERT INTO {_TABLE} (provider, id, payment_id, state, channel, method, currency, amount, capture, "  # noqa: S608 (constants)
            "return_url, label, reference, detail, created_at, updated_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '', '{}', $12, $12) "
            f"ON CONFLICT (provider, id) DO {_OLD}",
            self._provider,
            id_,
            payment_id,
            state.value,
            channel,
            method,
            amount.currency,
            amount.amount,
            capture,
            return_url,
            label,
            clock.utc_now(),
        )
        assert found is not None  # noqa: S101 (for the type checker)
        return _typed(found)
