"""What buyers are written about their orders: which mail when, in their language, once, with what in it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import pytest_asyncio
from checkout_testing import BOOK, MUG, Buyer, TestThings, configured
from document_testing import SELLER, pdf_of
from fondaco import clock
from fondaco.app import App
from fondaco.commerce import SellableRef
from fondaco.commerce.events import ShipmentShipped
from fondaco.commerce.shipment import ParcelPieces, ParcelTracking
from fondaco.db.engine import execute, fetch_all
from fondaco.ids import new_id, parse_global_id
from fondaco.settings import ChannelSettings, MailSettings, Settings
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco.testing.pytest_plugin import AppFactory
from fondaco_checkout.settings import CheckoutSettings
from payment_testing import PATIENT, Staff, place

METHODS = [
    {
        "code": "bank_transfer",
        "name": "Bank transfer",
        "instructions": "To DE02 1203 0000 0000 2020 51.",
        "remind_after_days": [5],
        "cancel_after_days": 14,
    }
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mails")


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory, folder: Path) -> App:
    def settings(found: Settings) -> Settings:
        made = configured(
            found,
            documents={"seller": SELLER},
            manual_methods=METHODS,
            order_url="https://shop.example/o/{token}",
            **PATIENT,
        )
        channels = {**made.channels, "default": ChannelSettings(currency="EUR", locales=("en", "de", "zh-Hans"))}
        return msgspec.structs.replace(made, name="Porto", channels=channels, mail=MailSettings(folder=str(folder)))

    made: App = await make_app(enabled=["checkout"], plugins=[TestThings], settings=settings)
    return made


@pytest.fixture
def staff(admin: GraphQLClient) -> Staff:
    return Staff(admin)


class Written(msgspec.Struct):
    kind: str
    recipient: str
    subject: str
    html: str
    text: str
    state: str


async def mails(kind: str = "") -> list[Written]:
    """The mails that were written, the oldest first."""
    return await fetch_all(
        Written,
        "SELECT kind, recipient, subject, html, text, state FROM system.mail "
        "WHERE $1 IN ('', kind) ORDER BY created_at, id",
        kind and f"checkout.{kind}",
    )


async def test_an_order_is_confirmed_once_with_all_that_it_is(buyer: Buyer, worker: WorkerDriver, app: App) -> None:
    order = await place(buyer)
    assert await mails() == []
    await worker.drain()
    await execute(
        "UPDATE system.delivery SET state = 'pending', attempts = 0, finished_at = NULL "
        "WHERE subscriber = 'checkout.mail_order_placed'"
    )
    await worker.drain()
    [mail] = await mails()
    assert (mail.kind, mail.recipient) == ("checkout.order_placed", "ada@example.com")
    assert (mail.subject, mail.state) == (f"Your order {order['number']}", "written")
    for expected in ("2 × Mug", "Blue", "€25.00", "€4.90", "€29.90", "MwSt. 19% included", "€4.77", "Ada Lovelace"):
        assert expected in mail.text
    assert f'href="https://shop.example/o/{order["token"]}"' in mail.html
    assert len(list(app.mails.folder.glob("*order_placed*.html"))) >= 1


@pytest.mark.parametrize(
    ("locale", "subject", "text"),
    [("de", "Ihre Bestellung", "Vielen Dank für Ihre Bestellung"), ("zh-Hans", "您的订单", "感谢您的订购")],
)
async def test_buyers_are_written_to_in_the_language_they_shopped_in(
    shop: GraphQLClient, worker: WorkerDriver, locale: str, subject: str, text: str
) -> None:
    shop.headers["fondaco-locale"] = locale
    await place(Buyer(shop))
    await worker.drain()
    [mail] = await mails()
    assert mail.subject.startswith(subject)
    assert text in mail.text


async def test_money_that_is_awaited_is_explained_reminded_of_and_thanked_for(
    buyer: Buyer, staff: Staff, worker: WorkerDriver
) -> None:
    order = await place(buyer, method="bank_transfer")
    await worker.drain()
    [placed] = await mails()
    assert "To DE02 1203 0000 0000 2020 51." in placed.text
    assert f"order number {order['number']} as reference" in placed.text
    with clock.moved(timedelta(days=6)):
        await worker.run_job("checkout.follow_awaited_payments")
        await worker.run_job("checkout.follow_awaited_payments")
        await worker.drain()
    [reminder] = await mails("payment_reminder")
    assert "€29.90" in reminder.text
    assert "the order will be cancelled" in reminder.text
    assert (await staff.receive(order, "20.00"))["errors"] == []
    await worker.drain()
    [received] = await mails("payment_received")
    assert "We received €20.00" in received.text
    assert "€9.90 is still to be paid" in received.text


async def test_a_reminder_that_comes_too_late_is_not_sent(buyer: Buyer, staff: Staff, worker: WorkerDriver) -> None:
    order = await place(buyer, method="bank_transfer")
    with clock.moved(timedelta(days=6)):
        await worker.run_job("checkout.follow_awaited_payments")
        assert (await staff.receive(order, "29.90"))["errors"] == []
        await worker.drain()
    assert await mails("payment_reminder") == []


async def test_a_paid_order_brings_its_invoice_and_a_refund_its_credit_note(
    buyer: Buyer, staff: Staff, worker: WorkerDriver, app: App, admin: GraphQLClient
) -> None:
    order = await place(buyer, (MUG, 2))
    await staff.capture(order)
    await worker.drain()
    await worker.drain()
    assert [mail.kind for mail in await mails()] == ["checkout.order_placed", "checkout.document_issued"]
    line = order["lines"][0]["id"]
    await staff.refund(order, lines=[{"lineId": line, "quantity": 1}])
    await worker.drain()
    await worker.drain()
    [refunded] = await mails("order_refunded")
    assert "We gave back €12.50" in refunded.text
    assert "1 × Mug" in refunded.text
    invoice, note = await mails("document_issued")
    assert "attached as a PDF" in invoice.text
    assert "€29.90" in invoice.text
    assert "€12.50" in note.text
    query = 'query { mails(first: 5, kind: "checkout.document_issued") { nodes { subject attachments { name url } } } }'
    newest, oldest = (await admin(query))["mails"]["nodes"]
    assert [one["name"] for one in oldest["attachments"]] == [f"{oldest['subject'].split()[0]}.pdf"]
    assert newest["attachments"][0]["name"].startswith("CN-")
    documents = (await admin("{ orderDocuments(first: 5) { nodes { id kind } } }"))["orderDocuments"]["nodes"]
    [document] = [one for one in documents if one["kind"] == "INVOICE"]
    messages = [path.read_bytes() for path in app.mails.folder.glob("*document_issued*.eml")]
    assert all(b"Content-Type: application/pdf" in message for message in messages)
    assert (await pdf_of(app, document)).startswith(b"%PDF-")


async def test_a_cancelled_order_is_told_of_without_what_staff_wrote(
    buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver
) -> None:
    order = await place(buyer)
    await admin.change("orderCancel", {"id": order["id"], "reason": "fraud?"}, "order { state }")
    await worker.drain()
    [mail] = await mails("order_cancelled")
    assert mail.subject == f"Your order {order['number']} was cancelled"
    assert "fraud" not in mail.text
    assert "given back" not in mail.text, "nothing was captured"


async def test_a_parcel_that_left_is_told_of_once_with_where_to_follow_it(
    app: App, buyer: Buyer, worker: WorkerDriver
) -> None:
    order = await place(buyer, (MUG, 2), (BOOK, 1))
    line = parse_global_id(order["lines"][0]["id"], "OrderLine")
    event = ShipmentShipped(
        order_id=parse_global_id(order["id"], "Order"),
        order_number=order["number"],
        channel="default",
        shipment_id=new_id(),
        number="1",
        warehouse="east",
        lines=(ParcelPieces(line_id=line, ref=SellableRef("TestThing", MUG), quantity=2),),
        trackings=(ParcelTracking(carrier="dhl", carrier_name="DHL", number="0034", url="https://dhl.example/0034"),),
        shipped_at=clock.utc_now(),
    )
    of_another_shop = msgspec.structs.replace(event, order_id=new_id(), shipment_id=new_id())
    for told in (event, event, of_another_shop):
        async with app.unit_of_work(app.system_context()) as uow:
            uow.emit(told)
        await worker.drain()
    [mail] = await mails("order_shipped")
    assert mail.subject == f"Your order {order['number']} is on its way"
    assert "2 × Mug" in mail.text
    assert "Book" not in mail.text
    assert "DHL 0034" in mail.text
    assert 'href="https://dhl.example/0034"' in mail.html


async def test_what_a_buyer_calls_themselves_is_no_markup(buyer: Buyer, worker: WorkerDriver) -> None:
    name = "<b>Ada</b> {{ 7 * 7 }} [x](https://evil.example)"
    address = {"country": "DE", "name": name, "line1": "Weg 1", "city": "Berlin", "postalCode": "10117"}
    cart = await buyer.ready((MUG, 1), address=address)
    assert (await buyer.complete(cart["id"]))["errors"] == []
    await worker.drain()
    [mail] = await mails()
    assert "&lt;b&gt;Ada" in mail.html
    assert "{{ 7 * 7 }}" in mail.html


@pytest.mark.parametrize("address", ["https://shop.example/orders", "javascript:{token}"])
def test_an_order_address_needs_its_token(address: str) -> None:
    with pytest.raises(msgspec.ValidationError, match="order_url"):
        msgspec.convert({"order_url": address}, CheckoutSettings)


async def test_every_mail_can_be_previewed_in_every_language(app: App) -> None:
    for kind in app.mails.templates.kinds:
        subjects = {app.mails.render(kind, locale).subject for locale in ("en", "de", "zh-Hans")}
        assert len(subjects) == 3, kind


async def test_mails_can_be_turned_off(
    app: App, buyer: Buyer, worker: WorkerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugin: Any = app.host.get("checkout")
    off = msgspec.structs.replace(plugin.settings, mails_off=("order_placed",))
    monkeypatch.setattr(plugin.order_mails, "_settings", off)
    await place(buyer)
    await worker.drain()
    assert await mails() == []
