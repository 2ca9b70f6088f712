"""Which document a request means: its own text, one that was sent before (automatic persisted queries), a trusted one.

Automatic persisted queries are Apollo's protocol: a client sends the SHA-256 of a document, and the document only if
the server has not seen it. Valkey keeps them for all processes; this one keeps those that it used last. Whoever can
reach the server can register documents, so both are bounded in number and size, and only what is valid is taken.
"""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from typing import Any

import msgspec
import structlog
from redis.asyncio import BlockingConnectionPool, Redis
from redis.exceptions import RedisError

from fondaco.graphql.composition import ComposedSchema
from fondaco.graphql.documents import RejectedError
from fondaco.graphql.trusted import load_trusted_documents, sha256_of
from fondaco.settings import GraphQLSettings

__all__ = ["DocumentSource"]

MOST_STORED = 5_000
"""Documents of one schema in Valkey; the one used longest ago goes first."""

LARGEST_STORED = 20_000
MOST_IN_MEMORY = 2_000_000
"""Characters of one document, and of all that a process keeps."""

SECONDS_TO_ANSWER = 0.5
PAUSE_SECONDS = 5.0
"""How long Valkey may take, and how long it is left alone after it did not answer."""

LONGEST_LOGGED = 100
"""Characters of an id that nobody knows."""

MOST_CONNECTIONS = 8
"""To Valkey, from one process; whoever finds all of them busy waits for at most as long as an answer may take."""

TOUCHES = 10
"""How often, while Valkey remembers a document, it is told that the document is still used."""

_SHA256 = re.compile(r"[0-9a-f]{64}")

_STORE = """
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[3] - ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[3], KEYS[1])
local over = redis.call('ZCARD', KEYS[2]) - ARGV[4]
if over > 0 then
  local oldest = redis.call('ZPOPMIN', KEYS[2], over)
  for index = 1, #oldest, 2 do redis.call('DEL', oldest[index]) end
end
redis.call('EXPIRE', KEYS[2], ARGV[2])
"""

_FIND = """
local text = redis.call('GET', KEYS[1])
if text then
  redis.call('EXPIRE', KEYS[1], ARGV[1])
  redis.call('ZADD', KEYS[2], ARGV[2], KEYS[1])
  redis.call('EXPIRE', KEYS[2], ARGV[1])
end
return text
"""

log = structlog.get_logger("fondaco.graphql")


class _PersistedQuery(msgspec.Struct):
    """``extensions.persistedQuery`` of Apollo's protocol."""

    version: int
    sha256Hash: str  # noqa: N815 (the protocol's name)


class DocumentSource:
    """Finds the documents of requests.

    Args:
        settings: Which documents may run, and how long they are remembered.
        redis_url: Where Valkey is; it is connected to when it is needed.

    Raises:
        SettingsError: If a manifest of trusted documents cannot be read.
    """

    def __init__(self, settings: GraphQLSettings, redis_url: str) -> None:
        self._settings = settings
        self._trusted = {name: load_trusted_documents(settings, name) for name in ("shop", "admin")}
        self._store = _Store(redis_url, settings.persisted_query_seconds) if settings.persisted_queries else None
        for name, trusted in self._trusted.items():
            if trusted is not None and not trusted.enforced:
                log.warning("trusted_documents_not_enforced", schema=name)

    async def text(
        self,
        schema: ComposedSchema,
        query: str | None,
        extensions: dict[str, Any] | None = None,
        document_id: str | None = None,
    ) -> str:
        """Returns the document of a request.

        Args:
            query: The document itself, where it was sent.
            extensions: Of the request; ``persistedQuery`` is read.
            document_id: As in the appendix on persisted documents of GraphQL over HTTP: ``sha256:`` and a hash, or an
                id out of a manifest.

        Raises:
            RejectedError: ``DOCUMENT_NOT_TRUSTED``, ``PERSISTED_QUERY_NOT_FOUND``, ``PERSISTED_QUERY_NOT_SUPPORTED``,
                ``PERSISTED_QUERY_HASH_MISMATCH``, or ``GRAPHQL_INVALID`` if there is nothing to go by.
        """
        persisted = (extensions or {}).get("persistedQuery")
        trusted = self._trusted[schema.name]
        if trusted is None and persisted is None and document_id is None and query is not None:
            return query
        identifier = document_id if document_id is not None else _hash_in(persisted)
        if trusted is not None:
            found = trusted.find(identifier) if identifier is not None else None
            if found is not None:
                if query is not None and query != found:
                    raise _mismatch()
                return found
            if query is None or not trusted.has(query):
                document = (identifier or sha256_of(query or ""))[:LONGEST_LOGGED]
                log.info("document_not_trusted", schema=schema.name, document=document)
                if trusted.enforced:
                    raise RejectedError.of(
                        "This server runs only the documents that its front-ends were built with.",
                        "DOCUMENT_NOT_TRUSTED",
                    )
        if identifier is not None:
            return await self._persisted(schema, identifier, query)
        if query is None:
            raise RejectedError.of("Send a query.", "GRAPHQL_INVALID")
        return query

    async def _persisted(self, schema: ComposedSchema, identifier: str, query: str | None) -> str:
        if self._store is None:
            raise RejectedError.of("PersistedQueryNotSupported", "PERSISTED_QUERY_NOT_SUPPORTED")
        digest = identifier.removeprefix("sha256:")
        if query is None:
            found = await self._store.find(schema.name, digest) if _SHA256.fullmatch(digest) else None
            if found is None:
                raise RejectedError.of("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND")
            return found
        if sha256_of(query) != digest:
            raise _mismatch()
        if len(query) <= LARGEST_STORED:
            schema.documents.get(query)
            await self._store.add(schema.name, digest, query)
        return query

    async def close(self) -> None:
        """Closes the connections to Valkey; they open again when they are needed."""
        if self._store is not None:
            await self._store.close()


def _hash_in(persisted: Any) -> str | None:
    if persisted is None:
        return None
    try:
        found = msgspec.convert(persisted, _PersistedQuery)
    except msgspec.ValidationError as error:
        raise RejectedError.of(f"extensions.persistedQuery: {error}", "GRAPHQL_INVALID") from None
    if found.version != 1:
        raise RejectedError.of("Unsupported persisted query version", "PERSISTED_QUERY_NOT_SUPPORTED")
    return found.sha256Hash


def _mismatch() -> RejectedError:
    return RejectedError.of("provided sha does not match query", "PERSISTED_QUERY_HASH_MISMATCH")


class _Kept(msgspec.Struct, frozen=True):
    """A document in memory.

    Attributes:
        told_at: When Valkey was last told that it is used; on the monotonic clock, in seconds.
    """

    text: str
    told_at: float


class _Store:
    """Documents by their hashes, in memory and in Valkey. Without Valkey, only in memory."""

    def __init__(self, redis_url: str, seconds: float) -> None:
        self._redis_url = redis_url
        self._seconds = max(int(seconds), 1)
        self._redis: Redis | None = None
        self._not_before = 0.0
        self._memory: OrderedDict[tuple[str, str], _Kept] = OrderedDict()
        self._characters = 0

    async def find(self, schema: str, digest: str) -> str | None:
        kept = self._memory.get((schema, digest))
        if kept is not None:
            await self.add(schema, digest, kept.text)
            return kept.text
        found = await self._ask("EVAL", _FIND, 2, *_keys(schema, digest), self._seconds, int(time.time()))
        if not isinstance(found, bytes):
            return None
        text = found.decode(errors="replace")
        if sha256_of(text) != digest:
            return None
        self._keep(schema, digest, text)
        return text

    async def add(self, schema: str, digest: str, text: str) -> None:
        """Remembers a document; tells Valkey only if that was not done lately."""
        kept = self._memory.get((schema, digest))
        if kept is not None and time.monotonic() < kept.told_at + self._seconds / TOUCHES:
            self._memory.move_to_end((schema, digest))
            return
        self._keep(schema, digest, text)
        await self._ask("EVAL", _STORE, 2, *_keys(schema, digest), text, self._seconds, int(time.time()), MOST_STORED)

    def _keep(self, schema: str, digest: str, text: str) -> None:
        key = schema, digest
        before = self._memory.pop(key, None)  # there is one if two asked for it at the same time
        self._memory[key] = _Kept(text, time.monotonic())
        self._characters += len(text) - (0 if before is None else len(before.text))
        while self._characters > MOST_IN_MEMORY:
            _, oldest = self._memory.popitem(last=False)
            self._characters -= len(oldest.text)

    async def _ask(self, *command: str | int) -> object:
        if time.monotonic() < self._not_before:
            return None
        if self._redis is None:
            pool = BlockingConnectionPool.from_url(
                self._redis_url,
                max_connections=MOST_CONNECTIONS,
                timeout=SECONDS_TO_ANSWER,
                socket_connect_timeout=SECONDS_TO_ANSWER,
                socket_timeout=SECONDS_TO_ANSWER,
            )
            self._redis = Redis.from_pool(pool)
        try:
            answer: object = await self._redis.execute_command(*command)  # type: ignore[no-untyped-call]
        except (RedisError, OSError) as error:
            self._not_before = time.monotonic() + PAUSE_SECONDS
            log.warning("persisted_queries_unavailable", error=f"{type(error).__name__}: {error}")
            return None
        return answer

    async def close(self) -> None:
        redis, self._redis = self._redis, None
        if redis is not None:
            await redis.aclose()


def _keys(schema: str, digest: str) -> tuple[str, str]:
    """Returns the keys of a document and of the index of all, which the braces keep on one node of a cluster."""
    return f"{{fondaco:documents:{schema}}}:{digest}", f"{{fondaco:documents:{schema}}}:stored"
