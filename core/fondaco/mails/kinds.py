"""What a mail is: its kind, what it is made of, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

__all__ = ["Attachment", "Mail", "MailKind", "MailState", "RenderedMail"]


class MailKind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of mail that a plugin sends.

    In the folder ``mails`` of the package are ``<name>.html``, a MiniJinja template that fills the block ``content`` of
    ``layout.html``, and ``locales/<language>.toml`` with its texts, among them ``<name>.subject``. Whatever else ends
    with ``.html`` there can be included as ``<plugin>/<file>``.

    Attributes:
        name: Letters, digits and underscores; the full name is ``<plugin>.<name>``.
        package: Python package with the folder.
        description: For staff.
        sample: Returns made-up data for a preview in a language: what `Mail.data` would be.
    """

    name: str
    package: str
    description: str
    sample: Callable[[str], Mapping[str, Any]]


class Attachment(msgspec.Struct, frozen=True):
    """A file that goes with a mail.

    Attributes:
        file_id: In the file store.
        name: What the recipient sees.
    """

    file_id: UUID
    name: str


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """A mail that is to be sent.

    Attributes:
        kind: Full name.
        key: What it is about, so that there is one of it however often it is queued, such as ``<kind>:<order id>``.
        to: Address of the recipient.
        channel: Slug: who sends.
        locale: BCP 47 tag of the recipient's language.
        data: What the template is given: texts, numbers, lists and dicts; money as `msgspec.to_builtins` writes it.
        attachments: Files that go with it.
    """

    kind: str
    key: str
    to: str
    channel: str
    locale: str
    data: Mapping[str, Any]
    attachments: tuple[Attachment, ...] = ()


class RenderedMail(msgspec.Struct, frozen=True, kw_only=True):
    """A mail as the recipient reads it.

    Attributes:
        html: With its styles inside, as mail programs want them.
        text: The same as plain text.
    """

    subject: str
    html: str
    text: str


class MailState(StrEnum):
    """Where a mail stands."""

    PENDING = "pending"
    """It is to be sent, for the first time or again."""
    SENT = "sent"
    """A mail server took it."""
    WRITTEN = "written"
    """It was written into a folder, since no mail server is set."""
    FAILED = "failed"
    """It was refused for good, or all attempts failed."""
