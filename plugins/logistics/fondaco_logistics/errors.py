"""The refusals that several verbs share; codes are part of the public API."""

from __future__ import annotations

from fondaco.errors import ConflictError, NotFoundError

__all__ = ["stock_changed", "warehouse_not_found"]


def warehouse_not_found(*path: str) -> NotFoundError:
    """No such warehouse."""
    return NotFoundError("There is no such warehouse.", code="WAREHOUSE_NOT_FOUND", field=path or ("warehouseId",))


def stock_changed(*path: str) -> ConflictError:
    """Somebody else changed it in between."""
    return ConflictError(
        "Somebody else has changed this in the meantime. Look at it again.", code="VERSION_CONFLICT", field=path
    )
