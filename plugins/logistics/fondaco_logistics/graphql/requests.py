"""What the resolvers of logistics share."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from fondaco.access import is_allowed
from fondaco.commerce import SellableRef
from fondaco.errors import InvalidInputError
from fondaco.graphql import Info, RequestContext
from fondaco.ids import decode_global_id

from fondaco_logistics.model import stock as stock_model
from fondaco_logistics.model import warehouses as warehouse_model
from fondaco_logistics.permissions import VIEW_STOCK
from fondaco_logistics.repository import stock as stock_repository
from fondaco_logistics.repository import warehouses as warehouse_repository
from fondaco_logistics.settings import LogisticsSettings

__all__ = ["load_items", "load_warehouses", "ref_from", "settings_of"]


def settings_of(info: Info) -> LogisticsSettings:
    """Returns the settings of this deployment."""
    plugin = info.context.app.host.get("logistics")
    settings = None if plugin is None else plugin.settings
    assert isinstance(settings, LogisticsSettings)  # noqa: S101 (its own resolvers run where it is enabled)
    return settings


def ref_from(id_: str, *path: str) -> SellableRef:
    """Returns what a global id names.

    Raises:
        InvalidInputError: ``INVALID_ID``.
    """
    type_, key = decode_global_id(id_, field=path)
    try:
        return SellableRef(type_, UUID(key))
    except ValueError:
        raise InvalidInputError("This is not the id of a thing.", code="INVALID_ID", field=path) from None


async def load_warehouses(context: RequestContext, ids: Sequence[UUID]) -> list[warehouse_model.Warehouse | None]:
    """Returns warehouses by id, for who may see them."""
    found = await warehouse_repository.find_warehouses(ids) if is_allowed(context.principal, VIEW_STOCK) else {}
    return [found.get(id_) for id_ in ids]


async def load_items(context: RequestContext, ids: Sequence[UUID]) -> list[stock_model.Item | None]:
    """Returns items by id, for who may see them."""
    found = await stock_repository.find_items(ids) if is_allowed(context.principal, VIEW_STOCK) else {}
    return [found.get(id_) for id_ in ids]
