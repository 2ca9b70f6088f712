"""Tags in other languages; which products have one, these say themselves."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, Varchar
from piccolo.table import Table

__all__ = ["TagTexts"]


class TagTexts(Table, schema="catalog", tablename="tag_texts"):
    """A tag, as products have it, with ``labels``: how it is called by locale. Tags without labels need no row."""

    id = UUID(primary_key=True, default=None, null=False)
    tag = Varchar(length=255, default=None, null=False)
    labels = JSONB(default=None, null=False)
