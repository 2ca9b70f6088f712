"""What an import is asked for, and what it says it did."""

from __future__ import annotations

import msgspec

from fondaco_catalog.model.transfer.problems import RowProblem
from fondaco_catalog.repository.transfer.lookups import Match
from fondaco_catalog.repository.transfer.transfers import Counts
from fondaco_catalog.service.transfer.sources import FileFormat

__all__ = ["ImportOptions", "ImportReport", "Stopped"]


class ImportOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How a file is imported.

    Attributes:
        channel: Slug of the channel that the prices of a file of Shopify are for.
        format: None to find out.
        mapping: The text of a mapping file.
        match: What products are found again by.
        atomic: All products or, if one of them is refused, none.
        dry_run: Say what would happen, and change nothing.
        publish: True to publish every product in the channel, False to publish and unpublish none, None to do what the
            file says.
        withheld: Names of rights that whoever asks for it lacks; what needs them is refused.
    """

    channel: str
    format: FileFormat | None = None
    mapping: str = ""
    match: Match = "slug"
    atomic: bool = False
    dry_run: bool = False
    publish: bool | None = None
    withheld: tuple[str, ...] = ()

    @property
    def one_transaction(self) -> bool:
        """Whether nothing is kept before the end."""
        return self.atomic or self.dry_run


class Stopped(msgspec.Struct, frozen=True):
    """Why an import ended early. What was imported before stays; running it again finishes it."""

    code: str
    message: str


class ImportReport(msgspec.Struct, kw_only=True):
    """What an import did, in products and whatever else has lines of its own.

    Attributes:
        applied: Whether anything of it was kept: not after a dry run, nor if an atomic import had failures.
        unpublished: Products that were imported, but not published, because they are not ready for it.
        rows: What is wrong, in the order of the file, up to the deployment's limit.
        problems: How many of them there are in all.
        resumed: The rows that an earlier run had done.
    """

    applied: bool = True
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    unpublished: int = 0
    problems: int = 0
    rows: list[RowProblem] = msgspec.field(default_factory=list)
    stopped: Stopped | None = None
    resumed: int = 0

    @property
    def ok(self) -> bool:
        """Whether everything of the file was imported, and published where it says so."""
        return not self.failed and not self.unpublished and self.stopped is None

    def count(self, counts: Counts, problems: list[RowProblem], most: int) -> None:
        """Adds what was done with some of the file.

        Args:
            most: As many problems are told.
        """
        for name in ("created", "updated", "unchanged", "failed", "unpublished", "problems"):
            setattr(self, name, getattr(self, name) + getattr(counts, name))
        self.rows.extend(problems[: max(most - len(self.rows), 0)])
