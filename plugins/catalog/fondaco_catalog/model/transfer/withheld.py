"""What a file may say only if whoever imports it has the right to do it by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fondaco.access.permissions import Permission

from fondaco_catalog.model.transfer.records import Record
from fondaco_catalog.permissions import (
    ARCHIVE_PRODUCTS,
    MANAGE_COSTS,
    MANAGE_PRICES,
    PUBLISH_PRODUCTS,
    REVIEW_PRODUCTS,
    SUBMIT_PRODUCTS,
)

__all__ = ["NEEDED", "refuse_withheld"]

NEEDED: tuple[Permission, ...] = (
    PUBLISH_PRODUCTS, MANAGE_COSTS, MANAGE_PRICES, SUBMIT_PRODUCTS, REVIEW_PRODUCTS, ARCHIVE_PRODUCTS,
)  # fmt: skip
"""The rights that some file needs besides that of managing products."""

_STATUSES = {
    "in_review": SUBMIT_PRODUCTS,
    "approved": REVIEW_PRODUCTS,
    "live": PUBLISH_PRODUCTS,
    "phase_out": PUBLISH_PRODUCTS,
    "archived": ARCHIVE_PRODUCTS,
}

Use = tuple[Permission, str, str, int, str]


def refuse_withheld(record: Record, withheld: frozenset[str]) -> None:
    """Notes everything that a record says and its importer may not do: ``PERMISSION_DENIED``.

    Args:
        withheld: Names of rights that the importer lacks.
    """
    if record.kind == "priceList":
        uses: Iterator[Use] = iter([(MANAGE_PRICES, "priceList", "code", -1, "")])
    else:
        uses = _uses(record.item) if record.kind == "product" else iter(())
    for permission, level, name, index, dimension in uses:
        if permission.name in withheld:
            record.refuse(
                "PERMISSION_DENIED", f"Whoever began this import lacks the right {permission.name}.", level, name,
                index=index, dimension=dimension,
            )  # fmt: skip


def _uses(item: dict[str, Any]) -> Iterator[Use]:
    for name in ("published", "unpublishAt"):
        yield from ((PUBLISH_PRODUCTS, "product", name, -1, channel) for channel in item.get(name, {}))
    if (status := item.get("status")) in _STATUSES:
        yield _STATUSES[status], "product", "status", -1, ""
    for index, variant in enumerate(item.get("variants", ())):
        yield from ((MANAGE_COSTS, "variant", "cost", index, channel) for channel in variant.get("costs", {}))
        yield from (
            (MANAGE_PRICES, "variant", "price", index, name)
            for name in variant.get("prices", {})
            if name.startswith("#") or "@" in name
        )
