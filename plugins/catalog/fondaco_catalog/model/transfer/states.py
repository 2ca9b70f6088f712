"""What people call the ways of importing and exporting, and how far one of them is."""

from __future__ import annotations

from enum import Enum

__all__ = ["ExportFileFormat", "ImportFileFormat", "ImportMatch", "TransferState"]


class TransferState(Enum):
    """How far an import or export is.

    FAILED is one that cannot succeed as it is, STOPPED one that may go on where it was.
    """

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ImportFileFormat(Enum):
    """A format of product files: Shopify's CSV, our own CSV, JSON Lines; or a foreign one, by a mapping."""

    SHOPIFY = "shopify"
    CSV = "csv"
    JSONL = "jsonl"


class ExportFileFormat(Enum):
    """A format that products are exported in."""

    CSV = "csv"
    JSONL = "jsonl"
    SHOPIFY = "shopify"


class ImportMatch(Enum):
    """What products are found again by; variants too, but with SLUG by what is chosen.

    EXTERNAL_ID is what another system calls them.
    """

    SLUG = "slug"
    SKU = "sku"
    EXTERNAL_ID = "external_id"
