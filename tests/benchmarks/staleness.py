"""How long another node answers what was true before: two server processes on one database.

A product is renamed on node A, again and again, while a client asks node B for it without a pause. What is measured is
the time from A's answer to the first fresh answer of B; A itself has to answer fresh at once.
"""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

import msgspec

from tests.benchmarks.profiles import Profile
from tests.benchmarks.servers import ADMIN_TOKEN, Server, fondaco_server
from tests.benchmarks.setting import Shop

__all__ = ["StaleError", "StalenessFigures", "measure_staleness", "staleness_of"]

FIRST = "{ products(first: 1) { nodes { id slug title } } }"
READ = "query ($slug: String!) { product(slug: $slug) { title } }"
WRITE = "mutation ($input: ProductUpdateInput!) { productUpdate(input: $input) { errors { code } } }"
LONGEST_SECONDS = 10.0
"""A node that answers the old for longer does not hear the other one at all."""


class StaleError(AssertionError):
    """The node that wrote answered what was true before, or the other one never learnt of it."""


class StalenessFigures(msgspec.Struct, frozen=True, kw_only=True):
    """How late the other node is; milliseconds, 0 where it was not late at all.

    Attributes:
        stale_answers: Answers that were asked for after A's answer and still old.
        own_stale_answers: The same of A itself, which has to be 0.
        reads: Answers of B altogether.
    """

    p50: float
    p99: float
    max: float
    writes: int
    stale_answers: int
    own_stale_answers: int
    reads: int


class _Node:
    """A connection to a server that is kept alive."""

    def __init__(self, server: Server) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)

    def ask(self, schema: str, query: str, variables: Any) -> Any:
        body = msgspec.json.encode({"query": query, "variables": variables})
        headers = {"content-type": "application/json"}
        if schema == "admin":
            headers["authorization"] = f"Bearer {ADMIN_TOKEN}"
        self._connection.request("POST", f"/graphql/{schema}", body, headers)
        answer = msgspec.json.decode(self._connection.getresponse().read())
        if "errors" in answer:
            raise StaleError(f"{schema}: {answer['errors']}")
        return answer["data"]

    def title(self, slug: str) -> str:
        found: str = self.ask("shop", READ, {"slug": slug})["product"]["title"]
        return found

    def close(self) -> None:
        self._connection.close()


class _Reader(threading.Thread):
    """Asks a node without a pause, and remembers when it first gave each title, and when it was last asked for it."""

    def __init__(self, node: _Node, slug: str) -> None:
        super().__init__(daemon=True)
        self._node = node
        self._slug = slug
        self._over = threading.Event()
        self.seen = threading.Condition()
        self.first: dict[str, float] = {}
        self.asked: list[tuple[float, str]] = []
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            while not self._over.is_set():
                asked = time.perf_counter()
                title = self._node.title(self._slug)
                answered = time.perf_counter()
                self.asked.append((asked, title))
                if title not in self.first:
                    with self.seen:
                        self.first[title] = answered
                        self.seen.notify_all()
        except (OSError, http.client.HTTPException, StaleError) as error:
            self.error = error

    def stop(self) -> None:
        self._over.set()
        self.join()

    def wait_for(self, title: str) -> None:
        with self.seen:
            if not self.seen.wait_for(lambda: title in self.first, LONGEST_SECONDS):
                raise StaleError(f"node B has not answered {title!r} for {LONGEST_SECONDS} s; {self.error or ''}")


def staleness_of(
    written: Sequence[tuple[str, float]], first: dict[str, float], asked: Sequence[tuple[float, str]], own_stale: int
) -> StalenessFigures:
    """Works out the figures.

    Args:
        written: Titles in the order of writing, and when A answered.
        first: When B first answered each title.
        asked: When B was asked, and what it answered then; in this order.
    """
    late = sorted(max(0.0, first[title] - answered) * 1000 for title, answered in written)
    place = {title: number for number, (title, _) in enumerate(written)}
    stale = known = 0
    for moment, title in asked:
        while known < len(written) and written[known][1] <= moment:
            known += 1
        stale += place.get(title, -1) < known - 1

    def part(of: float) -> float:
        return round(late[min(int(len(late) * of), len(late) - 1)], 2)

    return StalenessFigures(
        p50=part(0.5),
        p99=part(0.99),
        max=round(late[-1], 2),
        writes=len(written),
        stale_answers=stale,
        own_stale_answers=own_stale,
        reads=len(asked),
    )


def measure_staleness(shop: Shop, profile: Profile) -> StalenessFigures:
    """Writes on one node and reads on the other.

    Raises:
        StaleError: If a node fails, or B does not learn of a change at all.
    """
    urls = {"database_url": shop.database_url, "redis_url": shop.redis_url}
    with ExitStack() as stack:
        servers = [stack.enter_context(fondaco_server(shop.folder, name, cache=True, **urls)) for name in ("a", "b")]
        a, b = _Node(servers[0]), _Node(servers[1])
        stack.callback(a.close)
        stack.callback(b.close)
        [found] = a.ask("shop", FIRST, {})["products"]["nodes"]
        product, slug, before = found["id"], found["slug"], found["title"]
        reader = _Reader(b, slug)
        reader.start()
        stack.callback(reader.stop)
        written: list[tuple[str, float]] = []
        own_stale = 0
        for number in range(profile.writes):
            a.title(slug)  # kept on A too
            title = f"{before} {number}"
            a.ask("admin", WRITE, {"input": {"id": product, "title": title}})
            written.append((title, time.perf_counter()))
            own_stale += a.title(slug) != title
            reader.wait_for(title)
        a.ask("admin", WRITE, {"input": {"id": product, "title": before}})
        reader.wait_for(before)
        reader.stop()
    return staleness_of(written, reader.first, reader.asked[: _last(reader.asked, written[-1][0]) + 1], own_stale)


def _last(asked: Sequence[tuple[float, str]], title: str) -> int:
    """Returns the place of the last answer with this title."""
    return max(number for number, (_, found) in enumerate(asked) if found == title)
