"""Settings: ``fondaco.toml`` overlaid with the environment, decoded into typed Structs before anything starts.

Every key of the file can be set by an environment variable: ``FONDACO_`` and the path in upper case, parts joined by
two underscores (``FONDACO_SERVER__PORT=8080``, ``FONDACO_PLUGINS__CHECKOUT__CART_MAX_LINES=50``). Lists and tables are
written as JSON there. ``DATABASE_URL``, ``DATABASE_REPLICA_URL`` and ``REDIS_URL`` are read under their usual names.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec

from fondaco.commerce.channel import Channel
from fondaco.commerce.rounding import TaxRounding
from fondaco.errors import DomainError, SettingsError

__all__ = [
    "AccessSettings",
    "ChannelSettings",
    "DatabaseSettings",
    "EventSettings",
    "GraphQLSettings",
    "JobSettings",
    "LoggingSettings",
    "RedisSettings",
    "ServerSettings",
    "Settings",
    "load_settings",
]

T = TypeVar("T")


class _Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of ``fondaco.toml``; an unknown key is an error."""


class ServerSettings(_Section, frozen=True, kw_only=True):
    """``[server]``: where to listen and how to be reached.

    Attributes:
        host: Address to listen on; ``0.0.0.0`` for every network of the machine.
        port: TCP port to listen on.
        public_url: Address under which browsers reach the shop, without a trailing slash; default from host and port.
        max_body_bytes: Larger request bodies are refused with 413.
        allow_origins: Origins whose pages may call the API from a browser (CORS).
    """

    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str | None = None
    max_body_bytes: int = 1_000_000
    allow_origins: tuple[str, ...] = ()

    @property
    def base_url(self) -> str:
        """The address to print and to put into links."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")


class DatabaseSettings(_Section, frozen=True, kw_only=True):
    """``[database]``: PostgreSQL. Without a URL the embedded server of the data directory is used.

    Attributes:
        url: ``postgresql://user:password@host:port/database``.
        replica_url: A streaming replica for reads that tolerate its lag; optional.
        pool_min: Connections that each process keeps open.
        pool_max: Connections that each process opens at most.
        statement_timeout_seconds: A statement that takes longer is cancelled by the server.
        lock_timeout_seconds: How long a statement waits for a row lock.
        prepared_statements: False behind a PgBouncer in transaction mode.
    """

    url: str | None = None
    replica_url: str | None = None
    pool_min: int = 1
    pool_max: int = 10
    statement_timeout_seconds: float = 30.0
    lock_timeout_seconds: float = 10.0
    prepared_statements: bool = True


class RedisSettings(_Section, frozen=True, kw_only=True):
    """``[redis]``: Valkey or Redis. Without a URL the embedded server of the data directory is used.

    Attributes:
        url: ``redis://``, ``rediss://`` (TLS) or ``unix://``.
    """

    url: str | None = None


class AccessSettings(_Section, frozen=True, kw_only=True):
    """``[access]``: who gets in.

    Attributes:
        admin_token: Bearer token with every permission; at least 20 characters. Without one nobody has it.
    """

    admin_token: Annotated[str, msgspec.Meta(min_length=20)] | None = None


class GraphQLSettings(_Section, frozen=True, kw_only=True):
    """``[graphql]``: the two endpoints and the limits that apply before a query runs.

    Attributes:
        graphiql: Whether a browser that opens an endpoint gets the explorer page.
        introspection: Whether clients may read the schema.
        max_page_size: Largest ``first`` or ``last`` of a connection.
        max_depth: Deepest nesting of fields.
        max_tokens: Longest document, in lexical tokens.
        max_aliases: Most aliases in a document.
        timeout_seconds: A request that runs longer is cancelled.
        cache_entries: Answers that a process keeps in memory; 0 for none.
        cache_seconds: How long an answer is kept though nothing it was made of changed.
    """

    graphiql: bool = True
    introspection: bool = True
    max_page_size: int = 100
    max_depth: int = 15
    max_tokens: int = 4000
    max_aliases: int = 50
    timeout_seconds: float = 20.0
    cache_entries: int = 2000
    cache_seconds: float = 60.0


class EventSettings(_Section, frozen=True, kw_only=True):
    """``[events]``: delivery of events to subscribers.

    Attributes:
        max_attempts: After so many failures a delivery goes to the dead letters.
        first_retry_seconds: Wait before the second attempt; doubles each time, up to an hour, with jitter.
        poll_seconds: How often the relay looks by itself, should a notification be lost.
        retention_days: How long delivered events are kept.
    """

    max_attempts: int = 8
    first_retry_seconds: float = 2.0
    poll_seconds: float = 5.0
    retention_days: int = 30


class JobSettings(_Section, frozen=True, kw_only=True):
    """``[jobs]``: the worker.

    Attributes:
        concurrency: Jobs that one worker runs at a time.
        timeout_seconds: Default for jobs that name none.
        max_tries: Default for jobs that name none.
        keep_result_seconds: How long Valkey remembers a finished job.
    """

    concurrency: int = 10
    timeout_seconds: float = 300.0
    max_tries: int = 3
    keep_result_seconds: float = 3600.0


class LoggingSettings(_Section, frozen=True, kw_only=True):
    """``[logging]``: what the server and the worker write to standard error.

    Attributes:
        level: ``debug``, ``info``, ``warning`` or ``error``; less important lines are not written.
        format: ``json`` (one object a line), ``console`` (for people) or ``auto`` (console on a terminal).
    """

    level: str = "info"
    format: str = "auto"


class ChannelSettings(_Section, frozen=True, kw_only=True):
    """``[channels.<slug>]``: see `fondaco.commerce.Channel`."""

    name: str | None = None
    currency: str = "EUR"
    locales: tuple[str, ...] = ("en", "zh-Hans")
    countries: tuple[str, ...] = ()
    prices_include_tax: bool = True
    tax_rounding: TaxRounding = TaxRounding.LINE


class Settings(_Section, frozen=True, kw_only=True):
    """Everything in ``fondaco.toml``.

    Attributes:
        name: The shop's name.
        enabled: Plugins to load, by entry point name or ``module:Class``; None for every installed one.
        disabled: Installed plugins to leave out.
        data_dir: Embedded servers, uploads and generated secrets; relative to the file.
        default_channel: The channel of requests that name none; the first one where empty.
        channels: One table per channel, by slug.
        development: Whether somebody is working on the shop: themes are read anew for each page. `fondaco dev` sets it.
        plugins: One table per plugin, decoded into the plugin's own Struct at boot.
    """

    name: str = "Fondaco"
    enabled: tuple[str, ...] | None = None
    disabled: tuple[str, ...] = ()
    data_dir: str = ".fondaco"
    default_channel: str = ""
    development: bool = False
    server: ServerSettings = ServerSettings()
    database: DatabaseSettings = DatabaseSettings()
    redis: RedisSettings = RedisSettings()
    access: AccessSettings = AccessSettings()
    graphql: GraphQLSettings = GraphQLSettings()
    events: EventSettings = EventSettings()
    jobs: JobSettings = JobSettings()
    logging: LoggingSettings = LoggingSettings()
    channels: dict[str, ChannelSettings] = msgspec.field(default_factory=lambda: {"default": ChannelSettings()})
    plugins: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict)

    def channel_list(self) -> dict[str, Channel]:
        """Returns the channels by slug, the default one first.

        Raises:
            SettingsError: If a channel is impossible or the default one does not exist.
        """
        channels: dict[str, Channel] = {}
        for slug, section in self.channels.items():
            fields = {name: getattr(section, name) for name in section.__struct_fields__}
            try:
                channels[slug] = Channel(**{**fields, "slug": slug, "name": section.name or slug})
            except DomainError as error:
                raise SettingsError(f"channels.{slug}: {error.message}") from error
        if not channels:
            raise SettingsError("channels: at least one channel is needed, such as [channels.default]")
        first = self.default_channel or next(iter(channels))
        if first not in channels:
            raise SettingsError(f"default_channel: {first!r} is none of the channels {', '.join(channels)}")
        return {first: channels[first], **channels}


_PATH = re.compile(r"^(?P<what>.*?)(?: - at `\$(?P<path>[^`]*)`)?$", re.DOTALL)
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>[^`]+)`")
_NOT_SETTINGS = (
    "FONDACO_SETTINGS",
    "FONDACO_DEBUG",
    "FONDACO_LOG_LEVEL",
    "FONDACO_RUN_WORKER_INSIDE",
    "FONDACO_NIGHTLY",
    "FONDACO_SHARED_DATA",
    "FONDACO_TEST_",
    "FONDACO_URL",
)
"""Variables (or beginnings of them) that switch something else."""

_WELL_KNOWN = {
    "DATABASE_URL": ("database", "url"),
    "DATABASE_REPLICA_URL": ("database", "replica_url"),
    "REDIS_URL": ("redis", "url"),
}


def decode_section(data: object, type_: type[T], *, source: str, path: str = "", strict: bool = True) -> T:
    """Decodes a table into its Struct.

    Args:
        source: The file or variable it came from, for the message.
        path: Dotted path of the table inside the source.

    Raises:
        SettingsError: Naming source, key and expected type.
    """
    try:
        return msgspec.convert(data, type_, strict=strict)
    except msgspec.ValidationError as error:
        found = _PATH.match(str(error))
        what, inner = (found["what"], found["path"] or "") if found else (str(error), "")
        key = ".".join(part for part in (path, inner.strip(".").replace("[...]", ".*")) if part)
        if unknown := _UNKNOWN.match(what):
            key = ".".join(part for part in (key, unknown["name"]) if part)
            what = "there is no such setting"
        else:
            what = what[:1].lower() + what[1:]
        raise SettingsError(f"{source}: {key or 'the file'}: {what}") from error


def _from_environment(environment: Mapping[str, str]) -> Iterable[tuple[str, tuple[str, ...], object]]:
    for variable, value in sorted(environment.items()):
        if variable in _WELL_KNOWN:
            path: tuple[str, ...] = _WELL_KNOWN[variable]
        elif variable.startswith("FONDACO_") and not variable.startswith(_NOT_SETTINGS):
            path = tuple(variable.removeprefix("FONDACO_").lower().split("__"))
        else:
            continue
        if not value:
            continue
        if value[0] in "[{":
            try:
                yield variable, path, msgspec.json.decode(value)
            except msgspec.DecodeError as error:
                raise SettingsError(f"{variable}: {'.'.join(path)}: not valid JSON ({error})") from error
        else:
            yield variable, path, value


def load_settings(path: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Reads the settings.

    Args:
        path: The file. Without one, ``FONDACO_SETTINGS`` or ``fondaco.toml`` in the working directory is used, and if
            that does not exist the defaults are.
        environment: Instead of the process environment; for tests.

    Raises:
        SettingsError: If the file is missing though named, is not TOML, or a key is unknown or of the wrong type.
    """
    environment = os.environ if environment is None else environment
    named = path or (Path(environment["FONDACO_SETTINGS"]) if "FONDACO_SETTINGS" in environment else None)
    file = named or Path("fondaco.toml")
    data: dict[str, Any] = {}
    if file.is_file():
        try:
            data = tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"{file}: not valid TOML: {error}") from error
        except OSError as error:
            raise SettingsError(f"{file}: cannot be read: {error.strerror}") from error
    elif named is not None:
        raise SettingsError(f"{file}: there is no such file")
    data.setdefault("data_dir", ".fondaco")
    if isinstance(data["data_dir"], str):
        data["data_dir"] = str((file.parent / data["data_dir"]).absolute())
    settings = decode_section(data, Settings, source=str(file))
    source_of_channels = str(file)
    for variable, keys, value in _from_environment(environment):
        table: dict[str, Any] = data
        for key in keys[:-1]:
            table = table.setdefault(key, {})
            if not isinstance(table, dict):
                raise SettingsError(f"{variable}: {'.'.join(keys)}: {key} is not a table")
        table[keys[-1]] = value
        settings = decode_section(data, Settings, source=variable, strict=False)
        if keys[0] in {"channels", "default_channel"}:
            source_of_channels = variable
    try:
        settings.channel_list()
    except SettingsError as error:
        raise SettingsError(f"{source_of_channels}: {error.message}") from error
    return settings
