"""A whole purchase, as a storefront makes it: a cart of two lines, an address, a way of delivery, and paying for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, NamedTuple

__all__ = ["MUTATIONS", "PreparedCart", "RefusedError", "Send", "buy", "pay", "prepare"]

Send = Callable[[str, Mapping[str, Any]], Awaitable[dict[str, Any]]]
"""Takes a document and its variables; returns the data."""

_MONEY = "{ amount currencyCode }"
_CART = (
    f"id state totalQuantity missing lines {{ id title quantity unitPrice {_MONEY} total {{ gross {_MONEY} }} }} "
    f"totals {{ subtotal {_MONEY} tax {_MONEY} total {_MONEY} }}"
)
_ERRORS = "errors { code message field }"

_CREATE = f"mutation ($input: CartCreateInput!) {{ cartCreate(input: $input) {{ cart {{ {_CART} }} {_ERRORS} }} }}"
_ADDRESS = f"""
mutation ($input: CartAddressesUpdateInput!) {{
  cartAddressesUpdate(input: $input) {{ cart {{ {_CART} deliveryOptions {{ code name price {_MONEY} }} }} {_ERRORS} }}
}}
"""
_DELIVERY = f"""
mutation ($input: CartDeliveryOptionSelectInput!) {{
  cartDeliveryOptionSelect(input: $input) {{ cart {{ {_CART} paymentMethods {{ code name }} }} {_ERRORS} }}
}}
"""
_COMPLETE = f"""
mutation ($input: CartCompleteInput!) {{
  cartComplete(input: $input) {{ order {{ id number token totals {{ total {_MONEY} }} }} action {{ url }} {_ERRORS} }}
}}
"""

MUTATIONS = {
    "cartCreate": _CREATE,
    "cartAddressesUpdate": _ADDRESS,
    "cartDeliveryOptionSelect": _DELIVERY,
    "cartComplete": _COMPLETE,
}
"""By name: the steps of a purchase, in order."""

_DESTINATION = {
    "country": "DE",
    "name": "Ada Lovelace",
    "line1": "Hafenstraße 1",
    "city": "Hamburg",
    "postalCode": "20095",
}
_CARD = {"method": "test", "token": "4242424242424242"}


class RefusedError(Exception):
    """The shop refused a step, with a code."""

    def __init__(self, step: str, code: str, message: str) -> None:
        super().__init__(f"{step}: {code}: {message}")
        self.code = code


class PreparedCart(NamedTuple):
    """A cart that only has to be paid for: its global id, and what its buyer saw as the total."""

    id: str
    total: dict[str, Any]


async def prepare(send: Send, lines: Sequence[tuple[str, int]]) -> PreparedCart:
    """Makes a cart ready to pay.

    Args:
        lines: Global ids of variants, and how many of each.

    Raises:
        RefusedError: If a step was refused.
    """
    wanted = [{"sellableId": id_, "quantity": quantity} for id_, quantity in lines]
    made = await _step(send, "cartCreate", {"lines": wanted, "email": "ada@example.org"})
    cart = {"cartId": made["cart"]["id"]}
    seen = await _step(send, "cartAddressesUpdate", {**cart, "shippingAddress": _DESTINATION})
    option = seen["cart"]["deliveryOptions"][0]["code"]
    priced = await _step(send, "cartDeliveryOptionSelect", {**cart, "code": option})
    return PreparedCart(cart["cartId"], priced["cart"]["totals"]["total"])


async def pay(send: Send, cart: PreparedCart) -> str:
    """Completes a cart and returns the number of the order.

    Raises:
        RefusedError: If that was refused.
    """
    data = {"cartId": cart.id, "payment": _CARD, "expectedTotal": cart.total}
    paid = await _step(send, "cartComplete", data)
    return str(paid["order"]["number"])


async def buy(send: Send, lines: Sequence[tuple[str, int]]) -> str:
    """Makes a whole purchase and returns the number of the order.

    Raises:
        RefusedError: If a step was refused.
    """
    return await pay(send, await prepare(send, lines))


async def _step(send: Send, name: str, data: Mapping[str, Any]) -> dict[str, Any]:
    payload: dict[str, Any] = (await send(MUTATIONS[name], {"input": data}))[name]
    if payload["errors"]:
        error = payload["errors"][0]
        raise RefusedError(name, error["code"], error["message"])
    return payload
