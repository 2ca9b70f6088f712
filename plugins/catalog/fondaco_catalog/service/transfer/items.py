"""Products as files have them, out of the rows of the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from fondaco.commerce import Money

from fondaco_catalog.model.attribute_drafts import AttributeKind
from fondaco_catalog.model.transfer.fields import Item
from fondaco_catalog.model.transfer.kinds import moment_text
from fondaco_catalog.repository.transfer.exported import Named
from fondaco_catalog.repository.transfer.parts import Row

__all__ = ["item_of"]

State = Mapping[str, Mapping[UUID, list[Row]]]


def item_of(product: Row, state: State, names: Named, former: Mapping[UUID, Sequence[str]]) -> Item:
    """Returns a product as a line of JSON has it; a table is made of the same.

    Args:
        state: All rows of products: see `load_parts`.
        former: Former slugs of products.
    """
    id_ = product["id"]
    options = state["product_option"].get(id_, [])
    values = {option["id"]: state["product_option_value"].get(option["id"], []) for option in options}
    media = state["product_media"].get(id_, [])
    listings = [row for row in state["product_listing"].get(id_, []) if row["published_at"] is not None]
    listings.sort(key=lambda row: row["channel"])
    # What a rule has found it finds again.
    placed = [row for row in state["collection_product"].get(id_, []) if row["kind"] != "rule"]
    places = {names.collections[row["collection"]]: row["position"] for row in placed}
    excluded = [names.collections[row["collection"]] for row in state["collection_exclusion"].get(id_, [])]
    attributes = attributes_of(product["type"], state["attribute_value"].get(id_, []), names)
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
        "attributes": attributes.get(None, {}),
        "excludedFrom": sorted(excluded),
        "formerSlugs": list(former.get(id_, ())),
        "collections": dict(sorted(places.items())),
        "options": [
            {
                "name": option["name"],
                "attribute": names.attributes[option["attribute"]].code if option["attribute"] else None,
                "labels": dict(sorted(option["labels"].items())),
                "values": [
                    {"value": value["value"], "labels": dict(sorted(value["labels"].items()))}
                    for value in values[option["id"]]
                ],
            }
            for option in options
        ],
        "media": [
            {
                "url": urls[row["id"]],
                "alt": row["alt"],
                "labels": dict(sorted(row["labels"].items())),
                "poster": None if row["poster"] is None else str(row["poster"]),
                "focalPoint": {"x": _share(row["focal_x"]), "y": _share(row["focal_y"])},
            }
            for row in media
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
                "lengthMm": row["length_mm"],
                "widthMm": row["width_mm"],
                "heightMm": row["height_mm"],
                "maxPerCustomer": row["max_per_customer"],
                "maxPerCustomerDays": row["max_per_customer_days"],
                "requiresShipping": row["requires_shipping"],
                "trackStock": row["track_stock"],
                "taxClass": row["tax_class"],
                "attributes": attributes.get(row["id"], {}),
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


def _share(percent: int | None) -> str | None:
    return None if percent is None else format(Decimal(percent) / 100, ".2f")


def attributes_of(type_id: UUID | None, rows: Sequence[Row], names: Named) -> dict[UUID | None, dict[str, Any]]:
    """Returns what is said of a product and of its variants by attributes, by variant, None for the product itself.

    References have lines of their own. What the type has no attribute for is unseen, and left out.
    """
    found: dict[UUID | None, dict[str, Any]] = {}
    for row in rows:
        scope = "product" if row["variant"] is None else "variant"
        attribute = names.attributes[row["attribute"]]
        if row["reference"] is not None or (type_id, row["attribute"], scope) not in names.fitting:
            continue
        values = found.setdefault(row["variant"], {})
        if attribute.kind == AttributeKind.MULTI_CHOICE.value:
            values.setdefault(attribute.code, []).append(names.choices[row["choice"]])
            continue
        values[attribute.code] = _value_of(row, names)
        values |= {f"{attribute.code}@{locale}": text for locale, text in row["labels"].items()}
    return {variant: dict(sorted(values.items())) for variant, values in found.items()}


def _value_of(row: Row, names: Named) -> str | bool:
    if row["choice"] is not None:
        return names.choices[row["choice"]]
    if row["boolean"] is not None:
        return bool(row["boolean"])
    if row["number"] is not None:
        return format(row["number"], "f")
    return str(row["text"] if row["day"] is None else row["day"].isoformat())


def _prices(rows: list[Row], names: Named) -> dict[str, Any]:
    found = {}
    for row in rows:
        if row["list"] not in names.price_lists:  # nobody can pay its prices
            continue
        name, currency = names.price_lists[row["list"]]
        found[name, row["min_quantity"]] = {
            "price": Money(row["amount"], currency).text,
            "compareAt": None if row["compare_at"] is None else Money(row["compare_at"], currency).text,
            "currency": currency,
        }
    return {name if quantity == 1 else f"{name}@{quantity}": price for (name, quantity), price in sorted(found.items())}
