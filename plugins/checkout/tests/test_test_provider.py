"""The test provider: its page for buyers, and that it is as idempotent as a real one has to be."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

import httpx
import pytest
from checkout_testing import Buyer, TestThings, codes, configured
from fondaco.app import App
from fondaco.commerce import Money, PaymentRequest, PaymentState
from fondaco.db.engine import fetch_value
from fondaco.ids import new_id
from fondaco.requests import safe_return_url
from fondaco.testing import GraphQLClient
from fondaco_checkout.test_provider.page import LOCALES, decision_page
from fondaco_checkout.test_provider.provider import TestProvider
from fondaco_checkout.test_provider.repository import StoredPayment

ACTION = "4000000000003220"


async def waiting(buyer: Buyer, return_url: str | None = None) -> tuple[dict[str, Any], str]:
    """A cart whose payment waits for the buyer, and the path of the page."""
    cart = await buyer.ready()
    payload = await buyer.complete(cart["id"], ACTION, payment={"returnUrl": return_url})
    return cart, httpx.URL(payload["action"]["url"]).path


async def test_the_buyer_confirms_on_the_page_and_the_order_is_placed(buyer: Buyer, http: httpx.AsyncClient) -> None:
    cart, path = await waiting(buyer)
    page = await http.get(path)
    assert page.status_code == 200
    assert "29.90 EUR" in page.text
    assert "Test shop 1001" in page.text
    assert '<html lang="en">' in page.text
    answer = await http.post(path, data={"decision": "confirm"})
    assert answer.status_code == 200
    assert "The payment is confirmed" in answer.text
    payload = await buyer.complete(cart["id"])
    assert (payload["order"]["number"], payload["order"]["paymentState"]) == ("1001", "AUTHORIZED")


async def test_the_buyer_refuses_on_the_page_and_the_cart_is_open_again(buyer: Buyer, http: httpx.AsyncClient) -> None:
    cart, path = await waiting(buyer)
    answer = await http.post(path, data={"decision": "refuse"})
    assert "The payment was refused" in answer.text
    read = await buyer.read(cart["id"])
    assert read is not None
    assert (read["state"], read["paymentFailure"]) == ("OPEN", "refused_by_buyer")
    assert (await http.post(path, data={"decision": "confirm"})).status_code == 200
    assert await fetch_value("SELECT state FROM checkout.test_payment") == "declined"
    assert await fetch_value("SELECT count(*) FROM checkout.orders") == 0


async def test_deciding_many_times_at_once_is_one_order(buyer: Buyer, http: httpx.AsyncClient) -> None:
    cart, path = await waiting(buyer)
    calls = [http.post(path, data={"decision": "confirm"}) for _ in range(10)]
    await asyncio.gather(*calls, *(buyer.complete(cart["id"]) for _ in range(5)))
    assert await fetch_value("SELECT count(*) FROM checkout.orders") == 1


async def test_the_page_speaks_chinese(buyer: Buyer, http: httpx.AsyncClient) -> None:
    _, path = await waiting(buyer)
    page = await http.get(path, headers={"accept-language": "zh-CN,zh;q=0.9"})
    assert '<html lang="zh-Hans">' in page.text
    assert "确认付款" in page.text


async def test_an_unknown_payment_is_a_page_too_and_changes_nothing(app: App, http: httpx.AsyncClient) -> None:
    for path, status in [(f"/payments/test/{new_id()}", 404), ("/payments/test/nonsense", 404)]:
        assert (await http.get(path)).status_code == status
        assert (await http.post(path, data={"decision": "confirm"})).status_code == status
    assert await fetch_value("SELECT count(*) FROM checkout.orders") == 0


async def test_a_form_without_a_decision_decides_nothing(buyer: Buyer, http: httpx.AsyncClient) -> None:
    _, path = await waiting(buyer)
    for body in [b"", b"decision=maybe", b"\xff\xfe=1"]:
        answer = await http.post(path, content=body)
        assert answer.status_code == 200
    assert await fetch_value("SELECT state FROM checkout.test_payment") == "action_required"


async def test_the_page_leads_back_to_the_shop(buyer: Buyer, http: httpx.AsyncClient) -> None:
    _, path = await waiting(buyer, "http://testserver/checkout/return?cart=1")
    answer = await http.post(path, data={"decision": "confirm"})
    assert (answer.status_code, answer.headers["location"]) == (303, "http://testserver/checkout/return?cart=1")
    assert "http://testserver/checkout/return?cart=1" in (await http.get(path)).text


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "//evil.example/",
        "http://testserver.evil.example/",
        "http://testserver@evil.example/",
        "http://user@testserver/",
        "http://testserver:81/",
        "https://testserver/",
        "javascript:alert(1)",
        "http:/\\evil.example",
        "http://evil.example\\@testserver/",
        " http://evil.example",
        "http://testserver\t.evil.example/",
        "http://[::1",
        "/relative",
        "",
    ],
)
async def test_the_page_leads_nowhere_else(buyer: Buyer, http: httpx.AsyncClient, url: str) -> None:
    _, path = await waiting(buyer, url)
    answer = await http.post(path, data={"decision": "confirm"})
    assert (answer.status_code, answer.headers.get("location")) == (200, None)
    assert "href" not in answer.text


def test_origins_that_the_settings_allow_count() -> None:
    allowed = ("https://shop.example", "http://127.0.0.1:8000/")
    assert safe_return_url("https://shop.example:443/thanks", allowed) == "https://shop.example:443/thanks"
    assert safe_return_url("http://127.0.0.1:8000/thanks", allowed) == "http://127.0.0.1:8000/thanks"
    assert safe_return_url("http://shop.example/thanks", allowed) is None


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("state", list(PaymentState))
def test_whatever_is_shown_is_escaped(locale: str, state: PaymentState) -> None:
    payment = StoredPayment(
        payment_id=new_id(),
        state=state,
        reason="<i>",
        amount=1,
        currency="EUR",
        reference='<script>alert("1")</script>',
        return_url=None,
    )
    html = decision_page(payment, locale, 'http://x/?"><script>alert(2)</script>')
    assert "<script>" not in html
    assert "<i>" not in html


async def test_the_page_forbids_scripts_and_framing(buyer: Buyer, http: httpx.AsyncClient) -> None:
    _, path = await waiting(buyer)
    policy = (await http.get(path)).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def request(payment_id: UUID, card: str = "4242424242424242", amount: int = 1000) -> PaymentRequest:
    return PaymentRequest(
        payment_id=payment_id, method="test", amount=Money(amount, "EUR"), token=card, reference="Order 1"
    )


async def test_an_id_is_charged_once_with_its_first_amount(app: App) -> None:
    provider, payment = TestProvider("http://shop", 1.0), new_id()
    outcomes = await asyncio.gather(*(provider.authorize(request(payment, amount=1000 + n)) for n in range(10)))
    assert {outcome.state for outcome in outcomes} == {PaymentState.AUTHORIZED}
    assert await fetch_value("SELECT count(*) FROM checkout.test_payment") == 1


async def test_an_id_that_was_asked_for_before_it_arrived_is_refused_for_good(app: App) -> None:
    provider, payment = TestProvider("http://shop", 1.0), new_id()
    assert (await provider.status(payment)).reason == "never_arrived"
    late = await provider.authorize(request(payment))
    assert (late.state, late.reason) == (PaymentState.DECLINED, "never_arrived")
    assert (await provider.void(payment)).state is PaymentState.DECLINED


async def test_voiding_is_idempotent_and_final(app: App) -> None:
    provider, payment = TestProvider("http://shop", 1.0), new_id()
    await provider.authorize(request(payment))
    assert (await provider.void(payment)).state is PaymentState.VOIDED
    assert (await provider.void(payment)).state is PaymentState.VOIDED
    assert (await provider.authorize(request(payment))).state is PaymentState.VOIDED
    unknown = new_id()
    assert (await provider.void(unknown)).state is PaymentState.DECLINED
    assert (await provider.authorize(request(unknown))).state is PaymentState.DECLINED


async def test_turned_off_it_is_neither_offered_nor_reachable(make_app: Any) -> None:
    app = await make_app(
        enabled=["checkout"], plugins=[TestThings], settings=lambda found: configured(found, test_provider=False)
    )
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as http:
        buyer = Buyer(GraphQLClient(http, "shop"))
        cart = await buyer.ready()
        assert cart["paymentMethods"] == []
        assert codes(await buyer.complete(cart["id"])) == ["PAYMENT_METHOD_UNKNOWN"]
        assert (await http.get(f"/payments/test/{new_id()}")).status_code == 404
