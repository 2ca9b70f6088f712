"""The section of mails in ``fondaco.toml``."""

from __future__ import annotations

from email.utils import parseaddr
from typing import Annotated, Literal

import msgspec

__all__ = ["MailSettings"]


class MailSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[mail]``: from whom mails come, and by which server they are sent.

    Attributes:
        host: Of the mail server (SMTP). Where empty, mails are written into a folder instead.
        port: 587 for STARTTLS, 465 for TLS.
        security: ``starttls``, ``tls``, or ``none`` for a server on this machine or network.
        username: Where the server wants one.
        password: Better given by the environment.
        timeout_seconds: How long handing one mail over may take.
        max_attempts: After so many failures, over some hours, a mail has failed; staff can send it again.
        sender: ``Shop <hello@shop.example>``; no-reply at the host of `server.public_url` where empty.
        senders: By slug of a channel, where mails come from somebody else.
        reply_to: Where answers go, if not to the sender.
        folder: Where mails are written while there is no server; ``mails`` in the data directory where empty. Relative
            to the file.
        templates: Folder of the shop's own templates and texts, which replace those of plugins. Relative to the file.
        keep_days: How long mails are kept.
    """

    host: str = ""
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    username: str = ""
    password: str = ""
    timeout_seconds: Annotated[float, msgspec.Meta(gt=0, le=300)] = 30.0
    max_attempts: Annotated[int, msgspec.Meta(ge=1, le=100)] = 16
    sender: str = ""
    senders: dict[str, str] = msgspec.field(default_factory=dict)
    reply_to: str = ""
    folder: str = ""
    templates: str = ""
    keep_days: Annotated[int, msgspec.Meta(ge=1)] = 90

    def __post_init__(self) -> None:
        for text in (self.sender, self.reply_to, *self.senders.values()):
            address = parseaddr(text)[1]
            name, _, domain = address.rpartition("@")
            if text and not (name and domain and text.isprintable()):
                raise ValueError(f"{text!r} is no sender, such as Shop <hello@shop.example>")
