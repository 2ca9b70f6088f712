"""Metadata and external ids: what a merchant's own programs note on things, and find them by."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from fondaco.app import App
from fondaco.db import fetch_value
from fondaco.ids import parse_global_id
from fondaco.testing import GraphQLClient
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.service.metadata import update_metadata


async def test_buyers_read_what_is_public_and_staff_the_rest(
    admin: GraphQLClient, shop: GraphQLClient, catalogue: Any
) -> None:
    # given
    mug = await catalogue.product("Mug", brandName="Kiln")
    query = '{ product(slug: "mug") { metadata variants { metadata } brand { metadata } } }'
    await shop(query)
    values = [{"key": "erp.state", "value": {"ok": True, "steps": [1, 2.5, None]}}, {"key": "note", "value": "旧"}]
    # when
    noted = await catalogue.change("metadataUpdate", {"id": mug["id"], "values": values}, "metadata")
    variant = {"id": mug["variants"][0]["id"], "values": [{"key": "bin", "value": "A7"}]}
    await catalogue.change("metadataUpdate", variant, "metadata")
    secret = {"id": mug["id"], "private": True, "values": [{"key": "margin", "value": 0.4}]}
    await catalogue.change("metadataUpdate", secret, "metadata")
    left = await catalogue.change("metadataDelete", {"id": mug["id"], "keys": ["note", "none"]}, "metadata")
    # then
    state = {"erp.state": {"ok": True, "steps": [1, 2.5, None]}}
    assert noted["metadata"] == {**state, "note": "旧"}
    assert left["metadata"] == state
    shown = (await shop(query))["product"]
    assert shown == {"metadata": state, "variants": [{"metadata": {"bin": "A7"}}], "brand": {"metadata": {}}}
    staff = await admin('{ product(slug: "mug") { metadata privateMetadata } }')
    assert staff["product"] == {"metadata": state, "privateMetadata": {"margin": 0.4}}


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ([{"key": "", "value": 1}], "INVALID_KEY"),
        ([{"key": "a b", "value": 1}], "INVALID_KEY"),
        ([{"key": "a", "value": 1}, {"key": "a", "value": 2}], "DUPLICATE_KEY"),
        ([{"key": "a", "value": "x\u0000"}], "INVALID_TEXT"),
        ([{"key": "a", "value": "x" * 65_536}], "METADATA_TOO_LARGE"),
        ([{"key": f"k{number}", "value": 1} for number in range(101)], "METADATA_TOO_LARGE"),
    ],
)
async def test_what_is_no_metadata_is_refused(
    admin: GraphQLClient, catalogue: Any, values: list[dict[str, Any]], code: str
) -> None:
    category = await catalogue.category("Cups")
    payload = await admin.change("metadataUpdate", {"id": category["id"], "values": values}, "metadata")
    assert [error["code"] for error in payload["errors"]] == [code]
    assert await fetch_value("SELECT metadata::text FROM catalog.category") == "{}"


async def test_notes_at_the_same_time_are_all_kept(app: App, policy: Policy, catalogue: Any) -> None:
    category_id = parse_global_id((await catalogue.category("Cups"))["id"], "Category")

    async def note(number: int) -> None:
        async with app.unit_of_work(app.system_context()) as uow:
            await update_metadata(uow, "category", category_id, [(f"k{number}", number)], policy)

    await asyncio.gather(*(note(number) for number in range(20)))
    assert await fetch_value("SELECT count(*) FROM catalog.category, jsonb_object_keys(metadata)") == 20


async def test_other_systems_find_things_by_their_own_ids(admin: GraphQLClient, catalogue: Any) -> None:
    # given
    mug = await catalogue.product("Mug", externalId="erp-1", variants=[{"externalId": "erp-1-a"}])
    # when
    taken = await admin.change("productCreate", {"title": "Cup", "externalId": "erp-1"}, "product { id }")
    data = await admin(
        """{ productByExternalId(externalId: "erp-1") { id externalId }
            productVariantByExternalId(externalId: "erp-1-a") { externalId product { slug } }
            nothing: productByExternalId(externalId: "erp-2") { id } }"""
    )
    await catalogue.change("productUpdate", {"id": mug["id"], "externalId": None}, "product { id }")
    # then
    assert [(error["code"], error["field"]) for error in taken["errors"]] == [("EXTERNAL_ID_TAKEN", ["externalId"])]
    assert data == {
        "productByExternalId": {"id": mug["id"], "externalId": "erp-1"},
        "productVariantByExternalId": {"externalId": "erp-1-a", "product": {"slug": "mug"}},
        "nothing": None,
    }
    assert await fetch_value("SELECT count(*) FROM catalog.product WHERE external_id IS NOT NULL") == 0
