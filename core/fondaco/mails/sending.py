"""Handing a mail to a mail server, or writing it into a folder where none is set."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path

import aiosmtplib

from fondaco.errors import InvalidInputError
from fondaco.mails.repository import StoredMail
from fondaco.settings import MailSettings

__all__ = ["RefusedError", "checked_address", "message_of", "send", "write"]


class RefusedError(Exception):
    """A mail server refused the mail for good: it answered with a code from 500 to 599."""


def checked_address(text: str) -> str:
    """Returns a bare address of a mail.

    Raises:
        InvalidInputError: ``MAIL_ADDRESS_INVALID``: it is none, or could break out of a header.
    """
    try:
        if not text.isprintable() or " " in text:
            raise ValueError(text)
        address = Address(addr_spec=text)
        if not address.username or not address.domain:
            raise ValueError(text)
    except (ValueError, IndexError, HeaderParseError) as error:
        raise InvalidInputError("This is no address of a mail.", code="MAIL_ADDRESS_INVALID") from error
    return text


def _named(text: str) -> Address:
    name, address = parseaddr(text)
    return Address(display_name=name, addr_spec=address)


def message_of(mail: StoredMail, reply_to: str, attached: Sequence[tuple[str, str, bytes]]) -> EmailMessage:
    """Returns the message of a mail; all its headers are the same whenever it is made.

    Args:
        attached: Name, media type and bytes of each attachment.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = _named(mail.sender)
    message["To"] = Address(addr_spec=mail.recipient)
    if reply_to:
        message["Reply-To"] = _named(reply_to)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = mail.locale
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    for name, media_type, content in attached:
        main, _, sub = media_type.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message


async def send(settings: MailSettings, message: EmailMessage) -> None:
    """Hands a message to the mail server of the settings, within ``mail.timeout_seconds`` in all.

    Raises:
        RefusedError: The server refuses the sender, the recipient or the message for good.
        aiosmtplib.SMTPException, OSError, TimeoutError: It may work later.
    """
    try:
        async with asyncio.timeout(settings.timeout_seconds):
            await aiosmtplib.send(
                message,
                hostname=settings.host,
                port=settings.port,
                username=settings.username or None,
                password=settings.password or None,
                use_tls=settings.security == "tls",
                start_tls=settings.security == "starttls",
                timeout=settings.timeout_seconds,
            )
    except aiosmtplib.SMTPRecipientsRefused as error:
        codes = [refused.code for refused in error.recipients]
        reason = "; ".join(f"{one.recipient}: {one.code} {one.message}" for one in error.recipients)
        if all(500 <= code < 600 for code in codes):
            raise RefusedError(reason) from error
        raise
    except (aiosmtplib.SMTPSenderRefused, aiosmtplib.SMTPDataError) as error:
        if 500 <= error.code < 600:
            raise RefusedError(f"{error.code} {error.message}") from error
        raise


def write(folder: Path, mail: StoredMail, message: EmailMessage) -> None:
    """Writes a mail into a folder: as a message that mail programs open, and its HTML for a browser."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{mail.created_at:%Y%m%d-%H%M%S}-{mail.kind}-{mail.id}"
    (folder / f"{name}.html").write_text(mail.html, "utf-8")
    (folder / f"{name}.eml").write_bytes(message.as_bytes())
