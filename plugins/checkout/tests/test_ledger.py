"""Capturing, voiding and refunding through the API: amounts, states, retries, providers that are late or refuse."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any

import asyncpg
import httpx
import msgspec
import pytest
import pytest_asyncio
from checkout_testing import BOOK, MUG, Buyer, TestThings, codes, configured
from fondaco import clock
from fondaco.app import App
from fondaco.commerce import PaymentOperation, PaymentOperationOutcome, PaymentOperationState
from fondaco.commerce.events import OrderPaymentChanged, OrderRefunded
from fondaco.db.engine import execute, fetch_value
from fondaco.ids import encode_global_id, new_id
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco.testing.subscriptions import SubscriptionClient
from fondaco_checkout.service import operations as service
from fondaco_checkout.service.provider import operate
from fondaco_checkout.test_provider.provider import TestProvider
from payment_testing import PATIENT, Staff, euros, ledger, place


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Any) -> App:
    made: App = await make_app(
        enabled=["checkout"], plugins=[TestThings], settings=lambda found: configured(found, **PATIENT)
    )
    return made


@pytest.fixture
def staff(admin: GraphQLClient) -> Staff:
    return Staff(admin)


async def test_all_that_is_reserved_is_captured(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer)
    payload = await staff.capture(order)
    assert payload["errors"] == []
    operation, payment = payload["operation"], payload["payment"]
    assert (operation["kind"], operation["state"], operation["amount"]["amount"]) == ("CAPTURE", "SUCCEEDED", "29.90")
    assert (payment["state"], payment["captured"]["amount"], payment["authorized"]["amount"]) == (
        "CAPTURED",
        "29.90",
        "0.00",
    )
    assert payload["order"]["paymentState"] == "PAID"
    assert await fetch_value("SELECT captured FROM checkout.test_payment") == 2990


async def test_captures_in_parts_never_exceed_what_is_reserved(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer)
    first = await staff.capture(order, "10.00")
    assert (first["order"]["paymentState"], first["payment"]["capturable"]["amount"]) == ("PARTIALLY_PAID", "19.90")
    assert codes(await staff.capture(order, "19.91")) == ["CAPTURE_TOO_LARGE"]
    assert (await staff.capture(order, "19.90"))["order"]["paymentState"] == "PAID"
    assert codes(await staff.capture(order)) == ["NOTHING_TO_CAPTURE"]
    assert await ledger(order) == [("capture", "succeeded", 1000), ("capture", "succeeded", 1990)]


async def test_the_rest_is_voided_and_nothing_captured_after_it(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer)
    await staff.capture(order, "10.00")
    payload = await staff.void(order)
    assert payload["errors"] == []
    assert (payload["payment"]["state"], payload["payment"]["authorized"]["amount"]) == ("CAPTURED", "0.00")
    assert (payload["order"]["paymentState"], payload["order"]["outstanding"]["amount"]) == ("PARTIALLY_PAID", "19.90")
    assert codes(await staff.capture(order, "1.00")) == ["NOTHING_TO_CAPTURE"]
    assert codes(await staff.void(order)) == ["NOTHING_TO_VOID"]


@pytest.mark.parametrize("mutation", ["paymentCapture", "orderRefund"])
async def test_a_call_that_is_repeated_with_its_key_is_done_once(buyer: Buyer, staff: Staff, mutation: str) -> None:
    order = await place(buyer)
    if mutation == "orderRefund":
        await staff.capture(order)
        payloads = [await staff.refund(order, key="a", amount=euros("5.00")) for _ in range(3)]
        assert [payload["refund"] for payload in payloads] == [payloads[0]["refund"]] * 3
        assert codes(await staff.refund(order, key="a", amount=euros("6.00"))) == ["IDEMPOTENCY_KEY_REUSED"]
        assert len(await ledger(order)) == 2
    else:
        payloads = [await staff.capture(order, "5.00", key="a") for _ in range(3)]
        assert [payload["operation"] for payload in payloads] == [payloads[0]["operation"]] * 3
        assert codes(await staff.capture(order, "6.00", key="a")) == ["IDEMPOTENCY_KEY_REUSED"]
        assert await ledger(order) == [("capture", "succeeded", 500)]


async def test_lines_delivery_and_an_amount_are_given_back(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer, (MUG, 2), (BOOK, 1))
    await staff.capture(order)
    mug = order["lines"][0]["id"]
    lines = [{"lineId": mug, "quantity": 1, "restock": True}]
    payload = await staff.refund(order, lines=lines, delivery=True, amount=euros("3.00"), reason="Broken.")
    assert payload["errors"] == []
    refund = payload["refund"]
    assert (refund["state"], refund["reason"]) == ("SUCCEEDED", "Broken.")
    # 12.50 of the mugs and 4.90 of the delivery; 3.00 spread over 12.50 and 19.99 that are left.
    assert [(part["kind"], part["quantity"], part["total"]["gross"]["amount"]) for part in refund["parts"]] == [
        ("LINE", 1, "13.65"),
        ("LINE", 0, "1.85"),
        ("DELIVERY", 0, "4.90"),
    ]
    assert refund["total"]["gross"]["amount"] == refund["refunded"]["amount"] == "20.40"
    sums = payload["order"]
    assert (sums["paymentState"], sums["refunded"]["amount"], sums["outstanding"]["amount"]) == (
        "PARTIALLY_REFUNDED",
        "20.40",
        "0.00",
    )
    event = await fetch_value("SELECT payload FROM system.outbox WHERE name = 'checkout.order_refunded'")
    told = msgspec.json.decode(event, type=OrderRefunded)
    assert [(one.line.quantity, one.line.sku, one.restock) for one in told.lines] == [(1, f"SKU-{MUG.int}", True)]
    seen = await buyer.shop(
        "query ($t: String!) { order(token: $t) { paymentState refunded { amount } refunds { state } "
        "payments { state refunded { amount } } lines { refundedQuantity refunded { amount } } } }",
        {"t": order["token"]},
    )
    assert [(line["refundedQuantity"], line["refunded"]["amount"]) for line in seen["order"]["lines"]] == [
        (1, "13.65"),
        (0, "1.85"),
    ]


async def test_a_full_refund_by_parts_sums_up_to_the_order(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer, (MUG, 3), (BOOK, 1))
    await staff.capture(order)
    mug = order["lines"][0]["id"]
    refunds = [
        await staff.refund(order, amount=euros("3.33")),
        await staff.refund(order, lines=[{"lineId": mug, "quantity": 1}]),
        await staff.refund(order, lines=[{"lineId": mug, "quantity": 2}]),
        await staff.refund(order, everything=True),
    ]
    assert [payload["errors"] for payload in refunds] == [[]] * 4
    tax = sum(int(payload["refund"]["total"]["tax"]["amount"].replace(".", "")) for payload in refunds)
    assert f"{tax / 100:.2f}" == order["totals"]["tax"]["amount"]
    assert refunds[-1]["order"]["paymentState"] == "REFUNDED"
    assert refunds[-1]["order"]["refunded"]["amount"] == order["totals"]["total"]["amount"]
    assert codes(await staff.refund(order, everything=True)) == ["NOTHING_TO_REFUND"]
    assert codes(await staff.refund(order, lines=[{"lineId": mug, "quantity": 1}])) == ["NOTHING_TO_REFUND"]


async def test_the_preview_says_what_the_refund_does(buyer: Buyer, staff: Staff, admin: GraphQLClient) -> None:
    order = await place(buyer)
    await staff.capture(order, "10.00")
    await staff.capture(order)
    document = (
        "query ($input: OrderRefundInput!) { refundPreview(input: $input) { total { gross { amount } tax { amount } } "
        "refundable { amount } parts { kind quantity } portions { amount { amount } payment { method } } } }"
    )
    data = {"orderId": order["id"], "delivery": True, "lines": [{"lineId": order["lines"][0]["id"], "quantity": 1}]}
    preview = (await admin(document, {"input": data}))["refundPreview"]
    assert preview == {
        "total": {"gross": {"amount": "17.40"}, "tax": {"amount": "2.78"}},
        "refundable": {"amount": "29.90"},
        "parts": [{"kind": "LINE", "quantity": 1}, {"kind": "DELIVERY", "quantity": 0}],
        "portions": [{"amount": {"amount": "17.40"}, "payment": {"method": "test"}}],
    }
    data.pop("orderId")
    refunded = await staff.refund(order, **data)
    assert refunded["refund"]["total"]["gross"]["amount"] == "17.40"
    refused = await admin.raw(document, {"input": {"orderId": order["id"]}})
    assert refused["errors"][0]["extensions"]["code"] == "REFUND_EMPTY"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"amount": {"amount": "29.91", "currencyCode": "EUR"}}, "REFUND_TOO_LARGE"),
        ({"amount": {"amount": "1", "currencyCode": "JPY"}}, "WRONG_CURRENCY"),
        ({"amount": {"amount": "1.001", "currencyCode": "EUR"}}, "INVALID_AMOUNT"),
        ({"deliveryAmount": {"amount": "4.91", "currencyCode": "EUR"}}, "REFUND_TOO_LARGE"),
        ({"reason": "x" * 1001, "everything": True}, "REASON_TOO_LONG"),
        ({}, "REFUND_EMPTY"),
    ],
)
async def test_what_cannot_be_refunded_is_refused_and_nothing_written(
    buyer: Buyer, staff: Staff, data: dict[str, Any], code: str
) -> None:
    order = await place(buyer)
    assert codes(await staff.refund(order, everything=True)) == ["NOTHING_TO_REFUND"]
    await staff.capture(order)
    assert codes(await staff.refund(order, **data)) == [code]
    unknown = encode_global_id("Payment", new_id())
    assert codes(await staff.refund(order, everything=True, paymentId=unknown)) == ["PAYMENT_NOT_FOUND"]
    assert codes(await staff.refund({"id": encode_global_id("Order", new_id())}, everything=True)) == [
        "ORDER_NOT_FOUND"
    ]
    assert codes(await staff.change("paymentCapture", {"id": unknown})) == ["PAYMENT_NOT_FOUND"]
    assert await ledger(order) == [("capture", "succeeded", 2990)]


Answers = Callable[[PaymentOperationOutcome], None]
UNCERTAIN = PaymentOperationOutcome(state=PaymentOperationState.UNCERTAIN)
PENDING = PaymentOperationOutcome(state=PaymentOperationState.PENDING)
FAILED = PaymentOperationOutcome(state=PaymentOperationState.FAILED, reason="charge_expired")


def answering(monkeypatch: pytest.MonkeyPatch, *answers: PaymentOperationOutcome | None) -> list[PaymentOperation]:
    """Has the test provider answer so, one after the other; None for what it would say. Returns what it is told."""
    left, told = list(answers), list[PaymentOperation]()
    original = TestProvider.operate

    async def operate(self: TestProvider, operation: PaymentOperation) -> PaymentOperationOutcome:
        told.append(operation)
        answer = left.pop(0) if left else None
        return await original(self, operation) if answer is None else answer

    monkeypatch.setattr(TestProvider, "operate", operate)
    return told


async def later(worker: WorkerDriver, **age: float) -> None:
    """What the recovery job does so much later."""
    with clock.moved(timedelta(**age)):
        await worker.run_job("checkout.recover_completions")


async def test_a_capture_that_was_refused_leaves_everything_as_it_was(
    buyer: Buyer, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = await place(buyer)
    answering(monkeypatch, FAILED)
    payload = await staff.capture(order, key="a")
    assert codes(payload) == ["PAYMENT_OPERATION_FAILED"]
    assert "charge_expired" in payload["errors"][0]["message"]
    assert codes(await staff.capture(order, key="a")) == ["PAYMENT_OPERATION_FAILED"]
    assert (await staff.payment(order))["capturable"]["amount"] == "29.90"
    assert codes(await staff.capture(order)) == []


async def test_what_nobody_knows_is_set_aside_until_somebody_does(
    buyer: Buyer, staff: Staff, worker: WorkerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = await place(buyer)
    told = answering(monkeypatch, UNCERTAIN, UNCERTAIN)
    payload = await staff.capture(order, "20.00")
    assert (payload["errors"], payload["operation"]["state"]) == ([], "UNCERTAIN")
    assert payload["order"]["paymentState"] == "AUTHORIZED"
    assert codes(await staff.capture(order, "10.00")) == ["CAPTURE_TOO_LARGE"]
    assert codes(await staff.void(order)) == ["CAPTURE_UNDER_WAY"]
    await later(worker, minutes=2)
    await later(worker, minutes=3)
    assert len(told) == 2, "asked again after as long as it took, and not before"
    await later(worker, minutes=10)
    assert {operation.operation_id for operation in told} == {told[0].operation_id}
    assert await ledger(order) == [("capture", "succeeded", 2000)]
    assert (await staff.order(order))["paymentState"] == "PARTIALLY_PAID"


async def test_an_old_operation_is_asked_about_and_not_done_again(
    buyer: Buyer, staff: Staff, worker: WorkerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = await place(buyer)
    told = answering(monkeypatch, UNCERTAIN)
    await staff.capture(order)
    await later(worker, hours=13)
    assert len(told) == 1
    assert await ledger(order) == [("capture", "failed", 2990)]
    operations = (await staff.payment(order))["operations"]
    assert operations[0]["failure"] == "never_arrived"
    assert codes(await staff.capture(order)) == []


async def test_a_refund_that_takes_time_is_asked_about(
    buyer: Buyer, staff: Staff, worker: WorkerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = await place(buyer)
    await staff.capture(order)
    answering(monkeypatch, PENDING)
    payload = await staff.refund(order, everything=True)
    assert (payload["errors"], payload["refund"]["state"]) == ([], "PENDING")
    assert payload["order"]["paymentState"] == "PAID"
    assert (await staff.payment(order))["pendingRefund"]["amount"] == "29.90"
    assert codes(await staff.refund(order, amount=euros("0.01"))) == ["NOTHING_TO_REFUND"]
    await later(worker, minutes=2)
    found = await staff.order(order)
    assert (found["paymentState"], found["refunds"][0]["state"]) == ("REFUNDED", "SUCCEEDED")


async def test_a_refund_over_two_captures_of_which_one_fails_is_tried_again(
    buyer: Buyer, staff: Staff, admin: GraphQLClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = await place(buyer)
    await staff.capture(order, "10.00")
    await staff.capture(order)
    answering(monkeypatch, None, FAILED)
    payload = await staff.refund(order, everything=True)
    assert (payload["errors"], payload["refund"]["state"]) == ([], "PARTIAL")
    assert payload["refund"]["refunded"]["amount"] == "19.90"
    retried = await admin.change(
        "refundRetry", {"id": payload["refund"]["id"]}, "refund { state } order { paymentState }"
    )
    assert retried == {"errors": [], "refund": {"state": "SUCCEEDED"}, "order": {"paymentState": "REFUNDED"}}
    again = await admin.change("refundRetry", {"id": payload["refund"]["id"]}, "refund { state }")
    assert again["refund"] == {"state": "SUCCEEDED"}
    assert await fetch_value("SELECT count(*) FROM system.outbox WHERE name = 'checkout.order_refunded'") == 1
    assert [entry for entry in await ledger(order) if entry[0] == "refund"] == [
        ("refund", "succeeded", 1990),
        ("refund", "failed", 1000),
        ("refund", "succeeded", 1000),
    ]


async def test_a_refund_that_fails_can_be_made_anew(
    buyer: Buyer, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = await place(buyer)
    await staff.capture(order)
    answering(monkeypatch, FAILED)
    lines = [{"lineId": order["lines"][0]["id"], "quantity": 2}]
    assert codes(await staff.refund(order, lines=lines)) == ["REFUND_FAILED"]
    assert (await staff.order(order))["paymentState"] == "PAID"
    payload = await staff.refund(order, lines=lines)
    assert (payload["errors"], payload["refund"]["state"]) == ([], "SUCCEEDED")


async def test_a_late_provider_is_uncertain_and_holds_nothing_up(
    buyer: Buyer, staff: Staff, worker: WorkerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = await place(buyer)
    original = TestProvider.operate

    async def late(self: TestProvider, operation: PaymentOperation) -> PaymentOperationOutcome:
        await original(self, operation)
        await asyncio.sleep(3600)
        raise AssertionError

    with monkeypatch.context() as patched:
        patched.setattr(TestProvider, "operate", late)
        patched.setattr(service, "operate", lambda hooks, operation, _: operate(hooks, operation, 0.2))
        payload = await staff.capture(order)
    assert payload["operation"]["state"] == "UNCERTAIN"
    await later(worker, minutes=2)
    assert await ledger(order) == [("capture", "succeeded", 2990)]
    assert await fetch_value("SELECT captured FROM checkout.test_payment") == 2990


async def test_cancelling_refunds_what_was_captured_and_voids_the_rest(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer)
    await staff.capture(order, "10.00")
    payload = await staff.admin.change("orderCancel", {"id": order["id"]}, "order { paymentState }")
    assert payload == {"errors": [], "order": {"paymentState": "REFUNDED"}}
    assert sorted(await ledger(order)) == [
        ("capture", "succeeded", 1000),
        ("refund", "succeeded", 1000),
        ("void", "succeeded", 1990),
    ]
    assert codes(await staff.capture(order)) == ["ORDER_CANCELLED"]
    again = await staff.admin.change("orderCancel", {"id": order["id"]}, "order { paymentState }")
    assert again == payload
    assert len(await ledger(order)) == 3


async def test_what_is_captured_while_an_order_is_cancelled_goes_back_too(
    buyer: Buyer, staff: Staff, worker: WorkerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = await place(buyer)
    with monkeypatch.context() as patched:
        answering(patched, UNCERTAIN)
        await staff.capture(order)
        await staff.admin.change("orderCancel", {"id": order["id"]}, "order { id }")
    for minutes in (2, 4):
        await later(worker, minutes=minutes)
    assert await ledger(order) == [("capture", "succeeded", 2990), ("refund", "succeeded", 2990)]
    assert (await staff.order(order))["paymentState"] == "REFUNDED"


async def test_payments_are_captured_at_once_where_the_settings_say_so(
    make_app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = {"capture_by_method": {"test": "automatic", "jp/*": "manual"}, **PATIENT}
    app = await make_app(
        enabled=["checkout"], plugins=[TestThings], settings=lambda found: configured(found, **settings)
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://testserver") as http:
        order = await place(Buyer(GraphQLClient(http, "shop")))
        assert order["paymentState"] == "PAID"
        assert await ledger(order) == [("capture", "succeeded", 2990)]

        original = TestProvider.authorize

        async def only_authorizes(self: TestProvider, request: Any) -> Any:
            return await original(self, msgspec.structs.replace(request, capture=False))

        monkeypatch.setattr(TestProvider, "authorize", only_authorizes)
        other = await place(Buyer(GraphQLClient(http, "shop")))
        assert other["paymentState"] == "AUTHORIZED"
        assert await ledger(other) == [("capture", "pending", 2990)]
        await WorkerDriver(app).drain()
        assert await ledger(other) == [("capture", "succeeded", 2990)]
        events = await fetch_value(
            "SELECT array_agg(payload ORDER BY id) FROM system.outbox WHERE name = 'checkout.order_payment_changed'"
        )
        told = [msgspec.json.decode(event, type=OrderPaymentChanged) for event in events]
        assert [(event.number, event.payment_state) for event in told] == [(other["number"], "paid")]


async def test_a_yen_has_no_cents(buyer: Buyer, staff: Staff, app: App, http: httpx.AsyncClient) -> None:
    japan = Buyer(GraphQLClient(http, "shop", {"fondaco-channel": "jp"}))
    cart = await japan.ready((MUG, 3), address={**ADDRESS_JP})
    order = (await japan.complete(cart["id"]))["order"]
    await staff.capture(order)
    payload = await staff.refund(order, amount={"amount": "1000", "currencyCode": "JPY"})
    assert payload["refund"]["refunded"] == {"amount": "1000", "currencyCode": "JPY"}
    assert codes(await staff.refund(order, amount={"amount": "1.5", "currencyCode": "JPY"})) == ["INVALID_AMOUNT"]


ADDRESS_JP = {
    "country": "JP",
    "name": "Ada",
    "line1": "1-1",
    "city": "Chiyoda",
    "region": "Tokyo",
    "postalCode": "100-0001",
}


async def test_without_the_permissions_no_money_moves(buyer: Buyer, staff: Staff, http: httpx.AsyncClient) -> None:
    order = await place(buyer)
    payment = await staff.payment(order)
    clerk = Staff(GraphQLClient(http, "admin", {"authorization": "Bearer clerk"}))
    assert codes(await clerk.change("paymentCapture", {"id": payment["id"]})) == ["PERMISSION_DENIED"]
    assert codes(await clerk.change("paymentVoid", {"id": payment["id"]})) == ["PERMISSION_DENIED"]
    assert codes(await clerk.refund(order, everything=True)) == ["PERMISSION_DENIED"]
    assert codes(await clerk.receive(order, "1.00")) == ["PERMISSION_DENIED"]
    assert (await clerk.payment(order))["id"] == payment["id"]
    guest = await buyer.shop.raw("{ payments(first: 1) { nodes { id } } }")
    assert guest["errors"]


async def test_staff_list_payments_and_refunds(buyer: Buyer, staff: Staff, admin: GraphQLClient) -> None:
    first, second = await place(buyer), await place(buyer)
    await staff.capture(second)
    await staff.refund(second, amount=euros("1.00"))
    document = (
        "query ($state: PaymentState, $method: String) { payments(first: 5, state: $state, method: $method) "
        "{ totalCount nodes { order { number } } } }"
    )

    async def numbers(**variables: Any) -> list[str]:
        found = (await admin(document, variables))["payments"]
        assert found["totalCount"] == len(found["nodes"])
        return [node["order"]["number"] for node in found["nodes"]]

    assert await numbers() == [second["number"], first["number"]]
    assert await numbers(state="AUTHORIZED") == [first["number"]]
    assert await numbers(method="card") == []
    refunds = (
        "query ($state: RefundState) { refunds(first: 5, state: $state) { totalCount nodes { order { number } } } }"
    )
    assert (await admin(refunds))["refunds"] == {"totalCount": 1, "nodes": [{"order": {"number": second["number"]}}]}
    assert (await admin(refunds, {"state": "PENDING"}))["refunds"]["totalCount"] == 0
    of_state = "{ orders(first: 5, filter: {paymentStates: [PARTIALLY_REFUNDED]}) { nodes { number } } }"
    assert (await admin(of_state))["orders"]["nodes"] == [{"number": second["number"]}]
    payment = await staff.payment(first)
    one = await admin("query ($id: ID!) { payment(id: $id) { id } }", {"id": payment["id"]})
    assert one["payment"] == {"id": payment["id"]}


@pytest.mark.parametrize(
    "change",
    [
        "payment SET captured = reserved + 1",
        "payment SET pending_capture = reserved + 1",
        "payment SET refunded = captured + 1",
        "payment SET pending_refund = captured + 1",
        "payment SET released = 1, captured = reserved",
        "order_line SET refunded_quantity = quantity + 1",
        "order_line SET refunded_tax = tax + 1",
        "orders SET delivery_refunded_net = delivery_net + 1",
        "orders SET payment_state = 'captured'",
    ],
)
async def test_the_database_refuses_a_ledger_that_does_not_add_up(buyer: Buyer, change: str) -> None:
    await place(buyer)
    with pytest.raises(asyncpg.CheckViolationError):
        await execute(f"UPDATE checkout.{change}")


async def test_orders_from_before_the_ledger_have_one_afterwards(buyer: Buyer, staff: Staff) -> None:
    orders = [await place(buyer) for _ in range(3)]
    await execute("ALTER TABLE checkout.orders DROP CONSTRAINT orders_payment_state")
    await execute("UPDATE checkout.payment SET reserved = 0")
    for order, state in zip(orders, ("authorized", "captured", "voided"), strict=True):
        await execute("UPDATE checkout.orders SET payment_state = $2 WHERE number = $1", order["number"], state)
        await execute(
            "UPDATE checkout.payment SET state = $2 WHERE order_id = (SELECT id FROM checkout.orders WHERE number = $1)",
            order["number"],
            state,
        )
    migration = import_module("fondaco_checkout.migrations.checkout_2026_11_28t14_51_10_000000")
    await migration.fill_in()
    states = [(await staff.order(order))["paymentState"] for order in orders]
    assert states == ["AUTHORIZED", "PAID", "VOIDED"]
    assert [await ledger(order) for order in orders] == [[], [("capture", "succeeded", 2990)], []]
    assert codes(await staff.capture(orders[0])) == []
    assert codes(await staff.capture(orders[2])) == ["NOTHING_TO_CAPTURE"]
    await execute("UPDATE checkout.test_payment SET captured = amount, state = 'captured'")
    assert (await staff.refund(orders[1], everything=True))["order"]["paymentState"] == "REFUNDED"


async def test_who_has_the_link_hears_what_is_paid_and_refunded(app: App, buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer)
    async with SubscriptionClient(app, "shop") as client:
        told = await client.subscribe(
            "subscription ($token: String!) { orderUpdated(token: $token) { paymentState } }", {"token": order["token"]}
        )
        await staff.capture(order)
        assert await told.next() == {"orderUpdated": {"paymentState": "PAID"}}
        await staff.refund(order, everything=True)
        assert await told.next() == {"orderUpdated": {"paymentState": "REFUNDED"}}
