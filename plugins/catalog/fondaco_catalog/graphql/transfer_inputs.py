"""What the mutations on imports and exports take in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from fondaco.graphql import ID, Info, input_type
from fondaco.ids import parse_global_id

from fondaco_catalog.model.transfer.states import ExportFileFormat, ImportFileFormat, ImportMatch
from fondaco_catalog.repository.transfer.exported import ExportFilter
from fondaco_catalog.service.transfer.export_products import ExportOptions
from fondaco_catalog.service.transfer.import_report import ImportOptions

__all__ = ["ProductExportFilter", "ProductExportStartInput", "ProductImportStartInput"]


@input_type
class ProductImportStartInput:
    """A file that is to be imported, and how.

    Attributes:
        file_id: Of an uploaded CSV or JSON Lines file, also gzip-compressed.
        format: Found out if left out.
        mapping: Text of a mapping file (TOML), for columns of others.
        match: What products are found again by; SLUG if left out.
        channel: Slug of the channel that the prices of a file of Shopify are for; that of the request if left out.
        atomic: All products or, if one of them is refused, none.
        dry_run: Say what would happen, and change nothing.
        publish: True to publish every product in the channel, false to publish none; left out, what the file says.
    """

    file_id: ID
    format: ImportFileFormat | None = None
    mapping: str | None = None
    match: ImportMatch = ImportMatch.SLUG
    channel: str | None = None
    atomic: bool = False
    dry_run: bool = False
    publish: bool | None = None

    def request(self, info: Info) -> tuple[UUID, ImportOptions]:
        """Returns the file and the options."""
        options = ImportOptions(
            channel=self.channel or info.context.channel.slug,
            format=None if self.format is None else self.format.value,
            mapping=self.mapping or "",
            match=self.match.value,
            atomic=self.atomic,
            dry_run=self.dry_run,
            publish=self.publish,
        )
        return parse_global_id(self.file_id, "File", field=("fileId",)), options


@input_type
class ProductExportFilter:
    """Which products are exported; those that meet all that is given.

    Attributes:
        published_in: Slug of a channel in which they are published.
        category: Slug of a category in which, or below which, they are.
        collection: Slug of a collection in which they are.
        changed_since: When they changed at the earliest.
    """

    published_in: str | None = None
    category: str | None = None
    collection: str | None = None
    product_ids: list[ID] | None = None
    changed_since: datetime | None = None


@input_type
class ProductExportStartInput:
    """What is to be exported, and how.

    Attributes:
        channel: Slug of the channel whose prices and publications a file of Shopify has; that of the request if left
            out.
        filter: All products if left out.
    """

    format: ExportFileFormat = ExportFileFormat.CSV
    channel: str | None = None
    filter: ProductExportFilter | None = None

    def options(self, info: Info) -> ExportOptions:
        """Returns the options."""
        chosen = self.filter or ProductExportFilter()
        ids = chosen.product_ids
        return ExportOptions(
            channel=self.channel or info.context.channel.slug,
            format=self.format.value,
            chosen=ExportFilter(
                published_in=chosen.published_in,
                category=chosen.category,
                collection=chosen.collection,
                ids=None
                if ids is None
                else tuple(
                    parse_global_id(id_, "Product", field=("filter", "productIds", str(place)))
                    for place, id_ in enumerate(ids)
                ),
                changed_since=chosen.changed_since,
            ),
        )
