"""Queries on mails."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from fondaco.db.engine import execute, fetch_all, fetch_one, fetch_value
from fondaco.db.pagination import Keyset, Page, PageArgs, SortKey
from fondaco.mails.kinds import Attachment, MailState, RenderedMail

__all__ = [
    "StoredMail",
    "add_mail",
    "delete_old",
    "find_mail",
    "list_attachments",
    "list_mails",
    "note_failure",
    "note_sent",
    "queue_again",
]


class StoredMail(msgspec.Struct, frozen=True, kw_only=True):
    """A mail as it is kept.

    Attributes:
        kind: Full name.
        sender: As in the header From.
        resends: How often staff had it sent again.
        attempts: How often sending it failed since it was queued last.
        last_error: Why it failed last.
        sent_at: When a server took it, or it was written.
    """

    id: UUID
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

    @property
    def message_id(self) -> str:
        """The header Message-ID: the same for every attempt, so that a mail that came twice is known as one."""
        domain = self.sender.rpartition("@")[2].rstrip(">").strip() or "localhost"
        return f"<{self.id}.{self.resends}@{domain}>"


class _Row(msgspec.Struct):
    id: UUID
    kind: str
    state: str
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


_SELECT = f"SELECT {', '.join(f'm.{name}' for name in _Row.__struct_fields__)} FROM system.mail AS m"  # noqa: S608 (constants)


def _mail(row: _Row) -> StoredMail:
    fields = {name: getattr(row, name) for name in row.__struct_fields__}
    return StoredMail(**{**fields, "state": MailState(row.state)})


async def add_mail(
    mail_id: UUID,
    *,
    kind: str,
    key: str,
    sender: str,
    recipient: str,
    channel: str,
    locale: str,
    rendered: RenderedMail,
    attachments: Sequence[Attachment],
    now: datetime,
) -> bool:
    """Writes a mail with its attachments; False where there is one of its key already."""
    added = await fetch_value(
        "INSERT INTO system.mail (id, kind, key, state, sender, recipient, channel, locale, subject, html, text, "
        "created_at) VALUES ($1, $2, $3, 'pending', $4, $5, $6, $7, $8, $9, $10, $11) "
        "ON CONFLICT (key) DO NOTHING RETURNING true",
        mail_id,
        kind,
        key,
        sender,
        recipient,
        channel,
        locale,
        rendered.subject,
        rendered.html,
        rendered.text,
        now,
    )
    if added and attachments:
        await execute(
            "INSERT INTO system.mail_attachment (mail_id, position, file, name) "
            "SELECT $1, a.position, a.file, a.name FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY "
            "AS a (file, name, position)",
            mail_id,
            [one.file_id for one in attachments],
            [one.name for one in attachments],
        )
    return bool(added)


async def find_mail(mail_id: UUID, *, lock: bool = False) -> StoredMail | None:
    """Returns a mail; locked until the transaction ends where that is wanted."""
    row = await fetch_one(_Row, f"{_SELECT} WHERE m.id = $1{' FOR UPDATE' if lock else ''}", mail_id)
    return None if row is None else _mail(row)


class _Attached(msgspec.Struct):
    mail_id: UUID
    file: UUID
    name: str


async def list_attachments(mail_ids: Sequence[UUID]) -> dict[UUID, list[Attachment]]:
    """Returns the attachments of many mails with one statement, in their order."""
    rows = await fetch_all(
        _Attached,
        "SELECT mail_id, file, name FROM system.mail_attachment WHERE mail_id = ANY($1) ORDER BY mail_id, position",
        list(mail_ids),
    )
    found: dict[UUID, list[Attachment]] = {mail_id: [] for mail_id in mail_ids}
    for row in rows:
        found[row.mail_id].append(Attachment(row.file, row.name))
    return found


_NEWEST = (
    SortKey("m.created_at", datetime, "created_at", descending=True),
    SortKey("m.id", UUID, "id", descending=True),
)


async def list_mails(
    args: PageArgs,
    *,
    state: MailState | None = None,
    kind: str | None = None,
    recipient: str | None = None,
    largest: int = 100,
) -> Page[StoredMail]:
    """Returns a page of mails, the newest first.

    Args:
        recipient: Exactly this address; the case does not matter.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``.
    """
    conditions, params = ["TRUE"], []
    for condition, value in (
        ("m.state = $", None if state is None else state.value),
        ("m.kind = $", kind),
        ("lower(m.recipient) = $", None if recipient is None else recipient.replace("\0", "").strip().lower()),
    ):
        if value is not None:
            params.append(value)
            conditions.append(f"{condition}{len(params)}")
    where = " AND ".join(conditions)
    keyset = Keyset(_NEWEST, args, largest=largest, offset=len(params))
    rows = await fetch_all(
        _Row,
        f"{_SELECT} WHERE {where} AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        *params,
        *keyset.params,
    )

    async def count() -> int:
        total: int = await fetch_value(f"SELECT count(*) FROM system.mail AS m WHERE {where}", *params)  # noqa: S608 (constants)
        return total

    return keyset.page([_mail(row) for row in rows], count)


async def note_sent(mail_id: UUID, state: MailState, now: datetime) -> None:
    """Notes that a pending mail is with a server, or in the folder."""
    await execute(
        "UPDATE system.mail SET state = $2, sent_at = $3, last_error = NULL WHERE id = $1 AND state = 'pending'",
        mail_id,
        state.value,
        now,
    )


async def note_failure(mail_id: UUID, error: str, *, final: bool) -> None:
    """Notes that an attempt failed; a final one is the last."""
    await execute(
        "UPDATE system.mail SET attempts = attempts + 1, last_error = $2, "
        "state = CASE WHEN $3 THEN 'failed' ELSE state END WHERE id = $1 AND state = 'pending'",
        mail_id,
        error[:2000].replace("\0", ""),
        final,
    )


async def queue_again(mail_id: UUID) -> None:
    """Makes a locked mail pending again, as another message."""
    await execute(
        "UPDATE system.mail SET state = 'pending', attempts = 0, last_error = NULL, sent_at = NULL, "
        "resends = resends + 1 WHERE id = $1",
        mail_id,
    )


async def delete_old(before: datetime, most: int) -> int:
    """Deletes mails from before a moment that are not pending; returns how many, no more than `most`."""
    deleted: int = await fetch_value(
        "WITH gone AS (DELETE FROM system.mail WHERE id IN (SELECT id FROM system.mail "
        "WHERE created_at < $1 AND state <> 'pending' LIMIT $2) RETURNING 1) SELECT count(*) FROM gone",
        before,
        most,
    )
    return deleted
