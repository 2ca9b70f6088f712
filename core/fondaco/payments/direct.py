"""Providers at whom the buyer pays, and who take the money at once: what is the same of Alipay, WeChat Pay and others.

A plugin brings a `Gateway`, which knows the provider's API; the promises of the payment hooks are kept here, once.

Such a provider may let a buyer pay who still has its page open after the payment was given back here. So a payment that
was given back is remembered as CLOSED, and money that comes for it all the same goes back at once and whole, when the
provider's message tells of it or when the plugin's job asks, after its time is over.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID

import msgspec
import structlog

from fondaco import clock
from fondaco.commerce import (
    Money,
    PaymentOperation,
    PaymentOperationKind,
    PaymentOperationOutcome,
    PaymentOperationState,
    PaymentOutcome,
    PaymentRequest,
    PaymentState,
)
from fondaco.payments.memory import Note, NoteState, ProviderMemory

__all__ = [
    "DirectPayments",
    "Gateway",
    "GatewayRefusedError",
    "GatewayUncertainError",
    "RefundTold",
    "Trade",
    "TradeState",
]

MARGIN = timedelta(minutes=5)
"""How long after its time a payment is still believed to come."""
FOREIGN_PREFIX = "refund:"
MOST_FOREIGN = 20

_UNKNOWN = PaymentOutcome(state=PaymentState.UNKNOWN)
_UNCERTAIN = PaymentOperationOutcome(state=PaymentOperationState.UNCERTAIN)
_NEVER = PaymentOperationOutcome(state=PaymentOperationState.FAILED, reason="never_arrived")

log = structlog.get_logger("fondaco.payments")


class GatewayRefusedError(Exception):
    """The provider understood, and did not do it.

    Attributes:
        code: The provider's own, such as ``ACQ.TRADE_NOT_EXIST``.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class GatewayUncertainError(Exception):
    """Nobody knows whether the provider did it: no answer, or one whose signature is wrong."""


class TradeState(StrEnum):
    """How a payment stands with the provider."""

    WAITING = "waiting"
    """The buyer did not pay yet."""
    PAID = "paid"
    """The money came, whatever was given back since."""
    CLOSED = "closed"
    """The provider takes no money for it any more, and never did."""


class Trade(msgspec.Struct, frozen=True):
    """A payment as the provider tells it, by an answer whose signature is right.

    Attributes:
        amount: What the buyer paid or is to pay.
        reference: The provider's own id.
    """

    state: TradeState
    amount: Money
    reference: str = ""


class RefundTold(msgspec.Struct, frozen=True):
    """A refund as the provider tells it."""

    state: PaymentOperationState
    amount: Money
    reference: str = ""
    reason: str | None = None


class Gateway(Protocol):
    """The API of a provider. Every function may raise GatewayRefusedError and GatewayUncertainError."""

    def supports(self, channel: str, money: Money) -> bool:
        """Says whether the channel's account can take this amount in this currency."""

    async def begin(self, note: Note, token: str, expires_at: datetime) -> Mapping[str, str]:
        """Tells the provider of a payment, if it has to be told; nobody can have paid it before this returned.

        Args:
            token: What the provider's own front-end gave the buyer's browser, or knows the buyer by; may be empty.

        Returns:
            What is needed later, such as the text of a QR code.
        """

    def page(self, note: Note) -> str:
        """Returns where the buyer of a payment goes."""

    async def find(self, note: Note) -> Trade | None:
        """Returns a payment as the provider has it; None if it does not know it."""

    async def close(self, note: Note) -> None:
        """Closes a payment that nobody paid; of no effect on one that is unknown, closed or paid."""

    async def refund(self, note: Note, refund_id: UUID, amount: Money, reason: str) -> RefundTold:
        """Gives money back; idempotent in the refund's id."""

    async def find_refund(self, note: Note, refund_id: str) -> RefundTold | None:
        """Returns a refund by the id it was asked for with, in hexadecimal digits where it is ours."""


class DirectPayments:
    """Keeps the promises of the payment hooks for one provider.

    Args:
        lasts: How long a buyer has to pay.
    """

    def __init__(self, gateway: Gateway, memory: ProviderMemory, lasts: timedelta) -> None:
        self._gateway = gateway
        self._memory = memory
        self._lasts = lasts

    def expires_at(self, note: Note) -> datetime:
        """Returns until when the buyer can pay, UTC."""
        return note.created_at + self._lasts

    async def pay(self, request: PaymentRequest) -> PaymentOutcome:
        """Begins a payment, for which the buyer is waited; asked again it tells how that stands."""
        if not self._gateway.supports(request.channel, request.amount):
            return PaymentOutcome(state=PaymentState.DECLINED, reason="amount_not_supported")
        note = await self._memory.begin(request)
        if not note.fresh:
            return await self._outcome(note, final=False)
        try:
            detail = await self._gateway.begin(note, request.token, self.expires_at(note))
        except (GatewayRefusedError, GatewayUncertainError) as error:
            # What it takes to pay was given to nobody, whether the provider has the payment by now or not.
            reason = error.code if isinstance(error, GatewayRefusedError) else "provider_unavailable"
            log.warning("payment_not_begun", method=note.method, payment_id=str(note.id), reason=reason)
            await self._memory.move(note.id, [NoteState.BEGUN], NoteState.REFUSED, detail={"reason": reason})
            return await self._now(note.id)
        if not await self._memory.move(note.id, [NoteState.BEGUN], NoteState.KNOWN, detail=detail):
            return await self._now(note.id)  # asked about meanwhile, so it was refused for good
        return PaymentOutcome(state=PaymentState.ACTION_REQUIRED, action_url=self._gateway.page(note))

    async def status(self, payment_id: UUID, method: str) -> PaymentOutcome:
        """Says how a payment stands; one that never arrived, or was not paid in time, is refused for good."""
        return await self._outcome(await self._memory.refuse_unknown(payment_id, method), final=True)

    async def void(self, payment_id: UUID, method: str) -> PaymentOutcome:
        """Gives up a payment that waits for its buyer; of one that is paid it says so."""
        note = await self._memory.refuse_unknown(payment_id, method)
        if note.state in {NoteState.REFUSED, NoteState.BEGUN}:
            return await self._outcome(note, final=True)
        try:
            trade = None if note.state is NoteState.CLOSED else await self._gateway.find(note)
            if trade is not None and trade.state is TradeState.PAID:
                return await self._outcome(note, final=True)
            await self._memory.move(note.id, [NoteState.KNOWN], NoteState.CLOSED)  # money that comes now goes back
            await self._gateway.close(note)
        except (GatewayRefusedError, GatewayUncertainError) as error:
            return _nobody_knows(note, error)
        return await self._now(note.id)

    async def operate(self, operation: PaymentOperation) -> PaymentOperationOutcome:
        """Refunds. Asked again it first looks for what it did; there is nothing to capture."""
        payment = await self._memory.find(operation.payment_id)
        if operation.kind is not PaymentOperationKind.REFUND:
            return PaymentOperationOutcome(state=PaymentOperationState.FAILED, reason="not_supported")
        if payment is None or payment.state is not NoteState.KNOWN:
            return PaymentOperationOutcome(state=PaymentOperationState.FAILED, reason="payment_unknown")
        note = await self._memory.begin_operation(operation, payment)
        if note.state is NoteState.REFUSED:
            return _NEVER
        try:
            id_ = operation.operation_id
            told = None if note.fresh else await self._gateway.find_refund(payment, id_.hex)
            told = told or await self._gateway.refund(payment, id_, operation.amount, operation.reason)
        except GatewayRefusedError as error:
            return PaymentOperationOutcome(state=PaymentOperationState.FAILED, reason=error.code)
        except GatewayUncertainError as error:
            log.warning("payment_operation_uncertain", operation_id=str(note.id), reason=str(error))
            return _UNCERTAIN
        return await self._refunded(note, told)

    async def operation(self, operation: PaymentOperation) -> PaymentOperationOutcome:
        """Says what became of a refund; one that the provider never heard of is refused for good."""
        note = await self._memory.refuse_unknown(operation.operation_id, operation.method)
        payment = await self._memory.find(operation.payment_id)
        if note.state is NoteState.REFUSED or payment is None:
            return _NEVER
        try:
            told = await self._gateway.find_refund(payment, note.id.hex)
        except (GatewayRefusedError, GatewayUncertainError) as error:
            log.warning("payment_operation_uncertain", operation_id=str(note.id), reason=str(error))
            return _UNCERTAIN
        if told is not None:
            return await self._refunded(note, told)
        await self._memory.move(note.id, [NoteState.BEGUN], NoteState.REFUSED)
        return _NEVER

    async def hear(self, note: Note, refund_id: str = "") -> None:
        """Notes what a genuine message is about: a refund that is not ours is asked about from now on.

        Money that came for a payment which was given back goes back at once.

        Args:
            refund_id: Under which the refund was asked for; empty where it is about none.
        """
        ours = await self._is_ours(refund_id)
        if refund_id and not ours and sum(key.startswith(FOREIGN_PREFIX) for key in note.detail) < MOST_FOREIGN:
            await self._memory.move(note.id, [note.state], note.state, detail={FOREIGN_PREFIX + refund_id[:64]: ""})
        if note.state is NoteState.CLOSED:
            await self._outcome(note, final=True)

    async def end_closed(self, limit: int = 200) -> None:
        """Asks once more about payments that were given back, when their time is over, and ends with them.

        Money that came all the same goes back.
        """
        now = clock.utc_now()
        until = now - self._lasts - MARGIN
        for note in await self._memory.list_payments(NoteState.CLOSED, now - timedelta(days=30), until, limit):
            outcome = await self._outcome(note, final=True)
            if outcome.state in {PaymentState.VOIDED, PaymentState.DECLINED}:
                reason = {"reason": outcome.reason or "given_back"}
                await self._memory.move(note.id, [NoteState.CLOSED], NoteState.REFUSED, detail=reason)

    async def _is_ours(self, refund_id: str) -> bool:
        try:
            return await self._memory.find(UUID(refund_id)) is not None
        except ValueError:
            return False

    async def _now(self, payment_id: UUID) -> PaymentOutcome:
        note = await self._memory.find(payment_id)
        return _UNKNOWN if note is None else await self._outcome(note, final=False)

    async def _outcome(self, note: Note, *, final: bool) -> PaymentOutcome:
        """Tells how a payment stands.

        Args:
            final: Whether the one who asks gave up waiting for the request.
        """
        if note.state is NoteState.BEGUN:
            if not final:
                return _UNKNOWN
            await self._memory.move(note.id, [NoteState.BEGUN], NoteState.REFUSED)
            return await self._now(note.id)
        if note.state is NoteState.REFUSED:
            return PaymentOutcome(state=PaymentState.DECLINED, reason=note.detail.get("reason", "never_arrived"))
        try:
            trade = await self._gateway.find(note)
            if trade is not None and trade.amount != note.money:
                log.error("payment_of_another_amount", payment_id=str(note.id), told=str(trade.amount))
                return _UNKNOWN
            if trade is not None and trade.state is TradeState.PAID:
                return await self._paid(note, trade)
            return await self._unpaid(note, trade)
        except (GatewayRefusedError, GatewayUncertainError) as error:
            return _nobody_knows(note, error)

    async def _paid(self, note: Note, trade: Trade) -> PaymentOutcome:
        if note.state is NoteState.CLOSED:
            log.warning("payment_came_too_late", payment_id=str(note.id), reference=trade.reference)
            told = await self._gateway.refund(note, note.id, note.money, "")
            lost = told.state is PaymentOperationState.FAILED
            return _UNKNOWN if lost else PaymentOutcome(state=PaymentState.VOIDED, provider_reference=trade.reference)
        return PaymentOutcome(
            state=PaymentState.CAPTURED,
            provider_reference=trade.reference,
            captured=trade.amount,
            refunded=await self._given_back(note),
        )

    async def _unpaid(self, note: Note, trade: Trade | None) -> PaymentOutcome:
        if note.state is NoteState.CLOSED:
            reason = note.detail.get("reason")
            state = PaymentState.VOIDED if reason is None else PaymentState.DECLINED
            return PaymentOutcome(state=state, reason=reason)
        over = clock.utc_now() > self.expires_at(note) + MARGIN
        if over or (trade is not None and trade.state is TradeState.CLOSED):
            await self._gateway.close(note)
            await self._memory.move(note.id, [NoteState.KNOWN], NoteState.CLOSED, detail={"reason": "expired"})
            return PaymentOutcome(state=PaymentState.DECLINED, reason="expired")
        return PaymentOutcome(state=PaymentState.ACTION_REQUIRED, action_url=self._gateway.page(note))

    async def _given_back(self, note: Note) -> Money:
        """Returns what was refunded in all: by us, and by others of whom a message told."""
        total = await self._memory.sum_operations(note.id, NoteState.KNOWN)
        for key in note.detail:
            if key.startswith(FOREIGN_PREFIX):
                told = await self._gateway.find_refund(note, key.removeprefix(FOREIGN_PREFIX))
                done = told is not None and told.state is PaymentOperationState.SUCCEEDED
                total += told.amount.amount if told is not None and done else 0
        return Money(total, note.currency)

    async def _refunded(self, note: Note, told: RefundTold) -> PaymentOperationOutcome:
        if told.amount != note.money:
            log.error("refund_of_another_amount", operation_id=str(note.id), told=str(told.amount))
            return _UNCERTAIN
        if told.state is PaymentOperationState.SUCCEEDED:
            await self._memory.move(note.id, [NoteState.BEGUN], NoteState.KNOWN, reference=told.reference)
        return PaymentOperationOutcome(state=told.state, provider_reference=told.reference, reason=told.reason)


def _nobody_knows(note: Note, error: Exception) -> PaymentOutcome:
    log.warning("payment_status_unknown", payment_id=str(note.id), method=note.method, reason=str(error))
    return _UNKNOWN
