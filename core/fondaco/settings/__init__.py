"""Settings: ``fondaco.toml`` overlaid with the environment, decoded into typed Structs before anything starts.

Every key of the file can be set by an environment variable: ``FONDACO_`` and the path in upper case, parts joined by
two underscores (``FONDACO_SERVER__PORT=8080``, ``FONDACO_PLUGINS__CHECKOUT__CART_MAX_LINES=50``). Lists and tables are
written as JSON there. ``DATABASE_URL``, ``DATABASE_REPLICA_URL`` and ``REDIS_URL`` are read under their usual names.
"""

from __future__ import annotations

from fondaco.settings.loading import decode_section, load_settings
from fondaco.settings.sections import (
    AccessSettings,
    ChannelSettings,
    DatabaseSettings,
    EventSettings,
    FileSettings,
    GraphQLSettings,
    JobSettings,
    LoggingSettings,
    MailSettings,
    RedisSettings,
    ServerSettings,
    Settings,
    SubscriptionSettings,
)

__all__ = [
    "AccessSettings",
    "ChannelSettings",
    "DatabaseSettings",
    "EventSettings",
    "FileSettings",
    "GraphQLSettings",
    "JobSettings",
    "LoggingSettings",
    "MailSettings",
    "RedisSettings",
    "ServerSettings",
    "Settings",
    "SubscriptionSettings",
    "decode_section",
    "load_settings",
]
