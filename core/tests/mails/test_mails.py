"""Mails: written with what causes them, sent once, tried again, refused; by a mail server on this machine."""

from __future__ import annotations

import ssl
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
import pytest_asyncio
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from fondaco import clock
from fondaco.app import App
from fondaco.cli.serving import free_port
from fondaco.db.engine import execute, fetch_value
from fondaco.errors import InvalidInputError, NotFoundError, PluginError
from fondaco.files.uploads import receive_file
from fondaco.mails import Attachment, MailKind, MailState, repository
from fondaco.mails.sending import checked_address
from fondaco.mails.templating import Templates
from fondaco.settings import MailSettings, Settings
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco.testing.pytest_plugin import AppFactory

sys.path.append(str(Path(__file__).parent))  # importlib mode leaves it out

from mail_testing import DATA, LettersPlugin, MailServer, Written, letter

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PORT = free_port("127.0.0.1", 0)


def sending(settings: Settings) -> Settings:
    mail = MailSettings(
        host="127.0.0.1",
        port=PORT,
        security="none",
        timeout_seconds=2,
        max_attempts=3,
        sender="Shop <hello@shop.example>",
        senders={"us": "Store <hi@us.example>"},
    )
    return msgspec.structs.replace(settings, name="Porto", mail=mail)


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    made: App = await make_app(enabled=[], plugins=[LettersPlugin], settings=sending)
    return made


@pytest.fixture
def server() -> Iterator[MailServer]:
    made = MailServer()
    made.start(PORT)
    yield made
    made.stop()


async def queue(app: App, key: str = "a", **data: Any) -> UUID | None:
    async with app.unit_of_work(app.system_context()) as uow:
        return await app.mails.queue(uow, letter(key, **data))


async def state_of(mail_id: UUID | None) -> tuple[str, int, str | None]:
    assert mail_id is not None
    mail = await repository.find_mail(mail_id)
    assert mail is not None
    return mail.state.value, mail.attempts, mail.last_error


async def later(worker: WorkerDriver) -> None:
    """Two hours pass, and what is due is done."""
    with clock.moved(timedelta(hours=2)):
        await worker.drain()


async def test_a_mail_is_sent_with_its_text_html_and_headers(
    app: App, server: MailServer, worker: WorkerDriver
) -> None:
    mail_id = await queue(app)
    assert server.received == []
    await worker.drain()
    message = server.only()
    assert str(message["From"]) == "Shop <hello@shop.example>"
    assert str(message["To"]) == "ada@example.com"
    assert str(message["Subject"]) == "Hello Ada"
    assert str(message["Message-ID"]) == f"<{mail_id}.0@shop.example>"
    assert str(message["Auto-Submitted"]) == "auto-generated"
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "Hello Ada,\n" in text.get_content().replace("\r", "")
    assert "this costs €19.99, November 28, 2026" in text.get_content()
    assert "[Look at it](https://shop.example/orders/abc)" in text.get_content()
    assert 'href="https://shop.example/orders/abc"' in html.get_content()
    assert '<h1 style="' in html.get_content()
    assert "@media" in html.get_content()
    assert await state_of(mail_id) == ("sent", 0, None)
    await worker.drain()
    assert len(server.received) == 1


async def test_one_mail_for_each_event_however_often_it_is_delivered(
    app: App, server: MailServer, worker: WorkerDriver
) -> None:
    async with app.unit_of_work(app.system_context()) as uow:
        uow.emit(Written(number=1))
    await worker.drain()
    await execute(
        "UPDATE system.delivery SET state = 'pending', attempts = 0, finished_at = NULL WHERE subscriber = 'letters.answer'"
    )
    await worker.drain()
    assert await queue(app, "written:1") is None
    await worker.drain()
    assert len(server.received) == 1


async def test_a_mail_whose_reason_was_rolled_back_was_never_written(
    app: App, server: MailServer, worker: WorkerDriver
) -> None:
    with pytest.raises(ZeroDivisionError):
        async with app.unit_of_work(app.system_context()) as uow:
            await app.mails.queue(uow, letter("a"))
            _ = 1 / 0
    await worker.drain()
    assert server.received == []
    assert await fetch_value("SELECT count(*) FROM system.mail") == 0


async def test_a_server_that_is_down_is_tried_again(app: App, server: MailServer, worker: WorkerDriver) -> None:
    server.stop()
    mail_id = await queue(app)
    await worker.drain()
    state, attempts, error = await state_of(mail_id)
    assert (state, attempts) == ("pending", 1)
    assert error is not None
    assert error.startswith("SMTPConnectError")
    server.start(PORT)
    await later(worker)
    assert await state_of(mail_id) == ("sent", 1, None)
    assert len(server.received) == 1


async def test_a_server_that_says_later_is_tried_again_with_the_same_message_id(
    app: App, server: MailServer, worker: WorkerDriver
) -> None:
    server.answers = ["451 4.3.0 try later"]
    server.recipients = ["450 4.2.1 mailbox busy"]
    mail_id = await queue(app)
    await worker.drain()
    assert "450" in str((await state_of(mail_id))[2])
    await later(worker)
    state, attempts, error = await state_of(mail_id)
    assert (state, attempts) == ("pending", 2)
    assert "try later" in str(error)
    with clock.moved(timedelta(hours=4)):
        await worker.drain()
    assert (await state_of(mail_id))[0] == "sent"
    assert server.ids() == {f"<{mail_id}.0@shop.example>": 1}


@pytest.mark.parametrize("where", ["answers", "recipients"])
async def test_what_is_refused_for_good_is_not_tried_again(
    app: App, server: MailServer, worker: WorkerDriver, where: str
) -> None:
    setattr(server, where, ["550 5.1.1 no such user"])
    mail_id = await queue(app)
    await worker.drain()
    state, attempts, error = await state_of(mail_id)
    assert (state, attempts) == ("failed", 1)
    assert "550" in str(error)
    assert "no such user" in str(error)
    await later(worker)
    assert server.received == []


async def test_after_all_attempts_a_mail_has_failed_and_says_why_and_staff_send_it_again(
    app: App, server: MailServer, worker: WorkerDriver, admin: GraphQLClient
) -> None:
    server.stop()
    mail_id = await queue(app)
    for hours in range(3):
        with clock.moved(timedelta(hours=2 * hours)):
            await worker.drain()
    state, attempts, error = await state_of(mail_id)
    assert (state, attempts) == ("failed", 3)
    assert "SMTPConnectError" in str(error)
    assert await fetch_value("SELECT count(*) FROM system.delivery WHERE state <> 'done'") == 0
    query = "query ($state: MailState) { mails(first: 5, state: $state) { nodes { id kind state recipient subject lastError attempts messageId attachments { name } } } }"
    [found] = (await admin(query, {"state": "FAILED"}))["mails"]["nodes"]
    assert (found["kind"], found["recipient"], found["subject"]) == ("letters.hello", "ada@example.com", "Hello Ada")
    server.start(PORT)
    payload = await admin.change("mailResend", {"id": found["id"]}, "mail { state attempts messageId }")
    assert payload["errors"] == []
    assert payload["mail"]["state"] == "PENDING"
    assert payload["mail"]["messageId"] == f"<{mail_id}.1@shop.example>"
    payload = await admin.change("mailResend", {"id": found["id"]}, "mail { state }")
    assert [error["code"] for error in payload["errors"]] == ["MAIL_PENDING"]
    await worker.drain()
    assert len(server.received) == 1


async def test_a_slow_server_is_given_up_and_tried_again(app: App, server: MailServer, worker: WorkerDriver) -> None:
    app.mails.settings = msgspec.structs.replace(app.mails.settings, timeout_seconds=0.2)
    server.wait = 1.0
    mail_id = await queue(app)
    await worker.drain()
    state, _, error = await state_of(mail_id)
    assert state == "pending"
    assert error == "TimeoutError: took longer than 0.2 seconds"
    app.mails.settings = msgspec.structs.replace(app.mails.settings, timeout_seconds=5)
    server.wait = 0.0
    await later(worker)
    assert (await state_of(mail_id))[0] == "sent"


async def test_a_worker_that_dies_between_sending_and_noting_sends_the_same_message_again(
    app: App, server: MailServer, worker: WorkerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail_id = await queue(app)

    async def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(repository, "note_sent", killed)
        with pytest.raises(KeyboardInterrupt):
            assert mail_id is not None
            await app.mails.deliver(mail_id, 1)
    assert (await state_of(mail_id))[0] == "pending"
    await worker.drain()
    assert (await state_of(mail_id))[0] == "sent"
    assert server.ids() == {f"<{mail_id}.0@shop.example>": 2}


async def test_attachments_go_with_a_mail_and_keep_their_files(
    app: App, server: MailServer, worker: WorkerDriver
) -> None:
    async def chunks() -> Any:
        yield PDF

    file = await receive_file(
        app.unit_of_work,
        app.system_context(),
        app.files,
        name="INV-1.pdf",
        content_type="application/pdf",
        chunks=chunks(),
        private=True,
    )
    async with app.unit_of_work(app.system_context()) as uow:
        mail = msgspec.structs.replace(letter("a"), attachments=(Attachment(file.id, "Rechnung ä.pdf"),))
        await app.mails.queue(uow, mail)
    await worker.drain()
    [attached] = server.only().iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("Rechnung ä.pdf", "application/pdf")
    assert attached.get_content() == await app.files.storage.get(file.key)


@pytest.mark.parametrize(
    "address",
    ["", "ada", "ada@", "@x.example", "ada@x.example\nBcc: eve@x.example", "a@x.example\r\n\r\nHello", "a b@x.example",
     "ada@x.example, eve@x.example", "Ada <ada@x.example>", "a\0@x.example"],
)  # fmt: skip
def test_what_is_no_address_goes_into_no_header(address: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        checked_address(address)
    assert refused.value.code == "MAIL_ADDRESS_INVALID"


async def test_names_cannot_break_out_of_headers_or_markup(app: App, server: MailServer, worker: WorkerDriver) -> None:
    name = "Ada\r\nBcc: eve@example.com\r\n\r\n<script>alert(1)</script> {{ 7 * 7 }} {total}"
    await queue(app, name=name)
    await worker.drain()
    message = server.only()
    assert message["Bcc"] is None
    assert (
        str(message["Subject"])
        .strip()
        .startswith("Hello Ada Bcc: eve@example.com <script>alert(1)</script> {{ 7 * 7 }}")
    )
    html = message.get_body(("html",))
    assert html is not None
    assert "<script>" not in html.get_content()
    assert "{{ 7 * 7 }}" in html.get_content()


async def test_languages_fall_back_for_whole_mails_and_for_single_texts(app: App) -> None:
    chinese = app.mails.render("letters.hello", "zh-CN", DATA)
    assert chinese.subject == "您好 Ada"
    assert "Look at it" in chinese.text
    assert "您收到此邮件" in chinese.text
    assert app.mails.render("letters.hello", "fr", DATA).subject == "Hello Ada"


async def test_channels_have_senders_of_their_own(app: App) -> None:
    assert app.mails.sender_of("us") == "Store <hi@us.example>"
    assert app.mails.sender_of("default") == "Shop <hello@shop.example>"


async def test_a_shop_replaces_templates_and_texts(tmp_path: Path) -> None:
    (tmp_path / "letters" / "locales").mkdir(parents=True)
    (tmp_path / "letters" / "hello.html").write_text('{% extends "layout.html" %}{% block content %}Mine{% endblock %}')
    (tmp_path / "letters" / "locales" / "en.toml").write_text('[hello]\nsubject = "Dear {name}"\n')
    (tmp_path / "letters" / "locales" / "fr.toml").write_text('[hello]\nsubject = "Chère {name}"\n')
    kind = MailKind(name="hello", package="letters", description="", sample=lambda _: DATA)
    templates = Templates([("letters", (kind,))], tmp_path)
    made = templates.render("letters.hello", "en", DATA, shop_name="Porto")
    assert made.subject == "Dear Ada"
    assert "Mine" in made.text
    assert templates.render("letters.hello", "fr-CA", DATA, shop_name="Porto").subject == "Chère Ada"


def test_kinds_without_templates_or_texts_refuse_boot() -> None:
    kind = MailKind(name="nothing", package="letters", description="", sample=lambda _: DATA)
    with pytest.raises(PluginError, match="has no template"):
        Templates([("letters", (kind,))], None)


def test_a_template_that_runs_for_ever_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "hello.html").write_text(
        "{% for a in range(9999) %}{% for b in range(9999) %}{{ b }}{% endfor %}{% endfor %}"
    )
    kind = MailKind(name="hello", package="letters", description="", sample=lambda _: DATA)
    with pytest.raises(Exception, match="fuel"):
        Templates([("letters", (kind,))], tmp_path).render("letters.hello", "en", DATA, shop_name="Porto")


async def test_staff_preview_mails(app: App, admin: GraphQLClient) -> None:
    found = await admin(
        '{ mailKinds { name languages } mailPreview(kind: "letters.hello", locale: "zh-Hans") { subject html text } }'
    )
    assert found["mailKinds"] == [{"name": "letters.hello", "languages": ["en", "zh-Hans"]}]
    assert found["mailPreview"]["subject"] == "您好 Ada"
    with pytest.raises(NotFoundError):
        app.mails.render("letters.none", "en")


async def test_old_mails_are_forgotten(app: App, server: MailServer, worker: WorkerDriver) -> None:
    await queue(app)
    await worker.drain()
    await worker.run_job("system.forget_mails")
    assert await fetch_value("SELECT count(*) FROM system.mail") == 1
    with clock.moved(timedelta(days=91)):
        await worker.run_job("system.forget_mails")
    assert await fetch_value("SELECT count(*) FROM system.mail") == 0


async def test_without_a_server_mails_are_written_into_a_folder(
    app: App, worker: WorkerDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.mails, "settings", MailSettings())
    monkeypatch.setattr(app.mails, "folder", tmp_path / "mails")
    mail_id = await queue(app)
    await worker.drain()
    assert (await state_of(mail_id))[0] == MailState.WRITTEN
    html, message = sorted((tmp_path / "mails").iterdir(), key=lambda path: path.suffix, reverse=True)
    assert "Hello Ada" in html.read_text("utf-8")
    assert b"Subject: Hello Ada" in message.read_bytes()


async def test_a_login_is_made_only_over_tls(app: App, worker: WorkerDriver, tmp_path: Path) -> None:
    port = free_port("127.0.0.1", 0)
    server = MailServer()
    server.start(port, auth_required=True)  # without TLS it offers no login
    try:
        app.mails.settings = msgspec.structs.replace(
            app.mails.settings, port=port, security="starttls", username="shop", password="secret"
        )
        mail_id = await queue(app)
        await worker.drain()
    finally:
        server.stop()
    state, _, error = await state_of(mail_id)
    assert state == "pending"
    assert "STARTTLS" in str(error)
    assert server.logins == []


async def test_a_mail_is_sent_over_tls_with_a_login(
    app: App, worker: WorkerDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, key = self_signed(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    port = free_port("127.0.0.1", 0)
    server = MailServer()
    server.start(port, tls_context=context, require_starttls=True, auth_required=True)
    try:
        app.mails.settings = msgspec.structs.replace(
            app.mails.settings, host="localhost", port=port, security="starttls", username="shop", password="secret"
        )
        mail_id = await queue(app)
        await worker.drain()
        app.mails.settings = msgspec.structs.replace(app.mails.settings, password="wrong")
        refused = await queue(app, "b")
        await worker.drain()
    finally:
        server.stop()
    assert await state_of(mail_id) == ("sent", 0, None)
    state, _, error = await state_of(refused)
    assert state == "pending", "a wrong password is no reason to give a mail up"
    assert "535" in str(error)
    assert server.logins[0] == "shop"


def self_signed(folder: Path) -> tuple[Path, Path]:
    """A certificate for this machine and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate, private
