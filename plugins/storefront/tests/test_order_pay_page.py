"""A buyer pays for an order that is placed, on a page that shows each way to pay by its kind, without a script."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import httpx
import msgspec
import pytest_asyncio
from fondaco.app import App
from fondaco.commerce import CartView, PaymentMethod, PaymentMethodKind, PaymentOutcome, PaymentRequest, PaymentState
from fondaco.plugins import NoSettings, Plugin
from fondaco.settings import Settings
from fondaco.testing import GraphQLClient

SAME_SITE = {"sec-fetch-site": "same-origin"}


class Kinds(Plugin[NoSettings]):
    """A provider with a code to scan; every payment of it waits for its buyer."""

    name = "kinds"

    async def collect_payment_methods(self, payload: CartView) -> Sequence[PaymentMethod]:
        return (PaymentMethod("scan", "Scan and pay", kind=PaymentMethodKind.QR_CODE),)

    async def resolve_payment(self, payload: PaymentRequest) -> PaymentOutcome | None:
        if payload.method != "scan":
            return None
        url = f"https://pay.example/{payload.return_url}"
        return PaymentOutcome(state=PaymentState.ACTION_REQUIRED, action_url=url)


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any], test_settings: Settings) -> AsyncIterator[App]:
    """A shop with the test card, bank transfer, a provider with a code, and Portico."""
    transfer = {"code": "bank_transfer", "name": "Bank transfer", "instructions": "To DE02."}
    checkout = {"test_provider": True, "payment_timeout_seconds": 30, "manual_methods": [transfer]}
    plugins = {**test_settings.plugins, "checkout": checkout}
    made: App = await make_app(plugins=[Kinds], settings=lambda found: msgspec.structs.replace(found, plugins=plugins))
    return made


async def ordered(admin: GraphQLClient, shop: GraphQLClient) -> str:
    """The token of an order of 6.00 EUR that is to be paid by transfer."""
    variant = {"sku": "SONG", "requiresShipping": False, "prices": [{"channel": "default", "price": "3.00"}]}
    made = await admin.change(
        "productCreate", {"title": "Song", "variants": [variant]}, "product { id variants { id } }"
    )
    await admin.change("productPublish", {"id": made["product"]["id"], "channels": ["default"]}, "product { id }")
    lines = [{"sellableId": made["product"]["variants"][0]["id"], "quantity": 2}]
    cart = (await shop.change("cartCreate", {"lines": lines, "email": "ada@example.org"}, "cart { id }"))["cart"]
    address = {"country": "DE", "name": "Ada", "line1": "Linden 1", "city": "Berlin", "postalCode": "10117"}
    await shop.change("cartAddressesUpdate", {"cartId": cart["id"], "billingAddress": address}, "cart { id }")
    payment = {"method": "bank_transfer", "token": ""}
    done = await shop.change("cartComplete", {"cartId": cart["id"], "payment": payment}, "order { token }")
    assert done["errors"] == []
    return str(done["order"]["token"])


async def pay(http: httpx.AsyncClient, token: str, method: str, card: str = "", prefix: str = "") -> httpx.Response:
    """Sends the form."""
    data = {"order": token, "method": method, "token": card, "expected.amount": "6.00", "expected.currencyCode": "EUR"}
    return await http.post(f"{prefix}/orders/pay", data=data, headers=SAME_SITE)


def words(page: str) -> str:
    """What a page says."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


async def test_an_order_is_paid_from_its_page(
    http: httpx.AsyncClient, admin: GraphQLClient, shop: GraphQLClient
) -> None:
    token = await ordered(admin, shop)
    order = (await http.get(f"/orders/{token}")).text
    assert f'href="/orders/{token}/pay"' in html.unescape(order)
    assert "Pay €6.00 now" in words(order)
    page = (await http.get(f"/orders/{token}/pay")).text
    said = words(page)
    assert "€6.00 of this order is not paid yet." in said
    assert "You scan a code with your phone on the next page." in said
    assert "To DE02." in said
    assert "Only if you pay by Test card." in said
    assert page.count('name="token"') == 1
    declined = await pay(http, token, "test", "4000000000000002")
    assert declined.status_code == 422
    assert "error-summary" in declined.text
    paid = await pay(http, token, "test", "4242424242424242")
    assert (paid.status_code, httpx.URL(paid.headers["location"]).path) == (303, f"/orders/{token}")
    after = (await http.get(f"/orders/{token}")).text
    assert "Authorized" in words(after)
    assert f"/orders/{token}/pay" not in html.unescape(after)
    assert (await http.get(f"/orders/{token}/pay")).status_code == 303
    assert (await http.get("/orders/nonsense/pay")).status_code == 404


async def test_a_buyer_goes_to_the_provider_and_comes_back(
    http: httpx.AsyncClient, admin: GraphQLClient, shop: GraphQLClient
) -> None:
    token = await ordered(admin, shop)
    sent = await pay(http, token, "test", "4000000000003220")
    action = sent.headers["location"]
    assert sent.status_code == 303
    waiting = await http.get("/payment/return")
    assert "Waiting for your payment" in waiting.text
    assert 'name="method" value="test"' in waiting.text
    await http.post(httpx.URL(action).path, data={"decision": "confirm"})
    back = await http.get("/payment/return")
    assert (back.status_code, httpx.URL(back.headers["location"]).path) == (303, f"/orders/{token}")


async def test_a_code_to_scan_is_on_the_page_of_its_provider_in_the_buyers_language(
    http: httpx.AsyncClient, admin: GraphQLClient, shop: GraphQLClient
) -> None:
    token = await ordered(admin, shop)
    assert "您将在下一页用手机扫码支付。" in (await http.get(f"/zh-Hans/orders/{token}/pay")).text
    sent = await pay(http, token, "scan", prefix="/zh-Hans")
    assert sent.headers["location"].startswith("https://pay.example/http")
    assert sent.headers["location"].endswith("/zh-Hans/payment/return")
    assert (await http.get("/payment/return")).status_code == 200
