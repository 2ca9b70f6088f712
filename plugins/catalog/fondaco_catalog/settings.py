"""``[plugins.catalog]`` in ``fondaco.toml``: the documented limits of a catalogue."""

from __future__ import annotations

from typing import Annotated

import msgspec

from fondaco_catalog.model.completeness import Check

__all__ = ["CatalogSettings"]


class CatalogSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rules and limits that verbs, imports and the API hold.

    Attributes:
        review_required: Whether a product has to be submitted and approved before it can be published. Otherwise a
            draft can be published right away.
        review_four_eyes: Whether whoever submitted a product may not approve it.
        review_changes: Whether what was edited after it was approved, in whatever way, is reviewed again before it can
            be launched.
        completeness_minimum: Lowest completeness, 0 to 100, with which a product is reviewed or published.
        completeness_required: Checks that have to be met to be reviewed or published, whatever the score, such as
            ``["picture", "price"]``.
        max_bulk_rows: Rows of one bulk mutation whose rows differ, such as `productsBulkUpdate`.
        max_bulk_ids: Things of one bulk mutation that does the same with each, such as `productsBulkPublish`.
        max_variants: Variants of one product.
        max_options: Options of one product, such as colour and size.
        max_media: Pictures, videos and 3D models of one product.
        mirror_media: Whether pictures that products show from elsewhere are fetched into the shop's own storage, by the
            job ``catalog.mirror_media``; from the hosts that ``files.fetch_hosts`` names.
        download_hosts: Hosts at which files that are sold may be instead of in the shop's storage:
            ``downloads.example.com``, ``*.example.com`` for everything below it, ``*`` for every host. Buyers learn
            such an address for good, so empty it where everything is uploaded.
        max_tags: Tags of one product.
        max_category_depth: Levels of the tree of categories.
        max_type_attributes: Attributes of one product type.
        max_attribute_choices: Choices of one attribute.
        max_attribute_values: Choices or references of one attribute of one product.
        max_attribute_text_chars: Characters of a text of an attribute; rich texts are as long as descriptions.
        max_metadata_keys: Keys of the metadata of one thing; public and private ones count apart.
        max_metadata_bytes: Bytes of the JSON of that.
        max_collection_products: Products of one collection.
        max_related_products: Products that are put beside a product in one way.
        max_description_chars: Characters of a description, after it was sanitised.
        max_import_cell_chars: Characters of one cell of an imported CSV file; a longer one is refused, and never held
            as a whole.
        max_import_bytes: Bytes of an imported file, after decompression.
        max_import_line_bytes: Bytes of one line of an imported JSONL file, and characters of one row of a CSV file.
        import_batch: Products that an import writes in one transaction.
        max_reported_rows: Refused rows that an import report lists; further ones are only counted.
        export_days: How long an exported file can be downloaded.
        transfer_days: How long imports and exports, and what imports refused, are remembered.
        default_tax_class: Of variants that are made without one.
        max_price_tiers: Prices of one variant in one price list.
        max_prices_per_call: Prices or costs that one mutation sets.
        inline_prices: Prices up to which a change of a price list or a bulk change is carried out at once; more are a
            job's work.
        price_history_days: How long prices are remembered that are over; at least 31, for the lowest of 30 days.
        search_exact_matches: Matches of a search that are all read, ranked and counted. Of a search that matches more,
            the best sellers come first, and its total is estimated.
        facet_exact_matches: Matches up to which facets are counted exactly; beyond, over a random sample of about this
            size.
    """

    review_required: bool = False
    review_four_eyes: bool = True
    review_changes: bool = False
    completeness_minimum: Annotated[int, msgspec.Meta(ge=0, le=100)] = 0
    completeness_required: tuple[Check, ...] = ()
    max_bulk_rows: int = 250
    max_bulk_ids: int = 1_000
    max_variants: int = 2_000
    max_options: int = 3
    max_media: int = 250
    mirror_media: bool = False
    download_hosts: tuple[str, ...] = ("*",)
    max_tags: int = 250
    max_category_depth: int = 20
    max_type_attributes: int = 1_000
    max_attribute_choices: int = 10_000
    max_attribute_values: int = 100
    max_attribute_text_chars: int = 10_000
    max_metadata_keys: int = 100
    max_metadata_bytes: int = 65_536
    max_collection_products: int = 10_000
    max_related_products: int = 100
    max_description_chars: int = 100_000
    max_import_cell_chars: int = 500_000
    max_import_bytes: int = 2_000_000_000
    max_import_line_bytes: int = 10_000_000
    import_batch: int = 500
    max_reported_rows: int = 10_000
    export_days: Annotated[int, msgspec.Meta(ge=1)] = 7
    transfer_days: Annotated[int, msgspec.Meta(ge=1)] = 30
    default_tax_class: str = "standard"
    max_price_tiers: int = 20
    max_prices_per_call: int = 1_000
    inline_prices: int = 1_000
    price_history_days: Annotated[int, msgspec.Meta(ge=31)] = 90
    search_exact_matches: int = 1_000
    facet_exact_matches: int = 1_000
