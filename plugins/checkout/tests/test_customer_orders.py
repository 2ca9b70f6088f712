"""The orders of a customer: theirs alone, in pages, by state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from checkout_testing import BOOK, MUG, Buyer, codes
from fondaco.db.engine import execute, fetch_value
from fondaco.requests import SESSION_HEADER
from fondaco.testing import GraphQLClient, recorded_statements

MakeShop = Callable[..., GraphQLClient]
LISTED = """
query ($first: Int, $after: String, $last: Int, $before: String, $state: OrderState, $paid: OrderPaymentState) {
  customerOrders(first: $first, after: $after, last: $last, before: $before, state: $state, paymentState: $paid) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    nodes { number state paymentState lines { title quantity } totals { total { amount } taxes { name } } }
  }
}
"""


def customer(make_shop: MakeShop, name: str = "ada") -> Buyer:
    return Buyer(make_shop(authorization=f"Bearer customer-{name}"))


async def listed(buyer: Buyer, **variables: Any) -> dict[str, Any]:
    return (await buyer.shop(LISTED, {"first": 10, **variables}))["customerOrders"]


async def buy(buyer: Buyer, *lines: Any) -> dict[str, Any]:
    payload = await buyer.complete((await buyer.ready(*lines))["id"])
    assert codes(payload) == []
    return payload["order"]


async def test_a_customer_sees_their_orders_newest_first_and_nobody_elses(make_shop: MakeShop) -> None:
    ada, bob = customer(make_shop), customer(make_shop, "bob")
    numbers = [(await buy(ada, (MUG, count)))["number"] for count in (1, 2, 3)]
    await buy(bob)
    elsewhere = customer(make_shop)
    page = await listed(elsewhere, first=2)
    assert [order["number"] for order in page["nodes"]] == numbers[:0:-1]
    assert (page["totalCount"], page["pageInfo"]["hasNextPage"]) == (3, True)
    assert page["nodes"][0]["lines"] == [{"title": "Mug", "quantity": 3}]
    rest = await listed(elsewhere, first=2, after=page["pageInfo"]["endCursor"])
    assert [order["number"] for order in rest["nodes"]] == numbers[:1]
    back = await listed(elsewhere, first=None, last=2, before=rest["pageInfo"]["startCursor"])
    assert back["nodes"] == page["nodes"]
    body = await Buyer(make_shop()).shop.raw(LISTED, {"first": 1})
    assert [error["extensions"]["code"] for error in body["errors"]] == ["SIGN_IN_REQUIRED"]


async def test_orders_are_listed_by_state(make_shop: MakeShop, admin: GraphQLClient) -> None:
    ada = customer(make_shop)
    kept, cancelled = await buy(ada), await buy(ada)
    payload = await admin.change("orderCancel", {"id": cancelled["id"]}, "order { state }")
    assert codes(payload) == []
    found = {
        state: [order["number"] for order in (await listed(ada, state=state))["nodes"]]
        for state in ("PLACED", "CANCELLED")
    }
    assert found == {"PLACED": [kept["number"]], "CANCELLED": [cancelled["number"]]}
    assert [order["number"] for order in (await listed(ada, paid="AUTHORIZED"))["nodes"]] == [kept["number"]]
    assert (await listed(ada, paid="PAID"))["totalCount"] == 0


async def test_a_list_of_orders_costs_four_statements_however_long(make_shop: MakeShop) -> None:
    ada = customer(make_shop)
    for _ in range(3):
        await buy(ada, (MUG, 1), (BOOK, 1))
    with recorded_statements() as sent:
        page = await listed(ada)
    assert len(page["nodes"]) == 3
    assert sent.executions <= 4, sent.sent


async def test_a_login_keeps_the_tax_number_of_the_guest(make_shop: MakeShop, buyer: Buyer) -> None:
    guest = await buyer.create((MUG, 1))
    assert codes(await buyer.change("cartTaxNumberSet", guest["id"], taxNumber="ATU13585627")) == []
    await execute("UPDATE checkout.cart SET tax_exemption = 'C-1'")
    ada = customer(make_shop)
    await ada.create((BOOK, 1))
    headers = {"authorization": "Bearer customer-ada", SESSION_HEADER: buyer.shop.headers[SESSION_HEADER]}
    payload = await make_shop(**headers).change("cartsMerge", {}, "cart { taxNumber totalQuantity id }")
    assert (payload["cart"]["taxNumber"], payload["cart"]["totalQuantity"]) == ("ATU13585627", 2)
    found = await fetch_value("SELECT string_agg(tax_exemption, ',') FROM checkout.cart")
    assert found == "C-1", "the certificate that staff have seen goes along"
