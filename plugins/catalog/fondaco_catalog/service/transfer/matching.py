"""Finding the products of a file again in the shop, and the names that a file may use once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec
from fondaco.ids import new_id

from fondaco_catalog.model.text import slugify
from fondaco_catalog.model.transfer.cleaning import Cleaned
from fondaco_catalog.model.transfer.records import Record
from fondaco_catalog.repository.rows import NUMBERED_SLUGS
from fondaco_catalog.repository.transfer import lookups
from fondaco_catalog.repository.transfer.lookups import Match
from fondaco_catalog.repository.transfer.transfers import MetKey

__all__ = [
    "Found",
    "apart",
    "external_ids_of",
    "find_products",
    "keys_of",
    "refuse_external_ids",
    "refuse_met",
    "skus_of",
]


class Found(msgspec.Struct):
    """A product of the file, and what it is in the shop.

    Attributes:
        slug: The one that it is to have.
        id: None where it is new.
        names_slug: Whether its slug is its name in the file, which comes once; not where it is that of a product which
            was found by something else.
    """

    cleaned: Cleaned
    slug: str
    id: UUID | None = None
    names_slug: bool = True

    @property
    def record(self) -> Record:
        return self.cleaned.record


async def find_products(cleaned: Sequence[Cleaned], match: Match) -> list[Found]:
    """Finds the products in the shop, locks them, and finds slugs for those that are new.

    Several records may be about one product that they find by its variants: see `apart`.
    """
    found = [Found(each, each.item.get("slug") or "") for each in cleaned]
    if match != "slug":
        await (_find_by_sku(found) if match == "sku" else _find_by_external_id(found))
        locked = {each.id: each.slug for each in await lookups.lock_matches([each.id for each in found if each.id], [])}
        await _new_slugs(found, locked)
        return found
    for each in found:
        each.slug = each.slug or slugify(each.cleaned.item.get("title", ""), "product")
    by_slug = {each.slug: each.id for each in await lookups.lock_matches([], [each.slug for each in found])}
    for each in found:
        each.id = by_slug.get(each.slug)
    return found


def apart(found: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    """Returns the first records of products, and the further ones, which are compared with what those have made."""
    first: list[Found] = []
    further: list[Found] = []
    met: set[UUID] = set()
    for each in found:
        if each.id is None or each.id not in met:
            first.append(each)
        else:
            further.append(each)
        if each.id is not None:
            met.add(each.id)
    return first, further


async def _new_slugs(found: Sequence[Found], locked: dict[UUID, str]) -> None:
    bases = {}
    for each in found:
        if each.id is not None and each.id not in locked:
            each.id = None  # deleted while this waited for the lock
        if each.id is not None:
            each.names_slug = bool(each.slug)
            each.slug = each.slug or locked[each.id]
        elif not each.slug:
            bases[id(each)] = slugify(each.cleaned.item.get("title", ""), "product")
    candidates = {
        base: [base, *(f"{base}-{number}" for number in range(2, NUMBERED_SLUGS + 1))] for base in bases.values()
    }
    given = {each.slug for each in found if each.slug}
    own = {slug: id_ for id_, slug in locked.items()}
    taken = await lookups.list_taken_slugs([*given, *(slug for each in candidates.values() for slug in each)])
    used = set(given)
    # Products of one batch may exchange their slugs.
    left = {locked[each.id] for each in found if each.id is not None and each.slug != locked[each.id]}
    for each in found:
        if base := bases.get(id(each)):
            free = (slug for slug in candidates[base] if slug not in taken and slug not in used)
            each.slug = next(free, f"{base}-{new_id().hex[-12:]}")
            used.add(each.slug)
        elif each.slug in taken and each.slug not in left and (each.id is None or own.get(each.slug) != each.id):
            each.record.refuse("SLUG_TAKEN", "This slug belongs to another product.", "product", "slug")


async def _find_by_sku(found: Sequence[Found]) -> None:
    holders = {each.sku: each.product for each in await lookups.list_sku_holders(skus_of(found))}
    for each in found:
        owners = dict.fromkeys(holders[sku] for sku in _skus(each) if sku in holders)
        if len(owners) > 1:
            each.record.refuse("SKU_TAKEN", "These SKUs belong to different products.", "variant", "sku", index=0)
        each.id = next(iter(owners), None)
        if each.id is None and _skus(each) and "title" not in each.cleaned.item:
            message = f"There is no variant with the SKU {_skus(each)[0]}, and a new product needs a title."
            each.record.refuse("VARIANT_NOT_FOUND", message, "variant", "sku", index=0)


async def _find_by_external_id(found: Sequence[Found]) -> None:
    """Finds products by their own external id; without one, by those of their variants."""
    products, variants = await lookups.list_external_holders(*external_ids_of(found))
    for each in found:
        own, parts = _external_id(each), _variant_external_ids(each)
        if own is not None:
            each.id = products.get(own)
            continue
        if not parts:
            each.record.refuse(
                "EXTERNAL_ID_MISSING",
                "It is to be found again by its external id, or by those of its variants; it has none.",
                "product",
                "externalId",
            )
        owners = dict.fromkeys(variants[part].product for part in parts if part in variants)
        if len(owners) > 1:
            message = "These external ids belong to variants of different products."
            each.record.refuse("EXTERNAL_ID_TAKEN", message, "variant", "externalId", index=0)
        each.id = next(iter(owners), None)


def _external_id(each: Found) -> str | None:
    return each.cleaned.item.get("externalId") or None


def _variant_external_ids(each: Found) -> list[str]:
    return [id_ for variant in each.cleaned.item.get("variants", ()) if (id_ := variant.get("externalId"))]


def external_ids_of(found: Sequence[Found]) -> tuple[list[str], list[str]]:
    """Returns the external ids that products name, their own and those of their variants."""
    own = [id_ for each in found if (id_ := _external_id(each)) is not None]
    return own, [id_ for each in found for id_ in _variant_external_ids(each)]


def refuse_external_ids(found: Sequence[Found], holders: Mapping[str, UUID]) -> None:
    """Refuses products whose external id another product has, unless that one gets another in the same batch."""
    becomes = {each.id: _external_id(each) for each in found if "externalId" in each.cleaned.item}
    for each in found:
        own = _external_id(each)
        holder = holders.get(own or "")
        if own is not None and holder not in {None, each.id} and becomes.get(holder, own) == own:
            each.record.refuse("EXTERNAL_ID_TAKEN", "Another product has this external id.", "product", "externalId")


def _skus(each: Found) -> list[str]:
    return [sku for variant in each.cleaned.item.get("variants", ()) if (sku := variant.get("sku"))]


def skus_of(found: Sequence[Found]) -> list[str]:
    """Returns the SKUs that products name."""
    return [sku for each in found for sku in _skus(each)]


def keys_of(each: Found) -> list[str]:
    """Returns the names that no other product of the file may have."""
    own = _external_id(each)
    return [
        *([f"slug:{each.slug}"] if each.names_slug else []),
        *dict.fromkeys(f"sku:{sku}" for sku in _skus(each)),
        *([] if own is None else [f"product:{own}"]),
        *dict.fromkeys(f"variant:{id_}" for id_ in _variant_external_ids(each)),
    ]


def refuse_met(each: Found, met: Mapping[str, MetKey]) -> bool:
    """Refuses a product whose names the file has used before; says whether it did."""
    record = each.record
    if each.names_slug and (other := met.get(f"slug:{each.slug}")) is not None:
        if other.label != record.handle and record.handle:
            record.refuse(
                "HANDLE_COLLISION",
                f"{other.label!r} and {record.handle!r} both become {each.slug!r}.",
                "product",
                "slug",
            )
        elif record.scattered == "HANDLE_SCATTERED":
            record.refuse(
                "HANDLE_SCATTERED",
                f"The rows of a product stand together; this one began in row {other.row}.",
                "product",
                "slug",
            )
        else:
            record.refuse(
                "DUPLICATE_SLUG", f"The file has a product of this slug already, in row {other.row}.", "product", "slug"
            )
        return True
    own = _external_id(each)
    if own is not None and (other := met.get(f"product:{own}")) is not None:
        record.refuse(
            "DUPLICATE_EXTERNAL_ID",
            f"The file has a product of this external id already, in row {other.row}.",
            "product",
            "externalId",
        )
    for index, variant in enumerate(each.cleaned.item.get("variants", ())):
        external_id = variant.get("externalId")
        if external_id and (other := met.get(f"variant:{external_id}")) is not None:
            message = f"The external id {external_id} is given in row {other.row} already."
            record.refuse("EXTERNAL_ID_TAKEN", message, "variant", "externalId", index=index)
        sku = variant.get("sku")
        if sku and (other := met.get(f"sku:{sku}")) is not None:
            record.refuse(
                "SKU_TAKEN", f"The SKU {sku} is given in row {other.row} already.", "variant", "sku", index=index
            )
    return bool(record.problems)
