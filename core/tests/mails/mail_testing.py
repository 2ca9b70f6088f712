"""A mail server that does what a test says, and a plugin that writes letters."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from fondaco.commerce.event import Event
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.events.subscribers import Subscriber
from fondaco.mails import Mail, MailKind
from fondaco.plugins import NoSettings, Plugin

__all__ = ["DATA", "LettersPlugin", "MailServer", "Written", "letter"]

DATA: dict[str, Any] = {
    "name": "Ada",
    "total": {"amount": 1999, "currency": "EUR"},
    "on": "2026-11-28",
    "url": "https://shop.example/orders/abc",
}


class Written(Event, frozen=True):
    """Somebody wrote."""

    wire_name = "letters.written"

    number: int


class LettersPlugin(Plugin[NoSettings]):
    """Writes a letter whenever it hears of it."""

    name = "letters"
    version = "1"

    def register_mails(self) -> Sequence[MailKind]:
        return (MailKind(name="hello", package="letters", description="Says hello.", sample=lambda _: DATA),)

    def register_subscribers(self) -> Sequence[Subscriber]:
        async def answer(uow: UnitOfWork, event: Written) -> None:
            await self.app.mails.queue(uow, letter(f"written:{event.number}"))

        return (Subscriber(Written, answer),)


def letter(key: str, *, to: str = "ada@example.com", locale: str = "en", **data: Any) -> Mail:
    """A letter to Ada."""
    return Mail(kind="letters.hello", key=key, to=to, channel="default", locale=locale, data={**DATA, **data})


class MailServer:
    """A mail server on this machine.

    Attributes:
        received: Messages that it took.
        answers: What it answers to the next messages instead of taking them, such as ``451 later``.
        recipients: What it answers to the next recipients.
        wait: Seconds that it takes for a message.
    """

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.answers: list[str] = []
        self.recipients: list[str] = []
        self.logins: list[str] = []
        self.wait = 0.0
        self._controller: Controller | None = None

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Sequence[str]
    ) -> str:
        if self.recipients:
            return self.recipients.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        await asyncio.sleep(self.wait)
        if self.answers:
            return self.answers.pop(0)
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.received.append(message)
        return "250 OK"

    def _login(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        self.logins.append(data.login.decode())
        return AuthResult(success=data.password == b"secret", handled=False)

    def start(self, port: int, **options: Any) -> None:
        """Begins to listen."""
        self._controller = Controller(self, hostname="127.0.0.1", port=port, authenticator=self._login, **options)
        self._controller.start()

    def stop(self) -> None:
        """Ends; what is sent then finds nobody."""
        if self._controller is not None:
            self._controller.stop(no_assert=True)
            self._controller = None

    def only(self) -> EmailMessage:
        """The one message that it took."""
        [message] = self.received
        return message

    def ids(self) -> Mapping[str, int]:
        """How often each Message-ID came."""
        found: dict[str, int] = {}
        for message in self.received:
            found[str(message["Message-ID"])] = found.get(str(message["Message-ID"]), 0) + 1
        return found
