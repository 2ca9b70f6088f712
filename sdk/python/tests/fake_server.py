"""A shop that answers what a test says, without a socket."""

from __future__ import annotations

import json
from typing import Any

import httpx
from fondaco_sdk import Admin, AsyncShop, Retries, Shop

FAST = Retries(attempts=4, first_delay=0.0, longest_delay=0.0)

__all__ = ["FAST", "FakeServer", "cart_of", "data", "money", "payload", "refused", "rejected"]

Answer = httpx.Response | Exception


class FakeServer:
    """Answers one after the other as told, the last one again and again, and keeps what it was sent."""

    def __init__(self, *answers: Answer) -> None:
        self._answers = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)

    @property
    def variables(self) -> list[dict[str, Any]]:
        """The variables of each request."""
        return [json.loads(request.content)["variables"] for request in self.requests]

    @property
    def keys(self) -> list[str]:
        """The idempotency key of each request."""
        return [variables["idempotencyKey"] for variables in self.variables]

    @property
    def sessions(self) -> list[str]:
        """The session token of each request."""
        return [request.headers["Fondaco-Session"] for request in self.requests]

    def shop(self, **options: Any) -> Shop:
        """A buyer's blocking client on this server."""
        return Shop("http://shop.test", **{"retries": FAST, **options, "http": httpx.Client(transport=self._transport)})

    def async_shop(self, **options: Any) -> AsyncShop:
        """A buyer's awaited client on this server."""
        client = httpx.AsyncClient(transport=self._transport)
        return AsyncShop("http://shop.test", **{"retries": FAST, **options, "http": client})

    def admin(self, **options: Any) -> Admin:
        """A staff client on this server."""
        http = httpx.Client(transport=self._transport)
        return Admin("http://shop.test", "secret-token", **{"retries": FAST, **options, "http": http})

    @property
    def _transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self)


def data(body: dict[str, Any], **headers: str) -> httpx.Response:
    """An answer with data."""
    return httpx.Response(200, json={"data": body}, headers=headers)


def refused(code: str, status: int = 200, **extensions: str) -> httpx.Response:
    """An answer that refuses the whole request."""
    error = {"message": f"It is {code}.", "extensions": {"code": code, **extensions}}
    return httpx.Response(status, json={"errors": [error]})


def money(amount: str) -> dict[str, str]:
    """Euros."""
    return {"amount": amount, "currencyCode": "EUR"}


def cart_of(id_: str = "cart-1", **fields: Any) -> dict[str, Any]:
    """An empty cart as the server describes it."""
    taxed = {"net": money("0.00"), "tax": money("0.00"), "gross": money("0.00")}
    return {
        "id": id_,
        "state": "OPEN",
        "currencyCode": "EUR",
        "totalQuantity": 0,
        "email": None,
        "phone": None,
        "phoneFormatted": None,
        "taxNumber": "",
        "taxTreatment": "STANDARD",
        "requiresShipping": False,
        "missing": ["LINES"],
        "paymentFailure": None,
        "name": "",
        "current": False,
        "note": "",
        "giftMessage": "",
        "giftWrap": False,
        "attributes": {},
        "createdAt": "2026-11-22T10:00:00+00:00",
        "updatedAt": "2026-11-22T10:00:00+00:00",
        "lines": [],
        "shippingAddress": None,
        "billingAddress": None,
        "deliveryOptions": [],
        "deliveryOption": None,
        "paymentMethods": [],
        "totals": {
            "pricesIncludeTax": True,
            "subtotal": money("0.00"),
            "lines": taxed,
            "delivery": taxed,
            "tax": money("0.00"),
            "total": money("59.80"),
            "taxes": [],
        },
        "notices": [],
        "order": None,
        **fields,
    }


def payload(mutation: str, **fields: Any) -> httpx.Response:
    """A mutation's answer without errors."""
    return data({mutation: {**fields, "errors": []}})


def rejected(mutation: str, *codes: str, **fields: Any) -> httpx.Response:
    """A mutation's answer with user errors."""
    errors = [{"code": code, "message": f"It is {code}.", "field": ["lines", "0", "quantity"]} for code in codes]
    return data({mutation: {"cart": None, **fields, "errors": errors}})
