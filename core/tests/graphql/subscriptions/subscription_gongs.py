"""A plugin with a subscription, for server processes that tests start: ``enabled = ["subscription_gongs:Gongs"]``."""

from __future__ import annotations

from typing import ClassVar

from fondaco.access import ANYONE
from fondaco.commerce.event import Event
from fondaco.db import UnitOfWork
from fondaco.graphql import GraphQL, SchemaPart
from fondaco.plugins import NoSettings, Plugin


class GongStruck(Event, frozen=True):
    """A gong was struck."""

    wire_name: ClassVar[str] = "gongs.gong_struck"

    number: int
    text: str = ""


part = SchemaPart()


@part.mutation(returns={"done": bool}, permission=ANYONE)
async def gong_strike(uow: UnitOfWork, number: int) -> bool:
    """Strikes it."""
    uow.emit(GongStruck(number=number))
    return True


@part.subscription(type=str, permission=ANYONE, events=(GongStruck,))
async def gongs(event: GongStruck) -> str:
    """All of them."""
    return f"{event.number}{event.text}"


class Gongs(Plugin[NoSettings]):
    """Sounds."""

    name = "gongs"
    version = "1.0"
    graphql = GraphQL(shop=(part,))
