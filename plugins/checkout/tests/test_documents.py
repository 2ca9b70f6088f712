"""Invoices and credit notes through the API: when they are issued, what they say, and that they stay as they are."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import asyncpg
import httpx
import msgspec
import pypdfium2
import pytest
import pytest_asyncio
from checkout_testing import BOOK, MUG, Buyer, TestThings, codes, configured
from document_testing import DOCUMENT, GAPS, SELLER, UNEVEN, documents_of, issue, pdf_of
from fondaco import clock
from fondaco.app import App
from fondaco.db.engine import execute, fetch_value
from fondaco.ids import parse_global_id
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco.testing.pytest_plugin import AppFactory
from fondaco_checkout.model.document_sheet import Sheet
from fondaco_checkout.typesetting import typeset
from payment_testing import PATIENT, Staff, euros, place


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    made: App = await make_app(
        enabled=["checkout"],
        plugins=[TestThings],
        settings=lambda found: configured(found, documents={"seller": SELLER}, **PATIENT),
    )
    return made


@pytest.fixture
def staff(admin: GraphQLClient) -> Staff:
    return Staff(admin)


async def audited() -> tuple[object, object]:
    """What an auditor finds who knows nothing of the code."""
    return await fetch_value(f"SELECT count(*) FROM ({GAPS}) AS g"), await fetch_value(
        f"SELECT count(*) FROM ({UNEVEN}) AS u"
    )


def amounts(document: dict[str, Any]) -> tuple[str, str, str]:
    total = document["total"]
    return total["net"]["amount"], total["tax"]["amount"], total["gross"]["amount"]


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r", "")


async def test_a_paid_order_is_billed_by_itself_and_once(
    buyer: Buyer, staff: Staff, shop: GraphQLClient, admin: GraphQLClient, worker: WorkerDriver, app: App
) -> None:
    order = await place(buyer)
    await worker.drain()
    assert await documents_of(shop, order) == []
    await staff.capture(order)
    today = clock.utc_now().date()
    await worker.drain()
    await worker.drain()
    [invoice] = await documents_of(shop, order)
    number = f"INV-{today.year}-00001"
    assert (invoice["kind"], invoice["number"], invoice["issuedOn"]) == ("INVOICE", number, str(today))
    assert amounts(invoice) == ("25.13", "4.77", "29.90")
    text = text_of(await pdf_of(app, invoice))
    for expected in (number, "Fondaco Handels GmbH", "DE136695976", "Date of supply", f"{today:%B} {today.day}, "):
        assert expected in text
    assert "MwSt. 19% on €25.13" in text
    assert await audited() == (0, 0)


async def test_a_buyer_downloads_their_invoice_by_a_signed_address_and_nobody_else_does(
    buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver, shop: GraphQLClient, http: httpx.AsyncClient
) -> None:
    order = await place(buyer)
    await issue(admin, order)
    await worker.drain()
    query = f"query ($token: String!) {{ order(token: $token) {{ documents {{ {DOCUMENT} }} }} }}"
    [invoice] = (await shop(query, {"token": order["token"]}))["order"]["documents"]
    answer = await http.get(invoice["url"])
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert "INV-" in answer.headers["content-disposition"]
    assert answer.content.startswith(b"%PDF-")
    assert (await http.get(invoice["url"].partition("?")[0])).status_code == 403


async def test_the_pdf_is_the_same_whenever_it_is_made(
    buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver, app: App
) -> None:
    order = await place(buyer)
    document = (await issue(admin, order))["document"]
    await worker.drain()
    sheet = await fetch_value(
        "SELECT sheet FROM checkout.document WHERE id = $1", parse_global_id(document["id"], "OrderDocument")
    )
    with clock.moved(timedelta(days=2000)):
        again = typeset(msgspec.json.decode(sheet, type=Sheet))
    assert again == await pdf_of(app, document)


async def test_refunds_are_credited_with_their_taxes_until_nothing_is_left(
    buyer: Buyer, staff: Staff, admin: GraphQLClient, worker: WorkerDriver
) -> None:
    order = await place(buyer, (MUG, 3), (BOOK, 1))
    await staff.capture(order)
    await worker.drain()
    line = order["lines"][0]["id"]
    assert (await staff.refund(order, lines=[{"lineId": line, "quantity": 1}]))["errors"] == []
    await worker.drain()
    assert (await staff.refund(order, amount=euros("5.01")))["errors"] == []
    await worker.drain()
    assert (await staff.refund(order, everything=True))["errors"] == []
    await worker.drain()
    invoice, *notes = await documents_of(admin, order)
    assert [note["number"][-5:] for note in notes] == ["00001", "00002", "00003"]
    assert {note["invoiceNumber"] for note in notes} == {invoice["number"]}
    assert [note["final"] for note in notes] == [False, False, True]
    assert amounts(notes[0]) == ("-10.50", "-2.00", "-12.50")
    assert amounts(notes[1])[2] == "-5.01"
    for part in range(3):
        cents = [round(float(amounts(one)[part]) * 100) for one in (invoice, *notes)]
        assert sum(cents) == 0
    contents = await fetch_value(
        "SELECT json_object_agg(rate, sums) FROM (SELECT t->>'rate' AS rate, "
        "json_build_array(sum((t->>'base')::bigint), sum((t->>'amount')::bigint)) AS sums "
        "FROM checkout.document, jsonb_array_elements(content->'taxes') AS t GROUP BY 1) AS s"
    )
    assert msgspec.json.decode(contents) == {"0.19": [0, 0], "0.07": [0, 0]}
    assert await audited() == (0, 0)


async def test_the_taxes_of_an_invoice_are_those_of_its_order(
    buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver
) -> None:
    order = await place(buyer, (MUG, 3), (BOOK, 2))
    document = (await issue(admin, order))["document"]
    stored = await fetch_value(
        "SELECT content->'taxes' FROM checkout.document WHERE id = $1",
        parse_global_id(document["id"], "OrderDocument"),
    )
    billed = {(tax["rate"], tax["base"], tax["amount"]) for tax in msgspec.json.decode(stored)}
    cents = {
        (tax["rate"], round(float(tax["base"]["amount"]) * 100), round(float(tax["amount"]["amount"]) * 100))
        for tax in order["totals"]["taxes"]
    }
    assert billed == cents
    assert len(cents) == 2


async def test_a_cancelled_order_is_credited_wholly_and_once(
    buyer: Buyer, staff: Staff, admin: GraphQLClient, worker: WorkerDriver
) -> None:
    order = await place(buyer)
    await staff.capture(order)
    await worker.drain()
    assert (await admin.change("orderCancel", {"id": order["id"]}, "order { state }"))["errors"] == []
    await worker.drain()
    await worker.drain()
    invoice, note = await documents_of(admin, order)
    assert (note["kind"], note["final"], note["number"]) == ("CREDIT_NOTE", True, f"CN-{invoice['number'][4:]}")
    assert amounts(note) == ("-25.13", "-4.77", "-29.90")
    assert await audited() == (0, 0)


async def test_an_invoice_of_an_order_that_was_refunded_before_has_its_credit_notes_at_once(
    buyer: Buyer, staff: Staff, admin: GraphQLClient, worker: WorkerDriver
) -> None:
    order = await place(buyer)
    await staff.capture(order, "20.00")
    await staff.refund(order, amount=euros("7.00"))
    await worker.drain()
    assert await documents_of(admin, order) == []
    await issue(admin, order, note="Thank you!", suppliedOn="2026-11-27")
    invoice, note = await documents_of(admin, order)
    assert (invoice["suppliedOn"], amounts(invoice)[2], amounts(note)[2]) == ("2026-11-27", "29.90", "-7.00")


async def test_an_invoice_that_was_taken_back_can_be_issued_anew(
    buyer: Buyer, staff: Staff, admin: GraphQLClient, worker: WorkerDriver
) -> None:
    order = await place(buyer)
    await staff.capture(order)
    await worker.drain()
    [invoice] = await documents_of(admin, order)
    assert codes(await issue(admin, order)) == ["INVOICE_EXISTS"]
    for _ in range(2):
        payload = await admin.change("invoiceCancel", {"id": invoice["id"]}, f"document {{ {DOCUMENT} }}")
        assert payload["errors"] == []
        assert (payload["document"]["final"], payload["document"]["number"][-5:]) == (True, "00001")
    await staff.refund(order, amount=euros("1.00"))
    await worker.drain()
    assert len(await documents_of(admin, order)) == 2, "nothing is issued by itself any more"
    assert (await issue(admin, order))["document"]["number"].endswith("00002")
    _, _, second, note = await documents_of(admin, order)
    assert (note["invoiceNumber"], amounts(note)[2]) == (second["number"], "-1.00")
    assert await audited() == (0, 0)


async def test_a_billed_order_that_is_edited_is_billed_anew(
    buyer: Buyer, staff: Staff, admin: GraphQLClient, worker: WorkerDriver
) -> None:
    order = await place(buyer)
    await staff.capture(order)
    await worker.drain()
    edit = {"orderId": order["id"], "expectedVersion": 1, "lines": [{"lineId": order["lines"][0]["id"], "quantity": 3}]}
    assert (await admin.change("orderEditApply", edit, "order { id }"))["errors"] == []
    await worker.drain()
    await worker.drain()
    found = await documents_of(admin, order)
    (note,) = (one for one in found if one["kind"] == "CREDIT_NOTE")
    first, second = (one for one in found if one["kind"] == "INVOICE")
    assert (note["final"], note["invoiceNumber"]) == (True, first["number"])
    assert [amounts(one)[2] for one in (first, second, note)] == ["29.90", "42.40", "-29.90"]
    query = "query ($id: ID!) { order(id: $id) { history(first: 20) { nodes { kind detail } } } }"
    history = (await admin(query, {"id": order["id"]}))["order"]["history"]["nodes"]
    told = [one["detail"]["number"] for one in history if one["kind"] == "checkout.document_issued"]
    assert sorted(told) == sorted([first["number"], note["number"], second["number"]])
    assert await audited() == (0, 0)


async def test_refusals(buyer: Buyer, admin: GraphQLClient, app: App) -> None:
    order = await place(buyer)
    assert codes(await issue(admin, order, note="x" * 1001)) == ["NOTE_INVALID"]
    assert codes(await issue(admin, order, note="a\u202eb")) == ["NOTE_INVALID"]
    assert codes(await issue(admin, {"id": order["id"][:-4] + "AAAA"})) in (["ORDER_NOT_FOUND"], ["INVALID_ID"])
    await admin.change("orderCancel", {"id": order["id"]}, "order { state }")
    assert codes(await issue(admin, order)) == ["ORDER_CANCELLED"]
    document = {"id": order["id"]}
    assert codes(await admin.change("invoiceCancel", document, "document { id }")) == ["INVALID_ID"]
    assert await fetch_value("SELECT count(*) FROM checkout.document_series") == 0


async def test_an_issued_document_is_never_changed(buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver) -> None:
    await issue(admin, await place(buyer))
    await worker.drain()
    for statement in (
        "UPDATE checkout.document SET number = 'X'",
        "DELETE FROM checkout.document",
        "TRUNCATE checkout.document CASCADE",
        "DELETE FROM checkout.document_file",
        "UPDATE checkout.document_series SET last = last + 2",
        "UPDATE checkout.document_series SET last = last + 1",
        "UPDATE checkout.document_series SET last = 0",
        "DELETE FROM checkout.document_series",
        "INSERT INTO checkout.document_series VALUES ('i', 'invoice', '', 1, 2, now())",
        "INSERT INTO checkout.document_series VALUES ('i', 'invoice', '', 1, 1, now())",
    ):
        with pytest.raises(asyncpg.PostgresError, match=r"document|number"):
            await execute(statement)
    assert await audited() == (0, 0)


async def test_each_year_has_numbers_of_its_own(buyer: Buyer, admin: GraphQLClient) -> None:
    year = clock.utc_now().year
    for later, numbers in ((0, ("00001", "00002")), (1, ("00001",))):
        with clock.moved(timedelta(days=366 * later)):
            for number in numbers:
                issued = (await issue(admin, await place(buyer)))["document"]["number"]
                assert issued == f"INV-{year + later}-{number}"
    assert await audited() == (0, 0)


async def test_staff_find_documents(buyer: Buyer, admin: GraphQLClient) -> None:
    order, other = await place(buyer), await place(buyer)
    first = (await issue(admin, order))["document"]
    await issue(admin, other)
    query = "query ($number: String, $kind: OrderDocumentKind) { orderDocuments(first: 10, number: $number, kind: $kind) { nodes { number order { number } actor } totalCount } }"
    everything = (await admin(query, {}))["orderDocuments"]
    assert everything["totalCount"] == 2
    assert [node["number"][-1] for node in everything["nodes"]] == ["2", "1"]
    for number in (first["number"], order["number"]):
        [node] = (await admin(query, {"number": number}))["orderDocuments"]["nodes"]
        assert (node["number"], node["order"]["number"]) == (first["number"], order["number"])
    assert (await admin(query, {"kind": "CREDIT_NOTE"}))["orderDocuments"]["nodes"] == []
