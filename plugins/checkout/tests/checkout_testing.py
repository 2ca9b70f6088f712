"""What the tests of checkout share: a plugin that sells things, as the catalogue would, and a buyer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

import msgspec
from fondaco.access import Credentials, Principal, PrincipalKind
from fondaco.commerce import (
    Availability,
    AvailabilityQuery,
    AvailabilityState,
    Money,
    OrderDemand,
    Sellable,
    SellableRef,
)
from fondaco.commerce.sellable import SellablesQuery
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError
from fondaco.ids import encode_global_id
from fondaco.plugins import NoSettings, Plugin
from fondaco.settings import ChannelSettings, Settings
from fondaco.testing import GraphQLClient

__all__ = [
    "ABSENT",
    "ADDRESS",
    "BOOK",
    "CART",
    "CHANGES",
    "DEMANDS",
    "DOWNLOAD",
    "FEW",
    "FREE",
    "LAMP",
    "MUG",
    "ORDER",
    "PRICES",
    "THERE",
    "Buyer",
    "TestThings",
    "codes",
    "configured",
    "thing_id",
]

MUG, BOOK, LAMP, DOWNLOAD, FREE, ABSENT = (UUID(int=number) for number in range(1, 7))

PRICES: dict[UUID, int] = {MUG: 1250, BOOK: 1999, LAMP: 8900, DOWNLOAD: 500, FREE: 0}
"""In minor units of the channel's currency; tests change them and put them back."""

CHANGES: dict[str, Any] = {}
"""What everything says of itself instead: fields of `Sellable`; tests change them and take them away."""

DEMANDS: list[OrderDemand] = []
"""What orders said that they want, in order; tests clear it."""

FEW: dict[UUID, int] = {}
"""How many pieces there are of a thing; of others there are enough. Tests put things in and take them out."""

THERE: dict[UUID, int] = {}
"""How many pieces carts are told there are; nobody counts others. Tests put things in and take them out."""

_TITLES = {MUG: "Mug", BOOK: "Book", LAMP: "Lamp", DOWNLOAD: "Download", FREE: "Sample"}


def thing_id(id_: UUID) -> str:
    """The global id of a thing."""
    return encode_global_id("TestThing", id_)


class TestThings(Plugin[NoSettings]):
    """Sells things of the type TestThing, and knows two members of staff by the tokens ``clerk`` and ``nobody``,
    and customers in a group by the token ``group-<slug>``.

    Whoever comes with the token ``customer-<name>`` is a customer.

    A book has the reduced rate; a lamp can be bought three times.
    """

    __test__ = False
    name = "test_things"

    async def resolve_principal(self, payload: Credentials) -> Principal | None:
        if payload.bearer is not None and payload.bearer.startswith("customer-"):
            account = uuid5(NAMESPACE_OID, payload.bearer)
            return Principal(kind=PrincipalKind.CUSTOMER, id=f"customer:{account}", customer=account)
        permissions = {"clerk": frozenset({"checkout.view_orders"}), "nobody": frozenset[str]()}
        if payload.bearer is not None and payload.bearer.startswith("group-"):
            groups = frozenset({payload.bearer.removeprefix("group-")})
            return Principal(kind=PrincipalKind.CUSTOMER, id=payload.bearer, groups=groups)
        if payload.bearer not in permissions:
            return None
        return Principal(kind=PrincipalKind.STAFF, id=payload.bearer, permissions=permissions[payload.bearer])

    async def collect_sellables(self, payload: SellablesQuery) -> Mapping[SellableRef, Sellable]:
        found = {
            ref: Sellable(
                ref=ref,
                sku=f"SKU-{ref.id.int}",
                title=_TITLES[ref.id],
                subtitle="Blue" if ref.id == MUG else "",
                unit_price=Money(PRICES[ref.id], payload.channel.currency),
                tax_class="reduced" if ref.id == BOOK else "standard",
                weight_grams=300,
                requires_shipping=ref.id not in {DOWNLOAD, FREE},
                max_quantity=3 if ref.id == LAMP else None,
                url_path=f"/things/{ref.id}",
            )
            for ref in payload.refs
            if ref.type == "TestThing" and ref.id in PRICES
        }
        return {ref: msgspec.structs.replace(sellable, **CHANGES) for ref, sellable in found.items()}

    async def collect_availability(self, payload: AvailabilityQuery) -> Mapping[SellableRef, Availability]:
        return {
            ref: Availability(
                state=AvailabilityState.IN_STOCK if THERE[ref.id] else AvailabilityState.OUT_OF_STOCK,
                quantity=THERE[ref.id],
            )
            for ref in payload.refs
            if ref.id in THERE
        }

    async def join_order_demand(self, uow: UnitOfWork, payload: OrderDemand) -> None:
        if not payload.firm and any(FEW.get(ref.id, wanted) < wanted for ref, wanted in payload.pieces.items()):
            raise ConflictError("There are not so many.", code="OUT_OF_STOCK", field=("cartId",))
        DEMANDS.append(payload)


ADDRESS: dict[str, Any] = {
    "country": "DE",
    "name": "Ada Lovelace",
    "line1": "Unter den Linden 1",
    "city": "Berlin",
    "postalCode": "10117",
}
MONEY = "{ amount currencyCode }"
TAXED = f"{{ net {MONEY} tax {MONEY} gross {MONEY} }}"
ADDRESS_FIELDS = "{ country name line1 line2 city district region postalCode company phone }"
TOTALS = (
    f"{{ pricesIncludeTax subtotal {MONEY} lines {TAXED} delivery {TAXED} tax {MONEY} total {MONEY} "
    f"taxes {{ name rate base {MONEY} amount {MONEY} }} }}"
)
REMARKS = "note giftMessage giftWrap attributes"
LINE = (
    f"id sellableId sku title subtitle imageUrl urlPath quantity unitPrice {MONEY} total {TAXED} taxRate "
    "requiresShipping"
)
ORDER = (
    f"id number token state paymentState placedAt currencyCode email phone shippingAddress {ADDRESS_FIELDS} "
    f"billingAddress {ADDRESS_FIELDS} {REMARKS} lines {{ {LINE} {REMARKS} }} delivery {{ code name price {TAXED} }} totals {TOTALS}"
)
CART = (
    f"id state currencyCode totalQuantity email phone shippingAddress {ADDRESS_FIELDS} "
    f"billingAddress {ADDRESS_FIELDS} requiresShipping deliveryOptions {{ code name price {MONEY} minDays maxDays }} "
    f"deliveryOption {{ code }} paymentFailure paymentMethods {{ code name }} totals {TOTALS} missing "
    f"name current {REMARKS} notices {{ id code message lineId before {MONEY} now {MONEY} wanted limit }} lines {{ {LINE} {REMARKS} available }} order {{ number }} createdAt updatedAt"
)
SUCCEEDS = "4242424242424242"


PAYMENT_TIMEOUT_SECONDS = 0.5
CHECKOUT: dict[str, Any] = {
    "test_provider": True,
    "payment_timeout_seconds": PAYMENT_TIMEOUT_SECONDS,
    "check_addresses": False,  # one address stands for those of many countries
}


def configured(settings: Settings, **checkout: Any) -> Settings:
    """Returns settings with three channels, and a payment provider that may take half a second."""
    return msgspec.structs.replace(
        settings,
        channels={
            "default": ChannelSettings(name="Europe", currency="EUR"),
            "us": ChannelSettings(name="USA", currency="USD", countries=("US",), prices_include_tax=False),
            "jp": ChannelSettings(name="Japan", currency="JPY", countries=("JP",)),
        },
        plugins={"checkout": {**CHECKOUT, **checkout}},
    )


class Buyer:
    """Somebody who shops through the API, with a session of their own."""

    def __init__(self, shop: GraphQLClient) -> None:
        self.shop = shop

    async def create(self, *lines: tuple[UUID, int], **data: Any) -> dict[str, Any]:
        """Makes a cart of things and quantities, and returns it."""
        payload = await self.shop.change("cartCreate", {"lines": _lines(lines), **data}, f"cart {{ {CART} }}")
        assert payload["errors"] == []
        return payload["cart"]

    async def change(self, mutation: str, cart_id: str, key: str | None = None, **data: Any) -> dict[str, Any]:
        """Runs a mutation on a cart and returns the payload, errors included."""
        return await self.shop.change(mutation, {"cartId": cart_id, **data}, f"cart {{ {CART} }}", key=key)

    async def add(self, cart_id: str, *lines: tuple[UUID, int]) -> dict[str, Any]:
        """Adds things and returns the payload."""
        return await self.change("cartLinesAdd", cart_id, lines=_lines(lines))

    async def read(self, cart_id: str) -> dict[str, Any] | None:
        """Reads a cart."""
        return (await self.shop(f"query ($id: ID!) {{ cart(id: $id) {{ {CART} }} }}", {"id": cart_id}))["cart"]

    async def ready(self, *lines: tuple[UUID, int], address: Mapping[str, Any] = ADDRESS) -> dict[str, Any]:
        """Makes a cart that only has to be paid for, and returns it."""
        cart = await self.create(*(lines or ((MUG, 2),)), email="ada@example.com")
        payload = await self.change("cartAddressesUpdate", cart["id"], shippingAddress=dict(address))
        assert payload["errors"] == []
        payload = await self.change("cartDeliveryOptionSelect", cart["id"], code="flat_rate:standard")
        assert payload["errors"] == []
        return payload["cart"]

    async def complete(self, cart_id: str, card: str = SUCCEEDS, key: str | None = None, **data: Any) -> dict[str, Any]:
        """Calls cartComplete and returns the payload, errors included."""
        payment = {"method": "test", "token": card, **data.pop("payment", {})}
        return await self.shop.change(
            "cartComplete",
            {"cartId": cart_id, "payment": payment, **data},
            f"order {{ {ORDER} }} cart {{ id state }} action {{ url }}",
            key=key,
        )


def _lines(lines: Sequence[tuple[UUID, int]]) -> list[dict[str, Any]]:
    return [{"sellableId": thing_id(id_), "quantity": quantity} for id_, quantity in lines]


def codes(payload: Mapping[str, Any]) -> list[str]:
    """The error codes of a payload."""
    return [error["code"] for error in payload["errors"]]
