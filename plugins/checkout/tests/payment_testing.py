"""What the tests of payments share: orders that are placed, and what staff do with their money."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from checkout_testing import MONEY, MUG, TAXED, Buyer
from fondaco.db.engine import fetch_value
from fondaco.ids import parse_global_id
from fondaco.testing import GraphQLClient

__all__ = ["OPERATION", "PATIENT", "PAYMENT", "REFUND", "Staff", "euros", "ledger", "place"]

OPERATION = f"id kind state amount {MONEY} actor note failure providerReference finishedAt"
PAYMENT = (
    f"id method manual state amount {MONEY} authorized {MONEY} captured {MONEY} refunded {MONEY} capturable {MONEY} "
    f"refundable {MONEY} pendingRefund {MONEY} disputed {MONEY} dueAt actionUrl instructions"
)
REFUND = (
    f"id state reason actor total {TAXED} refunded {MONEY} "
    f"parts {{ kind orderLineId quantity restock total {TAXED} }} settledAt"
)
SUMS = f"paymentState outstanding {MONEY} paid {MONEY} refunded {MONEY} overpaid {MONEY}"


PATIENT = {"payment_timeout_seconds": 60}
"""Settings of checkout: however busy the machine is, the test provider is not late."""


async def place(buyer: Buyer, *lines: tuple[UUID, int], method: str = "test", **data: Any) -> dict[str, Any]:
    """Places an order, of two mugs with delivery (29.90 EUR) where no lines are given."""
    cart = await buyer.ready(*(lines or ((MUG, 2),)))
    payload = await buyer.complete(cart["id"], payment={"method": method}, **data)
    assert payload["errors"] == [], payload
    order: dict[str, Any] = payload["order"]
    return order


class Staff:
    """Somebody who works for the shop."""

    def __init__(self, admin: GraphQLClient) -> None:
        self.admin = admin

    async def order(self, order: dict[str, Any]) -> dict[str, Any]:
        """The order with its payments and refunds, as it is now."""
        fields = f"{SUMS} payments {{ {PAYMENT} operations {{ {OPERATION} }} }} refunds {{ {REFUND} }}"
        found = await self.admin(f"query ($id: ID!) {{ order(id: $id) {{ {fields} }} }}", {"id": order["id"]})
        return dict(found["order"])

    async def payment(self, order: dict[str, Any]) -> dict[str, Any]:
        """The order's first payment, as it is now."""
        return dict((await self.order(order))["payments"][0])

    async def capture(self, order: dict[str, Any], amount: str | None = None, key: str | None = None) -> dict[str, Any]:
        """Captures the order's first payment, and returns the payload with its errors."""
        payment = await self.payment(order)
        data = {"id": payment["id"], "amount": amount and euros(amount)}
        return await self.change("paymentCapture", data, key)

    async def void(self, order: dict[str, Any], key: str | None = None) -> dict[str, Any]:
        """Voids the order's first payment, and returns the payload with its errors."""
        return await self.change("paymentVoid", {"id": (await self.payment(order))["id"]}, key)

    async def change(self, mutation: str, data: dict[str, Any], key: str | None = None) -> dict[str, Any]:
        """Calls paymentCapture or paymentVoid."""
        selection = f"operation {{ {OPERATION} }} payment {{ {PAYMENT} }} order {{ {SUMS} }}"
        return dict(await self.admin.change(mutation, data, selection, key=key))

    async def refund(self, order: dict[str, Any], key: str | None = None, **data: Any) -> dict[str, Any]:
        """Refunds, and returns the payload with its errors."""
        selection = f"refund {{ {REFUND} }} order {{ {SUMS} }}"
        return dict(await self.admin.change("orderRefund", {"orderId": order["id"], **data}, selection, key=key))

    async def receive(
        self, order: dict[str, Any], amount: str, key: str | None = None, currency: str = "EUR", **data: Any
    ) -> dict[str, Any]:
        """Notes money that came, and returns the payload with its errors."""
        data = {
            "orderId": order["id"],
            "amount": {**euros(amount), "currencyCode": currency},
            "method": "bank_transfer",
            **data,
        }
        selection = f"payment {{ {PAYMENT} }} order {{ {SUMS} }}"
        return dict(await self.admin.change("orderPaymentReceive", data, selection, key=key))


def euros(amount: str) -> dict[str, str]:
    """An amount of money as an input."""
    return {"amount": amount, "currencyCode": "EUR"}


async def ledger(order: dict[str, Any]) -> Sequence[tuple[str, str, int]]:
    """Kind, state and amount of everything that was done with an order's money, the oldest first."""
    found = await fetch_value(
        "SELECT array_agg(kind || ' ' || state || ' ' || amount ORDER BY created_at, id) "
        "FROM checkout.payment_operation WHERE order_id = $1",
        parse_global_id(order["id"], "Order"),
    )
    parts = [entry.split() for entry in found or []]
    return [(kind, state, int(amount)) for kind, state, amount in parts]
