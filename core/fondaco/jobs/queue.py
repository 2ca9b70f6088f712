"""The queue in Valkey: where to find it, what is written there, and how its loss is survived."""

from __future__ import annotations

import time
from collections.abc import Sequence

import msgspec
import structlog
from arq.connections import ArqRedis
from redis.asyncio import ConnectionPool
from redis.exceptions import RedisError

from fondaco.errors import SettingsError
from fondaco.events.repository import DueDelivery

__all__ = ["DELIVER", "QUEUE_NAME", "DeliveryQueue", "connect", "decode", "encode"]

QUEUE_NAME = "fondaco"
DELIVER = "deliver"

_LONGEST_BACKOFF = 10.0
_ENCODER = msgspec.msgpack.Encoder(enc_hook=repr)

log = structlog.get_logger("fondaco.jobs")


def encode(value: object) -> bytes:
    """Writes what arq stores. Not pickle: whoever can write to Valkey must not be able to run code here."""
    return _ENCODER.encode(value)


def decode(data: bytes) -> dict[str, object]:
    """Reads what `encode` wrote."""
    return msgspec.msgpack.decode(data, type=dict[str, object])


def connect(url: str) -> ArqRedis:
    """Returns a client of the queue; it connects when it is used, and again after a loss.

    Args:
        url: ``redis://``, ``rediss://`` or ``unix://``, as redis-py reads them.

    Raises:
        SettingsError: If the URL cannot be read.
    """
    try:
        pool = ConnectionPool.from_url(url, socket_connect_timeout=2, socket_timeout=10, health_check_interval=30)
    except ValueError as error:
        raise SettingsError(f"redis.url: {error}") from error
    return ArqRedis(pool, job_serializer=encode, job_deserializer=decode, default_queue_name=QUEUE_NAME)


class DeliveryQueue:
    """Enqueues deliveries. While Valkey is down it does nothing, and tries again after a growing pause.

    Args:
        redis: From `connect`; closed by `close`.
    """

    def __init__(self, redis: ArqRedis) -> None:
        self._redis = redis
        self._failures = 0
        self._not_before = 0.0

    async def send(self, deliveries: Sequence[tuple[DueDelivery, int]]) -> int:
        """See `fondaco.events.relay.Queue`. What could not be sent is found by the sweep later."""
        if not deliveries or time.monotonic() < self._not_before:
            return 0
        sent = 0
        try:
            for delivery, resends in deliveries:
                suffix = f":{resends}" if resends else ""
                sent += await self._enqueue(delivery, suffix)
        except (RedisError, OSError) as error:
            wait = min(0.2 * 2**self._failures, _LONGEST_BACKOFF)
            self._failures = min(self._failures + 1, 10)
            self._not_before = time.monotonic() + wait
            log.warning(
                "queue_unavailable",
                error=f"{type(error).__name__}: {error}",
                unsent=len(deliveries) - sent,
                retry_in_seconds=wait,
            )
        else:
            self._failures = 0
        return sent

    async def _enqueue(self, delivery: DueDelivery, suffix: str) -> bool:
        job = await self._redis.enqueue_job(
            DELIVER,
            str(delivery.outbox_id),
            delivery.subscriber,
            delivery.attempts,
            _job_id=f"{delivery.outbox_id}:{delivery.subscriber}:{delivery.attempts}{suffix}",
        )
        return job is not None

    async def close(self) -> None:
        """Closes the connections."""
        await self._redis.aclose(close_connection_pool=True)
