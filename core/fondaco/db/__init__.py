"""PostgreSQL: the engine, transactions, migrations, pagination and the embedded servers."""

from fondaco.db.arrays import any_of
from fondaco.db.bulk import copy_rows, fetch_rows
from fondaco.db.engine import Database, execute, fetch_all, fetch_one, fetch_value
from fondaco.db.pagination import Edge, Page, PageArgs, SortKey
from fondaco.db.unit_of_work import UnitOfWork

__all__ = [
    "Database",
    "Edge",
    "Page",
    "PageArgs",
    "SortKey",
    "UnitOfWork",
    "any_of",
    "copy_rows",
    "execute",
    "fetch_all",
    "fetch_one",
    "fetch_rows",
    "fetch_value",
]
