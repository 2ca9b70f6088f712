"""Fondaco: a plugin-based headless commerce framework.

What a plugin needs most is here under one name: ``from fondaco import Plugin, SchemaPart, Subscriber``. Names are
imported when they are first used, so that ``fondaco --help`` stays quick. Events and values that plugins share are in
`fondaco.commerce`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fondaco.access import ANYONE, Permission
    from fondaco.app import App, create_app
    from fondaco.cli.commands import CliCommand
    from fondaco.commerce.event import Event
    from fondaco.db import UnitOfWork, execute, fetch_all, fetch_one, fetch_value
    from fondaco.errors import ConflictError, DomainError, InvalidInputError, LimitExceededError, NotFoundError
    from fondaco.events.subscribers import Subscriber
    from fondaco.graphql import (
        ID,
        Connection,
        Dimension,
        Entity,
        GraphQL,
        Info,
        Node,
        SchemaPart,
        enum_type,
        input_type,
        object_type,
    )
    from fondaco.ids import new_id, parse_global_id
    from fondaco.jobs import Cron, Job, JobContext
    from fondaco.observability.health import HealthCheck
    from fondaco.plugins import Plugin
    from fondaco.seeds import Seed

__all__ = [
    "ANYONE",
    "ID",
    "App",
    "CliCommand",
    "ConflictError",
    "Connection",
    "Cron",
    "Dimension",
    "DomainError",
    "Entity",
    "Event",
    "GraphQL",
    "HealthCheck",
    "Info",
    "InvalidInputError",
    "Job",
    "JobContext",
    "LimitExceededError",
    "Node",
    "NotFoundError",
    "Permission",
    "Plugin",
    "SchemaPart",
    "Seed",
    "Subscriber",
    "UnitOfWork",
    "create_app",
    "enum_type",
    "execute",
    "fetch_all",
    "fetch_one",
    "fetch_value",
    "input_type",
    "new_id",
    "object_type",
    "parse_global_id",
]

_HOMES = {
    "access": ("ANYONE", "Permission"),
    "app": ("App", "create_app"),
    "cli.commands": ("CliCommand",),
    "db": ("UnitOfWork", "execute", "fetch_all", "fetch_one", "fetch_value"),
    "errors": ("ConflictError", "DomainError", "InvalidInputError", "LimitExceededError", "NotFoundError"),
    "commerce.event": ("Event",),
    "events.subscribers": ("Subscriber",),
    "graphql": (
        "ID",
        "Connection",
        "Dimension",
        "Entity",
        "GraphQL",
        "Info",
        "Node",
        "SchemaPart",
        "enum_type",
        "input_type",
        "object_type",
    ),
    "ids": ("new_id", "parse_global_id"),
    "jobs": ("Cron", "Job", "JobContext"),
    "observability.health": ("HealthCheck",),
    "plugins": ("Plugin",),
    "seeds": ("Seed",),
}
_HOME_OF = {name: f"fondaco.{module}" for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'fondaco' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
