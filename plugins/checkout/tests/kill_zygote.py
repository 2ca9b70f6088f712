"""A server process to be killed: builds the application once, then forks a child for each call it is told to make.

A child is a process with an event loop, connections and memory of its own, made in a few milliseconds; killing it with
SIGKILL is killing a server. Reads one JSON object a line: ``{"database", "schema", "call", "headers", "block"}``;
writes ``pid N`` for each, and what the child reaches: ``before_charge``, ``after_charge``, ``before_operation``,
``after_operation``, ``answered``.
"""

from __future__ import annotations

import asyncio
import os
import sys
from typing import Any

import httpx
import msgspec
from checkout_testing import TestThings
from fondaco.app import App, create_app
from fondaco.commerce import PaymentOperation, PaymentOperationOutcome, PaymentOutcome, PaymentRequest
from fondaco.db.engine import Database
from fondaco.plugins import NoSettings, Plugin
from fondaco.settings import Settings
from fondaco_checkout.test_provider.provider import TestProvider

ANSWERS = os.dup(1)
os.dup2(2, 1)  # what is printed by others, such as logs, goes to standard error: a killed process may end mid-line


def say(text: str) -> None:
    """Writes a line at once, without the buffers that a killed process loses."""
    os.write(ANSWERS, f"{text}\n".encode())


class BlockingProvider(Plugin[NoSettings]):
    """Stands before the test provider, and stops for good where it is told to."""

    name = "blocking_provider"
    block = ""

    async def resolve_payment(self, payload: PaymentRequest) -> PaymentOutcome | None:
        await self._reach("before_charge")
        outcome = await TestProvider("http://shop", 60).authorize(payload)
        await self._reach("after_charge")
        return outcome

    async def resolve_payment_capture(self, payload: PaymentOperation) -> PaymentOperationOutcome | None:
        return await self._operate(payload)

    async def resolve_payment_refund(self, payload: PaymentOperation) -> PaymentOperationOutcome | None:
        return await self._operate(payload)

    async def _operate(self, payload: PaymentOperation) -> PaymentOperationOutcome:
        await self._reach("before_operation")
        outcome = await TestProvider("http://shop", 60).operate(payload)
        await self._reach("after_operation")
        return outcome

    async def _reach(self, point: str) -> None:
        say(point)
        if type(self).block == point:
            await asyncio.sleep(3600)


async def serve(app: App, order: dict[str, Any]) -> None:
    """Makes one call of the API."""
    BlockingProvider.block = order["block"]
    app.use_database(Database(order["database"], app.settings.database))
    async with (
        app.running(),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://shop", timeout=None) as http,
    ):
        response = await http.post(f"/graphql/{order['schema']}", json=order["call"], headers=order["headers"])
        say(f"answered {response.text}")


def main() -> None:
    """Serves until standard input ends."""
    settings = msgspec.json.decode(sys.argv[1], type=Settings)
    app = create_app(settings, plugins=(TestThings, BlockingProvider))
    say("ready")
    children: list[int] = []
    for line in sys.stdin:
        # The one before was killed or has answered; until here its id could not be given to another process.
        children = [child for child in children if os.waitpid(child, os.WNOHANG)[0] == 0]
        child = os.fork()
        if child == 0:
            sys.stdin.close()
            asyncio.run(serve(app, msgspec.json.decode(line)))
            os._exit(0)
        children.append(child)
        say(f"pid {child}")


if __name__ == "__main__":
    main()
