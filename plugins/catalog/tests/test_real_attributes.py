"""A real Chinese catalogue fits the model: its attributes become text attributes of a type, its brands brands."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from fondaco.app import App
from fondaco.db import fetch_value
from fondaco.testing import GraphQLClient
from fondaco_catalog.model.attribute_drafts import AttributeKind, ValueDraft
from fondaco_catalog.model.definitions import AttributeDraft
from fondaco_catalog.model.drafts import ProductDraft
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.product_types import ProductTypeDraft, TypeAttributeDraft
from fondaco_catalog.service.attributes import create_attribute
from fondaco_catalog.service.names import ensure_named
from fondaco_catalog.service.product_types import create_type
from fondaco_catalog.service.products import create_product

FILE = Path(__file__).parents[3] / ".." / "shared" / "data" / "china" / "products_zh.json"


@pytest.mark.real_data
async def test_every_attribute_and_brand_of_a_real_catalogue_is_kept(
    app: App, admin: GraphQLClient, policy: Policy
) -> None:
    if not FILE.exists():
        pytest.skip("no ../shared/data")
    # given
    data: dict[str, Any] = json.loads(FILE.read_bytes())
    products = data["products"]
    names = Counter(given["name"] for product in products for given in product["attributes"])
    codes = {name: f"a{number}" for number, name in enumerate(names)}
    brands = {brand["id"]: brand["name"] for brand in data["brands"]}
    # when
    async with app.unit_of_work(app.system_context()) as uow:
        for name, code in codes.items():
            await create_attribute(uow, AttributeDraft(name=name, code=code, kind=AttributeKind.TEXT), policy)
        attributes = tuple(TypeAttributeDraft(code=code) for code in codes.values())
        await create_type(uow, ProductTypeDraft(name="商品", attributes=attributes), policy)
        await ensure_named(uow, "brand", list(brands.values()))
        for product in products:
            said: dict[str, list[str]] = {}
            for given in product["attributes"]:
                said.setdefault(codes[given["name"]], []).append(given["value"])
            draft = ProductDraft(
                title=product["name"],
                product_type="商品",
                brand=brands.get(product["brand_id"]),
                attributes=tuple(ValueDraft(code=code, text="\n".join(texts)) for code, texts in said.items()),
            )
            await create_product(uow, draft, policy)
    # then
    assert (len(products), sum(names.values()), len(brands)) == (239, 876, 49)
    pairs = sum(len({given["name"] for given in product["attributes"]}) for product in products)
    assert await fetch_value("SELECT count(*) FROM catalog.attribute_value") == pairs
    assert await fetch_value("SELECT count(*) FROM catalog.brand") == 49
    assert await fetch_value("SELECT count(*) FROM catalog.product WHERE brand IS NOT NULL") == 38
    shown = await admin(
        """{ products(first: 1, search: "轻奢纯棉刺绣水洗四件套") { nodes { attributes { name ... on TextAttribute { text } } } } }"""
    )
    assert {"name": "材质", "text": "100%棉"} in shown["products"]["nodes"][0]["attributes"]
