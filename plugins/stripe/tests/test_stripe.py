"""Orders that are paid by Stripe, from the cart to the dispute, against a local fake over HTTP."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import httpx
import msgspec
import pytest
from checkout_testing import MONEY, MUG, Buyer, TestThings, codes
from fake_stripe import FakeStripe, signed
from fondaco.app import App
from fondaco.commerce import (
    Money,
    PaymentOperation,
    PaymentOperationKind,
    PaymentOperationState,
    PaymentQuery,
    PaymentRequest,
    PaymentState,
)
from fondaco.db.engine import fetch_value
from fondaco.ids import new_id, parse_global_id
from fondaco.settings import ChannelSettings
from fondaco.testing import GraphQLClient, WorkerDriver
from payment_testing import Staff, ledger
from stripe_testing import plugin_of, with_stripe

WEBHOOK = "/webhooks/payments/stripe"
ACTION = "action { url kind parameters { name value } }"


async def complete(buyer: Buyer, cart_id: str, token: str = "pm_card", **payment: Any) -> dict[str, Any]:
    """Calls cartComplete with Stripe."""
    data = {"cartId": cart_id, "payment": {"method": "stripe", "token": token, **payment}}
    selection = f"order {{ id number token paymentState totals {{ total {MONEY} }} }} cart {{ state }} {ACTION}"
    return dict(await buyer.shop.change("cartComplete", data, selection))


async def placed(buyer: Buyer) -> dict[str, Any]:
    """An order of 29.90 EUR whose money is reserved."""
    payload = await complete(buyer, (await buyer.ready())["id"])
    assert payload["errors"] == [], payload
    return dict(payload["order"])


async def payment_of(order: dict[str, Any]) -> UUID:
    """The id of an order's payment."""
    order_id = parse_global_id(order["id"], "Order")
    return UUID(str(await fetch_value("SELECT id FROM checkout.payment WHERE order_id = $1", order_id)))


async def tell(
    http: httpx.AsyncClient, type_: str, thing: dict[str, Any], secret: str = "whsec_main"
) -> httpx.Response:
    """Sends a message as Stripe does."""
    event = {"id": f"evt_{new_id().hex}", "object": "event", "type": type_, "data": {"object": thing}}
    body = json.dumps(event).encode()
    return await http.post(WEBHOOK, content=body, headers={"stripe-signature": signed(body, secret)})


def request_of(token: str = "pm_card", amount: Money | None = None, **changes: Any) -> PaymentRequest:
    """What checkout asks for."""
    return PaymentRequest(
        payment_id=new_id(),
        method="stripe",
        amount=amount or Money(2990, "EUR"),
        token=token,
        reference="Shop 1",
        channel="default",
        **changes,
    )


async def test_an_order_is_reserved_captured_in_parts_and_refunded(
    buyer: Buyer, staff: Staff, fake: FakeStripe
) -> None:
    order = await placed(buyer)
    assert order["paymentState"] == "AUTHORIZED"
    intent = fake.of(await payment_of(order))
    assert (intent["amount"], intent["currency"], intent["description"]) == (2990, "eur", "Test shop 1001")
    assert (await staff.capture(order, "10.00"))["errors"] == []
    assert (await staff.capture(order, "19.90"))["order"]["paymentState"] == "PAID"
    assert (await staff.refund(order, amount={"amount": "5.00", "currencyCode": "EUR"}))["errors"] == []
    assert intent["latest_charge"]["amount_refunded"] == 500
    assert await ledger(order) == [
        ("capture", "succeeded", 1000),
        ("capture", "succeeded", 1990),
        ("refund", "succeeded", 500),
    ]


async def test_every_request_has_an_idempotency_key_and_the_pinned_version(buyer: Buyer, fake: FakeStripe) -> None:
    payment = await payment_of(await placed(buyer))
    sent = [(path.rsplit("/", 1)[-1], headers) for verb, path, _, headers in fake.requests if verb == "POST"]
    assert [(what, headers["idempotency-key"]) for what, headers in sent] == [
        ("payment_intents", str(payment)),
        ("confirm", f"{payment}-confirm"),
    ]
    assert {headers["stripe-version"] for _, headers in sent} == {"2026-10-28.endive"}


async def test_money_is_taken_at_once_where_the_settings_say_so(make_app: Any, fake: FakeStripe) -> None:
    app: App = await make_app(
        enabled=["checkout", "stripe"],
        settings=lambda found: with_stripe(found, fake),
    )
    outcome = await plugin_of(app).payments.pay(request_of(capture=True))
    assert (outcome.state, outcome.captured) == (PaymentState.CAPTURED, Money(2990, "EUR"))
    await plugin_of(app).clients.close()


@pytest.mark.parametrize(
    ("token", "reason"),
    [("pm_poor", "insufficient_funds"), ("pm_declined", "generic_decline"), ("pm_unknown", "resource_missing")],
)
async def test_a_declined_card_opens_the_cart_again(buyer: Buyer, token: str, reason: str, fake: FakeStripe) -> None:
    cart = await buyer.ready()
    payload = await complete(buyer, cart["id"], token)
    assert codes(payload) == ["PAYMENT_DECLINED"]
    read = await buyer.read(cart["id"])
    assert read is not None
    assert (read["state"], read["paymentFailure"]) == ("OPEN", reason)
    assert (await complete(buyer, cart["id"]))["order"]["number"]
    assert sum(fake.charges.values()) == 1


async def test_the_bank_asks_and_the_buyer_comes_back(buyer: Buyer, fake: FakeStripe) -> None:
    cart = await buyer.ready()
    payload = await complete(buyer, cart["id"], "pm_3ds", returnUrl="http://testserver/thanks")
    assert payload["action"]["url"] == "https://hooks.stripe.com/3d/1"
    intent = next(iter(fake.intents.values()))
    assert intent["next_action"]["redirect_to_url"]["return_url"] == "http://testserver/thanks"
    fake.finish_action(intent["id"])
    assert (await complete(buyer, cart["id"], ""))["order"]["paymentState"] == "AUTHORIZED"


async def test_who_refuses_at_the_bank_can_pay_otherwise_and_is_never_charged_for_it(
    buyer: Buyer, fake: FakeStripe
) -> None:
    cart = await buyer.ready()
    await complete(buyer, cart["id"], "pm_3ds")
    intent = next(iter(fake.intents.values()))
    fake.finish_action(intent["id"], succeeds=False)
    assert codes(await complete(buyer, cart["id"], "")) == ["PAYMENT_DECLINED"]
    assert intent["status"] == "canceled"
    read = await buyer.read(cart["id"])
    assert read is not None
    assert read["paymentFailure"] == "payment_intent_authentication_failure"


async def test_without_a_token_the_buyer_pays_on_our_page(
    buyer: Buyer, fake: FakeStripe, http: httpx.AsyncClient
) -> None:
    cart = await buyer.ready()
    action = (await complete(buyer, cart["id"], "", returnUrl="http://testserver/back"))["action"]
    intent = next(iter(fake.intents.values()))
    parameters = {one["name"]: one["value"] for one in action["parameters"]}
    assert action["kind"] == "CLIENT"
    assert parameters == {
        "publishableKey": "pk_test_main",
        "clientSecret": intent["client_secret"],
        "step": "confirm",
    }
    page = await http.get(httpx.URL(action["url"]).path, headers={"accept-language": "de"})
    assert page.status_code == 200
    assert '<html lang="de">' in page.text
    assert "29.90 EUR" in page.text
    assert f'data-secret="{intent["client_secret"]}"' in page.text
    assert 'data-back="http://testserver/back"' in page.text
    assert "sk_test" not in page.text
    assert "https://js.stripe.com" in page.headers["content-security-policy"]
    assert (await http.get("/payments/stripe/pay.js")).headers["content-type"].startswith("text/javascript")
    fake.confirm_in_browser(intent["id"])
    assert (await complete(buyer, cart["id"], ""))["order"]["paymentState"] == "AUTHORIZED"
    after = await http.get(httpx.URL(action["url"]).path)
    assert "This payment is decided" in after.text
    assert intent["client_secret"] not in after.text
    assert (await http.get(f"/payments/stripe/{new_id()}")).status_code == 404


async def test_our_page_leads_back_to_our_own_addresses_only(
    buyer: Buyer, http: httpx.AsyncClient, fake: FakeStripe
) -> None:
    cart = await buyer.ready()
    payload = await complete(buyer, cart["id"], "", returnUrl="https://evil.example/")
    page = await http.get(httpx.URL(payload["action"]["url"]).path)
    assert "evil.example" not in page.text


async def test_a_message_places_the_order_before_the_buyer_comes_back(
    buyer: Buyer, fake: FakeStripe, http: httpx.AsyncClient, worker: WorkerDriver
) -> None:
    cart = await buyer.ready()
    await complete(buyer, cart["id"], "pm_3ds")
    intent = next(iter(fake.intents.values()))
    fake.finish_action(intent["id"])
    shown = fake._shown(intent, {})
    assert (await tell(http, "payment_intent.amount_capturable_updated", shown)).status_code == 200
    await worker.drain()
    read = await buyer.read(cart["id"])
    assert read is not None
    assert read["order"] == {"number": "1001"}


async def test_what_was_done_in_the_dashboard_is_taken_over(
    buyer: Buyer, staff: Staff, fake: FakeStripe, http: httpx.AsyncClient, worker: WorkerDriver
) -> None:
    order = await placed(buyer)
    intent = fake.of(await payment_of(order))
    await staff.capture(order)
    intent["latest_charge"]["amount_refunded"] = 1000
    charge = {**intent["latest_charge"], "metadata": {}}
    assert (await tell(http, "charge.refunded", charge)).status_code == 200
    await worker.drain()
    assert ("refund", "succeeded", 1000) in await ledger(order)


@pytest.mark.parametrize(
    ("status", "taken"), [("needs_response", "29.90"), ("won", "0.00"), ("warning_needs_response", "0.00")]
)
async def test_a_dispute_takes_money_while_the_bank_has_it(
    buyer: Buyer, staff: Staff, fake: FakeStripe, http: httpx.AsyncClient, worker: WorkerDriver, status: str, taken: str
) -> None:
    order = await placed(buyer)
    intent = fake.of(await payment_of(order))
    await staff.capture(order)
    intent["latest_charge"]["disputed"] = True
    dispute = {"id": "dp_1", "object": "dispute", "amount": 2990, "payment_intent": intent["id"], "status": status}
    fake.disputes.append(dispute)
    assert (await tell(http, "charge.dispute.created", dispute)).status_code == 200
    await worker.drain()
    assert (await staff.payment(order))["disputed"]["amount"] == taken


async def test_messages_are_checked_by_the_secret_of_an_account(http: httpx.AsyncClient, app: App) -> None:
    assert (await tell(http, "payment_intent.succeeded", {}, secret="whsec_us")).status_code == 200
    refused = await tell(http, "payment_intent.succeeded", {}, secret="whsec_other")
    assert (refused.status_code, refused.text) == (400, "WEBHOOK_SIGNATURE_INVALID")
    body = b'{"id": "evt_1", "type": "charge.refunded", "data": {}}'
    for moment in (1, 1_000_000_000):
        stale = {"stripe-signature": signed(body, "whsec_main", moment)}
        assert (await http.post(WEBHOOK, content=body, headers=stale)).status_code == 400
    for header in ("", "t=x,v1=y", "v1=00", "t=1"):
        assert (await http.post(WEBHOOK, content=body, headers={"stripe-signature": header})).status_code == 400


async def test_payments_of_other_systems_are_none_of_ours(http: httpx.AsyncClient, app: App) -> None:
    for thing in (
        {"object": "payment_intent", "id": "pi_foreign", "metadata": {}},
        {"metadata": {"fondaco_payment": "x"}},
    ):
        assert (await tell(http, "payment_intent.succeeded", thing)).status_code == 200
    assert await fetch_value("SELECT count(*) FROM checkout.webhook_event WHERE state = 'ignored'") == 2


async def test_each_channel_has_keys_of_its_own(app: App, fake: FakeStripe) -> None:
    payments = plugin_of(app).payments
    american = msgspec.structs.replace(request_of(amount=Money(1000, "USD")), channel="us")
    assert (await payments.pay(american)).state is PaymentState.AUTHORIZED
    assert fake.of(american.payment_id)["account"] == "us"
    assert (await payments.status(american.payment_id)).state is PaymentState.AUTHORIZED
    assert (await payments.pay(msgspec.structs.replace(request_of(), channel="kw"))).reason == "not_configured"


async def test_the_method_is_offered_with_its_publishable_key(shop: GraphQLClient, buyer: Buyer) -> None:
    cart = await buyer.ready()
    query = "query ($id: ID!) { cart(id: $id) { paymentMethods { code kind parameters { name value } } } }"
    found = {one["code"]: one for one in (await shop(query, {"id": cart["id"]}))["cart"]["paymentMethods"]}
    assert found["stripe"] == {
        "code": "stripe",
        "kind": "REDIRECT",
        "parameters": [{"name": "publishableKey", "value": "pk_test_main"}],
    }
    assert found["test"]["kind"] == "CARD_FIELD"


@pytest.mark.parametrize("mood", ["500", "429", "mute", "deaf"])
async def test_a_confirmation_without_an_answer_is_asked_about_and_charged_once_or_never(
    app: App, fake: FakeStripe, mood: str
) -> None:
    payments, request = plugin_of(app).payments, request_of()
    fake.moods = ["ok", mood]
    assert (await payments.pay(request)).state is PaymentState.UNKNOWN
    outcome = await payments.status(request.payment_id)
    charged = mood == "mute"
    assert outcome.state is (PaymentState.AUTHORIZED if charged else PaymentState.DECLINED)
    assert outcome.reason == (None if charged else "never_arrived")
    assert fake.of(request.payment_id)["status"] == ("requires_capture" if charged else "canceled")
    assert sum(fake.charges.values()) == int(charged)


@pytest.mark.parametrize("mood", ["500", "429", "401", "mute", "deaf"])
async def test_what_could_not_be_begun_is_declined_at_once(app: App, fake: FakeStripe, mood: str) -> None:
    payments, request = plugin_of(app).payments, request_of()
    fake.moods = [mood]
    outcome = await payments.pay(request)
    assert (outcome.state, outcome.reason) == (PaymentState.DECLINED, "provider_unavailable")
    assert (await payments.pay(request)).state is PaymentState.DECLINED
    assert fake.charges == {}


async def test_a_cut_connection_is_bridged_by_the_sdk_under_the_same_key(make_app: Any, fake: FakeStripe) -> None:
    app: App = await make_app(
        enabled=["checkout", "stripe"], settings=lambda found: with_stripe(found, fake, retries=1)
    )
    fake.moods = ["ok", "mute"]
    request = request_of()
    assert (await plugin_of(app).payments.pay(request)).state is PaymentState.AUTHORIZED
    assert sum(fake.charges.values()) == 1
    await plugin_of(app).clients.close()


async def test_late_answers_are_no_answers(make_app: Any, fake: FakeStripe) -> None:
    app: App = await make_app(
        enabled=["checkout", "stripe"], settings=lambda found: with_stripe(found, fake, timeout_seconds=0.3)
    )
    fake.moods = ["ok", "slow"]
    payments, request = plugin_of(app).payments, request_of()
    assert (await payments.pay(request)).state is PaymentState.UNKNOWN
    assert (await payments.status(request.payment_id)).state is PaymentState.AUTHORIZED
    await plugin_of(app).clients.close()


async def test_without_multicapture_the_first_capture_gives_the_rest_back(
    buyer: Buyer, staff: Staff, fake: FakeStripe, http: httpx.AsyncClient, worker: WorkerDriver
) -> None:
    fake.in_parts = False
    order = await placed(buyer)
    await staff.capture(order, "10.00")
    intent = fake.of(await payment_of(order))
    assert (intent["status"], intent["amount_received"]) == ("succeeded", 1000)
    assert codes(await staff.capture(order, "5.00")) == ["PAYMENT_OPERATION_FAILED"]
    await tell(http, "payment_intent.succeeded", fake._shown(intent, {}))
    await worker.drain()
    payment = await staff.payment(order)
    assert (payment["captured"]["amount"], payment["capturable"]["amount"]) == ("10.00", "0.00")


@pytest.mark.parametrize(
    ("status", "state"), [("pending", PaymentOperationState.PENDING), ("failed", PaymentOperationState.FAILED)]
)
async def test_a_refund_takes_its_time_or_fails(
    app: App, fake: FakeStripe, status: str, state: PaymentOperationState
) -> None:
    plugin, request = plugin_of(app), request_of(capture=True)
    await plugin.payments.pay(request)
    fake.refund_status = status
    operation = PaymentOperation(
        operation_id=new_id(),
        payment_id=request.payment_id,
        method="stripe",
        kind=PaymentOperationKind.REFUND,
        amount=Money(100, "EUR"),
    )
    found = await plugin.operations.operate(operation)
    assert found.state is state
    assert found.reason == ("lost_or_stolen_card" if status == "failed" else None)
    next(iter(fake.refunds.values()))["status"] = "succeeded"
    assert (await plugin.operations.operate(operation)).state is PaymentOperationState.SUCCEEDED
    assert len(fake.refunds) == 1


@pytest.mark.parametrize(
    ("amount", "counted"),
    [
        (Money(1250, "JPY"), 1250),
        (Money(12340, "KWD"), 12340),
        (Money(700, "ISK"), 70000),
        (Money(12345, "KWD"), None),
        (Money(500, "IQD"), None),
    ],
    ids=str,
)
async def test_amounts_are_charged_as_stripe_counts_or_not_at_all(
    app: App, fake: FakeStripe, amount: Money, counted: int | None
) -> None:
    payments, request = plugin_of(app).payments, request_of(amount=amount, capture=True)
    outcome = await payments.pay(request)
    if counted is None:
        assert (outcome.state, outcome.reason) == (PaymentState.DECLINED, "amount_not_supported")
        assert fake.intents == {}
    else:
        assert fake.of(request.payment_id)["amount"] == counted
        assert outcome.captured == amount


async def test_whole_purchases_in_yen_and_dinars(make_app: Any, fake: FakeStripe) -> None:
    def settings(found: Any) -> Any:
        made = with_stripe(found, fake, {"home_country": "JP"}, channels={})
        flat = made.plugins["checkout"] | {
            "flat_rates": [{"code": "standard", "name": "Standard", "price": {"KWD": "1.500", "JPY": "500"}}],
            "tax_rates": {"JP": {"standard": "0.10"}, "KW": {}},
        }
        return msgspec.structs.replace(
            made,
            channels={**made.channels, "kw": ChannelSettings(name="Kuwait", currency="KWD", countries=("KW",))},
            plugins={**made.plugins, "checkout": flat},
        )

    app: App = await make_app(enabled=["checkout", "stripe"], plugins=[TestThings], settings=settings)
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as http:
        for channel, country, total, counted in (("jp", "JP", "3000", 3000), ("kw", "KW", "4.000", 4000)):
            buyer = Buyer(GraphQLClient(http, "shop", {"fondaco-channel": channel}))
            address = {"country": country, "name": "A", "line1": "1", "city": "C", "postalCode": "1000001"}
            cart = await buyer.ready((MUG, 2), address=address)
            order = (await complete(buyer, cart["id"]))["order"]
            assert order["totals"]["total"]["amount"] == total
            assert fake.of(await payment_of(order))["amount"] == counted
    await plugin_of(app).clients.close()


async def test_an_intent_of_another_amount_or_currency_is_not_believed(app: App, fake: FakeStripe) -> None:
    payments, request = plugin_of(app).payments, request_of()
    await payments.pay(request)
    for name, value in (("amount", 1), ("currency", "usd")):
        intent = fake.of(request.payment_id)
        before, intent[name] = intent[name], value
        with pytest.raises(ValueError, match="another amount or currency"):
            await payments.status(request.payment_id)
        intent[name] = before
    assert await plugin_of(app).resolve_payment_status(PaymentQuery(request.payment_id, "stripe")) is not None


async def test_no_secret_is_ever_logged(app: App, fake: FakeStripe, capfd: pytest.CaptureFixture[str]) -> None:
    payments = plugin_of(app).payments
    for moods in (["500"], ["ok", "500"], ["ok", "402"], ["401"]):
        fake.moods = list(moods)
        await payments.pay(request_of())
    said = "".join(capfd.readouterr())
    assert "stripe_payment" in said
    assert not [secret for secret in ("sk_test_main", "whsec_main", "_secret_", "pm_card") if secret in said]


async def test_without_keys_nothing_is_offered_or_reachable(make_app: Any) -> None:
    app: App = await make_app(enabled=["checkout", "stripe"])
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as http:
        assert (await http.get(f"/payments/stripe/{new_id()}")).status_code == 404
        assert (await http.post(WEBHOOK, content=b"{}")).status_code == 400
