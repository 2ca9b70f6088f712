"""What staff change of taxes. Every verb drops the tag ``taxes``, and with it the table in every node's memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal
from uuid import UUID

import asyncpg
import msgspec
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError, NotFoundError
from fondaco.ids import new_id

from fondaco_checkout.model.tax_drafts import (
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    RESERVED_CLASSES,
    ExemptionDraft,
    ZoneDraft,
    clean_code,
    clean_exemption,
    clean_text,
    clean_zone,
)
from fondaco_checkout.model.taxes import TaxClass, TaxExemption, TaxZone, ZoneRate
from fondaco_checkout.repository import taxes as repository
from fondaco_checkout.repository.versions import lock_version

__all__ = [
    "TAG",
    "create_class",
    "create_exemption",
    "create_zone",
    "delete_class",
    "delete_exemption",
    "delete_zone",
    "update_class",
    "update_exemption",
    "update_zone",
]

TAG = "taxes"

_Table = Literal["tax_class", "tax_zone", "tax_exemption"]
_NAMES = {"tax_class": "tax class", "tax_zone": "tax zone", "tax_exemption": "tax exemption"}


async def _lock(table: _Table, id_: UUID, expected: int | None) -> int:
    """Locks a row; returns its version.

    Raises:
        NotFoundError: ``TAX_CLASS_NOT_FOUND``, ``TAX_ZONE_NOT_FOUND``, ``TAX_EXEMPTION_NOT_FOUND``.
        ConflictError: ``VERSION_CONFLICT``.
    """
    version = await lock_version(table, id_)
    if version is None:
        raise NotFoundError(f"There is no such {_NAMES[table]}.", code=f"{table.upper()}_NOT_FOUND", field=("id",))
    if expected is not None and expected != version:
        raise ConflictError(
            f"Somebody else has edited this since you read it: it is at version {version}, not {expected}.",
            code="VERSION_CONFLICT",
            field=("expectedVersion",),
        )
    return version


def _code_taken(error: asyncpg.UniqueViolationError) -> ConflictError:
    if error.column_name not in {None, "code"}:
        raise error
    return ConflictError("This code is taken.", code="CODE_TAKEN", field=("code",))


async def create_class(uow: UnitOfWork, code: str, name: str, description: str) -> TaxClass:
    """Makes a tax class.

    Raises:
        InvalidInputError: ``INVALID_CODE``, ``TEXT_REQUIRED``, ``TEXT_TOO_LONG``, ``TEXT_INVALID``.
        ConflictError: ``CODE_TAKEN``.
    """
    code = clean_code(code, ("code",))
    if code in RESERVED_CLASSES:
        raise InvalidInputError(f"{code} means something else.", code="INVALID_CODE", field=("code",))
    made = TaxClass(
        id=new_id(),
        code=code,
        name=clean_text(name, LONGEST_NAME, ("name",)),
        description=clean_text(description, LONGEST_DESCRIPTION, ("description",), empty=True),
        builtin=False,
        created_at=uow.now,
        updated_at=uow.now,
        version=1,
    )
    try:
        await repository.put_class(made)
    except asyncpg.UniqueViolationError as error:
        raise _code_taken(error) from error
    uow.invalidate(TAG)
    return made


async def update_class(
    uow: UnitOfWork,
    id_: UUID,
    *,
    name: str | None = None,
    description: str | None = None,
    expected_version: int | None = None,
) -> TaxClass:
    """Changes what a class is called; what is None stays.

    Raises:
        NotFoundError, ConflictError, InvalidInputError: As `_lock` and `create_class`.
    """
    version = await _lock("tax_class", id_, expected_version)
    found = (await repository.find_classes([id_]))[0]
    changed = msgspec.structs.replace(
        found,
        name=found.name if name is None else clean_text(name, LONGEST_NAME, ("name",)),
        description=found.description
        if description is None
        else clean_text(description, LONGEST_DESCRIPTION, ("description",), empty=True),
        updated_at=uow.now,
        version=version + 1,
    )
    await repository.put_class(changed)
    uow.invalidate(TAG)
    return changed


async def delete_class(uow: UnitOfWork, id_: UUID, *, expected_version: int | None = None) -> None:
    """Deletes a class that no zone has rates of; things that name it are taxed at the standard rate then.

    Raises:
        NotFoundError: ``TAX_CLASS_NOT_FOUND``.
        ConflictError: ``TAX_CLASS_BUILTIN``, ``TAX_CLASS_IN_USE``, ``VERSION_CONFLICT``.
    """
    await _lock("tax_class", id_, expected_version)
    if (await repository.find_classes([id_]))[0].builtin:
        raise ConflictError("This class is there by itself.", code="TAX_CLASS_BUILTIN", field=("id",))
    if await repository.class_is_used(id_):
        raise ConflictError("Zones have rates of this class.", code="TAX_CLASS_IN_USE", field=("id",))
    await repository.delete_row("tax_class", id_)
    uow.invalidate(TAG)


async def create_zone(uow: UnitOfWork, draft: ZoneDraft) -> TaxZone:
    """Makes a zone with its rates.

    Raises:
        InvalidInputError, ConflictError, LimitExceededError: As `fondaco_checkout.model.tax_drafts.clean_zone`;
            ``CODE_TAKEN``.
    """
    made = TaxZone(
        id=new_id(),
        code=draft.code,
        name=draft.name,
        areas=(),
        priority=0,
        additive=False,
        active=True,
        created_at=uow.now,
        updated_at=uow.now,
        version=0,
    )
    return await _write_zone(uow, made, draft)


async def update_zone(
    uow: UnitOfWork, id_: UUID, change: Callable[[ZoneDraft], ZoneDraft], *, expected_version: int | None = None
) -> TaxZone:
    """Changes a zone, and its rates if they are given, which replace those that it has.

    Args:
        change: Makes what it is to be out of what it is. Its rates come without ids: the ones that are kept are new.

    Raises:
        NotFoundError: ``TAX_ZONE_NOT_FOUND``.
        ConflictError: ``VERSION_CONFLICT``, and as `create_zone`.
        InvalidInputError, LimitExceededError: As `create_zone`.
    """
    await _lock("tax_zone", id_, expected_version)
    found = (await repository.find_zones([id_]))[0]
    return await _write_zone(uow, found, change(_draft_of(found)))


def _draft_of(zone: TaxZone) -> ZoneDraft:
    return msgspec.convert(zone, ZoneDraft, from_attributes=True)


async def _write_zone(uow: UnitOfWork, zone: TaxZone, draft: ZoneDraft) -> TaxZone:
    class_ids = await repository.list_class_ids()
    draft = clean_zone(draft, frozenset(class_ids))
    rates = tuple(
        ZoneRate(**{**msgspec.structs.asdict(rate), "id": new_id(), "zone_id": zone.id, "names": dict(rate.names)})
        for rate in draft.rates
    )
    written = msgspec.structs.replace(
        zone,
        code=draft.code,
        name=draft.name,
        areas=tuple(draft.areas),
        priority=draft.priority,
        additive=draft.additive,
        active=draft.active,
        rates=rates,
        updated_at=uow.now,
        version=zone.version + 1,
    )
    try:
        await repository.put_zone(written, class_ids)
    except asyncpg.UniqueViolationError as error:
        raise _code_taken(error) from error
    uow.invalidate(TAG)
    return (await repository.find_zones([zone.id]))[0]


async def delete_zone(uow: UnitOfWork, id_: UUID, *, expected_version: int | None = None) -> None:
    """Deletes a zone with its rates; orders keep what was charged.

    Raises:
        NotFoundError: ``TAX_ZONE_NOT_FOUND``.
        ConflictError: ``VERSION_CONFLICT``.
    """
    await _lock("tax_zone", id_, expected_version)
    await repository.delete_row("tax_zone", id_)
    uow.invalidate(TAG)


async def create_exemption(uow: UnitOfWork, draft: ExemptionDraft) -> TaxExemption:
    """Frees a customer group from tax.

    Raises:
        InvalidInputError: As `fondaco_checkout.model.tax_drafts.clean_exemption`.
    """
    draft = clean_exemption(draft)
    made = TaxExemption(
        id=new_id(),
        **_exemption_values(draft),
        created_at=uow.now,
        updated_at=uow.now,
        version=1,
    )
    await repository.put_exemption(made)
    uow.invalidate(TAG)
    return made


async def update_exemption(
    uow: UnitOfWork,
    id_: UUID,
    change: Callable[[ExemptionDraft], ExemptionDraft],
    *,
    expected_version: int | None = None,
) -> TaxExemption:
    """Changes an exemption.

    Raises:
        NotFoundError: ``TAX_EXEMPTION_NOT_FOUND``.
        ConflictError: ``VERSION_CONFLICT``.
        InvalidInputError: As `create_exemption`.
    """
    version = await _lock("tax_exemption", id_, expected_version)
    found = (await repository.find_exemptions([id_]))[0]
    draft = clean_exemption(change(msgspec.convert(found, ExemptionDraft, from_attributes=True)))
    changed = msgspec.structs.replace(found, **_exemption_values(draft), updated_at=uow.now, version=version + 1)
    await repository.put_exemption(changed)
    uow.invalidate(TAG)
    return changed


def _exemption_values(draft: ExemptionDraft) -> dict[str, Any]:
    return {**msgspec.structs.asdict(draft), "notes": dict(draft.notes), "countries": tuple(draft.countries)}


async def delete_exemption(uow: UnitOfWork, id_: UUID, *, expected_version: int | None = None) -> None:
    """Deletes an exemption.

    Raises:
        NotFoundError: ``TAX_EXEMPTION_NOT_FOUND``.
        ConflictError: ``VERSION_CONFLICT``.
    """
    await _lock("tax_exemption", id_, expected_version)
    await repository.delete_row("tax_exemption", id_)
    uow.invalidate(TAG)
