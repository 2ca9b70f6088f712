"""Waiting for what other connections have said."""

from __future__ import annotations

import asyncio
import secrets

from fondaco.app import App
from fondaco.cache.invalidation import CHANNEL

__all__ = ["all_heard"]

SECONDS = 10.0


async def all_heard(app: App) -> None:
    """Waits until the application has heard of every change that was committed before the call.

    Its own changes too: they come back to it as notifications, and drop what was kept meanwhile once more. Call this
    before asserting that something is answered from memory.

    Raises:
        TimeoutError: If nothing is heard for ten seconds.
    """
    listening, heard = asyncio.Event(), asyncio.Event()
    mark = f"test:{secrets.token_hex(8)}"

    def listen(tags: frozenset[str] | None) -> None:
        if app.tags.connected:
            listening.set()
        if tags is not None and mark in tags:
            heard.set()

    app.tags.subscribe(listen)
    listen(None)
    async with asyncio.timeout(SECONDS):
        await listening.wait()
        async with app.database.connection() as connection:
            await connection.execute("SELECT pg_notify($1, $2)", CHANNEL, f'["{mark}"]')
        await heard.wait()
