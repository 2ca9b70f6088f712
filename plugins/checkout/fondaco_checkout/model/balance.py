"""What the payments of an order amount to: the only place that says what is paid, owed and overpaid."""

from __future__ import annotations

from typing import Self
from uuid import UUID

import msgspec
from fondaco.commerce import Money, PaymentState

from fondaco_checkout.model.payments import Payment
from fondaco_checkout.model.states import PAYMENT_RULES, OrderPaymentState, PaymentSums

__all__ = ["Balance", "OrderPaymentState", "order_payment_state"]


class Balance(msgspec.Struct, frozen=True, kw_only=True):
    """What an order costs and what its payments amount to, in minor units.

    Attributes:
        total: What the order costs.
        returned: What refunds took off its lines and delivery, refunds on their way included.
        captured: What was paid.
        refunded: What went back.
        disputed: What buyers' banks took back.
        reserved: What is authorized and not captured.
        undecided: What providers were asked for and have not answered.
        awaited: What is to come without a provider.
        released: What was given back without having been captured.
        returning: What is on its way back of what was paid.
    """

    order_id: UUID
    currency: str
    cancelled: bool
    total: int
    returned: int
    captured: int
    refunded: int
    disputed: int
    reserved: int
    undecided: int
    awaited: int
    released: int
    returning: int = 0

    @classmethod
    def of_first(cls, payment: Payment, total: int) -> Self:
        """Returns the balance of an order that has one payment, on which nothing was done yet."""
        return cls(
            order_id=payment.order_id,
            currency=payment.currency,
            cancelled=False,
            total=total,
            returned=0,
            captured=payment.captured,
            refunded=0,
            disputed=0,
            reserved=payment.reserved - payment.captured,
            undecided=0,
            awaited=payment.amount if payment.state is PaymentState.PENDING else 0,
            released=0,
        )

    def money(self, amount: int) -> Money:
        """Returns minor units of the order's currency as money."""
        return Money(amount, self.currency)

    @property
    def owed(self) -> int:
        """What the order costs after what was given back of it."""
        return 0 if self.cancelled else self.total - self.returned

    @property
    def kept(self) -> int:
        """What was paid and did not go back; what a bank took back counts as paid until staff decide about it."""
        return self.captured - self.refunded

    @property
    def outstanding(self) -> int:
        """What can still be paid: neither paid nor reserved, and no provider is being asked for it."""
        return max(0, self.owed - self.kept - self.reserved - self.undecided)

    @property
    def begun(self) -> bool:
        """Whether anything was paid, is reserved, or is being paid."""
        return bool(self.captured or self.reserved or self.undecided)

    @property
    def overpaid(self) -> int:
        """What was paid beyond what is owed."""
        return max(0, self.kept - self.owed)


def order_payment_state(balance: Balance) -> OrderPaymentState:
    """Derives what is paid of an order from its payments: the only place that says so."""
    sums = PaymentSums(
        total=balance.total,
        captured=balance.captured,
        gone=balance.refunded + balance.disputed,
        reserved=balance.reserved,
        released=balance.released,
        waiting=balance.awaited + balance.undecided,
        cancelled=balance.cancelled,
    )
    return next(rule.state for rule in PAYMENT_RULES if rule.holds(sums))
