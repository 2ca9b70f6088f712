"""Messages of payment providers: signed, kept once, and only a reason to ask."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import msgspec
import pytest
import pytest_asyncio
from checkout_testing import Buyer, TestThings, configured
from fondaco import clock
from fondaco.app import App
from fondaco.db.engine import execute, fetch_value
from fondaco.ids import new_id, parse_global_id
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco_checkout.test_provider.notices import SIGNATURE_HEADER, sign
from fondaco_checkout.test_provider.provider import TestProvider
from payment_testing import PATIENT, Staff, ledger, place

SECRET = "whsec"
ADDRESS = "/webhooks/payments/test"
ACTION = "4000000000003220"


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Any) -> App:
    made: App = await make_app(
        enabled=["checkout"],
        plugins=[TestThings],
        settings=lambda found: configured(found, test_webhook_secret=SECRET, **PATIENT),
    )
    return made


@pytest.fixture
def staff(admin: GraphQLClient) -> Staff:
    return Staff(admin)


async def send(http: httpx.AsyncClient, event: str, payment: UUID | None, **changes: Any) -> httpx.Response:
    """Sends a message as the test provider does."""
    body = msgspec.json.encode({"id": event, "payment_id": payment})
    moment = int(clock.utc_now().timestamp()) - changes.get("age", 0)
    headers = {SIGNATURE_HEADER: sign(body, changes.get("secret", SECRET), moment), **changes.get("headers", {})}
    return await http.post(ADDRESS, content=changes.get("body", body), headers=headers)


async def payment_of(order: dict[str, Any]) -> UUID:
    """The id of an order's payment."""
    found: UUID = await fetch_value(
        "SELECT id FROM checkout.payment WHERE order_id = $1", parse_global_id(order["id"], "Order")
    )
    return found


async def inbox() -> list[str]:
    """The states of all messages."""
    return list(
        await fetch_value("SELECT coalesce(array_agg(state ORDER BY received_at), '{}') FROM checkout.webhook_event")
    )


async def at_the_provider(payment: UUID, change: str) -> None:
    """What somebody does in the provider's dashboard."""
    await execute(f"UPDATE checkout.test_payment SET {change} WHERE payment_id = $1", payment)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"secret": "other"}, id="another secret"),
        pytest.param({"body": b'{"id":"b","payment_id":null}'}, id="another body"),
        pytest.param({"age": 301}, id="too old"),
        pytest.param({"age": -301}, id="from the future"),
        pytest.param({"headers": {SIGNATURE_HEADER: ""}}, id="no signature"),
        pytest.param({"headers": {SIGNATURE_HEADER: "t=1,v1="}}, id="no digest"),
        pytest.param({"headers": {SIGNATURE_HEADER: "t=x,v1=y"}}, id="no time"),
    ],
)
async def test_a_message_that_is_not_genuine_is_refused(
    http: httpx.AsyncClient, app: App, changes: dict[str, Any]
) -> None:
    answer = await send(http, "a", new_id(), **changes)
    assert (answer.status_code, answer.text) == (400, "WEBHOOK_SIGNATURE_INVALID")
    assert await inbox() == []


async def test_messages_to_nobody_and_too_large_ones_are_refused(http: httpx.AsyncClient, app: App) -> None:
    assert (await http.post("/webhooks/payments/nobody", content=b"{}")).status_code == 404
    assert (await http.post(ADDRESS, content=b"x" * (1 << 20) + b"x")).status_code == 413
    assert (await http.get(ADDRESS)).status_code == 405
    signed = b"no json"
    headers = {SIGNATURE_HEADER: sign(signed, SECRET, int(clock.utc_now().timestamp()))}
    assert (await http.post(ADDRESS, content=signed, headers=headers)).status_code == 400
    assert (await send(http, "", None)).status_code == 400
    assert (await send(http, "x" * 256, None)).status_code == 400
    assert await inbox() == []


async def test_a_message_places_the_order_before_the_buyer_comes_back(
    buyer: Buyer, http: httpx.AsyncClient, worker: WorkerDriver
) -> None:
    cart = await buyer.ready()
    await buyer.complete(cart["id"], ACTION)
    payment = await fetch_value("SELECT payment_id FROM checkout.completion")
    await TestProvider("http://shop", 1).decide(payment, confirmed=True)
    answers = await asyncio.gather(*(send(http, "evt_1", payment) for _ in range(5)))
    assert {(answer.status_code, answer.text) for answer in answers} == {(200, "ok")}
    await worker.drain()
    assert (await buyer.complete(cart["id"]))["order"]["number"] == "1001"
    assert await inbox() == ["handled"]
    assert (await send(http, "evt_1", payment)).status_code == 200, "a replay"
    await worker.drain()
    assert await fetch_value("SELECT count(*) FROM checkout.orders") == 1


async def test_a_message_that_comes_before_its_payment_is_handled_later(
    buyer: Buyer, http: httpx.AsyncClient, worker: WorkerDriver
) -> None:
    assert (await send(http, "evt_early", new_id())).status_code == 200
    await worker.drain()
    assert await inbox() == ["received"]
    with clock.moved(timedelta(days=4)):
        await worker.run_job("checkout.recover_completions")
    assert await inbox() == ["handled"]
    with clock.moved(timedelta(days=91)):
        await worker.run_job("checkout.recover_completions")
    assert await inbox() == []


async def test_a_message_about_nothing_is_kept_and_ignored(http: httpx.AsyncClient, app: App) -> None:
    assert (await send(http, "evt_2", None)).status_code == 200
    assert await inbox() == ["ignored"]


async def test_what_was_done_in_the_dashboard_is_taken_over(
    buyer: Buyer, staff: Staff, http: httpx.AsyncClient, worker: WorkerDriver
) -> None:
    order = await place(buyer)
    payment = await payment_of(order)
    await at_the_provider(payment, "captured = 2990, state = 'captured', refunded = 500")
    await send(http, "evt_refund", payment)
    await worker.drain()
    found = await staff.order(order)
    assert (found["paymentState"], found["refunds"][0]["actor"]) == ("PARTIALLY_REFUNDED", "provider")
    assert found["refunds"][0]["total"]["gross"]["amount"] == "5.00"
    assert await ledger(order) == [("capture", "succeeded", 2990), ("refund", "succeeded", 500)]
    await send(http, "evt_again", payment)
    await worker.drain()
    assert len(await ledger(order)) == 2, "asked again, there is nothing new"
    assert await fetch_value("SELECT count(*) FROM system.outbox WHERE name = 'checkout.order_refunded'") == 1
    refund = await staff.refund(order, everything=True)
    assert (refund["refund"]["total"]["gross"]["amount"], refund["order"]["paymentState"]) == ("24.90", "REFUNDED")


async def test_a_dispute_takes_the_money_and_gives_it_back_when_it_is_won(
    buyer: Buyer, staff: Staff, http: httpx.AsyncClient, worker: WorkerDriver
) -> None:
    order = await place(buyer)
    await staff.capture(order)
    payment = await payment_of(order)
    for number, (disputed, state, refundable) in enumerate([(2990, "REFUNDED", "0.00"), (0, "PAID", "29.90")]):
        await at_the_provider(payment, f"disputed = {disputed}")
        await send(http, f"evt_{number}", payment)
        await worker.drain()
        found = await staff.order(order)
        assert (found["paymentState"], found["payments"][0]["refundable"]["amount"]) == (state, refundable)
        assert found["outstanding"]["amount"] == "0.00"
    assert await ledger(order) == [
        ("capture", "succeeded", 2990),
        ("dispute", "succeeded", 2990),
        ("dispute", "succeeded", -2990),
    ]


async def test_an_authorization_that_the_provider_gave_up_is_voided(
    buyer: Buyer, staff: Staff, http: httpx.AsyncClient, worker: WorkerDriver
) -> None:
    order = await place(buyer)
    payment = await payment_of(order)
    await at_the_provider(payment, "state = 'voided'")
    await send(http, "evt_expired", payment)
    await worker.drain()
    assert (await staff.order(order))["paymentState"] == "VOIDED"
    assert await ledger(order) == [("void", "succeeded", 2990)]


async def test_a_message_about_our_own_capture_changes_nothing(
    buyer: Buyer, staff: Staff, http: httpx.AsyncClient, worker: WorkerDriver
) -> None:
    order = await place(buyer)
    await staff.capture(order, "10.00")
    payment = await payment_of(order)
    await asyncio.gather(send(http, "evt_a", payment), send(http, "evt_b", payment))
    await worker.drain()
    assert await ledger(order) == [("capture", "succeeded", 1000)]
    assert await inbox() == ["handled", "handled"]


async def test_staff_see_the_inbox(http: httpx.AsyncClient, admin: GraphQLClient, app: App) -> None:
    payment = new_id()
    await send(http, "evt_1", payment)
    await send(http, "evt_2", None)
    document = (
        "query ($provider: String) { paymentWebhookEvents(first: 5, provider: $provider) "
        "{ totalCount nodes { id eventId state paymentId bodyHash receivedAt } } }"
    )
    found = (await admin(document, {"provider": "test"}))["paymentWebhookEvents"]
    assert [(node["eventId"], node["state"]) for node in found["nodes"]] == [
        ("evt_2", "ignored"),
        ("evt_1", "received"),
    ]
    assert parse_global_id(found["nodes"][1]["paymentId"], "Payment") == payment
    assert (await admin(document, {"provider": "x"}))["paymentWebhookEvents"]["totalCount"] == 0
