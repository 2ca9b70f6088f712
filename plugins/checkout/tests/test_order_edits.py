"""Edits of orders that are placed: what was previewed is what is done, and the money adds up."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio
from checkout_testing import (
    ADDRESS,
    BOOK,
    DEMANDS,
    DOWNLOAD,
    FEW,
    FREE,
    LAMP,
    MONEY,
    MUG,
    TAXED,
    THERE,
    TOTALS,
    Buyer,
    TestThings,
    codes,
    configured,
    thing_id,
)
from fondaco.app import App
from fondaco.db.engine import fetch_value
from fondaco.ids import parse_global_id
from fondaco.testing import GraphQLClient
from order_auditor import assert_orders_add_up
from payment_testing import PATIENT, Staff, euros, ledger, place

LINE = f"id sku quantity orderedQuantity unitPrice {MONEY} total {TAXED} taxRate"
PREVIEW = (
    f"version difference {MONEY} outstanding {MONEY} overpaid {MONEY} totalsBefore {TOTALS} totalsAfter {TOTALS} "
    f"lines {{ touched difference {MONEY} before {{ {LINE} }} after {{ {LINE} }} }} "
    f"deliveryAfter {{ code price {TAXED} }} refunds {{ amount {MONEY} payment {{ id }} }}"
)
ORDER = (
    f"id version state paymentState outstanding {MONEY} overpaid {MONEY} totals {TOTALS} lines {{ {LINE} }} note "
    f"shippingAddress {{ country city }} delivery {{ code price {TAXED} }}"
)
MANUAL = [{"code": "bank_transfer", "name": "Bank transfer"}]
RATES = [
    {"code": "standard", "name": "Standard", "price": {"EUR": "4.90"}},
    {"code": "express", "name": "Express", "price": {"EUR": "9.90"}},
]


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Any) -> App:
    made: App = await make_app(
        enabled=["checkout"],
        plugins=[TestThings],
        settings=lambda found: configured(found, manual_methods=MANUAL, flat_rates=RATES, **PATIENT),
    )
    return made


@pytest_asyncio.fixture(loop_scope="session", autouse=True)
async def audited(app: App) -> AsyncIterator[None]:
    """After every test an auditor who knows only tables looks at all orders."""
    yield
    await assert_orders_add_up(app)


@pytest.fixture
def staff(admin: GraphQLClient) -> Staff:
    return Staff(admin)


@pytest.fixture
def few() -> Iterator[dict[UUID, int]]:
    yield FEW
    FEW.clear()
    THERE.clear()


async def preview(staff: Staff, order: dict[str, Any], **edit: Any) -> dict[str, Any]:
    found = await staff.admin(
        f"query ($input: OrderEditInput!) {{ orderEditPreview(input: $input) {{ {PREVIEW} }} }}",
        {"input": {"orderId": order["id"], **edit}},
    )
    return dict(found["orderEditPreview"])


async def apply(
    staff: Staff, order: dict[str, Any], key: str | None = None, *, version: int = 1, **edit: Any
) -> dict[str, Any]:
    data = {"orderId": order["id"], "expectedVersion": version, **edit}
    return dict(await staff.admin.change("orderEditApply", data, f"order {{ {ORDER} }}", key=key))


async def edited(staff: Staff, order: dict[str, Any], **edit: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Previews an edit and applies it: the totals have to be the same."""
    shown = await preview(staff, order, **edit)
    total = shown["totalsAfter"]["total"]
    payload = await apply(staff, order, version=shown["version"], expectedTotal=total, **edit)
    assert payload["errors"] == [], payload
    assert payload["order"]["totals"] == shown["totalsAfter"]
    return shown, payload["order"]


def line_of(order: dict[str, Any], thing: UUID) -> str:
    return str(next(line["id"] for line in order["lines"] if line["sellableId"] == thing_id(thing)))


def amounts(*texts: str) -> list[dict[str, str]]:
    return [euros(text) for text in texts]


async def test_more_of_a_line_is_owed_and_paid(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer, (MUG, 2), (BOOK, 1))
    assert order["totals"]["total"] == euros("49.89")
    await staff.capture(order)
    shown, after = await edited(staff, order, lines=[{"lineId": line_of(order, MUG), "quantity": 3}])
    assert [shown["difference"], shown["outstanding"], shown["overpaid"]] == amounts("12.50", "12.50", "0.00")
    assert [(line["touched"], line["difference"]["amount"]) for line in shown["lines"]] == [
        (True, "12.50"),
        (False, "0.00"),
    ]
    assert (after["version"], after["paymentState"], after["outstanding"]) == (2, "PARTIALLY_PAID", euros("12.50"))
    mug, book = after["lines"]
    assert (mug["quantity"], mug["orderedQuantity"]) == (3, 2)
    # What was not touched costs what it cost, to the cent of its tax.
    assert book["total"] == order["lines"][1]["total"]
    paid = await buyer.shop.change(
        "orderPay",
        {"token": order["token"], "payment": {"method": "test", "token": "4242424242424242"}},
        f"order {{ paymentState outstanding {MONEY} }}",
    )
    assert paid["order"]["outstanding"] == euros("0.00")


async def test_a_removed_line_is_refunded_by_the_provider(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer, (MUG, 2), (BOOK, 1))
    await staff.capture(order)
    shown, after = await edited(staff, order, lines=[{"lineId": line_of(order, BOOK), "quantity": 0}])
    assert [refund["amount"] for refund in shown["refunds"]] == amounts("19.99")
    assert shown["lines"][1]["after"] is None
    assert [line["sku"] for line in after["lines"]] == ["SKU-1"]
    assert (after["overpaid"], after["paymentState"]) == (euros("0.00"), "PARTIALLY_REFUNDED")
    assert (await ledger(order))[-1] == ("refund", "succeeded", 1999)


async def test_staff_may_leave_what_was_paid_too_much(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer)
    await staff.capture(order)
    edit = {"lines": [{"lineId": line_of(order, MUG), "quantity": 1}]}
    payload = await apply(staff, order, giveBack=False, **edit)
    assert (payload["order"]["overpaid"], payload["order"]["paymentState"]) == (euros("12.50"), "PAID")
    refunded = await staff.refund(order, amount=euros("12.50"))
    assert refunded["refund"]["parts"][0]["kind"] == "SURPLUS"
    assert refunded["order"]["overpaid"] == euros("0.00")


async def test_reserved_money_that_is_not_needed_cannot_be_captured(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer)
    await edited(staff, order, lines=[{"lineId": line_of(order, MUG), "quantity": 1}])
    assert codes(await staff.capture(order, "29.90")) == ["CAPTURE_TOO_LARGE"]
    captured = await staff.capture(order)
    assert captured["operation"]["amount"] == euros("17.40")
    assert captured["order"]["paymentState"] == "PAID"
    assert codes(await staff.capture(order)) == ["NOTHING_TO_CAPTURE"]
    # The rest of the reservation is idle: the next edit that gives back releases it.
    _, after = await edited(staff, order, remarks={"note": "Thank you"})
    assert after["note"] == "Thank you"
    assert (await ledger(order))[-1] == ("void", "succeeded", 1250)


async def test_money_without_a_provider_is_left_to_staff(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer, method="bank_transfer")
    await staff.receive(order, "29.90")
    shown, after = await edited(staff, order, lines=[{"lineId": line_of(order, MUG), "quantity": 1}])
    assert (shown["refunds"], shown["overpaid"], after["overpaid"]) == ([], euros("12.50"), euros("12.50"))


async def test_lines_are_added_at_todays_price_or_at_one_set_by_hand(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer)
    add = [
        {"sellableId": thing_id(BOOK), "quantity": 2},
        {"sellableId": thing_id(LAMP), "quantity": 1, "price": euros("50.00")},
    ]
    with pytest.raises(AssertionError, match="REASON_REQUIRED"):
        await preview(staff, order, linesAdd=add)
    shown, after = await edited(staff, order, linesAdd=add, reason="A gift for waiting")
    assert shown["difference"] == euros("89.98")
    assert [
        (line["sku"], line["quantity"], line["orderedQuantity"], line["total"]["gross"]) for line in after["lines"]
    ] == [
        ("SKU-1", 2, 2, euros("25.00")),
        ("SKU-2", 2, 0, euros("39.98")),
        ("SKU-3", 1, 0, euros("50.00")),
    ]
    # A book has the reduced rate, and the receipt says so.
    assert [tax["rate"] for tax in after["totals"]["taxes"]] == ["0.19", "0.07"]
    assert DEMANDS[-1].lines[1].quantity == 2


async def test_the_price_of_a_line_is_changed_by_hand(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer)
    change = [{"lineId": line_of(order, MUG), "price": euros("10.00")}]
    _, after = await edited(staff, order, lines=change, reason="Promised on the phone")
    assert after["lines"][0]["total"] == {"net": euros("16.81"), "tax": euros("3.19"), "gross": euros("20.00")}
    found = await staff.admin(
        "query ($id: ID!) { order(id: $id) { history(first: 1) { nodes { kind detail } } } }", {"id": order["id"]}
    )
    [entry] = found["order"]["history"]["nodes"]
    assert entry["kind"] == "checkout.edited"
    assert entry["detail"]["reason"] == "Promised on the phone"
    assert entry["detail"]["total"] == {"before": euros("29.90"), "after": euros("24.90")}
    [line] = entry["detail"]["lines"]
    assert (line["before"]["unitPrice"], line["after"]["unitPrice"]) == (euros("12.50"), euros("10.00"))


async def test_another_destination_is_taxed_for_there(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer, (MUG, 2), (BOOK, 1))
    shown, after = await edited(staff, order, shippingAddress={**ADDRESS, "country": "AT", "city": "Wien"})
    # Prices include tax: the total stays, and more of it is tax. Every line is another one.
    assert shown["totalsAfter"]["total"] == shown["totalsBefore"]["total"]
    assert [line["touched"] for line in shown["lines"]] == [True, True]
    assert [(tax["name"], tax["rate"]) for tax in after["totals"]["taxes"]] == [("USt.", "0.20")]
    assert after["shippingAddress"] == {"country": "AT", "city": "Wien"}
    assert DEMANDS[-1].destination is not None
    assert DEMANDS[-1].destination.country == "AT"
    other = await place(buyer)
    await staff.capture(other)
    await staff.refund(other, amount=euros("1.00"))
    with pytest.raises(AssertionError, match="EDIT_AFTER_REFUND"):
        await preview(staff, other, shippingAddress={**ADDRESS, "country": "AT", "city": "Wien"})


async def test_an_edited_order_is_found_by_what_it_is_now(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer)
    await edited(staff, order, shippingAddress={**ADDRESS, "name": "Grace Hopper"})
    found = await staff.admin('{ orders(first: 5, search: "Hopper") { nodes { id } } }')
    assert [one["id"] for one in found["orders"]["nodes"]] == [order["id"]]


async def test_the_same_place_changes_no_tax(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer)
    shown, after = await edited(staff, order, shippingAddress={**ADDRESS, "line1": "Unter den Linden 2"})
    assert (shown["difference"], [line["touched"] for line in shown["lines"]]) == (euros("0.00"), [False])
    assert after["totals"] == order["totals"]


async def test_the_delivery_is_changed_priced_by_hand_or_taken_off(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer)
    _, after = await edited(staff, order, delivery={"code": "flat_rate:express"})
    assert after["delivery"]["code"] == "flat_rate:express"
    assert after["totals"]["lines"] == order["totals"]["lines"]
    _, after = await edited(staff, order, delivery={"price": euros("1.19")}, reason="Late")
    assert after["delivery"]["price"] == {"net": euros("1.00"), "tax": euros("0.19"), "gross": euros("1.19")}
    _, after = await edited(staff, order, delivery={"remove": True})
    assert (after["delivery"], after["totals"]["total"]) == (None, euros("25.00"))
    with pytest.raises(AssertionError, match="DELIVERY_OPTION_UNAVAILABLE"):
        await preview(staff, order, delivery={"code": "drone"})


async def test_what_has_to_be_sent_now_needs_an_address_and_a_delivery(buyer: Buyer, staff: Staff) -> None:
    cart = await buyer.create((DOWNLOAD, 1), email="ada@example.com")
    await buyer.change("cartAddressesUpdate", cart["id"], billingAddress=ADDRESS)
    order = (await buyer.complete(cart["id"]))["order"]
    add = {"linesAdd": [{"sellableId": thing_id(MUG), "quantity": 1}]}
    with pytest.raises(AssertionError, match="ORDER_INCOMPLETE"):
        await preview(staff, order, **add)
    with pytest.raises(AssertionError, match="DELIVERY_OPTION_UNAVAILABLE"):
        await preview(staff, order, shippingAddress=ADDRESS, **add)
    _, after = await edited(staff, order, shippingAddress=ADDRESS, delivery={"code": "flat_rate:standard"}, **add)
    assert after["totals"]["total"] == euros("22.40")


async def test_more_than_there_is_is_refused_in_the_preview_and_the_edit(
    buyer: Buyer, staff: Staff, few: dict[UUID, int]
) -> None:
    order = await place(buyer)
    few[MUG] = THERE[MUG] = 3
    edit = {"lines": [{"lineId": line_of(order, MUG), "quantity": 4}]}
    with pytest.raises(AssertionError, match="OUT_OF_STOCK"):
        await preview(staff, order, **edit)
    assert codes(await apply(staff, order, **edit)) == ["OUT_OF_STOCK"]
    few[MUG] = THERE[MUG] = 0  # less is never refused
    await edited(staff, order, lines=[{"lineId": line_of(order, MUG), "quantity": 1}])


async def test_two_who_edit_one_order_are_told_apart(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer)
    edit = {"lines": [{"lineId": line_of(order, MUG), "quantity": 1}]}
    payload = await apply(staff, order, key="k", **edit)
    assert payload["order"]["version"] == 2
    assert codes(await apply(staff, order, **edit)) == ["VERSION_CONFLICT"]
    # Repeated with its key it is done once.
    assert (await apply(staff, order, key="k", **edit))["order"]["version"] == 2
    assert codes(await apply(staff, order, version=2, expectedTotal=euros("1.00"), remarks={"note": "x"})) == [
        "TOTAL_CHANGED"
    ]


async def test_what_was_refunded_is_no_part_of_what_can_be_taken_off(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer, (MUG, 3))
    await staff.capture(order)
    await staff.refund(order, lines=[{"lineId": line_of(order, MUG), "quantity": 2}])
    with pytest.raises(AssertionError, match="EDIT_BELOW_REFUNDED"):
        await preview(staff, order, lines=[{"lineId": line_of(order, MUG), "quantity": 1}])
    _, after = await edited(staff, order, lines=[{"lineId": line_of(order, MUG), "quantity": 2}])
    assert after["overpaid"] == euros("0.00")


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        ({"lines": [{"lineId": "LINE", "quantity": 0}]}, "EDIT_EMPTIES_ORDER"),
        ({"lines": [{"lineId": "LINE", "quantity": -1}]}, "QUANTITY_INVALID"),
        ({"lines": [{"lineId": "LINE", "quantity": 1_000_001}]}, "QUANTITY_TOO_LARGE"),
        ({"lines": [{"lineId": "LINE"}, {"lineId": "LINE"}]}, "LINE_REPEATED"),
        ({"lines": [{"lineId": "OTHER", "quantity": 1}]}, "LINE_NOT_FOUND"),
        ({"linesAdd": [{"sellableId": "GONE", "quantity": 1}]}, "SELLABLE_NOT_FOUND"),
        (
            {"lines": [{"lineId": "LINE", "price": {"amount": "1", "currencyCode": "USD"}}], "reason": "x"},
            "WRONG_CURRENCY",
        ),
        ({"lines": [{"lineId": "LINE", "price": euros("-1")}], "reason": "x"}, "INVALID_AMOUNT"),
        ({"reason": "x" * 1001}, "REASON_TOO_LONG"),
    ],
)
async def test_what_cannot_be_is_refused_and_nothing_is_written(
    buyer: Buyer, staff: Staff, edit: dict[str, Any], code: str
) -> None:
    order, other = await place(buyer), await place(buyer)
    ids = {"LINE": line_of(order, MUG), "OTHER": line_of(other, MUG), "GONE": thing_id(UUID(int=99))}
    named = {
        name: [
            {key: ids.get(value, value) if isinstance(value, str) else value for key, value in line.items()}
            for line in value
        ]
        if isinstance(value, list)
        else value
        for name, value in edit.items()
    }
    payload = await apply(staff, order, **named)
    assert codes(payload) == [code], payload
    version = await fetch_value(
        "SELECT version FROM checkout.orders WHERE id = $1", parse_global_id(order["id"], "Order")
    )
    assert version == 1


async def test_what_has_left_cannot_be_edited_away(app: App, buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer, (MUG, 3))
    line = parse_global_id(line_of(order, MUG), "OrderLine")
    connection = await asyncpg.connect(app.database.url)
    try:
        await connection.execute("UPDATE checkout.order_line SET shipped_quantity = 2 WHERE id = $1", line)
    finally:
        await connection.close()
    with pytest.raises(AssertionError, match="LINE_SHIPPED"):
        await preview(staff, order, lines=[{"lineId": line_of(order, MUG), "quantity": 1}])
    _, after = await edited(staff, order, lines=[{"lineId": line_of(order, MUG), "quantity": 2}])
    assert after["lines"][0]["quantity"] == 2


async def test_a_cancelled_order_is_not_edited(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer)
    await staff.admin.change("orderCancel", {"id": order["id"]}, "order { id }")
    assert codes(await apply(staff, order, remarks={"note": "x"})) == ["ORDER_CANCELLED"]


async def cancel(staff: Staff, order: dict[str, Any], key: str | None = None, **data: Any) -> dict[str, Any]:
    wanted = {"orderId": order["id"], **data}
    return dict(await staff.admin.change("orderLinesCancel", wanted, f"order {{ {ORDER} }}", key=key))


async def test_pieces_are_cancelled_refunded_and_given_back_to_the_store(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer, (MUG, 3), (BOOK, 1))
    await staff.capture(order)
    lines = [{"lineId": line_of(order, MUG), "quantity": 1}, {"lineId": line_of(order, BOOK), "quantity": 1}]
    payload = await cancel(staff, order, key="k", lines=lines, reason="Sold out")
    assert payload["errors"] == []
    after = payload["order"]
    assert [(line["sku"], line["quantity"], line["orderedQuantity"]) for line in after["lines"]] == [("SKU-1", 2, 3)]
    assert (after["totals"]["total"], after["overpaid"]) == (euros("29.90"), euros("0.00"))
    assert [(demand.ref.id, demand.quantity) for demand in DEMANDS[-1].lines] == [(MUG, 2)]
    assert DEMANDS[-1].firm
    assert (await ledger(order))[-1] == ("refund", "succeeded", 3249)
    assert (await cancel(staff, order, key="k", lines=lines, reason="Sold out"))["order"]["version"] == 2  # once
    found = await staff.admin(
        "query ($id: ID!) { order(id: $id) { history(first: 9) { nodes { kind detail shownToBuyer } } } }",
        {"id": order["id"]},
    )
    entry = next(one for one in found["order"]["history"]["nodes"] if one["kind"] == "checkout.lines_cancelled")
    assert (entry["detail"]["reason"], entry["shownToBuyer"]) == ("Sold out", True)


async def test_the_delivery_is_given_back_too_if_staff_say_so(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer, (MUG, 2), (DOWNLOAD, 1))
    await staff.capture(order)
    one = await cancel(staff, order, lines=[{"lineId": line_of(order, MUG), "quantity": 1}], delivery=True)
    assert one["order"]["delivery"]["price"]["gross"] == euros("0.00")
    assert one["order"]["totals"]["total"] == euros("17.50")
    rest = await cancel(staff, order, lines=[{"lineId": line_of(order, MUG), "quantity": 1}], delivery=True)
    assert (rest["order"]["delivery"], rest["order"]["totals"]["total"]) == (None, euros("5.00"))
    assert sum(amount for kind, _, amount in await ledger(order) if kind == "refund") == 2990


async def test_a_reservation_that_is_not_needed_any_more_is_released(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer, (MUG, 1), (FREE, 1))
    lines = [{"lineId": line_of(order, MUG), "quantity": 1}]
    payload = await cancel(staff, order, lines=lines, delivery=True)
    assert payload["order"]["totals"]["total"] == euros("0.00")
    assert await ledger(order) == [("void", "succeeded", 1740)]


@pytest.mark.parametrize(
    ("quantities", "code"),
    [
        ([], "LINES_REQUIRED"),
        ([0], "QUANTITY_INVALID"),
        ([3], "QUANTITY_TOO_LARGE"),
        ([1, 1], "LINE_REPEATED"),
        ([2], "EDIT_EMPTIES_ORDER"),
    ],
)
async def test_only_what_is_there_is_cancelled(buyer: Buyer, staff: Staff, quantities: list[int], code: str) -> None:
    order = await place(buyer)
    lines = [{"lineId": line_of(order, MUG), "quantity": quantity} for quantity in quantities]
    assert codes(await cancel(staff, order, lines=lines)) == [code]


async def test_what_has_left_or_was_refunded_is_not_cancelled(app: App, buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer, (MUG, 3))
    await staff.capture(order)
    connection = await asyncpg.connect(app.database.url)
    try:
        await connection.execute(
            "UPDATE checkout.order_line SET shipped_quantity = 1 WHERE id = $1",
            parse_global_id(line_of(order, MUG), "OrderLine"),
        )
    finally:
        await connection.close()
    payload = await cancel(staff, order, lines=[{"lineId": line_of(order, MUG), "quantity": 3}])
    assert codes(payload) == ["QUANTITY_TOO_LARGE"]
    assert (await cancel(staff, order, lines=[{"lineId": line_of(order, MUG), "quantity": 2}]))["errors"] == []
    other = await place(buyer, (MUG, 3))
    await staff.capture(other)
    await staff.refund(other, lines=[{"lineId": line_of(other, MUG), "quantity": 2}])
    payload = await cancel(staff, other, lines=[{"lineId": line_of(other, MUG), "quantity": 2}])
    assert payload["errors"][0]["message"] == "1 pieces of Mug can still be cancelled."
