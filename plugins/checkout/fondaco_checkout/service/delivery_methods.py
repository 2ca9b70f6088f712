"""What staff change of delivery. Every verb drops the tag ``delivery``, and the table in every node's memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal
from uuid import UUID

import asyncpg
import msgspec
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import ConflictError, NotFoundError
from fondaco.ids import new_id

from fondaco_checkout.model.deliveries import DeliveryMethod, DeliveryZone
from fondaco_checkout.model.delivery_drafts import DeliveryZoneDraft, MethodDraft, Named, clean_method, clean_zone
from fondaco_checkout.repository import deliveries as repository
from fondaco_checkout.repository.taxes import list_class_ids
from fondaco_checkout.repository.versions import lock_version

__all__ = [
    "TAG",
    "create_method",
    "create_zone",
    "delete_method",
    "delete_zone",
    "update_method",
    "update_zone",
]

TAG = "delivery"


async def _lock(table: Literal["delivery_zone", "delivery_method"], id_: UUID, expected: int | None) -> None:
    """Locks a row.

    Raises:
        NotFoundError: ``DELIVERY_ZONE_NOT_FOUND``, ``DELIVERY_METHOD_NOT_FOUND``.
        ConflictError: ``VERSION_CONFLICT``.
    """
    version = await lock_version(table, id_)
    if version is None:
        name = table.replace("_", " ")
        raise NotFoundError(f"There is no such {name}.", code=f"{table.upper()}_NOT_FOUND", field=("id",))
    if expected is not None and expected != version:
        raise ConflictError(
            f"Somebody else has edited this since you read it: it is at version {version}, not {expected}.",
            code="VERSION_CONFLICT",
            field=("expectedVersion",),
        )


def _code_taken() -> ConflictError:
    return ConflictError("This code is taken.", code="CODE_TAKEN", field=("code",))


async def create_zone(uow: UnitOfWork, draft: DeliveryZoneDraft) -> DeliveryZone:
    """Makes a delivery zone, for the rates of methods.

    Raises:
        InvalidInputError, LimitExceededError: As `fondaco_checkout.model.delivery_drafts.clean_zone`.
        ConflictError: ``CODE_TAKEN``.
    """
    return await _write_zone(uow, new_id(), draft, None)


async def update_zone(
    uow: UnitOfWork,
    id_: UUID,
    change: Callable[[DeliveryZoneDraft], DeliveryZoneDraft],
    *,
    expected_version: int | None = None,
) -> DeliveryZone:
    """Changes a delivery zone.

    Args:
        change: Makes what it is to be out of what it is.

    Raises:
        NotFoundError: ``DELIVERY_ZONE_NOT_FOUND``.
        ConflictError: ``VERSION_CONFLICT``, ``CODE_TAKEN``.
        InvalidInputError, LimitExceededError: As `create_zone`.
    """
    await _lock("delivery_zone", id_, expected_version)
    found = (await repository.find_zones([id_]))[0]
    return await _write_zone(uow, id_, change(msgspec.convert(found, DeliveryZoneDraft, from_attributes=True)), found)


async def _write_zone(
    uow: UnitOfWork, id_: UUID, draft: DeliveryZoneDraft, before: DeliveryZone | None
) -> DeliveryZone:
    draft = clean_zone(draft)
    zone = DeliveryZone(
        id=id_,
        code=draft.code,
        name=draft.name,
        areas=tuple(draft.areas),
        priority=draft.priority,
        created_at=uow.now if before is None else before.created_at,
        updated_at=uow.now,
        version=1 if before is None else before.version + 1,
    )
    try:
        await repository.put_zone(zone)
    except asyncpg.UniqueViolationError as error:
        raise _code_taken() from error
    uow.invalidate(TAG)
    return zone


async def delete_zone(uow: UnitOfWork, id_: UUID, *, expected_version: int | None = None) -> None:
    """Deletes a delivery zone that no method has a rate for.

    Raises:
        NotFoundError: ``DELIVERY_ZONE_NOT_FOUND``.
        ConflictError: ``DELIVERY_ZONE_IN_USE``, ``VERSION_CONFLICT``.
    """
    await _lock("delivery_zone", id_, expected_version)
    if await repository.zone_is_used(id_):
        raise ConflictError("Methods have rates for this zone.", code="DELIVERY_ZONE_IN_USE", field=("id",))
    await repository.delete_zone(id_)
    uow.invalidate(TAG)


async def create_method(uow: UnitOfWork, draft: MethodDraft, channels: frozenset[str]) -> DeliveryMethod:
    """Makes a way to deliver, with its rates. From the first active one of a channel on, its flat rates end.

    Args:
        channels: Slugs of those that there are.

    Raises:
        InvalidInputError, ConflictError, LimitExceededError: As
            `fondaco_checkout.model.delivery_drafts.clean_method`; ``CODE_TAKEN``.
    """
    return await _write_method(uow, new_id(), draft, channels, None)


async def update_method(
    uow: UnitOfWork,
    id_: UUID,
    change: Callable[[MethodDraft], MethodDraft],
    channels: frozenset[str],
    *,
    expected_version: int | None = None,
) -> DeliveryMethod:
    """Changes a way to deliver, and its rates if they are given, which replace those that it has.

    Raises:
        NotFoundError: ``DELIVERY_METHOD_NOT_FOUND``.
        ConflictError: ``VERSION_CONFLICT``, and as `create_method`.
        InvalidInputError, LimitExceededError: As `create_method`.
    """
    await _lock("delivery_method", id_, expected_version)
    found = (await repository.find_methods([id_]))[0]
    fields = {name: getattr(found, name) for name in MethodDraft.__struct_fields__}
    return await _write_method(uow, id_, change(MethodDraft(**fields)), channels, found)


async def _write_method(
    uow: UnitOfWork, id_: UUID, draft: MethodDraft, channels: frozenset[str], before: DeliveryMethod | None
) -> DeliveryMethod:
    zone_ids, class_ids = await repository.list_zone_ids(), await list_class_ids()
    draft = clean_method(draft, Named(channels, frozenset(class_ids), frozenset(zone_ids)))
    values: dict[str, Any] = {name: getattr(draft, name) for name in MethodDraft.__struct_fields__}
    method = DeliveryMethod(
        **{**values, "names": dict(draft.names), "descriptions": dict(draft.descriptions)},
        id=id_,
        created_at=uow.now if before is None else before.created_at,
        updated_at=uow.now,
        version=1 if before is None else before.version + 1,
    )
    try:
        await repository.put_method(method, zone_ids)
    except asyncpg.UniqueViolationError as error:
        raise _code_taken() from error
    uow.invalidate(TAG)
    return method


async def delete_method(uow: UnitOfWork, id_: UUID, *, expected_version: int | None = None) -> None:
    """Deletes a way to deliver; orders keep what was charged, and carts that chose it have to choose anew.

    Raises:
        NotFoundError: ``DELIVERY_METHOD_NOT_FOUND``.
        ConflictError: ``VERSION_CONFLICT``.
    """
    await _lock("delivery_method", id_, expected_version)
    await repository.delete_method(id_)
    uow.invalidate(TAG)
