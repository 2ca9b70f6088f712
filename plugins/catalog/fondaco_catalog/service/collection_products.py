"""What is in a collection by hand: put in, taken out, moved, pinned, excluded.

In a collection without a rule these are its products. In one with a rule they are pins, which come first and stay
whatever the rule says. Every verb locks the collection, then the products in the order of their ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError, LimitExceededError, NotFoundError
from fondaco.ids import new_id

from fondaco_catalog.model.policy import Policy
from fondaco_catalog.repository import collection_rules, product_state, rows
from fondaco_catalog.repository import collection_state as state
from fondaco_catalog.repository.collection_state import CollectionState
from fondaco_catalog.service.versions import expect_version

__all__ = [
    "add_products",
    "exclude_products",
    "include_products",
    "lock_collection",
    "move_products",
    "place_products",
    "remove_products",
]

REFRESH_DUE = "catalog.refresh_due_memberships"


async def lock_collection(collection_id: UUID, *, to_delete: bool = False) -> CollectionState:
    """Locks a collection against changes until the transaction ends.

    Raises:
        NotFoundError: ``COLLECTION_NOT_FOUND``.
    """
    found = await state.find_collection_state(collection_id, to_delete=to_delete)
    if found is None:
        raise NotFoundError("There is no such collection.", code="COLLECTION_NOT_FOUND", field=("id",))
    return found


async def _refuse_unknown(ids: Sequence[UUID]) -> None:
    if len(set(ids)) < len(ids):
        raise InvalidInputError("A product is given twice.", code="DUPLICATE_PRODUCT", field=("productIds",))
    known = await product_state.lock_products(ids)
    for index, id_ in enumerate(ids):
        if id_ not in known:
            raise NotFoundError("There is no such product.", code="PRODUCT_NOT_FOUND", field=("productIds", str(index)))


def _refuse_too_many(count: int, policy: Policy) -> None:
    most = policy.settings.max_collection_products
    if count > most:
        raise LimitExceededError(
            f"At most {most:,} products are put into a collection by hand.",
            code="TOO_MANY_PRODUCTS",
            field=("productIds",),
        )


def _seen(uow: UnitOfWork, collection_id: UUID, ids: Sequence[UUID]) -> None:
    uow.invalidate(f"collection:{collection_id}", "collections", *(f"product:{id_}" for id_ in ids))


async def _edited(uow: UnitOfWork, collection_id: UUID, ids: Sequence[UUID]) -> None:
    await rows.bump_versions("collection", [collection_id], uow.now)
    _seen(uow, collection_id, ids)


async def place_products(uow: UnitOfWork, found: CollectionState, ids: Sequence[UUID], policy: Policy) -> None:
    """Makes these products, in this order, all that is by hand in a collection that the caller has locked.

    Raises:
        InvalidInputError: ``DUPLICATE_PRODUCT``.
        LimitExceededError: ``TOO_MANY_PRODUCTS``.
        NotFoundError: ``PRODUCT_NOT_FOUND``, at the first id that is unknown.
    """
    _refuse_too_many(len(ids), policy)
    await _refuse_unknown(ids)
    before = await state.list_placed_ids(found.id, found.by_hand)
    await state.keep_in_collection(found.id, ids, found.by_hand)
    await _insert(found, ids, 0)
    kept = set(ids)
    await _ask_the_rule(uow, found, [id_ for id_ in before if id_ not in kept])
    _seen(uow, found.id, ids)


async def _insert(found: CollectionState, ids: Sequence[UUID], first: int) -> None:
    await state.include(found.id, ids)
    await rows.insert_rows(
        "collection_product",
        [
            {"id": new_id(), "collection": found.id, "product": id_, "position": first + place, "kind": found.by_hand}
            for place, id_ in enumerate(ids)
        ],
        key=["collection", "product"],
    )


async def _ask_the_rule(uow: UnitOfWork, found: CollectionState, ids: Sequence[UUID]) -> None:
    if found.rule is not None and ids and await collection_rules.note_due(ids):
        uow.enqueue(REFRESH_DUE)


async def add_products(
    uow: UnitOfWork, collection_id: UUID, ids: Sequence[UUID], policy: Policy, *, before: UUID | None = None
) -> None:
    """Puts products into a collection, in this order, behind those that are there, or before one of them.

    Those that are there already stay where they are.

    Raises:
        NotFoundError: ``COLLECTION_NOT_FOUND``, ``PRODUCT_NOT_FOUND``.
        InvalidInputError: ``DUPLICATE_PRODUCT``; ``PRODUCT_NOT_IN_COLLECTION`` at ``beforeId``.
        LimitExceededError: ``TOO_MANY_PRODUCTS``.
    """
    found = await lock_collection(collection_id)
    await _refuse_unknown(ids)
    placed = await state.list_placed_ids(collection_id, found.by_hand)
    there = set(placed)
    new = [id_ for id_ in ids if id_ not in there]
    _refuse_too_many(len(placed) + len(new), policy)
    at = len(placed) if before is None else _place(placed, before, "beforeId")
    await _insert(found, new, len(placed))
    await state.renumber(collection_id, [*placed[:at], *new, *placed[at:]])
    await _edited(uow, collection_id, new)


def _place(placed: Sequence[UUID], id_: UUID, field: str) -> int:
    try:
        return placed.index(id_)
    except ValueError:
        raise InvalidInputError(
            "This product was not put into the collection by hand.", code="PRODUCT_NOT_IN_COLLECTION", field=(field,)
        ) from None


async def remove_products(uow: UnitOfWork, collection_id: UUID, ids: Sequence[UUID]) -> None:
    """Takes out of a collection what somebody put there; what is not there is passed over.

    Where the collection has a rule, that decides about them from then on.

    Raises:
        NotFoundError: ``COLLECTION_NOT_FOUND``.
    """
    found = await lock_collection(collection_id)
    await state.take_out(collection_id, ids, [found.by_hand])
    await _ask_the_rule(uow, found, sorted(await product_state.lock_products(ids)))
    await _edited(uow, collection_id, ids)


async def move_products(
    uow: UnitOfWork,
    collection_id: UUID,
    ids: Sequence[UUID],
    *,
    before: UUID | None = None,
    expected_version: int | None = None,
) -> None:
    """Moves products, together and in this order, before another one of the collection, or behind all.

    Raises:
        NotFoundError: ``COLLECTION_NOT_FOUND``.
        InvalidInputError: ``DUPLICATE_PRODUCT``; ``PRODUCT_NOT_IN_COLLECTION`` at the first one that is not there, or
            at ``beforeId``.
        ConflictError: ``VERSION_CONFLICT``.
    """
    if len(set(ids)) < len(ids):
        raise InvalidInputError("A product is given twice.", code="DUPLICATE_PRODUCT", field=("productIds",))
    found = await lock_collection(collection_id)
    await expect_version("collection", collection_id, expected_version)
    placed = await state.list_placed_ids(collection_id, found.by_hand)
    there, moved = set(placed), set(ids)
    for index, id_ in enumerate(ids):
        if id_ not in there:
            raise InvalidInputError(
                "This product was not put into the collection by hand.",
                code="PRODUCT_NOT_IN_COLLECTION",
                field=("productIds", str(index)),
            )
    rest = [id_ for id_ in placed if id_ not in moved]
    at = len(rest) if before is None else _place(rest, before, "beforeId")
    await state.renumber(collection_id, [*rest[:at], *ids, *rest[at:]])
    await _edited(uow, collection_id, ids)


async def exclude_products(uow: UnitOfWork, collection_id: UUID, ids: Sequence[UUID]) -> None:
    """Keeps products out of a collection whatever its rule says.

    Raises:
        NotFoundError: ``COLLECTION_NOT_FOUND``, ``PRODUCT_NOT_FOUND``.
        ConflictError: ``COLLECTION_HAS_NO_RULE``.
        InvalidInputError: ``DUPLICATE_PRODUCT``.
    """
    await _ruled(collection_id)
    await _refuse_unknown(ids)
    await state.exclude(collection_id, ids)
    await state.take_out(collection_id, ids, ["rule", "pin"])
    await _edited(uow, collection_id, ids)


async def include_products(uow: UnitOfWork, collection_id: UUID, ids: Sequence[UUID]) -> None:
    """Lets the rule of a collection decide again about products that were excluded.

    Raises:
        NotFoundError: ``COLLECTION_NOT_FOUND``.
        ConflictError: ``COLLECTION_HAS_NO_RULE``.
    """
    found = await _ruled(collection_id)
    await state.include(collection_id, ids)
    await _ask_the_rule(uow, found, sorted(await product_state.lock_products(ids)))
    await _edited(uow, collection_id, ids)


async def _ruled(collection_id: UUID) -> CollectionState:
    found = await lock_collection(collection_id)
    if found.rule is None:
        raise ConflictError(
            "This collection has no rule; take products out of it instead.",
            code="COLLECTION_HAS_NO_RULE",
            field=("id",),
        )
    return found
