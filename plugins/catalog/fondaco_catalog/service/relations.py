"""Putting products beside each other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from uuid import UUID

from fondaco.commerce.events import ProductUpdated
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError, LimitExceededError, NotFoundError
from fondaco.ids import new_id

from fondaco_catalog.model.attribute_drafts import Label
from fondaco_catalog.model.labels import clean_labels, merged
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.text import clean_text
from fondaco_catalog.repository import product_state, relations, rows
from fondaco_catalog.service.derived import lock_product
from fondaco_catalog.service.versions import expect_version

__all__ = ["add_relations", "create_kind", "delete_kind", "remove_relations", "set_relations", "update_kind"]

_CODE = re.compile(r"[a-z][a-z0-9_]{0,49}")


async def create_kind(
    uow: UnitOfWork, code: str, name: str, labels: Mapping[str, str], policy: Policy, *, symmetric: bool = False
) -> str:
    """Makes a way in which products can belong together; returns its code.

    Args:
        labels: Its name by locale.
        symmetric: Whether what belongs to a product has the product belong to it.

    Raises:
        InvalidInputError: ``INVALID_CODE``, ``INVALID_LOCALE``, and as `fondaco_catalog.model.text.clean_text`.
        ConflictError: ``CODE_TAKEN``.
    """
    if _CODE.fullmatch(code) is None:
        raise InvalidInputError(
            "A code has 1 to 50 lower case letters, digits and underscores, and begins with a letter.",
            code="INVALID_CODE",
            field=("code",),
        )
    row = {
        "id": new_id(),
        "code": code,
        "name": clean_text(name, field=("name",), required=True),
        "labels": merged({}, clean_labels([Label(tag, text) for tag, text in labels.items()], policy)),
        "symmetric": symmetric,
        "position": 100,
    }
    if not await rows.insert_rows("relation_kind", [row], key=["code"], update=False):
        raise ConflictError("There is such a kind already.", code="CODE_TAKEN", field=("code",))
    uow.invalidate("relation_kinds")
    return code


async def update_kind(
    uow: UnitOfWork,
    code: str,
    policy: Policy,
    *,
    name: str | None = None,
    position: int | None = None,
    labels: Sequence[Label] = (),
) -> None:
    """Changes what a kind is called and where it comes among kinds; what is not given stays. Locks it.

    Args:
        position: Kinds are in the order of it; of new ones it is 100.
        labels: Its name by locale; an empty one is taken away.

    Raises:
        NotFoundError: ``RELATION_KIND_NOT_FOUND``.
        InvalidInputError: ``REQUIRED``, ``INVALID_LOCALE``, ``DUPLICATE_LOCALE``, and as `clean_text`.
    """
    called = None if name is None else clean_text(name, field=("name",), required=True)
    more = clean_labels(labels, policy)
    kind_id, _ = await _kind(code, lock=True)
    await relations.change_kind(kind_id, called, position, {label.locale: label.text for label in more})
    uow.invalidate("relation_kinds")


async def delete_kind(uow: UnitOfWork, code: str) -> None:
    """Deletes a kind with all its relations.

    Raises:
        NotFoundError: ``RELATION_KIND_NOT_FOUND``.
    """
    await relations.delete_kind((await _kind(code, lock=True))[0])
    uow.invalidate("relation_kinds", "products")


async def set_relations(
    uow: UnitOfWork,
    product_id: UUID,
    kind: str,
    ids: Sequence[UUID],
    policy: Policy,
    *,
    expected_version: int | None = None,
) -> None:
    """Puts exactly these products beside another one, in this order. Locks it.

    Raises:
        NotFoundError: ``RELATION_KIND_NOT_FOUND``; ``PRODUCT_NOT_FOUND``, also at the first id that is unknown.
        InvalidInputError: ``DUPLICATE_PRODUCT``; ``RELATED_TO_ITSELF``.
        LimitExceededError: ``TOO_MANY_PRODUCTS``.
        ConflictError: ``VERSION_CONFLICT``.
    """
    if len(set(ids)) < len(ids):
        raise InvalidInputError("A product is given twice.", code="DUPLICATE_PRODUCT", field=("relatedIds",))
    kind_id, symmetric = await _kind(kind)
    await lock_product(product_id)
    await expect_version("product", product_id, expected_version)
    before = await relations.list_related_ids(product_id, kind_id)
    await _write(uow, product_id, kind_id, ids, policy, touched=(*before, *ids) if symmetric else ())


async def add_relations(uow: UnitOfWork, product_id: UUID, kind: str, ids: Sequence[UUID], policy: Policy) -> None:
    """Puts products beside another one, behind those that are there; those that are there stay where they are.

    Raises:
        NotFoundError, InvalidInputError, LimitExceededError: As `set_relations`.
    """
    kind_id, symmetric = await _kind(kind)
    await lock_product(product_id)
    before = await relations.list_related_ids(product_id, kind_id)
    wanted = list(dict.fromkeys((*before, *ids)))
    await _write(uow, product_id, kind_id, wanted, policy, touched=tuple(ids) if symmetric else ())


async def remove_relations(uow: UnitOfWork, product_id: UUID, kind: str, ids: Sequence[UUID], policy: Policy) -> None:
    """Takes products away from beside another one; those that are not there are passed over.

    Raises:
        NotFoundError: As `set_relations`.
    """
    kind_id, symmetric = await _kind(kind)
    await lock_product(product_id)
    gone = set(ids)
    left = [id_ for id_ in await relations.list_related_ids(product_id, kind_id) if id_ not in gone]
    await _write(uow, product_id, kind_id, left, policy, touched=tuple(ids) if symmetric else ())


async def _kind(code: str, *, lock: bool = False) -> tuple[UUID, bool]:
    found = await relations.find_kind(code, lock=lock)
    if found is None:
        raise NotFoundError("There is no such kind of relation.", code="RELATION_KIND_NOT_FOUND", field=("kind",))
    return found


async def _write(
    uow: UnitOfWork, product_id: UUID, kind_id: UUID, ids: Sequence[UUID], policy: Policy, *, touched: Sequence[UUID]
) -> None:
    most = policy.settings.max_related_products
    if len(ids) > most:
        raise LimitExceededError(
            f"At most {most:,} products are related in one way.", code="TOO_MANY_PRODUCTS", field=("relatedIds",)
        )
    known = await product_state.lock_products(ids)
    for index, id_ in enumerate(ids):
        at = ("relatedIds", str(index))
        if id_ == product_id:
            raise InvalidInputError("A product is not related to itself.", code="RELATED_TO_ITSELF", field=at)
        if id_ not in known:
            raise NotFoundError("There is no such product.", code="PRODUCT_NOT_FOUND", field=at)
    await relations.write_relations(product_id, kind_id, [(new_id(), id_) for id_ in ids])
    await rows.bump_versions("product", [product_id], uow.now)
    uow.emit(ProductUpdated(product_id=product_id))
    uow.invalidate(f"product:{product_id}", "products", *(f"product:{id_}" for id_ in touched))
