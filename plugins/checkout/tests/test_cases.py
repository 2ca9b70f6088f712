"""Unusual orders: what the rules find, what becomes of a case, and what staff do with it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
import pytest_asyncio
from checkout_testing import ADDRESS, LAMP, MUG, Buyer, TestThings, codes, configured
from fondaco import clock
from fondaco.app import App
from fondaco.commerce import PaymentOutcome, PaymentState
from fondaco.context import Context
from fondaco.db.engine import execute, fetch_value
from fondaco.ids import encode_global_id, new_id, parse_global_id
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco_checkout.service.watching import look_at
from fondaco_checkout.test_provider.provider import TestProvider

CASE = """id number state resolution score held assignee version cartId order { number }
  concerns { rule weight details state } entries { kind actor detail note }"""
LIST = f"""query ($filter: OrderCaseFilter, $sort: OrderCaseSort! = SCORE) {{
  orderCases(first: 20, filter: $filter, sort: $sort) {{ totalCount nodes {{ {CASE} }} }} }}"""
RULES = 'query ($channel: String! = "") { concernRules(channel: $channel) { rule setByStaff version enabled weight hours amounts { amount currencyCode } active resolved falseAlarms } }'


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any]) -> App:
    """A shop in which orders with a score of 50 are held."""
    made: App = await make_app(
        enabled=["checkout"],
        plugins=[TestThings],
        settings=lambda settings: configured(settings, concern_hold_score=50, disposable_email_domains=("throw.away",)),
    )
    return made


async def cases(admin: GraphQLClient, **variables: Any) -> list[dict[str, Any]]:
    """The cases that are found."""
    found: list[dict[str, Any]] = (await admin(LIST, variables))["orderCases"]["nodes"]
    return found


async def place(buyer: Buyer, worker: WorkerDriver | None, *, email: str = "", **address: Any) -> dict[str, Any]:
    """Places an order and lets the worker look at it."""
    cart = await buyer.ready(*address.pop("lines", ((MUG, 2),)))
    if email:
        await buyer.change("cartBuyerUpdate", cart["id"], email=email)
    if address:
        await buyer.change("cartAddressesUpdate", cart["id"], billingAddress={**ADDRESS, **address})
    order: dict[str, Any] = (await buyer.complete(cart["id"]))["order"]
    if worker is not None:
        await worker.drain()
    return order


def rules(case: dict[str, Any], state: str = "ACTIVE") -> list[str]:
    """The rules whose reason is in that state."""
    return [one["rule"].removeprefix("checkout.") for one in case["concerns"] if one["state"] == state]


async def resolve(admin: GraphQLClient, *found: dict[str, Any], resolution: str = "RESOLVED") -> dict[str, Any]:
    """Closes cases."""
    data = {"ids": [case["id"] for case in found], "resolution": resolution, "note": "Looked at."}
    return await admin.change("orderCasesResolve", data, f"results {{ id case {{ {CASE} }} errors {{ code }} }}")


async def test_an_ordinary_order_has_no_case(buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver) -> None:
    order = await place(buyer, worker)
    assert await cases(admin) == []
    seen = await admin("query ($id: ID!) { order(id: $id) { case { id } } }", {"id": order["id"]})
    assert seen["order"]["case"] is None


async def test_an_unusual_order_has_one_case_with_its_reasons(
    buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver, app: App
) -> None:
    # when
    order = await place(buyer, worker, country="AT")
    # then
    [case] = await cases(admin)
    assert (case["number"], case["state"], case["score"], case["held"]) == (order["number"], "OPEN", 20, False)
    [concern] = case["concerns"]
    assert concern == {
        "rule": "checkout.address_mismatch",
        "weight": 20,
        "details": {"shipping": "DE", "billing": "AT"},
        "state": "ACTIVE",
    }
    assert [entry["kind"] for entry in case["entries"]] == ["found", "opened"]

    # when it is looked at again, by many at once
    async def again() -> None:
        async with app.unit_of_work(Context(channel=app.channels["default"], locale="en")) as uow:
            await look_at(uow, app.host.get("checkout").settings, parse_global_id(order["id"], "Order"))  # type: ignore[union-attr, arg-type]

    await asyncio.gather(*(again() for _ in range(5)))
    # then nothing is new
    assert await cases(admin) == [case]
    assert await fetch_value("SELECT count(*) FROM system.outbox WHERE name = 'checkout.order_case_opened'") == 1


async def test_the_same_reasons_are_found_whatever_is_told_first(
    buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver
) -> None:
    # given five orders of one buyer, of which the worker hears the last ones first
    for _ in range(5):
        await place(buyer, None)
    await worker.drain()
    # then only the fifth is one too many
    [case] = await cases(admin)
    assert (case["number"], rules(case)) == ("1005", ["velocity"])
    assert case["concerns"][0]["details"]["orders"]["email"] == 5


async def test_a_held_order_is_neither_captured_nor_closed_until_it_is_released(
    buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver
) -> None:
    # given
    order = await place(buyer, worker, country="AT", email="x@sub.throw.away")
    [case] = await cases(admin, filter={"held": True})
    assert (case["score"], rules(case)) == (70, ["disposable_email", "address_mismatch"])
    payment = encode_global_id("Payment", await fetch_value("SELECT id FROM checkout.payment"))
    # then
    assert codes(await admin.change("paymentCapture", {"id": payment}, "payment { id }")) == ["ORDER_HELD"]
    # when
    released = await admin.change("orderCaseRelease", {"id": case["id"], "note": "Called."}, f"case {{ {CASE} }}")
    assert (released["case"]["held"], released["case"]["state"]) == (False, "OPEN")
    assert (await admin.change("orderCaseRelease", {"id": case["id"]}, "case { version }"))["errors"] == []
    # then
    assert codes(await admin.change("paymentCapture", {"id": payment}, "payment { id }")) == []
    history = await admin(
        "query ($id: ID!) { order(id: $id) { history(first: 20) { nodes { kind } } } }", order_of(order)
    )
    kinds = [node["kind"] for node in history["order"]["history"]["nodes"]]
    assert {"checkout.case_opened", "checkout.case_released"} <= set(kinds)


def order_of(order: dict[str, Any]) -> dict[str, Any]:
    """The variables that ask for an order."""
    return {"id": order["id"]}


async def test_a_reason_that_holds_no_more_closes_itself(
    buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver
) -> None:
    order = await place(buyer, worker, country="AT")
    await admin.change("orderCancel", {"id": order["id"]}, "order { id }")
    await worker.drain()
    [case] = await cases(admin, filter={"states": ["RESOLVED"]})
    assert (case["resolution"], case["score"], rules(case, "GONE")) == ("GONE", 0, ["address_mismatch"])
    assert case["entries"][0]["detail"] == {"resolution": "gone"}
    assert await cases(admin) == []


async def test_staff_close_many_cases_and_get_an_answer_for_each(
    buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver
) -> None:
    # given
    for _ in range(2):
        await place(buyer, worker, country="AT")
    first, second = await cases(admin, sort="OLDEST")
    await resolve(admin, first)
    unknown = {"id": encode_global_id("OrderCase", new_id())}
    # when
    payload = await resolve(admin, first, second, unknown, resolution="FALSE_ALARM")
    # then
    answers = [(row["case"] and row["case"]["state"], codes(row)) for row in payload["results"]]
    assert answers == [(None, ["CASE_CLOSED"]), ("DISMISSED", []), (None, ["CASE_NOT_FOUND"])]
    assert [row["case"]["state"] for row in (await resolve(admin, first))["results"]] == ["RESOLVED"]
    # and what they had does not open them again
    await execute("UPDATE checkout.order_case SET checked_at = checked_at - interval '2 hours'")
    await worker.run_job("checkout.watch_orders")
    assert await cases(admin) == []
    counted = {one["rule"]: (one["resolved"], one["falseAlarms"]) for one in (await admin(RULES))["concernRules"]}
    assert counted["ADDRESS_MISMATCH"] == (1, 1)
    assert codes(await resolve(admin, first, resolution="GONE")) == ["RESOLUTION_INVALID"]


async def test_two_who_close_a_case_at_once_get_one_answer(
    buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver
) -> None:
    await place(buyer, worker, country="AT")
    [case] = await cases(admin)
    answers = await asyncio.gather(
        *(resolve(admin, case, resolution=("RESOLVED", "FALSE_ALARM")[place % 2]) for place in range(8))
    )
    refused = [codes(row) for payload in answers for row in payload["results"]]
    assert sorted(refused) == [[]] * 4 + [["CASE_CLOSED"]] * 4
    assert await fetch_value("SELECT count(*) FROM checkout.order_case_entry WHERE kind = 'closed'") == 1
    assert await fetch_value("SELECT count(*) FROM system.outbox WHERE name = 'checkout.order_case_closed'") == 1


async def test_release_and_cancel_at_once_leave_nothing_held(
    buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver
) -> None:
    for _ in range(3):
        order = await place(buyer, worker, email="x@throw.away")
        [case] = await cases(admin, filter={"held": True})
        await asyncio.gather(
            admin.change("orderCaseRelease", {"id": case["id"]}, "case { id }"),
            admin.change("orderCancel", {"id": order["id"]}, "order { id }"),
            worker.drain(),
        )
        await worker.drain()
        found = (await admin(f"query ($id: ID!) {{ orderCase(id: $id) {{ {CASE} }} }}", {"id": case["id"]}))[
            "orderCase"
        ]
        assert (found["state"], found["held"]) == ("RESOLVED", False)


async def test_staff_say_who_looks_at_a_case_and_note_what_they_find(
    buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver
) -> None:
    await place(buyer, worker, country="AT")
    [case] = await cases(admin)
    data = {
        "id": case["id"],
        "assignee": "user:7",
        "inReview": True,
        "note": "Asked.",
        "expectedVersion": case["version"],
    }
    changed = (await admin.change("orderCaseUpdate", data, f"case {{ {CASE} }}"))["case"]
    assert (changed["assignee"], changed["state"]) == ("user:7", "IN_REVIEW")
    assert [entry["kind"] for entry in changed["entries"]][:3].count("noted") == 1
    assert codes(await admin.change("orderCaseUpdate", data, "case { id }")) == ["VERSION_CONFLICT"]
    assert [len(await cases(admin, filter={"assignee": who})) for who in ("user:7", "", "x")] == [1, 0, 0]
    for wrong, code in (({"note": "x" * 2001}, "NOTE_TOO_LONG"), ({"assignee": "x" * 201}, "ASSIGNEE_TOO_LONG")):
        assert codes(await admin.change("orderCaseUpdate", {"id": case["id"], **wrong}, "case { id }")) == [code]


async def test_time_alone_makes_orders_unusual(buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver) -> None:
    # given an order whose money is reserved, one that is paid and one that is not
    for state in ("authorized", "paid", "pending"):
        order = await place(buyer, worker)
        await execute("UPDATE checkout.orders SET payment_state = $1 WHERE number = $2", state, order["number"])
    await worker.run_job("checkout.watch_orders")
    assert await cases(admin) == []
    # when
    with clock.moved(timedelta(days=11)):
        for _ in range(2):
            await worker.run_job("checkout.watch_orders")
    # then
    found = {case["number"]: rules(case) for case in await cases(admin)}
    assert found == {"1001": ["authorization_ending"], "1002": ["not_moved"], "1003": ["unpaid"]}
    # and when it is sent
    await execute("UPDATE checkout.orders SET fulfilment_state = 'fulfilled' WHERE number = '1002'")
    with clock.moved(timedelta(days=12)):
        await worker.run_job("checkout.watch_orders")
    assert [case["number"] for case in await cases(admin, filter={"rules": ["checkout.not_moved"]})] == []


@pytest.mark.parametrize("verb", ["orderCaseRetry", "orderCaseGiveBack"])
async def test_a_payment_that_is_undecided_for_long_is_retried_or_given_back(
    buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    # given a buyer who was charged and never heard, and a provider that does not answer
    async def away(*args: Any, **more: Any) -> PaymentOutcome:
        return PaymentOutcome(state=PaymentState.UNKNOWN)

    cart = await buyer.ready()
    with monkeypatch.context() as patched:
        for name in ("status", "void"):
            patched.setattr(TestProvider, name, away)
        payload = await buyer.complete(cart["id"], card="4000000000000259")
        assert codes(payload) == ["PAYMENT_UNCERTAIN"]
        with clock.moved(timedelta(hours=2)):
            await worker.run_job("checkout.watch_orders")
    # then
    [case] = await cases(admin)
    assert (rules(case), case["order"], case["cartId"]) == (["undecided"], None, cart["id"])
    # when
    settled = (await admin.change(verb, {"id": case["id"]}, f"case {{ {CASE} }}"))["case"]
    # then
    assert (settled["state"], settled["resolution"]) == ("RESOLVED", "GONE")
    placed = verb == "orderCaseRetry"
    assert (settled["order"] is not None) == placed
    assert await fetch_value("SELECT state FROM checkout.cart") == ("completed" if placed else "open")
    assert await fetch_value("SELECT state FROM checkout.test_payment") != ("voided" if placed else "authorized")


async def test_staff_set_rules_for_a_channel_and_for_all(
    buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver
) -> None:
    # given
    data = {
        "rule": "LARGE_AMOUNT",
        "weight": 7,
        "amounts": [{"amount": "20", "currencyCode": "EUR"}],
        "expectedVersion": 0,
    }
    fields = "rule { channel setByStaff version weight amounts { amount currencyCode } }"
    payload = await admin.change("concernRuleSet", data, fields)
    assert payload["rule"]["version"] == 1
    assert payload["rule"]["amounts"] == [{"amount": "20.00", "currencyCode": "EUR"}]
    assert codes(await admin.change("concernRuleSet", data, fields)) == ["VERSION_CONFLICT"]
    # when
    await place(buyer, worker)
    # then
    [case] = await cases(admin)
    assert (rules(case), case["score"]) == (["large_amount"], 7)
    # and when it is off in the channel
    off = {"rule": "LARGE_AMOUNT", "channel": "default", "enabled": False}
    assert (await admin.change("concernRuleSet", off, fields))["rule"]["channel"] == "default"
    await execute("UPDATE checkout.order_case SET checked_at = checked_at - interval '2 hours'")
    await worker.run_job("checkout.watch_orders")
    assert await cases(admin) == []
    reset = await admin.change("concernRuleReset", {"rule": "LARGE_AMOUNT", "channel": "default"}, fields)
    assert (reset["rule"]["setByStaff"], reset["rule"]["weight"]) == (False, 7)
    for wrong, code in (
        ({"weight": 0}, "RULE_INVALID"),
        ({"channel": "nowhere"}, "UNKNOWN_CHANNEL"),
        ({"hours": -1}, "RULE_INVALID"),
    ):
        assert codes(await admin.change("concernRuleSet", {"rule": "UNPAID", **wrong}, fields)) == [code]


async def test_without_the_permission_nothing_is_seen_or_done(
    buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver, http: httpx.AsyncClient
) -> None:
    order = await place(buyer, worker, country="AT")
    [case] = await cases(admin)
    clerk = GraphQLClient(http, "admin", {"authorization": "Bearer clerk"})  # sees orders
    assert (await clerk.raw(LIST))["errors"][0]["extensions"]["code"] == "PERMISSION_DENIED"
    seen = await clerk("query ($id: ID!) { order(id: $id) { case { id } } }", order_of(order))
    assert seen["order"]["case"] is None
    assert (await clerk("query ($id: ID!) { node(id: $id) { id } }", {"id": case["id"]}))["node"] is None
    assert codes(await clerk.change("orderCaseRelease", {"id": case["id"]}, "case { id }")) == ["PERMISSION_DENIED"]


async def test_a_list_of_cases_costs_one_statement_per_level(
    buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver, counted: Callable[[], Any]
) -> None:
    for _ in range(3):
        await place(buyer, worker, country="AT", lines=((LAMP, 1),))
    async with counted() as statements:
        assert len(await cases(admin)) == 3
    assert statements.executions <= 5
