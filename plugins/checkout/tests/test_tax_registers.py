"""Registers of tax numbers: VIES, another plugin's, and what holds while they do not answer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx
import msgspec
import pytest
import pytest_asyncio
from checkout_testing import MUG, Buyer, TestThings, codes, configured
from fondaco.app import App
from fondaco.commerce import TaxNumberAnswer, TaxNumberQuery
from fondaco.db.engine import current
from fondaco.plugins import NoSettings, Plugin
from fondaco_checkout.service import tax_registers, vies
from fondaco_checkout.service.vies import ask_vies
from fondaco_checkout.settings import CheckoutSettings

SETTINGS = CheckoutSettings(vies_url="https://vies.example/check", vies_requester="DE136695976")
AUSTRIAN = TaxNumberQuery(number="ATU13585627", country="AT")


class Register(Plugin[NoSettings]):
    """Knows numbers of the EU; tests say what it answers, and what it was asked."""

    name = "register"
    answer: TaxNumberAnswer | Exception | None = TaxNumberAnswer(registered=True, reference="R-1")
    slow: bool = False
    asked: list[str] = []

    async def resolve_tax_number(self, payload: TaxNumberQuery) -> TaxNumberAnswer | None:
        assert not current().in_transaction
        Register.asked.append(payload.number)
        if Register.slow:
            await asyncio.sleep(60)
        if isinstance(Register.answer, Exception):
            raise Register.answer
        return Register.answer


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any]) -> App:
    """Checkout with a register that is given a twentieth of a second."""
    tax_registers._kept.clear()
    Register.answer, Register.slow, Register.asked = TaxNumberAnswer(registered=True, reference="R-1"), False, []
    made: App = await make_app(
        enabled=["checkout"],
        plugins=[TestThings, Register],
        settings=lambda settings: configured(settings, tax_number_timeout_seconds=0.05),
    )
    return made


async def give(buyer: Buyer, number: str) -> dict[str, Any]:
    cart = await buyer.create((MUG, 1))
    return await buyer.shop.change(
        "cartTaxNumberSet", {"cartId": cart["id"], "taxNumber": number}, "cart { taxNumber }"
    )


async def test_a_register_is_asked_once_and_outside_of_any_transaction(buyer: Buyer) -> None:
    for _ in range(2):
        payload = await give(buyer, "at u13585627")
        assert payload == {"cart": {"taxNumber": "ATU13585627"}, "errors": []}
    assert Register.asked == ["ATU13585627"]
    assert (await give(buyer, ""))["cart"] == {"taxNumber": ""}
    assert codes(await give(buyer, "ATU13585628")) == ["TAX_NUMBER_INVALID"]
    assert Register.asked == ["ATU13585627"]


async def test_a_number_that_nobody_has_is_refused(buyer: Buyer) -> None:
    Register.answer = TaxNumberAnswer(registered=False)
    payload = await give(buyer, "ATU13585627")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [
        ("TAX_NUMBER_NOT_REGISTERED", ["taxNumber"])
    ]
    stranger = {"cartId": (await buyer.create())["id"], "taxNumber": "ATU13585627"}
    buyer.shop.headers.clear()
    assert codes(await buyer.shop.change("cartTaxNumberSet", stranger, "cart { id }")) == ["CART_NOT_FOUND"]


async def test_where_no_register_knows_form_is_enough(buyer: Buyer) -> None:
    Register.answer = None
    assert codes(await give(buyer, "ATU13585627")) == []


@pytest.mark.parametrize("fallback", ["refuse", "accept"])
async def test_while_a_register_does_not_answer_the_setting_decides(
    app: App, buyer: Buyer, fallback: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugin = app.host.get("checkout")
    assert plugin is not None
    monkeypatch.setattr(plugin, "settings", msgspec.structs.replace(plugin.settings, tax_number_fallback=fallback))
    expected = ["TAX_NUMBER_UNCHECKED"] if fallback == "refuse" else []
    Register.answer = RuntimeError("down")
    assert codes(await give(buyer, "ATU13585627")) == expected
    Register.answer, Register.slow = TaxNumberAnswer(registered=True), True
    assert codes(await give(buyer, "ATU13585627")) == expected
    Register.slow = False
    assert codes(await give(buyer, "ATU13585627")) == [], "a failure is not remembered"


async def test_vies_is_asked_about_numbers_of_member_states() -> None:
    asked: list[Any] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(json.loads(request.content))
        return httpx.Response(200, json={"valid": True, "requestIdentifier": "WAPI-1", "name": "Somebody"})

    transport = httpx.MockTransport(answer)
    assert await ask_vies(SETTINGS, AUSTRIAN, transport) == TaxNumberAnswer(registered=True, reference="WAPI-1")
    assert asked == [
        {
            "countryCode": "AT",
            "vatNumber": "U13585627",
            "requesterMemberStateCode": "DE",
            "requesterNumber": "136695976",
        }
    ]
    assert await ask_vies(SETTINGS, TaxNumberQuery(number="123456789", country=""), transport) is None
    assert await ask_vies(CheckoutSettings(), AUSTRIAN, transport) is None
    assert len(asked) == 1


@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(500),
        httpx.Response(302, headers={"location": "https://elsewhere.example"}),
        httpx.Response(200, text="<html>"),
        httpx.Response(200, json={"actionSucceed": False, "errorWrappers": [{"error": "MS_UNAVAILABLE"}]}),
        httpx.Response(200, json={"valid": "yes"}),
        httpx.Response(200, text=" " * 5000),
    ],
)
async def test_what_says_neither_yes_nor_no_is_an_error(
    response: httpx.Response, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vies, "LARGEST_ANSWER", 4000)
    with pytest.raises((httpx.HTTPError, ValueError)):
        await ask_vies(SETTINGS, AUSTRIAN, httpx.MockTransport(lambda _: response))


def test_vies_is_asked_over_https_only() -> None:
    with pytest.raises(ValueError, match="vies_url"):
        CheckoutSettings(vies_url="http://vies.example")
