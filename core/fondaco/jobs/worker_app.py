"""What the worker needs of the application."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Protocol

from fondaco.commerce.channel import Channel
from fondaco.context import Context
from fondaco.db.engine import Database
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.dispatch import Hooks
from fondaco.settings import Settings

if TYPE_CHECKING:
    from fondaco.files.depot import Depot
    from fondaco.mails.room import MailRoom

__all__ = ["WorkerApp"]


class WorkerApp(Protocol):
    """The part of `fondaco.app.App` that events and jobs run on."""

    @property
    def settings(self) -> Settings:
        """Sections ``events`` and ``jobs`` matter here."""

    @property
    def database(self) -> Database:
        """Connected."""

    @property
    def hooks(self) -> Hooks:
        """For `register_subscribers` and `register_jobs`."""

    @property
    def files(self) -> Depot:
        """The file room."""

    @property
    def mails(self) -> MailRoom:
        """The mail room."""

    @property
    def channels(self) -> Mapping[str, Channel]:
        """By slug, the default one first."""

    def unit_of_work(self, context: Context) -> AbstractAsyncContextManager[UnitOfWork]:
        """Opens a unit of work that flushes to the outbox."""
