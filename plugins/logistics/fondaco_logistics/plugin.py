"""What logistics contributes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from fondaco.cli.commands import CliCommand
from fondaco.commerce import Availability, AvailabilityQuery, OrderDemand, SellableRef
from fondaco.events.subscribers import Subscriber
from fondaco.jobs import Job
from fondaco.plugins import Plugin
from fondaco.seeds import Seed

from fondaco_logistics.graphql.schema import SCHEMA
from fondaco_logistics.jobs import jobs, subscribers
from fondaco_logistics.permissions import PERMISSIONS
from fondaco_logistics.service.availability import collect_available
from fondaco_logistics.service.demand import meet_demand
from fondaco_logistics.service.seed import logistics_seed
from fondaco_logistics.settings import LogisticsSettings
from fondaco_logistics.tables import TABLES

if TYPE_CHECKING:
    from fondaco.db.unit_of_work import UnitOfWork

__all__ = ["LogisticsPlugin"]


class LogisticsPlugin(Plugin[LogisticsSettings]):
    """Warehouses, stock that is never sold twice, its ledger, and from where orders are sent."""

    name = "logistics"
    after = ("catalog",)
    settings_type = LogisticsSettings
    tables = TABLES
    graphql = SCHEMA
    permissions = PERMISSIONS

    def register_jobs(self) -> Sequence[Job]:
        """What is held too long every 15 minutes; orders that came to nothing are forgotten every hour."""
        return jobs(self.settings)

    def register_subscribers(self) -> Sequence[Subscriber]:
        """What refunds say goes back into stock is taken in."""
        return subscribers(self.settings, lambda: self.app.channels)

    def register_cli(self) -> Sequence[CliCommand]:
        """``fondaco logistics audit``."""
        from fondaco_logistics.cli import logistics  # noqa: PLC0415 (a server has no use for it)

        return (CliCommand(command=logistics),)

    def register_seeds(self) -> Sequence[Seed]:
        """The demo store's warehouses, and what lies in them."""
        return (logistics_seed(self.settings),)

    async def collect_availability(self, payload: AvailabilityQuery) -> Mapping[SellableRef, Availability]:
        """Says how many can be ordered of the things that are counted."""
        return await collect_available(self.settings, payload)

    async def join_order_demand(self, uow: UnitOfWork, payload: OrderDemand) -> None:
        """Takes what an order wants, and gives back what it wants no more."""
        await meet_demand(uow, self.settings, self.app.channels, payload)
