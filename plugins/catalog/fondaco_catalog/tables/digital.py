"""What is downloaded instead of being sent."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.table import Table

from fondaco_catalog.tables.products import ProductVariant

__all__ = ["CancelledOrder", "DigitalFile", "DownloadGrant"]


class DigitalFile(Table, schema="catalog", tablename="digital_file"):
    """A file that whoever buys a variant may download, its name by locale in ``labels``; nulls are without a limit or
    an end.
    """

    id = UUID(primary_key=True, default=None, null=False)
    variant = ForeignKey(ProductVariant, on_delete=OnDelete.restrict, default=None, null=False)
    name = Varchar(length=255, default=None, null=False)
    labels = JSONB(default={}, null=False)
    address = Text(default=None, null=False)
    max_downloads = Integer(default=None, null=True)
    days_valid = Integer(default=None, null=True)
    position = Integer(default=None, null=False)


class DownloadGrant(Table, schema="catalog", tablename="download_grant"):
    """That the buyer of an order may download a file; a copy, so that it outlives the file's place at the variant.

    ``token_hash`` is the SHA-256 of the secret in the latest link, ``order_token_hash`` that of the order's token.
    ``file`` and ``variant`` may be gone.
    """

    id = UUID(primary_key=True, default=None, null=False)
    order_id = UUID(default=None, null=False)
    order_number = Varchar(length=100, default=None, null=False)
    session = UUID(default=None, null=True)
    variant = UUID(default=None, null=False)
    file = UUID(default=None, null=False)
    name = Varchar(length=255, default=None, null=False)
    labels = JSONB(default={}, null=False)
    address = Text(default=None, null=False)
    downloads = Integer(default=None, null=False)
    max_downloads = Integer(default=None, null=True)
    expires_at = Timestamptz(default=None, null=True)
    token_hash = Varchar(length=64, default=None, null=True)
    order_token_hash = Varchar(length=64, default="", null=False, index=True)
    revoked_at = Timestamptz(default=None, null=True)
    created_at = Timestamptz(default=None, null=False)


class CancelledOrder(Table, schema="catalog", tablename="cancelled_order"):
    """That an order was cancelled. Events may come in any order: what is placed after it grants no download."""

    id = UUID(primary_key=True, default=None, null=False)
    cancelled_at = Timestamptz(default=None, null=False)
