"""What the test provider answers."""

from __future__ import annotations

import asyncio
from uuid import UUID

from fondaco.commerce import (
    Money,
    PaymentMethod,
    PaymentMethodKind,
    PaymentOperation,
    PaymentOperationKind,
    PaymentOperationOutcome,
    PaymentOperationState,
    PaymentOutcome,
    PaymentRequest,
    PaymentState,
)

from fondaco_checkout.test_provider import repository

__all__ = ["METHOD", "TestProvider", "method"]

METHOD = "test"

_SUCCEEDS = "4242424242424242"
_NEEDS_ACTION = "4000000000003220"
_TIMES_OUT = "4000000000000119"
_TIMES_OUT_CHARGED = "4000000000000259"
_DECLINES = {"4000000000000002": "card_declined", "4000000000009995": "insufficient_funds"}

_NAMES = {"en": "Test card", "zh-Hans": "测试卡"}


def method(locale: str) -> PaymentMethod:
    """Returns the method under its name in a language."""
    return PaymentMethod(METHOD, _NAMES.get(locale, _NAMES["en"]), kind=PaymentMethodKind.CARD_FIELD)


class TestProvider:
    """Authorizes, tells and voids payments of the method ``test``; idempotent in the payment id throughout.

    Args:
        base_url: Where this server is reached; the page for buyers is below it.
        late_seconds: How long cards that time out take to answer; longer than checkout waits.
    """

    __test__ = False  # a name for people, and no test case for pytest

    def __init__(self, base_url: str, late_seconds: float) -> None:
        self._base_url = base_url
        self._late_seconds = late_seconds

    async def authorize(self, request: PaymentRequest) -> PaymentOutcome:
        """Takes a payment, or returns the outcome that its id has already."""
        card = "".join(character for character in request.token if character.isdigit())
        if card == _TIMES_OUT:
            await asyncio.sleep(self._late_seconds)
            return PaymentOutcome(state=PaymentState.UNKNOWN)
        if card in {_SUCCEEDS, _TIMES_OUT_CHARGED}:
            state, reason = PaymentState.CAPTURED if request.capture else PaymentState.AUTHORIZED, None
        elif card == _NEEDS_ACTION:
            state, reason = PaymentState.ACTION_REQUIRED, None
        else:
            state, reason = PaymentState.DECLINED, _DECLINES.get(card, "invalid_number")
        found = await repository.record(request, state, reason)
        if card == _TIMES_OUT_CHARGED:
            await asyncio.sleep(self._late_seconds)
            return await self._outcome(request.payment_id)
        return self._told(found)

    async def status(self, payment_id: UUID) -> PaymentOutcome:
        """Says how a payment stands; one that never arrived is refused for good."""
        await repository.refuse_unknown(payment_id)
        return await self._outcome(payment_id)

    async def void(self, payment_id: UUID) -> PaymentOutcome:
        """Gives a payment back, also one that waits for the buyer; one that never arrived is refused for good."""
        await repository.refuse_unknown(payment_id)
        await repository.set_state(
            payment_id, (PaymentState.AUTHORIZED, PaymentState.ACTION_REQUIRED), PaymentState.VOIDED, None
        )
        return await self._outcome(payment_id)

    async def operate(self, operation: PaymentOperation) -> PaymentOperationOutcome:
        """Captures or refunds; idempotent in the operation's id, and never more than there is."""
        await repository.record_operation(operation)
        return await self._operation_outcome(operation)

    async def operation(self, operation: PaymentOperation) -> PaymentOperationOutcome:
        """Says what became of an operation; one that never arrived is refused for good."""
        await repository.refuse_unknown_operation(operation)
        return await self._operation_outcome(operation)

    async def _operation_outcome(self, operation: PaymentOperation) -> PaymentOperationOutcome:
        found = await repository.find_operation(operation.operation_id)
        if found is None:
            return PaymentOperationOutcome(state=PaymentOperationState.UNCERTAIN)
        prefix = "re" if operation.kind is PaymentOperationKind.REFUND else "ca"
        return PaymentOperationOutcome(
            state=PaymentOperationState(found.state),
            provider_reference=f"test_{prefix}_{operation.operation_id.hex}",
            reason=found.reason,
        )

    async def decide(self, payment_id: UUID, *, confirmed: bool) -> None:
        """What the buyer decided on the page; a payment that is decided already stays as it is."""
        await repository.set_state(
            payment_id,
            (PaymentState.ACTION_REQUIRED,),
            PaymentState.AUTHORIZED if confirmed else PaymentState.DECLINED,
            None if confirmed else "refused_by_buyer",
        )

    async def _outcome(self, payment_id: UUID) -> PaymentOutcome:
        found = await repository.find(payment_id)
        return PaymentOutcome(state=PaymentState.UNKNOWN) if found is None else self._told(found)

    def _told(self, found: repository.StoredPayment) -> PaymentOutcome:
        state = PaymentState(found.state)
        return PaymentOutcome(
            state=state,
            provider_reference=f"test_{found.payment_id.hex}",
            action_url=f"{self._base_url}/payments/test/{found.payment_id}"
            if state is PaymentState.ACTION_REQUIRED
            else None,
            reason=found.reason,
            captured=Money(found.captured, found.currency),
            refunded=Money(found.refunded, found.currency),
            disputed=Money(found.disputed, found.currency),
        )
