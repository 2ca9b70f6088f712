"""The refusals that several verbs share; codes are part of the public API."""

from __future__ import annotations

from fondaco.errors import ConflictError, NotFoundError

__all__ = ["order_not_found", "shipment_not_found", "stock_changed", "warehouse_not_found"]


def warehouse_not_found(*path: str) -> NotFoundError:
    """No such warehouse."""
    return NotFoundError("There is no such warehouse.", code="WAREHOUSE_NOT_FOUND", field=path or ("warehouseId",))


def order_not_found(*path: str) -> NotFoundError:
    """No such order, as far as stock is concerned."""
    return NotFoundError("There is no such order.", code="ORDER_NOT_FOUND", field=path or ("orderId",))


def shipment_not_found(*path: str) -> NotFoundError:
    """No such parcel."""
    return NotFoundError("There is no such shipment.", code="SHIPMENT_NOT_FOUND", field=path or ("id",))


def stock_changed(*path: str) -> ConflictError:
    """Somebody else changed it in between."""
    return ConflictError(
        "Somebody else has changed this in the meantime. Look at it again.", code="VERSION_CONFLICT", field=path
    )
