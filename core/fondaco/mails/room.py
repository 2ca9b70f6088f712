"""The mail room of one application: its kinds and templates, who sends, and the queue."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import UUID

import msgspec
import structlog

from fondaco import clock
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import ConflictError, NotFoundError
from fondaco.files.repository import list_files
from fondaco.ids import new_id
from fondaco.mails import repository
from fondaco.mails.kinds import Mail, MailKind, MailState, RenderedMail
from fondaco.mails.repository import StoredMail
from fondaco.mails.sending import RefusedError, checked_address, message_of, send, write
from fondaco.mails.templating import Templates
from fondaco.settings import Settings

if TYPE_CHECKING:
    from fondaco.files.depot import Depot

__all__ = ["MailRoom", "QueuedMail"]

log = structlog.get_logger("fondaco.mails")


class QueuedMail(msgspec.Struct, frozen=True):
    """The payload of ``system.send_mail``."""

    mail_id: UUID


class MailRoom:
    """What everything in this room works with; `App.mails`.

    Args:
        kinds: Plugin names with what their `register_mails` returned.

    Attributes:
        settings: ``[mail]``.
        folder: Where mails are written while no server is set.
        templates: Of all kinds.
    """

    def __init__(self, settings: Settings, kinds: Sequence[tuple[str, Sequence[MailKind]]], depot: Depot) -> None:
        self.settings = settings.mail
        self._shop = settings
        self._depot = depot
        self.folder = Path(self.settings.folder) if self.settings.folder else Path(settings.data_dir) / "mails"
        own = Path(self.settings.templates) if self.settings.templates else None
        self.templates = Templates(kinds, own)

    def sender_of(self, channel: str) -> str:
        """Returns the header From of a channel's mails."""
        chosen = self.settings.senders.get(channel) or self.settings.sender
        if chosen:
            return chosen
        host = urlsplit(self._shop.server.base_url).hostname or "localhost"
        return f"no-reply@{host}"

    def render(self, kind: str, locale: str, data: object = None) -> RenderedMail:
        """Renders a mail; with the sample data of its kind where none is given.

        Raises:
            NotFoundError: ``MAIL_KIND_UNKNOWN``.
            minijinja.TemplateError: If the template fails.
        """
        if kind not in self.templates.kinds:
            raise NotFoundError(
                f"No mail is called {kind[:100]!r}. Mails: {', '.join(sorted(self.templates.kinds))}.",
                code="MAIL_KIND_UNKNOWN",
                field=("kind",),
            )
        given = self.templates.kinds[kind].sample(locale) if data is None else data
        values = msgspec.to_builtins(given, str_keys=True)
        return self.templates.render(kind, locale, values, shop_name=self._shop.name)

    async def queue(self, uow: UnitOfWork, mail: Mail) -> UUID | None:
        """Writes a mail in the caller's transaction, as it will be read; a job sends it after the commit.

        One for each key: queued again, whoever does so, it is neither written nor sent again.

        Returns:
            Its id; None where there was one already.

        Raises:
            InvalidInputError: ``MAIL_ADDRESS_INVALID``.
            NotFoundError: ``MAIL_KIND_UNKNOWN``.
            minijinja.TemplateError: If the template fails on the data.
        """
        mail_id = new_id()
        added = await repository.add_mail(
            mail_id,
            kind=mail.kind,
            key=mail.key,
            sender=self.sender_of(mail.channel),
            recipient=checked_address(mail.to),
            channel=mail.channel,
            locale=mail.locale,
            rendered=self.render(mail.kind, mail.locale, mail.data),
            attachments=mail.attachments,
            now=uow.now,
        )
        if not added:
            return None
        uow.enqueue("system.send_mail", QueuedMail(mail_id))
        return mail_id

    async def resend(self, uow: UnitOfWork, mail_id: UUID) -> StoredMail:
        """Has a mail sent once more, as another message with the same texts. Locks the mail.

        Raises:
            NotFoundError: ``MAIL_NOT_FOUND``.
            ConflictError: ``MAIL_PENDING``: it is being sent still.
        """
        mail = await repository.find_mail(mail_id, lock=True)
        if mail is None:
            raise NotFoundError("There is no such mail.", code="MAIL_NOT_FOUND", field=("id",))
        if mail.state is MailState.PENDING:
            raise ConflictError("This mail is being sent still.", code="MAIL_PENDING", field=("id",))
        await repository.queue_again(mail_id)
        uow.enqueue("system.send_mail", QueuedMail(mail_id))
        found = await repository.find_mail(mail_id)
        assert found is not None  # noqa: S101 (it is locked)
        return found

    async def deliver(self, mail_id: UUID, attempt: int) -> None:
        """Sends a pending mail, outside any transaction; of any other nothing is done.

        A worker that is killed after the server took it and before that is noted sends it again, with the same
        Message-ID.

        Args:
            attempt: From 1; when ``mail.max_attempts`` failed the mail has failed.

        Raises:
            Exception: What went wrong and may work later: the job is tried again.
        """
        mail = await repository.find_mail(mail_id)
        if mail is None or mail.state is not MailState.PENDING:
            return
        try:
            message = message_of(mail, self.settings.reply_to, await self._attached(mail_id))
            if self.settings.host:
                await send(self.settings, message)
            else:
                write(self.folder, mail, message)
        except RefusedError as error:
            await repository.note_failure(mail_id, f"refused: {error}", final=True)
            log.warning("mail_refused", mail_id=str(mail_id), kind=mail.kind, reason=str(error))
        except Exception as error:
            final = attempt >= self.settings.max_attempts
            reason = (
                f"{type(error).__name__}: {str(error) or f'took longer than {self.settings.timeout_seconds:g} seconds'}"
            )
            await repository.note_failure(mail_id, reason, final=final)
            log.warning("mail_not_sent", mail_id=str(mail_id), kind=mail.kind, attempt=attempt, final=final)
            if not final:
                raise
        else:
            state = MailState.SENT if self.settings.host else MailState.WRITTEN
            await repository.note_sent(mail_id, state, clock.utc_now())
            log.info("mail_sent", mail_id=str(mail_id), kind=mail.kind, state=state.value)

    async def _attached(self, mail_id: UUID) -> list[tuple[str, str, bytes]]:
        attachments = (await repository.list_attachments([mail_id]))[mail_id]
        files = await list_files([one.file_id for one in attachments]) if attachments else []
        return [
            (one.name, file.content_type, await self._depot.storage.get(file.key))
            for one, file in zip(attachments, files, strict=True)
            if file is not None
        ]
