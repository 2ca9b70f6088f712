"""The tax engine that is a service: what it is sent, what it may answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

import httpx
import msgspec
import pytest
from fondaco.commerce import (
    Address,
    CartTaxes,
    CartTaxesQuery,
    Channel,
    Money,
    SellableRef,
    TaxableLine,
    TaxCharge,
)
from fondaco_checkout.service import tax_service
from fondaco_checkout.service.tax_service import ask_service
from fondaco_checkout.settings import CheckoutSettings

QUERY = CartTaxesQuery(
    channel=Channel(slug="us", name="USA", currency="USD", prices_include_tax=False),
    lines=(
        TaxableLine(
            ref=SellableRef("ProductVariant", UUID(int=1)),
            quantity=2,
            amount=Money(2500, "USD"),
            tax_class="standard",
            sku="MUG",
        ),
    ),
    delivery=Money(690, "USD"),
    delivery_class="standard",
    address=Address(country="US", name="", line1="Main Street 1", city="Los Angeles", postal_code="90012"),
    tax_number="",
    locale="en",
)
SETTINGS = CheckoutSettings(tax_engine_url="https://tax.example/carts", tax_engine_token="secret")
ANSWER = {
    "lines": [[{"name": "California", "rate": "0.0725", "amount": {"amount": 181, "currency": "USD"}}]],
    "delivery": [],
}


def service(answer: Callable[[httpx.Request], httpx.Response]) -> httpx.MockTransport:
    return httpx.MockTransport(answer)


async def test_a_service_is_sent_the_cart_and_answers_its_taxes() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json=ANSWER)

    charge = TaxCharge(name="California", rate=Decimal("0.0725"), amount=Money(181, "USD"))
    assert await ask_service(SETTINGS, QUERY, service(answer)) == CartTaxes(lines=((charge,),))
    assert asked[0].headers["authorization"] == "Bearer secret"
    body = json.loads(asked[0].content)
    assert body["lines"][0]["amount"] == {"amount": 2500, "currency": "USD"}
    assert body["address"] == {
        "country": "US",
        "name": "",
        "line1": "Main Street 1",
        "city": "Los Angeles",
        "postal_code": "90012",
    }


async def test_a_service_leaves_a_cart_to_own_rates() -> None:
    assert await ask_service(SETTINGS, QUERY, service(lambda _: httpx.Response(204))) is None
    assert await ask_service(CheckoutSettings(), QUERY) is None


@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(500),
        httpx.Response(302, headers={"location": "https://elsewhere.example"}),
        httpx.Response(200, text="<html>"),
        httpx.Response(200, json={"lines": [[{"name": "x"}]]}),
        httpx.Response(
            200, json={"lines": [[{**ANSWER["lines"][0][0], "amount": {"amount": 1.5, "currency": "USD"}}]]}
        ),
        httpx.Response(200, text=" " * 5000),
    ],
)
async def test_what_is_no_answer_is_an_error(response: httpx.Response, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tax_service, "LARGEST_ANSWER", 4000)
    with pytest.raises((httpx.HTTPError, ValueError)):
        await ask_service(SETTINGS, QUERY, service(lambda _: response))


@pytest.mark.parametrize("url", ["http://tax.example", "tax.example", "https://", "file:///etc/passwd"])
def test_a_service_is_asked_over_https_only(url: str) -> None:
    with pytest.raises(ValueError, match="https://"):
        msgspec.structs.replace(SETTINGS, tax_engine_url=url)
    assert CheckoutSettings(tax_engine_url="http://127.0.0.1:8080").tax_engine_url
