"""Importing real catalogues: a gift shop's by a mapping file, and a Chinese one's as JSON Lines."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fondaco.app import App
from fondaco.db import fetch_value
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.text import slugify
from fondaco_catalog.service.transfer.import_products import ImportOptions, import_products

pytestmark = pytest.mark.real_data

GUIDE = Path(__file__).parents[3] / "docs" / "guides" / "catalog" / "import-export.md"


def mapping_of_the_guide() -> str:
    text = GUIDE.read_text(encoding="utf-8").partition('```toml title="gifts.toml"\n')[2].partition("```")[0]
    assert tomllib.loads(text)["only"] == {"IsProduct": ["1"]}
    return text


async def test_the_catalogue_of_a_gift_shop_comes_in_by_the_mapping_of_the_guide(
    app: App, policy: Policy, shared_data: Path
) -> None:
    # given
    path = shared_data / "online_retail" / "catalogue.csv.gz"
    options = ImportOptions(channel="default", mapping=mapping_of_the_guide(), match="sku")
    # when
    report = await import_products(app, path, options, policy)
    again = await import_products(app, path, options, policy)
    # then
    assert (report.created, report.failed, report.rows) == (3914, 0, [])
    assert (again.created, again.updated, again.unchanged, again.failed) == (0, 0, 3914, 0)
    assert await fetch_value("SELECT count(DISTINCT slug) FROM catalog.product") == 3914
    price = (
        "SELECT p.amount FROM catalog.price p JOIN catalog.product_variant v ON v.id = p.variant WHERE v.sku = '10002'"
    )
    assert await fetch_value(price) == 85


def converted(shop: dict[str, Any]) -> list[dict[str, Any]]:
    """Turns the Chinese shop's JSON into lines of ours."""
    brands = {brand["id"]: brand["name"] for brand in shop["brands"]}
    lines: list[dict[str, Any]] = [
        {
            "kind": "category",
            "slug": f"{slugify(category['name'], 'c')}-{category['id']}",
            "name": category["name"],
            "description": category["desc"],
            "parent": None,
        }
        for category in shop["categories"]
    ]
    slugs = {category["id"]: line["slug"] for category, line in zip(shop["categories"], lines, strict=True)}
    for category, line in zip(shop["categories"], lines, strict=True):
        line["parent"] = slugs.get(category["parent_id"])
    lines.sort(key=lambda line: line["parent"] is not None)
    for product in shop["products"]:
        names = list(dict.fromkeys(option["name"] for option in product["options"]))
        lines.append(
            {
                "slug": f"{slugify(product['name'], 'p')}-{product['id']}",
                "externalId": product["sn"],
                "title": product["name"],
                "description": product["brief"],
                "brand": brands.get(product["brand_id"]),
                "category": slugs.get(product["category_id"]),
                "tags": [word for word in product["keywords"].split(",") if word],
                "metadata": {each["name"]: each["value"] for each in product["attributes"]},
                "published": {"default": True},
                "options": [
                    {"name": name, "values": list(dict.fromkeys(
                        option["value"] for option in product["options"] if option["name"] == name
                    ))}
                    for name in names
                ],
                "variants": [
                    {
                        "options": variant["options"],
                        "sku": f"{product['sn']}-{variant['id']}",
                        "prices": {"default": {"price": variant["price"]}},
                    }
                    for variant in product["variants"]
                ],
            }
        )  # fmt: skip
    return lines


async def test_a_chinese_catalogue_comes_in_with_categories_and_brands(
    app: App, policy: Policy, shared_data: Path, tmp_path: Path
) -> None:
    # given
    shop = msgspec.json.decode((shared_data / "china" / "products_zh.json").read_bytes())
    path = tmp_path / "china.jsonl"
    path.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in converted(shop)))
    # when
    report = await import_products(app, path, ImportOptions(channel="default"), policy)
    again = await import_products(app, path, ImportOptions(channel="default"), policy)
    # then
    assert (report.created, report.failed, report.rows) == (239 + 93, 0, [])
    assert (again.unchanged, again.failed) == (239 + 93, 0)
    assert await fetch_value("SELECT count(*) FROM catalog.product_variant") == 244
    assert await fetch_value("SELECT count(*) FROM catalog.category WHERE parent IS NULL") == 9
    used = {product["brand_id"] for product in shop["products"]} & {brand["id"] for brand in shop["brands"]}
    assert await fetch_value("SELECT count(*) FROM catalog.brand") == len(used)
