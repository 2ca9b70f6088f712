"""Buyers who buy again and again, each time as somebody new."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import httpx
import msgspec
from fondaco.access.principals import new_session_token
from fondaco.requests import SESSION_HEADER

from tests.chaos.patience import PatientClient, RefusedError

__all__ = ["Confirmed", "PatientBuyers"]

SUCCEEDS, DECLINED, LOST, LATE = "4242424242424242", "4000000000000002", "4000000000000119", "4000000000000259"
_CARDS = (*([SUCCEEDS] * 14), DECLINED, LOST, LATE, LATE)

_ADDRESS = {
    "country": "DE",
    "name": "Ada Lovelace",
    "line1": "Hafenstraße 1",
    "city": "Hamburg",
    "postalCode": "20095",
}
_CART = "cart { id deliveryOptions { code } totals { total { amount currencyCode } } }"
_ORDER = "order { id number totals { total { amount } } }"


class Confirmed(msgspec.Struct, frozen=True):
    """What a buyer was told: the order's id and number, and its total in minor units."""

    id: str
    number: str
    total: int


class PatientBuyers:
    """Some buyers at once.

    Attributes:
        confirmed: What they were told.
        refused: Codes with which the shop said no, and how often.
        unexpected: Answers that no storefront should see, and the ids of the requests.
        waited: The longest that anybody waited for one answer, retries included; seconds.
    """

    def __init__(self, port: int, variants: Sequence[str], seed: int) -> None:
        self._url = f"http://127.0.0.1:{port}/graphql/shop"
        self._variants = variants
        self._chance = random.Random(seed)
        self.confirmed: list[Confirmed] = []
        self.refused: Counter[str] = Counter()
        self.unexpected: dict[str, str] = {}
        self.waited = 0.0

    async def buy_until(self, ended: Callable[[], bool], buyers: int) -> None:
        """Lets so many buyers buy until it is over; purchases that were begun by then are finished."""
        await asyncio.gather(*(self._buyer(ended) for _ in range(buyers)))

    async def _buyer(self, ended: Callable[[], bool]) -> None:
        async with httpx.AsyncClient(timeout=15) as http:
            while not ended():
                client = PatientClient(http, self._url, {SESSION_HEADER: new_session_token()}, self._chance)
                try:
                    await self._purchase(client)
                except RefusedError as error:
                    self.refused[str(error)] += 1
                finally:
                    self.unexpected |= client.unexpected
                    self.waited = max(self.waited, client.waited)

    async def _purchase(self, client: PatientClient) -> None:
        chosen = self._chance.sample(self._variants, 2)
        lines = [{"sellableId": id_, "quantity": self._chance.randint(1, 3)} for id_ in chosen]
        data: dict[str, Any] = {"lines": lines, "email": "ada@example.org"}
        cart = {"cartId": (await client.change("cartCreate", data, _CART))["cart"]["id"]}
        seen = await client.change("cartAddressesUpdate", {**cart, "shippingAddress": _ADDRESS}, _CART)
        code = seen["cart"]["deliveryOptions"][0]["code"]
        seen = await client.change("cartDeliveryOptionSelect", {**cart, "code": code}, _CART)
        total = seen["cart"]["totals"]["total"]
        card = self._chance.choice(_CARDS)
        while True:
            data = {**cart, "payment": {"method": "test", "token": card}, "expectedTotal": total}
            try:
                order = (await client.change("cartComplete", data, _ORDER))["order"]
            except RefusedError as error:
                if str(error) not in {"PAYMENT_DECLINED", "PAYMENT_UNCERTAIN"}:
                    raise
                card = SUCCEEDS  # what the other one may have done is found out first
                continue
            amount = int(Decimal(order["totals"]["total"]["amount"]).scaleb(2))
            self.confirmed.append(Confirmed(order["id"], order["number"], amount))
            return
