"""Drafts: staff build an order for a buyer, who pays it by a link, or place it themselves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

import pytest
import pytest_asyncio
from checkout_testing import (
    ADDRESS,
    BOOK,
    CART,
    LAMP,
    MONEY,
    MUG,
    ORDER,
    SUCCEEDS,
    THERE,
    Buyer,
    TestThings,
    codes,
    configured,
    thing_id,
)
from fondaco import clock
from fondaco.app import App
from fondaco.context import Context
from fondaco.db.engine import execute, fetch_value
from fondaco.ids import encode_global_id, new_id, parse_global_id
from fondaco.testing import GraphQLClient
from fondaco_checkout.service.carts import expire_carts
from fondaco_checkout.service.drafts import expire_drafts
from fondaco_checkout.settings import CheckoutSettings
from order_auditor import assert_orders_add_up
from payment_testing import PATIENT

MANUAL = [{"code": "bank_transfer", "name": "Bank transfer"}]
ACTION = "4000000000003220"
URL = "https://shop.example/drafts/{token}"
DRAFT = (
    f"id state sentAt expiresAt channel locale customerId note token url createdBy {{ type id name }} "
    f"cart {{ {CART.replace('available }', f'available handPrice {MONEY} handPriceReason }}')} }}"
)
SEEN = f"id state sentAt expiresAt cart {{ {CART} }}"
MakeShop = Callable[..., GraphQLClient]


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Any) -> App:
    made: App = await make_app(
        enabled=["checkout"],
        plugins=[TestThings],
        settings=lambda found: configured(found, manual_methods=MANUAL, draft_url=URL, **PATIENT),
    )
    return made


@pytest_asyncio.fixture(loop_scope="session", autouse=True)
async def audited(app: App) -> AsyncIterator[None]:
    """After every test an auditor who knows only tables looks at all orders."""
    yield
    await assert_orders_add_up(app)


class Clerk:
    """A member of staff who builds drafts."""

    def __init__(self, admin: GraphQLClient) -> None:
        self.admin = admin

    async def change(self, verb: str, key: str | None = None, selection: str = "", **data: Any) -> dict[str, Any]:
        """Calls a mutation and returns its payload, errors included."""
        wanted = selection or f"draftOrder {{ {DRAFT} }}"
        return dict(await self.admin.change(f"draftOrder{verb}", data, wanted, key=key))

    async def done(self, verb: str, **data: Any) -> dict[str, Any]:
        """Calls a mutation that has to succeed, and returns the draft."""
        payload = await self.change(verb, **data)
        assert payload["errors"] == [], payload
        return dict(payload["draftOrder"])

    async def ready(self, *lines: dict[str, Any], **data: Any) -> dict[str, Any]:
        """A draft that misses nothing: two mugs with delivery (29.90 EUR) where no lines are given."""
        given = {"email": "ada@example.com", "shippingAddress": dict(ADDRESS), "deliveryCode": "flat_rate:standard"}
        made = list(lines or (line(MUG, 2),))
        return await self.done("Create", **{"channel": "default", "lines": made, **given, **data})

    async def place(self, draft: dict[str, Any], method: str = "bank_transfer", **data: Any) -> dict[str, Any]:
        """Places it, and returns the payload."""
        return await self.change("Place", selection=f"order {{ {ORDER} }}", id=draft["id"], method=method, **data)

    async def read(self, draft: dict[str, Any]) -> dict[str, Any] | None:
        found = await self.admin(f"query ($id: ID!) {{ draftOrder(id: $id) {{ {DRAFT} }} }}", {"id": draft["id"]})
        return found["draftOrder"]

    async def list(self, **filter_: Any) -> list[str]:
        query = "query ($f: DraftOrderFilter) { draftOrders(first: 50, filter: $f) { nodes { id } totalCount } }"
        found = (await self.admin(query, {"f": filter_}))["draftOrders"]
        assert found["totalCount"] == len(found["nodes"])
        return [node["id"] for node in found["nodes"]]


@pytest.fixture
def clerk(admin: GraphQLClient) -> Clerk:
    return Clerk(admin)


def line(thing: UUID, quantity: int = 1, price: str | None = None, reason: str = "") -> dict[str, Any]:
    return {
        "sellableId": thing_id(thing),
        "quantity": quantity,
        "price": price and {"amount": price, "currencyCode": "EUR"},
        "reason": reason,
    }


async def look(buyer: Buyer, token: str) -> dict[str, Any] | None:
    found = await buyer.shop(f"query ($t: String!) {{ draftOrder(token: $t) {{ {SEEN} }} }}", {"t": token})
    return found["draftOrder"]


async def pay(buyer: Buyer, token: str, card: str = SUCCEEDS, **data: Any) -> dict[str, Any]:
    return await buyer.shop.change(
        "draftOrderComplete",
        {"token": token, "payment": {"method": "test", "token": card}, **data},
        f"order {{ {ORDER} }} cart {{ id state }} action {{ url }}",
    )


async def history(clerk: Clerk, order: dict[str, Any]) -> dict[str, dict[str, Any]]:
    fields = (
        "history(first: 50) { nodes { kind detail actor { type id } shownToBuyer } } staffNotes { text author { id } }"
    )
    found = await clerk.admin(f"query ($id: ID!) {{ order(id: $id) {{ {fields} }} }}", {"id": order["id"]})
    return {entry["kind"]: entry for entry in found["order"]["history"]["nodes"]} | {
        "notes": found["order"]["staffNotes"]
    }


async def expire(draft: dict[str, Any], ago: timedelta = timedelta(seconds=1)) -> None:
    id_ = parse_global_id(draft["id"], "DraftOrder")
    await execute("UPDATE checkout.draft_order SET expires_at = $2 WHERE cart_id = $1", id_, clock.utc_now() - ago)


async def test_staff_build_an_order_step_by_step_and_see_what_it_costs(clerk: Clerk) -> None:
    draft = await clerk.done("Create", channel="default", note="Called on Monday.", phone="+49 30 123456")
    assert draft["cart"]["phone"] == "+4930123456"
    assert (draft["state"], draft["token"], draft["url"], draft["customerId"]) == ("OPEN", None, None, None)
    assert draft["createdBy"]["type"] == "STAFF"
    assert draft["cart"]["missing"] == ["LINES", "EMAIL", "BILLING_ADDRESS"]
    draft = await clerk.done(
        "Update", id=draft["id"], lines=[line(BOOK), line(MUG, 2, "10.00", "Scratched")], email="ada@example.com"
    )
    assert [(one["title"], one["unitPrice"]["amount"]) for one in draft["cart"]["lines"]] == [
        ("Book", "19.99"),
        ("Mug", "10.00"),
    ]
    assert [one["handPriceReason"] for one in draft["cart"]["lines"]] == ["", "Scratched"]
    assert [one["handPrice"] and one["handPrice"]["amount"] for one in draft["cart"]["lines"]] == [None, "10.00"]
    assert draft["cart"]["notices"] == []
    before = draft["cart"]["lines"]
    draft = await clerk.done(
        "Update",
        id=draft["id"],
        shippingAddress=dict(ADDRESS),
        deliveryCode="flat_rate:standard",
        remarks={"note": "Ring twice."},
        customerId=encode_global_id("Customer", new_id()),
    )
    assert draft["cart"]["missing"] == []
    assert draft["cart"]["note"] == "Ring twice."
    assert draft["cart"]["totals"]["total"]["amount"] == "44.89"
    assert {tax["rate"] for tax in draft["cart"]["totals"]["taxes"]} == {"0.19", "0.07"}
    draft = await clerk.done("Update", id=draft["id"], lines=[line(MUG, 1)])
    assert [one["id"] for one in draft["cart"]["lines"]] == [before[1]["id"]]
    assert draft["cart"]["lines"][0]["unitPrice"]["amount"] == "12.50"
    assert draft["note"] == "Called on Monday."
    assert await clerk.read(draft) == draft


async def test_the_buyer_pays_by_the_link_what_they_saw(
    clerk: Clerk, buyer: Buyer, make_shop: MakeShop, prices: dict[Any, int]
) -> None:
    customer = encode_global_id("Customer", new_id())
    draft = await clerk.ready(
        line(MUG, 2, "10.00", "Scratched"), line(BOOK), note="A regular.", customerId=customer, locale="en"
    )
    sent = await clerk.done("Send", id=draft["id"])
    assert sent["state"] == "SENT"
    assert sent["url"] == URL.replace("{token}", sent["token"])
    prices[BOOK] = 9900  # what was sent keeps its prices
    again = await clerk.done("Send", id=draft["id"])
    assert again["sentAt"] == sent["sentAt"]
    seen = await look(buyer, sent["token"])
    assert seen is not None
    assert seen["cart"]["totals"] == draft["cart"]["totals"] == again["cart"]["totals"]
    total = seen["cart"]["totals"]["total"]
    wrong = await pay(buyer, sent["token"], expectedTotal={"amount": "1.00", "currencyCode": "EUR"})
    assert codes(wrong) == ["TOTAL_CHANGED"]
    declined = await pay(buyer, sent["token"], "4000000000000002", expectedTotal=total)
    assert codes(declined) == ["PAYMENT_DECLINED"]
    paid = await pay(buyer, sent["token"], expectedTotal=total)
    assert paid["errors"] == []
    assert paid["order"]["totals"] == seen["cart"]["totals"]
    assert (await pay(Buyer(make_shop()), sent["token"]))["order"]["number"] == paid["order"]["number"]
    placed = await clerk.read(draft)
    assert placed is not None
    assert placed["state"] == "PLACED"
    assert placed["cart"]["order"]["number"] == paid["order"]["number"]
    found = await history(clerk, paid["order"])
    entry = found["checkout.placed"]
    assert entry["actor"]["type"] == "CUSTOMER"  # who paid
    assert entry["detail"]["draftedBy"]["id"] == draft["createdBy"]["id"]
    price = {"amount": "10.00", "currencyCode": "EUR"}
    assert entry["detail"]["pricesByHand"] == [{"sku": "SKU-1", "title": "Mug", "price": price, "reason": "Scratched"}]
    assert [note["text"] for note in found["notes"]] == ["A regular."]
    order = await clerk.admin("query ($id: ID!) { order(id: $id) { customerId } }", {"id": paid["order"]["id"]})
    assert order["order"]["customerId"] == customer


async def test_staff_place_it_with_money_that_comes_later(clerk: Clerk, worker: Any) -> None:
    draft = await clerk.ready(note="By telephone.")
    assert codes(await clerk.place(draft, "test")) == ["PAYMENT_METHOD_UNKNOWN"]
    total = draft["cart"]["totals"]["total"]
    payload = await clerk.place(draft, expectedTotal=total)
    assert payload["errors"] == []
    assert payload["order"]["paymentState"] == "PENDING"
    assert payload["order"]["totals"] == draft["cart"]["totals"]
    assert (await clerk.place(draft))["order"]["number"] == payload["order"]["number"]
    entry = (await history(clerk, payload["order"]))["checkout.placed"]
    assert entry["actor"] == {"type": "STAFF", "id": draft["createdBy"]["id"]}
    for verb, data in (("Update", {"note": "x"}), ("Send", {}), ("Delete", {})):
        selection = "deletedId" if verb == "Delete" else ""
        assert codes(await clerk.change(verb, selection=selection, id=draft["id"], **data)) == ["CART_COMPLETED"]
    await worker.drain()


async def test_nobody_else_gets_at_a_draft(
    clerk: Clerk, buyer: Buyer, make_shop: MakeShop, admin: GraphQLClient
) -> None:
    customer = make_shop(authorization="Bearer customer-ada")
    account = encode_global_id("Customer", uuid5(NAMESPACE_OID, "customer-ada"))
    draft = await clerk.ready(customerId=account)
    cart = draft["cart"]["id"]
    for other in (buyer, Buyer(customer)):
        await other.create()
        assert await other.read(cart) is None
        assert codes(await other.add(cart, (MUG, 1))) == ["CART_NOT_FOUND"]
        assert codes(await other.complete(cart)) == ["CART_NOT_FOUND"]
        assert cart not in [one["id"] for one in (await other.shop("{ carts { id } }"))["carts"]]
    token = await fetch_value(
        "SELECT token FROM checkout.draft_order WHERE cart_id = $1", parse_global_id(draft["id"], "DraftOrder")
    )
    assert await look(buyer, token) is None  # not sent
    assert codes(await pay(buyer, token)) == codes(await pay(buyer, "no\0ne")) == ["DRAFT_NOT_FOUND"]
    clerk.admin.headers["authorization"] = "Bearer clerk"  # may see orders only
    assert await clerk.read(draft) is not None
    assert codes(await clerk.change("Create", channel="default")) == ["PERMISSION_DENIED"]


async def test_a_change_takes_the_link_back_until_it_is_sent_again(
    clerk: Clerk, buyer: Buyer, prices: dict[Any, int]
) -> None:
    draft = await clerk.ready(line(MUG), line(BOOK, 1, "5.00", "Gift"))
    sent = await clerk.done("Send", id=draft["id"])
    later = (clock.utc_now() + timedelta(days=60)).isoformat()
    kept = await clerk.done("Update", id=draft["id"], note="Longer.", expiresAt=later)
    assert kept["state"] == "SENT"
    assert await look(buyer, sent["token"]) is not None
    prices[MUG] = 1500
    changed = await clerk.done("Update", id=draft["id"], email="bob@example.com")
    assert changed["state"] == "OPEN"
    assert await look(buyer, sent["token"]) is None
    assert [one["unitPrice"]["amount"] for one in changed["cart"]["lines"]] == ["15.00", "5.00"]
    assert codes(await pay(buyer, sent["token"])) == ["DRAFT_NOT_FOUND"]
    assert (await clerk.done("Send", id=draft["id"]))["token"] == sent["token"]
    assert (await pay(buyer, sent["token"]))["order"]["email"] == "bob@example.com"


async def test_what_is_missing_or_wrong_is_refused(clerk: Clerk) -> None:
    draft = await clerk.done("Create", channel="default", lines=[line(MUG)])
    assert codes(await clerk.change("Send", id=draft["id"])) == ["CART_INCOMPLETE"]
    assert codes(await clerk.place(draft)) == ["CART_INCOMPLETE"]
    past = (clock.utc_now() - timedelta(days=1)).isoformat()
    dollars = line(MUG) | {"price": {"amount": "1.00", "currencyCode": "USD"}, "reason": "x"}
    for code, data in (
        ("REASON_REQUIRED", {"lines": [line(MUG, 1, "1.00", " ")]}),
        ("INVALID_AMOUNT", {"lines": [line(MUG, 1, "-1.00", "x")]}),
        ("WRONG_CURRENCY", {"lines": [dollars]}),
        ("REASON_TOO_LONG", {"lines": [line(MUG, 1, "1.00", "x" * 1001)]}),
        ("LINE_REPEATED", {"lines": [line(MUG), line(MUG, 2)]}),
        ("QUANTITY_INVALID", {"lines": [line(MUG, 0)]}),
        ("QUANTITY_TOO_LARGE", {"lines": [line(LAMP, 4)]}),
        ("SELLABLE_NOT_FOUND", {"lines": [line(UUID(int=99))]}),
        ("TOO_MANY_LINES", {"lines": [line(UUID(int=n)) for n in range(101)]}),
        ("INVALID_EMAIL", {"email": "ada"}),
        ("EXPIRES_IN_PAST", {"expiresAt": past}),
        ("TEXT_INVALID", {"note": "a\u0007"}),
        ("REASON_TOO_LONG", {"note": "x" * 10_001}),
        ("DELIVERY_OPTION_UNAVAILABLE", {"deliveryCode": "rocket"}),
    ):
        assert codes(await clerk.change("Update", id=draft["id"], **data)) == [code]
    assert codes(await clerk.change("Create", channel="moon")) == ["UNKNOWN_CHANNEL"]
    assert codes(await clerk.change("Create", channel="default", locale="tlh")) == ["UNKNOWN_LOCALE"]
    nobody = encode_global_id("DraftOrder", new_id())
    assert codes(await clerk.change("Update", id=nobody)) == codes(await clerk.change("Send", id=nobody))
    assert codes(await clerk.place({"id": nobody})) == ["DRAFT_NOT_FOUND"]
    found = await clerk.read(draft)
    assert found is not None
    assert found == draft | {"cart": found["cart"]}
    assert len(found["cart"]["lines"]) == 1
    THERE[MUG] = 0
    try:
        payload = await clerk.change("Update", id=draft["id"], lines=[line(MUG)])
        assert codes(payload) == ["OUT_OF_STOCK"]
        assert payload["errors"][0]["field"][:2] == ["lines", "0"]
    finally:
        THERE.clear()


async def test_a_draft_expires_and_goes(app: App, clerk: Clerk, buyer: Buyer) -> None:
    draft = await clerk.ready()
    sent = await clerk.done("Send", id=draft["id"])
    await expire(draft)
    seen = await look(buyer, sent["token"])
    assert seen is not None
    assert seen["state"] == "EXPIRED"
    assert codes(await pay(buyer, sent["token"])) == codes(await clerk.place(draft)) == ["DRAFT_EXPIRED"]
    assert codes(await clerk.change("Send", id=draft["id"])) == ["DRAFT_EXPIRED"]
    later = (clock.utc_now() + timedelta(days=1)).isoformat()
    assert (await clerk.done("Update", id=draft["id"], expiresAt=later))["state"] == "SENT"
    settings = CheckoutSettings(cart_days=1)
    context = Context(channel=app.channels["default"], locale="en")
    cart_id = parse_global_id(draft["id"], "DraftOrder")
    await execute(
        "UPDATE checkout.cart SET updated_at = $2 WHERE id = $1", cart_id, clock.utc_now() - timedelta(days=9)
    )
    async with app.unit_of_work(context) as uow:
        await expire_carts(uow, settings)  # of buyers only
        await expire_drafts(uow, settings)
    assert await clerk.read(draft) is not None
    await expire(draft, timedelta(days=2))
    async with app.unit_of_work(context) as uow:
        assert await expire_drafts(uow, settings) == 1
    assert await clerk.read(draft) is None
    assert await look(buyer, sent["token"]) is None
    assert await fetch_value("SELECT count(*) FROM checkout.draft_order WHERE cart_id = $1", cart_id) == 0


async def test_while_the_buyer_pays_staff_wait_or_give_it_back(clerk: Clerk, buyer: Buyer) -> None:
    draft = await clerk.ready()
    sent = await clerk.done("Send", id=draft["id"])
    begun = await pay(buyer, sent["token"], ACTION)
    assert begun["order"] is None
    assert begun["action"]["url"]
    paying = await clerk.read(draft)
    assert paying is not None
    assert paying["state"] == "PAYING"
    assert paying["cart"]["totals"] == draft["cart"]["totals"]
    assert codes(await clerk.change("Update", id=draft["id"], note="x")) == ["CART_COMPLETING"]
    assert codes(await clerk.change("Delete", selection="deletedId", id=draft["id"])) == ["CART_COMPLETING"]
    assert codes(await clerk.place(draft)) == ["CART_COMPLETING"]
    assert (await clerk.done("PaymentReopen", id=draft["id"]))["state"] == "SENT"
    await pay(buyer, sent["token"], ACTION)
    reopened = await buyer.shop.change("draftOrderReopen", {"token": sent["token"]}, "draftOrder { state }")
    assert reopened["draftOrder"]["state"] == "SENT"
    gone = await clerk.change("Delete", selection="deletedId", id=draft["id"])
    assert gone["deletedId"] == draft["id"]
    assert await look(buyer, sent["token"]) is None


async def test_of_buyer_and_staff_who_place_it_at_once_one_does(clerk: Clerk, make_shop: MakeShop) -> None:
    draft = await clerk.ready()
    sent = await clerk.done("Send", id=draft["id"])
    answers = await asyncio.gather(
        *(pay(Buyer(make_shop()), sent["token"]) for _ in range(3)), *(clerk.place(draft) for _ in range(3))
    )
    numbers = {answer["order"]["number"] for answer in answers if answer["order"] is not None}
    assert len(numbers) == 1
    cart_id = parse_global_id(draft["id"], "DraftOrder")
    assert await fetch_value("SELECT count(*) FROM checkout.orders WHERE cart_id = $1", cart_id) == 1


async def test_drafts_are_listed_and_filtered(clerk: Clerk, counted: Any) -> None:
    customer = encode_global_id("Customer", new_id())
    of_customer = await clerk.ready(customerId=customer, email="list@example.com")
    sent = await clerk.ready(email="list@example.com")
    await clerk.done("Send", id=sent["id"])
    expired = await clerk.ready(email="list@example.com")
    await expire(expired)
    placed = await clerk.ready(email="list@example.com")
    assert (await clerk.place(placed))["errors"] == []
    mine = {"email": "LIST@example.com"}
    assert await clerk.list(**mine) == [placed["id"], expired["id"], sent["id"], of_customer["id"]]
    for state, draft in (("OPEN", of_customer), ("SENT", sent), ("EXPIRED", expired), ("PLACED", placed)):
        assert await clerk.list(states=[state], **mine) == [draft["id"]]
    assert await clerk.list(customerId=customer) == [of_customer["id"]]
    assert await clerk.list(channels=["us"], **mine) == []
    author = of_customer["createdBy"]["id"]
    assert len(await clerk.list(createdBy=author, **mine)) == 4
    assert await clerk.list(createdBy="nobody") == await clerk.list(email="a\0") == []
    async with counted() as statements:
        await clerk.list(**mine)
    assert statements.executions <= 4


async def test_a_draft_is_priced_for_nobodys_group_whoever_looks(clerk: Clerk, make_shop: MakeShop) -> None:
    draft = await clerk.ready()
    sent = await clerk.done("Send", id=draft["id"])
    member = make_shop(authorization="Bearer group-vip")
    seen = await look(Buyer(member), sent["token"])
    assert seen is not None
    assert seen["cart"]["totals"] == draft["cart"]["totals"]


async def test_delivery_follows_prices_by_hand(clerk: Clerk) -> None:
    """Two mugs are delivered for money, and for nothing at such a price."""
    draft = await clerk.ready()
    assert draft["cart"]["deliveryOptions"][0]["price"]["amount"] == "4.90"
    dear = await clerk.done(
        "Update", id=draft["id"], lines=[line(MUG, 2, "500.00", "Signed")], deliveryCode="flat_rate:standard"
    )
    assert dear["cart"]["deliveryOptions"][0]["price"]["amount"] == "0.00"
    assert dear["cart"]["totals"]["total"]["amount"] == "1000.00"


async def test_created_once_of_one_key(clerk: Clerk) -> None:
    made = [await clerk.change("Create", key="one-draft", channel="default", email="k@example.com") for _ in range(2)]
    assert made[0]["draftOrder"]["id"] == made[1]["draftOrder"]["id"]
