"""Staff who capture, refund, void, edit and cancel what buyers have just bought, and ask again under the same key."""

from __future__ import annotations

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any
from uuid import uuid4

import httpx

from tests.chaos.patience import PatientClient, RefusedError
from tests.chaos.patient_buyers import Confirmed

__all__ = ["PatientStaff"]

_ORDER = """
query ($id: ID!) {
  order(id: $id) {
    id state version lines { id quantity }
    payments { id capturable { amount currencyCode } refundable { amount currencyCode } }
  }
}
"""
_EXPECTED = frozenset(
    {"NOTHING_TO_CAPTURE", "NOTHING_TO_REFUND", "NOTHING_TO_VOID", "CAPTURE_TOO_LARGE", "CAPTURE_UNDER_WAY"}
    | {"VERSION_CONFLICT", "OUT_OF_STOCK", "EDIT_BELOW_REFUNDED", "EDIT_EMPTIES_ORDER", "LINE_NOT_FOUND"}
    | {"QUANTITY_TOO_LARGE", "ORDER_CANCELLED", "REFUND_TOO_LARGE", "REFUND_QUANTITY_TOO_LARGE", "REFUND_EMPTY"}
)
"""What two who work on one order may be told."""


class PatientStaff:
    """Some members of staff at once.

    Attributes:
        done: Which things were done, and how often.
        captured: Minor units that staff were told are captured, by the payment's id at the API.
        cancelled: Ids of orders that staff were told are cancelled.
        refused: Codes that staff should not have been told.
        unexpected: As of `PatientBuyers`.
    """

    def __init__(self, port: int, token: str, orders: Sequence[Confirmed], seed: int) -> None:
        self._url = f"http://127.0.0.1:{port}/graphql/admin"
        self._headers = {"Authorization": f"Bearer {token}"}
        self._orders = orders
        self._chance = random.Random(seed)
        self.done: Counter[str] = Counter()
        self.captured: defaultdict[str, int] = defaultdict(int)
        self.cancelled: set[str] = set()
        self.refused: Counter[str] = Counter()
        self.unexpected: dict[str, str] = {}

    async def work_until(self, ended: Callable[[], bool], people: int) -> None:
        """Lets so many of them work until it is over."""
        await asyncio.gather(*(self._person(ended) for _ in range(people)))

    async def _person(self, ended: Callable[[], bool]) -> None:
        async with httpx.AsyncClient(timeout=15) as http:
            client = PatientClient(http, self._url, self._headers, self._chance)
            while not ended():
                if not self._orders:
                    await asyncio.sleep(0.05)
                    continue
                recent = self._orders[-10:]
                try:
                    await self._act(client, self._chance.choice(recent))
                except RefusedError as error:
                    if str(error) not in _EXPECTED:
                        self.refused[str(error)] += 1
            self.unexpected |= client.unexpected

    async def _act(self, client: PatientClient, order: Confirmed) -> None:
        found = await client.ask(_ORDER, {"id": order.id}, "order")
        key = str(uuid4())
        actions = [self._capture, self._refund, self._void, self._cancel, self._edit, self._cancel_piece]
        action = self._chance.choices(actions, weights=[6, 4, 1, 1, 4, 2])[0]
        await action(client, found, key)

    async def _capture(self, client: PatientClient, order: dict[str, Any], key: str) -> None:
        payment = self._chance.choice(order["payments"])
        data: dict[str, Any] = {"id": payment["id"]}
        part = Decimal(payment["capturable"]["amount"]) / 2
        if part >= 1 and self._chance.random() < 0.5:
            data["amount"] = {**payment["capturable"], "amount": str(part.quantize(Decimal("0.01")))}
        done = await client.change("paymentCapture", data, "operation { state amount { amount } }", key=key)
        if done["operation"]["state"] == "SUCCEEDED":
            self.done["captured"] += 1
            self.captured[payment["id"]] += int(Decimal(done["operation"]["amount"]["amount"]).scaleb(2))

    async def _refund(self, client: PatientClient, order: dict[str, Any], key: str) -> None:
        line = self._chance.choice(order["lines"])
        data = {"orderId": order["id"], "lines": [{"lineId": line["id"], "quantity": 1}], "reason": "broken"}
        await client.change("orderRefund", data, "refund { id }", key=key)
        self.done["refunded"] += 1

    async def _void(self, client: PatientClient, order: dict[str, Any], key: str) -> None:
        payment = self._chance.choice(order["payments"])
        await client.change("paymentVoid", {"id": payment["id"]}, "operation { state }", key=key)
        self.done["voided"] += 1

    async def _edit(self, client: PatientClient, order: dict[str, Any], key: str) -> None:
        line = self._chance.choice(order["lines"])
        quantity = max(0, line["quantity"] + self._chance.choice([-2, -1, 1, 2]))
        lines = [{"lineId": line["id"], "quantity": quantity}]
        data = {"orderId": order["id"], "expectedVersion": order["version"], "lines": lines}
        await client.change("orderEditApply", data, "order { version }", key=key)
        self.done["edited"] += 1

    async def _cancel_piece(self, client: PatientClient, order: dict[str, Any], key: str) -> None:
        line = self._chance.choice(order["lines"])
        data = {"orderId": order["id"], "lines": [{"lineId": line["id"], "quantity": 1}]}
        await client.change("orderLinesCancel", data, "order { version }", key=key)
        self.done["pieces cancelled"] += 1

    async def _cancel(self, client: PatientClient, order: dict[str, Any], key: str) -> None:
        await client.change("orderCancel", {"id": order["id"], "reason": "changed their mind"}, "order { id }", key=key)
        self.cancelled.add(order["id"])
        self.done["cancelled"] += 1
