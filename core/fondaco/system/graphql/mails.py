"""Mails, for staff: what was sent and what was not, previews, and sending one again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from fondaco.access.permissions import is_allowed
from fondaco.db.pagination import Page
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.files import list_files
from fondaco.graphql import ID, Connection, Info, RequestContext, SchemaPart, enum_type, input_type, object_type
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.ids import encode_global_id, parse_global_id
from fondaco.mails import MANAGE_MAILS, VIEW_MAILS, MailState, RenderedMail, repository

__all__ = ["mails"]

mails = SchemaPart()

enum_type(MailState)
_TYPE = "Mail"


@object_type(repository.StoredMail)
class Mail:
    """A mail that was sent, or is to be.

    Attributes:
        kind: Which mail, such as `checkout.order_placed`.
        sender: As recipients see it.
        resends: How often staff had it sent again.
        attempts: How often sending it failed since it was queued last.
        last_error: Why it failed last; null if it did not.
        sent_at: When a mail server took it, or it was written; null before.
        message_id: The header Message-ID; the same for every attempt.
    """

    kind: str
    state: MailState
    sender: str
    recipient: str
    channel: str
    locale: str
    subject: str
    html: str
    text: str
    resends: int
    attempts: int
    last_error: str | None
    created_at: datetime
    sent_at: datetime | None
    message_id: str


class AttachmentView(msgspec.Struct, frozen=True):
    """A file that went with a mail."""

    name: str
    url: str


@object_type(AttachmentView)
class MailAttachment:
    """A file that went with a mail.

    Attributes:
        url: Where it can be downloaded, for a while.
    """

    name: str
    url: str


class KindView(msgspec.Struct, frozen=True):
    """A kind of mail."""

    name: str
    description: str
    languages: list[str]


@object_type(KindView)
class MailKind:
    """A kind of mail that the shop sends.

    Attributes:
        name: Full, such as `checkout.order_placed`.
        languages: BCP 47 tags of those that it is written in.
    """

    name: str
    description: str
    languages: list[str]


@object_type(RenderedMail)
class MailPreview:
    """A mail as its recipient reads it, with made-up data."""

    subject: str
    html: str
    text: str


@input_type
class MailResendInput:
    """Which mail to send again."""

    id: ID


@mails.query(type=Connection[Mail], permission=VIEW_MAILS, name="mails")
async def all_mails(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    state: MailState | None = None,
    kind: str | None = None,
    recipient: str | None = None,
) -> Page[repository.StoredMail]:
    """Mails, the newest first.

    Args:
        state: Only those in this state; FAILED ones wait for somebody to send them again.
        kind: Only these, such as `checkout.order_placed`.
        recipient: Only those to this address.
    """
    return await repository.list_mails(
        info.context.page_args(first, after, last, before),
        state=state,
        kind=kind,
        recipient=recipient,
        largest=info.context.app.settings.graphql.max_page_size,
    )


@mails.query(type=Mail | None, permission=VIEW_MAILS)
async def mail(info: Info, id: ID) -> repository.StoredMail | None:
    """A mail; null if there is none of that id."""
    return (await _mails(info.context, [parse_global_id(id, _TYPE, field=("id",))]))[0]


async def _mails(context: RequestContext, ids: Sequence[UUID]) -> list[repository.StoredMail | None]:
    allowed = is_allowed(context.principal, VIEW_MAILS)
    return [await repository.find_mail(id_) if allowed else None for id_ in ids]


@mails.extend(_TYPE, type=ID, name="id")
async def mail_id(found: Sequence[repository.StoredMail]) -> list[str]:
    """Opaque."""
    return [encode_global_id(_TYPE, one.id) for one in found]


@mails.extend(_TYPE, type=list[MailAttachment], name="attachments")
async def mail_attachments(found: Sequence[repository.StoredMail], info: Info) -> list[list[AttachmentView]]:
    """What goes with it."""
    attached = await repository.list_attachments([one.id for one in found])
    ids = [one.file_id for of_mail in attached.values() for one in of_mail]
    files = dict(zip(ids, await list_files(ids), strict=True)) if ids else {}
    depot = info.context.app.files
    return [
        [
            AttachmentView(each.name, await depot.address_of(file))
            for each in attached[one.id]
            if (file := files[each.file_id]) is not None
        ]
        for one in found
    ]


@mails.query(type=list[MailKind], permission=VIEW_MAILS)
async def mail_kinds(info: Info) -> list[KindView]:
    """Which mails the shop sends, by name."""
    templates = info.context.app.mails.templates
    return [
        KindView(name, kind.description, list(templates.languages(name)))
        for name, kind in sorted(templates.kinds.items())
    ]


@mails.query(type=MailPreview, permission=VIEW_MAILS)
async def mail_preview(info: Info, kind: str, locale: str = "en") -> RenderedMail:
    """What a mail looks like, with made-up data.

    Args:
        kind: Full name, as `mailKinds` lists them.
        locale: BCP 47 tag of the recipient's language.
    """
    return info.context.app.mails.render(kind, locale)


@mails.mutation(returns={"mail": Mail}, permission=MANAGE_MAILS)
async def mail_resend(uow: UnitOfWork, info: Info, data: MailResendInput) -> repository.StoredMail:
    """Sends a mail that was sent or has failed once more, as it was."""
    return await info.context.app.mails.resend(uow, parse_global_id(data.id, _TYPE, field=("id",)))
