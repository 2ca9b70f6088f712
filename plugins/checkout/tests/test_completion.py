"""Completing a cart: one order, one charge, whatever the provider does and however often it is called."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import pytest
from checkout_testing import ADDRESS, BOOK, FREE, LAMP, MUG, ORDER, PAYMENT_TIMEOUT_SECONDS, Buyer, codes
from fondaco import clock
from fondaco.app import App
from fondaco.commerce import OrderedLine, PaymentOutcome, PaymentRequest, PaymentState, SellableRef, TaxRate
from fondaco.commerce.events import OrderPlaced
from fondaco.db.engine import execute, fetch_value
from fondaco.ids import parse_global_id
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco_checkout.model import flat_rates
from fondaco_checkout.model.settlement import Completion, Settled
from fondaco_checkout.repository import carts, completions
from fondaco_checkout.service import complete, recovery
from fondaco_checkout.service.settle import settle, settle_payment
from fondaco_checkout.test_provider.provider import TestProvider

DECLINED, POOR, ACTION, LOST, LATE = (
    "4000000000000002",
    "4000000000009995",
    "4000000000003220",
    "4000000000000119",
    "4000000000000259",
)


async def counted() -> dict[str, int]:
    """Orders, charges (money that the provider holds or took) and open completions in the database."""
    return {
        "orders": await fetch_value("SELECT count(*) FROM checkout.orders"),
        "charges": await fetch_value(
            "SELECT count(*) FROM checkout.test_payment WHERE state IN ('authorized', 'captured')"
        ),
        "completions": await fetch_value("SELECT count(*) FROM checkout.completion"),
    }


ONE_ORDER = {"orders": 1, "charges": 1, "completions": 0}
NOTHING = {"orders": 0, "charges": 0, "completions": 0}


async def payment_of(cart: dict[str, Any]) -> UUID:
    found = await completions.find_completion(parse_global_id(cart["id"], "Cart"))
    assert found is not None
    return found.payment_id


async def test_completing_again_answers_with_the_same_order_whatever_else_is_given(buyer: Buyer) -> None:
    cart = await buyer.ready()
    first = await buyer.complete(cart["id"])
    again = await buyer.complete(
        cart["id"], DECLINED, payment={"method": "none"}, expectedTotal={"amount": "1", "currencyCode": "EUR"}
    )
    assert again["errors"] == []
    assert again["order"] == first["order"]
    assert await counted() == ONE_ORDER


async def test_the_same_idempotency_key_answers_with_the_same_order(buyer: Buyer) -> None:
    cart = await buyer.ready()
    first = await buyer.complete(cart["id"], key="pay")
    again = await buyer.complete(cart["id"], key="pay")
    assert first["order"] is not None
    assert again == first
    assert codes(await buyer.complete(cart["id"], DECLINED, key="pay")) == ["IDEMPOTENCY_KEY_REUSED"]


async def test_what_is_charged_is_the_total_of_the_order(buyer: Buyer) -> None:
    cart = await buyer.ready((MUG, 3))
    order = (await buyer.complete(cart["id"]))["order"]
    assert order["totals"]["total"]["amount"] == "42.40"
    assert await fetch_value("SELECT amount FROM checkout.test_payment") == 4240
    assert await fetch_value("SELECT amount FROM checkout.payment") == 4240
    assert await fetch_value("SELECT reference FROM checkout.test_payment") == "Test shop 1001"


@pytest.mark.parametrize("case", ["empty", "no email", "no address", "no delivery option"])
async def test_a_cart_that_misses_something_is_refused(buyer: Buyer, case: str) -> None:
    lines = [] if case == "empty" else [(MUG, 1)]
    cart = await buyer.create(*lines, **({} if case == "no email" else {"email": "ada@example.com"}))
    if case in {"no delivery option", "no email"}:
        await buyer.change("cartAddressesUpdate", cart["id"], shippingAddress=ADDRESS)
    if case == "no email":
        await buyer.change("cartDeliveryOptionSelect", cart["id"], code="flat_rate:standard")
    payload = await buyer.complete(cart["id"])
    assert codes(payload) == ["CART_INCOMPLETE"]
    assert await counted() == NOTHING


async def test_another_total_than_the_buyer_saw_is_refused(buyer: Buyer, prices: dict[UUID, int]) -> None:
    cart = await buyer.ready()
    seen = cart["totals"]["total"]
    prices[MUG] += 100
    payload = await buyer.complete(cart["id"], expectedTotal=seen)
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [("TOTAL_CHANGED", ["expectedTotal"])]
    wrong = await buyer.complete(cart["id"], expectedTotal={**seen, "currencyCode": "USD"})
    assert codes(wrong) == ["TOTAL_CHANGED"]
    assert await counted() == NOTHING


async def test_a_way_to_pay_that_is_not_offered_is_refused(buyer: Buyer) -> None:
    cart = await buyer.ready()
    payload = await buyer.complete(cart["id"], payment={"method": "gold"})
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [
        ("PAYMENT_METHOD_UNKNOWN", ["payment", "method"])
    ]


async def test_more_than_can_be_bought_by_now_is_refused(buyer: Buyer) -> None:
    cart = await buyer.ready((LAMP, 3))
    await execute("UPDATE checkout.cart_line SET quantity = 4")
    assert codes(await buyer.complete(cart["id"])) == ["QUANTITY_TOO_LARGE"]


async def test_a_destination_that_is_served_no_more_is_refused(buyer: Buyer, app: App) -> None:
    cart = await buyer.ready()
    before = app.channels["default"]
    app.channels["default"] = type(before)(slug="default", name="Europe", countries=("FR",))
    try:
        assert codes(await buyer.complete(cart["id"])) == ["COUNTRY_NOT_SERVED"]
    finally:
        app.channels["default"] = before
    assert await counted() == NOTHING


@pytest.mark.parametrize(
    ("card", "reason"), [(DECLINED, "card_declined"), (POOR, "insufficient_funds"), ("1", "invalid_number")]
)
async def test_a_declined_card_leaves_an_open_cart_that_another_card_pays(buyer: Buyer, card: str, reason: str) -> None:
    cart = await buyer.ready()
    payload = await buyer.complete(cart["id"], card)
    assert codes(payload) == ["PAYMENT_DECLINED"]
    assert reason in payload["errors"][0]["message"]
    read = await buyer.read(cart["id"])
    assert read is not None
    assert (read["state"], read["paymentFailure"]) == ("OPEN", reason)
    assert await counted() == NOTHING
    assert (await buyer.complete(cart["id"]))["order"]["paymentState"] == "AUTHORIZED"
    assert await counted() == ONE_ORDER
    assert await fetch_value("SELECT array_agg(state ORDER BY attempt) FROM checkout.payment_attempt") == [
        "declined",
        "authorized",
    ]


async def test_a_cart_that_costs_nothing_asks_no_provider(buyer: Buyer) -> None:
    cart = await buyer.create((FREE, 1), email="ada@example.com")
    await buyer.change("cartAddressesUpdate", cart["id"], billingAddress=ADDRESS)
    order = (await buyer.complete(cart["id"], payment={"method": "whatever"}))["order"]
    assert (order["paymentState"], order["totals"]["total"]["amount"]) == ("PAID", "0.00")
    assert await counted() == {"orders": 1, "charges": 0, "completions": 0}


async def test_a_payment_that_never_arrived_is_tried_again_by_the_next_call(buyer: Buyer) -> None:
    cart = await buyer.ready()
    assert codes(await buyer.complete(cart["id"], LOST)) == ["PAYMENT_UNCERTAIN"]
    read = await buyer.read(cart["id"])
    assert read is not None
    assert read["state"] == "COMPLETING"
    payload = await buyer.complete(cart["id"])
    assert payload["errors"] == []
    assert await counted() == ONE_ORDER


async def test_a_payment_that_arrived_though_nobody_heard_places_the_order_without_another_charge(buyer: Buyer) -> None:
    cart = await buyer.ready()
    assert codes(await buyer.complete(cart["id"], LATE)) == ["PAYMENT_UNCERTAIN"]
    payment = await payment_of(cart)
    payload = await buyer.complete(cart["id"], "4242424242424242")
    assert payload["order"]["paymentState"] == "AUTHORIZED"
    assert await counted() == ONE_ORDER
    assert await fetch_value("SELECT id FROM checkout.payment") == payment


@pytest.mark.parametrize(("card", "expected"), [(LOST, NOTHING), (LATE, ONE_ORDER)])
async def test_the_recovery_job_finishes_what_was_left_behind(
    buyer: Buyer, worker: WorkerDriver, card: str, expected: dict[str, int]
) -> None:
    cart = await buyer.ready()
    assert codes(await buyer.complete(cart["id"], card)) == ["PAYMENT_UNCERTAIN"]
    await worker.run_job("checkout.recover_completions")
    assert (await counted())["completions"] == 1  # not a minute old
    with clock.moved(timedelta(seconds=61)):
        await worker.run_job("checkout.recover_completions")
        await worker.run_job("checkout.recover_completions")
    assert await counted() == expected
    read = await buyer.read(cart["id"])
    assert read is not None
    assert read["state"] == ("COMPLETED" if expected == ONE_ORDER else "OPEN")


async def test_a_provider_of_another_plugin_tells_that_it_has_news(
    buyer: Buyer, worker: WorkerDriver, unit_of_work: Any
) -> None:
    cart = await buyer.ready()
    assert codes(await buyer.complete(cart["id"], LATE)) == ["PAYMENT_UNCERTAIN"]
    async with unit_of_work() as uow:
        for _ in range(2):
            uow.enqueue("checkout.settle_payment", {"payment_id": await payment_of(cart)})
    await worker.drain()
    assert await counted() == ONE_ORDER


async def test_a_cart_cannot_be_changed_while_it_is_being_paid_nor_afterwards(buyer: Buyer) -> None:
    cart = await buyer.ready()
    assert (await buyer.complete(cart["id"], ACTION))["action"] is not None
    assert codes(await buyer.add(cart["id"], (MUG, 1))) == ["CART_COMPLETING"]
    assert codes(await buyer.change("cartBuyerUpdate", cart["id"], email="eve@example.com")) == ["CART_COMPLETING"]
    other = await buyer.ready()
    await buyer.complete(other["id"])
    assert codes(await buyer.add(other["id"], (MUG, 1))) == ["CART_COMPLETED"]
    assert codes(await buyer.change("cartReopen", other["id"])) == ["CART_COMPLETED"]


async def test_an_action_is_told_again_until_it_is_done(buyer: Buyer) -> None:
    cart = await buyer.ready()
    first = await buyer.complete(cart["id"], ACTION)
    assert first["order"] is None
    assert first["cart"]["state"] == "COMPLETING"
    again = await buyer.complete(cart["id"])
    assert again["action"] == first["action"]
    assert await counted() == {"orders": 0, "charges": 0, "completions": 1}


async def test_the_buyer_can_go_back_from_an_action_and_pay_in_another_way(buyer: Buyer) -> None:
    cart = await buyer.ready()
    await buyer.complete(cart["id"], ACTION)
    payload = await buyer.change("cartReopen", cart["id"])
    assert (payload["errors"], payload["cart"]["state"]) == ([], "OPEN")
    assert await fetch_value("SELECT state FROM checkout.test_payment") == "voided"
    assert codes(await buyer.add(cart["id"], (MUG, 1))) == []
    assert (await buyer.complete(cart["id"]))["order"]["totals"]["total"]["amount"] == "42.40"
    assert await counted() == ONE_ORDER


async def test_an_action_that_nobody_takes_expires(buyer: Buyer, worker: WorkerDriver) -> None:
    cart = await buyer.ready()
    await buyer.complete(cart["id"], ACTION)
    with clock.moved(timedelta(minutes=29)):
        await worker.run_job("checkout.recover_completions")
    assert (await counted())["completions"] == 1
    with clock.moved(timedelta(minutes=31)):
        await worker.run_job("checkout.recover_completions")
    assert await counted() == NOTHING
    assert await fetch_value("SELECT state FROM checkout.test_payment") == "voided"


async def test_an_action_that_was_taken_in_time_places_the_order_though_the_news_were_lost(
    buyer: Buyer, worker: WorkerDriver
) -> None:
    cart = await buyer.ready()
    await buyer.complete(cart["id"], ACTION)
    await execute("UPDATE checkout.test_payment SET state = 'authorized'")
    with clock.moved(timedelta(minutes=45)):
        await worker.run_job("checkout.recover_completions")
    assert await counted() == ONE_ORDER


async def test_those_that_stay_undecided_keep_nobody_waiting(
    buyer: Buyer, worker: WorkerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recovery, "BATCH", 1)
    await buyer.complete((await buyer.ready())["id"], ACTION)
    late = await buyer.ready()
    assert codes(await buyer.complete(late["id"], LATE)) == ["PAYMENT_UNCERTAIN"]
    with clock.moved(timedelta(minutes=2)):
        for _ in range(60):
            await worker.run_job("checkout.recover_completions")
            if (await counted())["orders"]:
                break
    assert await counted() == {"orders": 1, "charges": 1, "completions": 1}


async def test_news_of_an_authorization_that_is_being_given_back_place_no_order(app: App, buyer: Buyer) -> None:
    cart = await buyer.ready()
    await buyer.complete(cart["id"], ACTION)
    payment = await payment_of(cart)
    before = await completions.find_completion_of_payment(payment)
    assert before is not None
    await execute("UPDATE checkout.completion SET state = 'voiding'")
    settled = await settle(app, before, PaymentOutcome(state=PaymentState.AUTHORIZED))
    assert settled.order is None
    assert (await counted())["orders"] == 0
    # Asking again in that state gives the payment back.
    settled = await settle_payment(app, app.host.get("checkout").settings, payment)  # type: ignore[union-attr, arg-type]
    assert settled.refused == "voided"
    assert await counted() == NOTHING


async def test_news_of_a_payment_that_was_closed_changes_nothing(app: App, buyer: Buyer) -> None:
    cart = await buyer.ready()
    await buyer.complete(cart["id"], LOST)
    old = await completions.find_completion(parse_global_id(cart["id"], "Cart"))
    assert old is not None
    await buyer.change("cartReopen", cart["id"])
    await buyer.complete(cart["id"], ACTION)
    for state in PaymentState:
        settled = await settle(app, old, PaymentOutcome(state=state, action_url="https://bank.example"))
        assert settled.refused == "never_arrived"
    assert await counted() == {"orders": 0, "charges": 0, "completions": 1}


@pytest.mark.parametrize("state", [PaymentState.AUTHORIZED, PaymentState.DECLINED])
async def test_whatever_a_provider_writes_beside_its_answer_the_answer_counts(
    buyer: Buyer, monkeypatch: pytest.MonkeyPatch, state: PaymentState
) -> None:
    async def talkative(self: TestProvider, request: object) -> PaymentOutcome:
        return PaymentOutcome(
            state=state, reason="no\x00\ud800" + "!" * 300, provider_reference="ref\x00" + "1" * 300, action_url="\x00"
        )

    cart = await buyer.ready()
    monkeypatch.setattr(TestProvider, "authorize", talkative)
    payload = await buyer.complete(cart["id"])
    assert codes(payload) == ([] if state is PaymentState.AUTHORIZED else ["PAYMENT_DECLINED"])
    assert await fetch_value("SELECT reason FROM checkout.payment_attempt") == "no" + "!" * 198
    if state is PaymentState.AUTHORIZED:
        assert await fetch_value("SELECT provider_reference FROM checkout.payment") == "ref" + "1" * 252


async def test_the_time_to_ask_the_provider_begins_when_the_cart_is_locked(
    app: App, buyer: Buyer, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[timedelta] = []

    async def authorize(self: TestProvider, request: PaymentRequest) -> PaymentOutcome:
        found = await completions.find_completion_of_payment(request.payment_id)
        assert found is not None
        left.append(found.lease_until - clock.utc_now())
        return PaymentOutcome(state=PaymentState.DECLINED)

    cart = await buyer.ready()
    monkeypatch.setattr(TestProvider, "authorize", authorize)
    connection = await asyncpg.connect(app.database.url)
    async with connection.transaction():
        await connection.execute("SELECT id FROM checkout.cart FOR UPDATE")
        call = asyncio.create_task(buyer.complete(cart["id"]))
        await asyncio.sleep(1.5)
    await connection.close()
    assert codes(await call) == ["PAYMENT_DECLINED"]
    assert left[0] > timedelta(seconds=PAYMENT_TIMEOUT_SECONDS + 1)


async def test_a_cart_that_costs_nothing_is_opened_again_like_any_other(
    buyer: Buyer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dies(*args: object) -> None:
        raise ConnectionError("the process is gone")

    cart = await buyer.create((FREE, 1), email="ada@example.com")
    await buyer.change("cartAddressesUpdate", cart["id"], billingAddress=ADDRESS)
    with monkeypatch.context() as patched:
        patched.setattr(complete, "settle", dies)
        body = await buyer.shop.raw(
            "mutation ($input: CartCompleteInput!) { cartComplete(input: $input) { errors { code } } }",
            {"input": {"cartId": cart["id"], "payment": {"method": "", "token": ""}}},
        )
        assert body["errors"]
    with clock.moved(timedelta(minutes=1)):
        payload = await buyer.change("cartReopen", cart["id"])
    assert (payload["errors"], payload["cart"]["state"]) == ([], "OPEN")
    assert await counted() == NOTHING


@pytest.mark.parametrize(("card", "expected"), [(DECLINED, []), ("4242424242424242", ["CART_COMPLETED"])])
async def test_going_back_while_the_payment_is_decided_tells_what_became_of_it(
    buyer: Buyer, monkeypatch: pytest.MonkeyPatch, card: str, expected: list[str]
) -> None:
    cart = await buyer.ready()
    started, decided = asyncio.Event(), asyncio.Event()
    original, authorize = completions.find_completion, TestProvider.authorize

    async def held(self: TestProvider, request: PaymentRequest) -> PaymentOutcome:
        started.set()
        return await authorize(self, request)

    async def late(cart_id: UUID) -> Completion | None:
        await decided.wait()
        return await original(cart_id)

    async def slow(*args: Any) -> Settled:
        while not reopening.done() and not waiting.is_set():
            await asyncio.sleep(0.01)
        try:
            return await settle(*args)
        finally:
            decided.set()

    waiting = asyncio.Event()
    find_carts = carts.find_carts

    async def found(ids: Any, **owner: UUID | None) -> Any:
        answer = await find_carts(ids, **owner)
        waiting.set()
        return answer

    with monkeypatch.context() as patched:
        patched.setattr(TestProvider, "authorize", held)
        patched.setattr(complete, "settle", slow)
        completing = asyncio.create_task(buyer.complete(cart["id"], card))
        await started.wait()
        patched.setattr(completions, "find_completion", late)
        patched.setattr(carts, "find_carts", found)
        reopening = asyncio.create_task(buyer.change("cartReopen", cart["id"]))
        payload = await reopening
        await completing
    assert codes(payload) == expected


async def test_a_provider_that_fails_leaves_the_payment_uncertain(
    app: App, buyer: Buyer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(self: TestProvider, request: object) -> PaymentOutcome:
        raise ConnectionResetError("the line went dead")

    cart = await buyer.ready()
    with monkeypatch.context() as patched:
        patched.setattr(TestProvider, "authorize", broken)
        assert codes(await buyer.complete(cart["id"])) == ["PAYMENT_UNCERTAIN"]
    assert (await buyer.complete(cart["id"]))["order"] is not None
    assert await counted() == ONE_ORDER


@pytest.mark.parametrize("card", ["4242424242424242", DECLINED, LOST, LATE, ACTION])
async def test_twenty_calls_at_once_are_one_payment(app: App, buyer: Buyer, card: str) -> None:
    cart = await buyer.ready()
    payloads = await asyncio.gather(*(buyer.complete(cart["id"], card) for _ in range(20)))
    found = await counted()
    numbers = {payload["order"]["number"] for payload in payloads if payload["order"]}
    if card in {"4242424242424242", LATE}:
        assert found == ONE_ORDER
        assert len(numbers) == 1
    elif card == ACTION:
        assert found == {"orders": 0, "charges": 0, "completions": 1}
        assert len({payload["action"]["url"] for payload in payloads}) == 1
    else:
        assert (found["orders"], found["charges"]) == (0, 0)
    if card == "4242424242424242":
        assert all(payload["order"] for payload in payloads)
    if card != LOST:
        assert await fetch_value("SELECT count(*) FROM checkout.payment_attempt") == (
            1 if card != DECLINED else await fetch_value("SELECT count(*) FROM checkout.test_payment")
        )


async def test_two_tabs_with_two_cards_pay_once(buyer: Buyer) -> None:
    cart = await buyer.ready()
    cards = ["4242424242424242", LATE] * 5
    payloads = await asyncio.gather(*(buyer.complete(cart["id"], card) for card in cards))
    assert any(payload["order"] for payload in payloads)
    final = await buyer.complete(cart["id"])
    assert final["order"] is not None
    assert await counted() == ONE_ORDER


async def test_webhook_job_and_buyer_at_the_same_moment_place_one_order(
    app: App, buyer: Buyer, worker: WorkerDriver
) -> None:
    cart = await buyer.ready()
    assert codes(await buyer.complete(cart["id"], LATE)) == ["PAYMENT_UNCERTAIN"]
    payment = await payment_of(cart)
    settings: Any = app.host.get("checkout").settings  # type: ignore[union-attr]
    with clock.moved(timedelta(minutes=2)):
        results = await asyncio.gather(
            *(settle_payment(app, settings, payment) for _ in range(5)),
            *(buyer.complete(cart["id"]) for _ in range(5)),
            *(worker.run_job("checkout.recover_completions") for _ in range(3)),
            return_exceptions=True,
        )
    assert [result for result in results if isinstance(result, BaseException)] == []
    assert await counted() == ONE_ORDER


async def test_going_back_and_confirming_at_the_same_moment_end_in_one_of_the_two(app: App, buyer: Buyer) -> None:
    settings: Any = app.host.get("checkout").settings  # type: ignore[union-attr]
    for _ in range(5):
        await execute("TRUNCATE checkout.test_payment")
        cart = await buyer.ready()
        await buyer.complete(cart["id"], ACTION)
        payment = await payment_of(cart)

        async def confirm(payment: UUID = payment) -> None:
            await execute(
                "UPDATE checkout.test_payment SET state = 'authorized' "
                "WHERE payment_id = $1 AND state = 'action_required'",
                payment,
            )
            await settle_payment(app, settings, payment)

        await asyncio.gather(confirm(), buyer.change("cartReopen", cart["id"]))
        ordered = await fetch_value(
            "SELECT count(*) FROM checkout.orders WHERE cart_id = $1", parse_global_id(cart["id"], "Cart")
        )
        held = await fetch_value("SELECT count(*) FROM checkout.test_payment WHERE state = 'authorized'")
        assert ordered == held


async def test_a_cart_that_expires_while_it_is_completed_is_ordered_or_gone(buyer: Buyer, worker: WorkerDriver) -> None:
    for _ in range(5):
        cart = await buyer.ready()
        await execute("UPDATE checkout.cart SET updated_at = updated_at - interval '31 days' WHERE state = 'open'")
        payload, *_ = await asyncio.gather(
            buyer.complete(cart["id"]), *(worker.run_job("checkout.expire_carts") for _ in range(3))
        )
        assert codes(payload) in ([], ["CART_NOT_FOUND"])
        assert (await buyer.read(cart["id"]) is None) is (payload["order"] is None)
    found = await counted()
    assert (found["orders"], found["completions"]) == (found["charges"], 0)


async def test_carts_that_are_completed_at_the_same_moment_get_numbers_of_their_own(buyer: Buyer) -> None:
    ready = [await buyer.ready() for _ in range(10)]
    payloads = await asyncio.gather(*(buyer.complete(cart["id"]) for cart in ready))
    assert {payload["order"]["number"] for payload in payloads} == {str(1001 + n) for n in range(10)}


async def test_events_tell_of_an_order_once(app: App, buyer: Buyer) -> None:
    cart = await buyer.ready()
    await asyncio.gather(*(buyer.complete(cart["id"]) for _ in range(5)))
    names = await fetch_value("SELECT array_agg(name ORDER BY id) FROM system.outbox WHERE kind = 'event'")
    assert names == ["checkout.order_placed", "checkout.cart_completed"]


async def test_the_event_tells_what_was_bought(app: App, buyer: Buyer) -> None:
    cart = await buyer.ready((MUG, 2), (BOOK, 5))
    await buyer.complete(cart["id"])
    payload = await fetch_value("SELECT payload FROM system.outbox WHERE name = 'checkout.order_placed'")
    lines = (
        OrderedLine(SellableRef("TestThing", MUG), f"SKU-{MUG.int}", 2),
        OrderedLine(SellableRef("TestThing", BOOK), f"SKU-{BOOK.int}", 5),
    )
    assert msgspec.json.decode(payload, type=OrderPlaced).lines == lines


async def test_an_order_is_seen_by_its_session_and_by_whoever_has_the_link(
    buyer: Buyer, make_shop: Any, app: App
) -> None:
    cart = await buyer.ready()
    order = (await buyer.complete(cart["id"]))["order"]
    by_id = f"query ($id: ID!) {{ order(id: $id) {{ {ORDER} }} }}"
    by_token = f"query ($token: String!) {{ order(token: $token) {{ {ORDER} }} }}"
    assert (await buyer.shop(by_id, {"id": order["id"]}))["order"] == order
    stranger: GraphQLClient = make_shop()
    assert (await stranger(by_id, {"id": order["id"]}))["order"] is None
    await Buyer(stranger).create()
    assert (await stranger(by_id, {"id": order["id"]}))["order"] is None
    assert (await stranger(by_token, {"token": order["token"]}))["order"] == order
    for guess in ("guess", "", "\0", order["token"] + "\0", order["token"][:-1], "x" * 100_000):
        assert (await stranger(by_token, {"token": guess}))["order"] is None
    assert len(order["token"]) == 32


async def test_an_order_keeps_what_was_bought_when_the_shop_changes(buyer: Buyer, prices: dict[UUID, int]) -> None:
    cart = await buyer.ready()
    order = (await buyer.complete(cart["id"]))["order"]
    prices.clear()
    read = await buyer.shop(f"query ($id: ID!) {{ order(id: $id) {{ {ORDER} }} }}", {"id": order["id"]})
    assert read["order"] == order
    old_cart = await buyer.read(cart["id"])
    assert old_cart is not None
    assert (old_cart["lines"], old_cart["totals"]) == (cart["lines"], cart["totals"])
    assert (old_cart["paymentFailure"], old_cart["order"]) == (None, {"number": "1001"})


async def test_an_amount_that_no_column_holds_is_refused(buyer: Buyer, prices: dict[UUID, int]) -> None:
    cart = await buyer.ready((MUG, 2))
    prices[MUG] = 2**62
    assert codes(await buyer.complete(cart["id"])) == ["TOTAL_TOO_LARGE"]
    assert await counted() == NOTHING


async def test_an_order_is_in_the_currency_that_was_charged_though_the_cart_was_made_in_another(
    buyer: Buyer, app: App
) -> None:
    cart = await buyer.ready()
    before = app.channels["default"]
    app.channels["default"] = msgspec.structs.replace(before, currency="USD")
    try:
        seen = await buyer.complete(cart["id"], expectedTotal=cart["totals"]["total"])
        order = (await buyer.complete(cart["id"]))["order"]
    finally:
        app.channels["default"] = before
    assert codes(seen) == ["TOTAL_CHANGED"]
    assert order["currencyCode"] == order["totals"]["total"]["currencyCode"] == "USD"
    assert await fetch_value("SELECT currency FROM checkout.test_payment") == "USD"


@pytest.mark.parametrize("rate", ["-0.19", "NaN", "Infinity"])
async def test_an_impossible_tax_rate_charges_nobody(buyer: Buyer, monkeypatch: pytest.MonkeyPatch, rate: str) -> None:
    def impossible(settings: object, country: str, classes: frozenset[str]) -> dict[str, tuple[TaxRate, ...]]:
        return dict.fromkeys(classes, (TaxRate(Decimal(rate), "VAT"),))

    cart = await buyer.ready()
    monkeypatch.setattr(flat_rates, "tax_rates", impossible)
    body = await buyer.shop.raw(
        "mutation ($input: CartCompleteInput!) { cartComplete(input: $input) { errors { code } } }",
        {"input": {"cartId": cart["id"], "payment": {"method": "test", "token": "4242424242424242"}}},
    )
    assert body["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert await counted() == NOTHING


async def test_the_price_that_was_frozen_is_the_one_that_is_ordered(buyer: Buyer, prices: dict[UUID, int]) -> None:
    cart = await buyer.ready()
    assert codes(await buyer.complete(cart["id"], LATE)) == ["PAYMENT_UNCERTAIN"]
    prices[MUG] = 99900
    read = await buyer.read(cart["id"])
    assert read is not None
    assert (read["state"], read["totals"], read["lines"], read["notices"]) == (
        "COMPLETING",
        cart["totals"],
        cart["lines"],
        [],
    )
    order = (await buyer.complete(cart["id"]))["order"]
    assert order["totals"]["total"]["amount"] == "29.90"
    assert await fetch_value("SELECT amount FROM checkout.test_payment") == 2990


async def test_other_channels_have_their_own_currency_and_taxes(make_shop: Any, app: App) -> None:
    american = Buyer(make_shop(fondaco_channel="us"))
    cart = await american.ready((MUG, 2), address={**ADDRESS, "country": "US", "region": "NY"})
    order = (await american.complete(cart["id"]))["order"]
    assert order["totals"]["total"] == {"amount": "31.90", "currencyCode": "USD"}
    assert (order["totals"]["pricesIncludeTax"], order["totals"]["taxes"]) == (False, [])
    japanese = Buyer(make_shop(fondaco_channel="jp"))
    cart = await japanese.ready((MUG, 1), address={**ADDRESS, "country": "JP"})
    order = (await japanese.complete(cart["id"]))["order"]
    assert order["totals"]["total"] == {"amount": "1850", "currencyCode": "JPY"}
    # 1250 and 600 contain 10 %: 113.63… → 114 and 54.54… → 55
    assert order["totals"]["tax"]["amount"] == "169"


@pytest.mark.parametrize("kind", ["orders", "completion"])
async def test_the_database_refuses_a_second_one_of_a_cart(buyer: Buyer, kind: str) -> None:
    cart = await buyer.ready()
    await buyer.complete(cart["id"], ACTION if kind == "completion" else "4242424242424242")
    columns = await fetch_value(
        "SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns "
        "WHERE table_schema = 'checkout' AND table_name = $1 "
        "AND column_name NOT IN ('id', 'number', 'token', 'payment_id')",
        kind,
    )
    fresh = (
        ("id, number, token", "gen_random_uuid(), 'x', 'x'")
        if kind == "orders"
        else ("payment_id", "gen_random_uuid()")
    )
    with pytest.raises(asyncpg.UniqueViolationError):
        await execute(
            f"INSERT INTO checkout.{kind} ({fresh[0]}, {columns}) SELECT {fresh[1]}, {columns} FROM checkout.{kind}"
        )
