"""Buyers: a client as light as asyncio allows, each with a connection and a session of its own, in a process of its own."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import uvloop
from fondaco.requests import SESSION_HEADER

from tests.benchmarks.purchase import RefusedError, buy

__all__ = ["Bought", "Buyer", "buy_for"]

_SESSION = SESSION_HEADER.lower().encode()


class Bought(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it.

    Attributes:
        purchases: That were completed within the time.
        refused: Codes of refusals, and how often; none is expected.
        p50_ms: Of a whole purchase; half took no longer.
        own_busy: Part of the time in which this process used a processor; near 1 it is the bottleneck.
    """

    purchases: int
    seconds: float
    refused: dict[str, int]
    p50_ms: float
    p99_ms: float
    own_busy: float

    @property
    def per_second(self) -> float:
        """Purchases per second."""
        return self.purchases / self.seconds


class Buyer:
    """A connection to the shop, kept alive, one request at a time."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.session: bytes | None = None

    async def send(self, document: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        """Asks the shop's endpoint.

        Raises:
            RuntimeError: If it answers with errors.
        """
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 20)
        reader, writer = self._streams
        body = msgspec.json.encode({"query": document, "variables": variables})
        session = b"" if self.session is None else b"%s: %s\r\n" % (_SESSION, self.session)
        writer.write(
            b"POST /graphql/shop HTTP/1.1\r\nhost: shop\r\ncontent-type: application/json\r\n%scontent-length: %d\r\n\r\n%s"
            % (session, len(body), body)
        )
        head = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(b":") for line in head[1:])}
        answer = await reader.readexactly(int(headers[b"content-length"]))
        if _SESSION in headers:
            self.session = headers[_SESSION]
        decoded = msgspec.json.decode(answer)
        if decoded.get("errors") or not head[0].startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"{head[0].decode()}: {answer[:600]!r}")
        data: dict[str, Any] = decoded["data"]
        return data

    def leave(self) -> None:
        """Forgets the session: the next request is somebody else's."""
        self.session = None

    def close(self) -> None:
        """Ends the connection."""
        if self._streams is not None:
            self._streams[1].close()


def buy_for(port: int, lines: Sequence[tuple[str, int]], buyers: int, seconds: float) -> Bought:
    """Has so many buyers buy these lines over and over, each time as somebody new; call it in a process of its own."""
    return uvloop.run(_buy_for(port, lines, buyers, seconds))


async def _buy_for(port: int, lines: Sequence[tuple[str, int]], buyers: int, seconds: float) -> Bought:
    everybody = [Buyer(port) for _ in range(buyers)]
    refused: Counter[str] = Counter()
    taken: list[float] = []

    async def one(buyer: Buyer) -> None:
        while (started := time.perf_counter()) < until:
            buyer.leave()
            try:
                await buy(buyer.send, lines)
            except RefusedError as error:
                refused[error.code] += 1
                continue
            if (ended := time.perf_counter()) <= until:
                taken.append(ended - started)

    for buyer in everybody:
        await buy(buyer.send, lines)
    started = time.perf_counter()
    until = started + seconds
    busy = time.process_time()
    await asyncio.gather(*map(one, everybody))
    own_busy = (time.process_time() - busy) / (time.perf_counter() - started)
    for buyer in everybody:
        buyer.close()
    if not taken:
        raise RuntimeError(f"nothing was bought within {seconds} s; refused: {dict(refused)}")
    ordered = sorted(taken)
    return Bought(
        purchases=len(ordered),
        seconds=seconds,
        refused=dict(refused),
        p50_ms=ordered[len(ordered) // 2] * 1000,
        p99_ms=ordered[min(int(len(ordered) * 0.99), len(ordered) - 1)] * 1000,
        own_busy=own_busy,
    )
