"""A whole purchase costs few statements; what comes back from it is what is stored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from checkout_testing import BOOK, DOWNLOAD, MUG, Buyer
from fondaco.ids import parse_global_id
from fondaco_checkout.repository import orders
from fondaco_checkout.service import settle as settling

MOST = 30
"""Of a whole purchase of this buyer, who asks for more on the way than most; without beginnings and ends of transactions.
How many they are with a catalogue and stock is held in ``tests/benchmarks/test_checkout.py``."""


async def test_a_whole_purchase_takes_few_statements(buyer: Buyer, counted: Callable[[], Any]) -> None:
    await buyer.complete((await buyer.ready())["id"])  # rates and ways of delivery are in memory by then
    async with counted() as statements:
        cart = await buyer.ready((MUG, 2), (BOOK, 1))
        before = statements.executions
        payload = await buyer.shop.change(
            "cartComplete",
            {"cartId": cart["id"], "payment": {"method": "test", "token": "4242424242424242"}},
            "order { id number totals { total { amount } } }",
        )
        assert payload["errors"] == []
    assert statements.executions <= MOST, "\n".join(statements.sent)
    assert statements.executions - before <= 12, "\n".join(statements.sent[-30:])


async def test_what_is_said_of_an_order_when_it_is_placed_is_what_is_stored(buyer: Buyer, monkeypatch: Any) -> None:
    said = []
    original = settling.add_order

    async def noting(*args: Any, **more: Any) -> Any:
        said.append(await original(*args, **more))
        return said[-1]

    monkeypatch.setattr(settling, "add_order", noting)
    sent = (await buyer.complete((await buyer.ready((MUG, 2), (BOOK, 1)))["id"]))["order"]
    loaded = await buyer.create((DOWNLOAD, 1), email="bob@example.com")
    await buyer.change(
        "cartAddressesUpdate",
        loaded["id"],
        billingAddress={"country": "FR", "name": "Bob", "line1": "1 rue", "city": "Paris", "postalCode": "75001"},
    )
    downloaded = (await buyer.complete(loaded["id"]))["order"]
    ids = [parse_global_id(order["id"], "Order") for order in (sent, downloaded)]
    stored = await orders.find_orders(ids)
    taxes = await orders.list_taxes(ids)
    assert [msgspec.structs.replace(stored[id_], taxes=taxes[id_]) for id_ in ids] == said
    assert [order.delivery is None for order in said] == [False, True]
