"""Making and changing warehouses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from fondaco.commerce import AvailabilityQuery, AvailabilityState, Channel, SellableRef
from fondaco.commerce.events import StockAvailabilityChanged
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import ConflictError
from fondaco.ids import new_id

from fondaco_logistics.errors import stock_changed
from fondaco_logistics.model.drafts import WarehouseChanges, WarehouseDraft, clean_warehouse
from fondaco_logistics.model.warehouses import Warehouse, changed_warehouse
from fondaco_logistics.repository import warehouses as repository
from fondaco_logistics.service.availability import EVERYTHING, collect_available
from fondaco_logistics.settings import LogisticsSettings

__all__ = ["create_warehouse", "delete_warehouse", "update_warehouse"]

EVENT_SIZE = 500
"""Things in one event."""


def _locales(channels: Mapping[str, Channel]) -> set[str]:
    return {locale for channel in channels.values() for locale in channel.locales}


def _code_taken() -> ConflictError:
    return ConflictError("Another warehouse has this code.", code="CODE_TAKEN", field=("code",))


async def create_warehouse(uow: UnitOfWork, channels: Mapping[str, Channel], draft: WarehouseDraft) -> UUID:
    """Makes a warehouse, with nothing in it.

    Raises:
        InvalidInputError: See `clean_warehouse`.
        ConflictError: ``CODE_TAKEN``.
    """
    changes = clean_warehouse(draft.changes, channels, _locales(channels))
    empty = Warehouse(
        id=new_id(),
        code=draft.code,
        own_name=draft.name,
        names={},
        address=draft.address,
        latitude=None,
        longitude=None,
        priority=0,
        channels=(),
        active=True,
        version=1,
    )
    warehouse = changed_warehouse(empty, changes)
    if not await repository.add_warehouse(warehouse, uow.now):
        raise _code_taken()
    if isinstance(changes.areas, tuple):
        await repository.set_areas(warehouse.id, {new_id(): area for area in changes.areas})
    return warehouse.id


async def update_warehouse(
    uow: UnitOfWork,
    settings: LogisticsSettings,
    channels: Mapping[str, Channel],
    warehouse_id: UUID,
    changes: WarehouseChanges,
    *,
    expected_version: int | None = None,
) -> None:
    """Changes a warehouse. What orders took out of it stays theirs, also if it serves nobody any more.

    Raises:
        NotFoundError: ``WAREHOUSE_NOT_FOUND``.
        InvalidInputError: See `clean_warehouse`.
        ConflictError: ``CODE_TAKEN``, ``VERSION_CONFLICT``.
    """
    cleaned = clean_warehouse(changes, channels, _locales(channels))
    warehouse = await repository.lock_warehouse(warehouse_id)
    if expected_version is not None and expected_version != warehouse.version:
        raise stock_changed("expectedVersion")
    changed = changed_warehouse(warehouse, cleaned)
    serves_others = (changed.active, changed.channels) != (warehouse.active, warehouse.channels)
    refs = await repository.list_refs_in(warehouse_id) if serves_others else []
    before = await _had(settings, channels, refs)
    if not await repository.save_warehouse(changed, uow.now):
        raise _code_taken()
    if isinstance(cleaned.areas, tuple):
        await repository.set_areas(warehouse_id, {new_id(): area for area in cleaned.areas})
    if not refs:
        return
    after = await _had(settings, channels, refs)
    uow.invalidate(EVERYTHING)
    came = sorted({ref for ref, _ in after - before}, key=lambda ref: (ref.type, ref.id))
    went = sorted({ref for ref, _ in before - after}, key=lambda ref: (ref.type, ref.id))
    for start in range(0, max(len(came), len(went)), EVENT_SIZE):
        some = slice(start, start + EVENT_SIZE)
        uow.emit(StockAvailabilityChanged(came_in=tuple(came[some]), went_out=tuple(went[some])))


async def _had(
    settings: LogisticsSettings, channels: Mapping[str, Channel], refs: Sequence[SellableRef]
) -> set[tuple[SellableRef, str]]:
    found: set[tuple[SellableRef, str]] = set()
    for channel in channels.values():
        query = AvailabilityQuery(refs=tuple(refs), channel=channel)
        for ref, availability in (await collect_available(settings, query)).items():
            if availability.state is not AvailabilityState.OUT_OF_STOCK:
                found.add((ref, channel.slug))
    return found


async def delete_warehouse(uow: UnitOfWork, warehouse_id: UUID) -> None:
    """Deletes a warehouse in which nothing ever was; any other can be made inactive.

    Raises:
        NotFoundError: ``WAREHOUSE_NOT_FOUND``.
        ConflictError: ``WAREHOUSE_IN_USE``.
    """
    await repository.lock_warehouse(warehouse_id)
    if not await repository.delete_warehouse(warehouse_id):
        raise ConflictError(
            "There is, or was, stock in this warehouse. Make it inactive instead.",
            code="WAREHOUSE_IN_USE",
            field=("id",),
        )
