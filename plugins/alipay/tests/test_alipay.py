"""Orders that are paid by Alipay, and messages that are not believed, against a local fake over HTTP."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
import msgspec
import pytest
from alipay_testing import AlipayHarness, notice_of, plugin_of, with_alipay
from checkout_testing import MONEY, Buyer
from fake_alipay import OTHER_APP, FakeAlipay, private_text, public_text
from fondaco import clock
from fondaco.app import App
from fondaco.commerce import Money, PaymentOperationKind, PaymentOperationState, PaymentState
from fondaco.db.engine import fetch_value
from fondaco.errors import InvalidInputError, SettingsError
from fondaco.ids import new_id
from fondaco.payments import NoteState
from fondaco.settings import decode_section
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco_alipay.client import beijing
from fondaco_alipay.diagnoses import diagnoses
from fondaco_alipay.settings import AlipaySettings
from fondaco_alipay.signing import content_to_check, content_to_sign
from payment_testing import Staff, ledger

ADDRESS = {
    "country": "CN",
    "name": "李雷",
    "region": "北京市",
    "city": "北京市",
    "line1": "长安街 1",
    "postalCode": "100000",
}
WEBHOOK = "/webhooks/payments/alipay"


async def complete(buyer: Buyer, cart_id: str) -> dict[str, Any]:
    """Calls cartComplete with Alipay."""
    data = {"cartId": cart_id, "payment": {"method": "alipay", "token": "", "returnUrl": "http://testserver/back"}}
    selection = f"order {{ id number paymentState totals {{ total {MONEY} }} }} cart {{ state }} action {{ url kind }}"
    return dict(await buyer.shop.change("cartComplete", data, selection))


async def test_an_order_is_paid_on_alipays_page_told_by_a_message_and_refunded(
    buyer: Buyer, staff: Staff, fake: FakeAlipay, http: httpx.AsyncClient, worker: WorkerDriver
) -> None:
    cart = await buyer.ready(address=ADDRESS)
    action = (await complete(buyer, cart["id"]))["action"]
    assert action["kind"] == "REDIRECT"
    forwarded = await http.get(httpx.URL(action["url"]).path)
    assert forwarded.status_code == 303
    trade = fake.open(forwarded.headers["location"])
    assert (trade["total_amount"], trade["subject"]) == ("29.90", "Test shop 1001")
    assert (trade["method"], trade["return_url"]) == ("alipay.trade.page.pay", "http://testserver/back")
    assert trade["notify_url"].endswith(WEBHOOK)
    fake.pay(trade["out_trade_no"])
    told = await http.post(WEBHOOK, content=fake.message(trade["out_trade_no"]))
    assert (told.status_code, told.text) == (200, "success")
    await worker.drain()
    order = (await complete(buyer, cart["id"]))["order"]
    assert (order["number"], order["paymentState"]) == ("1001", "PAID")
    assert (await staff.refund(order, amount={"amount": "9.90", "currencyCode": "CNY"}))["errors"] == []
    assert fake.held(trade["out_trade_no"]) == 2000
    assert await ledger(order) == [("capture", "succeeded", 2990), ("refund", "succeeded", 990)]


async def test_a_refund_at_alipay_alone_is_taken_over(
    buyer: Buyer, fake: FakeAlipay, http: httpx.AsyncClient, worker: WorkerDriver
) -> None:
    cart = await buyer.ready(address=ADDRESS)
    action = (await complete(buyer, cart["id"]))["action"]
    number = fake.open((await http.get(httpx.URL(action["url"]).path)).headers["location"])["out_trade_no"]
    fake.pay(number)
    order = (await complete(buyer, cart["id"]))["order"]
    fake.trades[number]["refunds"]["by-hand-1"] = "5.00"
    body = fake.message(number, gmt_refund=beijing(clock.utc_now()), refund_fee="5.00", out_biz_no="by-hand-1")
    assert (await http.post(WEBHOOK, content=body)).status_code == 200
    await worker.drain()
    assert ("refund", "succeeded", 500) in await ledger(order)


async def test_phones_get_the_page_for_phones(provider: AlipayHarness, http: httpx.AsyncClient) -> None:
    request = provider.request()
    await provider.pay(request)
    path = f"/payments/alipay/{request.payment_id}"
    answer = await http.get(path, headers={"user-agent": "Mozilla/5.0 (Linux; Android 16) Mobile"})
    given = parse_qs(urlsplit(answer.headers["location"]).query)
    assert given["method"] == ["alipay.trade.wap.pay"]
    assert '"product_code":"QUICK_WAP_WAY"' in given["biz_content"][0]


async def test_only_open_payments_are_forwarded(provider: AlipayHarness, http: httpx.AsyncClient) -> None:
    assert (await http.get(f"/payments/alipay/{new_id()}")).status_code == 404
    request = provider.request()
    await provider.pay(request)
    path = f"/payments/alipay/{request.payment_id}"
    with clock.moved(timedelta(minutes=26)):
        answer = await http.get(path, headers={"accept-language": "zh-Hans"})
    assert (answer.status_code, "这笔付款已有结果或已超时" in answer.text) == (200, True)
    await provider.void(request)
    assert "its time is over" in (await http.get(path)).text


async def test_it_is_offered_for_yuan_only_and_each_channel_has_its_application(
    app: App, provider: AlipayHarness, fake: FakeAlipay, http: httpx.AsyncClient
) -> None:
    for channel, offered in (("default", True), ("cn2", True), ("eu", False)):
        shop = GraphQLClient(http, "shop", {"fondaco-channel": channel})
        cart = await Buyer(shop).create()
        query = "query ($id: ID!) { cart(id: $id) { paymentMethods { code kind } } }"
        found = (await shop(query, {"id": cart["id"]}))["cart"]["paymentMethods"]
        assert ({"code": "alipay", "kind": "REDIRECT"} in found) is offered
    assert (await provider.pay(provider.request(amount=1, channel="eu"))).state is PaymentState.ACTION_REQUIRED
    euros = await provider.pay(provider.request(channel="eu", payment_id=new_id()))
    assert euros.state is PaymentState.ACTION_REQUIRED
    refused = await provider.pay(msgspec.structs.replace(provider.request(), amount=Money(100, "EUR")))
    assert (refused.state, refused.reason) == (PaymentState.DECLINED, "amount_not_supported")
    request = provider.request(channel="cn2")
    await provider.pay(request)
    await provider.buyer_pays(request.payment_id)
    assert fake.trades[request.payment_id.hex]["app_id"] == OTHER_APP
    assert (await provider.status(request)).state is PaymentState.CAPTURED


async def test_money_that_comes_after_the_payment_was_given_up_goes_back(
    provider: AlipayHarness, fake: FakeAlipay
) -> None:
    request = provider.request()
    await provider.pay(request)
    assert (await provider.void(request)).state is PaymentState.VOIDED
    note = await provider.plugin.memory.find(request.payment_id)
    assert note is not None
    stale = provider.plugin.gateway.forward(note, provider.plugin.payments.expires_at(note), mobile=False)
    fake.open(stale)  # the buyer had Alipay's address in another tab, before Alipay ever heard of the trade
    fake.pay(request.payment_id.hex)
    assert await provider.held(request.payment_id) == 2000
    await provider.hooks.resolve_payment_notice(await provider.notice(request.payment_id))
    assert await provider.held(request.payment_id) == 0
    assert (await provider.status(request)).state is PaymentState.VOIDED
    assert len(fake.trades[request.payment_id.hex]["refunds"]) == 1


async def test_a_job_asks_a_last_time_about_what_was_given_up(provider: AlipayHarness, fake: FakeAlipay) -> None:
    quiet, late = provider.request(), provider.request()
    for request in (quiet, late):
        await provider.pay(request)
        await provider.void(request)
    note = await provider.plugin.memory.find(late.payment_id)
    assert note is not None
    fake.open(provider.plugin.gateway.forward(note, provider.plugin.payments.expires_at(note), mobile=False))
    fake.pay(late.payment_id.hex)
    await provider.plugin.payments.end_closed()
    assert await provider.held(late.payment_id) == 2000  # its time is not over
    with clock.moved(timedelta(minutes=31)):
        await provider.plugin.payments.end_closed()
    assert await provider.held(late.payment_id) == 0
    for request in (quiet, late):
        found = await provider.plugin.memory.find(request.payment_id)
        assert found is not None
        assert found.state is NoteState.REFUSED


async def test_who_does_not_pay_in_time_can_begin_anew(provider: AlipayHarness) -> None:
    request = provider.request()
    await provider.pay(request)
    await provider.buyer_opens(request.payment_id)
    assert (await provider.status(request)).state is PaymentState.ACTION_REQUIRED
    with clock.moved(timedelta(minutes=31)):
        outcome = await provider.status(request)
    assert (outcome.state, outcome.reason) == (PaymentState.DECLINED, "expired")
    assert provider.fake.trades[request.payment_id.hex]["trade_status"] == "TRADE_CLOSED"
    assert (await provider.pay(request)).state is PaymentState.DECLINED


async def test_an_answer_that_alipay_did_not_sign_is_none(provider: AlipayHarness, fake: FakeAlipay) -> None:
    request, outcome = await provider.paid()
    fake.unsigned = True
    assert (await provider.status(request)).state is PaymentState.UNKNOWN
    operation = provider.operation(request, outcome, PaymentOperationKind.REFUND, 100)
    assert (await provider.operate(operation)).state is PaymentOperationState.UNCERTAIN
    fake.unsigned = False
    assert (await provider.operate(operation)).state is PaymentOperationState.SUCCEEDED
    assert await provider.held(request.payment_id) == 1900


@pytest.mark.parametrize("mood", ["500", "429", "slow"])
async def test_without_an_answer_nothing_is_known(make_app: Any, fake: FakeAlipay, mood: str) -> None:
    app: App = await make_app(
        enabled=["checkout", "alipay"], settings=lambda found: with_alipay(found, fake, timeout_seconds=0.3)
    )
    provider = AlipayHarness(app, fake)
    request, _ = await provider.paid()
    fake.moods = [mood]
    assert (await provider.status(request)).state is PaymentState.UNKNOWN
    assert (await provider.status(request)).state is PaymentState.CAPTURED
    await plugin_of(app).client.close()


async def test_an_answer_about_another_amount_is_not_believed(provider: AlipayHarness, fake: FakeAlipay) -> None:
    request, _ = await provider.paid()
    fake.trades[request.payment_id.hex]["total_amount"] = "0.01"
    assert (await provider.status(request)).state is PaymentState.UNKNOWN


async def test_a_vague_refund_is_asked_about(provider: AlipayHarness, fake: FakeAlipay) -> None:
    request, outcome = await provider.paid()
    fake.vague = True
    operation = provider.operation(request, outcome, PaymentOperationKind.REFUND, 700)
    assert (await provider.operate(operation)).state is PaymentOperationState.SUCCEEDED
    assert [one["method"] for one in fake.asked[-2:]] == ["alipay.trade.refund", "alipay.trade.fastpay.refund.query"]


def hours_ago(hours: float) -> str:
    """A moment as Alipay writes it."""
    return beijing(clock.utc_now() - timedelta(hours=hours))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"total_amount": "0.01"}, "WEBHOOK_AMOUNT_WRONG"),
        ({"total_amount": "20.001"}, "WEBHOOK_AMOUNT_WRONG"),
        ({"seller_id": "2088000000000009"}, "WEBHOOK_ACCOUNT_WRONG"),
        ({"app_id": OTHER_APP}, "WEBHOOK_ACCOUNT_WRONG"),
        ({"app_id": "2021000000009999"}, "WEBHOOK_SIGNATURE_INVALID"),
        ({"sign_type": "RSA"}, "WEBHOOK_SIGNATURE_INVALID"),
        ({"notify_time": "soon"}, "WEBHOOK_SIGNATURE_INVALID"),
        ({"notify_time": "2026-01-01 00:00:00"}, "WEBHOOK_STALE"),
        ({"notify_time": "2099-01-01 00:00:00"}, "WEBHOOK_STALE"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else value,
)
async def test_a_signed_message_that_is_not_right_is_refused(
    provider: AlipayHarness, http: httpx.AsyncClient, changes: dict[str, str], code: str
) -> None:
    request, _ = await provider.paid()
    if changes.get("app_id") == OTHER_APP:
        changes = {**changes, "seller_id": ""}
    refused = await http.post(WEBHOOK, content=provider.fake.message(request.payment_id.hex, **changes))
    assert (refused.status_code, refused.text) == (400, code)
    assert await fetch_value("SELECT count(*) FROM checkout.webhook_event") == 0


async def test_a_message_is_kept_once_and_one_of_another_system_is_ignored(
    provider: AlipayHarness, http: httpx.AsyncClient
) -> None:
    request, _ = await provider.paid()
    number = request.payment_id.hex
    late = provider.fake.message(number, notify_time=hours_ago(25))
    assert [(await http.post(WEBHOOK, content=late)).text for _ in range(3)] == ["success"] * 3
    foreign = provider.fake.message(number, out_trade_no="ERP-77", notify_id="n-foreign")
    assert (await http.post(WEBHOOK, content=foreign)).text == "success"
    states = await fetch_value("SELECT array_agg(state ORDER BY received_at) FROM checkout.webhook_event")
    assert states == ["received", "ignored"]


@pytest.mark.parametrize("body", [b"", b"{}", b"a=1&a=2", b"\xff=1", b"sign=x&app_id=1"])
async def test_what_is_no_message_is_refused(provider: AlipayHarness, body: bytes) -> None:
    with pytest.raises(InvalidInputError) as caught:
        await provider.hooks.resolve_payment_notice(notice_of(body))
    assert caught.value.code == "WEBHOOK_SIGNATURE_INVALID"


async def test_a_field_that_is_there_twice_is_refused(provider: AlipayHarness, http: httpx.AsyncClient) -> None:
    request, _ = await provider.paid()
    body = provider.fake.message(request.payment_id.hex)
    assert (await http.post(WEBHOOK, content=body + b"&total_amount=0.01")).status_code == 400
    assert dict(parse_qsl(body.decode()))["total_amount"] == "20.00"


async def test_keys_are_never_logged_or_shown(
    provider: AlipayHarness, fake: FakeAlipay, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = provider.plugin.settings
    request, _ = await provider.paid()
    fake.moods = ["500", "deaf"]
    for _ in range(2):
        await provider.status(request)
    said = "".join(capfd.readouterr()) + repr(settings) + repr(settings.own)
    assert "payment_status_unknown" in said
    assert settings.private_key[100:140] not in said


def test_wrong_settings_are_refused_without_saying_the_key() -> None:
    for data in ({"private_key": "c2VjcmV0"}, {"alipay_public_key": "!"}, {"gateway": "http://x"}, {"minutes": 0}):
        with pytest.raises(SettingsError) as caught:
            decode_section(data, AlipaySettings, source="fondaco.toml")
        assert "c2VjcmV0" not in str(caught.value)


def test_doctor_speaks_of_missing_keys_and_of_the_sandbox(fake: FakeAlipay) -> None:
    assert diagnoses(AlipaySettings()) == []
    assert [one.status for one in diagnoses(AlipaySettings(app_id="1"))] == ["problem"]
    complete_one = with_alipay_settings(fake, gateway="https://openapi-sandbox.dl.alipaydev.com/gateway.do")
    assert [one.status for one in diagnoses(complete_one)] == ["warning"]
    assert diagnoses(with_alipay_settings(fake, gateway="https://openapi.alipay.com/gateway.do")) == []


def with_alipay_settings(fake: FakeAlipay, **changes: Any) -> AlipaySettings:
    """Complete settings."""
    return AlipaySettings(
        app_id="1", private_key=private_text(fake.app_key), alipay_public_key=public_text(fake.own_key), **changes
    )


def test_requests_are_signed_over_sorted_parameters() -> None:
    given = {"b": "2", "a": "1", "empty": "", "sign": "x", "sign_type": "RSA2"}
    assert content_to_sign(given) == b"a=1&b=2&sign_type=RSA2"
    assert content_to_check(given) == b"a=1&b=2&empty="
