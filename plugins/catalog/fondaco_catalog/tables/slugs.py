"""What things were called before."""

from __future__ import annotations

from piccolo.columns import UUID, Timestamptz, Varchar
from piccolo.table import Table

__all__ = ["SlugHistory"]


class SlugHistory(Table, schema="catalog", tablename="slug_history"):
    """A slug that a thing of some kind had; whoever comes with it is led to what the thing is called now.

    Triggers on the tables of the things keep it, in the transaction that changes a slug, whoever writes it. It names
    the thing, not its next slug, so it can make no circle; and a slug that something has is never in it.
    """

    id = UUID(primary_key=True, default=None, null=False)
    entity = Varchar(length=50, default=None, null=False)
    slug = Varchar(length=200, default=None, null=False)
    target = UUID(default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
