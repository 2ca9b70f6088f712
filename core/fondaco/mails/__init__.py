"""Mails: kinds that plugins register, their templates, what is to be sent, and sending it.

`App.mails` is the room of an application. A plugin returns `MailKind` from `register_mails` and calls `MailRoom.queue`
in the transaction that is the reason for a mail, usually that of a subscriber: the mail is written with it or not at
all, and sent by a job afterwards.
"""

from fondaco.mails.kinds import Attachment, Mail, MailKind, MailState, RenderedMail
from fondaco.mails.permissions import MANAGE_MAILS, VIEW_MAILS
from fondaco.mails.room import MailRoom

__all__ = [
    "MANAGE_MAILS",
    "VIEW_MAILS",
    "Attachment",
    "Mail",
    "MailKind",
    "MailRoom",
    "MailState",
    "RenderedMail",
]
