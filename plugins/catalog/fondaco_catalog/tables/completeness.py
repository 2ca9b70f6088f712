"""How complete products are, so that lists can be narrowed and sorted by it."""

from __future__ import annotations

from piccolo.columns import UUID, Array, SmallInt, Text, Varchar
from piccolo.table import Table

__all__ = ["ProductCompleteness"]


class ProductCompleteness(Table, schema="catalog", tablename="product_completeness"):
    """The score of a product in a channel and a language of it, and the codes of what it lacks.

    Derived with the documents of the search index; the unique index and the one that lists read are in the migrations.
    """

    id = UUID(primary_key=True, default=None, null=False)
    product = UUID(default=None, null=False)
    channel = Varchar(length=100, default=None, null=False)
    locale = Varchar(length=35, default=None, null=False)
    score = SmallInt(default=None, null=False)
    missing = Array(base_column=Text(), default=None, null=False)
