"""The history of an order: everything that happened, by whom, and only what concerns them for buyers."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import asyncpg
import msgspec
import pytest
import pytest_asyncio
from checkout_testing import Buyer, TestThings, codes, configured
from fondaco.app import App
from fondaco.commerce import Actor, ActorType, Money, OrderEntry
from fondaco.db.engine import execute, fetch_all, fetch_value
from fondaco.hookspecs import HookSpecs
from fondaco.ids import new_id, parse_global_id
from fondaco.testing import GraphQLClient, recorded_statements
from payment_testing import PATIENT, Staff, euros, place

MANUAL = [{"code": "bank_transfer", "name": "Bank transfer"}]
ENTRIES = "history(first: 50) { nodes { id at kind detail actor { type id name } shownToBuyer } totalCount }"


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Any) -> App:
    made: App = await make_app(
        enabled=["checkout"],
        plugins=[TestThings],
        settings=lambda found: configured(found, manual_methods=MANUAL, **PATIENT),
    )
    return made


@pytest.fixture
def staff(admin: GraphQLClient) -> Staff:
    return Staff(admin)


class _Kind(msgspec.Struct):
    kind: str
    actor_type: str


async def history(staff: Staff, order: dict[str, Any], fields: str = ENTRIES) -> list[dict[str, Any]]:
    """The history that staff see, the oldest entry first."""
    found = await staff.admin(f"query ($id: ID!) {{ order(id: $id) {{ {fields} }} }}", {"id": order["id"]})
    return list(reversed(found["order"]["history"]["nodes"]))


async def shown(buyer: Buyer, order: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The history that the buyer sees, the oldest entry first."""
    found = await buyer.shop(
        "query ($token: String!) { order(token: $token) { history(first: 50) { nodes { kind detail } } } }",
        {"token": order["token"]},
    )
    return [(entry["kind"], entry["detail"]) for entry in reversed(found["order"]["history"]["nodes"])]


async def note(staff: Staff, mutation: str, **data: Any) -> dict[str, Any]:
    return dict(await staff.admin.change(mutation, data, "note { id text shownToBuyer author { type id } }"))


async def test_what_happens_to_an_order_is_in_its_history_with_who_did_it(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer)
    await staff.capture(order, "10.00")
    await staff.refund(order, amount=euros("4.00"), reason="Scratched")
    await staff.admin.change("orderCancel", {"id": order["id"], "reason": "Sold out"}, "order { id }")
    entries = await history(staff, order)
    assert [(entry["kind"], entry["actor"]["type"]) for entry in entries] == [
        ("checkout.tax_decided", "SYSTEM"),
        ("checkout.placed", "GUEST"),
        ("checkout.payment_captured", "STAFF"),
        ("checkout.refund_begun", "STAFF"),
        ("checkout.payment_refunded", "STAFF"),
        ("checkout.refund_settled", "STAFF"),
        ("checkout.cancelled", "STAFF"),
        ("checkout.refund_begun", "STAFF"),
        ("checkout.payment_voided", "STAFF"),
        ("checkout.payment_refunded", "STAFF"),
        ("checkout.refund_settled", "STAFF"),
    ]
    decided, placed, captured, begun = entries[:4]
    assert decided["detail"]["taxes"] == [
        {"name": "MwSt.", "rate": "0.19", "amount": {"amount": "4.77", "currencyCode": "EUR"}}
    ]
    assert placed["actor"] == {"type": "GUEST", "id": "", "name": "Ada Lovelace"}
    assert placed["detail"] == {
        "number": order["number"],
        "total": {"amount": "29.90", "currencyCode": "EUR"},
        "paymentMethod": "test",
        "paymentState": "authorized",
        "foundBy": "checkout",
    }
    assert captured["detail"]["amount"] == {"amount": "10.00", "currencyCode": "EUR"}
    assert captured["actor"]["id"] == "staff:static-token"
    assert begun["detail"]["reason"] == "Scratched"
    # The buyer sees what concerns them, and not what staff wrote to each other.
    assert await shown(buyer, order) == [
        ("checkout.placed", {"number": order["number"], "total": euros("29.90"), "paymentMethod": "test"}),
        ("checkout.payment_captured", {"amount": euros("10.00")}),
        ("checkout.payment_refunded", {"amount": euros("4.00")}),
        ("checkout.cancelled", {}),
        ("checkout.payment_refunded", {"amount": euros("6.00")}),
    ]


async def test_money_without_a_provider_is_in_the_history(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer, method="bank_transfer")
    await staff.receive(order, "29.90", reference="T-1", note="Looked up")
    received = (await history(staff, order))[-1]
    assert (received["kind"], received["detail"]["reference"]) == ("checkout.payment_received", "T-1")
    assert (await shown(buyer, order))[-1] == (
        "checkout.payment_received",
        {"amount": euros("29.90"), "method": "bank_transfer"},
    )


async def test_a_note_is_changed_and_removed_by_further_entries(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer)
    added = await note(staff, "orderNoteAdd", orderId=order["id"], text=" Call first. ", shownToBuyer=True)
    assert added["note"]["text"] == "Call first."
    assert added["note"]["author"] == {"type": "STAFF", "id": "staff:static-token"}
    internal = await note(staff, "orderNoteAdd", orderId=order["id"], text="A difficult buyer")
    id_ = added["note"]["id"]
    assert (await shown(buyer, order))[1:] == [("checkout.note_added", {"text": "Call first."})]
    await note(staff, "orderNoteUpdate", id=id_, text="Ring twice.")
    assert (await shown(buyer, order))[1:] == [("checkout.note_changed", {"text": "Ring twice."})]
    await note(staff, "orderNoteUpdate", id=id_, text="Ring twice.")  # changes nothing, so nothing is written
    hidden = await note(staff, "orderNoteUpdate", id=id_, shownToBuyer=False)
    assert (hidden["note"]["text"], hidden["note"]["shownToBuyer"]) == ("Ring twice.", False)
    assert len(await shown(buyer, order)) == 1
    listed = "staffNotes { id text }"
    found = await staff.admin(f"query ($id: ID!) {{ order(id: $id) {{ {listed} }} }}", {"id": order["id"]})
    assert [one["text"] for one in found["order"]["staffNotes"]] == ["Ring twice.", "A difficult buyer"]
    payload = await staff.admin.change("orderNoteRemove", {"id": id_}, f"order {{ {listed} }}")
    assert payload["order"]["staffNotes"] == [{"id": internal["note"]["id"], "text": "A difficult buyer"}]
    assert codes(await note(staff, "orderNoteUpdate", id=id_, text="Again")) == ["NOTE_NOT_FOUND"]
    texts = [entry["detail"].get("text") for entry in await history(staff, order)][2:]
    assert texts == ["Call first.", "A difficult buyer", "Ring twice.", "Ring twice.", None]


@pytest.mark.parametrize(
    ("text", "code"), [(" ", "TEXT_INVALID"), ("a\0b", "TEXT_INVALID"), ("x" * 5001, "TEXT_TOO_LONG")]
)
async def test_a_note_has_a_text_that_can_be_kept(buyer: Buyer, staff: Staff, text: str, code: str) -> None:
    order = await place(buyer)
    payload = await note(staff, "orderNoteAdd", orderId=order["id"], text=text)
    assert (codes(payload), payload["errors"][0]["field"]) == ([code], ["text"])


async def test_a_note_on_no_order_is_refused(staff: Staff, buyer: Buyer) -> None:
    order = await place(buyer)
    gone = order["id"][:-4] + "AAAA"
    assert codes(await note(staff, "orderNoteAdd", orderId=gone, text="x")) == ["ORDER_NOT_FOUND"]


async def test_the_history_is_read_page_by_page(buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer)
    for number in range(4):
        await note(staff, "orderNoteAdd", orderId=order["id"], text=str(number))
    page = "history(first: 2, after: {}) {{ nodes {{ kind detail }} pageInfo {{ hasNextPage endCursor }} totalCount }}"
    cursor, texts = "null", []
    while True:
        query = f"query ($id: ID!) {{ order(id: $id) {{ {page.format(cursor)} }} }}"
        found = (await staff.admin(query, {"id": order["id"]}))["order"]["history"]
        assert found["totalCount"] == 6
        texts += [entry["detail"].get("text") or entry["kind"] for entry in found["nodes"]]
        if not found["pageInfo"]["hasNextPage"]:
            break
        cursor = f'"{found["pageInfo"]["endCursor"]}"'
    assert texts == ["3", "2", "1", "0", "checkout.placed", "checkout.tax_decided"]


async def test_histories_of_many_orders_are_read_together(buyer: Buyer, staff: Staff) -> None:
    for _ in range(3):
        await place(buyer)
    query = f"{{ orders(first: 3) {{ nodes {{ {ENTRIES} staffNotes {{ id }} }} }} }}"
    await staff.admin(query)
    with recorded_statements() as sent:
        found = await staff.admin(query)
    assert [len(order["history"]["nodes"]) for order in found["orders"]["nodes"]] == [2, 2, 2]
    assert sent.executions <= 4, sent.sent  # orders, their entries, how many these are, notes


async def test_nothing_of_a_history_is_changed_or_removed(buyer: Buyer) -> None:
    await place(buyer)
    for statement in (
        "UPDATE checkout.order_entry SET kind = 'checkout.other'",
        "DELETE FROM checkout.order_entry",
        "TRUNCATE checkout.order_entry",
    ):
        with pytest.raises(asyncpg.RestrictViolationError, match="append-only"):
            await execute(statement)


async def test_other_plugins_write_into_the_history(app: App, buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer)
    order_id = parse_global_id(order["id"], "Order")
    entry = OrderEntry(
        order_id,
        "logistics.shipped",
        {"carrier": "dhl", "cost": Money(490, "EUR"), "tracking": ["X1"]},
        shown=frozenset({"carrier", "tracking"}),
        actor=Actor(ActorType.PROVIDER, "dhl"),
    )
    async with app.unit_of_work(app.system_context()) as uow:
        await app.hooks.join(HookSpecs.join_order_entry, uow, entry)
    last = (await history(staff, order))[-1]
    assert last["detail"] == {"carrier": "dhl", "cost": euros("4.90"), "tracking": ["X1"]}
    assert last["actor"] == {"type": "PROVIDER", "id": "dhl", "name": ""}
    assert (await shown(buyer, order))[-1] == ("logistics.shipped", {"carrier": "dhl", "tracking": ["X1"]})
    async with app.unit_of_work(app.system_context()) as uow:  # of an order that is somebody else's
        await app.hooks.join(HookSpecs.join_order_entry, uow, OrderEntry(new_id(), "logistics.shipped"))
    assert (await history(staff, order))[-1] == last


async def test_an_entry_waits_for_nobody(app: App, buyer: Buyer) -> None:
    order_id = parse_global_id((await place(buyer))["id"], "Order")
    connection = await asyncpg.connect(app.database.url)
    try:
        async with connection.transaction():
            await connection.execute("SELECT FROM checkout.orders WHERE id = $1 FOR UPDATE", order_id)
            async with app.unit_of_work(app.system_context()) as uow:
                await execute("SET LOCAL lock_timeout = '200ms'")
                await app.hooks.join(HookSpecs.join_order_entry, uow, OrderEntry(order_id, "logistics.shipped"))
    finally:
        await connection.close()


async def test_orders_before_the_history_get_what_is_known_of_them(app: App, buyer: Buyer, staff: Staff) -> None:
    order = await place(buyer)
    await staff.capture(order)
    await staff.admin.change("orderCancel", {"id": order["id"], "reason": "Sold out"}, "order { id }")
    migration = import_module("fondaco_checkout.migrations.checkout_2026_11_28t17_35_20_000000")
    before = await fetch_value("SELECT max(id) FROM checkout.order_entry")
    await migration.fill_in()
    rows = await fetch_all(
        _Kind,
        "SELECT kind, actor_type FROM checkout.order_entry WHERE order_id = $1 AND id > $2 ORDER BY id",
        parse_global_id(order["id"], "Order"),
        before,
    )
    assert [(row.kind, row.actor_type) for row in rows] == [
        ("checkout.placed", "guest"),
        ("checkout.payment_captured", "staff"),
        ("checkout.payment_refunded", "staff"),
        ("checkout.cancelled", "system"),
    ]
