"""The sections of ``fondaco.toml``, each a Struct."""

from __future__ import annotations

from email.utils import parseaddr
from typing import Annotated, Any, Literal

import msgspec

from fondaco.commerce.channel import Channel
from fondaco.commerce.rounding import TaxRounding
from fondaco.errors import DomainError, SettingsError

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
]


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
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 8000
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

    url: Annotated[str, msgspec.Meta(pattern="^postgres(ql)?://")] | None = None
    replica_url: Annotated[str, msgspec.Meta(pattern="^postgres(ql)?://")] | None = None
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

    url: Annotated[str, msgspec.Meta(pattern="^(rediss?|unix)://")] | None = None


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
        max_aliases: Most aliases in an operation, fragments spelled out.
        max_fields: Most fields in an operation, fragments spelled out.
        max_root_fields: Most fields at the root of an operation.
        max_list_items: Most items that the lists of an operation may hold by its page sizes; a list without one counts
            as ten. All of them together may have twenty times as many fields, values of arguments counted too.
        timeout_seconds: A request that runs longer is cancelled.
        cache_entries: Answers that a process keeps in memory; 0 for none.
        cache_bytes: Memory that they take in each process, roughly; 0 for none.
        cache_seconds: How long an answer is kept though nothing it was made of changed.
        shared_max_age_seconds: How long a CDN may answer by itself what is the same for everybody (`s-maxage`); 0 to
            have it ask each time, which an unchanged answer makes cheap (304). More only if it is told what changes.
        max_body_bytes: Larger requests are refused with 413; also no larger than `server.max_body_bytes`.
        max_batch: Most operations in one request, sent as a JSON array; 0 to refuse arrays.
        persisted_queries: Whether clients may send a document once and its hash from then on.
        persisted_query_seconds: How long Valkey remembers such a document after its last use.
        trusted_documents: Manifest, or list of manifests, of the documents that the shop schema runs; without one it
            runs any. Relative to the file.
        trusted_documents_admin: The same for the admin schema.
        trusted_documents_mode: `enforce` refuses other documents; `warn` runs them and writes `document_not_trusted`
            to the log.
    """

    graphiql: bool = True
    introspection: bool = True
    max_page_size: int = 100
    max_depth: int = 15
    max_tokens: int = 4000
    max_aliases: int = 50
    max_fields: int = 2000
    max_root_fields: int = 25
    max_list_items: int = 25_000
    timeout_seconds: float = 20.0
    cache_entries: Annotated[int, msgspec.Meta(ge=0)] = 2000
    cache_bytes: Annotated[int, msgspec.Meta(ge=0)] = 32_000_000
    cache_seconds: float = 60.0
    shared_max_age_seconds: Annotated[int, msgspec.Meta(ge=0)] = 0
    max_body_bytes: Annotated[int, msgspec.Meta(ge=1)] = 500_000
    max_batch: Annotated[int, msgspec.Meta(ge=0)] = 0
    persisted_queries: bool = True
    persisted_query_seconds: Annotated[float, msgspec.Meta(ge=1)] = 604_800.0
    trusted_documents: str | tuple[str, ...] = ()
    trusted_documents_admin: str | tuple[str, ...] = ()
    trusted_documents_mode: Literal["enforce", "warn"] = "enforce"


class SubscriptionSettings(_Section, frozen=True, kw_only=True):
    """``[subscriptions]``: GraphQL subscriptions, over WebSocket and as server-sent events.

    Attributes:
        max_connections: Sockets and event streams that each process keeps open; more are refused (1013 and 503).
        max_operations: Operations that run on one socket at a time; more are answered with ``TOO_MANY_OPERATIONS``.
        queue_size: Events that wait for one slow subscriber; one more ends its subscription with
            ``SUBSCRIPTION_TOO_SLOW``.
        concurrency: Events that each process works out at a time, for all its subscribers together.
        max_message_bytes: A socket that sends a longer message is closed with 1009.
        init_seconds: A socket that has not sent ``connection_init`` by then is closed with 4408.
        ping_seconds: How often the other side is pinged; a socket that says nothing between two pings is closed.
        send_seconds: A connection that does not take what it is sent for so long is cut off.
        idle_seconds: A socket on which nothing runs for so long is closed.
        max_seconds: How long a connection lives; its client connects again, and is asked anew who it is.
    """

    max_connections: Annotated[int, msgspec.Meta(ge=0)] = 1000
    max_operations: Annotated[int, msgspec.Meta(ge=1)] = 50
    queue_size: Annotated[int, msgspec.Meta(ge=1)] = 100
    concurrency: Annotated[int, msgspec.Meta(ge=1)] = 4
    max_message_bytes: Annotated[int, msgspec.Meta(ge=100)] = 100_000
    init_seconds: Annotated[float, msgspec.Meta(gt=0)] = 10.0
    ping_seconds: Annotated[float, msgspec.Meta(gt=0)] = 20.0
    send_seconds: Annotated[float, msgspec.Meta(gt=0)] = 10.0
    idle_seconds: Annotated[float, msgspec.Meta(gt=0)] = 300.0
    max_seconds: Annotated[float, msgspec.Meta(gt=0)] = 3600.0


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


class FileSettings(_Section, frozen=True, kw_only=True):
    """``[files]``: pictures, videos, 3D models, documents and data: where they are kept, and what is accepted.

    Attributes:
        storage: ``local``, a folder that every process of the shop sees, or ``s3``, a bucket of an S3-compatible
            store.
        folder: The folder of ``local``; ``files`` in the data directory where empty. Relative to the file.
        s3_bucket: Name of the bucket.
        s3_prefix: What keys begin with, such as ``my-shop``, where the bucket is shared.
        s3_region: Region of the bucket; ``AWS_REGION`` where empty.
        s3_endpoint: Address of a store that is not Amazon's, such as ``https://minio.example.com``; http is allowed for
            a store on this machine or network.
        s3_access_key_id: ``AWS_ACCESS_KEY_ID``, or the role of the machine, where empty.
        s3_secret_access_key: ``AWS_SECRET_ACCESS_KEY``, or the role of the machine, where empty.
        max_image_bytes: Larger pictures are refused, while they are received.
        max_image_pixels: Pictures of more pixels, all frames together, are refused before they are decoded.
        max_image_frames: Animations of more frames are refused before they are decoded.
        max_video_bytes: Larger videos are refused.
        max_model_bytes: Larger 3D models are refused.
        max_document_bytes: Larger documents are refused.
        max_audio_bytes: Larger music is refused.
        max_archive_bytes: Larger archives are refused; raise it where software or albums are sold.
        max_data_bytes: Larger tables and other data are refused.
        widths: The widths in pixels that pictures are made in; any other is refused, so that nobody fills the disk.
        images_at_once: Pictures that a process decodes at a time.
        images_waiting: Pictures that may wait for that; more are refused with 503 until there is room.
        uploads_at_once: Files that a process receives at a time; more are refused with 503 until there is room.
        upload_idle_seconds: An upload of which nothing comes for so long is given up.
        upload_seconds: How long an address to upload to can be used.
        download_seconds: How long an address of a private file can be used, where nobody says otherwise.
        unused_days: A file that nothing has referred to for so many days is deleted.
        fetch_hosts: Hosts that files may be fetched from: ``cdn.example.com``, ``*.example.com`` for everything below
            it, ``*`` for every public host. None by default: nothing is fetched.
        fetch_seconds: How long fetching a file may take, redirects included.
    """

    storage: Literal["local", "s3"] = "local"
    folder: str = ""
    s3_bucket: str = ""
    s3_prefix: Annotated[str, msgspec.Meta(pattern=r"^([A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*)?$")] = ""
    s3_region: str = ""
    s3_endpoint: Annotated[str, msgspec.Meta(pattern="^(https?://.+)?$")] = ""
    s3_access_key_id: str = ""
    s3_secret_access_key: str = ""
    max_image_bytes: Annotated[int, msgspec.Meta(ge=1)] = 20_000_000
    max_image_pixels: Annotated[int, msgspec.Meta(ge=1)] = 50_000_000
    max_image_frames: Annotated[int, msgspec.Meta(ge=1)] = 1000
    max_video_bytes: Annotated[int, msgspec.Meta(ge=1)] = 100_000_000
    max_model_bytes: Annotated[int, msgspec.Meta(ge=1)] = 50_000_000
    max_document_bytes: Annotated[int, msgspec.Meta(ge=1)] = 100_000_000
    max_audio_bytes: Annotated[int, msgspec.Meta(ge=1)] = 100_000_000
    max_archive_bytes: Annotated[int, msgspec.Meta(ge=1)] = 100_000_000
    max_data_bytes: Annotated[int, msgspec.Meta(ge=1)] = 500_000_000
    widths: Annotated[tuple[Annotated[int, msgspec.Meta(ge=1, le=8192)], ...], msgspec.Meta(min_length=1)] = (
        160,
        320,
        480,
        640,
        960,
        1280,
        1920,
        2560,
    )
    images_at_once: Annotated[int, msgspec.Meta(ge=1)] = 2
    images_waiting: Annotated[int, msgspec.Meta(ge=0)] = 200
    uploads_at_once: Annotated[int, msgspec.Meta(ge=1)] = 20
    upload_idle_seconds: Annotated[float, msgspec.Meta(gt=0)] = 30.0
    upload_seconds: Annotated[int, msgspec.Meta(ge=1, le=604_800)] = 3600
    download_seconds: Annotated[int, msgspec.Meta(ge=1, le=604_800)] = 3600
    unused_days: Annotated[int, msgspec.Meta(ge=1)] = 7
    fetch_hosts: tuple[str, ...] = ()
    fetch_seconds: Annotated[float, msgspec.Meta(gt=0)] = 30.0


class MailSettings(_Section, frozen=True, kw_only=True):
    """``[mail]``: from whom mails come, and by which server they are sent.

    Attributes:
        host: Of the mail server (SMTP). Where empty, mails are written into a folder instead.
        port: 587 for STARTTLS, 465 for TLS.
        security: ``starttls``, ``tls``, or ``none`` for a server on this machine or network.
        username: Where the server wants one.
        password: Better given by the environment.
        timeout_seconds: How long handing one mail over may take.
        max_attempts: After so many failures, over some hours, a mail has failed; staff can send it again.
        sender: ``Shop <hello@shop.example>``; no-reply at the host of `server.public_url` where empty.
        senders: By slug of a channel, where mails come from somebody else.
        reply_to: Where answers go, if not to the sender.
        folder: Where mails are written while there is no server; ``mails`` in the data directory where empty. Relative
            to the file.
        templates: Folder of the shop's own templates and texts, which replace those of plugins. Relative to the file.
        keep_days: How long mails are kept.
    """

    host: str = ""
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    username: str = ""
    password: str = ""
    timeout_seconds: Annotated[float, msgspec.Meta(gt=0, le=300)] = 30.0
    max_attempts: Annotated[int, msgspec.Meta(ge=1, le=100)] = 16
    sender: str = ""
    senders: dict[str, str] = msgspec.field(default_factory=dict)
    reply_to: str = ""
    folder: str = ""
    templates: str = ""
    keep_days: Annotated[int, msgspec.Meta(ge=1)] = 90

    def __post_init__(self) -> None:
        for text in (self.sender, self.reply_to, *self.senders.values()):
            address = parseaddr(text)[1]
            name, _, domain = address.rpartition("@")
            if text and not (name and domain and text.isprintable()):
                raise ValueError(f"{text!r} is no sender, such as Shop <hello@shop.example>")


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
    subscriptions: SubscriptionSettings = SubscriptionSettings()
    events: EventSettings = EventSettings()
    jobs: JobSettings = JobSettings()
    files: FileSettings = FileSettings()
    mail: MailSettings = MailSettings()
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
