"""What comes behind the products of a file: relations, references of attributes, bundles and downloads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from fondaco.db import UnitOfWork
from fondaco.errors import InvalidInputError, NotFoundError

from fondaco_catalog.model.attribute_drafts import Mention, ReferenceTarget, ValueDraft
from fondaco_catalog.model.drafts import ProductChanges, VariantChanges
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.transfer.levels import Item
from fondaco_catalog.model.transfer.records import Record
from fondaco_catalog.repository import relations
from fondaco_catalog.repository.transfer import links
from fondaco_catalog.repository.transfer.groupings import list_ids_by_slug
from fondaco_catalog.service.products import update_product
from fondaco_catalog.service.relations import set_relations
from fondaco_catalog.service.transfer.compositions import put_bundle, put_download
from fondaco_catalog.service.variants import update_variant

__all__ = ["LINKS", "upsert_link"]

LINKS = frozenset({"relation", "reference", "bundle", "download"})
"""The kinds of things that come behind the products."""


async def upsert_link(uow: UnitOfWork, record: Record, policy: Policy) -> str:
    """Lets a product or a variant point to, or consist of, exactly what a line says; locks it.

    Returns:
        ``created`` where there was nothing of the kind, ``updated`` or ``unchanged``.

    Raises:
        DomainError: ``PRODUCT_NOT_FOUND``, ``VARIANT_NOT_FOUND``, ``RELATION_KIND_NOT_FOUND``,
            ``REFERENCE_NOT_FOUND``, ``UNKNOWN_ATTRIBUTE``, and as `set_relations`, `update_product`, `put_bundle` and
            `put_download`.
    """
    item = record.item
    slug = _needed(item, "product")
    found = await list_ids_by_slug("product", [slug])
    if slug not in found:
        raise NotFoundError(f"There is no product {slug[:100]!r}.", code="PRODUCT_NOT_FOUND", field=("product",))
    product_id = found[slug]
    if record.kind == "relation":
        return await _put_relation(uow, product_id, item, policy)
    if record.kind == "reference":
        return await _put_reference(uow, product_id, item, policy)
    variant_id = await _variant(product_id, item.get("variant"))
    put = put_bundle if record.kind == "bundle" else put_download
    return await put(uow, variant_id, item, policy)


def _needed(item: Item, name: str) -> str:
    value: str | None = item.get(name)
    if not value:
        raise InvalidInputError("This is needed.", code="REQUIRED", field=(name,))
    return value


def _ids(known: Mapping[str, UUID], names: Sequence[str], code: str, field: str) -> list[UUID]:
    for name in names:
        if name not in known:
            raise NotFoundError(f"There is no {name[:100]!r}.", code=code, field=(field,))
    return [known[name] for name in names]


async def _put_relation(uow: UnitOfWork, product_id: UUID, item: Item, policy: Policy) -> str:
    code, names = _needed(item, "code"), item.get("related", [])
    kind = await relations.find_kind(code)
    if kind is None:
        raise NotFoundError("There is no such kind of relation.", code="RELATION_KIND_NOT_FOUND", field=("code",))
    wanted = _ids(await list_ids_by_slug("product", names), names, "PRODUCT_NOT_FOUND", "related")
    before = await relations.list_related_ids(product_id, kind[0])
    if wanted == before:
        return "unchanged"
    await set_relations(uow, product_id, code, wanted, policy)
    return "updated" if before else "created"


async def _put_reference(uow: UnitOfWork, product_id: UUID, item: Item, policy: Policy) -> str:
    code, names = _needed(item, "attribute"), item.get("to", [])
    target = await links.find_target_kind(code)
    if target is None:
        raise InvalidInputError(
            f"There is no attribute {code[:100]!r} that points to something.",
            code="UNKNOWN_ATTRIBUTE",
            field=("attribute",),
        )
    named = item.get("variant")
    variant_id = None if named is None else await _variant(product_id, named)
    wanted = _ids(await links.list_targets(target, names), names, "REFERENCE_NOT_FOUND", "to")
    before = await links.list_reference_ids(product_id, variant_id, code)
    if wanted == before:
        return "unchanged"
    draft = ValueDraft(code=code, references=_mentions(target, wanted))
    if variant_id is None:
        await update_product(uow, product_id, ProductChanges(attributes=(draft,)), policy)
    else:
        await update_variant(uow, variant_id, VariantChanges(attributes=(draft,)), policy)
    return "updated" if before else "created"


async def _variant(product_id: UUID, name: str | None) -> UUID:
    found = await links.find_own_variant(product_id, name)
    if found is None:
        raise NotFoundError(
            "The product has no such variant." if name else "Say which of the product's variants.",
            code="VARIANT_NOT_FOUND",
            field=("variant",),
        )
    return found


def _mentions(target: ReferenceTarget, ids: Sequence[UUID]) -> tuple[Mention, ...]:
    return tuple(Mention(target, id_) for id_ in ids)
