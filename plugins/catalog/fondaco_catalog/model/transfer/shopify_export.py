"""Products as Shopify's product CSV has them; what that has no column for is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from fondaco.commerce import TAX_EXEMPT
from fondaco.errors import InvalidInputError
from fondaco.spreadsheets import harmless

from fondaco_catalog.model.transfer.shopify import OPTIONS

__all__ = ["HEADER", "rows_of"]

HEADER = (
    "Handle", "Title", "Body (HTML)", "Vendor", "Type", "Tags", "Published", "Option1 Name", "Option1 Value",
    "Option2 Name", "Option2 Value", "Option3 Name", "Option3 Value", "Variant SKU", "Variant Grams",
    "Variant Inventory Tracker", "Variant Inventory Policy", "Variant Fulfillment Service", "Variant Price",
    "Variant Compare At Price", "Variant Requires Shipping", "Variant Taxable", "Variant Barcode", "Image Src",
    "Image Position", "Image Alt Text", "Gift Card", "SEO Title", "SEO Description", "Variant Image",
    "Variant Weight Unit", "Status",
)  # fmt: skip


def rows_of(item: Mapping[str, Any], channel: str) -> Iterator[dict[str, str]]:
    """Yields the rows of a product; nothing in them is taken for a formula.

    Args:
        channel: Whose prices and publication.

    Raises:
        InvalidInputError: ``TOO_MANY_OPTIONS``: Shopify knows three.
    """
    options = item["options"]
    if len(options) > OPTIONS:
        raise InvalidInputError(
            f"{item['slug']} has {len(options)} options; a file of Shopify has {OPTIONS}.", code="TOO_MANY_OPTIONS"
        )
    for index, (variant, media) in enumerate(zip_longest(item["variants"] or [None], item["media"])):
        row = {"Handle": item["slug"]}
        if index == 0:
            row |= _product(item, channel)
        if variant is not None:
            row |= _variant(variant, options, channel, first=index == 0)
        if media is not None:
            row |= {"Image Src": media["url"], "Image Position": str(index + 1), "Image Alt Text": media["alt"]}
        yield {name: harmless(cell) for name, cell in row.items()}


def _product(item: Mapping[str, Any], channel: str) -> dict[str, str]:
    published = channel in item["published"]
    return {
        "Title": item["title"],
        "Body (HTML)": item["description"],
        "Vendor": item["brand"] or "",
        "Type": item["productType"] or "",
        "Tags": ", ".join(item["tags"]),
        "Published": str(published).lower(),
        "Gift Card": "false",
        "SEO Title": item["seoTitle"],
        "SEO Description": item["seoDescription"],
        "Status": "active" if published else "archived" if item["status"] == "archived" else "draft",
    }


def _variant(
    variant: Mapping[str, Any], options: list[Mapping[str, Any]], channel: str, *, first: bool
) -> dict[str, str]:
    row = {f"Option{number} Value": value for number, value in enumerate(variant["options"], start=1)}
    if first:
        row |= {f"Option{number} Name": option["name"] for number, option in enumerate(options, start=1)}
        if not options:
            row |= {"Option1 Name": "Title", "Option1 Value": "Default Title"}
    price = variant["prices"].get(channel, {})
    return row | {
        "Variant SKU": variant["sku"],
        "Variant Grams": str(variant["weightGrams"]),
        "Variant Inventory Tracker": "shopify" if variant["trackStock"] else "",
        "Variant Inventory Policy": "deny",
        "Variant Fulfillment Service": "manual",
        "Variant Price": price.get("price", ""),
        "Variant Compare At Price": price.get("compareAt") or "",
        "Variant Requires Shipping": str(variant["requiresShipping"]).lower(),
        "Variant Taxable": str(variant["taxClass"] != TAX_EXEMPT).lower(),
        "Variant Barcode": variant["barcode"],
        "Variant Image": variant["media"] or "",
        "Variant Weight Unit": "g",
    }
