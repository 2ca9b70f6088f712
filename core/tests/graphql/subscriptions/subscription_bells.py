"""A plugin with subscriptions for tests in this process, and what those tests have in common."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, ClassVar

import msgspec
from fondaco.access import ANYONE, Credentials, Principal, PrincipalKind
from fondaco.app import App
from fondaco.commerce.event import Event
from fondaco.db import UnitOfWork, execute
from fondaco.errors import UnavailableError
from fondaco.graphql import GraphQL, Info, SchemaPart
from fondaco.plugins import NoSettings, Plugin
from fondaco.settings import Settings

__all__ = ["BELLS", "BellRung", "Bells", "done", "limits", "lose_listener", "ring", "until"]

BELLS = "subscription { bells }"

part = SchemaPart()

done: list[str] = []
"""What came to its end."""


class BellRung(Event, frozen=True):
    """A bell was rung."""

    wire_name: ClassVar[str] = "bells.bell_rung"

    number: int = 0
    text: str = ""


@part.query(type=str, permission=ANYONE)
async def who(info: Info) -> str:
    """Who asks, where, in which language."""
    caller = info.context.caller
    return f"{caller.principal.id} {caller.channel.slug} {caller.locale} {caller.principal.session is not None}"


@part.query(type=str, permission=ANYONE)
async def slow(info: Info) -> str:
    """Takes a while."""
    try:
        await asyncio.sleep(30)
    finally:
        done.append("query ended")
    return "late"


@part.mutation(returns={"done": bool}, permission=ANYONE)
async def start_session(uow: UnitOfWork, info: Info) -> bool:
    """Starts a session."""
    info.context.ensure_session()
    return True


@part.mutation(returns={"done": bool}, permission=ANYONE, transaction=False)
async def ring_slowly(info: Info) -> bool:
    """Takes a while, and is not cut short."""
    info.context.ensure_session()
    await asyncio.sleep(0.3)
    done.append("mutation done")
    return True


@part.subscription(type=str, permission=ANYONE, events=(BellRung,))
async def bells(event: BellRung, after: int = 0) -> str:
    """All of them."""
    return f"{event.number}{event.text}"


@part.subscription(type=str, permission=ANYONE, events=(BellRung,))
async def heard_by(event: BellRung, info: Info) -> str:
    """Who hears it, where, in which language."""
    caller = info.context.caller
    return f"{event.number} {caller.principal.id} {caller.channel.slug} {caller.locale}"


class Bells(Plugin[NoSettings]):
    """Rings. The bearer token ``good`` is somebody's; whoever says ``down`` is told that the database is."""

    name = "bells"
    version = "1.0"
    graphql = GraphQL(shop=(part,))

    async def resolve_principal(self, payload: Credentials) -> Principal | None:
        if payload.bearer == "down":
            raise UnavailableError("Gone.", code="DATABASE_UNAVAILABLE")
        return Principal(kind=PrincipalKind.STAFF, id="staff:1") if payload.bearer == "good" else None


def limits(**changes: Any) -> Callable[[Settings], Settings]:
    """Returns a function that changes keys of ``[subscriptions]``."""
    return lambda settings: msgspec.structs.replace(
        settings, subscriptions=msgspec.structs.replace(settings.subscriptions, **changes)
    )


async def ring(app: App, *numbers: int, text: str = "") -> None:
    """Commits one transaction with an event for each number."""
    async with app.unit_of_work(app.system_context()) as uow:
        for number in numbers:
            uow.emit(BellRung(number=number, text=text))


async def until(condition: Callable[[], bool]) -> None:
    """Waits until something is so."""
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.01)


async def lose_listener() -> None:
    """Ends the connections that listen for live events, from the side of the database."""
    await execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%fondaco_live%' "
        "AND pid <> pg_backend_pid() AND datname = current_database()"
    )
