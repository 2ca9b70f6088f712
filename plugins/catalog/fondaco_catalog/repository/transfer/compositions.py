"""What variants consist of, and what is downloaded with them, as files have it behind the products."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from fondaco.commerce import Money
from fondaco.db import fetch_rows

from fondaco_catalog.model.transfer.levels import Item
from fondaco_catalog.repository.transfer.links import NAMED_VARIANT, PLACED

__all__ = ["list_compositions"]

_OF = f"""
    WITH own AS (
        {PLACED} FROM catalog.product_variant v WHERE v.product = ANY($1::uuid[])
    )
    SELECT p.slug AS product, CASE WHEN own.sku <> '' THEN own.sku ELSE '#' || own.place END AS variant, """

_BUNDLES = f"""{_OF}
        b.pricing, b.percent_off, b.amounts_off::text AS amounts_off, (
            SELECT json_agg(json_build_object('name', s.name, 'labels', s.labels, 'minimum', s.minimum,
                'maximum', s.maximum, 'repeatable', s.repeatable, 'choices', (
                    SELECT json_agg(json_build_object('variant', bc.component, 'quantity', bc.quantity,
                        'amounts', bc.amounts) ORDER BY bc.position)
                    FROM catalog.bundle_choice bc WHERE bc.slot = s.id
                )) ORDER BY s.position)::text
            FROM catalog.bundle_slot s WHERE s.variant = b.variant
        ) AS slots
    FROM own JOIN catalog.bundle b ON b.variant = own.id JOIN catalog.product p ON p.id = own.product
    ORDER BY p.id, own.place"""  # noqa: S608 (constants only)

_DOWNLOADS = f"""{_OF}
        json_agg(json_build_object('name', f.name, 'labels', f.labels, 'address', f.address,
            'maxDownloads', f.max_downloads, 'daysValid', f.days_valid) ORDER BY f.position)::text AS files
    FROM own JOIN catalog.digital_file f ON f.variant = own.id JOIN catalog.product p ON p.id = own.product
    GROUP BY p.id, own.id, own.sku, own.place ORDER BY p.id, own.place"""

_NAMES = f"""
    SELECT v.id, {NAMED_VARIANT} AS name FROM (
        {PLACED} FROM catalog.product_variant v WHERE v.product IN (
            SELECT cv.product FROM catalog.bundle_choice bc JOIN catalog.product_variant cv ON cv.id = bc.component
            JOIN catalog.product_variant bv ON bv.id = bc.variant WHERE bv.product = ANY($1::uuid[]))
    ) v JOIN catalog.product p ON p.id = v.product"""  # noqa: S608 (constants only)


async def list_compositions(product_ids: Sequence[UUID], currencies: Mapping[str, str]) -> list[tuple[str, Item]]:
    """Returns the bundles among the variants of products, then the files that are downloaded with them.

    Args:
        currencies: Of the channels; amounts in others count nowhere, and are left out.
    """
    ids = list(product_ids)
    bundles = await fetch_rows(_BUNDLES, ids)
    names = {str(row["id"]): row["name"] for row in await fetch_rows(_NAMES, ids)} if bundles else {}
    found: list[tuple[str, Item]] = []
    for row in bundles:
        slots = [_slot(slot, names, currencies) for slot in msgspec.json.decode(row["slots"])]
        item = {
            "product": row["product"],
            "variant": row["variant"],
            "pricing": row["pricing"],
            "percentOff": row["percent_off"],
            "amountsOff": _amounts(msgspec.json.decode(row["amounts_off"]), currencies),
            "components": [slot["choices"][0] for slot in slots if not slot["name"]],
            "slots": [slot for slot in slots if slot["name"]],
        }
        found.append(("bundle", item))
    for row in await fetch_rows(_DOWNLOADS, ids):
        files = msgspec.json.decode(row["files"])
        item = {
            "product": row["product"],
            "variant": row["variant"],
            "files": [
                {key: value for key, value in file.items() if value is not None}
                | {"labels": dict(sorted(file["labels"].items()))}
                for file in files
            ],
        }
        found.append(("download", item))
    return found


def _slot(slot: Mapping[str, Any], names: Mapping[str, str], currencies: Mapping[str, str]) -> dict[str, Any]:
    choices = [
        {
            "variant": names[choice["variant"]],
            "quantity": choice["quantity"],
            "amounts": _amounts(choice["amounts"], currencies),
        }
        for choice in slot["choices"]
    ]
    return {**slot, "labels": dict(sorted(slot["labels"].items())), "choices": choices}


def _amounts(amounts: Sequence[Mapping[str, Any]], currencies: Mapping[str, str]) -> dict[str, str]:
    return {
        each["channel"]: Money(each["amount"], each["currency"]).text
        for each in sorted(amounts, key=lambda each: str(each["channel"]))
        if currencies.get(each["channel"]) == each["currency"]
    }
