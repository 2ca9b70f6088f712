"""Products as files have them, out of the rows of the tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fondaco.commerce import Money

from fondaco_catalog.model.transfer.fields import Item
from fondaco_catalog.model.transfer.kinds import moment_text
from fondaco_catalog.repository.transfer.exported import Named
from fondaco_catalog.repository.transfer.parts import Row

__all__ = ["item_of"]

State = Mapping[str, Mapping[UUID, list[Row]]]


def item_of(product: Row, state: State, names: Named) -> Item:
    """Returns a product as a line of JSON has it; a table is made of the same.

    Args:
        state: All rows of products: see `load_parts`.
    """
    id_ = product["id"]
    options = state["product_option"].get(id_, [])
    values = {option["id"]: state["product_option_value"].get(option["id"], []) for option in options}
    media = state["product_media"].get(id_, [])
    listings = [row for row in state["product_listing"].get(id_, []) if row["published_at"] is not None]
    listings.sort(key=lambda row: row["channel"])
    places = {names.collections[row["collection"]]: row["position"] for row in state["collection_product"].get(id_, [])}
    texts = {value["id"]: value["value"] for found in values.values() for value in found}
    urls = {row["id"]: row["source_url"] or row["url"] for row in media}
    translations = sorted(state["product_translation"].get(id_, []), key=lambda row: row["locale"])
    return {
        "slug": product["slug"],
        "externalId": product["external_id"],
        "title": product["title"],
        "description": product["description"],
        "brand": names.brands.get(product["brand"]),
        "productType": names.types.get(product["type"]),
        "tags": product["tags"],
        "category": names.categories.get(product["category"]),
        "seoTitle": product["seo_title"],
        "seoDescription": product["seo_description"],
        "status": product["status"],
        "metadata": product["metadata"],
        "privateMetadata": product["private_metadata"],
        "createdAt": moment_text(product["created_at"]),
        "translations": {
            row["locale"]: {
                "title": row["title"],
                "description": row["description"],
                "seoTitle": row["seo_title"],
                "seoDescription": row["seo_description"],
            }
            for row in translations
        },
        "published": {row["channel"]: moment_text(row["published_at"]) for row in listings},
        "unpublishAt": {
            row["channel"]: moment_text(row["unpublish_at"]) for row in listings if row["unpublish_at"] is not None
        },
        "collections": dict(sorted(places.items())),
        "options": [
            {
                "name": option["name"],
                "labels": dict(sorted(option["labels"].items())),
                "values": [
                    {"value": value["value"], "labels": dict(sorted(value["labels"].items()))}
                    for value in values[option["id"]]
                ],
            }
            for option in options
        ],
        "media": [
            {"url": urls[row["id"]], "alt": row["alt"], "labels": dict(sorted(row["labels"].items()))} for row in media
        ],
        "variants": [
            {
                "options": [texts[value] for value in row["option_values"]],
                "sku": row["sku"],
                "externalId": row["external_id"],
                "metadata": row["metadata"],
                "privateMetadata": row["private_metadata"],
                "barcode": row["barcode"],
                "weightGrams": row["weight_grams"],
                "requiresShipping": row["requires_shipping"],
                "trackStock": row["track_stock"],
                "taxClass": row["tax_class"],
                "media": urls.get(row["media"]),
                "prices": _prices(state["price"].get(row["id"], []), names),
                "costs": {
                    cost["channel"]: Money(cost["amount"], cost["currency"]).text
                    for cost in sorted(state["variant_cost"].get(row["id"], []), key=lambda cost: cost["channel"])
                },
            }
            for row in state["product_variant"].get(id_, [])
        ],
    }


def _prices(rows: list[Row], names: Named) -> dict[str, Any]:
    found = {}
    for row in rows:
        if row["list"] not in names.price_lists:  # it is being deleted
            continue
        name, currency = names.price_lists[row["list"]]
        found[name, row["min_quantity"]] = {
            "price": Money(row["amount"], currency).text,
            "compareAt": None if row["compare_at"] is None else Money(row["compare_at"], currency).text,
            "currency": currency,
        }
    return {name if quantity == 1 else f"{name}@{quantity}": price for (name, quantity), price in sorted(found.items())}
