"""A payment provider's plugin and what stands behind it, as the contract tests ask for both."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

import msgspec

from fondaco.commerce import (
    Money,
    PaymentNotice,
    PaymentOperation,
    PaymentOperationKind,
    PaymentOperationOutcome,
    PaymentOperationState,
    PaymentOutcome,
    PaymentQuery,
    PaymentRequest,
    PaymentState,
)
from fondaco.hookspecs import HookSpecs
from fondaco.ids import new_id

__all__ = ["HOLDS", "UNKNOWN", "Loss", "ProviderHarness"]

T = TypeVar("T")

UNKNOWN = PaymentOutcome(state=PaymentState.UNKNOWN)
HOLDS = frozenset({PaymentState.AUTHORIZED, PaymentState.CAPTURED})
"""States in which a provider has money of the buyer."""

_UNCERTAIN = PaymentOperationOutcome(state=PaymentOperationState.UNCERTAIN)


class Loss(StrEnum):
    """What is lost on the way between the plugin and the provider."""

    REQUESTS = "requests"
    """Nothing arrives."""
    ANSWERS = "answers"
    """Everything arrives and is done, and every answer is lost."""


class ProviderHarness(ABC):
    """A provider's plugin, and what stands behind it: a fake of the provider, or a sandbox of it.

    Attributes:
        hooks: The plugin.
        method: Code of a method of it.
        token: What makes a payment succeed.
        declined_token: What makes it fail; None where tokens decide nothing.
        currency: In which amounts are.
        channel: Slug of the channel.
        needs_buyer: Whether a payment waits for its buyer, who pays on the provider's page or in its app.
    """

    hooks: HookSpecs
    method: str
    token: str = ""
    declined_token: str | None = None
    currency: str = "EUR"
    channel: str = "default"
    needs_buyer: bool = False

    async def buyer_pays(self, payment_id: UUID) -> None:
        """Does what the buyer does at the provider; needed where `needs_buyer`."""
        raise NotImplementedError

    @abstractmethod
    async def held(self, payment_id: UUID) -> int:
        """Returns what the provider has of the buyer's money and did not give back, reserved or taken."""

    @abstractmethod
    async def lose(self, loss: Loss | None) -> None:
        """Loses requests or answers from now on; None for nothing any more."""

    @abstractmethod
    async def notice(self, payment_id: UUID) -> PaymentNotice:
        """Returns a genuine message of the provider about a payment, which has news of it."""

    def request(self, amount: int = 2000, **changes: object) -> PaymentRequest:
        """Returns a request of so many minor units."""
        request = PaymentRequest(
            payment_id=new_id(),
            method=self.method,
            amount=Money(amount, self.currency),
            token=self.token,
            reference="Shop 1000",
            return_url="http://127.0.0.1:9/back",
            channel=self.channel,
        )
        return msgspec.structs.replace(request, **changes)

    def operation(
        self, request: PaymentRequest, outcome: PaymentOutcome, kind: PaymentOperationKind, amount: int
    ) -> PaymentOperation:
        """Returns an operation on a payment."""
        return PaymentOperation(
            operation_id=new_id(),
            payment_id=request.payment_id,
            method=self.method,
            kind=kind,
            amount=Money(amount, self.currency),
            provider_reference=outcome.provider_reference,
        )

    async def pay(self, request: PaymentRequest) -> PaymentOutcome:
        """Asks for money as checkout does: whatever is raised, the payment is simply not known."""
        return await _asked(self.hooks.resolve_payment(request), UNKNOWN)

    async def status(self, request: PaymentRequest) -> PaymentOutcome:
        """Asks how a payment stands."""
        return await _asked(self.hooks.resolve_payment_status(self._query(request)), UNKNOWN)

    async def void(self, request: PaymentRequest) -> PaymentOutcome:
        """Gives back what is reserved."""
        return await _asked(self.hooks.resolve_payment_void(self._query(request)), UNKNOWN)

    async def operate(self, operation: PaymentOperation) -> PaymentOperationOutcome:
        """Captures or refunds."""
        capture = operation.kind is PaymentOperationKind.CAPTURE
        call = self.hooks.resolve_payment_capture if capture else self.hooks.resolve_payment_refund
        return await _asked(call(operation), _UNCERTAIN)

    async def operation_status(self, operation: PaymentOperation) -> PaymentOperationOutcome:
        """Asks what became of a capture or refund."""
        return await _asked(self.hooks.resolve_payment_operation(operation), _UNCERTAIN)

    async def paid(self, amount: int = 2000, *, capture: bool = True) -> tuple[PaymentRequest, PaymentOutcome]:
        """Pays, as the buyer too, and returns how it stands."""
        request = self.request(amount, capture=capture)
        outcome = await self.pay(request)
        if self.needs_buyer:
            assert outcome.state is PaymentState.ACTION_REQUIRED
            await self.buyer_pays(request.payment_id)
            outcome = await self.status(request)
        assert outcome.state in HOLDS, outcome
        return request, outcome

    def _query(self, request: PaymentRequest) -> PaymentQuery:
        return PaymentQuery(request.payment_id, request.method)


async def _asked(call: Awaitable[T | None], unknown: T) -> T:
    try:
        async with asyncio.timeout(10):
            found = await call
    except Exception:  # noqa: BLE001 (as checkout does: nothing is known then)
        return unknown
    assert found is not None
    return found
