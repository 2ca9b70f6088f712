"""Uploaded files that the catalogue shows or sells under their address: kept while it does, and only then."""

from __future__ import annotations

import asyncio
import importlib
import io
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import pytest
from fondaco.app import App
from fondaco.db import execute, fetch_value
from fondaco.errors import NotFoundError
from fondaco.files import find_file, repository
from fondaco.files.jobs import clean_files
from fondaco.ids import decode_global_id, new_id
from fondaco.jobs import JobContext
from fondaco.testing import GraphQLClient
from fondaco.testing.pytest_plugin import ADMIN_TOKEN
from fondaco_catalog.model.brands import BrandDraft
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.service.brands import create_brand
from PIL import Image

STAFF = {"authorization": f"Bearer {ADMIN_TOKEN}"}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HOLDERS = ("brand", "category", "collection", "choice", "value")


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "#336699").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def upload(http: httpx.AsyncClient) -> Any:
    """Uploads a file; returns its id and its path."""

    async def send(content: bytes | None = None, name: str = "a.png", *, private: bool = False) -> tuple[UUID, str]:
        path = "/files/upload?private=true" if private else "/files/upload"
        answer = await http.post(path, files={"file": (name, content or png())}, headers=STAFF)
        assert answer.status_code == 201, answer.text
        return UUID(decode_global_id(answer.json()["id"])[1]), answer.json()["url"].partition("?")[0]

    return send


async def clean_a_week_later(app: App) -> None:
    """Cleans, lets eight days pass, and cleans again."""
    for _ in range(2):
        await clean_files(JobContext(app=app, context=app.system_context()))
        await execute("UPDATE system.file SET unused_since = unused_since - interval '8 days'")
    await clean_files(JobContext(app=app, context=app.system_context()))


class Holder:
    """Puts an address where the catalogue has one: of a brand, a category, a collection, a choice, or a value of an attribute."""

    def __init__(self, admin: GraphQLClient, catalogue: Any) -> None:
        self.admin, self.catalogue = admin, catalogue

    async def hold(self, kind: str, address: str) -> dict[str, Any]:
        """Returns the payload of the mutation."""
        change = self.admin.change
        if kind == "brand":
            return await change("brandCreate", {"name": "Lume", "logoUrl": address}, "brand { id }")
        if kind == "category":
            return await change("categoryCreate", {"name": "New", "imageUrl": address}, "category { id }")
        if kind == "collection":
            return await change("collectionCreate", {"title": "New", "imageUrl": address}, "collection { id }")
        if kind == "choice":
            choices = [{"name": "Oak", "imageUrl": address}]
            data = {"name": "Wood", "kind": "SWATCH", "choices": choices}
            return await change("attributeCreate", data, "attribute { id choices { id } }")
        manual = (await change("attributeCreate", {"name": "Manual", "kind": "FILE"}, "attribute { id code }"))[
            "attribute"
        ]
        data = {"name": "Lamp", "attributes": [{"code": manual["code"], "scope": "PRODUCT"}]}
        type_id = (await change("productTypeCreate", data, "productType { id }"))["productType"]["id"]
        product = await self.catalogue.product("Lamp", productTypeId=type_id)
        said = {"id": product["id"], "attributes": [{"code": manual["code"], "file": address}]}
        return await change("productUpdate", said, "product { id }")


@pytest.fixture
def holder(admin: GraphQLClient, catalogue: Any) -> Holder:
    return Holder(admin, catalogue)


RELEASE = {
    "brand": "UPDATE catalog.brand SET logo_url = ''",
    "category": "UPDATE catalog.category SET image_url = ''",
    "collection": "UPDATE catalog.collection SET image_url = ''",
    "choice": "UPDATE catalog.attribute_choice SET image_url = NULL",
    "value": "DELETE FROM catalog.attribute_value",
}


@pytest.mark.parametrize("kind", HOLDERS)
async def test_a_file_is_kept_while_its_address_is_used_and_goes_afterwards(
    app: App, http: httpx.AsyncClient, holder: Holder, upload: Any, kind: str
) -> None:
    file_id, path = await upload()
    assert not (await holder.hold(kind, path))["errors"]
    await clean_a_week_later(app)
    assert (await http.get(path)).status_code == 200
    await execute(RELEASE[kind])
    await clean_a_week_later(app)
    assert await find_file(file_id) is None
    assert (await http.get(path)).status_code == 404


async def test_the_address_of_a_derivative_keeps_its_picture(app: App, holder: Holder, upload: Any) -> None:
    file_id, _ = await upload()
    assert not (await holder.hold("brand", f"/files/{file_id}/160.webp"))["errors"]
    await clean_a_week_later(app)
    assert await find_file(file_id) is not None


@pytest.mark.parametrize("kind", HOLDERS)
async def test_the_address_of_a_file_that_is_not_there_is_refused_and_nothing_is_written(
    holder: Holder, kind: str
) -> None:
    [error] = (await holder.hold(kind, f"/files/{new_id()}/original.png"))["errors"]
    assert error["code"] == "FILE_NOT_FOUND"
    assert error["field"]
    assert await fetch_value("SELECT count(*) FROM catalog.brand") == 0
    assert await fetch_value("SELECT count(*) FROM catalog.category") == 0
    assert await fetch_value("SELECT count(*) FROM catalog.collection") == 0
    assert await fetch_value("SELECT count(*) FROM catalog.attribute_choice") == 0
    assert await fetch_value("SELECT count(*) FROM catalog.attribute_value") == 0


async def test_an_upload_that_is_not_complete_is_no_logo(holder: Holder, admin: GraphQLClient) -> None:
    data = {"name": "a.png", "bytes": 100}
    made = (await admin.change("fileUploadCreate", data, "upload { id }"))["upload"]["id"]
    [error] = (await holder.hold("brand", f"/files/{decode_global_id(made)[1]}/original.png"))["errors"]
    assert (error["code"], error["field"]) == ("FILE_NOT_FOUND", ["logoUrl"])


@pytest.mark.parametrize(
    ("content", "name", "private", "code"),
    [(PDF, "a.pdf", False, "FILE_KIND_NOT_ALLOWED"), (None, "a.png", True, "FILE_IS_PRIVATE")],
)
async def test_a_document_or_a_private_file_is_no_logo(
    holder: Holder, upload: Any, content: bytes | None, name: str, private: bool, code: str
) -> None:
    _, path = await upload(content, name, private=private)
    assert [error["code"] for error in (await holder.hold("brand", path))["errors"]] == [code]


async def test_addresses_of_elsewhere_are_left_alone(holder: Holder) -> None:
    assert not (await holder.hold("brand", "https://cdn.example.com/files/logo.png"))["errors"]


async def test_the_database_refuses_an_address_that_nobody_looked_at(app: App) -> None:
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await execute(
            "INSERT INTO catalog.collection (id, slug, title, description, image_url, channels, created_at, updated_at) "
            "VALUES ($1, 'a', 'A', '', $2, '{}', now(), now())",
            new_id(),
            f"/files/{new_id()}/original.png",
        )


async def test_taking_a_file_while_it_is_cleaned_up_keeps_it_or_is_refused(
    app: App, upload: Any, policy: Policy
) -> None:
    async def take(number: int, path: str) -> bool:
        try:
            async with app.unit_of_work(app.system_context()) as uow:
                await create_brand(uow, BrandDraft(name=f"Brand {number}", logo_url=path), policy)
        except NotFoundError:
            return False
        return True

    async def give_up() -> None:
        async with app.unit_of_work(app.system_context()) as uow:
            await asyncio.sleep(0)
            await repository.doom_unused(uow.now, 1000, uow.now)

    kept = 0
    for number in range(20):
        file_id, path = await upload()
        await execute("UPDATE system.file SET unused_since = now() - interval '8 days' WHERE id = $1", file_id)
        outcomes = await asyncio.gather(*(take(number * 10 + each, path) for each in range(3)), give_up(), give_up())
        taken = sum(bool(outcome) for outcome in outcomes[:3])
        assert (await find_file(file_id) is not None) == (taken > 0)
        kept += taken > 0
        await clean_files(JobContext(app=app, context=app.system_context()))
        assert await app.files.storage.delete_below(f"files/{file_id}") == (1 if taken else 0)
    assert await fetch_value("SELECT count(DISTINCT logo_file) FROM catalog.brand") == kept


async def test_the_migration_forgets_what_is_lost_already_and_keeps_the_rest(app: App, upload: Any) -> None:
    module = importlib.import_module("fondaco_catalog.migrations.catalog_2026_11_28t06_00_00_000000")
    _, path = await upload()
    lost = f"/files/{new_id()}/original.png"
    async with app.unit_of_work(app.system_context()) as uow:
        for table, column, _ in module.COLUMNS:
            await execute(f"ALTER TABLE catalog.{table} DROP COLUMN {column}")
        for slug, logo in (("lost", lost), ("kept", path), ("other", "https://cdn.example.com/a.png")):
            await execute(
                "INSERT INTO catalog.brand (id, slug, name, name_key, description, logo_url, metadata, "
                "private_metadata, created_at, updated_at) VALUES ($1, $2::text, $2::text, $2::text, '', $3, '{}', '{}', $4, $4)",
                new_id(),
                slug,
                logo,
                uow.now,
            )
        await execute(
            "INSERT INTO catalog.download_grant (id, order_id, order_number, variant, file, name, address, downloads, "
            "created_at) VALUES ($1, $1, '1', $1, $1, 'Song', $2, 0, $3)",
            new_id(),
            lost,
            uow.now,
        )
        await module.keep()
    logos = "SELECT string_agg(slug || ' ' || logo_url, ', ' ORDER BY slug) FROM catalog.brand"
    assert await fetch_value(logos) == f"kept {path}, lost , other https://cdn.example.com/a.png"
    assert await fetch_value("SELECT address FROM catalog.download_grant") == f"/files/lost{lost}"
    assert await fetch_value("SELECT logo_file FROM catalog.brand WHERE slug = 'kept'") == UUID(path.split("/")[2])
