"""Bank transfer, cash on delivery: orders that are placed before they are paid, and paying what is outstanding."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import msgspec
import pytest
import pytest_asyncio
from checkout_testing import DOWNLOAD, MUG, Buyer, TestThings, codes, configured
from fondaco import clock
from fondaco.app import App
from fondaco.commerce import (
    PaymentOperation,
    PaymentOperationOutcome,
    PaymentOperationState,
    PaymentOutcome,
    PaymentRequest,
    PaymentState,
)
from fondaco.commerce.events import PaymentReminderDue
from fondaco.db.engine import execute, fetch_value
from fondaco.ids import encode_global_id, new_id
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco_checkout.manual_methods import ManualMethod
from fondaco_checkout.settings import CheckoutSettings
from fondaco_checkout.test_provider.provider import TestProvider
from payment_testing import PATIENT, Staff, euros, ledger, place

METHODS = [
    {
        "code": "bank_transfer",
        "name": "Bank transfer",
        "names": {"zh-Hans": "银行转账"},
        "instructions": "To DE02 1203 0000 0000 2020 51.",
        "remind_after_days": [5, 10],
        "cancel_after_days": 14,
    },
    {"code": "cash", "name": "Cash on delivery", "delivered_only": True, "countries": ["DE"]},
]
PAY = "order { paymentState outstanding { amount } } payment { state amount { amount } } action { url }"
ACTION = "4000000000003220"
DECLINED = "4000000000000002"


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Any) -> App:
    made: App = await make_app(
        enabled=["checkout"],
        plugins=[TestThings],
        settings=lambda found: configured(found, manual_methods=METHODS, **PATIENT),
    )
    return made


@pytest.fixture
def staff(admin: GraphQLClient) -> Staff:
    return Staff(admin)


async def pay(buyer: Buyer, order: dict[str, Any], card: str = "4242424242424242", **data: Any) -> dict[str, Any]:
    """Calls orderPay and returns the payload, errors included."""
    payment = {"method": "test", "token": card, **data.pop("payment", {})}
    return dict(await buyer.shop.change("orderPay", {"orderId": order["id"], "payment": payment, **data}, PAY))


async def test_an_order_by_bank_transfer_is_placed_and_its_money_awaited(buyer: Buyer, staff: Staff) -> None:
    cart = await buyer.ready()
    assert [method["code"] for method in cart["paymentMethods"]] == ["test", "bank_transfer", "cash"]
    order = await place(buyer, method="bank_transfer")
    assert (order["state"], order["paymentState"]) == ("PLACED", "PENDING")
    payment = await staff.payment(order)
    assert (payment["state"], payment["manual"], payment["amount"]["amount"]) == ("PENDING", True, "29.90")
    assert payment["instructions"] == "To DE02 1203 0000 0000 2020 51."
    assert payment["dueAt"] is not None
    assert (await staff.order(order))["outstanding"]["amount"] == "29.90"
    assert codes(await staff.capture(order)) == ["NOTHING_TO_CAPTURE"]


async def test_cash_on_delivery_is_for_what_is_delivered(buyer: Buyer) -> None:
    cart = await buyer.create((DOWNLOAD, 1), email="ada@example.com")
    document = "query ($id: ID!) { cart(id: $id) { paymentMethods { code description } } }"
    found = await buyer.shop(document, {"id": cart["id"]})
    assert found["cart"]["paymentMethods"] == [
        {"code": "test", "description": ""},
        {"code": "bank_transfer", "description": "To DE02 1203 0000 0000 2020 51."},
    ]


async def test_money_comes_in_parts_and_more_than_is_owed(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer, method="bank_transfer")
    first = await staff.receive(order, "10.00", reference="TR-1", note="By post.")
    assert first["errors"] == []
    assert (first["payment"]["state"], first["order"]["paymentState"]) == ("PENDING", "PARTIALLY_PAID")
    assert first["order"]["outstanding"]["amount"] == "19.90"
    assert codes(await staff.receive(order, "10.00", reference="TR-1")) == ["REFERENCE_KNOWN"]
    second = await staff.receive(order, "25.00", reference="TR-2")
    assert (second["payment"]["state"], second["order"]["paymentState"]) == ("CAPTURED", "PAID")
    assert second["order"]["overpaid"]["amount"] == "5.10"
    refund = await staff.refund(order, amount=euros("5.10"))
    assert [part["kind"] for part in refund["refund"]["parts"]] == ["SURPLUS"]
    assert (refund["refund"]["state"], refund["order"]["overpaid"]["amount"]) == ("SUCCEEDED", "0.00")
    assert await ledger(order) == [
        ("capture", "succeeded", 1000),
        ("capture", "succeeded", 2500),
        ("refund", "succeeded", 510),
    ]


async def test_money_is_noted_once_per_key(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer, method="bank_transfer")
    payloads = await asyncio.gather(*(staff.receive(order, "10.00", key="a") for _ in range(5)))
    assert all(payload["errors"] == [] for payload in payloads)
    assert await ledger(order) == [("capture", "succeeded", 1000)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"amount": "0.00"}, "INVALID_AMOUNT"),
        ({"amount": "-1.00"}, "INVALID_AMOUNT"),
        ({"amount": "1.00", "method": "test"}, "PAYMENT_METHOD_UNKNOWN"),
        ({"amount": "1.00", "reference": "x" * 256}, "REFERENCE_TOO_LONG"),
        ({"amount": "1.00", "reference": "a\0b"}, "REFERENCE_TOO_LONG"),
        ({"amount": "1.00", "note": "x" * 1001}, "REASON_TOO_LONG"),
        ({"amount": "1.00", "receivedAt": "2999-01-01T00:00:00Z"}, "RECEIVED_IN_FUTURE"),
    ],
)
async def test_what_is_no_money_is_refused(buyer: Buyer, staff: Staff, data: dict[str, Any], code: str) -> None:
    order = await place(buyer, method="bank_transfer")
    assert codes(await staff.receive(order, **data)) == [code]
    nobody = {"id": encode_global_id("Order", new_id())}
    assert codes(await staff.receive(nobody, "1.00")) == ["ORDER_NOT_FOUND"]
    assert codes(await staff.receive(order, "1", currency="JPY")) == ["WRONG_CURRENCY"]
    assert await ledger(order) == []


async def test_money_without_an_awaited_payment_is_a_payment_of_its_own(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer)
    await staff.void(order)
    payload = await staff.receive(order, "29.90", method="cash")
    assert payload["order"]["paymentState"] == "PAID"
    assert [payment["method"] for payment in (await staff.order(order))["payments"]] == ["test", "cash"]


async def test_buyers_are_reminded_once_each_time_and_unpaid_orders_cancelled(
    buyer: Buyer, staff: Staff, worker: WorkerDriver
) -> None:
    unpaid = await place(buyer, method="bank_transfer")
    partly = await place(buyer, method="bank_transfer")
    await staff.receive(partly, "10.00")
    for days in (4, 6, 6, 11, 13):
        with clock.moved(timedelta(days=days)):
            await worker.run_job("checkout.follow_awaited_payments")
    events = await fetch_value(
        "SELECT array_agg(payload ORDER BY id) FROM system.outbox WHERE name = 'checkout.payment_reminder_due'"
    )
    told = [msgspec.json.decode(event, type=PaymentReminderDue) for event in events]
    assert sorted((event.number, event.reminder, event.outstanding.amount) for event in told) == [
        (unpaid["number"], 1, 2990),
        (unpaid["number"], 2, 2990),
        (partly["number"], 1, 1990),
        (partly["number"], 2, 1990),
    ]
    with clock.moved(timedelta(days=15)):
        await worker.run_job("checkout.follow_awaited_payments")
    states = await staff.admin("{ orders(first: 5) { nodes { number state paymentState cancelReason } } }")
    assert states["orders"]["nodes"] == [
        {"number": partly["number"], "state": "PLACED", "paymentState": "PARTIALLY_PAID", "cancelReason": ""},
        {
            "number": unpaid["number"],
            "state": "CANCELLED",
            "paymentState": "VOIDED",
            "cancelReason": "The money did not come in time.",
        },
    ]
    assert codes(await staff.receive(unpaid, "29.90")) == ["ORDER_CANCELLED"]


async def test_a_buyer_pays_by_card_instead(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer, method="bank_transfer")
    payload = await pay(buyer, order, expectedAmount=euros("29.90"))
    assert payload["errors"] == []
    assert payload["payment"] == {"state": "AUTHORIZED", "amount": {"amount": "29.90"}}
    assert payload["order"] == {"paymentState": "AUTHORIZED", "outstanding": {"amount": "0.00"}}
    assert [payment["state"] for payment in (await staff.order(order))["payments"]] == ["VOIDED", "AUTHORIZED"]
    again = await pay(buyer, order)
    assert (again["errors"], again["payment"]) == ([], None)
    assert await fetch_value("SELECT count(*) FROM checkout.test_payment") == 1


async def test_the_rest_of_an_order_is_paid_and_never_more(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer, method="bank_transfer")
    await staff.receive(order, "10.00")
    assert codes(await pay(buyer, order, expectedAmount=euros("29.90"))) == ["OUTSTANDING_CHANGED"]
    assert (await pay(buyer, order))["payment"]["amount"]["amount"] == "19.90"
    assert (await staff.order(order))["outstanding"]["amount"] == "0.00"


async def test_what_an_edit_adds_can_be_paid(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer)
    await staff.capture(order)
    await execute("UPDATE checkout.orders SET total = total + 500, lines_net = lines_net + 500")
    assert (await staff.order(order))["outstanding"]["amount"] == "5.00"
    assert (await pay(buyer, order))["payment"] == {"state": "AUTHORIZED", "amount": {"amount": "5.00"}}


async def test_a_declined_payment_leaves_the_order_to_be_paid(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer, method="bank_transfer")
    assert codes(await pay(buyer, order, DECLINED)) == ["PAYMENT_DECLINED"]
    assert (await staff.order(order))["outstanding"]["amount"] == "29.90"
    assert (await pay(buyer, order))["order"]["paymentState"] == "AUTHORIZED"


async def test_a_buyer_who_has_to_confirm_comes_back(buyer: Buyer, staff: Staff, http: httpx.AsyncClient) -> None:
    order = await place(buyer, method="bank_transfer")
    payload = await pay(buyer, order, ACTION)
    assert (payload["payment"]["state"], payload["order"]["outstanding"]["amount"]) == ("ACTION_REQUIRED", "0.00")
    assert (await pay(buyer, order, ACTION))["action"] == payload["action"]
    await http.post(httpx.URL(payload["action"]["url"]).path, data={"decision": "confirm"})
    assert (await staff.order(order))["paymentState"] == "AUTHORIZED", "the provider's message was quicker"
    assert (await pay(buyer, order))["payment"] is None


async def test_a_buyer_who_does_not_come_back_keeps_nobody_from_paying(
    buyer: Buyer, staff: Staff, worker: WorkerDriver
) -> None:
    order = await place(buyer, method="bank_transfer")
    await pay(buyer, order, ACTION)
    with clock.moved(timedelta(minutes=31)):
        await worker.run_job("checkout.recover_completions")
    assert (await staff.order(order))["outstanding"]["amount"] == "29.90"
    assert await fetch_value("SELECT state FROM checkout.test_payment") == "voided"
    assert (await pay(buyer, order))["order"]["paymentState"] == "AUTHORIZED"


@pytest.mark.parametrize("charged", [True, False])
async def test_a_provider_that_is_late_is_asked_and_charges_once(
    buyer: Buyer, staff: Staff, monkeypatch: pytest.MonkeyPatch, charged: bool
) -> None:
    order = await place(buyer, method="bank_transfer")
    original = TestProvider.authorize

    async def late(self: TestProvider, request: PaymentRequest) -> PaymentOutcome:
        if charged:
            await original(self, request)
        return PaymentOutcome(state=PaymentState.UNKNOWN)

    with monkeypatch.context() as patched:
        patched.setattr(TestProvider, "authorize", late)
        assert codes(await pay(buyer, order)) == ["PAYMENT_UNCERTAIN"]
    assert (await pay(buyer, order))["order"]["paymentState"] == "AUTHORIZED"
    states = "SELECT array_agg(state ORDER BY created_at) FROM checkout.test_payment WHERE state = 'authorized'"
    assert await fetch_value(states) == ["authorized"]


async def test_nobody_pays_what_is_not_theirs_or_cancelled(buyer: Buyer, staff: Staff, shop: GraphQLClient) -> None:
    order = await place(buyer, method="bank_transfer")
    stranger = Buyer(GraphQLClient(shop._http, "shop"))
    await stranger.create((MUG, 1))
    assert codes(await pay(stranger, order)) == ["ORDER_NOT_FOUND"]
    assert codes(await pay(buyer, order, payment={"method": "card"})) == ["PAYMENT_METHOD_UNKNOWN"]
    payment = {"method": "cash", "token": ""}
    by_link = await stranger.shop.change("orderPay", {"token": order["token"], "payment": payment}, PAY)
    assert by_link["payment"]["state"] == "PENDING"
    assert [one["state"] for one in (await staff.order(order))["payments"]] == ["VOIDED", "PENDING"]
    await staff.admin.change("orderCancel", {"id": order["id"]}, "order { id }")
    assert codes(await pay(buyer, order)) == ["ORDER_CANCELLED"]


async def test_the_order_says_how_it_can_be_paid(buyer: Buyer) -> None:
    order = await place(buyer, method="bank_transfer")
    found = await buyer.shop(
        "query ($id: ID!) { order(id: $id) { paymentMethods { code } outstanding { amount } } }", {"id": order["id"]}
    )
    assert [method["code"] for method in found["order"]["paymentMethods"]] == ["test", "bank_transfer", "cash"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": ""},
        {"code": "none"},
        {"code": "x" * 101},
        {"countries": ["XX"]},
        {"currencies": ["eur"]},
        {"remind_after_days": [0]},
        {"remind_after_days": [7, 5]},
        {"remind_after_days": [14], "cancel_after_days": 7},
        {"cancel_after_days": 40_000},
    ],
)
def test_settings_that_make_no_sense_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"code": "transfer", "name": "Transfer", **wrong}, ManualMethod)


def test_what_says_most_decides_when_money_is_taken() -> None:
    settings = CheckoutSettings(capture_by_method={"card": "automatic", "us/*": "automatic", "us/card": "manual"})
    taken = {(channel, method) for channel in ("eu", "us") for method in ("card", "other")}
    assert {one for one in taken if settings.captures_at_once(*one)} == {("eu", "card"), ("us", "other")}
    for wrong in ({"capture": "later"}, {"capture_by_method": {"card": "now"}}):
        with pytest.raises(ValueError, match="capture: manual or automatic"):
            CheckoutSettings(**wrong)  # type: ignore[arg-type]


async def test_a_surplus_on_its_way_back_is_not_given_back_again(
    buyer: Buyer, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = await place(buyer)
    await staff.capture(order)
    await staff.receive(order, "5.00")
    test = (await staff.order(order))["payments"][0]["id"]

    async def takes_time(self: TestProvider, operation: PaymentOperation) -> PaymentOperationOutcome:
        return PaymentOperationOutcome(state=PaymentOperationState.PENDING)

    monkeypatch.setattr(TestProvider, "operate", takes_time)
    first = await staff.refund(order, amount=euros("5.00"), paymentId=test)
    assert [part["kind"] for part in first["refund"]["parts"]] == ["SURPLUS"]
    transfer = (await staff.order(order))["payments"][1]["id"]
    second = await staff.refund(order, amount=euros("5.00"), paymentId=transfer)
    assert {part["kind"] for part in second["refund"]["parts"]} == {"LINE", "DELIVERY"}
