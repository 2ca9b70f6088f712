"""``kill -9`` while money is captured or given back: afterwards it was done once, or not at all and can be.

Each case ends a real process while its provider holds it, or while a table lock keeps its statement from finishing.
Then a new server runs the recovery job, and staff try again with the same idempotency key.
"""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from checkout_testing import Buyer, TestThings, configured
from fondaco import clock
from fondaco.app import App
from fondaco.db.engine import fetch_value
from fondaco.testing import GraphQLClient, WorkerDriver
from killing import RANDOM_KILLS, Server, gone, holding, server, servers, terminated, waiting_for
from payment_testing import PATIENT, Staff, euros, ledger, place

__all__ = ["server", "servers"]

CAPTURE = (
    'mutation ($input: PaymentCaptureInput!) { paymentCapture(input: $input, idempotencyKey: "k") { errors { code } } }'
)
REFUND = 'mutation ($input: OrderRefundInput!) { orderRefund(input: $input, idempotencyKey: "k") { errors { code } } }'


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Any) -> App:
    made: App = await make_app(
        enabled=["checkout"], plugins=[TestThings], settings=lambda found: configured(found, **PATIENT)
    )
    return made


@pytest.fixture
def staff(admin: GraphQLClient) -> Staff:
    return Staff(admin)


async def begin(server: Server, staff: Staff, order: dict[str, Any], kind: str, block: str = "") -> None:
    """Begins to capture or refund 10.00 in a process of its own."""
    payment = await staff.payment(order)
    document, data = (
        (CAPTURE, {"id": payment["id"], "amount": euros("10.00")})
        if kind == "capture"
        else (REFUND, {"orderId": order["id"], "amount": euros("10.00")})
    )
    await server.operate(document, data, staff.admin.headers, block)


async def recovered(worker: WorkerDriver) -> None:
    """What a new server does."""
    with clock.moved(timedelta(minutes=2)):
        await worker.run_job("checkout.recover_completions")


async def assert_done_once(staff: Staff, order: dict[str, Any], kind: str) -> None:
    """Staff try again with the same key, whatever happened; then exactly one capture or refund was made."""
    again = (
        await staff.capture(order, "10.00", key="k")
        if kind == "capture"
        else await staff.refund(order, key="k", amount=euros("10.00"))
    )
    assert again["errors"] == []
    assert [entry for entry in await ledger(order) if entry[0] == kind] == [(kind, "succeeded", 1000)]
    column = "captured" if kind == "capture" else "refunded"
    ours, theirs = await fetch_value(
        f"SELECT ARRAY[(SELECT sum({column}) FROM checkout.payment WHERE id = t.payment_id), sum({column})] "
        "FROM checkout.test_payment AS t WHERE payment_id = $1 GROUP BY payment_id",
        await fetch_value("SELECT id FROM checkout.payment ORDER BY created_at DESC LIMIT 1"),
    )
    assert (ours, theirs) == (1000, 1000)


async def ready(buyer: Buyer, staff: Staff, kind: str) -> dict[str, Any]:
    """An order whose money can be captured, or given back."""
    order = await place(buyer)
    if kind == "refund":
        assert (await staff.capture(order))["errors"] == []
    return order


@pytest.mark.parametrize("kind", ["capture", "refund"])
@pytest.mark.parametrize("block", ["before_operation", "after_operation"])
async def test_killed_while_the_provider_is_asked(
    server: Server, buyer: Buyer, staff: Staff, worker: WorkerDriver, block: str, kind: str
) -> None:
    order = await ready(buyer, staff, kind)
    await begin(server, staff, order, kind, block)
    await server.until(block)
    server.kill()
    await recovered(worker)
    assert [entry for entry in await ledger(order) if entry[0] == kind] == [(kind, "succeeded", 1000)]
    await assert_done_once(staff, order, kind)


@pytest.mark.parametrize(
    ("kind", "table"),
    [("capture", "payment_operation"), ("capture", "payment"), ("refund", "refund"), ("refund", "refund_line")],
)
async def test_killed_inside_a_transaction(
    app: App, server: Server, buyer: Buyer, staff: Staff, worker: WorkerDriver, kind: str, table: str
) -> None:
    order = await ready(buyer, staff, kind)
    async with holding(app, table):
        await begin(server, staff, order, kind)
        await waiting_for(table)
        server.kill()
        await terminated(table)
        await gone()
    await recovered(worker)
    await assert_done_once(staff, order, kind)


@pytest.mark.parametrize("kind", ["capture", "refund"])
async def test_killed_at_any_moment(
    server: Server, buyer: Buyer, staff: Staff, worker: WorkerDriver, kind: str
) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")  # shown where the test fails
    moments = random.Random(seed)
    for number in range(max(RANDOM_KILLS // 3, 1)):
        order = await ready(buyer, staff, kind)
        document, data = await _again(staff, order, kind, number)
        await server.operate(document, data, staff.admin.headers, "")
        await asyncio.sleep(moments.uniform(0.0, 0.25))
        server.kill()
        await gone()
        await recovered(worker)
        again = await staff.admin.raw(document, {"input": data})
        assert "errors" not in again
        assert [entry for entry in await ledger(order) if entry[0] == kind] == [(kind, "succeeded", 1000)]


async def _again(staff: Staff, order: dict[str, Any], kind: str, number: int) -> tuple[str, dict[str, Any]]:
    payment = await staff.payment(order)
    if kind == "capture":
        return CAPTURE.replace('"k"', f'"k{number}"'), {"id": payment["id"], "amount": euros("10.00")}
    return REFUND.replace('"k"', f'"k{number}"'), {"orderId": order["id"], "amount": euros("10.00")}
