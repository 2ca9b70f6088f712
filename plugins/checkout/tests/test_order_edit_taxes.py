"""Edits of orders, whatever taxes are owed and however they are rounded: nothing that is not touched costs another cent."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Callable
from decimal import Decimal
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

import msgspec
import pytest
import pytest_asyncio
from checkout_testing import (
    ADDRESS,
    BOOK,
    DOWNLOAD,
    LAMP,
    MONEY,
    MUG,
    TAXED,
    TOTALS,
    Buyer,
    TestThings,
    configured,
    thing_id,
)
from fondaco.app import App
from fondaco.commerce import CartTaxes, CartTaxesQuery, Money, TaxCharge, TaxRounding
from fondaco.plugins import NoSettings, Plugin
from fondaco.settings import Settings
from fondaco.testing import GraphQLClient
from fondaco_checkout.service import tax_engine
from order_auditor import assert_orders_add_up
from payment_testing import PATIENT, Staff

ENGINE: dict[str, int] = {}
"""The rate in percent that the engine takes under ``rate``; where there is none, own rates count."""
NEW_YORK = {**ADDRESS, "country": "US", "city": "New York", "region": "NY", "postalCode": "10001"}
TOKYO = {**ADDRESS, "country": "JP", "city": "Tokyo", "postalCode": "100-0001"}
LINES = f"id sellableId quantity unitPrice {MONEY} total {TAXED}"
ORDER = f"version totals {TOTALS} lines {{ {LINES} }} taxTreatment"


class Engine(Plugin[NoSettings]):
    """A tax engine that a test turns on."""

    __test__ = False
    name = "test_engine"

    async def resolve_cart_taxes(self, payload: CartTaxesQuery) -> CartTaxes | None:
        if not ENGINE:
            return None

        def charge(amount: Money) -> tuple[TaxCharge, ...]:
            owed = Money(amount.amount * ENGINE["rate"] // 100, amount.currency)
            return (TaxCharge(name="County", rate=Decimal(ENGINE["rate"]) / 100, amount=owed),)

        return CartTaxes(
            lines=tuple(charge(line.amount) for line in payload.lines),
            delivery=() if payload.delivery is None else charge(payload.delivery),
        )


def _settings(found: Settings) -> Settings:
    settings = configured(found, home_country="DE", **PATIENT)
    rounded = msgspec.structs.replace(settings.channels["default"], tax_rounding=TaxRounding.ORDER)
    return msgspec.structs.replace(settings, channels={**settings.channels, "rounded": rounded})


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Any) -> App:
    made: App = await make_app(enabled=["checkout"], plugins=[TestThings, Engine], settings=_settings)
    return made


@pytest_asyncio.fixture(loop_scope="session", autouse=True)
async def audited(app: App) -> AsyncIterator[None]:
    """After every test an auditor who knows only tables looks at all orders."""
    yield
    await assert_orders_add_up(app)


@pytest.fixture
def staff(admin: GraphQLClient) -> Staff:
    return Staff(admin)


async def placed(buyer: Buyer, address: dict[str, Any], *lines: tuple[UUID, int], **data: Any) -> dict[str, Any]:
    cart = await buyer.ready(*lines, address=address)
    if data:
        await buyer.change("cartTaxNumberSet", cart["id"], **data)
    payload = await buyer.complete(cart["id"])
    assert payload["errors"] == [], payload
    return dict(payload["order"])


async def edited(staff: Staff, order: dict[str, Any], **edit: Any) -> dict[str, Any]:
    """Previews an edit and applies it; both have to say the same."""
    wanted = {"orderId": order["id"], **edit}
    found = await staff.admin(
        f"query ($input: OrderEditInput!) {{ orderEditPreview(input: $input) {{ version totalsAfter {TOTALS} }} }}",
        {"input": wanted},
    )
    shown = found["orderEditPreview"]
    how = {"expectedVersion": shown["version"], "expectedTotal": shown["totalsAfter"]["total"]}
    payload = await staff.admin.change("orderEditApply", {**wanted, **how}, f"order {{ {ORDER} }}")
    assert payload["errors"] == [], payload
    assert payload["order"]["totals"] == shown["totalsAfter"]
    return dict(payload["order"])


CASES = [("default", ADDRESS, "EUR"), ("us", NEW_YORK, "USD"), ("jp", TOKYO, "JPY"), ("rounded", ADDRESS, "EUR")]


@pytest.mark.parametrize(("channel", "address", "currency"), CASES)
@pytest.mark.parametrize("seed", [1, 2])
async def test_whatever_is_edited_the_rest_costs_what_it_cost(
    make_shop: Callable[..., GraphQLClient],
    staff: Staff,
    channel: str,
    address: dict[str, Any],
    currency: str,
    seed: int,
) -> None:
    chance = random.Random(f"{channel} {seed}")
    buyer = Buyer(make_shop(fondaco_channel=channel))
    order = await placed(buyer, address, (MUG, 3), (BOOK, 2), (LAMP, 1))
    await staff.capture(order)
    before = order
    for _ in range(6):
        line = chance.choice(before["lines"])
        price = {"amount": str(chance.randrange(1, 40)), "currencyCode": currency}
        edit = chance.choice(
            [
                {"lines": [{"lineId": line["id"], "quantity": chance.randrange(1, 9)}]},
                {"lines": [{"lineId": line["id"], "price": price}], "reason": "By hand"},
                {"linesAdd": [{"sellableId": thing_id(chance.choice([MUG, BOOK, DOWNLOAD])), "quantity": 2}]},
                {"delivery": {"price": price}, "reason": "By hand"},
            ]
        )
        after = await edited(staff, order, **edit)
        touched = {change["lineId"] for change in edit.get("lines", ())}
        for untouched in (one for one in before["lines"] if one["id"] not in touched):
            assert untouched["total"] == next(one for one in after["lines"] if one["id"] == untouched["id"])["total"]
        before = after
        # Whatever it costs by now is what was paid, or more is to come: nothing is kept that is not owed.
        money = await staff.order(order)
        assert money["overpaid"]["amount"] in {"0.00", "0"}
    await staff.admin.change("orderCancel", {"id": order["id"]}, "order { id }")
    money = await staff.order(order)
    assert money["paid"] == money["refunded"]


async def test_what_is_touched_is_taxed_by_the_engine_of_the_shop(
    make_shop: Callable[..., GraphQLClient], staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tax_engine, "_kept", WeakKeyDictionary())
    buyer = Buyer(make_shop(fondaco_channel="us"))
    monkeypatch.setitem(ENGINE, "rate", 7)
    order = await placed(buyer, NEW_YORK, (MUG, 2), (BOOK, 1))
    monkeypatch.setitem(ENGINE, "rate", 8)
    after = await edited(staff, order, lines=[{"lineId": order["lines"][0]["id"], "quantity": 4}])
    assert [line["total"]["tax"]["amount"] for line in after["lines"]] == ["4.00", "1.39"]  # 8 % of 50.00, 7 % of 19.99
    assert [(tax["rate"], tax["amount"]["amount"]) for tax in after["totals"]["taxes"]] == [
        ("0.08", "4.00"),
        ("0.07", "1.87"),  # of the book, and of the delivery
    ]
    after = await edited(staff, order, delivery={"price": {"amount": "10.00", "currencyCode": "USD"}}, reason="Far")
    assert after["totals"]["delivery"]["tax"]["amount"] == "0.80"


async def test_who_pays_no_tax_pays_none_for_what_is_added(buyer: Buyer, staff: Staff) -> None:
    vienna = {**ADDRESS, "country": "AT", "city": "Wien", "postalCode": "1010"}
    order = await placed(buyer, vienna, (MUG, 2), taxNumber="ATU12345675")
    assert order["totals"]["tax"]["amount"] == "0.00"
    after = await edited(
        staff,
        order,
        lines=[{"lineId": order["lines"][0]["id"], "quantity": 3}],
        linesAdd=[{"sellableId": thing_id(MUG), "quantity": 1}],
    )
    old, new = after["lines"]
    assert after["taxTreatment"] == "REVERSE_CHARGE"
    assert (after["totals"]["tax"]["amount"], old["unitPrice"]) == ("0.00", new["unitPrice"])
    berlin = {"input": {"orderId": order["id"], "shippingAddress": ADDRESS}}
    with pytest.raises(AssertionError, match="TAX_TREATMENT_CHANGED"):
        await staff.admin("query ($input: OrderEditInput!) { orderEditPreview(input: $input) { version } }", berlin)
