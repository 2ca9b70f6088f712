"""The plugin behind what every deployment has: the static admin token, health, metrics, events in the admin API."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fondaco.access.permissions import Permission
from fondaco.access.principals import Credentials, Principal, PrincipalKind
from fondaco.db.engine import fetch_value
from fondaco.diagnosis import Diagnosis
from fondaco.files import jobs as file_jobs
from fondaco.files import serving
from fondaco.files.permissions import MANAGE_FILES
from fondaco.graphql import GraphQL
from fondaco.jobs import Job
from fondaco.jobs.maintenance import JOBS
from fondaco.mails import MANAGE_MAILS, VIEW_MAILS
from fondaco.mails.jobs import mail_jobs
from fondaco.observability.health import HealthCheck
from fondaco.plugins import NoSettings, Plugin
from fondaco.system import permissions
from fondaco.system.graphql.admin import admin
from fondaco.system.graphql.files import files
from fondaco.system.graphql.mails import mails
from fondaco.system.graphql.shop import shop
from fondaco.system.routes import routes

if TYPE_CHECKING:
    from litestar.types import ControllerRouterHandler

__all__ = ["SystemPlugin"]


class SystemPlugin(Plugin[NoSettings]):
    """Always enabled. Owns the schema ``system``: outbox, deliveries, idempotency keys, files, mails."""

    name = "system"

    def register_graphql(self) -> GraphQL:
        """``shop`` for both schemas; plugins, deliveries, files and mails for staff."""
        return GraphQL(shop=(shop,), admin=(shop, admin, files, mails))

    def register_permissions(self) -> Sequence[Permission]:
        """Rights over the deployment itself."""
        return (permissions.VIEW_SYSTEM, permissions.MANAGE_EVENTS, MANAGE_FILES, VIEW_MAILS, MANAGE_MAILS)

    def register_jobs(self) -> Sequence[Job]:
        """Partitions are made and dropped in time; uploads and files that nobody needs go; mails are sent."""
        return (*JOBS, *file_jobs.JOBS, *mail_jobs(self.app.settings.mail))

    def register_diagnoses(self) -> Sequence[Diagnosis]:
        """Whether mails are sent."""
        mail = self.app.settings.mail
        if not mail.host:
            return (
                Diagnosis(
                    "mail",
                    "warning",
                    "no mail server is set, so mails are written into a folder and sent to nobody",
                    "Set host, username, password and sender in [mail].",
                ),
            )
        if not mail.sender:
            return (
                Diagnosis(
                    "mail",
                    "warning",
                    f"mails come from {self.app.mails.sender_of('')}, whom nobody chose",
                    "Set sender in [mail], an address that the mail server may send from.",
                ),
            )
        return (Diagnosis("mail", "ok", f"is sent by {mail.host}"),)

    def register_routes(self) -> Sequence[ControllerRouterHandler]:
        """``/health/live``, ``/health/ready``, ``/metrics``, and ``/files/…``."""
        return (*routes(), *serving.routes())

    def register_health_checks(self) -> Sequence[HealthCheck]:
        """The database answers. Valkey is not asked: the shop sells without it, jobs wait in the outbox."""
        return (HealthCheck("database", _database_answers),)

    async def resolve_principal(self, payload: Credentials) -> Principal | None:
        """Knows the static admin token of the settings, compared in constant time."""
        token = self.app.settings.access.admin_token
        if token and payload.bearer and hmac.compare_digest(token.encode(), payload.bearer.encode()):
            return Principal(kind=PrincipalKind.STAFF, id="staff:static-token", permissions=frozenset({"*"}))
        return None


async def _database_answers() -> None:
    await fetch_value("SELECT 1")
