"""What the catalogue's tests share."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
import pytest_asyncio
from fondaco.access.principals import Credentials, Principal, PrincipalKind
from fondaco.app import App
from fondaco.plugins import NoSettings, Plugin
from fondaco.settings import ChannelSettings, Settings
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.repository.transfer.exported import ExportFilter
from fondaco_catalog.service.transfer.export_products import ExportOptions, export_products
from fondaco_catalog.service.transfer.import_products import ImportOptions, ImportReport, import_products
from fondaco_catalog.settings import CatalogSettings

from .round_trips import Get, Put

CHANNELS = {
    "default": ChannelSettings(name="Europe", currency="EUR", locales=("en", "zh-Hans", "de")),
    "japan": ChannelSettings(name="Japan", currency="JPY", locales=("ja", "en")),
}


@pytest.fixture(scope="session")
def test_settings(test_settings: Settings) -> Settings:
    """Two channels of different currencies."""
    return msgspec.structs.replace(test_settings, channels=CHANNELS)


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any]) -> App:
    """The application with the catalogue alone, on a fresh database."""
    made: App = await make_app(enabled=["catalog"])
    return made


@pytest.fixture
def policy(app: App) -> Policy:
    """The rules of the running application."""
    return Policy(app.channels, CatalogSettings())


class Catalogue:
    """Makes products through the admin API, as short as a test wants them."""

    def __init__(self, admin: GraphQLClient, worker: WorkerDriver) -> None:
        self.admin = admin
        self._worker = worker

    async def index(self) -> None:
        """Lets the search index follow, and everything else that goes on in the background."""
        await self._worker.drain()

    async def change(self, mutation: str, data: dict[str, Any], selection: str) -> dict[str, Any]:
        """Runs a mutation that has to succeed."""
        payload = await self.admin.change(mutation, data, selection)
        assert payload["errors"] == [], payload["errors"]
        return payload

    async def product(
        self, title: str = "Shirt", *, price: str | None = "10.00", publish: bool = True, **more: Any
    ) -> dict[str, Any]:
        """Makes a product with one variant, priced and published in the default channel.

        Its pictures are given an alternative text where they have none, since what is published needs one.
        """
        if "media" in more:
            more["media"] = [{"alt": "Picture", **given} for given in more["media"]]
        variants = [{"prices": [{"channel": "default", "price": price}] if price else []}]
        data = {"title": title, "variants": variants, **more}
        product: dict[str, Any] = (
            await self.change("productCreate", data, "product { id slug title variants { id } }")
        )["product"]
        if publish:
            await self.change("productPublish", {"id": product["id"], "channels": ["default"]}, "product { id }")
        return product

    async def category(self, name: str, **more: Any) -> dict[str, Any]:
        """Makes a category."""
        made: dict[str, Any] = (
            await self.change("categoryCreate", {"name": name, **more}, "category { id slug name }")
        )["category"]
        return made

    async def collection(self, title: str, products: list[str], **more: Any) -> dict[str, Any]:
        """Makes a collection."""
        data = {"title": title, "productIds": products, **more}
        made: dict[str, Any] = (await self.change("collectionCreate", data, "collection { id slug title }"))[
            "collection"
        ]
        return made


@pytest.fixture
def catalogue(admin: GraphQLClient, worker: WorkerDriver) -> Catalogue:
    """Makes products through the admin API."""
    return Catalogue(admin, worker)


class Staff(Plugin[NoSettings]):
    """People who work for the shop: the token ``ada:submit+review`` is Ada's, who may do both."""

    name = "staff"
    version = "1.0"

    async def resolve_principal(self, payload: Credentials) -> Principal | None:
        """Reads name and permissions off the token."""
        name, _, rights = (payload.bearer or "").partition(":")
        if not rights:
            return None
        permissions = {f"catalog.{right}_products" for right in ("view", *rights.split("+"))}
        return Principal(kind=PrincipalKind.STAFF, id=f"staff:{name}", permissions=frozenset(permissions))


@pytest.fixture
def staff(http: httpx.AsyncClient) -> Callable[[str, str], GraphQLClient]:
    """``staff("ada", "submit+review")``: a member of staff with some rights, where the plugin `Staff` is enabled."""
    return lambda name, rights: GraphQLClient(http, "admin", {"authorization": f"Bearer {name}:{rights}"})


@pytest.fixture
def put(app: App, policy: Policy, tmp_path: Path) -> Put:
    """Imports bytes."""

    async def put(content: bytes, **options: Any) -> ImportReport:
        path = tmp_path / "file"
        path.write_bytes(content)
        return await import_products(app, path, ImportOptions(**{"channel": "default", **options}), policy)

    return put


@pytest.fixture
def get(app: App, policy: Policy) -> Get:
    """Exports to bytes."""

    async def get(kind: str = "csv", **chosen: Any) -> bytes:
        out = io.BytesIO()
        options = ExportOptions(channel="default", format=kind, chosen=ExportFilter(**chosen))  # type: ignore[arg-type]
        await export_products(app, out, options, policy)
        return out.getvalue()

    return get
