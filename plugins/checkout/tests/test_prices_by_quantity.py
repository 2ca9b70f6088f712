"""A line costs what its quantity costs for the buyer's groups, and an order what it cost then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest_asyncio
from checkout_testing import ADDRESS, MUG, SUCCEEDS, configured, thing_id
from fondaco.access import Credentials, Principal, PrincipalKind
from fondaco.app import App
from fondaco.commerce import Money, Sellable, SellableRef, SellablesQuery
from fondaco.plugins import NoSettings, Plugin
from fondaco.testing import GraphQLClient

CART = "cart { id lines { id quantity unitPrice { amount } total { gross { amount } } } notices { code } }"


class Tiers(Plugin[NoSettings]):
    """Sells mugs for 10.00, from ten on for 9.00, to traders for 7.00; a bearer token names the buyer's group."""

    name = "tiers"

    async def resolve_principal(self, payload: Credentials) -> Principal | None:
        groups = frozenset({payload.bearer or ""})
        return Principal(kind=PrincipalKind.CUSTOMER, id="buyer", groups=groups)

    async def collect_sellables(self, payload: SellablesQuery) -> Mapping[SellableRef, Sellable]:
        return {
            ref: Sellable(
                ref=ref, sku="MUG", title="Mug", unit_price=Money(self._price(payload, ref), payload.channel.currency)
            )
            for ref in payload.refs
        }

    def _price(self, payload: SellablesQuery, ref: SellableRef) -> int:
        if "trade" in payload.groups:
            return 700
        return 900 if payload.quantity_of(ref) >= 10 else 1000


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any]) -> App:
    """Checkout and mugs."""
    made: App = await make_app(enabled=["checkout"], plugins=[Tiers], settings=configured)
    return made


def lines(cart: dict[str, Any]) -> list[tuple[int, str, str]]:
    return [(one["quantity"], one["unitPrice"]["amount"], one["total"]["gross"]["amount"]) for one in cart["lines"]]


async def test_the_price_of_a_line_follows_its_quantity(shop: GraphQLClient) -> None:
    mugs = {"sellableId": thing_id(MUG), "quantity": 6}
    cart = (await shop.change("cartCreate", {"lines": [mugs]}, CART))["cart"]
    seen = [lines(cart)]
    added = (await shop.change("cartLinesAdd", {"cartId": cart["id"], "lines": [mugs]}, CART))["cart"]
    seen.append(lines(added))
    for quantity in (9, 10):
        changes = [{"id": cart["lines"][0]["id"], "quantity": quantity}]
        changed = (await shop.change("cartLinesUpdate", {"cartId": cart["id"], "lines": changes}, CART))["cart"]
        seen.append(lines(changed))
        assert changed["notices"] == [], "the buyer has seen what the quantity costs that they chose"
    assert seen == [
        [(6, "10.00", "60.00")],
        [(12, "9.00", "108.00")],
        [(9, "10.00", "90.00")],
        [(10, "9.00", "90.00")],
    ]


async def test_what_is_given_twice_costs_what_all_of_it_costs(shop: GraphQLClient) -> None:
    mugs = {"sellableId": thing_id(MUG), "quantity": 5}
    cart = (await shop.change("cartCreate", {"lines": [mugs, mugs]}, CART))["cart"]
    assert (lines(cart), cart["notices"]) == ([(10, "9.00", "90.00")], [])


async def test_a_buyer_pays_the_price_of_their_group_up_to_the_order(
    make_shop: Callable[..., GraphQLClient], shop: GraphQLClient
) -> None:
    mugs = {"sellableId": thing_id(MUG), "quantity": 2}
    trader = make_shop(authorization="Bearer trade")
    found = []
    for buyer in (shop, trader):
        made = await buyer.change("cartCreate", {"lines": [mugs], "email": "ada@example.org"}, CART)
        cart = made["cart"]
        address = {"cartId": cart["id"], "shippingAddress": ADDRESS}
        options = (await buyer.change("cartAddressesUpdate", address, "cart { deliveryOptions { code } }"))["cart"]
        code = options["deliveryOptions"][0]["code"]
        await buyer.change("cartDeliveryOptionSelect", {"cartId": cart["id"], "code": code}, "cart { id }")
        payment = {"method": "test", "token": SUCCEEDS}
        order = "order { lines { quantity unitPrice { amount } total { gross { amount } } } }"
        done = await buyer.change("cartComplete", {"cartId": cart["id"], "payment": payment}, order)
        assert done["errors"] == []
        found.append((lines(cart), lines(done["order"])))
    assert found == [
        ([(2, "10.00", "20.00")], [(2, "10.00", "20.00")]),
        ([(2, "7.00", "14.00")], [(2, "7.00", "14.00")]),
    ]
