"""The catalog plugin: what it contributes to the shop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from fondaco.access.permissions import Permission
from fondaco.cli.commands import CliCommand
from fondaco.commerce import Sellable, SellableRef, SellablesQuery
from fondaco.commerce.events import OrderCancelled, OrderPlaced
from fondaco.events.subscribers import Subscriber
from fondaco.graphql import GraphQL
from fondaco.jobs import Job
from fondaco.plugins import Plugin
from fondaco.seeds import Seed
from piccolo.table import Table

from fondaco_catalog.graphql.admin import admin
from fondaco_catalog.graphql.brands import brands
from fondaco_catalog.graphql.bulk import bulk
from fondaco_catalog.graphql.changes import changes
from fondaco_catalog.graphql.completeness import completeness
from fondaco_catalog.graphql.extensions import lines
from fondaco_catalog.graphql.lifecycle import lifecycle, phases
from fondaco_catalog.graphql.media import admin_media, media
from fondaco_catalog.graphql.prices import prices
from fondaco_catalog.graphql.relations import relations
from fondaco_catalog.graphql.shop import shop
from fondaco_catalog.graphql.versions import versions
from fondaco_catalog.jobs import catalog_jobs
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.permissions import PERMISSIONS
from fondaco_catalog.routes import routes
from fondaco_catalog.service.sales import count_sales, take_back_sales
from fondaco_catalog.service.seed import seed_catalog
from fondaco_catalog.service.sellables import describe_sellables
from fondaco_catalog.settings import CatalogSettings
from fondaco_catalog.tables import TABLES

if TYPE_CHECKING:
    from fondaco.app import App
    from litestar.types import ControllerRouterHandler

__all__ = ["CatalogPlugin"]


class CatalogPlugin(Plugin[CatalogSettings]):
    """Products, options and variants, brands, prices per channel, pictures, categories, collections, import, search."""

    name = "catalog"
    after = ("system",)
    settings_type = CatalogSettings

    def register_tables(self) -> Sequence[type[Table]]:
        """The tables of the schema ``catalog``."""
        return TABLES

    def register_graphql(self) -> GraphQL:
        """Products, categories and collections in both schemas, and the variant behind lines of carts and orders."""
        shared = (relations, brands, media, prices, phases, lines)
        staff = (admin, changes, bulk, admin_media, lifecycle, completeness, versions)
        return GraphQL(shop=(shop, *shared), admin=(*staff, *shared))

    def register_subscribers(self) -> Sequence[Subscriber]:
        """Orders and their cancelling change how often products were sold."""
        return (Subscriber(OrderPlaced, count_sales), Subscriber(OrderCancelled, take_back_sales))

    def register_permissions(self) -> Sequence[Permission]:
        """Seeing and managing the catalogue, and each part of a product's life."""
        return PERMISSIONS

    def register_jobs(self) -> Sequence[Job]:
        """Events of publications at scheduled moments, and pictures of others that are fetched, every minute."""
        return catalog_jobs(self.settings)

    def register_cli(self) -> Sequence[CliCommand]:
        """``fondaco import products`` and ``fondaco export products``."""
        from fondaco_catalog.cli import export, products  # noqa: PLC0415 (a server has no use for it)

        return (CliCommand(group="import", command=products), CliCommand(group="export", command=export))

    def register_routes(self) -> Sequence[ControllerRouterHandler]:
        """``/media/demo/…``: the demo products' pictures."""
        return routes()

    def register_seeds(self) -> Sequence[Seed]:
        """The demo store's catalogue."""

        async def seed(app: App) -> str:
            return await seed_catalog(app, Policy(app.channels, self.settings))

        return (Seed("catalog", seed),)

    async def collect_sellables(self, payload: SellablesQuery) -> Mapping[SellableRef, Sellable]:
        """Describes variants that are published and priced in the channel."""
        return await describe_sellables(payload)
