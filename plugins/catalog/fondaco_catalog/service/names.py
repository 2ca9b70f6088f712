"""Brands and product types that somebody names: found whatever the capitals, made if there are none.

Names come before every other lock of a transaction (then category, then product): see
`fondaco_catalog.repository.names.lock_names`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from fondaco.db import UnitOfWork
from fondaco.errors import NotFoundError
from fondaco.ids import new_id
from msgspec import structs

from fondaco_catalog.model.drafts import ProductChanges, ProductDraft
from fondaco_catalog.model.text import name_key, slugify
from fondaco_catalog.repository import names, rows
from fondaco_catalog.repository.names import Named

__all__ = ["ensure_named", "settle_names"]

D = TypeVar("D", ProductDraft, ProductChanges)

_FIELDS: tuple[tuple[str, Named, str, str], ...] = (
    ("brand", "brand", "BRAND_NOT_FOUND", "brandId"),
    ("product_type", "product_type", "PRODUCT_TYPE_NOT_FOUND", "productTypeId"),
)
_EMPTY: dict[Named, dict[str, Any]] = {"brand": {"description": "", "logo_url": ""}, "product_type": {"labels": {}}}


async def ensure_named(uow: UnitOfWork, table: Named, wanted: Sequence[str]) -> dict[str, UUID]:
    """Returns the ids of brands or product types under these names; what there is none of is made.

    Race-safe: whoever makes a name second gets the first one's id. Nobody deletes one of them before the transaction
    ends. Takes the lock of names if something has to be made.

    Args:
        wanted: Cleaned and not empty; those that differ in capitals only are one.
    """
    keys = {name: name_key(name) for name in wanted}
    found = await names.list_named(table, sorted(set(keys.values())))
    if not found.keys() >= set(keys.values()):
        await names.lock_names()
        found = await names.list_named(table, sorted(set(keys.values())))
        for name, key in keys.items():
            if key not in found:
                found[key] = new_id()
                row = {
                    "id": found[key],
                    "slug": await rows.free_slug(table, slugify(name, table.replace("_", "-"))),
                    "name": name,
                    "name_key": key,
                    **_EMPTY[table],
                    "created_at": uow.now,
                    "updated_at": uow.now,
                }
                await rows.insert_rows(table, [row])
        uow.invalidate(f"{table}s")
    return {name: found[key] for name, key in keys.items()}


async def settle_names(uow: UnitOfWork, draft: D) -> D:
    """Returns a product's draft or changes with ids in the place of names; what is named and does not exist is made.

    Call it before anything else is locked.

    Raises:
        NotFoundError: ``BRAND_NOT_FOUND`` or ``PRODUCT_TYPE_NOT_FOUND`` for an id.
    """
    settled: dict[str, UUID] = {}
    for field, table, code, input_field in _FIELDS:
        given = getattr(draft, field)
        if isinstance(given, str):
            settled[field] = (await ensure_named(uow, table, [given]))[given]
        elif isinstance(given, UUID) and not await names.keep_row(table, given):
            what = table.replace("_", " ")
            raise NotFoundError(f"There is no such {what}.", code=code, field=(input_field,))
    return structs.replace(draft, **settled) if settled else draft
