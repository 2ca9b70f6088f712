"""The composition root: settings in, application out. Nothing else wires parts together."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import structlog
from litestar import Litestar
from litestar.config.cors import CORSConfig
from litestar.plugins.core import MsgspecDIPlugin
from litestar.types import ASGIApp, Receive, Scope, Send

from fondaco.access.permissions import ANYONE, Permission
from fondaco.access.principals import SYSTEM, Principal
from fondaco.cache.invalidation import TagBus
from fondaco.cache.responses import ResponseCache
from fondaco.commerce.channel import Channel
from fondaco.context import Context
from fondaco.db.engine import Database
from fondaco.db.migrate import pending_migrations
from fondaco.db.unit_of_work import UnitOfWork, unit_of_work
from fondaco.dispatch import Hooks
from fondaco.errors import CompositionError, MigrationError, SettingsError
from fondaco.events import outbox
from fondaco.events.live import LiveEvents
from fondaco.events.subscribers import SubscriberRegistry
from fondaco.files.depot import Depot
from fondaco.graphql.composition import ComposedSchema, compose
from fondaco.graphql.endpoint import endpoint
from fondaco.graphql.endpoint.caching import keep_vary
from fondaco.graphql.execution import Answer
from fondaco.graphql.persisted import DocumentSource
from fondaco.graphql.subscriptions.hub import Hub
from fondaco.graphql.subscriptions.routes import graphql_routes, told_to_stop
from fondaco.hookspecs import HookSpecs
from fondaco.jobs import JobRegistry
from fondaco.jobs.worker import Worker, build_worker
from fondaco.mails import MailRoom
from fondaco.observability.health import HealthCheck
from fondaco.observability.metrics import Metrics
from fondaco.observability.middleware import observed
from fondaco.plugins import Plugin, PluginHost, discover
from fondaco.problems import exception_handlers
from fondaco.requests import REQUEST_ID_HEADER, SESSION_HEADER
from fondaco.settings import Settings, load_settings
from fondaco.system.plugin import SystemPlugin

__all__ = ["App", "asgi", "create_app"]

log = structlog.get_logger("fondaco.app")


class _Litestar(Litestar):
    """Litestar without the plugins for Pydantic and attrs that it loads wherever those happen to be installed.

    Our values are msgspec's; importing the others would cost each process 0.8 s at start and 20 MB.
    """

    @staticmethod
    def _get_default_plugins(plugins: list[Any]) -> list[Any]:
        return [*plugins, MsgspecDIPlugin()]


class App:
    """One application: its plugins, its schemas, its database. An ASGI application itself.

    Attributes:
        channels: By slug.
        permissions: Everything that can be granted, by name.
        live: Events as they are committed, for subscriptions of GraphQL.
        connections: Sockets and event streams of this process.
        documents: Which document a GraphQL request means.
        files: The file room.
        mails: The mail room.
    """

    def __init__(self, settings: Settings, host: PluginHost, *, worker_inside: bool = False) -> None:
        self.settings = settings
        self.host = host
        self.hooks = Hooks(host)
        self.channels: dict[str, Channel] = settings.channel_list()
        self.default_channel: Channel = next(iter(self.channels.values()))
        if not settings.database.url or not settings.redis.url:
            raise SettingsError("database.url and redis.url: no server is named, and none was started for this process")
        self.redis_url: str = settings.redis.url
        self.database = Database(settings.database.url, settings.database)
        self.metrics = Metrics()
        self.tags = TagBus()
        self.responses: ResponseCache[Answer] = ResponseCache(
            self.tags,
            max_entries=settings.graphql.cache_entries,
            max_bytes=settings.graphql.cache_bytes,
            seconds=settings.graphql.cache_seconds,
            pack=Answer.packed,
            watch=self.metrics.kept_answers,
        )
        for plugin in host.plugins:
            plugin.app = self
        self._tables = [table for _, tables in self.hooks.register(HookSpecs.register_tables) for table in tables]
        self.database.bind(self._tables)
        self.permissions = self._collect_permissions()
        self.subscribers = SubscriberRegistry(self.hooks.register(HookSpecs.register_subscribers))
        self.jobs = JobRegistry(self.hooks.register(HookSpecs.register_jobs))
        self.health_checks: list[HealthCheck] = [
            check for _, checks in self.hooks.register(HookSpecs.register_health_checks) for check in checks
        ]
        self.shop, self.admin = self._compose()
        self.files = Depot(settings)
        self.mails = MailRoom(settings, self.hooks.register(HookSpecs.register_mails), self.files)
        self.documents = DocumentSource(settings.graphql, self.redis_url)
        self.live = LiveEvents(self.shop.events | self.admin.events)
        self.connections = Hub(settings.subscriptions)
        self._worker_inside = worker_inside
        self.litestar = self._build_litestar()
        self._asgi: ASGIApp = observed(self.litestar, self.metrics)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._asgi(scope, receive, send)

    def _collect_permissions(self) -> dict[str, Permission]:
        found: dict[str, tuple[str, Permission]] = {}
        for plugin, permissions in self.hooks.register(HookSpecs.register_permissions):
            for permission in permissions:
                other = found.setdefault(permission.name, (plugin, permission))
                if other[1] is not permission:
                    raise CompositionError(
                        f"Plugins {other[0]!r} and {plugin!r} both register the permission {permission.name}."
                    )
        return {name: permission for name, (_, permission) in found.items()}

    def _compose(self) -> tuple[ComposedSchema, ComposedSchema]:
        registered = self.hooks.register(HookSpecs.register_graphql)
        contributions = [(plugin, parts) for plugin, parts in registered if parts is not None]
        names = [plugin.name for plugin in self.host.plugins]
        limits = self.settings.graphql
        schemas = (
            compose("shop", [(name, part) for name, parts in contributions for part in parts.shop], names, limits),
            compose("admin", [(name, part) for name, parts in contributions for part in parts.admin], names, limits),
        )
        for schema in schemas:
            for plugin, permission in schema.permissions:
                if permission is not ANYONE and self.permissions.get(permission.name) is not permission:
                    raise CompositionError(
                        f"Plugin {plugin!r} asks for the permission {permission.name}, which no plugin registers. "
                        "Return it from register_permissions."
                    )
        return schemas

    def _build_litestar(self) -> Litestar:
        server = self.settings.server
        handlers: list[Any] = [
            graphql_routes(self, schema, endpoint(self, schema)) for schema in (self.shop, self.admin)
        ]
        for _, routes in self.hooks.register(HookSpecs.register_routes):
            handlers.extend(routes)
        litestar = _Litestar(
            handlers,
            lifespan=[self._lifespan],
            openapi_config=None,
            request_max_body_size=server.max_body_bytes,
            cors_config=CORSConfig(
                allow_origins=list(server.allow_origins),
                allow_credentials=True,
                expose_headers=[SESSION_HEADER, REQUEST_ID_HEADER],
            )
            if server.allow_origins
            else None,
            before_send=[keep_vary] if server.allow_origins else [],
            exception_handlers=exception_handlers(),
            logging_config=None,
        )
        litestar.state.fondaco = self
        return litestar

    @asynccontextmanager
    async def _lifespan(self, _: Litestar) -> AsyncIterator[None]:
        async with self.running():
            with told_to_stop(self.connections.stop):
                yield

    @asynccontextmanager
    async def running(self, *, check_migrations: bool = True) -> AsyncIterator[App]:
        """Connects to the database for the length of a block; the server, the worker and commands live inside it.

        Raises:
            UnavailableError: ``DATABASE_UNAVAILABLE``.
            MigrationError: If migrations have not run.
        """
        await self.database.connect()
        try:
            if check_migrations:
                await self._refuse_old_database()
            self.tags.listen(self.database)
            self.live.start(self.database)
            self.connections.start()
            if self._worker_inside:
                async with self._working():
                    yield self
            else:
                yield self
        finally:
            await self.connections.close()
            await self.live.close()
            await self.documents.close()
            await self.database.close()

    @asynccontextmanager
    async def _working(self) -> AsyncIterator[None]:
        """Runs a worker in this process for the length of a block, and lets its jobs finish at the end."""
        worker = self.build_worker()
        task = asyncio.create_task(worker.run())
        try:
            yield
        finally:
            await worker.close()
            await asyncio.gather(task, return_exceptions=True)

    async def _refuse_old_database(self) -> None:
        pending = await pending_migrations(self.host)
        if pending:
            names = sorted({migration.plugin for migration in pending})
            raise MigrationError(
                f"{len(pending)} migrations of {', '.join(names)} have not run. Run: fondaco migrate", code="MIGRATION"
            )

    def build_worker(self, *, handle_signals: bool = False, burst: bool = False) -> Worker:
        """Returns a worker for this application's jobs and subscribers; run it inside `running`."""
        return build_worker(
            self,
            self.redis_url,
            handle_signals=handle_signals,
            burst=burst,
            observe=lambda subscriber, outcome: self.metrics.deliveries.labels(subscriber, outcome).inc(),
        )

    def use_database(self, database: Database) -> None:
        """Makes the application use another database, while it is not running; for tests."""
        self.database = database
        database.bind(self._tables)

    def system_context(self, channel: Channel | None = None, *, principal: Principal = SYSTEM) -> Context:
        """Returns a context for work that no request asked for."""
        chosen = channel or self.default_channel
        return Context(channel=chosen, locale=chosen.default_locale, principal=principal)

    def unit_of_work(self, context: Context) -> AbstractAsyncContextManager[UnitOfWork]:
        """Opens a unit of work: ``async with app.unit_of_work(context) as uow``. See `fondaco.db.UnitOfWork`."""
        return unit_of_work(self.database, self.hooks, context, self._flush)

    async def _flush(self, uow: UnitOfWork) -> None:
        await outbox.write(uow, self.live.announcements)
        await self.tags.publish(uow)


def create_app(settings: Settings, *, plugins: Sequence[type[Plugin[Any]]] = (), worker_inside: bool = False) -> App:
    """Builds the application.

    Args:
        settings: With the URLs of both servers filled in.
        plugins: Plugin classes to enable besides the installed ones; for tests.
        worker_inside: Whether jobs run in this process too, as ``fondaco dev`` does.

    Raises:
        BootError: Naming the plugin or setting, and the cure.
    """
    return App(settings, discover(settings, extra=(SystemPlugin, *plugins)), worker_inside=worker_inside)


def asgi() -> App:
    """Builds the application for an ASGI server out of the environment: ``granian --factory fondaco.app:asgi``."""
    from os import environ  # noqa: PLC0415

    from fondaco.observability.logs import configure_logs  # noqa: PLC0415

    settings = load_settings()
    configure_logs(settings.logging)
    app = create_app(settings, worker_inside=environ.get("FONDACO_RUN_WORKER_INSIDE") == "1")
    # Schemas and modules live as long as the process; the collector need not walk through them again and again.
    gc.collect()
    gc.freeze()
    return app
