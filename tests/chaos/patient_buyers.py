"""Buyers who do not give up: what is not answered they ask again, as a storefront does."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import httpx
from fondaco.access.principals import new_session_token
from fondaco.requests import SESSION_HEADER

__all__ = ["PatientBuyers"]

SUCCEEDS, DECLINED, LOST, LATE = "4242424242424242", "4000000000000002", "4000000000000119", "4000000000000259"
_CARDS = (*([SUCCEEDS] * 14), DECLINED, LOST, LATE, LATE)

_TEMPORARY = frozenset({"DATABASE_UNAVAILABLE", "UNAVAILABLE", "TIMEOUT", "CART_COMPLETING", "OVERLOADED"})
"""Codes that say: ask again."""

_PATIENCE_SECONDS = 60.0

_ADDRESS = {
    "country": "DE",
    "name": "Ada Lovelace",
    "line1": "Hafenstraße 1",
    "city": "Hamburg",
    "postalCode": "20095",
}
_CART = "cart { id deliveryOptions { code } totals { total { amount currencyCode } } }"


class _RefusedError(Exception):
    """The shop said no."""


class PatientBuyers:
    """Some buyers at once, each buying again and again as somebody new.

    Attributes:
        confirmed: What they were told: numbers of orders, and totals in minor units.
        refused: Codes with which the shop said no, and how often.
        unexpected: Answers that no storefront should see, and the ids of the requests.
        waited: The longest that anybody waited for one answer, retries included; seconds.
    """

    def __init__(self, port: int, variants: Sequence[str], seed: int) -> None:
        self._url = f"http://127.0.0.1:{port}/graphql/shop"
        self._variants = variants
        self._chance = random.Random(seed)
        self.confirmed: dict[str, int] = {}
        self.refused: Counter[str] = Counter()
        self.unexpected: dict[str, str] = {}
        self.waited = 0.0

    async def buy_until(self, ended: Callable[[], bool], buyers: int) -> None:
        """Lets so many buyers buy until it is over; purchases that were begun by then are finished."""
        await asyncio.gather(*(self._buyer(ended) for _ in range(buyers)))

    async def _buyer(self, ended: Callable[[], bool]) -> None:
        async with httpx.AsyncClient(timeout=15) as http:
            while not ended():
                headers = {SESSION_HEADER: new_session_token()}
                try:
                    await self._purchase(http, headers)
                except _RefusedError as error:
                    self.refused[str(error)] += 1

    async def _purchase(self, http: httpx.AsyncClient, headers: Mapping[str, str]) -> None:
        chosen = self._chance.sample(self._variants, 2)
        lines = [{"sellableId": id_, "quantity": self._chance.randint(1, 3)} for id_ in chosen]
        data: dict[str, Any] = {"lines": lines, "email": "ada@example.org"}
        cart = {"cartId": (await self._change(http, headers, "cartCreate", data, _CART))["cart"]["id"]}
        seen = await self._change(http, headers, "cartAddressesUpdate", {**cart, "shippingAddress": _ADDRESS}, _CART)
        code = seen["cart"]["deliveryOptions"][0]["code"]
        seen = await self._change(http, headers, "cartDeliveryOptionSelect", {**cart, "code": code}, _CART)
        total = seen["cart"]["totals"]["total"]
        card = self._chance.choice(_CARDS)
        while True:
            payment = {"method": "test", "token": card}
            data = {**cart, "payment": payment, "expectedTotal": total}
            try:
                done = await self._change(
                    http, headers, "cartComplete", data, "order { number totals { total { amount } } }"
                )
            except _RefusedError as error:
                if str(error) not in {"PAYMENT_DECLINED", "PAYMENT_UNCERTAIN"}:
                    raise
                card = SUCCEEDS  # what the other one may have done is found out first
                continue
            order = done["order"]
            self.confirmed[order["number"]] = int(Decimal(order["totals"]["total"]["amount"]).scaleb(2))
            return

    async def _change(
        self,
        http: httpx.AsyncClient,
        headers: Mapping[str, str],
        mutation: str,
        data: Mapping[str, Any],
        selection: str,
    ) -> dict[str, Any]:
        """Runs a mutation until it is answered."""
        document = (
            f"mutation ($input: {mutation[0].upper()}{mutation[1:]}Input!) "
            f"{{ {mutation}(input: $input) {{ {selection} errors {{ code message }} }} }}"
        )
        loop = asyncio.get_running_loop()
        started = loop.time()
        said: Counter[str] = Counter()
        while (waited := loop.time() - started) < _PATIENCE_SECONDS:
            answer = await self._once(http, headers, document, {"input": data})
            if isinstance(answer, str):
                said[answer] += 1
            else:
                payload = answer[mutation]
                if not payload["errors"]:
                    self.waited = max(self.waited, waited)
                    return dict(payload)
                code = payload["errors"][0]["code"]
                if code not in _TEMPORARY:
                    raise _RefusedError(code)
                said[code] += 1
            await asyncio.sleep(self._chance.uniform(0.05, 0.2))
        raise TimeoutError(f"{mutation} of {data} was not answered: {dict(said)}")

    async def _once(
        self, http: httpx.AsyncClient, headers: Mapping[str, str], document: str, variables: Mapping[str, Any]
    ) -> dict[str, Any] | str:
        """Returns the data of an answer, or why there was none: then one has to ask again."""
        try:
            answer = await http.post(self._url, json={"query": document, "variables": variables}, headers=dict(headers))
        except httpx.HTTPError as error:
            return type(error).__name__
        if answer.status_code in {502, 503, 504}:
            return f"status {answer.status_code}"
        body = answer.json()
        codes = {error["extensions"]["code"] for error in body.get("errors", ())}
        if codes - _TEMPORARY:
            self.unexpected[body["errors"][0]["extensions"]["requestId"]] = answer.text[:300]
        return ", ".join(sorted(codes)) or dict(body["data"])
