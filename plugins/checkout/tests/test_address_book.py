"""The address book of a customer: theirs alone, with one default of each kind, and what carts and orders take of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import asyncpg
import pytest
from checkout_testing import ADDRESS, DOWNLOAD, MUG, Buyer, codes
from fondaco.app import App
from fondaco.commerce import Address
from fondaco.db.engine import execute, fetch_value
from fondaco.ids import encode_global_id
from fondaco.testing import GraphQLClient, WorkerDriver, recorded_statements
from fondaco_checkout.model.address_book import missing_from

MakeShop = Callable[..., GraphQLClient]
BOOKED = "id label defaultShipping defaultBilling address { name line1 city postalCode country }"


def elsewhere(street: str) -> dict[str, Any]:
    return {**ADDRESS, "line1": street}


def customer(make_shop: MakeShop, name: str = "ada") -> Buyer:
    return Buyer(make_shop(authorization=f"Bearer customer-{name}"))


async def keep(buyer: Buyer, street: str, **data: Any) -> dict[str, Any]:
    payload = await buyer.shop.change(
        "customerAddressCreate", {"address": elsewhere(street), **data}, f"customerAddress {{ {BOOKED} }}"
    )
    assert payload["errors"] == []
    return payload["customerAddress"]


async def update(buyer: Buyer, id_: str, **data: Any) -> dict[str, Any]:
    return await buyer.shop.change("customerAddressUpdate", {"id": id_, **data}, f"customerAddress {{ {BOOKED} }}")


async def delete(buyer: Buyer, id_: str) -> dict[str, Any]:
    return await buyer.shop.change("customerAddressDelete", {"id": id_}, "deletedId")


async def book_of(buyer: Buyer) -> list[tuple[str, bool, bool]]:
    found = (await buyer.shop(f"{{ customerAddresses {{ {BOOKED} }} }}"))["customerAddresses"]
    return [(one["address"]["line1"], one["defaultShipping"], one["defaultBilling"]) for one in found]


def test_an_order_adds_what_a_book_lacks() -> None:
    home, office = (Address(country="DE", name="Ada", line1=street, city="Berlin") for street in ("Home 1", "Work 1"))
    assert missing_from([], home, home) == [(home, True, True)]
    assert missing_from([], home, office) == [(home, True, False), (office, False, True)]
    assert missing_from([], None, office) == [(office, False, True)]
    assert missing_from([], None, None) == []


async def test_the_first_address_is_the_default_until_another_one_takes_it(make_shop: MakeShop) -> None:
    ada = customer(make_shop)
    home = await keep(ada, "Home 1", label="  Home ")
    assert (home["label"], home["defaultShipping"], home["defaultBilling"]) == ("Home", True, True)
    await keep(ada, "Work 1", defaultBilling=True)
    await keep(ada, "Garden 1")
    assert await book_of(ada) == [("Home 1", True, False), ("Work 1", False, True), ("Garden 1", False, False)]
    payload = await update(ada, home["id"], defaultShipping=False, label="")
    assert (payload["errors"], payload["customerAddress"]["label"]) == ([], "")
    assert await book_of(ada) == [("Work 1", False, True), ("Garden 1", False, False), ("Home 1", False, False)]
    payload = await update(ada, home["id"], address=elsewhere("Home 2"), defaultShipping=True, defaultBilling=True)
    assert payload["customerAddress"]["address"]["line1"] == "Home 2"
    assert await book_of(ada) == [("Home 2", True, True), ("Garden 1", False, False), ("Work 1", False, False)]
    assert await delete(ada, home["id"]) == {"deletedId": home["id"], "errors": []}
    assert await book_of(ada) == [("Garden 1", False, False), ("Work 1", False, False)]
    assert codes(await delete(ada, home["id"])) == ["ADDRESS_NOT_FOUND"]


async def test_a_book_is_its_customers_alone(make_shop: MakeShop) -> None:
    ada, bob, guest = customer(make_shop), customer(make_shop, "bob"), Buyer(make_shop())
    home = await keep(ada, "Home 1")
    node = f"query ($id: ID!) {{ node(id: $id) {{ ... on CustomerAddress {{ {BOOKED} }} }} }}"
    assert (await ada.shop(node, {"id": home["id"]}))["node"] == home
    for stranger, code in ((bob, "ADDRESS_NOT_FOUND"), (guest, "SIGN_IN_REQUIRED")):
        cart = await stranger.create((MUG, 1))
        assert await book_of(stranger) == []
        assert (await stranger.shop(node, {"id": home["id"]}))["node"] is None
        assert codes(await update(stranger, home["id"], label="Mine")) == [code]
        assert codes(await delete(stranger, home["id"])) == [code]
        for mutation in ("cartShippingAddressSet", "cartBillingAddressSet"):
            assert codes(await stranger.change(mutation, cart["id"], addressId=home["id"])) == [code]
    payload = await guest.shop.change("customerAddressCreate", {"address": ADDRESS}, "customerAddress { id }")
    assert codes(payload) == ["SIGN_IN_REQUIRED"]
    assert await book_of(ada) == [("Home 1", True, True)]


async def test_an_address_is_checked_like_that_of_a_cart(make_shop: MakeShop) -> None:
    ada = customer(make_shop)
    for address, code, field in (
        ({**ADDRESS, "country": "XX"}, "UNKNOWN_COUNTRY", "country"),
        ({**ADDRESS, "name": " "}, "ADDRESS_INCOMPLETE", "name"),
        ({**ADDRESS, "line1": "x" * 201}, "ADDRESS_TOO_LONG", "line1"),
    ):
        payload = await ada.shop.change("customerAddressCreate", {"address": address}, "customerAddress { id }")
        assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, ["address", field])]
    home = await keep(ada, "Home 1")
    assert codes(await update(ada, home["id"], address={**ADDRESS, "country": ""})) == ["COUNTRY_REQUIRED"]
    assert codes(await update(ada, home["id"], label="x" * 101)) == ["NAME_INVALID"]
    assert await book_of(ada) == [("Home 1", True, True)]


async def test_a_book_has_a_limit_even_if_it_is_filled_at_once(app: App, make_shop: MakeShop) -> None:
    ada = customer(make_shop)
    await keep(ada, "Street 0")
    await execute(
        "INSERT INTO checkout.customer_address (id, customer_id, address, created_at, updated_at) "
        "SELECT gen_random_uuid(), customer_id, address, created_at, updated_at FROM checkout.customer_address, "
        "generate_series(1, 47)"
    )
    payloads = await asyncio.gather(
        *(
            ada.shop.change(
                "customerAddressCreate", {"address": elsewhere(f"Street {number}")}, "customerAddress { id }"
            )
            for number in range(1, 6)
        )
    )
    assert sorted(map(codes, payloads)) == [[], [], *[["TOO_MANY_ADDRESSES"]] * 3]
    assert await fetch_value("SELECT count(*) FROM checkout.customer_address") == 50


async def test_of_defaults_that_are_set_at_once_one_stays(app: App, make_shop: MakeShop) -> None:
    ada = customer(make_shop)
    kept = [await keep(ada, f"Street {number}") for number in range(5)]
    payloads = await asyncio.gather(
        *(update(ada, one["id"], defaultShipping=True, defaultBilling=True) for one in kept)
    )
    assert [codes(payload) for payload in payloads] == [[]] * 5
    book = await book_of(ada)
    assert [(shipping, billing) for _, shipping, billing in book] == [(True, True), *[(False, False)] * 4]
    for column in ("default_shipping", "default_billing"):
        with pytest.raises(asyncpg.UniqueViolationError):
            await execute(f"UPDATE checkout.customer_address SET {column} = true")


async def test_a_cart_takes_addresses_of_the_book_as_they_are_then(make_shop: MakeShop) -> None:
    ada = customer(make_shop)
    home, office = await keep(ada, "Home 1"), await keep(ada, "Work 1")
    cart = await ada.create((MUG, 1))
    payload = await ada.change("cartShippingAddressSet", cart["id"], addressId=home["id"])
    assert (codes(payload), payload["cart"]["shippingAddress"]["line1"]) == ([], "Home 1")
    payload = await ada.change("cartBillingAddressSet", cart["id"], addressId=office["id"])
    assert (codes(payload), payload["cart"]["billingAddress"]["line1"]) == ([], "Work 1")
    await update(ada, home["id"], address=elsewhere("Home 2"))
    await delete(ada, office["id"])
    found = await ada.read(cart["id"])
    assert found is not None
    assert (found["shippingAddress"]["line1"], found["billingAddress"]["line1"]) == ("Home 1", "Work 1")
    assert codes(await ada.change("cartShippingAddressSet", cart["id"], addressId="nonsense")) == ["INVALID_ID"]


async def test_a_channel_refuses_an_address_that_it_does_not_deliver_to(make_shop: MakeShop) -> None:
    ada = customer(make_shop)
    home = await keep(ada, "Home 1")
    in_japan = Buyer(make_shop(authorization="Bearer customer-ada", **{"fondaco-channel": "jp"}))
    cart = await in_japan.create((MUG, 1))
    assert codes(await in_japan.change("cartShippingAddressSet", cart["id"], addressId=home["id"])) == [
        "COUNTRY_NOT_SERVED"
    ]
    assert codes(await in_japan.change("cartBillingAddressSet", cart["id"], addressId=home["id"])) == []


async def test_an_order_fills_the_book_on_request_and_only_once(
    app: App, make_shop: MakeShop, worker: WorkerDriver
) -> None:
    ada = customer(make_shop)
    for save in (False, True, True):
        cart = await ada.ready((MUG, 1))
        payload = await ada.change("cartAddressesUpdate", cart["id"], billingAddress=elsewhere("Work 1"))
        assert codes(await ada.complete(cart["id"], saveAddresses=save)) == []
        await worker.drain()
        assert await book_of(ada) == ([(ADDRESS["line1"], True, False), ("Work 1", False, True)] if save else [])
    cart = await ada.create((DOWNLOAD, 1), email="ada@example.com")
    await ada.change("cartAddressesUpdate", cart["id"], billingAddress=elsewhere("Third 1"))
    payload = await ada.complete(cart["id"], saveAddresses=True)
    assert codes(payload) == []
    await worker.drain()
    assert await book_of(ada) == [(ADDRESS["line1"], True, False), ("Work 1", False, True), ("Third 1", False, False)]


async def test_saving_costs_a_purchase_no_statement_and_is_for_customers(
    app: App, make_shop: MakeShop, buyer: Buyer
) -> None:
    ada, costs = customer(make_shop), []
    await ada.complete((await ada.ready())["id"])
    for save in (False, True):
        cart = await ada.ready()
        with recorded_statements() as statements:
            assert codes(await ada.complete(cart["id"], saveAddresses=save)) == []
        costs.append(statements.executions)
    assert costs[0] == costs[1]
    cart = await buyer.ready()
    assert codes(await buyer.complete(cart["id"], saveAddresses=True)) == ["SIGN_IN_REQUIRED"]
    assert codes(await buyer.complete(cart["id"])) == []


async def test_staff_see_a_book_and_erase_it(make_shop: MakeShop, admin: GraphQLClient, worker: WorkerDriver) -> None:
    ada, bob = customer(make_shop), customer(make_shop, "bob")
    await keep(bob, "Street 1")
    cart = await ada.ready()
    order = (await ada.complete(cart["id"], saveAddresses=True))["order"]
    await worker.drain()
    query = "query ($id: ID!) { order(id: $id) { customerId } }"
    id_ = (await admin(query, {"id": order["id"]}))["order"]["customerId"]
    assert id_ == encode_global_id("Customer", uuid5(NAMESPACE_OID, "customer-ada"))
    query = f"query ($id: ID!) {{ customerAddresses(customerId: $id) {{ {BOOKED} }} }}"
    found = (await admin(query, {"id": id_}))["customerAddresses"]
    assert [one["address"]["line1"] for one in found] == [ADDRESS["line1"]]
    node = "query ($id: ID!) { node(id: $id) { ... on CustomerAddress { label } } }"
    assert (await admin(node, {"id": found[0]["id"]}))["node"] == {"label": ""}
    for erased in (1, 0):
        payload = await admin.change("customerAddressesErase", {"customerId": id_}, "erased")
        assert payload == {"erased": erased, "errors": []}
    assert (await book_of(ada), await book_of(bob)) == ([], [("Street 1", True, True)])
