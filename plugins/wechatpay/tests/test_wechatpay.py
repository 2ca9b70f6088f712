"""Orders that are paid by WeChat Pay, and messages that are not believed, against a local fake over HTTP."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import httpx
import msgspec
import pytest
from checkout_testing import MONEY, Buyer
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from fake_wechatpay import API_KEY, APPID, OTHER_KEY, OTHER_MCHID, FakeWechatPay, sealed
from fondaco import clock
from fondaco.app import App
from fondaco.commerce import (
    Money,
    PaymentActionKind,
    PaymentOperationKind,
    PaymentOperationState,
    PaymentQuery,
    PaymentState,
)
from fondaco.db.engine import fetch_value
from fondaco.errors import InvalidInputError, SettingsError
from fondaco.ids import new_id
from fondaco.settings import decode_section
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco_wechatpay.diagnoses import diagnoses
from fondaco_wechatpay.settings import WechatPaySettings
from payment_testing import Staff, ledger
from wechatpay_testing import WechatPayHarness, account_of, notice_of, plugin_of, with_wechatpay

ADDRESS = {
    "country": "CN",
    "name": "李雷",
    "region": "北京市",
    "city": "北京市",
    "line1": "长安街 1",
    "postalCode": "100000",
}
WEBHOOK = "/webhooks/payments/wechatpay"


async def complete(buyer: Buyer, cart_id: str, method: str = "wechatpay", token: str = "") -> dict[str, Any]:
    """Calls cartComplete with WeChat Pay."""
    payment = {"method": method, "token": token, "returnUrl": "http://testserver/back"}
    selection = (
        f"order {{ id number paymentState totals {{ total {MONEY} }} }} cart {{ state }} "
        "action { url kind parameters { name value } }"
    )
    return dict(await buyer.shop.change("cartComplete", {"cartId": cart_id, "payment": payment}, selection))


def parameters(action: dict[str, Any]) -> dict[str, str]:
    """An action's parameters by name."""
    return {one["name"]: one["value"] for one in action["parameters"]}


async def test_an_order_is_paid_by_scanning_told_by_a_message_and_refunded(
    buyer: Buyer, staff: Staff, fake: FakeWechatPay, http: httpx.AsyncClient, worker: WorkerDriver
) -> None:
    cart = await buyer.ready(address=ADDRESS)
    action = (await complete(buyer, cart["id"]))["action"]
    (number,) = fake.orders
    assert action["kind"] == "QR_CODE"
    assert parameters(action) == {"code": f"weixin://wxpay/bizpayurl?pr={number[:8]}"}
    sent = fake.asked[0][2]
    assert (sent["amount"], sent["description"]) == ({"total": 2990, "currency": "CNY"}, "Test shop 1001")
    assert sent["time_expire"].endswith("+08:00")
    path = httpx.URL(action["url"]).path
    page = await http.get(path, headers={"accept-language": "zh-Hans"})
    assert "请使用手机微信扫描二维码付款" in page.text
    assert "29.90 CNY" in page.text
    assert 'src="data:image/svg+xml' in page.text
    assert (await http.get(f"{path}/state")).json() == {"decided": False}
    fake.pay(number)
    assert (await http.get(f"{path}/state")).json() == {"decided": True}
    headers, body = fake.message(number)
    told = await http.post(WEBHOOK, content=body, headers=headers)
    assert (told.status_code, told.json()) == (200, {"code": "SUCCESS"})
    await worker.drain()
    order = (await complete(buyer, cart["id"]))["order"]
    assert (order["number"], order["paymentState"]) == ("1001", "PAID")
    assert (await staff.refund(order, amount={"amount": "9.90", "currencyCode": "CNY"}))["errors"] == []
    assert fake.held(number) == 2000
    assert await ledger(order) == [("capture", "succeeded", 2990), ("refund", "succeeded", 990)]


async def test_a_refund_at_wechat_alone_is_taken_over(
    buyer: Buyer, fake: FakeWechatPay, http: httpx.AsyncClient, worker: WorkerDriver
) -> None:
    cart = await buyer.ready(address=ADDRESS)
    await complete(buyer, cart["id"])
    (number,) = fake.orders
    fake.pay(number)
    order = (await complete(buyer, cart["id"]))["order"]
    amount = {"refund": 500, "total": 2990, "currency": "CNY"}
    fake.refunds["by-hand"] = {"refund_id": "50", "out_trade_no": number, "status": "SUCCESS", "amount": amount}
    headers, body = fake.message(number, out_refund_no="by-hand", amount={"total": 2990, "refund": 500})
    assert (await http.post(WEBHOOK, content=body, headers=headers)).status_code == 200
    await worker.drain()
    assert ("refund", "succeeded", 500) in await ledger(order)


async def test_inside_wechat_its_browser_is_given_signed_parameters(
    provider: WechatPayHarness, fake: FakeWechatPay, http: httpx.AsyncClient
) -> None:
    request = provider.request(method="wechatpay_jsapi", token="openid-1")
    assert (await provider.pay(request)).state is PaymentState.ACTION_REQUIRED
    assert fake.asked[0][1] == "/v3/pay/transactions/jsapi"
    assert fake.asked[0][2]["payer"] == {"openid": "openid-1"}
    action = await provider.hooks.resolve_payment_action(PaymentQuery(request.payment_id, request.method))
    assert action is not None
    assert action.kind is PaymentActionKind.CLIENT
    given = dict(action.parameters)
    assert (given["appId"], given["package"]) == (APPID, f"prepay_id=wx{request.payment_id.hex}")
    signed = "".join(f"{given[name]}\n" for name in ("appId", "timeStamp", "nonceStr", "package"))
    import base64  # noqa: PLC0415 (beside its use)

    signature = base64.b64decode(given["paySign"])
    fake.merchant_key.public_key().verify(signature, signed.encode(), padding.PKCS1v15(), hashes.SHA256())
    page = await http.get(f"/payments/wechatpay/{request.payment_id}")
    assert "getBrandWCPayRequest" in (await http.get("/payments/wechatpay/wait.js")).text
    assert "prepay_id=wx" in page.text
    without = await provider.pay(provider.request(method="wechatpay_jsapi"))
    assert (without.state, without.reason) == (PaymentState.DECLINED, "openid_missing")


async def test_a_phones_browser_is_sent_to_wechat(
    provider: WechatPayHarness, fake: FakeWechatPay, http: httpx.AsyncClient
) -> None:
    request = provider.request(method="wechatpay_h5")
    assert (await provider.pay(request)).state is PaymentState.ACTION_REQUIRED
    assert fake.orders == {}
    answer = await http.get(f"/payments/wechatpay/{request.payment_id}")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("https://wx.tenpay.com/")
    assert fake.asked[-1][2]["scene_info"]["payer_client_ip"]
    fake.pay(request.payment_id.hex)
    assert (await provider.status(request)).state is PaymentState.CAPTURED
    assert "This payment is decided" in (await http.get(f"/payments/wechatpay/{request.payment_id}")).text
    assert (await http.get(f"/payments/wechatpay/{new_id()}")).status_code == 404


async def test_it_is_offered_for_yuan_only_and_each_channel_has_its_merchant(
    provider: WechatPayHarness, fake: FakeWechatPay, http: httpx.AsyncClient
) -> None:
    for channel, offered in (("default", True), ("cn2", True), ("eu", False)):
        shop = GraphQLClient(http, "shop", {"fondaco-channel": channel})
        cart = await Buyer(shop).create()
        query = "query ($id: ID!) { cart(id: $id) { paymentMethods { code kind } } }"
        found = (await shop(query, {"id": cart["id"]}))["cart"]["paymentMethods"]
        assert ({"code": "wechatpay", "kind": "QR_CODE"} in found) is offered
    refused = await provider.pay(msgspec.structs.replace(provider.request(), amount=Money(100, "EUR")))
    assert (refused.state, refused.reason) == (PaymentState.DECLINED, "amount_not_supported")
    request = provider.request(channel="cn2")
    await provider.pay(request)
    assert fake.orders[request.payment_id.hex]["mchid"] == OTHER_MCHID
    fake.pay(request.payment_id.hex)
    assert (await provider.status(request)).state is PaymentState.CAPTURED
    message = fake.message(request.payment_id.hex, api_key=OTHER_KEY)
    news = await provider.hooks.resolve_payment_notice(notice_of(message))
    assert news is not None
    assert news.payment_id == request.payment_id


async def test_a_closed_order_cannot_be_paid(provider: WechatPayHarness, fake: FakeWechatPay) -> None:
    request = provider.request()
    await provider.pay(request)
    assert (await provider.void(request)).state is PaymentState.VOIDED
    assert fake.orders[request.payment_id.hex]["trade_state"] == "CLOSED"


async def test_who_does_not_pay_in_time_can_begin_anew(provider: WechatPayHarness) -> None:
    request = provider.request()
    await provider.pay(request)
    with clock.moved(timedelta(minutes=31)):
        outcome = await provider.status(request)
    assert (outcome.state, outcome.reason) == (PaymentState.DECLINED, "expired")


@pytest.mark.parametrize("signer", ["stranger", "nobody"])
async def test_an_answer_that_wechat_did_not_sign_is_none(
    provider: WechatPayHarness, fake: FakeWechatPay, signer: str
) -> None:
    request, outcome = await provider.paid()
    fake.signer = signer
    assert (await provider.status(request)).state is PaymentState.UNKNOWN
    operation = provider.operation(request, outcome, PaymentOperationKind.REFUND, 100)
    assert (await provider.operate(operation)).state is PaymentOperationState.UNCERTAIN
    fake.signer = "key"
    assert (await provider.operate(operation)).state is PaymentOperationState.SUCCEEDED
    assert await provider.held(request.payment_id) == 1900


async def test_an_old_answer_is_none(provider: WechatPayHarness, fake: FakeWechatPay) -> None:
    request, _ = await provider.paid()
    fake.age = 301
    assert (await provider.status(request)).state is PaymentState.UNKNOWN


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("amount", {"total": 1, "currency": "CNY"}),
        ("amount", {"total": 2000, "currency": "USD"}),
        ("mchid", "1999999999"),
        ("appid", "wx9"),
        ("out_trade_no", "x"),
    ],
)
async def test_an_answer_about_something_else_is_not_believed(
    provider: WechatPayHarness, fake: FakeWechatPay, name: str, value: Any
) -> None:
    request, _ = await provider.paid()
    order = fake.orders[request.payment_id.hex]
    before, order[name] = order[name], value
    if name != "mchid":
        assert (await provider.status(request)).state is PaymentState.UNKNOWN
    order[name] = before
    assert (await provider.status(request)).state is PaymentState.CAPTURED


async def test_platform_certificates_are_fetched_decrypted_and_kept(make_app: Any, fake: FakeWechatPay) -> None:
    account = account_of(fake, wechatpay_public_key="", wechatpay_public_key_id="")
    app: App = await make_app(
        enabled=["checkout", "wechatpay"], settings=lambda found: with_wechatpay(found, fake, account=account)
    )
    fake.signer = "certificate"
    provider = WechatPayHarness(app, fake)
    request, _ = await provider.paid()
    news = await provider.hooks.resolve_payment_notice(await provider.notice(request.payment_id))
    assert news is not None
    assert news.payment_id == request.payment_id
    assert [target for _, target, _ in fake.asked].count("/v3/certificates") == 1
    fake.signer = "stranger"
    assert (await provider.status(request)).state is PaymentState.UNKNOWN
    await plugin_of(app).client.close()


@pytest.mark.parametrize(
    ("status", "state", "reason"),
    [
        ("PROCESSING", PaymentOperationState.PENDING, None),
        ("ABNORMAL", PaymentOperationState.FAILED, "abnormal"),
        ("CLOSED", PaymentOperationState.FAILED, "closed"),
    ],
)
async def test_a_refund_takes_its_time_or_fails(
    provider: WechatPayHarness, fake: FakeWechatPay, status: str, state: PaymentOperationState, reason: str | None
) -> None:
    request, outcome = await provider.paid()
    fake.refund_status = status
    operation = provider.operation(request, outcome, PaymentOperationKind.REFUND, 700)
    found = await provider.operate(operation)
    assert (found.state, found.reason) == (state, reason)
    assert (await provider.status(request)).refunded == Money(0, "CNY")
    fake.refunds[operation.operation_id.hex]["status"] = "SUCCESS"
    assert (await provider.operate(operation)).state is PaymentOperationState.SUCCEEDED
    assert (await provider.status(request)).refunded == Money(700, "CNY")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount": {"total": 1, "currency": "CNY"}}, "WEBHOOK_AMOUNT_WRONG"),
        ({"amount": {"total": 2000, "currency": "USD"}}, "WEBHOOK_AMOUNT_WRONG"),
        ({"amount": {}}, "WEBHOOK_AMOUNT_WRONG"),
        ({"mchid": "1999999999"}, "WEBHOOK_ACCOUNT_WRONG"),
        ({"appid": "wx0000000000000009"}, "WEBHOOK_ACCOUNT_WRONG"),
        ({"api_key": OTHER_KEY, "mchid": OTHER_MCHID}, "WEBHOOK_ACCOUNT_WRONG"),
        ({"api_key": "x" * 32}, "WEBHOOK_SIGNATURE_INVALID"),
        ({"age": 301}, "WEBHOOK_SIGNATURE_INVALID"),
        ({"age": -301}, "WEBHOOK_SIGNATURE_INVALID"),
    ],
    ids=str,
)
async def test_a_signed_message_that_is_not_right_is_refused(
    provider: WechatPayHarness, http: httpx.AsyncClient, changes: dict[str, Any], code: str
) -> None:
    request, _ = await provider.paid()
    headers, body = provider.fake.message(request.payment_id.hex, **changes)
    refused = await http.post(WEBHOOK, content=body, headers=headers)
    assert (refused.status_code, refused.text) == (400, code)
    assert await fetch_value("SELECT count(*) FROM checkout.webhook_event") == 0


async def test_a_message_is_kept_once_and_one_of_another_system_is_ignored(
    provider: WechatPayHarness, http: httpx.AsyncClient
) -> None:
    request, _ = await provider.paid()
    headers, body = provider.fake.message(request.payment_id.hex)
    answers = [(await http.post(WEBHOOK, content=body, headers=headers)).status_code for _ in range(3)]
    assert answers == [200, 200, 200]
    event = json.loads(body) | {"id": "EV-foreign"}
    content = {"mchid": "1900000001", "appid": APPID, "out_trade_no": "ERP-77", "amount": {"total": 1}}
    event["resource"] = sealed(json.dumps(content), API_KEY, "transaction")
    foreign = json.dumps(event).encode()
    assert (await http.post(WEBHOOK, content=foreign, headers=provider.fake.signature(foreign))).status_code == 200
    states = await fetch_value("SELECT array_agg(state ORDER BY received_at) FROM checkout.webhook_event")
    assert states == ["received", "ignored"]


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'{"id":"1","event_type":"x","resource":{}}', b"\xff"])
async def test_what_is_no_message_is_refused_though_it_is_signed(
    provider: WechatPayHarness, fake: FakeWechatPay, body: bytes
) -> None:
    headers = {} if body == b"\xff" else fake.signature(body)
    with pytest.raises(InvalidInputError) as caught:
        await provider.hooks.resolve_payment_notice(notice_of((headers, body)))
    assert caught.value.code == "WEBHOOK_SIGNATURE_INVALID"


async def test_keys_are_never_logged_or_shown(
    provider: WechatPayHarness, fake: FakeWechatPay, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = provider.plugin.settings
    request, _ = await provider.paid()
    fake.moods = ["500", "deaf", "429"]
    for _ in range(3):
        assert (await provider.status(request)).state is PaymentState.UNKNOWN
    said = "".join(capfd.readouterr()) + repr(settings) + repr(settings.account)
    assert "payment_status_unknown" in said
    assert not [secret for secret in (API_KEY, settings.account.private_key[100:140]) if secret in said]


@pytest.mark.parametrize(
    "data",
    [
        {"account": {"private_key": "c2VjcmV0"}},
        {"account": {"api_v3_key": "c2VjcmV0"}},
        {"account": {"wechatpay_public_key_id": "PUB"}},
        {"account": {"wechatpay_public_key": "c2VjcmV0", "wechatpay_public_key_id": "PUB"}},
        {"api_url": "http://x"},
        {"minutes": 0},
        {"ways": []},
        {"ways": ["face"]},
        {"timeout_seconds": 0},
    ],
    ids=str,
)
def test_wrong_settings_are_refused_without_saying_the_key(data: dict[str, Any]) -> None:
    with pytest.raises(SettingsError) as caught:
        decode_section(data, WechatPaySettings, source="fondaco.toml")
    assert "c2VjcmV0" not in str(caught.value)


def test_doctor_speaks_of_missing_keys(fake: FakeWechatPay) -> None:
    assert diagnoses(WechatPaySettings()) == []
    half = decode_section({"account": {"mchid": "1"}}, WechatPaySettings, source="t")
    assert [one.status for one in diagnoses(half)] == ["problem"]
    whole = decode_section({"account": account_of(fake)}, WechatPaySettings, source="t")
    assert diagnoses(whole) == []
