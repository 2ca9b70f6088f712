"""The catalog plugin: what it contributes to the shop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from fondaco import commerce
from fondaco.cli.commands import CliCommand
from fondaco.commerce import Sellable, SellableRef, SellablesQuery
from fondaco.errors import DomainError
from fondaco.events.subscribers import Subscriber
from fondaco.hookspecs import fallback
from fondaco.jobs import Job
from fondaco.plugins import Plugin
from fondaco.seeds import Seed

from fondaco_catalog.graphql.schema import SCHEMA
from fondaco_catalog.jobs import catalog_jobs, catalog_subscribers
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.permissions import PERMISSIONS
from fondaco_catalog.routes import routes as catalog_routes
from fondaco_catalog.service.documents import describe_documents
from fondaco_catalog.service.groupings import GROUPING_JOBS, grouping_subscribers
from fondaco_catalog.service.renames import RENAMES
from fondaco_catalog.service.search import SearchEngine
from fondaco_catalog.service.search_index import SearchIndexer
from fondaco_catalog.service.seed import catalog_seed
from fondaco_catalog.service.sellables import describe_sellables, name_variants
from fondaco_catalog.service.tags import TAGS
from fondaco_catalog.settings import CatalogSettings
from fondaco_catalog.tables import TABLES

__all__ = ["CatalogPlugin"]


class CatalogPlugin(Plugin[CatalogSettings]):
    """Products, options and variants, brands, prices per channel, pictures, categories, collections, import, search."""

    name = "catalog"
    after = ("system",)
    settings_type = CatalogSettings
    tables = TABLES
    graphql = SCHEMA
    permissions = PERMISSIONS
    routes = catalog_routes()

    @cached_property
    def policy(self) -> Policy:
        """The rules of this deployment."""
        return Policy(self.app.channels, self.settings)

    @cached_property
    def engine(self) -> SearchEngine:
        """The search engine of this deployment."""
        return SearchEngine(self.policy)

    @cached_property
    def indexer(self) -> SearchIndexer:
        """What keeps the search index of this deployment."""
        return SearchIndexer(self.policy)

    def register_subscribers(self) -> Sequence[Subscriber]:
        """Orders are counted; what is changed or renamed is found anew, and asked for by the rules of collections."""
        return (*catalog_subscribers(self.indexer), *grouping_subscribers(lambda: self.policy), *RENAMES, *TAGS)

    def register_jobs(self) -> Sequence[Job]:
        """Events of publications, pictures of others, and what keeps the search index and collections by rule."""
        return (*catalog_jobs(self.settings, self.indexer), *GROUPING_JOBS)

    def register_cli(self) -> Sequence[CliCommand]:
        """``fondaco import products``, ``fondaco export products`` and ``fondaco catalog reindex``."""
        from fondaco_catalog.cli import catalog, export, products  # noqa: PLC0415 (a server has no use for it)

        importing, exporting = CliCommand(group="import", command=products), CliCommand(group="export", command=export)
        return importing, exporting, CliCommand(command=catalog)

    def register_seeds(self) -> Sequence[Seed]:
        """The demo store's catalogue."""
        return (catalog_seed(self.policy),)

    async def collect_sellables(self, payload: SellablesQuery) -> Mapping[SellableRef, Sellable | DomainError]:
        """Describes variants that are published and priced in the channel."""
        return await describe_sellables(payload)

    async def collect_variants(self, payload: commerce.VariantsQuery) -> Mapping[SellableRef, Sequence[SellableRef]]:
        """Names the variants of products."""
        return await name_variants(payload)

    @fallback
    async def resolve_product_search(self, payload: commerce.ProductSearch) -> commerce.ProductSearchAnswer | None:
        """PostgreSQL finds products where no other engine does."""
        return await self.engine.search(payload)

    @fallback
    async def resolve_product_suggestions(self, payload: commerce.SuggestionQuery) -> commerce.SuggestionAnswer | None:
        """PostgreSQL suggests where no other engine does."""
        return await self.engine.suggest(payload)

    async def collect_product_documents(self, payload: commerce.DocumentsQuery) -> Sequence[commerce.ProductDocument]:
        """Describes products to other engines."""
        return await describe_documents(payload, self.policy)
